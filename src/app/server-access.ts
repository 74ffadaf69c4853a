// Who a request comes from, and whether it may come at all. Every route says what it needs.
import '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  isPermission,
  type Recognised,
  recogniseKey,
  recogniseSession,
  SESSION_SECONDS,
} from '#auth'
import { type Database, platformRefusals } from '#platform'
import { Refusal } from '#kernel'
import { Turned } from './problem.ts'

/** What a route needs: nothing, somebody signed in, or a permission. */
export type Needs = 'nothing' | 'signed-in' | (string & {})

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs
  }
  interface FastifyRequest {
    asker: Recognised | null
  }
}

const COOKIE = 'lotline_session'

/** Guards every route. A route that does not say what it needs stops the start. */
export function guardRoutes(app: FastifyInstance, database: Database): void {
  app.decorateRequest('asker', null)
  app.addHook('onRoute', (route) => {
    const needs = route.config?.needs
    const known = needs === 'nothing' || needs === 'signed-in' || isPermission(needs ?? '')
    if (known) return
    const says = needs === undefined ? 'no permission' : `the unknown permission ${needs}`
    throw new Error(`${String(route.method)} ${route.url} names ${says}.`)
  })
  app.addHook('onRequest', async (request) => {
    const needs = request.routeOptions.config.needs
    request.asker = await recognise(request, database)
    // An address nobody serves; it is answered as missing.
    if (needs === undefined) return
    refuseForeignWrite(request)
    if (needs === 'nothing') return
    if (request.asker === null) {
      throw new Turned(401, 'not_signed_in', 'Sign in, or send a key as Bearer.')
    }
    if (needs !== 'signed-in' && !request.asker.permissions.has(needs)) {
      const permission = needs
      throw new Refusal('not_permitted', platformRefusals.not_permitted, { permission })
    }
  })
}

/** Whose request it is now; asked again by streams that stay open. */
export async function recognise(
  request: FastifyRequest,
  database: Database,
): Promise<Recognised | null> {
  const [scheme, key] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() === 'bearer' && key !== undefined) return recogniseKey(database, key)
  const token = sessionTokenOf(request)
  return token === null ? null : recogniseSession(database, token)
}

/** Whoever passed the guard. */
export function askerOf(request: FastifyRequest): Recognised {
  if (request.asker === null) throw new Error(`${request.url} is served to nobody in particular.`)
  return request.asker
}

export function sessionTokenOf(request: FastifyRequest): string | null {
  return request.cookies[COOKIE] ?? null
}

export function setSession(reply: FastifyReply, token: string): void {
  const secure = reply.request.protocol === 'https'
  const kept = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  reply.setCookie(COOKIE, token, { ...kept, maxAge: SESSION_SECONDS })
}

export function clearSession(reply: FastifyReply): void {
  reply.clearCookie(COOKIE, { path: '/' })
}

// A browser sends the cookie along with what other sites make it write; those writes end here. So do
// sign-ins, which another site could make in its own name. Keys are never sent by a browser by itself.
function refuseForeignWrite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (request.asker?.by === 'key') return
  const page = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const bySite = page === undefined || page === 'same-origin' || page === 'none'
  const byOrigin = origin === undefined || hostOf(origin) === request.host
  const told = page !== undefined || origin !== undefined
  if (bySite && byOrigin && (told || request.asker === null)) return
  throw new Turned(403, 'foreign_site', 'This was sent by another site; open the page again.')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
