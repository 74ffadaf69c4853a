// Alerts by mail: who is written to, when, of what, and of what not; by the rules alone and through the worker's own job.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAccount, disableAccount, Secret, setRoles, SYSTEM_ACTOR } from '#auth'
import { createLocation } from '#locations'
import { type Actor, lookAtMail, newId, noteUpkeep, query, type Statement } from '#platform'
import { ask, askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, day, makeShop, outcome, said } from '#test/shop'
import { setDigest, setReach, silenceAlert } from './change-reach.ts'
import { changeRule, createRule } from './change-rules.ts'
import { alertsQuestions, tellPeople, watchForAlerts } from './index.ts'
import { digestOf, MOST_LINES } from './letters.ts'
import { dueNow, lastDue } from './reach-rules.ts'
import { sentenceOf } from './sentences.ts'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
const settings = { host: 'mail.example', port: 587, isTls: false, startTls: 'needed', login: null, from: { name: '', address: 'stock@shop.example' }, publicUrl: 'https://lotline.example' } as const
const setUpMail = (isSetUp: boolean) => lookAtMail(place.database, isSetUp ? { settings, reach: async () => null, send: async () => ({ ok: true }) } : null)

beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())
// Every test has a shop and a rule of its own; rules of others are off, and nobody of before can sign in.
beforeEach(async () => {
  shop = await makeShop(place.database)
  await setUpMail(true)
  const { rules } = (await ask(alertsQuestions, place.database, '/alert-rules')) as { rules: { id: string }[] }
  for (const { id } of rules) await act(place.database, changeRule, { ruleId: id, isOn: false })
  await sql(`update auth.account set email = null`)
  await sql('delete from platform.mail')
})

const sql = <Row extends object>(text: string, values: readonly unknown[] = []) => query<Row>(place.database, { name: '', text } satisfies Statement, values)
type Letter = { subject: string; body: string; html: string; address: string }
/** The letters that wait for somebody, and no longer do afterwards. */
async function lettersTo(person: Actor): Promise<Letter[]> {
  const letters = await sql<Letter>('select subject, body, html, address from platform.mail where account_id = $1 order by made_at, id', [person.id])
  await sql('delete from platform.mail where account_id = $1', [person.id])
  return letters
}
async function person(role = 'manager', email: string | undefined = `${newId()}@shop.example`): Promise<Actor> {
  const accountId = newId()
  await outcome(place.database, createAccount, { accountId, login: accountId, name: 'Kim', ...(email && { email }), password: new Secret('a password of length'), roles: [role] }, { actor: SYSTEM_ACTOR })
  return { id: accountId, permissions: new Set(['account.self']) }
}
async function rule(more: object = {}): Promise<string> {
  const ruleId = newId()
  await act(place.database, createRule, { ruleId, kind: 'expiring', name: 'Ends soon', days: 30, siteId: shop.siteId, roles: ['manager'], ...more })
  return ruleId
}
const by = <Payload>(actor: Actor, action: Parameters<typeof outcome<Payload>>[1], payload: Payload) => outcome(place.database, action, payload, { actor })
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const tell = (minutes = 0) => tellPeople(place.database, later(minutes))
async function opened(code: string, days = 3): Promise<string> {
  await shop.lot(10, day(days), code)
  await watchForAlerts(place.database)
  const { rows } = await askList(alertsQuestions, place.database, '/alerts', {})
  return String(rows.find((row) => row['code'] === code)?.['id'])
}

test('by mail at once: one letter of what is new, once, with the sentence and a link; nothing when nothing is new', async () => {
  const kim = await person()
  await rule({ reach: 'mail' })
  expect(await tell()).toBe(0)
  await opened('A-1')
  // What stays open is written of once, also days later.
  expect([await tell(), await tell(), await tell(60), await tell(3 * 24 * 60)]).toEqual([1, 0, 0, 0])
  const [letter] = await lettersTo(kim)
  expect(letter?.subject).toMatch(/^Lotline: Lot A-1 of I-\w+ ends on \d+ \w+ \d{4}, in [23] days; 10 pieces on hand$/)
  expect(letter?.body).toContain('https://lotline.example/lots/')
  expect(letter?.html).toContain('<a href="https://lotline.example/alerts/mine">')
})

