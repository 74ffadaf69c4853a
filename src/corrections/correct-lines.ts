// The two ways to put right what was recorded: saying what lines really were, and saying which lot it was that nobody
// knew. Both post what differs, supersede the edges that no longer hold, and say which traces changed.
import { readItems } from '#catalog'
import { NIL, Refusal } from '#kernel'
import {
  attempt, correctLines, differencesOf, holdSame, openSheet, type PoolKey, readLines, readPoolsOf, readSites, type RightLine, saveHolds, saveSheet,
  settle, type Sheet, type StandingLine, unpickUnfit,
} from '#ledger'
import { ensurePartnerLocations } from '#locations'
import { readLots, readSameLots } from '#lots'
import { type Changed, lockOrdersOf, readHaving, refuseMoreBack } from '#orders'
import { readPartners } from '#partners'
import type { Accepted, Action, Command, Context } from '#platform'
import { type EdgeChange, judgeEdges, saveEdges } from '#production'
import { type ChangedTrace, changedTraces, readReach } from '#trace'
import type { Corrected } from './contract.ts'
import { measured } from './measure.ts'
import { findNames, type Named, type Namings, writeNames } from './name-lots.ts'
import { refuse } from './refusals.ts'
import { asksOf, type LineAsk, type Resolution, resolved, tell, type Told } from './rules.ts'
import { shelvesOf } from './store.ts'

/** What lines of documents really were; documents named whole never happened. */
export type Correction = { readonly reason: string; readonly documents?: readonly string[]; readonly lines: readonly LineAsk[] }
/** Which lots a line was of, or was not of. */
export type LotTold = Resolution & { readonly reason: string }

type Reasoned = { readonly reason: string }
type Told_ = readonly Told<StandingLine>[]
type Way<Payload> = {
  readonly documentsOf: (payload: Payload) => readonly string[]
  readonly asks: (payload: Payload, lines: ReadonlyMap<string, StandingLine>) => readonly LineAsk[]
  readonly tell: (payload: Payload, known: Known) => Told_ | Refusal
}
type Known = {
  readonly lines: ReadonlyMap<string, StandingLine>
  readonly supplierPlaces: ReadonlyMap<string, string>
  readonly partners: ReadonlyMap<string, { readonly supplier: boolean }>
}

/** Says what lines of documents really were. A line may be corrected as often as it must. */
export const correct: Action<Correction, Corrected> = {
  kind: 'correct',
  permission: 'document.correct',
  async run(ctx, commands) {
    const payloads = await measured(ctx, commands.map(({ payload }) => payload))
    const ready = commands.flatMap((command, at) => {
      const payload = payloads[at]
      return payload === undefined || payload instanceof Refusal ? [] : [{ ...command, payload }]
    })
    const results = await oneByOne(ctx, ready, {
      documentsOf: ({ documents, lines }) => [...(documents ?? []), ...lines.map(({ documentId }) => documentId)],
      asks: ({ lines }) => lines,
      tell: (payload, { lines, supplierPlaces, partners }) => {
        const asks = asksOf(payload, lines)
        return asks instanceof Refusal ? asks : tell(asks, lines, supplierPlaces, partners)
      },
    })
    const found = results.values()
    return payloads.map((payload) => (payload instanceof Refusal ? payload : withEntered(found.next().value, payload)))
  },
}

// The quantities as they were counted stay beside what was posted.
function withEntered(result: Accepted<Corrected> | Refusal | undefined, { lines }: Correction): Accepted<Corrected> | Refusal {
  if (result === undefined) throw new Error('A correction gave no result.')
  const entered = lines.flatMap(({ documentId, line, entered: as }) => (as === undefined ? [] : [{ documentId, line, ...as }]))
  return result instanceof Refusal || entered.length === 0 ? result : { ...result, answer: { ...result.answer, entered } }
}

