// What is bought, made and sold.
import { ImportLink } from '~/pages/imports/import-link'
import { code, text, value } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { MakeItem } from './make-item'

type Row = RowOf<'/items'>
const { columns: said, filters: asked } = words

export const itemsColumns: readonly GridColumn<Row>[] = [
  code('sku', said.sku, (row) => row.sku, (row) => `/items/${row.id}`, { sort: 'sku', width: 180 }),
  text('name', said.name, (row) => row.name, { sort: 'name', width: 280 }),
  text('baseUnit', said.unit, (row) => row.baseUnit, { width: 90 }),
  text('gtin', said.gtin, (row) => row.gtin, { width: 150 }),
  text('shelfLifeDays', said.shelfLife, (row) => row.shelfLifeDays?.toString(), { isNumber: true, width: 120 }),
  value('value', said.unitValue, (row) => row, 'unit', { width: 130 }),
  text('currency', said.currency, (row) => row.currency, { isExtra: true, width: 90 }),
  text('owner', said.owner, (row) => row.owner, { isExtra: true, width: 120 }),
  text('segregationClass', said.segregation, (row) => row.segregationClass, { isExtra: true, width: 140 }),
]

export const itemsFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.itemBegins },
  { kind: 'text', name: 'gtin', label: asked.gtin },
  { kind: 'choice', name: 'state', label: asked.state, options: [['open', asked.inUse], ['closed', asked.closed]] },
]

export default function Items() {
  return (
    <ListPage
      path="/items"
      name={words.places.items}
      title={words.places.items}
      actions={<MakeItem />}
      columns={itemsColumns}
      filters={itemsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/items/${row.id}`}
      empty={{ ...words.empty.items, action: <ImportLink kind="items" /> }}
    />
  )
}
