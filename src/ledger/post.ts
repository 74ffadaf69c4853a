// Posting: one movement judged against the sheet and applied to it. The first refusal that applies wins.
import { NIL } from '#kernel'
import { allServed, candidatesHold, freeStock } from './allocation-rules.ts'
import { refuse } from './refusals.ts'
import {
  append, balanceOf, changeBalance, holdsOf, type Movement, nextLine, noteChange, poolOf, type Sheet, standingOf,
} from './sheet.ts'
import type { Place, Pool, StandingHold } from './stock.ts'
import { moveUnit, unitOf } from './units.ts'

/** A movement as an action wants it; the rest has sensible blanks. */
export type NewMovement = {
  readonly kind: string
  readonly itemId: string
  /** The lot, or NIL where none is kept or it is not known (then name candidates, if any). */
  readonly lotId: string
  readonly candidateIds?: readonly string[]
  readonly serial?: { readonly id: string; readonly code: string } | undefined
  /** A unit without a number may get this one as it goes. */
  readonly numbers?: true | undefined
  /** The unit may come in with another lot than it had. */
  readonly newLot?: true
  readonly ownerId: string
  readonly fromLocationId: string
  readonly toLocationId: string
  readonly quantity: bigint
  readonly secondQuantity?: bigint | undefined
  readonly referenceId?: string
  readonly corrects?: { readonly documentId: string; readonly line: number }
  readonly entered?: { readonly quantity: string; readonly unit: string } | undefined
  /** The supplier the goods come from, for holds "from now on". */
  readonly supplierId?: string | undefined
  /**
   * What the movement does to set-aside stock: `free` takes only what is not picked (the default),
   * `picks` takes from or gives to the picked part of a staging balance.
   */
  readonly picked?: 'from' | 'to' | undefined
  /** Held stock may be moved aside, sent back and destroyed; not used. */
  readonly heldMayGo?: boolean
  /** Goods that go back where they were taken from do so whatever that place says by now. */
  readonly goesBack?: true
  /** What left as one of several lots comes back as it went: to none of them. */
  readonly lifts?: true
  /** The site's pool at each end. */
  readonly fromSiteId: string | null
  readonly toSiteId: string | null
}

/** The document the movements belong to. */
export type PostingDocument = { readonly id: string; readonly occurredAt: Date }

/**
 * Posts one movement to the sheet and gives its line. Stock must be there, free, not held; bins take
 * what their rules say; unresolved movements must stay possible. Call `settle` when all lines are posted.
 * @throws Refusal; the command's `attempt` undoes what was posted.
 */
export function post(sheet: Sheet, document: PostingDocument, wanted: NewMovement): number {
  const from = placeOf(sheet, wanted.fromLocationId)
  const to = placeOf(sheet, wanted.toLocationId)
  refuseShape(sheet, wanted, from, to)
  const unit = unitOf(sheet, wanted, from)
  const line = nextLine(sheet, document.id)
  if (from.own) takeOut(sheet, document, line, wanted, from)
  if (to.own && wanted.lifts !== true) putIn(sheet, document, wanted, from, to)
  if (unit !== null) moveUnit(sheet, wanted, unit, { from, to })
  append(sheet, sheet.movements, movementOf(document, line, wanted, unit?.id ?? null))
  return line
}

/** The place of an id. */
export function placeOf(sheet: Sheet, locationId: string): Place {
  const place = sheet.places.get(locationId)
  if (place === undefined) throw refuse('location_unknown', { locationId })
  return place
}

function movementOf(
  document: PostingDocument,
  line: number,
  wanted: NewMovement,
  serialId: string | null,
): Movement {
  return {
    documentId: document.id, line, kind: wanted.kind, itemId: wanted.itemId, lotId: wanted.lotId,
    candidateIds: wanted.candidateIds ?? [], serialId, ownerId: wanted.ownerId,
    fromLocationId: wanted.fromLocationId, toLocationId: wanted.toLocationId, quantity: wanted.quantity,
    secondQuantity: wanted.secondQuantity ?? null, occurredAt: document.occurredAt,
    referenceId: wanted.referenceId ?? null, corrects: wanted.corrects ?? null, entered: wanted.entered ?? null,
  }
}

