// The rows of a list that were not imported, as they came, with the reason in a column more: to be mended and sent again.
import { Readable } from 'node:stream'
import pg from 'pg'
import QueryStream from 'pg-query-stream'
import type { Database } from '#platform'
import { csvRows } from './csv.ts'
import { csvLine } from '#reports'
import { type KeptImport, textOfKept } from './import-store.ts'

const REASON = 'why it was not imported'

const reasons = `select row, string_agg(case
    when sort = 'refused' then expected
    when sort = 'left' then 'another row of the same document is wrong'
    else coalesce(nullif(col, '') || ': ', '') || expected || ', not ' || coalesce(nullif(found, ''), 'nothing') end, '; ' order by ctid) as why
  from app.import_error where import_id = $1::uuid and row > 1 group by row order by row`

/** The failing rows as CSV, streamed. */
export function failingRows(database: Database, kept: KeptImport): Readable {
  return Readable.from(lines(database, kept))
}

async function* lines(database: Database, kept: KeptImport): AsyncGenerator<string> {
  const client = new pg.Client(database.config)
  client.on('error', () => {
    // The stream under way says that the line broke.
  })
  await client.connect()
  try {
    const wrong: AsyncIterator<{ row: number; why: string }> = client.query(new QueryStream(reasons, [kept.id], { batchSize: 500 }))[Symbol.asyncIterator]()
    let next = await wrong.next()
    let row = 0
    let width = 0
    for await (const cells of csvRows(textOfKept(database, kept), kept.reading.separator)) {
      row++
      if (row === 1) {
        // A list that failed before has the column already.
        width = cells.at(-1) === REASON ? cells.length - 1 : cells.length
        yield `\u{feff}${csvLine([...cells.slice(0, width), REASON])}`
      } else if (next.done !== true && next.value.row === row) {
        yield csvLine([...Array.from({ length: width }, (_, at) => cells[at] ?? ''), next.value.why])
        next = await wrong.next()
      }
      if (next.done === true) return
    }
  } finally {
    await client.end()
  }
}
