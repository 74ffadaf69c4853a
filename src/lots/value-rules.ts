// How what comes meets what is known of a lot: a blank fills, a coarser date that agrees changes
// nothing, a finer one makes exact, and anything else is a conflict that somebody has to decide.
import {
  addDays,
  type CalendarDate,
  datesAgree,
  formatLabelDate,
  type LabelDate,
  parseLabelDate,
  type Refusal,
} from '#kernel'
import type { WireDates } from './contract.ts'
import { refuse } from './refusals.ts'

export const dateFields = ['produced', 'packed', 'bestBefore', 'useBy', 'sellBy', 'retest'] as const
export const textFields = ['ownCode', 'regulatoryCode', 'regulatorySource', 'facility'] as const

export type DateField = (typeof dateFields)[number]

/** Says whether a field is a date of the label. */
export function isDate(field: string): boolean {
  return dateFields.some((one) => one === field)
}
export type TextField = (typeof textFields)[number]

/** The dates of a lot's label. */
export type LotDates = { readonly [Field in DateField]: LabelDate | null }

/** A lot as it stands. */
export type Lot = {
  readonly id: string
  readonly itemId: string
  readonly code: string
  /** Who assigned the code; the nil id when nobody knows. */
  readonly originId: string
  readonly ownCode: string | null
  readonly regulatoryCode: string | null
  readonly regulatorySource: string | null
  readonly facility: string | null
  readonly dates: LotDates
  /** The best before date is no label's but follows from production and the item's shelf life. */
  readonly bestBeforeDerived: boolean
  /** The day sale and first-expired order go by, under the item's policy. */
  readonly bindingOn: CalendarDate | null
  readonly receivedOn: CalendarDate | null
  readonly mergedIntoId: string | null
}

/** What comes for a lot; left out and null both say nothing. */
export type Came = {
  readonly dates: { readonly [Field in DateField]?: LabelDate | null | undefined }
  readonly texts: { readonly [Field in TextField]?: string | null | undefined }
}

/** What an item says about the dates of its lots. */
export type DatePolicy = {
  readonly shelfLifeDays: number | null
  readonly bind: (dates: LotDates) => CalendarDate | null
}

/** One value that came: it fills a blank, makes a date more exact, or contradicts what is known. */
export type Meeting = {
  readonly field: DateField | TextField
  readonly how: 'fills' | 'refines' | 'conflicts'
  readonly known: string | null
  readonly came: string
}

export const noDates: LotDates = {
  produced: null,
  packed: null,
  bestBefore: null,
  useBy: null,
  sellBy: null,
  retest: null,
}

/** What each value that came does to a lot; values that change nothing are left out. */
export function meet(lot: Lot, came: Came): Meeting[] {
  const dates = dateFields.flatMap((field): Meeting[] => {
    const next = came.dates[field] ?? null
    if (next === null) return []
    const known = labelled(lot, field)
    const text = formatLabelDate(next)
    if (known === null) return [{ field, how: 'fills', known: null, came: text }]
    const now = formatLabelDate(known)
    if (!datesAgree(known, next)) return [{ field, how: 'conflicts', known: now, came: text }]
    return text.length > now.length ? [{ field, how: 'refines', known: now, came: text }] : []
  })
  const texts = textFields.flatMap((field): Meeting[] => {
    const next = came.texts[field] ?? null
    const known = lot[field]
    if (next === null || next === '' || next === known) return []
    return [{ field, how: known === null ? 'fills' : 'conflicts', known, came: next }]
  })
  return [...dates, ...texts]
}

/** A lot with the values of these fields taken from what came; undefined fields are emptied. */
export function taken(lot: Lot, came: Came, fields: ReadonlySet<string>, policy: DatePolicy): Lot {
  const date = (field: DateField) =>
    fields.has(field) ? (came.dates[field] ?? null) : labelled(lot, field)
  const text = (field: TextField) => (fields.has(field) ? (came.texts[field] ?? null) : lot[field])
  return settle(
    {
      ...lot,
      ownCode: text('ownCode'),
      regulatoryCode: text('regulatoryCode'),
      regulatorySource: text('regulatorySource'),
      facility: text('facility'),
      bestBeforeDerived: false,
      dates: {
        produced: date('produced'),
        packed: date('packed'),
        bestBefore: date('bestBefore'),
        useBy: date('useBy'),
        sellBy: date('sellBy'),
        retest: date('retest'),
      },
    },
    policy,
  )
}

/**
 * A lot with what follows from its label: the date that binds, and, where the label gives neither
 * best before nor use by, the best before date from an exact day of production and the shelf life.
 */
export function settle(lot: Lot, policy: DatePolicy): Lot {
  const label = { ...lot.dates, bestBefore: labelled(lot, 'bestBefore') }
  const { produced, bestBefore, useBy } = label
  const derived =
    bestBefore === null &&
    useBy === null &&
    produced?.precision === 'day' &&
    policy.shelfLifeDays !== null
      ? { on: addDays(produced.on, policy.shelfLifeDays), precision: 'day' as const }
      : null
  const dates = { ...label, bestBefore: bestBefore ?? derived }
  return { ...lot, dates, bestBeforeDerived: derived !== null, bindingOn: policy.bind(dates) }
}

/** What differs between two states of a lot, field by field, as text. */
export function differences(
  before: Lot,
  after: Lot,
): { field: string; old: string | null; new: string | null }[] {
  const [old, next] = [written(before), written(after)]
  return [...old].flatMap(([field, value]) => {
    const now = next.get(field) ?? null
    return value === now ? [] : [{ field, old: value, new: now }]
  })
}

/** Reads the dates of a label; a Refusal for the first that is none. */
export function readDates(dates: WireDates): LotDates | Refusal {
  const read: { [Field in DateField]: LabelDate | null } = { ...noDates }
  for (const field of dateFields) {
    const text = dates[field]
    if (text === undefined) continue
    const date = parseLabelDate(text)
    if (date === null) return refuse('date_impossible', { field, date: text })
    read[field] = date
  }
  return read
}

/** Refuses a label on which something lasts to a date before it was made. */
export function refuseOrder(dates: LotDates): Refusal | null {
  const { produced } = dates
  if (produced === null) return null
  for (const field of ['bestBefore', 'useBy', 'sellBy', 'retest'] as const) {
    const date = dates[field]
    if (date === null || date.on >= produced.on || datesAgree(date, produced)) continue
    return refuse('dates_disordered', {
      field,
      produced: formatLabelDate(produced),
      date: formatLabelDate(date),
    })
  }
  return null
}

// A derived date is no label's.
function labelled(lot: Lot, field: DateField): LabelDate | null {
  return field === 'bestBefore' && lot.bestBeforeDerived ? null : lot.dates[field]
}

function written(lot: Lot): Map<string, string | null> {
  const dates = dateFields.map((field): [string, string | null] => {
    const date = lot.dates[field]
    if (date === null) return [field, null]
    const derived = field === 'bestBefore' && lot.bestBeforeDerived
    return [field, derived ? `${formatLabelDate(date)} (derived)` : formatLabelDate(date)]
  })
  return new Map([
    ['code', lot.code],
    ['originId', lot.originId],
    ...textFields.map((field): [string, string | null] => [field, lot[field]]),
    ...dates,
    ['receivedOn', lot.receivedOn],
    ['mergedInto', lot.mergedIntoId],
    // Follows from the others, and is a fact all the same: a policy of the item may have changed as well.
    ['bindingOn', lot.bindingOn],
  ])
}
