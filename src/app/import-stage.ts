// Staging: the rows of an import and everything wrong with them, in tables that live as long as its connection. The
// database keeps them, not this program, so a file of any length is checked whole before anything of it is done.
import pg from 'pg'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { isLookup, lookupsIn } from './import-columns.ts'
import type { ImportKind } from './import-kinds.ts'
import {
  known, knownIn, tellAmbiguous, tellArriving, tellForeignLines, tellHalfValues, tellLots, tellNameless, tellOneLot, tellSeveral,
  tellUnknown,
} from './import-lookups.ts'
import type { ImportError, RowRead } from './import-read.ts'

const BATCH = 5_000
/** Enough errors: a file with so many is not read further. */
export const MOST_ERRORS = 1_000_000
const MOST_LINES = 5_000
/** As many as a transaction takes. */
const MOST_APPLIED = 500
/** As many as are looked at together. */
export const MOST_JUDGED = 10_000
const MOST_ROWS_AT_ONCE = 10_000

const tables = `
  create temp table staged (row integer, key text, cells jsonb, ok boolean);
  create temp table staged_error (row integer, col text, expected text, found text)`

// One text for many rows: the driver's own arrays cost a look at every sign.
const insertRows = `insert into staged
  select (it ->> 0)::integer, it ->> 1, (it -> 2)::jsonb, (it ->> 3)::boolean from json_array_elements($1::json) it`
const insertErrors = `insert into staged_error
  select (it ->> 0)::integer, it ->> 1, it ->> 2, it ->> 3 from json_array_elements($1::json) it`

/** A document of the file: its number in the order of applying, its key and its rows. */
export type Staged = { readonly nth: number; readonly key: string; readonly rows: { readonly row: number; readonly cells: Record<string, string> }[] }

/** An import's staging place. */
export type Stage = {
  readonly client: pg.Client
  readonly kind: ImportKind
  close(): Promise<void>
}

/** Opens a place to stage in. */
export async function openStage(database: Database, kind: ImportKind): Promise<Stage> {
  const client = new pg.Client(database.config)
  client.on('error', () => {
    // The statement under way says that the line broke.
  })
  await client.connect()
  await client.query(tables)
  return { client, kind, close: () => client.end() }
}

/** Another import of the kind runs. */
export class KindBusy extends Fault {}

/**
 * Keeps others from running an import of this kind until the stage is closed, or its connection breaks.
 * @throws KindBusy when one runs.
 */
