// What the server says of requests it cannot take: always a problem, and always the whole of it.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, createKey, newKey, permissionsOf, Secret, SYSTEM_ACTOR } from '#auth'
import { NIL } from '#kernel'
import { openLog, performOne } from '#platform'
import { type TestDatabase, testDatabase } from '#test/database'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'

let place: TestDatabase
let app: FastifyInstance
let key = ''

beforeAll(async () => {
  place = await testDatabase()
  app = await openServer({ database: place.database, doors, questions, log: openLog('silent') })
  const accountId = randomUUID()
  const by = { actor: SYSTEM_ACTOR, occurredAt: new Date() }
  const account = { accountId, login: 'shop', name: 'Shop', password: new Secret('correct horse'), roles: ['manager'] }
  await performOne(place.database, createAccount, { id: randomUUID(), ...by, payload: account })
  const made = newKey()
  const scopes = [...permissionsOf(['manager'])].filter((scope) => scope !== 'account.self')
  const payload = { keyId: made.id, name: 'shop', keyHash: made.keyHash, scopes, accountId, expiresAt: null }
  await performOne(place.database, createKey, { id: randomUUID(), ...by, payload })
  key = made.key
})
afterAll(async () => {
  await app.close()
  await place.drop()
})

const json = 'application/json'

function post(url: string, payload: string | Buffer, type: string | null = json, more: object = {}) {
  const headers = { authorization: `Bearer ${key}`, ...(type === null ? {} : { 'content-type': type }), ...more }
  return app.inject({ method: 'POST', url, headers, payload })
}

const deep = (levels: number) => `{"code":${'['.repeat(levels)}${']'.repeat(levels)}}`

test.each<[string, string, string | null, number, string]>([
  ['broken JSON', '{"code":', json, 400, 'not_understood'],
  ['no JSON at all', 'code=A', json, 400, 'not_understood'],
  ['an empty body', '', json, 400, 'not_understood'],
  ['a poisoned object', '{"code":"A","__proto__":{"admin":true}}', json, 400, 'not_understood'],
  ['a poisoned constructor', '{"code":"A","constructor":{"prototype":{"admin":true}}}', json, 400, 'not_understood'],
  ['a form', 'code=A', 'application/x-www-form-urlencoded', 415, 'wrong_content_type'],
  ['plain text', '{"code":"A"}', 'text/plain', 415, 'wrong_content_type'],
  ['XML', '<code>A</code>', 'application/xml', 415, 'wrong_content_type'],
  ['no content type', '{"code":"A"}', null, 415, 'wrong_content_type'],
  ['a body above 16 MB', `{"code":"${'A'.repeat(17 * 1024 * 1024)}"}`, json, 413, 'too_large'],
  ['a list', '[]', json, 422, 'invalid_input'],
  ['nothing', 'null', json, 422, 'invalid_input'],
  ['a number', '7', json, 422, 'invalid_input'],
  ['a million levels', deep(1_000_000), json, 422, 'invalid_input'],
  ['a hundred levels', deep(100), json, 422, 'invalid_input'],
])('%s is a problem', async (_, body, type, status, code) => {
  for (const url of ['/api/v1/partners', '/api/v1/sets/partners']) {
    const answer = await post(url, body, type)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({ type: `urn:lotline:problem:${code}`, status, title: expect.any(String) })
    expect(answer.body.length).toBeLessThan(2000)
  }
})

test('a charset with the content type is no reason to refuse', async () => {
  expect((await post('/api/v1/partners', `{"code":"${randomUUID()}"}`, 'application/json; charset=utf-8')).statusCode).toBe(200)
})

test.each<[string, string, string]>([
  ['PUT', '/api/v1/partners', 'POST, GET, HEAD'],
  ['DELETE', `/api/v1/lots/${randomUUID()}`, 'GET, HEAD'],
  ['GET', '/api/v1/stock/move', 'POST'],
  ['PATCH', '/api/openapi.json', 'GET, HEAD'],
])('%s %s is told which methods the address takes', async (method, url, allow) => {
  const answer = await app.inject({ method: method as 'PUT', url, headers: { authorization: `Bearer ${key}` } })
  expect([answer.statusCode, answer.json().code]).toEqual([405, 'wrong_method'])
  expect(String(answer.headers.allow).split(', ').sort()).toEqual(allow.split(', ').sort())
})

test('an address nobody serves is missing, also one that cannot be read', async () => {
  for (const url of ['/api/v1/nothing', '/api', '/api/v2/lots', '/api/v1/lots/%zz', `/api/v1/lots/${'x'.repeat(500)}`]) {
    const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } })
    expect([url, answer.statusCode < 500, answer.headers['content-type']]).toEqual([url, true, 'application/problem+json; charset=utf-8'])
  }
})

// As long as ids are, and of the same signs.
const noId = `${'-'.repeat(35)}a`

test('a key or an id that only looks like one is told, and is no mistake of ours', async () => {
  const asked = (url: string, token: string) => app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } })
  const keyed = await asked('/api/v1/items', `lot_${noId}_${'a'.repeat(43)}`)
  expect([keyed.statusCode, keyed.json().code]).toEqual([401, 'not_signed_in'])
  const named = await asked(`/api/v1/names?ids=${randomUUID()},${noId}`, key)
  expect([named.statusCode, named.json().errors?.[0].path]).toEqual([422, 'ids'])
  expect((await asked(`/api/v1/names?ids=${randomUUID()},${randomUUID()}`, key)).json()).toEqual({ rows: [] })
})

