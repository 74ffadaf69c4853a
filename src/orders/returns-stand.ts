// Whether what came back can still have come back when shipments or returns are corrected: nobody returns more of a
// lot than they were sent. The orders are locked first, as every action on orders does.
import { NIL, type Refusal } from '#kernel'
import type { Statement, Tx } from '#platform'
import { refuse } from './refusals.ts'

const lockOrdersOfLines: Statement = {
  name: 'orders.lock-of-lines',
  text: `select o.id from orders.sales_order o where o.id in (
      select order_id from orders.line where id = any($1::uuid[])) order by o.id for update`,
}
const netOfLines: Statement = {
  name: 'orders.net-of-lines',
  text: `select m.reference_id as "lineId", m.lot_id as "lotId",
      sum(case when t.own then -m.quantity else m.quantity end)::bigint as quantity
    from ledger.movement m join locations.location t on t.id = m.to_location_id
    where m.reference_id = any($1::uuid[]) and m.kind in ('ship', 'correct', 'return') group by 1, 2`,
}

/** What the customer of an order line has of a lot by it; less than zero of the nil lot: some unknown one came back. */
export type WithLine = { readonly lineId: string; readonly lotId: string; readonly quantity: bigint }

/** Locks the orders of lines. An id that is no order line's is left out. */
export async function lockOrdersOf(tx: Pick<Tx, 'read'>, lineIds: readonly string[]): Promise<void> {
  if (lineIds.length > 0) await tx.read(lockOrdersOfLines, [[...new Set(lineIds)]])
}

/** What the customers of order lines have. */
export function readWithLines(tx: Pick<Tx, 'read'>, lineIds: readonly string[]): Promise<WithLine[]> {
  return lineIds.length === 0 ? Promise.resolve([]) : tx.read<WithLine>(netOfLines, [[...new Set(lineIds)]])
}

/** Refuses a correction after which more would have come back than went out. */
export function refuseMoreBack(has: readonly WithLine[], changes: readonly WithLine[]): Refusal | null {
  const sums = new Map<string, WithLine>()
  for (const one of [...has, ...changes]) {
    const so = sums.get(one.lineId + one.lotId)
    sums.set(one.lineId + one.lotId, { ...one, quantity: one.quantity + (so?.quantity ?? 0n) })
  }
  for (const lineId of new Set(changes.map((one) => one.lineId))) {
    const mine = [...sums.values()].filter((one) => one.lineId === lineId)
    const short = mine.find(({ lotId, quantity }) => lotId !== NIL && quantity < 0n)
    if (short !== undefined) return refuse('more_came_back', { lineId, lotId: short.lotId, back: -short.quantity })
    const all = mine.reduce((sum, { quantity }) => sum + quantity, 0n)
    if (all < 0n) return refuse('more_came_back', { lineId, lotId: 'unknown', back: -all })
  }
  return null
}
