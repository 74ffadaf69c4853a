// Brings a database to this program's schema: plain SQL files, numbered, forward only.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Fault } from '#kernel'
import { type AppRole, prepareAppRole } from './app-role.ts'
import { sqlState } from './database.ts'

type Migration = { readonly number: number; readonly name: string; readonly text: string; readonly sum: string }

function schemasOf(migrations: readonly Migration[]): string[] {
  return ['platform', ...migrations.flatMap(({ text }) => [...text.matchAll(/^create schema (\w+)/gm)].map(([, name = '']) => name))]
}

type Applied = { readonly number: number; readonly name: string; readonly sum: string }

/** How a database's schema stands to this program: what it lacks, and the fault when they do not fit. */
export type SchemaState = { readonly missing: readonly string[]; readonly fault: Fault | null }

/** The oldest PostgreSQL Lotline runs on. */
const LEAST_POSTGRES = 15

/**
 * Applies the migrations a database lacks, each in its own transaction, and gives their names and the role
 * the server works as.
 * @throws Fault when the database cannot be reached or is too old, was made by a newer program, or an applied
 * migration has changed; then nothing is changed.
 */
export async function migrate(config: pg.ClientConfig): Promise<{ applied: string[]; appRole: AppRole }> {
  const client = await reach(config)
  try {
    // Two programs starting at once take turns; the second finds everything done.
    await client.query('select pg_advisory_lock(4709231)')
    const migrations = readMigrations()
    const before = await readApplied(client)
    const fault = misfit(before, migrations)
    if (fault !== null) throw fault
    const missing = migrations.filter(({ number }) => !before.some((one) => one.number === number))
    for (const migration of missing) await applyOne(client, migration)
    const appRole = await prepareAppRole(client, migrationsFolder(), schemasOf(migrations))
    return { applied: missing.map(({ name }) => name), appRole }
  } finally {
    await client.end()
  }
}

/**
 * Compares a database's schema with this program's, and changes nothing.
 * @throws Fault when the database cannot be reached or is too old.
 */
export async function readSchema(config: pg.ClientConfig): Promise<SchemaState> {
  const client = await reach(config)
  try {
    const migrations = readMigrations()
    const before = await readApplied(client)
    const missing = migrations.filter(({ number }) => !before.some((one) => one.number === number))
    return { missing: missing.map(({ name }) => name), fault: misfit(before, migrations) }
  } finally {
    await client.end()
  }
}

/** The number of the newest migration this program has. */
export function schemaVersion(): number {
  return readMigrations().at(-1)?.number ?? 0
}

async function reach(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config)
  // When the line breaks later, the query under way says so.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const why = error instanceof Error ? error.message || sayAll(error) : String(error)
    const mend = 'Check that it is running and that DATABASE_URL names it, a login it knows and a database it has.'
    throw new Fault(`The database cannot be reached: ${why}`, mend, { cause: error })
  }
  const { rows } = await client.query<{ number: string }>(`select current_setting('server_version_num') as number`)
  const major = Math.floor(Number(rows[0]?.number) / 10_000)
  if (major >= LEAST_POSTGRES) return client
  await client.end()
  throw new Fault(
    `This database is PostgreSQL ${major}; Lotline needs ${LEAST_POSTGRES} or newer.`,
    'Name a newer server in DATABASE_URL, or unset it for the private one.',
  )
}

// A name with several addresses fails with one error for each and no words of its own.
function sayAll(error: Error): string {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : []
  return errors.map((one) => (one instanceof Error ? one.message : String(one))).join(', ')
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const known = await client.query(`select to_regclass('platform.migration') is not null as there`)
  if (known.rows[0]?.there !== true) return []
  const { rows } = await client.query<Applied>('select number, name, sum from platform.migration order by number')
  return rows
}

// Why a database and this program do not fit, or null; a database that lacks migrations fits.
function misfit(before: readonly Applied[], migrations: readonly Migration[]): Fault | null {
  const ours = new Map(migrations.map((migration) => [migration.number, migration]))
  const beyond = before.findLast(({ number }) => !ours.has(number))
  if (beyond !== undefined) {
    return new Fault(
      `This database was made by a newer Lotline (it has ${beyond.name}).`,
      'Start it with that version or a later one; nothing was changed.',
    )
  }
  const changed = before.find(({ number, sum }) => ours.get(number)?.sum !== sum)
  if (changed === undefined) return null
  return new Fault(
    `Migration ${changed.name} was applied to this database with other contents.`,
    'Use the release this database was made with, or restore a backup; nothing was changed.',
  )
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query('create schema if not exists platform')
    await client.query(`create table if not exists platform.migration (
      number integer primary key, name text not null, sum text not null, applied_at timestamptz not null default now())`)
    await client.query(migration.text)
    await client.query('insert into platform.migration (number, name, sum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const why = error instanceof Error ? error.message : String(error)
    const mend = sqlState(error) === '53100'
      ? 'The disk is full: free some space there and start again. Nothing of it was kept.'
      : 'Nothing of it was kept; start the release this database was made with until it is mended.'
    throw new Fault(`Migration ${migration.name} failed: ${why}`, mend, { cause: error })
  }
}

function readMigrations(): Migration[] {
  const folder = migrationsFolder()
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const sum = createHash('sha256').update(text).digest('hex')
      return { number: Number(name.slice(0, 4)), name, text, sum }
    })
}

// `migrations/` stands beside `src/` and beside the built program alike; look upwards for it.
function migrationsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (let up = 0; up < 5; up++) {
    const found = join(folder, 'migrations')
    if (existsSync(join(found, '0001_platform.sql'))) return found
    folder = dirname(folder)
  }
  throw new Fault('The folder of migrations is missing.', 'Install Lotline again.')
}
