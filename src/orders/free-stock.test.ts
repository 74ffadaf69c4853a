// What is free in lists and sums is what an order could have: one rule, in SQL and in the rules that reserve.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger, ledgerQuestions, placeHold } from '#ledger'
import { SELF } from '#partners'
import { newId } from '#platform'
import { ask, askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { act, day, dice, receive } from '#test/shop'
import { makeUnitShop } from '#test/units'
import { availabilityQuestion } from './availability.ts'
import { placeOrder } from './place-order.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Told = { rows: readonly { free: string; reserved: string | null; available: string | null; held: string }[] }
const stock = async (input: object) => ((await ask(ledgerQuestions, place.database, '/stock', input)) as Told).rows
// Free and promised by each of the three that tell it.
async function told(itemId: string) {
  const [sum] = await stock({ by: 'item', itemId })
  const { rows } = await askList(ledgerQuestions, place.database, '/balances', { itemId })
  const offers = ((await availabilityQuestion.ask(place.database, { itemId })) as {
    rows: { fitting: string; reserved: string; available: string }[]
  }).rows
  const add = (of: readonly (string | undefined)[]) => String(of.reduce((total, one) => total + BigInt(one ?? '0'), 0n))
  return {
    stock: [sum?.free ?? '0', sum?.reserved ?? '0', sum?.available ?? '0'],
    balances: add(rows.map(({ free }) => String(free))),
    freeRows: add((await askList(ledgerQuestions, place.database, '/balances', { itemId, state: 'free' })).rows.map(({ free }) => String(free))),
    availability: [add(offers.map(({ fitting }) => fitting)), add(offers.map(({ reserved }) => reserved)), add(offers.map(({ available }) => available))],
  }
}

// Received twenty days ago, into storage unless told otherwise; the lot's id.
async function longAgo(floor: Floor, quantity: number, dates: { useBy?: string }, toLocationId = floor.storage): Promise<string> {
  const lotId = newId()
  await floor.send(receive, {
    number: newId(), supplierId: floor.supplierId, siteId: floor.siteId, announcementId: null,
    lines: [{
      itemId: floor.itemId, ownerId: SELF, lot: { lotId, code: lotId.slice(-12), dates }, supplierLotCode: null, quantity: String(quantity),
      unit: null, secondQuantity: null, serials: [], toLocationId, announcementLineId: null, overrideReason: null,
    }],
  }, { occurredAt: new Date(Date.now() - 20 * 86_400_000) })
  return lotId
}

test('what is in quarantine, received, in staging, held, possibly gone, past its use-by date or reserved is no promise', async () => {
  const floor = await openFloor(place.database)
  const [lotId, other] = [await floor.lot(10, null), await floor.lot(5, null)]
  await floor.receive(3, { toLocationId: floor.receiving })
  await floor.move(lotId, 2)
  await floor.hold({ lotId: await floor.lot(4, null) })
  await longAgo(floor, 6, { useBy: day(-2) })
  await floor.leftAsOneOf([lotId, other], 1)
  await floor.reserve(3)
  await floor.picked(2)

  const [sum] = await stock({ by: 'item', itemId: floor.itemId, siteId: floor.siteId })
  // On the shelf 8 and 5, less 2 picked of them; of each lot one may be gone; and one is at another site.
  expect(sum).toMatchObject({ held: '4', free: '9', reserved: '3', available: '6' })
  expect(await told(floor.itemId)).toMatchObject({ balances: '10', freeRows: '10', availability: ['10', '3', '7'] })
  const [byLot] = await stock({ by: 'lot', itemId: floor.itemId, lotId })
  expect(byLot).toMatchObject({ reserved: null, available: null })
  expect(await stock({ by: 'site', siteId: floor.siteId, itemId: floor.itemId })).toMatchObject([{ free: '9', reserved: '3', available: null }])
})

test('of a unit on hold one is held, and its lot’s others are free', async () => {
  const shop = await makeUnitShop(place.database, 'lot+serial')
  await shop.units(['A', 'B', 'C'])
  const hold = { holdId: newId(), scope: 'serial' as const, lotId: null, locationId: null, supplierId: null, reason: 'Rattles' }
  await act(place.database, placeHold, { ...hold, itemId: shop.itemId, serial: 'A' })
  await act(place.database, placeOrder, shop.order(1))

  expect(await stock({ by: 'item', itemId: shop.itemId })).toMatchObject([{ held: '1', free: '2', reserved: '1', available: '1' }])
  const { rows } = await askList(ledgerQuestions, place.database, '/balances', { itemId: shop.itemId, state: 'held' })
  expect(rows).toMatchObject([{ quantity: '3', held: '1', holds: 0, free: '2' }])
  expect((await askList(ledgerQuestions, place.database, '/serials', { itemId: shop.itemId })).rows.map(({ held }) => held)).toEqual(['1', '0', '0'])
})

test.each([1, 2, 3, 4, 5, 6])('random days %i: lists, sums and what channels are told say the same', async (seed) => {
  const floor = await openFloor(place.database)
  const roll = dice(seed * 40_503)
  const lots: string[] = []
  const places = [floor.storage, floor.storage, floor.quarantine, floor.receiving, await floor.place()]
  const anyOf = <T>(all: readonly T[]): T => all[roll(all.length)] as T
  for (let nth = 0; nth < 30; nth++) {
    const kind = lots.length < 2 ? 0 : roll(7)
    if (kind === 0) {
      const useBy = anyOf([null, day(-1), day(0), day(20)])
      lots.push(await longAgo(floor, 1 + roll(8), useBy === null ? {} : { useBy }, anyOf(places)))
    } else if (kind === 1) await floor.move(anyOf(lots), 1 + roll(3), { fromLocationId: anyOf(places), toLocationId: anyOf(places) })
    else if (kind === 2) await floor.hold({ lotId: anyOf(lots), ...(roll(2) === 0 ? { scope: 'lot_in_location', locationId: anyOf(places) } : {}) })
    else if (kind === 3) await floor.picked(1 + roll(3))
    else if (kind === 4) await floor.leftAsOneOf([...new Set([anyOf(lots), anyOf(lots)])].sort(), 1)
    else await floor.reserve(1 + roll(4))
    const { stock: sum, balances, freeRows, availability } = await told(floor.itemId)
    expect([balances, freeRows, sum]).toEqual([sum[0], sum[0], availability])
  }
})
