// The statements of a trace. Reached lots come in as an array, so that every one goes by an index.
import { heldOf } from '#ledger'
import type { Statement } from '#platform'

// The lots that movements brought or took, at what corrections left of them.
const settled = (movements: string) => `with recursive settled as (
        select m.document_id, m.line, m.lot_id, (select g.own from locations.location g
          where g.id = m.to_location_id) as comes, m.quantity
        from ${movements}
        union all
        select k.document_id, k.line, k.lot_id, n.comes,
          case when g.own = n.comes then k.quantity else -k.quantity end
        from settled n join ledger.movement k
          on (k.corrects_document_id, k.corrects_line) = (n.document_id, n.line)
          join locations.location g on g.id = k.to_location_id)
      select lot_id from settled group by lot_id having sum(quantity) > 0`

const ofOrders = `orders.sales_order o join orders.line l on l.order_id = o.id
          join ledger.movement m on m.reference_id = l.id`
const maybeOf = (orders: string) => `select c.lot_id from ${ofOrders}
      join ledger.movement_candidate c on (c.document_id, c.line) = (m.document_id, m.line)
      where ${orders} and ($3::uuid is null or m.item_id = $3)`
const shippedOf = (orders: string) => settled(`${ofOrders}
        where ${orders} and m.kind = 'ship' and ($3::uuid is null or m.item_id = $3)`)
const thatOrder = '(o.id = $1 or o.number = $2)'
const ofThatCustomer = `o.customer_id
          = coalesce($1, (select p.id from partners.partner p where p.code = $2))`

const wasSo = (lot: string, field: string, value: string) => `exists (select 1 from lots.lot_fact f
            where f.lot_id = ${lot} and f.field = '${field}' and f.old_value = ${value})`
// Receipt lines that name the code; whether it is the code their lot had, and whether the supplier assigned it.
const calledSo = `receiving.receipt_line n join receiving.receipt r using (document_id)
          join ledger.movement m using (document_id, line)
        where n.supplier_lot_code = $2 and ($4::uuid is null or r.supplier_id = $4)
          and ($3::uuid is null or m.item_id = $3)`
const isLotCode = `(exists (select 1 from lots.lot w where w.id = n.lot_id and w.code = n.supplier_lot_code)
          or ${wasSo('n.lot_id', 'code', 'n.supplier_lot_code')})`
const isSuppliers = `(exists (select 1 from lots.lot w where w.id = n.lot_id and w.origin_id = r.supplier_id)
          or ${wasSo('n.lot_id', 'originId', 'r.supplier_id::text')})`
const notMisread = `not exists (select 1 from lots.merge g join platform.document d on d.id = g.document_id
          where g.lot_id = l.id and d.kind = 'correct')`

/** How a start becomes lots; $1 id, $2 code, $3 item, $4 supplier. */
const starts = {
  lot: `select l.id as lot_id from lots.lot l where l.id = $1
    union select l.id from lots.lot l where l.code = $2 and ($3::uuid is null or l.item_id = $3)`,
  serial: `select s.lot_id from ledger.serial s where s.id = $1
    union select s.lot_id from ledger.serial s
      where s.code = $2 and ($3::uuid is null or s.item_id = $3)
    union select s.lot_id from ledger.serial_alias a join ledger.serial s on s.id = a.serial_id
      where a.code = $2 and ($3::uuid is null or a.item_id = $3)`,
  order: `(${shippedOf(thatOrder)})
    union select p.lot_id from orders.sales_order o join orders.line l on l.order_id = o.id
      join ledger.pick p on p.reservation_id = l.id
      where ${thatOrder} and ($3::uuid is null or p.item_id = $3)
    union ${maybeOf(thatOrder)}`,
  receipt: settled(`ledger.movement m
        where m.document_id = coalesce($1,
            (select r.document_id from receiving.receipt r where r.number = $2))
          and ($3::uuid is null or m.item_id = $3)`),
  // What a supplier calls a lot: the code of the lot, or what the receipt says the supplier calls it besides. A code that
  // a correction found to be misread leads to nothing any more.
  supplier_lot: `select l.id as lot_id from lots.lot l
      where $1::uuid is null and l.code = $2 and ($3::uuid is null or l.item_id = $3) and ${notMisread}
        and ($4::uuid is null or l.origin_id = $4 or (exists (
          select 1 from receiving.receipt_line n join receiving.receipt r using (document_id)
          where n.lot_id = l.id and r.supplier_id = $4) and not ${wasSo('l.id', 'originId', '$4::text')}))
    union (${settled(`${calledSo} and not ${isLotCode}`)})
    union select l.id from (${settled(`${calledSo} and ${isLotCode} and not ${isSuppliers}`)}) c join lots.lot l on l.id = c.lot_id
      where l.code = $2 and ${notMisread}`,
  customer: `(${shippedOf(ofThatCustomer)})
    union ${maybeOf(ofThatCustomer)}`,
} as const

