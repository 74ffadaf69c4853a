import { expect, test } from 'vitest'
import { inOurWay } from './import-formats.ts'

test.each([
  ['amount', '1.234,50', { decimal: ',' }, '1234.5'], ['quantity', '1.234', { decimal: ',' }, '1234'], ['quantity', '12,00', { decimal: ',' }, '12'],
  ['quantity', '1.23', { decimal: ',' }, '1.23'], ['quantity', '1,234', { decimal: '.' }, '1234'], ['amount', '1,5', { decimal: '.' }, '1,5'],
  ['quantity', "1'234", { decimal: '.' }, '1234'], ['quantity', '1,5', {}, '1,5'], ['text', '1.234', { decimal: ',' }, '1.234'],
  ['date', '3.4.2027', { dates: 'dmy' }, '2027-04-03'], ['date', '3/4/2027', { dates: 'mdy' }, '2027-03-04'], ['date', '05/2027', { dates: 'dmy' }, '2027-05'],
  ['date', '20270503', { dates: 'ymd' }, '2027-05-03'], ['date', '2027/5/3', { dates: 'ymd' }, '2027-05-03'], ['date', '3.4.27', { dates: 'dmy' }, '3.4.27'],
  ['moment', '13/4/2027 9:05', { dates: 'dmy' }, '2027-04-13T09:05'], ['moment', '2027-05-03', { dates: 'dmy' }, '2027-05-03'], ['date', '3.4.2027', {}, '3.4.2027'],
] as const)('a %s %s with %j is read as %s', (type, cell, formats, expected) => {
  expect(inOurWay({ type }, cell, formats)).toBe(expected)
})
