// Imports as the app sends them: through the server, and by the worker.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, Secret, SYSTEM_ACTOR } from '#auth'
import { newId, openLog, performOne, query } from '#platform'
import { type TestDatabase, testDatabase } from '#test/database'
import { callIn } from './cli-doors.ts'
import { importFile } from './import.ts'
import { judgeImports, runImports } from './import-work.ts'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'

let place: TestDatabase
let app: FastifyInstance
let cookie = ''
const never = new AbortController().signal

beforeAll(async () => {
  place = await testDatabase()
  app = await openServer({ database: place.database, doors, questions, log: openLog('silent') })
  await signUp('kim', 'manager')
  cookie = await signIn('kim')
})
afterAll(async () => {
  await app.close()
  await place.drop()
})

async function signUp(login: string, role: 'manager' | 'viewer'): Promise<void> {
  const payload = { accountId: newId(), login, name: login, password: new Secret('correct horse battery'), roles: [role] }
  await performOne(place.database, createAccount, { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), payload })
}

async function signIn(login: string): Promise<string> {
  const { headers } = await app.inject({
    method: 'POST', url: '/api/v1/session', headers: { 'sec-fetch-site': 'same-origin' }, payload: { login, password: 'correct horse battery' },
  })
  return String(headers['set-cookie']).split(';')[0] ?? ''
}

const asked = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object | Buffer, type?: string) =>
  app.inject({
    method, url: `/api/v1${url}`, ...(payload === undefined ? {} : { payload }),
    headers: { cookie, 'sec-fetch-site': 'same-origin', ...(type === undefined ? {} : { 'content-type': type }) },
  })
async function told(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  const answer = await asked(method, url, payload)
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
  return answer.body === '' ? null : answer.json()
}
async function send(kind: string, name: string, text: string | Buffer): Promise<string> {
  const id = newId()
  const answer = await asked('POST', `/imports?id=${id}&kind=${kind}&name=${encodeURIComponent(name)}`, Buffer.from(text), 'text/csv')
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return id
}
async function check(id: string) {
  await told('POST', `/imports/${id}/check`, {})
  await judgeImports(place.database, never)
  return told('GET', `/imports/${id}`)
}
async function run(id: string, leavesOut = false) {
  await told('POST', `/imports/${id}/run`, { leavesOut })
  await runImports(place.database, never)
  return told('GET', `/imports/${id}`)
}
async function undo(id: string) {
  await told('POST', `/imports/${id}/undo`, { reason: 'The wrong list' })
  await runImports(place.database, never)
  return told('GET', `/imports/${id}`)
}
const count = async (text: string) => Number((await query<{ n: bigint }>(place.database, { name: '', text }))[0]?.n)

test('what is wrong is said in whole sentences, by cause', async () => {
  const id = await send('items', 'wrong.csv', `SKU,Name\nW-1,Tea\nW-1,Tea again\nW-2,${'x'.repeat(300)}\nW-3,Mug\nW-3,Mug again\n`)
  await check(id)
  const { causes } = await told('GET', `/imports/${id}/causes?sort=wrong`)
  expect(causes.map((one: { column: string; cause: string; count: number }) => [one.column, one.cause, one.count])).toEqual([
    ['sku', 'a value that no row above has', 2], ['name', 'must have at most 200 characters', 1],
  ])
})

