// A server of somebody's own may be set to write days as people of its country do.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CommandLine, openCommandLine } from '#test/command-line'
import { testDatabase, type TestDatabase } from '#test/database'
import { openFloor } from '#test/floor'
import { day } from '#test/shop'

let place: TestDatabase
let line: CommandLine
beforeAll(async () => {
  place = await testDatabase()
  line = await openCommandLine(place)
})
afterAll(async () => {
  line.close()
  await place.drop()
})

test('days are read and written as ever on a server that writes them in German', { timeout: 180_000 }, async () => {
  const floor = await openFloor(place.database)
  await floor.lot(1, day(50))
  const client = new pg.Client(place.config)
  await client.connect()
  await client.query(`alter database ${pg.escapeIdentifier(place.config.database ?? '')} set datestyle = 'German, DMY'`)
  await client.end()
  const [exported, listed] = [await line.lotline('export', 'lots'), await line.lotline('list', 'lots', '--json')]
  expect(exported.out).toContain(`,${day(50)},`)
  expect(listed.out).toContain(`"bindingOn": "${day(50)}"`)
})
