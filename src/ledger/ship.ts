// Shipping what is picked, unit by unit where they have numbers. A unit without a number may get its number
// here; an item followed by serial at shipment must.
import { newId } from '#platform'
import { freeStock, type Lasting, type Need, type Policy, servable, unfit } from './allocation-rules.ts'
import { chooseLots, type Naming, unitsTaken, withUnits } from './choose-lots.ts'
import type { LineDecision } from './decisions.ts'
import { type PostingDocument, post, settle } from './post.ts'
import { refuse } from './refusals.ts'
import { picksOf, serialOf } from './reserve.ts'
import { changeQuantity, forgetIfGone, pickText, poolOf, type Sheet, standingOf } from './sheet.ts'
import type { Pick, PoolKey } from './stock.ts'
import { numberedAtShipment } from './units.ts'

/** A unit that ships, as it was scanned. `lotId` null: the line ships one lot only. */
export type NamedUnit = { readonly code: string; readonly lotId: string | null }

/** What shipped: a movement. */
export type Shipped = {
  readonly lotId: string
  readonly quantity: bigint
  readonly line: number
  readonly serial: string | null
}

type Leaving = {
  readonly lotId: string
  readonly locationId: string
  quantity: bigint
  readonly serial?: { readonly id: string; readonly code: string } | undefined
}

/**
 * Ships what is picked for a line to its customer; gives the lots and quantities, none when nothing is picked.
 * @throws Refusal ships_past_use_by, ships_too_short, serials_do_not_add_up, serial_not_picked,
 * serial_lot_needed, and what the posting refuses.
 */
export function ship(
  sheet: Sheet,
  document: PostingDocument,
  line: {
    readonly id: string
    readonly key: PoolKey
    readonly customerLocationId: string
    readonly units?: readonly NamedUnit[]
    /** What goods that leave now must last to; they may have waited in staging for long. */
    readonly now?: Lasting
    /** Somebody may say, with a reason, that goods of less life leave all the same. */
    readonly mayBeShort?: boolean
  },
): Shipped[] {
  const pool = poolOf(sheet, line.key)
  const picks = picksOf(sheet, line.key, line.id)
  if (line.now !== undefined) refuseShort(sheet, picks, line.now, line.mayBeShort === true)
  const leaving = numbered(sheet, line, picks.map((one) => ({ ...one, ...serialOf(sheet, one) })))
  for (const one of picks) {
    changeQuantity(sheet, one, -one.quantity)
    forgetIfGone(sheet, pool.picks, pickText(one))
  }
  return postAll(sheet, document, line, leaving, 'picked')
}

/** A line whose goods go from the shelf into the customer's hands. */
export type WantedHandOver = Naming & {
  readonly id: string
  readonly key: PoolKey
  readonly quantity: bigint
  readonly need: Need
  readonly policy: Policy
  readonly customerLocationId: string
  readonly units?: readonly NamedUnit[]
}

/**
 * Hands goods over at once: what can be spared beside what others have reserved is chosen as a pick chooses, and goes
 * straight from its place to the customer; it never stands in staging. Null when nothing can be spared.
 * @throws Refusal as a pick and a shipment do.
 */
export function handOver(sheet: Sheet, document: PostingDocument, line: WantedHandOver): { decision: LineDecision; shipped: Shipped[] } | null {
  const pool = poolOf(sheet, line.key)
  const others = standingOf(pool)
  const free = freeStock(pool, sheet.lots, sheet.places)
  const { id, need, policy } = line
  const asked = servable(free, others, need, line.quantity)
  if (asked <= 0n) return null
  const decision = chooseLots(sheet, pool, { id, need, policy, asked, most: asked, others, free }, line)
  const leaving: Leaving[] = []
  const considered = decision.considered.map((one) => {
    if (one.taken === 0n) return one
    const parts = unitsTaken(sheet, pool, one)
    for (const { serial, quantity } of parts) {
      leaving.push({ lotId: one.lotId, locationId: one.locationId, quantity, serial: serial ?? undefined })
    }
    return withUnits(one, parts)
  })
  const shipped = postAll(sheet, document, line, numbered(sheet, line, leaving), 'free')
  if (decision.scanned) settle(sheet, pool, document, 'refuse')
  return { decision: { ...decision, considered }, shipped }
}