test('a list is looked at, told how it is read, checked, mended and run, and its failing rows go home with the reason', async () => {
  const text = 'Artikel;Bezeichnung;EAN;Tracking\nT-1;Tee grün;00012345678905;lot\nT-2;;4006381333931;lot\nT-3;Tasse;1,23E+13;lott\nT-4;Kanne;;lott\n'
  const id = await send('items', 'Artikel.csv', Buffer.from(text, 'latin1'))
  const look = await told('GET', `/imports/${id}/look`)
  expect([look.header, look.rows[0]]).toEqual([['Artikel', 'Bezeichnung', 'EAN', 'Tracking'], ['T-1', 'Tee grün', '00012345678905', 'lot']])
  const { reading } = await told('GET', `/imports/${id}`)
  expect(reading).toEqual({ encoding: 'windows-1252', separator: ';', decimal: '.', dates: 'ymd', places: { gtin: 2, tracking: 3 } })

  const places = { sku: 0, name: 1, gtin: 2, tracking: 3 }
  await told('POST', `/imports/${id}/reading`, { ...reading, places })
  expect((await check(id)).report).toMatchObject({ rows: 4, creating: 1, changing: 0, already: 0, failing: 3, wrong: 4 })
  const { causes } = await told('GET', `/imports/${id}/causes?sort=wrong`)
  expect(causes.map((one: { column: string; count: number; values: object[] }) => [one.column, one.count, one.values])).toEqual([
    ['tracking', 2, [{ found: 'lott', count: 2, rows: [4, 5] }]],
    ['name', 1, [{ found: '', count: 1, rows: [3] }]],
    ['gtin', 1, [{ found: '1,23E+13', count: 1, rows: [4] }]],
  ])

  // One value everywhere, and one cell.
  await told('POST', `/imports/${id}/fixes`, { fixes: [{ column: 'tracking', found: 'lott', value: 'lot' }, { column: 'name', row: 3, value: 'Zweite' }] })
  await judgeImports(place.database, never)
  const mended = await told('GET', `/imports/${id}`)
  expect([mended.state, mended.report.wrong, mended.report.creating]).toEqual(['judged', 1, 3])
  const failing = await asked('GET', `/imports/${id}/failing.csv`)
  expect(failing.body).toBe('\u{feff}Artikel,Bezeichnung,EAN,Tracking,why it was not imported\r\n' +
    'T-3,Tasse,"1,23E+13",lott,"gtin: all the digits of the code: a spreadsheet cut them off. Make the column text there, type the codes again, and save, not 1,23E+13"\r\n')

  // As it is it cannot be run; what is wrong may be left out.
  const held = await run(id)
  expect([held.state, held.made, held.failure]).toEqual(['judged', 0, expect.stringContaining('Nothing was done')])
  const done = await run(id, true)
  expect([done.state, done.made, done.already, done.refused, done.hasFile]).toEqual(['done', 3, 0, 0, true])
  const items = await query(place.database, { name: '', text: `select sku, name, gtin from catalog.item order by sku` })
  expect(items).toEqual([{ sku: 'T-1', name: 'Tee grün', gtin: '00012345678905' }, { sku: 'T-2', name: 'Zweite', gtin: '4006381333931' }, { sku: 'T-4', name: 'Kanne', gtin: null }])
  const made = await told('GET', `/import-documents?importId=${id}`)
  expect(made.rows.map(({ row, key, outcome }: { row: number; key: string; outcome: string }) => [row, key, outcome])).toEqual([[2, 'T-1', 'made'], [3, 'T-2', 'made'], [5, 'T-4', 'made']])
  const [by] = await query<{ who: string }>(place.database, { name: '', text: `select a.login as who from platform.document d join auth.account a on a.id = d.actor_id where d.kind = 'create-item' limit 1` })
  expect(by?.who).toBe('kim')
})

test('a changed list of items is taken back to what was, and what it made is closed', async () => {
  const id = await send('items', 'more.csv', 'sku,name,tracking\nT-1,Green tea,lot\nT-9,Nine,lot\nT-2,Zweite,lot\n')
  const { report } = await check(id)
  expect(report).toMatchObject({ creating: 1, changing: 1, already: 1, failing: 0 })
  const done = await run(id)
  expect([done.made, done.changed, done.already, done.hasFile]).toEqual([1, 1, 1, false])
  const back = await undo(id)
  expect([back.state, back.undone, back.kept]).toEqual(['undone', 2, 0])
  const items = await query(place.database, { name: '', text: `select sku, name, closed_at is not null as closed from catalog.item where sku in ('T-1', 'T-9') order by sku` })
  expect(items).toEqual([{ sku: 'T-1', name: 'Tee grün', closed: false }, { sku: 'T-9', name: 'Nine', closed: true }])
})

