import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPartner } from '#partners'
import { type Database, newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, makeShop } from '#test/shop'
import { backUp, restore } from './backup.ts'
import { exportables, exportRows, isExportable } from './export.ts'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
const folder = mkdtempSync(join(tmpdir(), 'lotline-backup-'))
const path = (name: string) => join(folder, name)

beforeAll(async () => {
  place = await testDatabase()
  shop = await makeShop(place.database)
  // Signs that end a line elsewhere, and what a file of lines could trip over.
  const name = 'one\u2028two\u2029three\rfour\nfive "six" \\ sha256 \u0085'
  await act(place.database, createPartner, { partnerId: newId(), code: 'ODD', roles: ['supplier'], name })
  for (let nth = 0; nth < 5; nth++) await shop.lot(100, null)
})
afterAll(async () => {
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function everything(database: Database): Promise<string> {
  let text = ''
  for (const what of exportables) {
    if (!isExportable(what)) continue
    await exportRows(database, what, 'ndjson', (part) => {
      text += part
    })
  }
  return text
}

async function elsewhere<Answer>(work: (database: Database) => Promise<Answer>): Promise<Answer> {
  const other = await testDatabase()
  try {
    return await work(other.database)
  } finally {
    await other.drop()
  }
}

const orders = async (database: Database) =>
  Number((await query<{ n: bigint }>(database, { name: 't', text: 'select count(*) as n from orders.sales_order' }))[0]?.n)

test('taken while orders come in, it restores to one moment that adds up', async () => {
  let over = false
  const busy = [1, 2, 3].map(async () => {
    while (!over) await shop.place(1, 'shipped')
  })
  while ((await orders(place.database)) < 5) await new Promise((done) => setTimeout(done, 5))
  const before = await orders(place.database)
  await backUp(place.database, path('hot'))
  const after = await orders(place.database)
  over = true
  await Promise.all(busy)

  // `restore` checks all that is derived against the facts.
  const restored = await elsewhere(async (database) => {
    await restore(database, path('hot'))
    return orders(database)
  })
  expect(restored).toBeGreaterThanOrEqual(before)
  expect(restored).toBeLessThanOrEqual(after)
})

test('it restores to an identical export', async () => {
  const made = await backUp(place.database, path('cold'))
  await elsewhere(async (database) => {
    expect(await restore(database, path('cold'))).toEqual(made)
    expect(await everything(database)).toBe(await everything(place.database))
  })
})

test('into a database with something in it, it is refused and nothing changes', async () => {
  const before = await everything(place.database)
  await expect(restore(place.database, path('cold'))).rejects.toThrow('The database is not empty')
  expect(await everything(place.database)).toBe(before)
})

test('a backup that was cut, altered or is none is refused before anything is written', async () => {
  const whole = readFileSync(path('cold'))
  const text = gunzipSync(whole).toString()
  const bad: [name: string, contents: Buffer | string, says: string][] = [
    ['cut', whole.subarray(0, whole.length - 30), 'it cannot be unpacked'],
    ['shortened', gzipSync(text.slice(0, text.lastIndexOf('sha256 '))), 'its end is missing'],
    ['altered', gzipSync(text.replace('"ODD"', '"EVEN"')), 'its checksum does not agree'],
    ['lengthened', gzipSync(`${text}more\n`), 'something follows its end'],
    ['strange', gzipSync('sku,name\nA,B\n'), 'it does not begin as a backup does'],
    ['plain', 'tea', 'it cannot be unpacked'],
  ]
  await elsewhere(async (database) => {
    const before = await everything(database)
    for (const [name, contents, says] of bad) {
      writeFileSync(path(name), contents)
      await expect(restore(database, path(name)), name).rejects.toThrow(says)
    }
    await expect(restore(database, path('nothing'))).rejects.toThrow('cannot be read')
    expect(await everything(database)).toBe(before)
    await restore(database, path('cold'))
  })
})

test('a place that cannot be written is told, and nothing half done stays', async () => {
  await expect(backUp(place.database, path('no/where'))).rejects.toThrow('its folder is not there')
  await expect(backUp(place.database, '/dev/full/x')).rejects.toThrow('cannot be written')
  expect(existsSync(path('no'))).toBe(false)
})
