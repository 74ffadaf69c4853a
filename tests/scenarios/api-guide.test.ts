// docs/api.md is true: its programs run in their order against the real server, and answer what it says they answer.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKey, SYSTEM_ACTOR } from '#auth'
import { deliverWebhooks, newId, openLog, sendWithin, sequenceDocuments } from '#platform'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { type TestDatabase, testDatabase } from '#test/database'

const guide = readFileSync('docs/api.md', 'utf8')
const blocks = [...guide.matchAll(/^```(js|json)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }))
const SECRET = 'a secret of thirty characters.'
const folder = mkdtempSync(join(tmpdir(), 'lotline-guide-'))
const delivered: { body: Buffer; header: string }[] = []
let place: TestDatabase
let app: FastifyInstance
let receiver: Server

async function go(path: string, body: object): Promise<Record<string, unknown>> {
  const door = doors.find((one) => one.path === path)
  const [outcome] = await door?.many(place.database, [{ id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), body }]) ?? []
  if (outcome?.ok !== true) throw new Error(`${path}: ${JSON.stringify(outcome)}`)
  return outcome.answer
}

beforeAll(async () => {
  place = await testDatabase()
  const [siteId, itemId, supplierId, accountId, keyed] = [newId(), newId(), newId(), newId(), newKey()]
  const { parts } = await go('/locations', { locationId: siteId, code: 'MAIN', kind: 'site', timeZone: 'UTC' })
  await go('/items', { itemId, sku: 'TEA-1', name: 'Green tea', baseUnit: 'piece', trackingMode: 'lot' })
  await go('/partners', { partnerId: supplierId, code: 'FARM', roles: ['supplier'] })
  await go('/channels', { code: 'WEB', name: 'Web shop' })
  await go('/receipts', { supplierId, siteId, lines: [{ itemId, quantity: '10', toLocationId: Object(parts).storage, lot: { code: 'A-17' } }] })
  await go('/accounts', { accountId, login: 'admin', name: 'A', password: 'a long password', roles: ['administrator'] })
  const scopes = /--scope (.+)/.exec(guide)?.[1]?.split(' ')
  await go('/keys', { keyId: keyed.id, name: 'shop', keyHash: keyed.keyHash, accountId, scopes })
  await sequenceDocuments(place.database)
  app = await openServer({ database: place.database, doors, questions, log: openLog('silent'), pace: { lookEvery: 20, beatEvery: 1_000 } })
  receiver = createServer((request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      delivered.push({ body: Buffer.concat(parts), header: String(request.headers['lotline-signature']) })
      reply.end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  process.env['LOTLINE'] = await app.listen({ port: 0, host: '127.0.0.1' })
  process.env['LOTLINE_KEY'] = keyed.key
  process.env['HOOK_SECRET'] = SECRET
  process.env['HOOK_URL'] = `http://127.0.0.1:${Object(receiver.address()).port}/`
})
afterAll(async () => {
  receiver.close()
  await app.close()
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** The guide as one module: every program, and what `answer` was after each. */
async function run(): Promise<{ answers: unknown[]; isFromLotline: (...given: unknown[]) => boolean }> {
  const programs = blocks.map(({ kind, text }) => (kind === 'js' ? text : 'answers.push(structuredClone(answer))\n'))
  const file = join(folder, 'guide.mjs')
  writeFileSync(file, `let answer\nexport const answers = []\n${programs.join('\n')}`)
  return import(/* @vite-ignore */ pathToFileURL(file).href)
}

/** A told answer, with `…` where ids, cursors and the like stand. */
function matches(said: unknown, found: unknown): unknown {
  if (typeof said === 'string' && said.includes('…')) {
    const pattern = new RegExp(`^${said.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`)
    return typeof found === 'string' && pattern.test(found) ? said : found
  }
  if (Array.isArray(found)) return found.map((one, at) => matches(Array.isArray(said) ? said[at] : undefined, one))
  if (found === null || typeof found !== 'object') return found
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, matches(Object(said)[name], value)]))
}

test('every program of the guide runs, and answers what the guide says', async () => {
  const { answers, isFromLotline } = await run()

  const said = blocks.filter(({ kind }) => kind === 'json').map(({ text }) => JSON.parse(text))
  expect(said.length).toBeGreaterThan(8)
  expect(answers.map((found, at) => matches(said[at], found))).toEqual(said)

  await sequenceDocuments(place.database)
  await deliverWebhooks(place.database, sendWithin(5, true))
  const [{ body, header } = { body: Buffer.alloc(0), header: '' }] = delivered
  const { changes } = JSON.parse(body.toString()) as { changes: { kind: string }[] }
  expect(changes.map(({ kind }) => kind)).toEqual(['place_order', 'place_order'])
  const late = Date.now() + 301_000
  expect([
    isFromLotline(SECRET, header, body), isFromLotline('another secret', header, body), isFromLotline(SECRET, header, `${body} `),
    isFromLotline(SECRET, header, body, late), isFromLotline(SECRET, header.replace('t=', 't=1'), body),
    isFromLotline(SECRET, 'nonsense', body), isFromLotline(SECRET, undefined, body),
  ]).toEqual([true, false, false, false, false, false, false])
})
