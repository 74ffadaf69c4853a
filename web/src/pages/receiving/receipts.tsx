// What arrived, the latest first.
import { ImportLink } from '~/pages/imports/import-link'
import { numberOf } from '~/format'
import { amount, code, when } from '~/ui/columns'
import { ListPage } from '~/ui/list-page'
import type { ListFilter } from '~/ui/list-filters'
import type { RowOf } from '~/api'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { ReceiveButton } from './receive-button'

type Row = RowOf<'/receipts'>
const { columns: said, filters: asked } = words

export const receiptsColumns: readonly GridColumn<Row>[] = [
  code('number', said.number, (row) => numberOf(row.id, row.number) ?? words.receive.noNumber, (row) => `/receipts/${row.id}`, { sort: 'number', width: 180 }),
  code('supplier', said.supplier, (row) => row.supplier, (row) => `/partners/${row.supplierId}`, { width: 180 }),
  when('occurredAt', said.receivedAt, (row) => row.occurredAt, { sort: 'occurredAt' }),
  amount('lines', said.lines, (row) => row.lines),
  code('site', said.site, (row) => row.site, (row) => `/locations/${row.siteId}`, { width: 140 }),
  code('announcement', said.announcement, (row) => row.announcement, (row) => (row.announcementId === null ? null : `/announcements/${row.announcementId}`), { width: 160 }),
]

export const receiptsFilters: readonly ListFilter[] = [
  { kind: 'search', name: 'q', label: asked.numberBegins },
  { kind: 'text', name: 'supplier', label: asked.supplier },
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'lot', label: asked.lot },
  { kind: 'text', name: 'supplierLotCode', label: asked.supplierLot },
  { kind: 'day', name: 'occurredFrom', label: asked.from },
  { kind: 'day', name: 'occurredTo', label: asked.to },
]

export default function Receipts() {
  return (
    <ListPage
      path="/receipts"
      name={words.places.receipts}
      title={words.places.receipts}
      columns={receiptsColumns}
      filters={receiptsFilters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/receipts/${row.id}`}
      actions={<ReceiveButton />}
      empty={{ ...words.empty.receipts, action: <><ReceiveButton /> <ImportLink kind="receipts" /></> }}
    />
  )
}
