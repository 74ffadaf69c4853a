// Alerts open when something fits a rule, close when it fits no longer, and nobody is told twice of the same.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccount, Secret, SYSTEM_ACTOR } from '#auth'
import { ledgerDoors, placeHold, releaseHold } from '#ledger'
import { defineAttribute } from '#lots'
import { cancelOrder } from '#orders'
import { type Actor, newId, noteJob, noteUpkeep, perform, query, sequenceDocuments } from '#platform'
import { announce, closeAnnouncement, receive } from '#receiving'
import { ask, askList } from '#test/ask'
import { arrival } from '#test/arrival'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, anybody, command, day, makeShop, outcome, said } from '#test/shop'
import { changeRule, createRule, seeAlerts, setReorderPoint } from './change-rules.ts'
import { noteAlerts } from './note-alerts.ts'
import { judge, MOST_AT_ONCE, MOST_OPEN } from './rules.ts'
import { alertsQuestions, watchForAlerts } from './index.ts'

type Kind = 'expiring' | 'below_reorder' | 'held_long' | 'delivery_overdue' | 'order_waiting' | 'drift' | 'job_failed'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY)

beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

// Every test has a shop and rules of its own; the rules of others are off.
beforeEach(async () => {
  shop = await makeShop(place.database)
  const { rules } = (await ask(alertsQuestions, place.database, '/alert-rules')) as { rules: { id: string }[] }
  for (const { id } of rules) await act(place.database, changeRule, { ruleId: id, isOn: false })
})

async function rule(kind: Kind, days = 0): Promise<string> {
  const ruleId = newId()
  const siteId = ['expiring', 'delivery_overdue', 'order_waiting'].includes(kind) ? shop.siteId : null
  await act(place.database, createRule, { ruleId, kind, name: kind, days, siteId, roles: ['manager'] })
  return ruleId
}
const look = (now?: Date) => watchForAlerts(place.database, now)
async function alertsOf(ruleId: string, which: 'open' | 'closed' | 'all' = 'open') {
  const { rows } = await askList(alertsQuestions, place.database, '/alerts', { ruleId, which })
  return rows.map(({ code, number, day: on }) => ({ code, number, day: on }))
}

test('a lot that ends soon opens an alert once, and it closes when nothing of it is left', async () => {
  const ruleId = await rule('expiring', 30)
  await shop.lot(10, day(29), 'SOON')
  await shop.lot(10, day(32), 'LATE')
  await shop.lot(10, null, 'NEVER')
  expect(await look()).toEqual({ opened: 1, closed: 0 })
  expect(await alertsOf(ruleId)).toEqual([{ code: 'SOON', number: '10', day: day(29) }])
  expect(await look()).toEqual({ opened: 0, closed: 0 })
  await shop.place(10, 'shipped')
  expect(await look()).toEqual({ opened: 0, closed: 1 })
  expect([await alertsOf(ruleId), (await alertsOf(ruleId, 'closed')).length]).toEqual([[], 1])
})

test('what closed and happens again opens another alert', async () => {
  const ruleId = await rule('below_reorder')
  await act(place.database, setReorderPoint, { itemId: shop.itemId, siteId: null, least: 10n })
  expect(await look()).toEqual({ opened: 1, closed: 0 })
  await shop.lot(10, null)
  expect(await look()).toEqual({ opened: 0, closed: 1 })
  await shop.place(1, 'shipped')
  await look()
  expect(await alertsOf(ruleId)).toMatchObject([{ number: '9' }])
  expect(await alertsOf(ruleId, 'all')).toHaveLength(2)
  await act(place.database, setReorderPoint, { itemId: shop.itemId, siteId: null, least: 0n })
  expect(await look()).toEqual({ opened: 0, closed: 1 })
})

test('stock that is held is not there to sell: below the reorder point', async () => {
  await rule('below_reorder')
  await act(place.database, setReorderPoint, { itemId: shop.itemId, siteId: shop.siteId, least: 5n })
  const lotId = await shop.lot(10, null)
  expect(await look()).toEqual({ opened: 0, closed: 0 })
  const holdId = newId()
  await act(place.database, placeHold, { holdId, scope: 'lot', itemId: shop.itemId, lotId, locationId: null, serial: null, supplierId: null, reason: 'Smells' })
  expect(await look()).toEqual({ opened: 1, closed: 0 })
  await act(place.database, releaseHold, { holdId, reason: 'Aired' })
  expect(await look()).toEqual({ opened: 0, closed: 1 })
})

