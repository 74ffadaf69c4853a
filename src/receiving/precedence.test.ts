// An arrival that is wrong in every way is mended one thing at a time: the refusals come in the order of their table.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartner, SELF } from '#partners'
import { newId } from '#platform'
import { arrival, arrivedLine, item } from '#test/arrival'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, day, makeShop, outcome, said } from '#test/shop'
import { announce, type Arrival, closeAnnouncement, receive } from './index.ts'
import { refusals } from './refusals.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

test('what is wrong with a receipt is told in the order of the table', async () => {
  const { database } = place
  const [shop, elsewhere] = [await makeShop(database), await makeShop(database)]
  const serviceId = await item(database, { stocked: false })
  const itemId = await item(database, { leastReceiptDays: 30 })
  const otherId = newId()
  await act(database, createPartner, { partnerId: otherId, code: otherId, roles: ['supplier'] })
  const announced = (supplierId: string, service: string, goods: string) => ({
    announcementId: newId(), number: newId(), kind: 'purchase_order', supplierId, siteId: shop.siteId, expectedOn: null,
    lines: [
      { lineId: service, itemId: serviceId, quantity: 1n, lotCode: null },
      { lineId: goods, itemId, quantity: 10n, lotCode: null },
    ],
  })
  const [serviceLine, goodsLine] = [newId(), newId()]
  const [right, others, gone] = [
    announced(shop.supplierId, serviceLine, goodsLine), announced(otherId, newId(), newId()),
    announced(shop.supplierId, newId(), newId()),
  ]
  for (const one of [right, others, gone]) await act(database, announce, one)
  await act(database, closeAnnouncement, { announcementId: gone.announcementId, reason: 'Called off' })
  const before = { ...arrival(shop, { itemId, toLocationId: shop.storage }), number: 'TAKEN' }
  const known = await act(database, receive, before)
  const lotId = (known['lines'] as { lotId: string }[])[0]?.lotId ?? ''

  let wanted: Arrival = {
    number: 'TAKEN', supplierId: newId(), siteId: newId(), announcementId: newId(),
    lines: [arrivedLine(shop, {
      itemId: newId(), ownerId: newId(), announcementLineId: newId(), unit: 'crate', quantity: '0.1', serials: ['1'],
      lot: { code: 'NEW', originId: newId(), dates: { bestBefore: '2030-02-31' } }, toLocationId: elsewhere.storage,
    })],
  }
  const mend = (change: Partial<Arrival>) => () => {
    wanted = { ...wanted, ...change }
  }
  const mendLine = (change: Partial<Arrival['lines'][number]>) => () => {
    wanted = { ...wanted, lines: wanted.lines.map((line) => ({ ...line, ...change })) }
  }
  const soon = { bestBefore: day(29) }
  const late = { bestBefore: day(31) }
  const mends: [string, () => void][] = [
    ['receipt_number_taken', mend({ number: newId() })],
    ['supplier_unknown', mend({ supplierId: shop.customerId })],
    ['supplier_role_missing', mend({ supplierId: shop.supplierId })],
    ['receiving_site_unknown', mend({ siteId: shop.siteId })],
    ['announcement_unknown', mend({ announcementId: gone.announcementId })],
    ['announcement_closed', mend({ announcementId: others.announcementId })],
    ['announcement_of_other', mend({ announcementId: right.announcementId })],
    ['received_item_unknown', mendLine({ itemId: serviceId })],
    ['owner_unknown', mendLine({ ownerId: shop.supplierId })],
    ['owner_role_missing', mendLine({ ownerId: SELF })],
    ['origin_unknown', mendLine({ lot: { code: 'NEW', dates: { bestBefore: '2030-02-31' } } })],
    ['announcement_line_unknown', mendLine({ announcementLineId: goodsLine })],
    ['announced_item_differs', mendLine({ announcementLineId: serviceLine })],
    ['date_unreadable', mendLine({ lot: null })],
    ['received_item_not_stocked', mendLine({ itemId, announcementLineId: goodsLine })],
    ['unit_unknown', mendLine({ unit: 'box' })],
    ['quantity_not_whole', mendLine({ quantity: '1' })],
    ['receipt_lot_needed', mendLine({ lot: { lotId, code: 'NEW', dates: soon } })],
    ['serials_do_not_match', mendLine({ serials: [] })],
    ['below_least_life', mendLine({ lot: { lotId, code: 'NEW', dates: late } })],
    ['over_announced', mendLine({ unit: null, quantity: '10' })],
    ['received_lot_id_taken', mendLine({ lot: { code: 'NEW', dates: late } })],
    ['receiving_location_elsewhere', mendLine({ toLocationId: shop.storage })],
  ]
  const told: string[] = []
  for (const [, mended] of mends) {
    told.push(said(await outcome(database, receive, wanted)))
    mended()
  }

  expect(told).toEqual(mends.map(([code]) => code))
  expect(Object.keys(refusals).filter((code) => told.includes(code))).toEqual(told)
  expect(said(await outcome(database, receive, wanted))).toBe('done')
})

test('what is wrong with an announcement is told in the order of the table', async () => {
  const { database } = place
  const shop = await makeShop(database)
  const line = { lineId: newId(), itemId: shop.itemId, quantity: 10n, lotCode: null }
  const known = {
    announcementId: newId(), number: newId(), kind: 'advance_notice', supplierId: shop.supplierId, siteId: shop.siteId,
    expectedOn: null, lines: [line],
  }
  await act(database, announce, known)

  let wanted = { ...known, supplierId: newId(), siteId: shop.storage, expectedOn: '2030-02-31' as string | null, lines: [{ ...line, itemId: newId() }] }
  const mends: [string, Partial<typeof wanted>][] = [
    ['announcement_id_taken', { announcementId: newId() }],
    ['announcement_number_taken', { number: newId() }],
    ['supplier_unknown', { supplierId: shop.supplierId }],
    ['receiving_site_unknown', { siteId: shop.siteId }],
    ['expected_day_unreadable', { expectedOn: '2030-02-28' }],
    ['received_item_unknown', { lines: [line] }],
    ['announcement_line_id_taken', { lines: [{ ...line, lineId: newId() }] }],
  ]
  const told: string[] = []
  for (const [, mended] of mends) {
    told.push(said(await outcome(database, announce, wanted)))
    wanted = { ...wanted, ...mended }
  }

  expect(told).toEqual(mends.map(([code]) => code))
  expect(Object.keys(refusals).filter((code) => told.includes(code))).toEqual(told)
  expect(said(await outcome(database, announce, wanted))).toBe('done')
  const closing = { announcementId: wanted.announcementId, reason: 'Sold out' }
  const thrice = [{ ...closing, announcementId: newId() }, closing, closing]
  const closed = []
  for (const one of thrice) closed.push(said(await outcome(database, closeAnnouncement, one)))
  expect(closed).toEqual(['announcement_unknown', 'done', 'announcement_closed'])
})
