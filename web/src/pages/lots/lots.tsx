// Every lot.
import { useMemo } from 'react'
import { ImportLink } from '~/pages/imports/import-link'
import type { ListFilter } from '~/ui/list-filters'
import { ListPage } from '~/ui/list-page'
import { words } from '~/words'
import { attributeFilter } from './attribute-filter'
import { HoldLots } from './hold-lots'
import { useLotColumns } from './lots-columns'
import { NewLot } from './new-lot'

const { filters: asked } = words

const lotFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.lotBegins },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'origin', label: asked.origin },
  { kind: 'day', name: 'expiringBefore', label: asked.endsBefore },
  { kind: 'day', name: 'bindingFrom', label: asked.endsFrom },
  { kind: 'day', name: 'bindingTo', label: asked.endsTo },
  { kind: 'day', name: 'receivedFrom', label: asked.receivedFrom },
  { kind: 'day', name: 'receivedTo', label: asked.receivedTo },
  { kind: 'choice', name: 'state', label: asked.state, options: [['known', asked.originKnown], ['unknown', asked.originUnknown], ['merged', asked.merged]] },
]

export default function Lots() {
  const { columns, attributes } = useLotColumns()
  const filters = useMemo(() => [...lotFilters, ...attributeFilter(attributes)], [attributes])
  return (
    <ListPage
      path="/lots"
      name={words.places.lots}
      title={words.places.lots}
      columns={columns}
      filters={filters}
      sort="-receivedOn"
      rowId={(row) => row.id}
      rowAddress={(row) => `/lots/${row.id}`}
      actions={<NewLot />}
      bulk={(rows, clear) => <HoldLots lots={rows} clear={clear} />}
      empty={{ ...words.empty.lots, action: <><NewLot /> <ImportLink kind="lots" /></> }}
    />
  )
}
