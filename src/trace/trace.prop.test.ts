// Random histories, and a trace from everything that can be asked about: each answer is worked out a second time by
// hand, whole.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { NIL } from '#kernel'
import {
  adjustStock, attempt, disposeStock, ledgerDoors, moveStock, openSheet, placeHold, post, saveSheet,
} from '#ledger'
import { createLocation, ensurePartnerLocations, GUESTS } from '#locations'
import { pickOrder, placeOrder, receiveReturn, shipOrder, unpickOrder } from '#orders'
import { SELF } from '#partners'
import { type Action, newId, perform } from '#platform'
import { transform } from '#production'
import { openStock, receive } from '#receiving'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, command, day, dice, makeShop, correct } from '#test/shop'
import { type Asked, readRecord, sorted, traceByHand } from '#test/trace-by-hand'
import { trace } from './index.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Sent = {
  itemId: string; lotId: string; candidateIds: string[]; siteId: string; fromLocationId: string; toLocationId: string
  quantity: bigint
}
// What a file from outside may say: goods went to somebody, the lot known or one of several.
const send: Action<Sent> = {
  kind: 'send',
  permission: 'stock.move',
  async run(ctx, commands) {
    const sheet = await openSheet(
      ctx,
      commands.map(({ payload: { itemId, siteId } }) => ({ itemId, ownerId: SELF, siteId })),
      {
        placeIds: commands.flatMap(({ payload }) => [payload.fromLocationId, payload.toLocationId]),
        lotIds: commands.flatMap(({ payload }) => [payload.lotId, ...payload.candidateIds]),
      },
    )
    const results = commands.map((one) =>
      attempt(sheet, () => {
        const { siteId, ...movement } = one.payload
        post(sheet, one, { ...movement, kind: 'send', ownerId: SELF, fromSiteId: siteId, toSiteId: null })
        return { answer: {} }
      }),
    )
    saveSheet(ctx.tx, sheet)
    return results
  },
}

const supplierPlace: Action<string> = {
  kind: 'place', permission: 'stock.move',
  run: async (ctx, commands) => {
    const places = await ensurePartnerLocations(ctx.tx, 'supplier', commands.map(({ payload }) => payload))
    return commands.map(({ payload }) => ({ answer: { id: places.get(payload) ?? '' } }))
  },
}

