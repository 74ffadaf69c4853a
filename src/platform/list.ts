// Lists: one declaration says what a list shows, what it can be filtered and sorted by. The address, its description,
// the command line and the pages all come from it. Pages are cut by key, forward and back, and never by counting rows.
import pg from 'pg'
import { type TSchema, Type } from 'typebox'
import { WireLimit } from '#kernel/contract'
import { type Database, query, snapshot, sqlState } from './database.ts'
import { type QueryDoor, queryDoor } from './door.ts'
import type { List } from './list-declaration.ts'
import { anyOf, pageSql, type Question, type Sql, totalSql } from './list-sql.ts'
import { parameters } from './parameters.ts'
import { refuse } from './refusals.ts'

/** Rows are counted up to here: more are "more than 10,000". */
export const MOST_COUNTED = 10_000

const MOST_ROWS = 500
const Cursor = Type.Optional(Type.String({ maxLength: 2000, description: 'What an answer gave as `next` or `previous`.' }))
const MaybeCursor = Type.Union([Type.String(), Type.Null()])

type Input = { readonly [name: string]: unknown }
type Row = Record<string, unknown>

/** Makes the door of a list. Rows are counted up to `mostCounted`. */
export function listDoor(list: List, mostCounted = MOST_COUNTED): QueryDoor {
  const sorts = Object.keys(list.sorts).flatMap((name) => [name, `-${name}`])
  const filters = Object.fromEntries(Object.entries(list.filters).map(([name, { is }]) => [name, Type.Optional(is)]))
  const input: Record<string, TSchema> = {
    ...filters,
    sort: Type.Optional(Type.Enum(sorts, { description: `\`-\` for the highest first; without it \`${list.sort}\`.` })),
    after: Cursor,
    before: Cursor,
    limit: Type.Optional(WireLimit),
  }
  const answer = Type.Object({
    rows: Type.Array(list.row),
    next: MaybeCursor,
    previous: MaybeCursor,
    total: Type.Integer({ description: `How many rows fit, counted up to ${MOST_COUNTED}.` }),
    totalIsExact: Type.Boolean({ description: 'False when there are more than `total`.' }),
  })
  const door = queryDoor({
    path: list.path,
    summary: list.summary,
    permission: list.permission ?? 'record.read',
    input: Type.Object(input, { additionalProperties: false }),
    answer,
    ask: (database, asked: Input) => ask(database, list, asked, mostCounted),
  })
  return { ...door, list }
}

async function ask(database: Database, list: List, asked: Input, mostCounted: number) {
  const most = Math.min(Number(textOf(asked['limit']) ?? 100), MOST_ROWS)
  const [after, before] = [textOf(asked['after']), textOf(asked['before'])]
  if (after !== undefined && before !== undefined) throw refuse('page_both_ways', {})
  const isBack = before !== undefined
  const way = wayThrough(list, asked)
  const from = readCursor(after ?? before, way.wanted, way.keys.length)
  return readably(async () => {
    const alternatives = await alternativesOf(database, list, asked, way.write)
    if (alternatives === null) return { rows: [], next: null, previous: null, total: 0, totalIsExact: true }
    // A page before another is read backwards and turned round.
    const question = { ...way.question(alternatives), from, most: most + 1, isDown: isBack ? !way.isDown : way.isDown }
    return await atOnce(database, async (run) => {
      const { counted, totalIsExact, isGathered } = await counting(run, question, way, mostCounted)
      const found = await run(pageSql(isGathered ? question : way.walked(question), isGathered))
      return { ...cut(found, { most, wanted: way.wanted, keys: way.keys, from, isBack }), total: Math.min(counted, mostCounted), totalIsExact }
    })
  })
}

// How many rows a step of a list that is read whole has.
const STEP = 1000

/**
 * Reads a list to its end, as it is at one moment, some rows at a time; `only` are single rows by their keys. The connection
 * is one of its own, so that a reader who is slow keeps nobody else waiting.
 * @throws Refusal as the list's door does, before the first rows are given.
 */
