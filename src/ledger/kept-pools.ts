// Pools as this process left them. Whoever changes anything of a pool counts its version up under its lock; so
// a pool whose lock answers with the version we left, counted up once, is as we left it, and need not be read.
// Other processes may work on the same pools at any time: then the versions differ, and the pool is read again.
import type { Memory } from '#platform'
import type { Sheet } from './sheet.ts'
import { type Balance, type Pick, type PoolKey, poolText, type Reservation, type StockLot, type Unresolved } from './stock.ts'

/** Everything of a pool as it was when its transaction was committed. */
export type KeptPool = {
  readonly version: bigint
  readonly balances: Map<string, Balance>
  readonly reservations: Map<string, Reservation>
  readonly picks: Map<string, Pick>
  readonly unresolved: Unresolved[]
  readonly lots: readonly StockLot[]
}

type Shelf = { readonly pools: Map<string, KeptPool>; rows: number }

/** A pool of more rows is read each time; and of all pools together no more rows are kept, the oldest go first. */
const MOST_OF_A_POOL = 300
const MOST = 60_000

const shelves = new WeakMap<Memory, Shelf>()

/** Takes the kept pools among these off the shelf: whoever works on them owns them, and keeps them again. */
export function takeKept(memory: Memory, keys: readonly PoolKey[]): Map<string, KeptPool> {
  const taken = new Map<string, KeptPool>()
  const shelf = shelves.get(memory)
  if (shelf === undefined) return taken
  for (const key of keys) {
    const text = poolText(key)
    const kept = shelf.pools.get(text)
    if (kept === undefined) continue
    drop(shelf, text, kept)
    taken.set(text, kept)
  }
  return taken
}

/** Keeps the pools of a sheet that was saved and committed, those that were read whole. */
export function keepPools(memory: Memory, sheet: Sheet): void {
  const shelf = shelves.get(memory) ?? { pools: new Map(), rows: 0 }
  shelves.set(memory, shelf)
  for (const pool of sheet.pools) {
    const { key, version, balances, reservations, picks, unresolved } = pool
    // Units with a number are chosen anew each time; their pools are not kept.
    if (!pool.whole || sheet.items.get(key.itemId)?.numbered !== false) continue
    if (balances.size + reservations.size + picks.size > MOST_OF_A_POOL) continue
    const text = poolText(key)
    const other = shelf.pools.get(text)
    // A later transaction may have told us of its end first.
    if (other !== undefined && other.version > version) continue
    if (other !== undefined) drop(shelf, text, other)
    settleBalances(balances)
    settleRows(reservations)
    settleRows(picks)
    const lots = [...balances.values()].flatMap(({ lotId }) => sheet.lots.get(lotId) ?? [])
    const kept = { version, balances, reservations, picks, unresolved, lots }
    shelf.pools.set(text, kept)
    shelf.rows += rowsOf(kept)
  }
  for (const [text, oldest] of shelf.pools) {
    if (shelf.rows <= MOST) break
    drop(shelf, text, oldest)
  }
}

function drop(shelf: Shelf, text: string, kept: KeptPool): void {
  shelf.pools.delete(text)
  shelf.rows -= rowsOf(kept)
}

function rowsOf({ balances, reservations, picks, unresolved }: KeptPool): number {
  return 1 + balances.size + reservations.size + picks.size + unresolved.length
}

// What the database has now is what each row says; rows at zero are gone there.
function settleBalances(balances: Map<string, Balance>): void {
  for (const [text, row] of balances) {
    const { before, quantity, picked, held } = row
    if (quantity === 0n) balances.delete(text)
    else if (before === null || before.quantity !== quantity || before.picked !== picked || before.held !== held) {
      balances.set(text, { ...row, before: { quantity, picked, held } })
    }
  }
}

function settleRows<Row extends { readonly quantity: bigint; readonly before: bigint | null }>(rows: Map<string, Row>): void {
  for (const [text, row] of rows) {
    if (row.quantity === 0n) rows.delete(text)
    else if (row.before !== row.quantity) rows.set(text, { ...row, before: row.quantity })
  }
}
