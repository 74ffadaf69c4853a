// Which stock may serve which line, in which order. Pure; DESIGN's words: reserve early, bind late.
import { type CalendarDate, least } from '#kernel'
import type { Place, Pool, StockLot, Unresolved } from './stock.ts'

/** The version of these rules, kept with every decision. */
export const POLICY_VERSION = 2

/** The order in which lots are taken: first expired, first in, or as few lots as possible. */
export type Policy = 'fefo' | 'fifo' | 'fewest_lots'

/** What a line needs of a lot. `leastOn` null: any life will do that may be sold on `saleOn`. */
export type Need = {
  readonly leastOn: CalendarDate | null
  readonly saleOn: CalendarDate
  readonly wantedLotId: string | null
}

/** How long goods must last, whichever lot they are of. */
export type Lasting = Omit<Need, 'wantedLotId'>

/** A need with its quantity. */
export type Standing = Need & { readonly quantity: bigint }

/** Free stock of one lot in one location, and the lot's dates. */
export type Free = { readonly lot: StockLot; readonly locationId: string; readonly quantity: bigint }

/** Why a lot was not taken. */
export type Skip = 'held' | 'too_short' | 'use_by_passed' | 'not_wanted' | 'not_pickable' | 'lot_uncertain'
  | 'kept_for_others' | 'not_needed'

/** Why a lot cannot serve a need; null when it can. Only a use-by date forbids sale by itself. */
export function unfit(lot: StockLot, need: Need): Skip | null {
  if (need.wantedLotId !== null && need.wantedLotId !== lot.id) return 'not_wanted'
  if (lot.useByOn !== null && lot.useByOn < need.saleOn) return 'use_by_passed'
  if (need.leastOn !== null && lot.bindingOn !== null && lot.bindingOn < need.leastOn) {
    return 'too_short'
  }
  return null
}

/** A need that asks for no less than `now`: what was set aside long ago must still last when it leaves. */
export function laterNeed({ leastOn, saleOn, wantedLotId }: Need, now: Lasting): Need {
  const later = (a: CalendarDate, b: CalendarDate) => (a > b ? a : b)
  return {
    saleOn: later(saleOn, now.saleOn), wantedLotId,
    leastOn: leastOn === null || now.leastOn === null ? (leastOn ?? now.leastOn) : later(leastOn, now.leastOn),
  }
}

/**
 * Sorts free stock into the order a policy takes it. First expired: binding date, receipt date, lot id,
 * then location; undated last. First in: receipt date first. Fewest lots: largest first.
 */
export function inOrder(free: readonly Free[], policy: Policy): Free[] {
  const sorted = [...free]
  if (sorted.length < 2) return sorted
  const byDates = policy === 'fifo'
    ? (a: Free, b: Free) => later(a.lot.receivedOn, b.lot.receivedOn) || later(a.lot.bindingOn, b.lot.bindingOn)
    : (a: Free, b: Free) => later(a.lot.bindingOn, b.lot.bindingOn) || later(a.lot.receivedOn, b.lot.receivedOn)
  return sorted.sort((a, b) =>
    (policy === 'fewest_lots' ? larger(a.quantity, b.quantity) : 0) || byDates(a, b) || after(a.lot.id, b.lot.id) ||
    after(a.locationId, b.locationId))
}

const after = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)
const later = (a: CalendarDate | null, b: CalendarDate | null) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : after(a, b))
const larger = (a: bigint, b: bigint) => (a === b ? 0 : a > b ? -1 : 1)

/** Says whether a place's stock may be picked for orders. */
export function pickable(place: Place | undefined): boolean {
  return place?.own === true && place.role === 'storage' && place.kind !== 'transit'
}

/**
 * How much of `asked` can be served by the stock when `standing` must be served as well: the largest
 * flow from lots to needs, less what the standing ones need. Exact for any mix of needs.
 */
export function servable(
  stock: readonly Free[],
  standing: readonly Standing[],
  need: Need,
  asked: bigint,
): bigint {
  const fits = stock.reduce((sum, { lot, quantity }) => (unfit(lot, need) === null ? sum + quantity : sum), 0n)
  if (standing.length === 0) return least(fits, asked)
  const groups = grouped(standing)
  const others = groups.reduce((sum, { quantity }) => sum + quantity, 0n)
  const all = largestFlow(stock, [...groups, { ...need, quantity: asked }])
  // The standing ones came first. When they alone cannot be served, nothing is free.
  const without = largestFlow(stock, groups)
  if (without < others) return 0n
  return least(asked, all - others)
}

/** Whether the stock serves all of what stands reserved. */
export function allServed(
  stock: readonly Free[],
  standing: readonly Standing[],
): boolean {
  if (standing.length === 0) return true
  const groups = grouped(standing)
  const wanted = groups.reduce((sum, { quantity }) => sum + quantity, 0n)
  return largestFlow(stock, groups) === wanted
}

type Group = Need & { quantity: bigint }

