// Exports: any list as CSV or NDJSON, streamed from one snapshot, never whole in memory.
import pg from 'pg'
import QueryStream from 'pg-query-stream'
import type { Database } from '#platform'
import { type Exportable, type ExportQuery, exportQueries } from './export-queries.ts'

/** How an export is written. */
export type ExportFormat = 'csv' | 'ndjson'

/** The names of everything that can be exported. */
export const exportables: readonly string[] = Object.keys(exportQueries)

/** Says whether something of that name can be exported. */
export function isExportable(what: string): what is Exportable {
  return exportables.includes(what)
}

/**
 * Writes all rows of one kind in a stable order and gives their number. `write` may return a
 * promise to be waited for. CSV has a header line and CRLF (RFC 4180); an absent value is empty.
 */
export async function exportRows(
  database: Database,
  what: Exportable,
  format: ExportFormat,
  write: (text: string) => unknown,
): Promise<number> {
  const client = new pg.Client(database.config)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await exportFrom(client, exportQueries[what], format, write)
  } finally {
    await client.end()
  }
}

async function exportFrom(
  client: pg.Client,
  { text }: ExportQuery,
  format: ExportFormat,
  write: (text: string) => unknown,
): Promise<number> {
  const { fields } = await client.query(`select * from (${text}) it limit 0`)
  const columns = fields.map(({ name }) => name)
  if (format === 'csv') await write(`${columns.join(',')}\r\n`)
  const stream = client.query(new QueryStream(text, [], { batchSize: 1000, rowMode: 'array' }))
  let lines: string[] = []
  let count = 0
  for await (const row of stream) {
    const values: unknown[] = row
    lines.push(format === 'csv' ? csvLine(values) : jsonLine(columns, values))
    count++
    if (lines.length === 1000) {
      await write(lines.join(''))
      lines = []
    }
  }
  if (lines.length > 0) await write(lines.join(''))
  return count
}

/**
 * One CSV line. A cell that a spreadsheet would take for a formula gets an apostrophe in front, whoever wrote it: names
 * and codes come from outside. `lotline import` takes it off again; NDJSON has every value as it is.
 */
export function csvLine(values: readonly unknown[]): string {
  const cells = values.map((value) => {
    const text = value === null || value === undefined ? '' : String(value)
    const safe = looksLikeFormula.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${cells.join(',')}\r\n`
}

// Apostrophes in front count too, so that taking one off always gives back what was written.
const looksLikeFormula = /^'*[=+\-@\t\r]/

function jsonLine(columns: readonly string[], values: readonly unknown[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, values[at]])))}\n`
}
