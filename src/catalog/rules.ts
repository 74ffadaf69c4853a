// What an item is on a day, and what may be said about one. The first refusal that applies wins.
import {
  type CalendarDate,
  type Factor,
  isCalendarDate,
  type LabelDate,
  type Refusal,
} from '#kernel'
import type { BindingDate, ChangeItem, TrackingMode } from './contract.ts'
import { refuse } from './refusals.ts'

/** A unit's exact factor to the base unit, from a day on. */
export type Unit = Factor & {
  readonly unit: string
  readonly fromOn: CalendarDate
  readonly gtin: string | null
}

/** How an item is followed, from a day on; histories are in the order they were recorded. */
export type ModeEntry = { readonly mode: TrackingMode; readonly fromOn: CalendarDate }

/** The label dates that may bind. */
export type BindableDates = {
  readonly bestBefore: LabelDate | null
  readonly useBy: LabelDate | null
  readonly sellBy: LabelDate | null
  readonly retest: LabelDate | null
}

/** What a new item says of itself. */
export type NewItem = {
  readonly itemId: string
  readonly ownerId: string
  readonly sku: string
  readonly baseUnit: string
  readonly secondUnit: string | null
  readonly gtin: string | null
  readonly value: string | null
  readonly currency: string | null
  readonly units: readonly Unit[]
}

/** The fields of an item that may change. */
export type ItemFields = {
  readonly sku: string
  readonly name: string
  readonly baseUnit: string
  readonly secondUnit: string | null
  readonly gtin: string | null
  readonly description: string | null
  readonly segregationClass: string | null
  readonly bindingDate: BindingDate
  readonly shelfLifeDays: number | null
  readonly leastReceiptDays: number | null
  readonly value: string | null
  readonly currency: string | null
  readonly stocked: boolean
  readonly closed: boolean
}

/** The mode on a day: the latest entry that has begun, or the first for an earlier day. */
export function modeOn(history: readonly ModeEntry[], date: CalendarDate): TrackingMode {
  let found: ModeEntry | undefined
  for (const entry of history) {
    if (entry.fromOn <= date && (found === undefined || entry.fromOn >= found.fromOn)) found = entry
  }
  return found?.mode ?? history[0]?.mode ?? 'none'
}

/**
 * The factor of a unit on a day: the latest that has begun, or the first for a day before all of
 * them. Null when the item has no such unit.
 */
export function factorOn(units: readonly Unit[], unit: string, date: CalendarDate): Factor | null {
  let found: Unit | undefined
  let first: Unit | undefined
  for (const entry of units) {
    if (entry.unit !== unit) continue
    if (first === undefined || entry.fromOn < first.fromOn) first = entry
    if (entry.fromOn > date) continue
    if (found === undefined || entry.fromOn > found.fromOn) found = entry
  }
  const entry = found ?? first
  return entry === undefined ? null : { numerator: entry.numerator, denominator: entry.denominator }
}

/** The date that binds under an item's policy; null when there is none. */
export function bindingDateOf(dates: BindableDates, policy: BindingDate): CalendarDate | null {
  switch (policy) {
    case 'use_by_or_best_before':
      return (dates.useBy ?? dates.bestBefore)?.on ?? null
    case 'use_by':
      return dates.useBy?.on ?? null
    case 'best_before':
      return dates.bestBefore?.on ?? null
    case 'sell_by':
      return dates.sellBy?.on ?? null
    case 'retest':
      return dates.retest?.on ?? null
    case 'none':
      return null
  }
}

/** Says whether a text is a GTIN with a right check digit (GS1 General Specifications 7.9). */
export function isGtin(text: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false
  const digits = [...text].map(Number).reverse()
  const sum = digits.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}

/** Why an item may not be made, or null. */
export function refuseNewItem(
  wanted: NewItem,
  seen: { readonly exists: boolean; readonly owner: boolean; readonly skuTaken: boolean },
): Refusal | null {
  if (seen.exists) return refuse('item_exists', { itemId: wanted.itemId })
  if (!seen.owner) return refuse('owner_missing', { ownerId: wanted.ownerId })
  if (seen.skuTaken) return refuse('sku_taken', { sku: wanted.sku })
  const wrong = refuseGtin(wanted.gtin)
  if (wrong !== null) return wrong
  if (wanted.secondUnit === wanted.baseUnit) {
    return refuse('second_unit_is_base', { unit: wanted.baseUnit })
  }
  const unpriced = refuseValue(wanted)
  if (unpriced !== null) return unpriced
  const before: Unit[] = []
  for (const unit of wanted.units) {
    const refusal = refuseUnit(unit, { baseUnit: wanted.baseUnit, units: before })
    if (refusal !== null) return refusal
    before.push(unit)
  }
  return null
}

