import { expect, test } from 'vitest'
import { daysBetween, labelDate, quantity, today } from './format'

test('quantities of any size keep every digit', () => {
  expect(quantity('1234567890123456789', 'g')).toMatch(/1.?234.?567.?890.?123.?456.?789\u{a0}g/u)
  expect([quantity('1', 'piece'), quantity(2n, 'piece')].map((text) => text.replace('\u{a0}', ' '))).toEqual(['1 piece', '2 pieces'])
})

test('dates have four digits of the year, also of a month or a year alone', () => {
  expect(labelDate('2027-02-28')).toMatch(/2027/)
  expect(labelDate('2027-02')).toMatch(/2027/)
  expect(labelDate('2027-02')).not.toMatch(/28|01/)
  expect(labelDate('2027')).toBe('2027')
  expect(labelDate('nonsense')).toBe('nonsense')
  expect(labelDate('2026-02-31')).toBe('2026-02-31')
})

test('days are counted by the calendar, over the change of the clock too', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1)
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})
