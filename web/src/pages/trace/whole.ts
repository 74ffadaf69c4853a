// A trace as things and the links between them, left to right: suppliers, receipts, lots, customers. Sums are the server's
// own: what a cut list does not tell of a lot is kept as a rest, so that the links of a lot add up to what the lot says.
import type { AnswerOf } from '~/api'
import { numberOf } from '~/format'

export type Trace = AnswerOf<'/trace'>
export type TracedLot = Trace['lots'][number]
export type Kind = 'supplier' | 'receipt' | 'lot' | 'customer'
/** Left of what the trace started at, there, or right of it. */
export type Side = 'before' | 'start' | 'after'
export type Amount = { readonly unit: string; readonly quantity: bigint }

/** A supplier, receipt, lot or customer of a trace. A rest stands for those a cut list did not name. */
export type Thing = {
  readonly id: string
  readonly kind: Kind
  readonly side: Side
  readonly depth: number
  /** Its code; null for a guest, or a supplier who is not known. */
  readonly label: string | null
  readonly address: string | null
  readonly isRest: boolean
  readonly isStart: boolean
  readonly lot: TracedLot | null
}

/** How a quantity went from one thing to another. `gave` is what came of it in the other's unit, where lots were made. */
export type Link = {
  readonly id: string
  readonly how: 'delivered' | 'received' | 'made' | 'same' | 'shipped' | 'possible'
  readonly from: string
  readonly to: string
  readonly amount: Amount
  readonly gave: Amount | null
  readonly documents: readonly string[]
}

/** Everything both traces of a start tell. */
export type Whole = { readonly things: ReadonlyMap<string, Thing>; readonly links: readonly Link[]; readonly missingLots: number }

const NOBODY = /^0{8}-/
const lotKey = (id: string) => `lot:${id}`

/** Puts together what leads to the start and what came of it. */
export function wholeOf(back: Trace | undefined, forward: Trace | undefined): Whole {
  const things = new Map<string, Thing>()
  const links = new Map<string, Link>()
  const add = (thing: Thing) => {
    if (!things.has(thing.id)) things.set(thing.id, thing)
  }
  const link = (one: Omit<Link, 'id'>) => {
    const id = `${one.how} ${one.from} ${one.to} ${one.amount.unit}`
    const before = links.get(id)
    links.set(id, before === undefined ? { ...one, id } : { ...before, ...together(before, one) })
  }
  addLots(forward, 'after', add)
  addLots(back, 'before', add)
  const unitOf = (lotId: string) => things.get(lotKey(lotId))?.lot?.unit ?? ''
  const isThere = (lotId: string) => things.has(lotKey(lotId))
  for (const edge of unique([...(back?.edges ?? []), ...(forward?.edges ?? [])], (one) => `${one.documentId} ${one.inputLotId} ${one.outputLotId}`)) {
    if (!isThere(edge.inputLotId) || !isThere(edge.outputLotId)) continue
    link({
      how: 'made', from: lotKey(edge.inputLotId), to: lotKey(edge.outputLotId), documents: [edge.documentId],
      amount: { unit: unitOf(edge.inputLotId), quantity: BigInt(edge.inputQuantity) },
      gave: { unit: unitOf(edge.outputLotId), quantity: BigInt(edge.outputQuantity) },
    })
  }
  for (const { lot } of [...things.values()]) {
    if (lot === null || lot.mergedIntoId === null || !isThere(lot.mergedIntoId)) continue
    link({ how: 'same', from: lotKey(lot.id), to: lotKey(lot.mergedIntoId), amount: { unit: lot.unit, quantity: 0n }, gave: null, documents: [] })
  }
  addReceipts([back, forward], things, add, link)
  if (forward !== undefined) addCustomers(forward, things, add, link)
  const missing = (trace: Trace | undefined) => (trace === undefined ? 0 : trace.totals.lots - trace.lots.length)
  return { things, links: [...links.values()], missingLots: missing(back) + missing(forward) }
}

type Add = (thing: Thing) => void
type AddLink = (link: Omit<Link, 'id'>) => void

function addLots(trace: Trace | undefined, side: 'before' | 'after', add: Add): void {
  for (const lot of trace?.lots ?? []) {
    const isStart = lot.depth === 0
    add({
      id: lotKey(lot.id), kind: 'lot', side: isStart ? 'start' : side, depth: lot.depth, label: lot.code,
      address: `/lots/${lot.id}`, isRest: false, isStart, lot,
    })
  }
}