/** What a trace can start from. */
export type StartKind = keyof typeof starts

/** An edge `e` that no correction took back. */
export const standing = `not exists (select 1 from production.superseded_edge s
        where (s.document_id, s.input_lot_id, s.output_lot_id)
          = (e.document_id, e.input_lot_id, e.output_lot_id))`

const nextLots = {
  forward: `select e.output_lot_id as lot_id from production.edge e
      where e.input_lot_id = r.lot_id and ${standing}`,
  back: `select e.input_lot_id as lot_id from production.edge e
      where e.output_lot_id = r.lot_id and ${standing}`,
} as const

/** Reaches all lots from a start, one way; `union` is the visited set. */
export function reachLots(from: StartKind, direction: keyof typeof nextLots): Statement {
  return {
    name: `trace.reach-${from}-${direction}`,
    text: `with recursive
    start as materialized (select given.lot_id from (
      select $1::uuid, $2::text, $3::uuid, $4::uuid) asked cross join lateral (
      ${starts[from]}) given
      where given.lot_id <> '00000000-0000-0000-0000-000000000000'),
    reached(lot_id) as (
      select lot_id from start
      union
      select n.lot_id from reached r cross join lateral (
        ${nextLots[direction]}
        union all select g.merged_into_id from lots.lot g
          where g.id = r.lot_id and g.merged_into_id is not null
        union all select g.id from lots.lot g where g.merged_into_id = r.lot_id) n)
    select r.lot_id, s.lot_id is not null as is_start from reached r
      left join (select distinct lot_id from start) s on s.lot_id = r.lot_id`,
  }
}

/** The customer a code names. */
export const readCustomer: Statement = {
  name: 'trace.read-customer',
  text: 'select p.id from partners.partner p where p.code = $1',
}
export const readLots: Statement = {
  name: 'trace.read-lots',
  text: `select l.id, l.item_id, i.sku, i.base_unit, l.code, l.origin_id, p.code as origin_code, l.binding_on, l.merged_into_id
    from lots.lot l join catalog.item i on i.id = l.item_id left join partners.partner p on p.id = l.origin_id
    where l.id = any($1::uuid[]) order by l.id`,
}
export const readEdges: Statement = {
  name: 'trace.read-edges',
  text: `select e.document_id, e.input_lot_id, e.output_lot_id, e.input_quantity, e.output_quantity
    from production.edge e
    where e.input_lot_id = any($1::uuid[]) and e.output_lot_id = any($1::uuid[]) and ${standing}
    order by e.document_id, e.input_lot_id, e.output_lot_id`,
}
export const readStock: Statement = {
  name: 'trace.read-stock',
  text: `select b.lot_id, b.owner_id, b.site_id, b.location_id, b.quantity, b.picked, (${heldOf('b')})::bigint as held,
      p.kind = 'transit' as in_transit, p.code as location_code, s.code as site_code, w.code as owner_code
    from ledger.balance b join locations.location p on p.id = b.location_id
      left join locations.location s on s.id = b.site_id left join partners.partner w on w.id = b.owner_id
    where b.lot_id = any($1::uuid[]) order by b.lot_id, b.location_id, b.owner_id`,
}
export const readReserved: Statement = {
  name: 'trace.read-reserved',
  text: `select r.*, i.sku, s.code as site_code from (
      select r.item_id, r.site_id, sum(r.quantity)::text as quantity from ledger.reservation r
      where r.item_id in (select l.item_id from lots.lot l where l.id = any($1::uuid[]))
      group by 1, 2) r
    join catalog.item i on i.id = r.item_id left join locations.location s on s.id = r.site_id
    order by r.item_id, r.site_id`,
}
/**
 * Lines of open orders that the lots are picked for or that want just these (certain), and those that are reserved of
 * their item where some of the lots lie (they may get them).
 */
