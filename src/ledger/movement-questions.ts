// What people ask about movements and holds, and what stock was at some past moment.
import { type Static, Type } from 'typebox'
import { WireId, WireMoment } from '#kernel/contract'
import { type Database, type QueryDoor, query, queryDoor, type Statement } from '#platform'

const Limit = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' }))
const After = Type.Optional(Type.String({ maxLength: 300 }))
const AskMovements = Type.Object(
  {
    documentId: Type.Optional(WireId),
    itemId: Type.Optional(WireId),
    lotId: Type.Optional(WireId),
    serialId: Type.Optional(WireId),
    referenceId: Type.Optional(WireId),
    kind: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    locationId: Type.Optional(WireId),
    after: After,
    limit: Limit,
  },
  { additionalProperties: false },
)
const AskHolds = Type.Object(
  {
    itemId: Type.Optional(WireId),
    lotId: Type.Optional(WireId),
    /** Also those that were released. */
    which: Type.Optional(Type.Union([Type.Literal('standing'), Type.Literal('all')])),
    after: Type.Optional(WireId),
    limit: Limit,
  },
  { additionalProperties: false },
)
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

// One statement per way in, so that each goes by its own index.
const anchors = {
  document: 'm.document_id = $1',
  lot: `(m.lot_id = $1 or (m.document_id, m.line) in (
        select c.document_id, c.line from ledger.movement_candidate c where c.lot_id = $1))`,
  serial: 'm.serial_id = $1',
  reference: 'm.reference_id = $1',
  all: '$1::uuid is null',
}
type Anchor = keyof typeof anchors

function listMovements(anchor: Anchor): Statement {
  return {
    name: `ledger.movements-by-${anchor}`,
    text: `select m.document_id || '.' || m.line as id, m.document_id as "documentId", m.line,
      m.kind,
      m.item_id as "itemId", i.sku,
      nullif(m.lot_id, '00000000-0000-0000-0000-000000000000') as "lotId",
      l.code as lot, m.serial_id as "serialId", s.code as serial, m.owner_id as "ownerId",
      m.from_location_id as "fromLocationId", f.code as "from",
      m.to_location_id as "toLocationId", t.code as "to", m.quantity::text,
      m.second_quantity::text as "secondQuantity", m.occurred_at as "occurredAt",
      d.recorded_at as "recordedAt", d.actor_id as "actorId", d.reason,
      m.reference_id as "referenceId", m.entered_quantity as "enteredQuantity",
      m.entered_unit as "enteredUnit", m.corrects_document_id || '.' || m.corrects_line as corrects,
      q.position::text,
      coalesce((select json_agg(c.lot_id order by c.lot_id) from ledger.movement_candidate c
        where (c.document_id, c.line) = (m.document_id, m.line)), '[]') as "candidateIds"
    from (select m.* from ledger.movement m where ${anchors[anchor]}
        and ($2::uuid is null or m.item_id = $2) and ($3::text is null or m.kind = $3)
        and ($4::uuid is null or m.from_location_id = $4 or m.to_location_id = $4)
        and ($5::uuid is null or (m.document_id, m.line) < ($5, $6::int))
      order by m.document_id desc, m.line desc limit $7) m
      join catalog.item i on i.id = m.item_id
      join locations.location f on f.id = m.from_location_id
      join locations.location t on t.id = m.to_location_id
      left join lots.lot l on l.id = m.lot_id left join ledger.serial s on s.id = m.serial_id
      left join platform.document d on d.id = m.document_id
      left join platform.sequence q on q.document_id = m.document_id
    order by m.document_id desc, m.line desc`,
  }
}
const movementsBy = {
  document: listMovements('document'),
  lot: listMovements('lot'),
  serial: listMovements('serial'),
  reference: listMovements('reference'),
  all: listMovements('all'),
}

const listHolds: Statement = {
  name: 'ledger.list-holds',
  text: `select h.id, h.document_id as "documentId", h.scope, h.item_id as "itemId", i.sku,
      h.lot_id as "lotId", l.code as lot, h.location_id as "locationId", p.code as location,
      h.serial_id as "serialId", s.code as serial, h.supplier_id as "supplierId", h.reason,
      h.placed_at as "placedAt", d.actor_id as "placedBy", r.released_at as "releasedAt",
      r.reason as "releaseReason", e.actor_id as "releasedBy",
      ((select coalesce(sum(b.quantity), 0) from ledger.balance b where b.lot_id <>
          '00000000-0000-0000-0000-000000000000' and exists (
        select 1 from ledger.standing_hold c where c.hold_id = h.id and c.item_id = b.item_id
          and c.lot_id = b.lot_id and (c.location_id is null or c.location_id = b.location_id))
        and b.item_id = h.item_id)
      + (select count(*) from ledger.serial u join locations.location w on w.id = u.location_id
        where u.id = h.serial_id and w.own and r.hold_id is null))::text
        as "quantity"
    from ledger.hold h join catalog.item i on i.id = h.item_id
      left join ledger.hold_release r on r.hold_id = h.id
      left join lots.lot l on l.id = h.lot_id left join ledger.serial s on s.id = h.serial_id
      left join locations.location p on p.id = h.location_id
      left join platform.document d on d.id = h.document_id
      left join platform.document e on e.id = r.document_id
    where ($1::uuid is null or h.item_id = $1) and ($2::uuid is null or h.lot_id = $2)
      and ($3 = 'all' or r.hold_id is null) and ($4::uuid is null or h.id < $4)
    order by h.id desc limit $5`,
}

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

async function movements(database: Database, ask: Static<typeof AskMovements>) {
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const [afterId = null, afterLine = null] = ask.after?.split('.') ?? []
  const { documentId, lotId, serialId, referenceId } = ask
  const anchor: Anchor =
    documentId !== undefined ? 'document'
      : referenceId !== undefined ? 'reference'
        : serialId !== undefined ? 'serial'
          : lotId !== undefined ? 'lot'
            : 'all'
  const rows = await query<{ id: string }>(database, movementsBy[anchor], [
    documentId ?? referenceId ?? serialId ?? lotId ?? null, ask.itemId ?? null, ask.kind ?? null,
    ask.locationId ?? null, afterId, afterLine, most + 1,
  ])
  const next = rows.length > most ? (rows[most - 1]?.id ?? null) : null
  return { rows: rows.slice(0, most), next }
}

async function holds(database: Database, ask: Static<typeof AskHolds>) {
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const { itemId, lotId, which, after } = ask
  const values = [itemId ?? null, lotId ?? null, which ?? 'standing', after ?? null, most + 1]
  const rows = await query<{ id: string }>(database, listHolds, values)
  const next = rows.length > most ? (rows[most - 1]?.id ?? null) : null
  return { rows: rows.slice(0, most), next }
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
  queryDoor({
    path: '/movements', summary: 'Movements, newest first',
    permission: 'record.read', input: AskMovements, answer: Rows, ask: movements,
  }),
  queryDoor({
    path: '/holds', summary: 'Holds, standing or all, newest first',
    permission: 'record.read', input: AskHolds, answer: Rows, ask: holds,
  }),
]
