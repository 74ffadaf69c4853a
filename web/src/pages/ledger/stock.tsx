// What every lot has in every place.
import { amount, code, day, text, value } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { LastDay } from '~/ui/last-day'
import { StockActions } from './stock-actions'

type Row = RowOf<'/balances'>
const { columns: said, filters: asked } = words

export const stockColumns: readonly GridColumn<Row>[] = [
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { sort: 'sku', width: 160 }),
  text('name', said.itemName, (row) => row.name, { width: 200 }),
  code('lot', said.lot, (row) => row.lot ?? words.noLot, (row) => (row.lot === null ? null : `/lots/${row.lotId}`), { sort: 'lot', width: 150, told: { none: words.noLot } }),
  day('bindingOn', said.lastsTo, (row) => row.bindingOn, { sort: 'bindingOn', width: 200, cell: (row) => <LastDay day={row.bindingOn} isShort /> }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 120 }),
  code('location', said.location, (row) => row.location, (row) => `/locations/${row.locationId}`, { sort: 'location', width: 160 }),
  amount('quantity', said.onHand, (row) => row.quantity, { sort: 'quantity', unit: (row) => row.unit, width: 130 }),
  value('value', said.value, (row) => row, 'sum', { isExtra: true }),
  amount('free', said.free, (row) => row.free),
  amount('picked', said.picked, (row) => row.picked),
  amount('held', said.held, (row) => row.held),
  text('unit', said.unit, (row) => row.unit, { isExtra: true, width: 90 }),
  text('currency', said.currency, (row) => row.currency, { isExtra: true, width: 90 }),
  text('owner', said.owner, (row) => row.owner, { isExtra: true, width: 120 }),
]

export const stockFilters: readonly ListFilter[] = [
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'site', label: asked.site },
  { kind: 'text', name: 'location', label: asked.location },
  { kind: 'text', name: 'owner', label: asked.owner },
]

export default function Stock() {
  return (
    <ListPage
      path="/balances"
      name={words.places.onHand}
      title={words.places.onHand}
      columns={stockColumns}
      filters={stockFilters}
      sort="sku"
      rowId={(row) => `${row.itemId}.${row.lotId}.${row.ownerId}.${row.locationId}`}
      rowAddress={(row) => `/lots/${row.lotId}`}
      bulk={(rows, clear) => <StockActions rows={rows} clear={clear} />}
      empty={words.empty.stock}
    />
  )
}
