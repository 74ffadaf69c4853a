// What went to customers, the latest first.
import { ImportLink } from '~/pages/imports/import-link'
import { amount, code, text, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/shipments'>
const { columns: said, filters: asked } = words

export const shipmentsColumns: readonly GridColumn<Row>[] = [
  when('shippedAt', said.shippedAt, (row) => row.shippedAt, { sort: 'shippedAt' }),
  code('order', said.order, (row) => row.order, (row) => (row.orderId === null ? null : `/orders/${row.orderId}`), { width: 130 }),
  code('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customer === null ? null : `/partners/${row.customerId}`), { width: 130, told: { none: words.guest } }),
  text('customerName', said.name, (row) => row.customerName, { width: 180 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 150 }),
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`, { width: 150 }),
  amount('quantity', said.quantity, (row) => row.quantity, { sort: 'quantity', unit: (row) => row.unit, width: 130 }),
  amount('standing', said.notReturned, (row) => row.standing),
  text('serial', said.serial, (row) => row.serial, { width: 140, isExtra: true }),
  text('unit', said.unit, (row) => row.unit, { isExtra: true, width: 90 }),
]

export const shipmentsFilters: readonly ListFilter[] = [
  { kind: 'text', name: 'customer', label: asked.customer },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'day', name: 'shippedFrom', label: asked.from },
  { kind: 'day', name: 'shippedTo', label: asked.to },
]

export default function Shipments() {
  return (
    <ListPage
      path="/shipments"
      name={words.places.shipments}
      title={words.places.shipments}
      columns={shipmentsColumns}
      filters={shipmentsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => (row.orderId === null ? `/documents/${row.documentId}` : `/orders/${row.orderId}`)}
      empty={{ ...words.empty.shipments, action: <ImportLink kind="shipments" /> }}
    />
  )
}