/** Says of a line whose lot nobody knew which lots it was of, or was not of. */
export const resolve: Action<LotTold, Corrected> = {
  kind: 'resolve',
  permission: 'document.correct',
  run: (ctx, commands) =>
    oneByOne(ctx, commands, {
      documentsOf: ({ documentId }) => [documentId],
      asks: ({ lots, ...at }) => lots.map(({ lotId }) => ({ ...at, lotId, quantity: null })),
      tell: (payload, { lines }) => {
        const told = resolved(payload, lines)
        return told instanceof Refusal ? told : [told]
      },
    }),
}

// Corrections are few and each may change what the next one finds, so each is read, judged and written by itself.
// What all of them need is locked before the first, in the one order.
async function oneByOne<Payload extends Reasoned>(
  ctx: Context,
  commands: readonly Command<Payload>[],
  way: Way<Payload>,
): Promise<(Accepted<Corrected> | Refusal)[]> {
  const lines = await readLines(ctx.tx, commands.flatMap(({ payload }) => way.documentsOf(payload)))
  await lockOrdersOf(ctx.tx, { lineIds: orderLinesOf(lines.values()), returnIds: looseReturnsOf(lines.values()) })
  const asks = commands.flatMap(({ payload }) => way.asks(payload, lines))
  if (commands.length > 1) await openSheet(ctx, await poolsOf(ctx, lines, asks))
  const results: (Accepted<Corrected> | Refusal)[] = []
  for (const command of commands) results.push(await one(ctx, command, way))
  return results
}

function orderLinesOf(lines: Iterable<StandingLine>): string[] {
  return [...lines].flatMap(({ kind, referenceId }) =>
    (kind === 'ship' || kind === 'return') && referenceId !== null ? [referenceId] : [])
}

function isLoose({ kind, referenceId }: StandingLine): boolean {
  return kind === 'return' && referenceId === null
}

function looseReturnsOf(lines: Iterable<StandingLine>): string[] {
  return [...lines].filter(isLoose).map(({ documentId }) => documentId)
}

async function poolsOf(ctx: Context, lines: ReadonlyMap<string, StandingLine>, asks: readonly LineAsk[]): Promise<PoolKey[]> {
  const asked = asks.flatMap(({ locationId }) => locationId ?? [])
  const sites = await readSites(ctx, [
    ...[...lines.values()].flatMap((line) => [line.fromLocationId, line.toLocationId]), ...asked,
  ])
  const named = asks.filter(({ lot, supplierId }) => (lot ?? null) !== null || (supplierId ?? null) !== null)
  // What a lot's dates and identity are counts wherever it lies.
  const wide = named.flatMap((ask) => [...(ask.itemId === null || ask.itemId === undefined ? [] : [ask.itemId]), ...itemsOf(lines.get(`${ask.documentId}.${ask.line}`))])
  const everywhere = wide.length === 0 ? [] : await readPoolsOf(ctx, wide)
  return [...everywhere, ...[...lines.values()].flatMap((line) => {
    const mine = asks.filter((ask) => ask.documentId === line.documentId && ask.line === line.line)
    const items = [line.itemId, ...line.parts.map(({ itemId }) => itemId), ...mine.flatMap(({ itemId }) => itemId ?? [])]
    const places = [line.fromLocationId, line.toLocationId, ...line.parts.flatMap((part) => [part.fromLocationId, part.toLocationId]),
      ...mine.flatMap(({ locationId }) => locationId ?? [])]
    const siteIds = new Set(places.flatMap((id) => sites.get(id) ?? []))
    return items.flatMap((itemId) => [...siteIds].map((siteId) => ({ itemId, ownerId: line.ownerId, siteId })))
  })]
}

function itemsOf(line: StandingLine | undefined): string[] {
  return line === undefined ? [] : [line.itemId, ...line.parts.map(({ itemId }) => itemId)]
}

type Shelf = { readonly lineId: string; readonly lotId: string; readonly locationId: string }

