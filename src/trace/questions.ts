// The trace: reaches the lots, then reads all about them in the same snapshot.
import type { Static } from 'typebox'
import { type Database, snapshot, type Statement } from '#platform'
import type { AskTrace, Trace } from './contract.ts'
import { knownAt } from './known.ts'
import {
  addsUp, addUp, depths, type Flow, idOf, nameOf, type Quantities, type Stock,
  type StandingFlow, rootOf, standingFlows,
} from './rules.ts'
import {
  reachLots, readCustomer, readEdges, readFlows, readLots, readOpen, readPossible, readReceipts, readReceiptsOf,
  readPartnerNames, readReserved, readStock,
} from './store.ts'
import { readUnits, withUnits } from './units.ts'

type Ask = Static<typeof AskTrace>
type Answer = Static<typeof Trace>
type LotRow = {
  id: string; item_id: string; sku: string; base_unit: string; code: string; origin_id: string; origin_code: string | null
  binding_on: string | null; merged_into_id: string | null
}
type EdgeRow = {
  document_id: string; input_lot_id: string; output_lot_id: string
  input_quantity: bigint; output_quantity: bigint
}
type StockRow = Stock & {
  owner_id: string; owner_code: string | null; site_id: string; site_code: string | null
  location_id: string; location_code: string; held: bigint
}
type PossibleRow = {
  document_id: string; line: number; lot_id: string; serial_id: string | null; serial_code: string | null
  quantity: string; occurred: number; order_id: string | null; for_id: string | null; number: string | null
  partner_id: string | null; partner_code: string | null; out: boolean; other: string; one_of: number
}
type ReservedRow = { item_id: string; sku: string; site_id: string; site_code: string | null; quantity: string }
type OpenRow = {
  state: 'picked' | 'wanted' | 'reserved'; line_id: string; quantity: string; lot_ids: string[]
  order_id: string; number: string; customer_id: string; customer_code: string | null
  item_id: string; sku: string; site_id: string; site_code: string | null
}
type ReceiptRow = {
  document_id: string; line: number; number: string; supplier_id: string
  supplier_code: string | null; supplier_lot_code: string | null
}
type Read = {
  lots: LotRow[]; edges: EdgeRow[]; stock: StockRow[]; flows: Flow[]; possible: PossibleRow[]
  receipts: ReceiptRow[]; reserved: ReservedRow[]; open: OpenRow[]
}

/** Traces from a start, one way; null when the start is nothing that is known. */
export function trace(database: Database, ask: Ask): Promise<Answer | null> {
  return snapshot(database, async (client) => {
    const { position } = ask
    const read = async <Row extends object>(statement: Statement, values: unknown[]) => {
      const asked = position === undefined ? statement : knownAt(statement, position)
      return (await client.query<Row>({ ...asked, values })).rows
    }
    // The statements go by indexes whatever is asked: planning them anew each time takes longer
    // than most answers.
    if (position === undefined) client.query('set local plan_cache_mode = force_generic_plan').catch(() => {})
    const asked = [ask.id ?? null, ask.code ?? null, ask.itemId ?? null, ask.supplierId ?? null]
    const reached = await read<{ lot_id: string; is_start: boolean }>(reachLots(ask.from, ask.direction), asked)
    const units = await readUnits(read, ask.from, asked)
    if (reached.length === 0 && units === null) return null
    const ids = [reached.map((row) => row.lot_id)]
    const [lots, edges, stock, flows, possible, receipts, reserved, open] = await Promise.all([
      read<LotRow>(readLots, ids), read<EdgeRow>(readEdges, ids), read<StockRow>(readStock, ids),
      read<Flow>(readFlows, ids), read<PossibleRow>(readPossible, ids),
      read<ReceiptRow>(readReceipts, ids), read<ReservedRow>(readReserved, ids),
      read<OpenRow>(readOpen, ids),
    ])
    const moved = flows.flatMap((flow) =>
      flow.root_id !== null && nameOf(flow) === 'received' ? [flow.root_id] : [],
    )
    if (moved.length > 0) receipts.push(...(await read<ReceiptRow>(readReceiptsOf, [moved])))
    const starts = reached.filter((row) => row.is_start).map((row) => row.lot_id).sort()
    const [customer] = ask.from === 'customer' && ask.id === undefined ? await read<{ id: string }>(readCustomer, [ask.code ?? null]) : []
    // Suppliers among them do no harm: nobody is told their name here.
    const partners = [...new Set([...flows, ...possible].flatMap(({ partner_id }) => partner_id ?? []))]
    // People are told by the name they have now; who was erased has none.
    const names = partners.length === 0 ? [] : (await client.query<{ id: string; name: string }>({ ...readPartnerNames, values: [partners] })).rows
    const given = { starts, customerId: ask.id ?? customer?.id ?? null, names: new Map(names.map(({ id, name }) => [id, name])) }
    return withUnits(answer(ask, given, { lots, edges, stock, flows, possible, receipts, reserved, open }), units, ask.limit)
  })
}

