// The lots that goods arrive with: known ones are found and their blanks filled, others are made.
// What contradicts the record is reported and never written: somebody has to decide.
import { holdItems } from '#catalog'
import type { LabelDate } from '#kernel'
import { newId, type Tx } from '#platform'
import { followed, readFollowers } from './followers.ts'
import { policyOf } from './item-policy.ts'
import { lookAlikes } from './look-alike-rules.ts'
import { keyOf } from './rules.ts'
import { refuseUnseen } from './unseen-rules.ts'
import {
  findLotsByKey,
  insertUnknown,
  type LotFact,
  lockLots,
  readRecentCodes,
  resolveLots,
  writeFacts,
  writeLots,
} from './store.ts'
import {
  type Came,
  type DateField,
  type DatePolicy,
  differences,
  isDate,
  type Lot,
  meet,
  noDates,
  settle,
  taken,
} from './value-rules.ts'

/** A lot as goods arrive with it. */
export type WantedLot = {
  /** The document that brings it; the facts of what it fills name this. */
  readonly documentId: string
  /** The id to make it with when it is not known; a new one when left out. */
  readonly lotId?: string | undefined
  readonly itemId: string
  readonly code: string
  /** Who assigned the code; the nil id when nobody knows. */
  readonly originId: string
  readonly dates: { readonly [Field in DateField]?: LabelDate | null | undefined }
  readonly ownCode?: string | null | undefined
  readonly regulatoryCode?: string | null | undefined
  readonly regulatorySource?: string | null | undefined
  readonly facility?: string | null | undefined
  readonly receivedOn?: string | null | undefined
}

/** What became of a wanted lot. */
export type UpsertedLot = {
  /** The lot to post to: the known one, or what it was merged into. */
  readonly lotId: string
  readonly created: boolean
  readonly conflicts: readonly { field: string; known: string; came: string }[]
  readonly filled: readonly string[]
  readonly lookAlikes: readonly string[]
  /** When these differ the lot's stock and reservations have to be judged again. */
  readonly bindingOnBefore: string | null
  readonly bindingOn: string | null
  /** Lots that are read as it, and last otherwise with it. */
  readonly followers: readonly string[]
}

/**
 * Finds or makes the lots, one result per entry in order; later entries see what earlier ones did.
 * Items must exist. Known lots are locked only when something of them is filled.
 * @throws Refusal when the code of a lot that is not known has a character nobody sees.
 */
export async function upsertLots(tx: Tx, wanted: readonly WantedLot[]): Promise<UpsertedLot[]> {
  if (wanted.length === 0) return []
  const [items, first] = await Promise.all([
    holdItems(
      tx,
      wanted.map(({ itemId }) => itemId),
    ),
    findLotsByKey(tx, wanted),
  ])
  const policies = new Map([...items].map(([id, item]) => [id, policyOf(item)]))
  const made = await makeUnknown(tx, wanted, first, policies)
  const found = made.known
  const codes = await readRecentCodes(
    tx,
    wanted.filter((lot) => made.ids.has(found.get(keyOf(lot))?.id ?? '')).map((lot) => lot.itemId),
  )
  const lots = await current(tx, wanted, found)
  const facts: LotFact[] = []
  const touched = new Set<string>()
  const told = new Set<string>()
  const results = wanted.map((entry): Omit<UpsertedLot, 'followers'> => {
    const id = found.get(keyOf(entry))?.id ?? ''
    const lot = lots.get(id)
    const policy = policies.get(entry.itemId)
    if (lot === undefined || policy === undefined) throw new Error(`${entry.code} has no item.`)
    const created = made.ids.has(lot.id) && !told.has(lot.id)
    told.add(lot.id)
    const { after, conflicts, filled } = fill(lot, entry, policy)
    if (filled.length > 0) {
      for (const key of idsOf(lots, lot.id)) lots.set(key, after)
      touched.add(lot.id)
      const documentId = entry.documentId
      facts.push(...differences(lot, after).map((it) => ({ ...it, documentId, lotId: lot.id })))
    }
    const alike = created ? lookAlikes(lot.code, codes.get(lot.itemId) ?? []) : []
    return {
      lotId: lot.id,
      created,
      conflicts,
      filled,
      lookAlikes: alike.map(({ code }) => code),
      bindingOnBefore: lot.bindingOn,
      bindingOn: after.bindingOn,
    }
  })
  const dated = facts.filter(({ field }) => isDate(field)).map(({ lotId }) => lotId)
  const followers = await readFollowers(tx, dated)
  const others = followed(followers, lots, (endId) => facts.findLast(({ lotId }) => lotId === endId)?.documentId ?? '')
  writeLots(tx, [...[...touched].flatMap((id) => lots.get(id) ?? []), ...others.lots])
  writeFacts(tx, [...facts, ...others.facts])
  return results.map((one) => ({
    ...one, followers: followers.flatMap(({ endId, lot }) => (endId === one.lotId ? [lot.id] : [])),
  }))
}

