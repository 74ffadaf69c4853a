import { readdirSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Fault } from '#kernel'
import { migrate, newId, readSchema, schemaVersion } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

const files = readdirSync('migrations').filter((name) => name.endsWith('.sql')).sort()

async function ask(config: pg.ClientConfig, text: string): Promise<object[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** An empty database for the time of some work. */
async function withEmpty(work: (config: pg.ClientConfig) => Promise<void>): Promise<void> {
  const name = `empty_${newId().replaceAll('-', '')}`
  await ask(place.config, `create database ${name} template template0`)
  try {
    await work({ ...place.config, database: name })
  } finally {
    await ask(place.config, `drop database ${name} with (force)`)
  }
}

test('an empty database gets every migration once, also when two start at once', async () => {
  await withEmpty(async (config) => {
    expect(await readSchema(config)).toEqual({ missing: files, fault: null })
    expect(await ask(config, `select 1 from pg_namespace where nspname = 'platform'`)).toEqual([])

    const both = await Promise.all([migrate(config), migrate(config)])

    expect(both.map(({ applied }) => applied.length).sort((a, b) => a - b)).toEqual([0, files.length])
    expect(both.flatMap(({ applied }) => applied)).toEqual(files)
    expect(await readSchema(config)).toEqual({ missing: [], fault: null })
    expect(schemaVersion()).toBe(Number(files.at(-1)?.slice(0, 4)))
  })
})

test('a database of a newer program stays as it is', async () => {
  await withEmpty(async (config) => {
    await migrate(config)
    await ask(config, `insert into platform.migration (number, name, sum) values (900, '0900_moon.sql', '')`)
    await ask(config, 'delete from platform.migration where number = 10')

    await expect(migrate(config)).rejects.toThrow('This database was made by a newer Lotline (it has 0900_moon.sql).')
    expect((await readSchema(config)).fault).toBeInstanceOf(Fault)
    expect(await ask(config, 'select 1 from platform.migration where number = 10')).toEqual([])
  })
})

test('a migration that fails keeps nothing of itself and all of those before it', async () => {
  await withEmpty(async (config) => {
    // What 0004 makes is there already.
    await ask(config, 'create schema partners')

    await expect(migrate(config)).rejects.toThrow(/^Migration 0004_partners.sql failed: schema "partners" already exists/)
    expect((await readSchema(config)).missing).toEqual(files.slice(3))
    await ask(config, 'drop schema partners')
    expect((await migrate(config)).applied).toEqual(files.slice(3))
  })
})

test('a database nobody answers at is told in words', async () => {
  const nowhere = { host: '127.0.0.1', port: 1, user: 'nobody', database: 'nothing' }

  await expect(migrate(nowhere)).rejects.toThrow(/^The database cannot be reached: /)
  await expect(migrate(nowhere)).rejects.toBeInstanceOf(Fault)
  await expect(migrate({ ...place.config, database: 'not_there' })).rejects.toThrow(/^The database cannot be reached: .*not_there/)
})
