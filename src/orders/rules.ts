// What orders need of lots, and what a return may be of. Pure.
import { addDays, type CalendarDate } from '#kernel'

/** A customer's or channel's demands; null: none. */
export type LifeRule = { readonly leastLifeDays: number | null; readonly transitDays: number | null }

/**
 * What a line placed on a day needs: goods must be sold by `saleOn` (the day they arrive), and when a
 * least life is asked they must last to `leastOn`. The customer's rule comes before the channel's.
 */
export function needOf(
  day: CalendarDate,
  channel: LifeRule,
  customer: LifeRule | undefined,
): { leastOn: CalendarDate | null; saleOn: CalendarDate } {
  const transit = customer?.transitDays ?? channel.transitDays ?? 0
  const life = customer?.leastLifeDays ?? channel.leastLifeDays
  const saleOn = addDays(day, transit)
  return { saleOn, leastOn: life === null ? null : addDays(saleOn, life) }
}

/** Units of one lot a customer has of one order line. */
export type WithCustomer = { readonly lotId: string; readonly quantity: bigint }

/** What a returned quantity may be of: lots for certain, or one of several. */
export type ReturnPart =
  | { readonly lotId: string; readonly quantity: bigint }
  | { readonly candidateIds: readonly string[]; readonly quantity: bigint }

/**
 * Says which lots come back when `quantity` of these come back. One lot left: it is that one. All of them
 * come back: each lot for certain. Otherwise it is one of several, and nobody guesses.
 * `left` bounds what can still come back when earlier returns were uncertain. Of more than that some are not
 * theirs, and nobody knows which: `left` of them may be of any of these lots, also when it is only one.
 */
export function partsOfReturn(
  has: readonly WithCustomer[],
  left: bigint,
  quantity: bigint,
): ReturnPart[] {
  const lots = has.filter((one) => one.quantity > 0n)
  const sum = lots.reduce((total, one) => total + one.quantity, 0n)
  const only = lots[0]
  const candidateIds = lots.map(({ lotId }) => lotId).sort()
  if (quantity > left) return [{ candidateIds, quantity: left }]
  if (only !== undefined && lots.length === 1) return [{ lotId: only.lotId, quantity }]
  if (quantity === sum && sum === left) {
    return lots.map(({ lotId, quantity: all }) => ({ lotId, quantity: all }))
  }
  return [{ candidateIds, quantity }]
}

/** Something done to an order that moves no stock by itself, oldest first. */
export type Step = { readonly step: string; readonly parcel: string | null }

/** Why a parcel (null: all that shipped) cannot arrive: it is none of the order's, or it arrived. */
export function refuseDelivery(steps: readonly Step[], parcel: string | null): 'parcel_unknown' | 'step_taken' | null {
  let underway: (string | null)[] = []
  for (const { step, parcel: of } of steps) {
    if (step === 'shipped') underway.push(of)
    if (step === 'delivered') underway = underway.filter((one) => of !== null && one !== of)
  }
  const sent = steps.some((one) => one.step === 'shipped' && (parcel === null || one.parcel === parcel))
  if (!sent) return parcel === null ? 'step_taken' : 'parcel_unknown'
  return underway.some((one) => parcel === null || one === parcel) ? null : 'step_taken'
}
