// What opens and what closes. Pure: same arguments, same answer.
import type { RuleKind } from './contract.ts'

/** The most alerts of one rule that are open at once. */
export const MOST_OPEN = 500

/** The most that one look opens or closes, so that its document stays short. */
export const MOST_AT_ONCE = 100

/** Something that fits a rule now. */
export type Found = { readonly subject: string; readonly subjectId: string | null; readonly number: bigint | null; readonly day: string | null }

/** An alert that is open. */
export type Open = { readonly id: string; readonly subject: string }

/** What one look changes: things that fit and have no alert open, alerts whose thing fits no longer. */
export function judge(found: readonly Found[], open: readonly Open[]): { readonly opened: readonly Found[]; readonly closed: readonly Open[] } {
  const fits = new Set(found.map(({ subject }) => subject))
  const closed = open.filter(({ subject }) => !fits.has(subject)).slice(0, MOST_AT_ONCE)
  const stands = new Set(open.map(({ subject }) => subject))
  const room = MOST_OPEN - open.length + closed.length
  const opened = found.filter(({ subject }) => !stands.has(subject)).slice(0, Math.max(0, Math.min(room, MOST_AT_ONCE)))
  return { opened, closed }
}

const counted: ReadonlySet<RuleKind> = new Set<RuleKind>(['expiring', 'held_long', 'delivery_overdue', 'order_waiting', 'document_missing'])

/** Whether a kind looks so many days ahead or back. */
export function needsDays(kind: RuleKind): boolean {
  return counted.has(kind)
}
