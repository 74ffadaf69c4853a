// What the lines of one return say alike is one quantity: units whose numbers nobody knew, and lines beside each other.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { placeOrder, receiveReturn } from '#orders'
import { SELF } from '#partners'
import { newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { act, dice, outcome, said } from '#test/shop'
import { makeUnitShop } from '#test/units'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Shop = Awaited<ReturnType<typeof makeUnitShop>>
type Line = { orderLineId?: string; lotId?: string; quantity?: bigint; serials?: readonly string[] }
// Lots went out while nobody kept numbers; from then on every unit is followed by its own.
async function soldWithoutNumbers(lots: readonly number[], orders: readonly number[]) {
  const shop = await makeUnitShop(place.database, 'lot')
  const lotIds: string[] = []
  for (const quantity of lots) lotIds.push(await shop.lot(quantity, null))
  const lineIds: string[] = []
  for (const quantity of orders) {
    const order = shop.order(quantity, 'shipped')
    await act(place.database, placeOrder, order)
    lineIds.push(order.lines[0]?.lineId ?? NIL)
  }
  await shop.follow('lot+serial')
  return { shop, lotIds: lotIds.sort(), lineIds }
}
const back = (shop: Shop, lines: readonly Line[]) => ({
  number: newId(), customerId: shop.customerId, siteId: shop.siteId,
  lines: lines.map((line) => ({
    orderLineId: null, itemId: shop.itemId, ownerId: SELF, lotId: null, quantity: BigInt(line.serials?.length ?? 1), ...line,
  })),
})
type Part = { matched: string; lotIds: string[]; certainty: string | null; quantity: string; source: number; serial?: string }
const takeBack = async (shop: Shop, ...lines: readonly Line[]) => {
  const { lines: parts } = await act(place.database, receiveReturn, back(shop, lines))
  return (parts as Part[]).map(({ source, matched, lotIds, certainty, quantity }) => [source, matched, lotIds, certainty, quantity])
}
const refused = async (shop: Shop, ...lines: readonly Line[]) => {
  const one = await outcome(place.database, receiveReturn, back(shop, lines))
  said(one)
  return one.ok ? 'done' : `${one.refusal.code}: ${one.refusal.message}`
}

test('no more new numbers come back by an order line than units went out by it', async () => {
  const { shop, lotIds, lineIds: [orderLineId = NIL] } = await soldWithoutNumbers([5], [2])

  expect(await refused(shop, { orderLineId, serials: ['A', 'B', 'C'] }))
    .toBe('more_than_shipped: Line 1: 3 come back, and 2 of that order line are with the customer.')
  expect(await refused(shop, { orderLineId, serials: ['A', 'B'] }, { orderLineId, serials: ['C'] }))
    .toBe('more_than_shipped: Line 2: 1 come back, and 0 of that order line are with the customer.')
  expect(await refused(shop, { orderLineId, serials: ['A', 'B'] }, { orderLineId, quantity: 1n }))
    .toBe('more_than_shipped: Line 2: 1 come back, and 0 of that order line are with the customer.')
  expect(await takeBack(shop, { orderLineId, serials: ['A', 'B'] })).toEqual([
    [1, 'order', lotIds, 'certain', '1'], [1, 'order', lotIds, 'certain', '1'],
  ])
  expect(await refused(shop, { orderLineId, serials: ['C'] })).toMatch('more_than_shipped')
})

test('all of two lots came back, and no number is said to be of either', async () => {
  const { shop, lotIds, lineIds: [orderLineId = NIL] } = await soldWithoutNumbers([1, 1], [2])

  expect(await takeBack(shop, { orderLineId, serials: ['A', 'B'] })).toEqual([
    [1, 'order', lotIds, 'possible', '1'], [1, 'order', lotIds, 'possible', '1'],
  ])
  expect(await shop.whereabouts()).toEqual({ A: 'quarantine', B: 'quarantine' })
})

test('of more numbers than they had none is known to be theirs, also when a label tells the lot', async () => {
  const { shop, lotIds } = await soldWithoutNumbers([5], [1])

  expect(await takeBack(shop, { serials: ['A', 'B'] })).toEqual([
    [1, 'customer', lotIds, 'possible', '1'], [1, 'nothing', lotIds, 'possible', '1'],
  ])
  expect(await shop.whereabouts()).toEqual({ A: 'quarantine', B: 'quarantine' })
  const again = await soldWithoutNumbers([5], [1])
  const [lotId = NIL] = again.lotIds
  expect(await takeBack(again.shop, { lotId, serials: ['A'] }, { lotId, serials: ['B'] })).toEqual([
    [1, 'customer', [lotId], 'possible', '1'], [2, 'nothing', [lotId], 'possible', '1'],
  ])
})

test('lines that say the same are one quantity: two of one come back as one line of two', async () => {
  const { shop, lotIds } = await soldWithoutNumbers([5], [1])

  expect(await takeBack(shop, { quantity: 1n }, { quantity: 1n })).toEqual([
    [1, 'customer', lotIds, 'possible', '1'], [2, 'nothing', [], null, '1'],
  ])
})

test('what names its order, and what its lot was read of, comes first wherever it stands', async () => {
  const { shop, lotIds: [first = NIL, second = NIL], lineIds: [orderLineId = NIL] } = await soldWithoutNumbers([1, 1], [2])

  expect(await takeBack(shop, { quantity: 1n }, { quantity: 1n, orderLineId, lotId: first })).toEqual([
    [1, 'customer', [second], 'certain', '1'], [2, 'order', [first], 'certain', '1'],
  ])
})

test('two desks take back new numbers of the same units: they come back once', async () => {
  for (let round = 0; round < 8; round++) {
    const { shop, lineIds: [orderLineId = NIL] } = await soldWithoutNumbers([3], [3])

    const both = await Promise.all([['A', 'B'], ['C', 'D']].map((serials) =>
      outcome(place.database, receiveReturn, back(shop, [{ orderLineId, serials }]))))

    expect(both.map(said).sort()).toEqual(['done', 'more_than_shipped'])
  }
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('random returns of units %i: no more is theirs than they had, and order of lines is nothing', async (seed) => {
  const roll = dice(seed * 7_919)
  const [lots, orders] = [[1 + roll(3), 1 + roll(3)], [1 + roll(2), 1]]
  const [one, two] = [await soldWithoutNumbers(lots, orders), await soldWithoutNumbers(lots, orders)]
  const told: string[][] = []
  for (let nth = 0; nth < 6; nth++) {
    const lines = Array.from({ length: 1 + roll(3) }, (_, at) => ({
      by: roll(2) === 0 ? roll(2) : null,
      is: roll(3) === 0 ? { quantity: BigInt(1 + roll(2)) } : { serials: Array.from({ length: 1 + roll(2) }, (_none, of) => `${nth} ${at} ${of}`) },
    }))
    const sent = (of: typeof one) => lines.map(({ by, is }) => ({ ...is, ...(by === null ? {} : { orderLineId: of.lineIds[by] ?? NIL }) }))
    const both = [
      await outcome(place.database, receiveReturn, back(one.shop, sent(one))),
      await outcome(place.database, receiveReturn, back(two.shop, sent(two).reverse())),
    ]
    // What became of the lines is the same the other way round, but for which of the alike ones is the one too many.
    told.push(...both.map((is) => (is.ok ? (is.answer['lines'] as Part[])
      .map((part) => `${part.quantity} ${part.matched} ${part.certainty}`).sort() : [said(is)])))
    const [there, reversed] = told.slice(-2).map((parts) => sumsOf(parts ?? []))
    expect(reversed).toEqual(there)
  }
  for (const { shop, lineIds } of [one, two]) {
    const rows = await query<{ lineId: string; lotId: string; left: bigint; unsure: bigint }>(place.database, {
      name: 'test.left-of-lines',
      text: `select m.reference_id as "lineId", m.lot_id as "lotId",
          sum(case when t.own then -m.quantity else m.quantity end)::bigint as left
        from ledger.movement m join locations.location t on t.id = m.to_location_id
        where m.item_id = $1 and m.kind in ('ship', 'return') and m.reference_id = any($2::uuid[]) group by 1, 2`,
    }, [shop.itemId, lineIds])
    for (const lineId of lineIds) {
      expect(rows.filter((row) => row.lineId === lineId).reduce((sum, { left }) => sum + left, 0n)).toBeGreaterThanOrEqual(0n)
    }
    expect(rows.filter(({ lotId, left }) => lotId !== NIL && left < 0n)).toEqual([])
    const [all] = await query<{ theirs: bigint; out: bigint }>(place.database, {
      name: 'test.theirs',
      text: `select coalesce(sum(m.quantity) filter (where l.matched <> 'nothing'), 0)::bigint as theirs,
          coalesce(sum(m.quantity) filter (where m.kind = 'ship'), 0)::bigint as out
        from ledger.movement m left join orders.return_line l on (l.document_id, l.line) = (m.document_id, m.line)
        where m.item_id = $1`,
    }, [shop.itemId])
    expect(all?.theirs).toBeLessThanOrEqual(all?.out ?? 0n)
  }
})

// How many of each kind of part there are: the same units may be cut otherwise.
function sumsOf(parts: readonly string[]): { [kind: string]: number } {
  const sums: { [kind: string]: number } = {}
  for (const part of parts) {
    const [quantity = '', ...kind] = part.split(' ')
    const count = Number(quantity)
    const key = Number.isNaN(count) ? part : kind.join(' ')
    sums[key] = (sums[key] ?? 0) + (Number.isNaN(count) ? 1 : count)
  }
  return sums
}
