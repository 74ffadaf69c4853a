// Lots that became other lots.
import { amount, code, link, text, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { MakeButton } from './make-button'

type Row = RowOf<'/transformations'>
const { columns: said, filters: asked } = words

export const transformationsColumns: readonly GridColumn<Row>[] = [
  when('occurredAt', said.when, (row) => row.occurredAt, { sort: 'occurredAt' }),
  link('kind', said.what, (row) => words.transformationKinds[row.kind] ?? row.kind, (row) => `/documents/${row.id}`, { width: 160, told: { words: words.transformationKinds } }),
  amount('inputs', said.inputs, (row) => row.inputs),
  amount('outputs', said.outputs, (row) => row.outputs),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 140 }),
  text('reason', said.reason, (row) => row.reason, { width: 240 }),
]

export const transformationsFilters: readonly ListFilter[] = [
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'site', label: asked.site },
  { kind: 'day', name: 'occurredFrom', label: asked.from },
  { kind: 'day', name: 'occurredTo', label: asked.to },
]

export default function Transformations() {
  return (
    <ListPage
      path="/transformations"
      name={words.places.transformations}
      title={words.places.transformations}
      columns={transformationsColumns}
      filters={transformationsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.id}`}
      actions={<MakeButton />}
      empty={{ ...words.empty.transformations, action: <MakeButton /> }}
    />
  )
}
