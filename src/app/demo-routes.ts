// Loading and removing the demo company over HTTP. They take longer than a request, or cannot be a document of the record
// they remove, so they are no doors.
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Refusal } from '#kernel'
import { type Database, inWords, type Log } from '#platform'
import { loadDemo } from './demo/load.ts'
import { removeDemo } from './demo/remove.ts'
import type { PlanSize } from './demo/plan-types.ts'
import { demoQuestions, readDemo } from './demo/state.ts'
import { InvalidInput } from './problem.ts'
import { askerOf } from './server-access.ts'

/** Loads beside the requests; `load` is over once it began. @throws Refusal when it may not begin. */
export type DemoKeeper = { load(): Promise<void> }

const Remove = Type.Object(
  { typed: Type.String({ maxLength: 100 }), others: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
)
const remove = Compile(Remove)
const [demo] = demoQuestions

/** Opens `POST /api/v1/demo` and `POST /api/v1/demo/remove`. A load that was cut off goes on with the start. */
export function openDemoRoutes(app: FastifyInstance, { database, log, demoSize }: { readonly database: Database; readonly log: Log; readonly demoSize?: PlanSize }): DemoKeeper {
  const keeper = keepDemo(database, log, demoSize)
  app.addHook('onReady', async () => {
    const kept = await readDemo(database).catch(() => null)
    if (kept?.state === 'loading') await keeper.load().catch(() => undefined)
  })
  app.addHook('onClose', () => keeper.stop())
  const needs = { config: { needs: 'demo.write' } }
  app.post('/api/v1/demo', needs, async (_, reply) => {
    await keeper.load()
    return reply.code(202).send(await demo?.ask(database, {}))
  })
  app.post('/api/v1/demo/remove', needs, async (request) => {
    const body = request.body
    if (!remove.Check(body)) throw new InvalidInput(inWords(Remove, remove.Errors(body), body))
    return removeDemo(database, { ...body, actor: askerOf(request) })
  })
  return keeper
}

function keepDemo(database: Database, log: Log, size: PlanSize | undefined): DemoKeeper & { stop(): Promise<void> } {
  const halt = new AbortController()
  let running: Promise<unknown> | null = null
  return {
    load: () => new Promise((began, refused) => {
      if (running !== null) return began()
      running = loadDemo(database, { halt: halt.signal, progress: () => began(), ...(size === undefined ? {} : { size }) })
        .then(({ state, done }) => log.info({ state, done }, 'The demo company was loaded.'))
        .catch((err: unknown) => {
          if (!(err instanceof Refusal)) log.error({ err }, 'The demo company could not be loaded.')
          refused(err)
        })
        .finally(() => {
          running = null
        })
    }),
    async stop() {
      halt.abort()
      await running
    },
  }
}
