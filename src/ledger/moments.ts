// Asking about the past: by the world's time, by what the record knew, or both; and item by item, so that a page costs
// what its items cost.
import { type Static, Type } from 'typebox'
import { NIL } from '#kernel'
import { type Database, snapshot } from '#platform'

/** When a question is about: the world's time, what was known by a position, or by the clock. */
export const askedMoment = {
  at: Type.Optional(Type.String({ format: 'date-time', description: "The world's time: what had happened by then." })),
  position: Type.Optional(
    Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description: 'A position of the record: what was known by then.' }),
  ),
  knownAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'The same by the clock: what was recorded by then.' }),
  ),
}
const Asked = Type.Object(askedMoment)

// Within the question's snapshot.
type ReadRows = <Row extends object>(sql: string, values: readonly unknown[]) => Promise<Row[]>

// The position of the last document that was recorded by then.
const lastKnown = `select coalesce((select q.position from platform.document d join platform.sequence q on q.document_id = d.id
    where d.recorded_at <= $1::timestamptz order by d.recorded_at desc, q.position desc limit 1), 0)::text as position`

// The moment that is asked for; the clock's as the position it had come to. Null: no bound.
async function momentOf(read: ReadRows, ask: Static<typeof Asked>): Promise<{ at: string | null; position: string | null }> {
  const clock = ask.knownAt === undefined ? [] : await read<{ position: string }>(lastKnown, [ask.knownAt])
  return { at: ask.at ?? null, position: ask.position ?? clock[0]?.position ?? null }
}

/** SQL: the document of a fact was known at the position `$3`. */
export const wasKnown = (fact: string) =>
  `exists (select 1 from platform.sequence q where q.document_id = ${fact}.document_id and q.position <= $3)`

/** A condition as `conditionOf` gives it; null: nothing can fit. */
type Condition = { readonly where: string; readonly values: readonly unknown[] } | null
type Past<Row> = {
  /** Which items, by their pools `t`: its first value is `$3`. */
  readonly pools: Condition
  /** Which rows: its first value is `$6`. */
  readonly rule: Condition
  /** Of items `$1`, at the moment `$2` as known at the position `$3`, behind the row `$4`, so many rows: `$5`. */
  readonly sqlOf: (bounds: { readonly isAt: boolean; readonly isKnown: boolean }, where: string) => string
  /** What orders the rows, the item first. */
  readonly keyOf: (row: Row) => readonly string[]
}
type Page<Row> = { at: string | null; position: string | null; rows: Row[]; next: string | null }

/** A page of what was, in the order of the items' ids. More items at a time are read as long as they have little to tell. */
export function pageOfPast<Row extends object>(
  database: Database,
  ask: Static<typeof Asked> & { readonly after?: string; readonly limit?: string },
  { pools, rule, sqlOf, keyOf }: Past<Row>,
): Promise<Page<Row>> {
  const most = Math.min(Number(ask.limit ?? 100), 500)
  return snapshot(database, async (client) => {
    const read: ReadRows = async <One extends object>(sql: string, values: readonly unknown[]) =>
      (await client.query<One>({ text: sql, values: [...values] })).rows
    const { at, position } = await momentOf(read, ask)
    const rows: Row[] = []
    if (rule === null || pools === null) return { at, position, rows, next: null }
    const sql = sqlOf({ isAt: at !== null, isKnown: position !== null }, rule.where)
    const after = ask.after?.split('.') ?? null
    let from = after?.[0] ?? NIL
    for (let take = 8; rows.length <= most; take = Math.min(take * 2, 512)) {
      const items = await read<{ id: string }>(
        `select distinct t.item_id as id from ledger.pool t where t.item_id >= $1 and ${pools.where} order by 1 limit $2`,
        [from, take + 1, ...pools.values],
      )
      const ids = items.slice(0, take).map(({ id }) => id)
      rows.push(...(await read<Row>(sql, [ids, at, position, after, most + 1 - rows.length, ...rule.values])))
      const beyond = items[take]
      if (beyond === undefined) break
      from = beyond.id
    }
    const last = rows.length > most ? rows[most - 1] : undefined
    return { at, position, rows: rows.slice(0, most), next: last === undefined ? null : keyOf(last).join('.') }
  })
}
