// What is shown as CSV (RFC 4180), for a spreadsheet to open: with a mark that it is UTF-8, and no cell that it would run. For
// tables of a page that are no list; lists are exported by the server.
import { today } from '~/format'
import { type GridColumn, written } from './grid-columns'

/** The headings and the rows' texts of the columns that are shown, with the units of their numbers. */
export function csvOf<Row>(shown: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const columns = written(shown)
  const lines = [columns.map(({ label }) => label), ...rows.map((row) => columns.map((column) => column.text(row)))]
  return `\u{feff}${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  // A text that begins like a formula is one to a spreadsheet; a number below zero is not.
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Gives the browser a file of the name and the day to keep. */
export function saveCsv(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  saveFrom(address, `${name.toLowerCase().replaceAll(' ', '-')}-${today()}.csv`)
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Has the browser save what is at an address, under the name it comes with when none is given. */
export function saveFrom(address: string, name = ''): void {
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
}
