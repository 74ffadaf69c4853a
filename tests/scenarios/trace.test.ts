// What a quality manager asks when something is wrong, on lines that are long, wide and crossed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { correct } from '#corrections'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { placeOrder, receiveReturn, unpickOrder } from '#orders'
import { createPartner, SELF } from '#partners'
import { newId, perform, query } from '#platform'
import { transform } from '#production'
import { receive } from '#receiving'
import { trace } from '#trace'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, command, makeShop } from '#test/shop'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Shop = Awaited<ReturnType<typeof makeShop>>
type Part = { lotId: string; quantity: bigint }

async function become(shop: Shop, inputs: Part[], outputs: bigint[]): Promise<string[]> {
  const { itemId, siteId, storage: locationId } = shop
  const made = outputs.map((quantity) => ({ lotId: newId(), quantity }))
  await act(place.database, transform, {
    kind: 'rework', siteId, edges: null,
    inputs: inputs.map((part) => ({ ...part, itemId, ownerId: SELF, locationId })),
    outputs: made.map((part) => ({ ...part, itemId, ownerId: SELF, locationId, code: part.lotId.slice(-12), dates: {} })),
  })
  return made.map(({ lotId }) => lotId)
}

const from = async (direction: 'forward' | 'back', ask: Omit<Parameters<typeof trace>[1], 'direction'>) => {
  const answer = await trace(place.database, { ...ask, direction })
  if (answer === null) throw new Error('Nothing was found.')
  return answer
}

test('a lot thirty generations old is found from what was shipped, and the shipment from it', async () => {
  const shop = await makeShop(place.database)
  const first = await shop.lot(50, null)
  let last = first
  for (let generation = 0; generation < 30; generation++) {
    last = (await become(shop, [{ lotId: last, quantity: 50n }], [50n]))[0]!
  }
  const orderId = await shop.place(20, 'shipped')

  const forward = await from('forward', { from: 'lot', id: first })
  const back = await from('back', { from: 'order', id: orderId })

  expect(forward.lots.map(({ depth }) => depth)).toEqual(Array.from({ length: 31 }, (_, nth) => nth))
  expect(forward.shipments.map(({ lot_id, orderId: of, quantity }) => [lot_id, of, quantity])).toEqual([[last, orderId, '20']])
  expect(back.lots.map(({ id }) => id)).toEqual(forward.lots.map(({ id }) => id).reverse())
  expect(back.receipts.map(({ lot_id, supplierId, quantity }) => [lot_id, supplierId, quantity])).toEqual([[first, shop.supplierId, '50']])
  expect(forward.lots.every(({ addsUp }) => addsUp)).toBe(true)
})

test('a lot that went to five thousand customers is told in full', async () => {
  const shop = await makeShop(place.database)
  const lotId = await shop.lot(10_007, null)
  const orders = Array.from({ length: 5_000 }, () => shop.order(2, 'shipped'))
  for (let at = 0; at < orders.length; at += 500) {
    await perform(place.database, placeOrder, orders.slice(at, at + 500).map((order) => command(order)))
  }

  const { shipments, customers, lots } = await from('forward', { from: 'lot', id: lotId })

  expect(new Set(shipments.map(({ orderId }) => orderId))).toEqual(new Set(orders.map(({ orderId }) => orderId)))
  expect(shipments.every(({ quantity, customerId }) => quantity === '2' && customerId === shop.customerId)).toBe(true)
  expect(customers).toEqual([{ customerId: shop.customerId, customer: expect.any(String), name: null, itemId: shop.itemId, sku: expect.any(String), unit: 'piece', certainty: 'certain', shipped: '10000', returned: '0', possible: '0' }])
  // Cut to a page, the sums and the numbers of rows stay what they are.
  const page = await from('forward', { from: 'lot', id: lotId, limit: '10' })
  expect([page.shipments.length, page.totals.shipments, page.totals.customers]).toEqual([10, 5_000, 1])
  expect([page.shipments, page.lots, page.customers]).toEqual([shipments.slice(0, 10), lots, customers])
  expect(lots[0]).toMatchObject({ addsUp: true, quantities: { received: '10007', shipped: '10000', onHand: '7' } })
})