// Makes the lots whose key nobody has; of two transactions that try, the second finds the first's.
async function makeUnknown(
  tx: Tx,
  wanted: readonly WantedLot[],
  first: ReadonlyMap<string, Lot>,
  policies: ReadonlyMap<string, DatePolicy>,
): Promise<{ ids: Set<string>; known: ReadonlyMap<string, Lot> }> {
  const fresh = new Map<string, Lot>()
  for (const entry of wanted) {
    const key = keyOf(entry)
    const policy = policies.get(entry.itemId)
    if (first.has(key) || fresh.has(key) || policy === undefined) continue
    const refusal = refuseUnseen(entry.code)
    if (refusal !== null) throw refusal
    fresh.set(key, settle(newLot(entry), policy))
  }
  const ids = await insertUnknown(tx, [...fresh.values()])
  const known = new Map([...first, ...fresh])
  const lost = [...fresh.values()].filter(({ id }) => !ids.has(id))
  for (const [key, lot] of await findLotsByKey(tx, lost)) known.set(key, lot)
  return { ids, known }
}

// The lots as they stand, under the ids they were found by: those merged into others as these,
// those with something to fill locked and read again.
async function current(
  tx: Tx,
  wanted: readonly WantedLot[],
  found: ReadonlyMap<string, Lot>,
): Promise<Map<string, Lot>> {
  const all = [...found.values()]
  const ends = await resolveLots(
    tx,
    all.filter(({ mergedIntoId }) => mergedIntoId !== null).map(({ id }) => id),
  )
  const filling = wanted.flatMap((entry) => {
    const lot = found.get(keyOf(entry))
    return lot !== undefined && fills(lot, entry) ? [lot.id] : []
  })
  const locked = await lockLots(tx, [...ends.values(), ...filling])
  return new Map(
    all.flatMap((lot): [string, Lot][] => {
      const now = locked.get(ends.get(lot.id) ?? lot.id) ?? lot
      return [
        [lot.id, now],
        [now.id, now],
      ]
    }),
  )
}

function idsOf(lots: ReadonlyMap<string, Lot>, lotId: string): string[] {
  return [...lots].flatMap(([key, lot]) => (lot.id === lotId ? [key] : []))
}

function fills(lot: Lot, entry: WantedLot): boolean {
  const received = lot.receivedOn === null && (entry.receivedOn ?? null) !== null
  return received || meet(lot, cameWith(entry)).some(({ how }) => how !== 'conflicts')
}

function fill(
  lot: Lot,
  entry: WantedLot,
  policy: DatePolicy,
): Pick<UpsertedLot, 'conflicts' | 'filled'> & { after: Lot } {
  const meetings = meet(lot, cameWith(entry))
  const taking = meetings.filter(({ how }) => how !== 'conflicts').map(({ field }) => field)
  const receivedOn = lot.receivedOn ?? entry.receivedOn ?? null
  const filled = receivedOn === lot.receivedOn ? taking : [...taking, 'receivedOn']
  const after = taken(lot, cameWith(entry), new Set<string>(taking), policy)
  const conflicts = meetings.flatMap(({ how, field, known, came }) =>
    how === 'conflicts' ? [{ field, known: known ?? '', came }] : [],
  )
  return { after: filled.length === 0 ? lot : { ...after, receivedOn }, conflicts, filled }
}

function cameWith(entry: WantedLot): Came {
  return { dates: entry.dates, texts: entry }
}

function newLot(entry: WantedLot): Lot {
  return {
    id: entry.lotId ?? newId(),
    itemId: entry.itemId,
    code: entry.code,
    originId: entry.originId,
    ownCode: entry.ownCode ?? null,
    regulatoryCode: entry.regulatoryCode ?? null,
    regulatorySource: entry.regulatorySource ?? null,
    facility: entry.facility ?? null,
    dates: {
      produced: entry.dates.produced ?? noDates.produced,
      packed: entry.dates.packed ?? noDates.packed,
      bestBefore: entry.dates.bestBefore ?? noDates.bestBefore,
      useBy: entry.dates.useBy ?? noDates.useBy,
      sellBy: entry.dates.sellBy ?? noDates.sellBy,
      retest: entry.dates.retest ?? noDates.retest,
    },
    bestBeforeDerived: false,
    bindingOn: null,
    receivedOn: entry.receivedOn ?? null,
    mergedIntoId: null,
  }
}
