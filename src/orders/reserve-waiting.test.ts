// Orders that wait for stock get it when it comes, the oldest first, and nobody is forgotten.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkLedger } from '#ledger'
import { query } from '#platform'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { play } from '#test/history'
import { day, dice } from '#test/shop'
import { changeOrder, ordersQuestions, placeOrder, reserveWaiting } from './index.ts'
import { reserveOrder } from './reserve-orders.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const ago = (days: number) => ({ occurredAt: new Date(Date.now() - days * 86_400_000) })
type Served = { reserved: { orderId: string; reserved: string; short: string }[]; waiting: number; next: string | null }
async function serve(is: object = {}): Promise<Served> {
  const { outcome } = await floor.send(reserveWaiting, { itemId: floor.itemId, siteId: null, after: null, limit: 1_000, ...is })
  if (!outcome.ok) throw outcome.refusal
  return outcome.answer as Served
}
async function ordered(quantity: number, days: number, channelId = floor.channelId) {
  const order = floor.order(quantity, 'reserved', channelId)
  await floor.send(placeOrder, order, ago(days))
  return order.orderId
}
async function waiting(): Promise<{ orderId: string; short: string }[]> {
  const { rows } = (await ask(ordersQuestions, place.database, '/orders/waiting', { itemId: floor.itemId })) as { rows: { orderId: string; short: string }[] }
  return rows.map(({ orderId, short }) => ({ orderId, short }))
}

test('the oldest order is served first, whatever the order in which they were recorded', async () => {
  const [young, old, middle] = [await ordered(4, 1), await ordered(4, 9), await ordered(4, 5)]
  expect(await waiting()).toEqual([{ orderId: old, short: '4' }, { orderId: middle, short: '4' }, { orderId: young, short: '4' }])
  await floor.lot(6, null)

  expect(await serve()).toMatchObject({
    reserved: [{ orderId: old, reserved: '4', short: '0' }, { orderId: middle, reserved: '2', short: '2' }], waiting: 2, next: null,
  })
  expect(await waiting()).toEqual([{ orderId: middle, short: '2' }, { orderId: young, short: '4' }])
  await floor.lot(20, null)
  expect(await serve()).toMatchObject({ reserved: [{ orderId: middle }, { orderId: young }], waiting: 0 })
  expect(await waiting()).toEqual([])
  expect(await serve()).toEqual({ reserved: [], waiting: 0, next: null })
})

test('stock that does not last for the oldest serves the next', async () => {
  const [strict, easy] = [await ordered(2, 9, floor.strictId), await ordered(2, 1)]
  await floor.lot(4, day(10))
  expect(await serve()).toMatchObject({ reserved: [{ orderId: easy, reserved: '2' }], waiting: 1 })
  expect(await waiting()).toEqual([{ orderId: strict, short: '2' }])
})

test('what a hold took away is waited for, and what a correction gave back as well', async () => {
  const lotId = await floor.lot(3, null)
  const orderId = await floor.reserve(3)
  expect(await waiting()).toEqual([])
  await floor.hold({ lotId })
  expect(await waiting()).toEqual([{ orderId, short: '3' }])
  await floor.lot(5, null)
  expect(await serve()).toMatchObject({ reserved: [{ orderId, reserved: '3' }] })
  await floor.pick(orderId)
  const { id } = await floor.ship(orderId)
  expect(await waiting()).toEqual([])
  await floor.correct(id, 1, { quantity: 2 })
  expect(await waiting()).toEqual([{ orderId, short: '1' }])
  expect(await serve()).toMatchObject({ reserved: [{ orderId, reserved: '1' }] })
})

test('what was only noted waits for nothing until it is reserved, nor what is raised without being set aside', async () => {
  const noted = floor.order(2, 'placed')
  await floor.buy(noted)
  const lineId = noted.lines[0]?.lineId ?? ''
  const raised = { orderId: noted.orderId, reason: 'More', lines: [{ lineId, quantity: 3n }], reserves: false }
  expect(await floor.send(changeOrder, raised)).toMatchObject({ outcome: { answer: { reserved: [{ reserved: '0', short: '3' }] } } })
  expect(await waiting()).toEqual([])
  await floor.lot(1, null)
  expect(await serve()).toEqual({ reserved: [], waiting: 0, next: null })
  await floor.send(reserveOrder, { orderId: noted.orderId })
  expect(await waiting()).toEqual([{ orderId: noted.orderId, short: '2' }])
  await floor.lot(2, null)
  expect(await serve()).toMatchObject({ reserved: [{ orderId: noted.orderId, reserved: '2' }] })
})

