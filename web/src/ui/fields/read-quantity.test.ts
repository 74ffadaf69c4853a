import { expect, test } from 'vitest'
import { baseUnitsOf, numberOf } from './read-quantity.ts'

test.each([
  ['12', '12'], ['1 200', '1200'], ['2,5', '2.5'], ['2.5', '2.5'], ['1\u202f200', '1200'],
  ['1,200', null], ['-1', null], ['', null], ['1.2.3', null], ['twelve', null],
] as const)('%s is the number %s', (typed, number) => expect(numberOf(typed)).toBe(number))

test.each([
  ['1.250', '.', '1.250'], ['1,250', '.', null], ['1,250', ',', '1.250'], ['1.250', ',', null], ['1,25', '.', '1.25'], ['1.25', ',', '1.25'],
] as const)('%s is, where %s ends the whole, the number %s', (typed, ends, number) => expect(numberOf(typed, ends)).toBe(number))

test('a quantity is whole in base units, or it is none', () => {
  const dozen = { numerator: 12n, denominator: 1n }
  expect(baseUnitsOf('2,5', dozen)).toBe(30n)
  expect(baseUnitsOf('2.51', dozen)).toBeNull()
  expect(baseUnitsOf('3', { numerator: 1n, denominator: 3n })).toBe(1n)
})
