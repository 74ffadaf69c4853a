// A unit's other codes, and where it is.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#auth'
import { correctionsDoors } from '#corrections'
import { aliasSerial, checkLedger, ledgerQuestions, moveStock, placeHold } from '#ledger'
import { pickOrder, placeOrder, receiveReturn, shipOrder } from '#orders'
import { SELF } from '#partners'
import { newId } from '#platform'
import { receive } from '#receiving'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, outcome, said } from '#test/shop'
import { makeUnitShop } from '#test/units'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Found = { rows: Record<string, unknown>[]; next: string | null }
const asked = async (path: string, input: object) =>
  (await ask(ledgerQuestions, place.database, path, input)) as Found & Record<string, unknown>
const shopWith = async (...codes: string[]) => {
  const shop = await makeUnitShop(place.database, 'lot+serial')
  return { shop, lotId: await shop.units(codes) }
}
const alias = (itemId: string, serial: string, code: string) => ({ itemId, serial, alias: code, reason: 'Misread O for 0' })

test('a unit whose line never happened came after all, with its number', async () => {
  const { shop, lotId } = await shopWith('B0', 'B1')
  const { rows: [came] } = await asked('/movements', { lotId, kind: 'receipt' })
  const correct = correctionsDoors.find(({ path }) => path === '/corrections')
  const tell = async (quantity: string) => (await correct?.many(place.database, [{
    id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), body: { reason: 'Counted', lines: [{ documentId: came?.['documentId'], line: came?.['line'], quantity }] },
  }]))?.map(({ ok }) => ok)
  const inStock = async () => (await asked('/serials', { itemId: shop.itemId, state: 'in_stock', sort: 'code' })).rows.map(({ code }) => code)

  expect([await tell('0'), (await inStock()).length]).toEqual([[true], 1])
  expect([await tell('1'), await inStock()]).toEqual([[true], ['B0', 'B1']])
})

test('either code means the unit: for a pick, a receipt, a return and a question', async () => {
  const { shop } = await shopWith('A0', 'A1')
  await act(place.database, aliasSerial, alias(shop.itemId, 'A0', 'AO'))
  const order = shop.order(1)
  await act(place.database, placeOrder, order)
  const lineId = order.lines[0]?.lineId ?? ''

  expect(said(await outcome(place.database, receive, shop.receipt(['AO'], null)))).toBe('receipt_lot_needed')
  expect(said(await outcome(place.database, receive, shop.receipt(['AO'], { lotId: newId() })))).toBe('serial_exists')
  await act(place.database, pickOrder, {
    orderId: order.orderId, lotIds: [], placeIds: [], lines: [{ lineId, quantity: null, lots: null, serials: ['AO'] }],
  })
  await act(place.database, shipOrder, { orderId: order.orderId, parcel: null, serials: [{ lineId, code: 'AO', lotId: null }] })
  const found = await asked('/serials', { code: 'AO', itemId: shop.itemId })
  expect(found.rows).toMatchObject([{ code: 'A0', aliases: ['AO'], role: 'outside', partnerId: shop.customerId }])
  await act(place.database, receiveReturn, {
    number: newId(), customerId: shop.customerId, siteId: shop.siteId,
    lines: [{ orderLineId: null, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: 1n, serials: ['AO'] }],
  })
  expect(await shop.whereabouts()).toEqual({ A0: 'returns', A1: 'storage' })
})

test('both codes of a unit in one set are one unit', async () => {
  const { shop } = await shopWith('A0')
  await act(place.database, aliasSerial, alias(shop.itemId, 'A0', 'AO'))
  const line = (serial: string) => ({
    itemId: shop.itemId, lotId: '00000000-0000-0000-0000-000000000000', candidateIds: [], serial, ownerId: SELF,
    fromLocationId: shop.storage, toLocationId: shop.quarantine, quantity: 1n,
  })

  expect(said(await outcome(place.database, moveStock, { lines: [line('A0'), line('AO')] }))).toBe('serial_elsewhere')
  expect(await shop.whereabouts()).toEqual({ A0: 'storage' })
})

