import { expect, test } from 'vitest'
import { words } from '~/words'
import { blankInput, blankMake, blankOutput, bodyOf, isWhichAsked, kinds, type MakeForm, pairOf, partsAsked, sharedOut, whichOf } from './make-form'

const item = (code: string) => ({ id: `id ${code}`, code, detail: '', baseUnit: 'piece' })
const input = (sku: string, serials: readonly string[]) => ({ ...blankInput(), item: item(sku), whole: String(serials.length), placeId: 'shelf', serials })
const output = (serials: string) => blankOutput({ item: item('SET'), code: 'S-1', whole: '2', serials })
const form = (some: Partial<MakeForm>): MakeForm => ({ ...blankMake(), kind: 'kit', site: { id: 'site', code: 'SITE', detail: '', siteId: null }, ...some })

test('which part is in which unit is asked where new units come out of units, and several of them', () => {
  const inputs = [input('CUP', ['C1', 'C2']), input('POT', ['P1', 'P2'])]
  expect(partsAsked(form({ inputs, outputs: [output('S1')] }))).toBeNull()
  expect(partsAsked(form({ inputs: [blankInput()], outputs: [output('S1 S2')] }))).toBeNull()
  // What keeps its number is no part of anything.
  expect(partsAsked(form({ inputs: [input('CUP', ['C1', 'C2'])], outputs: [output('C1 C2')] }))).toBeNull()
  expect(partsAsked(form({ inputs, outputs: [output('S1, S2')] }))).toMatchObject({ parts: [{ code: 'C1', sku: 'CUP' }, { code: 'C2' }, { code: 'P1', sku: 'POT' }, { code: 'P2' }], wholes: ['S1', 'S2'] })
})

test('the parts of each item are shared out in their order, and what is said is sent', () => {
  const asked = partsAsked(form({ inputs: [input('CUP', ['C1', 'C2', 'C3', 'C4']), input('POT', ['P1'])], outputs: [output('S1 S2')] }))
  expect(asked === null ? null : sharedOut(asked)).toEqual({ C1: 'S1', C2: 'S1', C3: 'S2', C4: 'S2', P1: 'S1' })

  const inputs = [input('CUP', ['C1', 'C2'])]
  expect(bodyOf(form({ inputs, outputs: [output('S1 S2')], goesInto: { C1: 'S2', C2: 'S2', gone: 'S1' } }))?.parts).toEqual([{ serial: 'S2', parts: ['C1', 'C2'] }])
  expect(bodyOf(form({ inputs, outputs: [output('S1 S2')], goesInto: { C1: 'no longer there' } }))).not.toHaveProperty('parts')
  expect(bodyOf(form({ inputs, outputs: [output('S1')], goesInto: { C1: 'S1' } }))).not.toHaveProperty('parts')
})

const into = (sku: string, whole: string) => ({ ...input(sku, []), serials: null, whole })
const out = (code: string, whole: string) => blankOutput({ item: item('BLEND'), code, whole })

test('which lot went into which is asked where several go in and several come out, and only sent when it was said', () => {
  const [inputs, outputs] = [[into('A', '10'), into('B', '5')], [out('X', '6'), out('Y', '9')]]
  expect([isWhichAsked({ inputs, outputs }), isWhichAsked({ inputs, outputs: [out('X', '15')] }), isWhichAsked({ inputs: [into('A', '10')], outputs }), isWhichAsked({ inputs: [into('A', ''), into('B', '5')], outputs })])
    .toEqual([true, false, false, false])
  const make = form({ kind: 'make', inputs, outputs })
  expect(bodyOf(make)).not.toHaveProperty('edges')

  const [[a, b], [x, y]] = [inputs, outputs] as const
  const said = (pairs: MakeForm['pairs']) => whichOf({ inputs, outputs, pairs })
  if (a === undefined || b === undefined || x === undefined || y === undefined) throw new Error('There are two of each.')
  expect(said({ [pairOf(a, x)]: '', [pairOf(b, y)]: '' })).toEqual([
    { input: 1, output: 1, inputQuantity: '10', outputQuantity: '6' }, { input: 2, output: 2, inputQuantity: '5', outputQuantity: '9' },
  ])
  // What is not said is shared by how much comes out, and what is said stays.
  expect(said({ [pairOf(a, x)]: '', [pairOf(a, y)]: '', [pairOf(b, y)]: '' })?.map(({ inputQuantity }) => inputQuantity)).toEqual(['4', '6', '5'])
  expect(said({ [pairOf(a, x)]: '3', [pairOf(a, y)]: '', [pairOf(b, y)]: '' })?.map(({ inputQuantity }) => inputQuantity)).toEqual(['3', '7', '5'])
  // A lot that goes in or comes out of nothing, or more than goes in, is not sent.
  for (const pairs of [{ [pairOf(a, x)]: '' }, { [pairOf(a, x)]: '', [pairOf(b, x)]: '' }, { [pairOf(a, x)]: '11', [pairOf(b, y)]: '' }, { [pairOf(a, x)]: 'some', [pairOf(b, y)]: '' }]) {
    expect([said(pairs), bodyOf({ ...make, pairs })]).toEqual([null, null])
  }
  expect(bodyOf({ ...make, pairs: { [pairOf(a, x)]: '', [pairOf(b, y)]: '' } })?.edges).toHaveLength(2)
})

test('whatever can be done has a word for when it was done', () => {
  expect(kinds.filter((kind) => words.transformationKinds[kind] === undefined)).toEqual([])
})
