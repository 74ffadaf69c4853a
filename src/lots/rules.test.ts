import { expect, test } from 'vitest'
import { NIL } from '#kernel'
import type { CreateLot, DefineAttribute } from './contract.ts'
import {
  type Attribute,
  fits,
  isPrintable,
  judgeNewLot,
  refuseAttribute,
  refuseChange,
  refuseMerge,
} from './rules.ts'
import { refuseUnseen } from './unseen-rules.ts'
import { type Lot, noDates } from './value-rules.ts'

const item = { sku: 'TEA', closed: false, stocked: true }
const colour: Attribute = { name: 'colour', title: 'Colour', type: 'choice', choices: ['red'] }
const free = {
  exists: false,
  item: item as typeof item | undefined,
  originIds: new Set(['o1']),
  takenBy: undefined as string | undefined,
  attributes: new Map([['colour', colour]]),
}
const good = { lotId: 'l1', itemId: 'i1', code: 'A1', originId: 'o1' }

test.each<[string, Partial<CreateLot>, Partial<typeof free>, string | undefined]>([
  ['an id that is used', {}, { exists: true }, 'lot_exists'],
  ['an item nobody knows', {}, { item: undefined }, 'lot_item_missing'],
  ['a closed item', {}, { item: { ...item, closed: true } }, 'lot_item_closed'],
  ['a fee', {}, { item: { ...item, stocked: false } }, 'lot_item_not_stocked'],
  ['an origin nobody knows', { originId: 'o2' }, {}, 'origin_missing'],
  ['a blank in GS1', { code: 'A 1', printable: true }, {}, 'code_not_printable'],
  ['a tab in the code', { code: 'A\t1' }, {}, 'code_unseen'],
  ['a code that is used', {}, { takenBy: 'l0' }, 'lot_code_taken'],
  ['31 February', { dates: { useBy: '2030-02-31' } }, {}, 'date_impossible'],
  ['received on no day', { receivedOn: '2030-13-01' }, {}, 'date_impossible'],
  [
    'good until before it was made',
    { dates: { produced: '2030-02-02', useBy: '2030-02-01' } },
    {},
    'dates_disordered',
  ],
  ['an unknown attribute', { attributes: { size: '1' } }, {}, 'attribute_unknown'],
  ['an unknown colour', { attributes: { colour: 'blue' } }, {}, 'attribute_wrong'],
  [
    'made in the month it lasts to',
    { dates: { produced: '2030-02', useBy: '2030-02-01' }, attributes: { colour: 'red' } },
    {},
    undefined,
  ],
  ['no origin known', { originId: NIL }, {}, undefined],
])('%s', (_, change, seen, code) => {
  const judged = judgeNewLot({ ...good, ...change }, { ...free, ...seen })
  expect('code' in judged ? judged.code : undefined).toBe(code)
})

test.each([
  ['A\t1', 'A1', 'character 2 is a tab (U+0009)'], ['\u{1f375}A\u200b', '\u{1f375}A', 'character 3 is a zero-width space (U+200B)'],
  ['\u202eA1', 'A1', 'character 1 is a sign of direction (U+202E)'], ['A\u00011', 'A1', 'character 2 is a control character (U+0001)'],
  ['A1\ufeff', 'A1', 'character 3 is a zero-width no-break space (U+FEFF)'], ['A\u3164', 'A', 'character 2 is a sign without a shape (U+3164)'],
  ['A\u001d21', 'A21', 'character 2 is a group separator (U+001D)'], ['A\u20281', 'A1', 'character 2 is a line break (U+2028)'],
])('%j is refused, and it is told where and why', (code, seen, where) => {
  expect(refuseUnseen(code)?.message).toBe(`The lot code ${seen} holds what nobody sees: its ${where}. Leave it out.`)
})

test('what people see is no reason to refuse a code', () => {
  for (const code of ['A-17/2026', 'Ä 1', '批号 7', 'דגם-1', 'e\u0301', '\u{1f375}', 'A\u00a01']) expect(refuseUnseen(code)).toBeNull()
})

const lot: Lot = {
  id: 'l1',
  itemId: 'i1',
  code: 'A1',
  originId: NIL,
  ownCode: null,
  regulatoryCode: null,
  regulatorySource: null,
  facility: null,
  dates: noDates,
  bestBeforeDerived: false,
  bindingOn: null,
  receivedOn: null,
  mergedIntoId: null,
}

