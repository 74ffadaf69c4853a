// Stock at some past moment: as it was in the world, as it was known to the record, or both at once. Item by item, so
// that a page costs what its items cost; each begins at its last snapshot before the moment.
import { type Static, Type } from 'typebox'
import { NIL } from '#kernel'
import { WireDate, WireId, WireLimit, WireMoment, wireCursor } from '#kernel/contract'
import { conditionOf, type Database, type ListFilter, type QueryDoor, queryDoor } from '#platform'
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { partnerFilters } from '#partners'
import { askedMoment, pageOfPast, wasKnown } from './moments.ts'
import { legsOf } from './stock-legs.ts'

const filters: { readonly [name: string]: ListFilter } = {
  ...itemFilters('t.item_id = ?'),
  ...lotFilters('t.lot_id = ?'),
  ...locationFilters('location', 't.location_id = ?'),
  ...locationFilters('site', 't.location_id in (select s.id from locations.location s where s.site_id = ?)'),
  ...partnerFilters('owner', 't.owner_id = ?'),
  role: {
    is: Type.Enum(['storage', 'receiving', 'staging', 'quarantine', 'returns'], { description: 'Only in places of this role.' }),
    where: 't.location_id in (select s.id from locations.location s where s.role = ?)',
  },
}
// The pools whose items can have something that fits.
const pools: { readonly [name: string]: ListFilter } = {
  ...itemFilters('t.item_id = ?'),
  ...lotFilters('t.item_id in (select l.item_id from lots.lot l where l.id = ?)'),
  ...locationFilters('location', 't.item_id in (select m.item_id from ledger.movement m where m.to_location_id = ?)'),
  ...locationFilters('site', 't.site_id = ?'),
  ...partnerFilters('owner', 't.owner_id = ?'),
}
const inPlaces = (which: string) => `g.location_id in (select p.id from locations.location p where ${which})`
// What stock was, over the sums `g`: the words of `/balances`. What was free is not told: dates of lots and roles of places are
// as they are now.
const states = {
  picked: 'g.picked > 0',
  not_picked: 'g.quantity > g.picked',
  held: 'g.held > 0',
  not_held: 'g.quantity > g.held',
  in_transit: inPlaces("p.kind = 'transit'"),
  quarantine: inPlaces("p.role = 'quarantine'"),
  staging: inPlaces("p.role = 'staging'"),
  receiving: inPlaces("p.role = 'receiving'"),
  returns: inPlaces("p.role = 'returns'"),
  unknown_lot: `g.lot_id = '${NIL}'`,
} as const
type State = keyof typeof states
const inputs = Object.fromEntries(Object.entries(filters).map(([name, { is }]) => [name, Type.Optional(is)]))
const AskAsOf = Type.Object(
  {
    ...inputs,
    state: Type.Optional(
      Type.Enum(Object.keys(states), {
        description: 'Only what was picked and waited for its shipment, or was not; was on hold, or was not; was on its way between sites, in such a place, or of no known lot.',
      }),
    ),
    ...askedMoment,
    after: Type.Optional(wireCursor('id', 'id', 'id', 'id')),
    limit: Type.Optional(WireLimit),
  },
  { additionalProperties: false },
)
const MaybeText = Type.Union([Type.String(), Type.Null()])
const Line = Type.Object({
  itemId: WireId,
  sku: Type.String(),
  lotId: WireId,
  lot: MaybeText,
  bindingOn: Type.Union([WireDate, Type.Null()]),
  ownerId: WireId,
  owner: MaybeText,
  siteId: Type.Union([WireId, Type.Null()]),
  site: MaybeText,
  locationId: WireId,
  location: Type.String(),
  role: Type.String(),
  kind: Type.String(),
  quantity: Type.String(),
  picked: Type.String({ description: 'What of it was picked and waited for its shipment.' }),
  held: Type.String({
    description: 'What of it was on hold: all of it, or so many of its units. Of holds released before Lotline kept what they came to cover, what they were placed on alone.',
  }),
  possiblyGone: Type.String(),
})
type Line = Static<typeof Line>
const AsOf = Type.Object({
  at: Type.Union([WireMoment, Type.Null()]),
  position: MaybeText,
  rows: Type.Array(Line),
  next: MaybeText,
})

type Moments = { readonly isAt: boolean; readonly isKnown: boolean }
type Shape = Moments & { readonly lot: string; readonly where: string; readonly state: State | undefined }

// Nothing that was known at a position happened after the next mark's latest moment.
const momentsOf = ({ isAt, isKnown }: Moments) => `${isAt ? ' and m.occurred_at <= $2' : ''}${isKnown ? ` and m.occurred_at <= coalesce((
      select k.latest from ledger.snapshot_mark k where k.position >= $3 order by k.position limit 1), 'infinity') and ${wasKnown('m')}` : ''}`

