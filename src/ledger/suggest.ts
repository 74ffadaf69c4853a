// Which lots a pick would take now, without taking them: the same choice, looked at before somebody takes others.
import { type Lasting, laterNeed, POLICY_VERSION, type Policy } from './allocation-rules.ts'
import { choose } from './choose-lots.ts'
import type { LineDecision } from './decisions.ts'
import { lookAt, type Reader } from './open-sheet.ts'
import { balanceOf, changeBalance, changeQuantity, poolOf, standingOf } from './sheet.ts'
import type { PoolKey } from './stock.ts'

/** A reserved line, and what goods picked for it now must last to. */
export type PickAhead = { readonly lineId: string; readonly key: PoolKey; readonly policy: Policy; readonly now: Lasting }

/**
 * What would be taken for each line were they picked now, one after the other: what a line takes is not there for the next.
 * A line with nothing reserved has no choice.
 */
export async function suggestPicks(reader: Reader, wanted: readonly PickAhead[], at: Date): Promise<LineDecision[]> {
  if (wanted.length === 0) return []
  const sheet = await lookAt(reader, wanted.map(({ key }) => key), at)
  return wanted.flatMap(({ lineId, key, policy, now }) => {
    const pool = poolOf(sheet, key)
    const reservation = pool.reservations.get(lineId)
    if (reservation === undefined || reservation.quantity === 0n) return []
    const need = laterNeed(reservation, now)
    const others = standingOf(pool, reservation)
    const asked = reservation.quantity
    const chosen = choose(sheet, pool, { asked, policy, need, others })
    for (const { lotId, locationId, taken } of chosen.considered) {
      if (taken === 0n) continue
      // Only looked at: the sheet is saved nowhere.
      changeBalance(sheet, balanceOf(sheet, pool, lotId, locationId), { quantity: -taken })
      changeQuantity(sheet, reservation, -taken)
    }
    const { leastOn, saleOn, wantedLotId } = need
    return [{
      lineId, itemId: key.itemId, asked, need: { leastOn, saleOn, wantedLotId }, policy, policyVersion: POLICY_VERSION,
      poolVersion: pool.version, scanned: false, ...chosen,
    }]
  })
}
