// The sheet: the pools an action works on, locked and read once. Rules change it in memory, command by
// command; a refused command is undone; what is left is saved in a few statements.
import { dayIn, NIL, Refusal } from '#kernel'
import type { Accepted, Context, Tx } from '#platform'
import { readUnits, serialOf, type SerialRow as UnitRow, type WantedUnits } from './read-units.ts'
import type {
  Balance, Pick, Place, Pool, PoolKey, Reservation, SheetSerial, StandingHold, StockLot, Unresolved,
} from './stock.ts'
import { poolText } from './stock.ts'
import * as store from './store.ts'

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
  readonly holdsAdded: StandingHold[]
  /** Reservations that need something else than they did. */
  readonly renewed: Reservation[]
  readonly decisions: { documentId: string; decided: string }[]
  readonly undo: (() => void)[]
  /** Lines posted so far, by document. */
  readonly lines: Map<string, number>
}

/** What reads need: a transaction, or a snapshot for questions. */
export type Reader = { readonly read: Tx['read'] }

/** What a sheet needs to know besides its pools: places and lots that will be named, serials by code. */
export type Wanted = {
  readonly placeIds?: readonly string[]
  readonly lotIds?: readonly string[]
  readonly serials?: readonly { readonly itemId: string; readonly code: string }[]
  /** All the lots the commands are about, in their pools; the rest is read only where something set aside may need it. */
  readonly only?: readonly (PoolKey & { readonly lotId: string })[]
  /** Units that may be chosen besides those named and those picked. */
  readonly units?: WantedUnits
}

/**
 * Locks pools in one order and reads all there is about them, in one round trip.
 * Pools that do not exist are made under their items' gates, which a new hold closes first.
 */
export async function openSheet(
  ctx: Context,
  pools: readonly PoolKey[],
  wanted: Wanted = {},
): Promise<Sheet> {
  const keys = distinct(pools)
  const arrays = columnsOf(keys)
  const itemIds = [...new Set(arrays[0])]
  const reads = () =>
    Promise.all([ctx.tx.read<PoolRow>(store.lockPools, arrays), readAll(ctx.tx, keys, { ...wanted, now: ctx.now })])
  let [locked, rows] = await reads()
  if (locked.length < keys.length) {
    // The pools are new. Under the gates' share no hold on these items is being placed.
    ctx.tx.write(store.addGates, [itemIds])
    await ctx.tx.read(store.lockGates, [itemIds])
    ctx.tx.write(store.addPools, arrays)
    ;[locked, rows] = await reads()
  }
  if (wanted.only !== undefined && !stands(rows)) {
    const { only, ...all } = wanted
    rows = await readAll(ctx.tx, keys, { ...all, now: ctx.now })
  }
  return withUnits(ctx.tx, fill(locked, keys, rows), wanted.units)
}

// Whether the balances named can be judged by themselves: nothing set aside, no place that asks what else lies there.
function stands([, aside, , places]: Rows): boolean {
  return aside.length === 0 && !places.some((place) => place.one_lot || place.one_owner)
}

/** Reads pools as a sheet without locking anything: for questions, which change nothing. */
export async function lookAt(reader: Reader, pools: readonly PoolKey[], now: Date): Promise<Sheet> {
  const keys = distinct(pools)
  return withUnits(reader, fill([], keys, await readAll(reader, keys, { now })), undefined)
}

// Most items were never followed by serial; only the others cost a second round trip.
async function withUnits(reader: Reader, sheet: Sheet, wanted: WantedUnits | undefined): Promise<Sheet> {
  const pools = sheet.pools.filter(({ key }) => sheet.items.get(key.itemId)?.numbered === true)
  if (pools.length === 0) return sheet
  for (const unit of await readUnits(reader, pools, wanted)) {
    if (!sheet.units.has(unit.id)) addUnit(sheet, unit, unit.code)
  }
  return sheet
}

// One unit is one object, under whichever codes it was asked for.
function addUnit(sheet: Sheet, unit: SheetSerial, asked: string): void {
  sheet.units.set(unit.id, unit)
  sheet.serials.set(unit.itemId + unit.code, unit)
  sheet.serials.set(unit.itemId + asked, unit)
}

function columnsOf(keys: readonly PoolKey[]): string[][] {
  return [keys.map((k) => k.itemId), keys.map((k) => k.ownerId), keys.map((k) => k.siteId)]
}

