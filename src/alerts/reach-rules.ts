// Who is told of what and when. Pure: same arguments, same answer.
import type { Reach, RuleKind } from './contract.ts'

/** What somebody must be allowed to see to be told of a kind: whoever cannot look behind an alert is not sent it. */
export function permissionFor(kind: RuleKind): 'record.read' | 'system.read' {
  return kind === 'drift' || kind === 'job_failed' ? 'system.read' : 'record.read'
}

/** The kinds, the gravest first: the order of a digest. */
export const gravestFirst: readonly RuleKind[] = ['drift', 'job_failed', 'expiring', 'below_reorder', 'document_missing', 'order_waiting', 'delivery_overdue', 'held_long']

/** When somebody reads their digests: a time of the company's day, and for weekly ones a day of the week, Monday is 1. */
export type Times = { readonly at: string; readonly weekday: number }

/** What the company's clock shows. */
export type Clock = { readonly day: string; readonly time: string; readonly weekday: number }

/** What a person was written last. A digest that was never due has no day. */
export type LetterDays = { readonly dailyFor: string | null; readonly weeklyFor: string | null; readonly mailedAt: Date | null }

/** The day of the last daily and weekly digest that should have gone by now. */
export function lastDue({ at, weekday }: Times, { day, time, weekday: today }: Clock): { readonly daily: string; readonly weekly: string } {
  const isPast = time >= at
  const daily = isPast ? day : before(day, 1)
  const since = (today - weekday + 7) % 7
  const weekly = since > 0 || isPast ? before(day, since) : before(day, 7)
  return { daily, weekly }
}

/** At most so often somebody is written to at once: what opens meanwhile waits for the next letter. */
export const MINUTES_BETWEEN = 10

/** In which ways somebody is to be written to now. Whoever has no day yet gets their first digest at its next time. */
export function dueNow(times: Times, clock: Clock, written: LetterDays, now: Date): readonly Reach[] {
  const { daily, weekly } = lastDue(times, clock)
  const due: Reach[] = []
  if (written.mailedAt === null || now.getTime() - written.mailedAt.getTime() >= MINUTES_BETWEEN * 60_000) due.push('mail')
  if (written.dailyFor !== null && written.dailyFor < daily) due.push('daily')
  if (written.weeklyFor !== null && written.weeklyFor < weekly) due.push('weekly')
  return due
}

function before(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}
