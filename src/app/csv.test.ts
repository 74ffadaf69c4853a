import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows } from './csv.ts'
import { csvLine } from '#reports'

/** The rows of a text that arrives in pieces of so many signs. */
async function rowsOf(text: string, size = text.length): Promise<string[][]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += Math.max(1, size)) yield text.slice(at, at + Math.max(1, size))
  }
  const rows: string[][] = []
  for await (const row of csvRows(pieces())) rows.push(row)
  return rows
}

test('reads what people\'s programs write', async () => {
  expect(await rowsOf('a,b\r\n1,2\r\n')).toEqual([['a', 'b'], ['1', '2']])
  expect(await rowsOf('a;b\n"x;\n""y""";2')).toEqual([['a', 'b'], ['x;\n"y"', '2']])
  expect(await rowsOf('a\tb\r1\t')).toEqual([['a', 'b'], ['1', '']])
  expect(await rowsOf('size\n5" pipe\n""\n\n')).toEqual([['size'], ['5" pipe'], [''], ['']])
  expect(await rowsOf('')).toEqual([])
  expect(await rowsOf('"a,b,c";d\n')).toEqual([['a,b,c', 'd']])
})

test('what an export writes is read as it was, in whatever pieces it comes', async () => {
  const cell = fc.stringMatching(/^[b-z0-9",;\t\r\n ]{0,8}$/)
  await fc.assert(fc.asyncProperty(
    fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }),
    async (rows, size) => {
      const text = [['x', 'y', 'z'], ...rows].map((row) => csvLine(row)).join('')
      const read = await rowsOf(text, size)
      expect(read.slice(1)).toEqual(rows.map((row) => row.map((one) => (/^[\t\r]/.test(one) ? `'${one}` : one))))
    },
  ), { numRuns: 300 })
})

test('what a spreadsheet would take for a formula has an apostrophe in front; a number has none', () => {
  expect(csvLine(['=1+1', '-5', '-5+1', '+49 30', '@x', '\'-5', '--5'])).toBe("'=1+1,-5,'-5+1,'+49 30,'@x,''-5,'--5\r\n")
})

test('quotes that do not fit are told with their row, at once', async () => {
  await expect(rowsOf('a,b\n1,"2" 3\n')).rejects.toThrow('Row 2 has text behind a closing quote.')
  await expect(rowsOf('a,b\n1,2\n"3,4\n5,6\n')).rejects.toThrow('Row 3 has a quote that is never closed.')
  const started = performance.now()
  await expect(rowsOf(`a,b\n1,"2\n${'x,y\n'.repeat(10_000_000)}`, 65_536)).rejects.toThrow('Row 2 is longer than 1 MB.')
  expect(performance.now() - started).toBeLessThan(5_000)
})
