// Every unit that has a number of its own.
import { code } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/serials'>
const { columns: said, filters: asked } = words

export const serialsColumns: readonly GridColumn<Row>[] = [
  code('code', said.serial, (row) => row.code, (row) => `/serials/${row.id}`, { sort: 'code', width: 180 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 160 }),
  code('lot', said.lot, (row) => row.lot, (row) => (row.lotId === null ? null : `/lots/${row.lotId}`), { width: 160 }),
  code('location', said.location, (row) => row.location, (row) => `/locations/${row.locationId}`, { width: 160 }),
  code('partner', said.partner, (row) => row.partner, (row) => (row.partnerId === null ? null : `/partners/${row.partnerId}`), { width: 180 }),
]

export const serialsFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.serialBegins },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'partner', label: asked.partner },
  { kind: 'choice', name: 'state', label: asked.state, options: [['in_stock', asked.inStock], ['outside', asked.outside], ['held', asked.held], ['picked', asked.picked]] },
]

export default function Serials() {
  return (
    <ListPage
      path="/serials"
      name={words.places.serials}
      title={words.places.serials}
      columns={serialsColumns}
      filters={serialsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/serials/${row.id}`}
      empty={words.empty.serials}
    />
  )
}
