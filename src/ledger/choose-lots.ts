// Which lots and units serve a line: those somebody scanned, or the policy's choice. Nothing is taken here.
import { least } from '#kernel'
import { newId } from '#platform'
import { type Free, freeStock, inOrder, type Need, pickable, POLICY_VERSION, type Policy, type Standing, unfit } from './allocation-rules.ts'
import { besides, type Choice, type Considered, decide, type LineDecision } from './decisions.ts'
import { placeOf } from './post.ts'
import { refuse } from './refusals.ts'
import { balanceOf, type Sheet } from './sheet.ts'
import type { Pool } from './stock.ts'
import { chooseUnits, isPicked, type Part } from './units.ts'

/**
 * A lot somebody scanned, with the numbers of its units where they were scanned as well. Whoever tells no place has
 * taken it from where it lies.
 */
export type NamedLot = {
  readonly lotId: string
  readonly locationId: string | null
  readonly quantity: bigint
  readonly serials?: readonly string[]
}

/** What somebody named for a line: lots, one of some lots, units. Who names nothing leaves the choice to the policy. */
export type Naming = {
  readonly lots?: readonly NamedLot[]
  /** Some of these lots, in the policy's order: it was one of them, and nobody noted which. */
  readonly oneOf?: readonly string[]
  readonly serials?: readonly string[]
}

type Wish = {
  readonly asked: bigint
  readonly need: Need
  readonly policy: Policy
  /** What else stands reserved of the pool, which is left what it needs. */
  readonly others: readonly Standing[]
  /** The free stock of the pool, where the caller has it. */
  readonly free?: readonly Free[]
}
/** A line that gets its lots. `quantity`: what was asked by somebody. `most`: no more than this may be named. */
type Choosing = Wish & { readonly id: string; readonly quantity?: bigint | undefined; readonly most: bigint }

/**
 * Chooses the lots of a line, or judges those that are named.
 * @throws Refusal nothing_to_pick, and what named lots and units are refused for.
 */
export function chooseLots(sheet: Sheet, pool: Pool, wanted: Choosing, { lots, oneOf, serials = [] }: Naming): LineDecision {
  const { asked, need, policy, most } = wanted
  const units = lotsOfUnits(sheet, pool, serials)
  const among = oneOf === undefined ? [] : lotsAmong(sheet, pool, { oneOf, asked: wanted.quantity ?? asked, need, policy })
  const scanned = lots === undefined && oneOf === undefined && units.length === 0 ? null
    : [...lying(pool, sheet, lots ?? []), ...among, ...units]
  const choice = scanned === null
    ? choose(sheet, pool, wanted)
    : { considered: named(sheet, pool, { need, open: most }, scanned), others: [], behind: [] }
  if (!choice.considered.some(({ taken }) => taken > 0n)) {
    const why = scanned === null ? whyNothing(choice.considered, need) : 'no lot is named'
    throw refuse('nothing_to_pick', { lineId: wanted.id, why })
  }
  const { leastOn, saleOn, wantedLotId } = need
  return {
    lineId: wanted.id, itemId: pool.key.itemId, asked, need: { leastOn, saleOn, wantedLotId },
    policy, policyVersion: POLICY_VERSION, poolVersion: pool.version, scanned: scanned !== null,
    considered: choice.considered, others: choice.others, behind: choice.behind,
  }
}

/** What is taken of a lot, unit by unit where they have numbers. */
export function unitsTaken(sheet: Sheet, pool: Pool, { lotId, locationId, taken, serials }: Considered): Part[] {
  const parts = serials === undefined
    ? chooseUnits(sheet, pool, { lotId, locationId, quantity: taken })
    : scannedUnits(sheet, pool, serials)
  const available = parts.reduce((sum, { quantity }) => sum + quantity, 0n)
  if (available < taken) throw refuse('insufficient_stock', { lotId, locationId, available, asked: taken })
  return parts
}

