// A freshly migrated database for a test: a copy of the template.
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '#platform'
import { judgeAnswers } from '#test/answers'

/** A database of a test's own. */
export type TestDatabase = {
  readonly config: pg.ClientConfig
  readonly database: Database
  drop(): Promise<void>
}

let made = 0

/** Makes a database of the test's own, used as the server uses it; `config` is the owner's. `drop` judges the answers in it and removes it. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server')
  const name = `test_${process.pid}_${Date.now()}_${++made}`
  // Copied as files: the other way each page of it is logged, which costs many times as much.
  await withAdmin(server, `create database ${name} template lotline_template strategy file_copy`)
  const config = { ...server, database: name }
  const database = openDatabase(config, 8, inject('appRole'))
  return {
    config,
    database,
    async drop() {
      try {
        await judgeAnswers(database)
      } finally {
        await database.close()
        await withAdmin(server, `drop database if exists ${name} with (force)`)
      }
    },
  }
}

// Copies of one template take turns.
async function withAdmin(server: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(4709232)')
    await client.query(statement)
  } finally {
    await client.end()
  }
}
