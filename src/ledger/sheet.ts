// The sheet: the pools an action works on, locked and read once. Rules change it in memory, command by
// command; a refused command is undone; what is left is saved in a few statements.
import { NIL, Refusal } from '#kernel'
import type { Accepted } from '#platform'
import type {
  Balance, Place, Pool, PoolKey, Reservation, SheetSerial, StandingHold, StockLot, Unresolved,
} from './stock.ts'

/** An item as stock is judged by it. */
export type SheetItem = {
  readonly id: string
  readonly mode: string
  readonly segregationClass: string | null
  /** Whether it was ever followed by serial: units of it may have numbers. */
  readonly numbered: boolean
}

/** A movement as the database will have it. Quantities are base units. */
export type Movement = {
  readonly documentId: string
  readonly line: number
  readonly kind: string
  readonly itemId: string
  readonly lotId: string
  readonly candidateIds: readonly string[]
  readonly serialId: string | null
  readonly ownerId: string
  readonly fromLocationId: string
  readonly toLocationId: string
  readonly quantity: bigint
  readonly secondQuantity: bigint | null
  readonly occurredAt: Date
  readonly referenceId: string | null
  readonly corrects: { readonly documentId: string; readonly line: number } | null
  readonly entered: { readonly quantity: string; readonly unit: string } | null
}

/** A change of what is reserved, as a fact. */
export type ReservationChange = {
  readonly reservationId: string
  readonly documentId: string
  change: bigint
  cause: string
}

/** Pools locked and read, and what the commands made of them. */
export type Sheet = {
  readonly pools: readonly Pool[]
  /** The same pools by item: most items have one. */
  readonly poolsOfItem: ReadonlyMap<string, readonly Pool[]>
  readonly items: Map<string, SheetItem>
  readonly lots: Map<string, StockLot>
  readonly places: Map<string, Place>
  readonly holds: StandingHold[]
  /** Units by item and code; one with an alias stands under each code that was asked for. */
  readonly serials: Map<string, SheetSerial>
  /** Units by id: those named, picked, and free to be chosen. */
  readonly units: Map<string, SheetSerial>
  /** What other stock lies in places that take one lot or one owner. */
  readonly neighbours: Map<string, { itemId: string; ownerId: string; lotId: string }[]>
  readonly movements: Movement[]
  /** By reservation and document: one fact for both. */
  readonly reservationChanges: Map<string, ReservationChange>
  readonly unresolvedAdded: (Unresolved & PoolKey)[]
  readonly unresolvedRemoved: Unresolved[]
  /** What holds came to cover, and by which document. */
  readonly holdsAdded: (StandingHold & { readonly documentId: string })[]
  /** Pools of other owners of which something is held now that goods of a hold were laid beside it. */
  readonly heldBeside: Pool[]
  /** Reservations that need something else than they did. */
  readonly renewed: Reservation[]
  readonly decisions: { documentId: string; decided: string }[]
  readonly undo: (() => void)[]
  /** Lines posted so far, by document. */
  readonly lines: Map<string, number>
}

const noLot: StockLot = { id: NIL, itemId: NIL, bindingOn: null, useByOn: null, receivedOn: null }

/** A sheet of pools with nothing in them. */
export function emptySheet(keys: readonly PoolKey[]): Sheet {
  const all = keys.map((key): Pool => ({
    key, version: 0n, balances: new Map(), reservations: new Map(), picks: new Map(), unresolved: [],
    units: new Map(), whole: false,
  }))
  const poolsOfItem = new Map<string, Pool[]>()
  for (const pool of all) {
    const same = poolsOfItem.get(pool.key.itemId)
    if (same === undefined) poolsOfItem.set(pool.key.itemId, [pool])
    else same.push(pool)
  }
  return {
    pools: all, poolsOfItem, items: new Map(), lots: new Map([[NIL, noLot]]),
    places: new Map(), holds: [], serials: new Map(), units: new Map(), neighbours: new Map(), movements: [],
    reservationChanges: new Map(), unresolvedAdded: [], unresolvedRemoved: [], holdsAdded: [], heldBeside: [], renewed: [], decisions: [],
    undo: [], lines: new Map(),
  }
}

/** Runs one command's decisions. When they throw a Refusal all they did to the sheet is undone. */
export function attempt<Gives>(sheet: Sheet, decide: () => Accepted<Gives>): Accepted<Gives> | Refusal {
  const mark = sheet.undo.length
  try {
    const accepted = decide()
    // What was accepted is never undone; a long set must not carry the way back of all of it.
    if (mark === 0) sheet.undo.length = 0
    return accepted
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    while (sheet.undo.length > mark) sheet.undo.pop()?.()
    return error
  }
}

