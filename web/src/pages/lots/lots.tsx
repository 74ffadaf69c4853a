// Every lot.
import { ImportLink } from '~/pages/imports/import-link'
import { code, day, text } from '~/ui/columns'
import { LastDay } from '~/ui/last-day'
import type { ListFilter } from '~/ui/list-filters'
import { ListPage } from '~/ui/list-page'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { HoldLots } from './hold-lots'
import { NewLot } from './new-lot'

type Row = RowOf<'/lots'>
const { columns: said, filters: asked } = words

/** The columns of lots, for every page that lists some. */
export const lotColumns: readonly GridColumn<Row>[] = [
  code('code', said.lot, (row) => row.code, (row) => `/lots/${row.id}`, { sort: 'code', width: 170 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 170 }),
  text('itemName', said.itemName, (row) => row.itemName, { width: 220 }),
  day('bindingOn', said.lastsTo, (row) => row.bindingOn, { sort: 'bindingOn', width: 210, cell: (row) => <LastDay day={row.bindingOn} isShort /> }),
  code('origin', said.origin, (row) => row.origin, (row) => `/partners/${row.originId}`, { width: 150 }),
  day('receivedOn', said.receivedOn, (row) => row.receivedOn, { sort: 'receivedOn' }),
  text('ownCode', said.ownCode, (row) => row.ownCode, { isExtra: true, width: 140 }),
  text('regulatoryCode', said.regulatoryCode, (row) => row.regulatoryCode, { isExtra: true, width: 140 }),
  day('produced', said.produced, (row) => row.dates.produced, { isExtra: true, told: { of: 'dates.produced', as: 'day' } }),
  day('bestBefore', said.bestBefore, (row) => row.dates.bestBefore, { isExtra: true, told: { of: 'dates.bestBefore', as: 'day' } }),
  day('useBy', said.useBy, (row) => row.dates.useBy, { isExtra: true, told: { of: 'dates.useBy', as: 'day' } }),
]

export const lotFilters: readonly ListFilter[] = [
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
  return (
    <ListPage
      path="/lots"
      name={words.places.lots}
      title={words.places.lots}
      columns={lotColumns}
      filters={lotFilters}
      sort="-receivedOn"
      rowId={(row) => row.id}
      rowAddress={(row) => `/lots/${row.id}`}
      actions={<NewLot />}
      bulk={(rows, clear) => <HoldLots lots={rows} clear={clear} />}
      empty={{ ...words.empty.lots, action: <><NewLot /> <ImportLink kind="lots" /></> }}
    />
  )
}
