// What fits a rule now, by its kind: the alerts that are open first, then the earliest days.
// $1 now, $2 days, $3 the site or null, $4 the subjects with an open alert, $5 how many at most, $6 the attribute or null.
import { companyZone } from '#locations'
import { shortOf } from '#orders'
import type { Statement } from '#platform'
import { announcedNow, cameOf } from '#receiving'
import type { RuleKind } from './contract.ts'
import { expected, usable } from './reorder.ts'

const look = (kind: RuleKind, rows: string): Statement => ({
  name: `alerts.look-${kind}`,
  text: `select it.subject, it.subject_id as "subjectId", it.number::bigint as number, it.day::text as day from (${rows}) it
    cross join (select $1::timestamptz, $2::integer, $3::uuid, $6::text) asked
    order by it.subject = any($4::text[]) desc, it.day nulls first, it.subject limit $5::int`,
})

/** How old the last backup may be. */
const DAYS_OF_BACKUP = 7

const atSite = (column: string) => `($3::uuid is null or ${column} = $3::uuid)`
const today = '($1::timestamptz at time zone s.time_zone)::date'
const dayOf = (moment: string, zone: string = companyZone) => `(${moment} at time zone ${zone})::date`
const daysAgo = `$1::timestamptz - $2::integer * interval '1 day'`
// What came of a line, with its corrections: as the list of announcements has it.
const missing = `exists (select 1 from receiving.announcement_line n where n.announcement_id = a.id and ${announcedNow('n')} > ${cameOf('n')})`

/** The statement of each kind. */
export const looks: { readonly [Kind in RuleKind]: Statement } = {
  expiring: look('expiring', `select l.id::text as subject, l.id as subject_id, sum(b.quantity) as number, l.binding_on as day
    from ledger.balance b join lots.lot l on l.id = b.lot_id join locations.location s on s.id = b.site_id
    where b.quantity > 0 and l.binding_on <= ${today} + $2::integer and ${atSite('b.site_id')} group by l.id`),
  // What is ordered already is not to be ordered again.
  below_reorder: look('below_reorder', `select p.item_id || '.' || p.site_id as subject, p.item_id as subject_id, h.usable::bigint as number, null::date as day
    from alerts.reorder_point p cross join lateral (select ${usable} as usable, ${expected} as expected) h
    where h.usable + h.expected < p.least and ${atSite('p.site_id')}`),
  held_long: look('held_long', `select h.id::text as subject, h.id as subject_id, null::bigint as number, ${dayOf('h.placed_at')} as day
    from ledger.hold h where h.id in (select t.hold_id from ledger.standing_hold t) and h.placed_at <= ${daysAgo}`),
  delivery_overdue: look('delivery_overdue', `select a.id::text as subject, a.id as subject_id, null::bigint as number, a.expected_on as day
    from receiving.announcement a join locations.location s on s.id = a.site_id
    where a.closed_at is null and coalesce(a.expected_on, 'infinity') < ${today} - $2::integer + 1 and coalesce(a.expected_on, 'infinity') > ${today} - 181
      and a.expected_on < ${today} and ${atSite('a.site_id')} and ${missing}`),
  // Where lines once were short is noted; whether they still are is seen in the record.
  order_waiting: look('order_waiting', `select o.id::text as subject, o.id as subject_id, count(*) as number, ${dayOf('o.placed_at', 's.time_zone')} as day
    from orders.waiting w join orders.line l on l.id = w.line_id join orders.sales_order o on o.id = l.order_id join locations.location s on s.id = o.site_id
    where o.placed_at <= ${daysAgo} and ${atSite('o.site_id')} and ${shortOf} > 0 group by o.id, s.time_zone`),
  // Lots that came without it and are still here; what a lot was merged into may have it.
  document_missing: look('document_missing', `select l.id::text as subject, l.id as subject_id, sum(b.quantity) as number, l.received_on as day
    from ledger.balance b join lots.lot l on l.id = b.lot_id join locations.location s on s.id = b.site_id
    where b.quantity > 0 and l.received_on <= ${today} - $2::integer and ${atSite('b.site_id')}
      and not exists (select from lots.lot_attribute v where v.lot_id in (l.id, l.merged_into_id) and v.name = $6::text) group by l.id`),
  drift: look('drift', `select 'check' as subject, null::uuid as subject_id, (n.value ->> 'found')::bigint as number, ${dayOf(`(n.value ->> 'at')::timestamptz`)} as day
    from platform.setting n where n.name = 'last_check' and (n.value ->> 'found')::bigint > 0`),
  // Whatever goes on by itself and does not: jobs, backups that fail or are long ago, webhooks that stopped, letters nobody takes,
  // reports that were not written the last time.
  job_failed: look('job_failed', `select j.name as subject, null::uuid as subject_id, j.failures::bigint as number, ${dayOf('j.failing_since')} as day
      from platform.job j where j.failures > 0 and j.failing_since <= $1::timestamptz - interval '1 minute'
    union all select 'old-backup', null, null, ${dayOf(`(n.value ->> 'at')::timestamptz`)}
      from platform.setting n where n.name = 'last_backup' and (n.value ->> 'at')::timestamptz < $1::timestamptz - interval '${DAYS_OF_BACKUP} days'
    union all select 'stopped-webhooks', null, count(*), ${dayOf('min(w.stopped_at)')} from platform.webhook w where w.stopped_at is not null having count(*) > 0
    union all select 'given-up-letters', null, count(*), ${dayOf('min(m.stopped_at)')} from platform.mail m where m.stopped_at is not null having count(*) > 0
    union all select 'failed-reports', null, count(*), ${dayOf('min(f.due_at)')} from (
      select distinct on (u.report_id) u.state, u.due_at from reports.run u join reports.report r on r.id = u.report_id
      where u.state <> 'waiting' and not r.is_paused and r.stopped is null order by u.report_id, u.due_at desc) f where f.state = 'failed' having count(*) > 0`),
}
