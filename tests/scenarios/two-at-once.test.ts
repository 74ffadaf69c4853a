import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger, moveStock, placeHold } from '#ledger'
import { cancelOrder, changeOrder, pickOrder, placeOrder, receiveReturn, shipOrder } from '#orders'
import { SELF } from '#partners'
import { newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, makeShop, outcome, said } from '#test/shop'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const pickOf = (orderId: string) => ({ orderId, lines: null, lotIds: [], placeIds: [] })
const hold = (itemId: string, lotId: string) => ({
  holdId: newId(), scope: 'lot' as const, itemId, lotId, locationId: null, serial: null, supplierId: null, reason: 'Odd smell',
})

test('two orders for the last unit reserve it once', async () => {
  const shop = await makeShop(place.database)
  await shop.lot(1, null)

  const both = await Promise.all([1, 1].map((n) => act(place.database, placeOrder, shop.order(n))))

  expect(both.map(({ short }) => short).sort()).toEqual(['0', '1'])
})

test('two pickers cannot take the same last unit', async () => {
  const shop = await makeShop(place.database)
  await shop.lot(1, null)
  const orderId = await shop.place(1)

  const both = await Promise.all([1, 2].map(() => outcome(place.database, pickOrder, pickOf(orderId))))

  expect(both.map(said).sort()).toEqual(['done', 'nothing_open'])
})

test('two opposite moves do not stop each other', async () => {
  const shop = await makeShop(place.database)
  const lotId = await shop.lot(100, null)
  const move = (fromLocationId: string, toLocationId: string) => ({
    lines: [{ itemId: shop.itemId, lotId, candidateIds: [], serial: null, ownerId: SELF, fromLocationId, toLocationId, quantity: 1n }],
  })
  await outcome(place.database, moveStock, { lines: [{ ...move(shop.storage, shop.quarantine).lines[0]!, quantity: 50n }] })

  const all = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      outcome(place.database, moveStock, n % 2 ? move(shop.storage, shop.quarantine) : move(shop.quarantine, shop.storage)),
    ),
  )

  expect(new Set(all.map(said))).toEqual(new Set(['done']))
})

test('held stock never leaves, whoever comes first', async () => {
  for (let round = 0; round < 15; round++) {
    const shop = await makeShop(place.database)
    const lotId = await shop.lot(5, null)
    const picked = await shop.place(2, 'picked')
    const open = await shop.place(2)

    await Promise.all([
      act(place.database, placeHold, hold(shop.itemId, lotId)),
      outcome(place.database, shipOrder, { orderId: picked, parcel: null }),
      outcome(place.database, pickOrder, pickOf(open)),
      outcome(place.database, placeOrder, shop.order(1, 'shipped')),
    ])
    const after = await Promise.all([
      outcome(place.database, shipOrder, { orderId: picked, parcel: null }),
      outcome(place.database, shipOrder, { orderId: open, parcel: null }),
      outcome(place.database, pickOrder, pickOf(open)),
    ])

    expect(after.map(said).filter((one) => one === 'done')).toEqual([])
    const rows = await query<{ holds: number; picked: bigint }>(place.database, {
      name: 'test.held', text: 'select holds, picked from ledger.balance where lot_id = $1',
    }, [lotId])
    expect(rows.filter(({ holds, picked: bound }) => holds === 0 || bound > 0n)).toEqual([])
  }
})

test('what a supplier brings from now on is held, also in a pool that was not there', async () => {
  for (let round = 0; round < 10; round++) {
    const shop = await makeShop(place.database)
    const from = { ...hold(shop.itemId, ''), scope: 'item_supplier' as const, lotId: null, supplierId: shop.supplierId }

    const [, first] = await Promise.all([act(place.database, placeHold, from), shop.lot(3, null)])
    const second = await shop.lot(3, null)

    const held = await query<{ lot_id: string; holds: number }>(place.database, {
      name: 'test.lots-held', text: 'select lot_id, holds from ledger.balance where lot_id = any($1::uuid[])',
    }, [[first, second]])
    expect(held.find(({ lot_id }) => lot_id === second)?.holds).toBe(1)
  }
})

test('the same goods come back once', async () => {
  const shop = await makeShop(place.database)
  await shop.lot(2, null)
  const order = shop.order(2, 'shipped')
  await act(place.database, placeOrder, order)
  const back = () => ({
    number: newId(), customerId: shop.customerId, siteId: shop.siteId,
    lines: [{ orderLineId: order.lines[0]?.lineId ?? null, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: 2n }],
  })

  const both = await Promise.all([1, 2].map(() => outcome(place.database, receiveReturn, back())))

  expect(both.map(said).sort()).toEqual(['done', 'more_than_shipped'])
})

test('cancelling, lowering, picking and shipping at once: what left stays, what did not is free again', async () => {
  for (let round = 0; round < 12; round++) {
    const shop = await makeShop(place.database)
    await shop.lot(4, null)
    const order = shop.order(4, round % 2 === 0 ? 'reserved' : 'picked')
    await act(place.database, placeOrder, order)
    const { orderId } = order
    const lineId = order.lines[0]?.lineId ?? ''

    const all = await Promise.all([
      outcome(place.database, pickOrder, pickOf(orderId)),
      outcome(place.database, shipOrder, { orderId, parcel: null }),
      outcome(place.database, changeOrder, { orderId, reason: 'Less', lines: [{ lineId, quantity: 2n }] }),
      outcome(place.database, cancelOrder, { orderId, reason: 'No more', lineIds: null }),
      outcome(place.database, shipOrder, { orderId, parcel: null }),
    ])

    const allowed = ['done', 'nothing_open', 'nothing_to_ship', 'below_handled', 'nothing_to_cancel']
    expect(all.map(said).filter((one) => !allowed.includes(one))).toEqual([])
    type Row = { ordered: bigint; shipped: bigint; aside: bigint; left: bigint }
    const [row] = await query<Row>(place.database, {
      name: 'test.at-once',
      text: `select (l.quantity + coalesce((select sum(c.change) from orders.line_change c where c.line_id = l.id), 0))::bigint as ordered,
          coalesce((select sum(m.quantity) from ledger.movement m where m.reference_id = l.id and m.kind = 'ship'), 0)::bigint as shipped,
          (coalesce((select sum(r.quantity) from ledger.reservation r where r.id = l.id), 0)
            + coalesce((select sum(k.quantity) from ledger.pick k where k.reservation_id = l.id), 0))::bigint as aside,
          coalesce((select sum(b.quantity) from ledger.balance b where b.item_id = l.item_id), 0)::bigint as left
        from orders.line l where l.id = $1`,
    }, [lineId])
    expect(row).toBeDefined()
    expect([row!.shipped <= row!.ordered, row!.aside + row!.shipped <= row!.ordered, row!.left + row!.shipped]).toEqual([true, true, 4n])
  }
})
