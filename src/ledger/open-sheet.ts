// Opening a sheet: pools are locked in one order, and what this process did not keep of them is read.
import { dayIn, NIL } from '#kernel'
import type { Context, Memory, Tx } from '#platform'
import { type KeptPool, takeKept } from './kept-pools.ts'
import { readUnits, serialOf, type SerialRow as UnitRow, type WantedUnits } from './read-units.ts'
import { emptySheet, holdsOf, pickText, poolOf, type Sheet } from './sheet.ts'
import type { Pick, Pool, PoolKey, SheetSerial, StandingHold } from './stock.ts'
import { poolText, samePool } from './stock.ts'
import * as store from './store.ts'

/** What reads need: a transaction, or a snapshot for questions. */
export type Reader = { readonly read: Tx['read'] }

/** What a sheet needs to know besides its pools: places and lots that will be named, serials by code. */
export type Wanted = {
  readonly placeIds?: readonly string[]
  readonly lotIds?: readonly string[]
  /** The same, where the transaction has changed none of them before: what is kept of them still counts. */
  readonly unchangedLotIds?: readonly string[]
  readonly serials?: readonly { readonly itemId: string; readonly code: string }[]
  /** All the lots the commands are about, in their pools; the rest is read only where something set aside may need it. */
  readonly only?: readonly (PoolKey & { readonly lotId: string })[]
  /** Units that may be chosen besides those named and those picked. */
  readonly units?: WantedUnits
  /**
   * Holds may grow by what is done: goods laid to others of their lot are held with them, whoever owns those. The items
   * that will be held anew; of others it shows by the holds that stand.
   */
  readonly growing?: readonly string[]
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
  let kept: ReadonlyMap<PoolKey, KeptPool> = takeKept(ctx.tx.memory, keys)
  const reads = () =>
    Promise.all([
      ctx.tx.read<PoolRow>(store.lockPools, arrays),
      readParts(ctx, keys.filter((key) => !kept.has(key)), { ...wanted, kept, keys }),
    ])
  const itemIds = [...new Set(keys.map(({ itemId }) => itemId))]
  const ahead = wanted.growing === undefined ? [] : itemIds.filter((id) => wanted.growing?.includes(id) || hintsOf(ctx).has(id))
  if (ahead.length > 0) ctx.tx.write(store.closeGates, [ahead])
  let [locked, parts] = await reads()
  if (locked.length < keys.length) {
    // The pools are new. Under the gates' share no hold on these items is being placed.
    ctx.tx.write(store.addGates, [itemIds])
    await ctx.tx.read(store.lockGates, [itemIds])
    ctx.tx.write(store.addPools, arrays)
    kept = new Map()
    ;[locked, parts] = await reads()
  }
  const sheet = emptySheet(keys)
  for (const row of locked) poolOf(sheet, keyOf(row)).version = row.version
  // Those somebody else changed since we kept them are read after all.
  const changed: PoolKey[] = []
  for (const pool of sheet.pools) {
    const known = kept.get(pool.key)
    if (known === undefined) continue
    if (known.version + 1n === pool.version) fillKept(sheet, pool, known)
    else changed.push(pool.key)
  }
  for (const part of parts) fill(sheet, part)
  if (changed.length > 0) {
    const { serials, ...rest } = wanted
    for (const { rows, ...part } of await readParts(ctx, changed, { ...rest, kept: new Map(), keys: changed })) {
      // Of their items and holds we know already.
      fill(sheet, { ...part, rows: [rows[0], rows[1], [], rows[3], []] })
    }
  }
  const { growing, only, ...same } = wanted
  const others = growing === undefined ? [] : await othersThere(ctx, sheet, growing)
  // One rule for all they own: they are locked and read as well, whole.
  if (others.length > 0) return openSheet(ctx, [...keys, ...others], same)
  return withUnits(ctx.tx, sheet, wanted.units)
}

// Items whose holds could grow when they were last looked at: their gates are closed in front of the pools, or two owners' moves
// would wait for each other in a ring. Most items have no such hold, and none is asked for in front: that would cost each posting.
const hints = new WeakMap<Memory, Set<string>>()

function hintsOf({ tx: { memory } }: Context): Set<string> {
  const known = hints.get(memory) ?? new Set<string>()
  hints.set(memory, known)
  return known
}

