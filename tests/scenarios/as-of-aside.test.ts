// What was held and reserved long ago: what the record says now of a position is what it said then.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger, ledgerQuestions, moveStock, placeHold, releaseHold, writeSnapshots } from '#ledger'
import { cancelOrder, ordersQuestions, pickOrder, placeOrder } from '#orders'
import { SELF } from '#partners'
import { newId, query, sequenceDocuments } from '#platform'
import { ask, askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { openFloor } from '#test/floor'
import { play } from '#test/history'
import { act } from '#test/shop'
import { makeUnitShop } from '#test/units'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Row = { readonly [name: string]: unknown }
type Page = { readonly rows: readonly Row[]; readonly next: string | null }

const stockRow = (row: Row) => ['itemId', 'ownerId', 'lotId', 'locationId', 'quantity', 'picked', 'held'].map((name) => row[name]).join(' ')
const reservedRow = (row: Row) => ['itemId', 'ownerId', 'siteId', 'reserved', 'lines'].map((name) => row[name]).join(' ')

async function pages(path: '/stock/as-of' | '/stock/reserved', moment: object, limit = '500'): Promise<Row[]> {
  const rows: Row[] = []
  for (let after: string | null = ''; after !== null; ) {
    const questions = path === '/stock/as-of' ? ledgerQuestions : ordersQuestions
    const page = (await ask(questions, place.database, path, { ...moment, limit, ...(after === '' ? {} : { after }) })) as Page
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

/** What is kept of now: balances, and what is reserved of each pool. */
async function kept(itemId: string): Promise<{ stock: string[]; reserved: string[] }> {
  const { rows } = await askList(ledgerQuestions, place.database, '/balances', { itemId, limit: '500' })
  const reserved = await query<Row>(place.database, {
    name: 'test.reserved',
    text: `select item_id as "itemId", owner_id as "ownerId", site_id as "siteId", sum(quantity)::text as reserved, count(*)::int as lines
      from ledger.reservation where item_id = $1 group by 1, 2, 3`,
  }, [itemId])
  return { stock: rows.map(stockRow).sort(), reserved: reserved.map(reservedRow).sort() }
}

test.each([11, 12, 13])('history %i: what was held and reserved at a position is told later as it was kept then', async (seed) => {
  const { database } = place
  const then = new Map<string, Awaited<ReturnType<typeof kept>>>()
  const { floor } = await play(database, seed, 60, async (step, { itemId }) => {
    if (step % 4 === 0) then.set(String(await sequenceDocuments(database)), await kept(itemId))
  })
  const { itemId } = floor
  const told = async (moment: object, limit?: string) => ({
    stock: (await pages('/stock/as-of', { ...moment, itemId }, limit)).filter(({ quantity }) => quantity !== '0').map(stockRow).sort(),
    reserved: (await pages('/stock/reserved', { ...moment, itemId }, limit)).map(reservedRow).sort(),
  })

  for (const [position, answer] of then) expect(await told({ position }, '3'), position).toEqual(answer)
  await writeSnapshots(database, { batch: 7, due: 4, leave: 1, mark: 5 })
  for (const [position, answer] of then) expect(await told({ position }), position).toEqual(answer)
  expect(await told({})).toEqual(await kept(itemId))
  // Something was held and something reserved, or this test proves nothing.
  const all = [...then.values()]
  expect(all.some(({ stock }) => stock.some((row) => !row.endsWith(' 0')))).toBe(true)
  expect(all.some(({ reserved }) => reserved.length > 0)).toBe(true)
})

const at = (day: number) => new Date(Date.UTC(2026, 2, day))
const on = (day: number) => ({ at: at(day).toISOString() })

test('a hold follows the goods by the days on which they moved, until the day of its release', async () => {
  const floor = await openFloor(place.database)
  const { itemId, storage, quarantine } = floor
  const lotId = newId()
  await floor.receive(10, { lot: { lotId, code: lotId.slice(-12), dates: {} } }, floor.supplierId, { occurredAt: at(1) })
  const [bin, holdId] = [await floor.place(), newId()]
  const scope = { itemId, lotId, locationId: storage, serial: null, supplierId: null, scope: 'lot_in_location' as const }
  const line = { itemId, lotId, ownerId: SELF, candidateIds: [], serial: null, quantity: 4n }
  const days = { holdId, ...scope, reason: 'Dented' }
  await floor.send(placeHold, days, { occurredAt: at(3) })
  await floor.send(moveStock, { lines: [{ ...line, fromLocationId: storage, toLocationId: quarantine }] }, { occurredAt: at(5) })
  // Told later than the hold, and happened before it: nothing was held where it came to then.
  await floor.send(moveStock, { lines: [{ ...line, quantity: 1n, fromLocationId: storage, toLocationId: bin }] }, { occurredAt: at(2) })
  await floor.send(releaseHold, { holdId, reason: 'Looked at' }, { occurredAt: at(8) })
  const held = async (day: number) => {
    const rows = await pages('/stock/as-of', { ...on(day), itemId })
    const names = new Map([[storage, 'storage'], [quarantine, 'quarantine'], [bin, 'bin']])
    return Object.fromEntries(rows.flatMap((row) => (row['held'] === '0' ? [] : [[names.get(String(row['locationId'])), Number(row['held'])]])))
  }

  expect(await held(2)).toEqual({})
  expect(await held(4)).toMatchObject({ bin: 1 })
  expect(await held(6)).toMatchObject({ quarantine: 4, bin: 1 })
  expect(await held(8)).toEqual({})
  expect((await pages('/stock/as-of', { ...on(6), itemId, state: 'held' })).every((row) => row['held'] !== '0')).toBe(true)
  expect((await pages('/stock/as-of', { ...on(6), itemId, state: 'quarantine' })).map((row) => row['quantity'])).toEqual(['4'])
})

test('whatever is changed of what holds cover is told by the check', async () => {
  const floor = await openFloor(place.database)
  const lotId = await floor.lot(3, null)
  const other = await floor.lot(1, null)
  const [standing, gone] = [newId(), newId()]
  await floor.hold({ holdId: standing, lotId })
  await floor.hold({ holdId: gone, scope: 'lot_in_location', lotId, locationId: floor.storage })
  const moved = await floor.move(lotId, 1)
  await floor.release(gone)
  const client = await place.database.pool.connect()
  const tables = ['standing_hold', 'hold_cover', 'hold_release']
  const each = async (sql: (table: string) => string) => {
    for (const table of tables) await client.query(sql(table))
  }
  const toldOf = async (sql: string, values: readonly unknown[]): Promise<string[]> => {
    await client.query(sql, [...values])
    const told = await checkLedger(place.database)
    await each((table) => `delete from ledger.${table}`)
    await each((table) => `insert into ledger.${table} select * from kept_${table}`)
    return told.map(({ what }) => what)
  }
  try {
    await client.query('reset role')
    await each((table) => `alter table ledger.${table} disable trigger user`)
    await each((table) => `create temporary table kept_${table} as select * from ledger.${table}`)
    const cover = 'update ledger.hold_cover set'
    const one = 'where hold_id = $1 and location_id is not distinct from $2'
    expect(await toldOf('update ledger.standing_hold set location_id = $2 where hold_id = $1', [standing, floor.storage])).toContain('standing hold')
    expect(await toldOf('delete from ledger.standing_hold where hold_id = $1', [standing])).toContain('standing hold')
    expect(await toldOf('delete from ledger.hold_cover where hold_id = $1', [standing])).toContain('standing hold')
    // Of a hold that is released nothing stands to compare with.
    for (const [sql, ...values] of [
      [`${cover} lot_id = $3 ${one}`, floor.storage, other],
      [`${cover} lot_id = $3 ${one}`, floor.quarantine, other],
      [`${cover} location_id = $3 ${one}`, floor.storage, floor.staging],
      [`${cover} location_id = $3 ${one}`, floor.quarantine, floor.staging],
      [`${cover} document_id = $3 ${one}`, floor.quarantine, newId()],
      [`${cover} document_id = $3 ${one}`, floor.storage, moved.id],
      [`${cover} supplier_id = $3 ${one}`, floor.quarantine, floor.supplierId],
      [`delete from ledger.hold_cover ${one}`, floor.storage],
    ] as const) expect(await toldOf(sql, [gone, ...values]), `${sql} ${values}`).toContain('what a hold covers')
    expect(await toldOf('update ledger.hold_release set released_at = now() where hold_id = $1', [gone])).toContain('what a hold covers')
    expect(await toldOf('delete from ledger.hold_release where hold_id = $1', [gone])).toContain('standing hold')
  } finally {
    await each((table) => `alter table ledger.${table} enable trigger user`).catch(() => undefined)
    client.release(true)
  }
  expect(await checkLedger(place.database)).toEqual([])
})

test('of units as many are held as are on hold where they were', async () => {
  const shop = await makeUnitShop(place.database, 'serial')
  const { itemId } = shop
  await shop.units(['U1', 'U2', 'U3'])
  const before = String(await sequenceDocuments(place.database))
  await act(place.database, placeHold, {
    holdId: newId(), scope: 'serial', itemId, lotId: null, locationId: null, serial: 'U2', supplierId: null, reason: 'Recalled by its maker',
  })
  const then = String(await sequenceDocuments(place.database))
  const held = async (moment: object) => (await pages('/stock/as-of', { ...moment, itemId })).map((row) => [row['quantity'], row['held']])

  expect(await held({ position: before })).toEqual([['3', '0']])
  expect(await held({ position: then })).toEqual([['3', '1']])
  expect(await held({})).toEqual([['3', '1']])
})

test('what was reserved on a day is told of that day', async () => {
  const floor = await openFloor(place.database)
  const { itemId, siteId } = floor
  await floor.receive(20, { lot: { lotId: newId(), code: newId().slice(-12), dates: {} } }, floor.supplierId, { occurredAt: at(1) })
  const [small, large] = [floor.order(3), floor.order(5)]
  await floor.send(placeOrder, small, { occurredAt: at(3) })
  await floor.send(placeOrder, large, { occurredAt: at(4) })
  await floor.send(pickOrder, { orderId: small.orderId, lines: null, lotIds: [], placeIds: [] }, { occurredAt: at(5) })
  await floor.send(cancelOrder, { orderId: large.orderId, reason: 'Changed their mind', lineIds: null }, { occurredAt: at(7) })
  const reserved = async (day: number, more: object = {}) =>
    (await pages('/stock/reserved', { ...on(day), itemId, ...more })).map((row) => [row['siteId'], row['reserved'], row['lines']])

  expect(await reserved(2)).toEqual([])
  expect(await reserved(3)).toEqual([[siteId, '3', 1]])
  expect(await reserved(4)).toEqual([[siteId, '8', 2]])
  expect(await reserved(5, { siteId })).toEqual([[siteId, '5', 1]])
  expect(await reserved(5, { siteId: await floor.otherSite() })).toEqual([])
  expect(await reserved(7)).toEqual([])
})
