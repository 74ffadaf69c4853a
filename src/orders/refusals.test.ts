// Every refusal of orders and returns, provoked by people's own actions, and what is said. The rows of a table stand
// in the order of precedence the README tells; the last table proves neighbours.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { SELF } from '#partners'
import { newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import {
  cancelOrder, changeOrder, createChannel, deliverOrder, packOrder, pickOrder, receiveReturn, reserveOrder, unpickOrder,
} from './index.ts'
import { refusals } from './refusals.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Code = keyof typeof refusals
type Row = readonly [code: Code, because: string, provoke: (floor: Floor) => Promise<readonly [Done, string]>]
const provoked = new Set<string>()

function provokes(rows: readonly Row[]): void {
  test.each(rows)('%s: %s', async (code, _, provoke) => {
    const [{ outcome }, says] = await provoke(await openFloor(place.database))
    expect(outcome.ok ? outcome.answer : [outcome.refusal.code, outcome.refusal.message]).toEqual([code, says])
    if (!outcome.ok) expect(outcome.refusal.kind).toBe(refusals[code].kind)
    provoked.add(code)
  })
}

const stranger = newId()
type Order = Parameters<Floor['buy']>[0]
const withLine = (order: Order, line: Partial<Order['lines'][number]>): Order =>
  ({ ...order, lines: order.lines.map((one) => ({ ...one, ...line })) })
const lineIdOf = (order: Order) => order.lines[0]?.lineId ?? NIL
async function bought(floor: Floor, quantity: number, through: 'placed' | 'reserved' | 'picked' | 'shipped') {
  const order = floor.order(quantity, through)
  await floor.buy(order)
  return { ...order, lineId: lineIdOf(order) }
}
const changed = (floor: Floor, orderId: string, more: object) =>
  floor.send(changeOrder, { orderId, reason: 'Asked by mail', lines: [], ...more })

describe('a channel', () => {
  const channel = (is: object = {}) => ({
    channelId: newId(), code: newId(), name: 'Shop', leastLifeDays: null, transitDays: 0, policy: 'fefo', ...is,
  })
  provokes([
    ['channel_code_taken', 'another has the code', async (floor) => {
      const first = channel()
      await floor.send(createChannel, first)
      return [await floor.send(createChannel, channel({ code: first.code })), `There is already a channel ${first.code}.`]
    }],
    ['channel_id_taken', 'another has the id', async (floor) => [
      await floor.send(createChannel, channel({ channelId: floor.channelId })),
      `There is already a channel with the id ${floor.channelId}.`,
    ]],
  ])
})

describe('placing an order', () => {
  provokes([
    ['order_id_taken', 'another order has the id', async (floor) => {
      const { orderId } = await bought(floor, 1, 'placed')
      return [await floor.buy({ ...floor.order(1), orderId }), `There is already an order with the id ${orderId}.`]
    }],
    ['order_number_taken', 'another order has the number', async (floor) => {
      const { number } = await bought(floor, 1, 'placed')
      return [await floor.buy({ ...floor.order(1), number }), `There is already an order ${number}: change that one, or give this one another number.`]
    }],
    ['channel_unknown', 'nobody made the channel', async (floor) => [
      await floor.buy(floor.order(1, 'reserved', stranger)), `There is no channel ${stranger}.`,
    ]],
    ['site_unknown', 'a shelf is no site', async (floor) => [
      await floor.buy({ ...floor.order(1), siteId: floor.storage }), `There is no site ${floor.storage}.`,
    ]],
    ['customer_unknown', 'nobody made the customer', async (floor) => [
      await floor.buy({ ...floor.order(1), customerId: stranger }), `There is no customer ${stranger}.`,
    ]],
    ['customer_role_missing', 'a supplier does not buy', async (floor) => {
      const customerId = await floor.partner('supplier')
      return [
        await floor.buy({ ...floor.order(1), customerId }),
        `Partner ${customerId} is no customer: give it that role first, or name the partner who buys.`,
      ]
    }],
    ['order_owner_role_missing', 'a customer owns no stock', async (floor) => {
      const ownerId = await floor.partner('customer')
      return [
        await floor.buy(withLine(floor.order(1), { ownerId })),
        `Line 1: partner ${ownerId} owns no stock: give it the role of an owner first, or name whose goods are sold.`,
      ]
    }],
    ['order_item_unknown', 'nobody made the item', async (floor) => [
      await floor.buy(withLine(floor.order(1), { itemId: stranger })), `Line 1: there is no item ${stranger}.`,
    ]],
    ['item_not_stocked', 'a service is not kept in stock', async (floor) => {
      const itemId = await floor.item({ stocked: false })
      return [await floor.buy(withLine(floor.order(1), { itemId })), `Line 1: item ${itemId} is not kept in stock.`]
    }],
    ['order_owner_unknown', 'nobody made the owner', async (floor) => [
      await floor.buy(withLine(floor.order(1), { ownerId: stranger })), `Line 1: there is no partner ${stranger} to own the goods.`,
    ]],
    ['wanted_lot_unknown', 'nobody has seen the lot', async (floor) => [
      await floor.buy(withLine(floor.order(1), { wantedLotId: stranger })), `Line 1: there is no lot ${stranger} to wish for.`,
    ]],
    ['wanted_lot_of_other_item', 'the lot is another item’s', async (floor) => {
      const wantedLotId = await floor.lot(1, null)
      const itemId = await floor.item()
      return [
        await floor.buy(withLine(floor.order(1), { itemId, wantedLotId })), `Line 1: lot ${wantedLotId} is none of item ${itemId}.`,
      ]
    }],
    ['serials_too_early', 'a reservation names no units', async (floor) => [
      await floor.buy(withLine(floor.order(1), { serials: ['A'] })),
      'Line 1: serials are named when units are picked or shipped, and this order only reserves.',
    ]],
    ['staging_missing', 'there is nowhere to put what is picked', async (floor) => {
      await floor.lot(1, null)
      await floor.close(floor.staging)
      return [await floor.buy(floor.order(1, 'picked')), `Site ${floor.siteId} has no staging location, where picked goods wait: make one with the role staging.`]
    }],
    ['staging_missing', 'nor later', async (floor) => {
      await floor.lot(1, null)
      const { orderId } = await bought(floor, 1, 'reserved')
      await floor.close(floor.staging)
      return [await floor.pick(orderId), `Site ${floor.siteId} has no staging location, where picked goods wait: make one with the role staging.`]
    }],
    ['order_line_taken', 'another order has a line of that id', async (floor) => {
      const { lineId } = await bought(floor, 1, 'placed')
      return [await floor.buy(withLine(floor.order(1), { lineId })), expect.stringMatching(/^A line of order .+ has the id of another line\.$/)]
    }],
  ])
})

describe('working on an order', () => {
  const unknown: Row[] = [
    ['order_unknown', 'to reserve', async (floor) => [await floor.send(reserveOrder, { orderId: stranger }), `There is no order ${stranger}.`]],
    ['order_unknown', 'to pick', async (floor) => [await floor.pick(stranger), `There is no order ${stranger}.`]],
    ['order_unknown', 'to unpick', async (floor) => [await floor.unpick(stranger), `There is no order ${stranger}.`]],
    ['order_unknown', 'to ship', async (floor) => [await floor.ship(stranger), `There is no order ${stranger}.`]],
    ['order_unknown', 'to change', async (floor) => [await floor.change(stranger, NIL, 1), `There is no order ${stranger}.`]],
    ['order_unknown', 'to cancel', async (floor) => [await floor.cancel(stranger), `There is no order ${stranger}.`]],
  ]
  provokes([
    ...unknown,
    ['order_line_unknown', 'it is another order’s', async (floor) => {
      await floor.lot(2, null)
      const [{ orderId, number }, { lineId }] = [await bought(floor, 1, 'reserved'), await bought(floor, 1, 'reserved')]
      return [await floor.pick(orderId, [{ lineId, quantity: null, lots: null }]), `Order ${number} has no line ${lineId}.`]
    }],
    ['nothing_open', 'there was no stock to reserve', async (floor) => {
      const { orderId, number } = await bought(floor, 1, 'reserved')
      return [
        await floor.pick(orderId),
        `Nothing of order ${number} is reserved, so nothing can be picked: reserve it first, when there is stock.`,
      ]
    }],
    ['nothing_to_unpick', 'it is only reserved', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'reserved')
      const done = await floor.send(unpickOrder, { orderId, lineId: null, reason: null })
      return [done, `Nothing of that in order ${number} is picked, so nothing can go back.`]
    }],
    ['nothing_to_pack', 'it is only reserved', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'reserved')
      return [await floor.send(packOrder, { orderId, parcel: null }), `Nothing of order ${number} is picked, so nothing can be packed.`]
    }],
    ['nothing_to_ship', 'it is only reserved', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'reserved')
      return [await floor.ship(orderId), `Nothing of order ${number} is picked, so nothing can be shipped.`]
    }],
    ['not_shipped_yet', 'it waits in staging', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'picked')
      const done = await floor.send(deliverOrder, { orderId, parcel: null })
      return [done, `Nothing of order ${number} was shipped, so nothing can have arrived.`]
    }],
    ['parcel_unknown', 'no such parcel left', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'shipped')
      return [await floor.send(deliverOrder, { orderId, parcel: 'P-9' }), `Order ${number} shipped no parcel P-9.`]
    }],
    ['step_taken', 'it arrived', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'shipped')
      await floor.send(deliverOrder, { orderId, parcel: null })
      return [await floor.send(deliverOrder, { orderId, parcel: null }), `All of that in order ${number} was delivered already.`]
    }],
  ])
})

