// What people ask about stock: what is where, how much of it is free for a need.
import { type Static, Type } from 'typebox'
import { NIL } from '#kernel'
import { WireDate, WireId, WireQuantityOrZero } from '#kernel/contract'
import { SELF } from '#partners'
import {
  type Database, type QueryDoor, query, queryDoor, type Statement, snapshot,
} from '#platform'
import { type Free, freeStock, servable } from './allocation-rules.ts'
import { movementQuestions } from './movement-questions.ts'
import type { Pool } from './stock.ts'
import * as store from './store.ts'

const filters = {
  itemId: Type.Optional(WireId),
  lotId: Type.Optional(WireId),
  locationId: Type.Optional(WireId),
  ownerId: Type.Optional(WireId),
  siteId: Type.Optional(WireId),
  /** Only stock that is free, picked, held, on its way between sites, or past its use-by date. */
  state: Type.Optional(
    Type.Union([
      Type.Literal('free'),
      Type.Literal('picked'),
      Type.Literal('held'),
      Type.Literal('in_transit'),
      Type.Literal('expired'),
    ]),
  ),
  after: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,2}$' })),
}
const By = Type.Union([
  Type.Literal('item'),
  Type.Literal('lot'),
  Type.Literal('location'),
  Type.Literal('owner'),
  Type.Literal('site'),
])
const AskBalances = Type.Object(filters, { additionalProperties: false })
const AskStock = Type.Object(
  { ...filters, after: Type.Optional(WireId), by: Type.Optional(By) },
  { additionalProperties: false },
)
const AskAvailability = Type.Object(
  {
    itemId: WireId,
    siteId: WireId,
    ownerId: Type.Optional(WireId),
    /** The date the goods must at least last to. */
    leastOn: Type.Optional(WireDate),
    /** The day of sale; today in UTC when left out. */
    saleOn: Type.Optional(WireDate),
    lotId: Type.Optional(WireId),
  },
  { additionalProperties: false },
)
const Row = Type.Record(Type.String(), Type.Unknown())
const Rows = Type.Object({ rows: Type.Array(Row), next: Type.Union([Type.String(), Type.Null()]) })
const Availability = Type.Object({
  itemId: WireId,
  siteId: WireId,
  onHand: WireQuantityOrZero,
  fitting: WireQuantityOrZero,
  reserved: WireQuantityOrZero,
  available: WireQuantityOrZero,
})

const matches = `($1::uuid is null or b.item_id = $1) and ($2::uuid is null or b.lot_id = $2)
      and ($3::uuid is null or b.location_id = $3) and ($4::uuid is null or b.owner_id = $4)
      and ($5::uuid is null or b.site_id = $5)
      and case $6::text when 'free' then b.held = 0 and b.quantity > b.picked
        when 'picked' then b.picked > 0 when 'held' then b.held > 0
        when 'in_transit' then exists (select 1 from locations.location p
          where p.id = b.location_id and p.kind = 'transit')
        when 'expired' then exists (select 1 from lots.lot l
          where l.id = b.lot_id and l.use_by_on < (now() at time zone 'utc')::date)
        else true end`

const listBalances: Statement = {
  name: 'ledger.list-balances',
  text: `select b.item_id as "itemId", i.sku, b.lot_id as "lotId", l.code as lot,
      b.owner_id as "ownerId", b.site_id as "siteId", b.location_id as "locationId",
      p.code as location, b.quantity::text, b.picked::text, b.held, l.binding_on as "bindingOn",
      (select coalesce(sum(u.quantity), 0)::text from ledger.unresolved u
        where (u.item_id, u.owner_id, u.site_id) = (b.item_id, b.owner_id, b.site_id)
          and u.location_id = b.location_id and b.lot_id = any(u.candidate_ids)) as "possiblyGone"
    from (select b.* from ledger.balance b where ${matches}
        and ($7::uuid is null or (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id)
          > ($7, $8, $9, $10, $11))
      order by b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id limit $12) b
      join catalog.item i on i.id = b.item_id join locations.location p on p.id = b.location_id
      left join lots.lot l on l.id = b.lot_id
    order by b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id`,
}

function sumStock(by: Static<typeof By>): Statement {
  const column = `b.${by}_id`
  const codes = {
    item: 'select sku from catalog.item where id = g.id',
    lot: 'select code from lots.lot where id = g.id',
    location: 'select code from locations.location where id = g.id',
    owner: 'select code from partners.partner where id = g.id',
    site: 'select code from locations.location where id = g.id',
  }
  return {
    name: `ledger.stock-by-${by}`,
    text: `select g.id, (${codes[by]}) as code, g.quantity::text, g.picked::text, g.held::text,
      g.free::text, g.lots from (
      select ${column} as id, sum(b.quantity) as quantity, sum(b.picked) as picked,
        coalesce(sum(b.quantity) filter (where b.held > 0), 0) as held,
        coalesce(sum(b.quantity - b.picked) filter (where b.held = 0), 0) as free,
        count(distinct b.lot_id)::int as lots
      from ledger.balance b where ${matches} and ($7::uuid is null or ${column} > $7)
      group by ${column} order by ${column} limit $8) g order by g.id`,
  }
}
const stockBy = {
  item: sumStock('item'),
  lot: sumStock('lot'),
  location: sumStock('location'),
  owner: sumStock('owner'),
  site: sumStock('site'),
}

function filterValues(ask: Static<typeof AskBalances>): unknown[] {
  const { itemId, lotId, locationId, ownerId, siteId, state } = ask
  return [itemId, lotId, locationId, ownerId, siteId, state].map((value) => value ?? null)
}

