// The units with their own number that a trace begins with: where each is, and how it came and went. Of items without lots
// it is all there is to tell.
import { code, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { GridPart } from '~/ui/grid-part'
import { words } from '~/words'
import type { Trace } from './whole'

type Unit = NonNullable<Trace['units']>[number]
type Moved = NonNullable<Trace['unitMovements']>[number]
const { trace: said, columns: named } = words

const units: readonly GridColumn<Unit>[] = [
  code('serial', named.serial, (row) => row.serial, (row) => `/serials/${row.serialId}`, { width: 170 }),
  code('sku', named.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 150 }),
  code('lot', named.lot, (row) => row.lot, (row) => (row.lot_id === null ? null : `/lots/${row.lot_id}`), { width: 150 }),
  code('where', said.isAt, (row) => row.partner ?? row.location, (row) => (row.partnerId === null ? row.locationId && `/locations/${row.locationId}` : `/partners/${row.partnerId}`), { width: 190 }),
]
const movements: readonly GridColumn<Moved>[] = [
  when('occurredAt', named.when, (row) => row.occurredAt),
  code('serial', named.serial, (row) => row.serial, (row) => `/serials/${row.serialId}`, { width: 170 }),
  text('kind', named.what, (row) => words.movements[row.kind] ?? row.kind, { width: 120, told: { words: words.movements } }),
  text('from', said.fromThing, (row) => row.from, { width: 150 }),
  text('to', said.toThing, (row) => row.to, { width: 150 }),
  code('order', named.order, (row) => row.order, (row) => (row.orderId === null ? null : `/orders/${row.orderId}`), { width: 120 }),
  text('receipt', words.kinds.receipt, (row) => row.receipt, { width: 120 }),
]

export function Units({ trace }: { readonly trace: Trace }) {
  return (
    <>
      <GridPart title={said.units} none="" columns={units} rows={trace.units ?? []} rowId={({ serialId }) => serialId} rowAddress={({ serialId }) => `/serials/${serialId}`} />
      <GridPart title={said.unitsMoved} none={said.noLinks} columns={movements} rows={trace.unitMovements ?? []} rowId={({ id }) => id} rowAddress={({ documentId }) => `/documents/${documentId}`} />
    </>
  )
}
