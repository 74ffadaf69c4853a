// What people do about alerts: rules made and changed, reorder points, what is seen.
import { NIL, type Refusal } from '#kernel'
import { permissionsOf, readReceivers, type Receiver } from '#auth'
import type { Accepted, Action, Statement, Tx } from '#platform'
import type { ChangeRule, Reach, ReorderPointSet, RuleAnswer, RuleKind, Seen } from './contract.ts'
import { permissionFor } from './reach-rules.ts'
import { refuse } from './refusals.ts'
import { needsDays } from './rules.ts'
import { lockRules, readOpen, type Rule, writeClosed } from './store.ts'

type CreateRule = {
  readonly ruleId: string
  readonly kind: RuleKind
  readonly name: string
  readonly days: number | null
  readonly siteId: string | null
  readonly roles: readonly string[]
  readonly people?: readonly string[]
  readonly reach?: Reach
  readonly attribute?: string
}
type SetReorderPoint = { readonly itemId: string; readonly siteId: string | null; readonly least: bigint }

const findSites: Statement = { name: 'alerts.find-sites', text: `select id from locations.location where id = any($1::uuid[]) and kind = 'site'` }
const findItems: Statement = { name: 'alerts.find-items', text: 'select id from catalog.item where id = any($1::uuid[])' }
const findAttributes: Statement = { name: 'alerts.find-attributes', text: 'select name as id from lots.attribute where name = any($1::text[])' }
const insertRule: Statement = {
  name: 'alerts.insert-rule',
  text: 'insert into alerts.rule (id, kind, name, days, site_id, roles, people, reach, created_at, attribute) values ($1, $2, $3, $4, $5, $6::text[], $7::uuid[], $8, $9, $10)',
}
const updateRule: Statement = {
  name: 'alerts.update-rule',
  text: 'update alerts.rule set name = $2, days = $3, roles = $4::text[], is_on = $5, muted_until = $6, people = $7::uuid[], reach = $8 where id = $1',
}
const upsertPoint: Statement = {
  name: 'alerts.upsert-reorder-point',
  text: `insert into alerts.reorder_point (item_id, site_id, least) values ($1, $2, $3)
    on conflict (item_id, site_id) do update set least = excluded.least`,
}
const deletePoint: Statement = { name: 'alerts.delete-reorder-point', text: 'delete from alerts.reorder_point where item_id = $1 and site_id = $2' }
const upsertReader: Statement = {
  name: 'alerts.upsert-reader',
  text: `insert into alerts.reader (account_id, seen_to) select id, $2::timestamptz from auth.account where id = $1
    on conflict (account_id) do update set seen_to = greatest(reader.seen_to, excluded.seen_to)`,
}

/** Makes a rule. */
export const createRule: Action<CreateRule, RuleAnswer> = {
  kind: 'create-alert_rule',
  permission: 'alert.write',
  constraints: { alert_rule_pkey: ({ payload }) => refuse('alert_rule_exists', { ruleId: payload.ruleId }) },
  async run({ tx, now }, commands) {
    const known = await lockRules(tx, commands.map(({ payload }) => payload.ruleId))
    const sites = await idsOf(tx, findSites, commands.map(({ payload }) => payload.siteId))
    const receivers = await readReceivers(tx, commands.flatMap(({ payload }) => payload.people ?? []))
    const attributes = await idsOf(tx, findAttributes, commands.map(({ payload }) => payload.attribute ?? null))
    const taken = new Set(known.keys())
    return commands.map(({ payload: { ruleId, kind, name, days, siteId, roles, people = [], reach = 'app', attribute = null } }): Accepted<RuleAnswer> | Refusal => {
      if (taken.has(ruleId)) return refuse('alert_rule_exists', { ruleId })
      if (days === null && needsDays(kind)) return refuse('alert_days_missing')
      if (siteId !== null && !sites.has(siteId)) return refuse('alert_site_missing', { siteId })
      if ((attribute === null) === (kind === 'document_missing')) return refuse('alert_attribute_needed')
      if (attribute !== null && !attributes.has(attribute)) return refuse('alert_attribute_missing', { attribute })
      const nobody = refuseReceivers(kind, roles, people, receivers)
      if (nobody !== null) return nobody
      taken.add(ruleId)
      tx.write(insertRule, [ruleId, kind, name, days ?? 0, siteId, roles, people, reach, now, attribute])
      return { answer: { ruleId } }
    })
  },
}

