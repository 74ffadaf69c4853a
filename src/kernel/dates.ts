// Calendar dates as people write them on a label: a day, a month or a year, never a moment in time.
// The proleptic Gregorian calendar of ISO 8601; text `YYYY-MM-DD` sorts as dates do.

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string

/** How exact a date on a label is. A month or year is kept as its last day. */
export type DatePrecision = 'day' | 'month' | 'year'

/** A date as a label gives it: the last day it means, and how exact it was. */
export type LabelDate = { readonly on: CalendarDate; readonly precision: DatePrecision }

const DAY = 86_400_000
const written = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null for anything else, also for 31 February. */
export function parseLabelDate(text: string): LabelDate | null {
  const parts = written.exec(text)
  if (parts === null) return null
  const [, year = '', month, day] = parts
  if (Number(year) < 1900 || Number(year) > 9998) return null
  if (month === undefined) return { on: `${year}-12-31`, precision: 'year' }
  if (Number(month) < 1 || Number(month) > 12) return null
  const last = lastDayOfMonth(Number(year), Number(month))
  if (day === undefined) return { on: `${year}-${month}-${last}`, precision: 'month' }
  if (Number(day) < 1 || Number(day) > last) return null
  return { on: text, precision: 'day' }
}

/** Writes a label date back with its own precision: `2026`, `2026-02` or `2026-02-28`. */
export function formatLabelDate(date: LabelDate): string {
  if (date.precision === 'year') return date.on.slice(0, 4)
  return date.precision === 'month' ? date.on.slice(0, 7) : date.on
}

/** Says whether a text is an existing calendar day, `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  return parseLabelDate(text)?.precision === 'day'
}

// The offsets there are go from -12:00 to +14:00; the database takes little more.
const moments = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/i

/** Reads a moment, ISO 8601 with its offset; null for anything else, also for 31 February, which `Date` would make 3 March. */
export function parseMoment(text: string): Date | null {
  const day = moments.exec(text)?.[1]
  return day !== undefined && isCalendarDate(day) ? new Date(text) : null
}

/** The date a number of days later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in a time zone (IANA name, for example `Europe/London`). */
export function dayIn(timeZone: string, moment: Date): CalendarDate {
  if (timeZone === 'UTC') return moment.toISOString().slice(0, 10)
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    formats.set(timeZone, format)
  }
  return format.format(moment)
}

/**
 * Says whether two label dates can be the same date: equal, or one is the coarser form of the other
 * (`2026-02` and `2026-02-14`). A coarser date is no conflict and never overwrites the finer.
 */
export function datesAgree(one: LabelDate, other: LabelDate): boolean {
  const length = Math.min(formatLabelDate(one).length, formatLabelDate(other).length)
  return one.on.slice(0, length) === other.on.slice(0, length)
}

function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
