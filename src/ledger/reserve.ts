// Setting stock aside for order lines, binding it to lots at the pick, and letting it go again.
import { least, NIL } from '#kernel'
import { freeStock, type Lasting, laterNeed, type Need, type Policy, servable, unfit } from './allocation-rules.ts'
import { chooseLots, type Naming, unitsTaken, withUnits } from './choose-lots.ts'
import { decisionsText } from './decision-text.ts'
import type { Considered, LineDecision } from './decisions.ts'
import { type PostingDocument, post, settle } from './post.ts'
import { refuse } from './refusals.ts'
import { append, balanceOf, changeBalance, changeQuantity, forgetIfGone, noteChange, pickText, poolOf, type Sheet, standingOf } from './sheet.ts'
import type { Pick, Pool, PoolKey, Reservation, SheetSerial } from './stock.ts'

/** What an order line asks to be set aside. */
export type WantedReservation = Need & { readonly id: string; readonly key: PoolKey; readonly quantity: bigint }

/**
 * Sets aside as much as is free for a line beside what others have, up to its quantity, and gives how
 * much that was; zero is no refusal. The lot is not named yet.
 */
export function reserve(sheet: Sheet, document: PostingDocument, wanted: WantedReservation): bigint {
  const pool = poolOf(sheet, wanted.key)
  const standing = standingOf(pool)
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

/** How a line is to be picked. */
export type WantedPick = Naming & {
  readonly id: string
  readonly key: PoolKey
  readonly policy: Policy
  readonly stagingId: string
  readonly quantity?: bigint
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
  const others = standingOf(pool, reservation)
  const { id, policy, quantity } = wanted
  const decision = chooseLots(sheet, pool, {
    id, policy, quantity, most: reservation.quantity, asked: least(quantity ?? reservation.quantity, reservation.quantity),
    need: wanted.now === undefined ? reservation : laterNeed(reservation, wanted.now), others,
  }, wanted)
  const considered = decision.considered.map((one) => (one.taken > 0n ? take(sheet, document, pool, reservation, { one, wanted }) : one))
  forgetIfGone(sheet, pool.reservations, wanted.id)
  if (decision.scanned) settle(sheet, pool, document, 'refuse')
  return { ...decision, considered }
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
  const parts = unitsTaken(sheet, pool, one)
  changeQuantity(sheet, reservation, -taken)
  for (const { serial, quantity } of parts) {
    post(sheet, document, {
      kind: 'pick', itemId: pool.key.itemId, lotId, ownerId: pool.key.ownerId, fromLocationId: locationId,
      toLocationId: wanted.stagingId, quantity, referenceId: wanted.id, picked: 'to', serial: serial ?? undefined,
      numbers: serial === null ? undefined : true, fromSiteId: pool.key.siteId, toSiteId: pool.key.siteId,
    })
    addPick(sheet, pool, {
      reservationId: wanted.id, lotId, locationId: wanted.stagingId, fromLocationId: locationId,
      serialId: serial?.id ?? NIL, leastOn: reservation.leastOn, saleOn: reservation.saleOn,
      wantedLotId: reservation.wantedLotId, reservedAt: reservation.reservedAt, quantity, before: null,
    })
  }
  return withUnits(one, parts)
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
