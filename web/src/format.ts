// How quantities, dates and moments are written for people: in their own locale, years always with four digits.

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language
const numbers = new Intl.NumberFormat(locale)
const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const months = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })
const moments = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
const clocks = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' })

/** A whole quantity, of any size, with its unit. */
export function quantity(text: string | bigint, unit = ''): string {
  const value = typeof text === 'bigint' ? text : BigInt(text)
  // The one base unit that is a word of ours; all others are written as their owner wrote them.
  const word = unit === 'piece' && value !== 1n ? 'pieces' : unit
  return word === '' ? numbers.format(value) : `${numbers.format(value)}\u{a0}${word}`
}

/** An exact amount of money of any size; sums as their currency is written, and what one unit is worth with all its decimals. */
export function money(amount: string, currency: string, of: 'sum' | 'unit' = 'sum'): string {
  if (!isAmount(amount)) return `${amount} ${currency}`
  const style = { style: 'currency', currency } as const
  return new Intl.NumberFormat(locale, of === 'sum' ? style : { ...style, maximumFractionDigits: 8 }).format(amount)
}
const isAmount = (text: string): text is `${number}` => /^\d+(\.\d+)?$/.test(text)

/** An amount as short as it can be said, for where there is hardly room: its unit stands elsewhere. */
export function shortAmount(amount: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 2 }).format(Number(amount))
}

export function count(value: number): string {
  return numbers.format(value)
}

/** What a paper is called; null when nobody gave it a number, and its own id stands for one. */
export function numberOf(id: string, number: string | null): string | null {
  return number === null || number === id ? null : number
}

/** What something takes on a disk. */
export function bytes(value: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(value, 1)) / 10), sizes.length - 1)
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: step === 0 ? 0 : 1 }).format(value / 2 ** (10 * step))} ${sizes[step] ?? ''}`
}
const sizes = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** A calendar date as on a label: `2026`, `2026-02` or `2026-02-28`. */
export function labelDate(text: string): string {
  if (/^\d{4}$/.test(text)) return text
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const date = new Date(`${isDay ? text : `${text}-01`}T00:00:00Z`)
  // A day that does not exist is none of the next month.
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text)) return text
  return (isDay ? days : months).format(date)
}

/** From one calendar day to another, as short as it can be said. */
export function daysSpan(from: string, to: string): string {
  return days.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
}

/** The days of the week from Monday on, short. 2024 began with a Monday. */
export const weekdays: readonly string[] = Array.from({ length: 7 }, (_, nth) =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + nth))))

/** A moment to the minute, in the time of whoever looks. */
export function moment(text: string): string {
  return moments.format(new Date(text))
}

/** The time of a moment, to the minute, in the time of whoever looks. */
export function clock(text: string): string {
  return clocks.format(new Date(text))
}

/** A moment in full, with its zone; for whoever asks. */
export function exactMoment(text: string): string {
  return exact.format(new Date(text))
}

/** Today where the browser is, `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** How many days lie between two calendar days; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
