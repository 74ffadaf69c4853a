// Setting stock aside for order lines, binding it to lots at the pick, and letting it go again.
import { least, NIL } from '#kernel'
import { newId } from '#platform'
import {
  freeStock, inOrder, type Lasting, laterNeed, type Need, pickable, POLICY_VERSION, type Policy, servable, unfit,
} from './allocation-rules.ts'
import { decisionsText } from './decision-text.ts'
import { besides, type Choice, type Considered, decide, type LineDecision } from './decisions.ts'
import { type PostingDocument, placeOf, post, settle } from './post.ts'
import { refuse } from './refusals.ts'
import { append, balanceOf, changeBalance, changeQuantity, forgetIfGone, noteChange, pickText, poolOf, type Sheet } from './sheet.ts'
import type { Pick, Pool, PoolKey, Reservation, SheetSerial } from './stock.ts'
import { chooseUnits, isPicked, type Part } from './units.ts'

/** What an order line asks to be set aside. */
export type WantedReservation = Need & { readonly id: string; readonly key: PoolKey; readonly quantity: bigint }

/**
 * Sets aside as much as is free for a line beside what others have, up to its quantity, and gives how
 * much that was; zero is no refusal. The lot is not named yet.
 */
export function reserve(sheet: Sheet, document: PostingDocument, wanted: WantedReservation): bigint {
  const pool = poolOf(sheet, wanted.key)
  const standing = [...pool.reservations.values()].filter(({ quantity }) => quantity > 0n)
  const free = freeStock(pool, sheet.lots, sheet.places)
  const quantity = servable(free, standing, wanted, wanted.quantity)
  if (quantity <= 0n) return 0n
  addReservation(sheet, pool, { ...wanted, quantity, reservedAt: document.occurredAt })
  noteChange(sheet, {
    reservationId: wanted.id, documentId: document.id, change: quantity, cause: 'reserved',
  })
  return quantity
}

function addReservation(
  sheet: Sheet,
  pool: Pool,
  wanted: Need & { readonly id: string; readonly quantity: bigint; readonly reservedAt: Date },
): void {
  const { id, leastOn, saleOn, wantedLotId, quantity, reservedAt } = wanted
  const found = pool.reservations.get(id)
  if (found !== undefined) {
    changeQuantity(sheet, found, quantity)
    return
  }
  pool.reservations.set(id, { id, leastOn, saleOn, wantedLotId, quantity, reservedAt, before: null })
  sheet.undo.push(() => pool.reservations.delete(id))
}

/** Lets go of up to `quantity` of what stands reserved for a line; gives how much there was. */
export function unreserve(
  sheet: Sheet,
  document: PostingDocument,
  line: { readonly id: string; readonly key: PoolKey; readonly quantity: bigint; readonly cause: string },
): bigint {
  const found = poolOf(sheet, line.key).reservations.get(line.id)
  const less = least(found?.quantity ?? 0n, line.quantity)
  if (found === undefined || less === 0n) return 0n
  changeQuantity(sheet, found, -less)
  noteChange(sheet, {
    reservationId: line.id, documentId: document.id, change: -less, cause: line.cause,
  })
  return less
}

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

/**
 * How a line is to be picked. `lots` and `serials` name what is taken (a scan); without them the policy
 * chooses.
 */
export type WantedPick = {
  readonly id: string
  readonly key: PoolKey
  readonly policy: Policy
  readonly stagingId: string
  readonly quantity?: bigint
  readonly lots?: readonly NamedLot[]
  /** Some of these lots, in the policy's order: it was one of them, and nobody noted which. */
  readonly oneOf?: readonly string[]
  readonly serials?: readonly string[]
  /** What goods that are picked now must last to; a line reserved long ago asks for no less. */
  readonly now?: Lasting
}

/**
 * Binds what is reserved for a line to lots and moves them to staging. Gives the decision. What cannot
 * be picked now stays reserved.
 * @throws Refusal reservation_missing, nothing_to_pick, and what the posting of named lots refuses.
 */
