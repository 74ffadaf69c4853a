// What ends when, as months of days and as stretches of days. Pure.
import { addDays } from '#kernel'
import type { AnswerOf } from '~/api'

export type Ending = AnswerOf<'/stock/ending'>
export type Sum = Ending['before'][number]

/** What a day is weighed by: its lots, what there is in a unit, or what it is worth in a currency; none where nothing has a value. */
export type Measure = { readonly by: 'lots' } | { readonly by: 'unit'; readonly unit: string } | { readonly by: 'value'; readonly currency: string | null }

/** What some sums come to: quantities by unit, values by currency, and how many of the lots have no value. */
export type Total = {
  readonly lots: number
  readonly quantities: readonly { readonly unit: string; readonly quantity: string }[]
  readonly values: readonly { readonly currency: string; readonly value: string }[]
  readonly unvalued: number
}

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

/** Adds sums of the same unit and currency, in order of the units. */
export function addSums(sums: readonly Sum[]): Sum[] {
  const units = new Map<string, Sum>()
  for (const sum of sums) {
    const key = `${sum.unit} ${sum.currency ?? ''}`
    const so = units.get(key)
    const add = (a: string, b: string) => String(BigInt(a) + BigInt(b))
    const value = so?.value != null && sum.value !== null ? plainOf(partsOf(so.value) + partsOf(sum.value)) : sum.value
    units.set(key, so === undefined ? sum : { ...sum, lots: so.lots + sum.lots, quantity: add(so.quantity, sum.quantity), held: add(so.held, sum.held), value })
  }
  return [...units.values()].sort((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : (a.currency ?? '~') < (b.currency ?? '~') ? -1 : 1))
}

/** What sums come to, unit by unit and currency by currency. */
export function totalOf(sums: readonly Sum[]): Total {
  const quantities = new Map<string, bigint>()
  const values = new Map<string, bigint>()
  for (const { unit, quantity, currency, value } of sums) {
    quantities.set(unit, (quantities.get(unit) ?? 0n) + BigInt(quantity))
    if (currency !== null && value !== null) values.set(currency, (values.get(currency) ?? 0n) + partsOf(value))
  }
  const sorted = (all: ReadonlyMap<string, bigint>) => [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    lots: Number(weightOf(sums, { by: 'lots' })),
    quantities: sorted(quantities).map(([unit, quantity]) => ({ unit, quantity: String(quantity) })),
    values: sorted(values).map(([currency, parts]) => ({ currency, value: plainOf(parts) })),
    unvalued: sums.reduce((all, { currency, lots }) => all + (currency === null ? lots : 0), 0),
  }
}

/**
 * What can be chosen to weigh days by: lots, the units, the value in each currency, or in none. The currency that is asked for
 * stays one of them in months that have none of it.
 */
export function measuresOf(days: Ending['days'], asked: string): Measure[] {
  const own = /^value ([A-Z]{3})$/.exec(asked)?.[1]
  const sums = days.flatMap(({ sums: those }) => those)
  const units = [...new Set(sums.map(({ unit }) => unit))].sort()
  const currencies = [...new Set([...sums.flatMap(({ currency }) => currency ?? []), ...(own === undefined ? [] : [own])])].sort()
  return [
    { by: 'lots' }, ...units.map((unit): Measure => ({ by: 'unit', unit })),
    ...(currencies.length === 0 ? [null] : currencies).map((currency): Measure => ({ by: 'value', currency })),
  ]
}

/** A measure as the address has it; lots are nothing. */
export function addressOf(measure: Measure): string {
  return measure.by === 'lots' ? '' : measure.by === 'unit' ? measure.unit : measure.currency === null ? 'value' : `value ${measure.currency}`
}

/** The measure an address asks for. `value` alone is that of the first currency, as nobody has to know which there are. */
export function measureOf(measures: readonly Measure[], asked: string): Measure {
  return measures.find((one) => addressOf(one) === asked) ?? (asked === 'value' ? measures.find(({ by }) => by === 'value') : undefined) ?? { by: 'lots' }
}

// Amounts of money in parts of 10^-8: no sum has more decimals.
const DECIMALS = 8
function partsOf(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole + part.padEnd(DECIMALS, '0'))
}
function plainOf(parts: bigint): string {
  const digits = String(parts).padStart(DECIMALS + 1, '0')
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, '')
}

/** How much a day weighs. */
export function weightOf(sums: readonly Sum[], measure: Measure): bigint {
  if (measure.by === 'lots') return sums.reduce((all, { lots }) => all + BigInt(lots), 0n)
  if (measure.by === 'unit') return sums.reduce((all, { unit, quantity }) => all + (unit === measure.unit ? BigInt(quantity) : 0n), 0n)
  return sums.reduce((all, { currency, value }) => all + (currency === measure.currency && value !== null ? partsOf(value) : 0n), 0n)
}

/** How strong something is shown beside the most there is; whatever there is at all is seen. */
export function levelOf(weight: bigint, most: bigint): number {
  if (weight <= 0n || most <= 0n) return 0
  return Math.min(LEVELS, Math.max(1, Math.ceil(Math.sqrt(Number((weight * 10_000n) / most) / 10_000) * LEVELS)))
}
