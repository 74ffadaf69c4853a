// A hold names no owner: what others own of the lot, where the hold comes to, is held as well, and freed with it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'
import { checkLedger } from './index.ts'

let place: TestDatabase
let floor: Floor
let ownerId: string
let lotId: string
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
  ownerId = await floor.partner('owner')
  lotId = await floor.lot(5, day(50), 'L')
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const answerOf = ({ outcome }: Done) => (outcome.ok ? outcome.answer : outcome.refusal.code)
const theirs = (quantity: number, toLocationId = floor.storage) => floor.receive(quantity, { ownerId, lot: { code: 'L' }, toLocationId })
const order = (quantity: number, through: 'reserved' | 'picked' = 'reserved') => {
  const { lines, ...rest } = floor.order(quantity, through)
  return floor.buy({ ...rest, lines: lines.map((line) => ({ ...line, ownerId })) })
}
const short = async (quantity: number) => {
  const done = await order(quantity)
  return done.outcome.ok ? Number(done.outcome.answer['short']) : done.outcome.refusal.code
}

test('goods of a hold laid to those of another owner hold them too, and the release frees both', async () => {
  const rack = await floor.place()
  await theirs(3, rack)
  const holdId = newId()
  await floor.hold({ holdId, scope: 'lot_in_location', lotId, locationId: floor.storage })

  await floor.move(lotId, 2, { toLocationId: rack })
  expect(await checkLedger(place.database)).toEqual([])
  expect(await short(3)).toBe(3)

  expect(answerOf(await floor.release(holdId))).toEqual({ holdId })
  expect(await short(3)).toBe(0)
})

test('goods of a hold are laid to no goods of another owner that an order needs', async () => {
  const rack = await floor.place()
  await theirs(3, rack)
  await order(2)
  await floor.hold({ scope: 'lot_in_location', lotId, locationId: floor.storage })

  expect(answerOf(await floor.move(lotId, 2, { toLocationId: rack }))).toBe('stock_reserved')
  expect(answerOf(await floor.move(lotId, 2, { toLocationId: floor.quarantine }))).toMatchObject({ lines: 1 })
})

test('what a supplier brings under a hold holds what another owner has there, and takes it from the orders', async () => {
  await theirs(3)
  await order(2)
  await floor.hold({ scope: 'item_supplier', supplierId: floor.supplierId })

  await floor.receive(1, { lot: { code: 'L' } })
  expect(await checkLedger(place.database)).toEqual([])
  expect(await floor.reserved()).toEqual({})
})

test('what comes with another date holds what another owner has there', async () => {
  await theirs(3)
  await order(2)

  await floor.receive(1, { lot: { code: 'L', dates: { bestBefore: day(60) } } })
  expect(await checkLedger(place.database)).toEqual([])
  expect(await floor.reserved()).toEqual({})
})

test('two owners lay their goods together at once, and neither is left free', async () => {
  const [rack, holdId] = [await floor.place(), newId()]
  await floor.hold({ holdId, scope: 'lot_in_location', lotId, locationId: floor.storage })

  const done = await Promise.all([floor.move(lotId, 2, { toLocationId: rack }), theirs(3, rack)])
  expect(done.map(({ outcome }) => outcome.ok)).toEqual([true, true])
  expect(await checkLedger(place.database)).toEqual([])
  expect(await short(3)).toBe(3)
  expect(answerOf(await floor.release(holdId))).toEqual({ holdId })
})
