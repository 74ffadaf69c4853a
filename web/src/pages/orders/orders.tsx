// Every order, the latest first.
import { amount, code, text, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/orders'>
const { columns: said, filters: asked } = words

export const ordersColumns: readonly GridColumn<Row>[] = [
  code('number', said.order, (row) => row.number, (row) => `/orders/${row.id}`, { sort: 'number', width: 160 }),
  code('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customerCode === null ? null : `/partners/${row.customerId}`), { width: 220 }),
  text('state', said.state, (row) => words.orderStates[row.state] ?? row.state, { width: 150 }),
  amount('lines', said.lines, (row) => row.lines),
  text('channel', said.channel, (row) => row.channel, { width: 120 }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 120 }),
  when('placedAt', said.placed, (row) => row.placedAt, { sort: 'placedAt' }),
]

export const ordersFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.numberBegins },
  { kind: 'text', name: 'customer', label: asked.customer },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'choice', name: 'state', label: asked.state, options: (['reserved', 'picked', 'packed', 'shipped', 'delivered', 'cancelled'] as const).map((state) => [state, words.orderStates[state] ?? state] as const) },
  { kind: 'day', name: 'placedFrom', label: asked.from },
  { kind: 'day', name: 'placedTo', label: asked.to },
]

export default function Orders() {
  return (
    <ListPage
      path="/orders"
      name={words.places.orders}
      title={words.places.orders}
      columns={ordersColumns}
      filters={ordersFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/orders/${row.id}`}
      empty={words.empty.orders}
    />
  )
}
