// Goods that come back. Each line is matched by its order line, else by what the customer has, else kept
// apart as unknown. Nobody guesses a lot: what it may be of becomes a candidate set, also a lot only its label tells.
import { least, NIL, type Refusal } from '#kernel'
import { readItems } from '#catalog'
import { attempt, openSheet, type PoolKey, post, saveSheet, type Sheet } from '#ledger'
import { ensurePartnerLocations, GUESTS } from '#locations'
import { readPartners, SELF } from '#partners'
import { type Accepted, type Action, type Command, type Context, newId, type Statement } from '#platform'
import { refuseCustomer } from './line-rules.ts'
import { refuse } from './refusals.ts'
import { looseOf } from './returns-stand.ts'
import { partsOfReturn, type ReturnPart, type WithCustomer } from './rules.ts'
import { readSitePlaces } from './store.ts'

/** A return as it stands on the dock. customerId NIL: a guest. */
export type NewReturn = {
  readonly number: string
  readonly customerId: string
  readonly siteId: string
  readonly lines: readonly {
    readonly orderLineId: string | null
    readonly itemId: string
    /** null: whose the goods were when they shipped. */
    readonly ownerId: string | null
    readonly lotId: string | null
    readonly quantity: bigint
    /** The units that came back, where they have numbers. */
    readonly serials?: readonly string[]
  }[]
}
type ReturnLine = NewReturn['lines'][number]
/** An order line that something is said to come back of. */
type Sold = {
  readonly id: string; readonly itemId: string; readonly ownerId: string; readonly customerId: string; readonly number: string
}
/**
 * Net units of a lot with a customer by one order line (shipments less returns that named the line); of one
 * unit where it has a number. Less than zero: a unit got its number when it came back.
 */
type Shipped = {
  readonly customerId: string; readonly lineId: string; readonly itemId: string; readonly ownerId: string
  readonly lotId: string; readonly serialId: string | null
  quantity: bigint
}
/** A unit by the code it came back with. */
type Unit = {
  readonly itemId: string; readonly asked: string; readonly id: string; readonly code: string
  readonly locationId: string; readonly lineId: string | null
}
/** Returns of a customer that named no order line. */
type Loose = {
  readonly customerId: string; readonly itemId: string; readonly ownerId: string; readonly lotId: string
  quantity: bigint
}
type Seen = {
  readonly items: Awaited<ReturnType<typeof readItems>>
  readonly places: ReadonlyMap<string, string>
  readonly customerPlaces: ReadonlyMap<string, string>
  readonly shipped: Shipped[]
  readonly loose: Loose[]
  readonly units: ReadonlyMap<string, Unit>
  readonly sold: ReadonlyMap<string, Sold>
  readonly partners: Awaited<ReturnType<typeof readPartners>>
}
type Matched = 'order' | 'customer' | 'nothing'

