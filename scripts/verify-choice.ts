// What a policy takes of what is free, by brute force. Shares nothing with Lotline.
import type { DatesOf } from './verify-dates.ts'

/** What a line needs of a lot; a text is empty where it needs nothing. */
export type Need = { readonly leastOn: string; readonly saleOn: string; readonly wanted: string }
/** What of a lot in a place nobody has a claim to. */
export type Free = { readonly lot: string; readonly place: string; quantity: number }

/** Whether a lot may serve a need: it lasts, and is the one that is wanted. */
export function fits(datesOf: DatesOf, lot: string, { leastOn, saleOn, wanted }: Need): boolean {
  const { useBy = '', binding = '' } = datesOf(lot) ?? {}
  if (wanted !== '' && wanted !== lot) return false
  if (saleOn !== '' && useBy !== '' && useBy < saleOn) return false
  return leastOn === '' || binding === '' || binding >= leastOn
}

/** What the policy takes: lots in its order, of each as much as leaves all others served. */
export function choose(
  datesOf: DatesOf,
  free: readonly Free[],
  { need, asked, policy, others }: {
    need: Need; asked: number; policy: string; others: readonly (Need & { quantity: number })[]
  },
): Map<string, number> {
  const rank = ({ lot }: Free) => {
    const it = datesOf(lot)
    const [expiry, receipt] = [it?.binding || '9999-12-31', it?.received || '9999-12-31']
    return [...(policy === 'fifo' ? [receipt, expiry] : [expiry, receipt]), lot].join(' ')
  }
  const ordered = free.map((one) => ({ ...one, rank: rank(one) })).sort((a, b) => {
    if (policy === 'fewest_lots' && a.quantity !== b.quantity) return b.quantity - a.quantity
    return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0
  })
  const taken = new Map<string, number>()
  let open = asked
  for (const one of ordered) {
    if (open === 0) break
    if (!fits(datesOf, one.lot, need)) continue
    let most = Math.min(open, one.quantity)
    const before = one.quantity
    let least = 0
    while (others.length > 0 && least < most) {
      const middle = Math.ceil((least + most) / 2)
      one.quantity = before - middle
      if (served(datesOf, ordered, others)) least = middle
      else most = middle - 1
    }
    one.quantity = before - most
    open -= most
    if (most > 0) taken.set(one.lot, (taken.get(one.lot) ?? 0) + most)
  }
  return taken
}

// Whether stock serves all needs: gifts are moved from need to need along the shortest ways until none is left to mend.
function served(datesOf: DatesOf, stock: readonly Free[], needs: readonly (Need & { quantity: number })[]): boolean {
  const left = stock.map(({ quantity }) => quantity)
  const fit = needs.map((need) => stock.map(({ lot }) => fits(datesOf, lot, need)))
  const given = needs.map(() => stock.map(() => 0))
  return needs.every((need, nth) => {
    for (let open = need.quantity; open > 0; ) {
      const way = wayToStock(nth, { left, fit, given })
      if (way === null) return false
      const amount = Math.min(open, left[way.at(-1)?.stock ?? 0] ?? 0, ...way.slice(1).map(({ need: of }, step) => given[of]?.[way[step]?.stock ?? 0] ?? 0))
      way.forEach(({ need: of, stock: at }, step) => {
        book(given, of, at, amount)
        const from = way[step + 1]
        if (from !== undefined) book(given, from.need, at, -amount)
      })
      const last = way.at(-1)?.stock ?? 0
      left[last] = (left[last] ?? 0) - amount
      open -= amount
    }
    return true
  })
}

type Flow = { readonly left: number[]; readonly fit: readonly boolean[][]; readonly given: number[][] }
/** This need takes of this stock; the one before it in the way gives it up. */
type Step = { readonly need: number; readonly stock: number }

function wayToStock(start: number, { left, fit, given }: Flow): Step[] | null {
  const ways: { need: number; path: Step[] }[] = [{ need: start, path: [] }]
  const seen = new Set([start])
  for (const { need, path } of ways) {
    for (const [stock, rest] of left.entries()) {
      if (fit[need]?.[stock] !== true) continue
      const here = [...path, { need, stock }]
      if (rest > 0) return here
      for (const [other, gifts] of given.entries()) {
        if (seen.has(other) || (gifts[stock] ?? 0) === 0) continue
        seen.add(other)
        ways.push({ need: other, path: here })
      }
    }
  }
  return null
}

function book(given: number[][], need: number, stock: number, amount: number): void {
  const row = given[need]
  if (row !== undefined) row[stock] = (row[stock] ?? 0) + amount
}