test('what is announced is not to be ordered again, until it is closed without coming; what is past its use-by date is not there', async () => {
  const ruleId = await rule('below_reorder')
  await act(place.database, setReorderPoint, { itemId: shop.itemId, siteId: shop.siteId, least: 10n })
  await shop.lot(6, null)
  await look()
  expect(await alertsOf(ruleId)).toMatchObject([{ number: '6' }])
  const [announcementId, lineId] = [newId(), newId()]
  await act(place.database, announce, {
    announcementId, number: newId(), kind: 'purchase_order', supplierId: shop.supplierId, siteId: shop.siteId, expectedOn: day(5),
    lines: [{ lineId, itemId: shop.itemId, quantity: 10n, lotCode: null }],
  })
  await look()
  expect(await alertsOf(ruleId)).toEqual([])
  // Half of it came: what is there and what is still to come is enough.
  await act(place.database, receive, { ...arrival(shop, { quantity: '4', announcementLineId: lineId }), announcementId })
  expect(await look()).toEqual({ opened: 0, closed: 0 })
  const { points } = (await ask(alertsQuestions, place.database, '/reorder-points')) as { points: { itemId: string; onHand: string; expected: string }[] }
  expect(points.find(({ itemId }) => itemId === shop.itemId)).toMatchObject({ onHand: '10', expected: '6' })
  await shop.place(5, 'shipped')
  await act(place.database, closeAnnouncement, { announcementId, reason: 'The rest will not come' })
  await look()
  expect(await alertsOf(ruleId)).toMatchObject([{ number: '5' }])
  await act(place.database, setReorderPoint, { itemId: shop.itemId, siteId: shop.siteId, least: 3n })
  await look()
  expect(await alertsOf(ruleId)).toEqual([])
  await query(place.database, { name: '', text: `update lots.lot set use_by_on = $2, use_by_precision = 'day' where item_id = $1` }, [shop.itemId, day(-2)])
  await look()
  expect(await alertsOf(ruleId)).toMatchObject([{ number: '0' }])
})

test('an open alert says what is so now, and is the same alert', async () => {
  const ruleId = await rule('expiring', 30)
  await shop.lot(10, day(9), 'NOW')
  await look()
  await shop.place(4, 'shipped')
  expect(await look()).toEqual({ opened: 0, closed: 0 })
  expect(await alertsOf(ruleId, 'all')).toEqual([{ code: 'NOW', number: '6', day: day(9) }])
})

test('a lot that came without its document, some days after, until it has it or is gone', async () => {
  await act(place.database, defineAttribute, { name: 'certificate', title: 'Certificate', type: 'text' })
  const ruleId = newId()
  await act(place.database, createRule, { ruleId, kind: 'document_missing', name: 'No certificate', days: 2, siteId: shop.siteId, roles: ['quality'], attribute: 'certificate' })
  const [lotId] = [await shop.lot(10, null, 'BARE'), await shop.lot(5, null, 'GONE')]
  await look(inDays(1))
  expect(await alertsOf(ruleId)).toEqual([])
  await look(inDays(2))
  expect((await alertsOf(ruleId)).sort((a, b) => String(a.code).localeCompare(String(b.code)))).toEqual([{ code: 'BARE', number: '10', day: day(0) }, { code: 'GONE', number: '5', day: day(0) }])
  const { rows } = await askList(alertsQuestions, place.database, '/alerts', { ruleId })
  expect(rows[0]).toMatchObject({ attribute: 'Certificate', sku: expect.any(String), unit: 'piece' })
  const change = ledgerDoors.find(({ path }) => path === '/lots/change')
  const body = { lotId, attributes: { certificate: 'C-17' }, reason: 'It came by mail' }
  expect(await change?.many(place.database, [{ id: newId(), actor: anybody, occurredAt: new Date(), body }])).toMatchObject([{ ok: true }])
  await look(inDays(2))
  expect(await alertsOf(ruleId)).toMatchObject([{ code: 'GONE' }])
  const make = async (change: object) => said(await outcome(place.database, createRule, { ruleId: newId(), kind: 'document_missing', name: 'X', days: 0, siteId: null, roles: ['manager'], ...change }))
  expect([await make({}), await make({ kind: 'drift', attribute: 'certificate' }), await make({ attribute: 'analysis' })]).toEqual(['alert_attribute_needed', 'alert_attribute_needed', 'alert_attribute_missing'])
})