function postAll(
  sheet: Sheet,
  document: PostingDocument,
  line: { readonly id: string; readonly key: PoolKey; readonly customerLocationId: string },
  leaving: readonly Leaving[],
  from: 'picked' | 'free',
): Shipped[] {
  const { itemId, ownerId, siteId } = line.key
  return leaving.map(({ lotId, locationId, quantity, serial }) => ({
    lotId,
    quantity,
    serial: serial?.code ?? null,
    line: post(sheet, document, {
      kind: 'ship', itemId, lotId, ownerId, fromLocationId: locationId, toLocationId: line.customerLocationId,
      quantity, referenceId: line.id, picked: from === 'picked' ? 'from' : undefined, serial,
      numbers: serial === undefined ? undefined : true, fromSiteId: siteId, toSiteId: null,
    }),
  }))
}

// What waited in staging may have become too old. A use-by date is about safety: nobody may pass it over.
function refuseShort(sheet: Sheet, picks: readonly Pick[], now: Lasting, mayBeShort: boolean): void {
  for (const { lotId } of picks) {
    const lot = sheet.lots.get(lotId)
    const why = lot === undefined ? null : unfit(lot, { ...now, wantedLotId: null })
    if (why === 'use_by_passed') {
      throw refuse('ships_past_use_by', { lotId, useBy: lot?.useByOn ?? null, arrives: now.saleOn })
    }
    if (why !== null && !mayBeShort) {
      throw refuse('ships_too_short', { lotId, lastsTo: lot?.bindingOn ?? null, needs: now.leastOn })
    }
  }
}

// What leaves: units with numbers one by one, the rest by lot; named numbers go to units that have none.
function numbered(
  sheet: Sheet,
  line: { readonly id: string; readonly key: PoolKey; readonly units?: readonly NamedUnit[] },
  chosen: readonly Leaving[],
): Leaving[] {
  const { itemId } = line.key
  const named = line.units ?? []
  const isNumbered = numberedAtShipment(sheet, itemId)
  // Most lines are of one lot in one place, and of things without numbers.
  if (chosen.length === 1 && chosen[0]?.serial === undefined && named.length === 0 && !isNumbered) return [...chosen]
  const units: Leaving[] = []
  const plain = new Map<string, Leaving>()
  for (const { lotId, locationId, quantity, serial } of chosen) {
    if (serial !== undefined) units.push({ lotId, locationId, quantity, serial })
    else {
      const sum = plain.get(lotId + locationId)
      if (sum === undefined) plain.set(lotId + locationId, { lotId, locationId, quantity })
      else sum.quantity += quantity
    }
  }
  const quantity = chosen.reduce((sum, one) => sum + one.quantity, 0n)
  const needed = plain.size > 0 && isNumbered
  if ((needed || named.length > 0) && BigInt(named.length) !== quantity) {
    throw refuse('serials_do_not_add_up', { quantity, serials: named.length })
  }
  const seen = new Set<string>()
  for (const { code, lotId } of named) {
    const known = sheet.serials.get(itemId + code)
    const id = known?.id ?? newId()
    if (seen.has(known?.id ?? code)) throw refuse('serial_not_picked', { serial: code, lineId: line.id })
    seen.add(known?.id ?? code)
    if (units.some((one) => one.serial?.id === id)) continue
    const from = lotOfNamed([...plain.values()], { code, lotId, lineId: line.id })
    from.quantity -= 1n
    units.push({ lotId: from.lotId, locationId: from.locationId, quantity: 1n, serial: { id, code: known?.code ?? code } })
  }
  return [...units, ...[...plain.values()].filter((one) => one.quantity > 0n)]
}

function lotOfNamed(
  plain: readonly Leaving[],
  { code, lotId, lineId }: NamedUnit & { readonly lineId: string },
): Leaving {
  const open = plain.filter((one) => one.quantity > 0n && (lotId === null || one.lotId === lotId))
  const first = open[0]
  if (first === undefined) throw refuse('serial_not_picked', { serial: code, lineId })
  if (lotId === null && open.some((one) => one.lotId !== first.lotId)) {
    throw refuse('serial_lot_needed', { lineId, serial: code })
  }
  return first
}
