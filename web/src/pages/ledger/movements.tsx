// Every movement, the latest first.
import { amount, code, link, text, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/movements'>
const { columns: said, filters: asked } = words

export const movementsColumns: readonly GridColumn<Row>[] = [
  when('occurredAt', said.when, (row) => row.occurredAt, { sort: 'occurredAt' }),
  link('kind', said.what, (row) => words.movements[row.kind] ?? row.kind, (row) => `/documents/${row.documentId}`, { width: 120, told: { words: words.movements } }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 150 }),
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`, { width: 150 }),
  amount('quantity', said.quantity, (row) => row.quantity, { sort: 'quantity', unit: (row) => row.unit, width: 130 }),
  code('from', said.from, (row) => row.from, (row) => `/locations/${row.fromLocationId}`, { width: 150 }),
  code('to', said.to, (row) => row.to, (row) => `/locations/${row.toLocationId}`, { width: 150 }),
  text('serial', said.serial, (row) => row.serial, { width: 140, isExtra: true }),
  text('reason', said.reason, (row) => row.reason, { width: 200 }),
  text('unit', said.unit, (row) => row.unit, { isExtra: true, width: 90 }),
  when('recordedAt', said.recordedAt, (row) => row.recordedAt, { isExtra: true }),
]

export const movementsFilters: readonly ListFilter[] = [
  { kind: 'choice', name: 'kind', label: said.what, options: Object.entries(words.movements) },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'location', label: asked.location },
  { kind: 'text', name: 'partner', label: asked.partner },
  { kind: 'day', name: 'occurredFrom', label: asked.from },
  { kind: 'day', name: 'occurredTo', label: asked.to },
]

export default function Movements() {
  return (
    <ListPage
      path="/movements"
      name={words.places.movements}
      title={words.places.movements}
      columns={movementsColumns}
      filters={movementsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.documentId}`}
      empty={words.empty.movements}
    />
  )
}
