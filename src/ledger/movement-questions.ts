// What people ask about movements and holds, and what stock was at some past moment.
import { type Static, Type } from 'typebox'
import { WireId, WireMoment } from '#kernel/contract'
import { type Database, listDoor, type QueryDoor, query, queryDoor, type Statement } from '#platform'
import { movementList, shipmentList } from './movement-lists.ts'
import { holdList } from './stock-lists.ts'

const Limit = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' }))
const After = Type.Optional(Type.String({ maxLength: 300 }))
const AskAsOf = Type.Object(
  {
    /** The world's time: what had happened by then. */
    at: Type.Optional(WireMoment),
    /** A position of the record: what was known by then. */
    position: Type.Optional(Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$' })),
    itemId: Type.Optional(WireId),
    lotId: Type.Optional(WireId),
    locationId: Type.Optional(WireId),
    ownerId: Type.Optional(WireId),
    after: After,
    limit: Limit,
  },
  { additionalProperties: false },
)
const Row = Type.Record(Type.String(), Type.Unknown())
const Rows = Type.Object({ rows: Type.Array(Row), next: Type.Union([Type.String(), Type.Null()]) })

// What left as one of several lots counts as possibly gone and lowers no lot's stock.
const stockAsOf: Statement = {
  name: 'ledger.stock-as-of',
  text: `with leg as (
      select m.item_id, m.owner_id, m.lot_id, m.to_location_id as location_id,
        case when k.lifts then 0 else m.quantity end as quantity,
        case when k.lifts then -m.quantity else 0 end as maybe
      from ledger.movement m cross join lateral (
        select m.lot_id = '00000000-0000-0000-0000-000000000000' and m.corrects_document_id is not null
          and exists (select 1 from ledger.movement o join ledger.movement_candidate c
            on (c.document_id, c.line) = (o.document_id, o.line)
          where (o.document_id, o.line) = (m.corrects_document_id, m.corrects_line)
            and o.from_location_id = m.to_location_id) as lifts) k
      where (m.lot_id = $3 or $3::uuid is null)
        and ($4::uuid is null or m.item_id = $4 and (m.lot_id = any(array(
          select l.id from lots.lot l where l.item_id = $4)
          || '00000000-0000-0000-0000-000000000000'::uuid)))
        and ($1::timestamptz is null or m.occurred_at <= $1)
        and ($2::bigint is null or exists (select 1 from platform.sequence q
          where q.document_id = m.document_id and q.position <= $2))
      union all
      select m.item_id, m.owner_id, m.lot_id, m.from_location_id,
        case when k.unsure then 0 else -m.quantity end,
        case when k.unsure then m.quantity else 0 end
      from ledger.movement m cross join lateral (
        select m.lot_id = '00000000-0000-0000-0000-000000000000' and exists (
          select 1 from ledger.movement_candidate c
          where (c.document_id, c.line) = (m.document_id, m.line)) as unsure) k
      where (m.lot_id = $3 or $3::uuid is null)
        and ($4::uuid is null or m.item_id = $4 and (m.lot_id = any(array(
          select l.id from lots.lot l where l.item_id = $4)
          || '00000000-0000-0000-0000-000000000000'::uuid)))
        and ($1::timestamptz is null or m.occurred_at <= $1)
        and ($2::bigint is null or exists (select 1 from platform.sequence q
          where q.document_id = m.document_id and q.position <= $2)))
    select g.item_id as "itemId", i.sku, g.lot_id as "lotId", l.code as lot,
      g.owner_id as "ownerId",
      p.site_id as "siteId", g.location_id as "locationId", p.code as location,
      g.quantity::text, g.maybe::text as "possiblyGone"
    from (select item_id, owner_id, lot_id, location_id, sum(quantity) as quantity,
        sum(maybe) as maybe from leg
      where ($5::uuid is null or location_id = $5) and ($6::uuid is null or owner_id = $6)
      group by 1, 2, 3, 4) g
      join locations.location p on p.id = g.location_id and p.own
      join catalog.item i on i.id = g.item_id left join lots.lot l on l.id = g.lot_id
    where (g.quantity <> 0 or g.maybe <> 0) and ($7::uuid is null
      or (g.item_id, g.owner_id, g.lot_id, g.location_id) > ($7, $8, $9, $10))
    order by g.item_id, g.owner_id, g.lot_id, g.location_id limit $11`,
}

async function asOf(database: Database, ask: Static<typeof AskAsOf>) {
  type Line = { itemId: string; ownerId: string; lotId: string; locationId: string }
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const key = ask.after?.split('.') ?? []
  const rows = await query<Line>(database, stockAsOf, [
    ask.at ?? null, ask.position ?? null, ask.lotId ?? null, ask.itemId ?? null,
    ask.locationId ?? null, ask.ownerId ?? null, ...[0, 1, 2, 3].map((at) => key[at] ?? null),
    most + 1,
  ])
  const last = rows.length > most ? rows[most - 1] : undefined
  const next =
    last === undefined
      ? null
      : [last.itemId, last.ownerId, last.lotId, last.locationId].join('.')
  return { rows: rows.slice(0, most), next }
}

export const movementQuestions: QueryDoor[] = [
  queryDoor({
    path: '/stock/as-of', summary: 'Stock as it was at a moment, or as it was known at a position',
    permission: 'record.read', input: AskAsOf, answer: Rows, ask: asOf,
  }),
  listDoor(movementList),
  listDoor(shipmentList),
  listDoor(holdList),
]