function refuseShape(sheet: Sheet, wanted: NewMovement, from: Place, to: Place): void {
  const { itemId, lotId } = wanted
  const item = sheet.items.get(itemId)
  if (item === undefined) throw refuse('item_unknown', { itemId })
  if (from.id === to.id) throw refuse('same_location')
  if (!from.own && !to.own) throw refuse('outside_to_outside')
  // A correction tells of goods that came when the place was open.
  if (to.closed && wanted.goesBack !== true && wanted.corrects === undefined) throw refuse('location_closed', { locationId: to.id })
  const byLot = item.mode !== 'none'
  for (const id of lotId === NIL ? (wanted.candidateIds ?? []) : [lotId]) {
    const lot = sheet.lots.get(id)
    if (lot === undefined) throw refuse('lot_unknown', { lotId: id })
    if (lot.itemId !== itemId) throw refuse('lot_of_other_item', { lotId: id, itemId })
  }
  // Goods come in with an unknown lot (a return); they go out so only from an unknown balance or as one
  // of several lots.
  if (byLot && lotId === NIL && from.own && (wanted.candidateIds ?? []).length === 0) {
    const pool = poolOf(sheet, { itemId, ownerId: wanted.ownerId, siteId: wanted.fromSiteId ?? '' })
    if (!pool.balances.has(NIL + from.id)) throw refuse('lot_needed', { itemId })
  }
  // Nobody finds goods of no lot by a count, but more of those that came back so.
  const found = wanted.kind === 'adjust' && !from.own && (item.mode === 'lot' || item.mode === 'lot+serial')
  if (found && lotId === NIL && !poolOf(sheet, { itemId, ownerId: wanted.ownerId, siteId: wanted.toSiteId ?? '' }).balances.has(NIL + to.id)) {
    throw refuse('lot_needed', { itemId })
  }
}

function takeOut(
  sheet: Sheet,
  document: PostingDocument,
  line: number,
  wanted: NewMovement,
  from: Place,
): void {
  const pool = poolOf(sheet, {
    itemId: wanted.itemId, ownerId: wanted.ownerId, siteId: wanted.fromSiteId ?? '',
  })
  const { quantity, lotId } = wanted
  const candidates = wanted.candidateIds ?? []
  if (lotId === NIL && candidates.length > 0) {
    takeOneOfSeveral(sheet, pool, document, line, wanted, from)
    return
  }
  const balance = pool.balances.get(lotId + from.id)
  const has = balance?.quantity ?? 0n
  if (balance === undefined || has < quantity) {
    throw refuse('insufficient_stock', { lotId, available: has, locationId: from.id, asked: quantity })
  }
  if (wanted.picked === 'from') {
    if (balance.picked < quantity) {
      throw refuse('insufficient_stock', { lotId, available: balance.picked, locationId: from.id, asked: quantity })
    }
    changeBalance(sheet, balance, { quantity: -quantity, picked: -quantity })
  } else {
    if (balance.holds > 0 && wanted.heldMayGo !== true) {
      throw refuse('stock_held', { lotId, locationId: from.id })
    }
    const available = has - balance.picked
    if (available < quantity) {
      throw refuse('picked_stock', { lotId, locationId: from.id, picked: balance.picked, available, asked: quantity })
    }
    changeBalance(sheet, balance, { quantity: -quantity })
  }
  if (pool.unresolved.length > 0 && !candidatesHold(pool, from.id)) {
    throw refuse('candidates_cannot_be', { lotId, asked: quantity })
  }
}

