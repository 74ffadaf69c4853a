// The doors of imports in the app: a list is sent, told how it is read, checked, mended, run, stopped and taken back. They
// change no fact themselves, so they are no commands: what an import does is done by the worker, by the commands of its rows.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Fault } from '#kernel'
import { type Database, inWords, query, type Statement } from '#platform'
import * as wire from './import-contract.ts'
import { failingRows } from './import-failing.ts'
import { guessReading } from './import-guess.ts'
import { kindOf } from './import.ts'
import { lookAt } from './import-questions.ts'
import { bytesOf, findKeptImport, keepFile, type KeptImport, type KeptReading, MOST_BYTES, TooLarge } from './import-store.ts'
import { forgetImports } from './import-work.ts'
import { notThere } from './not-found.ts'
import { InvalidInput, Turned } from './problem.ts'
import { askerOf } from './server-access.ts'

const config = { needs: 'import.run' }
const API = '/api/v1/imports'

const setReading: Statement = {
  name: 'app.set-reading',
  text: `update app.import set reading = $2::jsonb, state = 'open', failure = null, report = null where id = $1::uuid and state in ('open', 'judged') returning id`,
}
const setState = (from: string): Statement => ({
  name: `app.set-state-from-${from.replaceAll(' ', '-')}`,
  text: `update app.import set state = $2, failure = null, done = 0 where id = $1::uuid and has_file
    and state = any(string_to_array('${from}', ' ')) returning id`,
})
const askRun: Statement = {
  name: 'app.ask-run',
  text: `update app.import set state = 'running', failure = null, done = 0, documents = 0, leaves_out = $2, actor_id = $3::uuid, permissions = $4::text[],
      began_at = coalesce(began_at, now()), ended_at = null
    where id = $1::uuid and state in ('judged', 'stopped', 'done') and has_file returning id`,
}
const askUndo: Statement = {
  name: 'app.ask-undo',
  text: `update app.import set state = 'undoing', failure = null, done = 0, undo_reason = $2, actor_id = $3::uuid, permissions = $4::text[],
      documents = (select count(*) from app.import_document d where d.import_id = $1::uuid and d.outcome in ('made', 'changed')), ended_at = null
    where id = $1::uuid and state in ('done', 'stopped', 'undone') returning id`,
}
const addFixes: Statement = {
  name: 'app.add-fixes',
  text: `insert into app.import_fix (import_id, row, col, found, value)
    select $1::uuid, (it ->> 'row')::integer, it ->> 'column', case when it ? 'row' then null else coalesce(it ->> 'found', '') end, it ->> 'value'
    from jsonb_array_elements($2::jsonb) it
    on conflict (import_id, coalesce(row, 0), col, coalesce(found, '')) do update set value = excluded.value`,
}

/** Opens the doors of imports. */
export async function openImportRoutes(app: FastifyInstance, database: Database): Promise<void> {
  await app.register(async (scope) => {
    // Only here bodies are files, and they are read as they come.
    scope.addContentTypeParser(['text/csv', 'application/gzip', 'application/octet-stream'], (_, payload, done) => done(null, payload))
    scope.post(API, { config }, (request) => receive(database, request))
  })
  app.post(`${API}/:id/reading`, { config }, async (request, reply) => {
    const kept = await keptOf(database, request)
    return moved(reply, await query(database, setReading, [kept.id, JSON.stringify(read(wire.ReadingBody, request.body))]), kept)
  })
  app.post(`${API}/:id/check`, { config }, async (request, reply) => {
    read(wire.Nothing, request.body ?? {})
    const kept = await keptOf(database, request)
    return moved(reply, await query(database, setState('open judged'), [kept.id, 'judging']), kept)
  })
  app.post(`${API}/:id/fixes`, { config }, async (request, reply) => {
    const { fixes } = read(wire.FixesBody, request.body)
    const kept = await keptOf(database, request)
    if (kept.state !== 'judged') throw notNow(kept)
    await query(database, addFixes, [kept.id, JSON.stringify(fixes)])
    return moved(reply, await query(database, setState('judged'), [kept.id, 'judging']), kept)
  })
  app.post(`${API}/:id/run`, { config }, async (request, reply) => {
    const { leavesOut } = read(wire.RunBody, request.body)
    const [kept, { id, permissions }] = [await keptOf(database, request), askerOf(request)]
    return moved(reply, await query(database, askRun, [kept.id, leavesOut, id, [...permissions]]), kept)
  })
  app.post(`${API}/:id/stop`, { config }, async (request, reply) => {
    const kept = await keptOf(database, request)
    const to = kept.state === 'judging' ? 'open' : 'stopped'
    return moved(reply, await query(database, setState('judging running'), [kept.id, to]), kept)
  })
  app.post(`${API}/:id/undo`, { config }, async (request, reply) => {
    const { reason } = read(wire.UndoBody, request.body)
    const [kept, { id, permissions }] = [await keptOf(database, request), askerOf(request)]
    return moved(reply, await query(database, askUndo, [kept.id, reason, id, [...permissions]]), kept)
  })
  app.delete(`${API}/:id`, { config }, async (request, reply) => {
    const kept = await keptOf(database, request)
    if (kept.state !== 'open' && kept.state !== 'judged') throw notNow(kept)
    await forgetImports(database, [kept.id])
    return reply.code(204).send()
  })
  app.get(`${API}/:id/failing.csv`, { config }, async (request, reply) => {
    const kept = await keptOf(database, request)
    if (!kept.hasFile) throw new Turned(404, 'not_found', 'The list of this import is no longer kept.')
    const name = kept.name.replace(/(\.csv|\.xlsx)?(\.gz)?$/i, '').replace(/[^\w .-]+/g, '_')
    reply.header('content-disposition', `attachment; filename="${name}-failing.csv"`)
    return reply.type('text/csv; charset=utf-8').send(failingRows(database, kept))
  })
}

