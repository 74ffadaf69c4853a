// Putting right what lines of documents moved: the difference between what stands of a line and what it really was
// is posted as movements that name it. What lies in between is not undone. The goods of a difference are taken from
// where they were put, or where they lie by now when that is one place; picks and reservations make way.
import { least, NIL } from '#kernel'
import { type Command, newId } from '#platform'
import { holdLotInPlace } from './place-hold.ts'
import { type NewMovement, type PostingDocument, placeOf, post, settle } from './post.ts'
import { refuse } from './refusals.ts'
import { unpick } from './reserve.ts'
import { append, type Sheet } from './sheet.ts'
import { type Part, partKey, type StandingLine, type StandingPart } from './standing-lines.ts'
import type { Pool, PoolKey, Unresolved } from './stock.ts'

/** What a line really was. */
export type RightLine = {
  readonly line: StandingLine
  readonly parts: readonly Part[]
  /** Where the goods of a difference lie, when somebody says so. */
  readonly locationId: string | null
  /** Where they lie otherwise: where the line put them, or where it had them from. */
  readonly homes: readonly string[]
  /** Who brought them, for holds "from now on". */
  readonly supplierId: string | null
}

type Difference = { readonly part: Part; readonly by: StandingPart['by']; readonly quantity: bigint }
/** A place that goods were taken from, which are others in truth: these lie there. */
type Vacated = { readonly locationId: string; quantity: bigint }
type Line = { readonly right: RightLine; readonly ownerId: string; readonly vacated: Vacated[] }
type Step = { readonly of: Omit<Line, 'vacated'>; readonly differences: readonly Difference[]; readonly comes: boolean }

/** What stands of a line less what it really was; negative: less moved. */
export function differencesOf({ line, parts }: RightLine): Difference[] {
  const root = { documentId: line.documentId, line: line.line }
  const wanted = new Map<string, Part>()
  for (const part of parts) {
    const so = wanted.get(partKey(part))
    wanted.set(partKey(part), { ...part, quantity: part.quantity + (so?.quantity ?? 0n) })
  }
  const stands = new Map(line.parts.map((part) => [partKey(part), part]))
  return [...new Set([...stands.keys(), ...wanted.keys()])].flatMap((key): Difference[] => {
    const [is, was] = [stands.get(key), wanted.get(key)]
    const part = was ?? is
    const quantity = (was?.quantity ?? 0n) - (is?.quantity ?? 0n)
    if (part === undefined) return []
    const weighs = was !== undefined && is !== undefined && was.secondQuantity !== is.secondQuantity
    if (quantity === 0n && !weighs) return []
    const unsure = part.lotId === NIL && part.candidateIds.length > 0
    if (is === undefined || !(unsure || weighs)) {
      return [{ part: is !== undefined && was !== undefined ? { ...part, secondQuantity: null } : part, by: is?.by ?? root, quantity }]
    }
    // One of several lots, and what was weighed, goes back whole and comes again.
    const again = was === undefined || was.quantity === 0n ? [] : [{ part: was, by: unsure ? is.by : root, quantity: was.quantity }]
    return [{ part: is, by: unsure ? is.by : root, quantity: -is.quantity }, ...again]
  })
}

/** What a correction did besides: the rows of holds it placed are for `saveHolds`. */
export type Corrected = {
  readonly unpicked: bigint
  readonly voided: bigint
  readonly holds: { readonly holdId: string; readonly row: readonly unknown[] }[]
}

/**
 * Posts the differences of lines. Goods that turn out to be of another lot stay on hold when they were. `same`: each lot
 * with all that are read as it.
 * @throws Refusal; what the posting refuses, but that stock is held, reserved or picked; goods_lie_apart.
 */
