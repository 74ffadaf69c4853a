// What is typed when a document is put right, and what is sent of it: what is left as it was is not sent.
import type { AnswerOf, BodyOf, Failure } from '~/api'
import { datesOf, noDates, type TypedDates, unreadableDates } from '~/pages/fields/lot-dates'
import type { ItemChoice, LotChoice, PartnerChoice, PlaceChoice } from '~/pages/fields/pickers'
import { type Keyed, newKey } from '~/ui/fields/lines'
import type { Entered } from '~/ui/fields/quantity-field'
import { numberOf } from '~/ui/fields/read-quantity'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'

/** A document whose lines are put right, and a line of it as it was told and as it stands. */
export type Told = AnswerOf<'/documents/{id}/lines'>
export type ToldLine = Told['lines'][number]
type ToldPart = ToldLine['first']
type Body = BodyOf<'/corrections'>
type Ask = NonNullable<Body['lines']>[number]

/** So much of a lot: one that is known, or the code on a label; or one of several (`candidateIds`). */
export type PartEdit = Keyed & {
  readonly lot: LotChoice | null
  readonly code: string
  readonly candidateIds: readonly string[]
  readonly entered: Entered
  readonly whole: string
  /** The part of the line it was, from 0 on; null: it was none. */
  readonly was: number | null
}

/** What a line really was. What is null or blank was right. */
export type LineEdit = Keyed & {
  readonly documentId: string
  readonly line: number
  readonly isNever: boolean
  readonly parts: readonly PartEdit[]
  readonly item: ItemChoice | null
  readonly supplier: PartnerChoice | null
  readonly place: PlaceChoice | null
  readonly dates: TypedDates
  readonly second: string
  readonly isOpen: boolean
}

export type CorrectForm = {
  readonly reason: string
  /** The documents whose lines are shown, the one it began with first. */
  readonly documents: readonly string[]
  /** Those that never happened. */
  readonly never: readonly string[]
  readonly edits: readonly LineEdit[]
}

export const blankCorrection = (documentId: string): CorrectForm => ({ reason: '', documents: [documentId], never: [], edits: [] })

export const lineKey = (documentId: string, line: number) => `${documentId}.${line}`

/** Whether its lot is told by what is on the label: goods that came, or were made. */
export const isOnLabel = ({ kind }: ToldLine) => kind === 'receipt' || kind === 'opening' || kind === 'produce'

/** What stands of a line; when nothing does, what it was told first. */
export const partsOf = ({ parts, first }: ToldLine): readonly ToldPart[] => (parts.length > 0 ? parts : [first])

/** A line as it stands, to be changed. */
export function editOf(documentId: string, told: ToldLine): LineEdit {
  return {
    key: lineKey(documentId, told.line), documentId, line: told.line, isNever: false, item: null, supplier: null, place: null, dates: noDates, second: '', isOpen: false,
    parts: partsOf(told).map((part, was) => ({
      key: newKey(), was, code: part.lot ?? '', candidateIds: part.candidates.map(({ lotId }) => lotId),
      lot: part.lotId === null ? null : { id: part.lotId, code: part.lot ?? '', detail: '', itemId: part.itemId, sku: part.sku, bindingOn: null },
      entered: { quantity: told.parts.length === 0 ? '' : part.quantity, unit: '' }, whole: told.parts.length === 0 ? '' : part.quantity,
    })),
  }
}

/** One more lot the line was of. */
export const anotherPart = (): PartEdit => ({ key: newKey(), was: null, lot: null, code: '', candidateIds: [], entered: { quantity: '', unit: '' }, whole: '' })

/** What of an edit cannot be sent as it is. */
export function wrongWith(edit: LineEdit, told: ToldLine): readonly string[] {
  const { correct: said } = words
  if (edit.isNever) return []
  const keepsLots = told.first.lotId !== null || told.first.candidates.length > 0
  const isNameless = (part: PartEdit) => part.candidateIds.length === 0 && (isOnLabel(told) ? part.code.trim() === '' : part.lot === null)
  return [
    ...(edit.parts.some(({ whole }) => whole === '') ? [said.noQuantity] : []),
    ...(keepsLots && edit.item === null && edit.parts.some(isNameless) ? [said.noLot] : []),
    ...unreadableDates(edit.dates).map(() => words.fields.noDate),
    ...(edit.second.trim() !== '' && !/^\d+$/.test(numberOf(edit.second) ?? '') ? [said.noSecond] : []),
  ]
}

