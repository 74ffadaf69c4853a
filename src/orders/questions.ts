// What people ask about orders: lists by page, one order with where each line stands, why these lots.
import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireId, WireLimit } from '#kernel/contract'
import { WaitingCursor } from './contract.ts'
import { ChannelList, OrderPage, OrderReplayed, WaitingPage } from './questions-contract.ts'
import { stateOf } from './state.ts'
import { movedAs } from './store.ts'
import { nextWaiting, readWaiting, type WaitingLine, waitingBehind } from './reserve-waiting.ts'
import { decideAgain, isBinding, namedDecisionsOf } from '#ledger'
import { listDoor, query, queryDoor, type Statement, type Unwritten } from '#platform'
import { orderList, shipmentList } from './lists.ts'
import { candidatesOf, returnQuestions } from './return-questions.ts'

const paged = {
  after: Type.Optional(WaitingCursor),
  limit: Type.Optional(WireLimit),
}

const oneOrder: Statement = {
  name: 'orders.one-order',
  text: `select o.id, o.document_id as "documentId", o.number, o.customer_id as "customerId", coalesce(d.name, p.code) as customer,
      p.code as "customerCode", o.channel_id as "channelId", c.code as channel, o.site_id as "siteId", t.code as site, o.placed_at as "placedAt", ${stateOf('o')} as state
    from orders.sales_order o left join partners.partner p on p.id = o.customer_id
    left join partners.partner_detail d on d.partner_id = p.id
    join locations.location t on t.id = o.site_id join orders.channel c on c.id = o.channel_id where o.id = $1`,
}
const whereTo: Statement = {
  name: 'orders.where-to',
  text: 'select name, address, country from orders.ship_to where order_id = $1',
}
const orderChanges: Statement = {
  name: 'orders.order-changes',
  text: `select d.id as "documentId", d.occurred_at as "occurredAt", d.actor_id as "actorId", d.reason, x.what, x."lineId",
      x.line, x.change, x.before, x.after
    from (
      select c.document_id, 'quantity' as what, l.id as "lineId", l.line, c.change::text as change, null as before, null as after
        from orders.line l join orders.line_change c on c.line_id = l.id where l.order_id = $1
      union all select l.document_id, 'added', l.id, l.line, l.quantity::text, null, null
        from orders.line l where l.order_id = $1 and l.document_id is not null
      union all select c.document_id, 'customer', null, null, null, a.code, b.code from orders.customer_change c
        left join partners.partner a on a.id = c.old_customer_id
        left join partners.partner b on b.id = c.new_customer_id where c.order_id = $1) x
    join platform.document d on d.id = x.document_id order by d.recorded_at, d.id, x.line`,
}
const orderLines: Statement = {
  name: 'orders.order-lines',
  text: `select l.id, l.line, l.item_id as "itemId", i.sku, i.name,
      (l.quantity + coalesce((select sum(c.change) from orders.line_change c where c.line_id = l.id), 0))::text as ordered,
      coalesce((select r.quantity from ledger.reservation r where r.id = l.id), 0)::text as reserved,
      coalesce((select sum(k.quantity) from ledger.pick k where k.reservation_id = l.id), 0)::text as picked,
      coalesce((select sum(case when t.own then -m.quantity else m.quantity end) from ledger.movement m
        join locations.location t on t.id = m.to_location_id
        where m.reference_id = l.id and ${movedAs('ship')}), 0)::text as shipped,
      coalesce((select sum(case when t.own then m.quantity else -m.quantity end) from ledger.movement m
        join locations.location t on t.id = m.to_location_id
        where m.reference_id = l.id and ${movedAs('return')}), 0)::text as returned,
      i.base_unit as unit, l.owner_id as "ownerId", w.code as owner, l.wanted_lot_id as "wantedLotId", v.code as "wantedLot"
    from orders.line l join catalog.item i on i.id = l.item_id left join partners.partner w on w.id = l.owner_id
    left join lots.lot v on v.id = l.wanted_lot_id where l.order_id = $1 order by l.line`,
}
const orderSteps: Statement = {
  name: 'orders.order-steps',
  text: `select s.step, s.parcel, d.occurred_at as "occurredAt", s.document_id as "documentId",
      d.actor_id as "actorId"
    from orders.step s join platform.document d on d.id = s.document_id
    where s.order_id = $1 order by d.recorded_at, d.id`,
}
const orderLots: Statement = {
  name: 'orders.order-lots',
  text: `select m.document_id || '.' || m.line as id, m.document_id as "documentId", m.kind, m.reference_id as "lineId",
      m.item_id as "itemId", i.sku, nullif(m.lot_id, '${NIL}') as "lotId", t.code as lot, ${candidatesOf('m')} as candidates,
      m.serial_id as "serialId", u.code as serial, m.from_location_id as "fromLocationId", f.code as "from",
      m.to_location_id as "toLocationId", g.code as "to", m.quantity::text as quantity, i.base_unit as unit,
      m.corrects_document_id || '.' || m.corrects_line as corrects, m.occurred_at as "occurredAt"
    from orders.line l join ledger.movement m on m.reference_id = l.id join catalog.item i on i.id = m.item_id
    join locations.location f on f.id = m.from_location_id join locations.location g on g.id = m.to_location_id
    left join ledger.serial u on u.id = m.serial_id left join lots.lot t on t.id = m.lot_id where l.order_id = $1 order by m.occurred_at, m.document_id, m.line`,
}
const decidingDocuments: Statement = {
  name: 'orders.deciding-documents',
  text: `select distinct m.document_id as id from orders.line l
    join ledger.movement m on m.reference_id = l.id and ${isBinding} where l.order_id = $1 order by 1`,
}
const listChannels: Statement = {
  name: 'orders.list-channels',
  text: `select id, code, name, least_life_days as "leastLifeDays", transit_days as "transitDays", policy, closed_at as "closedAt"
    from orders.channel order by code`,
}
export const orderQuestions = [
  listDoor(orderList),
  listDoor(shipmentList),
  queryDoor({
    path: '/orders/waiting',
    summary: 'Order lines that wait for stock, the oldest order first',
    permission: 'record.read',
    input: Type.Object({ itemId: Type.Optional(WireId), siteId: Type.Optional(WireId), ...paged }),
    answer: WaitingPage,
    ask: async (database, { itemId, siteId, after, limit }) => {
      const page = { itemId: itemId ?? null, siteId: siteId ?? null, after: after ?? null, limit: Number(limit ?? 50) }
      const rows = await query<WaitingLine>(database, readWaiting, waitingBehind(page))
      return { rows, next: nextWaiting(rows, page.limit) }
    },
  }),
  queryDoor({
    path: '/orders/:id',
    summary: 'One order: lines with where they stand, steps, changes, lots, and why these lots',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: OrderPage,
    ask: async (database, { id }) => {
      const [[order], [shipTo = null], lines, steps, movements, documents, changes] = await Promise.all([
        query<Omit<Page, 'shipTo' | 'lines' | 'steps' | 'movements' | 'decisions' | 'changes'>>(database, oneOrder, [id]),
        query<NonNullable<Page['shipTo']>>(database, whereTo, [id]),
        query<LineRow>(database, orderLines, [id]),
        query<Page['steps'][number]>(database, orderSteps, [id]),
        query<Page['movements'][number]>(database, orderLots, [id]),
        query<{ id: string }>(database, decidingDocuments, [id]),
        query<Page['changes'][number]>(database, orderChanges, [id]),
      ])
      const decisions = await namedDecisionsOf(database, documents.map((one) => one.id))
      return order === undefined ? null : { ...order, shipTo, lines: lines.map(withShort), steps, movements, decisions, changes }
    },
  }),
  queryDoor({
    path: '/orders/:id/replay',
    summary: 'The choices of lots made for an order, each decided again: whether it comes out the same',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: OrderReplayed,
    ask: async (database, { id }) => {
      const [[order], lines, documents] = await Promise.all([
        query<object>(database, oneOrder, [id]), query<{ id: string }>(database, orderLines, [id]),
        query<{ id: string }>(database, decidingDocuments, [id]),
      ])
      if (order === undefined) return null
      const mine = new Set(lines.map((line) => line.id))
      const rows = (await decideAgain(database, documents.map((one) => one.id))).filter(({ lineId }) => mine.has(lineId))
      return { orderId: id, agrees: rows.every(({ verdict }) => verdict === 'agrees'), rows }
    },
  }),
  queryDoor({
    path: '/channels',
    summary: 'Sales channels',
    permission: 'record.read',
    input: Type.Object({}),
    answer: ChannelList,
    ask: async (database) => ({ rows: await query<Unwritten<ChannelList>['rows'][number]>(database, listChannels), next: null }),
  }),
  ...returnQuestions,
]

type Page = Unwritten<OrderPage>
type Line = Page['lines'][number]
// As the database tells it: quantities are text already.
type LineRow = Omit<Line, 'short' | Counted> & { readonly [Name in Counted]: string }
type Counted = 'ordered' | 'reserved' | 'picked' | 'shipped'

// What a line still waits for.
function withShort(line: LineRow) {
  const short = BigInt(line.ordered) - BigInt(line.reserved) - BigInt(line.picked) - BigInt(line.shipped)
  return { ...line, short: String(short > 0n ? short : 0n) }
}