// A list comes in, whole or not at all; sent again under its id it is there already.
async function receive(database: Database, request: FastifyRequest): Promise<{ id: string }> {
  const { id, kind, name } = read(wire.Sent, request.query)
  const body: unknown = request.body
  const coming = isStream(body) ? body : (async function* () {})()
  if (/\.(xlsx?|ods|numbers)$/i.test(name)) {
    throw new Turned(415, 'wrong_content_type', `${name} is a workbook, and the server reads CSV. Bring it in on the page Import, which reads workbooks, or save the sheet as CSV in UTF-8.`)
  }
  if ((await findKeptImport(database, id)) !== null) return { id }
  try {
    await takeList(database, { id, kind, name, actorId: askerOf(request).id }, coming)
  } catch (error) {
    if (error instanceof TooLarge) throw new Turned(413, 'too_large', `A list may have ${MOST_BYTES / 2 ** 20} MB at most. Pack it as .gz, or split it; nothing was kept.`)
    throw error instanceof Fault ? new Turned(422, 'unreadable_list', `${error.message} ${error.mend}`) : error
  }
  return { id }
}

/**
 * Keeps a list and looks at it for the first time.
 * @throws Fault when it is no list; then it is not kept.
 */
export async function takeList(
  database: Database,
  list: Pick<KeptImport, 'id' | 'kind' | 'name' | 'actorId'>,
  coming: AsyncIterable<Uint8Array>,
): Promise<void> {
  await keepFile(database, { ...list, isPacked: /\.gz$/i.test(list.name) }, coming)
  try {
    await lookFirst(database, list.id)
  } catch (error) {
    await forgetImports(database, [list.id])
    throw error
  }
}

async function lookFirst(database: Database, id: string): Promise<void> {
  const kept = await findKeptImport(database, id)
  if (kept === null) return
  kindOf(kept.kind)
  const open = () => bytesOf(database, id)
  const guessed = await guessReading({ name: kept.name, size: Number(kept.bytes), isPacked: kept.isPacked, open })
  const first: KeptReading = { ...guessed, decimal: null, dates: null, places: {} }
  await query(database, setReading, [id, JSON.stringify(first)])
  const look = await lookAt(database, id)
  if (look === null || look.header.length === 0) throw new Fault('The file is empty.', 'Send one with a header line.')
  const places = Object.fromEntries(look.guesses.map(({ column, at }) => [column, at]))
  await query(database, setReading, [id, JSON.stringify({ ...first, decimal: look.decimal, dates: look.dates, places })])
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return body !== null && typeof body === 'object' && Symbol.asyncIterator in body
}

async function keptOf(database: Database, request: FastifyRequest): Promise<KeptImport> {
  const { id } = read(wire.ImportId, request.params)
  const kept = await findKeptImport(database, id)
  if (kept === null) throw new Turned(404, 'not_found', notThere('/imports/:id', { id }))
  return kept
}

function moved(reply: FastifyReply, rows: readonly object[], kept: KeptImport): FastifyReply {
  if (rows.length === 0) throw notNow(kept)
  return reply.code(204).send()
}

const says: Readonly<Record<string, string>> = {
  open: 'The list has not been checked yet.', judging: 'The list is being checked.', judged: 'The list has not been imported yet.',
  running: 'The list is being imported.', done: 'The list was imported already.', stopped: 'The import was stopped.',
  undoing: 'The import is being taken back.', undone: 'The import was taken back.',
}

function notNow({ state, hasFile }: KeptImport): Turned {
  return new Turned(409, 'import_elsewhere', `${says[state] ?? ''} ${hasFile ? 'Look at it again.' : 'The list itself is no longer kept: send it again.'}`)
}

function read<Body extends TSchema>(body: Body, raw: unknown): Static<Body> {
  const compiled = Compile(body)
  if (compiled.Check(raw)) return raw
  throw new InvalidInput(inWords(body, compiled.Errors(raw), raw))
}
