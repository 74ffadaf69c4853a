import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeHold } from '#ledger'
import { createPartner } from '#partners'
import { newId } from '#platform'
import { type TestDatabase, testDatabase } from '#test/database'
import { act, day, dice, makeShop } from '#test/shop'
import { availabilityQuestion } from './availability.ts'
import { placeOrder } from './place-order.ts'

let test_: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
const { ask } = availabilityQuestion

type Row = { itemId: string; siteId: string; leastOn: string | null; onHand: string; fitting: string; reserved: string; available: string }
async function offered(input: object): Promise<Row[]> {
  const answer = await ask(test_.database, input)
  return (answer as { rows: Row[] }).rows
}

// A customer with a least life of their own.
async function choosy(leastLifeDays: number): Promise<string> {
  const customerId = newId()
  const partner = { partnerId: customerId, code: `R-${customerId.slice(-9)}`, roles: ['customer'], leastLifeDays }
  await act(test_.database, createPartner, partner as Parameters<typeof createPartner.run>[1][number]['payload'])
  return customerId
}

beforeAll(async () => {
  test_ = await testDatabase()
  shop = await makeShop(test_.database)
})
afterAll(() => test_.drop())

test('each channel is told what lasts long enough for it, beside what is reserved', async () => {
  const { channelId, strictId, itemId, siteId } = shop
  await shop.lot(10, day(10))
  await shop.lot(20, day(60))
  const asked = { itemId, siteId }
  expect(await offered({ ...asked, channelId })).toMatchObject([{ onHand: '30', fitting: '30', reserved: '0', available: '30' }])
  expect(await offered({ ...asked, channelId: strictId })).toMatchObject([
    { itemId, siteId, leastOn: day(31), onHand: '30', fitting: '20', available: '20' },
  ])
  // An order of the easy channel can be served by the short lot first, so that the strict one keeps 20, then 15.
  await act(test_.database, placeOrder, shop.order(10))
  expect(await offered({ ...asked, channelId: strictId })).toMatchObject([{ reserved: '10', available: '20' }])
  await act(test_.database, placeOrder, shop.order(5))
  expect(await offered({ ...asked, channelId: strictId })).toMatchObject([{ reserved: '15', available: '15' }])
  expect(await offered({ ...asked, channelId })).toMatchObject([{ fitting: '30', available: '15' }])
})

test('a customer’s own rule comes before the channel’s', async () => {
  const fresh = await makeShop(test_.database)
  await fresh.lot(7, day(60))
  const customerId = await choosy(90)
  const asked = { itemId: fresh.itemId, channelId: fresh.channelId }
  expect(await offered(asked)).toMatchObject([{ available: '7' }])
  expect(await offered({ ...asked, customerId })).toMatchObject([{ available: '0', leastOn: day(91) }])
})

test('what is not known is refused, and a date that is none is told', async () => {
  await expect(ask(test_.database, { channelId: newId() })).rejects.toMatchObject({ code: 'channel_unknown' })
  await expect(ask(test_.database, { customerId: newId() })).rejects.toMatchObject({ code: 'customer_unknown' })
  expect(availabilityQuestion.complaints({ on: '2027-02-31' })).toMatchObject([{ path: 'on' }])
})

test('whatever stands reserved, what is offered is what an order gets', async () => {
  const roll = dice(20_26)
  const { database } = test_
  for (let round = 0; round < 20; round++) {
    const one = await makeShop(database)
    const lots: string[] = []
    for (let nth = 0; nth <= roll(4); nth++) {
      lots.push(await one.lot(1 + roll(20), roll(5) === 0 ? null : day(5 + roll(80))))
    }
    if (roll(3) === 0) {
      await act(database, placeHold, {
        holdId: newId(), scope: 'lot', itemId: one.itemId, lotId: lots[0] ?? '', locationId: null, serial: null, supplierId: null,
        reason: 'Looked odd.',
      })
    }
    for (let nth = 0; nth < roll(5); nth++) {
      const by = roll(2) === 0 ? one.channelId : one.strictId
      const through = roll(3) === 0 ? 'picked' : 'reserved'
      await act(database, placeOrder, one.order(1 + roll(15), through, by))
    }
    const channelId = roll(2) === 0 ? one.channelId : one.strictId
    // Some customers have rules of their own, and some want one lot and no other.
    const customerId = roll(2) === 0 ? await choosy(roll(90)) : one.customerId
    const lotId = roll(3) === 0 ? (lots[roll(lots.length)] ?? null) : null
    const order = one.order(1000, 'reserved', channelId)
    const [row] = await offered({ itemId: one.itemId, siteId: one.siteId, channelId, customerId, ...(lotId === null ? {} : { lotId }) })
    const answer = await act(database, placeOrder, { ...order, customerId, lines: order.lines.map((line) => ({ ...line, wantedLotId: lotId })) })
    const lines = answer['lines'] as { reserved: string }[]
    expect([round, row?.available]).toEqual([round, lines[0]?.reserved])
    const left = await offered({ itemId: one.itemId, siteId: one.siteId, channelId, customerId, ...(lotId === null ? {} : { lotId }) })
    expect(left).toMatchObject([{ available: '0' }])
  }
})

test('every item has its turn, page by page', async () => {
  const all = await offered({ limit: '500' })
  expect(all.length).toBeGreaterThan(10)
  const paged: Row[] = []
  let after: string | null = null
  do {
    const page: unknown = await ask(test_.database, { limit: '3', ...(after === null ? {} : { after }) })
    const { rows, next } = page as { rows: Row[]; next: string | null }
    paged.push(...rows)
    after = next
  } while (after !== null)
  expect(paged).toEqual(all)
  expect((await offered({ siteId: shop.siteId })).map(({ itemId }) => itemId)).toEqual([shop.itemId])
})