test('a moment that does not exist, or that the database cannot read, is told', async () => {
  for (const moment of ['2026-02-31T00:00:00Z', '0000-01-01T00:00:00Z', '2026-03-01T00:00:00-23:59', '2026-03-01T00:00:00Z[Europe/Berlin]']) {
    const url = `/api/v1/stock/as-of?at=${encodeURIComponent(moment)}`
    const asked = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } })
    const told = await post('/api/v1/partners', JSON.stringify({ code: randomUUID(), occurredAt: moment }), 'application/json')
    expect([asked, told].map((one) => [one.statusCode, one.json().errors?.[0].path])).toEqual([[422, 'at'], [422, 'occurredAt']])
  }
})

test('everything wrong with a query string is told at once', async () => {
  const url = '/api/v1/lots?itemId=1&expiringBefore=2026-02-30&limit=501&limit=2&typo=1&q=a%00'
  const answer = await app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${key}` } })
  expect(answer.statusCode).toBe(422)
  const told = answer.json().errors.map(({ path, found }: { path: string; found: string }) => [path, found])
  expect(Object.fromEntries(told)).toEqual({
    itemId: '"1"', expiringBefore: '"2026-02-30"', limit: 'a list of 2', typo: '"typo"', q: '"a\\u0000"',
  })
})

const paged = ({ input }: { input: unknown }) =>
  'limit' in Object(input).properties && ['after', 'before'].some((name) => name in Object(input).properties)

test.each(questions.filter(paged).map((door) => door.path))(
  'GET %s takes pages of 1 to 500 rows, and no cursor that it did not give',
  async (path) => {
    const status = async (query: string) =>
      (await app.inject({ method: 'GET', url: `/api/v1${path}?${query}`, headers: { authorization: `Bearer ${key}` } })).statusCode
    for (const limit of ['1', '500']) expect([limit, await status(`limit=${limit}`)]).toEqual([limit, 200])
    for (const limit of ['0', '501', '-1', '1e2', '', 'all', '05']) expect([limit, await status(`limit=${limit}`)]).toEqual([limit, 422])
    const [cursor] = Object.keys(Object(doorAt(path)?.input).properties).filter((name) => name === 'after' || name === 'before')
    for (const value of ['', 'x', '-1', "'", randomUUID().slice(1)]) {
      expect([value, await status(`${cursor}=${encodeURIComponent(value)}`)]).toEqual([value, 422])
    }
  },
)

function doorAt(path: string) {
  return questions.find((door) => door.path === path)
}

test('more than eight faults are all told', async () => {
  const fields = ['itemId', 'lotId', 'ownerId', 'fromLocationId', 'toLocationId']
  const lines = Array.from({ length: 4 }, () => ({ ...Object.fromEntries(fields.map((name) => [name, 'x'])), quantity: '0' }))
  const errors = (await post('/api/v1/stock/move', JSON.stringify({ id: 'x', lines }))).json().errors
  expect(errors.length).toBe(4 * 6 + 1)
})

// It stands for no lot and for no customer: something of that id would be taken for nothing, or nothing for it.
test.each([
  ['/items', 'itemId'], ['/partners', 'partnerId'], ['/locations', 'locationId'], ['/lots', 'lotId'], ['/channels', 'channelId'],
  ['/holds', 'holdId'], ['/announcements', 'announcementId'], ['/announcements', 'lines.0.lineId'], ['/receipts', 'lines.0.lot.lotId'],
  ['/opening-stock', 'lines.0.lot.lotId'], ['/transformations', 'outputs.0.lotId'], ['/orders', 'orderId'], ['/orders', 'lines.0.lineId'],
  ['/orders/change', 'add.0.lineId'], ['/partners', 'id'], ['/orders', 'id'],
])('%s: nothing is made whose %s is the nil UUID', async (path, place) => {
  const found: { path: string; found: string }[] = (await post(`/api/v1${path}`, JSON.stringify(bodyWith(place, NIL)))).json().errors
  const other: { path: string }[] = (await post(`/api/v1${path}`, JSON.stringify(bodyWith(place, randomUUID())))).json().errors ?? []

  expect(found.find((one) => one.path === place)?.found).toBe(JSON.stringify(NIL))
  expect(other.map((one) => one.path)).not.toContain(place)
})

test('a lot code of more than 100 characters is told wherever a lot gets one', async () => {
  const [id, code] = [randomUUID(), 'L'.repeat(101)]
  const end = { itemId: id, locationId: id, quantity: '1' }
  const bodies: [string, object, string][] = [
    ['/lots', { itemId: id, code }, 'code'],
    ['/lots/change', { lotId: id, code }, 'code'],
    ['/transformations', { kind: 'split', siteId: id, inputs: [{ ...end, lotId: id }], outputs: [{ ...end, code }] }, 'outputs.0.code'],
    ['/receipts', { supplierId: id, siteId: id, lines: [{ itemId: id, quantity: '1', lot: { code } }] }, 'lines.0.lot.code'],
  ]
  for (const [path, body, at] of bodies) {
    const answer = await post(`/api/v1${path}`, JSON.stringify({ id: randomUUID(), ...body }))
    expect([path, answer.statusCode, answer.json().errors]).toEqual([path, 422, [{ path: at, expected: 'must have at most 100 characters', found: expect.anything() }]])
  }
})

test('a key for idempotency is not the nil UUID', async () => {
  const { errors } = (await post('/api/v1/partners', '{"code":"NIL"}', json, { 'idempotency-key': NIL })).json()
  expect(errors).toEqual([{ path: 'Idempotency-Key', expected: 'must be a UUID, and not the nil UUID', found: JSON.stringify(NIL) }])
})

function bodyWith(path: string, value: string): unknown {
  return path.split('.').reduceRight<unknown>((body, name) => (name === '0' ? [body] : { [name]: body }), value)
}
