// Every order, the latest first; several at once go on together.
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RowOf } from '~/api'
import { ImportLink } from '~/pages/imports/import-link'
import { useMay } from '~/session'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { ManyOrders } from './many-orders'
import { ordersColumns } from './orders-columns'

type Row = RowOf<'/orders'>
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

const bulk = (rows: readonly Row[], clear: () => void) => <ManyOrders rows={rows} clear={clear} />

export default function Orders() {
  const may = useMay()
  const mayWork = ['order.write', 'order.pick', 'order.ship'].some(may)
  return (
    <ListPage
      path="/orders"
      name={words.places.orders}
      title={words.places.orders}
      actions={(
        <>
          <Button variant="default" renderRoot={(props) => <Link to="/orders/waiting" {...props} />}>{words.orders.waitingTitle}</Button>
          {may('order.write') && <Button leftSection={<IconPlus size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/orders/new" {...props} />}>{words.orders.place}</Button>}
        </>
      )}
      {...(mayWork && { bulk })}
      columns={ordersColumns}
      filters={ordersFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/orders/${row.id}`}
      empty={{ ...words.empty.orders, action: <ImportLink kind="orders" /> }}
    />
  )
}
