// The stream of changes (server-sent events): by position, so that whoever comes back misses nothing.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Database, readChanges, readLastPosition } from '#platform'
import { InvalidInput } from './problem.ts'
import { recognise } from './server-access.ts'

const BATCH = 200

/** How often the stream looks for changes, and how often it says that it is alive. */
export type StreamPace = { readonly lookEvery: number; readonly beatEvery: number }

/** Opens `GET /api/v1/changes/stream`. Open streams end when the server closes. */
export function openStream(
  app: FastifyInstance,
  database: Database,
  pace: StreamPace = { lookEvery: 250, beatEvery: 15_000 },
): void {
  const open = new Set<FastifyReply>()
  app.addHook('preClose', async () => {
    for (const reply of open) reply.raw.end()
  })
  app.get(
    '/api/v1/changes/stream',
    { config: { needs: 'record.read' } },
    async (request, reply) => {
      const start = positionOf(request) ?? (await readLastPosition(database))
      reply.hijack()
      open.add(reply)
      reply.raw.on('close', () => open.delete(reply))
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      try {
        await follow(request, reply, database, pace, start)
      } catch (err) {
        request.log.warn({ err }, 'A stream of changes ended early.')
      }
      reply.raw.end()
    },
  )
}

async function follow(
  request: FastifyRequest,
  reply: FastifyReply,
  database: Database,
  pace: StreamPace,
  start: bigint,
): Promise<void> {
  const gone = () => reply.raw.writableEnded || reply.raw.destroyed
  let position = start
  let beat = Date.now()
  await write(reply, `retry: 2000\n: after ${start}\n\n`)
  while (!gone()) {
    const changes = await readChanges(database, position, BATCH)
    if (gone()) return
    const last = changes.at(-1)
    if (last !== undefined) {
      const events = changes.map(
        (change) => `id: ${change.position}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`,
      )
      await write(reply, events.join(''))
      position = BigInt(last.position)
      if (changes.length === BATCH) continue
    }
    if (Date.now() - beat >= pace.beatEvery) {
      // Whoever was signed out or whose key was revoked hears no more.
      const asker = await recognise(request, database)
      if (!asker?.permissions.has('record.read') || gone()) return
      await write(reply, ': still here\n\n')
      beat = Date.now()
    }
    await new Promise((resolve) => setTimeout(resolve, pace.lookEvery))
  }
}

// Waits when the other side reads slowly; a stream never piles up in memory.
async function write({ raw }: FastifyReply, text: string): Promise<void> {
  if (raw.write(text)) return
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
  const query = Object.entries(Object(request.query)).find(([name]) => name === 'after')
  const wanted = request.headers['last-event-id'] ?? query?.[1]
  if (wanted === undefined || wanted === '') return null
  if (/^(0|[1-9][0-9]{0,17})$/.test(String(wanted))) return BigInt(String(wanted))
  throw new InvalidInput([{ path: 'after', expected: 'must be a position', found: 'something else' }])
}
