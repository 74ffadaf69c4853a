// What the server tells of itself: the jobs of a worker that runs, one that fails, what upkeep was done.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openLog, query, schemaVersion } from '#platform'
import { ask } from '#test/ask'
import { type TestDatabase, testDatabase } from '#test/database'
import { backUp } from './backup.ts'
import { checkDatabase } from './check.ts'
import { openWorker } from './worker.ts'
import { doors, questions } from './wiring.ts'

type System = {
  version: string
  findings: { what: string; ok: boolean; says: string }[]
  migrations: { number: number }[]
  jobs: { name: string; failures: number; failingSince: string | null; lastError: string | null }[]
  backup: { rows: number } | null
  check: { differences: number } | null
  webhooks: object
}
let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())
const system = async () => (await ask(questions, place.database, '/system')) as System

async function until(holds: (state: System) => boolean): Promise<System> {
  for (let tries = 0; tries < 100; tries++) {
    const state = await system()
    if (holds(state)) return state
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('It never came so far.')
}

test('versions, the schema and what the doctor sees', async () => {
  const { version, findings, migrations } = await system()
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(migrations[0]?.number).toBe(schemaVersion())
  expect(migrations).toHaveLength(schemaVersion())
  expect(findings.filter(({ ok }) => !ok)).toEqual([])
  expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['Node', 'Database', 'Schema', 'Sequencer', 'Append-only']))
})

test('a job that fails is told with its reason, and that it works again', async () => {
  let isBroken = true
  const job = { name: 'try-it', every: 20, run: async () => { if (isBroken) throw new Error('The road is closed.') } }
  const worker = openWorker({ database: place.database, log: openLog('silent'), jobs: [job] })
  try {
    const { jobs } = await until((state) => state.jobs.some(({ name, failures }) => name === 'try-it' && failures > 1))
    const [failed] = jobs.filter(({ name }) => name === 'try-it')
    expect(failed?.lastError).toBe('The road is closed.')
    expect(failed?.failingSince).not.toBeNull()
    isBroken = false
    const after = await until((state) => state.jobs.some(({ name, failures }) => name === 'try-it' && failures === 0))
    expect(after.jobs.find(({ name }) => name === 'try-it')?.failingSince).toBeNull()
  } finally {
    await worker.stop()
  }
})

test('a job whose connection was ended begins anew and did not fail; one that goes on failing has', async () => {
  const lines: string[] = []
  let runs = 0
  // As whoever owns the tables may: the server's own role ends nobody.
  const owner = new pg.Client(place.database.config)
  await owner.connect()
  const sleep = { name: 'test.sleep', text: 'select pg_sleep(10) as slept' }
  const end = async () => {
    for (let ended = 0; ended === 0;) ended = (await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where query = $1 and state = 'active'`, [sleep.text])).rows.length
  }
  const run = async (database: Database) => {
    runs++
    if (runs === 2 || runs > 4) await Promise.all([query(database, sleep), end()])
  }
  const worker = openWorker({ database: place.database, log: openLog('info', { write: (line) => void lines.push(line) }), jobs: [{ name: 'cut-off', every: 20, run }] })
  try {
    for (let tries = 0; runs < 4 && tries < 200; tries++) await new Promise((done) => setTimeout(done, 20))
    expect(lines).toEqual([])
    for (let tries = 0; lines.length === 0 && tries < 200; tries++) await new Promise((done) => setTimeout(done, 20))
    expect(lines.join()).toContain('A job failed and is tried again.')
    expect(runs).toBeGreaterThan(5)
  } finally {
    await worker.stop()
    await owner.end()
  }
})

test('the last backup and the last check are noted', async () => {
  expect(await system()).toMatchObject({ backup: null, check: null })
  const folder = mkdtempSync(join(tmpdir(), 'lotline-system-'))
  try {
    const { rows } = await backUp(place.database, join(folder, 'it.backup'))
    expect((await system()).backup).toMatchObject({ rows })
  } finally {
    rmSync(folder, { recursive: true })
  }
  await checkDatabase(place.database)
  expect((await system()).check).toMatchObject({ differences: 0 })
})

test('every kind of document a command makes is named', async () => {
  const { kinds } = (await ask(questions, place.database, '/document-kinds')) as { kinds: string[] }
  expect(kinds).toEqual(expect.arrayContaining(doors.map(({ kind }) => kind)))
  expect(kinds).toEqual(expect.arrayContaining(['receipt', 'create-account', 'place_order', 'alert']))
  expect(doors.find(({ path }) => path === '/webhooks')?.complaints({ url: 'https://shop.example', secret: 'only the two of us know this', kinds: ['alert', 'shipment'] }))
    .toEqual([{ path: 'kinds.1', expected: 'must be a kind of document, as GET /api/v1/document-kinds lists them', found: '"shipment"' }])
})