test('ways that part and meet again reach a lot once, by the shortest', async () => {
  const shop = await makeShop(place.database)
  const top = await shop.lot(90, null)
  const [left, right] = await become(shop, [{ lotId: top, quantity: 60n }], [30n, 30n])
  const [between] = await become(shop, [{ lotId: left!, quantity: 30n }], [30n])
  const [foot] = await become(
    shop, [{ lotId: between!, quantity: 30n }, { lotId: right!, quantity: 30n }, { lotId: top, quantity: 10n }], [70n],
  )

  const forward = await from('forward', { from: 'lot', id: top })
  const back = await from('back', { from: 'lot', id: foot! })

  const steps = (answer: typeof forward) => Object.fromEntries(answer.lots.map(({ id, depth }) => [id, depth]))
  expect(steps(forward)).toEqual({ [top]: 0, [left!]: 1, [right!]: 1, [foot!]: 1, [between!]: 2 })
  expect(steps(back)).toEqual({ [foot!]: 0, [top]: 1, [right!]: 1, [between!]: 1, [left!]: 2 })
  expect(forward.edges).toHaveLength(6)
  expect(back.edges).toEqual(forward.edges)
  expect(forward.lots.every(({ addsUp }) => addsUp)).toBe(true)
})

test('an order is traced from what it has, not from what was put back', async () => {
  const shop = await makeShop(place.database)
  const lotId = await shop.lot(5, null)
  const orderId = await shop.place(5, 'picked')

  const picked = await from('back', { from: 'order', id: orderId })
  await act(place.database, unpickOrder, { orderId, lineId: null, reason: null })
  const unpicked = await trace(place.database, { from: 'order', id: orderId, direction: 'back' })

  expect(picked.start.lotIds).toEqual([lotId])
  expect(unpicked).toBe(null)
})

// Puts what a lot's documents of a kind moved on another lot.
async function putOn(lotId: string, { kind, right }: { kind: string; right: string }): Promise<string> {
  const lines = await query<{ documentId: string; line: number }>(
    place.database,
    {
      name: 'test.lines-of',
      text: 'select document_id as "documentId", line from ledger.movement where lot_id = $1 and kind = $2',
    },
    [lotId, kind],
  )
  const wanted = lines.map((line) => ({ ...line, quantity: null, lotId: right }))
  await act(place.database, correct, { reason: 'Misread', lines: wanted })
  return lines[0]!.documentId
}

test('a shipment that was put on another lot is found from there, and so is that lot from the customer', async () => {
  const shop = await makeShop(place.database)
  const { customerId } = shop
  const [wrong, right] = [await shop.lot(5, '2999-01-01'), await shop.lot(5, '2999-02-01')]
  const orderId = await shop.place(3, 'shipped')
  const before = await from('back', { from: 'customer', id: customerId })
  await putOn(wrong, { kind: 'ship', right })
  const customer = await from('back', { from: 'customer', id: customerId })
  const order = await from('back', { from: 'order', id: orderId })
  const lots = [await from('forward', { from: 'lot', id: wrong }), await from('forward', { from: 'lot', id: right })]

  expect([before, customer, order].map(({ start }) => start.lotIds)).toEqual([[wrong], [right], [right]])
  expect(lots.map(({ shipments }) => shipments.map((one) => [one.orderId, one.quantity]))).toEqual([[], [[orderId, '3']]])
})

test('a receipt that was put on another lot is told there with its number', async () => {
  const shop = await makeShop(place.database)
  const [wrong, right] = [await shop.lot(5, null), await shop.lot(7, null)]

  const receipt = await putOn(wrong, { kind: 'receipt', right })
  const answer = await from('back', { from: 'receipt', id: receipt })

  expect(answer.start.lotIds).toEqual([right])
  expect(answer.receipts.map(({ quantity, number, lot_id }) => [quantity, number !== null, lot_id]).sort())
    .toEqual([['5', true, right], ['7', true, right]])
})

