// What an alert says in one sentence, and where it leads.
import type { RowOf } from '~/api'
import { daysBetween, labelDate, quantity, today } from '~/format'
import { words } from '~/words'

const said = words.alerts
type Alert = RowOf<'/alerts'>

/** The sentence of an alert. */
export function alertSays(alert: Alert): string {
  const { kind, code, sku, attribute, day, number } = alert
  const much = number === null ? '' : quantity(number, alert.unit ?? '')
  if (kind === 'expiring') return day === null ? code : said.expiring(code, sku ?? '', much, labelDate(day), daysBetween(today(), day))
  if (kind === 'below_reorder') return said.below(sku ?? code, much)
  if (kind === 'held_long') return said.held(code, sku ?? '', labelDate(day ?? ''))
  if (kind === 'delivery_overdue') return said.overdue(code, labelDate(day ?? ''))
  if (kind === 'order_waiting') return said.waits(code, Number(number ?? 0), labelDate(day ?? ''))
  if (kind === 'document_missing') return said.lacks(code, sku ?? '', attribute ?? said.itsDocument, labelDate(day ?? ''), much)
  if (kind === 'drift') return said.drift(Number(number ?? 0), labelDate(day ?? ''))
  return said.trouble[code]?.(Number(number ?? 0), labelDate(day ?? '')) ?? said.job(jobName(code), labelDate(day ?? ''))
}

const jobName = (code: string) => words.jobNames[code] ?? code

/** What an alert is about, in few words. */
export function alertThing({ kind, code, sku, lotId }: Pick<Alert, 'kind' | 'code' | 'sku' | 'lotId'>): string {
  if (kind === 'delivery_overdue') return said.deliveryOf(code)
  if (kind === 'order_waiting') return said.orderOf(code)
  if (kind === 'drift') return said.checkOf
  if (kind === 'job_failed') return said.troubleOf[code] ?? said.jobOf(jobName(code))
  if (lotId !== null) return said.lotOf(code, sku ?? '')
  return kind === 'held_long' ? said.holdOf(sku ?? code) : (sku ?? code)
}

/** Where the thing an alert is about has its page. */
export function alertAddress({ kind, code, sku, lotId, itemId, subjectId }: Pick<Alert, 'kind' | 'code' | 'sku' | 'lotId' | 'itemId' | 'subjectId'>): string {
  if (kind === 'delivery_overdue') return `/announcements/${subjectId}`
  if (kind === 'order_waiting') return `/orders/${subjectId}`
  if (code === 'stopped-webhooks') return '/administration/webhooks'
  if (code === 'failed-reports') return '/reports'
  if (kind === 'drift' || kind === 'job_failed') return '/administration/health'
  if (kind === 'below_reorder') return `/items/${itemId}`
  return lotId === null ? `/holds?item=${encodeURIComponent(sku ?? code)}` : `/lots/${lotId}`
}