/** Changes a rule. One that is switched off closes its alerts. */
export const changeRule: Action<ChangeRule, RuleAnswer> = {
  kind: 'change-alert_rule',
  permission: 'alert.write',
  async run({ tx, now }, commands) {
    const rules = await lockRules(tx, commands.map(({ payload }) => payload.ruleId))
    const receivers = await readReceivers(tx, commands.flatMap(({ payload }) => payload.people ?? []))
    const results: (Accepted<RuleAnswer> | Refusal)[] = []
    for (const { payload: { ruleId, mutedUntil, ...told } } of commands) {
      const rule = rules.get(ruleId)
      if (rule === undefined) {
        results.push(refuse('alert_rule_missing', { ruleId }))
        continue
      }
      const muted = mutedUntil === undefined ? rule.mutedUntil : mutedUntil === null ? null : new Date(mutedUntil)
      const next: Rule = { ...rule, ...told, mutedUntil: muted }
      // Whoever was named earlier and left since stands in nobody's way.
      const nobody = told.roles === undefined && told.people === undefined ? null : refuseReceivers(rule.kind, next.roles, next.people, receivers, rule.people)
      if (nobody !== null) {
        results.push(nobody)
        continue
      }
      rules.set(ruleId, next)
      tx.write(updateRule, [ruleId, next.name, next.days, next.roles, next.isOn, next.mutedUntil, next.people, next.reach])
      if (!next.isOn) writeClosed(tx, (await readOpen(tx, ruleId)).map(({ id }) => id), now)
      results.push({ answer: { ruleId } })
    }
    return results
  },
}

/** Says below how much an item is to be ordered again. */
export const setReorderPoint: Action<SetReorderPoint, ReorderPointSet> = {
  kind: 'set-reorder_point',
  permission: 'item.write',
  async run({ tx }, commands) {
    const items = await idsOf(tx, findItems, commands.map(({ payload }) => payload.itemId))
    const sites = await idsOf(tx, findSites, commands.map(({ payload }) => payload.siteId))
    return commands.map(({ payload: { itemId, siteId, least } }): Accepted<ReorderPointSet> | Refusal => {
      if (!items.has(itemId)) return refuse('alert_item_missing', { itemId })
      if (siteId !== null && !sites.has(siteId)) return refuse('alert_site_missing', { siteId })
      if (least === 0n) tx.write(deletePoint, [itemId, siteId ?? NIL])
      else tx.write(upsertPoint, [itemId, siteId ?? NIL, least])
      return { answer: { itemId, siteId, least: String(least) } }
    })
  },
}

/** Whoever asks has seen what was opened up to now. */
export const seeAlerts: Action<object, Seen> = {
  kind: 'see_alerts',
  permission: 'account.self',
  async run({ tx, now }, commands) {
    return commands.map(({ actor }) => {
      tx.write(upsertReader, [actor.id, now])
      return { answer: { seenTo: now.toISOString() } }
    })
  },
}

// A rule tells somebody, and only such as may see what is behind its alerts.
function refuseReceivers(
  kind: RuleKind, roles: readonly string[], people: readonly string[], known: ReadonlyMap<string, Receiver>, before: readonly string[] = [],
): Refusal | null {
  if (roles.length === 0 && people.length === 0) return refuse('alert_nobody_told')
  const permission = permissionFor(kind)
  const blind = roles.find((role) => !permissionsOf([role]).has(permission))
  if (blind !== undefined) return refuse('alert_role_may_not_see', { role: blind, permission })
  for (const accountId of people) {
    const person = known.get(accountId)
    if (person === undefined && !before.includes(accountId)) return refuse('alert_person_missing', { accountId })
    if (person !== undefined && !person.permissions.has(permission)) return refuse('alert_person_may_not_see', { accountId, permission })
  }
  return null
}

async function idsOf(tx: Tx, statement: Statement, ids: readonly (string | null)[]): Promise<ReadonlySet<string>> {
  const asked = ids.filter((id) => id !== null)
  if (asked.length === 0) return new Set()
  return new Set((await tx.read<{ id: string }>(statement, [asked])).map(({ id }) => id))
}
