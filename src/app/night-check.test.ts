// The check that runs by itself: when it is due, what it notes, that it waits for nobody and nobody for it, and that its failure stays told.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { alertsQuestions, watchForAlerts } from '#alerts'
import { newId, noteJob, noteUpkeep, query } from '#platform'
import { ask, askList } from '#test/ask'
import { act, makeShop } from '#test/shop'
import { type TestDatabase, testDatabase } from '#test/database'
import { createItem } from '#catalog'
import { checkAtNight } from './night-check.ts'
import { isCheckDue } from './night-rules.ts'
import { questions } from './wiring.ts'

let place: TestDatabase
let owner: pg.Client
let shop: Awaited<ReturnType<typeof makeShop>>
const never = new AbortController().signal

beforeAll(async () => {
  place = await testDatabase()
  owner = new pg.Client(place.config)
  await owner.connect()
  shop = await makeShop(place.database)
  await shop.lot(10, null)
  // The company is in Tokyo: 17:00 UTC is 02:00 there.
  await owner.query(`update locations.location set time_zone = 'Asia/Tokyo' where kind = 'site'`)
})
beforeEach(() => query(place.database, { name: '', text: `delete from platform.setting where name in ('last_check', 'last_failed_check')` }))
afterAll(async () => {
  await owner.end()
  await place.drop()
})

const at = (moment: string, halt = never) => checkAtNight(place.database, halt, new Date(moment))
const system = async () => Object(await ask(questions, place.database, '/system'))
const spoil = (by: number) => owner.query('update ledger.balance set quantity = quantity + $1 where item_id = $2', [by, shop.itemId])

test('once a night, in the quiet hours of the company, and noted as any check is', async () => {
  await noteUpkeep(place.database, 'check', { at: '2026-11-30T18:00:00Z', found: 0 })
  expect([await at('2026-12-01T16:59:00Z'), await at('2026-12-01T17:00:00Z'), await at('2026-12-01T17:01:00Z'), await at('2026-12-02T16:00:00Z')]).toEqual([false, true, false, false])
  expect((await system()).check).toMatchObject({ at: '2026-12-01T17:00:00.000Z', differences: 0, first: [] })
  expect(await at('2026-12-02T17:00:00Z')).toBe(true)
})

test('what it finds is kept with what differs, and opens an alert that closes when all agrees again', async () => {
  await spoil(3)
  expect(await at('2026-12-03T17:00:00Z')).toBe(true)
  const { check } = await system()
  expect(check).toMatchObject({ differences: 1, first: [{ what: 'balance', kept: '13', rebuilt: '10' }] })
  await watchForAlerts(place.database)
  const drift = async () => (await askList(alertsQuestions, place.database, '/alerts', { kind: 'drift' })).rows
  expect(await drift()).toMatchObject([{ number: '1', day: '2026-12-04' }])
  await spoil(-3)
  expect(await at('2026-12-04T17:00:00Z')).toBe(true)
  await watchForAlerts(place.database)
  expect(await drift()).toEqual([])
})

test('two workers at once check once', async () => {
  expect((await Promise.all([at('2026-12-05T17:00:00Z'), at('2026-12-05T17:00:00Z'), at('2026-12-05T17:00:00Z')])).filter(Boolean)).toHaveLength(1)
})

test('work goes on while it reads, and a stop ends it without a word', async () => {
  // Somebody holds the table so that the check waits; whoever works on others is not kept waiting by it.
  await owner.query('begin')
  await owner.query('lock table ledger.balance in access exclusive mode')
  const stop = new AbortController()
  const checking = at('2026-12-06T17:00:00Z', stop.signal)
  await new Promise((done) => setTimeout(done, 300))
  await act(place.database, createItem, { itemId: newId(), sku: newId(), name: 'Tea', baseUnit: 'piece', units: [] })
  stop.abort()
  expect(await checking).toBe(false)
  await owner.query('rollback')
  expect((await system()).check).toBeNull()
  expect(await at('2026-12-06T17:01:00Z')).toBe(true)
})

