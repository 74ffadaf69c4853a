// `lotline import`: a file is read and checked as a whole, codes are looked up, and only then its documents are
// applied, five hundred at a time. Their ids come from their contents: a broken-off import is sent again.
import { createHash } from 'node:crypto'
import { SYSTEM_ACTOR } from '#auth'
import { Fault } from '#kernel'
import { type Database, query } from '#platform'
import { type ImportKind, importKinds, type Lookup, type Made, type ReadRow } from './import-kinds.ts'
import { errorList, type ImportError, readImport } from './import-read.ts'
import { doors } from './wiring.ts'

/** What became of an import. */
export type ImportReport = {
  readonly rows: number
  readonly documents: number
  readonly applied: number
  readonly repeated: number
  readonly refused: { readonly key: string; readonly code: string; readonly says: string }[]
  readonly errors: readonly ImportError[]
  readonly wrong: number
}

/** How an import is run. */
export type ImportOptions = {
  readonly kind: string
  readonly path: string
  readonly dryRun: boolean
  readonly mapping: Readonly<Record<string, string>>
  readonly progress?: (done: number, of: number) => void
}

const BATCH = 500

/** Imports a file. With errors nothing is applied. */
export async function importFile(database: Database, options: ImportOptions): Promise<ImportReport> {
  const kind = importKinds[options.kind]
  if (kind === undefined) {
    throw new Fault(`There is no import of ${options.kind}.`, `There are: ${Object.keys(importKinds).join(', ')}.`)
  }
  const file = await readImport(options.path, kind, options.mapping)
  const none = { documents: 0, applied: 0, repeated: 0, refused: [] }
  if (file.wrong > 0) return { ...none, rows: 0, errors: file.errors, wrong: file.wrong }
  const looked = await lookUp(database, kind, file.rows)
  if (looked.wrong > 0) return { ...none, rows: file.rows.length, errors: looked.errors, wrong: looked.wrong }
  const made = [...grouped(kind, looked.rows)].flatMap(([key, rows]) => kind.make(key, rows))
  const report = { rows: file.rows.length, documents: made.length, errors: [], wrong: 0 }
  if (options.dryRun) return { ...none, ...report }
  return { ...report, ...(await apply(database, options, made)) }
}

function grouped(kind: ImportKind, rows: readonly ReadRow[]): Map<string, ReadRow[]> {
  const groups = new Map<string, ReadRow[]>()
  for (const row of rows) {
    const key = kind.groupBy === null ? JSON.stringify(row.cells) : (row.cells[kind.groupBy] ?? '')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

const lookups: Readonly<Record<Lookup, string>> = {
  item: 'select sku as code, id from catalog.item where sku = any($1::text[])',
  partner: 'select code, id from partners.partner where code = any($1::text[])',
  location: 'select code, id from locations.location where code = any($1::text[])',
  channel: 'select code, id from orders.channel where code = any($1::text[])',
  order: 'select number as code, id from orders.sales_order where number = any($1::text[])',
  lot: 'select code, id from lots.lot where code = any($1::text[])',
}

function isLookup(type: string): type is Lookup {
  return type in lookups
}

// Replaces codes by ids; every code that names nothing is an error of its row.
async function lookUp(
  database: Database,
  kind: ImportKind,
  rows: readonly ReadRow[],
): Promise<{ rows: ReadRow[]; errors: ImportError[]; wrong: number }> {
  const list = errorList()
  let read = [...rows]
  for (const { name, type } of kind.columns) {
    if (!isLookup(type)) continue
    const codes = [...new Set(read.flatMap(({ cells }) => cells[name] ?? []))]
    const found = new Map<string, string>()
    for (let start = 0; start < codes.length; start += 10_000) {
      const part = codes.slice(start, start + 10_000)
      const ids = await query<{ code: string; id: string }>(
        database, { name: `app.import-${type}`, text: lookups[type] }, [part],
      )
      for (const { code, id } of ids) found.set(code, id)
    }
    read = read.map((row) => {
      const code = row.cells[name]
      if (code === undefined) return row
      const id = found.get(code)
      if (id === undefined) list.add({ row: row.row, column: name, expected: `the code of a known ${type}`, found: code })
      return { ...row, cells: { ...row.cells, [name]: id ?? '' } }
    })
  }
  return { rows: read, errors: list.errors, wrong: list.count() }
}

async function apply(
  database: Database,
  { kind, progress }: ImportOptions,
  made: readonly Made[],
): Promise<Pick<ImportReport, 'applied' | 'repeated' | 'refused'>> {
  let applied = 0
  let repeated = 0
  const refused: ImportReport['refused'] = []
  for (let start = 0; start < made.length; start += BATCH) {
    const batch = made.slice(start, start + BATCH)
    for (const path of new Set(batch.map((one) => one.path))) {
      const door = doors.find((one) => one.path === path)
      if (door === undefined) throw new Error(`No door ${path}.`)
      const mine = batch.filter((one) => one.path === path)
      const outcomes = await door.many(
        database,
        mine.map(({ key, body, at }) => ({
          id: idOf(`${kind} ${path} ${key}`), actor: SYSTEM_ACTOR, body,
          occurredAt: at === undefined ? new Date() : new Date(at.length === 10 ? `${at}T12:00:00Z` : at),
        })),
      )
      outcomes.forEach((outcome, nth) => {
        if (!outcome.ok) {
          const { code, message } = outcome.refusal
          refused.push({ key: mine[nth]?.key ?? '', code, says: message })
        } else if (outcome.repeated === true) repeated++
        else applied++
      })
    }
    progress?.(Math.min(start + BATCH, made.length), made.length)
  }
  return { applied, repeated, refused }
}

// A UUID of the document's key (version 8, RFC 9562): the same document always has the same.
function idOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
