// Suppliers, customers and owners of stock.
import { ImportLink } from '~/pages/imports/import-link'
import { code, text } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { MakePartner } from './make-partner'

type Row = RowOf<'/partners'>
const { columns: said, filters: asked } = words

export const partnersColumns: readonly GridColumn<Row>[] = [
  code('code', said.code, (row) => row.code, (row) => `/partners/${row.id}`, { sort: 'code', width: 160 }),
  text('name', said.name, (row) => row.name, { sort: 'name', width: 280 }),
  text('roles', said.roles, (row) => words.rolesOf(row), { width: 200, told: { as: 'flags', words: words.partnerRoles } }),
  text('leastLifeDays', said.leastLife, (row) => row.leastLifeDays?.toString(), { isNumber: true, width: 140 }),
  text('transitDays', said.transit, (row) => row.transitDays?.toString(), { isNumber: true, width: 130 }),
]

export const partnersFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.partnerBegins },
  { kind: 'choice', name: 'role', label: asked.role, options: [['supplier', asked.supplier], ['customer', asked.customer], ['owner', asked.owner]] },
  { kind: 'choice', name: 'state', label: asked.state, options: [['open', asked.inUse], ['closed', asked.closed]] },
]

export default function Partners() {
  return (
    <ListPage
      path="/partners"
      name={words.places.partners}
      title={words.places.partners}
      actions={<MakePartner />}
      columns={partnersColumns}
      filters={partnersFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/partners/${row.id}`}
      empty={{ ...words.empty.partners, action: <ImportLink kind="partners" /> }}
    />
  )
}
