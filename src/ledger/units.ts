// Units with their own number: where they stand, which may leave, and how one gets its number. A movement
// without a number takes only units that have none, whatever the item's mode says today.
import { least, NIL } from '#kernel'
import { refuse } from './refusals.ts'
import type { Sheet } from './sheet.ts'
import type { Place, PlaceUnits, Pool, SheetSerial } from './stock.ts'

/** A movement as far as its unit is concerned. */
export type UnitMove = {
  readonly itemId: string
  readonly lotId: string
  readonly candidateIds?: readonly string[]
  readonly ownerId: string
  readonly quantity: bigint
  /** The unit: its code, and the id it gets when the record does not know it yet. */
  readonly serial?: { readonly id: string; readonly code: string } | undefined
  /** A unit without a number may get this one as it goes. */
  readonly numbers?: true | undefined
  /** The unit may come with another lot than it had: it was made anew, or its lot is corrected. */
  readonly newLot?: true
  readonly picked?: 'from' | 'to' | undefined
  readonly heldMayGo?: boolean
  readonly fromSiteId: string | null
  readonly toSiteId: string | null
}

/** Says whether an item is followed by serial in a mode, now or when it ships. */
export function bySerial(mode: string): boolean {
  return mode === 'serial' || mode === 'lot+serial' || mode === 'serial_at_shipment'
}

/** Says whether units of an item get their numbers as they ship. */
export function numberedAtShipment(sheet: Sheet, itemId: string): boolean {
  return sheet.items.get(itemId)?.mode === 'serial_at_shipment'
}

/** How many units without a number a lot has in a place, free of picks. */
export function unnumbered(pool: Pool, lotId: string, locationId: string): bigint {
  const quantity = pool.balances.get(lotId + locationId)?.quantity ?? 0n
  return quantity - (pool.units.get(lotId + locationId)?.count ?? 0n) - pickedPlain(pool, lotId, locationId)
}

function pickedPlain(pool: Pool, lotId: string, locationId: string): bigint {
  let sum = 0n
  for (const one of pool.picks.values()) {
    if (one.lotId === lotId && one.locationId === locationId && one.serialId === NIL) sum += one.quantity
  }
  return sum
}

/**
 * The unit a movement is of; null when it names none.
 * @throws Refusal serial_needed, serial_is_one_unit, serial_not_kept, serial_elsewhere, serial_exists,
 * serial_of_other_lot, serial_held, serial_picked.
 */
export function unitOf(sheet: Sheet, wanted: UnitMove, from: Place): SheetSerial | null {
  if (wanted.serial === undefined) {
    if (from.own) refuseUnnamed(sheet, wanted, from)
    return null
  }
  const { code } = wanted.serial
  if (wanted.quantity !== 1n) throw refuse('serial_is_one_unit', { serial: code, asked: wanted.quantity })
  const known = sheet.serials.get(wanted.itemId + code)
  if (known === undefined) return newUnit(sheet, wanted, wanted.serial, from)
  if (!from.own && sheet.places.get(known.locationId)?.own === true) throw refuse('serial_exists', { serial: code })
  if (known.locationId !== from.id || (from.own && known.ownerId !== wanted.ownerId)) {
    throw refuse('serial_elsewhere', { serial: code, locationId: from.id })
  }
  if (known.lotId !== wanted.lotId && (from.own || wanted.newLot !== true)) {
    throw refuse('serial_of_other_lot', { serial: code, unitLotId: known.lotId, lotId: wanted.lotId })
  }
  if (from.own && known.holds > 0 && wanted.heldMayGo !== true) throw refuse('serial_held', { serial: code })
  if (from.own && wanted.picked !== 'from' && isPicked(sheet, known)) throw refuse('serial_picked', { serial: code })
  return known
}

/** Says whether a unit waits for a shipment. */
export function isPicked(sheet: Sheet, unit: SheetSerial): boolean {
  for (const pool of sheet.poolsOfItem.get(unit.itemId) ?? []) {
    for (const one of pool.picks.values()) if (one.serialId === unit.id && one.quantity > 0n) return true
  }
  return false
}

function newUnit(sheet: Sheet, wanted: UnitMove, asked: { id: string; code: string }, from: Place): SheetSerial {
  if (!bySerial(sheet.items.get(wanted.itemId)?.mode ?? 'none')) {
    throw refuse('serial_not_kept', { itemId: wanted.itemId })
  }
  if (from.own) {
    const pool = poolAt(sheet, wanted, wanted.fromSiteId)
    const picked = wanted.picked === 'from' && pool !== undefined ? pickedPlain(pool, wanted.lotId, from.id) : 0n
    const plain = pool === undefined ? 0n : unnumbered(pool, wanted.lotId, from.id) + picked
    if (wanted.numbers !== true || plain < 1n) {
      throw refuse('serial_elsewhere', { serial: asked.code, locationId: from.id })
    }
  }
  return {
    id: asked.id, itemId: wanted.itemId, code: asked.code, lotId: wanted.lotId, ownerId: wanted.ownerId,
    locationId: from.id, holds: 0, firstLocationId: from.id,
  }
}