export function correctLines(
  sheet: Sheet, document: Command<unknown>, rights: readonly RightLine[], same: ReadonlyMap<string, readonly string[]>,
): Corrected {
  const lines = rights.map((right) => ({ right, differences: differencesOf(right) }))
  const steps = lines.flatMap(({ right, differences }) => stepsOf(right, differences))
  // What comes is posted before what goes, so that it can go; and a line that lacks stock waits for the others.
  steps.sort((a, b) => Number(b.comes) - Number(a.comes))
  let unpicked = 0n
  postInAnyOrder(sheet, steps.map(({ differences, of }) => () => {
    const vacated: Vacated[] = []
    const taken = differences.map((one) => postDifference(sheet, document, { ...of, vacated }, one))
    unpicked += taken.reduce((sum, quantity) => sum + quantity, 0n)
  }))
  const holds = lines.flatMap(({ right, differences }) => holdsThatFollow(sheet, document, right, { differences, same }))
  let voided = 0n
  for (const pool of touched(sheet, document)) voided += settle(sheet, pool, document, 'void')
  return { unpicked, voided, holds }
}

// Goods that came and are of another lot lie where they were put: the one is taken from there and the other laid there,
// in one step. Who brought them changes nothing of where they lie. Everything else is a step of its own.
function stepsOf(right: RightLine, differences: readonly Difference[]): Step[] {
  const of = { right, ownerId: right.line.ownerId }
  const [go, come] = [differences.filter(({ quantity }) => quantity < 0n), differences.filter(({ quantity }) => quantity > 0n)]
  const others = new Set(differences.map(({ part: { itemId, lotId, candidateIds } }) => [itemId, lotId, ...candidateIds].join()))
  if (right.line.fromOwn || go.length === 0 || come.length === 0 || others.size === 1) {
    return differences.map((one) => ({ of, differences: [one], comes: one.quantity > 0n }))
  }
  return [{ of, differences: [...go, ...come], comes: false }]
}

// Goods that came as a lot on hold and are of another: somebody has to decide about them all the same.
function holdsThatFollow(
  sheet: Sheet, document: Command<unknown>, { line }: RightLine,
  { differences, same }: { readonly differences: readonly Difference[]; readonly same: ReadonlyMap<string, readonly string[]> },
) {
  const heldLot = differences.find(({ part, quantity }) =>
    quantity < 0n && part.lotId !== NIL && sheet.holds.some(({ lotId }) => lotId === part.lotId))?.part.lotId
  if (heldLot === undefined || line.fromOwn) return []
  return differences.flatMap(({ part: { itemId, lotId }, quantity }) => {
    if (quantity <= 0n || lotId === NIL || sheet.holds.some((hold) => hold.lotId === lotId && hold.locationId === null)) return []
    const came = sheet.movements.filter((one) => one.documentId === document.id && one.lotId === lotId)
    return [...new Set(came.map(({ toLocationId }) => toLocationId))].flatMap((locationId) => {
      if (sheet.places.get(locationId)?.own !== true) return []
      const holdId = newId()
      const reason = `Came as lot ${heldLot}, which is on hold, and is of another`
      const { row } = holdLotInPlace(sheet, document, { holdId, itemId, lotId, same: same.get(lotId) ?? [], locationId, reason })
      return [{ holdId, row }]
    })
  })
}

function touched(sheet: Sheet, document: PostingDocument): Pool[] {
  const items = new Set(sheet.movements.filter(({ documentId }) => documentId === document.id).map(({ itemId }) => itemId))
  return sheet.pools.filter(({ key }) => items.has(key.itemId))
}

function postInAnyOrder(sheet: Sheet, steps: readonly (() => void)[]): void {
  let open = steps
  while (open.length > 0) {
    const waiting: (() => void)[] = []
    let refused: unknown
    for (const step of open) {
      const mark = sheet.undo.length
      try {
        step()
      } catch (error) {
        while (sheet.undo.length > mark) sheet.undo.pop()?.()
        refused ??= error
        waiting.push(step)
      }
    }
    if (waiting.length === open.length) throw refused
    open = waiting
  }
}

