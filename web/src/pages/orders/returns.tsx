// What came back.
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ImportLink } from '~/pages/imports/import-link'
import { useMay } from '~/session'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import { words } from '~/words'
import { returnsColumns } from './returns-columns'

const { filters: asked } = words

export const returnsFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.numberBegins },
  { kind: 'text', name: 'customer', label: asked.customer },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'day', name: 'occurredFrom', label: asked.from },
  { kind: 'day', name: 'occurredTo', label: asked.to },
]

export default function Returns() {
  const may = useMay()
  return (
    <ListPage
      path="/returns"
      name={words.places.returns}
      title={words.places.returns}
      actions={may('return.receive') && <Button leftSection={<IconPlus size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/returns/new" {...props} />}>{words.returns.take}</Button>}
      columns={returnsColumns}
      filters={returnsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/returns/${row.id}`}
      empty={{ ...words.empty.returns, action: <ImportLink kind="returns" /> }}
    />
  )
}