async function one<Payload extends Reasoned>(ctx: Context, command: Command<Payload>, way: Way<Payload>): Promise<Accepted<Corrected> | Refusal> {
  const { payload } = command
  const documentIds = way.documentsOf(payload)
  const before = await readLines(ctx.tx, documentIds)
  const asks = way.asks(payload, before)
  const supplierPlaces = await ensurePartnerLocations(ctx.tx, 'supplier', asks.flatMap(({ supplierId }) => supplierId ?? []))
  const shelves = await ctx.tx.read<Shelf>(shelvesOf, [orderLinesOf(before.values())])
  const pools = await poolsOf(ctx, before, asks)
  const open = (lotIds: readonly string[]) => openSheet(ctx, pools, {
    growing: [],
    placeIds: [
      ...[...before.values()].flatMap((line) => [line, ...line.parts].flatMap((at) => [at.fromLocationId, at.toLocationId])),
      ...supplierPlaces.values(),
      ...asks.flatMap(({ locationId }) => locationId ?? []), ...shelves.map(({ locationId }) => locationId),
    ],
    lotIds: [...asks.flatMap(({ lotId, candidateIds }) => [...(lotId === null ? [] : [lotId]), ...(candidateIds ?? [])]), ...lotsOf(before), ...lotIds],
    serials: [...before.values()].flatMap(({ parts, first }) => [...parts, first].flatMap(({ itemId, serial }) => serial === null ? [] : [{ itemId, code: serial.code }])),
  })
  const sheet = await open([])
  // Under the locks nobody else corrects these lines.
  const lines = await readLines(ctx.tx, documentIds)
  const partners = await readPartners(ctx.tx, [...new Set(asks.flatMap(({ supplierId }) => supplierId ?? []))])
  const told = way.tell(payload, { lines, supplierPlaces, partners })
  if (told instanceof Refusal) return told
  const items = await readItems(ctx.tx, told.flatMap(({ parts }) => parts.map(({ itemId }) => itemId)))
  const wrong = refuseItems(told, items) ?? (await refuseMade(ctx, told, lines))
  if (wrong !== null) return wrong
  const namings = await findNames(ctx, told)
  return namings instanceof Refusal ? namings : carryOut(ctx, command, { told, lines, namings, shelves, sheet, open })
}

function lotsOf(lines: ReadonlyMap<string, StandingLine>): string[] {
  return [...lines.values()].flatMap(({ parts, first }) =>
    [...parts, first].flatMap(({ lotId, candidateIds }) => [lotId, ...candidateIds]))
}

function refuseItems(told: Told_, items: Awaited<ReturnType<typeof readItems>>): Refusal | null {
  for (const { line, parts } of told) {
    for (const { itemId, lotId, candidateIds, named } of parts) {
      const item = items.get(itemId)
      if (item === undefined) return refuse('corrected_item_unknown', { itemId })
      const byLot = item.modes.at(-1)?.mode === 'lot' || item.modes.at(-1)?.mode === 'lot+serial'
      const unknown = lotId === NIL && candidateIds.length === 0 && named === null
      // Nobody may know of which lot something came back; of what came, went or was made somebody does.
      const wasUnknown = itemId === line.itemId && [...line.parts, line.first].some((one) => one.lotId === NIL && one.candidateIds.length === 0)
      if (byLot && unknown && line.kind !== 'return' && !wasUnknown) {
        return refuse('corrected_lot_needed', { sku: item.sku, documentId: line.documentId, line: line.line })
      }
    }
  }
  return null
}

// What came out was a new lot: one that this transformation made, and none that is there besides.
async function refuseMade({ tx }: Context, told: Told_, lines: ReadonlyMap<string, StandingLine>): Promise<Refusal | null> {
  const made = told.filter(({ line }) => line.kind === 'produce')
  if (made.length === 0) return null
  const outputsOf = (documentId: string) => [...lines.values()].flatMap((line) =>
    line.documentId === documentId && line.kind === 'produce' ? [line.first, ...line.parts].map(({ lotId }) => lotId) : [])
  const other = made.flatMap(({ line, parts }) => {
    const outputs = outputsOf(line.documentId)
    return parts.flatMap(({ lotId, candidateIds }) => (lotId === NIL ? candidateIds : [lotId])).filter((id) => !outputs.includes(id))
  })[0]
  const lot = other === undefined ? undefined : (await readLots(tx, [other])).get(other)
  return lot === undefined ? null : refuse('made_lot_exists', { code: lot.code })
}

