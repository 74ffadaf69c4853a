// Moves, adjustments and disposals: postings that need nothing but the ledger.
import { NIL, type Refusal } from '#kernel'
import { type Accepted, type Action, type Command, type Context, newId, type Statement } from '#platform'
import { LOSS, DESTRUCTION } from '#locations'
import { readPartners } from '#partners'
import type { StockAdjusted, StockDisposed, StockMoved } from './contract.ts'
import { readOpenLines, resolveByCount } from './count-lots.ts'
import { placeOf, post, settle } from './post.ts'
import { refuse } from './refusals.ts'
import { judgeEach, saveSheet } from './save-sheet.ts'
import { openSheet } from './open-sheet.ts'
import { attempt, poolOf, type Sheet } from './sheet.ts'
import type { StandingLine } from './standing-lines.ts'
import type { Pool } from './stock.ts'

/** One line of a move: base units of a lot (NIL: none kept, or unknown) between two locations of ours. */
export type MoveLine = {
  readonly itemId: string
  readonly lotId: string
  readonly candidateIds: readonly string[]
  readonly serial: string | null
  readonly ownerId: string
  readonly fromLocationId: string
  readonly toLocationId: string
  readonly quantity: bigint
}
/** What an adjustment says: so much was counted. */
export type Adjustment = {
  readonly itemId: string
  readonly lotId: string
  readonly ownerId: string
  readonly locationId: string
  readonly counted: bigint
  /** The units with a number that were counted there; left out when nobody looked at numbers. */
  readonly serials?: readonly string[]
  readonly reason: string
}
/** What is destroyed; units with a number are named. */
export type Disposal = Omit<Adjustment, 'counted'> & { readonly quantity: bigint }

const sitesOf: Statement = {
  name: 'ledger.sites-of',
  text: 'select id, site_id from locations.location where id = any($1::uuid[])',
}

// A location never changes its site, so what was read once is known.
const knownSites = new Map<string, string>()
const MOST_KNOWN = 100_000

/** The site of each location that has one. */
export async function readSites(
  ctx: Context,
  locationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const sites = new Map<string, string>()
  const unknown: string[] = []
  for (const id of new Set(locationIds)) {
    const siteId = knownSites.get(id)
    if (siteId === undefined) unknown.push(id)
    else sites.set(id, siteId)
  }
  if (unknown.length === 0) return sites
  if (knownSites.size > MOST_KNOWN) knownSites.clear()
  for (const { id, site_id } of await ctx.tx.read<{ id: string; site_id: string | null }>(sitesOf, [unknown])) {
    if (site_id === null) continue
    sites.set(id, site_id)
    knownSites.set(id, site_id)
  }
  return sites
}

/** Moves stock between locations of ours. Reserved stock may move within its site's storage only. */
export const moveStock: Action<{ readonly lines: readonly MoveLine[] }, StockMoved> = {
  kind: 'move',
  permission: 'stock.move',
  async run(ctx, commands) {
    const lines = commands.flatMap(({ payload }) => payload.lines)
    const ends = lines.flatMap((line) => [line.fromLocationId, line.toLocationId])
    const sites = await readSites(ctx, ends)
    const keys = lines.flatMap(({ itemId, ownerId, lotId, fromLocationId, toLocationId }) =>
      [fromLocationId, toLocationId].flatMap((id) => {
        const siteId = sites.get(id)
        return siteId === undefined ? [] : [{ itemId, ownerId, siteId, lotId }]
      }),
    )
    const sheet = await openSheet(ctx, keys, {
      ...(lines.every(({ candidateIds, serial }) => candidateIds.length === 0 && serial === null) ? { only: keys } : {}),
      placeIds: ends,
      unchangedLotIds: lines.flatMap(({ lotId, candidateIds }) => [lotId, ...candidateIds]),
      serials: lines.flatMap(({ itemId, serial }) => (serial === null ? [] : [{ itemId, code: serial }])),
      growing: [],
    })
    return judgeEach(ctx, sheet, commands, (command) => move(sheet, command, sites))
  },
}

