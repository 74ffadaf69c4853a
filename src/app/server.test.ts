// The server from outside: who may come in, what is told, what is kept quiet.
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createAccount,
  createKey,
  newKey,
  permissionsOf,
  roleNames,
  Secret,
  SYSTEM_ACTOR,
} from '#auth'
import { openLog, performOne, queryDoor, sequenceDocuments } from '#platform'
import { type TestDatabase, testDatabase } from '#test/database'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'

const PASSWORD = 'correct horse battery'
const lines: string[] = []
const sink = new Writable({
  write(chunk, _, done) {
    lines.push(String(chunk))
    done()
  },
})
const log = openLog('debug', sink)

let test_: TestDatabase
let app: FastifyInstance
const keys = new Map<string, string>()

async function makeKey(login: string, roles: readonly string[]): Promise<string> {
  const accountId = randomUUID()
  const now = new Date()
  const account = { accountId, login, name: login, password: new Secret(PASSWORD), roles }
  await performOne(test_.database, createAccount, {
    id: accountId, actor: SYSTEM_ACTOR, occurredAt: now, payload: account,
  })
  const { id, key, keyHash } = newKey()
  const scopes = [...permissionsOf(roles)].filter((scope) => scope !== 'account.self')
  await performOne(test_.database, createKey, {
    id,
    actor: SYSTEM_ACTOR,
    occurredAt: now,
    payload: { keyId: id, name: login, keyHash, scopes, accountId, expiresAt: null },
  })
  return key
}

function call(method: 'GET' | 'POST', url: string, key?: string, payload?: object, headers = {}) {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const body = payload === undefined ? {} : { payload }
  return app.inject({ method, url, headers: { ...authorization, ...headers }, ...body })
}

beforeAll(async () => {
  test_ = await testDatabase()
  app = await openServer({ database: test_.database, doors, questions, log })
  for (const role of roleNames) keys.set(role, await makeKey(role, [role]))
})
afterAll(async () => {
  await app.close()
  await test_.drop()
})

describe('doors', () => {
  test('every door is shut to whoever is nobody', async () => {
    for (const door of doors) {
      expect((await call('POST', `/api/v1${door.path}`, undefined, {})).statusCode).toBe(401)
      expect((await call('POST', `/api/v1/sets${door.path}`, undefined, {})).statusCode).toBe(401)
    }
    for (const door of questions) {
      const url = `/api/v1${door.path.replace(':id', randomUUID())}`
      expect((await call('GET', url)).statusCode).toBe(401)
    }
    expect((await call('GET', '/api/v1/changes/stream')).statusCode).toBe(401)
  })

  test.each(roleNames)('%s passes exactly the doors of its permissions', async (role) => {
    const held = permissionsOf([role])
    const mayByKey = ({ permission }: { readonly permission: string }) => held.has(permission) && permission !== 'account.self'
    for (const door of doors) {
      const status = (await call('POST', `/api/v1${door.path}`, keys.get(role), [])).statusCode
      expect([door.path, status]).toEqual([door.path, mayByKey(door) ? 422 : 403])
    }
    for (const door of questions) {
      const url = `/api/v1${door.path.replace(':id', 'x')}`
      const { statusCode } = await call('GET', url, keys.get(role))
      expect([door.path, statusCode === 403]).toEqual([door.path, !mayByKey(door)])
    }
  })

  test('a door with an unknown permission, address or kind twice stops the start', async () => {
    const parts = { database: test_.database, doors, questions, log }
    const odd = queryDoor({
      path: '/odd',
      summary: '',
      permission: 'odd.read',
      input: Type.Object({}),
      answer: Type.Object({}),
      ask: async () => ({}),
    })
    await expect(openServer({ ...parts, questions: [odd] })).rejects.toThrow('unknown permission')
    await expect(openServer({ ...parts, doors: [...doors, ...doors] })).rejects.toThrow('Two doors')
    const [one] = doors
    const moved = doors.slice(0, 1).map((door) => ({ ...door, path: '/elsewhere' }))
    if (one !== undefined) {
      await expect(openServer({ ...parts, doors: [one, ...moved] })).rejects.toThrow('kind')
    }
  })

  test('everything wrong is told at once, without quoting a password', async () => {
    const payload = { id: 'x', occurredAt: 'noon', login: '', password: ['hush-hush'], roles: ['king'] }
    const answer = await call('POST', '/api/v1/accounts', keys.get('administrator'), payload)
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const paths = answer.json().errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(expect.arrayContaining(['id', 'occurredAt', 'login', 'password', 'roles.0']))
    expect(answer.body).not.toContain('hush-hush')
  })

  test('a command sent again answers the same; with other contents it is refused', async () => {
    const key = keys.get('manager')
    const id = randomUUID()
    const send = (code: string) => call('POST', '/api/v1/partners', key, { id, code })
    const first = (await send('ACME')).json()
    expect(first).toEqual({ id, answer: { partnerId: id, code: 'ACME' } })
    expect((await send('ACME')).json()).toEqual({ ...first, repeated: true })
    const other = await send('OTHER')
    expect([other.statusCode, other.json().code]).toEqual([409, 'id_reused'])
    const body = { code: 'ACME' }
    const again = await call('POST', '/api/v1/partners', key, body, { 'idempotency-key': id })
    expect(again.json()).toEqual({ ...first, repeated: true })
  })

  test('a set answers each command alone', async () => {
    const commands = [{ code: 'SET-1' }, { code: 7 }, { code: 'SET-1' }]
    const answer = await call('POST', '/api/v1/sets/partners', keys.get('manager'), { commands })
    const outcomes = answer.json().outcomes
    expect(outcomes.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, false, false])
    expect(outcomes[1].problem.errors[0].path).toBe('code')
    expect(outcomes[2].problem.code).toBe('partner_code_taken')
    const many = Array.from({ length: 1001 }, () => ({}))
    const tooMany = await call('POST', '/api/v1/sets/partners', keys.get('manager'), { commands: many })
    expect(tooMany.statusCode).toBe(422)
  })

  test('what is not there is missing; a broken body is not understood', async () => {
    const key = keys.get('viewer')
    expect((await call('GET', `/api/v1/lots/${randomUUID()}`, key)).statusCode).toBe(404)
    expect((await call('GET', '/api/v1/nothing', key)).statusCode).toBe(404)
    const headers = { authorization: `Bearer ${keys.get('manager')}`, 'content-type': 'application/json' }
    const url = '/api/v1/partners'
    const broken = await app.inject({ method: 'POST', url, headers, payload: '{"code":' })
    expect([broken.statusCode, broken.json().code]).toEqual([400, 'not_understood'])
  })

  test('the API describes itself', async () => {
    const description = (await call('GET', '/api/openapi.json')).json()
    expect(description.openapi).toBe('3.1.0')
    for (const door of doors) {
      const { 'x-permission': permission, responses } = description.paths[`/api/v1${door.path}`].post
      expect([door.path, permission]).toEqual([door.path, door.permission])
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '409', '413', '415', '422', '503']))
    }
    const ids = Object.values<object>(description.paths).flatMap((path) =>
      Object.values(path).map((operation: { operationId: string }) => operation.operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect((await call('GET', '/health')).json().status).toBe('ok')
  })

  test('a mistake of ours tells an id alone, and the log tells the rest', async () => {
    const bad = queryDoor({
      path: '/bad',
      summary: '',
      permission: 'record.read',
      input: Type.Object({}),
      answer: Type.Object({}),
      ask: async () => {
        throw new Error('inner workings')
      },
    })
    const other = await openServer({ database: test_.database, doors: [], questions: [bad], log })
    const headers = { authorization: `Bearer ${keys.get('viewer')}` }
    const answer = await other.inject({ method: 'GET', url: '/api/v1/bad', headers })
    await other.close()
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('inner workings')
    expect(lines.join('')).toContain(answer.json().bug)
  })
})

