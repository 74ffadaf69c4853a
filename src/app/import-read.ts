// Reading a file: bounded, in UTF-8, with every error of it at once and nothing done.
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import Papa from 'papaparse'
import { Fault, isCalendarDate, parseLabelDate } from '#kernel'
import type { Column, ImportKind, ReadRow } from './import-kinds.ts'

/** One thing wrong with a file. Row 1 is the header. */
export type ImportError = { readonly row: number; readonly column: string; readonly expected: string; readonly found: string }
/** A file as read: its rows, and what is wrong (the first thousand, and how many in all). */
export type ReadFile = { readonly rows: ReadRow[]; readonly errors: ImportError[]; readonly wrong: number }

const MOST_BYTES = 2 ** 31
const MOST_ROWS = 2_000_000
const MOST_RATIO = 200
const SHOWN = 1_000

/** Collects errors: all are counted, the first thousand kept. */
export function errorList(): { errors: ImportError[]; add(error: ImportError): void; count(): number } {
  const errors: ImportError[] = []
  let wrong = 0
  return {
    errors,
    add(error) {
      wrong++
      if (errors.length < SHOWN) errors.push(error)
    },
    count: () => wrong,
  }
}

/**
 * Reads a CSV file (also .gz; `-` is standard input). `mapping` gives headers for columns by name.
 * @throws Fault when it is no readable text at all, or grows beyond what is bounded.
 */
export async function readImport(
  path: string,
  kind: ImportKind,
  mapping: Readonly<Record<string, string>>,
): Promise<ReadFile> {
  const list = errorList()
  const rows: ReadRow[] = []
  let places: Map<Column, number> | null = null
  let row = 0
  for await (const cells of csvRows(path)) {
    row++
    if (places === null) {
      places = placesOf(cells, kind, mapping, list)
      if (list.count() > 0) break
      continue
    }
    if (cells.length === 1 && (cells[0] ?? '').trim() === '') continue
    if (row > MOST_ROWS) throw new Fault(`The file has more than ${MOST_ROWS} rows.`, 'Split it; nothing was done.')
    const read = readRow(row, cells, places, list)
    if (list.count() === 0) rows.push(read)
    else rows.length = 0
  }
  if (places === null) list.add({ row: 1, column: '', expected: 'a header line', found: 'an empty file' })
  return { rows, errors: list.errors, wrong: list.count() }
}

async function* csvRows(path: string): AsyncGenerator<string[]> {
  let rest = ''
  let delimiter: string | null = null
  for await (const piece of textOf(path)) {
    rest += piece
    delimiter ??= rest.includes('\n') ? guess(rest) : null
    if (delimiter === null) continue
    // Whole lines only: a quoted cell may hold line ends, so quotes up to the cut must be even.
    let cut = rest.lastIndexOf('\n')
    while (cut > 0 && quotes(rest, cut) % 2 === 1) cut = rest.lastIndexOf('\n', cut - 1)
    if (cut <= 0) {
      if (rest.length > 2 ** 22) throw new Fault('A row is longer than 4 MB.', 'Look for a quote that is never closed.')
      continue
    }
    yield* Papa.parse<string[]>(rest.slice(0, cut), { delimiter, skipEmptyLines: false }).data
    rest = rest.slice(cut + 1)
  }
  if (rest.trim() !== '') yield* Papa.parse<string[]>(rest, { delimiter: delimiter ?? guess(rest) }).data
}

function quotes(text: string, end: number): number {
  let count = 0
  for (let at = text.indexOf('"'); at !== -1 && at < end; at = text.indexOf('"', at + 1)) count++
  return count
}

