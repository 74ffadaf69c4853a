// What may be said about lots. The first refusal that applies wins.
import { isCalendarDate, NIL, parseLabelDate, Refusal } from '#kernel'
import type { ChangeLot, CreateLot, DefineAttribute, MergeLots } from './contract.ts'
import { refuse } from './refusals.ts'
import { refuseUnseen } from './unseen-rules.ts'
import { type Lot, type LotDates, type Meeting, readDates, refuseOrder } from './value-rules.ts'

/** An attribute of the shop's own. */
export type Attribute = {
  readonly name: string
  readonly title: string
  readonly type: DefineAttribute['type']
  readonly choices: readonly string[] | null
}

/** The part of an item that decides about new lots. */
export type LotItem = { readonly sku: string; readonly closed: boolean; readonly stocked: boolean }

// GS1 General Specifications, figure 7.11-1: the characters an element string may hold.
const set82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/

/** Says whether GS1 can print a lot code: up to 20 characters of set 82. */
export function isPrintable(code: string): boolean {
  return set82.test(code)
}

/** What names a lot: its item, its code, and who assigned the code. */
export function keyOf(lot: { itemId: string; code: string; originId: string }): string {
  return `${lot.itemId} ${lot.originId} ${lot.code}`
}

/** A lot to be made: its item and its dates, once nothing speaks against it. */
export function judgeNewLot<Item extends LotItem>(
  wanted: CreateLot & { readonly lotId: string },
  seen: {
    readonly exists: boolean
    readonly item: Item | undefined
    readonly originIds: ReadonlySet<string>
    readonly takenBy: string | undefined
    readonly attributes: ReadonlyMap<string, Attribute>
  },
): Refusal | { readonly item: Item; readonly dates: LotDates } {
  const { lotId, itemId, code, receivedOn } = wanted
  const { item } = seen
  if (seen.exists) return refuse('lot_exists', { lotId })
  if (item === undefined) return refuse('lot_item_missing', { itemId })
  if (item.closed) return refuse('lot_item_closed', { sku: item.sku })
  if (!item.stocked) return refuse('lot_item_not_stocked', { sku: item.sku })
  const refusal = refuseOrigin(wanted.originId, seen.originIds) ?? refuseCode(wanted) ?? refuseUnseen(code)
  if (refusal !== null) return refusal
  if (seen.takenBy !== undefined) return refuse('lot_code_taken', { lotId: seen.takenBy, code })
  const dates = readDates(wanted.dates ?? {})
  if (dates instanceof Refusal) return dates
  if (receivedOn !== undefined && !isCalendarDate(receivedOn)) {
    return refuse('date_impossible', { field: 'receivedOn', date: receivedOn })
  }
  const wrong = refuseOrder(dates) ?? refuseAttributes(wanted.attributes, seen.attributes)
  return wrong ?? { item, dates }
}

/** Why a lot may not be changed so, or null. `after` is the lot as it would be. */
export function refuseChange(
  wanted: ChangeLot,
  seen: {
    readonly lot: Lot
    readonly after: Lot
    readonly overwritten: readonly string[]
    readonly originIds: ReadonlySet<string>
    readonly takenBy: string | undefined
    readonly attributes: ReadonlyMap<string, Attribute>
  },
): Refusal | null {
  const { lot, after, overwritten } = seen
  if (lot.mergedIntoId !== null) {
    return refuse('lot_merged', { lotId: lot.id, intoLotId: lot.mergedIntoId })
  }
  const refusal =
    refuseOrigin(wanted.originId, seen.originIds) ??
    refuseCode({ code: after.code, printable: wanted.printable }) ??
    (after.code === lot.code ? null : refuseUnseen(after.code))
  if (refusal !== null) return refusal
  if (seen.takenBy !== undefined && seen.takenBy !== lot.id) {
    return refuse('lot_code_taken', { lotId: seen.takenBy, code: after.code })
  }
  const disordered = refuseOrder(after.dates)
  if (disordered !== null) return disordered
  const unknown = wanted.clearAttributes?.find((name) => !seen.attributes.has(name))
  if (unknown !== undefined) return refuse('attribute_unknown', { name: unknown })
  const wrong = refuseAttributes(wanted.attributes, seen.attributes)
  if (wrong !== null) return wrong
  if (overwritten.length === 0 || wanted.reason !== undefined) return null
  return refuse('reason_needed', { fields: overwritten.join(', ') })
}

