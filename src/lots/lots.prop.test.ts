import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, formatLabelDate, type LabelDate, parseLabelDate } from '#kernel'
import { likeness, lookAlikes } from './look-alike-rules.ts'
import {
  type Came,
  dateFields,
  differences,
  type Lot,
  meet,
  noDates,
  settle,
  taken,
} from './value-rules.ts'

const blank: Lot = {
  id: 'l1',
  itemId: 'i1',
  code: 'A1',
  originId: 'o1',
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
const policy = {
  shelfLifeDays: 30,
  bind: ({ useBy, bestBefore }: typeof noDates) => (useBy ?? bestBefore)?.on ?? null,
}
const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2029-01-01', days))
const label: fc.Arbitrary<LabelDate | null> = fc
  .tuple(day, fc.constantFrom(4, 7, 10))
  .map(([on, length]) => parseLabelDate(on.slice(0, length)))
const came: fc.Arbitrary<Came> = fc.record({
  dates: fc.record({
    produced: fc.option(label),
    packed: fc.option(label),
    bestBefore: fc.option(label),
    useBy: fc.option(label),
    sellBy: fc.option(label),
    retest: fc.option(label),
  }),
  texts: fc.record({ ownCode: fc.option(fc.constantFrom('x', 'y')) }),
})

function fill(lot: Lot, coming: Came): Lot {
  const fields = meet(lot, coming).filter(({ how }) => how !== 'conflicts')
  return taken(lot, coming, new Set<string>(fields.map(({ field }) => field)), policy)
}

test('what arrives never makes a label less exact, and never says something else', () => {
  fc.assert(
    fc.property(fc.array(came, { maxLength: 6 }), (arrivals) => {
      let lot = blank
      for (const arrival of arrivals) {
        const after = fill(lot, arrival)
        for (const field of dateFields) {
          const derived = field === 'bestBefore' && lot.bestBeforeDerived
          const known = derived ? null : lot.dates[field]
          const now = after.dates[field]
          if (known === null) continue
          expect(now === null ? '' : formatLabelDate(now)).toContain(formatLabelDate(known))
        }
        lot = after
      }
    }),
  )
})

test('the same arrival again changes nothing', () => {
  fc.assert(
    fc.property(came, came, (first, second) => {
      const lot = fill(fill(settle(blank, policy), first), second)
      expect(differences(lot, fill(lot, second))).toEqual([])
    }),
  )
})

test('a best before date is derived from an exact day, and yields to a label', () => {
  const made = settle({ ...blank, dates: { ...noDates, produced: at('2030-01-01') } }, policy)
  const month = settle({ ...blank, dates: { ...noDates, produced: at('2030-01') } }, policy)
  const told = fill(made, { dates: { bestBefore: at('2030-06') }, texts: {} })

  expect([made.bindingOn, made.bestBeforeDerived]).toEqual(['2030-01-31', true])
  expect([month.bindingOn, month.bestBeforeDerived]).toEqual([null, false])
  expect([told.bindingOn, told.bestBeforeDerived]).toEqual(['2030-06-30', false])
  expect(differences(made, told)).toEqual([
    { field: 'bestBefore', old: '2030-01-31 (derived)', new: '2030-06' },
    { field: 'bindingOn', old: '2030-01-31', new: '2030-06-30' },
  ])
})

test('a coarser date that agrees is no conflict, another month is', () => {
  const lot = { ...blank, dates: { ...noDates, useBy: at('2030-02-14') } }
  const how = (text: string) => meet(lot, { dates: { useBy: at(text) }, texts: {} })

  expect(how('2030-02')).toEqual([])
  expect(how('2030')).toEqual([])
  expect(how('2030-03')).toEqual([
    { field: 'useBy', how: 'conflicts', known: '2030-02-14', came: '2030-03' },
  ])
})

test.each([
  ['LOT10', 'LOTIO', 'characters'],
  ['B8', '88', 'characters'],
  ['S1', '5l', 'characters'],
  ['abc', 'ABC', 'case'],
  ['A123', 'A124', 'one_edit'],
  ['A123', 'A12', 'one_edit'],
  ['A123', 'A132', 'one_edit'],
  ['A123', 'A1234', 'one_edit'],
  ['A123', 'A145', null],
  ['A123', 'A123', null],
  ['A123', 'B231', null],
])('%s and %s: %s', (one, other, why) => {
  expect(likeness(one, other)).toBe(why)
})

test('likeness is mutual, and one edit is always seen', () => {
  const code = fc.stringMatching(/^[A-Za-z0-9]{1,12}$/)
  fc.assert(
    fc.property(code, code, fc.nat(12), fc.constantFrom('X', '7', ''), (one, other, at, by) => {
      expect(likeness(one, other)).toBe(likeness(other, one))
      const place = at % one.length
      const edited = one.slice(0, place) + by + one.slice(place + 1)
      expect(likeness(one, edited) !== null).toBe(one !== edited)
      expect(lookAlikes(one, [one])).toEqual([])
    }),
  )
})

function at(text: string): LabelDate {
  const date = parseLabelDate(text)
  if (date === null) throw new Error(text)
  return date
}