export function pick(sheet: Sheet, document: PostingDocument, wanted: WantedPick): LineDecision {
  const pool = poolOf(sheet, wanted.key)
  const reservation = pool.reservations.get(wanted.id)
  if (reservation === undefined || reservation.quantity === 0n) {
    throw refuse('reservation_missing', { lineId: wanted.id })
  }
  const asked = least(wanted.quantity ?? reservation.quantity, reservation.quantity)
  const units = lotsOfUnits(sheet, pool, wanted.serials ?? [])
  const need = wanted.now === undefined ? reservation : laterNeed(reservation, wanted.now)
  const among = wanted.oneOf === undefined ? [] : lotsAmong(sheet, pool, { oneOf: wanted.oneOf, asked: wanted.quantity ?? asked, need, policy: wanted.policy })
  const scanned = wanted.lots === undefined && wanted.oneOf === undefined && units.length === 0 ? null
    : [...lying(pool, sheet, wanted.lots ?? []), ...among, ...units]
  const { considered, ...kept } =
    scanned === null
      ? choose(sheet, pool, reservation, { asked, policy: wanted.policy, need })
      : { considered: named(sheet, pool, { need, open: reservation.quantity }, scanned), others: [], behind: [] }
  if (!considered.some(({ taken }) => taken > 0n)) {
    const why = scanned === null ? whyNothing(considered, need) : 'no lot is named'
    throw refuse('nothing_to_pick', { lineId: wanted.id, why })
  }
  const taken = considered.map((one) => (one.taken > 0n ? take(sheet, document, pool, reservation, { one, wanted }) : one))
  forgetIfGone(sheet, pool.reservations, wanted.id)
  if (scanned !== null) settle(sheet, pool, document, 'refuse')
  const { leastOn, saleOn, wantedLotId } = need
  return {
    lineId: wanted.id, itemId: pool.key.itemId, asked, need: { leastOn, saleOn, wantedLotId },
    policy: wanted.policy, policyVersion: POLICY_VERSION, poolVersion: pool.version, scanned: scanned !== null,
    considered: taken, ...kept,
  }
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

// Moves what is taken of a lot to staging, unit by unit where they have numbers, and binds it to the line.
function take(
  sheet: Sheet,
  document: PostingDocument,
  pool: Pool,
  reservation: Reservation,
  { one, wanted }: { one: Considered; wanted: WantedPick },
): Considered {
  const { lotId, locationId, taken } = one
  const parts = one.serials === undefined
    ? chooseUnits(sheet, pool, { lotId, locationId, quantity: taken })
    : scannedUnits(sheet, pool, one.serials)
  const available = parts.reduce((sum, { quantity }) => sum + quantity, 0n)
  if (available < taken) throw refuse('insufficient_stock', { lotId, locationId, available, asked: taken })
  changeQuantity(sheet, reservation, -taken)
  const serials: string[] = []
  for (const { serial, quantity } of parts) {
    post(sheet, document, {
      kind: 'pick', itemId: pool.key.itemId, lotId, ownerId: pool.key.ownerId, fromLocationId: locationId,
      toLocationId: wanted.stagingId, quantity, referenceId: wanted.id, picked: 'to',
      ...(serial === null ? {} : { serial, numbers: true }),
      fromSiteId: pool.key.siteId, toSiteId: pool.key.siteId,
    })
    addPick(sheet, pool, {
      reservationId: wanted.id, lotId, locationId: wanted.stagingId, fromLocationId: locationId,
      serialId: serial?.id ?? NIL, leastOn: reservation.leastOn, saleOn: reservation.saleOn,
      wantedLotId: reservation.wantedLotId, reservedAt: reservation.reservedAt, quantity, before: null,
    })
    if (serial !== null) serials.push(serial.code)
  }
  return serials.length === 0 ? one : { ...one, serials }
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
  reservation: Reservation,
  { asked, policy, need }: { asked: bigint; policy: Policy; need: Need },
): Choice {
  const free = freeStock(pool, sheet.lots, sheet.places)
  const others = [...pool.reservations.values()].filter(
    (one) => one !== reservation && one.quantity > 0n,
  )
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

function addPick(sheet: Sheet, pool: Pool, wanted: Pick): void {
  const key = pickText(wanted)
  const found = pool.picks.get(key)
  if (found !== undefined) {
    changeQuantity(sheet, found, wanted.quantity)
    return
  }
  pool.picks.set(key, { ...wanted })
  sheet.undo.push(() => pool.picks.delete(key))
}

/** The picks of a line that wait in staging. */
export function picksOf(sheet: Sheet, key: PoolKey, lineId: string): Pick[] {
  return [...poolOf(sheet, key).picks.values()].filter(
    (one) => one.reservationId === lineId && one.quantity > 0n,
  )
}

/** The unit of a pick, as a movement names it. */
export function serialOf(sheet: Sheet, { serialId }: Pick): { serial?: { id: string; code: string } } {
  if (serialId === NIL) return {}
  const unit: SheetSerial | undefined = sheet.units.get(serialId)
  if (unit === undefined) throw new Error(`Serial ${serialId} is picked, and the sheet did not read it.`)
  return { serial: { id: unit.id, code: unit.code } }
}

/** Takes picks of a line back to where they came from; they stay reserved for the line. Gives how much. */
export function unpick(
  sheet: Sheet,
  document: PostingDocument,
  line: {
    readonly id: string
    readonly key: PoolKey
    readonly quantity: bigint
    readonly lotId?: string
    readonly serialId?: string
    readonly kind?: string
  },
): bigint {
  const pool = poolOf(sheet, line.key)
  let open = line.quantity
  for (const one of picksOf(sheet, line.key, line.id)) {
    if (line.lotId !== undefined && one.lotId !== line.lotId) continue
    if (line.serialId !== undefined && one.serialId !== line.serialId) continue
    const back = least(open, one.quantity)
    if (back === 0n) break
    open -= back
    changeQuantity(sheet, one, -back)
    const balance = balanceOf(sheet, pool, one.lotId, one.locationId)
    changeBalance(sheet, balance, { picked: -back })
    post(sheet, document, {
      kind: line.kind ?? 'unpick', itemId: pool.key.itemId, lotId: one.lotId, ownerId: pool.key.ownerId,
      fromLocationId: one.locationId, toLocationId: one.fromLocationId, quantity: back,
      ...serialOf(sheet, one),
      referenceId: line.id, heldMayGo: true, goesBack: true, fromSiteId: pool.key.siteId, toSiteId: pool.key.siteId,
    })
    addReservation(sheet, pool, { ...one, id: one.reservationId, quantity: back })
  }
  return line.quantity - open
}

/** Takes back the picks of a pool that no longer fit their lines: a lot was found to last otherwise. Gives how much. */
export function unpickUnfit(sheet: Sheet, pool: Pool, document: PostingDocument): bigint {
  let back = 0n
  for (const one of [...pool.picks.values()]) {
    const lot = sheet.lots.get(one.lotId)
    if (one.quantity === 0n || lot === undefined || unfit(lot, one) === null) continue
    const { reservationId: id, quantity, lotId, serialId } = one
    back += unpick(sheet, document, { id, key: pool.key, quantity, lotId, serialId })
  }
  return back
}

/** Remembers why a document's lines got their lots. */
export function remember(sheet: Sheet, documentId: string, decisions: readonly LineDecision[]): void {
  append(sheet, sheet.decisions, { documentId, decided: decisionsText(decisions) })
}