// Pools of other owners at the same sites, of items whose holds may grow; behind closed gates none is made meanwhile.
async function othersThere(ctx: Context, sheet: Sheet, growing: readonly string[]): Promise<PoolKey[]> {
  const known = hintsOf(ctx)
  const itemIds = [...sheet.poolsOfItem.keys()].filter((itemId) => {
    const grows = holdsOf(sheet, itemId).some(mayGrow)
    if (grows) known.add(itemId)
    else known.delete(itemId)
    return grows || growing.includes(itemId)
  })
  if (itemIds.length === 0) return []
  await ctx.tx.read(store.closeGates, [itemIds])
  const rows = await ctx.tx.read<{ item_id: string; owner_id: string; site_id: string }>(store.poolsOfItems, [itemIds])
  return rows.map(keyOf).filter((key) => {
    const mine = sheet.poolsOfItem.get(key.itemId) ?? []
    return mine.some((pool) => pool.key.siteId === key.siteId) && !mine.some((pool) => samePool(pool.key, key))
  })
}

function mayGrow({ locationId, supplierId }: StandingHold): boolean {
  return locationId !== null || supplierId !== null
}

/** What was read of some pools: all there is of all of them, or of those that have few balances. */
type Part = { readonly keys: readonly PoolKey[]; readonly rows: Rows; readonly whole: 'all' | 'small' }
type WantedPart = Wanted & { readonly kept: ReadonlyMap<PoolKey, KeptPool>; readonly keys: readonly PoolKey[] }

async function readParts(ctx: Context, keys: readonly PoolKey[], { only, ...wanted }: WantedPart): Promise<Part[]> {
  const all = { ...wanted, now: ctx.now }
  if (only === undefined || keys.length === 0) return [{ keys, rows: await readAll(ctx.tx, keys, all), whole: 'all' }]
  const here = new Set(keys.map(poolText))
  const rows = await readAll(ctx.tx, keys, { ...all, only: only.filter((one) => here.has(poolText(one))) })
  if (stands(rows)) return [{ keys, rows, whole: 'small' }]
  return [{ keys, rows: await readAll(ctx.tx, keys, all), whole: 'all' }]
}

// Whether the balances named can be judged by themselves: nothing set aside, no place that asks what else lies there.
function stands([, aside, , places]: Rows): boolean {
  return aside.length === 0 && !places.some((place) => place.one_lot || place.one_owner)
}