export async function* readList(database: Database, list: List, asked: Input, only: readonly (readonly string[])[] | null = null): AsyncGenerator<readonly Row[]> {
  const way = wayThrough(list, asked)
  const alternatives = await readably(() => alternativesOf(database, list, asked, way.write))
  if (alternatives === null) return
  if (only !== null) alternatives.push([oneOfKeys(list, only)])
  yield* inSnapshot(database, async function* (run) {
    const question = way.question(alternatives)
    const { isGathered } = await readably(() => counting(run, question, way, MOST_COUNTED))
    if (isGathered) {
      yield bare(await run(pageSql({ ...question, most: MOST_COUNTED + 1 }, true)))
      return
    }
    let step: Question = { ...way.walked(question), most: STEP }
    for (;;) {
      const found = await run(pageSql(step, false))
      if (found.length > 0) yield bare(found)
      const last = found.at(-1)
      if (last === undefined || found.length < STEP) return
      step = { ...step, from: way.keys.map((_, at) => String(last[`~${at}`])) }
    }
  })
}

// How a list is gone through when it is asked so: its order, and by which column that is found.
function wayThrough(list: List, asked: Input) {
  const served = Object.entries(list.filters).flatMap(([filter, { sort }]) => (asked[filter] === undefined ? [] : (sort ?? [])))
  const wanted = textOf(asked['sort']) ?? served[0] ?? list.sort
  const isDown = wanted.startsWith('-')
  const name = isDown ? wanted.slice(1) : wanted
  const sort = list.sorts[name]
  if (sort === undefined) throw new Error(`${list.path} has no sort ${name}.`)
  const along = list.along !== undefined && !isInOrder(list, asked) ? list.along : null
  const write = (sql: string) => (along === null ? sql : sql.replaceAll(...along))
  const keys = [...sort.by, ...list.key]
  return {
    wanted, isDown, keys, write,
    question: (alternatives: Question['alternatives']): Question => ({
      list, sort, keys, alternatives, from: null, most: STEP, isDown, along: along?.[1] ?? null,
      isCountedAlong: along !== null && served.some((one) => list.sorts[one.replace('-', '')]?.by[0]?.[0] === along[0]),
    }),
    walked: (question: Question): Question => ({ ...question, keys: keys.map(([sql, type]) => [write(sql), type] as const) }),
    isServed: !sort.narrow && served.every((one) => one.replace('-', '') === name),
    // What fits is gathered where it is little and lies all over; what lies together in the order asked for is walked.
    isGathered: sort.narrow === true || !liesInOrder(list, asked, name),
    name,
  }
}

type Run = (sql: Sql) => Promise<Row[]>

async function counting(run: Run, question: Question, way: ReturnType<typeof wayThrough>, mostCounted: number) {
  const [row] = await run(totalSql(question, mostCounted + 1))
  const counted = Number(row?.['counted'] ?? 0)
  const totalIsExact = counted <= mostCounted
  if (!way.isServed && !totalIsExact) throw refuse('sort_needs_filter', { sort: way.name, most: String(mostCounted) })
  return { counted, totalIsExact, isGathered: totalIsExact && way.isGathered }
}

// A value the database cannot read as what the filter compares it with, or a made-up page.
async function readably<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (sqlState(error)?.startsWith('22') === true) throw refuse('list_value_unreadable', {})
    throw error
  }
}

function oneOfKeys({ key }: List, only: readonly (readonly string[])[]): Alternative {
  const columns = key.map(([sql]) => sql).join(', ')
  const values = key.map(([, type], at) => `(it ->> ${at})::${type}`).join(', ')
  return { where: `(${columns}) in (select ${values} from jsonb_array_elements(?::jsonb) it)`, value: JSON.stringify(only) }
}

// The rows without the marks of their places.
function bare(found: readonly Row[]): Row[] {
  return found.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('~'))))
}

async function* inSnapshot<Given>(database: Database, work: (run: Run) => AsyncGenerator<Given>): AsyncGenerator<Given> {
  const client = new pg.Client(database.config)
  // Whatever is asked next says so.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local max_parallel_workers_per_gather = 0')
    yield* work(async ({ text, values }) => (await client.query<Row>({ text, values: parameters({ name: '', text }, values) })).rows)
  } finally {
    await client.end()
  }
}

// Not named, so that every question is planned for its values: what fits a rare code is a handful, what fits a common
// one is everything, and the two want different plans.
function run(database: Database, text: string, values: readonly unknown[]): Promise<Row[]> {
  return query<Row>(database, { name: '', text }, values)
}

