import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPartner } from '#partners'
import { newId } from '#platform'
import { ask, askList } from '#test/ask'
import { arrival, item } from '#test/arrival'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, anybodyWho, correct, dice, makeShop, outcome, said, stockOf } from '#test/shop'
import { announce, closeAnnouncement, receive, receivingQuestions, reopenAnnouncement } from './index.ts'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
let lineId: string
let announcementId: string
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  shop = await makeShop(place.database)
  lineId = newId()
  announcementId = await announceTea({})
})
afterAll(() => place.drop())

async function announceTea(change: { supplierId?: string; siteId?: string; lineId?: string }): Promise<string> {
  const { supplierId, siteId, itemId } = { ...shop, ...change }
  const wanted = {
    announcementId: newId(), number: newId(), kind: 'purchase_order', supplierId, siteId, expectedOn: null,
    lines: [{ lineId: change.lineId ?? lineId, itemId, quantity: 10n, lotCode: null }],
  }
  await act(place.database, announce, wanted)
  return wanted.announcementId
}
const bring = (quantity: number, change: Partial<Parameters<typeof arrival>[1]> = {}) => ({
  ...arrival(shop, { quantity: String(quantity), announcementLineId: lineId, ...change }), announcementId,
})
const come = async (wanted: ReturnType<typeof bring>, told?: Parameters<typeof outcome>[3]) =>
  said(await outcome(place.database, receive, wanted, told))
const status = async () => {
  const page = (await ask(receivingQuestions, place.database, '/announcements/:id', { id: announcementId })) as { status: string; lines: { received: string }[] }
  return [page.status, page.lines[0]?.received]
}
const isExpected = async () => (await askList(receivingQuestions, place.database, '/announcements', { state: 'expected' })).rows.some(({ id }) => id === announcementId)

test('less than announced leaves the rest open; the last of it closes nothing by itself', async () => {
  expect(await status()).toEqual(['open', '0'])
  expect(await come(bring(4))).toBe('done')
  expect(await status()).toEqual(['partly_received', '4'])
  expect(await isExpected()).toBe(true)
  expect(await come(bring(6))).toBe('done')
  expect(await status()).toEqual(['received', '10'])
  expect(await isExpected()).toBe(false)
})

test('more than announced needs the permission and a reason', async () => {
  const may = { actor: anybodyWho('receipt.over') }

  expect(await come(bring(11))).toBe('over_announced')
  expect(await come(bring(11, { overrideReason: 'A gift' }))).toBe('over_announced')
  expect(await come(bring(11), may)).toBe('over_announced')
  expect(await come(bring(11, { overrideReason: 'A gift' }), { actor: anybodyWho('receipt.below-least-life') })).toBe('over_announced')
  expect(await come(bring(11, { overrideReason: 'A gift' }), may)).toBe('done')
  expect(await status()).toEqual(['received', '11'])
  expect(await come(bring(1))).toBe('over_announced')
})

test('lines of one receipt share what is left, and so do receipts of one set', async () => {
  const two = { ...bring(6), lines: [...bring(6).lines, ...bring(5).lines] }

  const [one] = [await outcome(place.database, receive, two)]

  expect(one).toMatchObject({ refusal: { code: 'over_announced', facts: { line: 2, asked: 5n, left: 4n } } })
  expect(await stockOf(place.database, shop.itemId)).toEqual([])
})

test('two at once cannot both bring what is left', async () => {
  for (let round = 0; round < 5; round++) {
    lineId = newId()
    announcementId = await announceTea({})

    const both = await Promise.all([come(bring(7)), come(bring(7))])

    expect(both.sort()).toEqual(['done', 'over_announced'])
  }
})

test('what a correction takes back is open again', async () => {
  const answer = await act(place.database, receive, bring(10))
  const documentId = String(answer['documentId'])

  await act(place.database, correct, { reason: 'Miscounted', lines: [{ documentId, line: 1, quantity: 7n, lotId: null }] })

  expect([await come(bring(4)), await come(bring(3))]).toEqual(['over_announced', 'done'])
})

test('nothing comes against a closed announcement, whether it or its line is named', async () => {
  await act(place.database, closeAnnouncement, { announcementId, reason: 'Called off' })

  expect(await come(bring(1))).toBe('announcement_closed')
  expect(await come({ ...bring(1), announcementId: null as unknown as string })).toBe('announcement_closed')
  expect(await status()).toEqual(['closed', '0'])
})

test('an announcement that is opened again takes what is left of it, and is opened once', async () => {
  expect(await come(bring(4))).toBe('done')
  const open = () => outcome(place.database, reopenAnnouncement, { announcementId, reason: 'They found them' })
  expect(said(await open())).toBe('announcement_open')
  await act(place.database, closeAnnouncement, { announcementId, reason: 'Called off' })
  const both = await Promise.all([open(), open()])
  expect(both.map(said).sort()).toEqual(['announcement_open', 'done'])
  expect(said(await outcome(place.database, reopenAnnouncement, { announcementId: newId(), reason: 'Typo' }))).toBe('announcement_unknown')

  expect([await come(bring(7)), await come(bring(6))]).toEqual(['over_announced', 'done'])
})

test('another supplier’s announcement, or another site’s, is not answered; its line neither', async () => {
  const supplierId = newId()
  await act(place.database, createPartner, { partnerId: supplierId, code: supplierId, roles: ['supplier'] })
  const { siteId } = await makeShop(place.database)
  for (const change of [{ supplierId }, { siteId }]) {
    const other = { lineId: newId() }
    const otherId = await announceTea({ ...change, ...other })
    const wanted = bring(1, { announcementLineId: other.lineId })

    expect(await come({ ...wanted, announcementId: otherId })).toBe('announcement_of_other')
    expect(await come({ ...wanted, announcementId: null as unknown as string })).toBe('announcement_of_other')
    expect(await come(wanted)).toBe('announcement_line_unknown')
  }
})

test('nothing is expected from somebody who is no supplier', async () => {
  const no = await outcome(place.database, announce, {
    announcementId: newId(), number: newId(), kind: 'advance_notice', supplierId: shop.customerId, siteId: shop.siteId,
    expectedOn: null, lines: [],
  })

  expect(no.ok ? 'done' : no.refusal.message).toBe(
    `Partner ${shop.customerId} is no supplier: give it that role first, or name the partner the goods are from.`,
  )
})

test('what came must be what was announced', async () => {
  const itemId = await item(place.database)

  expect(await come(bring(1, { itemId }))).toBe('announced_item_differs')
})

test.each([1, 2, 3])('whatever comes in whatever order (%i), no more than announced is received', async (seed) => {
  const roll = dice(seed)
  let received = 0

  for (let step = 0; step < 12; step++) {
    const [one, other] = [1 + roll(4), 1 + roll(4)]
    const fits = received + one <= 10
    const both = fits && received + one + other <= 10
    const two = { ...bring(one), lines: [...bring(one).lines, ...bring(other).lines] }
    const told = await come(two)
    expect(told).toBe(both ? 'done' : 'over_announced')
    if (both) received += one + other
    const single = await come(bring(one))
    expect(single).toBe(received + one <= 10 ? 'done' : 'over_announced')
    if (single === 'done') received += one
  }

  expect(await status()).toEqual([received === 10 ? 'received' : 'partly_received', String(received)])
})
