// Stock at some past moment: as it was in the world, as it was known to the record, or both at once. Item by item, so
// that a page costs what its items cost; each begins at its last snapshot before the moment.
import { type Static, Type } from 'typebox'
import { NIL } from '#kernel'
import { WireDate, WireId, WireLimit, WireMoment, wireCursor } from '#kernel/contract'
import { conditionOf, type Database, type ListFilter, type QueryDoor, queryDoor, snapshot } from '#platform'
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { partnerFilters } from '#partners'
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
// What stock was: over the sums `g`.
const states = { picked: ' and g.picked > 0', not_picked: ' and g.quantity > g.picked' } as const
type State = keyof typeof states
const inputs = Object.fromEntries(Object.entries(filters).map(([name, { is }]) => [name, Type.Optional(is)]))
const AskAsOf = Type.Object(
  {
    ...inputs,
    state: Type.Optional(
      Type.Enum(Object.keys(states), { description: 'Only what was picked and waited for its shipment, or what was not.' }),
    ),
    at: Type.Optional(Type.String({ format: 'date-time', description: "The world's time: what had happened by then." })),
    position: Type.Optional(
      Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description: 'A position of the record: what was known by then.' }),
    ),
    knownAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'The same by the clock: what was recorded by then.' }),
    ),
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
  possiblyGone: Type.String(),
})
type Line = Static<typeof Line>
const AsOf = Type.Object({
  at: Type.Union([WireMoment, Type.Null()]),
  position: MaybeText,
  rows: Type.Array(Line),
  next: MaybeText,
})
type Asked = { readonly [name: string]: unknown }

// $1 items, $2 the world's moment, $3 the position, $4 the row the page before ended with, $5 rows. A document that the
// snapshots have not taken in yet is looked at whenever it happened.
const stockAsOf = (moments: string, lot: string, where: string, state: string) => `with base as materialized (
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
    select m.* from base b join ledger.movement m on m.item_id = b.item_id and m.occurred_at > b.at${moments}${lot}
    union all
    select m.* from late d join ledger.movement m on m.document_id = d.document_id
      join base b on b.item_id = m.item_id and m.occurred_at <= b.at${lot})
  select g.item_id as "itemId", i.sku, g.lot_id as "lotId", l.code as lot, l.binding_on as "bindingOn",
    g.owner_id as "ownerId", w.code as owner, p.site_id as "siteId", s.code as site, g.location_id as "locationId",
    p.code as location, p.role, p.kind, g.quantity::text, g.picked::text, g.possibly_gone::text as "possiblyGone"
  from (select g.* from (select t.item_id, t.owner_id, t.lot_id, t.location_id, sum(t.quantity) as quantity, sum(t.possibly_gone) as possibly_gone,
        sum(t.picked) as picked
      from (${legsOf('moved')}
        union all select null, r.item_id, r.owner_id, r.lot_id, r.location_id, r.quantity, r.possibly_gone, r.picked
        from base b join ledger.snapshot_row r on (r.item_id, r.at) = (b.item_id, b.at)) t
      where ${where} group by 1, 2, 3, 4) g
    where (g.quantity <> 0 or g.possibly_gone <> 0)${state}
      and exists (select 1 from locations.location p where p.id = g.location_id and p.own)
      and ($4::uuid[] is null or (g.item_id, g.owner_id, g.lot_id, g.location_id) > ($4[1], $4[2], $4[3], $4[4]))
    order by g.item_id, g.owner_id, g.lot_id, g.location_id limit $5) g
    join locations.location p on p.id = g.location_id join catalog.item i on i.id = g.item_id
    left join locations.location s on s.id = p.site_id left join partners.partner w on w.id = g.owner_id
    left join lots.lot l on l.id = g.lot_id
  order by g.item_id, g.owner_id, g.lot_id, g.location_id`

// Nothing that was known at a position happened after the next mark's latest moment.
const known = ` and m.occurred_at <= coalesce((select k.latest from ledger.snapshot_mark k where k.position >= $3
      order by k.position limit 1), 'infinity')
    and exists (select 1 from platform.sequence q where q.document_id = m.document_id and q.position <= $3)`

// The position of the last document that was recorded by then.
const lastKnown = `select coalesce((select q.position from platform.document d join platform.sequence q on q.document_id = d.id
    where d.recorded_at <= $1::timestamptz order by d.recorded_at desc, q.position desc limit 1), 0)::text as position`

async function asOf(database: Database, ask: Asked): Promise<Static<typeof AsOf>> {
  const text = (name: string) => (typeof ask[name] === 'string' ? ask[name] : null)
  const most = Math.min(Number(ask['limit'] ?? 100), 500)
  const [rule, pool] = await Promise.all([conditionOf(database, filters, ask, 5), conditionOf(database, pools, ask, 2)])
  const lots = rule === null ? null : await conditionOf(database, lotFilters('m.lot_id = ?'), ask, 5 + rule.values.length)
  return snapshot(database, async (client) => {
    const read = async <Row extends object>(sql: string, values: readonly unknown[]) =>
      (await client.query<Row>({ text: sql, values: [...values] })).rows
    const at = text('at')
    const knownAt = text('knownAt')
    const clock = knownAt === null ? [] : await read<{ position: string }>(lastKnown, [knownAt])
    const position = text('position') ?? clock[0]?.position ?? null
    if (rule === null || pool === null || lots === null) return { at, position, rows: [], next: null }
    const state = Object.keys(states).find((one): one is State => one === text('state'))
    const sql = stockAsOf(`${at === null ? '' : ' and m.occurred_at <= $2'}${position === null ? '' : known}`, ` and ${lots.where}`, rule.where, state === undefined ? '' : states[state])
    const after = text('after')?.split('.') ?? null
    const rows: Line[] = []
    let first = after?.[0] ?? NIL
    // More items at a time as long as they have little to tell.
    for (let take = 8; rows.length <= most; take = Math.min(take * 2, 512)) {
      const items = await read<{ id: string }>(
        `select distinct t.item_id as id from ledger.pool t where t.item_id >= $1 and ${pool.where} order by 1 limit $2`,
        [first, take + 1, ...pool.values],
      )
      const ids = items.slice(0, take).map(({ id }) => id)
      rows.push(...(await read<Line>(sql, [ids, at, position, after, most + 1 - rows.length, ...rule.values, ...lots.values])))
      const beyond = items[take]
      if (beyond === undefined) break
      first = beyond.id
    }
    const last = rows.length > most ? rows[most - 1] : undefined
    const next = last === undefined ? null : [last.itemId, last.ownerId, last.lotId, last.locationId].join('.')
    return { at, position, rows: rows.slice(0, most), next }
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
