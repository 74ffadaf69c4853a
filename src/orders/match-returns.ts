// What came back, matched: each line by its order line, else by what the customer has, else by nothing. What all lines of
// a return say alike is one quantity, so that no lot is certain of one line only because another had not been looked at.
import { least, NIL } from '#kernel'
import type { Sheet } from '#ledger'
import { newId } from '#platform'
import { type Loose, type Matched, ownersOf, type ReturnLine, type Seen, type Shipped, type Unit, type Unsure } from './read-returns.ts'
import { refuse } from './refusals.ts'
import { partsOfReturn, type ReturnPart, type WithCustomer } from './rules.ts'

/**
 * What a line is, or some of it. `rest`: more than they had. `apart`: units with numbers of which some are more than
 * they had, and nobody knows which.
 */
type Part = ReturnPart & { readonly rest?: true; readonly apart?: true }
/** A part of a line as it is posted; a unit is a part of its own. */
export type Came = {
  readonly matched: Matched
  readonly part: Part
  readonly unit: { readonly id: string; readonly code: string; readonly locationId?: string } | null
  readonly orderLineId: string | null
  readonly ownerId: string
}
/** What lines say alike: so much without numbers, and units by numbers nobody knew. */
type Alike = {
  readonly line: ReturnLine & { readonly ownerId: string }
  readonly of: { readonly at: number; readonly plain: bigint; readonly codes: readonly string[] }[]
}

/** Matches the lines of a return; what became of each, and `seen` tells later ones what came back. @throws Refusal */
export function matchReturn(sheet: Sheet, customerId: string, lines: readonly ReturnLine[], seen: Seen): Came[][] {
  const came = lines.map((): Came[] => [])
  const take = (at: number, line: Alike['line'], one: Omit<Came, 'ownerId'>) => {
    const ownerId = seen.sold.get(one.orderLineId ?? '')?.ownerId ?? line.ownerId
    const { part, unit, orderLineId, matched } = one
    came[at]?.push({ ...one, ownerId })
    note(sheet, seen, {
      line: { ...line, orderLineId, ownerId }, customerId, matched, lotId: 'lotId' in part ? part.lotId : NIL,
      quantity: part.quantity, serialId: unit?.id ?? null,
    })
  }
  const alike = new Map<string, Alike>()
  lines.forEach((line, at) => {
    refuseSaid(line, at + 1, customerId, seen)
    const { serials, orderLineId, itemId, lotId } = line
    const [ownerId, another] = ownersOf(line, customerId, seen)
    const codes = serials?.filter((code) => !seen.units.has(itemId + code)) ?? []
    if (ownerId === undefined) return
    if (another !== undefined && (serials === undefined || codes.length > 0)) {
      throw refuse('returned_owner_needed', { line: at + 1 })
    }
    if (serials !== undefined && BigInt(serials.length) !== line.quantity) {
      throw refuse('serials_of_return', { line: at + 1, quantity: line.quantity, serials: serials.length })
    }
    const owned = { ...line, ownerId }
    for (const code of serials ?? []) {
      const unit = seen.units.get(itemId + code)
      if (unit !== undefined) take(at, owned, matchUnit(line, at + 1, customerId, { unit, code, seen }))
    }
    if (serials !== undefined && codes.length === 0) return
    const key = [orderLineId, itemId, ownerId, lotId].join(' ')
    const one = alike.get(key) ?? { line: owned, of: [] }
    one.of.push({ at, plain: serials === undefined ? line.quantity : 0n, codes })
    alike.set(key, one)
  })
  // Who names the order before who does not, and of these who read a lot first: what is more exact leaves less to the others.
  const rank = ({ line }: Alike) => (line.orderLineId === null ? 2 : 0) + (line.lotId === null ? 1 : 0)
  for (const one of [...alike.values()].sort((a, b) => rank(a) - rank(b))) {
    for (const { at, ...share } of sharesOf(one, customerId, seen)) take(at, one.line, share)
  }
  return came
}

// What a line says must agree with the order line it names.
function refuseSaid(line: ReturnLine, at: number, customerId: string, seen: Seen): void {
  const item = seen.items.get(line.itemId)
  if (item === undefined) throw refuse('returned_item_unknown', { line: at, itemId: line.itemId })
  if (line.ownerId !== null) {
    const owner = seen.partners.get(line.ownerId)
    if (owner === undefined) throw refuse('returned_owner_unknown', { line: at, ownerId: line.ownerId })
    if (!owner.owner) throw refuse('returned_owner_role_missing', { line: at, ownerId: line.ownerId })
  }
  if (line.orderLineId === null) return
  const sold = seen.sold.get(line.orderLineId)
  if (sold === undefined) throw refuse('returned_line_unknown', { line: at, orderLineId: line.orderLineId })
  const { number } = sold
  if (sold.itemId !== line.itemId) throw refuse('returned_item_differs', { line: at, sku: item.sku, number })
  if (customerId !== NIL && sold.customerId !== customerId) throw refuse('returned_by_other', { line: at, number })
  if (line.ownerId !== null && line.ownerId !== sold.ownerId) throw refuse('returned_owner_differs', { line: at, number })
}

