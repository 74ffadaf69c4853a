import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { exportRows } from './export.ts'
import type { Exportable } from './export-queries.ts'
import { importFile, type ImportOptions } from './import.ts'

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

type More = Partial<Omit<ImportOptions, 'kind' | 'path'>>
const load = (kind: string, path: string, more: More = {}, database: Database = place.database) =>
  importFile(database, { kind, path, dryRun: false, mapping: [], ...more })
const loadText = (kind: string, text: string | Buffer, more: More = {}) => load(kind, file(`${kind}.csv`, text), more)
/** What was told of each error, in one line. */
const told = ({ errors }: Awaited<ReturnType<typeof load>>) =>
  errors.map(({ row, column, expected, found }) => `${row} ${column}: ${expected}; ${found}`)

async function documents(): Promise<number> {
  const [row] = await query<{ n: bigint }>(place.database, { name: 't', text: 'select count(*) as n from platform.document' })
  return Number(row?.n)
}

test('a shop comes in by eight files, and each of them again changes nothing', async () => {
  const files: [kind: string, text: string][] = [
    ['locations', 'code;kind;parent;time zone\nBIN-1;bin;MAIN;\nMAIN;site;;Europe/Berlin\nBIN-2;bin;COLD;\nCOLD;zone;MAIN;\n'],
    ['partners', 'code,role,name\nFARM,supplier,"Farm, the"\nANNA,customer,Anna\n'],
    ['items', '\uFEFFStock Code\tDescription\tTracking\nTEA\tGreen tea\tlot\nCUP\tCup\tnone\n'],
    ['lots', 'sku,lot,supplier,best before\nTEA,A-1,FARM,2030-06\n'],
    ['receipts', 'number,supplier,site,sku,lot,qty,best before,bin,received on\n' +
      'R-1,FARM,MAIN,TEA,A-1,10,2030-06,BIN-1,2024-05-02\nR-1,FARM,MAIN,CUP,,5,,BIN-2,2024-05-02\nR-2,FARM,MAIN,TEA,A-2,7,2030-07-01,,2024-05-03\n'],
    ['orders', 'number,customer,channel,site,sku,qty,date\nO-1,ANNA,WEB,MAIN,TEA,4,2024-05-04T10:00\nO-1,ANNA,WEB,MAIN,CUP,1,2024-05-04T10:00\n'],
    ['shipments', 'order,tracking,shipped on\nO-1,DHL-1,2024-05-05\n'],
    ['returns', 'number,customer,site,order,sku,qty,date\nB-1,ANNA,MAIN,O-1,TEA,1,2024-05-09\n'],
  ]
  const rows = [4, 2, 2, 1, 3, 2, 1, 1]
  const made = [4, 2, 2, 1, 2, 1, 1, 1]
  for (const [nth, [kind, text]] of files.entries()) {
    if (kind === 'orders') await channel()
    const before = await documents()
    const dry = await loadText(kind, text, { dryRun: true })
    expect([kind, told(dry), dry.documents, dry.applied, await documents() - before]).toEqual([kind, [], made[nth], 0, 0])
    const first = await loadText(kind, text)
    expect([kind, first.refused, first.rows, first.applied]).toEqual([kind, [], rows[nth], made[nth]])
    const second = await loadText(kind, text)
    expect([kind, second.applied, second.repeated, second.refused]).toEqual([kind, 0, made[nth], []])
  }
  const stock = await query<{ at: string }>(place.database, {
    name: 't2',
    text: `select i.sku || ' ' || coalesce(o.code, '-') || ' ' || l.code || ' ' || b.quantity as at from ledger.balance b
      join catalog.item i on i.id = b.item_id join locations.location l on l.id = b.location_id
      left join lots.lot o on o.id = b.lot_id where b.quantity > 0 order by 1`,
  })
  expect(stock.map(({ at }) => at)).toEqual(['CUP - BIN-2 4', 'TEA A-1 BIN-1 6', 'TEA A-1 MAIN-RETURNS 1', 'TEA A-2 MAIN-RECEIVING 7'])
  const [back] = await query<{ ordered: boolean }>(place.database, {
    name: 't3', text: `select reference_id is not null as ordered from ledger.movement where kind = 'return'`,
  })
  expect(back?.ordered).toBe(true)
})

