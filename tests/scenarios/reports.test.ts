// Reports by the clock: written with their owner's permissions, kept, sent, tried again, and stopped when the account is closed.
import type { FastifyInstance } from 'fastify'
import papaparse from 'papaparse'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, createKey, disableAccount, newKey, permissionsOf, Secret, SYSTEM_ACTOR } from '#auth'
import { loadExample } from '#app/example'
import { nameTexts } from '#app/find'
import { moduleLists } from '#app/module-questions'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { lookAtMail, newId, openLog, performOne, query } from '#platform'
import { forgetOldRuns, type RunParts, runReports } from '#reports'
import { askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'

let place: TestDatabase
let app: FastifyInstance
const ids = { kim: newId(), vera: newId(), mona: newId() }
const keys = new Map<string, string>()
const parts: RunParts = { lists: () => moduleLists, namesOf: nameTexts }

async function person(login: 'kim' | 'vera' | 'mona', role: 'manager' | 'viewer') {
  const act = { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date() }
  await performOne(place.database, createAccount, { ...act, payload: { accountId: ids[login], login, name: login, password: new Secret('correct horse battery'), roles: [role] } })
  const { id, key, keyHash } = newKey()
  const scopes = [...permissionsOf([role])].filter((one) => one !== 'account.self')
  await performOne(place.database, createKey, { ...act, id, payload: { keyId: id, name: login, keyHash, scopes, accountId: ids[login], expiresAt: null } })
  keys.set(login, key)
}

beforeAll(async () => {
  place = await testDatabase()
  await loadExample(place.database)
  app = await openServer({ database: place.database, doors, questions, log: openLog('silent') })
  await person('kim', 'manager')
  await person('mona', 'manager')
  await person('vera', 'viewer')
  expect(await tell('system', '/accounts/email', { accountId: ids.vera, email: 'vera@shop.example' })).toBe('done')
  const from = { name: 'Lotline', address: 'stock@shop.example' }
  const settings = { host: 'mail.shop.example', port: 587, isTls: false, startTls: 'needed', login: null, from, publicUrl: 'https://lotline.shop.example' } as const
  await lookAtMail(place.database, { settings, reach: async () => null, send: async () => ({ ok: true }) })
})
afterAll(async () => {
  await app.close()
  await place.drop()
})

type Who = 'kim' | 'vera' | 'mona' | 'system'
const actorOf = (who: Who) => (who === 'system' ? SYSTEM_ACTOR : { id: ids[who], permissions: permissionsOf([who === 'vera' ? 'viewer' : 'manager']) })

async function tell(who: Who, path: string, body: object): Promise<string> {
  const door = doors.find((one) => one.path === path)
  const complaints = door?.complaints(body) ?? []
  if (complaints.length > 0) return JSON.stringify(complaints)
  const [outcome] = (await door?.many(place.database, [{ id: newId(), actor: actorOf(who), occurredAt: new Date(), body }])) ?? []
  return outcome?.ok === true ? 'done' : (outcome?.refusal.code ?? 'nothing')
}
type Told = { id: string; name: string; nextAt: string | null; isPaused: boolean; stopped: string | null; last: { id: string; state: string; rows: number; failure: string | null; hasFile: boolean } | null }
async function report(id: string): Promise<Told | undefined> {
  const door = questions.find(({ path }) => path === '/reports')
  const told = Object(await door?.ask(place.database, {}, actorOf('kim')))
  return told.reports.find((one: Told) => one.id === id)
}
async function runsOf(reportId: string) {
  return await query<{ id: string; state: string; attempts: number; failure: string | null; letters: number }>(place.database, {
    name: '', text: 'select id, state, attempts, failure, letters from reports.run where report_id = $1 order by due_at',
  }, [reportId])
}
const fetched = (runId: string, who: Exclude<Who, 'system'>) => app.inject({ url: `/api/v1/report-runs/${runId}/file`, headers: { authorization: `Bearer ${keys.get(who)}` } })

const daily = { every: 'day', onDay: 1, at: '06:30', zone: 'Europe/Dublin', mailTo: [] as string[] }
async function makeReport(who: Who, more: object = {}, view: object = {}) {
  const [viewId, reportId] = [newId(), newId()]
  const seen = { list: '/lots', page: '/lots', isShared: false, asked: { sort: 'code' }, columns: [{ id: 'code', of: 'code', heading: 'Lot' }, { id: 'bindingOn', of: 'bindingOn', heading: 'Lasts to', as: 'day' }], filters: [] }
  expect(await tell(who, '/views', { ...seen, viewId, name: `View ${viewId}`, ...view })).toBe('done')
  expect(await tell(who, '/reports', { reportId, viewId, name: 'Lots of the day', format: 'csv', ...daily, ...more })).toBe('done')
  return { viewId, reportId }
}
const daysOn = (days: number) => () => new Date(Date.now() + days * 86_400_000)

test('a report that is due is written, kept for whoever may read its list, and sent to people', async () => {
  const { reportId } = await makeReport('kim', { mailTo: [ids.vera, ids.kim] })
  expect(await runReports(place.database, parts)).toBe(0)

  expect(await runReports(place.database, parts, undefined, daysOn(1))).toBe(1)

  const told = await report(reportId)
  expect(told?.last).toMatchObject({ state: 'done', rows: 5, failure: null, hasFile: true })
  const file = await fetched(told?.last?.id ?? '', 'vera')
  expect(String(file.headers['content-disposition'])).toMatch(/filename="Lots-of-the-day-\d{4}-\d\d-\d\d\.csv"/)
  const { data: [heading, ...rows] } = papaparse.parse<string[]>(file.body.replace(/^\u{feff}/u, ''), { delimiter: ',', skipEmptyLines: true })
  expect([heading, rows.map(([lot]) => lot)]).toEqual([['Lot', 'Lasts to'], ['H-088', 'H-101', 'H-117', 'P-1', 'V-9']])
  // Kim has no address.
  const letters = await query<{ address: string; subject: string; body: string; name: string; size: number }>(place.database, {
    name: '', text: 'select m.address, m.subject, m.body, a.name, length(a.content) as size from platform.mail m join platform.mail_attachment a on a.mail_id = m.id',
  })
  expect(letters).toMatchObject([{ address: 'vera@shop.example', subject: 'Lots of the day', body: expect.stringContaining('5 rows, as of'), size: Buffer.byteLength(file.body) }])
  expect((await runsOf(reportId)).map(({ letters: sent }) => sent)).toEqual([1])
  const { rows: runs } = await askList(questions, place.database, '/report-runs', { reportId, state: 'done', sort: '-dueAt' })
  expect(runs).toMatchObject([{ id: told?.last?.id, report: 'Lots of the day', format: 'csv', rows: 5, bytes: String(Buffer.byteLength(file.body)), letters: 1, hasFile: true }])
  expect((await askList(questions, place.database, '/report-runs', { reportId, state: 'failed' })).rows).toEqual([])
})

test('what was missed while nobody was there runs once, and goes on by its clock', async () => {
  const { reportId } = await makeReport('kim')
  await runReports(place.database, parts, undefined, daysOn(30))
  expect((await runsOf(reportId)).map(({ state }) => state)).toEqual(['done'])
  expect(Date.parse((await report(reportId))?.nextAt ?? '')).toBeGreaterThan(daysOn(30)().getTime())
  await runReports(place.database, parts, undefined, daysOn(30))
  expect((await runsOf(reportId)).length).toBe(1)
})

test('two workers write a run once', async () => {
  const { reportId } = await makeReport('kim')
  const done = await Promise.all([1, 2, 3].map(() => runReports(place.database, parts, undefined, daysOn(60))))
  expect(done.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0)
  expect((await runsOf(reportId)).map(({ state, attempts }) => [state, attempts])).toEqual([['done', 1]])
})

test('a run that fails is tried again three times, and then says why', async () => {
  const { reportId } = await makeReport('kim', {}, { columns: [{ id: 'origin', of: 'originId', heading: 'Origin', as: 'name' }] })
  await tell('kim', '/reports/run', { reportId })
  expect(await tell('kim', '/reports/run', { reportId })).toBe('report_is_running')
  let now = Date.now()
  const broken: RunParts = { ...parts, namesOf: async () => { throw new Error('The names are away.') } }
  await runReports(place.database, broken, undefined, () => new Date(now))
  expect(await runsOf(reportId)).toMatchObject([{ state: 'waiting', attempts: 1, failure: 'The names are away.' }])
  await runReports(place.database, parts, undefined, () => new Date(now + 30_000))
  expect(await runsOf(reportId)).toMatchObject([{ state: 'waiting', attempts: 1 }])
  for (const minutes of [2, 6, 16]) {
    now += minutes * 60_000
    await runReports(place.database, broken, undefined, () => new Date(now))
  }
  expect(await runsOf(reportId)).toMatchObject([{ state: 'failed', attempts: 4, failure: 'The names are away.' }])
  expect(await tell('kim', '/reports/run', { reportId })).toBe('done')
  await runReports(place.database, parts, undefined, () => new Date(Date.now() + 1000))
  expect((await runsOf(reportId)).map(({ state }) => state)).toEqual(['failed', 'done'])
})

test('a report stops, and says so, when its owner’s account is closed', async () => {
  const { reportId } = await makeReport('mona')
  const close = { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), payload: { accountId: ids.mona, disabled: true } }
  await performOne(place.database, disableAccount, close)
  await runReports(place.database, parts, undefined, daysOn(90))
  expect(await report(reportId)).toMatchObject({ stopped: 'owner_closed', nextAt: null, last: { state: 'failed', failure: 'The account it runs for was closed. The report has stopped.', hasFile: false } })
  await runReports(place.database, parts, undefined, daysOn(120))
  expect((await runsOf(reportId)).length).toBe(1)
})