type Names = ReadonlyMap<string, string>
type Given = { readonly starts: string[]; readonly customerId: string | null; readonly names: Names }

function answer(ask: Ask, { starts: lotIds, customerId, names }: Given, read: Read): Answer {
  const lotOf = new Map(read.lots.map((row) => [row.id, row]))
  const shipments = standingFlows(read.flows, 'shipped')
  const returns = standingFlows(read.flows, 'returned')
  const possible = read.possible.filter((row) => nameOf(row) === 'shipped')
  const possibleReturns = read.possible.filter((row) => nameOf(row) === 'returned')
  const which = (lotId: string) => ({ lot_id: lotId, lot: lotOf.get(lotId)?.code ?? '', sku: lotOf.get(lotId)?.sku ?? '' })
  const goods = (row: GoodsRow, quantity: string): Goods => ({ lot: lotOf.get(row.lot_id), quantity, ofStart: isOfStart(ask, customerId, row) })
  const lists = {
    lots: lotsOf(ask, lotIds, read),
    edges: read.edges.map((edge) => ({
      documentId: edge.document_id,
      inputLotId: edge.input_lot_id, inputLot: which(edge.input_lot_id).lot,
      outputLotId: edge.output_lot_id, outputLot: which(edge.output_lot_id).lot,
      inputQuantity: String(edge.input_quantity), outputQuantity: String(edge.output_quantity),
    })),
    shipments: shipments.map(({ flow, quantity }) => sent(flow, goods(flow, String(quantity)))).sort(ownFirst),
    possible: possible.map((row) => ({ ...sent(row, goods(row, row.quantity)), oneOf: row.one_of })).sort(ownFirst),
    returns: returns.map(({ flow, quantity }) => cameBack(flow, goods(flow, String(quantity)))).sort(ownFirst),
    possibleReturns: possibleReturns.map((row) => ({ ...cameBack(row, goods(row, row.quantity)), oneOf: row.one_of })).sort(ownFirst),
    receipts: receiptsOf(ask, read, which),
    customers: customersOf({ lotOf, names }, { shipments, returns, possible }),
    holders: holdersOf(new Set(lotIds), { shipments, returns }).map(({ lotId, customerId: id, customer, quantity }) => {
      const { lot_id, lot, sku } = which(lotId)
      return { lot_id, lot, sku, customerId: id, customer, name: names.get(id) ?? null, quantity }
    }),
    stock: read.stock.map((row) => ({
      ...which(row.lot_id), ownerId: row.owner_id, owner: row.owner_code, siteId: row.site_id, site: row.site_code,
      locationId: row.location_id, location: row.location_code,
      quantity: String(row.quantity), picked: String(row.picked), held: String(row.held),
    })),
    reserved: read.reserved.map((row) => ({
      itemId: row.item_id, sku: row.sku, siteId: row.site_id, site: row.site_code, quantity: row.quantity,
    })),
    open: read.open.map((row) => openOf(row, (lotId) => which(lotId).lot)),
  }
  return {
    start: { from: ask.from, id: ask.id ?? null, code: ask.code ?? null, lotIds },
    direction: ask.direction, ...cut(lists, ask.limit),
  }
}

type Owned = Pick<Flow, 'order_id' | 'number' | 'for_id' | 'partner_id'>

// Lots went to others too: what is the start's own is said, so that nobody takes the others' for it.
function isOfStart({ from, id, code }: Ask, customerId: string | null, row: Owned): boolean {
  if (from === 'order') return row.order_id !== null && (row.order_id === id || row.number === code)
  return from === 'customer' && customerId !== null && (row.for_id === customerId || row.partner_id === customerId)
}

// A limit cuts the others' rows before the start's own; each keep the order of time.
function ownFirst(a: { readonly ofStart: boolean }, b: { readonly ofStart: boolean }): number {
  return Number(b.ofStart) - Number(a.ofStart)
}

type GoodsRow = Owned & Pick<Flow, 'document_id' | 'line' | 'partner_code' | 'serial_id' | 'serial_code' | 'lot_id' | 'occurred'>
type Goods = { readonly lot: LotRow | undefined; readonly quantity: string; readonly ofStart: boolean }

