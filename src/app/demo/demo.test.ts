// A smaller demo company, loaded and removed on a real database: through the actions, whole, and without a trace.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { authDoors, createAccount, hasAccounts, Secret, SYSTEM_ACTOR } from '#auth'
import { createItem } from '#catalog'
import { newId, openLog, performOne, query, readChanges, readLastPosition, sequenceDocuments, webhookDoors } from '#platform'
import { ask } from '#test/ask'
import { type TestDatabase, testDatabase } from '#test/database'
import { checkDatabase } from '../check.ts'
import { watchChanges } from '../watch-changes.ts'
import { loadExample } from '../example.ts'
import { loadDemo } from './load.ts'
import { inTurn } from './owner.ts'
import { removeDemo } from './remove.ts'
import { CONFIRMATION, demoQuestions, KEPT_KINDS, readDemo } from './state.ts'
import { doors } from '../wiring.ts'
import { jobsOf, openWorker } from '../worker.ts'

const size = { days: 100, orders: 500 }
let place: TestDatabase
beforeEach(async () => {
  place = await testDatabase()
})
afterEach(() => place.drop())

type Told = { stays: { accounts: number; views: number; alertRules: number }; others: number }
const told = async () => (await ask(demoQuestions, place.database, '/demo')) as Told
const remove = (others = 0, typed = CONFIRMATION) => removeDemo(place.database, { actor: SYSTEM_ACTOR, typed, others })
const differences = async () => (await checkDatabase(place.database)).differences
const count = async (table: string) => Number((await query<{ n: bigint }>(place.database, { name: `count ${table}`, text: `select count(*) as n from ${table}` }))[0]?.n)

function addItem(sku: string) {
  const payload = { itemId: newId(), sku, name: sku, baseUnit: 'piece', units: [], trackingMode: 'lot' as const }
  const actor = { id: newId(), permissions: SYSTEM_ACTOR.permissions }
  return performOne(place.database, createItem, { id: newId(), actor, occurredAt: new Date(), payload })
}

async function addAccount() {
  const payload = { accountId: newId(), login: 'kim', name: 'Kim', password: new Secret('correct horse battery'), roles: ['administrator'] }
  await performOne(place.database, createAccount, { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), payload })
}

test('it goes through the actions, tells how far it is, and leaves nothing wrong', { timeout: 120_000 }, async () => {
  const told: number[] = []

  const kept = await loadDemo(place.database, { size, progress: (done) => void told.push(done) })

  expect(kept).toMatchObject({ state: 'loaded', done: kept.of })
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.length).toBeGreaterThan(20)
  expect(await count('orders.sales_order')).toBeGreaterThan(450)
  expect(await count('ledger.standing_hold')).toBe(1)
  expect(await count('catalog.item where value is null')).toBe(1)
  expect(await differences()).toEqual([])
  // First expired goes first: of an item, what goes later lasts longer, but for what was held or short.
  const [sold] = await query<{ all: bigint; back: bigint }>(place.database, {
    name: 'test.fefo',
    text: `select count(*) as all, count(*) filter (where binding_on < before) as back from (
      select l.binding_on, lag(l.binding_on) over (partition by m.item_id order by d.occurred_at, d.id) as before
      from ledger.movement m join platform.document d on d.id = m.document_id join lots.lot l on l.id = m.lot_id where m.kind = 'ship') s`,
  })
  expect(Number(sold?.all)).toBeGreaterThan(500)
  expect(Number(sold?.back) / Number(sold?.all)).toBeLessThan(0.03)
})

test('a load that was cut off goes on, and is what it would have been', { timeout: 120_000 }, async () => {
  const halt = new AbortController()
  let steps = 0
  const cut = await loadDemo(place.database, { size, halt: halt.signal, progress: () => void (++steps === 9 && halt.abort()) })
  expect(cut.state).toBe('loading')
  // As when it died before it noted how far it was: the last steps are done once more, and nothing twice.
  await query(place.database, { name: 'test.back', text: `update platform.setting set value = $1::json where name = 'demo'` }, [JSON.stringify({ ...cut, step: cut.step - 3, done: 0 })])

  const kept = await loadDemo(place.database)

  expect(kept.state).toBe('loaded')
  const orders = await query<{ number: string; n: bigint }>(place.database, { name: 'test.twice', text: 'select number, count(*) as n from orders.sales_order group by 1 having count(*) > 1' })
  expect(orders).toEqual([])
  expect(await count('orders.sales_order')).toBeGreaterThan(450)
  expect(await differences()).toEqual([])
})

test('it is loaded into an empty record alone, and once', { timeout: 120_000 }, async () => {
  await loadExample(place.database)
  await expect(loadDemo(place.database, { size })).rejects.toMatchObject({ code: 'record_in_use' })
  expect(await readDemo(place.database)).toBeNull()
  await expect(remove()).rejects.toMatchObject({ code: 'demo_missing' })
})

test('two do not load or remove at once', async () => {
  await inTurn(place.database, async () => {
    await expect(loadDemo(place.database, { size })).rejects.toMatchObject({ code: 'demo_busy' })
    await expect(remove()).rejects.toMatchObject({ code: 'demo_busy' })
  })
})