// $1 items, $2 the world's moment, $3 the position, $4 the row the page before ended with, $5 rows. A document that the
// snapshots have not taken in yet is looked at whenever it happened.
const stockAsOf = ({ isAt, isKnown, lot, where, state }: Shape) => `with base as materialized (
    select i.item_id, coalesce(s.at, '-infinity') as at from unnest($1::uuid[]) i(item_id) left join lateral (
      select s.at from ledger.snapshot s where s.item_id = i.item_id and ($2::timestamptz is null or s.at <= $2)
        and ($3::bigint is null or s.position <= $3) order by s.at desc limit 1) s on true),
  late as materialized (
    select q.document_id from platform.sequence q
    where q.position > (select p.position from ledger.snapshot_progress p) and ($3::bigint is null or q.position <= $3)
      and exists (select 1 from base where at > '-infinity')
    union all
    select u.document_id from platform.unsequenced u where $3::bigint is null),
  moved as materialized (
    select m.* from base b join ledger.movement m on m.item_id = b.item_id and m.occurred_at > b.at${momentsOf({ isAt, isKnown })}${lot}
    union all
    select m.* from late d join ledger.movement m on m.document_id = d.document_id
      join base b on b.item_id = m.item_id and m.occurred_at <= b.at${lot}),
  cover as materialized (
    select c.item_id, c.lot_id, c.location_id, c.serial_id from ledger.hold_cover c join ledger.hold h on h.id = c.hold_id
    where c.item_id = any($1) and c.supplier_id is null${isAt ? ` and h.placed_at <= $2
      and (select d.occurred_at from platform.document d where d.id = c.document_id) <= $2` : ''}${isKnown ? ` and ${wasKnown('c')}` : ''}
      and not exists (select 1 from ledger.hold_release r
        where r.hold_id = c.hold_id${isAt ? ' and r.released_at <= $2' : ''}${isKnown ? ` and ${wasKnown('r')}` : ''})),
  held_unit as materialized (
    select u.item_id, u.owner_id, u.lot_id, u.location_id, count(*) as units from (
      select m.serial_id, m.item_id, m.owner_id, m.lot_id, w.location_id
      from (select distinct c.serial_id from cover c where c.serial_id is not null) c
        join ledger.movement m on m.serial_id = c.serial_id${momentsOf({ isAt, isKnown })}
        cross join lateral (values (m.to_location_id, 1), (m.from_location_id, -1)) w (location_id, way)
      group by 1, 2, 3, 4, 5 having sum(w.way) > 0) u group by 1, 2, 3, 4)
  select g.item_id as "itemId", i.sku, g.lot_id as "lotId", l.code as lot, l.binding_on as "bindingOn",
    g.owner_id as "ownerId", w.code as owner, p.site_id as "siteId", s.code as site, g.location_id as "locationId",
    p.code as location, p.role, p.kind, g.quantity::text, g.picked::text, g.held::text, g.possibly_gone::text as "possiblyGone"
  from (select g.* from (select g.*, case
        when exists (select 1 from cover c where c.item_id = g.item_id and c.lot_id = g.lot_id
          and (c.location_id is null or c.location_id = g.location_id)) then greatest(g.quantity, 0)
        else coalesce((select u.units from held_unit u
          where (u.item_id, u.owner_id, u.lot_id, u.location_id) = (g.item_id, g.owner_id, g.lot_id, g.location_id)), 0) end as held
      from (select t.item_id, t.owner_id, t.lot_id, t.location_id, sum(t.quantity) as quantity, sum(t.possibly_gone) as possibly_gone,
        sum(t.picked) as picked
      from (${legsOf('moved')}
        union all select null, r.item_id, r.owner_id, r.lot_id, r.location_id, r.quantity, r.possibly_gone, r.picked
        from base b join ledger.snapshot_row r on (r.item_id, r.at) = (b.item_id, b.at)) t
      where ${where} group by 1, 2, 3, 4) g) g
    where (g.quantity <> 0 or g.possibly_gone <> 0)${state === undefined ? '' : ` and ${states[state]}`}
      and exists (select 1 from locations.location p where p.id = g.location_id and p.own)
      and ($4::uuid[] is null or (g.item_id, g.owner_id, g.lot_id, g.location_id) > ($4[1], $4[2], $4[3], $4[4]))
    order by g.item_id, g.owner_id, g.lot_id, g.location_id limit $5) g
    join locations.location p on p.id = g.location_id join catalog.item i on i.id = g.item_id
    left join locations.location s on s.id = p.site_id left join partners.partner w on w.id = g.owner_id
    left join lots.lot l on l.id = g.lot_id
  order by g.item_id, g.owner_id, g.lot_id, g.location_id`

async function asOf(database: Database, ask: Static<typeof AskAsOf>): Promise<Static<typeof AsOf>> {
  const [rule, pool] = await Promise.all([conditionOf(database, filters, ask, 5), conditionOf(database, pools, ask, 2)])
  const lots = rule === null ? null : await conditionOf(database, lotFilters('m.lot_id = ?'), ask, 5 + rule.values.length)
  const state = Object.keys(states).find((one): one is State => one === ask.state)
  return pageOfPast<Line>(database, ask, {
    pools: pool,
    rule: rule === null || lots === null ? null : { where: rule.where, values: [...rule.values, ...lots.values] },
    sqlOf: (bounds, where) => stockAsOf({ ...bounds, lot: ` and ${lots?.where}`, where, state }),
    keyOf: (row) => [row.itemId, row.ownerId, row.lotId, row.locationId],
  })
}

export const asOfQuestion: QueryDoor = queryDoor({
  path: '/stock/as-of',
  summary: 'Stock as it was at a moment, as it was known at a position or moment of the record, or both',
  permission: 'record.read',
  input: AskAsOf,
  answer: AsOf,
  ask: asOf,
})
