// Whether what came back can still have come back when shipments or returns are corrected: nobody returns more of a
// lot than they were sent. The orders are locked first, as every action on orders does.
import { NIL, type Refusal } from '#kernel'
import type { Statement, Tx } from '#platform'
import { refuse } from './refusals.ts'

const lockOrdersOfLines: Statement = {
  name: 'orders.lock-of-lines',
  text: `with named as materialized (
      select o.id, o.customer_id from orders.line l join orders.sales_order o on o.id = l.order_id where l.id = any($1::uuid[])),
    buyers as materialized (
      select customer_id from named union select r.customer_id from orders.customer_return r where r.document_id = any($2::uuid[]))
    select o.id from orders.sales_order o where o.id in (select id from named)
      or o.customer_id in (select customer_id from buyers where customer_id <> '${NIL}') order by o.id for update`,
}
const netOfLines: Statement = {
  name: 'orders.net-of-lines',
  text: `select m.reference_id as "lineId", m.lot_id as "lotId",
      sum(case when t.own then -m.quantity else m.quantity end)::bigint as quantity
    from ledger.movement m join locations.location t on t.id = m.to_location_id
    where m.reference_id = any($1::uuid[]) and m.kind in ('ship', 'correct', 'return') group by 1, 2`,
}
const buyersOf: Statement = {
  name: 'orders.buyers-of',
  text: `select l.id::text as "of", o.customer_id as "customerId" from orders.line l join orders.sales_order o on o.id = l.order_id
      where l.id = any($1::uuid[]) and o.customer_id <> '${NIL}'
    union all
    select x.document_id || '.' || x.line, r.customer_id from orders.return_line x
      join orders.customer_return r on r.document_id = x.document_id
      where x.document_id = any($2::uuid[]) and x.matched = 'customer' and r.customer_id <> '${NIL}'`,
}
/** SQL: what came back without an order line from customers, with what corrected it: a movement `m` for each. */
export const looseOf = (customers: string, items: string) => `with recursive came as (
      select r.customer_id, m.* from orders.customer_return r
        join orders.return_line l on l.document_id = r.document_id and l.matched = 'customer'
        join ledger.movement m on (m.document_id, m.line) = (l.document_id, l.line)
      where r.customer_id = any(${customers}) and m.item_id = any(${items})
      union all
      select c.customer_id, k.* from came c join ledger.movement k on (k.corrects_document_id, k.corrects_line) = (c.document_id, c.line))
    select c.customer_id as "customerId", c.item_id as "itemId", c.owner_id as "ownerId", c.lot_id as "lotId",
      sum(case when t.own then c.quantity else -c.quantity end)::bigint as quantity
    from came c join locations.location t on t.id = c.to_location_id group by 1, 2, 3, 4`
const netOfBuyers: Statement = {
  name: 'orders.net-of-buyers',
  text: `select "customerId", "itemId", "ownerId", "lotId", sum(quantity)::bigint as quantity from (
      select o.customer_id as "customerId", l.item_id as "itemId", l.owner_id as "ownerId", m.lot_id as "lotId",
        case when t.own then -m.quantity else m.quantity end as quantity
      from orders.sales_order o join orders.line l on l.order_id = o.id join ledger.movement m on m.reference_id = l.id
        join locations.location t on t.id = m.to_location_id
      where o.customer_id = any($1::uuid[]) and l.item_id = any($2::uuid[]) and m.kind in ('ship', 'correct', 'return')
      union all
      select "customerId", "itemId", "ownerId", "lotId", -quantity from (${looseOf('$1::uuid[]', '$2::uuid[]')}) loose) net
    group by 1, 2, 3, 4`,
}