test('one that failed is told as a failing job until one succeeds, and is tried again an hour later', async () => {
  await owner.query('alter table ledger.balance rename to balance_away')
  try {
    await expect(at('2026-12-07T17:00:00Z')).rejects.toThrow('balance')
    await expect(at('2026-12-07T17:30:00Z')).rejects.toThrow('balance')
  } finally {
    await owner.query('alter table ledger.balance_away rename to balance')
  }
  await expect(at('2026-12-07T17:30:00Z')).rejects.toThrow('balance')
  expect([await at('2026-12-07T18:00:00Z'), await at('2026-12-07T18:01:00Z')]).toEqual([true, false])
})

test('when it is due, by the clock', () => {
  const now = new Date('2026-12-08T03:00:00Z')
  const due = (hour: number, hoursAgo: number | null, failedAgo: number | null = null, since = 1) => isCheckDue({
    now, hour, lastAt: hoursAgo === null ? null : new Date(now.getTime() - hoursAgo * 3_600_000), since: new Date(now.getTime() - since * 3_600_000),
    failedAt: failedAgo === null ? null : new Date(now.getTime() - failedAgo * 3_600_000),
  })
  expect([due(1, 24), due(2, 24), due(4, 24), due(5, 24), due(3, 2)]).toEqual([false, true, true, false, false])
  // Never checked: in the first night. A machine that sleeps at night is checked by day, after three days.
  expect([due(3, null), due(12, null), due(12, null, null, 72), due(12, 71), due(12, 72)]).toEqual([true, false, true, false, true])
  expect([due(3, 24, 0.9), due(3, 24, 1)]).toEqual([false, true])
})

test('what goes on by itself and fails opens one alert each: jobs, an old backup, stopped webhooks, letters nobody takes, reports', async () => {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
  const troubles = async () => {
    await watchForAlerts(place.database)
    return (await askList(alertsQuestions, place.database, '/alerts', { kind: 'job_failed' })).rows.map(({ code, number }) => `${code} ${number}`).sort()
  }
  expect(await troubles()).toEqual([])
  await noteJob(place.database, 'backup', { at: ago(0.1), failures: 1, error: 'The disk is full' })
  await owner.query(`insert into platform.setting (name, value) values ('last_backup', json_build_object('at', $1::timestamptz, 'found', 5))`, [ago(8)])
  await owner.query(`insert into platform.webhook (id, url, secret, cursor_position, stopped_at) values ($1, 'https://a.example', 'x', 0, now())`, [newId()])
  await owner.query(`insert into platform.mail (id, address, subject, body, made_at, next_attempt_at, give_up_at, stopped_at) values ($1, 'a@b.example', 's', 'b', now(), now(), now(), now())`, [newId()])
  const [view, failing, well] = [newId(), newId(), newId()]
  await owner.query(`insert into reports.view (id, owner_id, list, page, name, is_shared, asked, columns, filters, created_at, changed_at) values ($1, $1, '/lots', '/lots', 'v', false, '{}', '[]', '{}', now(), now())`, [view])
  const run = (reportId: string, state: string, at: Date) =>
    owner.query('insert into reports.run (id, report_id, due_at, state, try_at) values ($1, $2, $3, $4, $3)', [newId(), reportId, at, state])
  for (const id of [failing, well]) {
    await owner.query(`insert into reports.report (id, owner_id, view_id, name, format, every, on_day, at_minute, zone, mail_to, next_at, created_at) values ($1, $1, $2, 'r', 'pdf', 'day', 1, 0, 'UTC', '{}', now(), now())`, [id, view])
    await run(id, 'failed', ago(2))
  }
  // The one was written since; the other failed again, and is tried at this moment.
  await run(well, 'done', ago(1))
  await run(failing, 'failed', ago(1))
  await run(failing, 'waiting', ago(0))
  expect(await troubles()).toEqual(['backup 1', 'failed-reports 1', 'given-up-letters 1', 'old-backup null', 'stopped-webhooks 1'])
  await owner.query('update reports.report set is_paused = true')
  await noteJob(place.database, 'backup', { at: new Date(), failures: 0, error: null })
  await owner.query(`update platform.setting set value = json_build_object('at', now(), 'found', 5) where name = 'last_backup'`)
  await owner.query('delete from platform.webhook')
  await owner.query('delete from platform.mail')
  expect(await troubles()).toEqual([])
})
