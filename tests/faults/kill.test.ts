// Nothing acknowledged is ever lost: the server and its database are killed in the middle of work, twenty times
// over on one data folder, and every time the record is whole.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, createKey, newKey, permissionsOf, Secret, SYSTEM_ACTOR } from '#auth'
import { createItem } from '#catalog'
import { checkLedger } from '#ledger'
import { type Database, findRunningPostgres, newId, openDatabase, performOne, query, sequenceDocuments } from '#platform'
import { act, dice, makeShop } from '#test/shop'
import { type Ground, type Makes, type Sent, send, work } from './load.ts'
import { buildProgram, type RunningProgram, removeProgram, runProgram, startAndKill, startProgram } from './program.ts'

const ROUNDS = 20
const CLIENTS = 6
const seed = Number(process.env['LOTLINE_SEED'] ?? Math.floor(Math.random() * 1e9))

// The private PostgreSQL runs here whichever server the other tests use: once is enough.
describe.skipIf(process.env['LOTLINE_TEST_DATABASE'] !== undefined)(`killed at any moment (LOTLINE_SEED=${seed})`, () => {
  let dataDir = ''
  beforeAll(() => {
    buildProgram()
    dataDir = mkdtempSync(join(tmpdir(), 'lotline-kill-'))
  })
  afterAll(() => {
    removeProgram()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('what was acknowledged is there, and what was not is wholly there or not at all', { timeout: 300_000 }, async () => {
    const roll = dice(seed)
    let server: RunningProgram = await startProgram(dataDir)
    try {
      const { ground, key } = await withDatabase(dataDir, prepare)
      const before: Sent[] = []
      for (let round = 1; round <= ROUNDS; round++) {
        const sent: Sent[] = []
        const clients = Array.from({ length: CLIENTS }, () => work({ address: server.address, key }, ground, dice(roll(1e9)), sent))
        const enough = 1 + roll(40)
        await until(() => sent.filter(({ told }) => told === 'accepted').length >= enough)
        await new Promise((done) => setTimeout(done, roll(30)))
        await server.kill()
        await Promise.all(clients)
        // Every third time it dies once more on its way back.
        if (round % 3 === 0) await startAndKill(dataDir, roll(900))
        server = await startProgram(dataDir)

        const found = await withDatabase(dataDir, (database) => examine(database, sent))
        const again = await inTurns(sent.filter(({ told }) => told !== 'refused'), (one) => send(server.address, key, one))
        expect({ round, ...found, ...compare(sent, again, found.there) }).toMatchObject({
          round, halves: [], differences: [], lost: [], changed: [], forgotten: [],
        })
        before.push(...sent.filter(({ told }) => told === 'accepted'))
      }
      const again = await inTurns(before, (one) => send(server.address, key, one))
      expect(compare(before, again, new Set())).toMatchObject({ lost: [], changed: [] })
      expect(before.length).toBeGreaterThan(ROUNDS)
      expect(await withDatabase(dataDir, (database) => positions(database))).toEqual({ gaps: 0n, waiting: 0n, twice: 0n })
      expect(await runProgram(['check', '--data', dataDir])).toMatchObject({ code: 0, error: '' })
    } finally {
      await server.kill()
    }
  })
})

async function withDatabase<Answer>(dataDir: string, ask: (database: Database) => Promise<Answer>): Promise<Answer> {
  const config = await findRunningPostgres(dataDir)
  if (config === null) throw new Error('The database does not run.')
  const database = openDatabase(config, 4)
  try {
    return await ask(database)
  } finally {
    await database.close()
  }
}

/** A shop with three items, and a key that may do everything in it. */
async function prepare(database: Database): Promise<{ ground: Ground; key: string }> {
  const shop = await makeShop(database)
  const more = [newId(), newId()]
  for (const itemId of more) {
    await act(database, createItem, { itemId, sku: itemId.slice(-6), name: 'More tea', baseUnit: 'piece', units: [] })
  }
  const accountId = newId()
  const asked = { actor: SYSTEM_ACTOR, occurredAt: new Date() }
  const account = { accountId, login: 'load', name: 'Load', password: new Secret(newId()), roles: ['manager'] }
  await performOne(database, createAccount, { ...asked, id: accountId, payload: account })
  const { id, key, keyHash } = newKey()
  const scopes = [...permissionsOf(['manager'])].filter((scope) => scope !== 'account.self')
  const payload = { keyId: id, name: 'Load', keyHash, scopes, accountId, expiresAt: null }
  await performOne(database, createKey, { ...asked, id, payload })
  return { ground: { ...shop, itemIds: [shop.itemId, ...more] }, key }
}

/** Which commands are recorded, which are recorded by half, and what the check finds. */
async function examine(database: Database, sent: readonly Sent[]) {
  const wanted = sent.filter(({ told }) => told !== 'refused')
  const rows = await query<{ id: string; there: boolean } & Required<Makes>>(database, {
    name: 'test.records-of-documents',
    text: `select it.id, d.id is not null as there,
        (select count(*)::int from ledger.movement m where m.document_id = it.id) as movements,
        (select count(*)::int from lots.lot l where l.id = any(
          select r.lot_id from receiving.receipt_line r where r.document_id = it.id)) as lots,
        (select count(*)::int from receiving.receipt_line r where r.document_id = it.id) as "receiptLines",
        (select count(*)::int from orders.line l where l.order_id = it.id) as "orderLines",
        (select count(*)::int from orders.step s where s.document_id = it.id) as steps
      from unnest($1::uuid[]) it(id) left join platform.document d on d.id = it.id`,
  }, [wanted.map(({ id }) => id)])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const halves = wanted.filter(({ id, makes }) => {
    const row = byId.get(id)
    const counts = ['movements', 'lots', 'receiptLines', 'orderLines', 'steps'] as const
    return row === undefined || counts.some((of) => (row.there ? (makes[of] ?? row[of]) : 0) !== row[of])
  })
  const there = new Set(wanted.filter(({ id }) => byId.get(id)?.there).map(({ id }) => id))
  return { halves, there, differences: await checkLedger(database) }
}

/** What was acknowledged and is lost or answers otherwise; what is recorded and was done a second time. */
function compare(sent: readonly Sent[], again: readonly Sent[], there: ReadonlySet<string>) {
  const now = new Map(again.map((one) => [one.id, one]))
  const accepted = sent.filter(({ told }) => told === 'accepted')
  return {
    lost: accepted.filter(({ id }) => now.get(id)?.repeated !== true),
    changed: accepted.filter(({ id, answer }) => JSON.stringify(now.get(id)?.answer) !== JSON.stringify(answer)),
    forgotten: again.filter(({ id, repeated }) => there.has(id) && repeated !== true),
  }
}

async function positions(database: Database) {
  await sequenceDocuments(database)
  const [row] = await query<{ gaps: bigint; waiting: bigint; twice: bigint }>(database, {
    name: 'test.positions',
    text: `select max(position) - count(*) as gaps, (select count(*) from platform.unsequenced) as waiting,
      (select count(*) from platform.document) - count(distinct document_id) as twice from platform.sequence`,
  })
  return row
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((done) => setTimeout(done, 2))
}

/** Does something with each, a few at a time. */
async function inTurns<One, Done>(all: readonly One[], does: (one: One) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = []
  for (let at = 0; at < all.length; at += 16) done.push(...(await Promise.all(all.slice(at, at + 16).map(does))))
  return done
}
