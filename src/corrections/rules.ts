// What a correction says, line by line: from what stands and what was asked to what each line really was. Pure.
import { NIL, type Refusal } from '#kernel'
import { refuse } from './refusals.ts'

/** A lot by what is written on it. */
export type NamedLot = { readonly code?: string; readonly originId?: string; readonly dates?: Readonly<Record<string, string>> }

/** What somebody says a line really was; what is null or left out was right. */
export type LineAsk = {
  readonly documentId: string
  readonly line: number
  readonly quantity: bigint | null
  readonly lotId: string | null
  readonly itemId?: string | null
  readonly lot?: NamedLot | null
  readonly candidateIds?: readonly string[] | null
  readonly supplierId?: string | null
  readonly locationId?: string | null
  readonly secondQuantity?: bigint | null
  /** The quantity as it was counted; unit null: in base units. */
  readonly entered?: { readonly quantity: string | null; readonly unit: string | null }
}

type Part = {
  readonly itemId: string
  readonly lotId: string
  readonly candidateIds: readonly string[]
  readonly serial: { readonly id: string; readonly code: string } | null
  readonly fromLocationId: string
  readonly toLocationId: string
  readonly quantity: bigint
  readonly secondQuantity: bigint | null
}
type Line = {
  readonly documentId: string
  readonly line: number
  readonly kind: string
  readonly fromOwn: boolean
  readonly toOwn: boolean
  readonly first: Part
  readonly corrects: { readonly documentId: string; readonly line: number } | null
  readonly parts: readonly Part[]
}

/** A part as it was told; its lot may still be a name on a label. */
export type Draft = Part & { readonly named: NamedLot | null }

/** A line with the parts it really was. */
export type Told<L extends Line> = {
  readonly line: L
  readonly parts: readonly Draft[]
  readonly supplierId: string | null
  readonly locationId: string | null
}

/** The lines asked for, whole documents line by line, in the order they were named. */
export function asksOf(
  { documents, lines }: { readonly documents?: readonly string[] | undefined; readonly lines: readonly LineAsk[] },
  known: ReadonlyMap<string, Line>,
): LineAsk[] | Refusal {
  const whole: LineAsk[] = []
  for (const documentId of documents ?? []) {
    const mine = [...known.values()].filter((one) => one.documentId === documentId)
    if (mine.length === 0) return refuse('document_unknown', { documentId })
    const moved = mine.filter(({ kind }) => kind !== 'pick' && kind !== 'unpick')
    if (moved.length === 0) return refuse('picks_correct_by_unpick')
    whole.push(...moved.map(({ line }) => ({ documentId, line, quantity: 0n, lotId: null })))
  }
  const all = [...whole, ...lines]
  return all.length === 0 ? refuse('nothing_to_correct') : all
}

/** What each line really was. The first refusal that applies wins. */
export function tell<L extends Line>(
  asks: readonly LineAsk[],
  known: ReadonlyMap<string, L>,
  supplierPlaces: ReadonlyMap<string, string>,
  partners: ReadonlyMap<string, { readonly supplier: boolean }>,
): Told<L>[] | Refusal {
  const told: Told<L>[] = []
  for (const [key, mine] of grouped(asks)) {
    const [ask, line] = [mine[0], known.get(key)]
    if (ask === undefined) continue
    const { documentId } = ask
    if (line === undefined) {
      const some = [...known.values()].some((one) => one.documentId === documentId)
      return some ? refuse('line_unknown', { documentId, line: ask.line }) : refuse('document_unknown', { documentId })
    }
    const wrong = refuseLine(line)
    if (wrong !== null) return wrong
    const supplierId = mine.find((one) => (one.supplierId ?? null) !== null)?.supplierId ?? null
    const supplier = supplierId === null ? null : supplierPlaces.get(supplierId)
    if (supplierId !== null && line.kind !== 'receipt') return refuse('supplier_of_receipt', { documentId, line: line.line })
    if (supplier === undefined) return refuse('corrected_supplier_unknown', { supplierId: supplierId ?? '' })
    if (supplierId !== null && partners.get(supplierId)?.supplier !== true) return refuse('corrected_supplier_role_missing', { supplierId })
    const parts: Draft[] = []
    for (const one of mine) {
      const part = partOf(line, one, { several: mine.length > 1, supplier })
      if (!('itemId' in part)) return part
      if (part.quantity > 0n) parts.push(part)
    }
    told.push({ line, parts, supplierId, locationId: mine.find((one) => (one.locationId ?? null) !== null)?.locationId ?? null })
  }
  return told
}

function grouped(asks: readonly LineAsk[]): Map<string, LineAsk[]> {
  const groups = new Map<string, LineAsk[]>()
  for (const ask of asks) {
    const key = `${ask.documentId}.${ask.line}`
    groups.set(key, [...(groups.get(key) ?? []), ask])
  }
  return groups
}

