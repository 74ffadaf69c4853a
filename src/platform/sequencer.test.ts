import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Action, newId, perform, query, readChanges, readLastPosition, sequenceDocuments, transaction } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

const actor = { id: newId(), permissions: new Set(['count.write']) }
const counting: Action<{ n: number }> = {
  kind: 'count',
  permission: 'count.write',
  run: async (_, commands) => commands.map(({ payload }) => ({ answer: { n: payload.n } })),
}
const count = async (...numbers: number[]): Promise<string[]> => {
  const all = numbers.map((n) => ({ id: newId(), actor, occurredAt: new Date(), payload: { n } }))
  await perform(place.database, counting, all)
  return all.map(({ id }) => id)
}
const all = async () => (await readChanges(place.database, 0n, 100_000)).map(({ position, documentId }) => ({ position, documentId }))

test('many writers and several sequencers at once: every document has one position and none is left out', async () => {
  let writing = true
  const ids: string[] = []
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let n = 0; n < 25; n++) ids.push(...(await count(...Array.from({ length: 1 + ((n * writer) % 7) }, (__, i) => i))))
  })
  const sequencers = Array.from({ length: 3 }, async () => {
    while (writing) await sequenceDocuments(place.database, 10)
  })
  await Promise.all(writers)
  writing = false
  await Promise.all(sequencers)

  const last = await sequenceDocuments(place.database, 10)

  const placed = await all()
  expect(placed.map(({ position }) => position)).toEqual(placed.map((_, at) => String(at + 1)))
  expect(placed.map(({ documentId }) => documentId).sort()).toEqual(ids.sort())
  expect([last, await readLastPosition(place.database)]).toEqual([BigInt(ids.length), BigInt(ids.length)])
  expect(await query(place.database, { name: 'test.left', text: 'select * from platform.unsequenced' })).toEqual([])
})

test('a document that commits late comes after those that were told before it', async () => {
  const before = await sequenceDocuments(place.database)
  let commit = () => {}
  const held = new Promise<void>((resolve) => { commit = resolve })
  let begun = () => {}
  const written = new Promise<void>((resolve) => { begun = resolve })
  const lateId = newId()
  const late = transaction(place.database, async (tx) => {
    await tx.read({
      name: 'test.late',
      text: `with d as (insert into platform.document (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
          values ($1, 'late', $1, now(), now() - interval '1 hour', '', '{}'))
        insert into platform.unsequenced values ($1)`,
    }, [lateId])
    begun()
    await held
  })
  await written
  const [early] = await count(1)

  // It does not wait for the one that is still open.
  expect(await sequenceDocuments(place.database)).toBe(before + 1n)
  commit()
  await late
  expect(await sequenceDocuments(place.database)).toBe(before + 2n)

  const told = await readChanges(place.database, before, 10)
  expect(told.map(({ documentId }) => documentId)).toEqual([early, lateId])
})

test('documents known one after the other keep that order', async () => {
  const before = await sequenceDocuments(place.database)
  const ids: string[] = []
  for (let n = 0; n < 5; n++) {
    ids.push(...(await count(n)))
    if (n % 2 === 0) await sequenceDocuments(place.database)
  }
  await sequenceDocuments(place.database)

  expect((await readChanges(place.database, before, 10)).map(({ documentId }) => documentId)).toEqual(ids)
})

test('whoever reads on from the last position they saw misses nothing and sees nothing twice', async () => {
  const start = await sequenceDocuments(place.database)
  const seen: string[] = []
  let from = start
  for (let n = 0; n < 12; n++) {
    await count(...Array.from({ length: n }, (_, i) => i))
    if (n % 3 === 1) await sequenceDocuments(place.database, 4)
    for (const { position } of await readChanges(place.database, from, 5)) {
      seen.push(position)
      from = BigInt(position)
    }
  }
  const last = await sequenceDocuments(place.database)
  seen.push(...(await readChanges(place.database, from, 1000)).map(({ position }) => position))

  expect(seen).toEqual(Array.from({ length: Number(last - start) }, (_, n) => String(start + BigInt(n) + 1n)))
})