async function channel(): Promise<void> {
  const { callIn } = await import('./cli-doors.ts')
  await callIn(place.database, '/channels', { code: 'WEB', name: 'Web' })
}

test('every error of a file is told with row, column, expected and found, and nothing is done', async () => {
  const before = await documents()
  const list = file('wrong.csv', '')
  const report = await loadText('receipts', [
    'number,supplier,site,item,quantity,best_before,received_at',
    'W1,FARM,MAIN,TEA,"1,5",2027-02-31,', 'W1,FARM,MAIN,TEA,1e9,2027-02,', 'W2,,MAIN,TEA,0,x,',
    'W3,ANNA,BIN-1,NOBODY,-1,,2024-13-01', 'W4,FARM,MAIN,TEA,5,,2024-05-01', 'W4,FARM,MAIN,TEA,5,,2024-05-02', 'W5,FARM,MAIN,TEA,5,,,7',
    'W6,FARM,MAIN,CUP,5,,2999-01-01',
  ].join('\n'), { errorsTo: list })

  expect(told(report)).toEqual([
    '2 quantity: a number like 1500; commas are not read; 1,5',
    '2 best_before: a date of the calendar: YYYY-MM-DD, YYYY-MM or YYYY; 2027-02-31',
    '3 quantity: a number above zero, like 12 or 1.5; 1e9',
    '4 supplier: a value; nothing',
    '4 quantity: a number above zero, like 12 or 1.5; 0',
    '4 best_before: a date of the calendar: YYYY-MM-DD, YYYY-MM or YYYY; x',
    '5 quantity: a number above zero, like 12 or 1.5; -1',
    '5 received_at: a moment: YYYY-MM-DD or YYYY-MM-DDTHH:MM, with Z or +01:00 when it is not UTC; 2024-13-01',
    '5 supplier: the code of a partner that is a supplier; ANNA',
    '5 site: the code of a site; BIN-1',
    '5 item: the code of a known item; NOBODY',
    '6 lot: a lot, as item TEA is followed by lot; nothing',
    '7 lot: a lot, as item TEA is followed by lot; nothing',
    '7 received_at: 2024-05-01T12:00:00Z, as row 6 of the same document says; 2024-05-02T12:00:00Z',
    '8 : 7 cells as in the header; 8: W5 | FARM | MAIN | TEA | 5 |  |  | 7',
    '9 received_at: a moment that has passed; 2999-01-01T12:00:00Z',
  ])
  expect([report.wrong, report.applied, await documents()]).toEqual([16, 0, before])
  const written = readFileSync(list, 'utf8').split('\r\n')
  expect([written.length, written[0], written[1]]).toEqual([18, 'row,column,expected,found', '2,quantity,a number like 1500; commas are not read,"1,5"'])
})

test('what the doors would not take is told too, and a thing named twice', async () => {
  const long = 'x'.repeat(300)
  expect(told(await loadText('items', `sku,name,base_unit\nG-1,${long},${long}\nG-2,Two,\nG-2,Two again,\n`))).toEqual([
    expect.stringMatching(/^2 (name|base_unit): must .*; /), expect.stringMatching(/^2 (name|base_unit): must .*; /),
    '4 sku: a value that no row above has; G-2, as in row 3',
  ])
  expect(told(await loadText('partners', 'code,country,email\nP-9,Germany,ada\n'))).toEqual([
    '2 email: an address like ada@example.com; ada', '2 country: a country in two letters of ISO 3166, like GB; Germany',
  ])
  expect(told(await loadText('locations', 'code,kind,parent\nX,zone,Y\nY,zone,X\n'))).toEqual([
    '2 parent: a place that does not stand in itself; Y', '3 parent: a place that does not stand in itself; X',
  ])
})

