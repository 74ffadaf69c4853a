// Every list with every filter and every sort, on a shop that has some of everything. An answer that is gathered and
// sorted and one that is walked along an index hold the same rows; so do pages forward and pages back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aliasSerial, checkLedger, placeHold } from '#ledger'
import { createLot, defineAttribute } from '#lots'
import { placeOrder } from '#orders'
import { createItem } from '#catalog'
import { announce, receive } from '#receiving'
import { SELF } from '#partners'
import { listDoor, newId, type QueryDoor } from '#platform'
import { loadExample } from '#app/example'
import { questions } from '#app/wiring'
import { ask, askList, type ListPage } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, day, makeShop } from '#test/shop'

type Input = { readonly [name: string]: string }
const lists = questions.filter(({ list }) => list !== undefined)
let place: TestDatabase

// The same list, but more than two rows are many: it walks where the other gathers.
const walking = new Map(lists.map((door) => [door.path, walkingDoor(door)]))
function walkingDoor({ list }: QueryDoor): QueryDoor {
  if (list === undefined) throw new Error('No list.')
  const sorts = Object.fromEntries(Object.entries(list.sorts).map(([name, { narrow, ...sort }]) => [name, sort]))
  const filters = Object.fromEntries(Object.entries(list.filters).map(([name, { sort, ...filter }]) => [name, filter]))
  return listDoor({ ...list, sorts, filters }, 2)
}

beforeAll(async () => {
  place = await testDatabase()
  const { database } = place
  await loadExample(database)
  const shop = await makeShop(database)
  const lotId = await shop.lot(9, day(200), 'Mixed_Case%1')
  await act(database, defineAttribute, { name: 'grade', title: 'Grade', type: 'choice', choices: ['A', 'B'] })
  for (const [nth, grade] of ['A', 'B', 'A', 'A'].entries()) await act(database, createLot, { itemId: shop.itemId, code: `GRADED-${nth}`, attributes: { grade } })
  const itemId = newId()
  await act(database, createItem, { itemId, sku: 'LAMP-1', name: 'Desk lamp', baseUnit: 'piece', units: [], trackingMode: 'lot+serial', gtin: '4006381333931' })
  await act(database, announce, {
    announcementId: newId(), number: 'PO-1', kind: 'purchase_order', supplierId: shop.supplierId, siteId: shop.siteId,
    expectedOn: day(3), lines: [{ lineId: newId(), itemId, quantity: 5n, lotCode: null }],
  })
  await act(database, receive, {
    number: 'PO-1-R', supplierId: shop.supplierId, siteId: shop.siteId, announcementId: null,
    lines: [{
      itemId, ownerId: SELF, lot: { code: 'LAMPS', dates: { useBy: day(1) } }, supplierLotCode: 'THEIRS', quantity: '3', unit: null,
      secondQuantity: null, serials: ['S-1', 'S-2', 'S-3'], toLocationId: shop.storage, announcementLineId: null, overrideReason: null,
    }],
  })
  await act(database, aliasSerial, { itemId, serial: 'S-1', alias: 'S-I', reason: 'Misread' })
  await act(database, placeOrder, shop.order(2, 'picked'))
  await act(database, placeOrder, shop.order(1))
  const hold = { itemId: shop.itemId, serial: null, supplierId: null }
  const wet = await shop.lot(1, null)
  await act(database, placeHold, { ...hold, scope: 'lot', holdId: newId(), lotId: wet, locationId: null, reason: 'Wet' })
  await act(database, placeHold, { ...hold, scope: 'lot_in_location', holdId: newId(), lotId, locationId: shop.storage, reason: 'Torn' })
})
afterAll(() => place.drop())

async function whole(door: QueryDoor, input: Input, limit: string): Promise<ListPage['rows']> {
  const rows: ListPage['rows'][number][] = []
  let page = await askList([door], place.database, door.path, { ...input, limit })
  rows.push(...page.rows)
  expect(page.previous).toBeNull()
  while (page.next !== null) {
    page = await askList([door], place.database, door.path, { ...input, limit, after: page.next })
    rows.push(...page.rows)
  }
  // Back from the last page: the same rows, the other way.
  const back: ListPage['rows'][number][][] = [[...page.rows]]
  while (page.previous !== null) {
    page = await askList([door], place.database, door.path, { ...input, limit, before: page.previous })
    back.unshift([...page.rows])
  }
  expect(back.flat()).toEqual(rows)
  return rows
}

// What only a worker or an upload writes; the tests of these modules fill them.
const filledElsewhere = ['/alerts', '/imports', '/import-documents', '/report-runs']

