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
  return await inSnapshot(database, (client) => exportFrom(client, exportQueries[what], format, write))
}

/**
 * Writes all kinds, as they were at one moment. `open` is asked for each in turn where it goes; `write` and `close`
 * may return promises. Gives the rows of each, and the last position of the record in them.
 */
export async function exportAll(
  database: Database,
  format: ExportFormat,
  open: (what: string) => { write(text: string): unknown; close(): unknown },
): Promise<{ position: string; rows: Record<string, number> }> {
  return await inSnapshot(database, async (client) => {
    const { rows: [last] } = await client.query<{ position: string }>(
      'select coalesce(max(position), 0)::text as position from platform.sequence',
    )
    const rows: Record<string, number> = {}
    for (const what of exportables) {
      if (!isExportable(what)) continue
      const to = open(what)
      try {
        rows[what] = await exportFrom(client, exportQueries[what], format, (text) => to.write(text))
      } finally {
        await to.close()
      }
    }
    return { position: last?.position ?? '0', rows }
  })
}

async function inSnapshot<Answer>(database: Database, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client(database.config)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await work(client)
  } finally {
    await client.end()
  }
}

async function exportFrom(
  client: pg.Client,
  { text, derive }: ExportQuery,
  format: ExportFormat,
  write: (text: string) => unknown,
): Promise<number> {
  const { fields } = await client.query(`select * from (${text}) it limit 0`)
  const asked = fields.map(({ name }) => name)
  const columns = derive === undefined ? asked : [...asked.slice(0, -1), ...derive.columns]
  const more = derive?.start()
  if (format === 'csv') await write(`${columns.join(',')}\r\n`)
  const stream = client.query(new QueryStream(text, [], { batchSize: 1000, rowMode: 'array' }))
  let lines: string[] = []
  let count = 0
  for await (const row of stream) {
    const found: unknown[] = row
    const values = more === undefined ? found : [...found.slice(0, -1), ...more(found)]
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
    if (value === null || value === undefined) return ''
    const text = String(value)
    if (!special.test(text)) return text
    const safe = looksLikeFormula.test(text) && !aNumber.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${cells.join(',')}\r\n`
}

// Apostrophes in front count too, so that taking one off always gives back what was written.
const looksLikeFormula = /^'*[=+\-@\t\r]/
// Most cells are plain, and there are many.
const special = /[",\r\n]|^['=+\-@\t]/
// Less than nothing is no formula.
const aNumber = /^-\d+$/

function jsonLine(columns: readonly string[], values: readonly unknown[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, values[at]])))}\n`
}
