// What a list tells of what came back. A file of its own: home tells of it too, and needs no grid.
import type { RowOf } from '~/api'
import { numberOf } from '~/format'
import { amount, code, link, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/returns'>
const { columns: said } = words

export const returnsColumns: readonly GridColumn<Row>[] = [
  code('number', said.number, (row) => numberOf(row.id, row.number) ?? words.receive.noNumber, (row) => `/returns/${row.id}`, { sort: 'number', width: 180 }),
  link('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customerCode === null ? null : `/partners/${row.customerId}`), { width: 220, told: { none: words.guest } }),
  when('occurredAt', said.returnedAt, (row) => row.occurredAt, { sort: 'occurredAt' }),
  amount('lines', said.lines, (row) => row.lines),
  amount('unmatched', said.unmatched, (row) => row.unmatched, { width: 150 }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 140 }),
]
