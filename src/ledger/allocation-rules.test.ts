import { expect, test } from 'vitest'
import { NIL } from '#kernel'
import {
  allServed, candidatesHold, type Free, freeStock, inOrder, type Need, servable, unfit,
} from './allocation-rules.ts'
import { decide } from './decisions.ts'
import type { Balance, Place, Pool, StockLot } from './stock.ts'

const lot = (id: string, dates: Partial<StockLot> = {}): StockLot => ({
  id, itemId: 'tea', bindingOn: null, useByOn: null, receivedOn: null, ...dates,
})
const free = (of: StockLot, quantity: bigint, locationId = 'shelf'): Free => ({ lot: of, locationId, quantity })
const need = (wanted: Partial<Need> = {}): Need => ({
  leastOn: null, saleOn: '2030-06-01', wantedLotId: null, ...wanted,
})

// One row per reason, in the order in which reasons win; then the nearest lot that fits.
test.each([
  ['another lot is wanted, though this one is past its use-by date',
    lot('a', { useByOn: '2030-05-31' }), need({ wantedLotId: 'b' }), 'not_wanted'],
  ['the day after its use-by date, though it is too short as well',
    lot('a', { useByOn: '2030-05-31', bindingOn: '2030-05-31' }), need({ leastOn: '2030-07-01' }), 'use_by_passed'],
  ['one day too short', lot('a', { bindingOn: '2030-06-30' }), need({ leastOn: '2030-07-01' }), 'too_short'],
  ['the wanted lot', lot('a'), need({ wantedLotId: 'a' }), null],
  ['on its use-by date', lot('a', { useByOn: '2030-06-01' }), need(), null],
  ['lasting to the very day', lot('a', { bindingOn: '2030-07-01' }), need({ leastOn: '2030-07-01' }), null],
  ['past its best-before date, when nobody asks for life', lot('a', { bindingOn: '2030-01-01' }), need(), null],
  ['without a date, whatever life is asked', lot('a'), need({ leastOn: '2099-01-01' }), null],
] as const)('%s', (_, stock, wanted, expected) => {
  expect(unfit(stock, wanted)).toBe(expected)
})

test.each([
  ['fefo', ['soon', 'soon, received later', 'late', 'undated']],
  ['fifo', ['late', 'undated', 'soon', 'soon, received later']],
  ['fewest_lots', ['undated', 'soon', 'soon, received later', 'late']],
] as const)('%s takes lots in its own order', (policy, expected) => {
  const stock = [
    free(lot('undated', { receivedOn: '2030-01-02' }), 9n),
    free(lot('late', { bindingOn: '2030-12-01', receivedOn: '2030-01-01' }), 3n),
    free(lot('soon, received later', { bindingOn: '2030-07-01', receivedOn: '2030-03-01' }), 4n),
    free(lot('soon', { bindingOn: '2030-07-01', receivedOn: '2030-02-01' }), 4n),
  ]

  expect(inOrder(stock, policy).map((one) => one.lot.id)).toEqual(expected)
})

test.each(['fefo', 'fifo', 'fewest_lots'] as const)('%s breaks a tie by lot, then by location', (policy) => {
  const stock = [free(lot('b'), 2n, 'x'), free(lot('a'), 2n, 'z'), free(lot('a'), 2n, 'y')]

  const taken = inOrder(stock, policy).map((one) => one.lot.id + one.locationId)

  expect(taken).toEqual(['ay', 'az', 'bx'])
})

const short = lot('short', { bindingOn: '2030-07-01' })
const long = lot('long', { bindingOn: '2030-12-01' })
const lasting = { ...need({ leastOn: '2030-11-01' }), quantity: 3n }

test('a line without demands gets what a demanding one cannot use, and no more', () => {
  const stock = [free(short, 2n), free(long, 5n)]

  expect(servable(stock, [lasting], need(), 10n)).toBe(4n)
  expect(servable(stock, [lasting], need({ leastOn: '2030-11-01' }), 10n)).toBe(2n)
  expect(servable(stock, [lasting], need({ wantedLotId: 'short' }), 10n)).toBe(2n)
})

test('an undemanding reservation steps aside for a demanding line', () => {
  const stock = [free(short, 3n), free(long, 3n)]

  expect(servable(stock, [{ ...need(), quantity: 3n }], lasting, 3n)).toBe(3n)
})

test('when what stands reserved cannot be served, nothing is free for others', () => {
  const stock = [free(short, 9n)]

  expect(servable(stock, [lasting], need(), 1n)).toBe(0n)
  expect(servable(stock, [lasting], need(), 9n)).toBe(0n)
})

test('stock that is enough in sum may still not serve what stands reserved', () => {
  expect(allServed([free(short, 5n), free(long, 2n)], [lasting])).toBe(false)
  expect(allServed([free(short, 5n), free(long, 3n)], [lasting, { ...need(), quantity: 5n }])).toBe(true)
  expect(allServed([free(short, 5n), free(long, 3n)], [lasting, { ...need(), quantity: 6n }])).toBe(false)
})

