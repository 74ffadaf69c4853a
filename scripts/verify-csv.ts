// A reader of exported CSV that shares nothing with Lotline.
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'

/** A row by its columns. */
export type Row = Record<string, string>

/** A cell; empty where there is none. */
export const get = (row: Row | undefined, name: string): string => row?.[name] ?? ''

// Equal cells are kept once: of a million movements only the ids differ.
const kept = new Map<string, string>()
function keep(cell: string): string {
  if (cell.length > 30) return cell
  const known = kept.get(cell)
  if (known !== undefined) return known
  kept.set(cell, cell)
  return cell
}

/** A small CSV reader: quotes, doubled quotes, line breaks inside quotes. A text is cut at quotes, commas and line ends. */
export async function* readCsv(folder: string, name: string): AsyncGenerator<Row> {
  const path = join(folder, `${name}.csv`)
  if (!existsSync(path)) throw new Error(`${path} is missing: write it with \`lotline export --all\`.`)
  let names: string[] | null = null
  let cells: string[] = []
  let cell: string[] = []
  let quoted = false
  let closing = false
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    for (const part of String(chunk).split(/(["\n,\r])/)) {
      if (part === '') continue
      if (quoted && !closing) {
        if (part === '"') closing = true
        else cell.push(part)
        continue
      }
      if (closing) {
        closing = false
        if (part === '"') {
          cell.push('"')
          continue
        }
        quoted = false
      }
      if (part === '"') quoted = true
      else if (part === ',' || part === '\n') {
        // An export puts an apostrophe before what a spreadsheet would take for a formula.
        cells.push(keep(cell.join('').replace(/^'('*[=+\-@\t\r])/, '$1')))
        cell = []
        if (part === ',') continue
        if (names === null) names = cells
        else yield Object.fromEntries(names.flatMap((column, at) => (unread.has(column) ? [] : [[column, cells[at] ?? '']])))
        cells = []
      } else if (part !== '\r') cell.push(part)
    }
  }
}

// Columns of movements that nothing looks at.
const unread = new Set(['occurred_at', 'second_quantity', 'entered_quantity', 'entered_unit', 'skipped'])
