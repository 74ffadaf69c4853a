// Reading the rows of a file: which column holds what, and every cell that is not what it should be.
import { Fault } from '#kernel'
import { csvRows, type Separator } from './csv.ts'
import { type Column, readCell } from './import-columns.ts'
import { type Formats, inOurWay } from './import-formats.ts'
import type { ImportKind } from './import-kinds.ts'

/** One thing wrong with a file. Row 1 is the header. */
export type ImportError = {
  readonly row: number
  readonly column: string
  readonly expected: string
  readonly found: string
}

/** A row as read: what could be read of it, and what could not. */
export type RowRead = {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  readonly errors: readonly ImportError[]
}

/** How the text of a file is to be read. */
export type Reading = {
  readonly separator?: Separator
  /** Headers named for columns: `theirs=ours` or the other way round. */
  readonly mapping?: readonly string[]
  /** Or the place of each column that is read, from 0 on; nothing is guessed then. */
  readonly places?: { readonly [column: string]: number }
  readonly formats?: Formats
  /** What is read instead of a cell, where somebody mended it. */
  readonly mended?: (row: number, column: string, cell: string) => string | undefined
  /** Is told the headers that no column reads: a date under a name misspelt would be lost without a word. */
  readonly unread?: (headers: readonly string[]) => void
}

const MOST_ROWS = 5_000_000

/**
 * Reads a file row by row. What is wrong with the header is told alone, as the errors of row 1.
 * @throws Fault when it is no readable text at all, or grows beyond what is bounded.
 */
export async function* readRows(text: AsyncIterable<string>, reading: Reading, kind: ImportKind): AsyncGenerator<RowRead> {
  let places: readonly Place[] | null = null
  let width = 0
  let row = 0
  for await (const cells of csvRows(text, reading.separator)) {
    row++
    if (places === null) {
      const header = reading.places === undefined ? placesOf(cells, kind, reading.mapping ?? []) : givenPlaces(cells, kind, reading.places)
      if (header.errors.length > 0) {
        yield { row, cells: {}, errors: header.errors }
        return
      }
      places = header.places
      const read = new Set(places.map(({ at }) => at))
      reading.unread?.(cells.map((cell) => cell.trim()).filter((cell, at) => cell !== '' && !read.has(at)))
      width = cells.length
    } else if (cells.some((cell) => cell.trim() !== '')) {
      if (row > MOST_ROWS) throw new Fault(`The file has more than ${MOST_ROWS} rows.`, 'Split it; nothing was done.')
      yield readRow(row, cells, { places, width, reading })
    }
  }
  if (places === null) yield { row: 1, cells: {}, errors: [{ row: 1, column: '', expected: 'a header line', found: 'an empty file' }] }
}

type Place = { readonly column: Column; readonly at: number }

function placesOf(
  header: readonly string[],
  { columns }: ImportKind,
  mapping: readonly string[],
): { places: Place[]; errors: ImportError[] } {
  const names = header.map(plain)
  const asked = mappingOf(mapping, columns, names)
  const places: Place[] = []
  const errors: ImportError[] = []
  // A header that was named for a column, or is another's own name, is not guessed for this one.
  const spoken = new Set([...asked.values(), ...columns.map(({ name }) => plain(name))])
  for (const column of columns) {
    const theirs = asked.get(column.name)
    const guesses = (column.also ?? []).map(plain).filter((name) => !spoken.has(name))
    const wanted = theirs === undefined ? [plain(column.name), ...guesses] : [theirs]
    const name = wanted.find((one) => names.includes(one))
    const tell = (expected: string, found: string) => errors.push({ row: 1, column: column.name, expected, found })
    if (name === undefined) {
      const needed = column.needed === true || theirs !== undefined
      if (needed) tell(`a column called ${[column.name, ...(column.also ?? [])].join(' or ')}`, header.join(', ').slice(0, 400))
      continue
    }
    const all = names.flatMap((one, at) => (one === name ? [at + 1] : []))
    if (all.length > 1) tell('one column of that name', `${all.length}: the columns ${all.join(', ')}`)
    places.push({ column, at: names.indexOf(name) })
  }
  return { places, errors }
}

// The headers that were named, by column. Either side may be ours; theirs stands in the file.
function mappingOf(mapping: readonly string[], columns: readonly Column[], names: readonly string[]): Map<string, string> {
  const ours = (text: string) => columns.find(({ name }) => plain(name) === plain(text))?.name
  const asked = new Map<string, string>()
  for (const pair of mapping) {
    const cut = pair.lastIndexOf('=')
    const [left, right] = [pair.slice(0, cut), pair.slice(cut + 1)]
    const choices = [[ours(right), plain(left)], [ours(left), plain(right)]] as const
    const told = choices.filter(([name]) => name !== undefined)
    const [column, theirs] = told.find(([, header]) => names.includes(header)) ?? told[0] ?? []
    if (cut < 1 || column === undefined || theirs === undefined) {
      throw new Fault(
        `The mapping ${pair} names no column of this import.`,
        `Write it as THEIRS=OURS, where OURS is one of ${columns.map(({ name }) => name).join(', ')}.`,
      )
    }
    asked.set(column, theirs)
  }
  return asked
}

// The places that were told, column by column.
function givenPlaces(header: readonly string[], { columns }: ImportKind, told: { readonly [column: string]: number }): { places: Place[]; errors: ImportError[] } {
  const places: Place[] = []
  const errors: ImportError[] = []
  for (const column of columns) {
    const at = told[column.name]
    const isThere = at !== undefined && at >= 0 && at < header.length
    if (isThere) places.push({ column, at })
    else if (at !== undefined || column.needed === true) {
      errors.push({ row: 1, column: column.name, expected: 'a column of the file', found: at === undefined ? 'nothing' : `column ${at + 1} of ${header.length}` })
    }
  }
  return { places, errors }
}

/** A header as it is compared with others. */
export function plain(name: string): string {
  return name.trim().toLowerCase().replace(/[\s_-]+/g, ' ')
}

type How = { readonly places: readonly Place[]; readonly width: number; readonly reading: Reading }

function readRow(row: number, cells: readonly string[], { places, width, reading: { mended, formats } }: How): RowRead {
  const read: Record<string, string> = {}
  const errors: ImportError[] = []
  const beyond = cells.slice(width).findIndex((cell) => cell.trim() !== '')
  if (beyond >= 0) {
    errors.push({ row, column: '', expected: `${width} cells as in the header`, found: `${cells.length}: ${cells.join(' | ').slice(0, 80)}` })
  }
  for (const { column, at } of places) {
    const found = (cells[at] ?? '').trim()
    const cell = mended?.(row, column.name, found) ?? found
    if (cell === '') {
      if (column.needed === true) errors.push({ row, column: column.name, expected: 'a value', found: 'nothing' })
      continue
    }
    const value = readCell(column, formats === undefined ? cell : inOurWay(column, cell, formats))
    if ('value' in value) read[column.name] = value.value
    else errors.push({ row, column: column.name, expected: value.expected, found: cell.slice(0, 80) })
  }
  return { row, cells: read, errors }
}
