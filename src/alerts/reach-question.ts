// How alerts reach whoever asks: their rules, their digests, what is silent for them; and who may be named by a rule.
import { NIL } from '#kernel'
import { companyZone } from '#locations'
import { type Actor, type Database, query, readMailSetup, type Statement } from '#platform'
import type { OwnReach, ReceiverList } from './contract.ts'
import { alertColumns, alertJoins } from './lists.ts'
import { companyDay, isTold } from './receivers.ts'

const person: Statement = {
  name: 'alerts.reach-of-person',
  text: `select a.email, ${companyZone} as "timeZone", to_char(coalesce(d.at, '07:00'), 'HH24:MI') as at, coalesce(d.weekday, 1) as weekday
    from auth.account a left join alerts.digest d on d.account_id = a.id where a.id = $1`,
}
const rules: Statement = {
  name: 'alerts.reach-of-rules',
  text: `select r.id as "ruleId", r.kind, r.name, r.days, s.code as site, f.title as attribute, r.is_on as "isOn", to_json(case when r.muted_until > now() then r.muted_until end) #>> '{}' as "ruleMutedUntil",
      r.reach as usual, c.reach as chosen, case when c.muted_until > ${companyDay('now()')} then c.muted_until::text end as "mutedUntil",
      (select count(*)::int from alerts.alert t where t.rule_id = r.id and t.closed_at is null) as open
    from alerts.rule r left join locations.location s on s.id = r.site_id left join lots.attribute f on f.name = r.attribute left join alerts.reach c on c.rule_id = r.id and c.account_id = $1::uuid
    where ${isTold('$1::uuid')} order by r.created_at, r.id`,
}
// Of the alert that told of it last.
const silences: Statement = {
  name: 'alerts.silences-of-person',
  text: `select distinct on (q.rule_id, q.subject) t.id as "alertId", q.until::text as until, r.name as rule, r.kind, ${['code', 'sku', 'lotId', 'itemId', 'subjectId'].map((name) =>
    `${Object.entries(alertColumns).find(([one]) => one === name)?.[1]} as "${name}"`).join(', ')}
    from alerts.silence q join alerts.alert t on t.rule_id = q.rule_id and t.subject = q.subject ${alertJoins}
    where q.account_id = $1::uuid and q.until > ${companyDay('now()')} order by q.rule_id, q.subject, t.opened_at desc`,
}
const receivers: Statement = {
  name: 'alerts.possible-receivers',
  text: `select a.id, a.name, a.email is not null as "hasEmail", coalesce((select array_agg(h.role order by h.role) from auth.account_role h where h.account_id = a.id), '{}') as roles
    from auth.account a where a.disabled_at is null and a.erased_at is null order by lower(a.name), a.id`,
}

export async function ownReach(database: Database, actor: Actor | null): Promise<OwnReach | null> {
  const id = actor?.id ?? NIL
  const [[own], setup, told, silent] = await Promise.all([
    query<Pick<OwnReach, 'email' | 'timeZone' | 'at' | 'weekday'>>(database, person, [id]), readMailSetup(database),
    query<OwnReach['rules'][number]>(database, rules, [id]), query<OwnReach['silences'][number]>(database, silences, [id]),
  ])
  return own === undefined ? null : { ...own, isMailSetUp: setup !== null, rules: told, silences: silent }
}

export async function possibleReceivers(database: Database): Promise<ReceiverList> {
  return { receivers: await query<ReceiverList['receivers'][number]>(database, receivers) }
}
