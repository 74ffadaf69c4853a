// The columns of holds, apart from their page: others show them without the grid.
import type { RowOf } from '~/api'
import { amount, code, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/holds'>
const { columns: said } = words

export const holdsColumns: readonly GridColumn<Row>[] = [
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`, { width: 150 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 150 }),
  text('reason', said.reason, (row) => row.reason, { width: 300 }),
  amount('quantity', said.held, (row) => row.quantity, { unit: (row) => row.unit }),
  code('location', said.location, (row) => row.location, (row) => (row.locationId === null ? null : `/locations/${row.locationId}`), { width: 140 }),
  when('placedAt', said.placedAt, (row) => row.placedAt, { sort: 'placedAt', width: 190 }),
  when('releasedAt', said.releasedAt, (row) => row.releasedAt),
  text('releaseReason', said.releaseReason, (row) => row.releaseReason, { width: 200 }),
]