// What is there in numbers must be named: nobody could say later which unit left.
function refuseUnnamed(sheet: Sheet, wanted: UnitMove, from: Place): void {
  const pool = poolAt(sheet, wanted, wanted.fromSiteId)
  if (pool === undefined || pool.units.size === 0) return
  const lots = wanted.lotId === NIL && (wanted.candidateIds ?? []).length > 0 ? (wanted.candidateIds ?? []) : [wanted.lotId]
  let has = 0n
  let plain = 0n
  let units = 0n
  for (const lotId of lots) {
    has += pool.balances.get(lotId + from.id)?.quantity ?? 0n
    units += pool.units.get(lotId + from.id)?.count ?? 0n
    plain += unnumbered(pool, lotId, from.id)
    if (wanted.picked === 'from') plain += pickedPlain(pool, lotId, from.id)
  }
  if (units === 0n || has < wanted.quantity || plain >= wanted.quantity) return
  throw refuse('serial_needed', { itemId: wanted.itemId, locationId: from.id })
}

/** Puts a unit where its movement takes it, undoably. */
export function moveUnit(sheet: Sheet, wanted: UnitMove, unit: SheetSerial, ends: { from: Place; to: Place }): void {
  const { lotId, ownerId, locationId } = unit
  const isKnown = sheet.units.has(unit.id)
  const held = unit.holds > 0 ? 1n : 0n
  if (isKnown && ends.from.own) countUnit(sheet, wanted, { siteId: wanted.fromSiteId, at: lotId + ends.from.id, by: -1n, held: -held })
  if (ends.to.own) countUnit(sheet, wanted, { siteId: wanted.toSiteId, at: wanted.lotId + ends.to.id, by: 1n, held })
  if (!isKnown) {
    sheet.units.set(unit.id, unit)
    sheet.serials.set(unit.itemId + unit.code, unit)
  }
  Object.assign(unit, { lotId: wanted.lotId, ownerId: wanted.ownerId, locationId: ends.to.id })
  sheet.undo.push(() => {
    Object.assign(unit, { lotId, ownerId, locationId })
    if (isKnown) return
    sheet.units.delete(unit.id)
    sheet.serials.delete(unit.itemId + unit.code)
  })
}

function countUnit(
  sheet: Sheet,
  move: UnitMove,
  { siteId, at, by, held }: { siteId: string | null; at: string; by: bigint; held: bigint },
): void {
  const pool = poolAt(sheet, move, siteId)
  if (pool === undefined) return
  const before: PlaceUnits = pool.units.get(at) ?? { count: 0n, held: 0n }
  pool.units.set(at, { count: before.count + by, held: before.held + held })
  sheet.undo.push(() => pool.units.set(at, before))
}

/** Holds a unit once more, undoably. */
export function holdUnit(sheet: Sheet, unit: SheetSerial): void {
  const first = unit.holds === 0
  unit.holds++
  sheet.undo.push(() => {
    unit.holds--
  })
  const siteId = sheet.places.get(unit.locationId)?.siteId ?? null
  const at = { itemId: unit.itemId, ownerId: unit.ownerId, lotId: unit.lotId, quantity: 1n, fromSiteId: siteId, toSiteId: null }
  if (first) countUnit(sheet, at, { siteId, at: unit.lotId + unit.locationId, by: 0n, held: 1n })
}

function poolAt(sheet: Sheet, move: UnitMove, siteId: string | null): Pool | undefined {
  return sheet.poolsOfItem.get(move.itemId)?.find(({ key }) => key.siteId === siteId && key.ownerId === move.ownerId)
}

/** A part of what is taken: one unit, or a quantity of units without a number. */
export type Part = { readonly serial: { readonly id: string; readonly code: string } | null; readonly quantity: bigint }

/**
 * Chooses `quantity` units of a lot in a place: first those that have no number, then in order of their
 * codes. Gives fewer when no more are free.
 */
export function chooseUnits(
  sheet: Sheet,
  pool: Pool,
  { lotId, locationId, quantity }: { lotId: string; locationId: string; quantity: bigint },
): Part[] {
  const { size } = pool.units
  if (size === 0 || (pool.units.get(lotId + locationId)?.count ?? 0n) === 0n) return [{ serial: null, quantity }]
  const free = unnumbered(pool, lotId, locationId)
  const plain = least(free > 0n ? free : 0n, quantity)
  const { itemId, ownerId } = pool.key
  const units = [...sheet.units.values()]
    .filter((unit) => unit.itemId === itemId && unit.ownerId === ownerId && unit.lotId === lotId &&
      unit.locationId === locationId && unit.holds === 0 && !isPicked(sheet, unit))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .slice(0, Number(quantity - plain))
  const parts: Part[] = units.map(({ id, code }) => ({ serial: { id, code }, quantity: 1n }))
  return plain > 0n ? [{ serial: null, quantity: plain }, ...parts] : parts
}
