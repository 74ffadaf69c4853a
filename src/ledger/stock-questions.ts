// What people ask about stock: sums by item, lot, location, owner or site.
import { type TSchema, Type } from 'typebox'
import { WireId, WireLimit } from '#kernel/contract'
import { conditionOf, type Database, listDoor, type QueryDoor, query, queryDoor } from '#platform'
import { asOfQuestion } from './as-of.ts'
import { endingQuestion } from './ending-stock.ts'
import { freeOf, heldOf } from './free-stock.ts'
import { movementList } from './movement-lists.ts'
import { balanceFilters, balanceList, holdList } from './stock-lists.ts'

// What stock can be summed by: the table that knows its code and name.
const codes = {
  item: 'select i.sku as code, i.name from catalog.item i where i.id = g.id',
  lot: 'select l.code, i.sku as name from lots.lot l join catalog.item i on i.id = l.item_id where l.id = g.id',
  location: 'select p.code, p.name from locations.location p where p.id = g.id',
  owner: 'select p.code, d.name from partners.partner p left join partners.partner_detail d on d.partner_id = p.id where p.id = g.id',
  site: 'select p.code, p.name from locations.location p where p.id = g.id',
} as const
type By = keyof typeof codes

const filters: Record<string, TSchema> = Object.fromEntries(
  Object.entries(balanceFilters).map(([name, { is }]) => [name, Type.Optional(is)]),
)
const AskStock = Type.Object(
  {
    ...filters,
    by: Type.Optional(Type.Enum(Object.keys(codes), { description: 'What to sum by; item when nothing is said.' })),
    after: Type.Optional(WireId),
    limit: Type.Optional(WireLimit),
  },
  { additionalProperties: false },
)
const Sum = Type.String()
const MaybeSum = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const Rows = Type.Object({
  rows: Type.Array(
    Type.Object({
      id: WireId,
      code: Type.Union([Type.String(), Type.Null()]),
      name: Type.Union([Type.String(), Type.Null()]),
      quantity: Sum,
      picked: Sum,
      held: Sum,
      free: Type.String({
        description: 'What an order placed now could be given, were nothing reserved: on a shelf, not held, picked, possibly gone or past its use-by date.',
      }),
      reserved: MaybeSum('What stands reserved of it. Reservations name no lot and no place: null where stock is asked for by these.'),
      available: MaybeSum('What can be promised now of an item: what is free less what is reserved, pool by pool, as /availability tells it without a channel.'),
      lots: Type.Integer(),
    }),
  ),
  next: Type.Union([WireId, Type.Null()]),
})

// A reservation is of an item, an owner and a site, and of nothing less; what is promised of one item is not of another.
function setAside(by: By, ask: { readonly [name: string]: unknown }, where: string): string {
  const byLess = Object.keys(ask).some((name) => /^(lot|location|state)/.test(name))
  if (by === 'lot' || by === 'location' || byLess) return 'select null::text as reserved, null::text as available'
  const reserved = `select coalesce(sum(t.quantity), 0)::text as reserved, null::text as available from ledger.reservation t
    where ${where} and t.${by}_id = g.id`
  if (by !== 'item') return reserved
  return `select sum(p.reserved)::text as reserved, sum(greatest(0, p.free - p.reserved))::text as available from (
      select sum(${freeOf('t')}) as free, coalesce((select sum(r.quantity) from ledger.reservation r
          where (r.item_id, r.owner_id, r.site_id) = (g.id, t.owner_id, t.site_id)), 0) as reserved
      from ledger.balance t where ${where} and t.item_id = g.id group by t.owner_id, t.site_id) p`
}

async function stock(database: Database, ask: { readonly [name: string]: unknown }) {
  type Row = {
    id: string; code: string | null; name: string | null
    quantity: string; picked: string; held: string; free: string; reserved: string | null; available: string | null; lots: number
  }
  const condition = await conditionOf(database, balanceFilters, ask)
  if (condition === null) return { rows: [], next: null }
  const by = Object.keys(codes).find((one): one is By => one === ask['by']) ?? 'item'
  const most = Math.min(Number(ask['limit'] ?? 100), 500)
  const { where, values } = condition
  const after = ask['after'] === undefined ? '' : ` and t.${by}_id > $${values.length + 1}`
  const text = `select g.*, c.code, c.name, r.reserved, r.available from (
      select t.${by}_id as id, sum(t.quantity)::text as quantity, sum(t.picked)::text as picked, sum(${heldOf('t')})::text as held,
        sum(${freeOf('t')})::text as free, count(distinct t.lot_id)::int as lots
      from ledger.balance t where ${where}${after} group by t.${by}_id order by t.${by}_id limit ${most + 1}) g
    left join lateral (${codes[by]}) c on true left join lateral (${setAside(by, ask, where)}) r on true order by g.id`
  const rows = await query<Row>(database, { name: '', text }, [...values, ...(after === '' ? [] : [ask['after']])])
  const next = rows.length > most ? (rows[most - 1]?.id ?? null) : null
  return { rows: rows.slice(0, most), next }
}

export const stockQuestions: QueryDoor[] = [
  queryDoor({
    path: '/stock', summary: 'Stock summed by item, lot, location, owner or site',
    permission: 'record.read', input: AskStock, answer: Rows, ask: stock,
  }),
  endingQuestion,
  listDoor(balanceList),
  asOfQuestion,
  listDoor(movementList),
  listDoor(holdList),
]
