// The dates lots had at a position of the record: what they have now, with later changes undone. Shares nothing with Lotline.
import { get, type Row } from './verify-csv.ts'

/** What a lot goes by; empty where it has none. */
export type Dates = { readonly binding: string; readonly useBy: string; readonly received: string }
/** The dates of lots at one moment; null when they cannot be told. */
export type DatesOf = (lot: string) => Dates | null

const columns: Readonly<Record<string, string>> = {
  produced: 'produced_on', packed: 'packed_on', bestBefore: 'best_before_on', useBy: 'use_by_on', sellBy: 'sell_by_on',
  retest: 'retest_on', receivedOn: 'received_on',
}
const binds: Readonly<Record<string, readonly string[]>> = {
  use_by_or_best_before: ['use_by_on', 'best_before_on'], use_by: ['use_by_on'], best_before: ['best_before_on'],
  sell_by: ['sell_by_on'], retest: ['retest_on'], none: [],
}

/** Gives what tells the dates of lots as of a position. */
export function datesAt(
  lots: ReadonlyMap<string, Row>, items: readonly Row[], changes: readonly Row[],
): (position: number) => DatesOf {
  const policies = new Map(items.map((row) => [`${get(row, 'item')}|${get(row, 'owner')}`, get(row, 'binding_date')]))
  const later = new Map<string, Row[]>()
  for (const row of changes) {
    if (columns[get(row, 'field')] === undefined && get(row, 'field') !== 'bindingOn') continue
    later.set(get(row, 'lot_id'), [...(later.get(get(row, 'lot_id')) ?? []), row])
  }
  const at = (row: Row) => Number(get(row, 'position') || 'Infinity')
  for (const rows of later.values()) rows.sort((a, b) => at(b) - at(a))
  return (position) => (lot) => {
    const now = lots.get(lot)
    const undone = (later.get(lot) ?? []).filter((row) => at(row) > position)
    const [newest] = undone
    const dates = (row: Row | undefined, binding: string) =>
      ({ binding, useBy: get(row, 'use_by_on'), received: get(row, 'received_on') })
    if (newest === undefined) return dates(now, get(now, 'binding_on'))
    const then = { ...now }
    for (const row of undone) {
      const column = columns[get(row, 'field')]
      if (column !== undefined) then[column] = lastDay(get(row, 'old_value').replace(' (derived)', ''))
    }
    // A change of the item's policy said what the lot went by until then.
    const rebound = undone.filter((row) => get(row, 'field') === 'bindingOn').at(-1)
    if (rebound !== undefined) return undone.at(-1) === rebound ? dates(then, get(rebound, 'old_value')) : null
    const policy = binds[policies.get(`${get(now, 'item')}|${get(now, 'owner')}`) ?? '']
    if (policy === undefined) return null
    return dates(then, policy.map((column) => get(then, column)).find((date) => date !== '') ?? '')
  }
}

// A month or a year on a label means its last day.
function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length !== 7) return date
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10)
}
