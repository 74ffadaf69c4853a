// Units with their own number, from the dock to the customer and back.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adjustStock, checkLedger, disposeStock, moveStock, placeHold, releaseHold } from '#ledger'
import { cancelOrder, pickOrder, placeOrder, receiveReturn, shipOrder, unpickOrder } from '#orders'
import { SELF } from '#partners'
import { type Action, type Database, newId, perform, query } from '#platform'
import { receive } from '#receiving'
import { trace } from '#trace'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, command, day, outcome, said } from '#test/shop'
import { makeUnitShop, type Mode } from '#test/units'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Shop = Awaited<ReturnType<typeof makeUnitShop>>
const shopOf = (mode: Mode = 'lot+serial') => makeUnitShop(place.database, mode)
const pickOf = (order: ReturnType<Shop['order']>, line: object | null = null) => ({
  orderId: order.orderId, lotIds: [], placeIds: [],
  lines: line === null ? null : [{ lineId: order.lines[0]!.lineId, quantity: null, lots: null, ...line }],
})
const shipOf = (order: ReturnType<Shop['order']>, codes: readonly string[] | null = null, lotId: string | null = null) => ({
  orderId: order.orderId, parcel: null,
  ...(codes === null ? {} : { serials: codes.map((code) => ({ lineId: order.lines[0]!.lineId, code, lotId })) }),
})
const placed = async (shop: Shop, quantity: number) => {
  const order = shop.order(quantity)
  await act(place.database, placeOrder, order)
  return order
}
const back = (shop: Shop, line: object) => ({
  number: newId(), customerId: shop.customerId, siteId: shop.siteId,
  lines: [{ orderLineId: null, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: 1n, ...line }],
})
const move = (shop: Shop, serial: string | null, to: string, quantity = 1n, lotId: string | null = null) => ({
  lines: [{
    itemId: shop.itemId, lotId: lotId ?? '00000000-0000-0000-0000-000000000000', candidateIds: [], serial, ownerId: SELF,
    fromLocationId: shop.storage, toLocationId: to, quantity,
  }],
})
const told = async <Payload>(database: Database, action: Action<Payload>, payload: Payload) =>
  said(await outcome(database, action, payload))
const holdOf = (shop: Shop, serial: string, holdId: string = newId()) => ({
  holdId, scope: 'serial' as const, itemId: shop.itemId, lotId: null, locationId: null, serial, supplierId: null, reason: 'Rattles',
})

test('a scan names the units; they go to the customer and each is known to be there', async () => {
  const shop = await shopOf()
  await shop.units(['A1', 'A2', 'A3'])
  const order = await placed(shop, 2)

  const picked = await act(place.database, pickOrder, pickOf(order, { serials: ['A3', 'A1'] }))
  const shipped = await act(place.database, shipOrder, shipOf(order))

  expect(picked['picked']).toMatchObject([{ serials: ['A3'] }, { serials: ['A1'] }])
  expect((shipped['shipped'] as { serial: string }[]).map(({ serial }) => serial).sort()).toEqual(['A1', 'A3'])
  expect(await shop.whereabouts()).toEqual({ A1: 'customer', A2: 'storage', A3: 'customer' })
})

test('without a scan the policy chooses the lot, and units in order of their codes', async () => {
  const shop = await shopOf()
  await shop.units(['B2', 'B1'], day(90))
  await shop.units(['C2', 'C1'], day(30))

  const order = shop.order(3, 'shipped')
  await act(place.database, placeOrder, order)

  expect(await shop.whereabouts()).toEqual({ B1: 'customer', B2: 'storage', C1: 'customer', C2: 'customer' })
})

test('units that were picked go back to the shelf they came from', async () => {
  const shop = await shopOf('serial')
  await shop.units(['A1', 'A2'])
  const order = await placed(shop, 2)
  await act(place.database, pickOrder, pickOf(order, { serials: ['A2'] }))

  await act(place.database, unpickOrder, { orderId: order.orderId, lineId: null, reason: null })
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'storage' })

  await act(place.database, pickOrder, pickOf(order))
  await act(place.database, cancelOrder, { orderId: order.orderId, reason: 'No more', lineIds: null })
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'storage' })
})

