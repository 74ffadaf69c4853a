// Two processes of Lotline on one database. Each keeps what it left of the stock; none may believe what it kept
// when the other has changed it since.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { checkLedger, ledgerDoors, moveStock, placeHold, releaseHold } from '#ledger'
import { cancelOrder, pickOrder, placeOrder, shipOrder } from '#orders'
import { SELF } from '#partners'
import { type Database, newId, openDatabase, perform } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, command, day, dice, makeShop, outcome, said, stockOf } from '#test/shop'

let place: TestDatabase
let here: Database
let there: Database
beforeAll(async () => {
  place = await testDatabase()
  here = place.database
  there = openDatabase(place.config, 4, inject('appRole'))
})
afterAll(async () => {
  expect(await checkLedger(here)).toEqual([])
  await there.close()
  await place.drop()
})

const lotsOf = (answer: unknown) => ((answer as { shipped?: { lotId: string }[] }).shipped ?? []).map(({ lotId }) => lotId)

test('they take turns on the last units', async () => {
  const shop = await makeShop(here)
  await shop.lot(5, null)

  const shorts: unknown[] = []
  for (let n = 0; n < 6; n++) shorts.push((await act(n % 2 ? there : here, placeOrder, shop.order(1, 'shipped')))['short'])

  expect(shorts).toEqual(['0', '0', '0', '0', '0', '1'])
})

test('one picks and ships what the other has reserved, and gets nothing twice', async () => {
  const shop = await makeShop(here)
  await shop.lot(3, null)
  const order = shop.order(3)
  const pickOf = { orderId: order.orderId, lines: null, lotIds: [], placeIds: [] }

  await act(here, placeOrder, order)
  await act(there, pickOrder, pickOf)

  expect(said(await outcome(here, pickOrder, pickOf))).toBe('nothing_open')
  await act(here, shipOrder, { orderId: order.orderId, parcel: null })
  expect(said(await outcome(there, shipOrder, { orderId: order.orderId, parcel: null }))).toBe('nothing_to_ship')
  expect(await stockOf(here, shop.itemId)).toEqual([])
})

test('a hold placed or released by one is seen by the other', async () => {
  const shop = await makeShop(here)
  const lotId = await shop.lot(10, null)
  await act(here, placeOrder, shop.order(1, 'shipped'))
  await act(there, placeOrder, shop.order(1, 'shipped'))
  const holdId = newId()

  await act(there, placeHold, {
    holdId, scope: 'lot', itemId: shop.itemId, lotId, locationId: null, serial: null, supplierId: null, reason: 'Odd smell',
  })
  const held = await act(here, placeOrder, shop.order(1, 'shipped'))
  await act(there, releaseHold, { holdId, reason: 'It was the box' })
  const free = await act(here, placeOrder, shop.order(1, 'shipped'))

  expect([held['short'], free['short']]).toEqual(['1', '0'])
})

test('a date that one changes decides what the other takes first', async () => {
  const shop = await makeShop(here)
  const early = await shop.lot(10, day(100))
  const late = await shop.lot(10, day(200))
  const first = await act(here, placeOrder, shop.order(1, 'shipped'))

  const door = ledgerDoors.find(({ kind }) => kind === 'change_lot')
  const body = { lotId: early, dates: { bestBefore: day(300) }, reason: 'Misread' }
  expect((await door?.many(there, [{ ...command(null), body }]))?.map(said)).toEqual(['done'])
  const second = await act(here, placeOrder, shop.order(1, 'shipped'))

  expect([lotsOf(first), lotsOf(second)]).toEqual([[early], [late]])
})

test('what a refused or broken command did in memory is forgotten', async () => {
  const shop = await makeShop(here)
  await shop.lot(4, null)
  await act(here, placeOrder, shop.order(1, 'shipped'))
  const taken = shop.order(1, 'shipped')
  await act(here, placeOrder, taken)

  // The second of the set is refused; the set itself breaks at its number, and is judged again one by one.
  const wild = { ...shop.order(1, 'shipped'), number: taken.number }
  const outcomes = await perform(here, placeOrder, [command(shop.order(1, 'shipped')), command(wild)])

  expect(outcomes.map(said)).toEqual(['done', 'order_number_taken'])
  const left = await stockOf(here, shop.itemId)
  expect(left.map(({ quantity }) => quantity)).toEqual([1n])
  expect((await act(here, placeOrder, shop.order(2, 'shipped')))['short']).toBe('1')
})

test('a hundred random acts of two processes leave what the record says', async () => {
  const shop = await makeShop(here)
  const lots = [await shop.lot(40, day(90)), await shop.lot(40, day(60)), await shop.lot(40, null)]
  const roll = dice(7)
  const orders: string[] = []
  const one = async () => {
    const database = roll(2) ? here : there
    const orderId = orders[roll(Math.max(1, orders.length))] ?? newId()
    switch (roll(6)) {
      case 0: return outcome(database, placeOrder, shop.order(1 + roll(4), 'shipped'))
      case 1: {
        const order = shop.order(1 + roll(4))
        orders.push(order.orderId)
        return outcome(database, placeOrder, order)
      }
      case 2: return outcome(database, pickOrder, { orderId, lines: null, lotIds: [], placeIds: [] })
      case 3: return outcome(database, shipOrder, { orderId, parcel: null })
      case 4: return outcome(database, cancelOrder, { orderId, lineIds: null, reason: 'Changed mind' })
      default: return outcome(database, moveStock, {
        lines: [{
          itemId: shop.itemId, lotId: lots[roll(3)] ?? '', candidateIds: [], serial: null, ownerId: SELF,
          fromLocationId: roll(2) ? shop.storage : shop.receiving, toLocationId: roll(2) ? shop.quarantine : shop.receiving,
          quantity: BigInt(1 + roll(3)),
        }],
      })
    }
  }

  for (let n = 0; n < 34; n++) await Promise.all([one(), one(), one()])

  expect(await checkLedger(here)).toEqual([])
})
