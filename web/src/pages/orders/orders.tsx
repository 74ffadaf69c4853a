// Every order, the latest first.
import { ImportLink } from '~/pages/imports/import-link'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { ordersColumns } from './orders-columns'

const { filters: asked } = words

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
      empty={{ ...words.empty.orders, action: <ImportLink kind="orders" /> }}
    />
  )
}
