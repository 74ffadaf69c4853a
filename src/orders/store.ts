// Reads that several order actions share: orders with their lines, and the places a site works with.
import { type Context, forgetSums, type Statement, type Tx } from '#platform'
import type { LifeRule } from './rules.ts'

/** An order line with what it is about. */
export type OrderLine = {
  readonly id: string
  readonly orderId: string
  readonly line: number
  readonly itemId: string
  readonly ownerId: string
  readonly wantedLotId: string | null
  /** Ordered, after all changes. */
  quantity: bigint
  /** Gone to the customer, after corrections. */
  readonly shipped: bigint
}

/** An order, locked, with its lines. */
export type Order = {
  readonly id: string
  readonly number: string
  /** NIL: a guest. */
  customerId: string
  readonly channelId: string
  readonly siteId: string
  readonly timeZone: string
  /** The customer's own rule of life; blank for a guest. */
  customerLife: LifeRule
  readonly lines: OrderLine[]
}

const lockOrders: Statement = {
  name: 'orders.lock-orders',
  text: `select o.id, o.number, o.customer_id as "customerId", o.channel_id as "channelId", o.site_id as "siteId",
      s.time_zone as "timeZone", p.least_life_days as "leastLifeDays", p.transit_days as "transitDays"
    from orders.sales_order o join locations.location s on s.id = o.site_id
    left join partners.partner p on p.id = o.customer_id
    where o.id = any($1::uuid[]) order by o.id for update of o`,
}
const readLines: Statement = {
  name: 'orders.read-lines',
  text: `select l.id, l.order_id as "orderId", l.line, l.item_id as "itemId", l.owner_id as "ownerId",
      l.wanted_lot_id as "wantedLotId",
      (l.quantity + coalesce((select sum(c.change) from orders.line_change c where c.line_id = l.id), 0))::bigint
        as quantity, 0::bigint as shipped
    from orders.line l where l.order_id = any($1::uuid[]) order by l.order_id, l.line`,
}
/**
 * Whether a movement `m` of an order line is of its shipments or of its returns; a correction belongs to what it
 * puts right, if need be through another correction.
 */
export const movedAs = (kind: 'ship' | 'return') => `(m.kind = '${kind}' or (m.kind = 'correct' and exists (
      select 1 from ledger.movement r left join ledger.movement s
        on (s.document_id, s.line) = (r.corrects_document_id, r.corrects_line)
      where (r.document_id, r.line) = (m.corrects_document_id, m.corrects_line) and '${kind}' in (r.kind, s.kind))))`

const readShipped: Statement = {
  name: 'orders.read-shipped',
  text: `select m.reference_id as "lineId",
      sum(case when t.own then -m.quantity else m.quantity end)::bigint as shipped
    from orders.line l join ledger.movement m on m.reference_id = l.id
    join locations.location t on t.id = m.to_location_id
    where l.order_id = any($1::uuid[]) and ${movedAs('ship')}
    group by m.reference_id`,
}
const sitePlaces: Statement = {
  name: 'orders.site-places',
  text: `select distinct on (site_id, role) site_id as "siteId", role, id from locations.location
    where site_id = any($1::uuid[]) and role in ('staging', 'returns', 'quarantine') and closed_at is null
    order by site_id, role, id`,
}
const channelsOf: Statement = {
  name: 'orders.channels-of',
  text: `select id, least_life_days as "leastLifeDays", transit_days as "transitDays", policy, closed_at is not null as closed
    from orders.channel where id = any($1::uuid[])`,
}

/** A channel's rules of life and its way of choosing lots. */
export type Channel = {
  readonly id: string
  readonly leastLifeDays: number | null
  readonly transitDays: number
  readonly policy: 'fefo' | 'fifo' | 'fewest_lots'
  readonly closed: boolean
}

/** Locks orders in order of their id and reads their lines; `shipped` is summed only when asked. */
export async function openOrders(
  ctx: Context,
  ids: readonly string[],
  shipped?: 'shipped',
): Promise<Map<string, Order>> {
  type Sum = { lineId: string; shipped: bigint }
  const wanted = [[...new Set(ids)]]
  const [orders, lines, sums] = await Promise.all([
    ctx.tx.read<Omit<Order, 'lines' | 'customerLife'> & LifeRule>(lockOrders, wanted),
    ctx.tx.read<OrderLine>(readLines, wanted),
    shipped === undefined ? [] : ctx.tx.read<Sum>(readShipped, wanted),
  ])
  const gone = new Map(sums.map((sum) => [sum.lineId, sum.shipped]))
  const found = new Map(orders.map(({ leastLifeDays, transitDays, ...order }): [string, Order] =>
    [order.id, { ...order, customerLife: { leastLifeDays, transitDays }, lines: [] }]))
  for (const line of lines) {
    found.get(line.orderId)?.lines.push({ ...line, shipped: gone.get(line.id) ?? 0n })
  }
  return found
}

/** The staging, returns and quarantine locations of sites, by `<site id> <role>`. */
export async function readSitePlaces(ctx: Context, siteIds: readonly string[]): Promise<Map<string, string>> {
  type Row = { siteId: string; role: string; id: string }
  const rows = await ctx.tx.read<Row>(sitePlaces, [[...new Set(siteIds)]])
  return new Map(rows.map(({ siteId, role, id }) => [`${siteId} ${role}`, id]))
}

/** Channels by id. */
export async function readChannels(
  ctx: { readonly tx: Pick<Tx, 'read'> },
  ids: readonly string[],
): Promise<Map<string, Channel>> {
  const rows = await ctx.tx.read<Channel>(channelsOf, [[...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Where an order goes. Personal data: it can be erased. */
export type ShipTo = { readonly name?: string; readonly address?: string; readonly country?: string }

const upsertShipTo: Statement = {
  name: 'orders.upsert-ship-to',
  text: `insert into orders.ship_to (order_id, name, address, country)
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])
    on conflict (order_id) do update set name = excluded.name, address = excluded.address, country = excluded.country`,
}
const forgetShipTo: Statement = {
  name: 'orders.forget-ship-to',
  text: 'delete from orders.ship_to where order_id = any($1::uuid[])',
}
const addWaiting: Statement = {
  name: 'orders.add-waiting',
  text: `insert into orders.waiting (line_id, item_id, site_id)
    select l.id, l.item_id, o.site_id from orders.line l join orders.sales_order o on o.id = l.order_id
    where l.id = any($1::uuid[]) on conflict do nothing`,
}

/** Writes where orders go, by order; null forgets it. */
export function writeShipTo(tx: Pick<Tx, 'write'>, shipTo: ReadonlyMap<string, ShipTo | null>): void {
  const known = [...shipTo].flatMap(([orderId, to]) => (to === null ? [] : [{ orderId, ...to }]))
  const forgotten = [...shipTo].flatMap(([orderId, to]) => (to === null ? [orderId] : []))
  if (known.length > 0) {
    tx.write(upsertShipTo, [
      known.map((o) => o.orderId), known.map((o) => o.name ?? null), known.map((o) => o.address ?? null),
      known.map((o) => o.country ?? null),
    ])
  }
  if (forgotten.length > 0) tx.write(forgetShipTo, [forgotten])
  forgetSums(tx, forgotten)
}

/** Notes lines that were short, once they are written: they are looked at when stock comes. */
export function insertWaiting(tx: Pick<Tx, 'write'>, lineIds: readonly string[]): void {
  if (lineIds.length > 0) tx.write(addWaiting, [lineIds])
}
