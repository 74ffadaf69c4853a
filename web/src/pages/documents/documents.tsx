// Everything that was recorded, the latest first.
import { useMemo } from 'react'
import { useQuestion } from '~/asking'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { documentsColumns } from './documents-columns'

const { filters: asked } = words

// The kinds the server knows, in people's words and their order.
const filtersWith = (kinds: readonly string[]): readonly ListFilter[] => [
  {
    kind: 'choice', name: 'kind', label: words.columns.what,
    options: kinds.map((kind) => [kind, words.documentOf(kind)] as const).sort(([, one], [, other]) => one.localeCompare(other)),
  },
  { kind: 'choice', name: 'state', label: asked.which, options: [['correction', words.documents.corrections]] },
  { kind: 'day', name: 'recordedFrom', label: asked.from },
  { kind: 'day', name: 'recordedTo', label: asked.to },
]

export default function Documents() {
  const { data } = useQuestion('/document-kinds', {})
  const filters = useMemo(() => filtersWith(data?.kinds ?? []), [data])
  const columns = useMemo(() => documentsColumns.map((column) => (column.id === 'kind' ? { ...column, told: { words: words.documentsOf(data?.kinds ?? []) } } : column)), [data])
  return (
    <ListPage
      path="/documents"
      name={words.places.documents}
      title={words.places.documents}
      columns={columns}
      filters={filters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.id}`}
      empty={words.empty.documents}
    />
  )
}