describe('changing and cancelling an order', () => {
  const unchanged = (number: string) => `Order ${number} is so already: the change changes nothing.`
  provokes([
    ['customer_unknown', 'nobody made the customer', async (floor) => {
      const { orderId } = await bought(floor, 1, 'placed')
      return [await changed(floor, orderId, { customerId: stranger }), `There is no customer ${stranger}.`]
    }],
    ['customer_role_missing', 'an owner of stock does not buy', async (floor) => {
      const { orderId } = await bought(floor, 1, 'placed')
      const customerId = await floor.partner('owner')
      return [
        await changed(floor, orderId, { customerId }),
        `Partner ${customerId} is no customer: give it that role first, or name the partner who buys.`,
      ]
    }],
    ['customer_fixed', 'a part of it is on its way', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 2, 'shipped')
      return [
        await changed(floor, orderId, { customerId: NIL }),
        `Something of order ${number} shipped, so its customer stays: take it back as a return, and place another order.`,
      ]
    }],
    ['order_line_twice', 'which of the two is meant', async (floor) => {
      const { orderId, lineId } = await bought(floor, 1, 'placed')
      const lines = [{ lineId, quantity: 2n }, { lineId, quantity: 3n }]
      return [await changed(floor, orderId, { lines }), `Order line ${lineId} is named twice: say once how much it is to be.`]
    }],
    ['order_line_unknown', 'it has no such line', async (floor) => {
      const { orderId, number } = await bought(floor, 1, 'placed')
      return [await floor.change(orderId, stranger, 2), `Order ${number} has no line ${stranger}.`]
    }],
    ['below_handled', 'two are gone', async (floor) => {
      await floor.lot(3, null)
      const { orderId, lineId, number } = await bought(floor, 2, 'shipped')
      return [
        await floor.change(orderId, lineId, 1),
        `Line 1 of order ${number} cannot fall to 1: 2 are shipped. Cancel the rest, and take back what shipped as a return.`,
      ]
    }],
    ['order_item_unknown', 'nobody made the item', async (floor) => {
      const { orderId } = await bought(floor, 1, 'placed')
      const add = [{ lineId: null, itemId: stranger, ownerId: SELF, wantedLotId: null, quantity: 1n }]
      return [await changed(floor, orderId, { add }), `Line 1: there is no item ${stranger}.`]
    }],
    ['order_line_taken', 'it is this order’s own line', async (floor) => {
      const { orderId, lineId } = await bought(floor, 1, 'placed')
      const add = [{ lineId, itemId: floor.itemId, ownerId: SELF, wantedLotId: null, quantity: 1n }]
      return [await changed(floor, orderId, { add }), expect.stringMatching(/^A line of order .+ has the id of another line\.$/)]
    }],
    ['order_unchanged', 'it says what stands', async (floor) => {
      const { orderId, lineId, number } = await bought(floor, 1, 'placed')
      return [await floor.change(orderId, lineId, 1), unchanged(number)]
    }],
    ['order_unchanged', 'it says nothing', async (floor) => {
      const { orderId, number } = await bought(floor, 1, 'placed')
      return [await changed(floor, orderId, {}), unchanged(number)]
    }],
    ['nothing_to_cancel', 'all of it is gone', async (floor) => {
      await floor.lot(1, null)
      const { orderId, number } = await bought(floor, 1, 'shipped')
      const says = `Nothing of that in order ${number} is left to cancel: it shipped or was cancelled. What shipped comes back as a return.`
      return [await floor.cancel(orderId), says]
    }],
    ['nothing_to_cancel', 'it was cancelled', async (floor) => {
      const { orderId, number, lineId } = await bought(floor, 1, 'placed')
      await floor.cancel(orderId)
      const says = `Nothing of that in order ${number} is left to cancel: it shipped or was cancelled. What shipped comes back as a return.`
      return [await floor.send(cancelOrder, { orderId, reason: 'Again', lineIds: [lineId] }), says]
    }],
  ])
})

