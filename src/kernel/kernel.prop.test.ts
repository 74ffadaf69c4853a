// What the kernel promises of every value: quantities are exact, dates are days of the calendar, and one value has one text.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays, canonicalText, datesAgree, dayIn, formatLabelDate, isCalendarDate, isId, least, NIL, parseLabelDate, parseMoment, toBaseUnits,
} from './index.ts'

const whole = fc.bigInt({ min: 1n, max: 1_000_000_000_000n })
const factor = fc.record({ numerator: fc.bigInt({ min: 1n, max: 1_000_000n }), denominator: fc.bigInt({ min: 1n, max: 1_000_000n }) })
const decimals = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.stringMatching(/^\d{0,12}$/))
// The days of the calendar, told apart from the code that is tried: by how many there are in each month.
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
const two = (n: number) => String(n).padStart(2, '0')
const day = fc.integer({ min: 1900, max: 9998 }).chain((year) => fc.integer({ min: 1, max: 12 }).chain((month) =>
  fc.integer({ min: 1, max: lengthOf(year, month) }).map((of) => ({ year, month, of, text: `${year}-${two(month)}-${two(of)}` }))))

test('a quantity of packs is so many base units, exactly, or none', () => {
  fc.assert(fc.property(decimals, factor, ([before, after], { numerator, denominator }) => {
    const text = after === '' ? String(before) : `${before}.${after}`
    const [over, under] = [BigInt(`${before}${after}`) * numerator, 10n ** BigInt(after.length) * denominator]
    const units = toBaseUnits(text, { numerator, denominator })
    expect(units === null).toBe(over % under !== 0n)
    if (units !== null) expect(units * under).toBe(over)
  }))
  fc.assert(fc.property(whole, factor, (units, of) => {
    // Multiples of the ratio's lower part are always whole, and zeros behind the point change nothing.
    const packs = units * of.denominator
    expect([toBaseUnits(String(packs), of), toBaseUnits(`${packs}.000`, of)]).toEqual([units * of.numerator, units * of.numerator])
  }))
  expect(['', '-1', '+1', '1,5', '1e3', ' 1', '1.', '.5', '1.0000000000000', '٣'].map((text) => toBaseUnits(text, { numerator: 1n, denominator: 1n })))
    .toEqual(Array(10).fill(null))
  fc.assert(fc.property(whole, whole, (a, b) => {
    expect([a, b]).toContain(least(a, b))
    expect(least(a, b) <= a && least(a, b) <= b).toBe(true)
  }))
})

test('every day of the calendar is one, and the day behind the last of a month is none', () => {
  fc.assert(fc.property(day, ({ year, month, of, text }) => {
    expect(parseLabelDate(text)).toEqual({ on: text, precision: 'day' })
    expect(isCalendarDate(`${year}-${two(month)}-${two(lengthOf(year, month) + 1)}`)).toBe(false)
    expect([isCalendarDate(text.slice(0, 7)), isCalendarDate(`${year}-${two(month + 12)}-${two(of)}`), isCalendarDate(` ${text}`)]).toEqual([false, false, false])
  }))
})

test('a month or a year on a label means its last day, is written back as it was, and agrees with every day in it', () => {
  fc.assert(fc.property(day, day, ({ year, month, text }, other) => {
    const [exact, inMonth, inYear] = [parseLabelDate(text), parseLabelDate(text.slice(0, 7)), parseLabelDate(String(year))]
    if (exact === null || inMonth === null || inYear === null) throw new Error(text)
    expect([inMonth.on, inYear.on]).toEqual([`${text.slice(0, 8)}${two(lengthOf(year, month))}`, `${year}-12-31`])
    expect([exact, inMonth, inYear].map(formatLabelDate)).toEqual([text, text.slice(0, 7), String(year)])
    expect([datesAgree(exact, inMonth), datesAgree(inYear, exact), datesAgree(inMonth, inYear)]).toEqual([true, true, true])
    expect(exact.on <= inMonth.on && inMonth.on <= inYear.on).toBe(true)
    const elsewhere = { on: other.text, precision: 'day' } as const
    expect(datesAgree(inMonth, elsewhere)).toBe(other.text.startsWith(text.slice(0, 7)))
    expect(datesAgree(elsewhere, inMonth)).toBe(datesAgree(inMonth, elsewhere))
  }))
})

