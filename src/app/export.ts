// Exports: any list as CSV or NDJSON, streamed from one snapshot, never whole in memory.
import pg from 'pg'
import type { Database } from '#platform'
import { csvCells } from '#reports'
import { copyOut, unescaped } from './copy-out.ts'
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
  let count = 0
  // CSV has no sign for no value: it is empty either way.
  const nothing = format === 'csv' ? '' : '\\N'
  const line = format === 'csv' ? csvOf(more) : jsonOf(columns, more)
  for await (const rows of copyOut(client, text, nothing)) {
    count += rows.length
    await write(rows.map(line).join(''))
  }
  return count
}

type More = ReturnType<NonNullable<ExportQuery['derive']>['start']> | undefined

function jsonOf(columns: readonly string[], more: More): (row: string) => string {
  return (row) => {
    const found = row.split('\t').map((value) => (value === '\\N' ? null : unescaped(value)))
    return jsonLine(columns, more === undefined ? found : [...found.slice(0, -1), ...more(valuesIn(row, '\\N'))])
  }
}

// Most rows have nothing that is to be quoted: these are told by one look, and need no more than other separators.
function csvOf(more: More): (row: string) => string {
  const unlike = /[",\\]|(^|\t)['=+\-@]/
  return (row) => {
    const told = more === undefined ? row : row.slice(0, row.lastIndexOf('\t'))
    const cells = unlike.test(told) ? csvCells(told.split('\t').map(unescaped)) : told.replaceAll('\t', ',')
    return more === undefined ? `${cells}\r\n` : `${cells},${csvCells(more(valuesIn(row, '')))}\r\n`
  }
}

// Single values of a row, read only when they are asked for.
function valuesIn(row: string, nothing: string): (at: number) => string | null {
  return (at) => {
    let from = at < 0 ? row.lastIndexOf('\t') + 1 : 0
    for (let nth = 0; nth < at; nth++) from = row.indexOf('\t', from) + 1
    const end = row.indexOf('\t', from)
    const value = row.slice(from, end === -1 ? undefined : end)
    return value === nothing ? null : unescaped(value)
  }
}

function jsonLine(columns: readonly string[], values: readonly unknown[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, values[at]])))}\n`
}
