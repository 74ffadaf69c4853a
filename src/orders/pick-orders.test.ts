// Picking: by the day it happens, as much of an order as can be, and decided again for whoever asks.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkLedger } from '#ledger'
import { newId, query } from '#platform'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { anybodyWho, day, said } from '#test/shop'
import { changeOrder, ordersQuestions, pickOrder, placeOrder, reserveOrder, shipOrder } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const ago = (days: number) => ({ occurredAt: new Date(Date.now() - days * 86_400_000) })
const pickingOf = (orderId: string) => ({ orderId, lines: null, lotIds: [], placeIds: [] })
const answerOf = ({ outcome }: { outcome: Awaited<ReturnType<Floor['pick']>>['outcome'] }) =>
  outcome.ok ? outcome.answer : outcome.refusal.code

describe('an order of twenty days ago', () => {
  test('gets no lot that was good then and is too short now; reserved again it gets one that lasts', async () => {
    floor = await openFloor(place.database)
    await floor.lot(5, day(30))
    const order = floor.order(5, 'reserved', floor.strictId)
    await floor.send(placeOrder, order, ago(20))
    expect(answerOf(await floor.pick(order.orderId))).toBe('nothing_to_pick')

    expect(answerOf(await floor.send(reserveOrder, order))).toMatchObject({ lines: [{ reserved: '-5', short: '5' }] })
    const fresh = await floor.lot(4, day(90))
    expect(answerOf(await floor.send(reserveOrder, order))).toMatchObject({ lines: [{ reserved: '4', short: '1' }] })
    expect(answerOf(await floor.pick(order.orderId))).toMatchObject({ picked: [{ lotId: fresh, quantity: '4' }] })
  })

  test('keeps what still lasts when it is reserved again, and its place before later orders', async () => {
    floor = await openFloor(place.database)
    const [, long] = [await floor.lot(5, day(30)), await floor.lot(5, day(60))]
    const old = floor.order(5, 'reserved', floor.strictId)
    await floor.send(placeOrder, old, ago(20))
    await floor.place()

    expect(answerOf(await floor.send(reserveOrder, old))).toMatchObject({ lines: [{ reserved: '0', short: '0' }] })
    const late = floor.order(3, 'reserved', floor.strictId)
    expect(answerOf(await floor.buy(late))).toMatchObject({ short: '3' })
    expect(answerOf(await floor.pick(old.orderId))).toMatchObject({ picked: [{ lotId: long, quantity: '5' }] })
  })

  test('ships short goods with permission and reason, and none past their use-by date', async () => {
    floor = await openFloor(place.database)
    await floor.lot(1, day(30))
    const order = floor.order(1, 'reserved', floor.strictId)
    await floor.send(placeOrder, order, ago(20))
    await floor.send(pickOrder, pickingOf(order.orderId), ago(20))
    const shipment = { orderId: order.orderId, parcel: null, overrideReason: 'They know, and want it.' }
    expect(said((await floor.send(shipOrder, shipment)).outcome)).toBe('ships_too_short')
    const unsaid = { orderId: order.orderId, parcel: null }
    const may = { actor: anybodyWho('order.ship-short') }
    expect(said((await floor.send(shipOrder, unsaid, may)).outcome)).toBe('ships_too_short')
    const { id, outcome } = await floor.send(shipOrder, shipment, may)
    expect(said(outcome)).toBe('done')
    const [document] = await query<{ reason: string }>(place.database, {
      name: 'test.reason', text: 'select reason from platform.document where id = $1',
    }, [id])
    expect(document).toEqual({ reason: shipment.overrideReason })

    await floor.receive(1, { lot: { code: 'U', dates: { useBy: day(0) } } })
    const risky = floor.order(1)
    await floor.send(placeOrder, risky, ago(20))
    await floor.send(pickOrder, pickingOf(risky.orderId), ago(20))
    const all = await floor.send(shipOrder, { ...shipment, orderId: risky.orderId }, may)
    expect(said(all.outcome)).toBe('ships_past_use_by')
  })
})

test('of an order the lines that can be picked are; the others are told with the reason', async () => {
  floor = await openFloor(place.database)
  const lotId = await floor.lot(2, null)
  const other = await floor.item()
  await floor.receive(2, { itemId: other, lot: { code: 'O', dates: { useBy: day(0) } } })
  const order = { ...floor.order(2), lines: [floor.itemId, other].map((itemId) => ({ ...floor.order(2).lines[0]!, itemId })) }
  await floor.send(placeOrder, order, ago(20))

  expect(answerOf(await floor.pick(order.orderId))).toEqual({
    orderId: order.orderId, picked: [{ lineId: order.lines[0]!.lineId, lotId, quantity: '2' }],
    notPicked: [{ lineId: order.lines[1]!.lineId, why: `2 are past their use-by date on ${day(1)}` }],
  })
})