test('what is picked, elsewhere, held, unknown or of another lot is not taken', async () => {
  const shop = await shopOf()
  const lotId = await shop.units(['A1', 'A2', 'A3', 'A4'])
  const other = await shop.units(['Z1'])
  const [first, second] = [await placed(shop, 1), await placed(shop, 1)]
  await act(place.database, pickOrder, pickOf(first, { serials: ['A1'] }))
  await act(place.database, placeHold, holdOf(shop, 'A2'))
  await act(place.database, moveStock, move(shop, 'A3', shop.quarantine))
  const by = (line: object) => told(place.database, pickOrder, pickOf(second, line))

  expect(await by({ serials: ['A1'] })).toBe('serial_picked')
  expect(await by({ serials: ['A2'] })).toBe('serial_held')
  expect(await by({ serials: ['A3'] })).toBe('not_pickable')
  expect(await by({ serials: ['A9'] })).toBe('serial_unknown')
  expect(await by({ lots: [{ lotId, locationId: shop.storage, quantity: 1n, serials: ['Z1'] }] })).toBe('serial_of_other_lot')
  expect(await by({ lots: [{ lotId, locationId: shop.storage, quantity: 1n, serials: ['A3'] }] })).toBe('serial_elsewhere')
  expect(await by({ lots: [{ lotId, locationId: shop.storage, quantity: 2n, serials: ['A4'] }] })).toBe('serials_do_not_add_up')
  expect(await by({ lots: [{ lotId, locationId: shop.storage, quantity: 1n, serials: ['new'] }] })).toBe('serial_elsewhere')
  expect(await told(place.database, moveStock, move(shop, 'A1', shop.quarantine))).toBe('serial_elsewhere')
  expect(await told(place.database, moveStock, move(shop, 'A4', shop.quarantine, 2n))).toBe('serial_is_one_unit')
  expect(await told(place.database, moveStock, move(shop, null, shop.quarantine, 1n, lotId))).toBe('serial_needed')
  expect(await told(place.database, moveStock, move(shop, 'Z1', shop.quarantine, 1n, lotId))).toBe('serial_of_other_lot')
  expect(await by({ lots: [{ lotId: other, locationId: shop.storage, quantity: 1n }] })).toBe('done')
})

test('the same number does not come in twice', async () => {
  const shop = await shopOf()
  const lotId = await shop.units(['A1'])
  const again = shop.receipt(['A1'], { lotId })

  expect(await told(place.database, receive, again)).toBe('serial_exists')
  await act(place.database, placeOrder, shop.order(1, 'shipped'))
  expect(await told(place.database, receive, again)).toBe('serial_elsewhere')
})

test('two receipts at once bring one number once, also at different sites', async () => {
  const shops = await Promise.all([shopOf('serial'), shopOf('serial')])
  const [shop, other] = [shops[0]!, shops[1]!]
  const elsewhere = { ...shop.receipt(['A1'], null, other.storage), siteId: other.siteId }

  for (let round = 0; round < 10; round++) {
    const code = `R${round}`
    const both = await Promise.all([shop.receipt([code], null), { ...elsewhere, number: newId(), lines: [{ ...elsewhere.lines[0]!, serials: [code] }] }]
      .map((one) => told(place.database, receive, one)))
    expect(both.filter((one) => one === 'done')).toHaveLength(1)
    expect(['received_serial_taken', 'serial_exists', 'serial_elsewhere']).toContain(both.find((one) => one !== 'done'))
  }
})