test('what opens within ten minutes comes in one letter, and what is away and back within a day is not written of twice', async () => {
  const kim = await person()
  const ruleId = await rule({ reach: 'mail' })
  await opened('B-1')
  await tell()
  await lettersTo(kim)
  await opened('B-2')
  await opened('B-3')
  expect([await tell(5), await tell(11)]).toEqual([0, 1])
  expect((await lettersTo(kim))[0]?.subject).toBe('Lotline: 2 new alerts: Ends soon')
  await act(place.database, changeRule, { ruleId, isOn: false })
  await act(place.database, changeRule, { ruleId, isOn: true })
  await watchForAlerts(place.database, later(30))
  expect(await tell(60)).toBe(0)
  // A day later it is told again, as it opened again.
  expect(await tell(25 * 60)).toBe(1)
})

test('two workers at once write one letter', async () => {
  const kim = await person()
  await rule({ reach: 'mail' })
  await opened('C-1')
  await Promise.all([tell(), tell(), tell()])
  expect(await lettersTo(kim)).toHaveLength(1)
  for (const minutes of [20, 40, 60]) {
    await opened(`C-${minutes}`)
    await Promise.all([tell(minutes), tell(minutes), tell(minutes), tell(minutes)])
    expect(await lettersTo(kim)).toHaveLength(1)
  }
})

test('only those who are told, may see it, can sign in and have an address are written to', async () => {
  const [viewer, noAddress, gone, named] = [await person('viewer'), await person('manager', ''), await person(), await person('operator')]
  await by(SYSTEM_ACTOR, disableAccount, { accountId: gone.id, disabled: true })
  await rule({ reach: 'mail', people: [named.id] })
  await opened('D-1')
  expect(await tell()).toBe(1)
  expect([await lettersTo(viewer), await lettersTo(noAddress), await lettersTo(gone), (await lettersTo(named)).length]).toEqual([[], [], [], 1])
  // Whoever lost the right to see it is told no more, though the rule still names them.
  await by(SYSTEM_ACTOR, setRoles, { accountId: named.id, roles: [] })
  await opened('D-2')
  expect(await tell(30)).toBe(0)
})

test('what is about the server goes to those alone who may see how it is', async () => {
  const [manager, viewer] = [await person('manager'), await person('viewer')]
  await rule({ kind: 'drift', siteId: null, reach: 'mail', roles: ['manager'] })
  await noteUpkeep(place.database, 'check', { at: new Date().toISOString(), found: 2 })
  await watchForAlerts(place.database)
  expect(await tell()).toBe(1)
  expect((await lettersTo(manager))[0]?.subject).toMatch(/^Lotline: The check of \d+ \w+ \d{4} found 2 differences$/)
  expect(await lettersTo(viewer)).toEqual([])
  await noteUpkeep(place.database, 'check', { at: new Date().toISOString(), found: 0 })
  const make = async (change: object) => said(await outcome(place.database, createRule, { ruleId: newId(), kind: 'job_failed', name: 'X', days: 0, siteId: null, roles: ['administrator'], ...change }))
  expect(await make({ roles: ['viewer'] })).toBe('alert_role_may_not_see')
  expect(await make({ people: [viewer.id] })).toBe('alert_person_may_not_see')
  expect(await make({ people: [newId()] })).toBe('alert_person_missing')
  expect(await make({ roles: [] })).toBe('alert_nobody_told')
  expect(await make({ roles: [], people: [manager.id] })).toBe('done')
})

