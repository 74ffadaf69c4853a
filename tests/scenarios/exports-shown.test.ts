// What the grids of the web app show is what their exports say: every column of every list, by its own reading of a row.
import type { FastifyInstance } from 'fastify'
import papaparse from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, Secret, SYSTEM_ACTOR } from '#auth'
import { loadExample } from '#app/example'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import type { DefineAttribute } from '#lots/contract'
import { createLot, defineAttribute } from '#lots'
import { newId, openLog, performOne, query, sequenceDocuments } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { act } from '#test/shop'

type GridColumn = { readonly id: string; readonly label: string; readonly text: (row: object) => string; readonly told?: { readonly of?: string } }
const grids = [
  ['/lots', 'lots/lots-columns', 'lotColumns'], ['/balances', 'ledger/stock', 'stockColumns'], ['/movements', 'ledger/movements', 'movementsColumns'],
  ['/shipments', 'ledger/shipments', 'shipmentsColumns'], ['/serials', 'ledger/serials', 'serialsColumns'], ['/holds', 'ledger/holds-columns', 'holdsColumns'],
  ['/orders', 'orders/orders-columns', 'ordersColumns'], ['/returns', 'orders/returns-columns', 'returnsColumns'], ['/receipts', 'receiving/receipts', 'receiptsColumns'],
  ['/announcements', 'receiving/announcements-columns', 'announcementsColumns'], ['/transformations', 'production/transformations', 'transformationsColumns'],
  ['/items', 'catalog/items', 'itemsColumns'], ['/partners', 'partners/partners', 'partnersColumns'], ['/locations', 'locations/locations', 'locationsColumns'],
] as const

const attributes: readonly DefineAttribute[] = [
  { name: 'grade', title: 'Grade', type: 'choice', choices: ['A', 'B'] }, { name: 'tested_on', title: 'Tested on', type: 'date' },
  { name: 'organic', title: 'Organic', type: 'yes_no' }, { name: 'ph', title: 'pH', type: 'number' }, { name: 'constructor', title: 'Made by', type: 'text' },
]

let place: TestDatabase
let app: FastifyInstance
let cookie = ''
beforeAll(async () => {
  place = await testDatabase()
  await loadExample(place.database)
  for (const attribute of attributes) await act(place.database, defineAttribute, attribute)
  const [item] = await query<{ id: string }>(place.database, { name: '', text: `select id from catalog.item where sku = 'EX-GREEN-100'` }, [])
  const said = { grade: 'A', tested_on: '2026-10', organic: 'yes', ph: '5.50', constructor: 'Ann' }
  await act(place.database, createLot, { itemId: item?.id ?? '', code: 'SAID', attributes: said })
  await act(place.database, createLot, { itemId: item?.id ?? '', code: 'LESS', attributes: { organic: 'no' } })
  await sequenceDocuments(place.database)
  app = await openServer({ database: place.database, doors, questions, log: openLog('silent') })
  const payload = { accountId: newId(), login: 'kim', name: 'Kim', password: new Secret('correct horse battery'), roles: ['administrator'] as const }
  await performOne(place.database, createAccount, { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), payload })
  const { headers } = await app.inject({ method: 'POST', url: '/api/v1/session', headers: { 'sec-fetch-site': 'same-origin' }, payload: { login: 'kim', password: 'correct horse battery' } })
  cookie = String(headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(async () => {
  await app.close()
  await place.drop()
})

test('every column of every grid is exported as it is shown', { timeout: 120_000 }, async () => {
  // Pages are of the browser's world, which the types of the tests do not know.
  const { toldOf } = await import(`${import.meta.dirname}/../../web/src/ui/grid-columns.ts`)
  let told = 0
  for (const [list, page, name] of grids) {
    const made = (await import(`${import.meta.dirname}/../../web/src/pages/${page}`))[name]
    const columns: readonly GridColumn[] = typeof made === 'function' ? made(attributes) : made
    const rows: object[] = (await app.inject({ url: `/api/v1${list}?limit=500`, headers: { cookie } })).json().rows
    const body = { id: newId(), list, title: name, format: 'csv', asked: {}, columns: columns.map(toldOf) }
    const ready = await app.inject({ method: 'POST', url: '/api/v1/exports', headers: { cookie, 'sec-fetch-site': 'same-origin' }, payload: body })
    if (ready.statusCode !== 200) throw new Error(`${list}: ${ready.body}`)
    const file = (await app.inject({ url: ready.json().address, headers: { cookie } })).body
    const [heading, ...cells] = papaparse.parse<string[]>(file.replace(/^\u{feff}/u, ''), { skipEmptyLines: true }).data
    expect([list, heading]).toEqual([list, columns.map(({ label }) => label)])
    const shown = rows.map((row) => columns.map((column) => column.text(row)))
    const alike = (text: string, at: number) => (columns[at]?.id === 'document' ? text.slice(-8) : /T\d\d:/.test(text) ? new Date(text).toISOString() : text)
    expect([list, cells.map((row) => row.map(alike))]).toEqual([list, shown.map((row) => row.map(alike))])
    told += cells.length
  }
  expect(told).toBeGreaterThan(50)
})