// The lots' balances stay as they are, as upper bounds; the movement stands as unresolved.
function takeOneOfSeveral(
  sheet: Sheet,
  pool: Pool,
  document: PostingDocument,
  line: number,
  wanted: NewMovement,
  from: Place,
): void {
  const candidates = wanted.candidateIds ?? []
  const held = candidates.find((id) => (pool.balances.get(id + from.id)?.holds ?? 0) > 0)
  if (held !== undefined && wanted.heldMayGo !== true) {
    throw refuse('stock_held', { lotId: held, locationId: from.id })
  }
  const one = {
    documentId: document.id, line, locationId: from.id, candidateIds: candidates, quantity: wanted.quantity,
  }
  append(sheet, pool.unresolved, one)
  append(sheet, sheet.unresolvedAdded, { ...one, ...pool.key })
  if (!candidatesHold(pool, from.id)) {
    const available = candidates.reduce((sum, id) => sum + (pool.balances.get(id + from.id)?.quantity ?? 0n), 0n)
    throw refuse('insufficient_stock', {
      lotId: candidates.join(' or '), available, locationId: from.id, asked: wanted.quantity,
    })
  }
}

function putIn(sheet: Sheet, document: PostingDocument, wanted: NewMovement, from: Place, to: Place): void {
  const { itemId, ownerId, lotId, quantity } = wanted
  const pool = poolOf(sheet, { itemId, ownerId, siteId: wanted.toSiteId ?? '' })
  if (wanted.goesBack !== true) refuseBin(sheet, wanted, to)
  const balance = balanceOf(sheet, pool, lotId, to.id)
  const isNew = balance.quantity === 0n
  const { covering, grown } = coveringHolds(sheet, document, wanted, { from, to }, isNew && balance.holds === 0)
  const count = covering + grown
  const picked = wanted.picked === 'to' ? quantity : 0n
  // Held goods are laid to no picked ones: all of the lot that lies there would be held with them.
  if (count > 0 && balance.picked > 0n) throw refuse('stock_held', { lotId, locationId: to.id })
  if (count > 0) changeBalance(sheet, balance, { holds: count })
  if (grown > 0) holdBeside(sheet, pool, { lotId, locationId: to.id, holds: grown })
  if (picked > 0n && balance.holds > 0) throw refuse('stock_held', { lotId, locationId: to.id })
  changeBalance(sheet, balance, { quantity, picked })
}

// A hold names no owner: what others own of the lot lies in the same place and is held as well.
function holdBeside(sheet: Sheet, mine: Pool, { lotId, locationId, holds }: { lotId: string; locationId: string; holds: number }): void {
  for (const pool of sheet.poolsOfItem.get(mine.key.itemId) ?? []) {
    const balance = pool === mine ? undefined : pool.balances.get(lotId + locationId)
    if (balance === undefined || balance.quantity === 0n) continue
    if (balance.picked > 0n) throw refuse('stock_held', { lotId, locationId })
    changeBalance(sheet, balance, { holds })
    append(sheet, sheet.heldBeside, pool)
  }
}

// How many standing holds cover the balance the goods come to: those that covered it before, where it is new, and those
// that came to. A hold on a lot in one location follows the goods out of it, and a hold on a supplier's goods takes what that supplier brings: the scope
// grows by the place they come to. What lay there already is held with them; nobody could tell them apart.
function coveringHolds(
  sheet: Sheet,
  document: PostingDocument,
  wanted: NewMovement,
  { from, to }: { readonly from: Place; readonly to: Place },
  isNew: boolean,
): { covering: number; grown: number } {
  const { itemId, lotId } = wanted
  const mine = lotId === NIL ? [] : holdsOf(sheet, itemId)
  let covering = 0
  const grown = new Set<string>()
  for (const hold of [...mine]) {
    const covers = hold.lotId === lotId && (hold.locationId === null || hold.locationId === to.id)
    const follows = hold.lotId === lotId && hold.locationId === from.id
    const supplies = hold.supplierId !== null && hold.supplierId === wanted.supplierId
    if (covers) covering += isNew ? 1 : 0
    else if ((follows || supplies) && !grown.has(hold.holdId) && !covered(sheet, hold.holdId, lotId, to.id)) {
      grown.add(hold.holdId)
      stand(sheet, document, {
        holdId: hold.holdId, itemId, lotId, locationId: to.id, serialId: null, supplierId: null,
      })
    }
  }
  return { covering, grown: grown.size }
}

