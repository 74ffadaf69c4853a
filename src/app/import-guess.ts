// What a list looks like, guessed from its beginning, for a person to confirm or change: encoding, separator, how it writes
// numbers and dates, and which header is which column.
import { Fault } from '#kernel'
import { csvRows, type Separator, separatorOf } from './csv.ts'
import { type Column, readCell } from './import-columns.ts'
import { textOfBytes } from './import-file.ts'
import { type Formats, inOurWay } from './import-formats.ts'
import type { ImportKind } from './import-kinds.ts'
import { plain } from './import-read.ts'

/** The beginning of a list: its header and some rows, as they stand there. */
export type Beginning = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** Which header is probably which column: its place, and how sure that is, from 0 to 1. */
export type Guess = { readonly column: string; readonly at: number; readonly confidence: number }

const MOST_SHOWN = 20
const START = 2 ** 18

type Bytes = { readonly name: string; readonly size: number; readonly isPacked: boolean; readonly open: () => AsyncIterable<Uint8Array> }

/** The encoding whose signs the whole of a file has, and its separator. */
export async function guessReading({ open, ...about }: Bytes): Promise<{ encoding: string; separator: Separator }> {
  const marks = await firstBytes(open(), 2)
  const told = marks.startsWith('fffe') ? 'utf-16le' : marks.startsWith('feff') ? 'utf-16be' : null
  let failure: unknown
  for (const encoding of told === null ? ['utf-8', 'windows-1252'] : [told]) {
    let start = ''
    try {
      for await (const text of textOfBytes(open(), { ...about, encoding })) if (start.length < START) start += text
      return { encoding, separator: separatorOf(start) }
    } catch (error) {
      failure ??= error
      if (!(error instanceof Fault)) throw error
    }
  }
  throw failure
}

async function firstBytes(bytes: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  for await (const piece of bytes) return Buffer.from(piece.subarray(0, most)).toString('hex')
  return ''
}

/** The header and the first rows of a text. */
export async function beginningOf(text: AsyncIterable<string>, separator: Separator): Promise<Beginning> {
  let header: string[] | null = null
  const rows: string[][] = []
  for await (const cells of csvRows(text, separator)) {
    if (header === null) header = cells.map((cell) => cell.trim())
    else if (cells.some((cell) => cell.trim() !== '')) rows.push(cells.map((cell) => cell.trim().slice(0, 200)))
    if (rows.length === MOST_SHOWN) break
  }
  return { header: (header ?? []).map((cell) => cell.slice(0, 200)), rows }
}

/** Guesses the columns of a list, the surest first; no header and no column is in two guesses. */
export function guessPlaces({ columns }: Pick<ImportKind, 'columns'>, { header, rows }: Beginning, formats: Formats): Guess[] {
  const all = columns.flatMap((column) => header.flatMap((name, at) => {
    const alike = likeness(column, name)
    const confidence = alike * (0.4 + 0.6 * readable(column, rows.flatMap((row) => row[at] ?? []), formats))
    return confidence >= 0.3 ? [{ column: column.name, at, confidence: Math.round(confidence * 100) / 100 }] : []
  }))
  const taken: Guess[] = []
  for (const guess of all.sort((a, b) => b.confidence - a.confidence)) {
    if (!taken.some(({ column, at }) => column === guess.column || at === guess.at)) taken.push(guess)
  }
  return taken
}

// How much a header says a column's name: the same, a usual one, or some of its words.
function likeness({ name, also = [] }: Column, header: string): number {
  const said = plain(header)
  if (said === '') return 0
  if (said === plain(name)) return 1
  if (also.some((one) => plain(one) === said)) return 0.95
  const words = new Set(said.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))
  const shared = [name, ...also].map((one) => {
    const mine = plain(one).split(' ')
    const both = mine.filter((word) => words.has(word)).length
    return both / (mine.length + words.size - both)
  })
  return 0.8 * Math.max(...shared)
}

// How many of some cells can be read as a column's.
function readable(column: Column, cells: readonly string[], formats: Formats): number {
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0) return column.needed === true ? 0.5 : 1
  return filled.filter((cell) => 'value' in readCell(column, inOurWay(column, cell, formats))).length / filled.length
}

/** How the numbers and dates of some columns seem to be written; null where the rows do not tell. */
export function guessFormats({ columns }: Pick<ImportKind, 'columns'>, { header, rows }: Beginning): { decimal: '.' | ',' | null; dates: 'ymd' | 'dmy' | 'mdy' | null } {
  const cellsOf = (types: readonly string[]) => {
    const places = guessPlaces({ columns: columns.filter(({ type }) => types.includes(type)) }, { header, rows: [] }, {}).map(({ at }) => at)
    return rows.flatMap((row) => places.map((at) => row[at] ?? ''))
  }
  const numbers = cellsOf(['quantity', 'amount', 'money'])
  const days = cellsOf(['date', 'moment']).flatMap((cell) => {
    const found = /^(\d{1,2})[./-] ?(\d{1,2})[./-] ?\d{4}/.exec(cell)
    return found === null ? [] : [[Number(found[1]), Number(found[2])] as const]
  })
  const dates = days.length === 0 ? 'ymd' : days.some(([first]) => first > 12) ? 'dmy' : days.some(([, second]) => second > 12) ? 'mdy' : null
  const isComma = numbers.some((cell) => /^\d+,\d{1,2}$|^[\d.]+\.\d{3},\d+$/.test(cell))
  return { decimal: isComma ? ',' : '.', dates }
}
