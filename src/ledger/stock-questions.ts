// What people ask about stock: what is where.
import { type Static, Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { type Database, type QueryDoor, query, queryDoor, type Statement } from '#platform'
import { movementQuestions } from './movement-questions.ts'

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
const Row = Type.Record(Type.String(), Type.Unknown())
const Rows = Type.Object({ rows: Type.Array(Row), next: Type.Union([Type.String(), Type.Null()]) })

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

export const stockQuestions: QueryDoor[] = [
  queryDoor({
    path: '/stock', summary: 'Stock summed by item, lot, location, owner or site',
    permission: 'record.read', input: AskStock, answer: Rows, ask: stock,
  }),
  queryDoor({
    path: '/balances', summary: 'What each lot has in each location',
    permission: 'record.read', input: AskBalances, answer: Rows, ask: balances,
  }),
  ...movementQuestions,
]
