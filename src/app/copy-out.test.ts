import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#test/database'
import { copyOut, unescaped } from './copy-out.ts'
import { exportRows } from './export.ts'

let place: TestDatabase
let client: pg.Client
beforeAll(async () => {
  place = await testDatabase()
  client = new pg.Client(place.config)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await place.drop()
})

const odd = ['plain', '', 'a\tb', 'a\nb', 'a\r\nb', '\\', '\\n', '\\N', 'b\\\\', '"q"', 'ä€😀', "'=1", '=1', '-1', '\b\f\v', ',']

test('every value comes as it is, and nothing is told from empty', async () => {
  await client.query('create temp table odd (n int, said text)')
  await client.query('insert into odd select * from unnest($1::int[], $2::text[])', [odd.map((_, at) => at), odd])
  await client.query('insert into odd values (999, null)')
  const found: (string | null)[] = []
  for await (const rows of copyOut(client, 'select n, said from odd order by n', '\\N')) {
    found.push(...rows.map((row) => row.split('\t')[1] ?? '').map((value) => (value === '\\N' ? null : unescaped(value))))
  }
  expect(found).toEqual([...odd, null])
})

test('who reads slowly gets all, who leaves may ask again, and a failure is told', { timeout: 60_000 }, async () => {
  const many = "select n, repeat('x', 200) from generate_series(1, 60000) n"
  let [rows, most] = [0, 0]
  for await (const some of copyOut(client, many, '')) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    rows += some.length
    most = Math.max(most, some.length)
  }
  // What waits to be read is bounded: the whole would be 60,000 at once.
  expect([rows, most < 6_000]).toEqual([60_000, true])

  for await (const _ of copyOut(client, many, '')) break
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  const failing = async () => {
    for await (const _ of copyOut(client, 'select 1 / (n - 40000) from generate_series(1, 60000) n', '')) {
      // All before it is read.
    }
  }
  await expect(failing()).rejects.toThrow('division by zero')
  expect((await client.query('select 2 as two')).rows).toEqual([{ two: 2 }])
})

test('CSV and NDJSON say the same of names with anything in them', async () => {
  await place.database.pool.query(
    `insert into catalog.item (id, owner_id, sku, name, base_unit, recorded_at)
       select gen_random_uuid(), (select id from partners.partner where is_self), 'SKU' || n, name, 'piece', now()
       from unnest($1::text[]) with ordinality as it(name, n)`, [odd])
  const written = async (format: 'csv' | 'ndjson') => {
    let all = ''
    await exportRows(place.database, 'items', format, (text) => {
      all += text
    })
    return all
  }
  const lines = (await written('ndjson')).trim().split('\n').map((row): Record<string, string | null> => JSON.parse(row))
  expect(lines.map(({ name }) => name).sort()).toEqual([...odd].sort())
  const quoted = (value: string | null) => {
    const safe = /^'*[=+\-@\t\r]/.test(value ?? '') && !/^-\d+$/.test(value ?? '') ? `'${value}` : (value ?? '')
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const expected = [Object.keys(lines[0] ?? {}), ...lines.map((row) => Object.values(row).map(quoted))].map((row) => `${row.join(',')}\r\n`).join('')
  expect(await written('csv')).toBe(expected)
})