function move(
  sheet: Sheet,
  command: Command<{ readonly lines: readonly MoveLine[] }>,
  sites: ReadonlyMap<string, string>,
): Accepted<StockMoved> {
  const touched = new Set<Pool>()
  const before = sheet.heldBeside.length
  for (const line of command.payload.lines) {
    const from = placeOf(sheet, line.fromLocationId)
    const to = placeOf(sheet, line.toLocationId)
    if (!from.own || !to.own) throw refuse('outside_to_outside')
    const aside = to.role === 'quarantine' || to.role === 'returns'
    const key = { itemId: line.itemId, ownerId: line.ownerId, siteId: sites.get(line.fromLocationId) ?? '' }
    const unit = line.serial === null ? undefined : sheet.serials.get(line.itemId + line.serial)
    const lotId = line.lotId === NIL ? (unit?.lotId ?? NIL) : line.lotId
    post(sheet, command, {
      kind: 'move', itemId: line.itemId, lotId, candidateIds: line.candidateIds,
      serial: line.serial === null ? undefined : { id: newId(), code: line.serial }, ownerId: line.ownerId,
      fromLocationId: line.fromLocationId, toLocationId: line.toLocationId, quantity: line.quantity,
      fromSiteId: sites.get(line.fromLocationId) ?? null, toSiteId: sites.get(line.toLocationId) ?? null,
      heldMayGo: aside || from.siteId === to.siteId,
    })
    touched.add(poolOf(sheet, key))
  }
  for (const pool of [...touched, ...sheet.heldBeside.slice(before)]) settle(sheet, pool, command, 'refuse')
  return { answer: { documentId: command.id, lines: command.payload.lines.length } }
}

/**
 * Brings a balance to what was counted. What left there as one of several lots is told by it first: what is missing
 * left with that, and what is all there did not. With serials named, units that were not counted are lost, and
 * units that were not known there are found. What reservations lose thereby is voided, newest first.
 */
export const adjustStock: Action<Adjustment, StockAdjusted> = {
  kind: 'adjust',
  permission: 'stock.adjust',
  constraints: { serial_code_key: serialExists },
  async run(ctx, commands) {
    const owners = await readPartners(ctx.tx, commands.map(({ payload }) => payload.ownerId))
    return changeOnePlace(ctx, commands, readOpenLines, (sheet, command, { sites, lines }) => {
      const { payload } = command
      // What is found has an owner: a mistyped one would own it for ever.
      const { ownerId } = payload
      const owner = owners.get(ownerId)
      if (owner === undefined) throw refuse('stock_owner_unknown', { ownerId })
      const siteId = sites.get(payload.locationId) ?? ''
      const pool = poolOf(sheet, { ...payload, siteId })
      const told = resolveByCount(sheet, command, pool, { ...payload, lines })
      const resolved = told.length === 0 ? {} : { resolved: told }
      const has = pool.balances.get(payload.lotId + payload.locationId)?.quantity ?? 0n
      const difference = payload.counted - has
      const { lost, found, plain } = compareUnits(sheet, payload, difference)
      // What is there of somebody who owned stock once can still be counted away.
      if (!owner.owner && (plain > 0n || found.length > 0)) throw refuse('stock_owner_role_missing', { ownerId })
      for (const code of lost) adjust(sheet, command, { siteId, quantity: -1n, code })
      if (plain !== 0n) adjust(sheet, command, { siteId, quantity: plain })
      for (const code of found) adjust(sheet, command, { siteId, quantity: 1n, code })
      const units = lost.length + found.length
      if (units === 0 && plain === 0n) {
        return { answer: { documentId: command.id, difference: '0', ...resolved }, reason: payload.reason }
      }
      const voided = settle(sheet, pool, command, 'void')
      const answer = {
        documentId: command.id, difference: String(difference), voided: String(voided),
        ...(units === 0 ? {} : { lost, found }), ...resolved,
      }
      return { answer, reason: payload.reason }
    })
  },
}

// Which units were lost and found, and what the units without a number differ by.
function compareUnits(sheet: Sheet, { itemId, lotId, ownerId, locationId, counted, serials }: Adjustment, difference: bigint) {
  if (serials === undefined) return { lost: [], found: [], plain: difference }
  if (BigInt(serials.length) > counted) {
    throw refuse('serials_do_not_add_up', { quantity: counted, serials: serials.length })
  }
  const here = [...sheet.units.values()].filter((unit) =>
    unit.itemId === itemId && unit.lotId === lotId && unit.ownerId === ownerId && unit.locationId === locationId,
  )
  const seen = new Set(serials.map((code) => sheet.serials.get(itemId + code)?.code ?? code))
  const known = new Set(here.map(({ code }) => code))
  const lost = [...known].filter((code) => !seen.has(code)).sort()
  const found = [...seen].filter((code) => !known.has(code))
  return { lost, found, plain: difference + BigInt(lost.length - found.length) }
}

function adjust(
  sheet: Sheet,
  command: Command<Adjustment>,
  { siteId, quantity, code }: { siteId: string; quantity: bigint; code?: string },
): void {
  const { itemId, lotId, ownerId, locationId } = command.payload
  const lost = quantity < 0n
  post(sheet, command, {
    kind: 'adjust',
    itemId,
    lotId,
    ownerId,
    fromLocationId: lost ? locationId : LOSS,
    toLocationId: lost ? LOSS : locationId,
    quantity: lost ? -quantity : quantity,
    ...(code === undefined ? {} : { serial: { id: newId(), code } }),
    heldMayGo: true,
    fromSiteId: lost ? siteId : null,
    toSiteId: lost ? null : siteId,
  })
}