export const readOpen: Statement = {
  name: 'trace.read-open',
  text: `with open as (
      select 'picked' as state, k.reservation_id as line_id, sum(k.quantity)::text as quantity, array[k.lot_id] as lot_ids
      from ledger.pick k where k.lot_id = any($1::uuid[]) group by k.reservation_id, k.lot_id
      union all
      select 'wanted', r.id, r.quantity::text, array[r.wanted_lot_id]
      from ledger.reservation r where r.wanted_lot_id = any($1::uuid[])
      union all
      select 'reserved', r.id, r.quantity::text, h.lot_ids
      from (select b.item_id, b.owner_id, b.site_id, array_agg(distinct b.lot_id order by b.lot_id) as lot_ids
          from ledger.balance b where b.lot_id = any($1::uuid[]) group by 1, 2, 3) h
        join ledger.reservation r on (r.item_id, r.owner_id, r.site_id) = (h.item_id, h.owner_id, h.site_id)
      where r.wanted_lot_id is null)
    select n.state, n.line_id, n.quantity, n.lot_ids, l.order_id, o.number, o.customer_id, p.code as customer_code,
      l.item_id, i.sku, o.site_id, s.code as site_code
    from open n join orders.line l on l.id = n.line_id join orders.sales_order o on o.id = l.order_id
      join catalog.item i on i.id = l.item_id left join partners.partner p on p.id = o.customer_id
      left join locations.location s on s.id = o.site_id
    order by o.placed_at, o.id, n.line_id, n.state, n.lot_ids`,
}
export const readReceipts: Statement = {
  name: 'trace.read-receipts',
  text: `select n.document_id, n.line, r.number, r.supplier_id, p.code as supplier_code, n.supplier_lot_code
    from receiving.receipt_line n join receiving.receipt r on r.document_id = n.document_id
      left join partners.partner p on p.id = r.supplier_id
    where n.lot_id = any($1::uuid[])`,
}
/** Receipts whose goods a correction put on another lot. */
export const readReceiptsOf: Statement = {
  name: 'trace.read-receipts-of',
  text: `select n.document_id, n.line, r.number, r.supplier_id, p.code as supplier_code, n.supplier_lot_code
    from receiving.receipt_line n join receiving.receipt r on r.document_id = n.document_id
      left join partners.partner p on p.id = r.supplier_id
    where n.document_id = any($1::uuid[])`,
}

/**
 * Movements of the lots across our border, in no order. A correction is counted under the movement
 * it corrects in the end (its root), with a minus where it runs the other way. Picks stay inside.
 * Goods that leave for the guests' place are a guest's; what comes in from there may have been sent
 * to somebody known, whom only the order names.
 */
