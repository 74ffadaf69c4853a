// The dates of a label in a form: as they are typed, and as the API takes them.
import type { AnswerOf } from '~/api'
import { dateOf } from '~/ui/fields/date-field'
import { words } from '~/words'

const names = ['bestBefore', 'useBy', 'produced', 'packed', 'sellBy', 'retest'] as const
export type DateName = (typeof names)[number]

/** As typed, by their names. */
export type TypedDates = { readonly [Name in DateName]: string }

export const noDates: TypedDates = { bestBefore: '', useBy: '', produced: '', packed: '', sellBy: '', retest: '' }

/** What each is called. */
export const dateLabels: { readonly [Name in DateName]: string } = {
  bestBefore: words.columns.bestBefore, useBy: words.columns.useBy, produced: words.columns.produced,
  packed: words.lots.packed, sellBy: words.lots.sellBy, retest: words.lots.retest,
}

export const dateNames: readonly DateName[] = names

/** Whether goods last to the date; the others say when they came about. */
export const isLife = (name: DateName) => name !== 'produced' && name !== 'packed'

/** Those that were typed, as the API takes them, or nothing; those that cannot be read are left out. */
export function datesOf(typed: TypedDates): { readonly [Name in DateName]?: string } | undefined {
  const read = names.flatMap((name) => {
    const date = dateOf(typed[name])
    return date === null ? [] : [[name, date] as const]
  })
  return read.length === 0 ? undefined : Object.fromEntries(read)
}

/** The names of those that cannot be read. */
export function unreadableDates(typed: TypedDates): readonly DateName[] {
  return names.filter((name) => typed[name].trim() !== '' && dateOf(typed[name]) === null)
}

/** The date one looks at first, by the item's policy. */
export function mainDate(policy: AnswerOf<'/items/{id}'>['item']['bindingDate'] | undefined): DateName {
  if (policy === 'use_by') return 'useBy'
  if (policy === 'sell_by') return 'sellBy'
  return policy === 'retest' ? 'retest' : 'bestBefore'
}

/** Which of the typed dates says how long it lasts, under the policy. */
export function bindingName(typed: TypedDates, policy: AnswerOf<'/items/{id}'>['item']['bindingDate'] | undefined): DateName {
  const isEither = policy === undefined || policy === 'use_by_or_best_before'
  return isEither && dateOf(typed.useBy) !== null ? 'useBy' : mainDate(policy)
}
