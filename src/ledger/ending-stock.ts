// What of the stock ends when: what is on hand, summed by the day its lots last to. Quantities of different units and values
// of different currencies are never added, and what has no value is a sum of its own. Goes from the lots of the days that are asked for to what there is of them.
import { type TSchema, Type } from 'typebox'
import { orNull, WireDate, WireMoney } from '#kernel/contract'
import { conditionOf, type Database, type QueryDoor, query, queryDoor } from '#platform'
import { heldOf } from './free-stock.ts'
import { balanceFilters } from './stock-lists.ts'

const filters: Record<string, TSchema> = Object.fromEntries(
  Object.entries(balanceFilters).map(([name, { is }]) => [name, Type.Optional(is)]),
)
const AskEnding = Type.Object(
  {
    ...filters,
    from: Type.String({ format: 'date', description: 'The first day that is told by itself; what ended before is one sum.' }),
    to: Type.String({ format: 'date', description: 'The last day.' }),
  },
  { additionalProperties: false },
)
const Sum = Type.Object({
  unit: Type.String({ description: 'The base unit: items that are counted in it are added up.' }),
  lots: Type.Integer(),
  quantity: Type.String(),
  held: Type.String({ description: 'How much of it is on hold.' }),
  currency: orNull(Type.String({ description: 'The currency of the value; null of items that have none.' })),
  value: orNull(WireMoney),
})
const Ending = Type.Object({
  before: Type.Array(Sum, { description: 'What is on hand and ended before the first day.' }),
  days: Type.Array(Type.Object({ day: WireDate, sums: Type.Array(Sum) }), { description: 'The days on which something on hand ends, in their order.' }),
})

async function ending(database: Database, ask: { readonly [name: string]: unknown }) {
  type Row = { day: string | null; unit: string; lots: number; quantity: string; held: string; currency: string | null; value: string | null }
  const condition = await conditionOf(database, balanceFilters, ask, 2)
  if (condition === null) return { before: [], days: [] }
  const text = `select case when l.binding_on >= $1::date then l.binding_on::text end as day, i.base_unit as unit,
      count(distinct t.lot_id)::int as lots, sum(t.quantity)::text as quantity, sum(${heldOf('t')})::text as held, i.currency, trim_scale(sum(t.quantity * i.value))::text as value
    from lots.lot l join ledger.balance t on t.lot_id = l.id join catalog.item i on i.id = t.item_id
    where l.binding_on <= $2::date and ${condition.where} group by 1, 2, i.currency order by 1, 2, i.currency`
  const rows = await query<Row>(database, { name: '', text }, [ask['from'], ask['to'], ...condition.values])
  const days = new Map<string, Omit<Row, 'day'>[]>()
  const before: Omit<Row, 'day'>[] = []
  for (const { day, ...sum } of rows) {
    if (day === null) before.push(sum)
    else days.set(day, [...(days.get(day) ?? []), sum])
  }
  return { before, days: [...days].map(([day, sums]) => ({ day, sums })) }
}

export const endingQuestion: QueryDoor = queryDoor({
  path: '/stock/ending',
  summary: 'What of the stock ends when, by day, unit and currency, and what it is worth',
  permission: 'record.read',
  input: AskEnding,
  answer: Ending,
  ask: ending,
})
