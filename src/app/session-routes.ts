// The first run, signing in and out, for the web app: they set and take the cookie, so they are no doors.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import {
  type Attempts,
  createFirstAdministrator,
  hasAccounts,
  recogniseSession,
  Secret,
  SYSTEM_ACTOR,
  signIn,
  signOut,
} from '#auth'
import { type Complaint, type Database, inWords, newId, performOne, query, type Statement } from '#platform'
import { isTimeZone } from '#locations'
import { InvalidInput } from './problem.ts'
import type { DemoKeeper } from './demo-routes.ts'
import { clearSession, sessionTokenOf, setSession } from './server-access.ts'

/** What these routes need. */
export type SessionParts = {
  readonly database: Database
  readonly attempts: Attempts
  readonly loadExample?: (database: Database) => Promise<void>
  readonly demo: DemoKeeper
  readonly version: string
}

const open = { config: { needs: 'nothing' } }
const strict = { additionalProperties: false }
const Login = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S+$', description: 'A login without blanks.' })

const SignIn = Type.Object({ login: Login, password: Type.String({ minLength: 1, maxLength: 500 }) }, strict)
const FirstRun = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    login: Login,
    password: Type.String({ minLength: 1, maxLength: 500 }),
    start: Type.Enum(['demo', 'example', 'empty']),
    timeZone: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)

// Where the browser is that begins: sites for which nobody says a time zone are there.
const keepZone: Statement = {
  name: 'app.keep-zone-begun-in',
  text: `insert into platform.setting (name, value) values ('time_zone', $1::json) on conflict (name) do update set value = excluded.value`,
}

/** Who asks, as the web app needs to know it. */
export type Session = {
  readonly version: string
  /** True until the first account is made. */
  readonly isFirstRun: boolean
  /** True when the first run can fill an empty Lotline with the example. */
  readonly hasExample: boolean
  readonly account: { readonly id: string; readonly name: string; readonly login: string; readonly permissions: readonly string[] } | null
}

/** Opens `/api/v1/session` and `/api/v1/first-run`. */
export function openSessionRoutes(app: FastifyInstance, parts: SessionParts): void {
  const { database, attempts } = parts
  app.get('/api/v1/session', open, (request) => sessionOf(parts, request))
  app.post('/api/v1/session', open, async (request, reply) => {
    const { login, password } = read(SignIn, request.body)
    attempts.begin(login, request.ip)
    const token = await signIn(database, login, new Secret(password))
    attempts.succeeded(login, request.ip)
    return enter(parts, request, reply, token)
  })
  app.delete('/api/v1/session', open, async (request, reply) => {
    const token = sessionTokenOf(request)
    if (token !== null) await signOut(database, token)
    clearSession(reply)
    return reply.code(204).send()
  })
  app.post('/api/v1/first-run', open, async (request, reply) => {
    const { name, login, password, start, timeZone } = read(FirstRun, request.body)
    const id = newId()
    const payload = { accountId: id, login, name, password: new Secret(password), roles: ['administrator'] }
    await performOne(database, createFirstAdministrator, { id, actor: SYSTEM_ACTOR, occurredAt: new Date(), payload })
    if (timeZone !== undefined && isTimeZone(timeZone)) await query(database, keepZone, [JSON.stringify(timeZone)])
    if (start === 'example') await parts.loadExample?.(database)
    // It loads on while whoever began looks around.
    if (start === 'demo') await parts.demo.load()
    return enter(parts, request, reply, await signIn(database, login, new Secret(password)))
  })
}

async function enter(parts: SessionParts, request: FastifyRequest, reply: FastifyReply, token: string): Promise<Session> {
  setSession(reply, token)
  // Recognised by the session that begins now, not by the one the request came with.
  request.asker = await recogniseSession(parts.database, token)
  return sessionOf(parts, request)
}

async function sessionOf(parts: SessionParts, { asker }: FastifyRequest): Promise<Session> {
  const account = asker === null ? null : { id: asker.id, name: asker.name, login: asker.login, permissions: [...asker.permissions].sort() }
  return {
    version: parts.version,
    isFirstRun: account === null && !(await hasAccounts(parts.database)),
    hasExample: parts.loadExample !== undefined,
    account,
  }
}

function read<Body extends typeof SignIn | typeof FirstRun>(body: Body, raw: unknown): Static<Body> {
  const compiled = Compile(body)
  if (compiled.Check(raw)) return raw
  const complaints: Complaint[] = inWords(body, compiled.Errors(raw), raw)
  throw new InvalidInput(complaints)
}
