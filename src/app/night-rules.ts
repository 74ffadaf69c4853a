// When the check that runs by itself is due. Pure.

/** What is known when it is asked whether to check. `hour` is the company's; `since` when this release began, as far as is known. */
export type Night = { readonly now: Date; readonly hour: number; readonly lastAt: Date | null; readonly since: Date; readonly failedAt: Date | null }

const HOUR = 3_600_000
const QUIET = { from: 2, to: 5 }
/** A Lotline that sleeps at night is checked by day after so many days: better seen than not. */
export const DAYS_WITHOUT = 3

/** Due once a night, in the quiet hours; one that failed is tried again an hour later. */
export function isCheckDue({ now, hour, lastAt, since, failedAt }: Night): boolean {
  if (failedAt !== null && now.getTime() - failedAt.getTime() < HOUR) return false
  const age = now.getTime() - (lastAt ?? since).getTime()
  if (age >= DAYS_WITHOUT * 24 * HOUR) return true
  const isQuiet = hour >= QUIET.from && hour < QUIET.to
  return isQuiet && (lastAt === null || age >= (24 - QUIET.to + QUIET.from - 1) * HOUR)
}
