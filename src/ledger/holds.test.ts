import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform'
import { askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'
import { checkLedger, ledgerQuestions } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const open = async () => {
  floor = await openFloor(place.database)
  return floor
}
const answerOf = ({ outcome }: Done) => (outcome.ok ? outcome.answer : outcome.refusal.code)
/** How much an order of so much gets set aside. */
const reservable = async (quantity: number) => {
  const done = await floor.buy(floor.order(quantity))
  return done.outcome.ok ? quantity - Number(done.outcome.answer['short']) : done.outcome.refusal.code
}

test('a hold on a lot covers it wherever it lies and takes back what is picked of it', async () => {
  const { quarantine } = await open()
  const lot = await floor.lot(10, null)
  await floor.move(lot, 2)
  const orderId = await floor.picked(3)

  const done = await floor.hold({ lotId: lot })

  expect(answerOf(done)).toMatchObject({ unpicked: '3', voided: '3' })
  expect(await floor.stock({ lot, quarantine })).toEqual({
    'lot in storage': '8, held 1', 'lot in quarantine': '2, held 1',
  })
  expect(await floor.reserved()).toEqual({})
  expect(answerOf(await floor.ship(orderId))).toBe('nothing_to_ship')
})

test('the newest order loses, and only what the rest cannot serve', async () => {
  await open()
  const [bad] = [await floor.lot(5, null), await floor.lot(4, null)]
  const orders = [floor.order(3), floor.order(3), floor.order(3)]
  for (const order of orders) await floor.buy(order)

  const done = await floor.hold({ lotId: bad })

  const [first, second] = orders.map(({ lines }) => lines[0]!.lineId)
  expect(answerOf(done)).toMatchObject({ unpicked: '0', voided: '5' })
  expect(await floor.reserved()).toEqual({ [first!]: 3n, [second!]: 1n })
})

test('an order whose lot is held keeps its place when another lot serves it', async () => {
  await open()
  const [bad, good] = [await floor.lot(3, day(10)), await floor.lot(3, day(20))]
  const orderId = await floor.picked(3)

  await floor.hold({ lotId: bad })
  const again = await floor.pick(orderId)

  expect(answerOf(again)).toMatchObject({ picked: [{ lotId: good, quantity: '3' }] })
})

test('a hold in one place leaves the lot free elsewhere, and goes with what leaves the place', async () => {
  await open()
  const rack = await floor.place()
  const lot = await floor.lot(10, null)
  await floor.move(lot, 4, { toLocationId: rack })
  await floor.hold({ scope: 'lot_in_location', lotId: lot, locationId: rack })

  expect(await reservable(10)).toBe(6)
  await floor.move(lot, 1, { fromLocationId: rack })

  expect(await floor.stock({ lot, rack })).toEqual({
    'lot in rack': '3, held 1', 'lot in storage': '6', 'lot in quarantine': '1, held 1',
  })
})

test('held goods laid to free ones of their lot hold them too, if no order needs those', async () => {
  await open()
  const rack = await floor.place()
  const lot = await floor.lot(5, null)
  await floor.move(lot, 2, { toLocationId: rack })
  await floor.hold({ scope: 'lot_in_location', lotId: lot, locationId: rack })
  const orderId = await floor.reserve(1)

  const back = () => floor.move(lot, 1, { fromLocationId: rack, toLocationId: floor.storage })
  expect(answerOf(await back())).toBe('stock_reserved')
  await floor.cancel(orderId)
  await back()

  expect(await floor.stock({ lot, rack })).toEqual({ 'lot in rack': '1, held 1', 'lot in storage': '4, held 1' })
})

test('a hold on what is picked takes it back to its shelf and holds the shelf as well', async () => {
  await open()
  const lot = await floor.lot(5, null)
  await floor.picked(2)

  const done = await floor.hold({ scope: 'lot_in_location', lotId: lot, locationId: floor.staging })

  expect(answerOf(done)).toMatchObject({ unpicked: '2', voided: '2' })
  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '5, held 1' })
})

test.each([
  ['closed', (rack: string) => floor.close(rack)],
  ['taken by another lot', async (rack: string) => floor.move(await floor.lot(1, null), 1, { toLocationId: rack })],
])('a hold takes picks back to their shelf though that is %s by now', async (_, becomes) => {
  await open()
  const rack = await floor.place({ oneLot: true })
  const lot = await floor.lot(2, day(5))
  await floor.move(lot, 2, { toLocationId: rack })
  await floor.picked(2)
  await becomes(rack)

  const done = await floor.hold({ lotId: lot })

  expect(answerOf(done)).toMatchObject({ unpicked: '2' })
  expect(await floor.stock({ 'held lot': lot, rack })).toMatchObject({ 'held lot in rack': '2, held 1' })
})

test('what a supplier brings from now on is held: not what came before, nor another item, nor another supplier', async () => {
  await open()
  const [itemId, other] = [await floor.item(), await floor.partner('supplier')]
  const before = await floor.lot(1, null)
  await floor.hold({ scope: 'item_supplier', supplierId: floor.supplierId })

  const after = await floor.lot(2, null)
  const theirs = newId()
  await floor.receive(4, { lot: { lotId: theirs, code: 'T' } }, other)
  await floor.receive(8, { itemId })

  expect(await floor.stock({ before, after, theirs })).toEqual({
    'before in storage': '1', 'after in storage': '2, held 1', 'theirs in storage': '4',
  })
})

