// What ends when is what the balances say, whatever is asked.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { ledgerQuestions, placeHold } from '#ledger'
import { SELF } from '#partners'
import { newId, query } from '#platform'
import { ask, askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, day, dice, makeShop, receive } from '#test/shop'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Sum = { unit: string; lots: number; quantity: string; held: string; currency: string | null; value: string | null }
const unvalued = { currency: null, value: null }
type Told = { before: Sum[]; days: { day: string; sums: Sum[] }[] }
const ending = async (input: object) => (await ask(ledgerQuestions, place.database, '/stock/ending', input)) as Told

test('what ends on a day is one sum for each unit, and what ended before is one sum', async () => {
  const shop = await makeShop(place.database)
  const [first, second] = [await shop.lot(7, day(5)), await shop.lot(4, day(5))]
  await shop.lot(30, day(40))
  await shop.lot(9, null)
  await shop.lot(2, day(1))
  const gone = await shop.lot(3, day(5))
  const itemId = newId()
  await act(place.database, createItem, { itemId, sku: `G-${itemId.slice(-6)}`, name: 'Bulk', baseUnit: 'g', units: [] })
  await act(place.database, receive, {
    number: newId(), supplierId: shop.supplierId, siteId: shop.siteId, announcementId: null,
    lines: [{
      itemId, ownerId: SELF, lot: { lotId: newId(), code: 'B-1', dates: { bestBefore: day(5) } }, supplierLotCode: null, quantity: '500', unit: null,
      secondQuantity: null, serials: [], toLocationId: shop.storage, announcementLineId: null, overrideReason: null,
    }],
  })
  await act(place.database, placeHold, { holdId: newId(), scope: 'lot', itemId: shop.itemId, lotId: second, locationId: null, serial: null, supplierId: null, reason: 'smell' })
  await query(place.database, { name: '', text: 'delete from ledger.balance where lot_id = $1' }, [gone])

  expect(await ending({ siteId: shop.siteId, from: day(2), to: day(30) })).toEqual({
    before: [{ unit: 'piece', lots: 1, quantity: '2', held: '0', ...unvalued }],
    days: [{ day: day(5), sums: [{ unit: 'g', lots: 1, quantity: '500', held: '0', ...unvalued }, { unit: 'piece', lots: 2, quantity: '11', held: '4', ...unvalued }] }],
  })
  expect((await ending({ itemId, from: day(0), to: day(90) })).days).toEqual([{ day: day(5), sums: [{ unit: 'g', lots: 1, quantity: '500', held: '0', ...unvalued }] }])
  expect(await ending({ item: 'NOT-THERE', from: day(0), to: day(90) })).toEqual({ before: [], days: [] })
  expect((await ending({ lotId: first, from: day(5), to: day(5) })).days).toMatchObject([{ day: day(5) }])
  expect((await ending({ lotId: first, from: day(6), to: day(9) })).days).toEqual([])
})

test('what it is worth is exact, of each currency, and what has no value is a sum of its own', async () => {
  const shop = await makeShop(place.database)
  const made = async (baseUnit: string, worth: { value?: string; currency?: string }, quantity: string) => {
    const itemId = newId()
    await act(place.database, createItem, { itemId, sku: `V-${itemId.slice(-6)}`, name: 'Valued', baseUnit, units: [], ...worth })
    await act(place.database, receive, {
      number: newId(), supplierId: shop.supplierId, siteId: shop.siteId, announcementId: null,
      lines: [{
        itemId, ownerId: SELF, lot: { lotId: newId(), code: 'V', dates: { bestBefore: day(5) } }, supplierLotCode: null, quantity, unit: null,
        secondQuantity: null, serials: [], toLocationId: shop.storage, announcementLineId: null, overrideReason: null,
      }],
    })
    return itemId
  }
  await shop.lot(7, day(5))
  const dear = await made('piece', { value: '9999999999.99999999', currency: 'EUR' }, '900000000000')
  await made('piece', { value: '0.00000001', currency: 'EUR' }, '3')
  await made('piece', { value: '2.5', currency: 'USD' }, '4')
  await made('g', { value: '0', currency: 'EUR' }, '500')

  const { days } = await ending({ siteId: shop.siteId, from: day(5), to: day(5) })

  expect(days).toEqual([{ day: day(5), sums: [
    { unit: 'g', lots: 1, quantity: '500', held: '0', currency: 'EUR', value: '0' },
    { unit: 'piece', lots: 2, quantity: '900000000003', held: '0', currency: 'EUR', value: '8999999999999999991000.00000003' },
    { unit: 'piece', lots: 1, quantity: '4', held: '0', currency: 'USD', value: '10' },
    { unit: 'piece', lots: 1, quantity: '7', held: '0', ...unvalued },
  ] }])
  const { rows } = await askList(ledgerQuestions, place.database, '/balances', { itemId: dear })
  expect(rows.map(({ value, currency }) => [value, currency])).toEqual([['8999999999999999991000', 'EUR']])
  const none = await askList(ledgerQuestions, place.database, '/balances', { itemId: shop.itemId })
  expect(none.rows.map(({ value, currency }) => [value, currency])).toEqual([[null, null]])
})

test('day by day it is what the list of balances says for the days', async () => {
  const shop = await makeShop(place.database)
  const throwDice = dice(7)
  for (let nth = 0; nth < 25; nth++) await shop.lot(1 + throwDice(50), throwDice(5) === 0 ? null : day(throwDice(20)))
  const { siteId } = shop

  const { days } = await ending({ siteId, from: day(3), to: day(12) })

  const { rows } = await askList(ledgerQuestions, place.database, '/balances', { siteId, bindingWithin: `${day(3)}/${day(12)}` })
  const sums = new Map<string, bigint>()
  for (const row of rows) sums.set(String(row['bindingOn']), (sums.get(String(row['bindingOn'])) ?? 0n) + BigInt(String(row['quantity'])))
  expect(days.map(({ day: on, sums: [sum] }) => [on, sum?.quantity])).toEqual([...sums].sort().map(([on, quantity]) => [on, String(quantity)]))
  expect(days.length).toBeGreaterThan(3)
  const within = async (bindingWithin: string) => (await askList(ledgerQuestions, place.database, '/balances', { siteId, bindingWithin })).rows.length
  expect((await within(`/${day(5)}`)) + (await within(`${day(6)}/`))).toBe(await within('/'))
})