type Plan = {
  readonly told: Told_
  readonly lines: ReadonlyMap<string, StandingLine>
  readonly namings: Namings
  readonly shelves: readonly Shelf[]
  readonly sheet: Sheet
  readonly open: (lotIds: readonly string[]) => Promise<Sheet>
}

async function carryOut(ctx: Context, command: Command<Reasoned>, plan: Plan): Promise<Accepted<Corrected> | Refusal> {
  const { told, namings } = plan
  const around = [...new Set([
    ...told.flatMap(({ line, parts }) => [...line.parts, ...parts].flatMap(({ lotId, candidateIds }) => [lotId, ...candidateIds])),
    ...[...namings.values()].flatMap(({ from, found }) => [from.id, ...(found === undefined ? [] : [found.id])]),
  ])].filter((id) => id !== NIL)
  const was = await readReach(ctx.tx, around)
  const named = await writeNames(ctx, command, namings)
  const rights = told.map((one) => rightOf(one, named, plan))
  const sheet = namings.size === 0 ? plan.sheet : await plan.open(rights.flatMap(({ parts }) => parts.map(({ lotId }) => lotId)))
  const result = await judge(ctx, command, { rights, named, sheet, lines: plan.lines })
  if (result instanceof Refusal) {
    // The lots are written already: nothing of the set may stay.
    if (namings.size > 0) throw result
    return result
  }
  const touched = [...new Set([...around, ...rights.flatMap(({ parts }) => parts.map(({ lotId }) => lotId))])].filter((id) => id !== NIL)
  const traces = changedTraces(was, await readReach(ctx.tx, touched), touched)
  return { ...result, answer: { ...result.answer, traces: traces satisfies ChangedTrace[] } }
}

function rightOf({ line, parts, supplierId, locationId }: Told<StandingLine>, named: Named, { shelves }: Plan): RightLine {
  const inside = line.fromOwn ? line.fromLocationId : line.toLocationId
  const mine = shelves.filter(({ lineId }) => line.kind === 'ship' && lineId === line.referenceId)
  const sameLot = mine.filter(({ lotId }) => line.parts.some((part) => part.lotId === lotId))
  return {
    line, supplierId, locationId, homes: [...(sameLot.length > 0 ? sameLot : mine).map((one) => one.locationId), inside],
    parts: parts.map((part) => ({ ...part, lotId: named.lotIdOf(part) })),
  }
}

type Judged = {
  readonly rights: readonly RightLine[]
  readonly named: Named
  readonly sheet: Sheet
  readonly lines: ReadonlyMap<string, StandingLine>
}

