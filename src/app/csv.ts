// CSV as people's programs write it (RFC 4180 and its neighbours): commas, semicolons, tabs or bars; quotes with line ends
// inside; CRLF, LF or CR. Read piece by piece; one row is in memory at a time.
import { Fault } from '#kernel'

const LONGEST_ROW = 2 ** 20
const LONGEST_START = 2 ** 16

/** What may stand between cells. */
export const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/**
 * Reads rows of cells. Unless it is told, the separator is the one its first line has most of.
 * @throws Fault when quotes do not fit or a row has no end.
 */
export async function* csvRows(pieces: AsyncIterable<string>, told?: Separator): AsyncGenerator<string[]> {
  let reader: ReturnType<typeof rowReader> | null = null
  let start = ''
  for await (const piece of pieces) {
    if (reader !== null) {
      yield* reader.take(piece)
      continue
    }
    start += piece
    if (!/[\r\n]/.test(start) && start.length < LONGEST_START) continue
    reader = rowReader(told ?? separatorOf(start))
    yield* reader.take(start)
  }
  if (reader === null) {
    reader = rowReader(told ?? separatorOf(start))
    yield* reader.take(start)
  }
  yield* reader.end()
}

/** The separator that the first line of a text has most of. */
export function separatorOf(text: string): Separator {
  const [line = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/)
  const counts = separators.map((one) => ({ one, count: line.split(one).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.one ?? ','
}

// Where the reader stands: before a cell, in a plain one, in a quoted one, after a quote in that.
type At = 'start' | 'plain' | 'quoted' | 'quote'

function rowReader(separator: Separator) {
  let at: At = 'start'
  let row = 1
  let cells: string[] = []
  let cell = ''
  let length = 0
  let afterReturn = false
  const plainEnd = new RegExp(`[${separator}\\r\\n]`, 'g')

  const grow = (text: string) => {
    cell += text
    length += text.length
    if (length > LONGEST_ROW) {
      throw new Fault(`Row ${row} is longer than 1 MB.`, 'Look there for a quote that is never closed; nothing was done.')
    }
  }
  const endCell = () => {
    cells.push(cell)
    cell = ''
    at = 'start'
  }
  const endRow = (): string[] => {
    endCell()
    const done = cells
    cells = []
    length = 0
    row++
    return done
  }
  /** The place behind what can be taken at once from `from` on. */
  const run = (text: string, from: number): number => {
    const stop = at === 'quoted' ? text.indexOf('"', from) : nextOf(plainEnd, text, from)
    return stop === -1 ? text.length : stop
  }

  function* take(text: string): Generator<string[]> {
    for (let place = 0; place < text.length; ) {
      const sign = text[place] ?? ''
      if (afterReturn && sign === '\n') {
        afterReturn = false
        place++
        continue
      }
      afterReturn = false
      if (at === 'start' && sign === '"') {
        at = 'quoted'
        place++
      } else if (at === 'quoted' && sign === '"') {
        at = 'quote'
        place++
      } else if (at === 'quote' && sign === '"') {
        grow('"')
        at = 'quoted'
        place++
      } else if (at !== 'quoted' && sign === separator) {
        endCell()
        length++
        place++
      } else if (at !== 'quoted' && (sign === '\r' || sign === '\n')) {
        afterReturn = sign === '\r'
        yield endRow()
        place++
      } else if (at === 'quote') {
        throw new Fault(`Row ${row} has text behind a closing quote.`, 'Write a quote inside a cell twice; nothing was done.')
      } else {
        if (at === 'start') at = 'plain'
        const stop = run(text, place)
        grow(text.slice(place, stop))
        place = stop
      }
    }
  }
  function* finish(): Generator<string[]> {
    if (at === 'quoted') {
      throw new Fault(`Row ${row} has a quote that is never closed.`, 'Close it; nothing was done.')
    }
    if (cells.length > 0 || cell !== '' || at === 'quote') yield endRow()
  }
  return { take, end: finish }
}

function nextOf(signs: RegExp, text: string, from: number): number {
  signs.lastIndex = from
  return signs.exec(text)?.index ?? -1
}
