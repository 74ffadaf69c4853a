// What earlier versions left of holds, and what the migration makes of it.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR } from '#auth'
import { checkLedger, ledgerDoors } from '#ledger'
import { newId, query, sequenceDocuments } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { openFloor } from '#test/floor'
import { day, stockOf } from '#test/shop'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

const merge = async (lotId: string, intoLotId: string) => {
  const id = newId()
  const door = ledgerDoors.find(({ path }) => path === '/lots/merge')
  await door?.many(place.database, [{ id, actor: SYSTEM_ACTOR, occurredAt: new Date(), body: { lotId, intoLotId, reason: 'One pallet' } }])
  await sequenceDocuments(place.database)
  return id
}

/** As the owner of the tables, whom no trigger stops. */
async function asOwner(...statements: readonly string[]): Promise<void> {
  const client = await place.database.pool.connect()
  try {
    await client.query('reset role')
    for (const text of statements) await client.query(text)
  } finally {
    client.release(true)
  }
}

test('holds of earlier versions cover every owner, every lot that is one, and each by its document', async () => {
  const floor = await openFloor(place.database)
  const [ownerId, rack] = [await floor.partner('owner'), await floor.place()]
  const held = await floor.lot(5, null, 'H')
  await floor.receive(3, { ownerId, lot: { code: 'H' }, toLocationId: rack })
  const early = newId()
  await floor.hold({ holdId: early, scope: 'lot_in_location', lotId: held, locationId: floor.storage })
  await floor.move(held, 2, { toLocationId: rack })
  const same = await floor.lot(1, null)
  const merged = await merge(same, held)
  const [wrong, right] = [await floor.lot(2, null), await floor.lot(1, day(90), 'R')]
  await merge(wrong, right)
  await floor.receive(1, { lot: { code: 'R', dates: { bestBefore: day(70) } } })
  expect(await checkLedger(place.database)).toEqual([])
  const stock = async () => (await stockOf(place.database, floor.itemId)).map((row) => Object.values(row).join(' ')).sort()
  const before = await stock()
  const covers = () => query<{ documentId: string }>(place.database, {
    name: 'test.covers', text: 'select document_id as "documentId" from ledger.hold_cover where lot_id = $1',
  }, [same])

  await asOwner(
    'alter table ledger.hold_cover disable trigger user',
    `update ledger.hold_cover c set document_id = h.document_id from ledger.hold h where h.id = c.hold_id and c.lot_id = '${same}'`,
    `delete from ledger.hold_cover where lot_id = '${wrong}'`,
    'alter table ledger.hold_cover enable trigger user',
    `delete from ledger.standing_hold where lot_id = '${wrong}'`,
    `update ledger.balance set holds = 0 where owner_id = '${ownerId}' or lot_id = '${wrong}'`,
  )
  expect((await checkLedger(place.database)).length).toBeGreaterThan(1)
  await asOwner(readFileSync('migrations/0038_holds_mended.sql', 'utf8'))

  expect(await checkLedger(place.database)).toEqual([])
  expect(await stock()).toEqual(before)
  expect((await covers()).every(({ documentId }) => documentId === merged)).toBe(true)
  expect((await floor.release(early)).outcome.ok).toBe(true)
})
