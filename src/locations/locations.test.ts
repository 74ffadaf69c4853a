import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartner } from '#partners'
import { type Action, type Database, newId, openDatabase, perform, transaction } from '#platform'
import { testDatabase } from '#test/database'
import {
  changeLocation,
  closeLocation,
  createLocation,
  ensurePartnerLocations,
  LOSS,
  readLocations,
  siteLocations,
} from './index.ts'
import { locationPage, locationTree } from './questions.ts'

let database: Database
let drop: () => Promise<void>
const actor = { id: newId(), permissions: new Set(['location.write', 'partner.write']) }

beforeAll(async () => {
  const made = await testDatabase()
  database = openDatabase(made.config)
  drop = made.drop
})
afterAll(async () => {
  await database.close()
  await drop()
})

async function ask<P>(action: Action<P>, ...payloads: P[]) {
  const occurredAt = new Date()
  const commands = payloads.map((payload) => ({ id: newId(), actor, occurredAt, payload }))
  const outcomes = await perform(database, action, commands)
  return outcomes.map((outcome) => (outcome.ok ? outcome.answer : outcome.refusal.code))
}

test('a site comes with its parts, and a bin can stand in it at once', async () => {
  const [siteId, binId] = [newId(), newId()]
  const site = { locationId: siteId, code: 'LON', kind: 'site', timeZone: 'Europe/London' } as const
  const bin = { locationId: binId, code: 'LON-A1', kind: 'bin', parentId: siteId } as const

  const answers = await ask(createLocation, site, { ...bin, oneLot: true })

  expect(answers).toMatchObject([
    { siteId, parts: {} },
    { locationId: binId, siteId },
  ])
  const all = await transaction(database, (tx) => siteLocations(tx, siteId))
  expect(all.map(({ code, role, timeZone }) => [code, role, timeZone])).toEqual([
    ['LON', 'storage', 'Europe/London'],
    ['LON-A1', 'storage', 'Europe/London'],
    ['LON-QUARANTINE', 'quarantine', 'Europe/London'],
    ['LON-RECEIVING', 'receiving', 'Europe/London'],
    ['LON-RETURNS', 'returns', 'Europe/London'],
    ['LON-STAGING', 'staging', 'Europe/London'],
    ['LON-STOCK', 'storage', 'Europe/London'],
  ])
  const tree = await locationTree(database, { siteId })
  expect(tree.locations.map(({ depth }) => depth)).toEqual([0, 1, 1, 1, 1, 1, 1])
})

test('a location is closed after what stands under it, and can be opened again', async () => {
  const [siteId, zoneId, binId] = [newId(), newId(), newId()]
  await ask(
    createLocation,
    { locationId: siteId, code: 'PAR', kind: 'site' },
    { locationId: zoneId, code: 'PAR-Z', kind: 'zone', role: 'quarantine', parentId: siteId },
    { locationId: binId, code: 'PAR-Z1', kind: 'bin', parentId: zoneId },
  )
  const close = (locationId: string) => ({ locationId, reason: 'rebuilt' })

  expect(await ask(closeLocation, close(zoneId), close(binId), close(zoneId))).toEqual([
    'location_has_open',
    { locationId: binId },
    { locationId: zoneId },
  ])
  const open = (locationId: string) => ({ locationId, reason: 'mistake', closed: false as const })
  expect(await ask(changeLocation, open(binId), open(zoneId), open(binId))).toEqual([
    'parent_closed',
    { locationId: zoneId, changed: ['closed'] },
    { locationId: binId, changed: ['closed'] },
  ])
  const page = await locationPage(database, { id: binId })
  expect(page?.location).toMatchObject({ role: 'quarantine', closed: false })
  expect(page?.history.map(({ field, old, new: now }) => [field, old, now]).sort()).toEqual([
    ['closed', 'false', 'true'],
    ['closed', 'true', 'false'],
  ])
})

test('the places outside are there and are not ours to change', async () => {
  const found = await transaction(database, (tx) => readLocations(tx, [LOSS]))

  expect(found.get(LOSS)).toMatchObject({ code: 'LOSS', own: false, role: 'outside', siteId: null })
  expect(await ask(closeLocation, { locationId: LOSS, reason: 'why' })).toEqual([
    'location_outside',
  ])
  expect(await ask(closeLocation, { locationId: newId(), reason: 'why' })).toEqual([
    'location_missing',
  ])
})

test('a partner has one location of a kind, however many ask for it at once', async () => {
  const partnerId = newId()
  await ask(createPartner, { partnerId, code: 'MILL', roles: ['supplier'] })
  const unknown = newId()

  const given = await Promise.all(
    [1, 2, 3].map(() =>
      transaction(database, (tx) => ensurePartnerLocations(tx, 'supplier', [partnerId, unknown])),
    ),
  )

  const ids = new Set(given.map((map) => map.get(partnerId)))
  expect(ids.size).toBe(1)
  expect(given.some((map) => map.has(unknown))).toBe(false)
  const found = await transaction(database, (tx) => readLocations(tx, [[...ids][0] ?? '']))
  expect([...found.values()]).toMatchObject([{ code: 'S:MILL', kind: 'supplier', partnerId }])
})