// The place of each key among the keys, counted from one as the database does.
function numbersOf(keys: readonly PoolKey[], only: readonly PoolKey[]): number[] {
  const numbers = new Map(keys.map((key, at) => [poolText(key), at + 1]))
  return only.map((key) => numbers.get(poolText(key)) ?? 0)
}

function readAll(
  reader: Reader,
  keys: readonly PoolKey[],
  { placeIds, lotIds, serials, only, now }: Wanted & { readonly now: Date },
): Promise<Rows> {
  const arrays = columnsOf(keys)
  const lots = [...new Set(lotIds)].filter((id) => id !== NIL)
  const places = [...new Set(placeIds)]
  return Promise.all([
    only === undefined
      ? reader.read<StockRow>(store.readStock, [...arrays, lots])
      : reader.read<StockRow>(store.readNamedStock, [
          ...columnsOf(only), only.map((k) => k.lotId), numbersOf(keys, only),
        ]),
    reader.read<AsideRow>(store.readAside, arrays),
    reader.read<ItemRow>(store.readItems, [[...new Set(arrays[0])], dayIn('UTC', now)]),
    only === undefined
      ? reader.read<PlaceRow>(store.readPlaces, [...arrays, places])
      : reader.read<PlaceRow>(store.readNamedPlaces, [places]),
    serials === undefined || serials.length === 0
      ? []
      : reader.read<SerialRow>(store.readSerials, [serials.map((s) => s.itemId), serials.map((s) => s.code)]),
  ])
}

type PoolRow = { item_id: string; owner_id: string; site_id: string; version: bigint }
type StockRow = {
  lot_id: string; lot_item_id: string | null; binding_on: string | null; use_by_on: string | null
  received_on: string | null
} & ({ nth: number; location_id: string; quantity: bigint; picked: bigint; held: number } | { location_id: null })
type AsideRow = Omit<PoolRow, 'version'> & { id: string; quantity: bigint } & (
  | (NeedRow & { what: 'reserved' })
  | (NeedRow & { what: 'picked'; lot_id: string; location_id: string; from_location_id: string; serial_id: string })
  | { what: 'unresolved'; location_id: string; candidate_ids: string[]; line: number })
type NeedRow = { least_on: string | null; sale_on: string; wanted_lot_id: string | null; reserved_at: Date }
type ItemRow = {
  id: string; mode: string; segregation_class: string | null; numbered: boolean
  hold_id: string | null; lot_id: string | null
  location_id: string | null; serial_id: string | null; supplier_id: string | null
}
type PlaceRow = {
  id: string; own: boolean; kind: string; role: string; site_id: string | null; one_lot: boolean
  one_owner: boolean; segregation_class: string | null; closed: boolean
  item_id: string | null; owner_id: string; lot_id: string
}
type SerialRow = UnitRow & { asked: string }
type Rows = [StockRow[], AsideRow[], ItemRow[], PlaceRow[], SerialRow[]]

function fill(
  locked: readonly PoolRow[],
  keys: readonly PoolKey[],
  [stock, aside, items, places, serials]: Rows,
): Sheet {
  const versions = new Map(locked.map((row) => [poolText(keyOf(row)), row.version]))
  const sheet = emptySheet(keys.map((key) => ({ key, version: versions.get(poolText(key)) ?? 0n })))
  for (const row of stock) fillStock(sheet, row)
  for (const row of aside) fillAside(poolOf(sheet, keyOf(row)), row)
  for (const row of items) fillItem(sheet, row)
  sheet.lots.set(NIL, { id: NIL, itemId: NIL, bindingOn: null, useByOn: null, receivedOn: null })
  for (const row of places) fillPlace(sheet, row)
  for (const row of serials) {
    addUnit(sheet, sheet.units.get(row.id) ?? serialOf(row), row.asked)
  }
  return sheet
}

function fillStock(sheet: Sheet, row: StockRow): void {
  const pool = row.location_id === null ? undefined : sheet.pools[row.nth - 1]
  const { lot_id: lotId } = row
  const itemId = row.lot_item_id ?? pool?.key.itemId
  if (lotId !== NIL && itemId !== undefined && !sheet.lots.has(lotId)) {
    sheet.lots.set(lotId, {
      id: lotId, itemId, bindingOn: row.binding_on, useByOn: row.use_by_on, receivedOn: row.received_on,
    })
  }
  if (row.location_id === null) return
  const { location_id: locationId, quantity, picked, held } = row
  pool?.balances.set(lotId + locationId, {
    lotId, locationId, quantity, picked, held, before: { quantity, picked, held },
  })
}