test('what somebody known was sent and a guest brings back is told under who was sent it', async () => {
  const shop = await makeShop(place.database)
  const lotId = await shop.lot(9, null)
  const order = shop.order(3, 'shipped')
  await act(place.database, placeOrder, order)
  await act(place.database, placeOrder, { ...shop.order(2, 'shipped'), customerId: NIL })
  await act(place.database, receiveReturn, {
    number: newId(), customerId: NIL, siteId: shop.siteId,
    lines: [{ orderLineId: order.lines[0]!.lineId, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: 1n }],
  })

  const { customers, returns } = await from('forward', { from: 'lot', id: lotId })

  expect(returns.map(({ customerId, orderId, quantity }) => [customerId, orderId, quantity]))
    .toEqual([[shop.customerId, order.orderId, '1']])
  expect(customers).toMatchObject([
    { customerId: NIL, certainty: 'certain', shipped: '2', returned: '0', possible: '0' },
    { customerId: shop.customerId, certainty: 'certain', shipped: '3', returned: '1', possible: '0' },
  ])
})

test('who has a lot is told of the lot alone, the most first, also where it went into others and a limit cut the shipments', async () => {
  const shop = await makeShop(place.database)
  const lotId = await shop.lot(100, null)
  const [made] = await become(shop, [{ lotId, quantity: 40n }], [40n])
  const another = newId()
  await act(place.database, createPartner, { partnerId: another, code: another.slice(-9), roles: ['customer'], name: 'Café Blå' })
  const ofLot = async (of: string | undefined, quantity: number, customerId: string) => {
    const order = shop.order(quantity, 'shipped')
    await act(place.database, placeOrder, { ...order, customerId, lines: order.lines.map((line) => ({ ...line, wantedLotId: of ?? null })) })
    return order
  }
  const first = await ofLot(lotId, 5, shop.customerId)
  await ofLot(lotId, 7, another)
  await ofLot(lotId, 1, another)
  const gone = await ofLot(lotId, 3, NIL)
  await ofLot(made, 9, shop.customerId)
  const bring = (order: typeof first, customerId: string, quantity: bigint) => act(place.database, receiveReturn, {
    number: newId(), customerId, siteId: shop.siteId,
    lines: [{ orderLineId: order.lines[0]!.lineId, itemId: shop.itemId, ownerId: SELF, lotId, quantity }],
  })
  await bring(first, shop.customerId, 2n)
  await bring(gone, NIL, 3n)

  const { holders, totals, customers } = await from('forward', { from: 'lot', id: lotId, limit: '2' })

  expect(holders.map((row) => [row.lot_id, row.customerId, row.name, row.quantity])).toEqual([[lotId, another, 'Café Blå', '8'], [lotId, shop.customerId, null, '3']])
  expect(totals.holders).toBe(2)
  expect(customers.map((row) => [row.customerId, row.shipped, row.returned])).toEqual([[shop.customerId, '14', '2'], [another, '8', '0']])
})

test('what a customer had is counted for each item, in its own unit', async () => {
  const shop = await makeShop(place.database)
  const packs = newId()
  await act(place.database, createItem, { itemId: packs, sku: `P-${packs.slice(-9)}`, name: 'Pack', baseUnit: 'pack', units: [] })
  const bulk = await shop.lot(1_000, null)
  const packed = newId()
  const where = { ownerId: SELF, locationId: shop.storage }
  await act(place.database, transform, {
    kind: 'rework', siteId: shop.siteId, edges: null, inputs: [{ ...where, itemId: shop.itemId, lotId: bulk, quantity: 500n }],
    outputs: [{ ...where, itemId: packs, lotId: packed, code: packed.slice(-12), dates: {}, quantity: 5n }],
  })
  await shop.place(250, 'shipped')
  const ofPacks = shop.order(1, 'shipped')
  await act(place.database, placeOrder, { ...ofPacks, lines: ofPacks.lines.map((line) => ({ ...line, itemId: packs })) })

  const { customers, totals } = await from('forward', { from: 'lot', id: bulk })

  const { customerId } = shop
  const told = customers.map((row) => [row.customerId, row.itemId, row.unit, row.shipped]).sort()
  expect(told).toEqual([[customerId, shop.itemId, 'piece', '250'], [customerId, packs, 'pack', '1']].sort())
  expect(totals.customers).toBe(2)
})

