// What a list tells of what suppliers are to bring. A file of its own: home tells of it too, and needs no grid.
import type { RowOf } from '~/api'
import { code, day, text } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/announcements'>
const { columns: said } = words

export const announcementsColumns: readonly GridColumn<Row>[] = [
  code('number', said.number, (row) => row.number, (row) => `/announcements/${row.id}`, { sort: 'number', width: 180 }),
  code('supplier', said.supplier, (row) => row.supplier, (row) => `/partners/${row.supplierId}`, { width: 180 }),
  day('expectedOn', said.expectedOn, (row) => row.expectedOn, { sort: 'expectedOn' }),
  text('status', said.state, (row) => words.announcementStates[row.status] ?? row.status, { width: 160, told: { words: words.announcementStates } }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 140 }),
]