async function balances(database: Database, ask: Static<typeof AskBalances>) {
  type Line = { itemId: string; ownerId: string; siteId: string; lotId: string; locationId: string }
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const key = ask.after?.split('.') ?? []
  const after = [0, 1, 2, 3, 4].map((at) => key[at] ?? null)
  const values = [...filterValues(ask), ...after, most + 1]
  const rows = await query<Line>(database, listBalances, values)
  const last = rows.length > most ? rows[most - 1] : undefined
  const next =
    last === undefined
      ? null
      : [last.itemId, last.ownerId, last.siteId, last.lotId, last.locationId].join('.')
  return { rows: rows.slice(0, most), next }
}

async function stock(database: Database, ask: Static<typeof AskStock>) {
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const values = [...filterValues(ask), ask.after ?? null, most + 1]
  const rows = await query<{ id: string }>(database, stockBy[ask.by ?? 'item'], values)
  const next = rows.length > most ? (rows[most - 1]?.id ?? null) : null
  return { rows: rows.slice(0, most), next }
}

type BalanceRow = {
  lot_id: string; location_id: string; quantity: bigint; picked: bigint; held: number
}
type ReservationRow = {
  id: string; least_on: string | null; sale_on: string; wanted_lot_id: string | null
  quantity: bigint; reserved_at: Date
}
type UnresolvedRow = {
  document_id: string; line: number; location_id: string; candidate_ids: string[]; quantity: bigint
}
type LotRow = {
  id: string; item_id: string; binding_on: string | null; use_by_on: string | null
  received_on: string | null
}
type PlaceRow = {
  id: string; own: boolean; kind: string; role: string; site_id: string | null; one_lot: boolean
  one_owner: boolean; segregation_class: string | null; closed: boolean
}

// How much a new order line could reserve now, by the rules that would judge it.
function availability(database: Database, ask: Static<typeof AskAvailability>) {
  const { itemId, siteId, leastOn, lotId } = ask
  const ownerId = ask.ownerId ?? SELF
  const need = {
    leastOn: leastOn ?? null, wantedLotId: lotId ?? null,
    saleOn: ask.saleOn ?? new Date().toISOString().slice(0, 10),
  }
  return snapshot(database, async (client) => {
    const keys = [[itemId], [ownerId], [siteId]]
    const read = async <Line extends object>(statement: Statement, values: unknown[]) =>
      (await client.query<Line>({ ...statement, values })).rows
    const [held, reservations, unresolved, lots, places] = await Promise.all([
      read<BalanceRow>(store.readBalances, keys),
      read<ReservationRow>(store.readReservations, keys),
      read<UnresolvedRow>(store.readUnresolved, keys), read<LotRow>(store.readLots, [...keys, []]),
      read<PlaceRow>(store.readPlaces, [...keys, []]),
    ])
    const standing = reservations.map((row) => ({
      leastOn: row.least_on, saleOn: row.sale_on, wantedLotId: row.wanted_lot_id,
      quantity: row.quantity,
    }))
    const free = freeOf({ itemId, ownerId, siteId }, { held, unresolved, lots, places })
    const most = free.reduce((sum, one) => sum + one.quantity, 0n)
    const onHand = held.reduce((sum, row) => sum + row.quantity, 0n)
    const reserved = standing.reduce((sum, row) => sum + row.quantity, 0n)
    const fitting = servable(free, [], need, most)
    const available = servable(free, standing, need, most)
    return {
      itemId, siteId, onHand: String(onHand), fitting: String(fitting), reserved: String(reserved),
      available: String(available > 0n ? available : 0n),
    }
  })
}

function freeOf(
  key: Pool['key'],
  rows: { held: BalanceRow[]; unresolved: UnresolvedRow[]; lots: LotRow[]; places: PlaceRow[] },
): Free[] {
  const undated = { bindingOn: null, useByOn: null, receivedOn: null }
  const lots = rows.lots.map((row) => ({
    id: row.id, itemId: row.item_id, bindingOn: row.binding_on, useByOn: row.use_by_on,
    receivedOn: row.received_on,
  }))
  const places = rows.places.map((row) => ({
    id: row.id, own: row.own, kind: row.kind, role: row.role, siteId: row.site_id,
    oneLot: row.one_lot, oneOwner: row.one_owner, segregationClass: row.segregation_class,
    closed: row.closed,
  }))
  const balanceRows = rows.held.map((row) => ({
    lotId: row.lot_id, locationId: row.location_id, quantity: row.quantity, picked: row.picked,
    held: row.held, before: null,
  }))
  const unresolved = rows.unresolved.map((row) => ({
    documentId: row.document_id, line: row.line, locationId: row.location_id,
    candidateIds: row.candidate_ids, quantity: row.quantity,
  }))
  const pool: Pool = {
    key, version: 0n, reservations: new Map(), picks: new Map(), unresolved,
    balances: new Map(balanceRows.map((row) => [row.lotId + row.locationId, row])),
  }
  const known = [...lots, { id: NIL, itemId: key.itemId, ...undated }]
  return freeStock(
    pool,
    new Map(known.map((lot) => [lot.id, lot])),
    new Map(places.map((place) => [place.id, place])),
  )
}

export const stockQuestions: QueryDoor[] = [
  queryDoor({
    path: '/stock', summary: 'Stock summed by item, lot, location, owner or site',
    permission: 'record.read', input: AskStock, answer: Rows, ask: stock,
  }),
  queryDoor({
    path: '/balances', summary: 'What each lot has in each location',
    permission: 'record.read', input: AskBalances, answer: Rows, ask: balances,
  }),
  queryDoor({
    path: '/availability', summary: 'How much of an item could be reserved now for a need',
    permission: 'record.read', input: AskAvailability, answer: Availability, ask: availability,
  }),
  ...movementQuestions,
]
