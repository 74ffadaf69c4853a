// The look of every rule, again and again: the worker's job.
import { SYSTEM_ACTOR } from '#auth'
import { type Database, newId, perform, query, type Statement } from '#platform'
import { looks } from './look.ts'
import { noteAlerts } from './note-alerts.ts'
import { type Found, judge, MOST_AT_ONCE, MOST_OPEN, type Open } from './rules.ts'
import { type Rule, ruleColumns } from './store.ts'

const allRules: Statement = { name: 'alerts.all-rules', text: `select ${ruleColumns} from alerts.rule r order by r.id` }
const openOf: Statement = {
  name: 'alerts.open-subjects',
  text: 'select id, subject from alerts.alert where rule_id = $1 and closed_at is null order by opened_at, id',
}

// What is open says what is so now: less is left, another line waits, the check found more.
const refresh: Statement = {
  name: 'alerts.refresh',
  text: `update alerts.alert t set number = it.number, day = it.day from unnest($2::text[], $3::bigint[], $4::date[]) as it(subject, number, day)
    where t.rule_id = $1 and t.subject = it.subject and t.closed_at is null and (t.number, t.day) is distinct from (it.number, it.day)`,
}

/** Looks once by every rule, one after the other. Gives how many alerts opened and closed. */
export async function watchForAlerts(database: Database, now: Date = new Date()): Promise<{ opened: number; closed: number }> {
  const sum = { opened: 0, closed: 0 }
  for (const rule of await query<Rule>(database, allRules)) {
    const open = await query<Open>(database, openOf, [rule.id])
    const subjects = open.map(({ subject }) => subject)
    const found = rule.isOn ? await query<Found>(database, looks[rule.kind], [now, rule.days, rule.siteId, subjects, open.length + MOST_OPEN, rule.attribute]) : []
    if (open.length > 0) await keepCurrent(database, rule, found.filter(({ subject }) => subjects.includes(subject)))
    const { opened, closed } = judge(found, open)
    if (opened.length === 0 && closed.length === 0) continue
    const payload = { ruleId: rule.id, found, ids: Array.from({ length: MOST_AT_ONCE }, () => newId()) }
    const [outcome] = await perform(database, noteAlerts, [{ id: newId(), actor: SYSTEM_ACTOR, occurredAt: now, payload }], () => now)
    if (outcome?.ok !== true) continue
    sum.opened += opened.length
    sum.closed += closed.length
  }
  return sum
}

async function keepCurrent(database: Database, { id }: Rule, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return
  await query(database, refresh, [id, found.map(({ subject }) => subject), found.map(({ number }) => (number === null ? null : String(number))), found.map(({ day }) => day)])
}