function addReceipts(traces: readonly (Trace | undefined)[], things: ReadonlyMap<string, Thing>, add: Add, link: AddLink): void {
  const told = new Map<string, bigint>()
  for (const row of unique(traces.flatMap((trace) => trace?.receipts ?? []), ({ id, lot_id }) => `${id} ${lot_id}`)) {
    const lot = things.get(lotKey(row.lot_id))
    if (lot?.lot == null) continue
    const document = row.id.split('.')[0] ?? row.id
    const amount = { unit: lot.lot.unit, quantity: BigInt(row.quantity) }
    told.set(lot.id, (told.get(lot.id) ?? 0n) + amount.quantity)
    const supplier = partner('supplier', row.supplierId, row.supplier)
    const receipt = { ...left('receipt', `receipt:${document}`, numberOf(document, row.number), `/receipts/${document}`), isStart: row.ofStart }
    add(supplier)
    add(receipt)
    link({ how: 'delivered', from: supplier.id, to: receipt.id, amount, gave: null, documents: [document] })
    link({ how: 'received', from: receipt.id, to: lot.id, amount, gave: null, documents: [document] })
  }
  const isCut = traces.some((trace) => trace !== undefined && trace.receipts.length < trace.totals.receipts)
  if (!isCut) return
  for (const { id, lot } of [...things.values()]) {
    const rest = lot === null ? 0n : BigInt(lot.quantities.received) - (told.get(id) ?? 0n)
    if (lot === null || rest === 0n) continue
    add({ ...left('receipt', `receipt:rest:${id}`, null, null), isRest: true })
    link({ how: 'received', from: `receipt:rest:${id}`, to: id, amount: { unit: lot.unit, quantity: rest }, gave: null, documents: [] })
  }
}

function addCustomers(forward: Trace, things: ReadonlyMap<string, Thing>, add: Add, link: AddLink): void {
  const had = new Map<string, bigint>()
  type Row = { readonly id: string; readonly lot_id: string; readonly customerId: string | null; readonly customer: string | null; readonly ofStart: boolean }
  const send = (row: Row, how: 'shipped' | 'possible', quantity: bigint) => {
    const lot = things.get(lotKey(row.lot_id))
    if (lot?.lot == null) return
    const customer = { ...partner('customer', row.customerId, row.customer), isStart: row.ofStart }
    add(customer)
    if (how === 'shipped') had.set(lot.id, (had.get(lot.id) ?? 0n) + quantity)
    link({ how, from: lot.id, to: customer.id, amount: { unit: lot.lot.unit, quantity }, gave: null, documents: [row.id.split('.')[0] ?? row.id] })
  }
  for (const row of forward.shipments) send(row, 'shipped', BigInt(row.quantity))
  for (const row of forward.returns) send(row, 'shipped', -BigInt(row.quantity))
  for (const row of forward.possible) send(row, 'possible', BigInt(row.quantity))
  for (const { id } of forward.lots) {
    const lot = things.get(lotKey(id))
    const rest = lot?.lot == null ? 0n : BigInt(lot.lot.quantities.withCustomers) - (had.get(lot.id) ?? 0n)
    if (lot?.lot == null || rest === 0n) continue
    add({ ...right(`customer:rest:${lot.id}`, null, null), isRest: true })
    link({ how: 'shipped', from: lot.id, to: `customer:rest:${lot.id}`, amount: { unit: lot.lot.unit, quantity: rest }, gave: null, documents: [] })
  }
}

function partner(kind: 'supplier' | 'customer', id: string | null, code: string | null): Thing {
  const isNobody = id === null || NOBODY.test(id)
  const key = `${kind}:${isNobody ? 'nobody' : id}`
  const address = isNobody ? null : `/partners/${id}`
  return kind === 'supplier' ? left(kind, key, isNobody ? null : code, address) : right(key, isNobody ? null : code, address)
}

const left = (kind: 'supplier' | 'receipt', id: string, label: string | null, address: string | null): Thing =>
  ({ id, kind, side: 'before', depth: 0, label, address, isRest: false, isStart: false, lot: null })
const right = (id: string, label: string | null, address: string | null): Thing =>
  ({ id, kind: 'customer', side: 'after', depth: 0, label, address, isRest: false, isStart: false, lot: null })

function together(a: Omit<Link, 'id'>, b: Omit<Link, 'id'>) {
  return {
    amount: { unit: a.amount.unit, quantity: a.amount.quantity + b.amount.quantity },
    gave: a.gave === null || b.gave === null ? a.gave : { unit: a.gave.unit, quantity: a.gave.quantity + b.gave.quantity },
    documents: [...new Set([...a.documents, ...b.documents])],
  }
}

function unique<Row>(rows: readonly Row[], key: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()]
}
