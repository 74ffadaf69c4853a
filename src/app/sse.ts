// The stream of changes (server-sent events): by position, so that whoever comes back misses nothing.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Database, foundText, readLastPosition, refuseAhead } from '#platform'
import { unknownKinds } from './doors.ts'
import { InvalidInput, Turned } from './problem.ts'
import { recognise } from './server-access.ts'
import { watchChanges, type Watcher } from './watch-changes.ts'

/** How often one look is taken for all streams, how often each says that it is alive, and how many there may be. */
export type StreamPace = { readonly lookEvery: number; readonly beatEvery: number; readonly most?: number }

/** As many streams one process keeps open. */
const MOST_STREAMS = 200

/** Opens `GET /api/v1/changes/stream`. Open streams end when the server closes. */
export function openStream(
  app: FastifyInstance,
  database: Database,
  pace: StreamPace = { lookEvery: 250, beatEvery: 15_000 },
): void {
  const open = new Set<FastifyReply>()
  const watcher = watchChanges(database, pace.lookEvery)
  const most = pace.most ?? MOST_STREAMS
  let taken = 0
  app.addHook('preClose', async () => {
    for (const reply of open) reply.raw.end()
  })
  app.get(
    '/api/v1/changes/stream',
    { config: { needs: 'record.read' }, exposeHeadRoute: false },
    async (request, reply) => {
      const asked = positionOf(request)
      const kinds = kindsOf(request)
      const last = await readLastPosition(database)
      // Of a record that was restored, or of another: waiting for that position would be waiting in vain.
      if (asked !== null && asked > last) throw refuseAhead(asked, last)
      const start = asked ?? last
      if (taken >= most) {
        throw new Turned(503, 'too_many_streams', `${most} streams are open here already; end one, or let a webhook tell you.`)
      }
      taken++
      const leave = watcher.join()
      reply.hijack()
      open.add(reply)
      reply.raw.on('close', () => open.delete(reply))
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-accel-buffering': 'no',
      })
      try {
        await follow(request, reply, database, { pace, start, kinds, watcher })
      } catch (err) {
        request.log.warn({ err }, 'A stream of changes ended early.')
      } finally {
        leave()
        taken--
      }
      reply.raw.end()
    },
  )
}

async function follow(
  request: FastifyRequest,
  reply: FastifyReply,
  database: Database,
  { pace, start, kinds, watcher }: {
    readonly pace: StreamPace; readonly start: bigint; readonly kinds: ReadonlySet<string> | null; readonly watcher: Watcher
  },
): Promise<void> {
  const gone = () => reply.raw.writableEnded || reply.raw.destroyed
  let position = start
  let beat = Date.now()
  const halt = new AbortController()
  for (const event of ['close', 'finish']) reply.raw.once(event, () => halt.abort())
  await write(reply, `retry: 2000\n: after ${start}\n\n`)
  while (!gone()) {
    const changes = await watcher.after(position)
    if (gone()) return
    const last = changes.at(-1)
    if (last !== undefined) {
      const wanted = changes.filter(({ kind }) => kinds === null || kinds.has(kind))
      const events = wanted.map(
        (change) => `id: ${change.position}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`,
      )
      // What was passed over moves the reader on as well.
      if (wanted.at(-1) !== last) events.push(`id: ${last.position}\n\n`)
      await write(reply, events.join(''))
      position = BigInt(last.position)
      // There may be more; what follows is told before anything is waited for.
      if (Date.now() - beat < pace.beatEvery) continue
    }
    if (Date.now() - beat >= pace.beatEvery) {
      // Whoever was signed out or whose key was revoked hears no more.
      const asker = await recognise(request, database)
      if (!asker?.permissions.has('record.read') || gone()) return
      await write(reply, ': still here\n\n')
      beat = Date.now()
    }
    if (last === undefined) await watcher.wait(position, Math.max(1, pace.beatEvery - (Date.now() - beat)), halt.signal)
  }
}

// Waits when the other side reads slowly; a stream never piles up in memory. Who is gone already closes no second time, and
// would be waited for for ever.
async function write({ raw }: FastifyReply, text: string): Promise<void> {
  if (raw.destroyed || raw.write(text)) return
  await new Promise<void>((resolve) => {
    const go = () => {
      raw.off('drain', go)
      raw.off('close', go)
      resolve()
    }
    raw.on('drain', go)
    raw.on('close', go)
  })
}

// A browser that comes back says where it was, and that goes before what it first asked for.
function positionOf(request: FastifyRequest): bigint | null {
  const wanted = request.headers['last-event-id'] ?? asked(request, 'after')
  if (wanted === undefined || wanted === '') return null
  if (typeof wanted === 'string' && /^(0|[1-9][0-9]{0,17})$/.test(wanted)) return BigInt(wanted)
  throw new InvalidInput([{ path: 'after', expected: 'must be a position', found: foundText(wanted) }])
}

// The kinds somebody wants to hear of, `?kinds=ship,receipt`; without them all.
function kindsOf(request: FastifyRequest): ReadonlySet<string> | null {
  const names = Object.keys(Object(request.query)).filter((name) => name !== 'after' && name !== 'kinds')
  const wrong = names.map((path) => ({ path, expected: 'must be one of after, kinds', found: foundText(path) }))
  if (wrong.length > 0) throw new InvalidInput(wrong)
  const kinds = asked(request, 'kinds')
  if (typeof kinds !== 'string' || kinds === '') return null
  const unknown = unknownKinds(kinds.split(','), () => 'kinds')
  if (unknown.length > 0) throw new InvalidInput(unknown)
  return new Set(kinds.split(','))
}

function asked(request: FastifyRequest, name: string): unknown {
  return Object.getOwnPropertyDescriptor(Object(request.query), name)?.value
}
