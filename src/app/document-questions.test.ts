import { afterAll, beforeAll, expect, test } from 'vitest'
import { alertsDoors } from '#alerts'
import { loadExample } from '#app/example'
import { newId, sequenceDocuments } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { anybody } from '#test/shop'
import { documentQuestions } from './document-questions.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
  await loadExample(place.database)
  await sequenceDocuments(place.database)
})
afterAll(() => place.drop())

type Row = { id: string; kind: string; about: string | null; aboutKind: string | null; aboutId: string | null; answer: { orderId?: string } }
const ask = async (path: string, input: object) => documentQuestions.find((door) => door.path === path)?.ask(place.database, input)

test('every document names what it is about, as people call it and with its page', async () => {
  const rows = Object(await ask('/documents', { limit: '500' })).rows as Row[]
  expect(rows.map(({ kind, aboutKind, about }) => `${kind}: ${aboutKind} ${about}`)).toEqual([
    'hold: lot P-1', 'return: return EX-RET-1', 'place_order: order EX-1003', 'place_order: order EX-1002', 'place_order: order EX-1001', 'transform: lot P-1',
    'receipt: receipt EX-R3', 'receipt: receipt EX-R2', 'receipt: receipt EX-R1', 'receipt: receipt EX-R0',
    'create-item: item EX-BLACK-BULK', 'create-item: item EX-BLACK-100', 'create-item: item EX-GREEN-100', 'create_channel: channel EX-WEB',
    'create-partner: partner EX-CAFE', 'create-partner: partner EX-ANNA', 'create-partner: partner EX-VALLEY', 'create-partner: partner EX-HILL',
    'create-location: location EXAMPLE',
  ])
  const [ordered] = rows.filter(({ kind }) => kind === 'place_order')
  expect(ordered?.aboutId).toBe(ordered?.answer.orderId)
  // Its page says of it what the list says.
  const { correctedBy, ...page } = Object(await ask('/documents/:id', { id: ordered?.id }))
  expect([{ id: ordered?.id, ...page }, correctedBy]).toEqual([ordered, []])
})

test('a page of documents asks once, however many rows it has', async () => {
  let asked = 0
  const { database } = place
  const counting = new Proxy(database, { get: (of, name) => { const it = Reflect.get(of, name); return typeof it === 'function' ? (...some: unknown[]) => { asked++; return Reflect.apply(it, of, some) } : it } })
  const door = documentQuestions.find(({ path }) => path === '/documents')
  const few = await door?.ask(counting, { limit: '2' })
  const once = asked
  asked = 0
  const many = await door?.ask(counting, { limit: '500' })
  expect([Object(few).rows.length, Object(many).rows.length]).toEqual([2, 19])
  expect(asked).toBe(once)
})

test('what is noted of alerts, and who changes them, names the rule', async () => {
  const ruleId = newId()
  const create = alertsDoors.find(({ path }) => path === '/alert-rules')
  const body = { ruleId, kind: 'held_long', name: 'Held for two days', days: 2, roles: ['quality'] }
  expect(await create?.many(place.database, [{ id: newId(), actor: anybody, occurredAt: new Date(), body }])).toMatchObject([{ ok: true }])
  const { rows } = Object(await ask('/documents', { limit: '1' })) as { rows: Row[] }
  expect(rows.map(({ about, aboutKind, aboutId }) => [about, aboutKind, aboutId])).toEqual([['Held for two days', 'alert_rule', ruleId]])
})

test('a document that is not there is none', async () => {
  expect(await ask('/documents/:id', { id: newId() })).toBeNull()
})
