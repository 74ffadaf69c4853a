// What came back.
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ImportLink } from '~/pages/imports/import-link'
import { useMay } from '~/session'
import { numberOf } from '~/format'
import { amount, code, link, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/returns'>
const { columns: said, filters: asked } = words

export const returnsColumns: readonly GridColumn<Row>[] = [
  code('number', said.number, (row) => numberOf(row.id, row.number) ?? words.receive.noNumber, (row) => `/returns/${row.id}`, { sort: 'number', width: 180 }),
  link('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customerCode === null ? null : `/partners/${row.customerId}`), { width: 220, told: { none: words.guest } }),
  when('occurredAt', said.returnedAt, (row) => row.occurredAt, { sort: 'occurredAt' }),
  amount('lines', said.lines, (row) => row.lines),
  amount('unmatched', said.unmatched, (row) => row.unmatched, { width: 150 }),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 140 }),
]

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