test('a header that lacks a column, has one twice or is mapped', async () => {
  expect(told(await loadText('lots', 'sku,price\nTEA,1\n'))).toEqual([
    expect.stringMatching(/^1 code: a column called code or lot or .*; sku, price$/),
  ])
  expect(told(await loadText('lots', 'sku,code,Code\nTEA,1,2\n'))).toEqual(['1 code: one column of that name; 2: the columns 2, 3'])
  const text = 'Artikel;Charge\nTEA;M-1\n'
  expect((await loadText('lots', text, { mapping: ['Artikel=item', 'Charge=code'] })).applied).toBe(1)
  expect((await loadText('lots', text, { mapping: ['item=Artikel', 'code=Charge'] })).repeated).toBe(1)
  expect(told(await loadText('lots', text, { mapping: ['Ware=item', 'Charge=code'] }))[0]).toMatch(/^1 item: a column called /)
  await expect(loadText('lots', text, { mapping: ['Artikel=colour'] })).rejects.toThrow('names no column of this import')
})

describe('a file that is no list', () => {
  const gz = (text: string) => gzipSync(text)
  test.each<[name: string, contents: string | Buffer, says: string]>([
    ['latin.csv', Buffer.from('sku,name\nC-1,caf\xe9\n', 'latin1'), 'not in UTF-8: it is in another encoding'],
    ['utf16.csv', Buffer.from('\uFEFFsku,name\nA,B\n', 'utf16le'), 'not in UTF-8: it looks like UTF-16'],
    ['utf16-no-mark.csv', Buffer.from('sku,name\nA,B\n', 'utf16le'), 'it looks like UTF-16'],
    ['cut.csv', Buffer.from('sku,name\nC-1,caf\xc3', 'latin1'), 'it is in another encoding'],
    ['picture.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 1, 2, 3]), 'The file is no text'],
    ['zeros.csv', Buffer.from('sku,name\nA\0,B\n'), 'The file is no text'],
    ['open.csv', 'sku,name\n"A,1\nB,2\n', 'Row 2 has a quote that is never closed.'],
    ['bomb.csv.gz', gz(`sku,name\n${'A,B\n'.repeat(2 ** 24)}`), 'unpacks to far more'],
    ['torn.csv.gz', gz(`sku,name\n${Array.from({ length: 9_999 }, (_, at) => `T-${at},x\n`).join('')}`).subarray(0, 9_000), 'damaged or not whole'],
    ['plain.csv.gz', 'sku,name\nA,B\n', 'damaged or not whole'],
    ['bomb.csv', gz(`sku,name\n${'A,B\n'.repeat(2 ** 24)}`), 'unpacks to far more'],
  ])('%s', async (name, contents, says) => {
    const before = await documents()
    await expect(load('items', file(name, contents))).rejects.toThrow(says)
    expect(await documents()).toBe(before)
  })

  test('is empty, lost, a folder, of an unknown kind', async () => {
    expect(told(await loadText('items', ''))).toEqual(['1 : a header line; an empty file'])
    expect(await loadText('items', 'sku,name\n')).toMatchObject({ rows: 0, documents: 0, wrong: 0 })
    await expect(load('items', join(folder, 'no.csv'))).rejects.toThrow('there is none of that name')
    await expect(load('items', folder)).rejects.toThrow('is a folder')
    await expect(load('tea', folder)).rejects.toThrow('There is no import of tea')
    await expect(loadText('items', 'a', { encoding: 'klingon' })).rejects.toThrow('There is no encoding klingon')
  })

  test('grows while it is read', async () => {
    const path = file('grows.csv', `sku,name\n${Array.from({ length: 20_000 }, (_, at) => `GROW-${at},x\n`).join('')}`)
    const growing = setInterval(() => appendFileSync(path, 'GROW-LATE,x\n'), 1)
    try {
      await expect(load('items', path)).rejects.toThrow('changed while it was read')
    } finally {
      clearInterval(growing)
    }
    expect((await load('items', path, { dryRun: true })).wrong).toBeGreaterThan(0)
  })
})

test('what is packed is unpacked, also where its name does not say so', async () => {
  expect(await load('items', file('packed.csv', gzipSync('sku,name\nPACKED-1,Tea\n')))).toMatchObject({ wrong: 0, applied: 1 })
})

test('rows that do not say what they are of are wrong one by one, however many there are', async () => {
  const rows = Array.from({ length: 5_001 }, (_, at) => `,Tea ${at}`).join('\n')
  expect(await loadText('items', `sku,name\n${rows}\n`)).toMatchObject({ rows: 5_001, wrong: 5_001 })
})

test('another encoding is read when it is named', async () => {
  const latin = Buffer.from('sku,name\nL-1,caf\xe9\n', 'latin1')
  expect((await loadText('items', latin, { encoding: 'windows-1252' })).applied).toBe(1)
  const wide = Buffer.from('\uFEFFsku\tname\nL-2\ttea\n', 'utf16le')
  expect((await loadText('items', wide, { encoding: 'utf-16le' })).applied).toBe(1)
  const names = await query<{ name: string }>(place.database, { name: 't4', text: `select name from catalog.item where sku like 'L-_' order by sku` })
  expect(names.map(({ name }) => name)).toEqual(['café', 'tea'])
})

test('a hundred thousand wrong rows are counted, a thousand told and all written', async () => {
  const list = file('all.csv', '')
  const rows = Array.from({ length: 100_000 }, (_, at) => `X-${at},\n`).join('')
  const { errors, wrong } = await loadText('items', `sku,name\n${rows}`, { errorsTo: list })
  expect([errors.length, wrong, errors[999]?.row]).toEqual([1_000, 100_000, 1_001])
  expect(readFileSync(list, 'utf8').split('\r\n').length).toBe(100_002)
})

test('a list of items changes those that are there, shows it in a dry run, and never what is fixed', async () => {
  const list = (rows: string) => `sku,name,tracking,base_unit,gtin,shelf_life_days,stocked\n${rows}`
  await loadText('items', list('M-1,Mug,none,piece,,30,\nM-2,Matcha,lot,g,,,\n'))
  const sent = list('M-1,Big mug,,,4006381333931,030,yes\nM-2,Matcha,lot,g,,,\nM-3,Milk,,,,,\n')
  const before = await documents()
  const dry = await loadText('items', sent, { dryRun: true })
  const changes = [
    { row: 2, key: 'M-1', column: 'gtin', before: '', after: '4006381333931' },
    { row: 2, key: 'M-1', column: 'name', before: 'Mug', after: 'Big mug' },
  ]
  expect([told(dry), dry.changing, dry.changes, await documents() - before]).toEqual([[], 1, changes, 0])
  const done = await loadText('items', sent)
  expect([done.applied, done.repeated, done.changes, done.refused]).toEqual([2, 1, changes, []])
  const again = await loadText('items', sent)
  expect([again.applied, again.repeated, again.changing, await documents() - before]).toEqual([0, 3, 0, 2])
  const [mug] = await query<{ said: string }>(place.database, {
    name: 'mug', text: `select name || ' ' || gtin || ' ' || shelf_life_days as said from catalog.item where sku = 'M-1'`,
  })
  expect(mug?.said).toBe('Big mug 4006381333931 30')
  expect(told(await loadText('items', list('M-1,Cup,lot,,,,\nM-2,Matcha,,kg,,,\n')))).toEqual([
    '2 tracking: none, as the item is followed: tell from which day on otherwise with lotline call /items/tracking-mode; lot',
    '3 base_unit: g, as the item is counted: that never changes; kg',
  ])
  expect((await loadText('partners', 'code,role,name\nFARM,supplier,Another farm\n')).refused).toMatchObject([
    { row: 2, key: 'FARM', code: 'id_reused', says: expect.stringContaining('lotline call /partners/change') },
  ])
})

test('a list of items tells what they are worth, and an export says the same', async () => {
  const list = (rows: string, columns = 'value,currency') => `sku,name,${columns}\n${rows}`
  expect(told(await loadText('items', list('V-1,Vase,12.50,\nV-2,Vat,,EUR\nV-3,Vine,-1,EUR\nV-4,Vest,1.123456789,EUR\nV-5,Veil,1,Euro\nV-6,Vote,1,ERU\n')))).toEqual([
    '2 currency: the currency of the value, like EUR; nothing',
    '3 value: a value in the currency, like 12.50; nothing',
    '4 value: an amount of zero or more with at most 8 decimals, like 12.50; -1',
    '5 value: an amount of zero or more with at most 8 decimals, like 12.50; 1.123456789',
    '6 currency: a currency in three letters of ISO 4217, like EUR; Euro',
    '7 currency: a currency in three letters of ISO 4217, like EUR; ERU',
  ])
  expect((await loadText('items', 'sku;name;cost;currency\nV-1;Vase;1.012,50;EUR\nV-2;Vat;;\n', { formats: { decimal: ',' } })).applied).toBe(2)
  const values = async () => {
    const lines: string[] = []
    await exportRows(place.database, 'items', 'ndjson', (text) => lines.push(...text.split('\n')))
    return lines.filter((line) => line.includes('"V-')).map((line) => JSON.parse(line)).map(({ item, value, currency }) => [item, value, currency]).sort()
  }
  expect(await values()).toEqual([['V-1', '1012.5', 'EUR'], ['V-2', null, null]])
  expect((await loadText('items', list('V-1,Vase,1012.500,EUR\n'))).changes).toEqual([])
  // A blank cell changes nothing, so that the currency of a value stays when only the value is told.
  expect((await loadText('items', list('V-1,Vase,0\n', 'value'))).changes).toEqual([{ row: 2, key: 'V-1', column: 'value', before: '1012.5', after: '0' }])
  expect(await values()).toEqual([['V-1', '0', 'EUR'], ['V-2', null, null]])
  // What was exported comes in again as it went out.
  let csv = ''
  await exportRows(place.database, 'items', 'csv', (text) => { csv += text })
  expect(await loadText('items', csv)).toMatchObject({ wrong: 0, changing: 0, applied: 0 })
})

test('a dry run knows which goods must have a lot when they arrive, and which have none', async () => {
  expect(told(await loadText('receipts', 'number,supplier,site,sku,lot,qty\nL-1,FARM,MAIN,TEA,,1\nL-1,FARM,MAIN,CUP,X,1\nL-1,FARM,MAIN,CUP,,1\n', { dryRun: true }))).toEqual([
    '2 lot: a lot, as item TEA is followed by lot; nothing', '3 lot: nothing, as item CUP is not followed by lot; X',
  ])
})

test('what is refused when it is applied is told, and the rest goes on', async () => {
  const { applied, notApplied, refused } = await loadText('orders', [
    'number,channel,site,item,quantity,through', 'Q-1,WEB,MAIN,CUP,1,shipped', 'Q-2,WEB,MAIN,CUP,1,', 'O-1,WEB,MAIN,CUP,3,',
  ].join('\n'))
  expect([applied, notApplied, refused]).toEqual([2, 1, [{ row: 4, key: 'O-1', code: 'id_reused', says: expect.stringContaining('other contents') }]])
  // What was picked by hand is only shipped: that nothing is left to pick is no error.
  const picked = await loadText('orders', 'number,channel,site,item,quantity,through\nQ-3,WEB,MAIN,CUP,1,picked\n')
  const shipped = await loadText('shipments', 'order\nQ-3\n')
  expect([picked.applied, shipped.applied, shipped.refused]).toEqual([1, 1, []])
})

test('items, partners, locations and lots go out and come back the same', async () => {
  await loadText('items', `sku,name,tracking,shelf life days,gtin\n=1+1,"'@ ""tea""; green",lot+serial,90,4006381333931\n`)
  await loadText('lots', 'item,code,origin,best before,produced,use by,facility\nTEA,+7,FARM,2031,2029-05,2030-01-02,Hall 4\n')
  const other = await testDatabase()
  try {
    for (const kind of ['partners', 'locations', 'items', 'lots'] as const) {
      const report = await load(kind, file(`${kind}-out.csv`, await exported(kind, place.database)), {}, other.database)
      expect([kind, told(report), report.refused]).toEqual([kind, [], []])
      expect(plainly(await exported(kind, other.database))).toEqual(plainly(await exported(kind, place.database)))
    }
  } finally {
    await other.drop()
  }
})

test('whoever ships for us says which lots, how many, in which parcel; and what comes back names its lot', async () => {
  const receipts = ['number,supplier,site,sku,lot,qty,best before,bin', 'S-1,FARM,MAIN,TEA,S-A,4,2031-01,BIN-1', 'S-1,FARM,MAIN,TEA,S-A,4,2031-01,BIN-2',
    'S-1,FARM,MAIN,TEA,S-B,6,2031-02,BIN-2', 'S-1,FARM,MAIN,CUP,,5,,BIN-2']
  expect((await loadText('receipts', receipts.join('\n'))).refused).toEqual([])
  await loadText('orders', 'number,customer,channel,site,sku,qty\nS-9,ANNA,WEB,MAIN,TEA,9\nS-9,ANNA,WEB,MAIN,CUP,2\n')
  const text = ['order,tracking,sku,lot,qty', 'S-9,P-1,TEA,S-B,2', 'S-9,P-1,CUP,,1', 'S-9,P-2,TEA,S-A,6', 'S-9,P-2,CUP,,1', 'S-9,P-3,TEA,S-B,2'].join('\n')
  const first = await loadText('shipments', text)
  expect([told(first), first.documents, first.applied, first.refused]).toEqual([[], 3, 2, [
    { row: 6, key: 'S-9 P-3', code: 'insufficient_stock', says: expect.stringContaining('2 asked') },
  ]])
  const again = await loadText('shipments', text)
  expect([again.applied, again.repeated, again.notApplied]).toEqual([0, 2, 1])
  const other = await loadText('shipments', 'order,tracking,sku,lot,qty\nS-9,P-1,TEA,S-B,1\n')
  expect(other.refused.map(({ code }) => code)).toEqual(['id_reused'])
  const gone = await query<{ at: string }>(place.database, {
    name: 'parcels', text: `select coalesce(s.parcel, '-') || ' ' || i.sku || ' ' || coalesce(l.code, '-') || ' ' || sum(m.quantity) as at
      from ledger.movement m join orders.step s on s.document_id = m.document_id join catalog.item i on i.id = m.item_id
        join orders.sales_order o on o.id = s.order_id left join lots.lot l on l.id = m.lot_id
      where o.number = 'S-9' and m.kind = 'ship' group by s.parcel, i.sku, l.code order by 1`,
  })
  expect(gone.map(({ at }) => at)).toEqual(['P-1 CUP - 1', 'P-1 TEA S-B 2', 'P-2 CUP - 1', 'P-2 TEA S-A 6'])
  expect((await loadText('returns', 'number,customer,site,order,sku,lot,qty\nS-8,ANNA,MAIN,S-9,TEA,S-A,1\n')).refused).toEqual([])
  const [back] = await query<{ lot: string }>(place.database, {
    name: 'lot-back', text: `select l.code as lot from ledger.movement m join lots.lot l on l.id = m.lot_id
      join orders.customer_return r on r.document_id = m.document_id where r.number = 'S-8'`,
  })
  expect(back?.lot).toBe('S-A')
})

test('what a shipment names is looked up before anything ships', async () => {
  const rows = ['order,line,tracking,sku,lot,origin,qty', 'S-9,,X,TEA,S-Z,,1', 'S-9,,X,TEA,S-A,ANNA,1', 'S-9,,X,,S-A,,1', 'S-9,,X,,,,',
    'S-9,2,X,TEA,,,1', 'S-9,x,X,TEA,,,1', 'S-9,,X,TEA,S-A,,0']
  const wrong = await loadText('shipments', rows.join('\n'))
  expect([wrong.applied, told(wrong)]).toEqual([0, [
    '2 lot: a lot of item TEA; S-Z', '3 lot: a lot of item TEA from ANNA; S-A', '4 item: an item, as the row names a lot; nothing',
    '5 item: an item, as row 2 of the same document has; nothing', '6 item: an item of order S-9, line 2; TEA',
    '7 line: the number of a line of the order, like 1; x', '8 quantity: a whole number above zero, like 12; 0',
  ]])
  await loadText('partners', 'code,role\nCOOP,supplier\n')
  await loadText('lots', 'sku,lot,origin\nTEA,S-A,COOP\n')
  expect(told(await loadText('shipments', 'order,tracking,sku,lot,qty\nS-9,X,TEA,S-A,1\n')))
    .toEqual(['2 origin: one of COOP, FARM, as several made a lot of this code; nothing'])
})

test('a unit is picked by its number, or gets it as it ships', async () => {
  await loadText('items', 'sku,name,tracking\nPHONE,Phone,serial\nLAMP,Lamp,serial at shipment\n'.replace('serial at shipment', 'serial_at_shipment'))
  await loadText('receipts', 'number,supplier,site,sku,qty,serial,bin\nU-1,FARM,MAIN,PHONE,1,N-1,BIN-1\nU-1,FARM,MAIN,PHONE,1,N-2,BIN-1\nU-1,FARM,MAIN,LAMP,3,,BIN-1\n')
  await loadText('orders', 'number,customer,channel,site,sku,qty\nU-9,ANNA,WEB,MAIN,PHONE,1\nU-9,ANNA,WEB,MAIN,LAMP,2\n')
  const { applied, refused } = await loadText('shipments', 'order,sku,serial\nU-9,PHONE,N-2\nU-9,LAMP,L-7\nU-9,LAMP,L-8\n')
  expect([applied, refused]).toEqual([1, []])
  const units = await query<{ code: string }>(place.database, {
    name: 'units-gone', text: `select s.code from ledger.movement m join ledger.serial s on s.id = m.serial_id where m.kind = 'ship' order by 1`,
  })
  expect(units.map(({ code }) => code)).toEqual(['L-7', 'L-8', 'N-2'])
})

async function exported(kind: Exportable, database: Database): Promise<string> {
  let text = ''
  await exportRows(database, kind, 'csv', (part) => {
    text += part
  })
  return text
}

// Ids are each database's own, and the suppliers' codes belong to receipts.
const plainly = (text: string) =>
  text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/^(ID,TEA,.*?,FARM),A-\d,/gm, '$1,,').split('\r\n').sort()

