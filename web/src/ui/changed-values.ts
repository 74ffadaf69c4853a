// A field that was changed, as it is told: what it was and what it is, also where one of them is nothing or a thing of the
// record. Pure.
import { labelDate } from '~/format'
import { words } from '~/words'

type Values = { readonly field: string; readonly old: string | null; readonly new: string | null }
type NameOf = (id: string) => string | undefined

const anId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NOBODY = '00000000-0000-0000-0000-000000000000'
const dates = ['produced', 'packed', 'bestBefore', 'useBy', 'sellBy', 'retest', 'receivedOn', 'bindingOn', 'expectedOn']
const aDay = /^\d{4}-\d{2}-\d{2}$/
const DERIVED = ' (derived)'

/** The ids among the values, whose names are asked for. */
export const idsAmong = (changes: readonly Values[]): readonly string[] =>
  changes.flatMap(({ old, new: now }) => [old, now]).flatMap((value) => (value !== null && anId.test(value) && value !== NOBODY ? [value] : []))

/** Both values of a field; `label` is what the field is called. */
export function changedSaid(change: Values, label: string, nameOf: NameOf): string {
  return words.fromTo(label, valueSaid(change.field, change.old, nameOf), valueSaid(change.field, change.new, nameOf))
}

/** One value of a field; days as days are told, things of the record by their names. */
export function valueSaid(field: string, value: string | null, nameOf: NameOf): string {
  if (value === null || value === '') return words.none
  if (value === NOBODY) return words.newLot.nobodyKnown
  if (anId.test(value)) return nameOf(value) ?? value
  // An own attribute does not say its type here; what is written as a whole day is one.
  if (!dates.includes(field) && !(field.startsWith('attribute.') && aDay.test(value))) return value
  return value.endsWith(DERIVED) ? words.fromShelfLife(labelDate(value.slice(0, -DERIVED.length))) : labelDate(value)
}
