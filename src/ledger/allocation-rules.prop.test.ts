// Allocation against answers found by trying everything: small cases, all of them possible in a shop.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel'
import {
  allServed, candidatesHold, type Free, freeStock, inOrder, type Policy, type Standing, servable, unfit,
} from './allocation-rules.ts'
import { decide } from './decisions.ts'
import type { Place, Pool, StockLot } from './stock.ts'

const ids = ['a', 'b', 'c', 'd'] as const
const places = ['shelf', 'rack'] as const
const day = fc.integer({ min: 0, max: 3 }).map((days) => addDays('2030-01-01', days))
const maybeDay = fc.option(day, { nil: null, freq: 2 })
const few = fc.bigInt({ min: 1n, max: 3n })

/** Lots of one item by their ids, and some of their stock in two places. */
const stockOf = fc
  .tuple(
    fc.tuple(...ids.map(() => fc.record({ bindingOn: maybeDay, useByOn: maybeDay, receivedOn: maybeDay }))),
    fc.uniqueArray(fc.record({ id: fc.nat(3), locationId: fc.constantFrom(...places), quantity: few }), {
      selector: ({ id, locationId }) => id + locationId, maxLength: 4,
    }),
  )
  .map(([dates, rows]) =>
    rows.map(({ id, ...rest }): Free => ({
      lot: { id: ids[id] ?? '', itemId: 'tea', bindingOn: null, useByOn: null, receivedOn: null, ...dates[id] },
      ...rest,
    })),
  )
const need = fc.record({
  leastOn: maybeDay, saleOn: day, wantedLotId: fc.option(fc.constantFrom(...ids), { nil: null, freq: 4 }),
})
const standing = fc.array(
  fc.tuple(need, few).map(([one, quantity]): Standing => ({ ...one, quantity })), { maxLength: 3 },
)
const policy = fc.constantFrom<Policy>('fefo', 'fifo', 'fewest_lots')
const asked = fc.bigInt({ min: 1n, max: 7n })

// Whether units can be handed out one by one so that everybody has theirs: every way is tried.
function canServe(left: readonly bigint[], wants: readonly { fits: readonly boolean[]; quantity: bigint }[]): boolean {
  const tried = new Map<string, boolean>()
  const from = (stock: readonly bigint[], units: readonly (readonly boolean[])[]): boolean => {
    const [unit, ...rest] = units
    if (unit === undefined) return true
    const key = `${units.length} ${stock.join(' ')}`
    const known = tried.get(key)
    if (known !== undefined) return known
    const can = stock.some(
      (has, at) => has > 0n && unit[at] === true && from(stock.map((one, nth) => (nth === at ? one - 1n : one)), rest),
    )
    tried.set(key, can)
    return can
  }
  const units = wants.flatMap(({ fits, quantity }) => Array.from({ length: Number(quantity) }, () => fits))
  return from(left, units)
}

function fitsOf(lot: StockLot, one: Omit<Standing, 'quantity'>): boolean {
  const wanted = one.wantedLotId === null || one.wantedLotId === lot.id
  const saleable = lot.useByOn === null || lot.useByOn >= one.saleOn
  const lasts = one.leastOn === null || lot.bindingOn === null || lot.bindingOn >= one.leastOn
  return wanted && saleable && lasts
}

function serves(stock: readonly Free[], wants: readonly Standing[]): boolean {
  return canServe(
    stock.map(({ quantity }) => quantity),
    wants.map((one) => ({ quantity: one.quantity, fits: stock.map(({ lot }) => fitsOf(lot, one)) })),
  )
}

test('a lot fits a need when it is wanted, may be sold and lasts', () => {
  fc.assert(
    fc.property(stockOf, need, (stock, one) => {
      for (const { lot } of stock) expect(unfit(lot, one) === null).toBe(fitsOf(lot, one))
    }),
  )
})

test('all are served exactly when some way of handing out serves all', () => {
  fc.assert(
    fc.property(stockOf, standing, (stock, others) => {
      expect(allServed(stock, others)).toBe(serves(stock, others))
    }),
    { numRuns: 500 },
  )
})