describe('a return', () => {
  const back = (floor: Floor, is: object, line: object = {}) =>
    floor.send(receiveReturn, {
      number: newId(), customerId: floor.customerId, siteId: floor.siteId, ...is,
      lines: [{ orderLineId: null, itemId: floor.itemId, ownerId: null, lotId: null, quantity: 1n, ...line }],
    })
  const shipped = async (floor: Floor, quantity = 1) => {
    await floor.lot(quantity, null)
    return bought(floor, quantity, 'shipped')
  }
  provokes([
    ['returns_missing', 'the site has no place for them', async (floor) => {
      await floor.close(floor.quarantine)
      return [await back(floor, {}), `Site ${floor.siteId} has no location for what comes back: make one with the role returns or quarantine.`]
    }],
    ['customer_unknown', 'nobody made the customer', async (floor) =>
      [await back(floor, { customerId: stranger }), `There is no customer ${stranger}.`]],
    ['customer_role_missing', 'a supplier returns nothing', async (floor) => {
      const customerId = await floor.partner('supplier')
      return [
        await back(floor, { customerId }),
        `Partner ${customerId} is no customer: give it that role first, or name the partner who buys.`,
      ]
    }],
    ['returned_owner_role_missing', 'a customer owns no stock', async (floor) => {
      const ownerId = await floor.partner('customer')
      return [
        await back(floor, {}, { ownerId }),
        `Line 1: partner ${ownerId} owns no stock: give it the role of an owner first, or name whose goods came back.`,
      ]
    }],
    ['returned_item_unknown', 'nobody made the item', async (floor) =>
      [await back(floor, {}, { itemId: stranger }), `Line 1: there is no item ${stranger}.`]],
    ['returned_owner_unknown', 'nobody made the owner', async (floor) =>
      [await back(floor, {}, { ownerId: stranger }), `Line 1: there is no partner ${stranger} to own the goods.`]],
    ['returned_line_unknown', 'no order has the line', async (floor) =>
      [await back(floor, {}, { orderLineId: stranger }), `Line 1: no order has the line ${stranger}; leave it out to find what was sent by the customer.`]],
    ['returned_item_differs', 'the line is of another item', async (floor) => {
      const { lineId, number } = await shipped(floor)
      const itemId = await floor.item()
      return [
        await back(floor, {}, { orderLineId: lineId, itemId }),
        `Line 1: item ${itemId} came back, and that line of order ${number} is of another item.`,
      ]
    }],
    ['returned_by_other', 'the order is somebody else’s', async (floor) => {
      const { lineId, number } = await shipped(floor)
      return [
        await back(floor, { customerId: await floor.partner('customer') }, { orderLineId: lineId }),
        `Line 1: order ${number} is of another customer. Leave the customer out to take it back for that order.`,
      ]
    }],
    ['returned_owner_differs', 'they were ours', async (floor) => {
      const { lineId, number } = await shipped(floor)
      const ownerId = await floor.partner('owner')
      return [
        await back(floor, {}, { orderLineId: lineId, ownerId }),
        `Line 1: what order ${number} shipped there was of another owner.`,
      ]
    }],
    ['returned_owner_needed', 'they have such goods of two owners', async (floor) => {
      await shipped(floor)
      const ownerId = await floor.partner('owner')
      await floor.receive(1, { ownerId })
      await floor.buy(withLine(floor.order(1, 'shipped'), { ownerId }))
      return [await back(floor, {}), 'Line 1: this customer has such goods of several owners: name the owner.']
    }],
    ['serials_of_return', 'two come, and one number', async (floor) =>
      [await back(floor, {}, { quantity: 2n, serials: ['A'] }), 'Line 1: the quantity is 2, and the serials named are 1: each unit has one.']],
    ['more_than_shipped', 'two come back of one', async (floor) => {
      const { lineId } = await shipped(floor)
      return [
        await back(floor, {}, { orderLineId: lineId, quantity: 2n }),
        'Line 1: 2 come back, and 1 of that order line are with the customer.',
      ]
    }],
    ['lot_not_shipped', 'they never had the lot', async (floor) => {
      await shipped(floor)
      const lotId = await floor.lot(1, null)
      return [await back(floor, {}, { lotId }), `Line 1: lot ${lotId} did not go to that customer.`]
    }],
    ['return_number_taken', 'another return has the number', async (floor) => {
      const number = newId()
      await back(floor, { number })
      return [await back(floor, { number }), `There is already a return ${number}: correct that one, or give this one another number.`]
    }],
  ])
})