test('a hold that stands too long, by the clock', async () => {
  const ruleId = await rule('held_long', 7)
  const lotId = await shop.lot(10, null, 'HELD')
  const holdId = newId()
  await act(place.database, placeHold, { holdId, scope: 'lot', itemId: shop.itemId, lotId, locationId: null, serial: null, supplierId: null, reason: 'Smells' })
  await look(inDays(6.9))
  expect(await alertsOf(ruleId)).toEqual([])
  await look(inDays(7.1))
  expect(await alertsOf(ruleId)).toMatchObject([{ code: 'HELD' }])
  await act(place.database, releaseHold, { holdId, reason: 'Aired' })
  await look(inDays(7.2))
  expect(await alertsOf(ruleId)).toEqual([])
})

test('an announced delivery that is overdue, until all of it came', async () => {
  const ruleId = await rule('delivery_overdue', 2)
  const [announcementId, lineId, number] = [newId(), newId(), newId()]
  await act(place.database, announce, {
    announcementId, number, kind: 'purchase_order', supplierId: shop.supplierId, siteId: shop.siteId, expectedOn: day(0),
    lines: [{ lineId, itemId: shop.itemId, quantity: 10n, lotCode: null }],
  })
  await look(inDays(1))
  expect(await alertsOf(ruleId)).toEqual([])
  await look(inDays(2))
  expect(await alertsOf(ruleId)).toMatchObject([{ code: number, day: day(0) }])
  await act(place.database, receive, { ...arrival(shop, { quantity: '4', announcementLineId: lineId }), announcementId })
  expect(await look(inDays(2))).toEqual({ opened: 0, closed: 0 })
  await act(place.database, receive, { ...arrival(shop, { quantity: '6', announcementLineId: lineId }), announcementId })
  expect(await look(inDays(2))).toEqual({ opened: 0, closed: 1 })
})

test('an order that waits for stock, with how many lines', async () => {
  const ruleId = await rule('order_waiting', 2)
  const orderId = await shop.place(3)
  await look(inDays(1))
  expect(await alertsOf(ruleId)).toEqual([])
  await look(inDays(2.1))
  expect(await alertsOf(ruleId)).toMatchObject([{ number: '1' }])
  // What is called off, or got its stock since, waits for nothing.
  await act(place.database, cancelOrder, { orderId, reason: 'Changed their mind', lineIds: null })
  await look(inDays(2.2))
  expect(await alertsOf(ruleId)).toEqual([])
})

test('a check that found differences, and a job that fails for a minute', async () => {
  const [drift, failed] = [await rule('drift'), await rule('job_failed')]
  await noteUpkeep(place.database, 'check', { at: new Date().toISOString(), found: 2 })
  await noteJob(place.database, 'send-things', { at: new Date(), failures: 3, error: 'No road' })
  await look()
  expect([await alertsOf(drift), await alertsOf(failed)]).toMatchObject([[{ number: '2' }], []])
  await look(new Date(Date.now() + 61_000))
  expect(await alertsOf(failed)).toMatchObject([{ code: 'send-things', number: '3' }])
  await noteUpkeep(place.database, 'check', { at: new Date().toISOString(), found: 0 })
  await noteJob(place.database, 'send-things', { at: new Date(), failures: 0, error: null })
  await look(new Date(Date.now() + 62_000))
  expect([await alertsOf(drift), await alertsOf(failed)]).toEqual([[], []])
})

test('two workers that look at once open one alert', async () => {
  const ruleId = await rule('expiring', 30)
  await shop.lot(10, day(3))
  await Promise.all([look(), look(), look()])
  expect(await alertsOf(ruleId, 'all')).toHaveLength(1)
})

