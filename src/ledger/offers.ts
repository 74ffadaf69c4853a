// What pools could promise to one more line, by the rules that would judge it; nothing is locked and nothing changes.
import { freeStock, type Need, servable } from './allocation-rules.ts'
import { lookAt, type Reader } from './open-sheet.ts'
import { poolOf } from './sheet.ts'
import type { PoolKey } from './stock.ts'

/** What a pool has, what of it is free and lasts long enough, what stands reserved, and what could be reserved now. */
export type Offer = {
  readonly onHand: bigint
  readonly fitting: bigint
  readonly reserved: bigint
  readonly available: bigint
}

/** What each pool could promise to one line of this need. */
export async function offersOf(
  reader: Reader,
  wanted: readonly { readonly key: PoolKey; readonly need: Need }[],
  now: Date,
): Promise<Offer[]> {
  if (wanted.length === 0) return []
  const sheet = await lookAt(reader, wanted.map(({ key }) => key), now)
  return wanted.map(({ key, need }) => {
    const pool = poolOf(sheet, key)
    const free = freeStock(pool, sheet.lots, sheet.places)
    const standing = [...pool.reservations.values()]
    const most = sum(free)
    return {
      onHand: sum(pool.balances.values()), fitting: servable(free, [], need, most), reserved: sum(standing),
      available: servable(free, standing, need, most),
    }
  })
}

function sum(rows: Iterable<{ readonly quantity: bigint }>): bigint {
  return [...rows].reduce((total, { quantity }) => total + quantity, 0n)
}