function guess(text: string): string {
  const line = text.slice(0, text.indexOf('\n') === -1 ? undefined : text.indexOf('\n'))
  const counts = [',', ';', '\t'].map((one) => ({ one, count: line.split(one).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.one ?? ','
}

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let first = true
  const { stream, packed } = await open(path)
  for await (const piece of stream as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > MOST_BYTES || (packed() > 0 && bytes > 2 ** 24 && bytes > packed() * MOST_RATIO)) {
      throw new Fault('The file unpacks to far more than it should.', 'Send it unpacked; nothing was done.')
    }
    if (first && (piece[0] === 0xff || piece[0] === 0xfe)) throw wrongEncoding('UTF-16')
    first = false
    try {
      yield decoder.decode(piece, { stream: true })
    } catch {
      throw wrongEncoding('another encoding than UTF-8')
    }
  }
}

function wrongEncoding(what: string): Fault {
  return new Fault(`The file is in ${what}.`, 'Save it as CSV in UTF-8; nothing was done.')
}

async function open(path: string): Promise<{ stream: Readable; packed: () => number }> {
  if (path === '-') return { stream: process.stdin, packed: () => 0 }
  const raw = createReadStream(path)
  try {
    await new Promise((done, fail) => raw.once('open', done).once('error', fail))
  } catch (cause) {
    throw new Fault(`The file ${path} cannot be read.`, 'Check its name and your rights.', { cause })
  }
  if (!path.endsWith('.gz')) return { stream: raw, packed: () => 0 }
  const unpacked = createGunzip()
  raw.pipe(unpacked)
  return { stream: unpacked, packed: () => raw.bytesRead }
}

function placesOf(
  header: readonly string[],
  kind: ImportKind,
  mapping: Readonly<Record<string, string>>,
  list: ReturnType<typeof errorList>,
): Map<Column, number> {
  const names = header.map((name) => plain(name))
  const places = new Map<Column, number>()
  for (const column of kind.columns) {
    const asked = mapping[column.name]
    const wanted = asked === undefined ? [column.name, ...(column.also ?? [])] : [asked]
    const at = wanted.map((name) => names.indexOf(plain(name))).find((place) => place >= 0)
    if (at !== undefined) places.set(column, at)
    else if (column.needed === true || asked !== undefined) {
      list.add({ row: 1, column: column.name, expected: `a column called ${wanted.join(' or ')}`, found: header.join(', ') })
    }
  }
  return places
}

function plain(name: string): string {
  return name.replace(/^\uFEFF/, '').trim().toLowerCase().replace(/[\s_-]+/g, ' ')
}

function readRow(
  row: number,
  cells: readonly string[],
  places: ReadonlyMap<Column, number>,
  list: ReturnType<typeof errorList>,
): ReadRow {
  const read: Record<string, string> = {}
  for (const [column, place] of places) {
    const cell = (cells[place] ?? '').trim()
    if (cell === '') {
      if (column.needed === true) list.add({ row, column: column.name, expected: 'a value', found: 'nothing' })
      continue
    }
    const expected = expectation(column, cell)
    if (expected !== null) list.add({ row, column: column.name, expected, found: cell.slice(0, 80) })
    read[column.name] = column.type === 'yes_no' ? (isYes(cell) ? 'yes' : 'no') : cell
  }
  return { row, cells: read }
}

const isYes = (cell: string) => /^(yes|true|1|y)$/i.test(cell)

// What a cell should have been; null when it is.
function expectation({ type, choices }: Column, cell: string): string | null {
  if (choices !== undefined && !choices.includes(cell)) return `one of ${choices.join(', ')}`
  if (type === 'quantity') {
    if (/^\d+,\d+$/.test(cell)) return 'a whole number; a decimal comma is not read'
    return /^[1-9]\d{0,11}$/.test(cell) ? null : 'a whole number above zero, like 12'
  }
  if (type === 'count') return /^\d{1,5}$/.test(cell) ? null : 'a number of days, like 30'
  if (type === 'date') return parseLabelDate(cell) === null ? 'a date of the calendar: YYYY-MM-DD, YYYY-MM or YYYY' : null
  if (type === 'moment') {
    const day = isCalendarDate(cell.slice(0, 10))
    return day && !Number.isNaN(Date.parse(cell)) ? null : 'a moment: YYYY-MM-DD or YYYY-MM-DDTHH:MM'
  }
  if (type === 'yes_no') return /^(yes|no|true|false|1|0|y|n)$/i.test(cell) ? null : 'yes or no'
  return cell.length > 1_000 ? 'at most 1000 characters' : null
}
