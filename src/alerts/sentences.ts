// What an alert says in one sentence, and where in the app it leads.
import type { AlertRow, RuleKind } from './contract.ts'

/** What a sentence is made of. */
export type Told = Pick<AlertRow, 'kind' | 'code' | 'sku' | 'lotId' | 'itemId' | 'subjectId' | 'number' | 'unit' | 'attribute' | 'day'>

/** The sentence of an alert, as of a day. */
export function sentenceOf({ kind, code, sku, number, unit, attribute, day }: Told, today: string): string {
  const much = number === null ? '' : quantity(number, unit)
  const on = day === null ? '' : inWords(day)
  const says: { readonly [Kind in RuleKind]: () => string } = {
    expiring: () => {
      const left = day === null ? 0 : daysBetween(today, day)
      const when = left < 0 ? `ended on ${on}` : left === 0 ? `ends today` : `ends on ${on}, in ${many(left, 'day')}`
      return `Lot ${code} of ${sku ?? ''} ${when}; ${much} on hand`
    },
    below_reorder: () => `${sku ?? code} is to be ordered again: ${much} on hand`,
    held_long: () => `${sku === null || code === sku ? code : `Lot ${code} of ${sku}`} is held since ${on}`,
    delivery_overdue: () => `Delivery ${code} was expected on ${on}`,
    order_waiting: () => `Order ${code} of ${on} waits with ${many(Number(number ?? 0), 'line')} for stock`,
    document_missing: () => `Lot ${code} of ${sku ?? ''} came on ${on} without ${attribute ?? 'its document'}; ${much} on hand`,
    drift: () => `The check of ${on} found ${many(Number(number ?? 0), 'difference')}`,
    job_failed: () => otherTrouble(code, Number(number ?? 0), on) ?? `The job “${code.replaceAll('-', ' ')}” fails since ${on}`,
  }
  return says[kind]()
}

/** Where the thing has its page. */
export function pathOf({ kind, code, sku, lotId, itemId, subjectId }: Told): string {
  if (kind === 'delivery_overdue') return `/announcements/${subjectId}`
  if (kind === 'order_waiting') return `/orders/${subjectId}`
  if (code === 'stopped-webhooks') return '/administration/webhooks'
  if (code === 'failed-reports') return '/reports'
  if (kind === 'drift' || kind === 'job_failed') return '/administration/health'
  if (kind === 'below_reorder') return `/items/${itemId}`
  return lotId === null ? `/holds?item=${encodeURIComponent(sku ?? code)}` : `/lots/${lotId}`
}

// What goes wrong by itself and is no job of the worker.
function otherTrouble(code: string, number: number, on: string): string | null {
  if (code === 'old-backup') return `The last backup is of ${on}`
  if (code === 'stopped-webhooks') return `${many(number, 'webhook')} stopped, the first on ${on}`
  if (code === 'given-up-letters') return `${many(number, 'letter')} given up, the first on ${on}`
  if (code === 'failed-reports') return `${many(number, 'report')} not written, the first of ${on}`
  return null
}
export const many = (number: number, one: string) => `${grouped(String(number))} ${one}${number === 1 ? '' : 's'}`
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',')
const quantity = (text: string, unit: string | null) => (unit === null ? grouped(text) : `${grouped(text)} ${unit === 'piece' && text !== '1' ? 'pieces' : unit}`)

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
/** A day in words, as 3 December 2026: no reader takes it for another. */
export function inWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
