// Lists as files: what was exported is read back by other programs and is what the list says, whole, in its order, and no more
// than whoever asks may see.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import papaparse from 'papaparse'
import pg from 'pg'
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createItem } from '#catalog'
import { createAccount, createKey, newKey, permissionsOf, Secret, SYSTEM_ACTOR } from '#auth'
import { loadExample } from '#app/example'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { newId, openLog, performOne, query, readList } from '#platform'
import { fileOf, openTable } from '#reports'
import { ask, askList, type ListPage } from '#test/ask'
import { openCommandLine } from '#test/command-line'
import { testDatabase, type TestDatabase } from '#test/database'
import { act } from '#test/shop'

const lists = questions.flatMap(({ path, list }) => (list === undefined ? [] : [{ path, list }]))
let place: TestDatabase
let app: FastifyInstance
let kim = ''
let vera = ''
let nobody = ''

async function keyOf(login: string, roles: readonly ('administrator' | 'viewer')[], scopes = [...permissionsOf(roles)].filter((one) => one !== 'account.self')) {
  const accountId = newId()
  await performOne(place.database, createAccount, {
    id: accountId, actor: SYSTEM_ACTOR, occurredAt: new Date(), payload: { accountId, login, name: `${login} of the office`, password: new Secret('correct horse battery'), roles },
  })
  const { id, key, keyHash } = newKey()
  await performOne(place.database, createKey, { id, actor: SYSTEM_ACTOR, occurredAt: new Date(), payload: { keyId: id, name: login, keyHash, scopes, accountId, expiresAt: null } })
  return key
}

beforeAll(async () => {
  place = await testDatabase()
  await loadExample(place.database)
  app = await openServer({ database: place.database, doors, questions, log: openLog('silent') })
  kim = await keyOf('kim', ['administrator'])
  vera = await keyOf('vera', ['viewer'])
  nobody = await keyOf('nils', ['administrator'], ['order.write'])
})
afterAll(async () => {
  await app.close()
  await place.drop()
})

const get = (url: string, key = kim) => app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { authorization: `Bearer ${key}` } })
const post = (body: object, key = kim) => app.inject({ method: 'POST', url: '/api/v1/exports', headers: { authorization: `Bearer ${key}` }, payload: { id: newId(), title: 'Things', ...body } })

async function csv(url: string): Promise<string[][]> {
  const answer = await get(url)
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
  return papaparse.parse<string[]>(answer.body.replace(/^\u{feff}/u, ''), { skipEmptyLines: true }).data
}

async function workbook(url: string): Promise<unknown[][]> {
  const answer = await get(url)
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
  const [sheet] = await readWorkbook(answer.rawPayload)
  return (sheet?.data ?? []) as unknown[][]
}

/** All rows of a list, by its own pages. */
async function rowsOf(path: string, input: object = {}): Promise<ListPage['rows'][number][]> {
  const all: ListPage['rows'][number][] = []
  for (let after: string | null = null; ; ) {
    const page: ListPage = await askList(questions, place.database, path, { ...input, limit: '500', ...(after === null ? {} : { after }) })
    all.push(...page.rows)
    if (page.next === null) return all
    after = page.next
  }
}

const said = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(said).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
const isMoment = (text: string) => /^\d{4}-\d{2}-\d{2}T/.test(text)
const alike = (text: string) => (isMoment(text) ? new Date(text).toISOString() : text.replace(/^'(?=[=+\-@'])/, ''))