test('two pickers cannot take the same unit', async () => {
  for (let round = 0; round < 10; round++) {
    const shop = await shopOf()
    await shop.units(['A1', 'A2', 'A3'])
    const orders = [await placed(shop, 1), await placed(shop, 1)]

    const both = await Promise.all(orders.map((order) => told(place.database, pickOrder, pickOf(order, { serials: ['A2'] }))))
    const freely = await shopOf()
    await freely.units(['A1', 'A2'])
    const others = [await placed(freely, 1), await placed(freely, 1)]
    await Promise.all(others.map((order) => act(place.database, pickOrder, pickOf(order))))

    expect(both.sort()).toEqual(['done', 'serial_picked'])
    expect(await freely.whereabouts()).toEqual({ A1: 'staging', A2: 'staging' })
  }
})

test('a held unit counts as not free; its pick goes back; released it may go', async () => {
  const shop = await shopOf()
  await shop.units(['A1', 'A2'])
  const order = await placed(shop, 2)
  await act(place.database, pickOrder, pickOf(order, { serials: ['A1'] }))
  const holdId = newId()

  const held = await act(place.database, placeHold, holdOf(shop, 'A1', holdId))

  expect(held).toMatchObject({ unpicked: '1', voided: '1' })
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'storage' })
  expect(await act(place.database, placeOrder, shop.order(1))).toMatchObject({ short: '1' })
  await act(place.database, pickOrder, pickOf(order))
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'staging' })
  await act(place.database, releaseHold, { holdId, reason: 'Fixed' })
  expect(await act(place.database, placeOrder, shop.order(1, 'shipped'))).toMatchObject({ short: '0' })
  expect(await shop.whereabouts()).toEqual({ A1: 'customer', A2: 'staging' })
})

test('two holds on a unit placed and released in one set both count', async () => {
  const shop = await shopOf()
  await shop.units(['A1'])
  const holds = [holdOf(shop, 'A1'), holdOf(shop, 'A1')]

  await perform(place.database, placeHold, holds.map((one) => command(one)))
  await act(place.database, releaseHold, { holdId: holds[0]!.holdId, reason: 'One is done' })
  expect(await act(place.database, placeOrder, shop.order(1))).toMatchObject({ short: '1' })
  const third = holdOf(shop, 'A1')
  await act(place.database, placeHold, third)
  await perform(place.database, releaseHold, [holds[1]!, third].map(({ holdId }) => command({ holdId, reason: 'Both are done' })))
  expect(await act(place.database, placeOrder, shop.order(1))).toMatchObject({ short: '0' })
})

test('a unit held while the customer has it comes back held', async () => {
  const shop = await shopOf()
  await shop.units(['A1'])
  await act(place.database, placeOrder, shop.order(1, 'shipped'))
  await act(place.database, placeHold, holdOf(shop, 'A1'))

  await act(place.database, receiveReturn, back(shop, { serials: ['A1'] }))

  expect(await shop.whereabouts()).toEqual({ A1: 'returns' })
  const returns = { lines: [{ ...move(shop, 'A1', shop.storage).lines[0]!, fromLocationId: await locationOf(shop, 'A1') }] }
  await act(place.database, moveStock, returns)
  expect(await act(place.database, placeOrder, shop.order(1))).toMatchObject({ short: '1' })
})

async function locationOf(shop: Shop, code: string): Promise<string> {
  const [row] = await query<{ location_id: string }>(place.database, {
    name: 'test.location-of', text: 'select location_id from ledger.serial where item_id = $1 and code = $2',
  }, [shop.itemId, code])
  return row!.location_id
}

