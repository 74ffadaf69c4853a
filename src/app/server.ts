// The web server: every door on HTTP, the stream of changes, the description of the API, the pages.
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { type Attempts, countAttempts, isPermission } from '#auth'
import {
  type CommandDoor,
  type Database,
  type Log,
  newId,
  type QueryDoor,
  query,
  type Statement,
} from '#platform'
import type { PlanSize } from './demo/plan-types.ts'
import { openDemoRoutes } from './demo-routes.ts'
import { describeApi } from './openapi.ts'
import { jsonText, type Problem, problemOf, Turned } from './problem.ts'
import { inNames } from './in-names.ts'
import { openExportRoutes, openReportFiles } from './export-routes.ts'
import { openImportRoutes } from './import-routes.ts'
import { nowhere } from './not-found.ts'
import { guardRoutes } from './server-access.ts'
import { openCommandDoor, openQueryDoor } from './server-doors.ts'
import { VERSION } from './version.ts'
import { openSessionRoutes } from './session-routes.ts'
import { openStream, type StreamPace } from './sse.ts'
import { openWebFiles } from './web-files.ts'

/** What the server is made of. */
export type ServerParts = {
  readonly database: Database
  readonly doors: readonly CommandDoor[]
  readonly questions: readonly QueryDoor[]
  readonly log: Log
  /** Loads the small worked example; without it the first run offers to start empty alone. */
  readonly loadExample?: (database: Database) => Promise<void>
  /** True behind a proxy that speaks https: cookies and headers say so, and the proxy is believed. */
  readonly https?: boolean
  /** How much of the demo company is loaded; all of it when left out. */
  readonly demoSize?: PlanSize
  readonly pace?: StreamPace
  /** How long a close waits for what is being answered. */
  readonly secondsToEnd?: number
  readonly attempts?: Attempts
  /** The folder of the built web app; without it pages say how to build it. */
  readonly web?: string | null
}

const LARGEST_BODY = 16 * 1024 * 1024
const SECONDS_TO_SEND = 120

const alive: Statement = { name: 'app.alive', text: 'select 1 as alive' }

/**
 * Makes the server; it listens when told to.
 * @throws Error when two doors have one address or one kind, or a door names an unknown permission.
 */
export async function openServer(parts: ServerParts): Promise<FastifyInstance> {
  const { database, doors, questions, log, https = false } = parts
  refuseAmbiguity(doors, questions)
  const logger: FastifyBaseLogger = log
  const app = fastify({
    loggerInstance: logger,
    // A close waits for what is being answered; connections that only stand open are closed at once.
    forceCloseConnections: 'idle',
    requestTimeout: SECONDS_TO_SEND * 1000,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    trustProxy: https ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    genReqId: () => newId(),
    // Every fastify error is told as a problem, also of addresses that cannot be read.
    frameworkErrors: (error, request, reply) => void tell(error, request, reply),
  })
  app.setReplySerializer((payload) => jsonText(payload))
  app.setErrorHandler(async (error, request, reply) => tell(await inNames(database, error), request, reply))
  app.setNotFoundHandler((request, reply) => {
    if (isPage(request)) return page(reply)
    const allowed = methodsAt(request.url)
    if (allowed === '') return tell(new Turned(404, 'not_found', nowhere(request.url)), request, reply)
    const says = `This address takes ${allowed}, not ${request.method}.`
    return tell(new Turned(405, 'wrong_method', says), request, reply.header('allow', allowed))
  })
  await app.register(cookie)
  await app.register(helmet, headersFor(https))
  app.removeContentTypeParser('text/plain')
  const methodsAt = noteMethods(app)
  endInTime(app, parts.secondsToEnd ?? 10)
  guardRoutes(app, database)
  noteRequests(app)
  const page = await openWebFiles(app, parts.web ?? null)
  for (const door of doors) openCommandDoor(app, database, door)
  for (const question of questions) openQueryDoor(app, database, question)
  await openImportRoutes(app, database)
  openExportRoutes(app, database, questions)
  openReportFiles(app, database, questions)
  openStream(app, database, parts.pace)
  const description = describeApi(doors, questions, VERSION)
  app.get('/api/openapi.json', { config: { needs: 'nothing' } }, async () => description)
  app.get('/health', { config: { needs: 'nothing' } }, async () => {
    await query(database, alive)
    return { status: 'ok', version: VERSION }
  })
  const demo = openDemoRoutes(app, parts)
  openSessionRoutes(app, { ...parts, demo, attempts: parts.attempts ?? countAttempts(), version: VERSION })
  return app
}

function refuseAmbiguity(doors: readonly CommandDoor[], questions: readonly QueryDoor[]): void {
  const addresses = [
    ...doors.map(({ path }) => `POST ${path}`),
    ...questions.map(({ path }) => `GET ${path.replace(/:\w+/g, ':')}`),
  ]
  refuseTwice(addresses, 'address')
  refuseTwice(
    doors.map(({ kind }) => kind),
    'kind',
  )
  for (const { path, permission } of [...doors, ...questions]) {
    if (isPermission(permission)) continue
    throw new Error(`The door ${path} names the unknown permission ${permission}.`)
  }
}

function refuseTwice(names: readonly string[], what: string): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new Error(`Two doors have the ${what} ${twice}.`)
}

function headersFor(https: boolean): object {
  const directives = {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // The component library writes the sizes of things into the page.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    workerSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    // On plain http these two would lock a browser out of its own address.
    ...(https ? { upgradeInsecureRequests: [] } : {}),
  }
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: https ? { maxAge: 180 * 86_400 } : false,
    referrerPolicy: { policy: 'same-origin' },
    ...(https ? {} : { crossOriginOpenerPolicy: false, originAgentCluster: false }),
  }
}

// Whoever is still being answered after so long is cut off: a stop must come to an end.
function endInTime(app: FastifyInstance, seconds: number): void {
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), seconds * 1000).unref()
  })
}

// Which methods each address takes, noted as the routes are opened; one at a time, for `Allow`.
function noteMethods(app: FastifyInstance): (url: string) => string {
  const routes: { readonly method: string; readonly address: RegExp }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const address = new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`)
    for (const one of [method].flat()) routes.push({ method: one, address })
  })
  return (url) => {
    const path = url.replace(/[?#].*$/s, '')
    return routes.filter(({ address }) => address.test(path)).map(({ method }) => method).join(', ')
  }
}

// The route's pattern and never the address: addresses hold what people searched for.
function noteRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    if (request.url === '/health') return
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        actorId: request.asker?.id ?? null,
      },
      'answered',
    )
  })
}

function tell(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem: Problem = problemOf(error)
  if (problem.status >= 500) request.log.error({ err: error, bug: problem.bug }, problem.title)
  reply.code(problem.status)
  return reply.type('application/problem+json; charset=utf-8').send(jsonText(problem))
}

// An address somebody follows; what the app does not know it says itself.
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const { accept = '*/*' } = headers
  // A look from a terminal takes anything.
  const isAsked = (method === 'GET' || method === 'HEAD') && (accept.includes('text/html') || accept.trim() === '*/*')
  return isAsked && !/^\/(api|assets|health)(\/|\?|$)/.test(url)
}