test('headers that no column reads are told, and a GTIN that is none is an error of its row before anything is done', async () => {
  const misspelt = await loadText('items', 'sku,name,trackin, ,note\nG-0,Tea,lot,,x\n', { dryRun: true })
  expect([told(misspelt), misspelt.unread]).toEqual([[], ['trackin', 'note']])
  const before = await documents()
  const gtins = await loadText('items', 'sku,name,gtin\nG-1,Good,4006381333931\nG-2,Wrong,4006381333932\nG-3,Short,400638\n')
  expect(told(gtins)).toEqual([
    '3 gtin: a GTIN of 8, 12, 13 or 14 digits whose last is its check digit; 4006381333932',
    '4 gtin: a GTIN of 8, 12, 13 or 14 digits whose last is its check digit; 400638',
  ])
  expect([gtins.unread, await documents()]).toEqual([[], before])
})

test('a shipment of one of several lots is picked of these, and recorded as one of them', async () => {
  await loadText('receipts', ['number,supplier,site,sku,lot,qty,best before,bin', 'V-1,FARM,MAIN,TEA,V-A,3,2032-01,BIN-1', 'V-1,FARM,MAIN,TEA,V-B,6,2032-02,BIN-2',
    'V-1,FARM,MAIN,TEA,V-C,9,2031-12,BIN-2'].join('\n'))
  await loadText('orders', 'number,customer,channel,site,sku,qty\nV-9,ANNA,WEB,MAIN,TEA,7\n')
  const head = 'order,tracking,sku,lot,qty\n'
  expect(told(await loadText('shipments', `${head}V-9,P-1,TEA,V-A | V-X,2\nV-9,P-2,TEA,V-A|V-B,1\nV-9,P-2,TEA,,1\nV-9,P-3,TEA,V-A|V-B,1\nV-9,P-3,TEA,V-A|V-C,1\n`))).toEqual([
    '2 lot: a lot of item TEA; V-X', '3 lot: a known lot in the other rows of this item in the shipment; V-A|V-B',
    ...[5, 6].map((row) => `${row} lot: the same lots as the other row of this item in the shipment that is of one of several; V-A|V-${row === 5 ? 'B' : 'C'}`),
  ])
  expect(told(await loadText('returns', 'number,customer,site,sku,lot,qty\nV-R,ANNA,MAIN,TEA,V-A|V-B,1\n'))).toEqual([
    '2 lot: one lot, or nothing when it is not known; V-A|V-B',
  ])
  const text = `${head}V-9,P-4,TEA,V-B|V-A,5\nV-9,P-4,TEA,V-B,1\n`
  const first = await loadText('shipments', text)
  expect([told(first), first.applied, first.refused]).toEqual([[], 1, []])
  const again = await loadText('shipments', text)
  expect([again.applied, again.repeated, again.refused]).toEqual([0, 1, []])
  const gone = await query<{ at: string }>(place.database, {
    name: 'unsure', text: `select coalesce(l.code, (select string_agg(t.code, '|' order by t.code) from ledger.movement_candidate c join lots.lot t on t.id = c.lot_id
        where (c.document_id, c.line) = (m.document_id, m.line))) || ' ' || sum(case when t.own then -m.quantity else m.quantity end) as at
      from ledger.movement m join orders.line o on o.id = m.reference_id join orders.sales_order s on s.id = o.order_id
        join locations.location f on f.id = m.from_location_id join locations.location t on t.id = m.to_location_id left join lots.lot l on l.id = m.lot_id
      where s.number = 'V-9' and f.own <> t.own group by l.code, m.document_id, m.line order by 1`,
  })
  const sums = new Map<string, number>()
  for (const { at } of gone) {
    const [lot = '', quantity] = at.split(' ')
    sums.set(lot, (sums.get(lot) ?? 0) + Number(quantity))
  }
  expect([...sums].filter(([, quantity]) => quantity !== 0).sort()).toEqual([['V-A|V-B', 5], ['V-B', 1]])
  // What is lacking is told, and nothing of another lot is taken for it.
  await loadText('orders', 'number,customer,channel,site,sku,qty\nV-8,ANNA,WEB,MAIN,TEA,5\n')
  const lacks = await loadText('shipments', `${head}V-8,P-5,TEA,V-A|V-B,4\nV-9,P-6,TEA,V-A|V-B,3\n`)
  expect(lacks.refused).toMatchObject([
    { key: 'V-8 P-5', code: 'one_of_lots_short', says: 'Of the 2 lots it may have been, 3 lie free and fit the order line; 4 asked.' },
    { key: 'V-9 P-6', code: 'insufficient_stock', says: expect.stringContaining('3 asked') },
  ])
})