describe('of two reasons the first is given', () => {
  type Pair = readonly [first: Code, second: Code, provoke: (floor: Floor) => Promise<Done>]
  const pairs: readonly Pair[] = [
    ['order_id_taken', 'order_number_taken', async (floor) => floor.buy(await bought(floor, 1, 'placed'))],
    ['order_number_taken', 'channel_unknown', async (floor) =>
      floor.buy({ ...floor.order(1), number: (await bought(floor, 1, 'placed')).number, channelId: stranger })],
    ['channel_unknown', 'site_unknown', async (floor) => floor.buy({ ...floor.order(1), channelId: stranger, siteId: stranger })],
    ['site_unknown', 'customer_unknown', async (floor) => floor.buy({ ...floor.order(1), siteId: stranger, customerId: stranger })],
    ['customer_unknown', 'order_item_unknown', async (floor) =>
      floor.buy({ ...withLine(floor.order(1), { itemId: stranger }), customerId: stranger })],
    ['item_not_stocked', 'order_owner_unknown', async (floor) =>
      floor.buy(withLine(floor.order(1), { itemId: await floor.item({ stocked: false }), ownerId: stranger }))],
    ['order_owner_unknown', 'wanted_lot_unknown', async (floor) =>
      floor.buy(withLine(floor.order(1), { ownerId: stranger, wantedLotId: stranger }))],
    ['wanted_lot_unknown', 'serials_too_early', async (floor) =>
      floor.buy(withLine(floor.order(1), { wantedLotId: stranger, serials: ['A'] }))],
    ['staging_missing', 'order_line_unknown', async (floor) => {
      const { orderId } = await bought(floor, 1, 'reserved')
      await floor.close(floor.staging)
      return floor.send(pickOrder, { orderId, lines: [{ lineId: stranger, quantity: null, lots: null }], lotIds: [], placeIds: [] })
    }],
    ['not_shipped_yet', 'parcel_unknown', async (floor) =>
      floor.send(deliverOrder, { orderId: (await bought(floor, 1, 'placed')).orderId, parcel: 'P' })],
    ['customer_fixed', 'below_handled', async (floor) => {
      await floor.lot(1, null)
      const { orderId, lineId } = await bought(floor, 1, 'shipped')
      return changed(floor, orderId, { customerId: NIL, lines: [{ lineId, quantity: 0n }] })
    }],
    ['order_line_twice', 'order_line_unknown', async (floor) => {
      const lines = [{ lineId: stranger, quantity: 1n }, { lineId: stranger, quantity: 1n }]
      return changed(floor, (await bought(floor, 1, 'placed')).orderId, { lines })
    }],
    ['order_line_unknown', 'order_item_unknown', async (floor) =>
      changed(floor, (await bought(floor, 1, 'placed')).orderId, {
        lines: [{ lineId: stranger, quantity: 1n }],
        add: [{ lineId: null, itemId: stranger, ownerId: SELF, wantedLotId: null, quantity: 1n }],
      })],
    ['returned_item_unknown', 'returned_line_unknown', async (floor) =>
      floor.takeBack(1, { itemId: stranger, orderLineId: stranger })],
    ['returned_line_unknown', 'serials_of_return', async (floor) => floor.takeBack(2, { orderLineId: stranger, serials: ['A'] })],
  ]
  test.each(pairs)('%s before %s', async (first, _, provoke) => {
    const { outcome } = await provoke(await openFloor(place.database))
    expect(outcome.ok ? outcome.answer : outcome.refusal.code).toBe(first)
  })
})

test('there is no refusal that nobody can run into', () => {
  // Provoked by the job that serves: serve-waiting.test.ts; with units: tests/scenarios/serials.test.ts; with corrections: src/corrections.
  // What is closed: tests/scenarios/closing.test.ts.
  const elsewhere = ['customer_closed', 'site_closed', 'order_item_closed', 'order_owner_closed', 'serial_taken', 'serial_not_shipped', 'return_serial_needed', 'more_came_back', 'customer_returned_more', 'nothing_to_serve', 'channel_closed', 'channel_unchanged']
  expect(Object.keys(refusals).filter((code) => !provoked.has(code) && !elsewhere.includes(code))).toEqual([])
})
