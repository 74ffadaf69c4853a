import { once } from 'node:events'
import { Fault } from '#kernel'
import type { Database } from '#platform'
import { exportables, exportRows, isExportable } from './export.ts'

/** Streams one kind of rows to standard output. */
export async function exportTo(database: Database, what: string, format: string): Promise<void> {
  if (!isExportable(what)) throw new Fault(`There is no export of ${what}.`, `There are: ${exportables.join(', ')}.`)
  if (format !== 'csv' && format !== 'ndjson') {
    throw new Fault(`There is no format ${format}.`, 'Choose csv or ndjson.')
  }
  await exportRows(database, what, format, async (text) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  })
}
