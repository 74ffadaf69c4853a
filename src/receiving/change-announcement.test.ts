import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeItem } from '#ledger'
import { changePartner } from '#partners'
import { newId, perform } from '#platform'
import { ask, askList } from '#test/ask'
import { arrival, item } from '#test/arrival'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, anybodyWho, command, dice, makeShop, outcome, said } from '#test/shop'
import { announce, changeAnnouncement, closeAnnouncement, receive, receivingQuestions } from './index.ts'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
let lineId: string
let announcementId: string
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  shop = await makeShop(place.database)
  ;[lineId, announcementId] = [newId(), newId()]
  await act(place.database, announce, {
    announcementId, number: announcementId, kind: 'purchase_order', supplierId: shop.supplierId, siteId: shop.siteId, expectedOn: '2027-01-15',
    lines: [{ lineId, itemId: shop.itemId, quantity: 10n, lotCode: null }],
  })
})
afterAll(() => place.drop())

type Wanted = Parameters<typeof changeAnnouncement.run>[1][number]['payload']
const wanted = (change: Partial<Wanted>): Wanted => ({ announcementId, reason: 'The supplier wrote', lines: [], add: [], ...change })
const change = async (asked: Partial<Wanted>) => said(await outcome(place.database, changeAnnouncement, wanted(asked)))
const becomes = (quantity: bigint) => ({ lines: [{ lineId, quantity }] })
const more = (part: Partial<Wanted['add'][number]> = {}) => ({ add: [{ lineId: null, itemId: shop.itemId, quantity: 3n, lotCode: null, ...part }] })
const bring = async (quantity: number) =>
  said(await outcome(place.database, receive, { ...arrival(shop, { quantity: String(quantity), announcementLineId: lineId }), announcementId }))
type Page = {
  status: string; expectedOn: string | null; lines: { announced: string; received: string; lotCode: string | null }[]
  history: { field: string; old: string | null; new: string | null; reason: string | null }[]
}
const page = async () => (await ask(receivingQuestions, place.database, '/announcements/:id', { id: announcementId })) as Page
const isExpected = async () => (await askList(receivingQuestions, place.database, '/announcements', { state: 'expected' })).rows.some(({ id }) => id === announcementId)

test('what is expected comes another day, less of it and something else besides; what was announced at first is told', async () => {
  const answer = await act(place.database, changeAnnouncement, wanted({ expectedOn: '2027-02-01', ...becomes(6n), ...more({ lotCode: 'H-9' }) }))

  const { expectedOn, lines, history } = await page()
  expect(answer).toEqual({ announcementId, lines: 1, added: [expect.any(String)] })
  expect([expectedOn, lines.map(({ announced, lotCode }) => [announced, lotCode])]).toEqual(['2027-02-01', [['6', null], ['3', 'H-9']]])
  expect(history.map(({ field, old, new: now, reason }) => [field, old, now, reason])).toEqual([
    ['expectedOn', '2027-01-15', '2027-02-01', 'The supplier wrote'], ['line 1', '10', '6', 'The supplier wrote'], ['line 2', null, '3', 'The supplier wrote'],
  ])
  expect(await change({ expectedOn: null })).toBe('done')
  expect((await page()).expectedOn).toBeNull()
})

test('as much is received as is announced by now', async () => {
  expect(await bring(11)).toBe('over_announced')
  expect(await change(becomes(11n))).toBe('done')
  expect(await bring(11)).toBe('done')
  expect((await page()).status).toBe('received')
  expect(await change(becomes(12n))).toBe('done')
  expect([(await page()).status, await isExpected()]).toEqual(['partly_received', true])
  expect(await change(becomes(11n))).toBe('done')
  expect([(await page()).status, await isExpected()]).toEqual(['received', false])
})

test('a line is called off, and nothing more comes of it', async () => {
  expect(await change({ ...becomes(0n), ...more() })).toBe('done')
  expect(await bring(1)).toBe('over_announced')
  expect([(await page()).status, (await page()).lines[0]?.announced]).toEqual(['open', '0'])
})