test('what was raised or added waits too; what is cancelled does not', async () => {
  const noted = floor.order(2)
  await floor.buy(noted)
  const raised = floor.order(1)
  await floor.lot(1, null)
  await floor.buy(raised)
  await floor.change(raised.orderId, raised.lines[0]?.lineId ?? '', 3)
  expect(await waiting()).toEqual(expect.arrayContaining([
    { orderId: noted.orderId, short: '2' }, { orderId: raised.orderId, short: '2' },
  ]))
  await floor.cancel(noted.orderId)
  expect(await waiting()).toEqual([{ orderId: raised.orderId, short: '2' }])
})

test('page by page everybody has a turn', async () => {
  const orders: string[] = []
  for (let days = 9; days > 2; days--) orders.push(await ordered(1, days))
  await floor.lot(5, null)
  const served: string[] = []
  let after: string | null = null
  let rounds = 0
  do {
    const answer: Served = await serve({ after, limit: 2 })
    served.push(...answer.reserved.map(({ orderId }) => orderId))
    after = answer.next
    rounds++
  } while (after !== null)
  expect(served).toEqual(orders.slice(0, 5))
  expect(rounds).toBe(4)
})

test('another site’s orders and other items wait on', async () => {
  await ordered(2, 3)
  await floor.lot(2, null)
  expect(await serve({ siteId: floor.storage })).toEqual({ reserved: [], waiting: 0, next: null })
  expect(await serve({ itemId: await floor.item() })).toEqual({ reserved: [], waiting: 0, next: null })
  expect(await serve({ siteId: floor.siteId })).toMatchObject({ reserved: [{ reserved: '2' }] })
})

test('two at once, and orders placed meanwhile, never promise a unit twice', async () => {
  const roll = dice(4_711)
  for (let round = 0; round < 8; round++) {
    floor = await openFloor(place.database)
    for (let nth = 0; nth < 4; nth++) await ordered(1 + roll(4), 9 - nth)
    await floor.lot(3 + roll(8), null)
    await Promise.all([serve(), serve(), floor.reserve(2), serve()])
    const [row] = await query<{ free: bigint; reserved: bigint }>(place.database, {
      name: 'test.promised',
      text: `select (select sum(quantity)::bigint from ledger.balance where item_id = $1) as free,
        (select sum(quantity)::bigint from ledger.reservation where item_id = $1) as reserved`,
    }, [floor.itemId])
    expect(row?.reserved).toBeLessThanOrEqual(row?.free ?? 0n)
    expect(await serve()).toMatchObject({ reserved: [] })
  }
})

test('no line that lacks stock is missing from those that wait, whatever happened', async () => {
  const noted: string[] = []
  for (const seed of [61, 62, 63]) {
    const { orders } = await play(place.database, seed, 40)
    noted.push(...orders.filter(({ through }) => through === 'placed').map(({ orderId }) => orderId))
  }
  const rows = await query<{ id: string; known: boolean }>(place.database, {
    name: 'test.all-short',
    text: `select l.id, exists (select 1 from orders.waiting w where w.line_id = l.id)
        or exists (select 1 from ledger.reservation_change c where c.reservation_id = l.id and c.cause = 'short')
        or exists (select 1 from ledger.movement m where m.reference_id = l.id and m.kind = 'correct') as known
      from orders.line l where l.order_id <> all($1::uuid[]) and l.quantity
        + coalesce((select sum(x.change) from orders.line_change x where x.line_id = l.id), 0)
        > coalesce((select sum(r.quantity) from ledger.reservation r where r.id = l.id), 0)
        + coalesce((select sum(k.quantity) from ledger.pick k where k.reservation_id = l.id), 0)
        + coalesce((select sum(case when t.own then -m.quantity else m.quantity end) from ledger.movement m
            join locations.location t on t.id = m.to_location_id where m.reference_id = l.id and m.kind = 'ship'), 0)`,
  }, [noted])
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.filter(({ known }) => !known)).toEqual([])
})
