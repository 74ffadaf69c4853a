import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'
import { changeItem, checkLedger } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(() => place.drop())

const answerOf = ({ outcome }: Done) => {
  if (!outcome.ok) throw outcome.refusal
  return outcome.answer
}
const made = async (quantity: number, daysAgo: number) => {
  const lotId = newId()
  answerOf(await floor.receive(quantity, { lot: { lotId, code: lotId.slice(-12), dates: { produced: day(-daysAgo) } } }))
  return lotId
}
const change = (is: { shelfLifeDays?: number | null; bindingDate?: 'sell_by' | 'none'; name?: string }) =>
  floor.send(changeItem, { itemId: floor.itemId, reason: 'New recipe', ...is })
const bindings = async () => {
  const rows = await query<{ id: string; on: string | null }>(place.database, {
    name: 'test.bindings', text: 'select id, binding_on as on from lots.lot where item_id = $1 order by id',
  }, [floor.itemId])
  return Object.fromEntries(rows.map(({ id, on }) => [id, on]))
}

test('a shorter shelf life takes back what was picked and reserved of goods that are too short now, and says so', async () => {
  const [fresh, old] = [await made(5, 1), await made(5, 25)]
  const order = floor.order(8, 'reserved', floor.strictId)
  await floor.buy(order)
  await floor.pick(order.orderId)

  const done = await change({ shelfLifeDays: 40 })

  expect(answerOf(done)).toMatchObject({ changed: ['shelfLifeDays'], rebound: 2, unpicked: '3', voided: '3' })
  expect(new Map((answerOf(done)['lots'] as { lotId: string; before: null; now: string }[]).map((l) => [l.lotId, [l.before, l.now]])))
    .toEqual(new Map([[fresh, [null, day(39)]], [old, [null, day(15)]]]))
  expect(await bindings()).toEqual({ [fresh]: day(39), [old]: day(15) })
  expect(await floor.reserved()).toEqual({})
  expect(await checkLedger(place.database)).toEqual([])
})

test('another binding date counts for all lots at once; each lot remembers what it was', async () => {
  const lotId = await floor.lot(5, day(9))

  const done = await change({ bindingDate: 'none' })

  expect(answerOf(done)).toMatchObject({ rebound: 1, unpicked: '0', voided: '0' })
  const facts = await query<object>(place.database, {
    name: 'test.binding-facts', text: 'select field, old_value as old, new_value as new from lots.lot_fact where document_id = $1',
  }, [done.id])
  expect([await bindings(), facts]).toEqual([{ [lotId]: null }, [{ field: 'bindingOn', old: day(9), new: null }]])
})

test('a name binds nothing anew', async () => {
  await floor.lot(5, day(9))

  expect(answerOf(await change({ name: 'Green tea' }))).not.toHaveProperty('rebound')
})

test('a lot that arrives while the shelf life changes is bound by one of them and in the end by the last', async () => {
  const made1 = Array.from({ length: 6 }, (_, at) => made(1, at + 1))
  const lives = [40, 50, 60].map((shelfLifeDays) => change({ shelfLifeDays }))
  const made2 = Array.from({ length: 6 }, (_, at) => made(1, at + 7))
  const [outcomes, ids] = [await Promise.all(lives), await Promise.all([...made1, ...made2])]

  expect(outcomes.every(({ outcome }) => outcome.ok)).toBe(true)
  const [item] = await query<{ life: number }>(place.database, {
    name: 'test.life', text: 'select shelf_life_days as life from catalog.item where id = $1',
  }, [floor.itemId])
  const wanted = Object.fromEntries(ids.map((id, at) => [id, day((item?.life ?? 0) - at - 1)]))
  expect(await bindings()).toEqual(wanted)
})
