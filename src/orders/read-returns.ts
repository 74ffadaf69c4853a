// What a set of returns is judged by: the orders they may be of, locked, and what customers have by them.
import { NIL } from '#kernel'
import { readItems } from '#catalog'
import { ensurePartnerLocations } from '#locations'
import { readPartners, SELF } from '#partners'
import type { Command, Context, Statement } from '#platform'
import { looseOf } from './returns-stand.ts'
import { readSitePlaces } from './store.ts'

/** A return as it stands on the dock. customerId NIL: a guest. */
export type NewReturn = {
  readonly number: string
  readonly customerId: string
  readonly siteId: string
  readonly lines: readonly {
    readonly orderLineId: string | null
    readonly itemId: string
    /** null: whose the goods were when they shipped. */
    readonly ownerId: string | null
    readonly lotId: string | null
    readonly quantity: bigint
    /** The units that came back, where they have numbers. */
    readonly serials?: readonly string[]
  }[]
}
/** A line of it. */
export type ReturnLine = NewReturn['lines'][number]
/** An order line that something is said to come back of. */
type Sold = {
  readonly id: string; readonly itemId: string; readonly ownerId: string; readonly customerId: string; readonly number: string
}
/**
 * Net units of a lot with a customer by one order line (shipments less returns that named the line); of one
 * unit where it has a number. Less than zero: a unit got its number when it came back.
 */
export type Shipped = {
  readonly customerId: string; readonly lineId: string; readonly itemId: string; readonly ownerId: string
  readonly lotId: string; readonly serialId: string | null
  quantity: bigint
}
/** What went to a customer by one order line as one of several lots, while nobody knows of which. */
export type Unsure = Pick<Shipped, 'customerId' | 'lineId' | 'itemId' | 'ownerId' | 'quantity'> & { readonly lotIds: readonly string[] }
/** A unit by the code it came back with. */
export type Unit = {
  readonly itemId: string; readonly asked: string; readonly id: string; readonly code: string
  readonly locationId: string; readonly lineId: string | null
}
/** Returns of a customer that named no order line. */
export type Loose = {
  readonly customerId: string; readonly itemId: string; readonly ownerId: string; readonly lotId: string
  quantity: bigint
}
/** What a set of returns is matched by. Rows of what is with customers change as lines come back. */
export type Seen = {
  readonly items: Awaited<ReturnType<typeof readItems>>
  readonly places: ReadonlyMap<string, string>
  readonly customerPlaces: ReadonlyMap<string, string>
  readonly shipped: Shipped[]
  readonly unsure: readonly Unsure[]
  readonly loose: Loose[]
  readonly units: ReadonlyMap<string, Unit>
  readonly sold: ReadonlyMap<string, Sold>
  readonly partners: Awaited<ReturnType<typeof readPartners>>
}
/** What a part of a line was matched by. */
export type Matched = 'order' | 'customer' | 'nothing'

const lockShipped: Statement = {
  name: 'orders.lock-shipped',
  text: `select o.id from orders.sales_order o where o.id in (
      select order_id from orders.line where id = any($1::uuid[]))
    or o.customer_id = any($2::uuid[]) order by o.id for update`,
}
const unitsAsked: Statement = {
  name: 'orders.units-asked',
  text: `select w.item_id as "itemId", w.code as asked, s.id, s.code, s.location_id as "locationId", (
      select m.reference_id from ledger.movement m join locations.location t on t.id = m.to_location_id
      where m.serial_id = s.id and m.reference_id is not null and m.kind in ('ship', 'correct', 'return')
      group by 1 having sum(case when t.own then -1 else 1 end) > 0 limit 1) as "lineId"
    from unnest($1::uuid[], $2::text[]) as w(item_id, code)
    left join ledger.serial_alias a on (a.item_id, a.code) = (w.item_id, w.code)
    join ledger.serial s on s.id = a.serial_id
      or (a.serial_id is null and (s.item_id, s.code) = (w.item_id, w.code))`,
}
const soldLines: Statement = {
  name: 'orders.sold-lines',
  text: `select l.id, l.item_id as "itemId", l.owner_id as "ownerId", o.customer_id as "customerId", o.number
    from orders.line l join orders.sales_order o on o.id = l.order_id where l.id = any($1::uuid[])`,
}
/** What is with customers by order lines; `lotIds` where it is one of several lots and nobody knows of which. */
type Sent = Shipped & { readonly lotIds: readonly string[] | null }
// A line of several lots that was corrected is told by its correction. The same goods come back as the same lots, so they have an order.
const netShipped: Statement = {
  name: 'orders.net-shipped',
  text: `with lines as (
      select l.id, l.item_id, l.owner_id, o.customer_id from orders.line l join orders.sales_order o on o.id = l.order_id
      where l.id = any($1::uuid[])
      union
      select l.id, l.item_id, l.owner_id, o.customer_id
      from (select distinct * from unnest($2::uuid[], $3::uuid[]) as w(customer_id, item_id)) w
      join orders.sales_order o on o.customer_id = w.customer_id
      join orders.line l on (l.item_id, l.order_id) = (w.item_id, o.id)
    ), moved as (
      select l.customer_id as "customerId", l.id as "lineId", l.item_id as "itemId", l.owner_id as "ownerId", m.lot_id as "lotId",
        m.serial_id as "serialId", m.quantity, m.document_id, m.line, m.kind, t.own
      from lines l join ledger.movement m on m.reference_id = l.id
      join locations.location t on t.id = m.to_location_id
      where m.kind in ('ship', 'correct', 'return')
    )
    select "customerId", "lineId", "itemId", "ownerId", "lotId", "serialId",
      sum(case when own then -quantity else quantity end)::bigint as quantity, null::uuid[] as "lotIds"
    from moved group by 1, 2, 3, 4, 5, 6
    union all
    select "customerId", "lineId", "itemId", "ownerId", "lotId", "serialId", quantity, c.lot_ids
    from moved m cross join lateral (
      select array_agg(c.lot_id order by c.lot_id) as lot_ids from ledger.movement_candidate c
      where (c.document_id, c.line) = (m.document_id, m.line)) c
    where m.kind in ('ship', 'correct') and m."lotId" = '${NIL}' and not m.own and c.lot_ids is not null
      and not exists (select 1 from ledger.movement k where (k.corrects_document_id, k.corrects_line) = (m.document_id, m.line))
    order by 1, 2, 3, 4, 5, 6`,
}
const looseReturns: Statement = {
  name: 'orders.loose-returns',
  text: looseOf('$1::uuid[]', '$2::uuid[]'),
}

