import { afterAll, beforeAll, expect, test } from 'vitest'
import { SELF } from '#partners'
import { type Action, type Database, newId, openDatabase, perform, transaction } from '#platform'
import { askList } from '#test/ask'
import { testDatabase } from '#test/database'
import { changeItemsIn, changeTrackingMode, createItem, readItems, setUnit } from './index.ts'
import { itemPage } from './questions.ts'
import { catalogQuestions } from './routes.ts'

let database: Database
let drop: () => Promise<void>
const actor = { id: newId(), permissions: new Set(['item.write', 'document.back-date']) }

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
  const occurredAt = new Date('2026-03-01T12:00:00Z')
  const commands = payloads.map((payload) => ({ id: newId(), actor, occurredAt, payload }))
  const outcomes = await perform(database, action, commands)
  return outcomes.map((outcome) => (outcome.ok ? outcome.answer : outcome.refusal.code))
}
// The action as whoever binds the lots anew offers it.
const changeItem: Action<Parameters<typeof changeItemsIn>[1][number]['payload']> = {
  kind: 'change-item', permission: 'item.write', run: changeItemsIn,
}
const tea = (sku: string) => ({ itemId: newId(), sku, name: 'Tea', baseUnit: 'gram', units: [] })

test('of two items with one code in one set the second is refused', async () => {
  const [first, second] = [tea('TWO'), tea('TWO')]

  expect(await ask(createItem, first, second)).toEqual([
    { itemId: first.itemId, sku: 'TWO' },
    'sku_taken',
  ])
})

test('two at once cannot take the same code', async () => {
  const answers = await Promise.all([ask(createItem, tea('RACE')), ask(createItem, tea('RACE'))])

  expect(answers.flat().filter((answer) => answer === 'sku_taken')).toHaveLength(1)
})

test('a unit told twice alike is one unit', async () => {
  const pack = { unit: 'bag', fromOn: '2026-01-01', numerator: 100n, denominator: 1n, gtin: null }
  expect(await ask(createItem, { ...tea('TWICE'), units: [pack, { ...pack, numerator: 200n, denominator: 2n }] })).toMatchObject([{ sku: 'TWICE' }])
  expect(await ask(createItem, { ...tea('CLASH'), units: [pack, { ...pack, numerator: 200n }] })).toEqual(['unit_taken'])
})

test('an item keeps its history', async () => {
  const item = tea('HISTORY')
  const { itemId } = item
  const pack = { unit: 'bag', fromOn: null, numerator: 100n, denominator: 1n, gtin: null }
  await ask(createItem, { ...item, units: [pack], trackingMode: 'none' })

  expect(
    await ask(
      changeItem,
      { itemId, reason: 'typo', name: 'Green tea' },
      { itemId, reason: 'label', shelfLifeDays: 365, name: 'Green tea' },
    ),
  ).toEqual([
    { itemId, changed: ['name'] },
    { itemId, changed: ['shelfLifeDays'] },
  ])
  await ask(changeTrackingMode, {
    itemId,
    trackingMode: 'lot',
    fromOn: '2026-04-01',
    reason: 'law',
  })
  const bag = { ...pack, itemId, numerator: 90n }
  expect(await ask(setUnit, { ...bag, fromOn: '2026-03-01' })).toEqual(['unit_taken'])
  await ask(setUnit, { ...bag, fromOn: '2026-05-01' })

  const page = await itemPage(database, { id: itemId })
  expect(page?.item).toMatchObject({ sku: 'HISTORY', name: 'Green tea', shelfLifeDays: 365 })
  expect(page?.modes).toEqual([
    { mode: 'none', fromOn: '2026-03-01' },
    { mode: 'lot', fromOn: '2026-04-01' },
  ])
  expect(page?.units.map(({ unit, numerator, fromOn }) => [unit, numerator, fromOn])).toEqual([
    ['gram', '1', '1900-01-01'],
    ['bag', '100', '2026-03-01'],
    ['bag', '90', '2026-05-01'],
  ])
  expect(
    page?.history.map(({ field, old, new: now, reason }) => [field, old, now, reason]),
  ).toEqual(
    expect.arrayContaining([
      ['name', 'Tea', 'Green tea', 'typo'],
      ['shelfLifeDays', null, '365', 'label'],
      ['trackingMode from 2026-04-01', 'none', 'lot', 'law'],
      ['unit bag from 2026-05-01', '100/1', '90/1', null],
    ]),
  )
  const found = await transaction(database, (tx) => readItems(tx, [itemId, newId()]))
  expect([...found.values()].map(({ sku, ownerId }) => [sku, ownerId])).toEqual([['HISTORY', SELF]])
})

test('a value is exact, with its currency, and every change of it is a fact', async () => {
  const itemId = newId()
  const now = async () => (await itemPage(database, { id: itemId }))?.item
  await ask(createItem, { ...tea('WORTH'), itemId, value: '0.00120000', currency: 'EUR' })
  expect(await now()).toMatchObject({ value: '0.0012', currency: 'EUR' })

  expect(await ask(changeItem, { itemId, reason: 'frost', value: '9999999999.99999999' }, { itemId, reason: 'moved', currency: 'USD' })).toEqual([
    { itemId, changed: ['value'] }, { itemId, changed: ['currency'] },
  ])
  expect(await now()).toMatchObject({ value: '9999999999.99999999', currency: 'USD' })
  expect(await ask(changeItem, { itemId, reason: 'typo', currency: null }, { itemId, reason: 'unknown', value: null })).toEqual(['currency_needed', { itemId, changed: ['value', 'currency'] }])
  expect(await now()).toMatchObject({ value: null, currency: null })
  const history = (await itemPage(database, { id: itemId }))?.history.filter(({ field }) => field === 'value')
  expect(history?.map(({ old, new: next, reason }) => [old, next, reason])).toEqual(expect.arrayContaining([
    ['0.0012', '9999999999.99999999', 'frost'], ['9999999999.99999999', null, 'unknown'],
  ]))
})

test('an item nobody knows is refused, and so is an owner nobody knows', async () => {
  const itemId = newId()

  expect(await ask(changeItem, { itemId, reason: 'why' })).toEqual(['item_missing'])
  expect(await ask(createItem, { ...tea('LOST'), ownerId: newId() })).toEqual(['owner_missing'])
})

test('items are listed by code, page by page', async () => {
  await ask(createItem, tea('PAGE-1'), tea('PAGE-2'), tea('PAGE-3'))

  const first = await askList(catalogQuestions, database, '/items', { q: 'page-', limit: '2' })
  const second = await askList(catalogQuestions, database, '/items', { q: 'page-', after: first.next ?? '' })
  expect([...first.rows, ...second.rows].map(({ sku }) => sku)).toEqual([
    'PAGE-1',
    'PAGE-2',
    'PAGE-3',
  ])
  expect(second.next).toBeNull()
})