test('a returned unit is matched to its own order line and lot, whoever brings it', async () => {
  const shop = await shopOf()
  const lots = [await shop.units(['A1'], day(30)), await shop.units(['A2'], day(60))]
  const order = shop.order(2, 'shipped')
  await act(place.database, placeOrder, order)
  const lineId = order.lines[0]!.lineId
  const other = await placed(shop, 1)

  expect(await told(place.database, receiveReturn, back(shop, { orderLineId: lineId }))).toBe('return_serial_needed')
  expect(await told(place.database, receiveReturn, back(shop, { serials: ['A1', 'A2'] }))).toBe('serials_of_return')
  expect(await told(place.database, receiveReturn, back(shop, { serials: ['A1'], orderLineId: other.lines[0]!.lineId }))).toBe('serial_not_shipped')
  expect(await told(place.database, receiveReturn, back(shop, { serials: ['A1'], lotId: lots[1] }))).toBe('serial_not_shipped')
  const stranger = (await shopOf()).customerId
  expect(await told(place.database, receiveReturn, { ...back(shop, { serials: ['A1'] }), customerId: stranger })).toBe('serial_not_shipped')
  const known = await act(place.database, receiveReturn, back(shop, { serials: ['A2'] }))
  expect(known['lines']).toMatchObject([{ matched: 'order', orderLineId: lineId, lotIds: [lots[1]], serial: 'A2' }])
  expect(await told(place.database, receiveReturn, back(shop, { serials: ['A2'] }))).toBe('serial_not_shipped')
  const guest = { ...back(shop, { serials: ['A1'] }), customerId: '00000000-0000-0000-0000-000000000000' }
  expect((await act(place.database, receiveReturn, guest))['lines']).toMatchObject([{ orderLineId: lineId, lotIds: [lots[0]] }])
  expect(await shop.whereabouts()).toEqual({ A1: 'returns', A2: 'returns' })
})

test('one unit that two desks take back comes back once', async () => {
  const shop = await shopOf()
  await shop.units(['A1'])
  await act(place.database, placeOrder, shop.order(1, 'shipped'))

  const both = await Promise.all([1, 2].map(() => told(place.database, receiveReturn, back(shop, { serials: ['A1'] }))))

  expect(both.sort()).toEqual(['done', 'serial_not_shipped'])
})

test('a returned unit is sold again, and returned again', async () => {
  const shop = await shopOf()
  await shop.units(['A1'])
  const [first, second] = [shop.order(1, 'shipped'), shop.order(1, 'shipped')]
  await act(place.database, placeOrder, first)
  await act(place.database, receiveReturn, back(shop, { serials: ['A1'] }))
  const shelf = { ...move(shop, 'A1', shop.storage).lines[0]!, fromLocationId: await locationOf(shop, 'A1') }
  await act(place.database, moveStock, { lines: [shelf] })
  await act(place.database, placeOrder, second)

  const again = await act(place.database, receiveReturn, back(shop, { serials: ['A1'] }))

  expect(again['lines']).toMatchObject([{ orderLineId: second.lines[0]!.lineId }])
})

test('an item followed at shipment gets its numbers there, and cannot leave without them', async () => {
  const shop = await shopOf('serial_at_shipment')
  await shop.lot(5, null)
  const order = await placed(shop, 2)
  await act(place.database, pickOrder, pickOf(order))

  expect(await told(place.database, shipOrder, shipOf(order))).toBe('serials_do_not_add_up')
  expect(await told(place.database, shipOrder, shipOf(order, ['N1']))).toBe('serials_do_not_add_up')
  expect(await told(place.database, shipOrder, shipOf(order, ['N1', 'N1']))).toBe('serial_not_picked')
  await act(place.database, shipOrder, shipOf(order, ['N1', 'N2']))
  expect(await shop.whereabouts()).toEqual({ N1: 'customer', N2: 'customer' })
  const counter = { ...shop.order(1, 'shipped') }
  const at = (serials: string[], through = 'shipped' as 'shipped' | 'picked' | 'reserved') =>
    ({ ...counter, through, lines: [{ ...counter.lines[0]!, serials }] })
  expect(await told(place.database, placeOrder, counter)).toBe('serials_do_not_add_up')
  expect(await told(place.database, placeOrder, at(['N3'], 'reserved'))).toBe('serials_too_early')
  expect(await told(place.database, placeOrder, at(['N3'], 'picked'))).toBe('serials_too_early')
  expect(await told(place.database, placeOrder, at(['N1']))).toBe('serial_elsewhere')
  expect(await told(place.database, placeOrder, at(['N3']))).toBe('done')
})