describe('people', () => {
  const own = { 'sec-fetch-site': 'same-origin' }
  const signIn = (login: string, password: string) =>
    app.inject({ method: 'POST', url: '/api/v1/session', headers: own, payload: { login, password } })

  test('sign in, are known by their session, sign out', async () => {
    const entered = await signIn('OPERATOR', PASSWORD)
    expect(entered.statusCode).toBe(200)
    expect(entered.json().account).toMatchObject({ name: 'operator', permissions: expect.arrayContaining(['order.pick']) })
    expect(entered.body).not.toContain(PASSWORD)
    const [cookie] = entered.cookies
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    expect(cookie?.secure).toBeUndefined()
    const cookies = { lotline_session: cookie?.value ?? '' }
    const known = (await app.inject({ method: 'GET', url: '/api/v1/session', cookies })).json()
    expect([known.isFirstRun, known.account]).toEqual([false, entered.json().account])
    const foreign = { method: 'POST', url: '/api/v1/lots', cookies, payload: {} } as const
    const site = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
    expect((await app.inject({ ...foreign, headers: site })).json().code).toBe('foreign_site')
    expect((await app.inject(foreign)).json().code).toBe('foreign_site')
    const left = await app.inject({ method: 'DELETE', url: '/api/v1/session', cookies, headers: own })
    expect([left.statusCode, left.cookies[0]?.value]).toEqual([204, ''])
    const after = await app.inject({ method: 'GET', url: '/api/v1/lots', cookies })
    expect(after.statusCode).toBe(401)
  })

  test('guessing is slowed down, alike for logins that do not exist', async () => {
    for (const login of ['viewer', 'nobody']) {
      for (let nth = 0; nth < 10; nth++) {
        expect((await signIn(login, 'wrong wrong wrong')).statusCode).toBe(403)
      }
      expect((await signIn(login, PASSWORD)).statusCode).toBe(429)
    }
  })

  test('a sign-in of another site, or with more than it takes, is turned away', async () => {
    const cross = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }
    const foreign = await app.inject({ method: 'POST', url: '/api/v1/session', headers: cross, payload: { login: 'operator', password: PASSWORD } })
    expect(foreign.json().code).toBe('foreign_site')
    const odd = await app.inject({ method: 'POST', url: '/api/v1/session', headers: own, payload: { login: 'two words', password: '', role: 'administrator' } })
    expect(odd.json().errors.map(({ path }: { path: string }) => path).sort()).toEqual(['login', 'password', 'role'])
  })

  test('no secret is in the log', () => {
    const text = lines.join('')
    expect(text).toContain('answered')
    for (const secret of [PASSWORD, 'hush-hush', ...keys.values()]) expect(text).not.toContain(secret)
  })
})