test('as much can be served as some way of handing out leaves beside the others', () => {
  fc.assert(
    fc.property(stockOf, standing, need, asked, (stock, others, one, most) => {
      let expected = 0n
      const fits = (quantity: bigint) => serves(stock, [...others, { ...one, quantity }])
      while (expected < most && fits(expected + 1n)) expected++
      expect(servable(stock, others, one, most)).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

test('the order is total: the same whatever order the stock was read in', () => {
  fc.assert(
    fc.property(stockOf.chain((stock) => fc.tuple(fc.constant(stock), fc.shuffledSubarray(stock, { minLength: stock.length }))), policy,
      ([stock, shuffled], by) => {
        const sorted = inOrder(stock, by)

        expect(inOrder(shuffled, by)).toEqual(sorted)
        expect(new Set(sorted)).toEqual(new Set(stock))
      }),
  )
})

test('nobody behind in the order comes before: each pair agrees with the policy’s words', () => {
  const late = '9999'
  const dated = (date: string | null) => date ?? late
  fc.assert(
    fc.property(stockOf, policy, (stock, by) => {
      const sorted = inOrder(stock, by)
      for (const [at, one] of sorted.entries()) {
        const next = sorted[at + 1]
        if (next === undefined) continue
        const expiry = [dated(one.lot.bindingOn), dated(next.lot.bindingOn)] as const
        const receipt = [dated(one.lot.receivedOn), dated(next.lot.receivedOn)] as const
        const size = [9n - one.quantity, 9n - next.quantity] as const
        const rest = [[one.lot.id, next.lot.id], [one.locationId, next.locationId]] as const
        const keys = by === 'fifo' ? [receipt, expiry, ...rest]
          : by === 'fefo' ? [expiry, receipt, ...rest] : [size, expiry, receipt, ...rest]
        const differs = keys.find(([a, b]) => a !== b)
        expect(differs !== undefined && differs[0] < differs[1]).toBe(true)
      }
    }),
  )
})

test('a decision takes what fits, leaves others theirs, and cannot take more of any lot it passed', () => {
  fc.assert(
    fc.property(stockOf, standing, need, asked, policy, (stock, others, one, most, by) => {
      fc.pre(serves(stock, others))
      const ordered = inOrder(stock, by)
      const before = structuredClone(ordered)

      const decided = decide(ordered, others, one, most)

      expect(decide(before, others, one, most)).toEqual(decided)
      expect(ordered).toEqual(before)
      expect(decided.map(({ lotId, locationId }) => lotId + locationId)).toEqual(
        ordered.slice(0, decided.length).map(({ lot, locationId }) => lot.id + locationId),
      )
      const left = ordered.map((each, at) => ({ ...each, quantity: each.quantity - (decided[at]?.taken ?? 0n) }))
      expect(serves(left, others)).toBe(true)
      expect(decided.filter(({ taken }, at) => taken > 0n && !fitsOf(before[at]!.lot, one))).toEqual([])
      const sum = decided.reduce((total, { taken }) => total + taken, 0n)
      expect(sum).toBe(servable(stock, others, one, most))
      // First come, first taken: a unit more of a lot passed on the way would have robbed another line.
      if (sum < most) {
        const robs = left.map((each, at) =>
          each.quantity === 0n || !fitsOf(each.lot, one) ||
          !serves(left.map((more, nth) => (nth === at ? { ...more, quantity: more.quantity - 1n } : more)), others))
        expect(robs).not.toContain(false)
      }
    }),
    { numRuns: 500 },
  )
})

test('a lot is left for a later one only as far as another line needs it', () => {
  fc.assert(
    fc.property(stockOf, standing, need, asked, policy, (stock, others, one, most, by) => {
      fc.pre(serves(stock, others))
      const ordered = inOrder(stock, by)
      const left = ordered.map((each) => ({ ...each }))
      let open = most

      for (const { lotId, taken, locationId } of decide(ordered, others, one, most)) {
        const here = left.find((each) => each.lot.id === lotId && each.locationId === locationId)!
        here.quantity -= taken
        open -= taken
        if (open > 0n && here.quantity > 0n && fitsOf(here.lot, one)) {
          const without = left.map((each) => (each === here ? { ...each, quantity: each.quantity - 1n } : each))
          expect(serves(without, others)).toBe(false)
        }
      }
    }),
    { numRuns: 300 },
  )
})

const unresolved = fc.array(
  fc.record({
    documentId: fc.constant('d'), line: fc.nat(9), locationId: fc.constantFrom(...places),
    candidateIds: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }), quantity: few,
  }),
  { maxLength: 4 },
)
const pool = fc.tuple(stockOf, unresolved).map(([stock, open]): { pool: Pool; stock: Free[] } => ({
  stock,
  pool: {
    key: { itemId: 'tea', ownerId: 'us', siteId: 'site' }, version: 1n, reservations: new Map(),
    picks: new Map(), unresolved: open, units: new Map(), whole: true,
    balances: new Map(stock.map(({ lot, locationId, quantity }) => [
      lot.id + locationId, { lotId: lot.id, locationId, quantity, picked: 0n, holds: 0, before: null },
    ])),
  },
}))
const shelf: Place = {
  id: 'shelf', own: true, kind: 'bin', role: 'storage', siteId: 'site', oneLot: false, oneOwner: false,
  segregationClass: null, closed: false,
}
const pickers = new Map<string, Place>(places.map((id) => [id, { ...shelf, id }]))

test('candidates hold exactly when some assignment leaves every lot at zero or more', () => {
  fc.assert(
    fc.property(pool, ({ pool: { ...one }, stock }) => {
      for (const locationId of places) {
        const here = stock.filter((each) => each.locationId === locationId)
        const wants = one.unresolved
          .filter((each) => each.locationId === locationId)
          .map(({ candidateIds, quantity }) => ({ quantity, fits: here.map(({ lot }) => candidateIds.includes(lot.id)) }))
        expect(candidatesHold(one, locationId)).toBe(canServe(here.map(({ quantity }) => quantity), wants))
      }
    }),
    { numRuns: 500 },
  )
})

test('whatever is taken of what is free, the candidates still hold', () => {
  fc.assert(
    fc.property(pool, ({ pool: one, stock }) => {
      fc.pre(places.every((locationId) => candidatesHold(one, locationId)))
      const free = freeStock(one, new Map(stock.map(({ lot }) => [lot.id, lot])), pickers)

      for (const { lot, locationId, quantity } of free) one.balances.get(lot.id + locationId)!.quantity -= quantity

      expect([...one.balances.values()].filter(({ quantity }) => quantity < 0n)).toEqual([])
      expect(places.every((locationId) => candidatesHold(one, locationId))).toBe(true)
    }),
    { numRuns: 300 },
  )
})
