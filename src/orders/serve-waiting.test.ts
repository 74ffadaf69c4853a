// Stock that comes goes to orders that wait, without anybody asking: by whichever way it comes, once, the oldest first.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#auth'
import { checkLedger, ledgerDoors } from '#ledger'
import { newId, type Outcome, perform, query, sequenceDocuments } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { command, day, said } from '#test/shop'
import { changeChannel, placeOrder, serveWhatCame } from './index.ts'
import { serveWaiting } from './reserve-waiting.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
  await work()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

/** What the worker does, one job after the other. */
async function work(pace?: Parameters<typeof serveWhatCame>[1]): Promise<void> {
  await sequenceDocuments(place.database)
  await serveWhatCame(place.database, pace)
}
async function ordered(quantity: number, days: number, channelId = floor.channelId) {
  const order = floor.order(quantity, 'reserved', channelId)
  const { outcome } = await floor.send(placeOrder, order, { occurredAt: new Date(Date.now() - days * 86_400_000) })
  if (!outcome.ok) throw outcome.refusal
  return order
}
const lineOf = ({ lines }: { lines: readonly { lineId: string }[] }) => lines[0]?.lineId ?? ''
async function served(): Promise<{ actor: string; quantities: string[] }[]> {
  const rows = await query<{ actor: string; answer: { reserved: { reserved: string }[] } }>(place.database, {
    name: 'test.served',
    text: `select actor_id as actor, answer from platform.document
      where kind = 'serve_waiting' and answer::text like '%' || $1 || '%' order by recorded_at, id`,
  }, [`I-${floor.itemId.slice(-6)}`])
  return rows.map(({ actor, answer }) => ({ actor, quantities: answer.reserved.map(({ reserved }) => reserved) }))
}

test('a receipt serves the oldest order first, in a document of the system’s own, and once', async () => {
  const [young, old] = [await ordered(4, 1), await ordered(4, 9)]
  await work()
  expect(await served()).toEqual([])
  await floor.lot(6, null)
  await work()
  expect(await floor.reserved()).toEqual({ [lineOf(old)]: 4n, [lineOf(young)]: 2n })
  expect(await served()).toEqual([{ actor: SYSTEM_ACTOR.id, quantities: ['4', '2'] }])

  await work()
  await place.database.pool.query('update orders.serving_progress set position = 0')
  await work()
  expect(await served()).toHaveLength(1)
  expect(await floor.reserved()).toEqual({ [lineOf(old)]: 4n, [lineOf(young)]: 2n })
})

test('a worker that ends before it noted how far it came serves nobody twice', async () => {
  const order = await ordered(4, 1)
  const { rows: [before] } = await place.database.pool.query<{ position: bigint }>('select position from orders.serving_progress')
  await floor.lot(3, null)
  await work()
  await place.database.pool.query('update orders.serving_progress set position = $1', [before?.position])
  await work()
  expect(await floor.reserved()).toEqual({ [lineOf(order)]: 3n })
  expect(await served()).toHaveLength(1)
})

test('two workers at once promise every unit once', async () => {
  for (let round = 0; round < 6; round++) {
    floor = await openFloor(place.database)
    for (let nth = 0; nth < 5; nth++) await ordered(2, 9 - nth)
    await floor.lot(3, null)
    await sequenceDocuments(place.database)
    await Promise.all([serveWhatCame(place.database), floor.lot(4, null).then(() => work()), serveWhatCame(place.database)])
    await work()
    const reserved = Object.values(await floor.reserved())
    expect(reserved.reduce((sum, one) => sum + one, 0n)).toBe(7n)
    const told = (await served()).flatMap(({ quantities }) => quantities).reduce((sum, one) => sum + Number(one), 0)
    expect(told).toBe(7)
  }
})

test.each<readonly [how: string, comes: (floor: Floor) => Promise<() => Promise<unknown>>]>([
  ['a return put back', async (on) => {
    const lotId = await on.lot(2, null)
    await on.buy(on.order(2, 'shipped'))
    const { id } = await on.takeBack(2)
    const { rows: [arrived] } = await place.database.pool.query<{ at: string }>(
      'select to_location_id as at from ledger.movement where document_id = $1', [id])
    return () => on.move(lotId, 2, { fromLocationId: arrived?.at ?? '', toLocationId: on.storage })
  }],
  ['a hold released', async (on) => {
    const lotId = await on.lot(2, null)
    const { outcome } = await on.hold({ lotId })
    return () => on.release(outcome.ok ? String(outcome.answer['holdId']) : '')
  }],
  ['more found by a count', async (on) => {
    const lotId = await on.lot(2, null)
    await on.dispose(lotId, 2)
    return () => on.adjust(lotId, 2)
  }],
  ['what a transformation makes', async (on) => {
    const [bulk, lotId] = [await on.item(), newId()]
    await on.receive(2, { itemId: bulk, lot: { lotId, code: 'BULK' } })
    return () => on.make('make', [[lotId, 2, bulk]], [[newId(), 2]])
  }],
  ['an order cancelled', async (on) => {
    await on.lot(2, null)
    const other = await on.reserve(2)
    return () => on.cancel(other)
  }],
  ['an order cancelled that was picked', async (on) => {
    await on.lot(2, null)
    const other = await on.picked(2)
    return () => on.cancel(other)
  }],
  ['a receipt corrected to more', async (on) => {
    const { id } = await on.receive(1)
    return () => on.correct(id, 1, { quantity: 3 })
  }],
])('%s serves them', async (_, comes) => {
  const come = await comes(floor)
  const order = await ordered(2, 1)
  await work()
  const before = (await floor.reserved())[lineOf(order)] ?? 0n
  expect(before).toBeLessThan(2n)
  await come()
  expect((await floor.reserved())[lineOf(order)] ?? 0n).toBe(before)
  await work()
  expect((await floor.reserved())[lineOf(order)]).toBe(2n)
})

