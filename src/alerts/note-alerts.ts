// What a look of a rule changed is written down: alerts that open, alerts that close.
import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { AlertsNoted } from './contract.ts'
import { refuse } from './refusals.ts'
import { type Found, judge } from './rules.ts'
import { lockRules, readOpen, writeClosed } from './store.ts'

/** What fits a rule now, and the ids for the alerts that open, in the order of what was found. */
export type NoteAlerts = { readonly ruleId: string; readonly found: readonly Found[]; readonly ids: readonly string[] }

const insert: Statement = {
  name: 'alerts.open',
  text: `insert into alerts.alert (id, rule_id, subject, subject_id, number, day, opened_at)
    select id, $2, subject, subject_id, number, day, $7
    from unnest($1::uuid[], $3::text[], $4::uuid[], $5::bigint[], $6::date[]) as it(id, subject, subject_id, number, day)`,
}

/** Notes what changed. Where nothing did, nothing is recorded. */
export const noteAlerts: Action<NoteAlerts, AlertsNoted> = {
  kind: 'alert',
  permission: 'alert.write',
  async run({ tx, now }, commands) {
    const rules = await lockRules(tx, commands.map(({ payload }) => payload.ruleId))
    const results: (Accepted<AlertsNoted> | Refusal)[] = []
    for (const { payload: { ruleId, found, ids } } of commands) {
      const rule = rules.get(ruleId)
      if (rule === undefined) {
        results.push(refuse('alert_rule_missing', { ruleId }))
        continue
      }
      // Judged under the lock: another worker may have looked meanwhile.
      const { opened, closed } = judge(rule.isOn ? found : [], await readOpen(tx, ruleId))
      if (opened.length === 0 && closed.length === 0) {
        results.push(refuse('alerts_unchanged', { name: rule.name }))
        continue
      }
      const made = opened.map((one, nth) => ({ ...one, alertId: ids[nth] ?? '' }))
      if (made.length > 0) {
        tx.write(insert, [
          made.map(({ alertId }) => alertId), ruleId, made.map(({ subject }) => subject), made.map(({ subjectId }) => subjectId),
          made.map(({ number }) => (number === null ? null : String(number))), made.map(({ day }) => day), now,
        ])
      }
      const gone = closed.map(({ id }) => id)
      writeClosed(tx, gone, now)
      results.push({ answer: { ruleId, kind: rule.kind, opened: made.map(({ alertId, subjectId }) => ({ alertId, subjectId })), closed: gone } })
    }
    return results
  },
}