async function history(seed: number, steps: number): Promise<Asked[]> {
  const { database } = place
  const roll = dice(seed)
  const one = <T>(list: readonly T[]): T => list[roll(list.length)]!
  const shop = await makeShop(database)
  const transit = newId()
  await act(database, createLocation, { locationId: transit, code: `T-${transit.slice(-9)}`, kind: 'transit', parentId: shop.siteId })
  const serialItem = newId()
  await act(database, createItem, {
    itemId: serialItem, sku: `U-${serialItem.slice(-9)}`, name: 'Unit', baseUnit: 'piece', units: [], trackingMode: 'lot+serial',
  })
  const { id: supplierLocation } = await act(database, supplierPlace, shop.supplierId)
  const cakes = newId()
  await act(database, createItem, { itemId: cakes, sku: `K-${cakes.slice(-9)}`, name: 'Cake', baseUnit: 'piece', units: [] })
  const lots: { id: string; item: string }[] = []
  const orders: { orderId: string; lineId: string; number: string; customer: string }[] = []
  const asked: Omit<Asked, 'direction'>[] = []
  const documents: string[] = []
  const merge = ledgerDoors.find(({ path }) => path === '/lots/merge')!
  const tell = async <Payload>(action: Action<Payload>, payload: Payload) => {
    const wanted = command(payload)
    const [outcome] = await perform(database, action, [wanted])
    if (outcome?.ok === true) documents.push(wanted.id)
    return outcome?.ok === true
  }
  const arrive = async (action: typeof receive) => {
    const serials = action === receive && roll(5) === 0
    const [id, number, theirs] = [newId(), newId(), `SUP-${roll(4)}`]
    const item = serials ? serialItem : one([shop.itemId, cakes])
    const units = serials ? [newId().slice(-10), newId().slice(-10)] : []
    const opening = action === openStock
    const done = await tell(action, {
      number, supplierId: opening ? NIL : shop.supplierId, siteId: shop.siteId, announcementId: null,
      lines: [{
        itemId: item, ownerId: SELF, lot: { lotId: id, code: `L${id.slice(-9)}`, dates: roll(2) ? {} : { bestBefore: day(90 + roll(9)) } },
        supplierLotCode: opening ? null : theirs, quantity: serials ? '2' : String(10 + roll(40)), unit: null,
        secondQuantity: null, serials: units, toLocationId: shop.storage, announcementLineId: null, overrideReason: null,
      }],
    })
    if (!done) throw new Error('Nothing arrived.')
    lots.push({ id, item })
    asked.push({ from: 'lot', id }, { from: 'lot', code: `L${id.slice(-9)}`, itemId: item })
    if (!opening) {
      asked.push({ from: 'receipt', code: number }, { from: 'receipt', id: documents.at(-1)! })
      asked.push({ from: 'supplier_lot', code: theirs, supplierId: shop.supplierId })
    }
    for (const code of units) asked.push({ from: 'serial', code })
  }
  const inStorage = async () => {
    const { rows } = await database.pool.query<{ item: string; lot: string; at: string; quantity: bigint }>(
      `select item_id as item, lot_id as lot, location_id as at, quantity - picked as quantity from ledger.balance
       where site_id = $1 and quantity > picked and item_id <> $2 and lot_id <> $3 order by lot_id, location_id`,
      [shop.siteId, serialItem, NIL],
    )
    return rows
  }
  const some = (most: bigint) => 1n + BigInt(roll(Number(most)))
  const things: (() => Promise<unknown>)[] = [
    () => arrive(receive),
    () => arrive(openStock),
    async () => {
      const customer = roll(3) ? shop.customerId : NIL
      const order = {
        ...shop.order(1 + roll(30), one(['reserved', 'picked', 'shipped'] as const)), customerId: customer,
      }
      const lines = order.lines.map((line) => {
        const itemId = one([shop.itemId, cakes])
        // Now and then the customer wants the lot that came last.
        const last = lots.findLast(({ item }) => item === itemId)?.id ?? null
        return { ...line, itemId, wantedLotId: line.quantity % 4n === 0n ? last : null }
      })
      if (!(await tell(placeOrder, { ...order, lines }))) return
      orders.push({ orderId: order.orderId, lineId: lines[0]!.lineId, number: order.number, customer })
      asked.push({ from: 'order', id: order.orderId }, { from: 'order', code: order.number })
    },
    async () => orders.length > 0 && tell(pickOrder, { orderId: one(orders).orderId, lines: null, lotIds: [], placeIds: [] }),
    async () => orders.length > 0 && tell(unpickOrder, { orderId: one(orders).orderId, lineId: null, reason: null }),
    async () => orders.length > 0 && tell(shipOrder, { orderId: one(orders).orderId, parcel: null }),
    async () => {
      if (orders.length === 0) return
      const order = one(orders)
      const asGuest = roll(4) === 0
      await tell(receiveReturn, {
        number: newId(), customerId: asGuest ? NIL : order.customer, siteId: shop.siteId,
        lines: [{
          orderLineId: roll(2) ? order.lineId : null, itemId: one([shop.itemId, cakes]), ownerId: SELF, lotId: null,
          quantity: BigInt(1 + roll(6)),
        }],
      })
    },
    ...[1, 2].map(() => async () => {
      // Up to three lots become up to three: diamonds in the end.
      const from = (await inStorage()).filter(({ at }) => at === shop.storage)
      const inputs = new Map(Array.from({ length: 1 + roll(3) }, () => one(from)).map((row) => [row?.lot, row]))
      const made = Array.from({ length: 1 + roll(3) }, () => ({ id: newId(), item: one([shop.itemId, cakes]) }))
      const done = await tell(transform, {
        kind: 'rework', siteId: shop.siteId,
        inputs: [...inputs.values()].flatMap((row) => row === undefined ? [] : [{
          itemId: row.item, lotId: row.lot, ownerId: SELF, locationId: shop.storage, quantity: some(row.quantity),
        }]),
        outputs: made.map(({ id, item }) => ({
          itemId: item, ownerId: SELF, lotId: id, code: `M${id.slice(-9)}`, dates: {}, locationId: shop.storage,
          quantity: BigInt(1 + roll(20)),
        })),
        edges: null,
      })
      if (!done) return
      lots.push(...made)
      asked.push(...made.map(({ id }) => ({ from: 'lot' as const, id })))
    }),
    async () => {
      const row = one(await inStorage())
      if (row === undefined) return
      await tell(moveStock, {
        lines: [{
          itemId: row.item, lotId: row.lot, candidateIds: [], serial: null, ownerId: SELF, fromLocationId: row.at,
          toLocationId: one([transit, shop.storage, shop.quarantine]), quantity: some(row.quantity),
        }],
      })
    },
    async () => {
      const row = one(await inStorage())
      if (row === undefined) return
      const { item: itemId, lot: lotId, at: locationId } = row
      const where = { itemId, lotId, ownerId: SELF, locationId, reason: 'Broken' }
      await (roll(2) ? tell(disposeStock, { ...where, quantity: 1n }) : tell(adjustStock, { ...where, counted: BigInt(roll(30)) }))
    },
    async () => {
      const row = one(await inStorage())
      if (row === undefined) return
      const others = (await inStorage()).filter(({ item, at }) => item === row.item && at === row.at).map(({ lot }) => lot)
      const unsure = others.length > 1 && roll(2) === 0
      await tell(send, {
        itemId: row.item, lotId: unsure ? NIL : row.lot, candidateIds: unsure ? others.slice(0, 2 + roll(3)) : [],
        siteId: shop.siteId, fromLocationId: row.at,
        toLocationId: unsure ? GUESTS : one([GUESTS, String(supplierLocation)]), quantity: 1n,
      })
    },
    async () => {
      const row = one(await inStorage())
      if (row === undefined || roll(3) > 0) return
      await tell(placeHold, {
        holdId: newId(), scope: 'lot' as const, itemId: row.item, lotId: row.lot, locationId: null, serial: null,
        supplierId: null, reason: 'Doubt',
      })
    },
    async () => {
      if (documents.length === 0) return
      await tell(correct, {
        reason: 'Slip',
        lines: [{
          documentId: one(documents), line: 1 + roll(2), quantity: roll(2) ? null : BigInt(roll(12)),
          lotId: roll(2) ? one(lots)?.id ?? null : null,
        }],
      })
    },
    async () => {
      if (roll(3) > 0 || lots.length < 2) return
      const body = { lotId: one(lots).id, intoLotId: one(lots).id, reason: 'Same label' }
      await merge.many(database, [{ ...command(null), body }])
    },
  ]
  await arrive(receive)
  for (let step = 0; step < steps; step++) await one(things)()
  // A correction may take an edge back.
  await database.pool.query(
    `insert into production.superseded_edge select document_id, input_lot_id, output_lot_id, $1 from production.edge
     where input_lot_id = any($2::uuid[]) and abs(hashtext(output_lot_id::text)) % 7 = 0 on conflict do nothing`,
    [newId(), lots.map(({ id }) => id)],
  )
  asked.push({ from: 'customer', id: shop.customerId }, { from: 'customer', code: `C-${shop.customerId.slice(-6)}` })
  return asked.flatMap((ask) => [{ ...ask, direction: 'forward' as const }, { ...ask, direction: 'back' as const }])
}