describe('read back', () => {
  test('every list as CSV is the list', async () => {
    for (const { path, list } of lists) {
      const rows = await rowsOf(path)
      const [heading, ...found] = await csv(`/exports${path}`)
      expect([path, heading]).toEqual([path, Object.keys(list.columns)])
      expect([path, found.map((cells) => cells.map(alike))]).toEqual([path, rows.map((row) => Object.keys(list.columns).map((name) => said(row[name])))])
    }
    expect((await rowsOf('/lots')).length).toBeGreaterThan(3)
  })

  test('every list as a workbook is the list, with real numbers and days', async () => {
    for (const { path, list } of lists) {
      const rows = await rowsOf(path)
      const [heading, ...found] = await workbook(`/exports${path}?format=xlsx`)
      expect([path, heading]).toEqual([path, Object.keys(list.columns)])
      // A workbook has days in binary fractions: moments agree to the second.
      const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}(T|$)/.test(text)
      const cells = found.map((row) => row.map((cell) => (cell instanceof Date ? Math.round(cell.getTime() / 1000) : said(cell))))
      const told = rows.map((row) => Object.keys(list.columns).map((name) => said(row[name])))
      expect([path, cells]).toEqual([path, told.map((row) => row.map((text) => (isDay(text) ? Math.round(Date.parse(text) / 1000) : text)))])
    }
    const [, first] = await workbook('/exports/balances?format=xlsx&columns=quantity,bindingOn,sku&item=EX-BLACK-100')
    expect(first?.map((cell) => (cell instanceof Date ? 'day' : typeof cell))).toEqual(['number', 'day', 'string'])
    expect((await workbook('/exports/items?format=xlsx&columns=sku,value,currency&sku=EX-BLACK-BULK'))[1]).toEqual(['EX-BLACK-BULK', 0.0125, 'EUR'])
  })

  test('filters, sort, columns, their order and their headings are those that were asked for', async () => {
    const found = await csv('/exports/lots?columns=itemName:Which%20item,code&sort=-code&item=EX-BLACK-100')
    const rows = await rowsOf('/lots', { sort: '-code', item: 'EX-BLACK-100' })
    expect(rows.length).toBeGreaterThan(0)
    expect(found).toEqual([['Which item', 'code'], ...rows.map((row) => [row['itemName'], row['code']])])
    expect((await get('/exports/lots?columns=nothing')).json()).toMatchObject({ code: 'export_column_unknown', detail: 'The list /lots has no column nothing.' })
    expect((await get('/exports/lots?zone=Mars/North')).json()).toMatchObject({ code: 'export_zone_unknown' })
    expect((await get('/exports/lots?limit=5&format=doc')).json()).toMatchObject({ code: 'invalid_input', errors: [{ path: 'format' }, { path: 'limit' }] })
  })

  test('moments are told by the clocks of the zone', async () => {
    const [, [at]] = (await csv('/exports/documents?columns=recordedAt&zone=Asia/Kathmandu')) as [string[], [string]]
    expect(at).toMatch(/\+05:45$/)
    const [row] = await rowsOf('/documents')
    expect(new Date(at).toISOString()).toBe(said(row?.['recordedAt']))
  })
})

describe('texts from outside', () => {
  const texts = ['=1+1', '+49 30', '-2+3', '@SUM(A1)', "'=x", '\tTab', 'two\nlines', 'a "quoted", one', '-5', '0012', '<b>&amp;', 'Łódź 東京 🌱', '_x0041_', ' blank ']

  test('no text is run as a formula, and every text comes back as it was', async () => {
    for (const [nth, name] of texts.entries()) {
      await act(place.database, createItem, { itemId: newId(), sku: `TEXT-${String(nth).padStart(2, '0')}`, name, baseUnit: 'piece', units: [], trackingMode: 'none' })
    }
    const { body } = await get('/exports/items?columns=name&q=TEXT-&sort=sku')
    const cells = papaparse.parse<string[]>(body.replace(/^\u{feff}/u, ''), { skipEmptyLines: true }).data.slice(1).map(([cell]) => cell ?? '')
    const names = (await rowsOf('/items', { q: 'TEXT-', sort: 'sku' })).map((row) => String(row['name']))
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual(['-5'])
    expect(cells.map((cell) => cell.replace(/^'(?=['=+\-@\t])/, ''))).toEqual(names)

    const answer = await get('/exports/items?columns=name&q=TEXT-&sort=sku&format=xlsx')
    const [sheet] = await readWorkbook(answer.rawPayload, { trim: false })
    const back = (sheet?.data ?? []).slice(1).map(([cell]) => cell)
    expect(back).toEqual(names)
  })
})

