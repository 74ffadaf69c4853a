// Changing and cancelling at every stage: what becomes of the line, its reservation, what is picked and what left.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { createPartner, SELF } from '#partners'
import { newId, query } from '#platform'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { act, day, said } from '#test/shop'
import { cancelOrder, changeOrder, deliverOrder, ordersQuestions, packOrder, placeOrder, shipOrder } from './index.ts'

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

type Shown = {
  state: string; customer: string | null; shipTo: { name: string | null; address: string | null } | null
  lines: { id: string; line: number; ordered: string; reserved: string; picked: string; shipped: string; returned: string; short: string }[]
  changes: { what: string; line: number | null; change: string | null; before: string | null; after: string | null; reason: string }[]
}
async function shown(orderId: string): Promise<Shown> {
  return (await ask(ordersQuestions, place.database, '/orders/:id', { id: orderId })) as Shown
}
async function stands(orderId: string) {
  const { state, lines } = await shown(orderId)
  return [state, ...lines.map(({ ordered, reserved, picked, shipped, returned }) => [ordered, reserved, picked, shipped, returned].join(' '))]
}
const done = ({ outcome }: Done) => said(outcome)
const change = (orderId: string, more: object) => floor.send(changeOrder, { orderId, reason: 'Asked by mail', lines: [], ...more })

type Order = ReturnType<Floor['order']> & { lineId: string }
/** Brings an order for four of five units to a stage. */
const stages: { [stage: string]: (order: Order) => Promise<unknown> } = {
  placed: (order) => floor.buy({ ...order, through: 'placed' }),
  'part reserved': (order) => floor.buy(order),
  reserved: (order) => floor.buy(order),
  'part picked': async (order) => {
    await floor.buy(order)
    await floor.pick(order.orderId, [{ lineId: order.lineId, quantity: 3n, lots: null }])
  },
  packed: async (order) => {
    await floor.buy({ ...order, through: 'picked' })
    await floor.send(packOrder, { orderId: order.orderId, parcel: 'P-1' })
  },
  'shipped in part': async (order) => {
    await floor.buy(order)
    await floor.pick(order.orderId, [{ lineId: order.lineId, quantity: 3n, lots: null }])
    await floor.ship(order.orderId)
  },
  shipped: (order) => floor.buy({ ...order, through: 'shipped' }),
  delivered: async (order) => {
    await floor.buy({ ...order, through: 'shipped' })
    await floor.send(deliverOrder, { orderId: order.orderId, parcel: null })
  },
  returned: async (order) => {
    await floor.buy({ ...order, through: 'shipped' })
    await floor.takeBack(4, { orderLineId: order.lineId })
  },
}
async function at(stage: string): Promise<Order> {
  await floor.lot(stage === 'part reserved' ? 3 : 5, null)
  const order = floor.order(4)
  const known = { ...order, lineId: order.lines[0]?.lineId ?? NIL }
  await stages[stage]?.(known)
  return known
}