test('a code that means something already is no alias', async () => {
  const { shop } = await shopWith('A0', 'A1')
  const refused = async (itemId: string, serial: string, code: string) =>
    said(await outcome(place.database, aliasSerial, alias(itemId, serial, code)))

  expect(await refused(newId(), 'A0', 'AO')).toBe('item_unknown')
  expect(await refused(shop.itemId, 'A9', 'AO')).toBe('serial_unknown')
  expect(await refused(shop.itemId, 'A0', 'A0')).toBe('serial_alias_known')
  expect(await refused(shop.itemId, 'A0', 'A1')).toBe('serial_alias_taken')
  expect(await refused(shop.itemId, 'A0', 'AO')).toBe('done')
  expect(await refused(shop.itemId, 'AO', 'AO')).toBe('serial_alias_known')
  expect(await refused(shop.itemId, 'A1', 'AO')).toBe('serial_alias_taken')
  expect(await refused(shop.itemId, 'AO', 'Ao')).toBe('done')
})

test('a code becomes a unit or an alias, whoever comes first, and never both', async () => {
  for (let round = 0; round < 8; round++) {
    const { shop } = await shopWith('A0', 'A1')

    const all = await Promise.all([
      outcome(place.database, aliasSerial, alias(shop.itemId, 'A0', 'AO')),
      outcome(place.database, aliasSerial, alias(shop.itemId, 'A1', 'AO')),
      outcome(place.database, receive, shop.receipt(['AO'], { lotId: newId() })),
    ])

    expect(all.map(said).filter((one) => one === 'done')).toHaveLength(1)
  }
})

test('units are found by lot, place, holder and state, page by page', async () => {
  const { shop, lotId } = await shopWith('B1', 'B2', 'B3', 'B4')
  await act(place.database, placeOrder, shop.order(1, 'shipped'))
  await act(place.database, placeOrder, shop.order(1, 'picked'))
  const holdId = newId()
  await act(place.database, placeHold, {
    holdId, scope: 'serial', itemId: shop.itemId, lotId: null, locationId: null, serial: 'B4', supplierId: null, reason: 'Rattles',
  })
  const codes = async (input: object) =>
    (await asked('/serials', { itemId: shop.itemId, ...input })).rows.map(({ code }) => code).sort()

  expect(await codes({ lotId })).toEqual(['B1', 'B2', 'B3', 'B4'])
  expect(await codes({ locationId: shop.storage })).toEqual(['B3', 'B4'])
  expect(await codes({ partnerId: shop.customerId })).toEqual(['B1'])
  expect(await codes({ siteId: shop.siteId })).toEqual(['B2', 'B3', 'B4'])
  expect(await codes({ state: 'outside' })).toEqual(['B1'])
  expect(await codes({ state: 'in_stock' })).toEqual(['B2', 'B3', 'B4'])
  expect(await codes({ state: 'picked' })).toEqual(['B2'])
  expect(await codes({ state: 'held' })).toEqual(['B4'])
  const first = await asked('/serials', { itemId: shop.itemId, limit: '3' })
  const rest = await asked('/serials', { itemId: shop.itemId, limit: '3', after: first.next ?? '' })
  expect([...first.rows, ...rest.rows].map(({ code }) => code).sort()).toEqual(['B1', 'B2', 'B3', 'B4'])
  const holds = await asked('/holds', { itemId: shop.itemId })
  expect(holds.rows).toMatchObject([{ id: holdId, serial: 'B4', quantity: '1' }])
  const [held] = (await asked('/serials', { itemId: shop.itemId, state: 'held' })).rows
  const one = await asked('/serials/:id', { id: held?.['id'] })
  expect(one).toMatchObject({ code: 'B4', held: '1', movements: [{ kind: 'receipt' }], holds: [{ reason: 'Rattles' }] })
})