// The order with its number, the customer with their code, the unit with its own, the lot. Field by field, here and below: an
// object that is put together of others takes four times as long, and there are thousands.
function sent(row: GoodsRow, { lot, quantity, ofStart }: Goods) {
  return {
    id: idOf(row), orderId: row.order_id, order: row.number, customerId: row.partner_id, customer: row.partner_code,
    serialId: row.serial_id, serial: row.serial_code, lot_id: row.lot_id, lot: lot?.code ?? '', sku: lot?.sku ?? '',
    quantity, shippedAt: moment(row.occurred), ofStart,
  }
}

function cameBack(row: GoodsRow, { lot, quantity, ofStart }: Goods) {
  return {
    id: idOf(row), orderId: row.order_id, order: row.number, customerId: row.partner_id, customer: row.partner_code,
    serialId: row.serial_id, serial: row.serial_code, lot_id: row.lot_id, lot: lot?.code ?? '', sku: lot?.sku ?? '',
    quantity, returnedAt: moment(row.occurred), ofStart,
  }
}

// What is reserved names no lot: it may get these or another.
function openOf(row: OpenRow, codeOf: (lotId: string) => string): Answer['open'][number] {
  return {
    lineId: row.line_id, orderId: row.order_id, order: row.number, customerId: row.customer_id, customer: row.customer_code,
    itemId: row.item_id, sku: row.sku, siteId: row.site_id, site: row.site_code, state: row.state,
    certainty: row.state === 'reserved' ? 'possible' : 'certain',
    lotIds: row.lot_ids, lots: row.lot_ids.map(codeOf), quantity: row.quantity,
  }
}

type Lists = Omit<Answer, 'start' | 'direction' | 'totals'>

// The first rows of each list, and how many there are.
function cut(lists: Lists, limit: string | undefined): Lists & Pick<Answer, 'totals'> {
  const most = limit === undefined ? undefined : Number(limit)
  const { lots, edges, shipments, possible, returns, possibleReturns, receipts, customers, holders, stock, reserved, open } = lists
  return {
    lots: lots.slice(0, most), edges: edges.slice(0, most), shipments: shipments.slice(0, most),
    possible: possible.slice(0, most), returns: returns.slice(0, most), possibleReturns: possibleReturns.slice(0, most),
    receipts: receipts.slice(0, most), customers: customers.slice(0, most), holders: holders.slice(0, most),
    stock: stock.slice(0, most), reserved: reserved.slice(0, most), open: open.slice(0, most),
    totals: {
      lots: lots.length, edges: edges.length, shipments: shipments.length, possible: possible.length,
      returns: returns.length, possibleReturns: possibleReturns.length, receipts: receipts.length,
      customers: customers.length, holders: holders.length, stock: stock.length, reserved: reserved.length, open: open.length,
    },
  }
}

function lotsOf(ask: Ask, startIds: string[], read: Read): Answer['lots'] {
  const sums = addUp(read.lots.map(({ id }) => id), read.flows, read.stock)
  const forward = ask.direction === 'forward'
  const links = read.edges.map(({ input_lot_id, output_lot_id }) =>
    forward
      ? { from: input_lot_id, to: output_lot_id }
      : { from: output_lot_id, to: input_lot_id },
  )
  for (const { id, merged_into_id } of read.lots) {
    if (merged_into_id === null) continue
    links.push({ from: id, to: merged_into_id }, { from: merged_into_id, to: id })
  }
  const depth = depths(startIds, links)
  const possibly = new Map<string, bigint>()
  for (const { lot_id, quantity, out } of read.possible) {
    if (!out) continue
    possibly.set(lot_id, (possibly.get(lot_id) ?? 0n) + BigInt(quantity))
  }
  return read.lots
    .map((row) => ({ row, steps: depth.get(row.id) ?? 1, sum: sums.get(row.id) }))
    .sort((a, b) => a.steps - b.steps || (a.row.id < b.row.id ? -1 : 1))
    .flatMap(({ row, steps, sum }) => sum === undefined ? [] : [{
      id: row.id, itemId: row.item_id, sku: row.sku, unit: row.base_unit, code: row.code, depth: steps,
      origin: row.origin_id, originCode: row.origin_code, bindingOn: row.binding_on, mergedIntoId: row.merged_into_id,
      quantities: texts(sum), possiblyOut: String(possibly.get(row.id) ?? 0n), addsUp: addsUp(sum),
    }])
}

function texts(q: Quantities): Answer['lots'][number]['quantities'] {
  return {
    opening: String(q.opening), received: String(q.received), made: String(q.made),
    found: String(q.found), onHand: String(q.onHand), inTransit: String(q.inTransit),
    picked: String(q.picked), withCustomers: String(q.withCustomers), shipped: String(q.shipped),
    returned: String(q.returned), backAtSupplier: String(q.backAtSupplier),
    consumed: String(q.consumed), destroyed: String(q.destroyed), lost: String(q.lost),
  }
}