/** From this document on a hold covers this too. */
export function stand(sheet: Sheet, document: PostingDocument, hold: StandingHold): void {
  append(sheet, sheet.holds, hold)
  append(sheet, sheet.holdsAdded, { ...hold, documentId: document.id })
}

function covered(sheet: Sheet, holdId: string, lotId: string, locationId: string): boolean {
  return sheet.holds.some(
    (one) => one.holdId === holdId && one.lotId === lotId &&
      (one.locationId === null || one.locationId === locationId),
  )
}

function refuseBin(sheet: Sheet, wanted: NewMovement, to: Place): void {
  const itemClass = sheet.items.get(wanted.itemId)?.segregationClass ?? null
  if (to.segregationClass !== null && to.segregationClass !== itemClass) {
    throw refuse('bin_of_other_class', {
      locationId: to.id, locationClass: to.segregationClass, itemClass: itemClass ?? 'of no class',
    })
  }
  if (!to.oneLot && !to.oneOwner) return
  for (const there of stockIn(sheet, to.id)) {
    const same = there.itemId === wanted.itemId && there.lotId === wanted.lotId
    if (to.oneLot && !same) throw refuse('bin_takes_one_lot', { locationId: to.id, lotId: there.lotId })
    if (to.oneOwner && there.ownerId !== wanted.ownerId) {
      throw refuse('bin_takes_one_owner', { locationId: to.id })
    }
  }
}

// What lies in a place now: other pools as the database has them, the sheet's own pools as they are.
function stockIn(sheet: Sheet, locationId: string): { itemId: string; ownerId: string; lotId: string }[] {
  const ours = sheet.pools.flatMap(({ key, balances }) =>
    [...balances.values()]
      .filter((balance) => balance.locationId === locationId && balance.quantity > 0n)
      .map(({ lotId }) => ({ itemId: key.itemId, ownerId: key.ownerId, lotId })),
  )
  const mine = new Set(sheet.pools.map(({ key }) => key.itemId + key.ownerId))
  const others = (sheet.neighbours.get(locationId) ?? []).filter((n) => !mine.has(n.itemId + n.ownerId))
  return [...ours, ...others]
}

/** What became of reservations when stock that could serve them shrank. */
export type Shrink = 'refuse' | 'void'

/**
 * Judges what is reserved in a pool after its stock shrank. `refuse`: the command may not leave
 * reservations unserved. `void`: the shortfall is taken back, newest first, as facts of the document.
 */
export function settle(sheet: Sheet, pool: Pool, document: PostingDocument, shrink: Shrink): bigint {
  const standing = standingOf(pool)
  if (standing.length === 0) return 0n
  const free = freeStock(pool, sheet.lots, sheet.places)
  if (allServed(free, standing)) return 0n
  if (shrink === 'refuse') throw refuse('stock_reserved', pool.key)
  let voided = 0n
  standing.sort((a, b) => b.reservedAt.getTime() - a.reservedAt.getTime() || (a.id < b.id ? 1 : -1))
  for (const one of standing) {
    const others = standing.filter((other) => other !== one && other.quantity > 0n)
    const keeps = largestKept(free, others, one)
    const less = one.quantity - keeps
    if (less > 0n) {
      one.quantity -= less
      sheet.undo.push(() => {
        one.quantity += less
      })
      noteChange(sheet, {
        reservationId: one.id, documentId: document.id, change: -less, cause: 'short',
      })
      voided += less
    }
    if (allServed(free, standing.filter(({ quantity }) => quantity > 0n))) break
  }
  return voided
}

/** The largest part of one reservation that can stand beside the others: by halving, since serving less is never harder. */
export function largestKept(
  free: ReturnType<typeof freeStock>,
  others: readonly { leastOn: string | null; saleOn: string; wantedLotId: string | null; quantity: bigint }[],
  one: { leastOn: string | null; saleOn: string; wantedLotId: string | null; quantity: bigint },
): bigint {
  if (!allServed(free, others)) return 0n
  let low = 0n
  let high = one.quantity
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (allServed(free, [...others, { ...one, quantity: middle }])) low = middle
    else high = middle - 1n
  }
  return low
}

