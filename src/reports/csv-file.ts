// A table as CSV (RFC 4180): a heading line, CRLF, UTF-8 with a mark so that spreadsheets know it.
import { isNumber } from './cell-rules.ts'
import type { Table } from './table.ts'
import { momentIn, offsetsOf } from './zone-rules.ts'

/** The text of a table, some rows at a time. */
export async function* csvOf({ columns, batches, zone }: Table, mark = '\u{feff}'): AsyncGenerator<string> {
  const offsets = offsetsOf(zone)
  yield `${mark}${csvLine(columns.map(({ heading }) => heading))}`
  for await (const rows of batches) {
    let text = ''
    for (const row of rows) {
      const cells = columns.map(({ kind }, at) => {
        const value = row[at] ?? ''
        return kind === 'moment' && value !== '' ? momentIn(offsets, Date.parse(value)) : value
      })
      text += csvLine(cells)
    }
    yield text
  }
}

/**
 * One CSV line. A cell that a spreadsheet would take for a formula gets an apostrophe in front, whoever wrote it: names
 * and codes come from outside. `lotline import` takes it off again.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${csvCells(values)}\r\n`
}

/** The cells of a line, without its end. */
export function csvCells(values: readonly unknown[]): string {
  const cells = values.map((value) => {
    if (value === null || value === undefined) return ''
    const text = String(value)
    if (!special.test(text)) return text
    const safe = looksLikeFormula.test(text) && !isNumber(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return cells.join(',')
}

// Apostrophes in front count too, so that taking one off always gives back what was written.
const looksLikeFormula = /^'*[=+\-@\t\r]/
// Most cells are plain, and there are many.
const special = /[",\r\n]|^['=+\-@\t]/
