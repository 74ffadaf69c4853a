import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#test/database'
import { Fault } from '#kernel'
import { query } from '#platform'
import { importFile } from './import.ts'

let place: TestDatabase
const folder = mkdtempSync(join(tmpdir(), 'lotline-import-'))

beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, contents: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

const load = (kind: string, path: string, dryRun = false) =>
  importFile(place.database, { kind, path, dryRun, mapping: {} })

async function items(): Promise<number> {
  const [row] = await query<{ n: bigint }>(place.database, { name: 't', text: 'select count(*) as n from catalog.item' })
  return Number(row?.n)
}

test('a file applies once, however often it is sent', async () => {
  const path = file('items.csv', '\uFEFFStock Code;Description\nA-1;"Tea; green"\nA-2;Coffee\n')

  const dry = await load('items', path, true)
  expect([dry.documents, dry.applied, await items()]).toEqual([2, 0, 0])
  const first = await load('items', path)
  const second = await load('items', path)

  expect([first.applied, second.applied, second.repeated, await items()]).toEqual([2, 0, 2, 2])
})

test('packed files are read', async () => {
  const report = await load('items', file('more.csv.gz', gzipSync('sku,name\nB-1,Cup\n')))

  expect(report.applied).toBe(1)
})

test('every error is told with its row and column, and nothing is applied', async () => {
  const before = await items()
  const path = file(
    'receipts.csv',
    'number,supplier,site,item,quantity,best_before\nR1,S,M,A-1,"1,5",2027-02-31\nR1,S,M,A-1,1e9,2027-02\nR2,,M,A-1,0,x\n',
  )

  const { errors, wrong, applied } = await load('receipts', path)

  expect([wrong, applied, await items()]).toEqual([6, 0, before])
  expect(errors.map(({ row, column, found }) => `${row} ${column} ${found}`)).toEqual([
    '2 quantity 1,5', '2 best_before 2027-02-31', '3 quantity 1e9', '4 supplier nothing', '4 quantity 0', '4 best_before x',
  ])
})

test('a code that names nothing is an error of its row', async () => {
  const { errors } = await load('lots', file('lots.csv', 'sku,lot\nA-1,L1\nNOBODY,L2\n'))

  expect(errors).toEqual([{ row: 3, column: 'item', expected: 'the code of a known item', found: 'NOBODY' }])
})

test('a missing column is told with what is there', async () => {
  const { errors } = await load('items', file('bad.csv', 'sku,price\nA,1\n'))

  expect(errors).toEqual([{ row: 1, column: 'name', expected: 'a column called name or description or title', found: 'sku, price' }])
})

test('another encoding is refused in words', async () => {
  const latin = Buffer.concat([Buffer.from('sku,name\nC-1,caf'), Buffer.from([0xe9]), Buffer.from('\n')])

  await expect(load('items', file('latin.csv', latin))).rejects.toThrow('another encoding than UTF-8')
  await expect(load('items', file('utf16.csv', Buffer.from('\uFEFFsku,name\n', 'utf16le')))).rejects.toThrow('UTF-16')
})

test('a file that unpacks to far too much is refused', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from('sku,name\n'), Buffer.alloc(2 ** 26, 'A,B\n')]))

  await expect(load('items', file('bomb.csv.gz', bomb))).rejects.toThrow(Fault)
})

test('a hundred thousand wrong rows are counted, and a thousand shown', async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => `X-${at},\n`).join('')

  const { errors, wrong } = await load('items', file('wrong.csv', `sku,name\n${rows}`))

  expect([errors.length, wrong]).toEqual([1_000, 100_000])
})

test('an empty file, a lost file and an unclosed quote are told apart', async () => {
  expect((await load('items', file('empty.csv', ''))).errors[0]?.found).toBe('an empty file')
  await expect(load('items', join(folder, 'no.csv'))).rejects.toThrow('cannot be read')
  await expect(load('items', file('quote.csv', `sku,name\n"A,${'x'.repeat(2 ** 23)}\n`))).rejects.toThrow('longer than 4 MB')
})