test('a line that ships several lots says of which lot each number is', async () => {
  const shop = await shopOf('serial_at_shipment')
  const lots = [await shop.lot(1, day(30)), await shop.lot(1, day(60))]
  const order = await placed(shop, 2)
  await act(place.database, pickOrder, pickOf(order))
  const lineId = order.lines[0]!.lineId
  const serials = lots.map((lotId, at) => ({ lineId, code: `N${at}`, lotId }))

  expect(await told(place.database, shipOrder, shipOf(order, ['N0', 'N1']))).toBe('serial_lot_needed')
  expect(await told(place.database, shipOrder, shipOf(order, ['N0', 'N1'], lots[0]))).toBe('serial_not_picked')
  expect(await told(place.database, shipOrder, { orderId: order.orderId, parcel: null, serials })).toBe('done')
})

test('two parcels cannot carry the same new number', async () => {
  for (let round = 0; round < 8; round++) {
    const shop = await shopOf('serial_at_shipment')
    await shop.lot(2, null)
    const orders = [await placed(shop, 1), await placed(shop, 1)]
    for (const order of orders) await act(place.database, pickOrder, pickOf(order))

    const both = await Promise.all(orders.map((order) => told(place.database, shipOrder, shipOf(order, ['N1']))))

    expect(both.filter((one) => one === 'done')).toHaveLength(1)
    expect(['serial_taken', 'serial_elsewhere']).toContain(both.find((one) => one !== 'done'))
  }
})

test('after a change to serial, units from before leave first and without a number, or with the one that is scanned', async () => {
  const shop = await shopOf('lot')
  const lotId = await shop.lot(3, null, 'SAME')
  await shop.follow('lot+serial')
  await act(place.database, receive, shop.receipt(['A1', 'A2'], { lotId, code: 'SAME' }))
  const [first, second] = [await placed(shop, 2), await placed(shop, 2)]

  await act(place.database, pickOrder, pickOf(first))
  expect(await told(place.database, shipOrder, shipOf(first))).toBe('done')
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'storage' })
  const named = { lots: [{ lotId, locationId: shop.storage, quantity: 2n, serials: ['A2', 'OLD1'] }] }
  await act(place.database, pickOrder, pickOf(second, named))
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'staging', OLD1: 'staging' })
  await act(place.database, unpickOrder, { orderId: second.orderId, lineId: null, reason: null })
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'storage', OLD1: 'storage' })
  const third = await placed(shop, 1)
  expect(await told(place.database, pickOrder, pickOf(third, { lots: [{ lotId, locationId: shop.storage, quantity: 1n, serials: ['OLD2'] }] }))).toBe('serial_elsewhere')
})

test('a unit that left without a number may come back with one', async () => {
  const shop = await shopOf('lot')
  const lotId = await shop.lot(2, null)
  const order = shop.order(2, 'shipped')
  await act(place.database, placeOrder, order)
  const lineId = order.lines[0]!.lineId
  expect(await told(place.database, receiveReturn, back(shop, { serials: ['X1'], orderLineId: lineId }))).toBe('serial_not_kept')
  await shop.follow('serial')

  const first = await act(place.database, receiveReturn, back(shop, { serials: ['X1'], orderLineId: lineId }))
  const second = await act(place.database, receiveReturn, back(shop, { orderLineId: lineId }))

  expect([first, second].map((one) => (one['lines'] as { lotIds: string[] }[])[0]!.lotIds)).toEqual([[lotId], [lotId]])
  expect(await told(place.database, receiveReturn, back(shop, { serials: ['X2'], orderLineId: lineId }))).toBe('more_than_shipped')
  expect(await shop.whereabouts()).toEqual({ X1: 'returns' })
})

test('followed by lot again, units that have a number are still named when they leave by hand', async () => {
  const shop = await shopOf('lot+serial')
  const lotId = await shop.units(['A1', 'A2'])
  await shop.follow('lot')
  await shop.lot(1, null)

  expect(await told(place.database, moveStock, move(shop, null, shop.quarantine, 1n, lotId))).toBe('serial_needed')
  await act(place.database, placeOrder, shop.order(3, 'shipped'))
  expect(await shop.whereabouts()).toEqual({ A1: 'customer', A2: 'customer' })
})

