// The list of alerts.
import { Type } from 'typebox'
import { between, byId, listOf, oneOf, oneState } from '#platform'
import { AlertRow } from './contract.ts'

/** What is told of an alert `t`, and what is joined for it. */
export const alertColumns = {
  id: 't.id',
  ruleId: 't.rule_id',
  rule: 'r.name',
  kind: 'r.kind',
  subjectId: 't.subject_id',
  code: 'coalesce(l.code, o.number, a.number, i.sku, t.subject)',
  sku: 'i.sku',
  lotId: 'l.id',
  itemId: 'i.id',
  number: 't.number::text',
  unit: `case when r.kind in ('expiring', 'below_reorder', 'document_missing') then i.base_unit end`,
  attribute: 'f.title',
  day: 't.day',
  openedAt: 't.opened_at',
  closedAt: 't.closed_at',
}
export const alertJoins = `join alerts.rule r on r.id = t.rule_id left join lots.attribute f on f.name = r.attribute left join ledger.hold h on h.id = t.subject_id
    left join lots.lot l on l.id = coalesce(h.lot_id, t.subject_id) left join catalog.item i on i.id = coalesce(l.item_id, h.item_id, t.subject_id)
    left join orders.sales_order o on o.id = t.subject_id left join receiving.announcement a on a.id = t.subject_id`

const kinds: readonly string[] = ['expiring', 'below_reorder', 'held_long', 'delivery_overdue', 'order_waiting', 'document_missing', 'drift', 'job_failed']
const ofRules = (which: string) => `t.rule_id in (select r.id from alerts.rule r where ${which})`

export const alertList = listOf(AlertRow, {
  path: '/alerts',
  summary: 'Alerts that are open, or all, the newest first',
  from: 'alerts.alert t',
  joins: alertJoins,
  columns: alertColumns,
  filters: {
    which: oneState({ open: 't.closed_at is null', closed: 't.closed_at is not null', all: 'true' }, 'Those that are open, closed, or all.'),
    kind: oneOf(kinds, ofRules('r.kind = ?'), 'Only of this kind.'),
    ruleId: byId('t.rule_id = ?', 'Only of this rule.'),
    role: { is: Type.String({ maxLength: 50, description: 'Only what those with this role are told.' }), where: ofRules('? = any(r.roles)') },
    ...between('opened', 't.opened_at', '-openedAt'),
  },
  defaults: { which: 'open' },
  sorts: { openedAt: { by: [['t.opened_at', 'timestamptz']] } },
  sort: '-openedAt',
  key: [['t.id', 'uuid']],
})
