import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { SELF } from '#partners'
import { query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { adjustStock, checkLedger } from './index.ts'

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
const unknown = async () => {
  const rows = await query<{ quantity: string; ids: string[] }>(place.database, {
    name: 'test.unknown', text: 'select quantity::text, candidate_ids as ids from ledger.unresolved where item_id = $1 order by 1',
  }, [floor.itemId])
  return rows.map(({ quantity, ids }) => [quantity, [...ids].sort()])
}
const clean = async () => expect(await checkLedger(place.database)).toEqual([])

test('a candidate that is all there did not leave: of two the other did, and the line is known', async () => {
  const [one, other] = [await floor.lot(5, null), await floor.lot(5, null)]
  const gone = await floor.leftAsOneOf([one, other], 3)

  const done = await floor.adjust(one, 5)

  expect(answerOf(done)).toMatchObject({ difference: '0', resolved: [{ documentId: gone.id, line: 1, lotId: other, quantity: '3' }] })
  expect(await unknown()).toEqual([])
  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '5', 'other in storage': '2', 'other in another place': '3' })
  await clean()
})

test('of three candidates one that is all there is left out; what is missing of another left', async () => {
  const [one, other, third] = [await floor.lot(5, null), await floor.lot(5, null), await floor.lot(5, null)]
  await floor.leftAsOneOf([one, other, third], 4)

  await floor.adjust(one, 5)
  const narrowed = await unknown()
  const done = await floor.adjust(other, 4)

  expect(narrowed).toEqual([['4', [other, third].sort()]])
  expect(answerOf(done)['resolved']).toEqual([
    expect.objectContaining({ lotId: other, quantity: '1' }), expect.objectContaining({ lotId: third, quantity: '3' }),
  ])
  expect(await unknown()).toEqual([])
  await clean()
})

test('what is missing beyond what left is lost; what is more than known is found', async () => {
  const [one, other] = [await floor.lot(5, null), await floor.lot(5, null)]
  await floor.leftAsOneOf([one, other], 3)

  expect(answerOf(await floor.adjust(one, 1))).toMatchObject({ difference: '-1' })
  expect(answerOf(await floor.adjust(other, 6))).toMatchObject({ difference: '1' })

  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '1', 'one in another place': '3', 'other in storage': '6' })
  await clean()
})

test('two counts in one set: the second sees what the first resolved', async () => {
  const [one, other] = [await floor.lot(5, null), await floor.lot(5, null)]
  await floor.leftAsOneOf([one, other], 3)
  const count = (lotId: string, counted: bigint) => ({
    itemId: floor.itemId, ownerId: SELF, lotId, locationId: floor.storage, counted, reason: 'Counted',
  })

  const done = await floor.sendAll(adjustStock, [count(one, 4n), count(other, 3n)])

  expect(done.map(answerOf)).toMatchObject([{ difference: '0' }, { difference: '0' }])
  expect(await floor.stock({ one, other })).toEqual({
    'one in storage': '4', 'one in another place': '1', 'other in storage': '3', 'other in another place': '2',
  })
  await clean()
})

test('a count at the same moment as something leaves: nothing is lost or made', async () => {
  const [one, other] = [await floor.lot(20, null), await floor.lot(20, null)]

  await Promise.all([floor.leftAsOneOf([one, other], 2), floor.adjust(one, 20), floor.leftAsOneOf([one, other], 1), floor.adjust(other, 20)])

  await clean()
})

const codeOf = ({ outcome }: Done) => (outcome.ok ? 'done' : outcome.refusal.code)

test('a count finds no goods of no lot where lots are kept, but more of those that came back so', async () => {
  await floor.lot(3, null)
  expect(codeOf(await floor.adjust(NIL, 2))).toBe('lot_needed')
  expect(codeOf(await floor.adjust(NIL, 0))).toBe('done')
  await floor.takeBack(2, {}, NIL)
  expect(codeOf(await floor.adjust(NIL, 3, { locationId: floor.quarantine }))).toBe('done')
})