const lockShipped: Statement = {
  name: 'orders.lock-shipped',
  text: `select o.id from orders.sales_order o where o.id in (
      select order_id from orders.line where id = any($1::uuid[]))
    or o.customer_id = any($2::uuid[]) order by o.id for update`,
}
const unitsAsked: Statement = {
  name: 'orders.units-asked',
  text: `select w.item_id as "itemId", w.code as asked, s.id, s.code, s.location_id as "locationId", (
      select m.reference_id from ledger.movement m join locations.location t on t.id = m.to_location_id
      where m.serial_id = s.id and m.reference_id is not null and m.kind in ('ship', 'correct', 'return')
      group by 1 having sum(case when t.own then -1 else 1 end) > 0 limit 1) as "lineId"
    from unnest($1::uuid[], $2::text[]) as w(item_id, code)
    left join ledger.serial_alias a on (a.item_id, a.code) = (w.item_id, w.code)
    join ledger.serial s on s.id = a.serial_id
      or (a.serial_id is null and (s.item_id, s.code) = (w.item_id, w.code))`,
}
const soldLines: Statement = {
  name: 'orders.sold-lines',
  text: `select l.id, l.item_id as "itemId", l.owner_id as "ownerId", o.customer_id as "customerId", o.number
    from orders.line l join orders.sales_order o on o.id = l.order_id where l.id = any($1::uuid[])`,
}
const netShipped: Statement = {
  name: 'orders.net-shipped',
  text: `with lines as (
      select l.id, l.item_id, l.owner_id, o.customer_id from orders.line l join orders.sales_order o on o.id = l.order_id
      where l.id = any($1::uuid[])
      union
      select l.id, l.item_id, l.owner_id, o.customer_id
      from (select distinct * from unnest($2::uuid[], $3::uuid[]) as w(customer_id, item_id)) w
      join orders.sales_order o on o.customer_id = w.customer_id
      join orders.line l on (l.item_id, l.order_id) = (w.item_id, o.id))
    select l.customer_id as "customerId", l.id as "lineId", l.item_id as "itemId", l.owner_id as "ownerId", m.lot_id as "lotId",
      m.serial_id as "serialId", sum(case when t.own then -m.quantity else m.quantity end)::bigint as quantity
    from lines l join ledger.movement m on m.reference_id = l.id
    join locations.location t on t.id = m.to_location_id
    where m.kind in ('ship', 'correct', 'return') group by 1, 2, 3, 4, 5, 6`,
}
const looseReturns: Statement = {
  name: 'orders.loose-returns',
  text: looseOf('$1::uuid[]', '$2::uuid[]'),
}
const insertReturns: Statement = {
  name: 'orders.insert-returns',
  text: `insert into orders.customer_return (document_id, number, customer_id, site_id, occurred_at)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[])`,
}
const insertReturnLines: Statement = {
  name: 'orders.insert-return-lines',
  text: `insert into orders.return_line (document_id, line, matched, order_line_id)
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[])`,
}

/** Receives returns. More of an order line than went out is refused; more than a customer had is kept apart. */
export const receiveReturn: Action<NewReturn> = {
  kind: 'return',
  permission: 'return.receive',
  constraints: {
    customer_return_number_key: ({ payload }) => refuse('return_number_taken', { number: payload.number }),
    serial_code_key: () => refuse('serial_taken'),
  },
  async run(ctx, commands) {
    const seen = await look(ctx, commands)
    const keys = commands.flatMap(({ payload: { siteId, customerId, lines } }) =>
      seen.places.has(`${siteId} quarantine`)
        ? lines.flatMap((line): PoolKey[] => ownersOf(line, customerId, seen)
            .flatMap((ownerId) => (seen.items.has(line.itemId) ? [{ itemId: line.itemId, ownerId, siteId }] : [])))
        : [],
    )
    const sheet = await openSheet(ctx, keys, {
      placeIds: [
        ...seen.places.values(), ...seen.customerPlaces.values(), GUESTS,
        ...[...seen.units.values()].map(({ locationId }) => locationId),
      ],
      serials: askedUnits(commands),
      lotIds: [
        ...seen.shipped.map(({ lotId }) => lotId),
        ...commands.flatMap(({ payload }) => payload.lines.flatMap(({ lotId }) => lotId ?? [])),
      ],
    })
    const made: Command<NewReturn>[] = []
    const rows: { documentId: string; line: number; matched: Matched; orderLineId: string | null }[] = []
    const results = commands.map((command): Accepted | Refusal =>
      attempt(sheet, () => {
        const answer = takeBack(sheet, command, seen)
        made.push(command)
        rows.push(...answer.map(({ line, matched, orderLineId }) => ({ documentId: command.id, line, matched, orderLineId })))
        return { answer: { documentId: command.id, lines: answer } }
      }),
    )
    saveSheet(ctx.tx, sheet)
    if (made.length > 0) {
      ctx.tx.write(insertReturns, [
        made.map(({ id }) => id), made.map(({ payload }) => payload.number),
        made.map(({ payload }) => payload.customerId), made.map(({ payload }) => payload.siteId),
        made.map(({ occurredAt }) => occurredAt),
      ])
      ctx.tx.write(insertReturnLines, [
        rows.map((r) => r.documentId), rows.map((r) => r.line), rows.map((r) => r.matched),
        rows.map((r) => r.orderLineId),
      ])
    }
    return results
  },
}

