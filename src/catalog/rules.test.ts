import { expect, test } from 'vitest'
import type { ChangeItem } from './contract.ts'
import {
  bindingDateOf,
  changed,
  differences,
  isGtin,
  modeOn,
  type NewItem,
  plainAmount,
  refuseChange,
  refuseMode,
  refuseNewItem,
  refuseUnit,
  type Unit,
} from './rules.ts'

const carton: Unit = {
  unit: 'carton',
  fromOn: '2030-01-01',
  numerator: 12n,
  denominator: 1n,
  gtin: null,
}
const good: NewItem = {
  itemId: 'i1',
  ownerId: 'o1',
  sku: 'TEA',
  baseUnit: 'piece',
  secondUnit: 'gram',
  gtin: '4006381333931',
  value: null,
  currency: null,
  units: [carton],
}
const seen = { exists: false, owner: true, skuTaken: false }

test.each([
  ['an id that is used', {}, { exists: true }, 'item_exists'],
  ['an owner nobody knows', {}, { owner: false }, 'owner_missing'],
  ['a code that is used', {}, { skuTaken: true }, 'sku_taken'],
  ['a wrong check digit', { gtin: '4006381333932' }, {}, 'gtin_wrong'],
  ['a second unit that is the base', { secondUnit: 'piece' }, {}, 'second_unit_is_base'],
  ['a value in no currency', { value: '3' }, {}, 'currency_needed'],
  ['a currency of nothing', { currency: 'EUR' }, {}, 'currency_alone'],
  ['three letters that are no currency', { value: '3', currency: 'ERU' }, {}, 'currency_unknown'],
  ['a value of nothing in a currency', { value: '0', currency: 'EUR' }, {}, undefined],
  ['a pack that is the base', { units: [{ ...carton, unit: 'piece' }] }, {}, 'unit_is_base'],
  ['31 June', { units: [{ ...carton, fromOn: '2030-06-31' }] }, {}, 'day_impossible'],
  ['a wrong GTIN of a pack', { units: [{ ...carton, gtin: '12345678' }] }, {}, 'gtin_wrong'],
  ['two sizes at once', { units: [carton, { ...carton, numerator: 10n }] }, {}, 'unit_taken'],
  ['the same pack twice', { units: [carton, carton] }, {}, undefined],
  ['a good item', {}, {}, undefined],
])('%s', (_, change, state, code) => {
  expect(refuseNewItem({ ...good, ...change }, { ...seen, ...state })?.code).toBe(code)
})

const item = {
  sku: 'TEA',
  name: 'Tea',
  baseUnit: 'piece',
  secondUnit: 'gram',
  gtin: null,
  description: null,
  segregationClass: null,
  bindingDate: 'use_by_or_best_before' as const,
  shelfLifeDays: null,
  leastReceiptDays: null,
  value: null as string | null,
  currency: null as string | null,
  stocked: true,
  closed: false,
}
const changes: [string, Partial<ChangeItem>, Partial<typeof item>, string | undefined][] = [
  ['a closed item', { name: 'Tee' }, { closed: true }, 'item_closed'],
  ['another base unit', { baseUnit: 'gram' }, {}, 'base_unit_fixed'],
  ['another second unit', { secondUnit: 'ounce' }, {}, 'second_unit_fixed'],
  ['no second unit any more', { secondUnit: null }, {}, 'second_unit_fixed'],
  ['a wrong GTIN', { gtin: '4006381333932' }, {}, 'gtin_wrong'],
  ['a value without its currency', { value: '3' }, {}, 'currency_needed'],
  ['another value in the same currency', { value: '4' }, { value: '3', currency: 'EUR' }, undefined],
  ['no value in another currency', { value: null, currency: 'USD' }, { value: '3', currency: 'EUR' }, 'currency_alone'],
  ['no currency any more', { currency: null }, { value: '3', currency: 'EUR' }, 'currency_needed'],
  ['a currency nobody has', { currency: 'EEE' }, { value: '3', currency: 'EUR' }, 'currency_unknown'],
  ['the same units', { baseUnit: 'piece', secondUnit: 'gram' }, {}, undefined],
  ['a closed item opened again', { closed: false }, { closed: true }, undefined],
]

test.each(changes)('changing %s', (_, change, state, code) => {
  const wanted = { itemId: 'i1', reason: 'why', ...change }
  expect(refuseChange({ ...item, ...state }, wanted)?.code).toBe(code)
})

test('a value is the same however many zeros it ends with, and its currency goes with it', () => {
  expect(['12.50', '10.00', '100', '0.0', '0.00000001'].map(plainAmount)).toEqual(['12.5', '10', '100', '0', '0.00000001'])
  const priced = { ...item, value: '12.5', currency: 'EUR' }
  const after = (wanted: Partial<ChangeItem>) => differences(priced, changed(priced, { itemId: 'i1', reason: 'why', ...wanted }))
  expect(after({ value: '12.500' })).toEqual([])
  expect(after({ value: '0' })).toEqual([{ field: 'value', old: '12.5', new: '0' }])
  expect(after({ value: null })).toEqual([{ field: 'value', old: '12.5', new: null }, { field: 'currency', old: 'EUR', new: null }])
})

test('a mode begins no earlier than the latest', () => {
  const modes = [{ mode: 'lot' as const, fromOn: '2030-02-01' }]
  const on = (day: string, closed = false) => refuseMode({ sku: 'TEA', closed, modes }, day)?.code

  expect([
    on('2030-03-01', true),
    on('2030-02-30'),
    on('2030-01-31'),
    on('2030-02-01'),
    on('2030-02-02'),
  ]).toEqual(['item_closed', 'day_impossible', 'mode_not_latest', undefined, undefined])
})

test('history keeps the mode it was recorded under; of one day the later entry counts', () => {
  const history = [
    { mode: 'none' as const, fromOn: '2030-01-01' },
    { mode: 'lot' as const, fromOn: '2030-02-01' },
    { mode: 'serial' as const, fromOn: '2030-02-01' },
  ]

  expect(
    ['2029-12-31', '2030-01-31', '2030-02-01', '2031-01-01'].map((d) => modeOn(history, d)),
  ).toEqual(['none', 'none', 'serial', 'serial'])
})

test('a unit may be said again as it is', () => {
  const of = { baseUnit: 'piece', units: [carton] }
  const same = { ...carton, numerator: 24n, denominator: 2n }

  expect(refuseUnit(same, of)).toBeNull()
  expect(refuseUnit({ ...carton, numerator: 13n }, of)?.code).toBe('unit_taken')
  expect(refuseUnit({ ...carton, numerator: 13n, fromOn: '2030-01-02' }, of)).toBeNull()
})

test('use by binds before best before', () => {
  const date = (on: string) => ({ on, precision: 'day' as const })
  const dates = {
    useBy: date('2030-01-01'),
    bestBefore: date('2029-01-01'),
    sellBy: date('2028-01-01'),
    retest: null,
  }
  const policies = ['use_by_or_best_before', 'best_before', 'sell_by', 'retest', 'none'] as const

  expect(policies.map((policy) => bindingDateOf(dates, policy))).toEqual([
    '2030-01-01',
    '2029-01-01',
    '2028-01-01',
    null,
    null,
  ])
})

test.each([
  ['96385074', true],
  ['036000291452', true],
  ['4006381333931', true],
  ['10614141000415', true],
  ['4006381333913', false],
  ['400638133393', false],
  ['', false],
])('GTIN %s', (gtin, right) => {
  expect(isGtin(gtin)).toBe(right)
})
