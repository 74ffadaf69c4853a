// A list as a file: its rows as one sees them, in one snapshot, as they come.
import { Readable } from 'node:stream'
import type { Refusal } from '#kernel'
import { type Database, type List, type QueryDoor, readList } from '#platform'
import { readable, type Names, type ReadableColumn } from './cell-rules.ts'
import type { Asked, Column, FileFormat } from './contract.ts'
import { csvOf } from './csv-file.ts'
import { pdfOf } from './pdf-file.ts'
import { refuse } from './refusals.ts'
import type { Table } from './table.ts'
import { xlsxOf } from './xlsx-file.ts'
import { isZone } from './zone-rules.ts'

/** The door of a list. */
export type ListDoor = QueryDoor & { readonly list: List }

/** Every list there is, by its path; asked when it is needed, since lists of reports are among them. */
export type Lists = () => ReadonlyMap<string, ListDoor>

/** The lists among some doors, by their paths. */
export function listsAmong(doors: readonly QueryDoor[]): ReadonlyMap<string, ListDoor> {
  return new Map(doors.flatMap((door) => (isList(door) ? [[door.path, door] as const] : [])))
}

function isList(door: QueryDoor): door is ListDoor {
  return door.list !== undefined
}

/** Tells what things are called, by their ids. */
export type NamesOf = (database: Database, ids: readonly string[]) => Promise<Names>

/** What is to be written. `ticked` are single rows, each by the members of the list's key. */
export type Wanted = {
  readonly list: List
  readonly title: string
  readonly asked: Asked
  readonly columns: readonly Column[]
  readonly filters: readonly string[]
  readonly zone: string
  readonly ticked: readonly { readonly [member: string]: string }[] | null
}

/** What a format is called elsewhere. */
export const formats: { readonly [format in FileFormat]: { readonly type: string; readonly ending: string } } = {
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  pdf: { type: 'application/pdf', ending: 'pdf' },
}

/** There is no such list. */
export const refuseUnknownList = (list: string): Refusal => refuse('export_list_unknown', { list })

/** What was made ready was fetched too late, or by somebody else. */
export const refuseNotReady = (): Refusal => refuse('export_missing')

/** Why it cannot be written, or null. */
export function refuseWanted({ list, columns, zone, ticked }: Wanted): Refusal | null {
  const unknown = columns.find((column) => readable(column, list.row) === null)
  if (unknown !== undefined) return refuse('export_column_unknown', { list: list.path, column: unknown.of })
  if (!isZone(zone)) return refuse('export_zone_unknown', { zone })
  const isNamed = ticked === null || ticked.every((row) => keyOf(list, row) !== null)
  return isNamed ? null : refuse('export_rows_unnamed', { list: list.path, members: keyMembers(list).join(', ') })
}

/**
 * The table, read to its first rows: what the list refuses is thrown here.
 * @throws Refusal
 */
export async function openTable(database: Database, wanted: Wanted, namesOf: NamesOf): Promise<Table> {
  const refusal = refuseWanted(wanted)
  if (refusal !== null) throw refusal
  const { list, title, asked, filters, zone, ticked } = wanted
  const columns = wanted.columns.flatMap((column) => readable(column, list.row) ?? [])
  const only = ticked === null ? null : ticked.flatMap((row) => [keyOf(list, row) ?? []])
  const rows = readList(database, list, asked, only)
  const first = await rows.next()
  const batches = async function* () {
    try {
      for (let next = first; next.done !== true; next = await rows.next()) yield await cellsOf(database, columns, next.value, namesOf)
    } finally {
      await rows.return(undefined)
    }
  }
  return { title, columns, batches: batches(), zone, filters, at: new Date() }
}

/**
 * The bytes of a table.
 * @throws Refusal when it is too long to be printed.
 */
export async function fileOf(table: Table, format: FileFormat): Promise<Readable> {
  if (format === 'pdf') return pdfOf(table)
  return format === 'csv' ? Readable.from(csvOf(table), { objectMode: false }) : xlsxOf(table)
}

/** Columns as an address has them, `code,sku:Item`: members, with a heading where it is to be another. Without any, all. */
export function columnsIn(text: string | undefined, list: List): Column[] {
  const asked = text === undefined || text === '' ? Object.keys(list.columns) : text.split(',')
  return asked.map((one) => {
    const [of = '', ...heading] = one.split(':')
    return { of, heading: heading.join(':') || of }
  })
}

/** The format of that name, or null. */
export function formatIn(text: string): FileFormat | null {
  return text === 'csv' || text === 'xlsx' || text === 'pdf' ? text : null
}

// The members that make a row the only one: those of its key, or an id that is made of them, joined by dots.
function keyMembers({ key, columns }: List): string[] {
  const members = key.flatMap(([sql]) => Object.entries(columns).find(([, column]) => column === sql)?.[0] ?? [])
  return members.length === key.length ? members : ['id']
}

function keyOf(list: List, row: { readonly [member: string]: string }): string[] | null {
  const values = keyMembers(list).flatMap((member) => row[member] ?? [])
  const parts = values.length < list.key.length ? values.flatMap((value) => value.split('.')) : values
  return parts.length === list.key.length ? parts : null
}

async function cellsOf(
  database: Database,
  columns: readonly ReadableColumn[],
  rows: readonly { readonly [name: string]: unknown }[],
  namesOf: NamesOf,
): Promise<string[][]> {
  const ids = new Set(rows.flatMap((row) => columns.flatMap((column) => column.idOf(row) ?? [])))
  const names: Names = ids.size === 0 ? new Map() : await namesOf(database, [...ids])
  return rows.map((row) => columns.map((column) => column.read(row, names)))
}
