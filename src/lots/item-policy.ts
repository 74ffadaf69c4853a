// What an item's settings mean for the dates of its lots.
import { bindingDateOf, type Item } from '#catalog'
import type { DatePolicy } from './value-rules.ts'

export function policyOf({ shelfLifeDays, bindingDate }: Item): DatePolicy {
  return { shelfLifeDays, bind: (dates) => bindingDateOf(dates, bindingDate) }
}