/** Why a unit's factor may not be set, or null. The same factor again is no clash. */
export function refuseUnit(
  wanted: Unit,
  item: { readonly baseUnit: string; readonly units: readonly Unit[] },
): Refusal | null {
  const { unit, fromOn } = wanted
  if (unit === item.baseUnit) return refuse('unit_is_base', { unit })
  if (!isCalendarDate(fromOn)) return refuse('day_impossible', { day: fromOn })
  const wrong = refuseGtin(wanted.gtin)
  if (wrong !== null) return wrong
  const known = item.units.find((entry) => entry.unit === unit && entry.fromOn === fromOn)
  if (known === undefined || sameUnit(known, wanted)) return null
  return refuse('unit_taken', { unit, fromOn })
}

/** Says whether two entries are the same pack from the same day on, with the same factor. */
export function sameUnit(one: Unit, other: Unit): boolean {
  return (
    one.unit === other.unit &&
    one.fromOn === other.fromOn &&
    one.gtin === other.gtin &&
    one.numerator * other.denominator === other.numerator * one.denominator
  )
}

/** Why an item may not be changed so, or null. */
export function refuseChange(item: ItemFields, wanted: ChangeItem): Refusal | null {
  const { sku, baseUnit, secondUnit } = item
  if (item.closed && wanted.closed !== false) return refuse('item_closed', { sku })
  if (wanted.baseUnit !== undefined && wanted.baseUnit !== baseUnit) {
    return refuse('base_unit_fixed', { sku, baseUnit })
  }
  const second = wanted.secondUnit
  if (second !== undefined && secondUnit !== null && second !== secondUnit) {
    return refuse('second_unit_fixed', { sku, secondUnit })
  }
  if (second === baseUnit) return refuse('second_unit_is_base', { unit: baseUnit })
  return refuseGtin(wanted.gtin ?? null) ?? refuseValue(valueAfter(item, wanted))
}

/** Why an item may not be followed otherwise from a day on, or null. */
export function refuseMode(
  item: { readonly sku: string; readonly closed: boolean; readonly modes: readonly ModeEntry[] },
  fromOn: CalendarDate,
): Refusal | null {
  if (item.closed) return refuse('item_closed', { sku: item.sku })
  if (!isCalendarDate(fromOn)) return refuse('day_impossible', { day: fromOn })
  const latest = item.modes.reduce((last, entry) => (entry.fromOn > last ? entry.fromOn : last), '')
  if (latest > fromOn) return refuse('mode_not_latest', { sku: item.sku, latest, fromOn })
  return null
}

/** An item's fields after a change; a field that is left out stays, null clears it. */
export function changed(item: ItemFields, wanted: ChangeItem): ItemFields {
  const after = <T>(asked: T | undefined, now: T): T => (asked === undefined ? now : asked)
  return {
    sku: item.sku,
    baseUnit: item.baseUnit,
    name: after(wanted.name, item.name),
    secondUnit: after(wanted.secondUnit, item.secondUnit),
    gtin: after(wanted.gtin, item.gtin),
    description: after(wanted.description, item.description),
    segregationClass: after(wanted.segregationClass, item.segregationClass),
    bindingDate: after(wanted.bindingDate, item.bindingDate),
    shelfLifeDays: after(wanted.shelfLifeDays, item.shelfLifeDays),
    leastReceiptDays: after(wanted.leastReceiptDays, item.leastReceiptDays),
    ...valueAfter(item, wanted),
    stocked: after(wanted.stocked, item.stocked),
    closed: after(wanted.closed, item.closed),
  }
}

const fields = [
  'name',
  'secondUnit',
  'gtin',
  'description',
  'segregationClass',
  'bindingDate',
  'shelfLifeDays',
  'leastReceiptDays',
  'value',
  'currency',
  'stocked',
  'closed',
] as const

/** What differs between two states of an item, field by field, as text. */
export function differences(
  before: ItemFields,
  after: ItemFields,
): { field: string; old: string | null; new: string | null }[] {
  return fields.flatMap((field) => {
    const [old, next] = [shown(before[field]), shown(after[field])]
    return old === next ? [] : [{ field, old, new: next }]
  })
}

/** Says whether three letters name a currency. */
export function isCurrency(code: string): boolean {
  return currencies.has(code)
}
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** An amount as it is kept: no zeros at the end of its decimals. */
export function plainAmount(amount: string): string {
  return amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount
}

type Value = { readonly value: string | null; readonly currency: string | null }

// Without a value no currency says anything, so that it goes with the value.
function valueAfter(item: Value, wanted: ChangeItem): Value {
  const value = wanted.value === undefined ? item.value : wanted.value
  if (wanted.value === null) return { value, currency: wanted.currency ?? null }
  return { value: value === null ? null : plainAmount(value), currency: wanted.currency === undefined ? item.currency : wanted.currency }
}

function refuseValue({ value, currency }: Value): Refusal | null {
  if (value === null) return currency === null ? null : refuse('currency_alone', { currency })
  if (currency === null) return refuse('currency_needed', { value })
  return isCurrency(currency) ? null : refuse('currency_unknown', { currency })
}

function refuseGtin(gtin: string | null): Refusal | null {
  return gtin === null || isGtin(gtin) ? null : refuse('gtin_wrong', { gtin })
}

function shown(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value)
}