// Gives what had to be unpicked.
function postDifference(sheet: Sheet, document: PostingDocument, of: Line, { part, by, quantity }: Difference): bigint {
  const { line } = of.right
  const less = quantity < 0n
  const amount = less ? -quantity : quantity
  const [from, to] = less ? [part.toLocationId, part.fromLocationId] : [part.fromLocationId, part.toLocationId]
  if (less && part.lotId === NIL && part.candidateIds.length > 0 && line.fromOwn) {
    liftUnresolved(sheet, document, of, { part, by, from })
    return 0n
  }
  const ways: Way[] = []
  const taken = { unpicked: 0n }
  if (line.fromOwn && line.toOwn) ways.push({ from, to, quantity: amount })
  else if (placeOf(sheet, from).own) {
    const places = takeFrom(sheet, document, { ...of, part, quantity: amount, taken })
    for (const one of places) ways.push({ from: one.locationId, to, quantity: one.quantity })
    of.vacated.push(...places.map((one) => ({ ...one })))
  } else ways.push(...placesFor(of, amount, to).map((one) => ({ from, to: one.locationId, quantity: one.quantity })))
  for (const way of ways) post(sheet, document, movement(sheet, of, { part, by, way, less }))
  return taken.unpicked
}

// Where goods that come are laid: where others were taken for them, else where somebody says, else where they belong.
function placesFor({ right, vacated }: Line, quantity: bigint, to: string): Vacated[] {
  const places: Vacated[] = []
  let open = quantity
  for (const one of vacated) {
    const part = least(one.quantity, open)
    if (part === 0n) continue
    one.quantity -= part
    open -= part
    places.push({ locationId: one.locationId, quantity: part })
  }
  const first = places[0]
  if (open > 0n && first !== undefined) first.quantity += open
  return first === undefined ? [{ locationId: right.locationId ?? right.homes[0] ?? to, quantity }] : places
}

type Way = { readonly from: string; readonly to: string; readonly quantity: bigint }

function movement(
  sheet: Sheet,
  { right, ownerId }: Line,
  { part, by, way, less }: { part: Part; by: StandingPart['by']; way: Way; less: boolean },
): NewMovement {
  const unsure = part.lotId === NIL && part.candidateIds.length > 0
  return {
    kind: 'correct', itemId: part.itemId, lotId: part.lotId, ownerId, fromLocationId: way.from, toLocationId: way.to,
    ...(unsure && !less ? { candidateIds: part.candidateIds } : {}),
    ...(part.serial === null ? {} : { serial: part.serial, newLot: true }),
    ...(part.secondQuantity === null ? {} : { secondQuantity: part.secondQuantity }),
    quantity: way.quantity, corrects: by, heldMayGo: true, ...(less ? { goesBack: true } : {}),
    ...(right.line.referenceId === null ? {} : { referenceId: right.line.referenceId }),
    ...(right.supplierId === null || less ? {} : { supplierId: right.supplierId }),
    fromSiteId: sheet.places.get(way.from)?.siteId ?? null, toSiteId: sheet.places.get(way.to)?.siteId ?? null,
  }
}

// What left as one of several lots took nothing from any of them; taking it back gives nothing to any. It goes back to
// where it left from, which a correction may have said to be another place than the line's.
function liftUnresolved(
  sheet: Sheet,
  document: PostingDocument,
  of: Line,
  { part, by, from }: { part: Part; by: StandingPart['by']; from: string },
): void {
  const isIt = (one: Unresolved) => one.documentId === by.documentId && one.line === by.line
  const pool = sheet.poolsOfItem.get(part.itemId)?.find(({ unresolved }) => unresolved.some(isIt))
  const at = pool?.unresolved.findIndex(isIt) ?? -1
  const row = pool?.unresolved[at]
  if (pool === undefined || row === undefined) throw new Error(`Line ${by.line} of ${by.documentId} is not unresolved.`)
  pool.unresolved.splice(at, 1)
  sheet.undo.push(() => pool.unresolved.splice(at, 0, row))
  append(sheet, sheet.unresolvedRemoved, row)
  const way = { from, to: row.locationId, quantity: part.quantity }
  post(sheet, document, { ...movement(sheet, of, { part, by, way, less: true }), lifts: true })
}