test('receipts are taken back while nothing depends on them, and the ones that others depend on stay and say why', async () => {
  await callIn(place.database, '/channels', { code: 'WEB', name: 'Web' })
  const folder = { dryRun: false, mapping: [] }
  await run(await checked('locations', 'code,kind,time_zone\nMAIN,site,Europe/Berlin\n'))
  await run(await checked('partners', 'code,role,name\nFARM,supplier,Farm\nANNA,customer,Anna\n'))
  const id = await checked('receipts', 'number,supplier,site,item,lot,quantity,best_before,location\nR-1,FARM,MAIN,T-1,A,10,2035-01-01,MAIN-STOCK\nR-2,FARM,MAIN,T-2,B,5,2035-01-01,MAIN-STOCK\n')
  expect((await run(id)).made).toBe(2)
  // The command line knows the same documents.
  const path = `${mkdtempSync('/tmp/lotline-import-app-')}/r.csv`
  writeFileSync(path, 'number,supplier,site,item,lot,quantity,best_before,location\nR-1,FARM,MAIN,T-1,A,10,2035-01-01,MAIN-STOCK\nR-2,FARM,MAIN,T-2,B,5,2035-01-01,MAIN-STOCK\n')
  const again = await importFile(place.database, { kind: 'receipts', path, ...folder })
  expect([again.applied, again.repeated, again.refused]).toEqual([0, 2, []])
  const orders = await checked('orders', 'number,customer,channel,site,item,quantity,through\nO-1,ANNA,WEB,MAIN,T-1,4,reserved\n')
  expect((await run(orders)).made).toBe(1)
  const shipments = await checked('shipments', 'order,parcel\nO-1,P-1\n')
  const sent = await run(shipments)
  expect([sent.made, (await told('GET', `/import-documents?importId=${shipments}`)).rows]).toMatchObject([1, [{ outcome: 'made', says: null }]])

  expect(await count('select sum(quantity) as n from ledger.balance')).toBe(11)
  const undone = await undo(id)
  expect([undone.undone, undone.kept]).toEqual([1, 1])
  const kept = await told('GET', `/import-documents?importId=${id}&outcome=made`)
  expect(kept.rows).toMatchObject([{ key: 'R-1', says: expect.stringMatching(/./) }])
  expect((await undo(shipments)).undone).toBe(1)
  expect((await undo(orders)).undone).toBe(1)
  expect((await undo(id)).kept).toBe(0)
  expect(await count('select coalesce(sum(quantity), 0) as n from ledger.balance')).toBe(0)
})