/** What the customer of an order line has of a lot by it; less than zero of the nil lot: some unknown one came back. */
export type WithLine = { readonly lineId: string; readonly lotId: string; readonly quantity: bigint }
/** What a customer has of a lot in all. */
type WithBuyer = {
  readonly customerId: string; readonly itemId: string; readonly ownerId: string; readonly lotId: string; readonly quantity: bigint
}
/** What a line's customer has more or less thereby; `of` is the order line, or the line of a return without one. */
export type Changed = Omit<WithBuyer, 'customerId'> & { readonly of: string }

/** What the customers of some lines have, by the lines and in all. */
export type Having = {
  readonly lines: readonly WithLine[]
  readonly buyers: ReadonlyMap<string, string>
  readonly all: readonly WithBuyer[]
}

/** What is corrected: order lines, and returns that name none. An id that is none of these is left out. */
export type Corrected = { readonly lineIds: readonly string[]; readonly returnIds: readonly string[]; readonly itemIds: readonly string[] }

/** Locks the orders of lines, and all of their customers', who may have returned goods without naming an order. */
export async function lockOrdersOf(tx: Pick<Tx, 'read'>, { lineIds, returnIds }: Omit<Corrected, 'itemIds'>): Promise<void> {
  if (lineIds.length + returnIds.length > 0) await tx.read(lockOrdersOfLines, [[...new Set(lineIds)], [...new Set(returnIds)]])
}

/** What the customers of order lines and of returns have. */
export async function readHaving(tx: Pick<Tx, 'read'>, { lineIds, returnIds, itemIds }: Corrected): Promise<Having> {
  if (lineIds.length + returnIds.length === 0) return { lines: [], buyers: new Map(), all: [] }
  const ids = [...new Set(lineIds)]
  const [lines, rows] = await Promise.all([
    tx.read<WithLine>(netOfLines, [ids]),
    tx.read<{ of: string; customerId: string }>(buyersOf, [ids, [...new Set(returnIds)]]),
  ])
  const buyers = new Map(rows.map(({ of, customerId }) => [of, customerId]))
  const all = buyers.size === 0 ? []
    : await tx.read<WithBuyer>(netOfBuyers, [[...new Set(buyers.values())], [...new Set(itemIds)]])
  return { lines, buyers, all }
}

/** Refuses a correction after which more would have come back than went out: by an order line, or in all from a customer. */
export function refuseMoreBack({ lines, buyers, all }: Having, changes: readonly Changed[]): Refusal | null {
  const ofLines = changes.filter(({ of }) => !of.includes('.')).map(({ of, lotId, quantity }) => ({ lineId: of, lotId, quantity }))
  return refuseMoreOfLine(lines, ofLines) ?? refuseMoreOfBuyer(all, changes.flatMap(({ of, ...change }) => {
    const customerId = buyers.get(of)
    return customerId === undefined ? [] : [{ ...change, customerId }]
  }))
}

// Of what a customer has less thereby, whether it is less than nothing: of a lot, or of the item in all.
function refuseMoreOfBuyer(has: readonly WithBuyer[], changes: readonly WithBuyer[]): Refusal | null {
  const keys: readonly ((one: WithBuyer) => string)[] = [
    ({ customerId, itemId, ownerId, lotId }) => (lotId === NIL ? '' : [customerId, itemId, ownerId, lotId].join(' ')),
    ({ customerId, itemId, ownerId }) => [customerId, itemId, ownerId].join(' '),
  ]
  for (const keyOf of keys) {
    for (const change of changes) {
      const key = keyOf(change)
      const sum = (rows: readonly WithBuyer[]) =>
        rows.reduce((total, row) => (keyOf(row) === key ? total + row.quantity : total), 0n)
      const [less, left] = [sum(changes), sum(has) + sum(changes)]
      if (key === '' || less >= 0n || left >= 0n) continue
      return refuse('customer_returned_more', { customerId: change.customerId, itemId: change.itemId, back: -left })
    }
  }
  return null
}

function refuseMoreOfLine(has: readonly WithLine[], changes: readonly WithLine[]): Refusal | null {
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
