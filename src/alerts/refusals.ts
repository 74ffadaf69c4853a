import { type Refusals, refuser } from '#kernel'

/** Every reason alerts may say no. */
export const refusals = {
  alert_rule_exists: { kind: 'conflict', says: 'There is already a rule {ruleId}.' },
  alert_rule_missing: { kind: 'missing', says: 'There is no rule {ruleId}.' },
  alert_days_missing: { kind: 'invalid', says: 'A rule of this kind needs a number of days.' },
  alert_site_missing: { kind: 'missing', says: 'There is no site {siteId}.' },
  alert_attribute_needed: { kind: 'invalid', says: 'A rule of missing documents names the lot attribute that is missed, and no other rule does.' },
  alert_attribute_missing: { kind: 'missing', says: 'There is no lot attribute {attribute}.' },
  alert_item_missing: { kind: 'missing', says: 'There is no item {itemId}.' },
  alert_missing: { kind: 'missing', says: 'There is no alert {alertId}.' },
  alert_nobody_told: { kind: 'invalid', says: 'A rule tells at least one role or person.' },
  alert_role_may_not_see: { kind: 'invalid', says: 'The role {role} may not see what these alerts are about; that needs the permission {permission}.' },
  alert_person_missing: { kind: 'missing', says: 'Nobody with the account {accountId} can sign in.' },
  alert_person_may_not_see: { kind: 'invalid', says: 'The account {accountId} may not see what these alerts are about; that needs the permission {permission}.' },
  alerts_unchanged: { kind: 'conflict', says: 'The rule {name} found nothing else than before.' },
} as const satisfies Refusals

export const refuse = refuser(refusals)