// A unit that left with its number is matched exactly, whoever brings it.
function matchUnit(
  { orderLineId, lotId }: ReturnLine, line: number, customerId: string, { unit, code, seen }: { unit: Unit; code: string; seen: Seen },
): Omit<Came, 'ownerId'> {
  const out = seen.shipped.filter(({ serialId }) => serialId === unit.id)
  const shipped = out.find(({ quantity }) => quantity > 0n)
  const same = shipped !== undefined && sumOf(out) > 0n && (orderLineId ?? shipped.lineId) === shipped.lineId &&
    (customerId === NIL || shipped.customerId === customerId) && (lotId ?? shipped.lotId) === shipped.lotId
  if (!same) throw refuse('serial_not_shipped', { line, serial: code })
  return { matched: 'order', part: { lotId: shipped.lotId, quantity: 1n }, unit, orderLineId: shipped.lineId }
}

// What lines say alike is matched in one; each line takes its share in their order, each unit one of it.
function sharesOf({ line, of }: Alike, customerId: string, seen: Seen): ({ at: number } & Omit<Came, 'ownerId'>)[] {
  const { matched, parts } = match(line, of, customerId, seen)
  const left = partsFor(parts, of.some(({ codes }) => codes.length > 0))
  const shares: ({ at: number } & Omit<Came, 'ownerId'>)[] = []
  const cut = (at: number, asked: bigint, unit: Came['unit']) => {
    for (let open = asked; open > 0n; ) {
      const part = left[0]
      if (part === undefined) throw new Error('The parts of a return are less than came.')
      const quantity = least(part.quantity, open)
      const how = part.rest === true ? 'nothing' : matched
      shares.push({ at, matched: how, part: { ...part, quantity }, unit, orderLineId: how === 'order' ? line.orderLineId : null })
      if (quantity === part.quantity) left.shift()
      else left[0] = { ...part, quantity: part.quantity - quantity }
      open -= quantity
    }
  }
  for (const { at, plain, codes } of of) {
    cut(at, plain, null)
    for (const code of codes) cut(at, 1n, { id: newId(), code })
  }
  return shares
}

// With several lots, or more than they had, it is known how many there are of which, and not which unit is which.
function partsFor(parts: readonly Part[], numbered: boolean): Part[] {
  if (!numbered || parts.length === 1) return [...parts]
  const lots = parts.flatMap((part) => ('lotId' in part ? (part.lotId === NIL ? [] : [part.lotId]) : part.candidateIds))
  const candidateIds = [...new Set(lots)].sort()
  return parts.map(({ quantity, rest }) => ({ candidateIds, quantity, apart: true, ...(rest === true ? { rest } : {}) }))
}