// What a filter could be asked with, by the rows there are.
function valuesOf(name: string, { list }: QueryDoor, rows: ListPage['rows']): string[] {
  const schema = list?.filters[name]?.is
  const choices: unknown = schema !== undefined && 'enum' in schema ? schema.enum : undefined
  if (Array.isArray(choices)) return choices.map(String)
  if (name === 'attribute') return ['grade=A', 'grade=', 'grade=C', 'nothing=A']
  if (name === 'bindingWithin') return [`${day(0)}/${day(100)}`, `${day(100)}/`, '/', `/${day(-1)}`]
  if (name.endsWith('From') || name.endsWith('To') || name === 'expiringBefore') return [day(0), day(100)]
  if (name === 'ids') return rows.slice(0, 2).map(({ id }) => `${String(id)},${newId()}`)
  if (name === 'covers') return [...new Set(rows.flatMap(({ lotId }) => (typeof lotId === 'string' ? [lotId] : [])))].flatMap((one) => [one, `${one},${newId()}`])
  const column = { q: 'code', partner: 'to', partnerId: 'partnerId', supplierLotCode: 'none', corrects: 'documentId' }[name] ?? name
  const found = rows.flatMap((row) => {
    const value = row[column] ?? (name === 'q' ? (row['sku'] ?? row['number']) : row[{ item: 'sku', documentId: 'id', actorId: 'placedBy' }[name] ?? ''])
    return typeof value === 'string' ? [name === 'q' ? value.slice(0, 3).toUpperCase() : value] : []
  })
  return [...new Set([...found.slice(0, 3), name.endsWith('Id') || name === 'corrects' ? newId() : 'not there'])]
}

describe.each(lists.map((door) => [door.path, door] as const))('%s', (path, door) => {
  const sorts = Object.keys(door.list?.sorts ?? {}).flatMap((name) => [name, `-${name}`])
  test.each(sorts)('sorted by %s, forward and back, gathered and walked', async (sort) => {
    const rows = await whole(door, { sort }, '3')
    const walked = walking.get(path)
    if (walked === undefined) throw new Error(path)
    if (!filledElsewhere.includes(path)) expect(rows.length).toBeGreaterThan(0)
    expect(await whole(walked, { sort }, '2')).toEqual(rows)
    expect((await askList([door], place.database, path, { sort, limit: '500' })).rows).toEqual(rows)
  })

  test.each(Object.keys(door.list?.filters ?? {}))('filtered by %s', async (name) => {
    const all = (await askList([door], place.database, path, { limit: '500' })).rows
    for (const value of valuesOf(name, door, all)) {
      const page = await askList([door], place.database, path, { [name]: value, limit: '500' })
      expect(page.total, `${name}=${value}`).toBe(page.rows.length)
      const walked = walking.get(path)
      if (walked === undefined) throw new Error(path)
      const sort = door.list?.filters[name]?.sort
      expect(await whole(walked, { [name]: value, ...(sort === undefined ? {} : { sort }) }, '2'), `${name}=${value}`).toEqual(page.rows)
      const own = page.rows.filter((row) => typeof row[name] === 'string' && !/From$|To$|Within$/.test(name))
      if (!['from', 'to', 'code', 'lot', 'lotId'].includes(name)) expect(own.every((row) => row[name] === value)).toBe(true)
    }
  })
})

const at = (path: string, input: object = {}) => askList(questions, place.database, path, input)
const codes = async (path: string, input: object, name = 'code') => (await at(path, input)).rows.map((row) => row[name])

test('codes are found by their beginning in any letters, names by the beginnings of their words', async () => {
  expect(await codes('/lots', { q: 'MIXED' })).toEqual(['Mixed_Case%1'])
  expect(await codes('/lots', { q: 'mixed_case%' })).toEqual(['Mixed_Case%1'])
  expect(await codes('/lots', { q: 'mixedXcase' })).toEqual([])
  expect(await codes('/lots', { q: '%' })).toEqual([])
  expect(await codes('/items', { q: 'lam' }, 'sku')).toEqual(['LAMP-1'])
  expect(await codes('/items', { q: 'BLACK tea' }, 'sku')).toEqual(['EX-BLACK-100', 'EX-BLACK-BULK'])
  expect(await codes('/items', { q: 'gree' }, 'sku')).toEqual(['EX-GREEN-100'])
  expect(await codes('/items', { q: '4006381333931' }, 'sku')).toEqual(['LAMP-1'])
  expect(await codes('/items', { q: "'; !&|" }, 'sku')).toEqual([])
  expect(await codes('/partners', { q: 'hill' })).toEqual(['EX-HILL'])
})

