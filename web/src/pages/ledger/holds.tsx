// What may not be used, and why.
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { holdsColumns } from './holds-columns'
import { PlaceHold } from './place-hold'
import { ReleaseHolds } from './release-holds'

const { filters: asked } = words

export const holdsFilters: readonly ListFilter[] = [
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'location', label: asked.location },
  { kind: 'choice', name: 'which', label: asked.which, options: [['standing', asked.standing], ['released', asked.released], ['all', asked.all]] },
  { kind: 'day', name: 'placedFrom', label: asked.from },
  { kind: 'day', name: 'placedTo', label: asked.to },
]

export default function Holds() {
  return (
    <ListPage
      path="/holds"
      name={words.places.holds}
      title={words.places.holds}
      columns={holdsColumns}
      filters={holdsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.documentId}`}
      actions={<PlaceHold />}
      bulk={(holds, clear) => <ReleaseHolds holds={holds} clear={clear} />}
      empty={words.empty.holds}
    />
  )
}