function serialExists({ payload }: { readonly payload: { readonly serials?: readonly string[] } }): Refusal {
  return refuse('serial_exists', { serial: payload.serials?.join(' or ') ?? '' })
}

/** Destroys stock, held or not, with a reason. */
export const disposeStock: Action<Disposal, StockDisposed> = {
  kind: 'dispose',
  permission: 'stock.dispose',
  run: (ctx, commands) =>
    changeOnePlace(ctx, commands, () => Promise.resolve([]), (sheet, command, { sites }) => {
      const { payload } = command
      const { itemId, ownerId, locationId, quantity, serials } = payload
      const siteId = sites.get(locationId) ?? ''
      if (serials !== undefined && BigInt(serials.length) !== quantity) {
        throw refuse('serials_do_not_add_up', { quantity, serials: serials.length })
      }
      for (const code of serials ?? [undefined]) {
        const unit = code === undefined ? undefined : sheet.serials.get(itemId + code)
        post(sheet, command, {
          kind: 'dispose',
          itemId,
          lotId: payload.lotId === NIL ? (unit?.lotId ?? NIL) : payload.lotId,
          ownerId,
          fromLocationId: locationId,
          toLocationId: DESTRUCTION,
          quantity: code === undefined ? quantity : 1n,
          ...(code === undefined ? {} : { serial: { id: newId(), code } }),
          heldMayGo: true,
          fromSiteId: siteId,
          toSiteId: null,
        })
      }
      const voided = settle(sheet, poolOf(sheet, { ...payload, siteId }), command, 'void')
      return { answer: { documentId: command.id, voided: String(voided) }, reason: payload.reason }
    }),
}

type InPlace = Omit<Adjustment, 'counted'>
type Sites = ReadonlyMap<string, string>

// Opens the pools of commands that change one location each, and the other ends of lines of which something left there
// as one of several lots; unknown locations are refused.
async function changeOnePlace<Payload extends InPlace, Gives>(
  ctx: Context,
  commands: readonly Command<Payload>[],
  readOpen: typeof readOpenLines,
  decide: (sheet: Sheet, command: Command<Payload>, seen: { sites: Sites; lines: readonly StandingLine[] }) => Accepted<Gives>,
): Promise<(Accepted<Gives> | Refusal)[]> {
  const places = commands.map(({ payload }) => payload)
  const before = await readOpen(ctx, places)
  let { sheet, sites } = await openPlaces(ctx, places, before)
  // Read again under the locks: what left since has its other end in no pool yet.
  const lines = await readOpen(ctx, places)
  if (lines.some((line) => !before.some(({ documentId }) => documentId === line.documentId))) {
    ;({ sheet, sites } = await openPlaces(ctx, places, lines))
  }
  // What one count resolves the next must see: they are read, judged and written one by one.
  if (lines.length > 0 && commands.length > 1) {
    const results: (Accepted<Gives> | Refusal)[] = []
    for (const command of commands) results.push(...(await changeOnePlace(ctx, [command], readOpen, decide)))
    return results
  }
  const results = commands.map((command) => {
    const { locationId } = command.payload
    if (!sites.has(locationId)) return refuse('location_unknown', { locationId })
    return attempt(sheet, () => decide(sheet, command, { sites, lines }))
  })
  saveSheet(ctx.tx, sheet)
  return results
}

async function openPlaces(
  ctx: Context,
  places: readonly InPlace[],
  lines: readonly StandingLine[],
): Promise<{ sheet: Sheet; sites: Sites }> {
  const ends = lines.flatMap(({ itemId, ownerId, fromLocationId, toLocationId }) =>
    [fromLocationId, toLocationId].map((locationId) => ({ itemId, ownerId, locationId })))
  const wanted = [...places, ...ends]
  const placeIds = wanted.map(({ locationId }) => locationId)
  const sites = await readSites(ctx, placeIds)
  const keys = wanted.flatMap(({ itemId, ownerId, locationId }) => {
    const siteId = sites.get(locationId)
    return siteId === undefined ? [] : [{ itemId, ownerId, siteId }]
  })
  const sheet = await openSheet(ctx, keys, {
    placeIds: [...placeIds, LOSS, DESTRUCTION],
    lotIds: [
      ...places.map(({ lotId }) => lotId), ...lines.flatMap(({ parts }) => parts.flatMap(({ candidateIds }) => candidateIds)),
    ],
    serials: places.flatMap(({ itemId, serials }) => (serials ?? []).map((code) => ({ itemId, code }))),
    units: { placeIds },
    // What a count tells of a move may come to a place as well.
    ...(lines.length === 0 ? {} : { growing: [] }),
  })
  return { sheet, sites }
}

/** The lot of a wire line: NIL when none is named. */
export function lotOf(line: { readonly lotId?: string }): string {
  return line.lotId ?? NIL
}