function askedUnits(commands: readonly Command<NewReturn>[]): { itemId: string; code: string }[] {
  return commands.flatMap(({ payload }) => payload.lines)
    .flatMap(({ itemId, serials }) => (serials ?? []).map((code) => ({ itemId, code })))
}

async function look(ctx: Context, commands: readonly Command<NewReturn>[]): Promise<Seen> {
  const lines = commands.flatMap(({ payload }) => payload.lines)
  const asked = askedUnits(commands)
  const units = asked.length === 0 ? []
    : await ctx.tx.read<Unit>(unitsAsked, [asked.map(({ itemId }) => itemId), asked.map(({ code }) => code)])
  const lineIds = [...new Set([
    ...lines.flatMap(({ orderLineId }) => orderLineId ?? []), ...units.flatMap(({ lineId }) => lineId ?? []),
  ])]
  const itemIds = [...new Set(lines.map(({ itemId }) => itemId))]
  const customers = [...new Set(commands.flatMap(({ payload: { customerId } }) => (customerId === NIL ? [] : [customerId])))]
  const sold = lineIds.length === 0 ? [] : await ctx.tx.read<Sold>(soldLines, [lineIds])
  const buyers = [...new Set([...customers, ...sold.map(({ customerId }) => customerId)])].filter((id) => id !== NIL)
  // Who may have had which item: each return asks for its own, not for every customer's.
  const buyerOf = new Map(sold.map(({ id, customerId }) => [id, customerId]))
  const pairs = commands.flatMap(({ payload: { customerId, lines: own } }) => {
    const lines = own.flatMap(({ orderLineId, itemId, serials }) => [
      orderLineId, ...units.filter((unit) => unit.itemId === itemId && serials?.includes(unit.asked)).map(({ lineId }) => lineId),
    ])
    const from = new Set([customerId, ...lines.flatMap((id) => buyerOf.get(id ?? '') ?? [])])
    return [...from].filter((id) => id !== NIL).flatMap((id) => own.map(({ itemId }) => [id, itemId] as const))
  })
  // The orders are locked first: two returns of the same goods take turns.
  const locked = ctx.tx.read(lockShipped, [lineIds, buyers])
  const [shipped, loose, items, places, customerPlaces, partners] = await Promise.all([
    ctx.tx.read<Shipped>(netShipped, [lineIds, pairs.map(([buyer]) => buyer), pairs.map(([, itemId]) => itemId)]),
    ctx.tx.read<Loose>(looseReturns, [buyers, itemIds]),
    readItems(ctx.tx, itemIds),
    readSitePlaces(ctx, commands.map(({ payload }) => payload.siteId)),
    ensurePartnerLocations(ctx.tx, 'customer', buyers),
    readPartners(ctx.tx, [...customers, ...lines.flatMap(({ ownerId }) => ownerId ?? [])]),
  ])
  await locked
  const byCode = new Map(units.map((unit) => [unit.itemId + unit.asked, unit]))
  return {
    items, places, customerPlaces, shipped: [...shipped], loose: [...loose], units: byCode, partners,
    sold: new Map(sold.map((line) => [line.id, line])),
  }
}