test('a trace from an order or a customer says which rows are theirs, and a limit keeps those', async () => {
  const [shop, other] = [await makeShop(place.database), await makeShop(place.database)]
  await shop.lot(90, null)
  const orders = [4, 5, 6].map((quantity) => ({
    ...shop.order(quantity, 'shipped'), customerId: quantity === 6 ? shop.customerId : other.customerId,
  }))
  for (const order of orders) await act(place.database, placeOrder, order)
  const [, mine, last] = orders
  await act(place.database, receiveReturn, {
    number: newId(), customerId: other.customerId, siteId: shop.siteId,
    lines: [{ orderLineId: mine!.lines[0]!.lineId, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: 1n }],
  })
  const told = (rows: readonly { quantity: string; ofStart: boolean }[]) => rows.map(({ quantity, ofStart }) => [quantity, ofStart])

  const order = await from('forward', { from: 'order', code: mine!.number })
  const customer = await from('forward', { from: 'customer', id: shop.customerId, limit: '1' })
  const receipt = await from('forward', { from: 'receipt', code: order.receipts[0]!.number! })

  expect(told(order.shipments)).toEqual([['5', true], ['4', false], ['6', false]])
  expect(told(order.returns)).toEqual([['1', true]])
  expect(told(order.receipts)).toEqual([['90', false]])
  expect(customer.shipments).toMatchObject([{ orderId: last!.orderId, ofStart: true }])
  expect(told(customer.returns)).toEqual([['1', false]])
  expect([told(receipt.receipts), told(receipt.shipments)]).toEqual([[['90', true]], [['4', false], ['5', false], ['6', false]]])
})

test('a lot read from the label of goods that customer was never sent is told as possible', async () => {
  const shop = await makeShop(place.database)
  const lotId = await shop.lot(9, null)
  await act(place.database, receiveReturn, {
    number: newId(), customerId: shop.customerId, siteId: shop.siteId,
    lines: [{ orderLineId: null, itemId: shop.itemId, ownerId: SELF, lotId, quantity: 2n }],
  })

  const { customers, returns, possibleReturns } = await from('forward', { from: 'lot', id: lotId })

  expect(returns).toEqual([])
  expect(possibleReturns).toMatchObject([{ customerId: shop.customerId, quantity: '2', oneOf: 1 }])
  expect(customers.filter(({ certainty }) => certainty === 'certain')).toEqual([])
})

test("a supplier's code finds the lots of every receipt that carried it", async () => {
  const shop = await makeShop(place.database)
  const other = await makeShop(place.database)
  const code = `RECALL-${newId().slice(-6)}`
  const arrive = async ({ itemId, supplierId, siteId, storage }: Shop) => {
    const lotId = newId()
    await act(place.database, receive, {
      number: newId(), supplierId, siteId, announcementId: null,
      lines: [{
        itemId, ownerId: SELF, lot: { lotId, code: lotId.slice(-12), dates: {} }, supplierLotCode: code, quantity: '4',
        unit: null, secondQuantity: null, serials: [], toLocationId: storage, announcementLineId: null, overrideReason: null,
      }],
    })
    return lotId
  }
  const lots = [await arrive(shop), await arrive(other)]

  const all = await from('forward', { from: 'supplier_lot', code })
  const one = await from('forward', { from: 'supplier_lot', code, supplierId: other.supplierId })

  expect(all.start.lotIds).toEqual(lots)
  expect(one.start.lotIds).toEqual([lots[1]])
  expect(all.receipts.map(({ supplierLotCode, quantity }) => [supplierLotCode, quantity])).toEqual([[code, '4'], [code, '4']])
})