// Ordered, reserved, picked, shipped, returned.
describe('an order for four', () => {
  test.each([
    ['placed', 'placed', '4 0 0 0 0'],
    ['part reserved', 'partly_reserved', '4 3 0 0 0'],
    ['reserved', 'reserved', '4 4 0 0 0'],
    ['part picked', 'partly_picked', '4 1 3 0 0'],
    ['packed', 'packed', '4 0 4 0 0'],
    ['shipped in part', 'partly_shipped', '4 1 0 3 0'],
    ['shipped', 'shipped', '4 0 0 4 0'],
    ['delivered', 'delivered', '4 0 0 4 0'],
    ['returned', 'returned', '4 0 0 4 4'],
  ])('%s is %s', async (stage, status, line) => {
    expect(await stands((await at(stage)).orderId)).toEqual([status, line])
  })

  test.each([
    ['placed', 'done', ['cancelled', '0 0 0 0 0'], '5'],
    ['part reserved', 'done', ['cancelled', '0 0 0 0 0'], '3'],
    ['reserved', 'done', ['cancelled', '0 0 0 0 0'], '5'],
    ['part picked', 'done', ['cancelled', '0 0 0 0 0'], '5'],
    ['packed', 'done', ['cancelled', '0 0 0 0 0'], '5'],
    ['shipped in part', 'done', ['shipped', '3 0 0 3 0'], '2'],
    ['shipped', 'nothing_to_cancel', ['shipped', '4 0 0 4 0'], '1'],
    ['delivered', 'nothing_to_cancel', ['delivered', '4 0 0 4 0'], '1'],
    ['returned', 'nothing_to_cancel', ['returned', '4 0 0 4 4'], '1'],
  ])('%s and cancelled: %s', async (stage, code, after, free) => {
    const { orderId } = await at(stage)
    expect(done(await floor.cancel(orderId))).toBe(code)
    expect(await stands(orderId)).toEqual(after)
    // What was set aside is free for others again, on its shelf.
    expect((await floor.stock())['lot in storage']).toBe(free)
    const rest = floor.order(9)
    expect((await floor.buy(rest)).outcome).toMatchObject({ answer: { lines: [{ reserved: free }] } })
  })

  test.each([
    ['placed', ['reserved', '5 5 0 0 0']],
    ['part reserved', ['partly_reserved', '5 3 0 0 0']],
    ['reserved', ['reserved', '5 5 0 0 0']],
    ['part picked', ['partly_picked', '5 2 3 0 0']],
    ['packed', ['partly_picked', '5 1 4 0 0']],
    ['shipped in part', ['partly_shipped', '5 2 0 3 0']],
    ['shipped', ['partly_shipped', '5 1 0 4 0']],
    ['delivered', ['partly_shipped', '5 1 0 4 0']],
    ['returned', ['partly_shipped', '5 1 0 4 4']],
  ])('%s and raised to five: what there is is set aside at once', async (stage, after) => {
    const { orderId, lineId } = await at(stage)
    expect(done(await floor.change(orderId, lineId, 5))).toBe('done')
    expect(await stands(orderId)).toEqual(after)
  })

  test.each([
    ['placed', 'done', '2 0 0 0 0'],
    ['part reserved', 'done', '2 2 0 0 0'],
    ['reserved', 'done', '2 2 0 0 0'],
    ['part picked', 'done', '2 0 2 0 0'],
    ['packed', 'done', '2 0 2 0 0'],
    ['shipped in part', 'below_handled', '4 1 0 3 0'],
    ['shipped', 'below_handled', '4 0 0 4 0'],
    ['delivered', 'below_handled', '4 0 0 4 0'],
    ['returned', 'below_handled', '4 0 0 4 4'],
  ])('%s and lowered to two: %s', async (stage, code, line) => {
    const { orderId, lineId } = await at(stage)
    expect(done(await floor.change(orderId, lineId, 2))).toBe(code)
    expect((await stands(orderId))[1]).toBe(line)
  })

  test.each(Object.keys(stages))('%s gets another line', async (stage) => {
    const order = await at(stage)
    const other = await floor.item()
    await floor.receive(2, { itemId: other })
    const add = [{ lineId: null, itemId: other, ownerId: SELF, wantedLotId: null, quantity: 3n }]
    const { outcome } = await change(order.orderId, { add })

    expect(outcome).toMatchObject({ answer: { lines: 0, added: [expect.any(String)], reserved: [{ reserved: '2', short: '1' }] } })
    expect((await stands(order.orderId))[2]).toBe('3 2 0 0 0')
    expect(await shown(order.orderId)).toMatchObject({
      lines: [{ line: 1 }, { line: 2, short: '1' }], changes: [{ what: 'added', line: 2, change: '3', reason: 'Asked by mail' }],
    })
  })

  test.each([
    ['placed', 'done'], ['part reserved', 'done'], ['reserved', 'done'], ['part picked', 'done'], ['packed', 'done'],
    ['shipped in part', 'customer_fixed'], ['shipped', 'customer_fixed'], ['delivered', 'customer_fixed'], ['returned', 'customer_fixed'],
  ])('%s for another customer: %s', async (stage, code) => {
    const { orderId } = await at(stage)
    const before = await stands(orderId)
    expect(done(await change(orderId, { customerId: await floor.partner('customer') }))).toBe(code)
    expect(await stands(orderId)).toEqual(before)
  })
})

test('another customer who needs more life gets what lasts: the rest goes back and others are looked for', async () => {
  const [, long] = [await floor.lot(3, day(20)), await floor.lot(2, day(90))]
  const order = floor.order(3, 'picked')
  await floor.buy(order)
  const customerId = newId()
  await act(place.database, createPartner, {
    partnerId: customerId, code: customerId, roles: ['customer'], leastLifeDays: 60,
  } as Parameters<typeof createPartner.run>[1][number]['payload'])

  expect(done(await change(order.orderId, { customerId }))).toBe('done')
  expect(await shown(order.orderId)).toMatchObject({
    customer: customerId, lines: [{ reserved: '2', picked: '0', short: '1' }], changes: [{ what: 'customer', after: customerId }],
  })
  await floor.pick(order.orderId)
  expect((await floor.ship(order.orderId)).outcome).toMatchObject({ answer: { shipped: [{ lotId: long, quantity: '2' }] } })
  const [to] = await query<{ partnerId: string }>(place.database, {
    name: 'test.went-to',
    text: `select t.partner_id as "partnerId" from ledger.movement m join locations.location t on t.id = m.to_location_id
      where m.reference_id = $1 and m.kind = 'ship'`,
  }, [order.lines[0]?.lineId])
  expect(to).toEqual({ partnerId: customerId })
})

