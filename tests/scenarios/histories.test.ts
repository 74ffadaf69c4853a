// Random histories: whatever people do, in whatever order and two at once, nothing is made or lost.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adjustStock, checkLedger, correctMovements, disposeStock, moveStock, placeHold, releaseHold } from '#ledger'
import { cancelOrder, changeOrder, pickOrder, placeOrder, receiveReturn, shipOrder, unpickOrder } from '#orders'
import { SELF } from '#partners'
import { type Action, newId, type Outcome, perform, query } from '#platform'
import { transform } from '#production'
import { testDatabase, type TestDatabase } from '#test/database'
import { command, day, dice, makeShop, said } from '#test/shop'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Sent = { readonly again: () => Promise<Outcome | undefined>; readonly first: Outcome | undefined }

async function history(seed: number): Promise<string[]> {
  const { database } = place
  const roll = dice(seed)
  const shop = await makeShop(database)
  const lots = [await shop.lot(40, day(5)), await shop.lot(40, day(60)), await shop.lot(40, null)]
  const orders: ReturnType<typeof shop.order>[] = []
  const holds: string[] = []
  const documents: string[] = []
  const sent: Sent[] = []
  const one = <T>(list: readonly T[]): T => list[roll(list.length)]!
  const send = async <Payload>(action: Action<Payload>, payload: Payload) => {
    const wanted = command(payload)
    const [first] = await perform(database, action, [wanted])
    sent.push({ first, again: async () => (await perform(database, action, [wanted]))[0] })
    if (first?.ok === true) documents.push(wanted.id)
  }
  const steps: (() => Promise<void>)[] = [
    async () => void lots.push(await shop.lot(1 + roll(30), roll(2) === 0 ? null : day(roll(90)))),
    async () => {
      const order = shop.order(1 + roll(25), one(['placed', 'reserved', 'picked', 'shipped'] as const), one([shop.channelId, shop.strictId]))
      orders.push(order)
      await send(placeOrder, order)
    },
    async () => { if (orders.length) await send(pickOrder, { orderId: one(orders).orderId, lines: null, lotIds: [], placeIds: [] }) },
    async () => { if (orders.length) await send(shipOrder, { orderId: one(orders).orderId, parcel: null }) },
    async () => { if (orders.length) await send(unpickOrder, { orderId: one(orders).orderId, lineId: null, reason: null }) },
    async () => { if (orders.length) await send(cancelOrder, { orderId: one(orders).orderId, reason: 'No more', lines: null }) },
    async () => {
      if (!orders.length) return
      const order = one(orders)
      await send(changeOrder, { orderId: order.orderId, reason: 'Less', lines: [{ lineId: order.lines[0]!.lineId, quantity: BigInt(roll(10)) }] })
    },
    async () => {
      const holdId = newId()
      holds.push(holdId)
      await send(placeHold, {
        holdId, scope: one(['lot', 'lot_in_location'] as const), itemId: shop.itemId, lotId: one(lots),
        locationId: one([shop.storage, shop.staging, shop.quarantine]), serial: null, supplierId: null, reason: 'Doubt',
      })
    },
    async () => { if (holds.length) await send(releaseHold, { holdId: one(holds), reason: 'Fine' }) },
    () => send(moveStock, {
      lines: [{
        itemId: shop.itemId, lotId: one(lots), candidateIds: [], serial: null, ownerId: SELF,
        fromLocationId: one([shop.storage, shop.quarantine, shop.staging]), toLocationId: one([shop.storage, shop.quarantine]), quantity: BigInt(1 + roll(15)),
      }],
    }),
    () => send(adjustStock, { itemId: shop.itemId, lotId: one(lots), ownerId: SELF, locationId: shop.storage, counted: BigInt(roll(30)), reason: 'Counted' }),
    () => send(disposeStock, { itemId: shop.itemId, lotId: one(lots), ownerId: SELF, locationId: shop.storage, quantity: BigInt(1 + roll(5)), reason: 'Broken' }),
    async () => {
      if (!orders.length) return
      const line = one(orders).lines[0]!
      await send(receiveReturn, {
        number: newId(), customerId: shop.customerId, siteId: shop.siteId,
        lines: [{ orderLineId: roll(2) ? line.lineId : null, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: BigInt(1 + roll(4)) }],
      })
    },
    async () => {
      const made = newId()
      lots.push(made)
      await send(transform, {
        kind: 'split', siteId: shop.siteId,
        inputs: [{ itemId: shop.itemId, lotId: one(lots.slice(0, -1)), ownerId: SELF, locationId: shop.storage, quantity: 4n }],
        outputs: [{ itemId: shop.itemId, ownerId: SELF, lotId: made, code: made, dates: {}, locationId: shop.storage, quantity: 4n }],
        edges: null,
      })
    },
    async () => {
      if (!documents.length) return
      await send(correctMovements, { reason: 'Slip', lines: [{ documentId: one(documents), line: 1, quantity: BigInt(roll(5)), lotId: roll(3) ? null : one(lots) }] })
    },
  ]
  for (let step = 0; step < 45; step++) await Promise.all([one(steps)(), roll(4) === 0 ? one(steps)() : null])
  const odd: string[] = []
  for (const { first, again } of sent) {
    const second = await again()
    if (first?.ok === true && !(second?.ok === true && second.repeated === true)) odd.push(`repeated: ${said(second)}`)
  }
  return odd
}

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('history %i: rebuilt equals stored, and nothing is made or lost', async (seed) => {
  expect(await history(seed)).toEqual([])
  expect(await checkLedger(place.database)).toEqual([])
  const made = await query<object>(place.database, {
    name: 'test.made-or-lost',
    text: `with moved as (
        select m.item_id, sum(case when t.own then m.quantity else 0 end) - sum(case when f.own then m.quantity else 0 end) as net
        from ledger.movement m join locations.location f on f.id = m.from_location_id
        join locations.location t on t.id = m.to_location_id group by 1),
      kept as (select item_id, sum(quantity) as has from ledger.balance group by 1)
      select m.item_id, m.net, k.has from moved m left join kept k using (item_id) where m.net <> coalesce(k.has, 0)`,
  })
  expect(made).toEqual([])
  const early = await query<object>(place.database, {
    name: 'test.too-short',
    text: `select m.document_id from ledger.movement m join orders.line l on l.id = m.reference_id
      join orders.sales_order o on o.id = l.order_id join orders.channel c on c.id = o.channel_id
      join lots.lot t on t.id = m.lot_id
      where m.kind = 'ship' and c.least_life_days is not null
        and t.binding_on < (m.occurred_at at time zone 'utc')::date + c.least_life_days`,
  })
  expect(early).toEqual([])
})
