// Units with their own number go in and come out: by their numbers, into new lots, and a kit knows its parts.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { checkLedger, placeHold } from '#ledger'
import { SELF } from '#partners'
import { newId, query } from '#platform'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, correct, outcome, said } from '#test/shop'
import { makeUnitShop } from '#test/units'
import { productionQuestions, transform } from './index.ts'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeUnitShop>>
let kitId: string
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  shop = await makeUnitShop(place.database, 'lot+serial')
  kitId = newId()
  await act(place.database, createItem, { itemId: kitId, sku: kitId, name: 'Set', baseUnit: 'piece', units: [], trackingMode: 'lot+serial' })
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Wanted = Parameters<typeof transform.run>[1][number]['payload']
type Units = readonly string[]
const going = (lotId: string, serials: Units, itemId: string = shop.itemId) =>
  ({ itemId, lotId, ownerId: SELF, locationId: shop.storage, quantity: BigInt(serials.length), serials })
const coming = (serials: Units, itemId = kitId, lotId: string = newId()) =>
  ({ ...going(lotId, serials, itemId), code: newId().slice(-12), dates: {} })
const turn = (kind: string, inputs: Wanted['inputs'], outputs: Wanted['outputs'], parts: Wanted['parts'] = null) =>
  outcome(place.database, transform, { kind, siteId: shop.siteId, inputs, outputs, edges: null, parts })
async function unit(code: string, itemId = shop.itemId): Promise<{ id: string; lotId: string }> {
  const [row] = await query<{ id: string; lotId: string }>(place.database, {
    name: 'test.unit', text: 'select id, lot_id as "lotId" from ledger.serial where code = $1 and item_id = $2',
  }, [code, itemId])
  return row ?? { id: '', lotId: '' }
}
type Related = { parts: { serial: string; depth: number; putIn: boolean }[]; wholes: { serial: string; depth: number }[] }
async function related(code: string, itemId?: string): Promise<[string[], string[]]> {
  const { parts, wholes } = await ask(productionQuestions, place.database, '/serials/:id/parts', { id: (await unit(code, itemId)).id }) as Related
  return [parts.map(({ serial, depth, putIn }) => `${serial} ${depth}${putIn ? '' : ' out'}`), wholes.map(({ serial, depth }) => `${serial} ${depth}`)]
}

test.each(['rework', 'repack', 'split'])('a unit keeps its number through a %s, and is of the new lot', async (kind) => {
  const lotId = await shop.units(['A', 'B'])
  const made = coming(['A'], shop.itemId)
  expect(said(await turn(kind, [going(lotId, ['A'])], [made]))).toBe('done')
  expect(await unit('A')).toMatchObject({ lotId: made.lotId })
  expect(await shop.whereabouts()).toEqual({ A: 'storage', B: 'storage' })
  expect(await related('A')).toEqual([[], []])
})

test('a kit knows its parts by their numbers, through every step, and they come out of it again', async () => {
  const lotId = await shop.units(['P1', 'P2', 'P3', 'P4'])
  const [set, box] = [coming(['K1']), coming(['BOX'])]
  expect(said(await turn('kit', [going(lotId, ['P1', 'P2'])], [set]))).toBe('done')
  expect(said(await turn('kit', [going(set.lotId, ['K1'], kitId), going(lotId, ['P3'])], [box]))).toBe('done')
  expect(await shop.whereabouts()).toEqual({ P1: 'production', P2: 'production', P3: 'production', P4: 'storage' })
  expect(await related('BOX', kitId)).toEqual([['K1 1', 'P3 1', 'P1 2', 'P2 2'], []])
  expect(await related('P1')).toEqual([[], ['K1 1', 'BOX 2']])

  expect(said(await turn('unkit', [going(box.lotId, ['BOX'], kitId)], [coming(['K1']), coming(['P3'], shop.itemId)]))).toBe('done')
  expect(await related('BOX', kitId)).toEqual([['K1 1 out', 'P3 1 out', 'P1 2', 'P2 2'], []])
  expect((await shop.whereabouts())['P3']).toBe('storage')
})

test('of several kits somebody says which part is in which', async () => {
  const lotId = await shop.units(['P1', 'P2', 'P3', 'P4'])
  const parts = [{ serial: 'K1', parts: ['P1', 'P4'] }, { serial: 'K2', parts: ['P2'] }]
  expect(said(await turn('kit', [going(lotId, ['P1', 'P2', 'P3', 'P4'])], [coming(['K1', 'K2'])], parts))).toBe('done')
  expect([await related('K1', kitId), await related('K2', kitId), await related('P3')]).toEqual([
    [['P1 1', 'P4 1'], []], [['P2 1'], []], [[], []],
  ])
})

