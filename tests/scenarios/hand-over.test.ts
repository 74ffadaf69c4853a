// Goods handed over at once go from where they lie to the customer: one movement, chosen as a pick chooses.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { correct } from '#corrections'
import { checkLedger, decideAgain } from '#ledger'
import { placeOrder } from '#orders'
import { query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'

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

type Moved = { kind: string; lot: string; from: string; to: string; quantity: bigint }
const movementsOf = (documentId: string) =>
  query<Moved>(place.database, {
    name: 'test.moved',
    text: `select m.kind, m.lot_id as lot, f.role as from, t.kind as to, m.quantity from ledger.movement m
      join locations.location f on f.id = m.from_location_id join locations.location t on t.id = m.to_location_id
      where m.document_id = $1 order by m.line`,
  }, [documentId])
const handOver = (quantity: number) => floor.send(placeOrder, floor.order(quantity, 'shipped'))

test('the soonest to expire goes first, straight from the shelf, and the choice comes out the same again', async () => {
  const [late, early] = [await floor.lot(5, day(90)), await floor.lot(5, day(60))]

  const { id, outcome } = await handOver(7)

  expect(outcome).toMatchObject({ ok: true, answer: { short: '0', lines: [{ reserved: '7' }], shipped: [{ lotId: early, quantity: '5' }, { lotId: late, quantity: '2' }] } })
  expect(await movementsOf(id)).toEqual([
    { kind: 'ship', lot: early, from: 'storage', to: 'customer', quantity: 5n }, { kind: 'ship', lot: late, from: 'storage', to: 'customer', quantity: 2n },
  ])
  expect(await decideAgain(place.database, [id])).toMatchObject([{ verdict: 'agrees', asked: '7' }])
})

test('what others have reserved stays theirs; what is short waits', async () => {
  await floor.lot(5, day(60))
  await floor.reserve(3)

  const { id, outcome } = await handOver(4)

  expect(outcome).toMatchObject({ ok: true, answer: { short: '2', lines: [{ reserved: '2' }] } })
  expect((await movementsOf(id)).map(({ quantity }) => quantity)).toEqual([2n])
  const again = await handOver(1)
  expect(again.outcome).toMatchObject({ ok: true, answer: { short: '1', lines: [{ reserved: '0' }] } })
  expect(await movementsOf(again.id)).toEqual([])
})

test('a site without staging hands over all the same', async () => {
  await floor.lot(1, null)
  await floor.close(floor.staging)

  expect((await handOver(1)).outcome.ok).toBe(true)
})

test('taken back, the goods are where they were', async () => {
  const lotId = await floor.lot(5, day(60))
  const { id } = await handOver(5)

  const taken = await floor.send(correct, { reason: 'Not theirs', documents: [id], lines: [] })

  expect(taken.outcome.ok).toBe(true)
  const there = await query<{ role: string; quantity: bigint }>(place.database, {
    name: 'test.there', text: `select p.role, b.quantity from ledger.balance b join locations.location p on p.id = b.location_id where b.lot_id = $1`,
  }, [lotId])
  expect(there).toEqual([{ role: 'storage', quantity: 5n }])
})

test('of two at once for the last five, together they get five', async () => {
  await floor.lot(5, day(60))

  const done = await Promise.all([handOver(4), handOver(4), handOver(4)])

  const moved = await Promise.all(done.map(({ id }) => movementsOf(id)))
  expect(moved.flat().reduce((sum, { quantity }) => sum + quantity, 0n)).toBe(5n)
})