// The count and the page see one moment, and one process of the database reads both: what they read is bounded, and to
// start others for it takes longer than to read it.
function atOnce<Answer>(database: Database, work: (run: Run) => Promise<Answer>): Promise<Answer> {
  return snapshot(database, (client) => {
    // Not waited for: it travels with the count.
    client.query('set local max_parallel_workers_per_gather = 0').catch(() => {})
    return work(async ({ text, values }) => {
      const answered = await client.query<Row>({ text, values: parameters({ name: '', text }, values) })
      return answered.rows
    })
  })
}

// Whether some filter finds the rows by an index that has them in the order of the list's `along`.
function isInOrder({ filters }: List, asked: Input): boolean {
  return Object.entries(filters).some(([name, { inOrder }]) => {
    const value = textOf(asked[name])
    return value !== undefined && inOrder?.(value) === true
  })
}

// Whether every filter that is asked for finds rows in the order of the sort.
function liesInOrder({ filters, defaults, sorts, along }: List, asked: Input, sort: string): boolean {
  const isAlong = sorts[sort]?.by[0]?.[0] === along?.[0]
  return Object.entries(filters).every(([name, filter]) => {
    const value = textOf(asked[name]) ?? defaults?.[name]
    return value === undefined || filter.sort?.replace('-', '') === sort || (isAlong && filter.inOrder?.(value) === true)
  })
}

type Alternative = { readonly where: string; readonly value: unknown }

// For each filter that is asked for, what a row may fulfil; null when nothing can.
async function alternativesOf(
  database: Database,
  { filters, defaults }: Pick<List, 'filters' | 'defaults'>,
  asked: Input,
  write = (sql: string): string => sql,
): Promise<Alternative[][] | null> {
  const all: Alternative[][] = []
  for (const [name, filter] of Object.entries(filters)) {
    const value = textOf(asked[name]) ?? defaults?.[name]
    if (value === undefined) continue
    const where = filter.states?.[value] ?? filter.where
    const wheres = (typeof where === 'string' ? [where] : where).map(write)
    if (filter.find === undefined) {
      all.push(wheres.map((where) => ({ where, value: filter.read?.(value) ?? value })))
      continue
    }
    const ids = (await run(database, filter.find, [value])).map(({ id }) => id)
    if (ids.length === 0) return null
    const [only] = ids
    all.push(wheres.map((where) => (ids.length === 1 ? { where, value: only } : { where: where.replaceAll('?', 'any(?)'), value: ids })))
  }
  return all
}

/**
 * The same filters for a question that is no list: SQL that rows `t` must fulfil (`true` when nothing is asked), and
 * the values of its parameters, which come after `taken` others. Null when nothing can fulfil it.
 */
export async function conditionOf(
  database: Database,
  filters: List['filters'],
  asked: Input,
  taken = 0,
): Promise<{ readonly where: string; readonly values: readonly unknown[] } | null> {
  const alternatives = await alternativesOf(database, { filters }, asked)
  return alternatives === null ? null : anyOf(alternatives, taken)
}

function cut(
  found: readonly Row[],
  { most, wanted, keys, from, isBack }: {
    most: number; wanted: string; keys: readonly unknown[]; from: readonly string[] | null; isBack: boolean
  },
) {
  const page = found.slice(0, most)
  if (isBack) page.reverse()
  const cursor = (row: Row | undefined) => (row === undefined ? null : writeCursor(wanted, keys.map((_, at) => String(row[`~${at}`]))))
  const goesOn = found.length > most
  return {
    rows: bare(page),
    next: isBack || goesOn ? cursor(page.at(-1)) : null,
    previous: (isBack ? goesOn : from !== null) ? cursor(page[0]) : null,
  }
}

function writeCursor(sort: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([sort, ...key])).toString('base64url')
}

function readCursor(cursor: string | undefined, sort: string, keys: number): string[] | null {
  if (cursor === undefined) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(read) && read.length === keys + 1 && read[0] === sort) return read.slice(1).map(String)
  } catch {
    // Not one of ours: told below.
  }
  throw refuse('page_unknown', { page: cursor.slice(0, 80), sort })
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
