// Corrections in the unit that was counted, as it was on the day of what is corrected.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#auth'
import { setUnit } from '#catalog'
import { checkLedger } from '#ledger'
import { newId, type Outcome } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { act, day, said } from '#test/shop'
import { correctionsDoors } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
  const unit = { itemId: floor.itemId, unit: 'case', denominator: 1n, gtin: null }
  await act(place.database, setUnit, { ...unit, numerator: 12n, fromOn: day(-30) })
  await act(place.database, setUnit, { ...unit, numerator: 10n, fromOn: day(1) })
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

async function correct(...lines: readonly object[]): Promise<Outcome | undefined> {
  const door = correctionsDoors.find(({ path }) => path === '/corrections')
  return (await door?.many(place.database, [{
    id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), body: { reason: 'Counted again', lines },
  }]))?.[0]
}

test('cases are taken as they were on the day of the receipt, and kept as they were counted', async () => {
  const { id: documentId } = await floor.receive(36)
  const outcome = await correct({ documentId, line: 1, quantity: '2.5', unit: 'case' })
  expect(outcome).toMatchObject({ ok: true, answer: { entered: [{ documentId, line: 1, quantity: '2.5', unit: 'case' }] } })
  expect(await floor.stock()).toEqual({ 'lot in storage': '30' })
  expect(said(await correct({ documentId, line: 1, quantity: '0', unit: 'case' }))).toBe('done')
  expect(await floor.stock()).toEqual({})
})

test.each<readonly [object, string, string]>([
  [{ quantity: '1', unit: 'pallet' }, 'corrected_unit_unknown', 'had no unit pallet on'],
  [{ quantity: '0.3', unit: 'case' }, 'corrected_not_whole', '0.3 case is no whole number of piece.'],
  [{ quantity: '1.5' }, 'corrected_not_whole', '1.5 piece is no whole number of piece.'],
  [{ unit: 'case' }, 'unit_without_quantity', 'names the unit case and no quantity.'],
  [{ line: 9, quantity: '1', unit: 'pallet' }, 'line_unknown', 'has no line 9.'],
])('%j is refused: %s', async (is, code, says) => {
  const { id: documentId } = await floor.receive(36)
  const outcome = await correct({ documentId, line: 1, ...is })
  expect(said(outcome)).toBe(code)
  expect(outcome).toMatchObject({ refusal: { message: expect.stringContaining(says) } })
  expect(await floor.stock()).toEqual({ 'lot in storage': '36' })
})
