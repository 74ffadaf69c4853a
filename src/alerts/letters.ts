// What somebody is written: what is new at once, or a digest of what is open, by rule, the gravest first.
import type { MailPart } from '#platform'
import type { Reach } from './contract.ts'
import { gravestFirst } from './reach-rules.ts'
import { many, pathOf, sentenceOf, type Told } from './sentences.ts'

/** An alert as it is written of. `isNew`: it opened since the last letter of this kind. */
export type Alerted = Told & { readonly id: string; readonly ruleId: string; readonly rule: string; readonly isNew: boolean }

/** How many of one rule a letter tells one by one. */
export const MOST_LINES = 12

export type Written = { readonly subject: string; readonly parts: readonly MailPart[] }

/** The letter of what has just opened. */
export function letterAtOnce(alerts: readonly Alerted[], today: string): Written {
  const [first] = alerts
  const subject = alerts.length === 1 && first !== undefined ? sentenceOf(first, today) : `${many(alerts.length, 'new alert')}${rulesOf(alerts)}`
  return { subject: `Lotline: ${subject}`, parts: [...ofRules(alerts, today, false), ending] }
}

/** The digest of what is open. */
export function digestOf(alerts: readonly Alerted[], today: string, which: readonly Reach[]): Written {
  const fresh = alerts.filter(({ isNew }) => isNew).length
  const name = which.includes('daily') ? 'today' : 'this week'
  const subject = `Lotline ${name}: ${many(alerts.length, 'thing')} open${fresh === 0 ? '' : `, ${fresh} new`}`
  return { subject, parts: [...ofRules(alerts, today, true), ending] }
}

function ofRules(alerts: readonly Alerted[], today: string, marksNew: boolean): MailPart[] {
  const groups = new Map<string, Alerted[]>()
  for (const one of alerts) groups.set(one.ruleId, [...(groups.get(one.ruleId) ?? []), one])
  const rank = ([one]: Alerted[]) => (one === undefined ? 0 : gravestFirst.indexOf(one.kind))
  return [...groups.values()].sort((a, b) => rank(a) - rank(b)).map((group) => ofRule([...group].sort(worstFirst), today, marksNew))
}

function ofRule(group: readonly Alerted[], today: string, marksNew: boolean): MailPart {
  const [first] = group
  const fresh = group.filter(({ isNew }) => isNew).length
  const counts = !marksNew || fresh === 0 ? `${group.length}` : `${group.length}, ${fresh} new`
  const left = group.length - MOST_LINES
  return {
    heading: `${first?.rule ?? ''} (${counts})`,
    lines: group.slice(0, MOST_LINES).map((one) => ({ says: sentenceOf(one, today), path: pathOf(one), ...(marksNew && one.isNew && { more: 'new' }) })),
    onward: { says: left > 0 ? `And ${left} more: see all` : 'See them in Lotline', path: `/alerts?ruleId=${first?.ruleId ?? ''}` },
  }
}

// What began or ends earliest; then what there is most of, and of what is to be ordered again least.
function worstFirst(a: Alerted, b: Alerted): number {
  const day = (a.day ?? '').localeCompare(b.day ?? '')
  if (day !== 0) return day
  const [less, more] = [BigInt(a.number ?? 0), BigInt(b.number ?? 0)]
  const way = a.kind === 'below_reorder' ? 1 : -1
  return less < more ? -way : less > more ? way : a.code.localeCompare(b.code)
}

function rulesOf(alerts: readonly Alerted[]): string {
  const names = [...new Set(alerts.map(({ rule }) => rule))]
  return names.length > 2 ? '' : `: ${names.join(', ')}`
}

const ending: MailPart = { onward: { says: 'Choose how alerts reach you, or mute what you do not need', path: '/alerts/mine' } }
