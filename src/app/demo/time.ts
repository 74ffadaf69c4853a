// Days are counted from 1970 while planning. Nothing of a plan happens after the moment it ends with.

/** From one day to another, and the moment it ends. */
export type Span = { readonly from: number; readonly to: number; readonly until: number }

const DAY = 86_400_000

/** The day as a calendar writes it. */
export function dayText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The moment of a day's minute, but none after the end. */
export function at(day: number, minute: number, { until }: Span): string {
  return new Date(Math.min(day * DAY + minute * 60_000, until)).toISOString()
}

/** The day a moment lies in. */
export function dayOf(moment: Date): number {
  return Math.floor(moment.getTime() / DAY)
}

/** Mondays and Thursdays, when goods come and machines run. */
export function isWorkday(day: number): boolean {
  return [1, 4].includes(new Date(day * DAY).getUTCDay())
}