test('one’s own choice goes before the rule’s; muted for oneself, no bell and no letter, until the day', async () => {
  const [kim, lee] = [await person(), await person()]
  const unread = async (actor: Actor) => Object(await ask(alertsQuestions, place.database, '/alerts/unread', {}, actor)).unread
  const ruleId = await rule()
  await opened('E-1')
  expect(await tell()).toBe(0)
  await by(kim, setReach, { ruleId, reach: 'mail' as const })
  expect(await tell()).toBe(1)
  expect([(await lettersTo(kim)).length, await lettersTo(lee)]).toEqual([1, []])
  await by(kim, setReach, { ruleId, mutedUntil: day(2) })
  await opened('E-2')
  expect([await tell(30), await unread(kim), await unread(lee)]).toEqual([0, 0, 2])
  const own = Object(await ask(alertsQuestions, place.database, '/alerts/reach', {}, kim))
  expect(own).toMatchObject({ isMailSetUp: true, at: '07:00', weekday: 1 })
  expect(own.rules.filter((one: { ruleId: string }) => one.ruleId === ruleId)).toMatchObject([{ usual: 'app', chosen: 'mail', mutedUntil: day(2), open: 2 }])
  await by(kim, setReach, { ruleId, mutedUntil: null })
  expect([await tell(30), await unread(kim)]).toEqual([1, 2])
  await by(kim, setReach, { ruleId, reach: null })
  await opened('E-3')
  expect(await tell(60)).toBe(0)
  expect(said(await by(kim, setReach, { ruleId: newId(), reach: null }))).toBe('alert_rule_missing')
})

test('one thing is muted for oneself until a day, also when it closes and opens again; others are told of it', async () => {
  const [kim, lee] = [await person(), await person()]
  const unread = async (actor: Actor) => Object(await ask(alertsQuestions, place.database, '/alerts/unread', {}, actor)).unread
  const ruleId = await rule({ reach: 'mail' })
  const alertId = await opened('F-1')
  await by(kim, silenceAlert, { alertId, until: day(3) })
  expect([await tell(), await unread(kim), await unread(lee)]).toEqual([1, 0, 1])
  await act(place.database, changeRule, { ruleId, isOn: false })
  await act(place.database, changeRule, { ruleId, isOn: true })
  await watchForAlerts(place.database)
  expect(await unread(kim)).toBe(0)
  const { silences } = Object(await ask(alertsQuestions, place.database, '/alerts/reach', {}, kim))
  expect(silences).toMatchObject([{ code: 'F-1', until: day(3) }])
  await by(kim, silenceAlert, { alertId: silences[0].alertId, until: null })
  expect(await unread(kim)).toBe(1)
  expect(said(await by(kim, silenceAlert, { alertId: newId(), until: null }))).toBe('alert_missing')
})

test('a digest comes at its time in the time of the company, once a day, and not when nothing is open', async () => {
  // The company's first site, wherever the test runs, is in Berlin.
  await sql(`update locations.location set time_zone = 'Europe/Berlin' where kind = 'site'`)
  const kim = await person()
  const ruleId = await rule({ reach: 'daily' })
  await by(kim, setDigest, { at: '07:00', weekday: 1 })
  const at = (moment: string) => tellPeople(place.database, new Date(moment))
  await opened('G-1')
  expect(await at('2027-03-09T05:59:00Z')).toBe(0) // 06:59, and the first look: its first digest comes at the next time
  expect([await at('2027-03-09T06:00:00Z'), await at('2027-03-09T06:01:00Z'), await at('2027-03-09T22:00:00Z')]).toEqual([1, 0, 0])
  const [first] = await lettersTo(kim)
  expect(first?.subject).toBe('Lotline today: 1 thing open')
  expect(first?.body).toContain('Ends soon (1)')
  // Summer time: an hour earlier by the world's clock. The server was away until the afternoon: it comes then.
  expect([await at('2027-03-29T04:59:00Z'), await at('2027-03-29T13:00:00Z'), await at('2027-03-29T14:00:00Z')]).toEqual([1, 1, 0])
  await lettersTo(kim)
  await act(place.database, changeRule, { ruleId, isOn: false })
  expect(await at('2027-03-30T08:00:00Z')).toBe(0)
  expect(await lettersTo(kim)).toEqual([])
})