describe('made ready by the app', () => {
  const columns = [
    { of: 'kind', heading: 'What', words: { receipt: 'Goods received' } }, { of: 'actorId', heading: 'Who', as: 'name', none: 'nobody' },
    { of: 'corrects', heading: 'Corrects', as: 'flags', words: { corrects: 'yes' }, none: 'no' },
  ]

  test('words stand for values, names for ids', async () => {
    const ready = (await post({ list: '/documents', asked: { kind: 'receipt' }, columns, format: 'csv' })).json()
    expect(ready).toMatchObject({ total: (await rowsOf('/documents', { kind: 'receipt' })).length, totalIsExact: true })
    const found = await csv(ready.address.replace('/api/v1', ''))
    expect(found.slice(0, 2)).toEqual([['What', 'Who', 'Corrects'], ['Goods received', 'Lotline on this machine', 'no']])
    expect(found.length).toBe(ready.total + 1)
  })

  test('ticked rows alone are in it, in the order of the list', async () => {
    const rows = await rowsOf('/balances', { sort: 'sku' })
    const ticked = [rows[3], rows[1]].map((row) => Object.fromEntries(['itemId', 'ownerId', 'siteId', 'lotId', 'locationId'].map((name) => [name, String(row?.[name])])))
    const asked = { list: '/balances', asked: { sort: 'sku' }, columns: [{ of: 'lot', heading: 'Lot' }], format: 'csv' }
    const ready = (await post({ ...asked, ticked })).json()
    expect([ready.total, await csv(ready.address.replace('/api/v1', ''))]).toEqual([2, [['Lot'], [said(rows[1]?.['lot'])], [said(rows[3]?.['lot'])]]])
    expect((await post({ ...asked, ticked: [{ id: newId() }] })).json()).toMatchObject({ code: 'export_rows_unnamed' })
    const [, shipped] = await rowsOf('/shipments')
    const one = (await post({ list: '/shipments', asked: {}, columns: [{ of: 'id', heading: 'Id' }], format: 'csv', ticked: [{ id: said(shipped?.['id']) }] })).json()
    expect(await csv(one.address.replace('/api/v1', ''))).toEqual([['Id'], [shipped?.['id']]])
  })

  test('nobody gets what they could not read, nor what another made ready', async () => {
    const asked = { asked: {}, columns: [{ of: 'id', heading: 'Id' }], format: 'csv' }
    expect((await get('/exports/lots', nobody)).json()).toMatchObject({ code: 'not_permitted', facts: { permission: 'record.read' } })
    expect((await get('/exports/imports', vera)).json()).toMatchObject({ code: 'not_permitted', facts: { permission: 'import.run' } })
    expect((await post({ ...asked, list: '/imports' }, vera)).json()).toMatchObject({ code: 'not_permitted', facts: { permission: 'import.run' } })
    expect((await post({ ...asked, list: '/nothing' })).json()).toMatchObject({ code: 'export_list_unknown' })
    const ready = (await post({ ...asked, list: '/lots' })).json()
    expect((await get(ready.address.replace('/api/v1', ''), vera)).json()).toMatchObject({ status: 404, code: 'export_missing' })
    expect((await app.inject({ url: ready.address })).statusCode).toBe(401)
  })

  test('what the list refuses is refused before there is a file', async () => {
    const answer = await post({ list: '/lots', asked: { expiringBefore: '2026-99-99' }, columns: [{ of: 'id', heading: 'Id' }], format: 'csv' })
    expect([answer.statusCode, answer.json().errors?.[0]?.path]).toEqual([422, 'asked.expiringBefore'])
  })
})

test('the command line writes the same file, whole or not at all', async () => {
  const line = await openCommandLine(place)
  const folder = mkdtempSync(join(tmpdir(), 'lotline-list-'))
  try {
    const { out } = await line.lotline('list', 'lots', '--format', 'csv', '--columns', 'code,sku:Item', '--sort', 'code')
    expect(out).toBe((await get('/exports/lots?columns=code,sku:Item&sort=code')).body)
    const file = join(folder, 'lots.xlsx')
    expect((await line.lotline('list', 'lots', '--format', 'xlsx', '--file', file)).code).toBe(0)
    const [sheet] = await readWorkbook(readFileSync(file))
    expect(sheet?.data.length).toBe((await rowsOf('/lots')).length + 1)
    expect((await line.lotline('list', 'lots', '--format', 'doc')).err).toContain('There is no format doc.')
    expect((await line.lotline('list', 'lots', '--format', 'csv', '--columns', 'colour')).err).toContain('has no column colour')
    expect((await line.lotline('list', 'lots', '--format', 'csv', '--file', join(folder, 'none', 'lots.csv'))).code).toBe(2)
    expect(readdirSync(folder)).toEqual(['lots.xlsx'])
  } finally {
    line.close()
    rmSync(folder, { recursive: true })
  }
})

