// Dates as people type them off a label: 140527, 0527, 14.5.27, 05/2027, 14 May 2027. What was read is shown beside it.
import { addDays, type LabelDate, parseLabelDate } from '#kernel'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** A label is not about a date further off than so many days, when it can be read otherwise. */
const FAR = 3653

/** How a date is read: the day it is read on, and whether the month comes first where slashes part it. */
export type Reading = { readonly today: string; readonly monthFirst: boolean }

/** The date as the API takes it, `2027-05-14`, `2027-05` or `2027`; null when it cannot be read. */
export function readDate(typed: string, { today, monthFirst }: Reading): string | null {
  const text = typed.trim().toLowerCase()
  const readable = guesses(text, monthFirst).filter((guess) => parseLabelDate(guess) !== null)
  return readable.find((guess) => !isFar(guess, today)) ?? readable[0] ?? null
}

/** The last day a readable date means. */
export function lastDayOf(date: string): string {
  return parseLabelDate(date)?.on ?? date
}

/** How exact it is. */
export function precisionOf(date: string): LabelDate['precision'] {
  return parseLabelDate(date)?.precision ?? 'day'
}

function isFar(guess: string, today: string): boolean {
  const day = lastDayOf(guess)
  return day < addDays(today, -FAR) || day > addDays(today, FAR)
}

// Every way to read it, the likeliest first.
function guesses(text: string, monthFirst: boolean): string[] {
  return [...ofIso(text), ...ofDigits(text), ...ofNames(text), ...ofParts(text, monthFirst)]
}

function ofIso(text: string): string[] {
  const parts = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text)
  if (parts === null) return []
  const [, year = '', month, day] = parts
  if (month !== undefined) return [day === undefined ? monthOf(month, year) : dayOf(day, month, year)]
  return [monthOf(text.slice(0, 2), text.slice(2)), year]
}

function ofDigits(text: string): string[] {
  const [a, b, c] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)]
  if (/^\d{6}$/.test(text)) return [dayOf(a, b, c), dayOf(c, b, a), monthOf(a, text.slice(2)), monthOf(c, text.slice(0, 4))]
  if (/^\d{8}$/.test(text)) return [dayOf(a, b, c), dayOf(text.slice(6), text.slice(4, 6), text.slice(0, 4))]
  return []
}

function ofNames(text: string): string[] {
  const parts = /^(\d{1,2})?[\s.-]*([a-z]{3})[a-z]*[\s.-]*(\d{4}|\d{2})$/.exec(text)
  if (parts === null) return []
  const [, day, name = '', year = ''] = parts
  const month = String(MONTHS.indexOf(name) + 1)
  return [day === undefined ? monthOf(month, year) : dayOf(day, month, year)]
}

function ofParts(text: string, monthFirst: boolean): string[] {
  const month = /^(\d{1,2})[./ -](\d{4}|\d{2})$/.exec(text)
  if (month !== null) return [monthOf(month[1] ?? '', month[2] ?? '')]
  const parts = /^(\d{1,4})([./ -])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
  if (parts === null) return []
  const [, a = '', mark, b = '', c = ''] = parts
  if (a.length === 4) return [dayOf(c, b, a)]
  return mark === '/' && monthFirst ? [dayOf(b, a, c), dayOf(a, b, c)] : [dayOf(a, b, c), dayOf(b, a, c)]
}

const two = (part: string) => part.padStart(2, '0')
const yearOf = (part: string) => (part.length === 2 ? `20${part}` : part)
const dayOf = (day: string, month: string, year: string) => `${yearOf(year)}-${two(month)}-${two(day)}`
const monthOf = (month: string, year: string) => `${yearOf(year)}-${two(month)}`