const noHolds: readonly StandingHold[] = []
const holdsByItem = new WeakMap<Sheet, { readonly last: StandingHold | undefined; readonly count: number; readonly byItem: ReadonlyMap<string, StandingHold[]> }>()

/** The holds that stand on an item. */
export function holdsOf(sheet: Sheet, itemId: string): readonly StandingHold[] {
  const { holds } = sheet
  if (holds.length === 0) return noHolds
  let known = holdsByItem.get(sheet)
  // Holds come and go at the end of the list only.
  const last = holds.at(-1)
  if (known === undefined || known.count !== holds.length || known.last !== last) {
    const byItem = new Map<string, StandingHold[]>()
    for (const hold of holds) {
      const same = byItem.get(hold.itemId)
      if (same === undefined) byItem.set(hold.itemId, [hold])
      else same.push(hold)
    }
    known = { last, count: holds.length, byItem }
    holdsByItem.set(sheet, known)
  }
  return known.byItem.get(itemId) ?? noHolds
}

/** Adds to one of the sheet's lists, undoably. */
export function append<Row>(sheet: Sheet, list: Row[], row: Row): void {
  list.push(row)
  sheet.undo.push(() => list.pop())
}

/** The pool of a key. It must be among those the sheet was opened for. */
export function poolOf(sheet: Sheet, { itemId, ownerId, siteId }: PoolKey): Pool {
  for (const pool of sheet.poolsOfItem.get(itemId) ?? []) {
    if (pool.key.ownerId === ownerId && pool.key.siteId === siteId) return pool
  }
  throw new Error(`The sheet was not opened for pool ${itemId} ${ownerId} ${siteId}.`)
}

/** What stands reserved of a pool; beside one of them, the others. */
export function standingOf({ reservations }: Pool, one?: Reservation): Reservation[] {
  return [...reservations.values()].filter((other) => other !== one && other.quantity > 0n)
}

/** The balance of a lot in a location; a new one at zero when there is none. */
export function balanceOf(sheet: Sheet, pool: Pool, lotId: string, locationId: string): Balance {
  const found = pool.balances.get(lotId + locationId)
  if (found !== undefined) return found
  const made: Balance = { lotId, locationId, quantity: 0n, picked: 0n, holds: 0, before: null }
  pool.balances.set(lotId + locationId, made)
  sheet.undo.push(() => pool.balances.delete(lotId + locationId))
  return made
}

/** Changes a balance, undoably. */
export function changeBalance(
  sheet: Sheet,
  balance: Balance,
  by: { quantity?: bigint; picked?: bigint; holds?: number },
): void {
  const { quantity, picked, holds } = balance
  balance.quantity += by.quantity ?? 0n
  balance.picked += by.picked ?? 0n
  balance.holds += by.holds ?? 0
  sheet.undo.push(() => Object.assign(balance, { quantity, picked, holds }))
}

/** Changes the quantity of a reservation or pick, undoably. */
export function changeQuantity(sheet: Sheet, row: { quantity: bigint }, by: bigint): void {
  const before = row.quantity
  row.quantity += by
  sheet.undo.push(() => {
    row.quantity = before
  })
}

/** Forgets a row that came and went within the set, so that later commands do not look at it again. */
export function forgetIfGone<Row extends { readonly quantity: bigint; readonly before: bigint | null }>(
  sheet: Sheet,
  rows: Map<string, Row>,
  key: string,
): void {
  const row = rows.get(key)
  if (row === undefined || row.quantity !== 0n || row.before !== null) return
  rows.delete(key)
  sheet.undo.push(() => rows.set(key, row))
}

/** The next line of a document. */
export function nextLine(sheet: Sheet, documentId: string): number {
  const line = (sheet.lines.get(documentId) ?? 0) + 1
  sheet.lines.set(documentId, line)
  sheet.undo.push(() => sheet.lines.set(documentId, line - 1))
  return line
}

/** Notes a change of what is reserved; a document has one such fact per line, with the sum. */
export function noteChange(sheet: Sheet, wanted: ReservationChange): void {
  const key = wanted.reservationId + wanted.documentId
  const found = sheet.reservationChanges.get(key)
  if (found === undefined) {
    sheet.reservationChanges.set(key, { ...wanted })
    sheet.undo.push(() => sheet.reservationChanges.delete(key))
    return
  }
  const { change, cause } = found
  found.change += wanted.change
  found.cause = wanted.cause
  sheet.undo.push(() => Object.assign(found, { change, cause }))
}

/** The key of a pick within its pool. */
export function pickText(pick: {
  reservationId: string; lotId: string; locationId: string; fromLocationId: string; serialId: string
}): string {
  return pick.reservationId + pick.lotId + pick.locationId + pick.fromLocationId + pick.serialId
}