type Take = Line & { readonly part: Part; readonly quantity: bigint; readonly taken: { unpicked: bigint } }

// Where goods that were never there, or went instead of others, are taken from.
function takeFrom(sheet: Sheet, document: PostingDocument, take: Take): { locationId: string; quantity: bigint }[] {
  const { part, quantity, ownerId, right } = take
  const preferred = right.locationId === null ? right.homes : [right.locationId]
  const first = preferred[0] ?? (right.line.fromOwn ? part.fromLocationId : part.toLocationId)
  const unit = part.serial === null ? undefined : sheet.units.get(part.serial.id)
  if (unit !== undefined) return [{ locationId: unit.locationId, quantity }]
  const key = { itemId: part.itemId, ownerId, siteId: siteOf(sheet, first) }
  const pool = poolAt(sheet, key)
  if (pool === undefined || (part.lotId === NIL && part.candidateIds.length === 0)) return [{ locationId: first, quantity }]
  if (part.lotId === NIL && right.line.fromOwn) return [{ locationId: first, quantity }]
  const free = () => [...pool.balances.values()].filter((one) => one.lotId === part.lotId && one.quantity > one.picked)
  const all = () => free().reduce((sum, one) => sum + one.quantity - one.picked, 0n)
  if (all() < quantity) take.taken.unpicked += unpickLot(sheet, document, { pool, key, lotId: part.lotId, quantity: quantity - all() })
  const lies = free()
  for (const id of preferred) {
    const there = lies.find((one) => one.locationId === id)
    if (there !== undefined && there.quantity - there.picked >= quantity) return [{ locationId: id, quantity }]
  }
  const sum = all()
  if (sum < quantity || right.locationId !== null) {
    const there = lies.find((one) => one.locationId === first)
    const available = right.locationId === null ? sum : (there?.quantity ?? 0n) - (there?.picked ?? 0n)
    throw refuse('insufficient_stock', { lotId: part.lotId, available, locationId: first, asked: quantity })
  }
  if (lies.length > 1 && sum > quantity) {
    const places = lies.map((one) => `${one.quantity - one.picked} at ${one.locationId}`).sort().join(', ')
    throw refuse('goods_lie_apart', { lotId: part.lotId, asked: quantity, places })
  }
  return lies.map((one) => ({ locationId: one.locationId, quantity: least(one.quantity - one.picked, quantity) }))
}

// The newest picks of a lot go back to their shelves until so much of it is free.
function unpickLot(
  sheet: Sheet,
  document: PostingDocument,
  { pool, key, lotId, quantity }: { pool: Pool; key: PoolKey; lotId: string; quantity: bigint },
): bigint {
  let back = 0n
  const picks = [...pool.picks.values()].filter((one) => one.lotId === lotId && one.quantity > 0n)
    .sort((a, b) => b.reservedAt.getTime() - a.reservedAt.getTime() || (a.reservationId < b.reservationId ? 1 : -1))
  for (const one of picks) {
    if (back >= quantity) break
    back += unpick(sheet, document, { id: one.reservationId, key, quantity: least(one.quantity, quantity - back), lotId })
  }
  return back
}

function siteOf(sheet: Sheet, locationId: string): string {
  return sheet.places.get(locationId)?.siteId ?? ''
}

function poolAt(sheet: Sheet, { itemId, ownerId, siteId }: PoolKey): Pool | undefined {
  return sheet.poolsOfItem.get(itemId)?.find(({ key }) => key.ownerId === ownerId && key.siteId === siteId)
}
