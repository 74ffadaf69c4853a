// The columns a file may have: how a cell is read, and what it should have been when it cannot be.
import { isCalendarDate, parseLabelDate } from '#kernel'

/** What a code may name. It is looked up before anything is done. */
export type Lookup = 'item' | 'supplier' | 'customer' | 'partner' | 'owner' | 'site' | 'location' | 'channel' | 'order'
/** How a cell is read. An `amount` is in the unit its row names, else in base units like a `quantity`; `money` is a part of a whole too. */
export type CellType = 'text' | 'quantity' | 'amount' | 'money' | 'count' | 'date' | 'moment' | 'yes_no' | Lookup

/** One column: its name, how it is read, and other headers people use for it. */
export type Column = {
  readonly name: string
  readonly type: CellType
  readonly needed?: true
  readonly choices?: readonly string[]
  readonly pattern?: { readonly is: { test(cell: string): boolean }; readonly says: string }
  readonly also?: readonly string[]
}

const lookups: readonly string[] = [
  'item', 'supplier', 'customer', 'partner', 'owner', 'site', 'location', 'channel', 'order',
] satisfies Lookup[]

/** Says whether cells of a type are codes of something. */
export function isLookup(type: CellType): type is Lookup {
  return lookups.includes(type)
}

/** The columns of a kind that hold codes. */
export function lookupsIn(columns: readonly Column[]): { readonly name: string; readonly type: Lookup }[] {
  return columns.flatMap(({ name, type }) => (isLookup(type) ? [{ name, type }] : []))
}

// What a spreadsheet makes of a long number: its last digits are gone for good.
const cutShort = /^\d([.,]\d+)?E\+\d{1,3}$/i

/** Reads a cell that is not empty: its value, or what was expected of it. */
export function readCell(column: Column, cell: string): { value: string } | { expected: string } {
  const expected = expectation(column, cell)
  if (expected !== null) return { expected }
  if (column.type === 'yes_no') return { value: /^(yes|true|1|y)$/i.test(cell) ? 'yes' : 'no' }
  if (column.type === 'moment') return { value: momentOf(cell) }
  // The export puts an apostrophe before what a spreadsheet would take for a formula.
  return { value: /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell }
}

// What a cell should have been; null when it is.
function expectation({ type, choices, pattern }: Column, cell: string): string | null {
  if (choices !== undefined && !choices.includes(cell)) return `one of ${choices.join(', ')}`
  if ((type === 'text' || isLookup(type)) && cutShort.test(cell)) {
    return 'all the digits of the code: a spreadsheet cut them off. Make the column text there, type the codes again, and save'
  }
  if (pattern !== undefined && !pattern.is.test(cell)) return pattern.says
  if (type === 'quantity' || type === 'amount') return ofQuantity(type, cell)
  if (type === 'money') return /^(0|[1-9]\d{0,9})(\.\d{1,8})?$/.test(cell) ? null : 'an amount of zero or more with at most 8 decimals, like 12.50'
  if (type === 'count') return /^\d{1,5}$/.test(cell) ? null : 'a whole number of days, like 30'
  if (type === 'date') {
    return parseLabelDate(cell) === null ? 'a date of the calendar: YYYY-MM-DD, YYYY-MM or YYYY' : null
  }
  if (type === 'moment') return ofMoment(cell)
  if (type === 'yes_no') return /^(yes|no|true|false|1|0|y|n)$/i.test(cell) ? null : 'yes or no'
  return cell.length > 1_000 ? 'at most 1000 characters' : null
}

function ofQuantity(type: 'quantity' | 'amount', cell: string): string | null {
  if (/^[+-]?\d[\d.]*,\d+$/.test(cell)) return 'a number like 1500; commas are not read'
  const whole = /^[1-9]\d{0,11}$/.test(cell)
  if (type === 'quantity') return whole ? null : 'a whole number above zero, like 12'
  const some = /^\d{1,12}(\.\d{1,12})?$/.test(cell) && /[1-9]/.test(cell)
  return whole || some ? null : 'a number above zero, like 12 or 1.5'
}

function ofMoment(cell: string): string | null {
  const written = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(cell)
  const there = written && isCalendarDate(cell.slice(0, 10)) && !Number.isNaN(Date.parse(momentOf(cell)))
  return there ? null : 'a moment: YYYY-MM-DD or YYYY-MM-DDTHH:MM, with Z or +01:00 when it is not UTC'
}

// A day means its noon; a time without a zone is UTC, wherever the program runs.
function momentOf(cell: string): string {
  if (cell.length === 10) return `${cell}T12:00:00Z`
  const text = cell.replace(' ', 'T')
  return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`
}