function refuseLine({ documentId, line, kind, corrects }: Line): Refusal | null {
  if (corrects !== null) {
    const { documentId: ofDocumentId, line: ofLine } = corrects
    return refuse('corrects_another', { documentId, line, ofDocumentId, ofLine })
  }
  return kind === 'pick' || kind === 'unpick' ? refuse('picks_correct_by_unpick') : null
}

type Around = { readonly several: boolean; readonly supplier: string | null }

function partOf(line: Line, ask: LineAsk, { several, supplier }: Around): Draft | Refusal {
  const place = { documentId: line.documentId, line: line.line }
  const ways = [ask.lotId, ask.lot?.code, ask.candidateIds].filter((way) => way !== null && way !== undefined)
  if (ways.length > 1) return refuse('lot_named_twice', place)
  const one = line.parts.find(({ lotId }) => lotId === ask.lotId) ?? line.parts[0] ?? line.first
  const takenBack = ask.quantity === 0n && !several
  const unclear = line.parts.length > 1 || several
  // All of the line was of the lot that is named; of several, each says how much.
  if (unclear && !takenBack && (ways.length === 0 || (several && ask.quantity === null))) return refuse('line_of_several', place)
  const all = line.parts.length > 1 ? line.parts.reduce((sum, part) => sum + part.quantity, 0n) : one.quantity
  const moved = line.fromOwn && line.toOwn && (ask.locationId ?? null) !== null ? ask.locationId : null
  const lotOrMany = ask.candidateIds ?? null
  const itemId = ask.itemId ?? one.itemId
  const secondQuantity = ask.secondQuantity ?? (several ? null : one.secondQuantity)
  return {
    itemId,
    lotId: lotOrMany !== null ? NIL : (ask.lotId ?? (itemId === one.itemId ? one.lotId : NIL)),
    candidateIds: lotOrMany ?? (ask.lotId === null && itemId === one.itemId ? one.candidateIds : []),
    serial: one.serial,
    fromLocationId: supplier ?? one.fromLocationId,
    toLocationId: moved ?? one.toLocationId,
    quantity: ask.quantity ?? all,
    secondQuantity,
    named: ask.lot ?? null,
  }
}

/** What somebody says of a line whose lot is not known. */
export type Resolution = {
  readonly documentId: string
  readonly line: number
  readonly lots: readonly { readonly lotId: string; readonly quantity: bigint }[]
  readonly notLotIds: readonly string[]
}

/** What the line really was: the known lots, and the rest as one of the candidates that are left. */
export function resolved<L extends Line>({ lots, notLotIds, ...at }: Resolution, known: ReadonlyMap<string, L>): Told<L> | Refusal {
  const { documentId, line: number } = at
  const line = known.get(`${documentId}.${number}`)
  if (line === undefined) {
    const some = [...known.values()].some((one) => one.documentId === documentId)
    return some ? refuse('line_unknown', at) : refuse('document_unknown', { documentId })
  }
  const wrong = refuseLine(line)
  if (wrong !== null) return wrong
  const unsure = line.parts.find(({ lotId, candidateIds }) => lotId === NIL && candidateIds.length > 0)
  if (unsure === undefined) return refuse('lot_is_known', at)
  const stranger = [...lots.map(({ lotId }) => lotId), ...notLotIds].find((lotId) => !unsure.candidateIds.includes(lotId))
  if (stranger !== undefined) return refuse('lot_no_candidate', { ...at, lotId: stranger })
  const asked = lots.reduce((sum, { quantity }) => sum + quantity, 0n)
  if (asked > unsure.quantity) return refuse('more_than_unknown', { ...at, asked, quantity: unsure.quantity })
  const rest = unsure.quantity - asked
  const left = unsure.candidateIds.filter((lotId) => !notLotIds.includes(lotId))
  const only = left[0]
  if (only === undefined && rest > 0n) return refuse('no_candidate_left', at)
  const part = (lotId: string, quantity: bigint): Draft => ({ ...unsure, lotId, candidateIds: [], quantity, named: null })
  const others = line.parts.filter((one) => one !== unsure).map((one) => ({ ...one, named: null }))
  // The last lot left of several is certain; one alone is what a label told.
  const last: Draft[] = rest === 0n || only === undefined ? []
    : left.length === 1 && unsure.candidateIds.length > 1 ? [part(only, rest)]
      : [{ ...unsure, candidateIds: left, quantity: rest, named: null }]
  const parts = [...others, ...lots.map(({ lotId, quantity }) => part(lotId, quantity)), ...last]
  return { line, parts, supplierId: null, locationId: null }
}