describe('the first run', () => {
  test('many at once make one administrator, who is signed in', async () => {
    const fresh = await testDatabase()
    const started: string[] = []
    const first = await openServer({
      database: fresh.database,
      doors,
      questions,
      log,
      loadExample: async () => void started.push('example'),
    })
    const session = async () => (await first.inject({ method: 'GET', url: '/api/v1/session' })).json()
    expect(await session()).toMatchObject({ isFirstRun: true, hasExample: true, account: null })
    const begin = (login: string) =>
      first.inject({
        method: 'POST',
        url: '/api/v1/first-run',
        headers: { 'sec-fetch-site': 'same-origin' },
        payload: { login, name: 'A', password: PASSWORD, start: 'example' },
      })
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(begin))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409])
    expect(started).toEqual(['example'])
    expect((await session()).isFirstRun).toBe(false)
    expect((await begin('e')).statusCode).toBe(409)
    await first.close()
    await fresh.drop()
  })
})

describe('the web app', () => {
  test('its files and every address that is no file and no part of the API', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lotline-web-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html>the app')
    writeFileSync(join(folder, 'assets', 'a-1.js'), 'let a')
    writeFileSync(join(folder, 'assets', 'a-1.js.gz'), gzipSync('let a'))
    const server = await openServer({ database: test_.database, doors, questions, log, web: folder })
    const get = (url: string, headers = {}) => server.inject({ method: 'GET', url, headers: { accept: 'text/html', ...headers } })

    for (const url of ['/', '/lots?q=A', '/lots/01900000-0000-7000-8000-000000000001', '/nothing/here']) {
      const page = await get(url)
      expect([url, page.statusCode, page.body]).toEqual([url, 200, '<!doctype html>the app'])
      expect(page.headers['content-security-policy']).toContain("script-src 'self';")
      expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure')
      expect(page.headers['strict-transport-security']).toBeUndefined()
    }
    for (const headers of [{ accept: '*/*' }, {}]) expect((await server.inject({ method: 'GET', url: '/', headers })).statusCode).toBe(200)
    expect((await get('/', { accept: 'application/json' })).statusCode).toBe(404)
    expect((await get('/assets/a-1.js')).body).toBe('let a')
    const packed = await get('/assets/a-1.js', { 'accept-encoding': 'gzip' })
    expect([packed.headers['content-encoding'], packed.headers['cache-control']]).toEqual(['gzip', 'public, max-age=31536000, immutable'])
    for (const url of ['/assets/none.js', '/api/v1/nothing', '/api']) expect([url, (await get(url)).json().status]).toEqual([url, 404])
    for (const url of ['/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd']) {
      expect((await get(url)).body).not.toContain('root:')
    }
    await server.close()
    rmSync(folder, { recursive: true })
    const without = await openServer({ database: test_.database, doors, questions, log })
    expect((await without.inject({ method: 'GET', url: '/', headers: { accept: 'text/html' } })).body).toContain('npm start')
    await without.close()
  })
})

describe('the stream of changes', () => {
  test('goes on after the position last seen', async () => {
    const fresh = await testDatabase()
    const pace = { lookEvery: 20, beatEvery: 50 }
    const server = await openServer({ database: test_.database, doors, questions, log, pace })
    const address = await server.listen({ port: 0, host: '127.0.0.1' })
    await sequenceDocuments(test_.database)
    const authorization = `Bearer ${keys.get('viewer')}`
    const read = async (headers: Record<string, string>, after: string, until: number) => {
      const halt = new AbortController()
      const stream = await fetch(`${address}/api/v1/changes/stream?after=${after}`, {
        headers: { authorization, ...headers },
        signal: halt.signal,
      })
      let text = ''
      const decoder = new TextDecoder()
      for await (const chunk of stream.body ?? []) {
        text += decoder.decode(chunk)
        if ((text.match(/^id: /gm) ?? []).length >= until && text.includes('still here')) break
      }
      halt.abort()
      return [...text.matchAll(/^id: (\d+)$/gm)].map(([, position]) => Number(position))
    }
    expect((await read({}, '0', 5)).slice(0, 5)).toEqual([1, 2, 3, 4, 5])
    expect((await read({ 'last-event-id': '3' }, '0', 2)).slice(0, 2)).toEqual([4, 5])
    await server.close()
    await fresh.drop()
  })
})
