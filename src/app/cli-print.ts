// How the command line prints an answer: JSON as it is, or for people a table for rows and `name  value` for the rest,
// with the codes they know in place of ids.
import { SYSTEM_ACTOR } from '#auth'
import type { Database } from '#platform'
import { readCodes } from './in-names.ts'

type Codes = ReadonlyMap<string, string>

const noCodes: Codes = new Map()
const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
// Who did something. The machine's own id is also that of our own stock's owner, and no code of an account.
const who = /^(placedBy|releasedBy|actorId|actor_id)$/
const NOTHING = '00000000-0000-0000-0000-000000000000'

/** Prints an answer whole as JSON, or for people. */
export async function printAnswer(database: Database, answer: unknown, json: boolean): Promise<void> {
  const ids = json ? new Set<string>() : idsIn(answer)
  print(answer, json, await readCodes(database, [...ids]))
}

/** Prints what holds no ids worth a question. Quantities are text in JSON. */
export function print(answer: unknown, json: boolean, codes: Codes = new Map()): void {
  if (json) {
    console.log(JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value), 2))
    return
  }
  const rows = rowsOf(answer)
  if (rows !== null) table(rows, codes)
  else if (answer !== null && typeof answer === 'object') parts(answer, codes)
  else console.log(text(answer, codes))
}

// A list that is empty is left out, unless nothing else is there.
function parts(answer: object, codes: Codes): void {
  let said = false
  const all = Object.entries(answer)
  for (const [name, value] of all) {
    const inner = rowsOf(value)
    const told = inner === null ? cell(name, value, codes) : ''
    const title = name.replace(/Id$/, '')
    // A code that the part of that name says as well is said once.
    const of = name.replace(/(Id|Code)$/, '')
    const twice = of !== name && all.some(([other, its]) => other === of && its === told)
    if (inner?.length === 0 || (inner === null && told === '') || twice) continue
    if (inner !== null) {
      console.log(`${said ? '\n' : ''}${name}`)
      table(inner, codes)
    } else if (isLong(value)) parts(value, codes)
    else console.log(`${title.padEnd(18)} ${told}`)
    said = true
  }
  if (!said) console.log('Nothing.')
}

// A thing of its own, as a lot is; a few words about a question stay on one line.
function isLong(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && 'id' in value
}

function idsIn(value: unknown, ids = new Set<string>()): Set<string> {
  if (typeof value === 'string' && anId.test(value)) ids.add(value)
  else if (value !== null && typeof value === 'object' && !(value instanceof Date)) {
    for (const one of Object.values(value)) idsIn(one, ids)
  }
  return ids
}

type Row = Readonly<Record<string, unknown>>

// Rows of an answer; a list of plain values is none.
function rowsOf(value: unknown): Row[] | null {
  const list = value !== null && typeof value === 'object' && 'rows' in value ? value.rows : value
  if (!Array.isArray(list)) return null
  const all: readonly unknown[] = list
  if (all.some((one) => one === null || typeof one !== 'object')) return null
  return all.flatMap((one): Row[] => (one !== null && typeof one === 'object' ? [{ ...one }] : []))
}

function table(rows: readonly Row[], codes: Codes): void {
  if (rows.length === 0) {
    console.log('Nothing.')
    return
  }
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = names
    .map((name) => ({
      name, title: name.replace(/(Id|_id)$/, ''),
      cells: rows.map((row) => cell(name, row[name], codes)),
    }))
    // What no row has says nothing; what another column has said by its code is said once.
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .filter(({ title, name, cells }, at, all) =>
      title === name || !all.some((other, place) => place !== at && other.cells.every((cell, row) => cell === cells[row])))
  const widths = columns.map(({ title, cells }) => cells.reduce((most, cell) => Math.max(most, cell.length), title.length))
  const line = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()
  console.log(line(columns.map(({ title }) => title)))
  rows.forEach((_, row) => {
    console.log(line(columns.map(({ cells }) => cells[row] ?? '')))
  })
}

function cell(name: string, value: unknown, codes: Codes): string {
  if (who.test(name) && value === SYSTEM_ACTOR.id) return 'Lotline on this machine'
  return text(value, name === 'id' ? noCodes : codes)
}

function text(value: unknown, codes: Codes): string {
  if (value === null || value === undefined || value === NOTHING) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string') return codes.get(value) ?? value
  if (Array.isArray(value)) return value.map((one: unknown) => text(one, codes)).filter((one) => one !== '').join(', ')
  if (typeof value !== 'object') return String(value)
  // Nested parts in one cell: what is there, each with its name.
  return Object.entries(value)
    .map(([name, one]) => ({ name: name.replace(/Id$/, ''), said: text(one, codes) }))
    .filter(({ said }) => said !== '' && said !== '0')
    .map(({ name, said }) => `${name} ${said}`)
    .join(', ')
}
