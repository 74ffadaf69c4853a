// Alerts by mail: what is new at once, and digests when they are due. The worker's job, again and again; what was written is
// noted with the letter in one transaction, so that nobody is written of the same twice.
import { companyZone } from '#locations'
import { type Database, mailBody, newId, query, readMailSetup, type Statement, transaction, type Tx, writeLetters } from '#platform'
import type { Reach } from './contract.ts'
import { type Alerted, digestOf, letterAtOnce } from './letters.ts'
import { alertColumns, alertJoins } from './lists.ts'
import { type Clock, dueNow, lastDue, type LetterDays, type Times } from './reach-rules.ts'
import { isRuleSilent, isThingSilent, isTold } from './receivers.ts'

const readClock: Statement = {
  name: 'alerts.company-clock',
  text: `select (n.here)::date::text as day, to_char(n.here, 'HH24:MI') as time, extract(isodow from n.here)::int as weekday
    from (select $1::timestamptz at time zone ${companyZone} as here) n`,
}
const readPeople: Statement = {
  name: 'alerts.people-to-tell',
  text: `select a.id, to_char(coalesce(d.at, '07:00'), 'HH24:MI') as at, coalesce(d.weekday, 1) as weekday, d.daily_for::text as "dailyFor", d.weekly_for::text as "weeklyFor", d.mailed_at as "mailedAt"
    from auth.account a left join alerts.digest d on d.account_id = a.id
    where a.email is not null and a.disabled_at is null and a.erased_at is null
      and exists (select from alerts.rule r left join alerts.reach c on c.account_id = a.id and c.rule_id = r.id
        where r.is_on and coalesce(c.reach, r.reach) <> 'app' and ${isTold('a.id')})
    order by a.id`,
}
const makePerson: Statement = { name: 'alerts.make-person-to-tell', text: 'insert into alerts.digest (account_id) values ($1) on conflict do nothing' }
const lockPerson: Statement = {
  name: 'alerts.lock-person-to-tell',
  text: `select daily_for::text as "dailyFor", weekly_for::text as "weeklyFor", mailed_at as "mailedAt" from alerts.digest where account_id = $1 for update`,
}
const readAddress: Statement = {
  name: 'alerts.address-to-tell',
  text: 'select a.email from auth.account a where a.id = $1 and a.disabled_at is null and a.erased_at is null for share',
}
const columns = ['kind', 'code', 'sku', 'lotId', 'itemId', 'subjectId', 'number', 'unit', 'attribute'] as const
// What is open of rules that reach somebody so, and is silent in no way. At once: what they were not written of yet, nor within a day.
const readOpen: Statement = {
  name: 'alerts.open-to-tell',
  text: `select t.id, r.id as "ruleId", r.name as rule, t.subject, t.day::text as day, ${columns.map((name) => `${alertColumns[name]} as "${name}"`).join(', ')},
      coalesce(c.reach, r.reach) as reach, coalesce(t.opened_at > case coalesce(c.reach, r.reach) when 'daily' then d.daily_at else d.weekly_at end, false) as "isNew"
    from alerts.alert t ${alertJoins} left join alerts.reach c on c.account_id = $1::uuid and c.rule_id = r.id left join alerts.digest d on d.account_id = $1::uuid
    where t.closed_at is null and coalesce(c.reach, r.reach) = any($2::text[]) and ${isTold('$1::uuid')}
      and not ${isRuleSilent('$1::uuid', '$3::timestamptz')} and not ${isThingSilent('$1::uuid', '$3::timestamptz')}
      and (coalesce(c.reach, r.reach) <> 'mail' or not exists (select from alerts.told w where w.account_id = $1::uuid and w.rule_id = t.rule_id and w.subject = t.subject
        and (w.told_at >= t.opened_at or w.told_at > $3::timestamptz - interval '1 day')))
    order by t.day nulls first, t.id`,
}
const noteTold: Statement = {
  name: 'alerts.note-told',
  text: `insert into alerts.told (account_id, rule_id, subject, told_at) select $1, rule_id, subject, $4::timestamptz from unnest($2::uuid[], $3::text[]) as it(rule_id, subject)
    on conflict (account_id, rule_id, subject) do update set told_at = excluded.told_at`,
}
const noteWritten: Statement = {
  name: 'alerts.note-written',
  text: `update alerts.digest set daily_for = coalesce($2::date, daily_for), weekly_for = coalesce($3::date, weekly_for), mailed_at = coalesce($4::timestamptz, mailed_at),
      daily_at = case when $2::date is null then daily_at else $5::timestamptz end, weekly_at = case when $3::date is null then weekly_at else $5::timestamptz end where account_id = $1`,
}
const forgetTold: Statement = {
  name: 'alerts.forget-told',
  text: `delete from alerts.told w where w.told_at < $1::timestamptz - interval '1 day'
    and not exists (select from alerts.alert t where t.rule_id = w.rule_id and t.subject = w.subject and t.closed_at is null)`,
}

type Person = { readonly id: string } & Times & LetterDays
type Open = Alerted & { readonly subject: string; readonly reach: Reach }

/** Writes to everybody who is to be written to now. Gives how many letters; none while mail is not set up. */
export async function tellPeople(database: Database, now: Date = new Date()): Promise<number> {
  const setup = await readMailSetup(database)
  if (setup === null) return 0
  const [clock] = await query<Clock>(database, readClock, [now])
  if (clock === undefined) return 0
  let letters = 0
  for (const person of await query<Person>(database, readPeople, [])) {
    if (isCalled(person, clock, now)) letters += await transaction(database, (tx) => tellPerson(tx, person, clock, now, setup.publicUrl))
  }
  await query(database, forgetTold, [now])
  return letters
}

// Whoever has no day of a digest yet is given one.
function isCalled(person: Person, clock: Clock, now: Date): boolean {
  return person.dailyFor === null || person.weeklyFor === null || dueNow(person, clock, person, now).length > 0
}

async function tellPerson(tx: Tx, person: Person, clock: Clock, now: Date, publicUrl: string | null): Promise<number> {
  // Another worker may have written meanwhile: what is due is judged again under the lock.
  tx.write(makePerson, [person.id])
  const [[written], [account]] = await Promise.all([tx.read<LetterDays>(lockPerson, [person.id]), tx.read<{ email: string | null }>(readAddress, [person.id])])
  const address = account?.email ?? null
  if (written === undefined || address === null) return 0
  const due = dueNow(person, clock, written, now)
  const open = due.length === 0 ? [] : await tx.read<Open>(readOpen, [person.id, due, now])
  const atOnce = open.filter(({ reach }) => reach === 'mail')
  const later = open.filter(({ reach }) => reach !== 'mail')
  const letters = [
    ...(atOnce.length > 0 ? [letterAtOnce(atOnce, clock.day)] : []),
    ...(later.length > 0 ? [digestOf(later, clock.day, due)] : []),
  ]
  writeLetters(tx, letters.map(({ subject, parts }) => ({ id: newId(), accountId: person.id, address, subject, ...mailBody(parts, publicUrl) })), now)
  if (atOnce.length > 0) tx.write(noteTold, [person.id, atOnce.map(({ ruleId }) => ruleId), atOnce.map(({ subject }) => subject), now])
  const days = lastDue(person, clock)
  const daily = due.includes('daily') || written.dailyFor === null ? days.daily : null
  const weekly = due.includes('weekly') || written.weeklyFor === null ? days.weekly : null
  if (daily !== null || weekly !== null || atOnce.length > 0) tx.write(noteWritten, [person.id, daily, weekly, atOnce.length > 0 ? now : null, now])
  return letters.length
}
