// Views under a name: of oneself and of everybody.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf } from '#auth'
import { doors, questions } from '#app/wiring'
import { type Actor, newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'

let place: TestDatabase
const actor = (...roles: string[]): Actor => ({ id: newId(), permissions: permissionsOf(roles) })
const [kim, vera] = [actor('manager'), actor('viewer')]

beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

async function tell(by: Actor, path: string, body: object): Promise<string> {
  const door = doors.find((one) => one.path === path)
  const complaints = door?.complaints(body) ?? []
  if (complaints.length > 0) return complaints.map((one) => one.path).join()
  const [outcome] = (await door?.many(place.database, [{ id: newId(), actor: by, occurredAt: new Date(), body }])) ?? []
  return outcome?.ok === true ? 'done' : (outcome?.refusal.code ?? 'nothing')
}
async function seen(by: Actor, page?: string): Promise<string[]> {
  const door = questions.find(({ path }) => path === '/views')
  const { views } = Object(await door?.ask(place.database, page === undefined ? {} : { page }, by))
  return views.map((view: { name: string; isOwn: boolean; isShared: boolean }) => `${view.name}${view.isOwn ? '' : ' (other)'}${view.isShared ? ' (shared)' : ''}`)
}
const column = { id: 'code', of: 'code', heading: 'Lot' }
const view = { list: '/lots', page: '/lots', isShared: false, asked: { state: 'known' }, columns: [column], filters: [] }

test('everybody has views of their own, and sees those that are shared', async () => {
  const viewId = newId()
  expect(await tell(kim, '/views', { ...view, viewId, name: 'Known' })).toBe('done')
  expect(await tell(vera, '/views', { ...view, name: 'Mine' })).toBe('done')
  expect([await seen(kim), await seen(vera)]).toEqual([['Known'], ['Mine']])
  expect(await tell(kim, '/views/change', { viewId, isShared: true, name: 'Of known origin' })).toBe('done')
  expect([await seen(kim), await seen(vera), await seen(vera, '/items')]).toEqual([['Of known origin (shared)'], ['Mine', 'Of known origin (other) (shared)'], []])
})

test('what is refused', async () => {
  const viewId = newId()
  await tell(kim, '/views', { ...view, viewId, name: 'First' })
  expect(await tell(kim, '/views', { ...view, viewId, name: 'Again' })).toBe('view_exists')
  expect(await tell(kim, '/views', { ...view, name: 'FIRST' })).toBe('view_name_taken')
  expect(await tell(kim, '/views', { ...view, page: '/items', list: '/items', asked: {}, columns: [{ id: 'sku', of: 'sku', heading: 'SKU' }], name: 'First' })).toBe('done')
  expect(await tell(vera, '/views', { ...view, name: 'For all', isShared: true })).toBe('not_permitted')
  expect(await tell(vera, '/views/change', { viewId, name: 'Taken over' })).toBe('view_missing')
  await tell(kim, '/views/change', { viewId, isShared: true })
  expect(await tell(vera, '/views/change', { viewId, name: 'Taken over' })).toBe('view_not_yours')
  expect(await tell(vera, '/views/remove', { viewId })).toBe('view_not_yours')
  expect(await tell(kim, '/views', { ...view, name: 'Nowhere', list: '/nowhere' })).toBe('export_list_unknown')
  expect(await tell(kim, '/views', { ...view, name: 'Odd', columns: [{ ...column, of: 'colour' }] })).toBe('export_column_unknown')
  expect(await tell(kim, '/views', { ...view, name: 'Odd', asked: { state: 'sideways' } })).toBe('view_asks_wrongly')
  expect(await tell(kim, '/views/change', { viewId, asked: { colour: 'red' } })).toBe('view_asks_wrongly')
  expect(await tell(kim, '/views/remove', { viewId })).toBe('done')
  expect(await tell(kim, '/views/remove', { viewId })).toBe('view_missing')
})

test('an account has no more than two hundred', async () => {
  const many = actor('viewer')
  const door = doors.find(({ path }) => path === '/views')
  const bodies = Array.from({ length: 201 }, (_, nth) => ({ ...view, name: `View ${nth}` }))
  const outcomes = await door?.many(place.database, bodies.map((body) => ({ id: newId(), actor: many, occurredAt: new Date(), body })))
  expect(outcomes?.map((one) => (one.ok ? 'done' : one.refusal.code)).slice(-2)).toEqual(['done', 'view_too_many'])
})
