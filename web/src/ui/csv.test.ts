import { expect, test } from 'vitest'
import { csvOf } from './csv'

const columns = [{ id: 'a', label: 'Lot, code', text: (row: string[]) => row[0] ?? '' }, { id: 'b', label: 'Quantity', text: (row: string[]) => row[1] ?? '' }]

test('cells with commas, quotes and line breaks are quoted', () => {
  expect(csvOf(columns, [['a "b", c', '1'], ['two\nlines', '2']])).toBe(
    '\u{feff}"Lot, code",Quantity\r\n"a ""b"", c",1\r\n"two\nlines",2\r\n',
  )
})

test('what a spreadsheet would run is text, and a number below zero stays one', () => {
  expect(csvOf(columns, [['=1+1', '-5']])).toContain("\r\n'=1+1,-5\r\n")
})