test('days later and earlier are days of the calendar, in their order, and lead back', () => {
  fc.assert(fc.property(day, fc.integer({ min: -36_500, max: 36_500 }), ({ year, text }, days) => {
    fc.pre(year > 2000 && year < 9800)
    const later = addDays(text, days)
    expect([isCalendarDate(later), addDays(later, -days), Math.sign(days)]).toEqual([true, text, later === text ? 0 : later > text ? 1 : -1])
    expect(addDays(addDays(text, days), 1)).toBe(addDays(text, days + 1))
  }))
  expect([addDays('2024-02-28', 1), addDays('2023-02-28', 1), addDays('2100-02-28', 1), addDays('1999-12-31', 1)])
    .toEqual(['2024-02-29', '2023-03-01', '2100-03-01', '2000-01-01'])
})

test('the day of a moment is the one where the site is', () => {
  // The clocks of London went forward at 01:00 UTC on 29 March 2026; Kiritimati is fourteen hours ahead, Pago Pago eleven behind.
  expect([
    dayIn('UTC', new Date('2026-03-28T23:59:59.999Z')), dayIn('Europe/London', new Date('2026-03-28T23:59:59Z')),
    dayIn('Europe/London', new Date('2026-03-29T23:00:00Z')), dayIn('Pacific/Kiritimati', new Date('2026-01-01T10:00:00Z')),
    dayIn('Pacific/Pago_Pago', new Date('2026-01-01T10:59:59Z')), dayIn('Asia/Kolkata', new Date('2026-02-28T18:30:00Z')),
  ]).toEqual(['2026-03-28', '2026-03-28', '2026-03-30', '2026-01-02', '2025-12-31', '2026-03-01'])
  fc.assert(fc.property(fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), (moment) => {
    const utc = moment.toISOString().slice(0, 10)
    expect([addDays(utc, -1), utc, addDays(utc, 1)]).toContain(dayIn('America/New_York', moment))
  }))
})

test('one value has one text, whatever the order of its members; another value has another', () => {
  const json = fc.jsonValue({ maxDepth: 4 })
  const turned = (value: unknown): unknown => Array.isArray(value) ? value.map(turned)
    : value === null || typeof value !== 'object' ? value
      : Object.fromEntries(Object.entries(value).reverse().map(([name, inner]) => [name, turned(inner)]))
  fc.assert(fc.property(json, (value) => {
    expect(canonicalText(turned(value))).toBe(canonicalText(value))
    // Read again it is the same value; what JSON cannot tell apart (minus zero) it does not either.
    expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)))
  }))
  const read = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  fc.assert(fc.property(json, json, (a, b) => {
    expect(canonicalText(a) === canonicalText(b)).toBe(isDeepStrictEqual(read(a), read(b)))
  }))
  expect([canonicalText({ b: 5n, a: new Date(0), c: undefined }), canonicalText({ a: '1970-01-01T00:00:00.000Z', b: '5' })])
    .toEqual(Array(2).fill('{"a":"1970-01-01T00:00:00.000Z","b":"5"}'))
  // RFC 8785 §3.2.3: members are sorted by their UTF-16 units.
  expect(canonicalText({ '€': 1, '\r': 2, '1': 3, '😀': 4, ö: 5 })).toBe('{"\\r":2,"1":3,"ö":5,"€":1,"😀":4}')
})

test('an id is a UUID in lower case, and nothing else is', () => {
  fc.assert(fc.property(fc.uuid(), (id) => {
    expect([isId(id), isId(id.toUpperCase()) && /[a-f]/.test(id), isId(` ${id}`), isId(id.replaceAll('-', '')), isId(`${id}\n`)])
      .toEqual([true, false, false, false, false])
  }))
  expect(isId(NIL)).toBe(true)
})

test('a moment is of a day that exists, with an offset that does, and no other moment than it says', () => {
  const offsets = fc.constantFrom(['Z', 0], ['+02:00', 120], ['-11:30', -690], ['+14:00', 840] as const)
  fc.assert(fc.property(day, fc.nat(1439), offsets, ({ text }, minute, [offset, ahead]) => {
    const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
    expect(parseMoment(`${text}T${time}${offset}`)?.getTime()).toBe(Date.parse(`${text}T00:00:00Z`) + (minute - Number(ahead)) * 60_000)
  }))
  expect([
    '2026-02-31T00:00:00Z', '0000-01-01T00:00Z', '0001-01-01T00:00:00+14:00', '2026-03-01T24:00:00Z', '2026-03-01T23:59:60Z', '2026-03-01T00:00:00-23:59',
    '2026-03-01T00:00:00', '2026-03-01', '2026-03-01T00:00:00Z[Europe/Berlin]', '+012026-03-01T00:00:00Z', '2026-03-01T00:00:00.0123456789Z', 'noon',
  ].map(parseMoment)).toEqual(Array(12).fill(null))
})
