// The columns of orders, apart from their page: others show them without the grid.
import type { RowOf } from '~/api'
import { amount, code, link, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/orders'>
const { columns: said } = words

export const ordersColumns: readonly GridColumn<Row>[] = [
  code('number', said.order, (row) => row.number, (row) => `/orders/${row.id}`, { sort: 'number', width: 160 }),
  link('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customerCode === null ? null : `/partners/${row.customerId}`), { width: 220, told: { none: words.guest } }),
  text('state', said.state, (row) => words.orderStates[row.state] ?? row.state, { width: 150, told: { words: words.orderStates } }),
  amount('lines', said.lines, (row) => row.lines),
  text('channel', said.channel, (row) => row.channel, { width: 120 }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 120 }),
  when('placedAt', said.placed, (row) => row.placedAt, { sort: 'placedAt' }),
]