test('what opened is a document with ids and counts, so webhooks tell it', async () => {
  const ruleId = await rule('expiring', 30)
  const lotId = await shop.lot(10, day(3))
  await look()
  await sequenceDocuments(place.database)
  const rows = await query<{ answer: object }>(place.database, {
    name: 'test.alert-documents', text: `select d.answer from platform.document d join platform.sequence s on s.document_id = d.id
      where d.kind = 'alert' and d.answer ->> 'ruleId' = $1`,
  }, [ruleId])
  expect(rows.map(({ answer }) => answer)).toEqual([{ ruleId, kind: 'expiring', opened: [{ alertId: expect.any(String), subjectId: lotId }], closed: [] }])
})

test('whoever has the role is told, until they have looked; who has not is not; a muted rule tells nobody', async () => {
  const person = async (role: string): Promise<Actor> => {
    const accountId = newId()
    const account = { accountId, login: accountId, name: role, password: new Secret('a password of length'), roles: [role] }
    await outcome(place.database, createAccount, account, { actor: SYSTEM_ACTOR })
    return { id: accountId, permissions: new Set(['account.self']) }
  }
  const [manager, viewer] = [await person('manager'), await person('viewer')]
  const door = alertsQuestions.find(({ path }) => path === '/alerts/unread')
  const unread = async (actor: Actor) => Object(await door?.ask(place.database, {}, actor)).unread
  const ruleId = await rule('expiring', 30)
  await shop.lot(10, day(3))
  await look()
  expect([await unread(manager), await unread(viewer)]).toEqual([1, 0])
  await perform(place.database, seeAlerts, [{ ...command({}), actor: manager }])
  expect(await unread(manager)).toBe(0)
  await shop.lot(10, day(4))
  await look()
  expect(await unread(manager)).toBe(1)
  await act(place.database, changeRule, { ruleId, mutedUntil: inDays(1).toISOString() })
  expect(await unread(manager)).toBe(0)
  await act(place.database, changeRule, { ruleId, mutedUntil: null })
  expect(await unread(manager)).toBe(1)
})

test('a rule that is switched off closes its alerts and opens none', async () => {
  const ruleId = await rule('expiring', 30)
  await shop.lot(10, day(3))
  await look()
  await act(place.database, changeRule, { ruleId, isOn: false })
  expect(await alertsOf(ruleId)).toEqual([])
  expect(await look()).toEqual({ opened: 0, closed: 0 })
})

test('what cannot be is refused', async () => {
  const ruleId = await rule('drift')
  const make = async (change: object) => said(await outcome(place.database, createRule, { ruleId: newId(), kind: 'expiring', name: 'Ends', days: 3, siteId: null, roles: ['manager'], ...change }))
  expect(await make({ ruleId })).toBe('alert_rule_exists')
  expect(await make({ days: null })).toBe('alert_days_missing')
  expect(await make({ siteId: newId() })).toBe('alert_site_missing')
  expect(said(await outcome(place.database, changeRule, { ruleId: newId(), isOn: true }))).toBe('alert_rule_missing')
  expect(said(await outcome(place.database, setReorderPoint, { itemId: newId(), siteId: null, least: 1n }))).toBe('alert_item_missing')
  expect(said(await outcome(place.database, setReorderPoint, { itemId: shop.itemId, siteId: newId(), least: 1n }))).toBe('alert_site_missing')
  const actor = { id: anybody.id, permissions: new Set(['alert.write']) }
  expect(said(await outcome(place.database, noteAlerts, { ruleId, found: [], ids: [] }, { actor }))).toBe('alerts_unchanged')
})

test('one look opens no more than fits a document, and a rule no more than its most; closing makes room', () => {
  const found = Array.from({ length: 900 }, (_, nth) => ({ subject: String(nth), subjectId: null, number: null, day: null }))
  expect(judge(found, []).opened).toHaveLength(MOST_AT_ONCE)
  const open = found.slice(0, MOST_OPEN - 3).map(({ subject }) => ({ id: subject, subject }))
  expect(judge(found, open).opened.map(({ subject }) => subject)).toEqual(['497', '498', '499'])
  const gone = [...open, ...['a', 'b'].map((subject) => ({ id: subject, subject }))]
  expect(judge(found, gone)).toMatchObject({ closed: [{ id: 'a' }, { id: 'b' }], opened: { length: 3 } })
})
