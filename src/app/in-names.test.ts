// What is refused is told by the codes people know; the facts keep the ids.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { allInNames, inNames } from './in-names.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
  floor = await openFloor(place.database)
})
afterAll(() => place.drop())

async function told(done: { outcome: { ok: boolean; refusal?: Refusal } }): Promise<Refusal> {
  const { refusal } = done.outcome
  if (refusal === undefined) throw new Error('It was not refused.')
  return inNames(place.database, refusal)
}

test('lots, places, items, receipts and order lines are called what people call them', async () => {
  const lotId = await floor.lot(2, null, 'A-17')
  const none = await told(await floor.move(lotId, 5))
  expect(none.code).toBe('insufficient_stock')
  expect(none.message).toContain('A-17')
  expect(none.message).not.toMatch(/[0-9a-f]{8}-/)
  expect(none.facts['lotId']).toBe(lotId)

  const receipt = await floor.receive(1)
  const [number] = (await place.database.pool.query<{ number: string }>('select number from receiving.receipt where document_id = $1', [receipt.id])).rows
  expect((await told(await floor.correct(receipt.id, 9, { quantity: 1 }))).message).toBe(`Document ${number?.number} has no line 9.`)
})

test('what has no name keeps its id, and what is no refusal stays as it is', async () => {
  const id = newId()
  expect((await told(await floor.ship(id))).message).toBe(`There is no order ${id}.`)
  const failure = new TypeError('x')
  expect(await inNames(place.database, failure)).toBe(failure)
})

test('the refusals of a set are named by one question', async () => {
  const lotIds = [await floor.lot(1, null, 'B-1'), await floor.lot(1, null, 'B-2')]
  const refusals = lotIds.map((lotId) => new Refusal('lot_gone', { kind: 'missing', says: 'Lot {lotId} is gone.' }, { lotId }))
  let asked = 0
  const pool = Object.assign(Object.create(place.database.pool), {
    query: (...what: Parameters<typeof place.database.pool.query>) => {
      asked++
      return place.database.pool.query(...what)
    },
  })

  const named = await allInNames({ ...place.database, pool }, refusals)

  expect([named.map(({ message }) => message), asked]).toEqual([['Lot B-1 is gone.', 'Lot B-2 is gone.'], 1])
})

test('a refusal is told also when the names cannot be asked for', async () => {
  const refusal = new Refusal('lot_gone', { kind: 'missing', says: 'Lot {lotId} is gone.' }, { lotId: newId() })
  await place.database.pool.query('select 1')
  const broken = { ...place.database, pool: Object.assign(Object.create(place.database.pool), { query: () => Promise.reject(new Error('gone')) }) }
  expect(await inNames(broken, refusal)).toBe(refusal)
})
