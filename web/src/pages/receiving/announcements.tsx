// What suppliers are to bring.
import { code, day, text } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { AnnounceButton } from './announce-button'

type Row = RowOf<'/announcements'>
const { columns: said, filters: asked } = words

export const announcementsColumns: readonly GridColumn<Row>[] = [
  code('number', said.number, (row) => row.number, (row) => `/announcements/${row.id}`, { sort: 'number', width: 180 }),
  code('supplier', said.supplier, (row) => row.supplier, (row) => `/partners/${row.supplierId}`, { width: 180 }),
  day('expectedOn', said.expectedOn, (row) => row.expectedOn, { sort: 'expectedOn' }),
  text('status', said.state, (row) => words.announcementStates[row.status] ?? row.status, { width: 160, told: { words: words.announcementStates } }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 140 }),
]

export const announcementsFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.numberBegins },
  { kind: 'text', name: 'supplier', label: asked.supplier },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'choice', name: 'state', label: asked.state, options: [['expected', asked.stillExpected], ['open', asked.notClosed], ['closed', asked.closed]] },
  { kind: 'day', name: 'expectedFrom', label: asked.from },
  { kind: 'day', name: 'expectedTo', label: asked.to },
]

export default function Announcements() {
  return (
    <ListPage
      path="/announcements"
      name={words.places.announcements}
      title={words.places.announcements}
      columns={announcementsColumns}
      filters={announcementsFilters}
      sort="-expectedOn"
      rowId={(row) => row.id}
      rowAddress={(row) => `/announcements/${row.id}`}
      actions={<AnnounceButton />}
      empty={{ ...words.empty.announcements, action: <AnnounceButton /> }}
    />
  )
}