test('removed, the record is a new one but for accounts, and begins again', { timeout: 120_000 }, async () => {
  await addAccount()
  const fresh = await countAll()
  await loadDemo(place.database, { size })
  await expect(loadDemo(place.database, { size })).rejects.toMatchObject({ code: 'demo_there' })
  await expect(remove(0, 'yes')).rejects.toMatchObject({ code: 'demo_not_confirmed' })
  await addItem('OWN')
  await expect(remove(0)).rejects.toMatchObject({ code: 'demo_changed', facts: { documents: 1, told: 0 } })
  expect(await count('catalog.item')).toBe(61)

  const gone = await remove(1)

  expect(gone).toMatchObject({ others: 1 })
  expect(gone.documents).toBeGreaterThan(600)
  expect(await hasAccounts(place.database)).toBe(true)
  expect(await readDemo(place.database)).toBeNull()
  await sequenceDocuments(place.database)
  // One document more: that it was removed.
  expect(await readLastPosition(place.database)).toBe(2n)
  expect((await readChanges(place.database, 1n, 10)).map(({ kind, answer }) => ({ kind, answer }))).toEqual([{ kind: 'remove-demo', answer: { ...gone } }])
  expect(await countAll()).toEqual({ ...fresh, 'platform.document': 2, 'platform.sequence': 2, 'platform.unsequenced': 0 })
  expect(await differences()).toEqual([])
  // Facts are facts again, and the record can be used, also for another demo.
  await expect(place.database.pool.query('delete from platform.document')).rejects.toThrow()
  await inTurn(place.database, async (owner) => {
    await expect(owner.query('delete from platform.document')).rejects.toThrow(/facts/)
    await expect(owner.query('truncate ledger.movement')).rejects.toThrow(/facts/)
  })
  await loadDemo(place.database, { size: { days: 40, orders: 100 } })
  expect(await differences()).toEqual([])
})

test('jobs go on while it is removed, and none of them fails', { timeout: 120_000 }, async () => {
  await loadDemo(place.database, { size: { days: 40, orders: 100 } })
  const lines: string[] = []
  const worker = openWorker({ database: place.database, log: openLog('warn', { write: (line) => void lines.push(line) }), jobs: jobsOf({}).map((job) => ({ ...job, every: Math.min(job.every, 50) })) })
  try {
    await new Promise((done) => setTimeout(done, 1_500))
    const { others } = await told()
    await remove(others)
    await new Promise((done) => setTimeout(done, 1_500))
  } finally {
    await worker.stop()
  }
  expect(lines).toEqual([])
  expect(await differences()).toEqual([])
})

test('what stays is told before it is removed', { timeout: 120_000 }, async () => {
  await addAccount()
  await loadDemo(place.database, { size: { days: 40, orders: 100 } })
  expect(await told()).toMatchObject({ stays: { accounts: 1, keys: 0, webhooks: 0, views: 0, reports: 0 }, others: 0 })
  const body = { list: '/lots', page: '/lots', name: 'Espresso', isShared: false, asked: { item: 'CF-ESPRESSO-250' }, columns: [{ id: 'code', of: 'code', heading: 'Lot' }], filters: [] }
  const actor = { id: newId(), permissions: SYSTEM_ACTOR.permissions }
  const views = doors.find(({ path }) => path === '/views')
  expect(await views?.many(place.database, [{ id: newId(), actor, occurredAt: new Date(), body }])).toMatchObject([{ ok: true }])
  // A view is no document of goods that would be lost.
  const { stays, others } = await told()
  expect([stays.views, others]).toEqual([1, 0])

  await remove()

  expect([await count('auth.account'), await count('reports.view'), await count('alerts.rule')]).toEqual([stays.accounts, stays.views, stays.alertRules])
})

test('what is half loaded can be removed as well', { timeout: 120_000 }, async () => {
  const halt = new AbortController()
  await loadDemo(place.database, { size, halt: halt.signal, progress: (done) => void (done > 0 && halt.abort()) })
  const last = await sequenceDocuments(place.database)
  expect(last).toBeGreaterThan(80n)
  const watcher = watchChanges(place.database, 20)
  const leave = watcher.join()
  expect(await watcher.after(last)).toEqual([])
  const stream = watcher.wait(last, 30_000, new AbortController().signal)
  const told = expect(stream).rejects.toThrow(/began anew|terminating/)

  await remove()

  await told
  leave()
  expect(await count('catalog.item')).toBe(0)
  expect(await differences()).toEqual([])
})

test('documents of accounts, keys, webhooks, views and reports stay', () => {
  const ofReports = doors.filter(({ kind }) => /-(view|report)$/.test(kind))
  expect(ofReports.length).toBe(7)
  expect([...authDoors, ...webhookDoors, ...ofReports].map(({ kind }) => kind).filter((kind) => !KEPT_KINDS.includes(kind))).toEqual([])
})

async function countAll(): Promise<Record<string, number>> {
  const tables = await query<{ name: string }>(place.database, {
    name: 'test.tables',
    text: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  })
  const counts: Record<string, number> = {}
  for (const { name } of tables) counts[name] = await count(name)
  return counts
}