/** Reads pools as a sheet without locking anything: for questions, which change nothing. */
export async function lookAt(reader: Reader, pools: readonly PoolKey[], now: Date): Promise<Sheet> {
  const keys = distinct(pools)
  const sheet = emptySheet(keys)
  fill(sheet, { keys, rows: await readAll(reader, keys, { now, keys, kept: new Map() }), whole: 'all' })
  return withUnits(reader, sheet, undefined)
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

// The lots named, each once, with the place of its pool among the keys, counted from one as the database does.
function named(keys: readonly PoolKey[], only: readonly (PoolKey & { readonly lotId: string })[]): unknown[][] {
  const numbers = new Map(keys.map((key, at) => [poolText(key), at + 1]))
  const once = new Map(only.map((one) => [poolText(one) + one.lotId, one]))
  const all = [...once.values()]
  return [all.map((one) => numbers.get(poolText(one)) ?? 0), all.map(({ lotId }) => lotId)]
}

async function readAll(
  reader: Reader,
  fresh: readonly PoolKey[],
  { placeIds, lotIds, unchangedLotIds, serials, only, kept, keys, now }: WantedPart & { readonly now: Date },
): Promise<Rows> {
  const arrays = columnsOf(fresh)
  const lots = lotsToRead(lotIds ?? [], unchangedLotIds ?? [], kept)
  const places = [...new Set(placeIds)]
  const sites = [...new Set(keys.map(({ siteId }) => siteId))]
  const nothing = fresh.length === 0
  return Promise.all([
    nothing && lots.length === 0 ? []
      : only === undefined
        ? reader.read<StockRow>(store.readStock, [...arrays, lots])
        : reader.read<StockRow>(store.readFewStock, [...arrays, ...named(fresh, only)]),
    nothing ? [] : reader.read<AsideRow>(store.readAside, arrays),
    reader.read<ItemRow>(store.readItems, [[...new Set(keys.map(({ itemId }) => itemId))], dayIn('UTC', now)]),
    nothing
      ? reader.read<PlaceRow>(store.readNamedPlaces, [places, placesOf(kept), sites])
      : reader.read<PlaceRow>(only === undefined ? store.readPlaces : store.readFewPlaces,
          [...arrays, places, placesOf(kept), sites]),
    serials === undefined || serials.length === 0
      ? []
      : reader.read<SerialRow>(store.readSerials, [serials.map((s) => s.itemId), serials.map((s) => s.code)]),
  ])
}

function lotsToRead(
  lotIds: readonly string[],
  unchanged: readonly string[],
  kept: ReadonlyMap<PoolKey, KeptPool>,
): string[] {
  const ids = new Set(lotIds)
  if (unchanged.length > 0) {
    const known = new Set([...kept.values()].flatMap(({ lots }) => lots.map(({ id }) => id)))
    for (const id of unchanged) if (!known.has(id)) ids.add(id)
  }
  ids.delete(NIL)
  return [...ids]
}

function placesOf(kept: ReadonlyMap<PoolKey, KeptPool>): string[] {
  const ids = new Set<string>()
  for (const { placeIds } of kept.values()) for (const id of placeIds) ids.add(id)
  return [...ids]
}

type PoolRow = { item_id: string; owner_id: string; site_id: string; version: bigint }
type StockRow = {
  lot_id: string; lot_item_id: string | null; binding_on: string | null; use_by_on: string | null
  received_on: string | null
} & ({ nth: number; location_id: string; quantity: bigint; picked: bigint; holds: number } | { location_id: null })
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

function fill(sheet: Sheet, { keys, rows: [stock, aside, items, places, serials], whole }: Part): void {
  const pools = keys.map((key) => poolOf(sheet, key))
  for (const row of stock) fillStock(sheet, pools, row)
  for (const pool of pools) pool.whole = whole === 'all' || pool.balances.size <= store.FEW
  for (const row of aside) fillAside(poolOf(sheet, keyOf(row)), row)
  for (const row of items) fillItem(sheet, row)
  for (const row of places) fillPlace(sheet, row)
  for (const row of serials) {
    addUnit(sheet, sheet.units.get(row.id) ?? serialOf(row), row.asked)
  }
}

function fillKept(sheet: Sheet, pool: Pool, { balances, reservations, picks, unresolved, lots }: KeptPool): void {
  Object.assign(pool, { balances, reservations, picks, unresolved, whole: true })
  for (const lot of lots) sheet.lots.set(lot.id, lot)
}

function fillStock(sheet: Sheet, pools: readonly Pool[], row: StockRow): void {
  const pool = row.location_id === null ? undefined : pools[row.nth - 1]
  const { lot_id: lotId } = row
  const itemId = row.lot_item_id ?? pool?.key.itemId
  // A lot that is named may have been changed in this very transaction: what was just read counts.
  const named = row.lot_item_id !== null
  if (lotId !== NIL && itemId !== undefined && (named || !sheet.lots.has(lotId))) {
    sheet.lots.set(lotId, {
      id: lotId, itemId, bindingOn: row.binding_on, useByOn: row.use_by_on, receivedOn: row.received_on,
    })
  }
  if (row.location_id === null) return
  const { location_id: locationId, quantity, picked, holds } = row
  pool?.balances.set(lotId + locationId, {
    lotId, locationId, quantity, picked, holds, before: { quantity, picked, holds },
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

function keyOf(row: { item_id: string; owner_id: string; site_id: string }): PoolKey {
  return { itemId: row.item_id, ownerId: row.owner_id, siteId: row.site_id }
}

function distinct(pools: readonly PoolKey[]): PoolKey[] {
  const seen = new Map<string, PoolKey[]>()
  const keys: PoolKey[] = []
  for (const key of pools) {
    const same = seen.get(key.itemId)
    if (same?.some((one) => samePool(one, key)) === true) continue
    keys.push(key)
    if (same === undefined) seen.set(key.itemId, [key])
    else same.push(key)
  }
  return keys
}