test('where it goes is changed, and forgotten; no fact has it', async () => {
  const order = { ...floor.order(1, 'placed'), shipTo: { name: 'Ada', address: '1 Mill Lane' } }
  await floor.buy(order)
  expect((await shown(order.orderId)).shipTo).toMatchObject({ name: 'Ada', address: '1 Mill Lane' })
  await change(order.orderId, { shipTo: { name: 'Ada', address: '2 Mill Lane' } })
  expect((await shown(order.orderId)).shipTo).toMatchObject({ address: '2 Mill Lane' })
  await change(order.orderId, { shipTo: null })
  expect((await shown(order.orderId)).shipTo).toBeNull()
})

test('one line is cancelled, the others stay; the same again is refused', async () => {
  await floor.lot(5, null)
  const order = floor.order(2)
  const second = { ...order.lines[0]!, lineId: newId(), quantity: 3n }
  await floor.buy({ ...order, lines: [...order.lines, second] })
  const cancel = () => floor.send(cancelOrder, { orderId: order.orderId, reason: 'No more', lineIds: [second.lineId] })
  expect(done(await cancel())).toBe('done')
  expect(await stands(order.orderId)).toEqual(['reserved', '2 2 0 0 0', '0 0 0 0 0'])
  expect(done(await cancel())).toBe('nothing_to_cancel')
})

test('commands of one set see each other, and a refused one leaves nothing', async () => {
  await floor.lot(9, null)
  const order = floor.order(4)
  await floor.buy(order)
  const lineId = order.lines[0]?.lineId ?? NIL
  const to = (...quantities: bigint[]) => ({
    orderId: order.orderId, reason: 'Asked', lines: quantities.map((quantity) => ({ lineId, quantity })),
  })
  const all = await floor.sendAll(changeOrder, [to(6n), to(7n, 8n), to(6n), to(3n)])
  expect(all.map(done)).toEqual(['done', 'order_line_twice', 'order_unchanged', 'done'])
  expect(await stands(order.orderId)).toEqual(['reserved', '3 3 0 0 0'])
  expect((await shown(order.orderId)).changes.map((one) => one.change)).toEqual(expect.arrayContaining(['2', '-3']))
})

test('raised without setting aside it waits', async () => {
  await floor.lot(9, null)
  const order = floor.order(4)
  await floor.buy(order)
  await change(order.orderId, { lines: [{ lineId: order.lines[0]?.lineId, quantity: 6n }], reserves: false })
  expect(await shown(order.orderId)).toMatchObject({ state: 'partly_reserved', lines: [{ reserved: '4', short: '2' }] })
})

test('parcels arrive one by one; all that shipped arrives at once when none is named', async () => {
  await floor.lot(9, null)
  const order = floor.order(6)
  await floor.buy(order)
  const lineId = order.lines[0]?.lineId ?? NIL
  const send = async (parcel: string) => {
    await floor.pick(order.orderId, [{ lineId, quantity: 2n, lots: null }])
    await floor.send(packOrder, { orderId: order.orderId, parcel })
    await floor.send(shipOrder, { orderId: order.orderId, parcel })
  }
  const arrive = async (parcel: string | null) => done(await floor.send(deliverOrder, { orderId: order.orderId, parcel }))
  await send('A')
  await send('B')
  expect(await arrive('A')).toBe('done')
  expect(await arrive('A')).toBe('step_taken')
  expect(await arrive(null)).toBe('done')
  expect(await arrive('B')).toBe('step_taken')
  await send('C')
  expect(await arrive(null)).toBe('done')
  expect(await arrive(null)).toBe('step_taken')
})

test('an order is placed once, whatever is sent again', async () => {
  await floor.lot(2, null)
  const order = floor.order(2)
  const first = await floor.send(placeOrder, order)
  expect(await first.again()).toMatchObject({ ok: true, repeated: true })
  expect(done(await floor.send(placeOrder, order))).toBe('order_id_taken')
})