function receiptsOf(
  ask: Ask,
  { flows, receipts }: Read,
  which: (lotId: string) => { lot_id: string; lot: string; sku: string },
): Answer['receipts'] {
  const known = new Map(receipts.map((row) => [`${row.document_id}.${row.line}`, row]))
  return standingFlows(flows, 'received').map(({ id, flow, quantity }) => {
    const receipt = known.get(rootOf(flow))
    return {
      id, number: receipt?.number ?? null, ...which(flow.lot_id), quantity: String(quantity),
      // A correction may have said that somebody else brought them.
      supplierId: flow.partner_id ?? receipt?.supplier_id ?? null,
      supplier: flow.partner_id === null ? (receipt?.supplier_code ?? null) : flow.partner_code,
      supplierLotCode: receipt?.supplier_lot_code ?? null, receivedAt: moment(flow.occurred),
      ofStart: ask.from === 'receipt' && receipt !== undefined && (ask.id === undefined ? receipt.number === ask.code : receipt.document_id === ask.id),
    }
  }).sort(ownFirst)
}

// Quantities of different items are in different units: each customer and item is a row. A customer who certainly has one
// lot of it and possibly another is certain.
function customersOf(
  { lotOf, names }: { readonly lotOf: ReadonlyMap<string, LotRow>; readonly names: Names },
  read: {
    readonly shipments: readonly StandingFlow[]; readonly returns: readonly StandingFlow[]; readonly possible: readonly PossibleRow[]
  },
): Answer['customers'] {
  type Sum = { customerId: string; customer: string | null; lot: LotRow; shipped: bigint; returned: bigint; possible: bigint }
  const found = new Map<string, Sum>()
  type Who = { readonly partner_id: string | null; readonly partner_code: string | null; readonly lot_id: string }
  const add = ({ partner_id, partner_code, lot_id }: Who, name: 'shipped' | 'returned' | 'possible', quantity: bigint) => {
    const lot = lotOf.get(lot_id)
    if (partner_id === null || lot === undefined) return
    const key = `${partner_id} ${lot.item_id}`
    const sum = found.get(key) ??
      { customerId: partner_id, customer: partner_code, lot, shipped: 0n, returned: 0n, possible: 0n }
    sum[name] += quantity
    found.set(key, sum)
  }
  for (const { flow, quantity } of read.shipments) add(flow, 'shipped', quantity)
  for (const { flow, quantity } of read.returns) add(flow, 'returned', quantity)
  const seen = new Set<string>()
  for (const row of read.possible) {
    // One movement stands once per candidate; the customer got it once.
    const id = idOf(row)
    if (!seen.has(id)) add(row, 'possible', BigInt(row.quantity))
    seen.add(id)
  }
  const has = ({ shipped, returned, possible }: Sum) => shipped - returned + possible
  return [...found].sort(([a, mine], [b, theirs]) => mostFirst(has(mine), has(theirs)) || (a < b ? -1 : 1)).map(([, { customerId, customer, lot, shipped, returned, possible }]) => ({
    customerId, customer, name: names.get(customerId) ?? null, itemId: lot.item_id, sku: lot.sku, unit: lot.base_unit,
    certainty: shipped > 0n ? 'certain' : 'possible',
    shipped: String(shipped), returned: String(returned), possible: String(possible),
  }))
}

// What each customer has of each of the lots: a lot's own shipments, also where it went into others.
function holdersOf(lotIds: ReadonlySet<string>, { shipments, returns }: { readonly shipments: readonly StandingFlow[]; readonly returns: readonly StandingFlow[] }) {
  const found = new Map<string, { lotId: string; customerId: string; customer: string | null; has: bigint }>()
  const add = ({ lot_id: lotId, partner_id: customerId, partner_code: customer }: Flow, quantity: bigint) => {
    if (customerId === null || !lotIds.has(lotId)) return
    const key = `${lotId} ${customerId}`
    found.set(key, { lotId, customerId, customer, has: (found.get(key)?.has ?? 0n) + quantity })
  }
  for (const { flow, quantity } of shipments) add(flow, quantity)
  for (const { flow, quantity } of returns) add(flow, -quantity)
  return [...found].filter(([, { has }]) => has > 0n).sort(([a, mine], [b, theirs]) => mostFirst(mine.has, theirs.has) || (a < b ? -1 : 1))
    .map(([, { lotId, customerId, customer, has }]) => ({ lotId, customerId, customer, quantity: String(has) }))
}

const mostFirst = (a: bigint, b: bigint) => (a > b ? -1 : a < b ? 1 : 0)

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