/** A lot that was considered, with the numbers of the units that were taken. */
export function withUnits(one: Considered, parts: readonly Part[]): Considered {
  const serials = parts.flatMap(({ serial }) => serial?.code ?? [])
  return serials.length === 0 ? one : { ...one, serials }
}

const reasons: { readonly [why in Considered['why']]: (need: Need) => string } = {
  held: () => 'on hold',
  too_short: ({ leastOn }) => `do not last to ${leastOn}`,
  use_by_passed: ({ saleOn }) => `are past their use-by date on ${saleOn}`,
  not_wanted: () => 'of another lot than the one that is wanted',
  not_pickable: () => 'in places that orders are not picked from',
  lot_uncertain: () => 'of a lot that is not certain',
  kept_for_others: () => 'kept for other orders',
  not_needed: () => 'not needed',
  taken: () => 'taken',
}

// What there is, and why none of it will do.
function whyNothing(considered: readonly Considered[], need: Need): string {
  const sums = new Map<string, bigint>()
  for (const { why, free } of considered) sums.set(reasons[why](need), (sums.get(reasons[why](need)) ?? 0n) + free)
  const all = [...sums].map(([why, quantity]) => `${quantity} ${why}`)
  return all.length === 0 ? 'there is none' : all.join(', ')
}

// Units by their codes; a code the record does not know is the number of a unit that had none.
function scannedUnits(sheet: Sheet, pool: Pool, codes: readonly string[]): Part[] {
  return codes.map((code) => {
    const unit = sheet.serials.get(pool.key.itemId + code)
    return { serial: unit === undefined ? { id: newId(), code } : { id: unit.id, code: unit.code }, quantity: 1n }
  })
}

type PlacedLot = NamedLot & { readonly locationId: string }

// A lot without a place is taken from where most of it lies free, then from the next; what is lacking is told of the
// first place, and of a lot that lies free nowhere, of where it lies at all.
function lying(pool: Pool, sheet: Sheet, lots: readonly NamedLot[]): PlacedLot[] {
  const taken = new Map<string, bigint>()
  return lots.flatMap(({ locationId, ...one }) => {
    const { lotId, quantity } = one
    if (locationId !== null) return [{ ...one, locationId }]
    const there = [...pool.balances.values()].filter((balance) => balance.lotId === lotId && balance.quantity > balance.picked)
    const free = there.filter((balance) => balance.holds === 0 && pickable(sheet.places.get(balance.locationId)))
      .map((balance) => ({ at: balance.locationId, has: balance.quantity - balance.picked - (taken.get(lotId + balance.locationId) ?? 0n) }))
      .sort((a, b) => (a.has === b.has ? (a.at < b.at ? -1 : 1) : a.has > b.has ? -1 : 1))
    const [first] = free
    const at = first?.at ?? there[0]?.locationId
    if (at === undefined) throw refuse('insufficient_stock', { lotId, available: 0n, locationId: pool.key.siteId, asked: quantity })
    if (one.serials !== undefined) return [{ ...one, locationId: at }]
    const parts: PlacedLot[] = []
    let open = quantity
    for (const { at: place, has } of free) {
      const part = least(open, has)
      if (part > 0n) parts.push({ lotId, locationId: place, quantity: part })
      taken.set(lotId + place, (taken.get(lotId + place) ?? 0n) + part)
      open -= part
    }
    return open === 0n ? parts : [{ lotId, locationId: at, quantity }]
  })
}

// So much of some lots as lies free and fits the line, in the policy's order.
function lotsAmong(
  sheet: Sheet,
  pool: Pool,
  { oneOf, asked, need, policy }: { oneOf: readonly string[]; asked: bigint; need: Need; policy: Policy },
): PlacedLot[] {
  const fit = freeStock(pool, sheet.lots, sheet.places).filter(({ lot }) => oneOf.includes(lot.id) && unfit(lot, need) === null)
  let open = asked
  const taken = inOrder(fit, policy).flatMap(({ lot, locationId, quantity }): PlacedLot[] => {
    const part = least(open, quantity)
    open -= part
    return part === 0n ? [] : [{ lotId: lot.id, locationId, quantity: part }]
  })
  if (open > 0n) {
    throw refuse('one_of_lots_short', { lots: oneOf.length, available: asked - open, asked })
  }
  return taken
}