test('partners and places that an import made are closed again, a site with its parts; where something else stands they stay and say why', async () => {
  const places = await checked('locations', 'code,kind,parent,time_zone,role\nSOUTH,site,,Europe/Berlin,\nSOUTH-A,zone,SOUTH,,storage\nSOUTH-A-1,bin,SOUTH-A,,storage\n')
  expect((await run(places)).made).toBe(3)
  const partners = await checked('partners', 'code,role,name\nMILL,supplier,Mill\nSHOP,customer,Shop\n')
  expect((await run(partners)).made).toBe(2)
  const idOf = async (code: string) => (await told('GET', `/locations?q=${code}&limit=50`)).rows.find((row: { code: string }) => row.code === code).id
  await callIn(place.database, '/locations', { code: 'SOUTH-A-2', name: 'By hand', kind: 'bin', parentId: await idOf('SOUTH-A') })
  const open = async () => (await query<{ code: string }>(place.database, {
    name: '', text: `select code from locations.location where code like 'SOUTH%' and closed_at is null order by code`,
  })).map(({ code }) => code)

  const [first, gone] = [await undo(places), await undo(partners)]
  expect([first.undone, first.kept, gone.undone, gone.kept]).toEqual([1, 2, 2, 0])
  const kept = await told('GET', `/import-documents?importId=${places}&outcome=made`)
  expect(kept.rows.map(({ key, says }: { key: string; says: string }) => [key, says])).toEqual([
    ['SOUTH', '1 open locations stand under SOUTH; close them first.'], ['SOUTH-A', '1 open locations stand under SOUTH-A; close them first.'],
  ])
  expect(await open()).toEqual(['SOUTH', 'SOUTH-A', 'SOUTH-A-2'])
  const closed = await query<{ code: string }>(place.database, { name: '', text: `select code from partners.partner where closed_at is not null and code in ('MILL', 'SHOP') order by code` })
  expect(closed.map(({ code }) => code)).toEqual(['MILL', 'SHOP'])

  await callIn(place.database, '/locations/close', { locationId: await idOf('SOUTH-A-2'), reason: 'Not there' })
  const again = await undo(places)
  expect([again.undone, again.kept, await open()]).toEqual([3, 0, []])
})

test('a return that was imported is taken back: nothing came back, and the customer has the goods', async () => {
  await run(await checked('receipts', 'number,supplier,site,item,lot,quantity,best_before,location\nR-3,FARM,MAIN,T-1,C,4,2035-01-01,MAIN-STOCK\n'))
  await run(await checked('orders', 'number,customer,channel,site,item,quantity,through\nO-3,ANNA,WEB,MAIN,T-1,4,reserved\n'))
  await run(await checked('shipments', 'order,parcel\nO-3,P-3\n'))
  const id = await checked('returns', 'number,customer,site,order,item,quantity\nRET-3,ANNA,MAIN,O-3,T-1,2\n')
  expect((await run(id)).made).toBe(1)
  const back = `select coalesce(sum(b.quantity), 0) as n from ledger.balance b join locations.location l on l.id = b.location_id where l.role in ('returns', 'quarantine')`
  expect(await count(back)).toBe(2)
  const undone = await undo(id)
  expect([undone.undone, undone.kept]).toEqual([1, 0])
  expect(await count(back)).toBe(0)
})

async function checked(kind: string, text: string): Promise<string> {
  const id = await send(kind, `${kind}.csv.gz`, gzipSync(text))
  const { failure, report } = await check(id)
  expect([kind, failure, report.wrong]).toEqual([kind, null, 0])
  return id
}

test('a run that is cut off is taken up again, and what it did counts as its own', async () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => `C-${at},Item ${at}`)
  const id = await checked('items', `sku,name\n${rows.join('\n')}\n`)
  await told('POST', `/imports/${id}/run`, { leavesOut: false })
  // The program ends after the first page, before it noted how that went.
  const halt = new AbortController()
  const worker = runImports(place.database, halt.signal)
  while (await count(`select count(*) as n from catalog.item where sku like 'C-%'`) === 0) await new Promise((wake) => setTimeout(wake, 5))
  halt.abort()
  await worker
  const cut = await told('GET', `/imports/${id}`)
  const before = await count(`select count(*) as n from catalog.item where sku like 'C-%'`)
  expect([cut.state, before < 1_200]).toEqual(['running', true])
  await query(place.database, { name: '', text: `update app.import_document set outcome = null where import_id = '${id}' and nth < 100` })

  await runImports(place.database, never)
  const done = await told('GET', `/imports/${id}`)
  expect([done.state, done.made, done.already]).toEqual(['done', 1_200, 0])
  expect(await count(`select count(*) as n from platform.document where kind = 'create-item' and answer ->> 'itemId' in (select id::text from catalog.item where sku like 'C-%')`)).toBe(1_200)
})

