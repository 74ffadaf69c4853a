// What people choose for themselves: how a rule reaches them, when their digests come, of what they want to hear nothing.
import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { DigestSet, ReachSet, SetDigest, SetReach, Silenced, SilenceAlert } from './contract.ts'
import { refuse } from './refusals.ts'
import { lockRules } from './store.ts'

const upsertReach: Statement = {
  name: 'alerts.upsert-reach',
  text: `insert into alerts.reach (account_id, rule_id, reach, muted_until) values ($1, $2, $3::text, $4::date)
    on conflict (account_id, rule_id) do update set reach = case when $5::boolean then excluded.reach else reach.reach end,
      muted_until = case when $6::boolean then excluded.muted_until else reach.muted_until end`,
}
const upsertDigest: Statement = {
  name: 'alerts.upsert-digest',
  text: `insert into alerts.digest (account_id, at, weekday) values ($1, $2::time, $3)
    on conflict (account_id) do update set at = excluded.at, weekday = excluded.weekday, daily_for = null, weekly_for = null`,
}
const findAlerts: Statement = { name: 'alerts.find-alerts', text: 'select id, rule_id as "ruleId", subject from alerts.alert where id = any($1::uuid[])' }
const upsertSilence: Statement = {
  name: 'alerts.upsert-silence',
  text: `insert into alerts.silence (account_id, rule_id, subject, until) values ($1, $2, $3, $4::date)
    on conflict (account_id, rule_id, subject) do update set until = excluded.until`,
}
const deleteSilence: Statement = { name: 'alerts.delete-silence', text: 'delete from alerts.silence where account_id = $1 and rule_id = $2 and subject = $3' }

/** How a rule reaches whoever asks, and until when it is silent for them. */
export const setReach: Action<SetReach, ReachSet> = {
  kind: 'set-alert_reach',
  permission: 'account.self',
  async run({ tx }, commands) {
    const rules = await lockRules(tx, commands.map(({ payload }) => payload.ruleId))
    return commands.map(({ actor, payload: { ruleId, reach, mutedUntil } }): Accepted<ReachSet> | Refusal => {
      if (!rules.has(ruleId)) return refuse('alert_rule_missing', { ruleId })
      tx.write(upsertReach, [actor.id, ruleId, reach ?? null, mutedUntil ?? null, reach !== undefined, mutedUntil !== undefined])
      return { answer: { ruleId } }
    })
  },
}

/** When the digests of whoever asks come; the next one is the first at the new time. */
export const setDigest: Action<SetDigest, DigestSet> = {
  kind: 'set-alert_digest',
  permission: 'account.self',
  async run({ tx }, commands) {
    return commands.map(({ actor, payload: { at, weekday } }) => {
      tx.write(upsertDigest, [actor.id, at, weekday])
      return { answer: { at, weekday } }
    })
  },
}

/** Whoever asks hears nothing of what an alert is about until a day, also when it closes and opens again. */
export const silenceAlert: Action<SilenceAlert, Silenced> = {
  kind: 'silence-alert',
  permission: 'account.self',
  async run({ tx }, commands) {
    const found = await tx.read<{ id: string; ruleId: string; subject: string }>(findAlerts, [commands.map(({ payload }) => payload.alertId)])
    const known = new Map(found.map((one) => [one.id, one]))
    return commands.map(({ actor, payload: { alertId, until } }): Accepted<Silenced> | Refusal => {
      const one = known.get(alertId)
      if (one === undefined) return refuse('alert_missing', { alertId })
      if (until === null) tx.write(deleteSilence, [actor.id, one.ruleId, one.subject])
      else tx.write(upsertSilence, [actor.id, one.ruleId, one.subject, until])
      return { answer: { alertId, until } }
    })
  },
}
