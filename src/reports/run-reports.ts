// What the worker does with reports: whatever is due begins a run, however long nobody was there; each run is written with the
// permissions of the report's owner, kept for download and sent to people. What fails is tried again, and says why.
import { Refusal } from '#kernel'
import { permissionsOf } from '#auth'
import { type Database, newId, query, type Statement, transaction } from '#platform'
import type { Asked, FileFormat, ViewColumn } from './contract.ts'
import { fileOf, formats, type Lists, type NamesOf, openTable } from './export-list.ts'
import { dropPieces, keepPieces } from './run-store.ts'
import { nextAfter } from './schedule-rules.ts'
import { sendRun } from './send-run.ts'
import type { Table } from './table.ts'
import { minuteIn, offsetsOf } from './zone-rules.ts'

/** What a run needs besides the database. */
export type RunParts = { readonly lists: Lists; readonly namesOf: NamesOf }

/** A run that waits, with all that its report says. */
export type Waiting = {
  readonly id: string
  readonly reportId: string
  readonly name: string
  readonly format: FileFormat
  readonly zone: string
  readonly mailTo: readonly string[]
  readonly attempts: number
  readonly dueAt: Date
  readonly list: string
  readonly asked: Asked
  readonly columns: readonly ViewColumn[]
  readonly filters: readonly string[]
  readonly isClosed: boolean
  readonly roles: readonly string[]
}

/** Minutes until the next try; after the last nobody tries again. */
const PAUSES = [1, 5, 15]
/** A file that is kept has at most so many bytes. */
const MOST_BYTES = 200 * 2 ** 20

const takeDue: Statement = {
  name: 'reports.take-due',
  text: `select id, every, on_day as "onDay", at_minute as "atMinute", zone, next_at as "nextAt" from reports.report
    where next_at <= $1 and not is_paused and stopped is null order by next_at limit 50 for update skip locked`,
}
const begin: Statement = {
  name: 'reports.begin-run',
  text: `insert into reports.run (id, report_id, due_at, state, try_at) values ($1, $2, $3, 'waiting', $4) on conflict (report_id, due_at) do nothing`,
}
const moveOn: Statement = { name: 'reports.set-next', text: 'update reports.report set next_at = $2 where id = $1' }
const findWaiting: Statement = {
  name: 'reports.waiting-runs',
  text: `select n.id, n.report_id as "reportId", r.name, r.format, r.zone, r.mail_to as "mailTo", n.attempts, n.due_at as "dueAt", v.list, v.asked, v.columns, v.filters,
      a.disabled_at is not null or a.id is null as "isClosed", coalesce((select array_agg(x.role) from auth.account_role x where x.account_id = r.owner_id), '{}') as roles
    from reports.run n join reports.report r on r.id = n.report_id join reports.view v on v.id = r.view_id left join auth.account a on a.id = r.owner_id
    where n.state = 'waiting' and n.try_at <= $1 order by n.try_at, n.id limit 20`,
}
const isWaiting: Statement = { name: 'reports.is-waiting', text: `select attempts from reports.run where id = $1 and state = 'waiting'` }
const noteBegin: Statement = { name: 'reports.note-begin', text: `update reports.run set began_at = $2, attempts = attempts + 1, try_at = $3 where id = $1` }
const noteFailed: Statement = {
  name: 'reports.note-failed',
  text: `update reports.run set state = $2, failure = $3, try_at = coalesce($4::timestamptz, try_at), ended_at = case when $2 = 'failed' then $5::timestamptz end where id = $1`,
}
const stop: Statement = { name: 'reports.stop', text: 'update reports.report set stopped = $2 where id = $1' }

/** Begins what is due and writes what waits. Gives how many runs ended well. */
export async function runReports(database: Database, parts: RunParts, halt?: AbortSignal, now: () => Date = () => new Date()): Promise<number> {
  await beginDue(database, now())
  let done = 0
  for (const run of await query<Waiting>(database, findWaiting, [now()])) {
    if (halt?.aborted === true) return done
    if (await alone(database, run.id, () => writeRun(database, parts, run, now))) done++
  }
  return done
}

type Due = { readonly id: string; readonly every: 'day' | 'week' | 'month'; readonly onDay: number; readonly atMinute: number; readonly zone: string; readonly nextAt: Date }

// However often a report was due while nobody was there, it runs once.
async function beginDue(database: Database, now: Date): Promise<void> {
  await transaction(database, async (tx) => {
    for (const report of await tx.read<Due>(takeDue, [now])) {
      tx.write(begin, [newId(), report.id, report.nextAt, now])
      tx.write(moveOn, [report.id, nextAfter(report, offsetsOf(report.zone), now)])
    }
  })
}

// One program at a time writes a run; when it dies, its connection and its hold go with it.
async function alone(database: Database, id: string, work: () => Promise<boolean>): Promise<boolean> {
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    const { rows: [row] } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 2)) as mine', [id])
    if (row?.mine !== true) return false
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 2))', [id]).catch((error: Error) => {
        broken = error
      })
    }
  } finally {
    client.release(broken)
  }
}

async function writeRun(database: Database, { lists, namesOf }: RunParts, run: Waiting, now: () => Date): Promise<boolean> {
  // Another worker may have done it meanwhile.
  if ((await query(database, isWaiting, [run.id])).length === 0) return false
  const door = lists().get(run.list)
  const why = run.isClosed ? 'owner_closed' : door === undefined || !permissionsOf(run.roles).has(door.permission) ? 'not_permitted' : null
  if (why !== null || door === undefined) {
    await query(database, stop, [run.reportId, why])
    await query(database, noteFailed, [run.id, 'failed', says[why ?? 'not_permitted'], null, now()])
    return false
  }
  await query(database, noteBegin, [run.id, now(), new Date(now().getTime() + 60_000)])
  try {
    const wanted = { list: door.list, title: run.name, asked: run.asked, columns: run.columns, filters: run.filters, zone: run.zone, ticked: null }
    const table = await openTable(database, wanted, namesOf)
    const counted = count(table)
    const bytes = await keepPieces(database, run.id, await fileOf(counted.table, run.format), MOST_BYTES)
    const made = { rows: counted.rows(), bytes, at: now(), fileName: `${run.name.replaceAll(/[\s/\\:*?"<>|]+/g, '-')}-${minuteIn(offsetsOf(run.zone), run.dueAt.getTime()).slice(0, 10)}.${formats[run.format].ending}` }
    await sendRun(database, run, made, door.permission)
    return true
  } catch (error) {
    await dropPieces(database, [run.id])
    const pause = error instanceof Refusal ? undefined : PAUSES[run.attempts]
    const told = error instanceof Error ? error.message : String(error)
    const next = pause === undefined ? null : new Date(now().getTime() + pause * 60_000)
    await query(database, noteFailed, [run.id, next === null ? 'failed' : 'waiting', told, next, now()])
    return false
  }
}

const says = {
  owner_closed: 'The account it runs for was closed. The report has stopped.',
  not_permitted: 'The account it runs for may no longer see this list. The report has stopped.',
} as const

function count(table: Table): { readonly table: Table; rows(): number } {
  let rows = 0
  const batches = async function* () {
    for await (const some of table.batches) {
      rows += some.length
      yield some
    }
  }
  return { table: { ...table, batches: batches() }, rows: () => rows }
}