export const readFlows: Statement = {
  name: 'trace.read-flows',
  text: `with recursive moved as materialized (
      select m.document_id, m.line, m.lot_id, m.serial_id, m.from_location_id, m.to_location_id,
        m.quantity, m.occurred_at, m.reference_id, m.corrects_document_id, m.corrects_line
      from ledger.movement m
      where m.lot_id = any($1::uuid[]) and m.kind not in ('pick', 'unpick', 'move')),
    chain as (
      select m.document_id, m.line, m.corrects_document_id as up_id, m.corrects_line as up_line
      from moved m where m.corrects_document_id is not null
      union all
      select c.document_id, c.line, u.corrects_document_id, u.corrects_line
      from chain c join ledger.movement u on (u.document_id, u.line) = (c.up_id, c.up_line)
      where u.corrects_document_id is not null),
    root as (
      select c.document_id, c.line, u.document_id as root_id, u.line as root_line,
        (select p.own from locations.location p where p.id = u.from_location_id) as own
      from chain c join ledger.movement u on (u.document_id, u.line) = (c.up_id, c.up_line)
      where u.corrects_document_id is null),
    route as materialized (
      select w.from_location_id, w.to_location_id, a.own as out,
        case when a.own then b.kind else a.kind end as other,
        coalesce(a.partner_id, b.partner_id) as partner_id, p.code as partner_code
      from (select distinct m.from_location_id, m.to_location_id from moved m) w
        join locations.location a on a.id = w.from_location_id
        join locations.location b on b.id = w.to_location_id
        left join partners.partner p on p.id = coalesce(a.partner_id, b.partner_id)
      where a.own <> b.own)
    select m.document_id, m.line, r.root_id, r.root_line, m.lot_id, m.serial_id, w.other,
      coalesce(r.own = w.out, true) as ahead, coalesce(r.own, w.out) as out,
      m.quantity::text, date_part('epoch', m.occurred_at) * 1000 as occurred, l.order_id, o.customer_id as for_id, o.number,
      case when w.partner_id is not null or l.order_id is null then w.partner_id
        when w.out then '00000000-0000-0000-0000-000000000000' else o.customer_id end as partner_id,
      case when w.partner_id is not null or l.order_id is null or w.out then w.partner_code
        else (select p.code from partners.partner p where p.id = o.customer_id) end as partner_code,
      (select s.code from ledger.serial s where s.id = m.serial_id) as serial_code
    from moved m join route w using (from_location_id, to_location_id)
      left join root r on (r.document_id, r.line) = (m.document_id, m.line)
      left join orders.line l on l.id = m.reference_id
      left join orders.sales_order o on o.id = l.order_id`,
}

/** What may have crossed our border of the lots. One that was corrected is told by its correction. */
export const readPossible: Statement = {
  name: 'trace.read-possible',
  text: `select m.document_id, m.line, c.lot_id, m.serial_id, m.quantity::text,
      date_part('epoch', m.occurred_at) * 1000 as occurred, l.order_id, o.customer_id as for_id, o.number,
      coalesce(a.partner_id, b.partner_id, o.customer_id) as partner_id, a.own as out,
      (select p.code from partners.partner p where p.id = coalesce(a.partner_id, b.partner_id, o.customer_id)) as partner_code,
      (select s.code from ledger.serial s where s.id = m.serial_id) as serial_code,
      case when a.own then b.kind else a.kind end as other,
      (select count(*)::int from ledger.movement_candidate k
        where (k.document_id, k.line) = (m.document_id, m.line)) as one_of
    from ledger.movement_candidate c
      join ledger.movement m on (m.document_id, m.line) = (c.document_id, c.line)
      join locations.location a on a.id = m.from_location_id
      join locations.location b on b.id = m.to_location_id
      left join orders.line l on l.id = m.reference_id
      left join orders.sales_order o on o.id = l.order_id
    where c.lot_id = any($1::uuid[]) and m.lot_id = '00000000-0000-0000-0000-000000000000'
      and a.own <> b.own and not exists (select 1 from ledger.movement k
        where (k.corrects_document_id, k.corrects_line) = (m.document_id, m.line))
    order by m.occurred_at, m.document_id, m.line, c.lot_id`,
}

/** What customers are called who have a name. */
export const readPartnerNames: Statement = {
  name: 'trace.read-partner-names',
  text: 'select d.partner_id as id, d.name from partners.partner_detail d where d.partner_id = any($1::uuid[]) and d.name is not null',
}
