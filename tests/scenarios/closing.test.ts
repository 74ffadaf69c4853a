// The table of docs/closing.md, cell by cell: what can be prepared is, then one thing is closed, then somebody does it.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeItem, checkLedger } from '#ledger'
import { closeLocation } from '#locations'
import { changeOrder, placeOrder, pickOrder, receiveReturn } from '#orders'
import { changePartner } from '#partners'
import { newId, query } from '#platform'
import { transform } from '#production'
import { announce, changeAnnouncement } from '#receiving'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { act, said } from '#test/shop'
import { reserveOrder } from '../../src/orders/reserve-orders.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Act = () => Promise<Done>
type Scene = (floor: Floor, ownerId: string) => Promise<Act>

const announced = (floor: Floor) => ({
  announcementId: newId(), number: newId(), kind: 'purchase_order', supplierId: floor.supplierId, siteId: floor.siteId, expectedOn: null,
  lines: [{ lineId: newId(), itemId: floor.itemId, quantity: 5n, lotCode: null }],
})
const ordered = (floor: Floor, ownerId: string, through: 'reserved' | 'picked' | 'shipped' | 'placed' = 'reserved') => {
  const order = floor.order(2, through)
  return { ...order, lines: order.lines.map((line) => ({ ...line, ownerId })) }
}
// Ten of a lot of the owner's, in storage; its receipt and its id.
async function stocked(floor: Floor, ownerId: string) {
  const lotId = newId()
  const { id } = await floor.receive(10, { ownerId, lot: { lotId, code: lotId.slice(-12) } })
  return { id, lotId }
}
const madeOf = (floor: Floor, ownerId: string, kind: 'split' | 'make', from: { itemId: string; lotId: string; ownerId: string }) => floor.send(transform, {
  kind, siteId: floor.siteId, edges: null,
  inputs: [{ ...from, locationId: floor.storage, quantity: 4n }],
  outputs: [{ itemId: floor.itemId, ownerId, lotId: newId(), code: newId().slice(-12), dates: {}, locationId: floor.quarantine, quantity: 4n }],
})

const scenes: Record<string, Scene> = {
  'announce goods': async (floor) => () => floor.send(announce, announced(floor)),
  'announce more on a line': async (floor) => {
    const one = announced(floor)
    await act(place.database, announce, one)
    return () => floor.send(changeAnnouncement, { announcementId: one.announcementId, reason: 'More', lines: [{ lineId: one.lines[0]?.lineId ?? '', quantity: 9n }], add: [] })
  },
  'add a line to what is announced': async (floor) => {
    const one = announced(floor)
    await act(place.database, announce, one)
    return () => floor.send(changeAnnouncement, {
      announcementId: one.announcementId, reason: 'More', lines: [], add: [{ lineId: null, itemId: floor.itemId, quantity: 1n, lotCode: null }],
    })
  },
  'receive what nobody announced': async (floor, ownerId) => () => floor.receive(1, { ownerId }),
  'receive what was announced before': async (floor, ownerId) => {
    const { lines, ...one } = announced(floor)
    await act(place.database, announce, { ...one, lines })
    return () => floor.receive(1, { ownerId, announcementLineId: lines[0]?.lineId ?? null })
  },
  'place an order': async (floor, ownerId) => {
    await stocked(floor, ownerId)
    return () => floor.buy(ordered(floor, ownerId))
  },
  'add a line to an order': async (floor, ownerId) => {
    const order = ordered(floor, ownerId)
    await act(place.database, placeOrder, order)
    const add = [{ lineId: null, itemId: floor.itemId, ownerId, wantedLotId: null, quantity: 1n }]
    return () => floor.send(changeOrder, { orderId: order.orderId, reason: 'More', lines: [], add })
  },
  'order more on a line': async (floor, ownerId) => {
    const order = ordered(floor, ownerId)
    await act(place.database, placeOrder, order)
    return () => floor.change(order.orderId, order.lines[0]?.lineId ?? '', 3)
  },
  'put an order on another customer': async (floor, ownerId) => {
    const order = { ...ordered(floor, ownerId), customerId: await floor.partner('customer') }
    await act(place.database, placeOrder, order)
    return () => floor.send(changeOrder, { orderId: order.orderId, reason: 'Theirs', lines: [], customerId: floor.customerId })
  },
  reserve: async (floor, ownerId) => {
    const order = ordered(floor, ownerId, 'placed')
    await act(place.database, placeOrder, order)
    await stocked(floor, ownerId)
    return () => floor.send(reserveOrder, { orderId: order.orderId })
  },
  pick: async (floor, ownerId) => {
    await stocked(floor, ownerId)
    const order = ordered(floor, ownerId)
    await act(place.database, placeOrder, order)
    return () => floor.send(pickOrder, { orderId: order.orderId, lines: null, lotIds: [], placeIds: [] })
  },
  'ship what is picked': async (floor, ownerId) => {
    await stocked(floor, ownerId)
    const order = ordered(floor, ownerId, 'picked')
    await act(place.database, placeOrder, order)
    return () => floor.ship(order.orderId)
  },
  'take back a return': async (floor, ownerId) => {
    await stocked(floor, ownerId)
    const order = ordered(floor, ownerId, 'shipped')
    await act(place.database, placeOrder, order)
    return () => floor.send(receiveReturn, {
      number: newId(), customerId: floor.customerId, siteId: floor.siteId,
      lines: [{ orderLineId: order.lines[0]?.lineId ?? null, itemId: floor.itemId, ownerId, lotId: null, quantity: 1n }],
    })
  },
  'move goods': async (floor, ownerId) => {
    const { lotId } = await stocked(floor, ownerId)
    return () => floor.move(lotId, 1, { ownerId })
  },
  'find more by a count': async (floor, ownerId) => {
    const { lotId } = await stocked(floor, ownerId)
    return () => floor.adjust(lotId, 11, { ownerId })
  },
  'destroy goods': async (floor, ownerId) => {
    const { lotId } = await stocked(floor, ownerId)
    return () => floor.dispose(lotId, 1, { ownerId })
  },
  'hold a lot': async (floor, ownerId) => {
    const { lotId } = await stocked(floor, ownerId)
    return () => floor.hold({ lotId })
  },
  'split a lot': async (floor, ownerId) => {
    const { lotId } = await stocked(floor, ownerId)
    return () => madeOf(floor, ownerId, 'split', { itemId: floor.itemId, lotId, ownerId })
  },
  'make something of other goods': async (floor, ownerId) => {
    const [itemId, lotId, other] = [await floor.item({ trackingMode: 'lot' }), newId(), await floor.partner('owner')]
    await floor.receive(10, { itemId, ownerId: other, lot: { lotId, code: 'BULK' } })
    return () => madeOf(floor, ownerId, 'make', { itemId, lotId, ownerId: other })
  },
  'correct a receipt to less': async (floor, ownerId) => {
    const { id } = await stocked(floor, ownerId)
    return () => floor.correct(id, 1, { quantity: 8 })
  },
  'correct a receipt to more': async (floor, ownerId) => {
    const { id } = await stocked(floor, ownerId)
    return () => floor.correct(id, 1, { quantity: 12 })
  },
  'correct a receipt to this supplier': async (floor, ownerId) => {
    const { id } = await floor.receive(3, { ownerId }, await floor.partner('supplier'))
    return () => floor.correct(id, 1, { supplierId: floor.supplierId })
  },
}

