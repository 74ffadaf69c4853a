// Where a command finds its database: DATABASE_URL, the server that runs on the data folder, or one started for it.
import { homedir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { Fault } from '#kernel'
import {
  configFromUrl, type Database, findAppRole, findRunningPostgres, migrate, openDatabase, readSchema, startPostgres,
} from '#platform'

/**
 * The data folder: what was asked for, LOTLINE_DATA, or `.lotline` at home.
 * @throws Fault when that is no name: it would be the folder one happens to stand in.
 */
export function dataFolder(asked: string | undefined): string {
  const folder = asked ?? process.env['LOTLINE_DATA'] ?? join(homedir(), '.lotline')
  if (folder.trim() !== '') return folder
  throw new Fault('The data folder has no name.', 'Name it with --data or LOTLINE_DATA, or leave both out.')
}

/** Opens the database, migrated, for the time of some work. */
export async function withDatabase<Answer>(
  asked: string | undefined,
  work: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const url = process.env['DATABASE_URL']
  const running = url === undefined ? await findRunningPostgres(dataFolder(asked)) : configFromUrl(url)
  if (running !== null) {
    await refuseOtherSchema(running)
    return withOpen(openDatabase(running, 4, (await findAppRole(running)).role), work)
  }
  const postgres = await startPostgres({ dataDir: dataFolder(asked) })
  try {
    const { appRole } = await migrate(postgres.connection)
    return await withOpen(openDatabase(postgres.connection, 4, appRole.role), work)
  } finally {
    await postgres.stop()
  }
}

// Only a start brings the schema up to date: whoever asks beside a running server must not.
async function refuseOtherSchema(config: pg.ClientConfig): Promise<void> {
  const { missing, fault } = await readSchema(config)
  if (fault !== null) throw fault
  if (missing.length === 0) return
  throw new Fault(
    `The schema of this database is older than this Lotline (it lacks ${missing[0]}).`,
    'Start Lotline once with `lotline serve`; it brings the schema up to date.',
  )
}

async function withOpen<Answer>(
  database: Database,
  work: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