test('what is no list is refused in words and not kept, and only who may import can', async () => {
  const before = await count('select count(*) as n from app.import')
  const bad = await asked('POST', `/imports?id=${newId()}&kind=items&name=a.csv`, Buffer.from([1, 0, 2, 3]), 'text/csv')
  expect([bad.statusCode, bad.json().detail]).toEqual([422, expect.stringContaining('no text')])
  const sheet = await asked('POST', `/imports?id=${newId()}&kind=items&name=a.xlsx`, Buffer.from('PK'), 'application/octet-stream')
  expect([sheet.statusCode, sheet.json().detail]).toEqual([415, 'a.xlsx is a workbook, and the server reads CSV. Bring it in on the page Import, which reads workbooks, or save the sheet as CSV in UTF-8.'])
  // Whatever it is called.
  const workbook = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 1)])
  const renamed = await asked('POST', `/imports?id=${newId()}&kind=items&name=a.csv`, workbook, 'text/csv')
  expect([renamed.statusCode, renamed.json().detail]).toEqual([422, expect.stringContaining('is a workbook (as of Excel) or an archive')])
  const path = `${mkdtempSync('/tmp/lotline-import-app-')}/x.xlsx`
  writeFileSync(path, workbook)
  await expect(importFile(place.database, { kind: 'items', path, dryRun: true, mapping: [] })).rejects.toThrow('is a workbook (as of Excel) or an archive')
  const bomb = await asked('POST', `/imports?id=${newId()}&kind=items&name=a.csv.gz`, gzipSync(Buffer.alloc(40_000_000, 'a')), 'application/gzip')
  expect([bomb.statusCode, bomb.json().detail]).toEqual([422, expect.stringContaining('unpacks to far more')])
  const empty = await asked('POST', `/imports?id=${newId()}&kind=items&name=a.csv`, Buffer.from(''), 'text/csv')
  expect(empty.statusCode).toBe(422)
  expect(await count('select count(*) as n from app.import')).toBe(before)

  await signUp('vera', 'viewer')
  const mine = cookie
  cookie = await signIn('vera')
  expect((await asked('GET', '/imports')).statusCode).toBe(403)
  expect((await asked('POST', `/imports?id=${newId()}&kind=items&name=a.csv`, Buffer.from('sku,name\n'), 'text/csv')).statusCode).toBe(403)
  cookie = mine
})

test('an import that was not run is thrown away, and a run one is not', async () => {
  const id = await send('items', 'x.csv', 'sku,name\nX-1,One\n')
  expect((await asked('POST', `/imports/${id}/run`, { leavesOut: false })).statusCode).toBe(409)
  await told('DELETE', `/imports/${id}`)
  expect((await asked('GET', `/imports/${id}`)).statusCode).toBe(404)
  const ran = await checked('items', 'sku,name\nX-1,One\n')
  await run(ran)
  expect((await asked('DELETE', `/imports/${ran}`)).statusCode).toBe(409)
})

test('every door of imports is described, with what it takes and how much', async () => {
  const { paths } = (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json()
  const described = Object.entries(paths as Record<string, Record<string, object>>).filter(([path]) => path.startsWith('/api/v1/imports'))
    .flatMap(([path, ways]) => Object.keys(ways).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`))
  const ways = (['GET', 'POST', 'DELETE'] as const).flatMap((method) =>
    ['', '/:id', '/:id/look', '/:id/causes', '/:id/failing.csv', '/:id/reading', '/:id/check', '/:id/fixes', '/:id/run', '/:id/stop', '/:id/undo']
      .map((end) => ({ method, url: `/api/v1/imports${end}` })))
  expect(described.sort()).toEqual(ways.filter((way) => app.hasRoute(way)).map(({ method, url }) => `${method.toLowerCase()} ${url}`).sort())
  const { content } = paths['/api/v1/imports'].post.requestBody
  expect([Object.keys(content), content['text/csv'].schema.description]).toEqual([['text/csv', 'application/gzip', 'application/octet-stream'], expect.stringContaining('200 MB at most')])
})
