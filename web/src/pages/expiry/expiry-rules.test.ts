import { expect, test } from 'vitest'
import { addDays } from '#kernel'
import { addressOf, bandsOf, lastDayOf, levelOf, LEVELS, measureOf, measuresOf, monthAfter, totalOf, weeksOf, weightOf } from './expiry-rules'

const sum = (quantity: number, lots = 1, unit = 'piece') => ({ unit, lots, quantity: String(quantity), held: '0', currency: null, value: null })
const worth = (value: string, currency: string, unit = 'piece') => ({ ...sum(1, 1, unit), value, currency })

test('a month is whole weeks from Monday on, leap years as well', () => {
  expect(weeksOf('2026-06')[0]).toEqual(['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07'])
  expect(weeksOf('2028-02').flat().filter((day) => day !== null)).toHaveLength(29)
  for (const month of ['2026-01', '2026-11', '2027-02', '2028-02']) {
    expect(weeksOf(month).every((week) => week.length === 7)).toBe(true)
    expect(weeksOf(month).flat().filter((day) => day !== null).at(-1)).toBe(lastDayOf(month))
  }
  expect([monthAfter('2026-11', 3), monthAfter('2026-01', -1), monthAfter('2026-12', 1)]).toEqual(['2027-02', '2025-12', '2027-01'])
})

test('every day is in one stretch: what ended, a week, a month, a quarter', () => {
  const today = '2026-11-26'
  const days = [-1, 0, 7, 8, 30, 31, 90].map((after) => ({ day: addDays(today, after), sums: [sum(10)] }))

  const bands = bandsOf(today, { before: [sum(5, 2), sum(700, 1, 'g')], days })

  expect(bands.map(({ name, within, sums }) => [name, within, sums.map(({ unit, quantity, lots }) => `${quantity} ${unit} of ${lots}`)])).toEqual([
    ['past', '/2026-11-25', ['700 g of 1', '15 piece of 3']],
    ['week', '2026-11-26/2026-12-03', ['20 piece of 2']],
    ['month', '2026-12-04/2026-12-26', ['20 piece of 2']],
    ['quarter', '2026-12-27/2027-02-24', ['20 piece of 2']],
  ])
})

test('whatever there is at all is seen, and the most is the strongest', () => {
  expect([levelOf(0n, 100n), levelOf(1n, 1_000_000n), levelOf(25n, 100n), levelOf(26n, 100n), levelOf(100n, 100n)]).toEqual([0, 1, 2, 3, LEVELS])
  expect(levelOf(10n ** 30n, 10n ** 30n)).toBe(LEVELS)
})

test('values are added exactly and by currency, and lots that have none are counted', () => {
  const sums = [worth('0.1', 'EUR'), worth('0.2', 'EUR', 'g'), worth('9007199254740993.00000001', 'EUR'), worth('5', 'USD'), sum(7, 3)]

  expect(totalOf(sums)).toEqual({
    lots: 7, quantities: [{ unit: 'g', quantity: '1' }, { unit: 'piece', quantity: '10' }],
    values: [{ currency: 'EUR', value: '9007199254740993.30000001' }, { currency: 'USD', value: '5' }], unvalued: 3,
  })
  const [past] = bandsOf('2026-11-26', { before: [...sums, ...sums], days: [] })
  expect(past?.sums.map(({ unit, currency, value, lots }) => [unit, currency, value, lots])).toEqual([
    ['g', 'EUR', '0.4', 2], ['piece', 'EUR', '18014398509481986.20000002', 4], ['piece', 'USD', '10', 2], ['piece', null, null, 6],
  ])
  expect([weightOf(sums, { by: 'value', currency: 'USD' }), weightOf([sum(7)], { by: 'value', currency: 'USD' }), weightOf(sums, { by: 'unit', unit: 'piece' })]).toEqual([500_000_000n, 0n, 10n])
  expect(totalOf([worth('0', 'EUR')])).toMatchObject({ values: [{ currency: 'EUR', value: '0' }], unvalued: 0 })
})

test('what days are weighed by is what the address says, and value is there to be chosen before anything has one', () => {
  const measures = measuresOf([{ day: '2026-11-26', sums: [worth('1', 'USD'), worth('1', 'EUR', 'g'), sum(1)] }], '')
  expect(measures.map(addressOf)).toEqual(['', 'g', 'piece', 'value EUR', 'value USD'])
  for (const one of measures) expect(measureOf(measures, addressOf(one))).toBe(one)
  expect(measureOf(measures, 'value')).toEqual({ by: 'value', currency: 'EUR' })
  expect(['', 'value CHF', 'kg'].map((asked) => measureOf(measures, asked).by)).toEqual(['lots', 'lots', 'lots'])
  expect(measuresOf([], '').map(addressOf)).toEqual(['', 'value'])
  expect(measuresOf([], 'value CHF').map(addressOf)).toEqual(['', 'value CHF'])
})
