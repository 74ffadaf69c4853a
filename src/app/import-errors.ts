// Everything that is wrong with an import, in a file beside it, for whoever mends the list.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import QueryStream from 'pg-query-stream'
import { Fault } from '#kernel'
import { csvLine } from '#reports'

/** Writes all errors by row: `row,column,expected,found`. Of a refused document the column has what names it. */
export async function writeErrors(client: pg.Client, path: string): Promise<void> {
  const file = createWriteStream(path)
  try {
    await once(file, 'open')
  } catch (cause) {
    throw new Fault(`The file of errors ${path} cannot be written.`, 'Choose another with --errors.', { cause })
  }
  file.write(csvLine(['row', 'column', 'expected', 'found']))
  const all = 'select row, col, expected, found from staged_error order by row, ctid'
  const rows: AsyncIterable<unknown[]> = client.query(new QueryStream(all, [], { batchSize: 1000, rowMode: 'array' }))
  for await (const row of rows) if (!file.write(csvLine(row))) await once(file, 'drain')
  file.end()
  await finished(file)
}