test('what a hold took from an order comes back to it with the next receipt', async () => {
  const lotId = await floor.lot(3, null)
  const orderId = await floor.reserve(3)
  await floor.hold({ lotId })
  await work()
  expect(await floor.reserved()).toEqual({})
  await floor.lot(5, null)
  await work()
  expect(Object.values(await floor.reserved())).toEqual([3n])
  expect((await floor.pick(orderId)).outcome.ok).toBe(true)
})

test('who asks for less long a life is served from behind those who wait on, page by page', async () => {
  for (let nth = 0; nth < 3; nth++) await ordered(1, 9 - nth, floor.strictId)
  const easy = await ordered(1, 1)
  await floor.lot(2, day(10))
  await work({ batch: 2, page: 1 })
  expect(await floor.reserved()).toEqual({ [lineOf(easy)]: 1n })
  expect(await served()).toEqual([{ actor: SYSTEM_ACTOR.id, quantities: ['1'] }])
})

test('a lot found to last longer serves those it was too short for', async () => {
  const order = await ordered(2, 1, floor.strictId)
  const lotId = await floor.lot(2, day(10))
  await work()
  expect(await floor.reserved()).toEqual({})
  const door = ledgerDoors.find(({ path }) => path === '/lots/change')
  const [changed] = await door?.many(place.database, [{
    id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), body: { lotId, dates: { bestBefore: day(90) }, reason: 'Misread' },
  }]) ?? []
  expect(changed).toMatchObject({ ok: true })
  await work()
  expect(await floor.reserved()).toEqual({ [lineOf(order)]: 2n })
})

test('a channel that asks for less serves those who wait by it; a closed one takes no new orders, and serves the old', async () => {
  const order = await ordered(3, 1, floor.strictId)
  await floor.lot(2, day(10))
  await work()
  expect(await floor.reserved()).toEqual({})
  const change = (is: object) => floor.send(changeChannel, { channelId: floor.strictId, reason: 'Customers eat sooner', ...is })
  expect((await change({ leastLifeDays: 5, closed: true })).outcome).toMatchObject({
    ok: true, answer: { before: { leastLifeDays: 30, closed: false }, after: { leastLifeDays: 5, closed: true } },
  })
  await work()
  expect(await floor.reserved()).toEqual({ [lineOf(order)]: 2n })
  await floor.lot(1, day(10))
  await work()
  expect(await floor.reserved()).toEqual({ [lineOf(order)]: 3n })

  const told = async (done: Promise<{ outcome: Outcome }>) => said((await done).outcome)
  expect(await told(floor.buy(floor.order(1, 'reserved', floor.strictId)))).toBe('channel_closed')
  expect(await told(change({ closed: true }))).toBe('channel_unchanged')
  expect(await told(change({ channelId: newId(), closed: true }))).toBe('channel_unknown')
  expect(await told(change({ closed: false, leastLifeDays: null, policy: 'fifo' }))).toBe('done')
  expect(await told(floor.buy(floor.order(1, 'reserved', floor.strictId)))).toBe('done')
})

test('a channel that asks for more is asked when an order is picked', async () => {
  await floor.lot(2, day(10))
  const orderId = await floor.reserve(2)
  await floor.send(changeChannel, { channelId: floor.channelId, reason: 'A new customer', leastLifeDays: 30 })
  expect(said((await floor.pick(orderId)).outcome)).toBe('nothing_to_pick')
})

test('where nothing is there for anybody nothing is recorded', async () => {
  await ordered(1, 1, floor.strictId)
  await floor.lot(2, day(10))
  const wanted = command({ itemId: floor.itemId, siteId: floor.siteId, after: null, limit: 10 })
  const [outcome] = await perform(place.database, serveWaiting, [wanted])
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'nothing_to_serve', message: 'Nothing is there for any of 1 lines that wait.' } })
  await work()
  expect(await served()).toEqual([])
})