/** Needs that fit the same lots as one need. */
export function grouped(standing: readonly Standing[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { leastOn, saleOn, wantedLotId, quantity } of standing) {
    const key = `${leastOn} ${saleOn} ${wantedLotId}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { leastOn, saleOn, wantedLotId, quantity })
    else group.quantity += quantity
  }
  return [...groups.values()]
}

// Largest flow of a bipartite graph by augmenting paths (Ford and Fulkerson); both sides are short.
function largestFlow(stock: readonly Free[], needs: readonly Group[]): bigint {
  const left = stock.map(({ quantity }) => quantity)
  const open = needs.map(({ quantity }) => quantity)
  const fit = needs.map((need) => stock.map(({ lot }) => unfit(lot, need) === null))
  const used = needs.map(() => stock.map(() => 0n))
  let flow = 0n
  // Gives `amount` to need n, moving earlier gifts when that frees a lot.
  const give = (n: number, amount: bigint, seen: Set<number>): bigint => {
    for (let s = 0; s < stock.length; s++) {
      if (fit[n]?.[s] !== true || seen.has(s)) continue
      const direct = least(left[s] ?? 0n, amount)
      if (direct > 0n) {
        left[s] = (left[s] ?? 0n) - direct
        book(used, n, s, direct)
        return direct
      }
      seen.add(s)
      for (let other = 0; other < needs.length; other++) {
        const taken = used[other]?.[s] ?? 0n
        if (other === n || taken === 0n) continue
        const moved = give(other, least(taken, amount), seen)
        if (moved === 0n) continue
        book(used, other, s, -moved)
        book(used, n, s, moved)
        return moved
      }
    }
    return 0n
  }
  for (let n = 0; n < needs.length; n++) {
    let wanted = open[n] ?? 0n
    while (wanted > 0n) {
      const given = give(n, wanted, new Set())
      if (given === 0n) break
      wanted -= given
      flow += given
    }
  }
  return flow
}

function book(used: bigint[][], need: number, stock: number, amount: bigint): void {
  const row = used[need]
  if (row !== undefined) row[stock] = (row[stock] ?? 0n) + amount
}

/**
 * Stock of a pool that may be reserved or picked: in pickable places, not held, less its held units and
 * what may have left without its lot being known.
 */
export function freeStock(
  pool: Pool,
  lots: ReadonlyMap<string, StockLot>,
  places: ReadonlyMap<string, Place>,
): Free[] {
  const free: Free[] = []
  const certain = pool.units.size === 0 && pool.unresolved.length === 0
  for (const balance of pool.balances.values()) {
    if (balance.holds > 0 || balance.quantity <= balance.picked) continue
    if (!pickable(places.get(balance.locationId))) continue
    const lot = lots.get(balance.lotId)
    if (lot === undefined) continue
    const { lotId, locationId } = balance
    const most = balance.quantity - balance.picked
    const sure = certain ? most
      : most - (pool.units.get(lotId + locationId)?.held ?? 0n) - uncertain(pool, lotId, locationId)
    if (sure > 0n) free.push({ lot, locationId, quantity: sure })
  }
  return free
}

/** How much of a lot in a location may be gone already, because a movement's lot is not known. */
export function uncertain(pool: Pool, lotId: string, locationId: string): bigint {
  let sum = 0n
  for (const one of pool.unresolved) {
    if (one.locationId === locationId && one.candidateIds.includes(lotId)) sum += one.quantity
  }
  return sum
}

/**
 * Whether unresolved movements of one location can all have been of their candidates: for every set of
 * them there is stock enough (a flow serves all).
 */
export function candidatesHold(pool: Pool, locationId: string): boolean {
  const open = pool.unresolved.filter((one) => one.locationId === locationId)
  if (open.length === 0) return true
  const lots = new Map<string, bigint>()
  for (const balance of pool.balances.values()) {
    if (balance.locationId === locationId) {
      lots.set(balance.lotId, (lots.get(balance.lotId) ?? 0n) + balance.quantity)
    }
  }
  // Tried in every order of exhaustion: greedy by fewest candidates with moves back, as in largestFlow.
  return assignable([...open], lots)
}

function assignable(open: Unresolved[], lots: Map<string, bigint>): boolean {
  const ids = [...lots.keys()]
  const left = ids.map((id) => lots.get(id) ?? 0n)
  const used = open.map(() => ids.map(() => 0n))
  const give = (n: number, amount: bigint, seen: Set<number>): bigint => {
    const candidates = open[n]?.candidateIds ?? []
    for (let s = 0; s < ids.length; s++) {
      if (!candidates.includes(ids[s] ?? '') || seen.has(s)) continue
      const direct = least(left[s] ?? 0n, amount)
      if (direct > 0n) {
        left[s] = (left[s] ?? 0n) - direct
        book(used, n, s, direct)
        return direct
      }
      seen.add(s)
      for (let other = 0; other < open.length; other++) {
        const taken = used[other]?.[s] ?? 0n
        if (other === n || taken === 0n) continue
        const moved = give(other, least(taken, amount), seen)
        if (moved === 0n) continue
        book(used, other, s, -moved)
        book(used, n, s, moved)
        return moved
      }
    }
    return 0n
  }
  return open.every(({ quantity }, n) => {
    let wanted = quantity
    while (wanted > 0n) {
      const given = give(n, wanted, new Set())
      if (given === 0n) return false
      wanted -= given
    }
    return true
  })
}
