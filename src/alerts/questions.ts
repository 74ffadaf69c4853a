// What is asked about alerts and their rules.
import { NIL } from '#kernel'
import { type Actor, type Database, query, type Statement } from '#platform'
import type { AlertRow, ReorderPointList, RuleList, Unread } from './contract.ts'
import { alertColumns, alertJoins } from './lists.ts'
import { expected, usable } from './reorder.ts'
import { isRuleSilent, isThingSilent, isTold } from './receivers.ts'

const MOST_SHOWN = 8

// Of rules that tell the account, where neither rule nor thing is muted.
const ofReader = `from alerts.alert t ${alertJoins}
    where t.closed_at is null and ${isTold('$1::uuid')} and not ${isRuleSilent('$1::uuid', 'now()')} and not ${isThingSilent('$1::uuid', 'now()')}`
const seenTo = `coalesce((select v.seen_to from alerts.reader v where v.account_id = $1), '-infinity')`
const shown = Object.entries(alertColumns).map(([name, sql]) => {
  const text = name.endsWith('At') ? `to_json(${sql}) #>> '{}'` : name === 'day' ? `${sql}::text` : sql
  return `${text} as "${name}"`
})

const latest: Statement = {
  name: 'alerts.latest-of-reader',
  text: `select ${shown.join(', ')}, t.opened_at > ${seenTo} as "isUnread" ${ofReader} order by t.opened_at desc, t.id limit ${MOST_SHOWN}`,
}
const counts: Statement = {
  name: 'alerts.count-of-reader',
  text: `select count(*)::int as open, count(*) filter (where t.opened_at > ${seenTo})::int as unread ${ofReader}`,
}
const rules: Statement = {
  name: 'alerts.list-rules',
  text: `select r.id, r.kind, r.name, r.days, r.attribute, f.title as "attributeTitle", r.site_id as "siteId", s.code as site, r.roles, r.reach,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by lower(a.name), a.id), '[]') from auth.account a
        where a.id = any(r.people) and a.disabled_at is null and a.erased_at is null) as people, r.is_on as "isOn",
      to_json(r.muted_until) #>> '{}' as "mutedUntil",
      (select count(*)::int from alerts.alert a where a.rule_id = r.id and a.closed_at is null) as open
    from alerts.rule r left join locations.location s on s.id = r.site_id left join lots.attribute f on f.name = r.attribute order by r.created_at, r.id`,
}
const points: Statement = {
  name: 'alerts.list-reorder-points',
  text: `select i.id as "itemId", i.sku, i.name, i.base_unit as unit, nullif(p.site_id, $1::uuid) as "siteId", s.code as site, p.least::text as least,
      (${usable})::text as "onHand", (${expected})::text as expected
    from alerts.reorder_point p join catalog.item i on i.id = p.item_id left join locations.location s on s.id = p.site_id
    order by i.sku, s.code nulls first, i.id`,
}

/** The open alerts of whoever asks. */
export async function unreadOf(database: Database, actor: Actor | null): Promise<Unread> {
  const reader = actor?.id ?? NIL
  const [[sum], newest] = await Promise.all([
    query<{ open: number; unread: number }>(database, counts, [reader]),
    query<AlertRow & { isUnread: boolean }>(database, latest, [reader]),
  ])
  return { unread: sum?.unread ?? 0, open: sum?.open ?? 0, latest: newest }
}

export async function listRules(database: Database): Promise<RuleList> {
  return { rules: await query<RuleList['rules'][number]>(database, rules) }
}

export async function listReorderPoints(database: Database): Promise<ReorderPointList> {
  return { points: await query<ReorderPointList['points'][number]>(database, points, [NIL]) }
}