const closePartner = (partnerId: string) => act(place.database, changePartner, { partnerId, reason: 'Gone', closed: true })
const closings: Record<string, (floor: Floor, ownerId: string) => Promise<unknown>> = {
  'supplier closed': ({ supplierId }) => closePartner(supplierId),
  'customer closed': ({ customerId }) => closePartner(customerId),
  'owner closed': (_, ownerId) => closePartner(ownerId),
  'item closed': ({ itemId }) => act(place.database, changeItem, { itemId, reason: 'Sold out', closed: true }),
  'site closed': async ({ siteId }) => {
    const parts = await query<{ id: string }>(place.database, {
      name: 'test.parts', text: 'select id from locations.location where site_id = $1 order by id = $1',
    }, [siteId])
    for (const { id } of parts) await act(place.database, closeLocation, { locationId: id, reason: 'Given up' })
  },
}

const table = readFileSync('docs/closing.md', 'utf8').split('\n').filter((line) => line.startsWith('|'))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')))
const [columns = [], , ...rows] = table

test('the table has a row for everything somebody does and a column for everything that is closed', () => {
  expect(columns.slice(1)).toEqual(Object.keys(closings))
  expect(rows.map(([row]) => row)).toEqual(Object.keys(scenes))
})

test('every refusal of what is closed stands in the table', () => {
  const codes = [
    'supplier_closed', 'receiving_site_closed', 'received_item_closed', 'owner_closed', 'customer_closed', 'site_closed', 'order_item_closed',
    'order_owner_closed', 'output_item_closed', 'output_owner_closed',
  ]
  const told = new Set(rows.flatMap(([, ...cells]) => cells))
  expect(codes.filter((code) => !told.has(code))).toEqual([])
})

describe.each(rows.map(([row = '', ...cells]) => ({ row, cells })))('$row', ({ row, cells }) => {
  const asked = cells.map((cell, at) => ({ cell, what: columns[at + 1] ?? '' })).filter(({ cell }) => cell !== '–')
  test.each(asked)('$what: $cell', async ({ cell, what }) => {
    const floor = await openFloor(place.database)
    const ownerId = await floor.partner('owner')
    const doIt = await scenes[row]?.(floor, ownerId)
    await closings[what]?.(floor, ownerId)
    const { outcome } = await (doIt ?? (() => Promise.reject(new Error('Nobody does it.'))))()
    expect(said(outcome)).toBe(cell === 'yes' ? 'done' : cell)
  })
})
