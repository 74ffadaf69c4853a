// The database of a bench run: a private server of its own in a temporary folder, with fsync as in earnest; or a
// fresh database on the server LOTLINE_BENCH_DATABASE names.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, migrate, openDatabase, startPostgres } from '#platform'

/** Makes a fresh database and gives it, with a line that says what server it is. */
export async function benchDatabase(): Promise<{ database: Database; server: string; close(): Promise<void> }> {
  const url = process.env['LOTLINE_BENCH_DATABASE']
  const folder = mkdtempSync(join(tmpdir(), 'lotline-bench-'))
  const own = url === undefined ? await startPostgres({ dataDir: folder }) : null
  const client = new pg.Client(own?.admin ?? { connectionString: url })
  await client.connect()
  const name = `bench_${process.pid}`
  await client.query(`create database ${name}`)
  const { rows } = await client.query<{ version: string }>('select version()')
  const config = { host: client.host, port: client.port, user: client.user ?? '', database: name }
  await migrate(config)
  const database = openDatabase(config, 20)
  return {
    database,
    server: rows[0]?.version.split(' on ')[0] ?? '',
    async close() {
      await database.close()
      await client.query(`drop database ${name} with (force)`)
      await client.end()
      await own?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