// Which lots a quantity may be, and how that is known.
function match(
  line: Alike['line'], of: Alike['of'], customerId: string, seen: Seen,
): { matched: Matched; parts: Part[] } {
  const { orderLineId, lotId, itemId, ownerId } = line
  const countOf = ({ plain, codes }: Alike['of'][number]) => plain + BigInt(codes.length)
  const quantity = of.reduce((sum, one) => sum + countOf(one), 0n)
  const isMine = (one: Shipped | Unsure) =>
    orderLineId !== null ? one.lineId === orderLineId && one.itemId === itemId
      : customerId !== NIL && one.customerId === customerId && one.itemId === itemId && one.ownerId === ownerId
  const mine = seen.shipped.filter(withoutNumber).filter(isMine)
  const unsure = seen.unsure.filter(isMine)
  // What the customer has in all: goods that came back without their order may have been of this line.
  const buyerId = orderLineId === null ? customerId : (seen.sold.get(orderLineId)?.customerId ?? NIL)
  const whose = (one: Shipped | Loose) => one.customerId === buyerId && one.itemId === itemId && one.ownerId === ownerId
  const all = buyerId === NIL ? mine : seen.shipped.filter(withoutNumber).filter(whose)
  const loose = buyerId === NIL ? [] : seen.loose.filter(whose)
  const whole = new Map(netByLot(all, loose).map((one) => [one.lotId, one.quantity]))
  const has = netByLot(mine, []).map((one) => ({ ...one, quantity: least(one.quantity, whole.get(one.lotId) ?? 0n) }))
    .filter((one) => one.quantity > 0n)
  const byLot = mine.some((one) => one.lotId !== NIL)
  const left = [sumOf(mine), sumOf(all) - sumOf(loose), ...(byLot ? [sumOf(has) + sumOf(unsure)] : [])].reduce(least)
  if (orderLineId !== null && left < quantity) refuseMore(orderLineId, of.map((one) => ({ line: one.at + 1, asked: countOf(one) })), left, seen)
  const known = left < 0n ? 0n : least(left, quantity)
  const rest = quantity - known
  // A label is no proof that they had it; but who looks for the lot must find what may be of it.
  const unknown: Part[] = rest > 0n ? [{ candidateIds: lotId === null ? [] : [lotId], quantity: rest, rest: true }] : []
  if (known === 0n) return { matched: 'nothing', parts: unknown }
  const matched = orderLineId === null ? 'customer' : 'order'
  if (lotId !== null) {
    const there = least(has.find((one) => one.lotId === lotId)?.quantity ?? 0n, known)
    const maybe = known - there
    if (maybe > sumOf(unsure.filter(({ lotIds }) => lotIds.includes(lotId)))) {
      throw refuse('lot_not_shipped', { line: (of[0]?.at ?? 0) + 1, lotId })
    }
    return {
      matched,
      parts: [
        ...(there > 0n ? [{ lotId, quantity: there }] : []),
        // Until somebody knows what left, the label tells only what it may have been.
        ...(maybe > 0n ? [{ candidateIds: [lotId], quantity: maybe }] : []),
        ...unknown,
      ],
    }
  }
  if (unsure.length > 0) {
    const candidateIds = [...new Set([...has, ...unsure].flatMap((one) => ('lotIds' in one ? one.lotIds : [one.lotId])))].sort()
    return { matched, parts: [{ candidateIds, quantity: known }, ...unknown] }
  }
  return { matched, parts: [...partsOfReturn(has, left, quantity), ...unknown] }
}

// The line that goes beyond what went out by their order line.
function refuseMore(orderLineId: string, lines: readonly { line: number; asked: bigint }[], left: bigint, seen: Seen): never {
  let open = left
  for (const one of lines) {
    if (one.asked <= open) {
      open -= one.asked
      continue
    }
    const numbered = seen.shipped.some(({ lineId, serialId, quantity }) => lineId === orderLineId && serialId !== null && quantity > 0n)
    throw refuse(numbered ? 'return_serial_needed' : 'more_than_shipped', { ...one, left: open < 0n ? 0n : open })
  }
  throw new Error('No line goes beyond.')
}

// What left with a number comes back by it. One that got its number coming back was one of the others.
function withoutNumber({ serialId, quantity }: Shipped): boolean {
  return serialId === null || quantity < 0n
}

function sumOf(rows: readonly { readonly quantity: bigint }[]): bigint {
  return rows.reduce((sum, { quantity }) => sum + quantity, 0n)
}

function netByLot(shipped: readonly Shipped[], loose: readonly Loose[]): WithCustomer[] {
  const lots = new Map<string, bigint>()
  for (const { lotId, quantity } of shipped) lots.set(lotId, (lots.get(lotId) ?? 0n) + quantity)
  for (const { lotId, quantity } of loose) lots.set(lotId, (lots.get(lotId) ?? 0n) - quantity)
  return [...lots].filter(([lotId, quantity]) => lotId !== NIL && quantity > 0n)
    .map(([lotId, quantity]) => ({ lotId, quantity }))
}

// Later lines and commands of the set see what came back already.
function note(
  sheet: Sheet,
  seen: Seen,
  back: {
    line: ReturnLine & { readonly ownerId: string }; customerId: string; matched: Matched; lotId: string; quantity: bigint; serialId: string | null
  },
): void {
  const { line, customerId, matched, lotId, quantity, serialId } = back
  if (matched === 'nothing') return
  const unit = seen.shipped.find((one) => one.serialId !== null && one.serialId === serialId && one.quantity > 0n)
  if (unit !== undefined) {
    unit.quantity -= 1n
    sheet.undo.push(() => {
      unit.quantity += 1n
    })
    return
  }
  if (matched === 'order' && line.orderLineId !== null) {
    const owner = seen.shipped.find((one) => one.lineId === line.orderLineId)?.customerId ?? customerId
    seen.shipped.push({
      customerId: owner, lineId: line.orderLineId, itemId: line.itemId, ownerId: line.ownerId, lotId, serialId, quantity: -quantity,
    })
    sheet.undo.push(() => seen.shipped.pop())
    return
  }
  seen.loose.push({ customerId, itemId: line.itemId, ownerId: line.ownerId, lotId, quantity })
  sheet.undo.push(() => seen.loose.pop())
}
