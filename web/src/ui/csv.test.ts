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

test('a quantity that is shown with its unit has it in the file, once', () => {
  const ofWhat = { id: 'unit', label: 'Unit', text: (row: string[]) => row[2] ?? '' }
  const quantity = { id: 'q', label: 'On hand', text: (row: string[]) => row[1] ?? '', ofWhat }
  const rows = [['A', '3', 'kg'], ['B', '4', 'piece']]
  expect(csvOf([quantity, { ...quantity, id: 'f', label: 'Free' }], rows)).toBe('\u{feff}On hand,Unit,Free\r\n3,kg,3\r\n4,piece,4\r\n')
  expect(csvOf([quantity, { id: 'unit', label: 'Unit', text: ofWhat.text }], rows)).toBe('\u{feff}On hand,Unit\r\n3,kg\r\n4,piece\r\n')
})