test('a decision tells of every lot up to the next in line what became of it', () => {
  const stock = [
    free(lot('spoiled', { useByOn: '2030-01-01', bindingOn: '2030-01-01' }), 9n),
    free(short, 2n),
    free(long, 5n),
    free(lot('a'), 9n),
    free(lot('b'), 9n),
  ]

  const decided = decide(inOrder(stock, 'fefo'), [lasting], need(), 5n)

  expect(decided.map(({ lotId, taken, why }) => [lotId, taken, why])).toEqual([
    ['spoiled', 0n, 'use_by_passed'],
    ['short', 2n, 'taken'],
    // Undated lots last for ever: the demanding line can have those.
    ['long', 3n, 'taken'],
    ['a', 0n, 'not_needed'],
  ])
})

test('a lot that others need is passed over, in part or whole', () => {
  const stock = [free(long, 4n)]

  expect(decide(stock, [lasting], need(), 4n)).toMatchObject([{ lotId: 'long', taken: 1n, why: 'taken' }])
  expect(decide(stock, [{ ...lasting, quantity: 4n }], need(), 4n)).toMatchObject([
    { lotId: 'long', taken: 0n, why: 'kept_for_others' },
  ])
})

const place = (id: string, is: Partial<Place> = {}): Place => ({
  id, own: true, kind: 'bin', role: 'storage', siteId: 'site', oneLot: false, oneOwner: false,
  segregationClass: null, closed: false, ...is,
})
const balance = (lotId: string, locationId: string, has: Partial<Balance>): [string, Balance] => [
  lotId + locationId, { lotId, locationId, quantity: 0n, picked: 0n, holds: 0, before: null, ...has },
]
const poolOf = (balances: [string, Balance][], unresolved: Pool['unresolved'] = []): Pool => ({
  key: { itemId: 'tea', ownerId: 'us', siteId: 'site' }, version: 1n, balances: new Map(balances),
  reservations: new Map(), picks: new Map(), unresolved, units: new Map(), whole: true,
})
const gone = (candidateIds: string[], quantity: bigint, locationId = 'shelf') => ({
  documentId: 'd', line: 1, locationId, candidateIds, quantity,
})

test('free is what is neither held, picked, possibly gone nor out of a picker’s reach', () => {
  const places = [
    place('shelf'), place('closed', { closed: true }), place('dock', { role: 'receiving' }),
    place('staging', { role: 'staging' }), place('aside', { role: 'quarantine' }), place('back', { role: 'returns' }),
    place('road', { kind: 'transit' }), place('customer', { own: false, kind: 'customer', role: 'outside' }),
  ]
  const pool = poolOf(
    [
      balance('a', 'shelf', { quantity: 9n, picked: 2n }),
      balance('b', 'shelf', { quantity: 5n }),
      balance('c', 'shelf', { quantity: 5n, holds: 1 }),
      balance('d', 'shelf', { quantity: 3n, picked: 3n }),
      balance('e', 'shelf', { quantity: 4n }),
      balance(NIL, 'shelf', { quantity: 2n }),
      balance('unheard of', 'shelf', { quantity: 2n }),
      ...places.slice(1).map(({ id }) => balance('a', id, { quantity: 1n })),
      balance('a', 'nowhere', { quantity: 1n }),
    ],
    [gone(['b', 'e'], 4n), gone(['a', 'c'], 1n, 'closed')],
  )
  const lots = new Map(['a', 'b', 'c', 'd', 'e', NIL].map((id) => [id, lot(id)]))

  const found = freeStock(pool, lots, new Map(places.map((one) => [one.id, one])))

  expect(found.map((one) => [one.lot.id, one.locationId, one.quantity])).toEqual([
    ['a', 'shelf', 7n], ['b', 'shelf', 1n], [NIL, 'shelf', 2n],
  ])
})

test.each([
  ['each has a lot of its own', [gone(['a', 'b'], 2n), gone(['b', 'c'], 3n)], true],
  ['three units cannot have been two', [gone(['a', 'b'], 2n), gone(['a', 'b'], 3n)], false],
  ['one steps aside for the other', [gone(['a', 'b'], 2n), gone(['a'], 2n)], true],
  ['two of one lot, which has two', [gone(['a', 'a'], 2n)], true],
  ['in another place there is nothing', [gone(['a', 'b'], 1n, 'dock')], false],
  ['nothing left with its lot unknown', [], true],
])('candidates: %s', (_, unresolved, expected) => {
  const pool = poolOf(
    ['a', 'b', 'c'].map((id) => balance(id, 'shelf', { quantity: 2n })), unresolved,
  )
  const places = [...new Set(unresolved.map(({ locationId }) => locationId)), 'shelf']

  expect(places.every((locationId) => candidatesHold(pool, locationId))).toBe(expected)
})
