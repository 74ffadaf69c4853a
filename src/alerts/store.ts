// Reading and writing rules and alerts.
import type { Statement, Tx } from '#platform'
import type { Reach, RuleKind } from './contract.ts'
import type { Open } from './rules.ts'

/** A rule as the actions see it. */
export type Rule = {
  readonly id: string
  readonly kind: RuleKind
  readonly name: string
  readonly days: number
  readonly siteId: string | null
  /** The lot attribute that is missed. */
  readonly attribute: string | null
  readonly roles: readonly string[]
  /** Accounts that are told besides. */
  readonly people: readonly string[]
  /** How it reaches whoever did not choose otherwise. */
  readonly reach: Reach
  readonly isOn: boolean
  readonly mutedUntil: Date | null
}

/** The columns of a rule, named as the code names them. */
export const ruleColumns = `r.id, r.kind, r.name, r.days, r.site_id as "siteId", r.attribute, r.roles, r.people, r.reach, r.is_on as "isOn", r.muted_until as "mutedUntil"`

const lock: Statement = {
  name: 'alerts.lock-rules',
  text: `select ${ruleColumns} from alerts.rule r where r.id = any($1::uuid[]) order by r.id for update`,
}
const openOf: Statement = {
  name: 'alerts.open-of-rule',
  text: 'select id, subject from alerts.alert where rule_id = $1 and closed_at is null order by opened_at, id',
}
const close: Statement = {
  name: 'alerts.close',
  text: 'update alerts.alert set closed_at = $2 where id = any($1::uuid[]) and closed_at is null',
}

/** Rules by their ids, locked in one order. */
export async function lockRules(tx: Tx, ids: readonly string[]): Promise<Map<string, Rule>> {
  const rules = await tx.read<Rule>(lock, [[...new Set(ids)]])
  return new Map(rules.map((rule) => [rule.id, rule]))
}

/** The open alerts of a rule, the oldest first. */
export function readOpen(tx: Tx, ruleId: string): Promise<Open[]> {
  return tx.read<Open>(openOf, [ruleId])
}

export function writeClosed(tx: Tx, ids: readonly string[], now: Date): void {
  if (ids.length > 0) tx.write(close, [ids, now])
}