// Scanned units are taken from where the record has them.
function lotsOfUnits(sheet: Sheet, pool: Pool, codes: readonly string[]): PlacedLot[] {
  return codes.map((code) => {
    const unit = sheet.serials.get(pool.key.itemId + code)
    if (unit === undefined) throw refuse('serial_unknown', { itemId: pool.key.itemId, serial: code })
    if (sheet.places.get(unit.locationId)?.own !== true) {
      throw refuse('serial_elsewhere', { serial: code, locationId: pool.key.siteId })
    }
    if (isPicked(sheet, unit)) throw refuse('serial_picked', { serial: code })
    return { lotId: unit.lotId, locationId: unit.locationId, quantity: 1n, serials: [code] }
  })
}

/** The policy's choice. It leaves every other reservation what it needs, and takes nothing yet. */
export function choose(
  sheet: Sheet,
  pool: Pool,
  { asked, policy, need, others, free = freeStock(pool, sheet.lots, sheet.places) }: Wish,
): Choice {
  const ordered = inOrder(free, policy)
  const looked = decide(ordered, others, need, asked)
  return { considered: looked.concat(passedOver(sheet, pool)), ...besides(ordered, others, looked.length) }
}

// Stock of the pool that was no choice at all: held, or in a place nobody picks from.
function passedOver(sheet: Sheet, pool: Pool): Considered[] {
  const passed: Considered[] = []
  for (const balance of pool.balances.values()) {
    if (balance.quantity === balance.picked) continue
    const place = sheet.places.get(balance.locationId)
    const storage = place?.role === 'storage' && place.kind !== 'transit'
    const why = balance.holds > 0 ? 'held' : storage ? null : 'not_pickable'
    if (why === null) continue
    const lot = sheet.lots.get(balance.lotId)
    passed.push({
      lotId: balance.lotId, locationId: balance.locationId, free: balance.quantity - balance.picked,
      bindingOn: lot?.bindingOn ?? null, useByOn: lot?.useByOn ?? null, receivedOn: lot?.receivedOn ?? null, taken: 0n, why,
    })
  }
  return passed
}

// Lots a person named. They must fit the line; what others need is not taken from them.
function named(
  sheet: Sheet,
  pool: Pool,
  line: { readonly need: Need; readonly open: bigint },
  lots: readonly PlacedLot[],
): Considered[] {
  let { open } = line
  return lots.map(({ lotId, locationId, quantity, serials }) => {
    const lot = sheet.lots.get(lotId)
    if (lot === undefined) throw refuse('lot_unknown', { lotId })
    const { leastOn, saleOn, wantedLotId } = line.need
    const why = unfit(lot, line.need)
    if (why === 'not_wanted') throw refuse('lot_not_wanted', { lotId, wantedLotId })
    if (why === 'too_short') throw refuse('lot_too_short', { lotId, lastsTo: lot.bindingOn, needs: leastOn })
    if (why !== null) throw refuse('lot_too_short', { lotId, lastsTo: lot.useByOn, needs: saleOn })
    if (!pickable(placeOf(sheet, locationId))) throw refuse('not_pickable', { locationId })
    const balance = balanceOf(sheet, pool, lotId, locationId)
    if (serials !== undefined && BigInt(serials.length) !== quantity) {
      throw refuse('serials_do_not_add_up', { quantity, serials: serials.length })
    }
    if (quantity > open) {
      throw refuse('insufficient_stock', { lotId, locationId, available: open, asked: quantity })
    }
    open -= quantity
    const free = balance.quantity - balance.picked
    return {
      lotId, locationId, free, bindingOn: lot.bindingOn, useByOn: lot.useByOn, receivedOn: lot.receivedOn,
      taken: quantity, why: 'taken' as const,
      ...(serials === undefined ? {} : { serials }),
    }
  })
}
