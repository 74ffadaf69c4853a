// When a report is due. Pure: same arguments, same answer.
import type { Offsets } from './zone-rules.ts'

/** When something is done again: every day, on a weekday from Monday (1) on, or on a day of the month. */
export type Schedule = { readonly every: 'day' | 'week' | 'month'; readonly onDay: number; readonly atMinute: number }

const DAY = 86_400_000
const MINUTE = 60_000
/** The longest stretch without a due day, and some. */
const DAYS = 63

/**
 * The next moment after `after` that is due by the zone's clocks. A time that clocks skip is due when they have skipped it, one
 * they show twice the first time; a month without the day has its last one.
 */
export function nextAfter({ every, onDay, atMinute }: Schedule, offsets: Offsets, after: Date): Date {
  const today = Math.floor((after.getTime() + offsets(after.getTime()) * MINUTE) / DAY)
  for (let day = today - 1; day < today + DAYS; day++) {
    if (!isOn(every, onDay, day)) continue
    const due = atClock(day * DAY + atMinute * MINUTE, offsets)
    if (due > after.getTime()) return new Date(due)
  }
  throw new Error('No day is due.')
}

function isOn(every: Schedule['every'], onDay: number, day: number): boolean {
  const date = new Date(day * DAY)
  if (every === 'day') return true
  if (every === 'week') return (date.getUTCDay() + 6) % 7 === (onDay - 1) % 7
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  return date.getUTCDate() === Math.min(onDay, last)
}

// The first moment at which the clocks show this, or what they show after they skipped it.
function atClock(shown: number, offsets: Offsets): number {
  const before = offsets(shown - DAY)
  const after = offsets(shown + DAY)
  const fits = [before, after].map((offset) => shown - offset * MINUTE).filter((at) => at + offsets(at) * MINUTE === shown)
  return fits.length > 0 ? Math.min(...fits) : shown - before * MINUTE
}