test('more of a lot, held as it comes, holds what lies there and takes it from the orders', async () => {
  await open()
  const lot = await floor.lot(5, null, 'L1')
  const orderId = await floor.reserve(3)
  await floor.hold({ scope: 'item_supplier', supplierId: floor.supplierId })

  await floor.receive(2, { lot: { code: 'L1' } })

  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '7, held 1' })
  expect(await floor.reserved()).toEqual({})
  expect(answerOf(await floor.pick(orderId))).toBe('nothing_open')
})

test('a hold may come before the goods', async () => {
  await open()
  const lot = await floor.lot(1, null, 'L1')
  await floor.dispose(lot, 1)
  await floor.hold({ lotId: lot })

  await floor.receive(3, { lot: { code: 'L1' } })

  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '3, held 1' })
})

test('a customer sends back goods of a lot that is on hold by now: they are held', async () => {
  await open()
  const lot = await floor.lot(2, null)
  const order = floor.order(2, 'shipped')
  await floor.buy(order)
  await floor.hold({ lotId: lot })

  await floor.takeBack(1, { orderLineId: order.lines[0]!.lineId })

  const [[where, what] = []] = Object.entries(await floor.stock({ lot }))
  expect([where, what]).toEqual(['lot in another place', '1, held 1'])
})

test('of several holds the last to be released frees the stock', async () => {
  await open()
  const [first, second] = [newId(), newId()]
  const lot = await floor.lot(4, null)
  await floor.hold({ holdId: first, lotId: lot })
  await floor.hold({ holdId: second, scope: 'lot_in_location', lotId: lot, locationId: floor.storage })
  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '4, held 2' })

  await floor.release(first)
  expect([await floor.stock({ lot }), await reservable(4)]).toEqual([{ 'lot in storage': '4, held 1' }, 0])
  await floor.release(second)

  expect([await floor.stock({ lot }), await reservable(4)]).toEqual([{ 'lot in storage': '4' }, 4])
})

test('a release frees every place the goods were taken to under the hold', async () => {
  await open()
  const holdId = newId()
  const lot = await floor.lot(5, null)
  await floor.hold({ holdId, scope: 'lot_in_location', lotId: lot, locationId: floor.storage })
  await floor.move(lot, 2)

  await floor.release(holdId)

  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '3', 'lot in quarantine': '2' })
})

test('a supplier’s goods are free again when the hold is released, and later ones come in free', async () => {
  await open()
  const holdId = newId()
  await floor.hold({ holdId, scope: 'item_supplier', supplierId: floor.supplierId })
  const held = await floor.lot(2, null)

  await floor.release(holdId)

  const later = await floor.lot(3, null)
  expect(await floor.stock({ held, later })).toEqual({ 'held in storage': '2', 'later in storage': '3' })
})

test('what is on hold can be laid aside, counted and destroyed; an order gets nothing of it', async () => {
  await open()
  const lot = await floor.lot(9, null)
  await floor.hold({ lotId: lot })

  const done = [
    await floor.move(lot, 3), await floor.adjust(lot, 5), await floor.dispose(lot, 1),
    await floor.dispose(lot, 3, { locationId: floor.quarantine }),
  ]

  expect(done.map(({ outcome }) => outcome.ok)).toEqual([true, true, true, true])
  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '4, held 1' })
  expect(await reservable(4)).toBe(0)
})

test('two holds at once both stand', async () => {
  await open()
  const lot = await floor.lot(1, null)

  await Promise.all([1, 2, 3].map(() => floor.hold({ lotId: lot })))

  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '1, held 3' })
})

test('two releases at once release once', async () => {
  await open()
  const holdId = newId()
  const lot = await floor.lot(1, null)
  await floor.hold({ holdId, lotId: lot })

  const both = await Promise.all([1, 2].map(() => floor.release(holdId)))

  expect(both.map(answerOf).filter((one) => one === 'hold_released')).toHaveLength(1)
  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '1' })
})

test('the list of holds says what each covers, who placed it and why it went', async () => {
  await open()
  const [gone, standing] = [newId(), newId()]
  const lotId = await floor.lot(6, null)
  await floor.hold({ holdId: gone, lotId, reason: 'Wet' })
  await floor.release(gone)
  await floor.hold({ holdId: standing, lotId, reason: 'Torn' })

  const holds = (which: string) => askList(ledgerQuestions, place.database, '/holds', { itemId: floor.itemId, which })

  expect(await holds('standing')).toMatchObject({
    rows: [{ id: standing, scope: 'lot', lotId, reason: 'Torn', quantity: '6', releasedAt: null }],
  })
  expect(await holds('all')).toMatchObject({
    rows: [{ id: standing }, { id: gone, reason: 'Wet', releaseReason: 'Fine', quantity: '0' }],
  })
})

test('goods that turn out to last too short are taken back from an order that asks for more', async () => {
  await open()
  const lot = await floor.lot(3, null, 'L1')
  const order = floor.order(2, 'picked', floor.strictId)
  await floor.buy(order)

  await floor.receive(1, { lot: { code: 'L1', dates: { bestBefore: day(10) } } })

  expect(await floor.stock({ lot })).toEqual({ 'lot in storage': '4' })
  expect(await floor.reserved()).toEqual({})
  expect(answerOf(await floor.ship(order.orderId))).toBe('nothing_to_ship')
})
