// What suppliers are to bring.
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { AnnounceButton } from './announce-button'
import { announcementsColumns } from './announcements-columns'

const { filters: asked } = words

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