test('changes are refused in this order', () => {
  const seen = { ...free, lot, after: lot, overwritten: ['code'] }
  const merged = { ...lot, mergedIntoId: 'l2' }
  const day = (on: string) => ({ on, precision: 'day' as const })
  const dates = { ...noDates, produced: day('2030-01-02'), sellBy: day('2030-01-01') }
  const wanted = { lotId: 'l1', originId: 'o2', printable: true, attributes: { size: '1' } }
  const known = { ...wanted, originId: 'o1' }
  const bad = { ...lot, code: 'Ä', dates }
  const taken = { ...seen, takenBy: 'l9' }
  const plain = { ...known, printable: false }

  expect([
    refuseChange(wanted, { ...taken, lot: merged, after: bad })?.code,
    refuseChange(wanted, { ...taken, after: bad })?.code,
    refuseChange(known, { ...taken, after: bad })?.code,
    refuseChange(plain, { ...taken, after: bad })?.code,
    refuseChange(plain, { ...seen, after: bad })?.code,
    refuseChange(plain, seen)?.code,
    refuseChange({ lotId: 'l1', attributes: { colour: 'blue' } }, seen)?.code,
    refuseChange({ lotId: 'l1' }, seen)?.code,
    refuseChange({ lotId: 'l1', reason: 'why' }, seen)?.code,
    refuseChange({ lotId: 'l1' }, { ...seen, takenBy: 'l1', overwritten: [] })?.code,
  ]).toEqual([
    'lot_merged',
    'origin_missing',
    'code_not_printable',
    'lot_code_taken',
    'dates_disordered',
    'attribute_unknown',
    'attribute_wrong',
    'reason_needed',
    undefined,
    undefined,
  ])
})

test('merges are refused in this order', () => {
  const into = { ...lot, id: 'l2' }
  const asked = { lotId: 'l1', intoLotId: 'l2', reason: 'one' }
  const seen = { lot: lot as Lot | undefined, into: into as Lot | undefined, endOfTarget: 'l2' }
  const merged = { ...into, mergedIntoId: 'l3' }

  expect([
    refuseMerge({ ...asked, intoLotId: 'l1' }, { ...seen, lot: undefined })?.code,
    refuseMerge(asked, { ...seen, lot: undefined })?.code,
    refuseMerge(asked, { ...seen, into: undefined })?.code,
    refuseMerge(asked, { ...seen, into: { ...merged, itemId: 'i2' } })?.code,
    refuseMerge(asked, { ...seen, lot: { ...lot, mergedIntoId: 'l4' } })?.code,
    refuseMerge(asked, { ...seen, into: merged, endOfTarget: 'l1' })?.code,
    refuseMerge(asked, { ...seen, into: merged, endOfTarget: 'l3' })?.code,
    refuseMerge(asked, seen)?.code,
  ]).toEqual([
    'same_lot',
    'lot_missing',
    'lot_missing',
    'items_differ',
    'lot_merged',
    'merge_cycle',
    'lot_merged',
    undefined,
  ])
})

test('an attribute keeps its type and its choices', () => {
  const asked = (change: Partial<DefineAttribute>): DefineAttribute => {
    return { name: 'colour', title: 'C', type: 'choice', ...change }
  }

  expect([
    refuseAttribute(asked({}), undefined)?.code,
    refuseAttribute(asked({ type: 'text', choices: ['red'] }), undefined)?.code,
    refuseAttribute(asked({ type: 'text' }), colour)?.code,
    refuseAttribute(asked({ choices: ['blue'] }), colour)?.code,
    refuseAttribute(asked({ choices: ['blue', 'red'] }), colour)?.code,
  ]).toEqual(['choices_needed', 'choices_needed', 'attribute_fixed', 'attribute_fixed', undefined])
})

test.each<[string, Attribute['type'], boolean]>([
  ['anything', 'text', true],
  ['-12.50', 'number', true],
  ['1e9', 'number', false],
  ['2030-02', 'date', true],
  ['2030-02-30', 'date', false],
  ['yes', 'yes_no', true],
  ['true', 'yes_no', false],
  ['red', 'choice', true],
  ['Red', 'choice', false],
])('%s as %s', (value, type, right) => {
  expect(fits(value, { ...colour, type })).toBe(right)
})

test.each([
  ['A-1/2_z', true],
  ['12345678901234567890', true],
  ['123456789012345678901', false],
  ['A 1', false],
  ['A#1', false],
  ['Ä', false],
  ['', false],
])('GS1 prints %s', (code, right) => {
  expect(isPrintable(code)).toBe(right)
})
