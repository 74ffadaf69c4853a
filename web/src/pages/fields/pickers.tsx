// The things of the record one picks in a form: an item, a lot, a place, a partner.
import { useMemo } from 'react'
import { type AnswerOf, askRows, type RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { labelDate, today } from '~/format'
import { type Choice, Picker, type PickerProps } from '~/ui/fields/picker'
import type { Unit } from '~/ui/fields/read-quantity'

const MOST = '12'
const never = new AbortController().signal
const said = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(' · ')
const given = (...codes: readonly (string | null)[]) => codes.filter((code) => code !== null)

export type ItemChoice = Choice & { readonly baseUnit: string }
export type LotChoice = Choice & { readonly itemId: string; readonly sku: string; readonly bindingOn: string | null }
export type PlaceChoice = Choice & { readonly siteId: string | null }
export type PartnerChoice = Choice

export const itemChoice = (row: RowOf<'/items'>): ItemChoice => ({
  id: row.id, code: row.sku, detail: row.name, aliases: given(row.gtin), baseUnit: row.baseUnit,
})
export const lotChoice = (row: RowOf<'/lots'>): LotChoice => ({
  id: row.id, code: row.code, detail: said(row.sku, row.itemName, row.bindingOn === null ? null : labelDate(row.bindingOn), row.origin),
  aliases: given(row.ownCode, row.regulatoryCode), itemId: row.itemId, sku: row.sku, bindingOn: row.bindingOn,
})
export const placeChoice = (row: RowOf<'/locations'>): PlaceChoice => ({
  id: row.id, code: row.code, detail: said(row.name, row.site), siteId: row.siteId,
})
export const partnerChoice = (row: RowOf<'/partners'>): PartnerChoice => ({ id: row.id, code: row.code, detail: row.name ?? '' })

/** Items in use; by a GTIN too. */
export function ItemPicker(props: PickerProps<ItemChoice>) {
  const find = async (q: string, signal = never) => (await askRows('/items', { q, state: 'open', limit: MOST }, signal)).rows.map(itemChoice)
  return <Picker {...props} name="items" find={find} />
}

/** Lots, those of an item alone when one is named. */
export function LotPicker({ itemId, ...props }: PickerProps<LotChoice> & { readonly itemId?: string | null }) {
  const find = async (q: string, signal = never) => {
    const { rows } = await askRows('/lots', { q, itemId: itemId ?? null, sort: q === '' ? null : 'code', limit: MOST }, signal)
    return rows.filter(({ mergedIntoId }) => mergedIntoId === null).map(lotChoice)
  }
  return <Picker {...props} name={`lots ${itemId ?? ''}`} find={find} />
}

/** Places of ours that are in use; within a site, of a kind or for a use when one is named. */
export function PlacePicker({ siteId, kind, use, ...props }: PickerProps<PlaceChoice> & {
  readonly siteId?: string | null
  readonly kind?: 'site'
  readonly use?: 'storage' | 'receiving' | 'staging' | 'quarantine' | 'returns'
}) {
  const find = async (q: string, signal = never) => {
    const { rows } = await askRows('/locations', { q, siteId: siteId ?? null, kind: kind ?? null, role: use ?? null, state: 'open', limit: MOST }, signal)
    return rows.map(placeChoice)
  }
  return <Picker {...props} name={`places ${siteId ?? ''} ${kind ?? ''} ${use ?? ''}`} find={find} />
}

/** Partners in use, of a role when one is named. */
export function PartnerPicker({ which, ...props }: PickerProps<PartnerChoice> & { readonly which?: 'supplier' | 'customer' | 'owner' }) {
  const find = async (q: string, signal = never) =>
    (await askRows('/partners', { q, role: which ?? null, state: 'open', limit: MOST }, signal)).rows.map(partnerChoice)
  return <Picker {...props} name={`partners ${which ?? ''}`} find={find} />
}

/** The units an item may be counted in today, the base unit first. */
export function unitsOf(item: AnswerOf<'/items/{id}'> | undefined, baseUnit = ''): readonly Unit[] {
  const base: Unit = { name: item?.item.baseUnit ?? baseUnit, numerator: 1n, denominator: 1n }
  const now = today()
  const latest = new Map<string, Unit>()
  for (const one of (item?.units ?? []).toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    if (one.fromOn <= now) latest.set(one.unit, { name: one.unit, numerator: BigInt(one.numerator), denominator: BigInt(one.denominator) })
  }
  latest.delete(base.name)
  return base.name === '' ? [] : [base, ...latest.values()]
}

/** An item with what a form needs to know of it; nothing until one is picked. */
export function useItem(itemId: string | null) {
  const { data } = useQuestion('/items/{id}', { id: itemId ?? '' }, { enabled: itemId !== null })
  const units = useMemo(() => unitsOf(data), [data])
  return { item: itemId === null ? undefined : data, units: itemId === null ? [] : units }
}

/** How an item is followed today. */
export function modeOf(item: AnswerOf<'/items/{id}'> | undefined): string | null {
  const now = today()
  return item?.modes.filter(({ fromOn }) => fromOn <= now).toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0]?.mode ?? null
}
