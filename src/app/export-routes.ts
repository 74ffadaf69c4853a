// Lists as files over HTTP: any list straight from its address, and what the app shows, made ready first and then fetched.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#kernel'
import { type Database, foundText, platformRefusals, type QueryDoor } from '#platform'
import { columnsIn, exportBody, fileOf, formatIn, formats, keepExport, keptFile, type ListDoor, listsAmong, openTable, piecesOf, readExport, refuseNotReady, refuseUnknownList, refuseWanted } from '#reports'
import type { Column, ExportReady, FileFormat } from '#reports/contract'
import { nameTexts } from './find.ts'
import { InvalidInput, Turned } from './problem.ts'
import { askerOf } from './server-access.ts'

const API = '/api/v1'
/** Files that are written at once by one process; more would take all memory and connections. */
const MOST_AT_ONCE = 4
/** A reader who takes nothing for so long is gone. */
const SECONDS_STILL = 120

/** Opens the doors of exports. */
export function openExportRoutes(app: FastifyInstance, database: Database, questions: readonly QueryDoor[]): void {
  const doors = listsAmong(questions)
  const sending = sender(database)
  for (const door of doors.values()) {
    app.get(`${API}/exports${door.path}`, { config: { needs: door.permission } }, async (request, reply) => {
      const { format = 'csv', columns, zone = 'UTC', ...asked } = textsOf(request.query)
      const complaints = [...door.complaints(asked), ...wrongFormat(format), ...['after', 'before', 'limit'].filter((name) => name in asked).map(noPage)]
      if (complaints.length > 0) throw new InvalidInput(complaints)
      const title = door.path.slice(1)
      return sending(reply, formatIn(format) ?? 'csv', { list: door.list, title, asked, columns: columnsIn(columns, door.list), filters: [], zone, ticked: null })
    })
  }
  app.post(`${API}/exports`, { config: { needs: 'signed-in' } }, async (request): Promise<ExportReady> => {
    const read = exportBody(request.body)
    if ('complaints' in read) throw new InvalidInput(read.complaints)
    const { body } = read
    const door = doorOf(doors, body.list, request)
    const complaints = door.complaints(body.asked)
    if (complaints.length > 0) throw new InvalidInput(complaints.map((one) => ({ ...one, path: `asked.${one.path}` })))
    const refusal = refuseWanted(wantedOf(door, body))
    if (refusal !== null) throw refusal
    const { total, totalIsExact } = Object(await door.ask(database, { ...body.asked, limit: '1' }))
    await keepExport(database, askerOf(request).id, body)
    const ticked = body.ticked?.length
    return { id: body.id, address: `${API}/export-files/${body.id}`, total: ticked ?? Number(total), totalIsExact: ticked !== undefined || totalIsExact === true }
  })
  app.get(`${API}/export-files/:id`, { config: { needs: 'signed-in' } }, async (request, reply) => {
    const id = textsOf(request.params)['id'] ?? ''
    const body = /^[0-9a-f-]{36}$/.test(id) ? await readExport(database, id, askerOf(request).id) : null
    if (body === null) throw refuseNotReady()
    return sending(reply, body.format, wantedOf(doorOf(doors, body.list, request), body))
  })
}

/** Opens the way to the files that reports made. */
export function openReportFiles(app: FastifyInstance, database: Database, questions: readonly QueryDoor[]): void {
  const doors = listsAmong(questions)
  app.get(`${API}/report-runs/:id/file`, { config: { needs: 'signed-in' } }, async (request, reply) => {
    const id = textsOf(request.params)['id'] ?? ''
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Turned(404, 'not_found', 'There is no such run.')
    const kept = await keptFile(database, id)
    doorOf(doors, kept.list, request)
    reply.header('content-disposition', `attachment; ${named(kept.fileName)}`).header('cache-control', 'no-store').header('content-length', kept.bytes)
    return reply.type(formats[formatIn(kept.format) ?? 'csv'].type).send(Readable.from(piecesOf(database, kept.id), { objectMode: false }))
  })
}

function sender(database: Database) {
  let under = 0
  return async (reply: FastifyReply, format: FileFormat, wanted: Parameters<typeof openTable>[1]): Promise<FastifyReply> => {
    if (under >= MOST_AT_ONCE) throw new Turned(503, 'exports_busy', `${MOST_AT_ONCE} exports are being written. Try again in a moment.`)
    under++
    try {
      const file = await fileOf(await openTable(database, wanted, nameTexts), format)
      file.on('close', () => under--)
      reply.raw.setTimeout(SECONDS_STILL * 1000, () => reply.raw.destroy())
      reply.header('content-disposition', `attachment; ${fileName(wanted.title, formats[format].ending)}`)
      reply.header('cache-control', 'no-store')
      return reply.type(formats[format].type).send(file)
    } catch (error) {
      under--
      throw error
    }
  }
}

function doorOf(doors: ReadonlyMap<string, ListDoor>, list: string, request: FastifyRequest): ListDoor {
  const door = doors.get(list)
  if (door === undefined) throw refuseUnknownList(list)
  if (!askerOf(request).permissions.has(door.permission)) {
    throw new Refusal('not_permitted', platformRefusals.not_permitted, { permission: door.permission })
  }
  return door
}

function wantedOf(door: ListDoor, body: { title: string; asked: { [name: string]: string }; columns: Column[]; filters?: string[]; zone?: string; ticked?: { [member: string]: string }[] }) {
  const { title, asked, columns, filters = [], zone = 'UTC', ticked = null } = body
  return { list: door.list, title, asked, columns, filters, zone, ticked }
}

const wrongFormat = (format: string) => (formatIn(format) !== null ? [] : [{ path: 'format', expected: `must be one of ${Object.keys(formats).join(', ')}`, found: foundText(format) }])
const noPage = (path: string) => ({ path, expected: 'cannot be asked: an export has all rows', found: 'one' })

// For programs that read no other signs too (RFC 6266).
function fileName(title: string, ending: string): string {
  return named(`${title.toLowerCase().replaceAll(/[\s/\\:*?"<>|]+/g, '-')}-${new Date().toISOString().slice(0, 10)}.${ending}`)
}

function named(name: string): string {
  return `filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`
}

function textsOf(value: unknown): { [name: string]: string } {
  const all = Object.entries(Object(value)).filter((one): one is [string, string] => typeof one[1] === 'string')
  return Object.fromEntries(all)
}