test('no line is announced below what came of it, except as it stands', async () => {
  const gift = { ...arrival(shop, { quantity: '12', announcementLineId: lineId, overrideReason: 'A gift' }), announcementId }
  expect(said(await outcome(place.database, receive, gift, { actor: anybodyWho('receipt.over') }))).toBe('done')

  expect(await change(becomes(11n))).toBe('announced_below_received')
  expect(await change({ ...becomes(10n), expectedOn: null })).toBe('done')
  expect(await change(becomes(12n))).toBe('done')
})

test('commands of one set see what the earlier ones changed', async () => {
  const set = [wanted(becomes(7n)), wanted(becomes(7n)), wanted({ expectedOn: '2027-03-01', ...more() }), wanted({ expectedOn: '2027-01-15' }), wanted(more())]
  const outcomes = await perform(place.database, changeAnnouncement, set.map((one) => command(one)))

  expect(outcomes.map(said)).toEqual(['done', 'announcement_unchanged', 'done', 'done', 'done'])
  const { lines, expectedOn } = await page()
  expect(lines.map(({ announced }) => announced)).toEqual(['7', '3', '3'])
  expect(expectedOn).toBe('2027-01-15')
})

describe('what is refused, in the order of the table', () => {
  test.each<[string, () => Promise<Partial<Wanted>> | Partial<Wanted>]>([
    ['announcement_unknown', () => ({ announcementId: newId(), lines: [{ lineId: newId(), quantity: 0n }] })],
    ['announcement_closed', async () => {
      await act(place.database, closeAnnouncement, { announcementId, reason: 'Called off' })
      return { expectedOn: '2027-02-30' }
    }],
    ['expected_day_unreadable', () => ({ expectedOn: '2027-02-30', lines: [{ lineId: newId(), quantity: 0n }] })],
    ['announcement_line_unknown', () => ({ lines: [{ lineId: newId(), quantity: 0n }], ...more({ itemId: newId() }) })],
    ['announced_below_received', async () => {
      await bring(4)
      return { ...becomes(3n), ...more({ itemId: newId() }) }
    }],
    ['supplier_closed', async () => {
      await act(place.database, changePartner, { partnerId: shop.supplierId, closed: true, reason: 'Gone' })
      return more({ itemId: newId() })
    }],
    ['received_item_unknown', () => ({ ...becomes(0n), ...more({ itemId: newId() }) })],
    ['received_item_closed', async () => {
      const itemId = await item(place.database)
      await act(place.database, changeItem, { itemId, closed: true, reason: 'Gone' })
      return { ...becomes(0n), ...more({ itemId }) }
    }],
    ['announcement_empty', () => becomes(0n)],
    ['announcement_unchanged', () => ({ ...becomes(10n), expectedOn: '2027-01-15' })],
    ['announcement_unchanged', () => ({})],
  ])('%s', async (code, prepare) => {
    const asked = await prepare()
    const before = (await page()).lines
    expect(await change(asked)).toBe(code)
    expect((await page()).lines).toEqual(before)
  })

  test('a line id that is another line is refused, and nothing of the change is kept', async () => {
    expect(await change({ ...becomes(5n), ...more({ lineId }) })).toBe('announcement_line_id_taken')
    expect((await page()).lines.map(({ announced }) => announced)).toEqual(['10'])
  })

})

test.each([1, 2, 3, 4, 5])('a receipt and a change at once: never more comes than is announced (%i)', async (seed) => {
  const roll = dice(seed)
  for (let round = 0; round < 6; round++) {
    await Promise.all([bring(1 + roll(5)), change(becomes(BigInt(1 + roll(14)))), bring(1 + roll(3))])
    const [line] = (await page()).lines
    expect(Number(line?.received)).toBeLessThanOrEqual(Number(line?.announced))
  }
})