async function judge(ctx: Context, command: Command<Reasoned>, { rights, named, sheet, lines }: Judged): Promise<Accepted<Omit<Corrected, 'traces'>> | Refusal> {
  const differ = rights.some((right) => differencesOf(right).length > 0)
  if (!differ && named.renamed.length === 0 && named.merged.length === 0) return refuse('nothing_changes')
  const edges = await judgeEdges(ctx.tx, transformationsOf(rights, lines))
  if (edges instanceof Refusal) return edges
  const outlasts = await outlastingOf(ctx, edges)
  const corrected = rights.map(({ line }) => line)
  const has = await readHaving(ctx.tx, {
    lineIds: orderLinesOf(corrected), returnIds: looseReturnsOf(corrected),
    itemIds: rights.flatMap(({ line, parts }) => [line.itemId, ...[...line.parts, ...parts].map(({ itemId }) => itemId)]),
  })
  const merged = named.merged.map(({ intoLotId }) => intoLotId)
  const same = await readSameLots(ctx.tx, [...merged, ...rights.flatMap(({ parts }) => parts.map(({ lotId }) => lotId))])
  const holds: (readonly unknown[])[] = []
  const result = attempt(sheet, () => {
    // A date that is another now is judged like any other that changes.
    for (const pool of named.renamed.length + named.merged.length === 0 ? [] : sheet.pools) {
      unpickUnfit(sheet, pool, command)
      settle(sheet, pool, command, 'void')
    }
    const held = holdSame(sheet, command, merged.map((lotId) => same.get(lotId) ?? []))
    const done = correctLines(sheet, command, rights, same)
    const more = refuseMoreBack(has, changesOf(sheet, command, rights))
    if (more !== null) throw more
    holds.push(...done.holds.map(({ row }) => row))
    return {
      answer: {
        documentId: command.id, lines: rights.length, unpicked: String(held.unpicked + done.unpicked), voided: String(held.voided + done.voided),
        renamed: named.renamed, merged: named.merged, holds: done.holds.map(({ holdId }) => holdId), outlasts,
      },
      reason: command.payload.reason,
      ...(rights[0] === undefined ? {} : { corrects: rights[0].line.documentId }),
    }
  })
  if (result instanceof Refusal) return result
  saveHolds(ctx.tx, holds)
  saveSheet(ctx.tx, sheet)
  saveEdges(ctx.tx, command.id, edges)
  return result
}

// Lots whose label says they last longer than what is now known to have gone into them: somebody has to decide.
async function outlastingOf(ctx: Context, { added }: EdgeChange) {
  const lots = await readLots(ctx.tx, added.flatMap(({ inputLotId, outputLotId }) => [inputLotId, outputLotId]))
  return added.flatMap(({ inputLotId, outputLotId }) => {
    const [inputLastsTo, lastsTo] = [lots.get(inputLotId)?.bindingOn ?? null, lots.get(outputLotId)?.bindingOn ?? null]
    return inputLastsTo === null || (lastsTo !== null && lastsTo <= inputLastsTo) ? []
      : [{ lotId: outputLotId, lastsTo, inputLotId, inputLastsTo }]
  })
}

// All lines of the transformations among the corrected documents: those corrected as they really were.
function transformationsOf(rights: readonly RightLine[], lines: ReadonlyMap<string, StandingLine>) {
  const ends = (line: StandingLine) => line.corrects === null && (line.kind === 'consume' || line.kind === 'produce')
  const documents = new Set(rights.filter(({ line }) => ends(line)).map(({ line }) => line.documentId))
  return [...lines.values()].filter((line) => ends(line) && documents.has(line.documentId)).map((line) => ({
    line, parts: rights.find((right) => right.line === line)?.parts ?? line.parts,
  }))
}

// What customers have more or less thereby: by order lines, and by returns that named none.
function changesOf(sheet: Sheet, command: Command<unknown>, rights: readonly RightLine[]): Changed[] {
  const lineIds = new Set(orderLinesOf(rights.map(({ line }) => line)))
  const moved = sheet.movements.flatMap((one) => {
    if (one.documentId !== command.id || one.kind !== 'correct' || one.referenceId === null || !lineIds.has(one.referenceId)) return []
    const back = sheet.places.get(one.toLocationId)?.own === true
    const { referenceId: of, itemId, ownerId, lotId, quantity } = one
    return [{ of, itemId, ownerId, lotId, quantity: back ? -quantity : quantity }]
  })
  const loose = rights.filter(({ line }) => isLoose(line)).flatMap(({ line, parts }) => {
    const of = `${line.documentId}.${line.line}`
    const changed = (part: { itemId: string; lotId: string }, quantity: bigint) =>
      ({ of, itemId: part.itemId, ownerId: line.ownerId, lotId: part.lotId, quantity })
    return [...line.parts.map((part) => changed(part, part.quantity)), ...parts.map((part) => changed(part, -part.quantity))]
  })
  return [...moved, ...loose]
}
