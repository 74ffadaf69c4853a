// The trace: reaches the lots, then reads all about them in the same snapshot.
import type { Static } from 'typebox'
import { type Database, snapshot, type Statement } from '#platform'
import type { AskTrace, Trace } from './contract.ts'
import { knownAt } from './known.ts'
import {
  addsUp, addUp, depths, type Flow, nameOf, type Quantities, type Stock,
  type StandingFlow, rootOf, standingFlows,
} from './rules.ts'
import {
  reachLots, readEdges, readFlows, readLots, readPossible, readReceipts, readReceiptsOf,
  readReserved, readStock,
} from './store.ts'

type Ask = Static<typeof AskTrace>
type Answer = Static<typeof Trace>
type LotRow = {
  id: string; item_id: string; sku: string; code: string; origin_id: string
  binding_on: string | null; merged_into_id: string | null
}
type EdgeRow = {
  document_id: string; input_lot_id: string; output_lot_id: string
  input_quantity: bigint; output_quantity: bigint
}
type StockRow = Stock & { owner_id: string; site_id: string; location_id: string; held: number | null }
type PossibleRow = {
  document_id: string; line: number; lot_id: string; serial_id: string | null; quantity: string
  occurred: number; order_id: string | null; partner_id: string | null; out: boolean
  other: string; one_of: number
}
type ReservedRow = { item_id: string; site_id: string; quantity: string }
type ReceiptRow = {
  document_id: string; line: number; number: string; supplier_id: string
  supplier_lot_code: string | null
}
type Read = {
  lots: LotRow[]; edges: EdgeRow[]; stock: StockRow[]; flows: Flow[]; possible: PossibleRow[]
  receipts: ReceiptRow[]; reserved: ReservedRow[]
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
    const reached = await read<{ lot_id: string; is_start: boolean }>(
      reachLots(ask.from, ask.direction),
      [ask.id ?? null, ask.code ?? null, ask.itemId ?? null, ask.supplierId ?? null],
    )
    if (reached.length === 0) return null
    const ids = [reached.map((row) => row.lot_id)]
    const [lots, edges, stock, flows, possible, receipts, reserved] = await Promise.all([
      read<LotRow>(readLots, ids), read<EdgeRow>(readEdges, ids), read<StockRow>(readStock, ids),
      read<Flow>(readFlows, ids), read<PossibleRow>(readPossible, ids),
      read<ReceiptRow>(readReceipts, ids), read<ReservedRow>(readReserved, ids),
    ])
    const moved = flows.flatMap((flow) =>
      flow.root_id !== null && nameOf(flow) === 'received' ? [flow.root_id] : [],
    )
    if (moved.length > 0) receipts.push(...(await read<ReceiptRow>(readReceiptsOf, [moved])))
    const starts = reached.filter((row) => row.is_start).map((row) => row.lot_id).sort()
    return answer(ask, starts, { lots, edges, stock, flows, possible, receipts, reserved })
  })
}

function answer(ask: Ask, lotIds: string[], read: Read): Answer {
  const shipments = standingFlows(read.flows, 'shipped')
  const returns = standingFlows(read.flows, 'returned')
  const possible = read.possible.filter((row) => nameOf(row) === 'shipped')
  const possibleReturns = read.possible.filter((row) => nameOf(row) === 'returned')
  return {
    start: { from: ask.from, id: ask.id ?? null, code: ask.code ?? null, lotIds },
    direction: ask.direction,
    lots: lotsOf(ask, lotIds, read),
    edges: read.edges.map((edge) => ({
      documentId: edge.document_id,
      inputLotId: edge.input_lot_id,
      outputLotId: edge.output_lot_id,
      inputQuantity: String(edge.input_quantity),
      outputQuantity: String(edge.output_quantity),
    })),
    shipments: shipments.map(({ id, flow, quantity }) => ({
      id, orderId: flow.order_id, customerId: flow.partner_id, lot_id: flow.lot_id,
      serialId: flow.serial_id, quantity: String(quantity), shippedAt: moment(flow.occurred),
    })),
    possible: possible.map((row) => ({
      id: `${row.document_id}.${row.line}`, orderId: row.order_id, customerId: row.partner_id,
      lot_id: row.lot_id, serialId: row.serial_id, quantity: row.quantity,
      shippedAt: moment(row.occurred), oneOf: row.one_of,
    })),
    possibleReturns: possibleReturns.map((row) => ({
      id: `${row.document_id}.${row.line}`, customerId: row.partner_id, orderId: row.order_id,
      lot_id: row.lot_id, quantity: row.quantity, returnedAt: moment(row.occurred),
      oneOf: row.one_of,
    })),
    returns: returns.map(({ id, flow, quantity }) => ({
      id, customerId: flow.partner_id, orderId: flow.order_id, lot_id: flow.lot_id,
      quantity: String(quantity), returnedAt: moment(flow.occurred),
    })),
    receipts: receiptsOf(read),
    customers: customersOf(shipments, returns, possible),
    stock: read.stock.map((row) => ({
      lot_id: row.lot_id, ownerId: row.owner_id, siteId: row.site_id, locationId: row.location_id,
      quantity: String(row.quantity), picked: String(row.picked), held: row.held,
    })),
    reserved: read.reserved.map((row) => ({
      itemId: row.item_id, siteId: row.site_id, quantity: row.quantity,
    })),
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
      id: row.id, itemId: row.item_id, sku: row.sku, code: row.code, depth: steps,
      origin: row.origin_id, bindingOn: row.binding_on, mergedIntoId: row.merged_into_id,
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

function receiptsOf({ flows, receipts }: Read): Answer['receipts'] {
  const known = new Map(receipts.map((row) => [`${row.document_id}.${row.line}`, row]))
  return standingFlows(flows, 'received').map(({ id, flow, quantity }) => {
    const receipt = known.get(rootOf(flow))
    return {
      id, number: receipt?.number ?? null, lot_id: flow.lot_id, quantity: String(quantity),
      // A correction may have said that somebody else brought them.
      supplierId: flow.partner_id ?? receipt?.supplier_id ?? null,
      supplierLotCode: receipt?.supplier_lot_code ?? null, receivedAt: moment(flow.occurred),
    }
  })
}

// A customer who certainly has one lot and possibly another is certain.
function customersOf(
  shipments: readonly StandingFlow[],
  returns: readonly StandingFlow[],
  possible: readonly PossibleRow[],
): Answer['customers'] {
  const found = new Map<string, { shipped: bigint; returned: bigint; possible: bigint }>()
  const seen = new Set<string>()
  const add = (id: string | null, name: 'shipped' | 'returned' | 'possible', quantity: bigint) => {
    if (id === null) return
    const sum = found.get(id)
    if (sum !== undefined) sum[name] += quantity
    else found.set(id, { shipped: 0n, returned: 0n, possible: 0n, [name]: quantity })
  }
  for (const { flow, quantity } of shipments) add(flow.partner_id, 'shipped', quantity)
  for (const { flow, quantity } of returns) add(flow.partner_id, 'returned', quantity)
  for (const row of possible) {
    // One movement stands once per candidate; the customer got it once.
    const id = `${row.document_id}.${row.line}`
    if (!seen.has(id)) add(row.partner_id, 'possible', BigInt(row.quantity))
    seen.add(id)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([customerId, sum]) => ({
    customerId,
    certainty: sum.shipped > 0n ? 'certain' : 'possible',
    shipped: String(sum.shipped), returned: String(sum.returned), possible: String(sum.possible),
  }))
}

function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
