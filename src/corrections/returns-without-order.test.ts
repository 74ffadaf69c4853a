// Goods a customer returned without naming an order are weighed against what they were really sent, and the other way.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { checkLedger } from '#ledger'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'

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

const saidOf = ({ outcome }: Done) => (outcome.ok ? 'done' : outcome.refusal.code)
async function sold(quantity: number): Promise<{ id: string; line: number }> {
  const { id } = await floor.buy(floor.order(quantity, 'shipped'))
  return { id, line: (await floor.lines(id)).find(({ kind }) => kind === 'ship')?.line ?? 0 }
}

test('a shipment is not corrected to less than came back, or to another lot, while the return stands', async () => {
  const [lotId, other] = [await floor.lot(5, null), await floor.lot(5, null)]
  const ship = await sold(5)
  const back = await floor.takeBack(3)

  const less = await floor.correct(ship.id, ship.line, { quantity: 2 })
  expect(less.outcome).toMatchObject({
    ok: false, refusal: { code: 'customer_returned_more', facts: { customerId: floor.customerId, back: 1n } },
  })
  expect(saidOf(await floor.correct(ship.id, ship.line, { lotId: other }))).toBe('customer_returned_more')
  expect(saidOf(await floor.correct(ship.id, ship.line, { quantity: 3 }))).toBe('done')
  expect(saidOf(await floor.correctAll(
    { documentId: ship.id, line: ship.line, quantity: 2 }, { documentId: back.id, line: 1, quantity: 2 },
  ))).toBe('done')
  expect(await floor.stock({ lotId, other })).toMatchObject({ 'lotId in storage': '3', 'other in storage': '5' })
})

test('what the customer has by another order counts', async () => {
  await floor.lot(9, null)
  const [ship] = [await sold(2), await sold(3)]
  await floor.takeBack(3)
  expect(saidOf(await floor.correct(ship.id, ship.line, { quantity: 0 }))).toBe('done')
  expect(saidOf(await floor.takeBackWhole(ship.id))).toBe('nothing_changes')
})

test('a return that named no order is not corrected to more than was sent', async () => {
  await floor.lot(9, null)
  await sold(4)
  const back = await floor.takeBack(2)
  expect(saidOf(await floor.correct(back.id, 1, { quantity: 5 }))).toBe('customer_returned_more')
  expect(saidOf(await floor.correct(back.id, 1, { quantity: 4 }))).toBe('done')
})

test('what a return was corrected to be counts when more comes back', async () => {
  const lotId = await floor.lot(9, null)
  await sold(4)
  const back = await floor.takeBack(4)
  expect(saidOf(await floor.correct(back.id, 1, { quantity: 1 }))).toBe('done')
  const { outcome } = await floor.takeBack(4)
  expect(outcome).toMatchObject({ answer: { lines: [
    { matched: 'customer', lotIds: [lotId], certainty: 'possible', quantity: '3' }, { matched: 'nothing', lotIds: [], quantity: '1' },
  ] } })
})

test('two corrections at once never leave more returned than sent', async () => {
  await floor.lot(9, null)
  const ships = [await sold(2), await sold(2)]
  await floor.takeBack(2)
  const said = await Promise.all(ships.map(({ id, line }) => floor.correct(id, line, { quantity: 0 })))
  expect(said.map(saidOf).sort()).toEqual(['customer_returned_more', 'done'])
})
