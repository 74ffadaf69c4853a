// Lot codes with characters nobody sees, in lists.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
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

async function loadText(kind: string, text: string) {
  const path = join(folder, `${kind}.csv`)
  writeFileSync(path, text)
  return importFile(place.database, { kind, path, dryRun: false, mapping: [] })
}
const said = ({ errors }: Awaited<ReturnType<typeof loadText>>) => errors.map(({ row, column, expected, found }) => `${row} ${column}: ${expected}; ${found}`)

test('a lot code with a character nobody sees is told before anything is done; a lot that has one since earlier is known by it', async () => {
  await loadText('items', 'sku,name,tracking\nUNSEEN,Tea,lot\n')
  await loadText('partners', 'code,name,role\nSEER,Mill,supplier\n')
  await loadText('locations', 'code,name,kind,time zone\nSEEN,Main,site,UTC\n')
  const lots = 'item,code\nUNSEEN,A1\nUNSEEN,B\u200b1\n'
  const receipts = 'number,supplier,site,item,lot,quantity\nUNSEEN-1,SEER,SEEN,UNSEEN,B\u200b1,5\n'
  const expected = 'a code that people see whole: its character 2 is a zero-width space (U+200B); B\u200b1'

  expect(said(await loadText('lots', lots))).toEqual([`3 code: ${expected}`])
  expect(said(await loadText('receipts', receipts))).toEqual([`2 lot: ${expected}`])
  // As earlier versions left it.
  await loadText('receipts', receipts.replace('\u200b', '').replace('UNSEEN-1', 'UNSEEN-0'))
  await query(place.database, { name: '', text: `update lots.lot set code = $1::text where code = 'B1'` }, ['B\u200b1'])
  const sent = await loadText('receipts', receipts)

  expect([said(sent), await codesOfLots('UNSEEN')]).toEqual([[], ['B\u200b1']])
})

async function codesOfLots(sku: string): Promise<string[]> {
  const rows = await query<{ code: string }>(place.database, { name: '', text: 'select l.code from lots.lot l join catalog.item i on i.id = l.item_id where i.sku = $1' }, [sku])
  return rows.map(({ code }) => code)
}