test('while mail is not set up nobody is written to, and nothing is lost when it is', async () => {
  const kim = await person()
  await rule({ reach: 'mail' })
  await opened('H-1')
  await setUpMail(false)
  expect(await tell()).toBe(0)
  expect(await ask(alertsQuestions, place.database, '/alerts/reach', {}, kim)).toMatchObject({ isMailSetUp: false })
  await setUpMail(true)
  expect(await tell()).toBe(1)
})

test('a closed site keeps no company’s time; without any it is UTC', async () => {
  await sql(`update locations.location set closed_at = now() where kind = 'site'`)
  const kim = await person()
  const zone = async () => Object(await ask(alertsQuestions, place.database, '/alerts/reach', {}, kim)).timeZone
  expect(await zone()).toBe('UTC')
  await act(place.database, createLocation, { locationId: newId(), code: newId().slice(-8), kind: 'site', timeZone: 'Asia/Tokyo' })
  expect(await zone()).toBe('Asia/Tokyo')
})

test('what is due, by the clock', () => {
  const times = { at: '07:00', weekday: 1 }
  const clock = (today: string, time: string, weekday: number) => ({ day: today, time, weekday })
  expect(lastDue(times, clock('2027-03-08', '06:59', 1))).toEqual({ daily: '2027-03-07', weekly: '2027-03-01' })
  expect(lastDue(times, clock('2027-03-08', '07:00', 1))).toEqual({ daily: '2027-03-08', weekly: '2027-03-08' })
  expect(lastDue(times, clock('2027-03-14', '23:00', 7))).toEqual({ daily: '2027-03-14', weekly: '2027-03-08' })
  expect(lastDue({ at: '07:00', weekday: 7 }, clock('2027-03-10', '08:00', 3))).toMatchObject({ weekly: '2027-03-07' })
  const now = new Date('2027-03-10T08:00:00Z')
  const due = (dailyFor: string | null, weeklyFor: string | null, mailedAt: Date | null = now) => dueNow(times, clock('2027-03-10', '08:00', 3), { dailyFor, weeklyFor, mailedAt }, now)
  expect(due(null, null)).toEqual([])
  expect(due('2027-03-09', '2027-03-08')).toEqual(['daily'])
  expect(due('2027-03-10', '2027-03-01')).toEqual(['weekly'])
  expect(due('2027-03-10', '2027-03-08', new Date('2027-03-10T07:50:00Z'))).toEqual(['mail'])
})

test('a digest is grouped by rule, the gravest and the worst first, counted, cut and led on', () => {
  const one = (more: object) => ({ id: newId(), ruleId: 'r1', rule: 'Ends soon', kind: 'expiring' as const, code: 'L', sku: 'TEA', lotId: 'l', itemId: 'i', subjectId: 'l', number: '1200', unit: 'piece', attribute: null, day: '2027-03-20', isNew: false, ...more })
  const many = Array.from({ length: MOST_LINES + 3 }, (_, nth) => one({ code: `L${nth}`, day: `2027-04-${String(10 + nth)}` }))
  const { subject, parts } = digestOf([
    ...many, one({ code: 'OVER', day: '2027-03-01', isNew: true }),
    one({ ruleId: 'r2', rule: 'A job fails', kind: 'job_failed', code: 'deliver-mail', sku: null, lotId: null, number: '3', unit: null, day: '2027-03-09' }),
  ], '2027-03-10', ['mail', 'daily'])
  expect(subject).toBe('Lotline today: 17 things open, 1 new')
  expect(parts.map(({ heading }) => heading)).toEqual(['A job fails (1)', `Ends soon (${MOST_LINES + 4}, 1 new)`, undefined])
  expect(parts[1]?.lines).toHaveLength(MOST_LINES)
  expect(parts[1]?.lines?.[0]).toEqual({ says: 'Lot OVER of TEA ended on 1 March 2027; 1,200 pieces on hand', path: '/lots/l', more: 'new' })
  expect(parts[1]?.onward).toEqual({ says: 'And 4 more: see all', path: '/alerts?ruleId=r1' })
  expect(sentenceOf(one({ day: '2027-03-10', number: '1' }), '2027-03-10')).toBe('Lot L of TEA ends today; 1 piece on hand')
})