describe('of a hundred thousand rows', () => {
  const ITEMS = 100_000
  let owner: pg.Client
  beforeAll(async () => {
    owner = new pg.Client(place.config)
    await owner.connect()
    const columns = (await owner.query<{ names: string }>(`select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
      where table_schema = 'catalog' and table_name = 'item' and column_name not in ('id', 'sku', 'name', 'gtin')`)).rows[0]?.names
    await owner.query(`insert into catalog.item (id, sku, name, ${columns})
      select gen_random_uuid(), 'MANY-' || lpad(nth::text, 6, '0'), 'One of many, the ' || nth || 'th of them', ${columns}
      from (select * from catalog.item where sku = 'TEXT-00') t, generate_series(1, ${ITEMS}) nth`)
    await owner.query('analyze catalog.item')
  })
  afterAll(() => owner.end())

  const itemList = lists.find(({ path }) => path === '/items')?.list
  const wanted = () => {
    if (itemList === undefined) throw new Error('No list of items.')
    return { list: itemList, title: 'Items', asked: { sort: 'sku' }, columns: [{ of: 'sku', heading: 'SKU' }, { of: 'name', heading: 'Name' }], filters: [], zone: 'UTC', ticked: null }
  }

  test.each(['csv', 'xlsx'] as const)('%s: all of them, and only some at a time in memory', { timeout: 120_000 }, async (format) => {
    const before = process.memoryUsage()
    let [most, bytes] = [0, 0]
    const pieces: Buffer[] = []
    for await (const piece of await fileOf(await openTable(place.database, wanted(), async () => new Map()), format)) {
      const now = process.memoryUsage()
      most = Math.max(most, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers)
      bytes += Buffer.from(piece).length
      pieces.push(Buffer.from(piece))
    }
    expect(most / 2 ** 20).toBeLessThan(100)
    const [{ count } = { count: 0 }] = await query<{ count: number }>(place.database, { name: '', text: 'select count(*)::int as count from catalog.item' })
    if (format === 'csv') {
      const { data } = papaparse.parse<string[]>(Buffer.concat(pieces).toString(), { skipEmptyLines: true })
      expect([data.length, new Set(data.map(([sku]) => sku)).size]).toEqual([count + 1, count + 1])
      expect(data.at(1 + count - 1)?.[0]?.localeCompare('MANY-099999')).toBeGreaterThan(0)
    } else expect(bytes).toBeGreaterThan(500_000)
  })

  test('what is recorded meanwhile is not in it', async () => {
    if (itemList === undefined) throw new Error('No list of items.')
    const rows = readList(place.database, itemList, { sort: 'sku' })
    const first = await rows.next()
    await act(place.database, createItem, { itemId: newId(), sku: 'ZZZ-LATER', name: 'Later', baseUnit: 'piece', units: [], trackingMode: 'none' })
    let last: unknown = first.value?.at(-1)
    for await (const some of rows) last = some.at(-1)
    expect(Object(last).sku).not.toBe('ZZZ-LATER')
    expect(Object(await ask(questions, place.database, '/items', { q: 'ZZZ-LATER' })).total).toBe(1)
  })

  test('whoever stops reading leaves no connection behind', async () => {
    const open = async () => Number((await owner.query(`select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`)).rows[0]?.count)
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await fileOf(await openTable(place.database, wanted(), async () => new Map()), format)
      for await (const _ of file) break
      await expect.poll(open, { timeout: 10_000 }).toBe(0)
    }
  })
})