// Whose the goods of a line are: as told, else as they shipped, by the order line or by the customer; else ours.
function ownersOf({ ownerId, orderLineId, itemId, serials }: ReturnLine, customerId: string, seen: Seen): string[] {
  if (ownerId !== null) return [ownerId]
  const sold = seen.sold.get(orderLineId ?? '')
  if (sold !== undefined) return [sold.ownerId]
  const units = (serials ?? []).flatMap((code) => seen.sold.get(seen.units.get(itemId + code)?.lineId ?? '')?.ownerId ?? [])
  const mine = seen.shipped.filter((one) => customerId !== NIL && one.customerId === customerId && one.itemId === itemId)
  const all = [...new Set([...units, ...mine.map((one) => one.ownerId)])]
  return all.length === 0 ? [SELF] : all
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

function takeBack(sheet: Sheet, command: Command<NewReturn>, seen: Seen) {
  const { siteId, customerId, lines } = command.payload
  const returns = seen.places.get(`${siteId} returns`)
  const quarantine = seen.places.get(`${siteId} quarantine`)
  if (returns === undefined || quarantine === undefined) throw refuse('returns_missing', { siteId })
  refuseCustomer(customerId, seen.partners)
  const fromLocationId = customerId === NIL ? GUESTS : seen.customerPlaces.get(customerId)
  if (fromLocationId === undefined) throw refuse('customer_unknown', { customerId })
  // What is known to have gone to somebody comes back from there, whoever brings it.
  const soldTo = (orderLineId: string | null) => {
    const buyer = seen.sold.get(orderLineId ?? '')?.customerId
    return buyer === undefined ? undefined : buyer === NIL ? GUESTS : seen.customerPlaces.get(buyer)
  }
  return lines.flatMap((line, at) => {
    refuseSaid(line, at + 1, customerId, seen)
    const [first = SELF, second] = ownersOf(line, customerId, seen)
    if (second !== undefined && line.serials === undefined) throw refuse('returned_owner_needed', { line: at + 1 })
    return partsOf(line, at + 1, customerId, seen).flatMap(({ matched, parts, unit, orderLineId }) => parts.map((part) => {
      const sure = 'lotId' in part
      const posted = post(sheet, command, {
        kind: 'return', itemId: line.itemId, lotId: sure ? part.lotId : NIL,
        ...(sure ? {} : { candidateIds: part.candidateIds }), ...(unit === null ? {} : { serial: unit }),
        ownerId: seen.sold.get(orderLineId ?? '')?.ownerId ?? first,
        fromLocationId: unit?.locationId ?? soldTo(orderLineId) ?? fromLocationId,
        toLocationId: matched !== 'nothing' && (sure || (part.candidateIds.length === 0 && part.rest !== true)) ? returns : quarantine,
        quantity: part.quantity, ...(matched === 'order' && orderLineId !== null ? { referenceId: orderLineId } : {}),
        fromSiteId: null, toSiteId: siteId,
      })
      const how: Matched = part.rest === true ? 'nothing' : matched
      const back = { ...line, orderLineId, ownerId: seen.sold.get(orderLineId ?? '')?.ownerId ?? first }
      note(sheet, seen, {
        line: back, customerId, matched: how, lotId: sure ? part.lotId : NIL, quantity: part.quantity,
        serialId: unit?.id ?? null,
      })
      return {
        source: at + 1, line: posted, matched: how, orderLineId: how === 'order' ? orderLineId : null,
        lotIds: sure ? [part.lotId] : part.candidateIds, quantity: String(part.quantity),
        certainty: sure ? 'certain' : part.candidateIds.length > 0 ? 'possible' : null,
        ...(unit === null ? {} : { serial: unit.code }),
      }
    }))
  })
}

type Came = {
  readonly matched: Matched
  readonly parts: Part[]
  readonly unit: { readonly id: string; readonly code: string; readonly locationId?: string } | null
  readonly orderLineId: string | null
}

// A line is one quantity, or its units one by one: a unit that left with its number is matched exactly.
function partsOf(line: ReturnLine, at: number, customerId: string, seen: Seen): Came[] {
  const { serials, orderLineId } = line
  if (serials === undefined) return [{ ...match(line, at, customerId, seen), unit: null, orderLineId }]
  if (BigInt(serials.length) !== line.quantity) {
    throw refuse('serials_of_return', { line: at, quantity: line.quantity, serials: serials.length })
  }
  return serials.map((code): Came => {
    const unit = seen.units.get(line.itemId + code)
    if (unit === undefined) {
      return { ...match({ ...line, quantity: 1n }, at, customerId, seen), unit: { id: newId(), code }, orderLineId }
    }
    const out = seen.shipped.filter(({ serialId }) => serialId === unit.id)
    const left = out.reduce((sum, one) => sum + one.quantity, 0n)
    const shipped = out.find(({ quantity }) => quantity > 0n)
    const same = shipped !== undefined && left > 0n && (orderLineId ?? shipped.lineId) === shipped.lineId &&
      (customerId === NIL || shipped.customerId === customerId) && (line.lotId ?? shipped.lotId) === shipped.lotId
    if (!same) throw refuse('serial_not_shipped', { line: at, serial: code })
    const { lotId, lineId } = shipped
    return { matched: 'order', parts: [{ lotId, quantity: 1n }], unit, orderLineId: lineId }
  })
}

type Part = ReturnPart & { readonly rest?: true }

// Which lots a line may be, and how that is known.
function match(line: ReturnLine, at: number, customerId: string, seen: Seen): { matched: Matched; parts: Part[] } {
  const { orderLineId, quantity, lotId, itemId } = line
  const [ownerId] = ownersOf(line, customerId, seen)
  const mine = seen.shipped.filter(withoutNumber).filter((one) =>
    orderLineId !== null ? one.lineId === orderLineId && one.itemId === itemId
      : customerId !== NIL && one.customerId === customerId && one.itemId === itemId && one.ownerId === ownerId,
  )
  // What the customer has in all: goods that came back without their order may have been of this line.
  const buyerId = orderLineId === null ? customerId : (seen.sold.get(orderLineId)?.customerId ?? NIL)
  const whose = (one: Shipped | Loose) => one.customerId === buyerId && one.itemId === itemId && one.ownerId === ownerId
  const all = buyerId === NIL ? mine : seen.shipped.filter(withoutNumber).filter(whose)
  const loose = buyerId === NIL ? [] : seen.loose.filter(whose)
  const whole = new Map(netByLot(all, loose).map((one) => [one.lotId, one.quantity]))
  const has = netByLot(mine, []).map((one) => ({ ...one, quantity: least(one.quantity, whole.get(one.lotId) ?? 0n) }))
    .filter((one) => one.quantity > 0n)
  const byLot = mine.some((one) => one.lotId !== NIL)
  const left = [sumOf(mine), sumOf(all) - sumOf(loose), ...(byLot ? [sumOf(has)] : [])].reduce(least)
  if (orderLineId !== null && left < quantity) {
    const numbered = seen.shipped.some((one) => one.lineId === orderLineId && one.serialId !== null && one.quantity > 0n)
    throw refuse(numbered ? 'return_serial_needed' : 'more_than_shipped', { line: at, asked: quantity, left })
  }
  const known = left < 0n ? 0n : least(left, quantity)
  const rest = quantity - known
  // A label is no proof that they had it; but who looks for the lot must find what may be of it.
  const unknown: Part[] = rest > 0n ? [{ candidateIds: lotId === null ? [] : [lotId], quantity: rest, rest: true }] : []
  if (known === 0n) return { matched: 'nothing', parts: unknown }
  const matched = orderLineId === null ? 'customer' : 'order'
  if (lotId !== null) {
    const there = has.find((one) => one.lotId === lotId)?.quantity ?? 0n
    if (there < known) throw refuse('lot_not_shipped', { line: at, lotId })
    return { matched, parts: [{ lotId, quantity: known }, ...unknown] }
  }
  return { matched, parts: [...partsOfReturn(has, left, quantity), ...unknown] }
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
