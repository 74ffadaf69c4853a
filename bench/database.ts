// The database of a bench run: a fresh one on LOTLINE_BENCH_DATABASE's server.
import pg from 'pg'
import { type Database, migrate, openDatabase } from '#platform'

/** Makes a fresh database and gives it, with a line that says what server it is. */
export async function benchDatabase(): Promise<{ database: Database; server: string; close(): Promise<void> }> {
  const url = process.env['LOTLINE_BENCH_DATABASE'] ?? ''
  const admin: pg.ClientConfig = { connectionString: url }
  const name = `bench_${process.pid}`
  const client = new pg.Client(admin)
  await client.connect()
  await client.query(`create database ${name}`)
  const { rows } = await client.query<{ version: string }>('select version()')
  const config: pg.ClientConfig = { host: client.host, port: client.port, user: client.user ?? '', database: name }
  await migrate(config)
  const database = openDatabase(config, 20)
  return {
    database,
    server: rows[0]?.version.split(' on ')[0] ?? '',
    async close() {
      await database.close()
      await client.query(`drop database ${name} with (force)`)
      await client.end()
    },
  }
}