test('a report runs with what its owner may do now', async () => {
  const { reportId } = await makeReport('kim')
  await tell('system', '/accounts/roles', { accountId: ids.kim, roles: [] })
  await tell('kim', '/reports/run', { reportId })
  await runReports(place.database, parts, undefined, () => new Date(Date.now() + 1000))
  expect(await report(reportId)).toMatchObject({ stopped: 'not_permitted', last: { state: 'failed' } })
  await tell('system', '/accounts/roles', { accountId: ids.kim, roles: ['manager'] })
  expect(await tell('kim', '/reports/change', { reportId, isPaused: false })).toBe('done')
  expect(await report(reportId)).toMatchObject({ stopped: null, isPaused: false })
})

test('a PDF has a heading and page numbers on every page; a list that is too long for one is refused in words', { timeout: 120_000 }, async () => {
  const owner = new pg.Client(place.config)
  await owner.connect()
  owner.on('error', () => {})
  const { rows: [one] } = await owner.query<{ names: string }>(`select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
    where table_schema = 'catalog' and table_name = 'item' and column_name not in ('id', 'sku', 'name', 'gtin')`)
  const add = (from: number, to: number) => owner.query(`insert into catalog.item (id, sku, name, ${one?.names})
    select gen_random_uuid(), 'PAGE-' || nth, 'Łódź tea, the ' || nth || 'th', ${one?.names} from (select * from catalog.item limit 1) t, generate_series(${from}, ${to}) nth`)
  await add(1, 300)
  const items = { list: '/items', page: '/items', asked: { q: 'PAGE-' }, columns: [{ id: 'sku', of: 'sku', heading: 'SKU' }, { id: 'name', of: 'name', heading: 'Name' }] }
  const { reportId } = await makeReport('kim', { format: 'pdf', name: 'Items to print' }, items)
  await tell('kim', '/reports/run', { reportId })
  await runReports(place.database, parts, undefined, () => new Date(Date.now() + 1000))
  const told = await report(reportId)
  expect(told?.last).toMatchObject({ state: 'done', rows: 300, failure: null })
  const bytes = (await fetched(told?.last?.id ?? '', 'vera')).rawPayload
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect([...bytes.toString('latin1').matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThan(3)

  await add(301, 2100)
  await owner.end()
  await tell('kim', '/reports/run', { reportId })
  await runReports(place.database, parts, undefined, () => new Date(Date.now() + 1000))
  expect((await report(reportId))?.last).toMatchObject({ state: 'failed', failure: 'A PDF has at most 2000 rows, and this list has more: narrow it, or take CSV or a workbook.' })
  const asked = await app.inject({ url: '/api/v1/exports/items?format=pdf&q=PAGE-&columns=sku', headers: { authorization: `Bearer ${keys.get('vera')}` } })
  expect(asked.json()).toMatchObject({ status: 409, code: 'export_pdf_too_long' })
})

test('what is refused', async () => {
  const { viewId, reportId } = await makeReport('kim')
  const asked = { viewId, name: 'Another', format: 'csv', ...daily }
  expect(await tell('kim', '/reports', { ...asked, reportId })).toBe('report_exists')
  expect(await tell('vera', '/reports', asked)).toBe('not_permitted')
  expect(await tell('system', '/reports', asked)).toBe('view_missing')
  expect(await tell('kim', '/reports', { ...asked, zone: 'Mars/North' })).toBe('export_zone_unknown')
  expect(await tell('kim', '/reports', { ...asked, mailTo: [ids.mona] })).toBe('report_person_missing')
  expect(await tell('kim', '/reports/change', { reportId: newId(), name: 'Gone' })).toBe('report_missing')
  expect(await tell('system', '/reports/change', { reportId, name: 'Taken over' })).toBe('report_not_yours')
  expect(await tell('system', '/reports/run', { reportId })).toBe('report_not_yours')
  expect(await tell('kim', '/views/remove', { viewId })).toBe('view_in_report')
  expect(await tell('system', '/reports/change', { reportId, isPaused: true })).toBe('done')
  await runReports(place.database, parts, undefined, daysOn(200))
  expect([(await report(reportId))?.isPaused, await runsOf(reportId)]).toEqual([true, []])
  expect(await tell('kim', '/reports/remove', { reportId })).toBe('done')
  expect(await tell('kim', '/views/remove', { viewId })).toBe('done')
})

test('files go when somebody was erased, and with their report', async () => {
  const { reportId } = await makeReport('kim')
  await runReports(place.database, parts, undefined, daysOn(1))
  const runId = (await report(reportId))?.last?.id ?? ''
  await query(place.database, { name: '', text: `update reports.run set began_at = now() - interval '1 hour' where id = $1` }, [runId])
  const partnerId = newId()
  await tell('system', '/partners', { partnerId, code: 'GUEST-9', name: 'Somebody', roles: ['customer'] })
  await forgetOldRuns(place.database)
  expect((await fetched(runId, 'kim')).statusCode).toBe(200)
  await tell('system', '/partners/erase', { partnerId, reason: 'Asked to be forgotten' })
  await forgetOldRuns(place.database)
  expect((await fetched(runId, 'kim')).json()).toMatchObject({ status: 404, code: 'report_file_missing' })
  expect((await query(place.database, { name: '', text: 'select from reports.run_piece where run_id = $1' }, [runId])).length).toBe(0)
  expect(await tell('kim', '/reports/remove', { reportId })).toBe('done')
  expect(await runsOf(reportId)).toEqual([])
})
