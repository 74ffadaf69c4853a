// What is kept of imports that come from the app: the file in pieces, how it is read, and how far it is.
import { type Database, query, type Statement } from '#platform'
import type { Separator } from './csv.ts'
import type { Formats } from './import-formats.ts'
import { textOfBytes } from './import-file.ts'

/** How a list is read, as a person told it or it was guessed. */
export type KeptReading = {
  readonly encoding: string
  readonly separator: Separator
  readonly decimal: '.' | ',' | null
  readonly dates: 'ymd' | 'dmy' | 'mdy' | null
  readonly places: { readonly [column: string]: number }
}

/** Where an import stands. */
export type ImportState = 'open' | 'judging' | 'judged' | 'running' | 'done' | 'stopped' | 'undoing' | 'undone'

/** An import as it is kept. */
export type KeptImport = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly bytes: bigint
  readonly isPacked: boolean
  readonly actorId: string
  readonly permissions: readonly string[]
  readonly state: ImportState
  readonly reading: KeptReading
  readonly leavesOut: boolean
  readonly hasFile: boolean
  readonly report: object | null
  readonly undoReason: string | null
}

export const MOST_BYTES = 200 * 2 ** 20
const PIECE = 2 ** 15
const PIECES_AT_ONCE = 32

const findImport: Statement = {
  name: 'app.find-import',
  text: `select id, kind, name, bytes, is_packed as "isPacked", actor_id as "actorId", permissions, state, reading, leaves_out as "leavesOut",
    has_file as "hasFile", report, undo_reason as "undoReason" from app.import where id = $1::uuid`,
}
const findPiece: Statement = { name: 'app.find-piece', text: 'select bytes from app.import_piece where import_id = $1::uuid and nth >= $2 and nth < $2 + $3 order by nth' }

/** The import of that id, or null. */
export async function findKeptImport(database: Database, id: string): Promise<KeptImport | null> {
  const [found] = await query<KeptImport>(database, findImport, [id])
  return found ?? null
}

/** A file that is too large to be taken. */
export class TooLarge extends Error {}

/** Keeps a file that comes in, all of it or nothing. */
export async function keepFile(
  database: Database,
  { id, kind, name, isPacked, actorId }: Pick<KeptImport, 'id' | 'kind' | 'name' | 'isPacked' | 'actorId'>,
  coming: AsyncIterable<Uint8Array>,
): Promise<void> {
  const client = await database.pool.connect()
  let failed: unknown
  try {
    await client.query('begin')
    await client.query(`insert into app.import (id, kind, name, bytes, is_packed, actor_id, state, reading)
      values ($1::uuid, $2, $3, 0, $4, $5::uuid, 'open', '{}')`, [id, kind, name, isPacked, actorId])
    let [size, nth] = [0, 0]
    for await (const pieces of inPieces(coming)) {
      size += pieces.reduce((sum, { length }) => sum + length, 0)
      if (size > MOST_BYTES) throw new TooLarge()
      await client.query('insert into app.import_piece (import_id, nth, bytes) select $1::uuid, $2::integer + at - 1, bytes from unnest($3::bytea[]) with ordinality as it(bytes, at)', [id, nth, pieces])
      nth += pieces.length
    }
    await client.query('update app.import set bytes = $2 where id = $1::uuid', [id, size])
    await client.query('commit')
  } catch (error) {
    failed = error
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release(failed instanceof Error && !(failed instanceof TooLarge))
  }
}

async function* inPieces(coming: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer[]> {
  let rest = Buffer.alloc(0)
  for await (const chunk of coming) {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= PIECE * PIECES_AT_ONCE) {
      yield cut(rest.subarray(0, PIECE * PIECES_AT_ONCE))
      rest = rest.subarray(PIECE * PIECES_AT_ONCE)
    }
  }
  if (rest.length > 0) yield cut(rest)
}

function cut(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, at) => bytes.subarray(at * PIECE, (at + 1) * PIECE))
}

/** The bytes of a kept file. */
export async function* bytesOf(database: Database, id: string): AsyncGenerator<Uint8Array> {
  for (let nth = 0; ; nth += PIECES_AT_ONCE) {
    const rows = await query<{ bytes: Buffer }>(database, findPiece, [id, nth, PIECES_AT_ONCE])
    for (const { bytes } of rows) yield bytes
    if (rows.length < PIECES_AT_ONCE) return
  }
}

/** The text of a kept file. */
export function textOfKept(database: Database, { id, name, bytes, isPacked, reading }: KeptImport): AsyncIterable<string> {
  return textOfBytes(bytesOf(database, id), { name, size: Number(bytes), isPacked, encoding: reading.encoding })
}

/** How its numbers and dates are written. */
export function formatsOf({ decimal, dates }: KeptReading): Formats {
  return { ...(decimal === null ? {} : { decimal }), ...(dates === null ? {} : { dates }) }
}
