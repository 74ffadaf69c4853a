// Goods of which no lots are kept: whatever answers of them names no lot, and no id that stands for none.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger, ledgerQuestions } from '#ledger'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, openFloor } from '#test/floor'
import { ordersQuestions, placeOrder } from './index.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const answerOf = ({ outcome }: Done) => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.answer
}

test('orders, shipments, returns and the choices for them', async () => {
  const floor = await openFloor(place.database)
  const itemId = await floor.item({ trackingMode: 'none' })
  await floor.receive(10, { itemId, lot: null })
  const ordered = async (through: 'reserved' | 'shipped') => {
    const order = floor.order(2, through)
    return answerOf(await floor.send(placeOrder, { ...order, lines: order.lines.map((line) => ({ ...line, itemId })) }))
  }
  const { orderId } = Object(await ordered('reserved'))
  const told = [
    await ask(ordersQuestions, place.database, '/orders/:id/suggestion', { id: orderId }),
    await ordered('shipped'),
  ]
  const picked = await floor.pick(orderId)
  const lots = (of: unknown): unknown[] => Object(of).map(({ lotId }: { lotId: unknown }) => lotId)
  expect(lots(Object(answerOf(picked))['picked'])).toEqual([null])
  told.push(answerOf(picked), answerOf(await floor.ship(orderId)))
  const [{ id: orderLineId }] = Object(await ask(ordersQuestions, place.database, '/orders/:id', { id: orderId })).lines
  told.push(
    answerOf(await floor.takeBack(1, { itemId, orderLineId })),
    ...(await Promise.all(['/orders/:id', '/orders/:id/replay'].map((path) => ask(ordersQuestions, place.database, path, { id: orderId })))),
    await ask(ledgerQuestions, place.database, '/decisions/:id', { id: picked.id }),
  )

  for (const one of told) expect(JSON.stringify(one)).not.toContain(NIL)
})

test('a unit that comes back has its number and no lot', async () => {
  const floor = await openFloor(place.database)
  const itemId = await floor.item({ trackingMode: 'serial' })
  await floor.receive(1, { itemId, lot: null, serials: ['DRILL-1'] })
  const order = floor.order(1, 'shipped')
  answerOf(await floor.send(placeOrder, { ...order, lines: order.lines.map((line) => ({ ...line, itemId })) }))

  const { lines: [line] } = Object(answerOf(await floor.takeBack(1, { itemId, serials: ['DRILL-1'] })))

  expect([line.lotIds, line.certainty, line.serial, line.matched]).toEqual([[], null, 'DRILL-1', 'order'])
})
