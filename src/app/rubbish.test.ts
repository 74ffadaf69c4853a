// Every door is fed inputs made from its own schema, nearly right and wholly wrong. No answer is ever a mistake of ours,
// every no is a problem with its reasons, and a no has written nothing.
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey, newKey, permissionsOf, createAccount, Secret, SYSTEM_ACTOR } from '#auth'
import { openLog, performOne, newId, sequenceDocuments } from '#platform'
import { judgeTold } from '#test/answers'
import { type TestDatabase, testDatabase } from '#test/database'
import { type Known, madeFrom, rubbish } from '#test/rubbish'
import { loadExample } from './example.ts'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'

const RUNS = Number(process.env['LOTLINE_TEST_RUNS'] ?? 12)

let place: TestDatabase
let app: FastifyInstance
let known: Known
let owner: pg.Client
let everything = ''
/** The sums after the last no, while nothing was written since. */
let before: { [table: string]: string } | null = null
const headers: Record<string, string> = { 'content-type': 'application/json' }
const lines: string[] = []

/** What names an existing thing: the field of an input, and where its values are. */
const places: Readonly<Record<string, string>> = {
  itemId: 'select id::text from catalog.item',
  ownerId: "select id::text from partners.partner where is_owner",
  partnerId: "select id::text from partners.partner where code <> 'SELF'",
  supplierId: 'select id::text from partners.partner where is_supplier',
  customerId: 'select id::text from partners.partner where is_customer',
  originId: 'select id::text from partners.partner where is_supplier',
  lotId: 'select id::text from lots.lot',
  intoLotId: 'select id::text from lots.lot',
  wantedLotId: 'select id::text from lots.lot',
  locationId: 'select id::text from locations.location',
  fromLocationId: 'select id::text from locations.location',
  toLocationId: 'select id::text from locations.location',
  parentId: 'select id::text from locations.location',
  siteId: "select id::text from locations.location where kind = 'site'",
  channelId: 'select id::text from orders.channel',
  orderId: 'select id::text from orders.sales_order',
  lineId: 'select id::text from orders.line',
  documentId: 'select id::text from platform.document',
  id: 'select id::text from platform.document union select id::text from lots.lot union select id::text from orders.sales_order',
  holdId: 'select id::text from ledger.hold',
  accountId: 'select id::text from auth.account',
}

beforeAll(async () => {
  place = await testDatabase()
  await loadExample(place.database)
  await sequenceDocuments(place.database)
  const log = openLog('error', { write: (line) => void lines.push(line) })
  app = await openServer({ database: place.database, doors, questions, log })
  const accountId = newId()
  const payload = { accountId, login: 'all', name: 'All', password: new Secret('correct horse'), roles: ['administrator'] }
  const now = { actor: SYSTEM_ACTOR, occurredAt: new Date() }
  await performOne(place.database, createAccount, { id: newId(), ...now, payload })
  const { id, key, keyHash } = newKey()
  // Without `account.write`: a disabled maker would end the run.
  const scopes = [...permissionsOf(['administrator'])].filter((scope) => scope !== 'account.self')
  await performOne(place.database, createKey, {
    id, ...now, payload: { keyId: id, name: 'all', keyHash, scopes, accountId, expiresAt: null },
  })
  headers['authorization'] = `Bearer ${key}`
  owner = new pg.Client(place.config)
  await owner.connect()
  const rows = await Promise.all(Object.entries(places).map(async ([name, text]) => {
    const found = await owner.query<{ id: string }>(text)
    return [name, found.rows.map(({ id }) => id)] as const
  }))
  known = new Map(rows)
  // Pools and gates are what commands about an item wait for each other at: nothing is told by their rows.
  const tables = await owner.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and tablename not in ('pool', 'item_gate') order by 1`)
  // A key says every minute when it was last used, whatever it was used for.
  const textOf = (name: string) => (name === 'auth.api_key' ? "(to_jsonb(t) - 'last_used_at')::text" : 't::text')
  everything = tables.rows.map(({ name }) =>
    `select '${name}' as name, md5(string_agg(${textOf(name)}, '|' order by ${textOf(name)})) as sum from ${name} t`).join(' union all ')
})
afterAll(async () => {
  await owner.end()
  await app.close()
  await place.drop()
})

/** A sum of every table by its name; the statement is planned once. */
async function sumOfEverything(): Promise<{ [table: string]: string }> {
  const { rows } = await owner.query<{ name: string; sum: string }>({ name: 'sum-of-everything', text: everything })
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** Sends something and judges the answer; what it was, null for a no. */
async function judge(method: 'GET' | 'POST', url: string, payload?: string): Promise<unknown> {
  const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
  const told = `${answer.statusCode} ${answer.body.slice(0, 300)} ${answer.statusCode >= 500 ? lines.at(-1) : ''}`
  expect(answer.statusCode, told).toBeLessThan(500)
  if (answer.statusCode < 400) {
    before = null
    return answer.json()
  }
  expect(answer.headers['content-type'], told).toContain('application/problem+json')
  expect(answer.json(), told).toMatchObject({ status: answer.statusCode, code: expect.any(String), detail: expect.any(String) })
  // What was there is known again only after something was written.
  const after = await sumOfEverything()
  const changed = Object.keys(after).filter((name) => before !== null && after[name] !== before[name])
  expect(changed, told).toEqual([])
  before = after
  return null
}

test.each(doors.map((door) => [door.path, door] as const))('POST %s', async (path, door) => {
  const body = madeFrom(door.body, known).map((value) => JSON.stringify(value) ?? 'null')
  await fc.assert(fc.asyncProperty(body, async (payload) => void (await judge('POST', `/api/v1${path}`, payload))), { numRuns: RUNS })
})

test.each(doors.map((door) => [door.path, door] as const))('POST /sets%s', async (path, door) => {
  const set = fc.record({ commands: fc.oneof({ weight: 9, arbitrary: fc.array(madeFrom(door.body, known), { maxLength: 4 }) }, { weight: 1, arbitrary: rubbish }) })
  await fc.assert(fc.asyncProperty(set, async (payload) => void (await judge('POST', `/api/v1/sets${path}`, JSON.stringify(payload)))), {
    numRuns: Math.ceil(RUNS / 4),
  })
})

test.each(questions.map((door) => [door.path, door] as const))('GET %s', async (path, door) => {
  const input = madeFrom(door.input, known, 60).filter((value) => value !== null && typeof value === 'object' && !Array.isArray(value))
  await fc.assert(fc.asyncProperty(input, async (found) => {
    const asked = new Map(Object.entries(Object(found)).filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
    const address = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent((asked.get(name) ?? 'x').slice(0, 100).toWellFormed()) || 'x')
    for (const [, name] of path.matchAll(/:(\w+)/g)) asked.delete(name ?? '')
    const query = new URLSearchParams()
    for (const [name, value] of asked) query.set(name, value.slice(0, 2000))
    judgeTold(door, await judge('GET', `/api/v1${address}?${query}`))
  }), { numRuns: RUNS })
})
