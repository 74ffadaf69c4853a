import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { judgeLine, type JudgedLine, type ReceivedItem, refuseShort } from './rules.ts'

const tea: ReceivedItem = { sku: 'TEA', baseUnit: 'gram', stocked: true, mode: 'lot', leastReceiptDays: 30 }
const arrived: JudgedLine = {
  line: 1, day: '2030-01-01', quantity: '10', unit: 'gram', factor: { numerator: 1n, denominator: 1n }, hasLot: true,
  serials: 0, lastsTo: '2030-01-31', left: 10n, mayBeShort: false, mayBeOver: false,
}
const judge = (item: Partial<ReceivedItem>, line: Partial<JudgedLine>) => {
  const judged = judgeLine({ ...tea, ...item }, { ...arrived, ...line })
  return judged instanceof Refusal ? judged.code : judged
}

test('what is wrong with a line is told in one order', () => {
  const wrong: [string, Partial<ReceivedItem>, Partial<JudgedLine>][] = [
    ['received_item_not_stocked', { stocked: false }, {}],
    ['unit_unknown', {}, { factor: null }],
    ['quantity_not_whole', {}, { quantity: '11.5' }],
    ['receipt_lot_needed', {}, { hasLot: false }],
    ['serials_do_not_match', {}, { serials: 1 }],
    ['below_least_life', {}, { lastsTo: '2030-01-30' }],
    ['over_announced', {}, { quantity: '11' }],
  ]

  const told = wrong.map((_, at) => {
    const rest = wrong.slice(at).reverse()
    return judge(Object.assign({}, ...rest.map(([, item]) => item)), Object.assign({}, ...rest.map(([, , line]) => line)))
  })

  expect(told).toEqual(wrong.map(([code]) => code))
  expect(judge({}, {})).toBe(10n)
})

// One row per refusal, then the nearest line that passes.
test.each<[string, Partial<ReceivedItem>, Partial<JudgedLine>, string | bigint]>([
  ['a service is not received', { stocked: false }, {}, 'received_item_not_stocked'],
  ['nobody knows the unit', {}, { factor: null, unit: 'crate' }, 'unit_unknown'],
  ['a third of a gram', {}, { quantity: '1', factor: { numerator: 1n, denominator: 3n } }, 'quantity_not_whole'],
  ['three thirds are one', {}, { quantity: '3', factor: { numerator: 1n, denominator: 3n } }, 1n],
  ['half a crate of six', {}, { quantity: '0.5', factor: { numerator: 6n, denominator: 1n } }, 3n],
  ['nothing came', {}, { quantity: '0' }, 'quantity_not_whole'],
  ['a comma is no point', {}, { quantity: '1,5' }, 'quantity_not_whole'],
  ['a power of ten is no plain number', {}, { quantity: '1e9' }, 'quantity_not_whole'],
  ['less than nothing came', {}, { quantity: '-1' }, 'quantity_not_whole'],
  ['followed by lot, none named', {}, { hasLot: false }, 'receipt_lot_needed'],
  ['followed by lot and serial, no lot named', { mode: 'lot+serial' }, { hasLot: false, serials: 10 }, 'receipt_lot_needed'],
  ['not followed, yet a lot', { mode: 'none' }, {}, 'receipt_lot_not_kept'],
  ['not followed, no lot', { mode: 'none' }, { hasLot: false, lastsTo: null }, 10n],
  ['one serial too few', { mode: 'serial' }, { serials: 9 }, 'serials_do_not_match'],
  ['one serial too many', { mode: 'lot+serial' }, { serials: 11 }, 'serials_do_not_match'],
  ['as many serials as units', { mode: 'lot+serial' }, { serials: 10 }, 10n],
  ['serials of an item without', {}, { serials: 10 }, 'serials_do_not_match'],
  ['serials come at shipment', { mode: 'serial_at_shipment' }, { serials: 10 }, 'serials_do_not_match'],
  ['one day too short', {}, { lastsTo: '2030-01-30' }, 'below_least_life'],
  ['short, and somebody may say yes', {}, { lastsTo: '2030-01-30', mayBeShort: true }, 10n],
  ['past its date, although no life is asked', { leastReceiptDays: null }, { lastsTo: '2029-12-31' }, 'below_least_life'],
  ['its last day', { leastReceiptDays: null }, { lastsTo: '2030-01-01' }, 10n],
  ['nothing is known of its life', {}, { lastsTo: null }, 10n],
  ['one more than announced', {}, { left: 9n }, 'over_announced'],
  ['nothing is left of what was announced', {}, { left: -3n }, 'over_announced'],
  ['more than announced, and somebody may say yes', {}, { left: 9n, mayBeOver: true }, 10n],
  ['not announced', {}, { left: null }, 10n],
])('%s', (_, item, line, expected) => {
  expect(judge(item, line)).toBe(expected)
})

test('what is left of an overdrawn announcement is nothing, not less', () => {
  const refusal = judgeLine(tea, { ...arrived, left: -3n })

  expect(refusal).toMatchObject({ facts: { asked: 10n, left: 0n } })
})

describe('whatever comes', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((days) => new Date(Date.UTC(2030, 0, 1 + days)).toISOString().slice(0, 10))

  test('goods are short exactly when they end before the day they must last to', () => {
    fc.assert(
      fc.property(day, day, fc.option(fc.integer({ min: 0, max: 400 })), (today, lastsTo, leastReceiptDays) => {
        const lasts = (Date.parse(lastsTo) - Date.parse(today)) / 86_400_000

        const refusal = refuseShort({ sku: 'TEA', leastReceiptDays }, { line: 1, day: today, lastsTo })

        expect(refusal === null).toBe(lasts >= (leastReceiptDays ?? 0))
      }),
    )
  })

  test('a quantity is exact or refused, and nothing between', () => {
    const entered = fc.tuple(fc.nat(99_999), fc.nat(999)).map(([whole, part]) => ({ whole, part }))
    const factor = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }))
    fc.assert(
      fc.property(entered, factor, ({ whole, part }, [numerator, denominator]) => {
        const thousandths = BigInt(whole * 1000 + part) * BigInt(numerator)
        const unit = 1000n * BigInt(denominator)
        const exact = thousandths % unit === 0n && thousandths > 0n

        const judged = judge({}, {
          quantity: `${whole}.${String(part).padStart(3, '0')}`, left: null,
          factor: { numerator: BigInt(numerator), denominator: BigInt(denominator) },
        })

        expect(judged).toBe(exact ? thousandths / unit : 'quantity_not_whole')
      }),
    )
  })
})