test('a count by number finds and loses units; destroyed ones are named', async () => {
  const shop = await shopOf()
  const lotId = await shop.units(['A1', 'A2', 'A3'])
  const count = (counted: number, serials?: string[]) => ({
    itemId: shop.itemId, lotId, ownerId: SELF, locationId: shop.storage, counted: BigInt(counted), reason: 'Counted',
    ...(serials === undefined ? {} : { serials }),
  })
  const destroy = (quantity: bigint, serials?: string[]) => ({
    itemId: shop.itemId, lotId, ownerId: SELF, locationId: shop.storage, quantity, reason: 'Broken',
    ...(serials === undefined ? {} : { serials }),
  })

  expect(await told(place.database, adjustStock, count(2))).toBe('serial_needed')
  expect(await told(place.database, adjustStock, count(1, ['A1', 'A2']))).toBe('serials_do_not_add_up')
  expect(await act(place.database, adjustStock, count(3, ['A1', 'A3', 'A4']))).toMatchObject({ lost: ['A2'], found: ['A4'] })
  expect(await shop.whereabouts()).toEqual({ A1: 'storage', A2: 'loss', A3: 'storage', A4: 'storage' })
  await act(place.database, adjustStock, count(4, ['A1', 'A2', 'A3', 'A4']))
  expect(await told(place.database, disposeStock, destroy(1n))).toBe('serial_needed')
  expect(await told(place.database, disposeStock, destroy(2n, ['A1']))).toBe('serials_do_not_add_up')
  await act(place.database, disposeStock, destroy(2n, ['A1', 'A2']))
  expect(await told(place.database, disposeStock, destroy(1n, ['A1']))).toBe('serial_elsewhere')
  expect(await shop.whereabouts()).toEqual({ A1: 'destruction', A2: 'destruction', A3: 'storage', A4: 'storage' })
})

test('a unit of an item without lots is traced from its number, its order, its receipt and its customer', async () => {
  const shop = await shopOf('serial')
  const received = shop.receipt(['T-1', 'T-2'], null)
  await act(place.database, receive, received)
  const order = await placed(shop, 1)
  await act(place.database, pickOrder, pickOf(order, { serials: ['T-1'] }))
  const ship = command(shipOf(order))
  await perform(place.database, shipOrder, [ship])
  const [customer] = await query<{ code: string }>(place.database, {
    name: 'test.customer-code', text: 'select code from partners.partner where id = $1',
  }, [shop.customerId])
  type Start = Omit<Parameters<typeof trace>[1], 'direction'>
  const told = async (start: Start) => {
    const found = await trace(place.database, { direction: 'forward', ...start })
    return [found?.units?.map(({ serial, lot, partner }) => [serial, lot, partner]), found?.unitMovements?.map(({ kind, serial, order: of, receipt }) => [kind, serial, of, receipt]), found?.totals.units]
  }
  const [came, went] = [['receipt', 'T-1', null, received.number], ['ship', 'T-1', order.number, null]]

  const one = [[['T-1', null, customer?.code]], [came, went], 1]
  expect(await told({ from: 'serial', code: 'T-1', itemId: shop.itemId })).toEqual(one)
  expect(await told({ from: 'order', id: order.orderId })).toEqual(one)
  expect(await told({ from: 'customer', id: shop.customerId })).toEqual(one)
  expect(await told({ from: 'receipt', code: received.number })).toEqual([
    [['T-1', null, customer?.code], ['T-2', null, null]], [came, ['receipt', 'T-2', null, received.number], went], 2,
  ])
  expect(await told({ from: 'receipt', code: received.number, limit: '1' })).toEqual([[['T-1', null, customer?.code]], [came], 2])
  expect(await trace(place.database, { direction: 'forward', from: 'serial', code: 'T-3', itemId: shop.itemId })).toBeNull()
})
