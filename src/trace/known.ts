// A trace as it was known at a position: the same statements, over the facts that had a position by then. What is
// derived from facts (balances, holds, picks, reservations, merges) is summed from them again.
import { endsPick } from '#ledger'
import type { Statement } from '#platform'

// Of a table, the rows whose document was known. `position` is a checked whole number.
const factOf = (document: string) => (table: string, position: string) =>
  `(select f.* from ${table} f where exists (select 1 from platform.sequence q where q.document_id = f.${document} and q.position <= ${position}))`

const changedSince = (field: string, position: string) =>
  `exists (select 1 from lots.lot_fact c left join platform.sequence q on q.document_id = c.document_id
      where c.lot_id = f.id and c.field = '${field}' and coalesce(q.position > ${position}, true))`

// What a field of a lot `f` said before the first change that came after the position.
const lotWas = (field: string, position: string) =>
  `(select c.old_value from lots.lot_fact c left join platform.sequence q on q.document_id = c.document_id
      where c.lot_id = f.id and c.field = '${field}' and coalesce(q.position > ${position}, true) order by q.position nulls last limit 1)`

// The last day it had: empty is a value too, where the first change that came after filled it.
const bindingWas = (position: string) =>
  `case when ${changedSince('bindingOn', position)} then ${lotWas('bindingOn', position)}::date else f.binding_on end`

const byPosition: { readonly [table: string]: (table: string, position: string) => string } = {
  'ledger.movement': factOf('document_id'),
  'ledger.movement_candidate': factOf('document_id'),
  'ledger.serial_alias': factOf('document_id'),
  'production.edge': factOf('document_id'),
  'production.superseded_edge': factOf('correction_document_id'),
  'receiving.receipt': factOf('document_id'),
  'receiving.receipt_line': factOf('document_id'),
  // Who it was for: the one before the first change that was not known yet.
  'orders.sales_order': (table, position) => `(select f.id, f.number, f.site_id, f.placed_at, coalesce((select c.old_customer_id
        from orders.customer_change c left join platform.sequence q on q.document_id = c.document_id
        where c.order_id = f.id and (q.position is null or q.position > ${position}) order by q.position limit 1), f.customer_id) as customer_id
    from ${factOf('document_id')(table, position)} f)`,
  // A unit's lot and owner are those it came with to where it was; of a unit whose movements were all taken back, the lot last named.
  'ledger.serial': (table, position) => `(select u.id, u.item_id, u.code, coalesce(at.lot_id,
      (select m.lot_id from ${unitMoves(position)} order by m.occurred_at desc, m.document_id desc, m.line desc limit 1)) as lot_id,
      coalesce(at.owner_id, u.owner_id) as owner_id, coalesce(at.location_id, u.location_id) as location_id,
      (select count(*)::int from ${covers(position)} c where c.serial_id = u.id) as holds
    from ${table} u left join lateral (
      select leg.lot_id, leg.owner_id, leg.location_id from (
        select m.lot_id, m.owner_id, m.to_location_id as location_id, 1 as way from ${unitMoves(position)}
        union all select m.lot_id, m.owner_id, m.from_location_id, -1 from ${unitMoves(position)}) leg
      group by 1, 2, 3 having sum(leg.way) > 0 limit 1) at on true
    where exists (select 1 from ${unitMoves(position)}))`,
  'lots.lot_fact': factOf('document_id'),
  'lots.merge': factOf('document_id'),
  // A lot that was called otherwise then is found and told by what it was called.
  'lots.lot': (table, position) => `(select f.id, f.item_id, coalesce(${lotWas('code', position)}, f.code) as code,
      coalesce(${lotWas('originId', position)}::uuid, f.origin_id) as origin_id,
      ${bindingWas(position)} as binding_on, g.into_lot_id as merged_into_id
    from ${table} f left join ${factOf('document_id')('lots.merge', position)} g on g.lot_id = f.id)`,
  'ledger.balance': (_, position) => `(select b.*, coalesce((select sum(k.quantity) from ${picks(position)} k
        where (k.item_id, k.owner_id, k.lot_id, k.location_id) = (b.item_id, b.owner_id, b.lot_id, b.location_id)), 0)::bigint as picked,
      (select count(*)::int from ${covers(position)} c where c.item_id = b.item_id and c.lot_id = b.lot_id
        and (c.location_id is null or c.location_id = b.location_id)) as holds
    from (select m.item_id, m.owner_id, p.site_id, m.lot_id, p.id as location_id,
        sum(case when p.id = m.to_location_id then m.quantity else -m.quantity end)::bigint as quantity
      from ${factOf('document_id')('ledger.movement', position)} m
        join locations.location p on p.id in (m.from_location_id, m.to_location_id) and p.own
      where m.lot_id <> '00000000-0000-0000-0000-000000000000' group by 1, 2, 3, 4, 5) b where b.quantity > 0)`,
  'ledger.pick': (_, position) => picks(position),
  'ledger.reservation': (_, position) => `(select c.*, l.item_id, l.owner_id, l.wanted_lot_id, o.site_id, null::date as least_on from (
      select id, sum(quantity)::bigint as quantity from (
        select c.reservation_id as id, c.change as quantity from ${factOf('document_id')('ledger.reservation_change', position)} c
        union all select m.reference_id, case m.kind when 'pick' then -m.quantity else m.quantity end
        from ${factOf('document_id')('ledger.movement', position)} m
        where m.kind in ('pick', 'unpick') and m.reference_id is not null) leg group by 1 having sum(quantity) > 0) c
    join orders.line l on l.id = c.id join orders.sales_order o on o.id = l.order_id)`,
}

function unitMoves(position: string): string {
  return `${factOf('document_id')('(select * from ledger.movement where serial_id = u.id)', position)} m`
}

// What holds covered that were not released.
function covers(position: string): string {
  return `(select c.* from ${factOf('document_id')('ledger.hold_cover', position)} c
      where not exists (select 1 from ${factOf('document_id')('ledger.hold_release', position)} r where r.hold_id = c.hold_id))`
}

function picks(position: string): string {
  return `(select reference_id as reservation_id, item_id, owner_id, lot_id, location_id, sum(quantity)::bigint as quantity from (
      select m.reference_id, m.item_id, m.owner_id, m.lot_id, m.to_location_id as location_id, m.quantity
      from ${factOf('document_id')('ledger.movement', position)} m where m.kind = 'pick' and m.reference_id is not null
      union all
      select m.reference_id, m.item_id, m.owner_id, m.lot_id, m.from_location_id, -m.quantity
      from ${factOf('document_id')('ledger.movement', position)} m join locations.location p on p.id = m.from_location_id
      where m.reference_id is not null and p.own and ${endsPick}) leg
    group by 1, 2, 3, 4, 5 having sum(quantity) > 0)`
}

const tables = new RegExp(`\\b(from|join)\\s+(${Object.keys(byPosition).join('|').replaceAll('.', '\\.')})\\b`, 'g')

/** The same statement over what was known at a position (digits alone). It is planned for its values. */
export function knownAt(statement: Statement, position: string): Statement {
  if (!/^[0-9]{1,18}$/.test(position)) throw new Error(`${position} is no position.`)
  const text = statement.text.replace(tables, (_, word: string, table: string) => `${word} ${byPosition[table]?.(table, position) ?? table}`)
  return { name: '', text }
}