function fillAside(pool: Pool, row: AsideRow): void {
  const { id, quantity } = row
  if (row.what === 'unresolved') {
    const { line, location_id: locationId, candidate_ids: candidateIds } = row
    pool.unresolved.push({ documentId: id, line, locationId, candidateIds, quantity })
    return
  }
  const need = {
    leastOn: row.least_on, saleOn: row.sale_on, wantedLotId: row.wanted_lot_id, reservedAt: row.reserved_at,
    quantity, before: quantity,
  }
  if (row.what === 'reserved') {
    pool.reservations.set(id, { id, ...need })
    return
  }
  const pick: Pick = {
    reservationId: id, lotId: row.lot_id, locationId: row.location_id, fromLocationId: row.from_location_id,
    serialId: row.serial_id, ...need,
  }
  pool.picks.set(pickText(pick), pick)
}

function fillItem(sheet: Sheet, row: ItemRow): void {
  if (!sheet.items.has(row.id)) {
    sheet.items.set(row.id, {
      id: row.id, mode: row.mode, segregationClass: row.segregation_class, numbered: row.numbered,
    })
  }
  if (row.hold_id === null) return
  sheet.holds.push({
    holdId: row.hold_id, itemId: row.id, lotId: row.lot_id, locationId: row.location_id,
    serialId: row.serial_id, supplierId: row.supplier_id,
  })
}

function fillPlace(sheet: Sheet, row: PlaceRow): void {
  if (!sheet.places.has(row.id)) {
    sheet.places.set(row.id, {
      id: row.id, own: row.own, kind: row.kind, role: row.role, siteId: row.site_id, oneLot: row.one_lot,
      oneOwner: row.one_owner, segregationClass: row.segregation_class, closed: row.closed,
    })
  }
  if (row.item_id === null) return
  const there = sheet.neighbours.get(row.id) ?? []
  there.push({ itemId: row.item_id, ownerId: row.owner_id, lotId: row.lot_id })
  sheet.neighbours.set(row.id, there)
}

/** A sheet of pools with nothing in them. */
export function emptySheet(pools: readonly { readonly key: PoolKey; readonly version: bigint }[]): Sheet {
  const all = pools.map(({ key, version }): Pool => ({
    key, version, balances: new Map(), reservations: new Map(), picks: new Map(), unresolved: [],
    units: new Map(),
  }))
  const poolsOfItem = new Map<string, Pool[]>()
  for (const pool of all) {
    const same = poolsOfItem.get(pool.key.itemId)
    if (same === undefined) poolsOfItem.set(pool.key.itemId, [pool])
    else same.push(pool)
  }
  return {
    pools: all, poolsOfItem, items: new Map(), lots: new Map(),
    places: new Map(), holds: [], serials: new Map(), units: new Map(), neighbours: new Map(), movements: [],
    reservationChanges: new Map(), unresolvedAdded: [], unresolvedRemoved: [], holdsAdded: [], renewed: [], decisions: [],
    undo: [], lines: new Map(),
  }
}

/** Runs one command's decisions. When they throw a Refusal all they did to the sheet is undone. */
export function attempt(sheet: Sheet, decide: () => Accepted): Accepted | Refusal {
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

/** The balance of a lot in a location; a new one at zero when there is none. */
export function balanceOf(sheet: Sheet, pool: Pool, lotId: string, locationId: string): Balance {
  const found = pool.balances.get(lotId + locationId)
  if (found !== undefined) return found
  const made: Balance = { lotId, locationId, quantity: 0n, picked: 0n, held: 0, before: null }
  pool.balances.set(lotId + locationId, made)
  sheet.undo.push(() => pool.balances.delete(lotId + locationId))
  return made
}

/** Changes a balance, undoably. */
export function changeBalance(
  sheet: Sheet,
  balance: Balance,
  by: { quantity?: bigint; picked?: bigint; held?: number },
): void {
  const { quantity, picked, held } = balance
  balance.quantity += by.quantity ?? 0n
  balance.picked += by.picked ?? 0n
  balance.held += by.held ?? 0
  sheet.undo.push(() => Object.assign(balance, { quantity, picked, held }))
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

function keyOf(row: { item_id: string; owner_id: string; site_id: string }): PoolKey {
  return { itemId: row.item_id, ownerId: row.owner_id, siteId: row.site_id }
}

function distinct(pools: readonly PoolKey[]): PoolKey[] {
  return [...new Map(pools.map((key) => [poolText(key), key])).values()]
}