export async function holdKind({ client, kind }: Stage): Promise<void> {
  const { rows: [row] } = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('lotline import ' || current_database() || $1, 0)) as mine`, [kind.name],
  )
  if (row?.mine === true) return
  throw new KindBusy(`Another import of ${kind.name} runs.`, 'Wait until it has ended and send this one again; nothing was done.')
}

/** Puts rows into the stage, and gives how many there were. */
export async function stageRows({ client, kind }: Stage, rows: AsyncIterable<RowRead>): Promise<number> {
  let batch: RowRead[] = []
  let count = 0
  let wrong = 0
  const flush = async () => {
    const good = batch.filter(({ cells }) => Object.keys(cells).length > 0)
    await client.query(insertRows, [
      JSON.stringify(good.map(({ row, cells, errors }) => [row, keyOf(kind, cells), cells, errors.length === 0])),
    ])
    await tellErrors(client, batch.flatMap(({ errors }) => errors))
    batch = []
  }
  for await (const row of rows) {
    batch.push(row)
    wrong += row.errors.length
    if (row.row > 1) count++
    if (batch.length === BATCH) await flush()
    if (wrong > MOST_ERRORS) break
  }
  await flush()
  await client.query('create index on staged (key); analyze staged')
  return count
}

function keyOf({ key }: ImportKind, cells: Readonly<Record<string, string>>): string {
  return JSON.stringify(key.map((name) => cells[name] ?? ''))
}

/** Notes errors beside the rows. */
export async function tellErrors(client: pg.Client, errors: readonly ImportError[]): Promise<void> {
  if (errors.length === 0) return
  await client.query(insertErrors, [
    JSON.stringify(errors.map(({ row, column, expected, found }) => [row, column, expected, found])),
  ])
}

/** Looks up every code, and looks at the rows of each document together. */
export async function judgeRows({ client, kind }: Stage): Promise<void> {
  for (const { name, type } of lookupsIn(kind.columns)) {
    const inFile = kind.columns.some((one) => one.name === 'parent') && type === 'location'
    const may = knownIn(kind, type)
    await client.query(tellUnknown(may, known[type], inFile), [name, may.says])
    if (may.ofOwner) await client.query(tellAmbiguous(may), [name])
  }
  if (kind.columns.some(({ type }) => type === 'order') && kind.columns.some(({ name }) => name === 'item')) {
    if (kind.columns.some(({ name, needed }) => name === 'item' && needed === undefined)) await client.query(tellNameless)
    await client.query(tellForeignLines)
    await client.query(tellLots)
    await client.query(kind.severalLots === true ? tellSeveral : tellOneLot)
  }
  if (kind.columns.some(({ type }) => type === 'money')) await client.query(tellHalfValues)
  if (kind.arrives === true) await client.query(tellArriving)
  if (kind.head === undefined) await client.query(tellRepeated, [kind.key[kind.key.length - 1]])
  for (const name of kind.head ?? []) await client.query(tellDisagreeing, [name])
  await client.query(tellLong, [MOST_LINES, kind.key[0]])
  await client.query('update staged set ok = false where row in (select row from staged_error) and ok')
  const nested = kind.columns.some(({ name, type }) => name === 'parent' && isLookup(type))
  await client.query(numberDocuments(nested))
  if (nested) await client.query(tellRound, [NOWHERE])
}

// One row is one document, and this one was there already.
const tellRepeated = `insert into staged_error
  select row, $1, 'a value that no row above has', left(cells ->> $1, 60) || ', as in row ' || first
  from (select row, cells, min(row) over (partition by key) as first from staged where ok) it where row > first`
const tellDisagreeing = `insert into staged_error
  select row, $1, coalesce(nullif(left(said, 60), ''), 'nothing') || ', as row ' || first || ' of the same document says',
    coalesce(nullif(left(own, 60), ''), 'nothing')
  from (select row, coalesce(cells ->> $1, '') as own, min(row) over same as first,
      first_value(coalesce(cells ->> $1, '')) over (same order by row) as said
    from staged where ok window same as (partition by key)) it where own <> said`
// Rows that name no document are none together.
const tellLong = `insert into staged_error
  select min(row), $2, 'at most ' || $1::integer || ' rows for one document', count(*)::text
  from staged where ok group by key having count(*) > $1::integer`

// Places come after those they stand in: `level` is how deep that is within the file.
const levels = `with recursive above as (
    select distinct on (s.row) s.row, m.row as parent from staged s join staged m on m.key = jsonb_build_array(s.cells -> 'parent')::text
    order by s.row, m.row),
  depth as (
    select s.row, 0 as level from staged s where not exists (select 1 from above a where a.row = s.row)
    union all select a.row, d.level + 1 from depth d join above a on a.parent = d.row where d.level < 100)`

// The level of places that stand in each other in a round.
const NOWHERE = 1_000
const tellRound = `insert into staged_error
  select s.row, 'parent', 'a place that does not stand in itself', left(s.cells ->> 'parent', 80)
  from staged_document d join staged s on s.row = d.first where d.level >= $1 and s.ok`

function numberDocuments(nested: boolean): string {
  const [first, level, join] = nested
    ? [levels, `coalesce(max(p.level), ${NOWHERE})`, 'left join depth p on p.row = s.row'] : ['', '0', '']
  return `create temp table staged_document as ${first}
    select row_number() over (order by level, first)::integer as nth, key, first, lines, level, ok,
      (sum(lines) over (order by level, first))::integer as total
    from (select s.key, min(s.row) as first, count(*)::integer as lines, bool_and(s.ok) as ok, ${level} as level
      from staged s ${join} group by s.key) it`
}

/**
 * Takes out what is wrong by now: documents with a row that is, and places that stand in such. Gives how many are left.
 */
export async function settleStage({ client, kind }: Stage): Promise<number> {
  await client.query(settle)
  if (kind.columns.some(({ name, type }) => name === 'parent' && isLookup(type))) {
    await client.query(tellOrphans)
    await client.query(settle)
  }
  const { rows: [row] } = await client.query<{ n: number }>('select count(*)::integer as n from staged_document where ok')
  return row?.n ?? 0
}

const settle = `update staged_document d set ok = false where d.ok and exists (
  select 1 from staged s join staged_error e on e.row = s.row where s.key = d.key)`
const tellOrphans = `with recursive wrong as (
    select s.cells ->> 'code' as code from staged_document d join staged s on s.key = d.key where not d.ok
    union select s.cells ->> 'code' from wrong w join staged s on s.cells ->> 'parent' = w.code)
  insert into staged_error
  select s.row, 'parent', 'a place whose own row is not wrong', left(s.cells ->> 'parent', 80)
  from wrong w join staged s on s.cells ->> 'parent' = w.code
  where not exists (select 1 from locations.location l where l.code = w.code and l.own)
    and not exists (select 1 from staged_error e where e.row = s.row)`

/** Gives the documents in the order of applying, without those that are wrong. */
export async function* stagedDocuments({ client }: Stage, most = MOST_APPLIED): AsyncGenerator<Staged[]> {
  await client.query('create index if not exists staged_document_nth on staged_document (nth)')
  for (let after = 0; ; ) {
    const page = await client.query<Page>(nextPage, [
      after, most, MOST_ROWS_AT_ONCE,
    ])
    const documents: (Staged & { readonly ok: boolean })[] = []
    for (const { nth, key, ok, row, cells } of page.rows) {
      if (documents.at(-1)?.nth !== nth) documents.push({ nth, key, ok, rows: [] })
      documents.at(-1)?.rows.push({ row, cells })
    }
    const last = documents.at(-1)
    if (last === undefined) return
    after = last.nth
    yield documents.filter(({ ok }) => ok)
  }
}

type Page = Pick<Staged, 'nth' | 'key'> & Staged['rows'][number] & { readonly ok: boolean }

// Those of one level only: what they stand in must be there before them.
const nextPage = `with start as (select level, total - lines as before from staged_document where nth = $1::integer + 1)
  select d.nth, d.key, d.ok, s.row, s.cells from staged_document d join staged s on s.key = d.key, start
  where d.nth > $1 and d.nth <= $1 + $2 and d.level = start.level
    and (d.total - start.before <= $3 or d.nth = $1 + 1) order by d.nth, s.row`

/** How much is wrong, and the first of it by row. */
export async function errorsOf({ client }: Stage, most: number): Promise<{ wrong: number; errors: ImportError[] }> {
  const { rows: [count] } = await client.query<{ wrong: number }>('select count(*)::integer as wrong from staged_error')
  const { rows } = await client.query<ImportError>(
    'select row, col as "column", expected, found from staged_error order by row, ctid limit $1', [most],
  )
  return { wrong: count?.wrong ?? 0, errors: rows }
}

/** How many documents were staged, and how many of them are wrong. */
export async function countDocuments({ client }: Stage): Promise<{ documents: number; failing: number }> {
  const { rows: [row] } = await client.query<{ documents: number; failing: number }>(
    'select count(*)::integer as documents, (count(*) filter (where not ok))::integer as failing from staged_document',
  )
  return row ?? { documents: 0, failing: 0 }
}
