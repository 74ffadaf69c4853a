// A trace as it was known: what it answered when the record had come so far, it answers for that position for ever.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { query, sequenceDocuments } from '#platform'
import { trace } from '#trace'
import { testDatabase, type TestDatabase } from '#test/database'
import { play } from '#test/history'
import { sorted } from '#test/trace-by-hand'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Answer = NonNullable<Awaited<ReturnType<typeof trace>>>
type Ask = Parameters<typeof trace>[1]

// The order of rows is not compared, nor what holds covered: they follow the goods and are no fact.
const inOrder = (answer: Answer | null) =>
  answer === null ? null
    : Object.fromEntries(Object.entries({ ...answer, stock: answer.stock.map((row) => ({ ...row, held: null })) }).map(([name, value]) => [name, Array.isArray(value) ? sorted<unknown>(value) : value]))

test.each([21, 22, 23])('history %i: every trace is known later as it was then', async (seed) => {
  const { database } = place
  const taken: { ask: Ask; answer: unknown }[] = []
  await play(database, seed, 40, async (step, floor) => {
    if (step % 8 !== 0) return
    const position = String(await sequenceDocuments(database))
    const lots = await query<{ id: string }>(database, { name: 'test.lots-of-two', text: 'select id from lots.lot where item_id = $1 order by id' }, [floor.itemId])
    const asks: Ask[] = lots.flatMap(({ id }) => (['forward', 'back'] as const).map((direction) => ({ direction, from: 'lot' as const, id })))
    asks.push({ direction: 'forward', from: 'customer', id: floor.customerId })
    for (const ask of asks) taken.push({ ask: { ...ask, position }, answer: inOrder(await trace(database, ask)) })
  })

  expect(taken.length).toBeGreaterThan(30)
  await sequenceDocuments(database)
  let changed = 0
  for (const { ask, answer } of taken) {
    expect(inOrder(await trace(database, ask)), JSON.stringify(ask)).toEqual(answer)
    const { position, ...now } = ask
    if (JSON.stringify(inOrder(await trace(database, now))) !== JSON.stringify(answer)) changed++
  }
  // Most of them would answer otherwise today.
  expect(changed).toBeGreaterThan(taken.length / 4)
})
