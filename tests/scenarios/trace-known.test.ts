// A trace as it was known: what it answered when the record had come so far, it answers for that position for ever.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { changeOrder, placeOrder } from '#orders'
import { SELF } from '#partners'
import { newId, query, sequenceDocuments } from '#platform'
import { receive } from '#receiving'
import { trace } from '#trace'
import { testDatabase, type TestDatabase } from '#test/database'
import { play } from '#test/history'
import { act, correct, makeShop } from '#test/shop'
import { sorted } from '#test/trace-by-hand'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Answer = NonNullable<Awaited<ReturnType<typeof trace>>>
type Ask = Parameters<typeof trace>[1]

// The order of rows is not compared.
const inOrder = (answer: Answer | null) =>
  answer === null ? null
    : Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, Array.isArray(value) ? sorted<unknown>(value) : value]))

test.each([21, 22, 23])('history %i: every trace is known later as it was then', async (seed) => {
  const { database } = place
  const taken: { ask: Ask; answer: unknown }[] = []
  await play(database, seed, 40, async (step, floor) => {
    if (step % 8 !== 0) return
    const position = String(await sequenceDocuments(database))
    const lots = await query<{ id: string }>(database, { name: 'test.lots-of-two', text: 'select id from lots.lot where item_id = $1 order by id' }, [floor.itemId])
    const asks: Ask[] = lots.flatMap(({ id }) => (['forward', 'back'] as const).map((direction) => ({ direction, from: 'lot' as const, id })))
    asks.push({ direction: 'forward', from: 'customer', id: floor.customerId })
    for (const ask of asks) taken.push({ ask: { ...ask, position }, answer: inOrder(await trace(database, ask)) })
  })

  expect(taken.length).toBeGreaterThan(30)
  await sequenceDocuments(database)
  let changed = 0
  for (const { ask, answer } of taken) {
    expect(inOrder(await trace(database, ask)), JSON.stringify(ask)).toEqual(answer)
    const { position, ...now } = ask
    if (JSON.stringify(inOrder(await trace(database, now))) !== JSON.stringify(answer)) changed++
  }
  // Most of them would answer otherwise today.
  expect(changed).toBeGreaterThan(taken.length / 4)
})

test('a unit is traced as of the lot it was known to be of, and is not there before it was known', async () => {
  const { database } = place
  const shop = await makeShop(database)
  const itemId = newId()
  await act(database, createItem, { itemId, sku: `U-${itemId.slice(-9)}`, name: 'Unit', baseUnit: 'piece', units: [], trackingMode: 'lot+serial' })
  const before = String(await sequenceDocuments(database))
  const [wrong, code] = [newId(), newId().slice(-10)]
  const arrived = await act(database, receive, {
    number: newId(), supplierId: shop.supplierId, siteId: shop.siteId, announcementId: null,
    lines: [{
      itemId, ownerId: SELF, lot: { lotId: wrong, code: 'MISREAD', dates: {} }, supplierLotCode: null, quantity: '1', unit: null,
      secondQuantity: null, serials: [code], toLocationId: shop.storage, announcementLineId: null, overrideReason: null,
    }],
  })
  const then = String(await sequenceDocuments(database))
  await act(database, correct, { reason: 'Misread', lines: [{ documentId: String(arrived['documentId']), line: 1, quantity: null, lotId: null, lot: { code: 'RIGHT' } }] })
  await sequenceDocuments(database)
  const ask = (position?: string) => trace(database, { direction: 'back', from: 'serial', code, ...(position === undefined ? {} : { position }) })

  expect(await ask(before)).toBeNull()
  expect((await ask(then))?.start.lotIds).toEqual([wrong])
  expect((await ask(then))?.receipts).toMatchObject([{ lot: 'MISREAD', lot_id: wrong }])
  expect((await ask())?.receipts).toMatchObject([{ lot: 'RIGHT', number: expect.any(String), supplier: expect.any(String) }])
})

test('an open order is told with the customer it was known to be for', async () => {
  const { database } = place
  const [shop, other] = [await makeShop(database), await makeShop(database)]
  const lotId = await shop.lot(5, null)
  const order = shop.order(2, 'picked')
  await act(database, placeOrder, order)
  const position = String(await sequenceDocuments(database))
  const ask = { direction: 'forward', from: 'lot', id: lotId } as const
  const then = await trace(database, ask)
  await act(database, changeOrder, { orderId: order.orderId, reason: 'Wrong one', lines: [], customerId: other.customerId })
  await sequenceDocuments(database)

  expect(then?.open).toMatchObject([{
    order: order.number, customerId: shop.customerId, customer: expect.any(String), state: 'picked', certainty: 'certain', lotIds: [lotId], quantity: '2',
  }])
  expect((await trace(database, { ...ask, position }))?.open).toEqual(then?.open)
  expect((await trace(database, ask))?.open).toMatchObject([{ customerId: other.customerId }])
})