test('anybody may have the choices of an order decided again', async () => {
  floor = await openFloor(place.database)
  await floor.lot(2, null)
  const orderId = await floor.reserve(1)
  const { id } = await floor.pick(orderId)
  const replay = (id: string) => ask(ordersQuestions, place.database, '/orders/:id/replay', { id })
  expect(await replay(orderId)).toMatchObject({
    orderId, agrees: true, rows: [{ documentId: id, verdict: 'agrees', asked: '1', policy: 'fefo' }],
  })
  expect(await replay(id)).toBeNull()
})

test('an order whose line has the id of another line is refused, alone and in a set', async () => {
  floor = await openFloor(place.database)
  const order = floor.order(1)
  expect(said((await floor.send(placeOrder, order)).outcome)).toBe('done')
  const other = { ...floor.order(1), lines: order.lines }
  expect(said((await floor.send(placeOrder, other)).outcome)).toBe('order_line_taken')
  const twice = floor.order(1)
  expect(said((await floor.send(placeOrder, { ...twice, lines: [...twice.lines, ...twice.lines] })).outcome)).toBe('order_line_taken')
})

test('a change that names a line twice is refused', async () => {
  floor = await openFloor(place.database)
  const order = floor.order(3)
  await floor.send(placeOrder, order)
  const [line] = order.lines
  const lines = ['2', '1'].map((quantity) => ({ lineId: line!.lineId, quantity: BigInt(quantity) }))
  const { outcome } = await floor.send(changeOrder, { orderId: order.orderId, reason: 'Less.', lines })
  expect(said(outcome)).toBe('order_line_twice')
})

test('what would be picked is told before, and is what is then picked; a lot of one’s own is kept with its reason', async () => {
  floor = await openFloor(place.database)
  const [soon, later] = [await floor.lot(3, day(30)), await floor.lot(5, day(60))]
  const orderId = await floor.reserve(4)
  const [{ id: lineId }] = Object(await ask(ordersQuestions, place.database, '/orders/:id', { id: orderId })).lines
  const suggested = () => ask(ordersQuestions, place.database, '/orders/:id/suggestion', { id: orderId })
  type Line = { considered: { lotId: string; taken: string }[] }
  const taken = (of: unknown) =>
    Object(of).lines.flatMap(({ considered }: Line) => considered.filter((one) => one.taken !== '0').map((one) => [one.lotId, one.taken]))
  expect(taken(await suggested())).toEqual([[soon, '3'], [later, '1']])

  const own = { ...pickingOf(orderId), reason: 'The first was damaged', lotIds: [later], lines: [{ lineId, quantity: null, lots: [{ lotId: later, locationId: null, quantity: 2n }] }] }
  const done = await floor.send(pickOrder, own)
  expect(answerOf(done)).toMatchObject({ picked: [{ lotId: later, quantity: '2' }] })
  const [document] = await query<{ reason: string }>(place.database, { name: '', text: 'select reason from platform.document where id = $1' }, [done.id])
  expect(document?.reason).toBe('The first was damaged')

  expect(taken(await suggested())).toEqual([[soon, '2']])
  expect(answerOf(await floor.pick(orderId))).toMatchObject({ picked: [{ lotId: soon, quantity: '2' }] })
  expect(await suggested()).toEqual({ orderId, lines: [] })
})

test('two lines of one item are told stock that is there for both, and get it when they are picked', async () => {
  floor = await openFloor(place.database)
  const [soon, later] = [await floor.lot(3, day(30)), await floor.lot(5, day(60))]
  const order = floor.order(2)
  const [line] = order.lines
  if (line === undefined) throw new Error('The order has no line.')
  const [first, second] = [line.lineId, newId()]
  await floor.send(placeOrder, { ...order, lines: [line, { ...line, lineId: second, quantity: 4n }] })

  const told = Object(await ask(ordersQuestions, place.database, '/orders/:id/suggestion', { id: order.orderId })).lines
    .flatMap(({ lineId, considered }: { lineId: string; considered: { lotId: string; taken: string }[] }) =>
      considered.filter(({ taken }) => taken !== '0').map(({ lotId, taken }) => ({ lineId, lotId, quantity: taken })))
  expect(told).toEqual([
    { lineId: first, lotId: soon, quantity: '2' }, { lineId: second, lotId: soon, quantity: '1' }, { lineId: second, lotId: later, quantity: '3' },
  ])
  expect(answerOf(await floor.pick(order.orderId))).toEqual({ orderId: order.orderId, picked: told })
})

test('who may only order takes no goods from their shelf and hands none over', async () => {
  floor = await openFloor(place.database)
  await floor.lot(5, null)
  const through = async (how: 'placed' | 'reserved' | 'picked' | 'shipped', ...may: string[]) =>
    answerOf(await floor.send(placeOrder, floor.order(1, how), { actor: { id: newId(), permissions: new Set(['order.write', ...may]) } }))
  expect([await through('picked', 'order.ship'), await through('shipped', 'order.pick')]).toEqual(['not_permitted', 'not_permitted'])
  for (const done of [await through('placed'), await through('reserved'), await through('picked', 'order.pick'), await through('shipped', 'order.ship')]) {
    expect(done).toMatchObject({ orderId: expect.any(String) })
  }
})
