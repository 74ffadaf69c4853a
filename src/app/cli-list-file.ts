// `lotline list ... --format xlsx --file lots.xlsx`: a list as a file, as the server gives it.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { columnsIn, fileOf, formatIn, listsAmong, openTable } from '#reports'
import { refuseComplaints } from './cli-doors.ts'
import { nameTexts } from './find.ts'
import { questions } from './wiring.ts'

type Said = string | boolean | undefined

/** Writes the rows that fit, whole or not at all. */
export async function writeList(database: Database, path: string, asked: { [name: string]: string | boolean | undefined }, how: { readonly format: string; readonly columns: Said; readonly zone: Said; readonly to: Said }): Promise<void> {
  const door = listsAmong(questions).get(path)
  if (door === undefined) throw new Error(`There is no list ${path}.`)
  const format = formatIn(how.format)
  if (format === null) throw new Fault(`There is no format ${how.format}.`, 'Choose csv, xlsx or pdf.')
  const paged = ['after', 'before', 'limit', 'all'].filter((name) => name in asked)
  if (paged.length > 0) throw new Fault(`A file has all rows: --${paged[0]} goes with none.`, 'Leave it out.')
  if (format !== 'csv' && how.to === undefined && process.stdout.isTTY) throw new Fault('This is nothing to read in a terminal.', 'Name a file with --file.')
  refuseComplaints(door.complaints(asked), (name) => `--${name}`)
  const filters = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]))
  const table = await openTable(
    database,
    { list: door.list, title: path.slice(1), asked: filters, columns: columnsIn(textOf(how.columns), door.list), filters: [], zone: textOf(how.zone) ?? 'UTC', ticked: null },
    nameTexts,
  )
  const to = textOf(how.to)
  if (to === undefined) return pipeline(await fileOf(table, format), process.stdout, { end: false })
  try {
    await pipeline(await fileOf(table, format), createWriteStream(`${to}.part`, { mode: 0o600 }))
    await rename(`${to}.part`, to)
  } catch (cause) {
    await rm(`${to}.part`, { force: true })
    if (cause instanceof Error && 'syscall' in cause) throw new Fault(`${to} cannot be written: ${cause.message}`, 'Name another place; nothing was left.', { cause })
    throw cause
  }
}

const textOf = (said: Said) => (typeof said === 'string' ? said : undefined)
