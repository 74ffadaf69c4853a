// What the worker does with imports of the app: judges those that are to be judged, runs those that are to run, takes back
// those that are to be taken back. A run that broke off, by a stop or a power cut, is taken up again from what is kept.
import pg from 'pg'
import { Fault } from '#kernel'
import { type Database, query, type Statement } from '#platform'
import { accountOf, keepErrors } from './import-account.ts'
import { importList, type ImportReport } from './import.ts'
import { findKeptImport, formatsOf, type KeptImport, textOfKept } from './import-store.ts'
import type { Reading } from './import-read.ts'
import { KindBusy } from './import-stage.ts'
import { undoImport } from './import-undo.ts'
import { problemOf } from './problem.ts'

const nextOf: Statement = { name: 'app.next-imports', text: 'select id from app.import where state = any($1::text[]) order by sent_at, id limit 20' }
const findFixes: Statement = { name: 'app.find-fixes', text: 'select row, col, found, value from app.import_fix where import_id = $1::uuid' }
const settle: Statement = {
  name: 'app.settle-import',
  text: `update app.import set state = $3, failure = $4, report = coalesce($5::jsonb, report), ended_at = case when $3 in ('done', 'stopped', 'undone') then now() end
    where id = $1::uuid and state = $2`,
}
const forgetFile: Statement = { name: 'app.forget-file', text: 'delete from app.import_piece where import_id = any($1::uuid[])' }
const markForgotten: Statement = { name: 'app.mark-forgotten', text: 'update app.import set has_file = false where id = any($1::uuid[])' }

/** Judges the next import that waits for it. */
export const judgeImports = (database: Database, halt: AbortSignal) => workOn(database, halt, ['judging'], judgeOne)

/** Runs, or takes back, the next import that waits for it. */
export const runImports = (database: Database, halt: AbortSignal) =>
  workOn(database, halt, ['running', 'undoing'], (kept) => (kept.state === 'running' ? runOne(database, kept, halt) : undoOne(database, kept, halt)))

type End = { readonly state: string; readonly failure?: string; readonly report?: object }

async function workOn(database: Database, halt: AbortSignal, states: readonly string[], work: (kept: KeptImport, database: Database) => Promise<End | null>): Promise<void> {
  const waiting = await query<{ id: string }>(database, nextOf, [states])
  for (const { id } of waiting) {
    if (halt.aborted) return
    await alone(database, id, async () => {
      const kept = await findKeptImport(database, id)
      if (kept === null || !states.includes(kept.state)) return
      const end = await ended(kept, () => work(kept, database))
      if (end === null) return
      const report = end.report === undefined ? null : JSON.stringify(end.report)
      await query(database, settle, [id, kept.state, end.state, end.failure ?? null, report])
    })
  }
}

// A fault of the file or the moment is told where the file was sent; of an outage the worker tries again.
async function ended(kept: KeptImport, work: () => Promise<End | null>): Promise<End | null> {
  try {
    return await work()
  } catch (error) {
    // It waits for the other to end.
    if (error instanceof KindBusy) return null
    const { status, detail, mend } = problemOf(error)
    if (status === 503 && !(error instanceof Fault)) throw error
    const back = kept.state === 'judging' ? 'open' : kept.state === 'running' ? 'stopped' : 'undone'
    return { state: back, failure: mend === undefined ? detail : `${detail} ${mend}` }
  }
}

// One program at a time works on an import; when it dies, its connection and its hold go with it.
async function alone(database: Database, id: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client(database.config)
  client.on('error', () => {
    // Whoever works next finds the import as it stands.
  })
  await client.connect()
  try {
    const { rows: [row] } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 1)) as mine', [id])
    if (row?.mine === true) await work()
  } finally {
    await client.end()
  }
}

async function readingOf(database: Database, { id, reading }: KeptImport): Promise<Reading> {
  const fixes = await query<{ row: number | null; col: string; found: string | null; value: string }>(database, findFixes, [id])
  const keys = new Map(fixes.map(({ row, col, found, value }) => [row === null ? `all ${col} ${found}` : `${row} ${col}`, value]))
  const mended = (row: number, column: string, cell: string) => keys.get(`${row} ${column}`) ?? keys.get(`all ${column} ${cell.slice(0, 80)}`)
  return { separator: reading.separator, places: reading.places, formats: formatsOf(reading), ...(keys.size > 0 ? { mended } : {}) }
}

async function judgeOne(kept: KeptImport, database: Database): Promise<End> {
  const report = await importList(database, {
    kind: kept.kind, text: textOfKept(database, kept), reading: await readingOf(database, kept), dryRun: true,
    judged: (client, kind) => keepErrors(client, kept.id, kind),
  })
  return { state: 'judged', report: shortened(report) }
}

async function runOne(database: Database, kept: KeptImport, halt: AbortSignal): Promise<End | null> {
  const report = await importList(database, {
    kind: kept.kind, text: textOfKept(database, kept), reading: await readingOf(database, kept), dryRun: false, leavesOut: kept.leavesOut,
    actor: { id: kept.actorId, permissions: new Set(kept.permissions) },
    account: accountOf(database, kept.id, halt),
    judged: (client, kind) => keepErrors(client, kept.id, kind),
  })
  if (report.wrong > 0 && !kept.leavesOut) {
    return { state: 'judged', report: shortened(report), failure: 'Something changed since the list was checked: look at it again. Nothing was done.' }
  }
  if (report.isStopped && halt.aborted) return null
  if (report.isStopped) return { state: 'stopped', report: shortened(report) }
  // Nobody needs the list any more, and it may name people.
  if (report.wrong === 0 && report.notApplied === 0) await forget(database, [kept.id])
  return { state: 'done', report: shortened(report) }
}

async function undoOne(database: Database, kept: KeptImport, halt: AbortSignal): Promise<End | null> {
  return (await undoImport(database, kept, halt)) ? { state: 'undone' } : null
}

// Errors and refusals stand in tables of their own.
function shortened({ errors: _, refused: __, isStopped: ___, ...report }: ImportReport): object {
  return { ...report, changes: report.changes.slice(0, 200) }
}

async function forget(database: Database, ids: readonly string[]): Promise<void> {
  await query(database, forgetFile, [ids])
  await query(database, markForgotten, [ids])
}

const DAYS_KEPT = 30
const tooOld: Statement = {
  name: 'app.old-imports',
  text: `select id, began_at is null as "neverRan" from app.import where has_file and state in ('open', 'judged', 'done', 'stopped', 'undone')
    and coalesce(ended_at, sent_at) < now() - interval '${DAYS_KEPT} days'`,
}

/** Forgets the files of old imports, and whole imports that were never run. */
export async function forgetOldImports(database: Database): Promise<void> {
  const old = await query<{ id: string; neverRan: boolean }>(database, tooOld)
  await forgetImports(database, old.filter(({ neverRan }) => neverRan).map(({ id }) => id))
  const ran = old.filter(({ neverRan }) => !neverRan).map(({ id }) => id)
  await forget(database, ran)
  for (const table of ['import_fix', 'import_error']) await removeFrom(database, table, ran)
}

/** Removes imports of which nothing was done. */
export async function forgetImports(database: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['import_piece', 'import_fix', 'import_error']) await removeFrom(database, table, ids)
  await query(database, { name: 'app.remove-imports', text: 'delete from app.import where id = any($1::uuid[]) and began_at is null' }, [ids])
}

async function removeFrom(database: Database, table: string, ids: readonly string[]): Promise<void> {
  await query(database, { name: `app.remove-${table}`, text: `delete from app.${table} where import_id = any($1::uuid[])` }, [ids])
}
