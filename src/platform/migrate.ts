// Brings a database to this program's schema: plain SQL files, numbered, forward only.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Fault } from '#kernel'
import { type AppRole, prepareAppRole } from './app-role.ts'

type Migration = { readonly number: number; readonly name: string; readonly text: string; readonly sum: string }

/**
 * Applies the migrations a database lacks, each in its own transaction, and gives their names and the role
 * the server works as.
 * @throws Fault when the database was made by a newer program, or an applied migration has changed.
 */
export async function migrate(config: pg.ClientConfig): Promise<{ applied: string[]; appRole: AppRole }> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    // Two programs starting at once take turns; the second finds everything done.
    await client.query('select pg_advisory_lock(4709231)')
    const migrations = readMigrations()
    const applied = await applyMissing(client, migrations)
    return { applied, appRole: await prepareAppRole(client, migrationsFolder(), schemasOf(migrations)) }
  } finally {
    await client.end()
  }
}

/** The number of the newest migration this program has. */
export function schemaVersion(): number {
  return readMigrations().at(-1)?.number ?? 0
}

function schemasOf(migrations: readonly Migration[]): string[] {
  return ['platform', ...migrations.flatMap(({ text }) => [...text.matchAll(/^create schema (\w+)/gm)].map(([, name = '']) => name))]
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  await client.query('create schema if not exists platform')
  await client.query(`create table if not exists platform.migration (
    number integer primary key, name text not null, sum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ number: number; name: string; sum: string }>(
    'select number, name, sum from platform.migration order by number',
  )
  const newest = migrations.at(-1)?.number ?? 0
  const beyond = rows.find(({ number }) => number > newest)
  if (beyond !== undefined) {
    throw new Fault(
      `This database was made by a newer Lotline (it has ${beyond.name}).`,
      'Start it with that version or a later one; nothing was changed.',
    )
  }
  const applied: string[] = []
  for (const migration of migrations) {
    const before = rows.find(({ number }) => number === migration.number)
    if (before === undefined) {
      await applyOne(client, migration)
      applied.push(migration.name)
    } else if (before.sum !== migration.sum) {
      throw new Fault(
        `Migration ${migration.name} was applied to this database with other contents.`,
        'Use the release this database was made with, or restore a backup; nothing was changed.',
      )
    }
  }
  return applied
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.text)
    await client.query('insert into platform.migration (number, name, sum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    const why = error instanceof Error ? error.message : String(error)
    throw new Fault(`Migration ${migration.name} failed: ${why}`, 'Nothing of it was kept.', {
      cause: error,
    })
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
