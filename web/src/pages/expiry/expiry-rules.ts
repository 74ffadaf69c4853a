// What ends when, as months of days and as stretches of days. Pure.
import { addDays } from '#kernel'
import type { AnswerOf } from '~/api'

export type Ending = AnswerOf<'/stock/ending'>
export type Sum = Ending['before'][number]

/** What a day is weighed by: its lots, or what there is in a unit. */
export type Measure = { readonly by: 'lots' } | { readonly by: 'unit'; readonly unit: string }

/** How strong a day is shown, 0 for nothing. */
export const LEVELS = 4

/** A stretch of days that is told as one; without a first day it is everything before. */
export type Band = { readonly name: 'past' | 'week' | 'month' | 'quarter'; readonly within: string; readonly sums: readonly Sum[] }

/** The month so many months later, `YYYY-MM`. */
export function monthAfter(month: string, months: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** The days of a month in weeks from Monday on; null where the week belongs to another month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const days: (string | null)[] = Array.from({ length: lead }, () => null)
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  while (days.length % 7 !== 0) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, nth) => days.slice(nth * 7, nth * 7 + 7))
}

/** The last day of a month. */
export function lastDayOf(month: string): string {
  return addDays(`${monthAfter(month, 1)}-01`, -1)
}

/** What has ended, and what ends within a week, a month, a quarter: each day in one of them. */
export function bandsOf(today: string, { before, days }: Ending): Band[] {
  const stretch = (name: Band['name'], from: number, to: number): Band => {
    const [first, last] = [addDays(today, from), addDays(today, to)]
    return { name, within: `${first}/${last}`, sums: addSums(days.filter(({ day }) => day >= first && day <= last).flatMap(({ sums }) => sums)) }
  }
  const past = addSums([...before, ...days.filter(({ day }) => day < today).flatMap(({ sums }) => sums)])
  return [{ name: 'past', within: `/${addDays(today, -1)}`, sums: past }, stretch('week', 0, 7), stretch('month', 8, 30), stretch('quarter', 31, 90)]
}

/** Adds sums of the same unit, in order of the units. */
export function addSums(sums: readonly Sum[]): Sum[] {
  const units = new Map<string, Sum>()
  for (const sum of sums) {
    const so = units.get(sum.unit)
    const add = (a: string, b: string) => String(BigInt(a) + BigInt(b))
    units.set(sum.unit, so === undefined ? sum : { unit: sum.unit, lots: so.lots + sum.lots, quantity: add(so.quantity, sum.quantity), held: add(so.held, sum.held) })
  }
  return [...units.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1))
}

/** How much a day weighs. */
export function weightOf(sums: readonly Sum[], measure: Measure): bigint {
  if (measure.by === 'lots') return sums.reduce((all, { lots }) => all + BigInt(lots), 0n)
  return BigInt(sums.find(({ unit }) => unit === measure.unit)?.quantity ?? '0')
}

/** How strong something is shown beside the most there is; whatever there is at all is seen. */
export function levelOf(weight: bigint, most: bigint): number {
  if (weight <= 0n || most <= 0n) return 0
  return Math.min(LEVELS, Math.max(1, Math.ceil(Math.sqrt(Number((weight * 10_000n) / most) / 10_000) * LEVELS)))
}
