// Lots that turned out to be one last equally long, and what was set aside of them is judged by it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#auth'
import { newId, type Outcome, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { day, said } from '#test/shop'
import { checkLedger, ledgerDoors } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

async function tell(path: string, body: object): Promise<Outcome | undefined> {
  const door = ledgerDoors.find((one) => one.path === path)
  return (await door?.many(place.database, [{ id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), body }]))?.[0]
}
const merge = (lotId: string, intoLotId: string) => tell('/lots/merge', { lotId, intoLotId, reason: 'The same pallet' })
const redate = (lotId: string, dates: object) => tell('/lots/change', { lotId, dates, reason: 'Misread' })
type Row = { bindingOn: string | null; useByOn: string | null }
async function lasts(lotId: string): Promise<Row | undefined> {
  const [row] = await query<Row>(place.database, {
    name: 'test.lasts', text: 'select binding_on as "bindingOn", use_by_on as "useByOn" from lots.lot where id = $1',
  }, [lotId])
  return row
}

test('goods are taken by the date of the lot they are read as', async () => {
  const [wrong, middle, right] = [await floor.lot(2, day(10)), await floor.lot(2, day(50)), await floor.lot(2, day(90))]
  expect(await merge(wrong, right)).toMatchObject({ ok: true, answer: { lastedTo: day(10), lastsTo: day(90) } })
  expect((await lasts(wrong))?.bindingOn).toBe(day(90))
  const { id } = await floor.pick(await floor.reserve(2))
  expect((await floor.lines(id)).map(({ lotId }) => lotId)).toEqual([middle])
})

test('what no longer fits is taken back, picked or reserved', async () => {
  const [long, short] = [await floor.lot(2, day(90)), await floor.lot(0 + 1, day(10))]
  const order = floor.order(2, 'reserved', floor.strictId)
  await floor.buy(order)
  await floor.pick(order.orderId)
  const later = floor.order(1, 'reserved', floor.strictId)
  await floor.receive(1, { lot: { code: 'SAME', lotId: newId(), dates: { bestBefore: day(80) } } })
  await floor.buy(later)
  expect(await merge(long, short)).toMatchObject({ ok: true, answer: { unpicked: '2', voided: '2', lastsTo: day(10) } })
  expect((await lasts(long))?.bindingOn).toBe(day(10))
  expect(Object.values(await floor.reserved()).reduce((sum, one) => sum + one, 0n)).toBe(1n)
})

test('the other follows whenever the dates of the lot change, by hand, by goods that come, or by its item', async () => {
  const [first, second, right] = [await floor.lot(1, day(10)), await floor.lot(1, null, 'B'), await floor.lot(1, day(90), 'R')]
  await merge(first, second)
  expect(await lasts(second)).toEqual({ bindingOn: day(10), useByOn: null })
  await merge(second, right)
  expect((await lasts(first))?.bindingOn).toBe(day(90))
  await redate(right, { bestBefore: day(70) })
  expect([await lasts(first), await lasts(second)]).toEqual([{ bindingOn: day(70), useByOn: null }, { bindingOn: day(70), useByOn: null }])
  expect((await floor.receive(1, { lot: { code: 'R', dates: { useBy: day(60) } } })).outcome.ok).toBe(true)
  expect([await lasts(first), await lasts(right)]).toEqual(Array(2).fill({ bindingOn: day(60), useByOn: day(60) }))
  expect(said(await tell('/items/change', { itemId: floor.itemId, bindingDate: 'best_before', reason: 'Quality binds' }))).toBe('done')
  expect([await lasts(first), await lasts(right)]).toEqual(Array(2).fill({ bindingOn: day(70), useByOn: day(60) }))
  expect(said(await redate(first, { bestBefore: day(5) }))).toBe('lot_merged')
})

test('no date is lost: what the lot merged into does not say is filled in', async () => {
  const [wrong, right] = [newId(), await floor.lot(1, day(90))]
  await floor.receive(1, { lot: { code: 'W', lotId: wrong, dates: { useBy: day(20), bestBefore: day(15) } } })
  await merge(wrong, right)
  expect(await lasts(right)).toMatchObject({ useByOn: day(20) })
  expect(await lasts(wrong)).toEqual(await lasts(right))
  const facts = await query<{ field: string }>(place.database, {
    name: 'test.merge-facts', text: 'select field from lots.lot_fact where lot_id = any($1::uuid[]) and field in (\'bestBefore\', \'useBy\', \'mergedInto\') order by 1',
  }, [[wrong, right]])
  expect(facts.map(({ field }) => field)).toEqual(['bestBefore', 'mergedInto', 'useBy'])
})

test('dates that cannot be of one label are no reason to lose one: the merge is refused', async () => {
  const [wrong, right] = [newId(), await floor.lot(1, day(10))]
  await floor.receive(1, { lot: { code: 'W', lotId: wrong, dates: { produced: day(20), bestBefore: day(60) } } })
  expect(said(await merge(wrong, right))).toBe('dates_disordered')
  expect((await lasts(wrong))?.bindingOn).toBe(day(60))
})

