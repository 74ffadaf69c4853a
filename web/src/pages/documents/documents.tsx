// Everything that was recorded, the latest first.
import { code, text, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/documents'>
const { columns: said, filters: asked } = words

export const documentsColumns: readonly GridColumn<Row>[] = [
  code('kind', said.what, (row) => words.documentOf(row.kind), (row) => `/documents/${row.id}`, { width: 220 }),
  when('occurredAt', said.when, (row) => row.occurredAt, { sort: 'occurredAt' }),
  when('recordedAt', said.recordedAt, (row) => row.recordedAt, { sort: 'recordedAt' }),
  text('reason', said.reason, (row) => row.reason, { width: 260 }),
  text('position', said.position, (row) => row.position, { isNumber: true, width: 110 }),
]

export const documentsFilters: readonly ListFilter[] = [
  { kind: 'day', name: 'recordedFrom', label: asked.from },
  { kind: 'day', name: 'recordedTo', label: asked.to },
]

export default function Documents() {
  return (
    <ListPage
      path="/documents"
      name={words.places.documents}
      title={words.places.documents}
      columns={documentsColumns}
      filters={documentsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.id}`}
      empty={words.empty.documents}
    />
  )
}
