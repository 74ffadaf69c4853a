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
