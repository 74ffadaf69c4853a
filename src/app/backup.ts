// Backup and restore in one file, without tools on the machine: a gzip of lines. The first line
// tells the schema version and the tables; each table follows, one JSON row per line; the last is
// `sha256 <sum>` of everything before it.
import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip, type Gzip } from 'node:zlib'
import pg from 'pg'
import QueryStream from 'pg-query-stream'
import { Fault } from '#kernel'
import { checkLedger } from '#ledger'
import { type Database, noteOnce, noteUpkeep, schemaVersion } from '#platform'

const BATCH = 1000
const LARGEST_BATCH = 8_000_000

// Every table but the list of migrations, which `migrate` writes itself.
const listTables = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)'
    and (n.nspname, c.relname) <> ('platform', 'migration')
  order by 1`
const listLinks = `select conrelid::regclass::text as child, confrelid::regclass::text as parent
  from pg_constraint where contype = 'f'`
// Rows that refer to rows of their own table come in any order; those constraints wait for the end.
const listSelfLinks = `select conrelid::regclass::text as name, format('%I', conname) as link
  from pg_constraint where contype = 'f' and conrelid = confrelid`
const listColumns = `select format('%I', a.attname) as name from pg_attribute a
  where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  order by a.attnum`

/** What a backup or restore did. */
export type BackupReport = {
  readonly tables: number
  readonly rows: number
  readonly sha256: string
}

/** Writes a whole database to one file while it is in use. The file appears when it is complete. */
export async function backUp(database: Database, path: string): Promise<BackupReport> {
  const file = createWriteStream(`${path}.part`, { mode: 0o600 })
  await once(file, 'open').catch(async (cause) => {
    const failure = unwritable(path, cause)
    await noteFailed(database, failure)
    throw failure
  })
  const client = new pg.Client(database.config)
  const zip = createGzip({ level: 3 })
  // When the disk fails, whatever is written next says so.
  pipeline(zip, file, () => {})
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
    const tables = await tablesInOrder(client)
    const out = { zip, hash: createHash('sha256') }
    await writeLine(out, JSON.stringify({ lotline: 'backup', schema: schemaVersion(), tables }))
    let rows = 0
    for (const table of tables) {
      await writeLine(out, `table ${table}`)
      rows += await writeTable(client, table, out)
    }
    const sha256 = out.hash.digest('hex')
    zip.end(`sha256 ${sha256}\n`)
    await finished(file)
    await rename(`${path}.part`, path)
    await noteUpkeep(database, 'backup', { at: new Date().toISOString(), found: rows })
    await noteOnce(database, 'backup', null)
    return { tables: tables.length, rows, sha256 }
  } catch (cause) {
    await rm(`${path}.part`, { force: true })
    const failure = file.errored === null ? cause : unwritable(path, file.errored)
    await noteFailed(database, failure)
    throw failure
  } finally {
    zip.destroy()
    await client.end()
  }
}

/**
 * Restores a backup into a freshly migrated database of the same schema version, all or nothing,
 * and checks what is derived against the facts.
 * @throws Fault when the database is not empty, or the file is of another version or damaged; then nothing is written.
 */
export async function restore(database: Database, path: string): Promise<BackupReport> {
  await proveWhole(path)
  const client = new pg.Client(database.config)
  await client.connect()
  try {
    await client.query('begin')
    await setSelfLinks(client, 'deferrable initially deferred')
    const report = await restoreAll(client, path)
    await client.query('set constraints all immediate')
    await setSelfLinks(client, 'not deferrable')
    await client.query('commit')
    const [first] = await checkLedger(database)
    if (first !== undefined) {
      throw new Fault(
        `The backup was restored, but ${first.what} ${first.key} differs from the facts.`,
        'It differed when the backup was made; run the check to see all differences.',
      )
    }
    return report
  } finally {
    await client.end()
  }
}

// Whoever is told of jobs that fail learns of it, where the database can still be told.
async function noteFailed(database: Database, failure: unknown): Promise<void> {
  await noteOnce(database, 'backup', failure instanceof Error ? failure.message : String(failure)).catch(() => undefined)
}

type Out = { readonly zip: Gzip; readonly hash: Hash }

async function writeLine({ zip, hash }: Out, line: string): Promise<void> {
  const bytes = Buffer.from(`${line}\n`)
  hash.update(bytes)
  if (zip.destroyed) throw new Error('The file of the backup was closed.')
  if (!zip.write(bytes)) await room(zip)
}

// Waits until there is room, or there will be none. The wait that came to nothing is let go: a long backup waits often.
async function room(zip: Gzip): Promise<void> {
  const over = new AbortController()
  const { signal } = over
  try {
    await Promise.race([once(zip, 'drain', { signal }), once(zip, 'close', { signal })])
  } finally {
    over.abort()
  }
}

async function writeTable(client: pg.Client, table: string, out: Out): Promise<number> {
  const columns = await columnsOf(client, table)
  const stream = client.query(
    new QueryStream(
      `select row_to_json(it)::text from (select ${columns} from ${table}) it`,
      [],
      { batchSize: BATCH, rowMode: 'array' },
    ),
  )
  let lines: string[] = []
  let rows = 0
  for await (const row of stream) {
    const [text]: unknown[] = row
    // A json column keeps the line breaks it was given; between values they mean nothing.
    lines.push(String(text).replace(/[\r\n]+/g, ' '))
    rows++
    if (lines.length < BATCH) continue
    await writeLine(out, lines.join('\n'))
    lines = []
  }
  if (lines.length > 0) await writeLine(out, lines.join('\n'))
  return rows
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(listColumns, [table])
  return rows.map(({ name }) => name).join(', ')
}

// Parents before their children, otherwise by name.
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(listTables)
  const links = await client.query<{ child: string; parent: string }>(listLinks)
  const order: string[] = []
  const visit = (name: string, above: readonly string[]) => {
    if (order.includes(name) || above.includes(name)) return
    for (const { child, parent } of links.rows) {
      if (child === name && parent !== name) visit(parent, [...above, name])
    }
    order.push(name)
  }
  for (const { name } of rows) visit(name, [])
  return order
}

async function setSelfLinks(client: pg.Client, how: string): Promise<void> {
  const { rows } = await client.query<{ name: string; link: string }>(listSelfLinks)
  for (const { name, link } of rows) {
    await client.query(`alter table ${name} alter constraint ${link} ${how}`)
  }
}

// The whole file against its checksum, before a word of it is believed.
async function proveWhole(path: string): Promise<void> {
  const hash = createHash('sha256')
  let sum: string | null = null
  let first = true
  for await (const line of linesOf(path)) {
    if (first && !line.startsWith('{"lotline":"backup"')) throw damaged('it does not begin as a backup does')
    first = false
    if (sum !== null) throw damaged('something follows its end')
    if (line.startsWith('sha256 ')) sum = line.slice(7)
    else hash.update(`${line}\n`)
  }
  if (sum !== hash.digest('hex')) throw damaged(sum === null ? 'its end is missing' : 'its checksum does not agree with its contents')
}

// Lines end with a line feed and nothing else: texts may hold every other sign that ends a line somewhere.
async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const piece of pipeline(createReadStream(path), createGunzip(), () => {})) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE') throw damaged('it cannot be unpacked')
    if (['ENOENT', 'EACCES', 'EISDIR'].includes(code)) {
      throw new Fault(`The backup ${path} cannot be read: ${String(cause)}.`, 'Check its name and your rights.', { cause })
    }
    throw cause
  }
  if (rest !== '') yield rest
}

async function restoreAll(client: pg.Client, path: string): Promise<BackupReport> {
  const state: Restoring = { table: '', columns: '', rows: 0, tables: 0, batch: [], size: 0 }
  let sum = ''
  let first = true
  for await (const line of linesOf(path)) {
    if (line.startsWith('sha256 ')) sum = line.slice(7)
    else if (first) await makeReady(client, line)
    else if (line.startsWith('table ')) {
      await insertBatch(client, state)
      state.table = line.slice(6)
      state.columns = await columnsOf(client, state.table)
      state.tables++
    } else {
      state.batch.push(line)
      state.size += line.length
      const full = state.batch.length === BATCH || state.size > LARGEST_BATCH
      if (full) await insertBatch(client, state)
    }
    first = false
  }
  await insertBatch(client, state)
  return { tables: state.tables, rows: state.rows, sha256: sum }
}

type Restoring = { table: string; columns: string; rows: number; tables: number; batch: string[]; size: number }

// The backup must be of this schema and the database as `migrate` leaves it: no document. What
// migrations put in themselves makes way for what the backup has, constraints checked at the end.
async function makeReady(client: pg.Client, header: string): Promise<void> {
  const head: unknown = header.startsWith('{') ? JSON.parse(header) : null
  const schema = head !== null && typeof head === 'object' && 'schema' in head ? head.schema : null
  if (schema === null) throw damaged('it does not begin as a backup does')
  if (schema !== schemaVersion()) {
    throw new Fault(
      `The backup is of schema ${schema}; this program has ${schemaVersion()}.`,
      'Restore it with the release it was made with, then upgrade.',
    )
  }
  const { rows } = await client.query('select 1 from platform.document limit 1')
  const tables = await tablesInOrder(client)
  if (rows.length > 0 || JSON.stringify(tables) !== JSON.stringify(tablesOf(head))) {
    throw new Fault(
      'The database is not empty, or has other tables than the backup.',
      'Restore into a new database that was only migrated; nothing was changed.',
    )
  }
  for (const table of [...tables].reverse()) {
    const filled = await client.query(`select 1 from ${table} limit 1`)
    if (filled.rows.length > 0) await client.query(`delete from ${table}`)
  }
}

function tablesOf(head: unknown): unknown {
  return head !== null && typeof head === 'object' && 'tables' in head ? head.tables : null
}

async function insertBatch(
  client: pg.Client,
  state: Restoring,
): Promise<void> {
  if (state.batch.length === 0) return
  const { table, columns, batch } = state
  await client.query(
    `insert into ${table} (${columns})
    select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
    [`[${batch.join(',')}]`],
  )
  state.rows += batch.length
  state.batch = []
  state.size = 0
}

function unwritable(path: string, cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const why = code === 'ENOSPC' ? 'its disk is full' : code === 'ENOENT' ? 'its folder is not there' : String(cause)
  return new Fault(`The backup ${path} cannot be written: ${why}.`, 'Name a file that can be; what was begun is removed.', { cause })
}

function damaged(why: string): Fault {
  return new Fault(`The backup is damaged: ${why}.`, 'Nothing was restored; use another backup.')
}