/** What is sent, and the key of the line that each of it is about; null while nothing was changed or something is missing. */
export function bodyOf(form: CorrectForm, lines: ReadonlyMap<string, ToldLine>): { readonly body: Body; readonly keys: readonly string[] } | null {
  const asks: Ask[] = []
  const keys: string[] = []
  for (const edit of form.edits) {
    const told = lines.get(edit.key)
    if (told === undefined || form.never.includes(edit.documentId)) continue
    if (wrongWith(edit, told).length > 0) return null
    for (const ask of asksOf(edit, told)) {
      asks.push(ask)
      keys.push(edit.key)
    }
  }
  if (asks.length === 0 && form.never.length === 0) return null
  return { keys, body: { reason: form.reason.trim(), ...(form.never.length > 0 && { documents: [...form.never] }), ...(asks.length > 0 && { lines: asks }) } }
}

function asksOf(edit: LineEdit, told: ToldLine): Ask[] {
  const { documentId, line } = edit
  if (edit.isNever) return told.parts.length === 0 ? [] : [{ documentId, line, quantity: '0' }]
  const was = partsOf(told)
  const isOne = edit.parts.length === 1 && told.parts.length <= 1
  const second = numberOf(edit.second)
  const more = {
    ...(edit.item !== null && { itemId: edit.item.id }), ...(edit.supplier !== null && { supplierId: edit.supplier.id }),
    ...(edit.place !== null && { locationId: edit.place.id }), ...(second !== null && isOne && { secondQuantity: second }),
  }
  const asks = edit.parts.map((part) => {
    const before = part.was === null ? undefined : was[part.was]
    const isSame = isOne && told.parts.length === 1 && part.whole === before?.quantity
    return { ...(isSame ? {} : { quantity: part.whole }), ...lotOf(part, before, { edit, told, isOne }), ...more }
  })
  const isChanged = asks.some((ask) => Object.keys(ask).length > 0) && !(edit.parts.length > 1 && Object.keys(more).length === 0 && isAsItWas(edit, was))
  return isChanged ? asks.map((ask) => ({ documentId, line, ...ask })) : []
}

// Of a line of several lots every one is named again, also where nothing was changed.
function isAsItWas({ parts, dates }: LineEdit, was: readonly ToldPart[]): boolean {
  return parts.length === was.length && datesOf(dates) === undefined && parts.every((part) => {
    const before = part.was === null ? undefined : was[part.was]
    return before !== undefined && part.whole === before.quantity && part.code.trim() === (before.lot ?? '') && (part.lot?.id ?? null) === before.lotId
  })
}

type Around = { readonly edit: LineEdit; readonly told: ToldLine; readonly isOne: boolean }

function lotOf(part: PartEdit, before: ToldPart | undefined, { edit, told, isOne }: Around): Pick<Ask, 'lotId' | 'lot' | 'candidateIds'> {
  const isUnsure = part.candidateIds.length > 0 && part.lot === null
  if (isUnsure) return isOne ? {} : { candidateIds: [...part.candidateIds] }
  if (!isOnLabel(told)) return part.lot === null || (isOne && part.lot.id === before?.lotId) ? {} : { lotId: part.lot.id }
  const [code, dates] = [part.code.trim(), datesOf(edit.dates)]
  const isSame = code === (before?.lot ?? '') && edit.item === null
  if (code === '') return {}
  if (isSame && dates === undefined) return isOne || before?.lotId === null || before === undefined ? {} : { lotId: before.lotId }
  return { lot: { ...(isSame && isOne ? {} : { code }), ...(dates !== undefined && { dates }) } }
}

/** What is wrong, line by its key; `rest` is what belongs to none. */
export function faultsOf(failure: Failure | null, keys: readonly string[], form: CorrectForm, lines: ReadonlyMap<string, ToldLine>) {
  const at = new Map<string, readonly string[]>()
  if (failure === null) return { at, rest: null }
  for (const { path, expected, found } of failure.complaints) {
    const [list, nth, ...field] = path.split('.')
    const key = list === 'lines' ? keys[Number(nth)] : undefined
    if (key !== undefined) at.set(key, [...(at.get(key) ?? []), words.problem.complaint(field.join(' '), expected, found)])
  }
  if (failure.complaints.length > 0) return { at, rest: at.size === 0 ? failure : null }
  const { documentId, line, lotId } = failure.facts
  const named = `${String(documentId)}.${String(line)}`
  const isOf = (key: string) => {
    const told = lines.get(key)
    return told !== undefined && [told.first, ...told.parts].some((part) => part.lotId === lotId)
  }
  const key = lines.has(named) ? named : form.edits.map((edit) => edit.key).find((one) => keys.includes(one) && lotId !== undefined && isOf(one))
  if (key === undefined) return { at, rest: failure }
  at.set(key, [sentenceOf(failure)])
  return { at, rest: null }
}
