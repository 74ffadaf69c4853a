// The files of reports, kept in pieces.
import { Fault } from '#kernel'
import { type Database, query, type Statement } from '#platform'
import { refuse } from './refusals.ts'

const PIECE = 2 ** 16
const PIECES_AT_ONCE = 16
const DAYS_KEPT = 35
const DAYS_NOTED = 400

const insert: Statement = {
  name: 'reports.insert-pieces',
  text: `insert into reports.run_piece (run_id, nth, bytes) select $1, $2::integer + at - 1, decode(piece, 'base64') from unnest($3::text[]) with ordinality as it(piece, at)`,
}
const find: Statement = { name: 'reports.find-pieces', text: 'select bytes from reports.run_piece where run_id = $1 and nth >= $2 and nth < $2 + $3 order by nth' }
const drop: Statement = { name: 'reports.drop-pieces', text: 'delete from reports.run_piece where run_id = any($1::uuid[])' }
const unmark: Statement = { name: 'reports.unmark-files', text: 'update reports.run set has_file = false where id = any($1::uuid[])' }
// A file may name whoever was erased since.
const tooOld: Statement = {
  name: 'reports.old-files',
  text: `select id from reports.run where has_file and (ended_at < now() - interval '${DAYS_KEPT} days' or began_at < (
    select max(d.recorded_at) from platform.document d where d.kind in ('erase-partner', 'erase-account'))) limit 1000`,
}
const forget: Statement = { name: 'reports.forget-runs', text: `delete from reports.run where state <> 'waiting' and not has_file and due_at < now() - interval '${DAYS_NOTED} days'` }
const fileOfRun: Statement = {
  name: 'reports.find-file',
  text: `select n.id, n.file_name as "fileName", n.bytes::text as bytes, r.format, v.list from reports.run n join reports.report r on r.id = n.report_id
    join reports.view v on v.id = r.view_id where n.id = $1 and n.has_file`,
}

/** Keeps the bytes of a file, and gives their number. What a try before kept is gone. */
export async function keepPieces(database: Database, runId: string, file: AsyncIterable<Buffer | string>, most: number): Promise<number> {
  await query(database, drop, [[runId]])
  let [size, nth] = [0, 0]
  let rest = Buffer.alloc(0)
  const keep = async (bytes: Buffer) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, at) => bytes.subarray(at * PIECE, (at + 1) * PIECE).toString('base64'))
    if (pieces.length > 0) await query(database, insert, [runId, nth, pieces])
    nth += pieces.length
  }
  for await (const chunk of file) {
    rest = Buffer.concat([rest, Buffer.from(chunk)])
    size += Buffer.byteLength(chunk)
    if (size > most) throw new Fault(`The file has more than ${most / 2 ** 20} MB.`, 'Narrow the view.')
    if (rest.length < PIECE * PIECES_AT_ONCE) continue
    await keep(rest.subarray(0, PIECE * PIECES_AT_ONCE))
    rest = rest.subarray(PIECE * PIECES_AT_ONCE)
  }
  await keep(rest)
  return size
}

/** The bytes of a kept file. */
export async function* piecesOf(database: Database, runId: string): AsyncGenerator<Buffer> {
  for (let nth = 0; ; nth += PIECES_AT_ONCE) {
    const rows = await query<{ bytes: Buffer }>(database, find, [runId, nth, PIECES_AT_ONCE])
    for (const { bytes } of rows) yield bytes
    if (rows.length < PIECES_AT_ONCE) return
  }
}

/** Lets the bytes of files go. */
export async function dropPieces(database: Database, ids: readonly string[]): Promise<void> {
  await query(database, drop, [ids])
}

/** Forgets files that are old or may name somebody who was erased, and after a year the runs themselves. */
export async function forgetOldRuns(database: Database): Promise<void> {
  const ids = (await query<{ id: string }>(database, tooOld)).map(({ id }) => id)
  if (ids.length > 0) {
    await query(database, unmark, [ids])
    await dropPieces(database, ids)
  }
  await query(database, forget)
}

/** A file that is kept. */
export type KeptFile = { readonly id: string; readonly fileName: string; readonly bytes: string; readonly format: string; readonly list: string }

/**
 * The file of a run.
 * @throws Refusal when it is no longer kept.
 */
export async function keptFile(database: Database, runId: string): Promise<KeptFile> {
  const [file] = await query<KeptFile>(database, fileOfRun, [runId])
  if (file === undefined) throw refuse('report_file_missing', {})
  return file
}
