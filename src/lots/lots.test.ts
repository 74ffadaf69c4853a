import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { type LabelDate, NIL, parseLabelDate } from '#kernel'
import { createPartner } from '#partners'
import { type Action, type Database, newId, openDatabase, perform, query, transaction } from '#platform'
import { askList } from '#test/ask'
import { testDatabase } from '#test/database'
import type { ChangeLot, MergeLots } from './contract.ts'
import {
  changeLotsIn,
  createLot,
  defineAttribute,
  mergeLotsIn,
  readLots,
  resolveLots,
  upsertLots,
  type WantedLot,
} from './index.ts'
import { lookAlikesOf, lotPage } from './questions.ts'
import { lotsQuestions } from './routes.ts'

let database: Database
let drop: () => Promise<void>
let itemId: string
const originId = newId()
const permissions = new Set(['item.write', 'partner.write', 'lot.write'])
const actor = { id: newId(), permissions }
const changeLot: Action<ChangeLot> = {
  kind: 'change-lot',
  permission: 'lot.write',
  run: changeLotsIn,
}
const mergeLots: Action<MergeLots> = {
  kind: 'merge-lots',
  permission: 'lot.write',
  run: mergeLotsIn,
}

beforeAll(async () => {
  const made = await testDatabase()
  database = openDatabase(made.config)
  drop = made.drop
  await ask(createPartner, { partnerId: originId, code: 'MILL', roles: ['supplier'] })
})
beforeEach(async () => {
  itemId = newId()
  const item = { itemId, sku: itemId, name: 'Tea', baseUnit: 'gram', units: [] }
  await ask(createItem, { ...item, shelfLifeDays: 30 })
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
function on(text: string): LabelDate | null {
  return parseLabelDate(text)
}
const wanted = (code: string, dates: WantedLot['dates'] = {}): WantedLot => {
  return { documentId: newId(), itemId, code, originId, dates }
}
const upsert = (...lots: WantedLot[]) => transaction(database, (tx) => upsertLots(tx, lots))

test('the same code of two makers is two lots; of one maker the second is refused', async () => {
  const lot = { itemId, code: 'A1' }

  const answers = await ask(createLot, { ...lot, originId }, lot, { ...lot, originId })

  expect(answers).toMatchObject([{ code: 'A1' }, { code: 'A1' }, 'lot_code_taken'])
})

test('two at once cannot make the same lot', async () => {
  const answers = await Promise.all([1, 2].map(() => ask(createLot, { itemId, code: 'RACE' })))

  expect(answers.flat().filter((answer) => answer === 'lot_code_taken')).toHaveLength(1)
})

test('a new lot warns of codes that look alike and derives its best before date', async () => {
  const lotId = newId()
  await ask(createLot, { lotId, itemId, code: 'LOT10' })

  const [answer] = await ask(createLot, {
    itemId,
    code: 'LOTIO',
    dates: { produced: '2030-01-01' },
  })

  expect(answer).toMatchObject({
    lookAlikes: ['LOT10'],
    bindingOn: '2030-01-31',
    bestBeforeDerived: true,
  })
  const alike = await lookAlikesOf(database, { id: lotId })
  expect(alike?.lookAlikes.map(({ code, why }) => [code, why])).toEqual([['LOTIO', 'characters']])
})

test('goods that arrive make lots, fill blanks, and never overwrite', async () => {
  const first = await upsert(wanted('A1', { useBy: on('2030-02') }), wanted('A1'))
  const second = await upsert(
    { ...wanted('A1', { useBy: on('2030'), packed: on('2029-01-01') }), facility: 'North' },
    wanted('A1', { useBy: on('2030-02-14') }),
    { ...wanted('A1', { useBy: on('2030-03-01') }), facility: 'South' },
  )

  expect(first.map(({ created }) => created)).toEqual([true, false])
  const lotId = first[0]?.lotId ?? ''
  expect(second).toMatchObject([
    {
      lotId,
      created: false,
      conflicts: [],
      filled: ['packed', 'facility'],
      lookAlikes: [],
      bindingOnBefore: '2030-02-28',
      bindingOn: '2030-02-28',
    },
    {
      lotId,
      created: false,
      conflicts: [],
      filled: ['useBy'],
      lookAlikes: [],
      bindingOnBefore: '2030-02-28',
      bindingOn: '2030-02-14',
    },
    {
      lotId,
      created: false,
      conflicts: [
        { field: 'useBy', known: '2030-02-14', came: '2030-03-01' },
        { field: 'facility', known: 'North', came: 'South' },
      ],
      filled: [],
      lookAlikes: [],
      bindingOnBefore: '2030-02-14',
      bindingOn: '2030-02-14',
    },
  ])
  const lots = await transaction(database, (tx) => readLots(tx, [lotId]))
  expect(lots.get(lotId)).toMatchObject({
    facility: 'North',
    bindingOn: '2030-02-14',
    dates: { packed: on('2029-01-01'), useBy: on('2030-02-14'), produced: null },
  })
})

test('two receipts at once of an unknown lot find one lot', async () => {
  const results = await Promise.all([1, 2, 3, 4].map(() => upsert(wanted('SAME'), wanted('OTHER'))))

  expect(new Set(results.map(([lot]) => lot?.lotId)).size).toBe(1)
  expect(results.flat().filter(({ created }) => created)).toHaveLength(2)
})

test('a change keeps who, why and what was before; overwriting needs a reason', async () => {
  const lotId = newId()
  await ask(defineAttribute, { name: 'grade', title: 'Grade', type: 'choice', choices: ['1', '2'] })
  const dates = { useBy: '2030-02-14' }
  await ask(createLot, { lotId, itemId, code: 'A1', dates, attributes: { grade: '1' } })

  expect(
    await ask(
      changeLot,
      { lotId, dates: { useBy: '2030-02' }, facility: 'North' },
      { lotId, dates: { useBy: '2030-03-01' } },
      { lotId, dates: { useBy: '2030-03-01' }, attributes: { grade: '2' }, reason: 'misread' },
      { lotId, clear: ['facility'] },
      { lotId, clear: ['useBy'], reason: 'not on the label' },
      { lotId: newId() },
    ),
  ).toEqual([
    { lotId, changed: ['facility'], values: [{ field: 'facility', old: null, new: 'North' }], bindingOnBefore: '2030-02-14', bindingOn: '2030-02-14' },
    'reason_needed',
    {
      lotId,
      changed: ['useBy', 'attribute.grade'],
      values: [{ field: 'useBy', old: '2030-02-14', new: '2030-03-01' }, { field: 'attribute.grade', old: '1', new: '2' }],
      bindingOnBefore: '2030-02-14',
      bindingOn: '2030-03-01',
    },
    'reason_needed',
    { lotId, changed: ['useBy'], values: [{ field: 'useBy', old: '2030-03-01', new: null }], bindingOnBefore: '2030-03-01', bindingOn: null },
    'lot_missing',
  ])
  const page = await lotPage(database, { id: lotId })
  expect(page?.attributes).toMatchObject([{ name: 'grade', value: '2' }])
  expect(page?.lot).toMatchObject({ facility: 'North', bindingOn: null })
  const history = page?.history.map(({ field, old, new: now, reason }) => [field, old, now, reason])
  expect(history).toHaveLength(6)
  expect(history).toEqual(
    expect.arrayContaining([
      ['facility', null, 'North', null],
      ['useBy', '2030-02-14', '2030-03-01', 'misread'],
      ['attribute.grade', '1', '2', 'misread'],
      ['useBy', '2030-03-01', null, 'not on the label'],
      ['bindingOn', '2030-02-14', '2030-03-01', 'misread'],
      ['bindingOn', '2030-03-01', null, 'not on the label'],
    ]),
  )
})

test('an attribute is taken away with a reason, and its history stays', async () => {
  const lotId = newId()
  await ask(defineAttribute, { name: 'press', title: 'Press', type: 'text' }, { name: 'field', title: 'Field', type: 'text' })
  await ask(createLot, { lotId, itemId, code: 'A1', attributes: { press: '1' } })

  expect(
    await ask(
      changeLot,
      { lotId, clearAttributes: ['press'] },
      { lotId, clearAttributes: ['nothing'], reason: 'wrong' },
      { lotId, clearAttributes: ['field'] },
      { lotId, clearAttributes: ['press'], reason: 'of another lot' },
      { lotId, attributes: { press: '3' } },
      { lotId, clearAttributes: ['press'], reason: 'not graded' },
    ),
  ).toMatchObject([
    'reason_needed', 'attribute_unknown', { changed: [] }, { changed: ['attribute.press'] }, { changed: ['attribute.press'] }, { changed: ['attribute.press'] },
  ])
  const page = await lotPage(database, { id: lotId })
  expect(page?.attributes).toEqual([])
  expect(page?.history.map(({ old, new: now, reason }) => [old, now, reason]).sort()).toEqual([
    ['1', null, 'of another lot'], ['3', null, 'not graded'], [null, '3', null],
  ].sort())
})

test('a code that is another lot’s is not given to a second', async () => {
  const [one, two] = [newId(), newId()]
  await ask(createLot, { lotId: one, itemId, code: 'A1' }, { lotId: two, itemId, code: 'A2' })

  expect(
    await ask(
      changeLot,
      { lotId: two, code: 'A1', reason: 'misread' },
      { lotId: one, code: 'A3', reason: 'misread' },
      { lotId: two, code: 'A1', reason: 'misread' },
    ),
  ).toMatchObject(['lot_code_taken', { changed: ['code'] }, { changed: ['code'] }])
})

test('a merged lot is read as the last of its line, and never in a ring', async () => {
  const [a, b, c] = [newId(), newId(), newId()]
  const lots = [a, b, c].map((lotId, nth) => ({ lotId, itemId, code: `M${nth}`, originId }))
  await ask(createLot, ...lots)
  const merge = (lotId: string, intoLotId: string) => ({ lotId, intoLotId, reason: 'one lot' })

  expect(await ask(mergeLots, merge(a, b), merge(b, a), merge(b, c), merge(c, a))).toEqual([
    { lotId: a, intoLotId: b, lastedTo: null, lastsTo: null },
    'merge_cycle',
    { lotId: b, intoLotId: c, lastedTo: null, lastsTo: null },
    'merge_cycle',
  ])
  const ends = await transaction(database, (tx) => resolveLots(tx, [a, b, c]))
  expect([...ends.values()]).toEqual([c, c, c])
  const [arrived] = await upsert(wanted('M0', { useBy: on('2031') }))
  expect(arrived).toMatchObject({ lotId: c, created: false, filled: ['useBy'] })
})

test('lots are listed, the latest first, or by what expires', async () => {
  const dates = (useBy: string) => ({ dates: { useBy } })
  await ask(
    createLot,
    { itemId, code: 'L1', ...dates('2030-03-01') },
    { itemId, code: 'L2', ...dates('2030-01-01') },
    { itemId, code: 'L3', originId: NIL },
  )

  const codes = async (more: { expiringBefore?: string; sort?: string; after?: string; limit?: string }) => {
    const page = await askList(lotsQuestions, database, '/lots', { itemId, ...more })
    return { codes: page.rows.map(({ code }) => code), next: page.next }
  }
  expect((await codes({})).codes).toEqual(['L3', 'L2', 'L1'])
  const first = await codes({ expiringBefore: '2031-01-01', sort: 'bindingOn', limit: '1' })
  const second = await codes({ expiringBefore: '2031-01-01', sort: 'bindingOn', after: first.next ?? '' })
  expect([first.codes, second.codes]).toEqual([['L2'], ['L1']])
})

test('lots tell their own attributes, and are found by them', async () => {
  await ask(defineAttribute, { name: 'rank', title: 'Rank', type: 'choice', choices: ['A', 'B'] }, { name: 'batch_note', title: 'Note', type: 'text' })
  const note = 'pH=5.5, 100 %?'
  await ask(
    createLot,
    { itemId, code: 'A1', attributes: { rank: 'A', batch_note: note } },
    { itemId, code: 'A2', attributes: { rank: 'A' } },
    { itemId, code: 'B1', attributes: { rank: 'B' } },
    { itemId, code: 'PLAIN' },
  )
  const found = async (attribute: string) => (await askList(lotsQuestions, database, '/lots', { itemId, attribute })).rows.map(({ code }) => code)
  const { rows } = await askList(lotsQuestions, database, '/lots', { itemId, sort: 'code' })
  expect(rows.map(({ attributes }) => attributes)).toEqual([{ batch_note: note, rank: 'A' }, { rank: 'A' }, { rank: 'B' }, {}])
  expect(await found('rank=A')).toEqual(['A2', 'A1'])
  expect(await found('rank=a')).toEqual([])
  expect(await found('rank=')).toEqual(['B1', 'A2', 'A1'])
  expect(await found(`batch_note=${note}`)).toEqual(['A1'])
  expect(await found('batch_note=pH')).toEqual([])
  expect(await found('nobody_has_it=')).toEqual([])
  await expect(found('rank')).rejects.toThrow('must be the name of an own attribute, `=` and its whole value')
})

test('a code with a character nobody sees makes no lot and is given to none; a lot that has one keeps it', async () => {
  const code = 'OLD\u200b1'
  expect(await ask(createLot, { itemId, code }, { itemId, code: 'OLD1' })).toMatchObject(['code_unseen', { code: 'OLD1' }])
  await expect(upsert(wanted('SCAN\t'))).rejects.toMatchObject({ code: 'code_unseen', facts: { code: 'SCAN', character: 'a tab (U+0009)', at: '5' } })
  // As earlier versions left it.
  const [made] = await upsert(wanted('KEPT'))
  const lotId = made?.lotId ?? ''
  await query(database, { name: '', text: 'update lots.lot set code = $1::text where id = $2::uuid' }, [code, lotId])
  expect(await upsert(wanted(code, { useBy: on('2031') }))).toMatchObject([{ lotId, created: false }])
  expect(await ask(changeLot, { lotId, facility: 'Mill' }, { lotId, code: 'NEW\u2060', reason: 'Read again' })).toMatchObject([{ changed: ['facility'] }, 'code_unseen'])
  expect(await ask(changeLot, { lotId, code: 'KEPT', reason: 'Read again' })).toMatchObject([{ changed: ['code'] }])
})
