// Lots told by what is written on them. A lot that came by the corrected lines alone keeps its goods, wherever they
// are by now, and gets the right code; a lot that is known under that code already is what it turns out to be. Only
// where a lot is of more than these lines do goods change over from one lot to the other.
import { dayIn, Refusal } from '#kernel'
import type { StandingLine } from '#ledger'
import { PRODUCTION } from '#locations'
import { changeLotsIn, findLotsByKey, keyOf, type Lot, mergeLotsIn, readDates, readLots, upsertLots } from '#lots'
import { SELF } from '#partners'
import type { Accepted, Command, Context } from '#platform'
import { refuse } from './refusals.ts'
import type { Draft, NamedLot, Told } from './rules.ts'
import { besides } from './store.ts'

type Line = Told<StandingLine>
type Target = { readonly itemId: string; readonly code: string; readonly originId: string }
type Naming = {
  readonly how: 'same' | 'rename' | 'merge' | 'other' | 'new'
  readonly from: Lot
  readonly target: Target
  readonly found: Lot | undefined
  readonly named: NamedLot
}

/** How parts that name their lot come to one, by part; nothing is written yet. */
export type Namings = ReadonlyMap<Draft, Naming>

/** The fields of a lot that are otherwise, and what each was. */
type Renamed = {
  readonly changed: readonly string[]
  readonly values?: readonly { readonly field: string; readonly old: string | null; readonly new: string | null }[]
}

/** What naming did to the lots themselves. */
export type Named = {
  readonly lotIdOf: (part: Draft) => string
  readonly renamed: readonly (Renamed & { readonly lotId: string })[]
  readonly merged: readonly { readonly lotId: string; readonly intoLotId: string }[]
}

/** Finds what the named lots are, or why they cannot be. */
export async function findNames(ctx: Context, told: readonly Line[]): Promise<Namings | Refusal> {
  const parts = told.flatMap((one) => one.parts.flatMap((part) => (wants(one, part) === null ? [] : [{ one, part }])))
  if (parts.length === 0) return new Map()
  const lots = await readLots(ctx.tx, parts.map(({ part }) => part.lotId))
  const unsure = parts.find(({ part }) => !lots.has(part.lotId))?.one.line
  if (unsure !== undefined) return refuse('lot_unsure', { documentId: unsure.documentId, line: unsure.line })
  const targets = parts.flatMap(({ one, part }) => {
    const [from, named] = [lots.get(part.lotId), wants(one, part)]
    if (named === null || from === undefined) return []
    const target = { itemId: part.itemId, code: named.code ?? from.code, originId: originOf(one, named, from) }
    return [{ one, part, from, named, target }]
  })
  const found = await findLotsByKey(ctx.tx, targets.map(({ target }) => target))
  const besidesOf = await readBesides(ctx, targets.map(({ one, from }) => ({ line: one.line, lotId: from.id })))
  const taken = targets.find(({ one, from, target }) =>
    one.line.fromLocationId === PRODUCTION && (found.get(keyOf(target))?.id ?? from.id) !== from.id)
  if (taken !== undefined) return refuse('made_lot_exists', { code: taken.target.code })
  return new Map(targets.map(({ one, part, from, named, target }) => {
    const known = found.get(keyOf(target))
    const other = besidesOf.get(from.id)
    const whole = one.parts.length === 1 && target.itemId === from.itemId
    const alone = whole && other?.came !== true
    const how = known?.id === from.id ? 'same' as const
      : known !== undefined ? (alone && other !== undefined ? 'merge' as const : 'other' as const)
        : alone ? 'rename' as const : 'new' as const
    return [part, { how, from, target, found: known, named }] as const
  }))
}

// Another supplier brought the goods: a code that the first was said to have assigned is the other's.
function wants({ line, supplierId }: Line, part: Draft): NamedLot | null {
  if (part.named !== null) return part.named
  const same = line.parts.some(({ lotId }) => lotId === part.lotId)
  return supplierId !== null && same && part.candidateIds.length === 0 ? {} : null
}

function originOf({ line, supplierId }: Line, named: NamedLot, from: Lot): string {
  if (named.originId !== undefined) return named.originId
  if (line.fromLocationId === PRODUCTION) return SELF
  return supplierId ?? from.originId
}

async function readBesides(ctx: Context, of: readonly { line: StandingLine; lotId: string }[]) {
  const rows = await ctx.tx.read<{ lotId: string; came: boolean }>(besides, [
    [...new Set(of.map(({ lotId }) => lotId))], of.map(({ line }) => line.documentId), of.map(({ line }) => line.line),
  ])
  return new Map(rows.map((row) => [row.lotId, row]))
}

/**
 * Writes what the names say, under the locks of the lots' stock.
 * @throws Refusal; what a change or a merge of lots refuses.
 */
export async function writeNames(ctx: Context, command: Command<{ readonly reason: string }>, namings: Namings): Promise<Named> {
  const { reason } = command.payload
  const chosen = new Map<Draft, string>()
  const renamed = new Map<string, Renamed>()
  const merged = new Map<string, string>()
  for (const [part, { how, from, target, found, named }] of namings) {
    const { code, originId } = target
    chosen.set(part, from.id)
    if (how === 'same' || how === 'rename') {
      if (renamed.has(from.id)) continue
      const key = how === 'same' ? {} : { code, originId }
      const payload = { lotId: from.id, reason, ...key, ...(named.dates === undefined ? {} : { dates: named.dates }) }
      renamed.set(from.id, answerOf(await changeLotsIn(ctx, [{ ...command, payload }])))
    } else if (how === 'merge' && found !== undefined) {
      if (!merged.has(from.id)) answerOf(await mergeLotsIn(ctx, [{ ...command, payload: { lotId: from.id, intoLotId: found.id, reason } }]))
      merged.set(from.id, found.id)
    } else {
      const dates = readDates(named.dates ?? {})
      if (dates instanceof Refusal) throw dates
      const documentId = command.id
      const [lot] = await upsertLots(ctx.tx, [{ documentId, itemId: part.itemId, code, originId, dates, receivedOn: from.receivedOn ?? dayIn('UTC', command.occurredAt) }])
      if (lot !== undefined) chosen.set(part, lot.lotId)
    }
  }
  return {
    lotIdOf: (part) => chosen.get(part) ?? part.lotId,
    renamed: [...renamed].flatMap(([lotId, { changed, values = [] }]) => (changed.length === 0 ? [] : [{ lotId, changed, values }])),
    merged: [...merged].map(([lotId, intoLotId]) => ({ lotId, intoLotId })),
  }
}

function answerOf<Gives>(results: readonly (Accepted<Gives> | Refusal)[]) {
  const [one] = results
  if (one === undefined || one instanceof Refusal) throw one
  return one.answer
}
