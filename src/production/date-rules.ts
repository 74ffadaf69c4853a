// How long what is made lasts: no longer than the shortest of what went in, unless somebody who knows says so. Pure.
import type { CalendarDate, LabelDate } from '#kernel'

type Dates = { readonly bestBefore: LabelDate | null; readonly useBy: LabelDate | null; readonly sellBy: LabelDate | null; readonly retest: LabelDate | null }
type Field = keyof Dates
type Input = { readonly dates: Dates; readonly bindingOn: CalendarDate | null }

/** Which date binds under an item's policy; the second where the first is not given. */
const binding: { readonly [policy: string]: readonly Field[] } = {
  use_by_or_best_before: ['useBy', 'bestBefore'], use_by: ['useBy'], best_before: ['bestBefore'], sell_by: ['sellBy'], retest: ['retest'],
}

/**
 * The dates of an output. Given ones count as they are; without any that says how long it lasts each is the earliest of
 * the inputs, and the one that binds is no later than the day any input lasts to, by whichever date that is.
 */
export function inheritedDates<Given extends Dates>(given: Given, policy: string, inputs: readonly Input[]): Given {
  const fields: readonly Field[] = ['bestBefore', 'useBy', 'sellBy', 'retest']
  if (fields.some((field) => given[field] !== null)) return given
  const shortest = (field: Field) => inputs.flatMap(({ dates }) => dates[field] ?? [])
    .reduce<LabelDate | null>((least, date) => (least === null || date.on < least.on ? date : least), null)
  const dates = {
    ...given, bestBefore: shortest('bestBefore'), useBy: shortest('useBy'), sellBy: shortest('sellBy'), retest: shortest('retest'),
  }
  const life = inputs.flatMap(({ bindingOn }) => bindingOn ?? []).sort()[0]
  const binds = binding[policy] ?? []
  const field = binds.find((one) => dates[one] !== null) ?? binds.at(-1)
  if (life === undefined || field === undefined || (dates[field]?.on ?? '9999-12-31') <= life) return dates
  return { ...dates, [field]: { on: life, precision: 'day' as const } }
}
