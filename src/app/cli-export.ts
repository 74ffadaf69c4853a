import { Fault } from '#kernel'
import type { Database } from '#platform'
import { exportables, exportRows, isExportable } from './export.ts'

/** Streams one kind of rows to standard output. */
export async function exportTo(database: Database, what: string, format: string): Promise<void> {
  if (!isExportable(what)) throw new Fault(`There is no export of ${what}.`, `There are: ${exportables.join(', ')}.`)
  if (format !== 'csv' && format !== 'ndjson') {
    throw new Fault(`There is no format ${format}.`, 'Choose csv or ndjson.')
  }
  // Each piece waits to be taken: a file gives no `drain`, and a pipe may be slow.
  await exportRows(
    database,
    what,
    format,
    (text) =>
      new Promise<void>((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
      }),
  )
}
