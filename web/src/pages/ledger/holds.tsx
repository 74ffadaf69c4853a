// What may not be used, and why.
import { amount, code, text, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/holds'>
const { columns: said, filters: asked } = words

export const holdsColumns: readonly GridColumn<Row>[] = [
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`, { width: 150 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 150 }),
  text('reason', said.reason, (row) => row.reason, { width: 260 }),
  amount('quantity', said.held, (row) => row.quantity),
  code('location', said.location, (row) => row.location, (row) => (row.locationId === null ? null : `/locations/${row.locationId}`), { width: 140 }),
  when('placedAt', said.placedAt, (row) => row.placedAt, { sort: 'placedAt' }),
  when('releasedAt', said.releasedAt, (row) => row.releasedAt),
  text('releaseReason', said.releaseReason, (row) => row.releaseReason, { width: 200 }),
]

export const holdsFilters: readonly ListFilter[] = [
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'location', label: asked.location },
  { kind: 'choice', name: 'which', label: asked.which, options: [['standing', asked.standing], ['released', asked.released], ['all', asked.all]] },
  { kind: 'day', name: 'placedFrom', label: asked.from },
  { kind: 'day', name: 'placedTo', label: asked.to },
]

export default function Holds() {
  return (
    <ListPage
      path="/holds"
      name={words.places.holds}
      title={words.places.holds}
      columns={holdsColumns}
      filters={holdsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.documentId}`}
      empty={words.empty.holds}
    />
  )
}
