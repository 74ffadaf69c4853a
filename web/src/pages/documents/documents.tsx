// Everything that was recorded, the latest first.
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { documentsColumns } from './documents-columns'

const { filters: asked } = words

export const documentsFilters: readonly ListFilter[] = [
  { kind: 'day', name: 'recordedFrom', label: asked.from },
  { kind: 'day', name: 'recordedTo', label: asked.to },
]

export default function Documents() {
  return (
    <ListPage
      path="/documents"
      name={words.places.documents}
      title={words.places.documents}
      columns={documentsColumns}
      filters={documentsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.id}`}
      empty={words.empty.documents}
    />
  )
}
