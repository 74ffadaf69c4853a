// Asking about the past: by the world's time, by what the record knew, or both; and item by item, so that a page costs
// what its items cost.
import { type Static, Type } from 'typebox'

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

/** Reads rows within the question's snapshot. */
export type ReadRows = <Row extends object>(sql: string, values: readonly unknown[]) => Promise<Row[]>

// The position of the last document that was recorded by then.
const lastKnown = `select coalesce((select q.position from platform.document d join platform.sequence q on q.document_id = d.id
    where d.recorded_at <= $1::timestamptz order by d.recorded_at desc, q.position desc limit 1), 0)::text as position`

/** The moment that is asked for; the clock's as the position it had come to. Null: no bound. */
export async function momentOf(read: ReadRows, ask: Static<typeof Asked>): Promise<{ at: string | null; position: string | null }> {
  const clock = ask.knownAt === undefined ? [] : await read<{ position: string }>(lastKnown, [ask.knownAt])
  return { at: ask.at ?? null, position: ask.position ?? clock[0]?.position ?? null }
}

/** SQL: the document of a fact was known at a position, `$3` where nothing else is said. */
export const wasKnown = (fact: string, position = '$3') =>
  `exists (select 1 from platform.sequence q where q.document_id = ${fact}.document_id and q.position <= ${position})`

/** Which items, by their pools `t`: a condition whose first value is `$3`. */
type Pools = { readonly where: string; readonly values: readonly unknown[] }

/**
 * Rows of items in the order of their ids, from one item on, until there are more than `most`. More items at a time are
 * read as long as they have little to tell.
 */
export async function itemByItem<Row>(
  read: ReadRows,
  { pools, first, most }: { readonly pools: Pools; readonly first: string; readonly most: number },
  rowsOf: (itemIds: readonly string[], room: number) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  let from = first
  for (let take = 8; rows.length <= most; take = Math.min(take * 2, 512)) {
    const items = await read<{ id: string }>(
      `select distinct t.item_id as id from ledger.pool t where t.item_id >= $1 and ${pools.where} order by 1 limit $2`,
      [from, take + 1, ...pools.values],
    )
    rows.push(...(await rowsOf(items.slice(0, take).map(({ id }) => id), most + 1 - rows.length)))
    const beyond = items[take]
    if (beyond === undefined) break
    from = beyond.id
  }
  return rows
}
