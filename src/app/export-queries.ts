// What can be exported: one query per kind, all values as text, always in the same order.
import { heldOf } from '#ledger'
import { type Derived, decisionColumns } from './export-decisions.ts'

const nil = `'00000000-0000-0000-0000-000000000000'`
const moment = (column: string) =>
  `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** A query whose values are all text. `derive` makes columns more of its last one, row by row in the query's order. */
export type ExportQuery = { readonly text: string; readonly derive?: Derived }

const lotDates = ['produced', 'packed', 'best_before', 'use_by', 'sell_by', 'retest']
  .map((name) => `l.${name}_on::text, l.${name}_precision`)
  .join(', ')

// Places are few and movements many: what is told of a place is put together once (`offset 0` keeps it so).
const places = `(select l.id, l.code, l.own::text as own, l.kind, l.role, s.code as site, p.code as partner from locations.location l
      left join locations.location s on s.id = l.site_id left join partners.partner p on p.id = l.partner_id offset 0)`

// The decisions of a document come with its first movement, whole: the database hands them over as they are stored,
// and they are read here, once each.
const movements = `select m.document_id || '.' || m.line as id, m.document_id, m.kind,
    i.sku as item, nullif(m.lot_id, ${nil}) as lot_id, s.code as serial, f.code as from_location,
    t.code as to_location, m.quantity::text, ${moment('m.occurred_at')} as occurred_at,
    ${moment('d.recorded_at')} as recorded_at,
    m.corrects_document_id || '.' || m.corrects_line as corrects, w.code as owner, m.reference_id,
    q.position::text, c.lots as candidates, m.second_quantity::text, m.entered_quantity, m.entered_unit, m.line::text,
    f.own as from_own, t.own as to_own, f.kind as from_kind, t.kind as to_kind, f.role as from_role, t.role as to_role,
    f.site as from_site, t.site as to_site, f.partner as from_partner, t.partner as to_partner,
    x.decided::text as decided
  from ledger.movement m join catalog.item i on i.id = m.item_id
    join ${places} f on f.id = m.from_location_id
    join ${places} t on t.id = m.to_location_id
    left join partners.partner w on w.id = m.owner_id
    left join ledger.serial s on s.id = m.serial_id
    left join platform.document d on d.id = m.document_id
    left join platform.sequence q on q.document_id = m.document_id
    left join ledger.decision x on x.document_id = m.document_id and m.line = 1
    left join (select document_id, line, string_agg(lot_id::text, ' ' order by lot_id) as lots
      from ledger.movement_candidate group by 1, 2) c on (c.document_id, c.line) = (m.document_id, m.line)
  order by m.document_id, m.line`

// What a movement across our border to or from customers comes to after corrections.
function customerFlows(name: 'shipped' | 'returned'): string {
  const [from, to, at] =
    name === 'shipped' ? ['f.own', "t.kind = 'customer'", 'shipped_at']
      : ["f.kind = 'customer'", 't.own', 'returned_at']
  return `with recursive flow as (
    select m.document_id as root_id, m.line as root_line, m.document_id, m.line, m.lot_id,
      m.from_location_id, m.item_id, m.reference_id, m.quantity, m.quantity as signed,
      m.to_location_id, m.occurred_at
    from ledger.movement m join locations.location f on f.id = m.from_location_id
      join locations.location t on t.id = m.to_location_id
    where m.corrects_document_id is null and ${from} and ${to}
    union all
    select p.root_id, p.root_line, m.document_id, m.line, m.lot_id, m.from_location_id, m.item_id,
      m.reference_id, m.quantity, case when b.own = ${name === 'returned'} then m.quantity else -m.quantity end,
      m.to_location_id, m.occurred_at
    from flow p join ledger.movement m
      on (m.corrects_document_id, m.corrects_line) = (p.document_id, p.line)
      join locations.location b on b.id = m.to_location_id),
  kept as (
    select (array_agg(document_id order by occurred_at, document_id, line))[1] as document_id,
      (array_agg(line order by occurred_at, document_id, line))[1] as line, lot_id,
      sum(signed)::bigint as quantity
    from flow group by root_id, root_line, lot_id having sum(signed) > 0)
  select k.document_id || '.' || k.line as id, l.order_id, p.code as customer,
    nullif(k.lot_id, ${nil}) as lot_id, i.sku as item, k.quantity::text,
    ${moment('m.occurred_at')} as ${at}, m.reference_id
  from kept k join ledger.movement m on (m.document_id, m.line) = (k.document_id, k.line)
    join catalog.item i on i.id = m.item_id left join orders.line l on l.id = m.reference_id
    left join orders.sales_order o on o.id = l.order_id
    join locations.location c
      on c.id = ${name === 'shipped' ? 'm.to_location_id' : 'm.from_location_id'}
    left join partners.partner p on p.id = coalesce(c.partner_id, o.customer_id)
  order by k.document_id, k.line`
}

/** The queries by what they export. */
export const exportQueries = {
  items: {
    text: `select i.sku as item, i.name, i.base_unit, i.gtin, w.code as owner, i.binding_date,
        i.shelf_life_days::text, i.stocked::text, i.id, i.description,
        ${moment('i.closed_at')} as closed_at, i.second_unit, i.least_receipt_days::text, i.segregation_class,
        (select m.mode from catalog.tracking_mode m where m.item_id = i.id and m.from_on <= current_date
          order by m.from_on desc, m.nth desc limit 1) as tracking,
        trim_scale(i.value)::text as value, i.currency
      from catalog.item i left join partners.partner w on w.id = i.owner_id order by i.id`,
  },
  partners: {
    text: `select p.code, d.name, p.is_supplier::text as supplier, p.is_customer::text as customer,
        p.is_owner::text as owner, d.email, d.phone, d.address, d.country, p.least_life_days::text,
        p.transit_days::text, p.id, ${moment('p.closed_at')} as closed_at
      from partners.partner p left join partners.partner_detail d on d.partner_id = p.id
      where not p.is_self order by p.id`,
  },
  locations: {
    text: `select l.code, l.name, l.kind, l.role, u.code as parent, s.code as site, s.time_zone,
        l.one_lot::text, l.one_owner::text, l.segregation_class, l.id, ${moment('l.closed_at')} as closed_at
      from locations.location l left join locations.location u on u.id = l.parent_id
        left join locations.location s on s.id = l.site_id
      where l.own order by l.id`,
  },
  lots: {
    // The suppliers' codes are gathered once: asked lot by lot they would be looked for in all receipts each time.
    text: `with called as materialized (
        select lot_id, min(supplier_lot_code) as code from receiving.receipt_line
        where supplier_lot_code is not null group by lot_id)
      select l.id, i.sku as item, l.code, coalesce(p.code, nullif(l.origin_id::text, ${nil}))
          as origin, c.code as supplier_code,
        ${lotDates}, l.binding_on::text, l.received_on::text, l.merged_into_id, l.own_code,
        l.regulatory_code, l.facility, l.regulatory_source, w.code as owner
      from lots.lot l join catalog.item i on i.id = l.item_id
        left join called c on c.lot_id = l.id
        left join partners.partner w on w.id = i.owner_id
        left join partners.partner p on p.id = l.origin_id order by l.id`,
  },
  'lot-changes': {
    text: `select f.lot_id, i.sku as item, l.code, f.field, f.old_value, f.new_value, f.document_id,
        ${moment('d.recorded_at')} as recorded_at, d.actor_id, d.reason, q.position::text
      from lots.lot_fact f join lots.lot l on l.id = f.lot_id join catalog.item i on i.id = l.item_id
        join platform.document d on d.id = f.document_id left join platform.sequence q on q.document_id = f.document_id
      order by f.document_id, f.lot_id, f.field`,
  },
  documents: {
    text: `select d.id, d.kind, ${moment('d.occurred_at')} as occurred_at,
        ${moment('d.recorded_at')} as recorded_at, d.actor_id, d.corrects,
        q.position::text, d.reason
      from platform.document d left join platform.sequence q on q.document_id = d.id order by d.id`,
  },
  movements: { text: movements, derive: decisionColumns },
  transformations: {
    text: `select e.document_id, e.input_lot_id, e.input_quantity::text, e.output_lot_id,
        e.output_quantity::text, coalesce(t.kind, 'correct') as kind,
        x.correction_document_id as superseded_by
      from production.edge e left join production.transformation t on t.document_id = e.document_id
        left join production.superseded_edge x on (x.document_id, x.input_lot_id, x.output_lot_id)
          = (e.document_id, e.input_lot_id, e.output_lot_id)
      order by e.document_id, e.input_lot_id, e.output_lot_id`,
  },
  balances: {
    text: `select i.sku as item, nullif(b.lot_id, ${nil}) as lot_id, w.code as owner,
        p.code as location, b.quantity::text, b.picked::text, (${heldOf('b')})::text as held, b.holds::text, s.code as site
      from ledger.balance b join catalog.item i on i.id = b.item_id
        join locations.location p on p.id = b.location_id
        join locations.location s on s.id = b.site_id
        left join partners.partner w on w.id = b.owner_id
      order by b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id`,
  },
  orders: {
    text: `select o.id, o.number, p.code as customer, c.code as channel, s.code as site,
        ${moment('o.placed_at')} as placed_at, l.id as line_id, l.line::text, i.sku as item,
        w.code as owner, (l.quantity + coalesce((select sum(h.change) from orders.line_change h
          where h.line_id = l.id), 0))::text as quantity
      from orders.sales_order o join orders.line l on l.order_id = o.id
        join catalog.item i on i.id = l.item_id left join partners.partner p on p.id = o.customer_id
        left join partners.partner w on w.id = l.owner_id
        left join orders.channel c on c.id = o.channel_id
        left join locations.location s on s.id = o.site_id
      order by o.id, l.line`,
  },
  reservations: {
    text: `select c.reservation_id as line_id, l.order_id, c.document_id, i.sku as item, w.code as owner, s.code as site,
        c.change::text, c.cause, ${moment('d.occurred_at')} as occurred_at, ${moment('d.recorded_at')} as recorded_at,
        q.position::text
      from ledger.reservation_change c join platform.document d on d.id = c.document_id
        left join platform.sequence q on q.document_id = c.document_id
        left join orders.line l on l.id = c.reservation_id left join orders.sales_order o on o.id = l.order_id
        left join catalog.item i on i.id = l.item_id left join partners.partner w on w.id = l.owner_id
        left join locations.location s on s.id = o.site_id
      order by c.document_id, c.reservation_id`,
  },
  shipments: { text: customerFlows('shipped') },
  returns: { text: customerFlows('returned') },
  holds: {
    text: `select h.id, h.scope, i.sku as item, h.lot_id, p.code as location, s.code as serial,
        v.code as supplier, ${moment('h.placed_at')} as placed_at,
        ${moment('r.released_at')} as released_at, q.position::text as placed_position,
        x.position::text as released_position, h.reason, r.reason as release_reason
      from ledger.hold h join catalog.item i on i.id = h.item_id
        left join ledger.hold_release r on r.hold_id = h.id
        left join locations.location p on p.id = h.location_id
        left join ledger.serial s on s.id = h.serial_id
        left join partners.partner v on v.id = h.supplier_id
        left join platform.sequence q on q.document_id = h.document_id
        left join platform.sequence x on x.document_id = r.document_id
      order by h.id`,
  },
} as const satisfies { readonly [what: string]: ExportQuery }

/** What can be exported. */
export type Exportable = keyof typeof exportQueries