test('people filter by the codes they know', async () => {
  expect(await codes('/orders', { customer: 'EX-ANNA' }, 'number')).toEqual(['EX-1003', 'EX-1001'])
  expect(await codes('/orders', { lot: 'P-1' }, 'number')).toEqual(['EX-1002', 'EX-1001'])
  expect(await codes('/orders', { item: 'EX-BLACK-100', customer: 'EX-ANNA' }, 'number')).toEqual(['EX-1001'])
  expect(await codes('/receipts', { supplier: 'EX-VALLEY' }, 'number')).toEqual(['EX-R3'])
  expect(await codes('/receipts', { supplierLotCode: 'THEIRS' }, 'number')).toEqual(['PO-1-R'])
  expect(await codes('/shipments', { customer: 'EX-CAFE', item: 'EX-BLACK-100' }, 'quantity')).toEqual(['20'])
  expect(await codes('/movements', { partner: 'EX-ANNA', kind: 'return' }, 'sku')).toEqual(['EX-GREEN-100'])
  expect(await codes('/serials', { code: 'S-I' })).toEqual(['S-1'])
  expect(await codes('/transformations', { lot: 'V-9' }, 'kind')).toEqual(['repack'])
  expect(await codes('/lots', { item: 'nothing' })).toEqual([])
})

test('stock is summed by the filters of balances', async () => {
  const sums = async (input: object) =>
    ((await ask(questions, place.database, '/stock', input)) as ListPage).rows.map(({ code, quantity }) => [code, quantity])

  expect(await sums({ item: 'EX-BLACK-100' })).toEqual([['EX-BLACK-100', '79']])
  expect(await sums({ by: 'lot', item: 'EX-BLACK-100' })).toEqual([['P-1', '79']])
  expect(await sums({ state: 'held', item: 'EX-BLACK-100' })).toEqual([['EX-BLACK-100', '79']])
  expect(await sums({ item: 'nobody has it' })).toEqual([])
})

test('an answer says how many rows fit, and when it stopped counting', async () => {
  const walked = walking.get('/lots')
  if (walked === undefined) throw new Error('No lots.')
  const many = await askList([walked], place.database, '/lots', { limit: '1' })
  expect([many.total, many.totalIsExact]).toEqual([2, false])
  const few = await askList([walked], place.database, '/lots', { limit: '1', q: 'P-1' })
  expect([few.total, few.totalIsExact, few.next]).toEqual([1, true, null])
})

test('a page, a sort or a value that means nothing is refused', async () => {
  const page = await at('/lots', { sort: 'code', limit: '1' })
  const refused = (input: object, path = '/lots') => at(path, input).then(() => 'answered', (error: { code: string }) => error.code)

  expect(await refused({ sort: '-code', after: page.next })).toBe('page_unknown')
  expect(await refused({ after: 'nonsense' })).toBe('page_unknown')
  expect(await refused({ sort: 'code', after: page.next, before: page.next })).toBe('page_both_ways')
  await expect(at('/lots', { q: 'a\0b' })).rejects.toThrow('U+0000')
  const forged = Buffer.from(JSON.stringify(['-id', 'no id'])).toString('base64url')
  expect(await refused({ after: forged })).toBe('list_value_unreadable')
  const narrow = questions.find(({ path }) => path === '/lots')?.list
  if (narrow === undefined) throw new Error('No lots.')
  await expect(askList([listDoor(narrow, 2)], place.database, '/lots', { sort: 'sku' })).rejects.toMatchObject({ code: 'sort_needs_filter' })
  // Old lots lie together at the far end of the newest: many of them come by their own date or not at all.
  const past = { expiringBefore: day(1000) }
  const byDate = await askList([listDoor(narrow, 2)], place.database, '/lots', past)
  expect(byDate.rows.map((row) => row['bindingOn'])).toEqual(byDate.rows.map((row) => row['bindingOn']).toSorted())
  await expect(askList([listDoor(narrow, 2)], place.database, '/lots', { ...past, sort: '-id' })).rejects.toMatchObject({ code: 'sort_needs_filter' })
  await expect(at('/lots', { colour: 'red' })).rejects.toThrow('colour')
})

test('a movement happens when its document does: lists by time rely on it, and the check says where it is not so', async () => {
  const other = await testDatabase()
  try {
    const shop = await makeShop(other.database)
    await shop.lot(3, null)
    expect(await checkLedger(other.database)).toEqual([])
    await other.database.pool.query(`insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id,
        from_location_id, to_location_id, quantity, occurred_at)
      select document_id, 1000 + way, kind, item_id, lot_id, owner_id, case way when 1 then to_location_id else from_location_id end,
        case way when 1 then from_location_id else to_location_id end, quantity, occurred_at + way * interval '1 day'
      from (select * from ledger.movement where lot_id <> '00000000-0000-0000-0000-000000000000' limit 1) m, generate_series(1, 2) way`)
    const found = await checkLedger(other.database)
    expect(found.filter(({ rebuilt }) => rebuilt === 'no such document of that moment')).toHaveLength(2)
  } finally {
    await other.drop()
  }
})
