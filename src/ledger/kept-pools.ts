// Pools as this process left them. Whoever changes anything of a pool counts its version up under its lock; so
// a pool whose lock answers with the version we left, counted up once, is as we left it, and need not be read.
// Other processes may work on the same pools at any time: then the versions differ, and the pool is read again.
import type { Memory } from '#platform'
import type { Sheet } from './sheet.ts'
import { type Balance, type Pool, type PoolKey, samePool, type StockLot } from './stock.ts'

/** Everything of a pool as it was when its transaction was committed. */
export type KeptPool = Pick<Pool, 'key' | 'version' | 'balances' | 'reservations' | 'picks' | 'unresolved'> & {
  readonly lots: readonly StockLot[]
  /** Where its stock lies, and where what is picked was taken from. */
  readonly placeIds: ReadonlySet<string>
}

/** Kept pools by item, most items having one, the longest unused first. */
type Shelf = { readonly pools: Map<string, KeptPool[]>; rows: number }

/** A pool of more rows is read each time; and of all pools together no more rows are kept, the oldest go first. */
const MOST_OF_A_POOL = 300
const MOST = 60_000

const shelves = new WeakMap<Memory, Shelf>()

/** Takes the kept pools among these off the shelf: whoever works on them owns them, and keeps them again. */
export function takeKept(memory: Memory, keys: readonly PoolKey[]): Map<PoolKey, KeptPool> {
  const taken = new Map<PoolKey, KeptPool>()
  const shelf = shelves.get(memory)
  if (shelf === undefined) return taken
  for (const key of keys) {
    const kept = shelf.pools.get(key.itemId)?.find((one) => samePool(one.key, key))
    if (kept === undefined) continue
    drop(shelf, kept)
    taken.set(key, kept)
  }
  return taken
}

/**
 * Makes the pools of a saved sheet ready to be kept, those that were read whole, while its commit is on its way;
 * gives what keeps them once it went through.
 */
export function keepPools(memory: Memory, sheet: Sheet): () => void {
  const ready: KeptPool[] = []
  for (const pool of sheet.pools) {
    // Units with a number are chosen anew each time; their pools are not kept.
    if (!pool.whole || sheet.items.get(pool.key.itemId)?.numbered !== false) continue
    if (pool.balances.size + pool.reservations.size + pool.picks.size <= MOST_OF_A_POOL) ready.push(settled(sheet, pool))
  }
  return () => {
    const shelf = shelves.get(memory) ?? { pools: new Map(), rows: 0 }
    shelves.set(memory, shelf)
    for (const pool of ready) keep(shelf, pool)
    for (const list of shelf.pools.values()) {
      if (shelf.rows <= MOST) break
      for (const one of [...list]) drop(shelf, one)
    }
  }
}

function settled(sheet: Sheet, { key, version, balances, reservations, picks, unresolved }: Pool): KeptPool {
  settleBalances(balances)
  settleRows(reservations)
  settleRows(picks)
  const lots: StockLot[] = []
  const placeIds = new Set<string>()
  for (const { lotId, locationId } of balances.values()) {
    const lot = sheet.lots.get(lotId)
    if (lot !== undefined && lots.at(-1) !== lot) lots.push(lot)
    placeIds.add(locationId)
  }
  for (const { fromLocationId } of picks.values()) placeIds.add(fromLocationId)
  return { key, version, balances, reservations, picks, unresolved, lots, placeIds }
}

function keep(shelf: Shelf, pool: KeptPool): void {
  const { key, version } = pool
  const other = shelf.pools.get(key.itemId)?.find((one) => samePool(one.key, key))
  // A later transaction may have told us of its end first.
  if (other !== undefined && other.version > version) return
  if (other !== undefined) drop(shelf, other)
  const list = shelf.pools.get(key.itemId)
  if (list === undefined) shelf.pools.set(key.itemId, [pool])
  else list.push(pool)
  shelf.rows += rowsOf(pool)
}

function drop(shelf: Shelf, kept: KeptPool): void {
  const left = shelf.pools.get(kept.key.itemId)?.filter((one) => one !== kept) ?? []
  shelf.pools.delete(kept.key.itemId)
  if (left.length > 0) shelf.pools.set(kept.key.itemId, left)
  shelf.rows -= rowsOf(kept)
}

function rowsOf({ balances, reservations, picks, unresolved }: KeptPool): number {
  return 1 + balances.size + reservations.size + picks.size + unresolved.length
}

// What the database has now is what each row says; rows at zero are gone there.
function settleBalances(balances: Map<string, Balance>): void {
  for (const [text, row] of balances) {
    const { before, quantity, picked, holds } = row
    if (quantity === 0n) balances.delete(text)
    else if (before === null || before.quantity !== quantity || before.picked !== picked || before.holds !== holds) {
      balances.set(text, { ...row, before: { quantity, picked, holds } })
    }
  }
}

function settleRows<Row extends { readonly quantity: bigint; readonly before: bigint | null }>(rows: Map<string, Row>): void {
  for (const [text, row] of rows) {
    if (row.quantity === 0n) rows.delete(text)
    else if (row.before !== row.quantity) rows.set(text, { ...row, before: row.quantity })
  }
}