const seen = new Set<string>()

test.each([1, 2, 3, 4, 5, 6, 7, 8])('history %i: every trace is what a walk by hand finds', async (seed) => {
  const asked = await history(seed, 90)
  const record = await readRecord(place.database)
  if (record.moves.some(({ corrects }) => corrects !== null)) seen.add('corrected')
  const reached = { forward: new Set<string>(), back: new Set<string>() }
  for (const ask of asked) {
    const answer = await trace(place.database, ask)
    // Units have a test of their own, beside the other tests of units.
    const { totals, units, unitMovements, ...lists } = answer ?? { totals: null }
    expect(answer && inOrder(lists), JSON.stringify(ask)).toEqual(traceByHand(record, ask))
    if (answer !== null) expect(totals).toEqual(lengthsOf({ ...lists, ...(units === undefined ? {} : { units, unitMovements }) }))
    if (answer !== null) note(ask, answer)
    if (ask.from !== 'lot') continue
    for (const { id } of answer?.lots ?? []) {
      for (const start of answer?.start.lotIds ?? []) {
        reached[ask.direction].add(ask.direction === 'forward' ? `${start} to ${id}` : `${id} to ${start}`)
      }
    }
  }
  expect([...reached.forward].sort()).toEqual([...reached.back].sort())
})

test('the histories held all that a trace may meet', () => {
  expect([...seen].sort()).toEqual([
    'backAtSupplier', 'consumed', 'corrected', 'customer others', 'customer own', 'customers', 'depth 3', 'destroyed', 'edges', 'found', 'from customer', 'from lot',
    'from order', 'from receipt', 'from serial', 'from supplier_lot', 'holders', 'inTransit', 'lost', 'made', 'merged', 'onHand',
    'open', 'open picked', 'open reserved', 'open wanted', 'opening', 'order others', 'order own', 'picked', 'possible', 'possibleReturns', 'possiblyOut',
    'receipt others', 'receipt own', 'receipts', 'received', 'reserved', 'returned', 'returns', 'several items', 'shipments', 'shipped', 'stock', 'stock held', 'withCustomers',
  ])
})

function note(ask: Asked, answer: Answer): void {
  seen.add(`from ${ask.from}`)
  for (const [name, list] of Object.entries(answer)) {
    if (Array.isArray(list) && list.length > 0 && !['lots', 'units', 'unitMovements'].includes(name)) seen.add(name)
  }
  for (const { ofStart } of [...answer.shipments, ...answer.returns, ...answer.receipts]) {
    if (/order|customer|receipt/.test(ask.from)) seen.add(`${ask.from} ${ofStart ? 'own' : 'others'}`)
  }
  const customers = answer.customers.map(({ customerId }) => customerId)
  if (new Set(customers).size < customers.length) seen.add('several items')
  for (const { quantities, depth, possiblyOut, mergedIntoId } of answer.lots) {
    for (const [name, quantity] of Object.entries(quantities)) if (quantity !== '0') seen.add(name)
    if (depth === 3) seen.add('depth 3')
    if (possiblyOut !== '0') seen.add('possiblyOut')
    if (mergedIntoId !== null) seen.add('merged')
  }
  for (const { state } of answer.open) seen.add(`open ${state}`)
  if (answer.stock.some(({ held }) => held !== null && held !== '0')) seen.add('stock held')
}

type Answer = NonNullable<Awaited<ReturnType<typeof trace>>>

function lengthsOf(lists: object) {
  return Object.fromEntries(Object.entries(lists).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.length]] : [])))
}

function inOrder(answer: object) {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, Array.isArray(value) ? sorted<unknown>(value) : value]),
  )
}