/** The fields of a lot that a change overwrites: those that need a reason. */
export function overwrittenBy(
  lot: Lot,
  wanted: ChangeLot,
  meetings: readonly Meeting[],
  values: ReadonlyMap<string, string>,
): string[] {
  const { code, originId, clear = [], attributes = {}, clearAttributes = [] } = wanted
  return [
    ...(code !== undefined && code !== lot.code ? ['code'] : []),
    ...(originId !== undefined && originId !== lot.originId ? ['originId'] : []),
    ...meetings.flatMap(({ how, field }) => (how === 'conflicts' ? [field] : [])),
    ...clear,
    ...Object.entries(attributes).flatMap(([name, value]) =>
      (values.get(name) ?? value) === value ? [] : [name],
    ),
    ...clearAttributes.filter((name) => values.has(name) && attributes[name] === undefined),
  ]
}

/** Why two lots may not be merged, or null. `endOfTarget` is what the target is read as. */
export function refuseMerge(
  { lotId, intoLotId }: MergeLots,
  seen: {
    readonly lot: Lot | undefined
    readonly into: Lot | undefined
    readonly endOfTarget: string
  },
): Refusal | null {
  const { lot, into, endOfTarget } = seen
  if (lotId === intoLotId) return refuse('same_lot')
  if (lot === undefined) return refuse('lot_missing', { lotId })
  if (into === undefined) return refuse('lot_missing', { lotId: intoLotId })
  if (lot.itemId !== into.itemId) return refuse('items_differ', { lotId, intoLotId })
  if (lot.mergedIntoId !== null) return refuse('lot_merged', { lotId, intoLotId: lot.mergedIntoId })
  if (endOfTarget === lotId) return refuse('merge_cycle', { lotId, intoLotId })
  if (into.mergedIntoId === null) return null
  return refuse('lot_merged', { lotId: intoLotId, intoLotId: endOfTarget })
}

/** Why an attribute may not be defined so, or null. A known one may get more choices. */
export function refuseAttribute(
  wanted: DefineAttribute,
  known: Attribute | undefined,
): Refusal | null {
  const { name, type, choices } = wanted
  if ((type === 'choice') !== (choices !== undefined)) return refuse('choices_needed')
  if (known === undefined) return null
  const lost = (known.choices ?? []).some((choice) => choices?.includes(choice) !== true)
  return type !== known.type || lost ? refuse('attribute_fixed', { name, type: known.type }) : null
}

/** Says whether a value fits an attribute's type. */
export function fits(value: string, { type, choices }: Attribute): boolean {
  switch (type) {
    case 'text':
      return true
    case 'number':
      return /^-?\d{1,30}(\.\d{1,30})?$/.test(value)
    case 'date':
      return parseLabelDate(value) !== null
    case 'yes_no':
      return value === 'yes' || value === 'no'
    case 'choice':
      return choices?.includes(value) === true
  }
}

function refuseOrigin(originId: string | undefined, known: ReadonlySet<string>): Refusal | null {
  if (originId === undefined || originId === NIL || known.has(originId)) return null
  return refuse('origin_missing', { originId })
}

function refuseCode(wanted: { code: string; printable?: boolean | undefined }): Refusal | null {
  if (wanted.printable !== true || isPrintable(wanted.code)) return null
  return refuse('code_not_printable', { code: wanted.code })
}

function refuseAttributes(
  values: { readonly [name: string]: string } | undefined,
  attributes: ReadonlyMap<string, Attribute>,
): Refusal | null {
  for (const [name, value] of Object.entries(values ?? {})) {
    const attribute = attributes.get(name)
    if (attribute === undefined) return refuse('attribute_unknown', { name })
    if (!fits(value, attribute)) {
      return refuse('attribute_wrong', { name, value, type: attribute.type })
    }
  }
  return null
}
