// Whom a rule tells: accounts with one of its roles or named by it, that may see what is behind its alerts and did not mute it.
import { roleNames, roles } from '#auth'
import { companyZone } from '#locations'
import { permissionFor } from './reach-rules.ts'

const rolesWith = (permission: string) => `'{${roleNames.filter((role) => roles[role].some((held) => held === permission)).join(',')}}'::text[]`
const ofSystem = `'drift', 'job_failed'`

/** The day it is there; `now` is a moment. */
export const companyDay = (now: string) => `(${now} at time zone ${companyZone})::date`

/** Whether rule `r` is told to the account whose id `account` is. */
export const isTold = (account: string) => `exists (select from auth.account_role h where h.account_id = ${account}
      and h.role = any(case when r.kind in (${ofSystem}) then ${rolesWith(permissionFor('drift'))} else ${rolesWith(permissionFor('expiring'))} end))
    and (${account} = any(r.people) or r.roles && array(select h.role from auth.account_role h where h.account_id = ${account}))`

/** Whether rule `r` is silent for an account on a day, by itself or by what the account chose. */
export const isRuleSilent = (account: string, now: string) => `(coalesce(r.muted_until > ${now}, false)
    or exists (select from alerts.reach c where c.account_id = ${account} and c.rule_id = r.id and c.muted_until > ${companyDay(now)}))`

/** Whether what alert `t` is about is silent for an account. */
export const isThingSilent = (account: string, now: string) => `exists (select from alerts.silence q
    where q.account_id = ${account} and q.rule_id = t.rule_id and q.subject = t.subject and q.until > ${companyDay(now)})`