const holdIdOf = async (lotId: string) => {
  const { outcome } = await floor.hold({ lotId })
  return outcome.ok ? String(outcome.answer['holdId']) : said(outcome)
}

test('a hold of a lot holds all that is read as it, whichever of them is named, and lets all of it go', async () => {
  const [first, second, third] = [await floor.lot(1, null), await floor.lot(1, null, 'B'), await floor.lot(1, null, 'C')]
  await merge(first, second)
  await merge(second, third)
  const names = { first, second, third }
  for (const named of [first, second, third]) {
    const holdId = await holdIdOf(named)
    expect(await floor.stock(names)).toEqual({ 'first in storage': '1, held 1', 'second in storage': '1, held 1', 'third in storage': '1, held 1' })
    expect(await checkLedger(place.database)).toEqual([])
    await floor.release(holdId)
    expect(await floor.stock(names)).toEqual({ 'first in storage': '1', 'second in storage': '1', 'third in storage': '1' })
  }
})

test('lots turn out to be one while one of them is on hold: all of it is, picked or on the shelf', async () => {
  const [held, other] = [await floor.lot(1, null), newId()]
  await floor.receive(2, { lot: { code: 'OTHER', lotId: other }, toLocationId: floor.storage })
  const holdId = await holdIdOf(held)
  await floor.hold({ scope: 'lot_in_location', lotId: held, locationId: floor.storage })
  await floor.picked(1)
  expect(await merge(other, held)).toMatchObject({ ok: true, answer: { unpicked: '1', voided: '1' } })
  const names = { held, other }
  expect(await floor.stock(names)).toEqual({ 'held in storage': '1, held 2', 'other in storage': '2, held 2' })
  expect(await checkLedger(place.database)).toEqual([])
  await floor.release(holdId)
  expect(await floor.stock(names)).toEqual({ 'held in storage': '1, held 1', 'other in storage': '2, held 1' })
})

test('a receipt of goods that moved on turns out to be of a lot on hold: they are held where they are', async () => {
  const [right, wrong] = [await floor.lot(1, null, 'RIGHT'), newId()]
  const received = await floor.receive(2, { lot: { code: 'WRONG', lotId: wrong }, toLocationId: floor.storage })
  await floor.move(wrong, 1)
  await floor.hold({ lotId: right })
  const { outcome } = await floor.correct(received.id, 1, { lot: { code: 'RIGHT' } })
  expect(outcome).toMatchObject({ ok: true, answer: { merged: [{ lotId: wrong, intoLotId: right }] } })
  expect(await floor.stock({ right, wrong })).toEqual({
    'right in storage': '1, held 1', 'wrong in quarantine': '1, held 1', 'wrong in storage': '1, held 1',
  })
})

test('a hold of one lot says nothing of others that turned out to be one', async () => {
  const [held, wrong, right] = [await floor.lot(1, null), await floor.lot(1, null), await floor.lot(1, null)]
  await floor.hold({ lotId: held })
  await merge(wrong, right)
  expect(await checkLedger(place.database)).toEqual([])
  expect(await floor.stock({ held, wrong, right })).toEqual({
    'held in storage': '1, held 1', 'wrong in storage': '1', 'right in storage': '1',
  })
})

test('what comes with another date holds all that is read as its lot where it came', async () => {
  const [wrong, right] = [await floor.lot(2, null), await floor.lot(1, day(90), 'R')]
  await merge(wrong, right)
  await floor.receive(1, { lot: { code: 'R', dates: { bestBefore: day(70) } } })
  expect(await floor.stock({ wrong, right })).toEqual({ 'wrong in storage': '2, held 1', 'right in storage': '2, held 1' })
  expect(await checkLedger(place.database)).toEqual([])
})

test('merges told together make a hold grow each by its own document', async () => {
  const [held, second, third] = [await floor.lot(1, null), await floor.lot(1, null), await floor.lot(1, null)]
  await floor.hold({ lotId: held })
  const [first, last] = [newId(), newId()]
  const told = [[first, second], [last, third]].map(([id = '', lotId]) => ({
    id, actor: SYSTEM_ACTOR, occurredAt: new Date(), body: { lotId, intoLotId: held, reason: 'The same pallet' },
  }))
  await ledgerDoors.find(({ path }) => path === '/lots/merge')?.many(place.database, told)
  const rows = await query<{ lotId: string; documentId: string }>(place.database, {
    name: 'test.covers', text: 'select lot_id as "lotId", document_id as "documentId" from ledger.hold_cover where lot_id = any($1::uuid[])',
  }, [[second, third]])
  expect(new Map(rows.map(({ lotId, documentId }) => [lotId, documentId]))).toEqual(new Map([[second, first], [third, last]]))
  expect(await floor.stock({ second, third })).toMatchObject({ 'second in storage': '1, held 1', 'third in storage': '1, held 1' })
})