test('a part that was none is corrected, and the kit knows it no more', async () => {
  const lotId = await shop.units(['P1', 'P2'])
  const made = await turn('kit', [going(lotId, ['P1', 'P2'])], [coming(['K1'])])
  const documentId = made.ok ? String(made.answer['documentId']) : ''
  const lines = [{ documentId, line: 2, quantity: 0n, lotId: null }]
  expect(said(await outcome(place.database, correct, { reason: 'It stayed on the shelf', lines }))).toBe('done')
  expect(await related('K1', kitId)).toEqual([['P1 1'], []])
  expect(await shop.whereabouts()).toEqual({ P1: 'production', P2: 'storage' })
})

// Each is refused although the reasons below it are there as well.
test('of several reasons the first is given', async () => {
  const lotId = await shop.units(['P1', 'P2', 'H'])
  await act(place.database, placeHold, {
    holdId: newId(), scope: 'serial', itemId: shop.itemId, lotId: null, locationId: null, serial: 'H', supplierId: null, reason: 'Rattles',
  })
  const [other] = [await shop.units(['GONE'])]
  await turn('kit', [going(other, ['GONE'])], [coming(['THERE'])])
  const short = { ...going(lotId, ['P1']), quantity: 2n }
  const said_ = async (...wanted: Parameters<typeof turn>) => said(await turn(...wanted))
  expect([
    await said_('kit', [short], [{ ...coming(['K']), quantity: 2n }]),
    await said_('kit', [going(lotId, ['P1'])], [{ ...coming(['K']), quantity: 2n }]),
    await said_('kit', [going(lotId, ['P1'])], [{ itemId: kitId, ownerId: SELF, lotId: newId(), code: 'X', dates: {}, locationId: shop.storage, quantity: 1n }]),
    await said_('kit', [going(lotId, ['NOBODY'])], [coming(['THERE'])]),
    await said_('kit', [going(lotId, ['GONE'])], [coming(['THERE'])]),
    await said_('kit', [going(lotId, ['H'])], [coming(['THERE'])]),
    await said_('kit', [{ itemId: shop.itemId, lotId, ownerId: SELF, locationId: shop.storage, quantity: 1n }], [coming(['THERE'])]),
    await said_('kit', [going(lotId, ['P1'])], [coming(['THERE'])]),
    await said_('rework', [going(lotId, ['P1'])], [coming(['GONE'], shop.itemId)]),
    await said_('kit', [going(lotId, ['P1'])], [coming(['K'])], [{ serial: 'K', parts: ['P2'] }]),
    await said_('kit', [going(lotId, ['P1'])], [coming(['K', 'L'])], [{ serial: 'K', parts: ['P1'] }, { serial: 'L', parts: ['P1'] }]),
    await said_('kit', [going(lotId, ['P1', 'P2'])], [coming(['K'])]),
  ]).toEqual([
    'transformed_serials_differ', 'transformed_serials_differ', 'transformed_serials_differ', 'serial_elsewhere', 'serial_elsewhere',
    'serial_held', 'serial_needed', 'serial_exists', 'unit_not_of_input', 'part_unknown', 'part_twice', 'done',
  ])
})

test('two at once give one number to one unit', async () => {
  const lotId = await shop.units(['P1', 'P2'])
  const all = await Promise.all(['P1', 'P2'].map((code) => turn('kit', [going(lotId, [code])], [coming(['SAME'])])))
  expect(all.map(said).sort()).toEqual(['done', 'serial_exists'])
})

test('two at two sites give one number to one unit', async () => {
  const [first, second] = [await makeUnitShop(place.database, 'lot+serial'), await makeUnitShop(place.database, 'lot+serial')]
  const all = await Promise.all([first, second].map(async (at) => {
    const lotId = await at.units(['P'])
    return outcome(place.database, transform, {
      kind: 'kit', siteId: at.siteId, edges: null,
      inputs: [{ itemId: at.itemId, lotId, ownerId: SELF, locationId: at.storage, quantity: 1n, serials: ['P'] }],
      outputs: [{ ...coming(['TWICE']), locationId: at.storage }],
    })
  }))
  expect(all.map(said).sort()[0]).toBe('done')
  expect(['output_serial_taken', 'serial_elsewhere', 'serial_exists']).toContain(all.map(said).sort()[1])
})
