import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel'
import { factorOn, isGtin, type Unit } from './rules.ts'

const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2025-01-01', days))
const units = fc.uniqueArray(
  fc.record({
    unit: fc.constantFrom('carton', 'pallet'),
    fromOn: day,
    numerator: fc.bigInt({ min: 1n, max: 1000n }),
    denominator: fc.bigInt({ min: 1n, max: 1000n }),
    gtin: fc.constant(null),
  }),
  { selector: ({ unit, fromOn }) => `${unit} ${fromOn}` },
)

test('a factor is the latest that has begun, or the first', () => {
  fc.assert(
    fc.property(units, day, (all: Unit[], date) => {
      const mine = all
        .filter(({ unit }) => unit === 'carton')
        .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
      const wanted = mine.filter(({ fromOn }) => fromOn <= date).at(-1) ?? mine[0]
      const found = factorOn(all, 'carton', date)
      expect(found).toEqual(
        wanted === undefined
          ? null
          : { numerator: wanted.numerator, denominator: wanted.denominator },
      )
    }),
  )
})

test('exactly one check digit makes thirteen digits a GTIN', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), (digits) => {
      const right = [...'0123456789'].filter((digit) => isGtin(digits + digit))
      expect(right).toHaveLength(1)
    }),
  )
})
