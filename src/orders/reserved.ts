// What stands reserved of each item, owner and site: now, at a moment, or as it was known. Reservations name no lot and no
// place, so stock lot by lot has no such column. It is summed from the facts; `check` holds what stands now against them.
import { type Static, Type } from 'typebox'
import { itemFilters } from '#catalog'
import { WireId, WireLimit, WireMoment, wireCursor } from '#kernel/contract'
import { askedMoment, pageOfPast, wasKnown } from '#ledger'
import { locationFilters } from '#locations'
import { partnerFilters } from '#partners'
import { conditionOf, type Database, type ListFilter, queryDoor } from '#platform'

const filters: { readonly [name: string]: ListFilter } = {
  ...itemFilters('t.item_id = ?'),
  ...locationFilters('site', 't.site_id = ?'),
  ...partnerFilters('owner', 't.owner_id = ?'),
}
const inputs = Object.fromEntries(Object.entries(filters).map(([name, { is }]) => [name, Type.Optional(is)]))
const AskReserved = Type.Object(
  { ...inputs, ...askedMoment, after: Type.Optional(wireCursor('id', 'id', 'id')), limit: Type.Optional(WireLimit) },
  { additionalProperties: false },
)
const MaybeText = Type.Union([Type.String(), Type.Null()])
const Row = Type.Object({
  itemId: WireId,
  sku: Type.String(),
  unit: Type.String(),
  ownerId: WireId,
  owner: MaybeText,
  siteId: WireId,
  site: Type.String(),
  reserved: Type.String({ description: 'Set aside for order lines and not picked yet, in base units.' }),
  lines: Type.Integer({ description: 'For how many order lines.' }),
})
type Row = Static<typeof Row>
const Reserved = Type.Object({
  at: Type.Union([WireMoment, Type.Null()]),
  position: MaybeText,
  rows: Type.Array(Row),
  next: MaybeText,
})

// $1 items, $2 the world's moment, $3 the position, $4 the row the page before ended with, $5 rows.
const reservedAt = (where: string) => `with line as materialized (
    select t.* from (select l.id, l.item_id, l.owner_id, o.site_id from orders.line l join orders.sales_order o on o.id = l.order_id
      where l.item_id = any($1)) t
    where ${where} and ($4::uuid[] is null or (t.item_id, t.owner_id, t.site_id) > ($4[1], $4[2], $4[3]))),
  leg as (
    select c.reservation_id as id, c.change as quantity from line l join ledger.reservation_change c on c.reservation_id = l.id
    where ($2::timestamptz is null or (select d.occurred_at from platform.document d where d.id = c.document_id) <= $2)
      and ($3::bigint is null or ${wasKnown('c')})
    union all
    select m.reference_id, case m.kind when 'pick' then -m.quantity else m.quantity end
    from line l join ledger.movement m on m.reference_id = l.id and m.kind in ('pick', 'unpick')
    where ($2::timestamptz is null or m.occurred_at <= $2) and ($3::bigint is null or ${wasKnown('m')}))
  select g.item_id as "itemId", i.sku, i.base_unit as unit, g.owner_id as "ownerId", w.code as owner, g.site_id as "siteId", s.code as site,
    g.reserved, g.lines
  from (select l.item_id, l.owner_id, l.site_id, sum(r.quantity)::text as reserved, count(*)::int as lines
      from (select id, sum(quantity) as quantity from leg group by id having sum(quantity) > 0) r join line l on l.id = r.id
      group by 1, 2, 3 order by 1, 2, 3 limit $5) g
    join catalog.item i on i.id = g.item_id join locations.location s on s.id = g.site_id
    left join partners.partner w on w.id = g.owner_id
  order by g.item_id, g.owner_id, g.site_id`

async function reserved(database: Database, ask: Static<typeof AskReserved>): Promise<Static<typeof Reserved>> {
  const [rule, pools] = await Promise.all([conditionOf(database, filters, ask, 5), conditionOf(database, filters, ask, 2)])
  return pageOfPast<Row>(database, ask, { pools, rule, sqlOf: (_, where) => reservedAt(where), keyOf: (row) => [row.itemId, row.ownerId, row.siteId] })
}

export const reservedQuestion = queryDoor({
  path: '/stock/reserved',
  summary: 'What stands reserved of each item, owner and site: now, at a moment, as it was known, or both',
  permission: 'record.read',
  input: AskReserved,
  answer: Reserved,
  ask: reserved,
})