/** The units a set of returns names, each with its item. */
export function askedUnits(commands: readonly Command<NewReturn>[]): { itemId: string; code: string }[] {
  return commands.flatMap(({ payload }) => payload.lines)
    .flatMap(({ itemId, serials }) => (serials ?? []).map((code) => ({ itemId, code })))
}

/** Locks the orders of a set of returns, and reads what their goods are matched by. */
export async function look(ctx: Context, commands: readonly Command<NewReturn>[]): Promise<Seen> {
  const lines = commands.flatMap(({ payload }) => payload.lines)
  const asked = askedUnits(commands)
  const units = asked.length === 0 ? []
    : await ctx.tx.read<Unit>(unitsAsked, [asked.map(({ itemId }) => itemId), asked.map(({ code }) => code)])
  const lineIds = [...new Set([
    ...lines.flatMap(({ orderLineId }) => orderLineId ?? []), ...units.flatMap(({ lineId }) => lineId ?? []),
  ])]
  const itemIds = [...new Set(lines.map(({ itemId }) => itemId))]
  const customers = [...new Set(commands.flatMap(({ payload: { customerId } }) => (customerId === NIL ? [] : [customerId])))]
  const sold = lineIds.length === 0 ? [] : await ctx.tx.read<Sold>(soldLines, [lineIds])
  const buyers = [...new Set([...customers, ...sold.map(({ customerId }) => customerId)])].filter((id) => id !== NIL)
  // Who may have had which item: each return asks for its own, not for every customer's.
  const buyerOf = new Map(sold.map(({ id, customerId }) => [id, customerId]))
  const pairs = commands.flatMap(({ payload: { customerId, lines: own } }) => {
    const lines = own.flatMap(({ orderLineId, itemId, serials }) => [
      orderLineId, ...units.filter((unit) => unit.itemId === itemId && serials?.includes(unit.asked)).map(({ lineId }) => lineId),
    ])
    const from = new Set([customerId, ...lines.flatMap((id) => buyerOf.get(id ?? '') ?? [])])
    return [...from].filter((id) => id !== NIL).flatMap((id) => own.map(({ itemId }) => [id, itemId] as const))
  })
  // The orders are locked first: two returns of the same goods take turns.
  const locked = ctx.tx.read(lockShipped, [lineIds, buyers])
  const [sent, loose, items, places, customerPlaces, partners] = await Promise.all([
    ctx.tx.read<Sent>(netShipped, [lineIds, pairs.map(([buyer]) => buyer), pairs.map(([, itemId]) => itemId)]),
    ctx.tx.read<Loose>(looseReturns, [buyers, itemIds]),
    readItems(ctx.tx, itemIds),
    readSitePlaces(ctx, commands.map(({ payload }) => payload.siteId)),
    ensurePartnerLocations(ctx.tx, 'customer', buyers),
    readPartners(ctx.tx, [...customers, ...lines.flatMap(({ ownerId }) => ownerId ?? [])]),
  ])
  await locked
  const byCode = new Map(units.map((unit) => [unit.itemId + unit.asked, unit]))
  return {
    items, places, customerPlaces,
    shipped: sent.flatMap(({ lotIds, ...one }) => (lotIds === null ? [one] : [])),
    unsure: sent.flatMap(({ lotIds, ...one }) => (lotIds === null ? [] : [{ ...one, lotIds }])),
    loose: [...loose], units: byCode, partners,
    sold: new Map(sold.map((line) => [line.id, line])),
  }
}

/** Whose the goods of a line are: as told, else as they shipped, by the order line or by the customer; else ours. */
export function ownersOf({ ownerId, orderLineId, itemId, serials }: ReturnLine, customerId: string, seen: Seen): string[] {
  if (ownerId !== null) return [ownerId]
  const sold = seen.sold.get(orderLineId ?? '')
  if (sold !== undefined) return [sold.ownerId]
  const units = (serials ?? []).flatMap((code) => seen.sold.get(seen.units.get(itemId + code)?.lineId ?? '')?.ownerId ?? [])
  const mine = seen.shipped.filter((one) => customerId !== NIL && one.customerId === customerId && one.itemId === itemId)
  const all = [...new Set([...units, ...mine.map((one) => one.ownerId)])]
  return all.length === 0 ? [SELF] : all
}
