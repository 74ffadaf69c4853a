// What was set aside long ago, judged by what it needs today.
import { freeStock, type Lasting, unfit } from './allocation-rules.ts'
import { largestKept, type PostingDocument } from './post.ts'
import { picksOf, unpick } from './reserve.ts'
import { append, changeQuantity, noteChange, poolOf, type Sheet, standingOf } from './sheet.ts'
import type { PoolKey } from './stock.ts'

/**
 * Gives what stands reserved for a line another need. What its stock no longer serves is let go; gives how much
 * that was. The line keeps its place among those that wait.
 */
export function renew(
  sheet: Sheet,
  document: PostingDocument,
  line: { readonly id: string; readonly key: PoolKey; readonly need: Lasting },
): bigint {
  const pool = poolOf(sheet, line.key)
  const found = pool.reservations.get(line.id)
  if (found === undefined || found.quantity === 0n) return 0n
  const { leastOn, saleOn } = found
  if (leastOn === line.need.leastOn && saleOn === line.need.saleOn) return 0n
  Object.assign(found, { leastOn: line.need.leastOn, saleOn: line.need.saleOn })
  sheet.undo.push(() => Object.assign(found, { leastOn, saleOn }))
  append(sheet, sheet.renewed, found)
  const others = standingOf(pool, found)
  const less = found.quantity - largestKept(freeStock(pool, sheet.lots, sheet.places), others, found)
  if (less === 0n) return 0n
  changeQuantity(sheet, found, -less)
  noteChange(sheet, { reservationId: line.id, documentId: document.id, change: -less, cause: 'short' })
  return less
}

/** Takes back the picks of a line that do not last as long as it needs now. Gives how much that was. */
export function unpickShort(
  sheet: Sheet,
  document: PostingDocument,
  line: { readonly id: string; readonly key: PoolKey; readonly need: Lasting },
): bigint {
  let back = 0n
  for (const { lotId, serialId, quantity } of picksOf(sheet, line.key, line.id)) {
    const lot = sheet.lots.get(lotId)
    if (lot === undefined || unfit(lot, { ...line.need, wantedLotId: null }) === null) continue
    back += unpick(sheet, document, { id: line.id, key: line.key, quantity, lotId, serialId })
  }
  return back
}
