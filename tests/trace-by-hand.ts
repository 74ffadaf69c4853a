// A trace worked out by hand: all tables are read whole and walked lot by lot, movement by movement. It shares
// nothing with src/trace but the shape of the answer.
import { NIL } from '#kernel'
import type { Database } from '#platform'

type Text = Record<string, string>
type Move = {
  key: string; kind: string; item: string; lot: string; serial: string | null; from: string; to: string; quantity: bigint
  at: number; line: string | null; corrects: string | null; document: string
}
type Place = { id: string; kind: string; own: boolean; partner: string | null; code: string }
export type Asked = {
  direction: 'forward' | 'back'
  from: 'lot' | 'serial' | 'order' | 'receipt' | 'supplier_lot' | 'customer'
  id?: string
  code?: string
  itemId?: string
  supplierId?: string
}

/** Reads the whole record. */
export async function readRecord(database: Database) {
  const rows = async (text: string): Promise<Text[]> => (await database.pool.query(text)).rows
  const moves = (await rows('select *, extract(epoch from occurred_at) * 1000 as at from ledger.movement')).map(
    (m): Move => ({
      key: `${m['document_id']}.${m['line']}`, kind: m['kind']!, item: m['item_id']!, lot: m['lot_id']!,
      serial: m['serial_id']!, from: m['from_location_id']!, to: m['to_location_id']!, quantity: BigInt(m['quantity']!),
      at: Number(m['at']), line: m['reference_id']!, document: m['document_id']!,
      corrects: m['corrects_document_id'] === null ? null : `${m['corrects_document_id']}.${m['corrects_line']}`,
    }),
  )
  const places = await rows('select id, kind, own, partner_id, code from locations.location')
  return {
    moves,
    byKey: new Map(moves.map((m) => [m.key, m])),
    places: new Map(places.map((p): [string, Place] => [
      p['id']!, { id: p['id']!, kind: p['kind']!, own: Boolean(p['own']), partner: p['partner_id'] ?? null, code: p['code']! },
    ])),
    candidates: await rows('select document_id, line, lot_id from ledger.movement_candidate'),
    edges: await rows(`select e.* from production.edge e where not exists (select 1 from production.superseded_edge s
      where s.document_id = e.document_id and s.input_lot_id = e.input_lot_id and s.output_lot_id = e.output_lot_id)`),
    lots: await rows('select l.*, i.sku from lots.lot l join catalog.item i on i.id = l.item_id'),
    balances: await rows('select * from ledger.balance'),
    units: await rows('select * from ledger.serial'),
    reservations: await rows('select * from ledger.reservation'),
    picks: await rows('select * from ledger.pick'),
    serials: await rows('select * from ledger.serial'),
    orders: await rows('select * from orders.sales_order'),
    lines: await rows('select * from orders.line'),
    receipts: await rows('select * from receiving.receipt'),
    receiptLines: await rows('select * from receiving.receipt_line'),
    partners: await rows('select p.*, d.name from partners.partner p left join partners.partner_detail d on d.partner_id = p.id'),
    items: await rows('select id, sku, base_unit from catalog.item'),
  }
}
type Record_ = Awaited<ReturnType<typeof readRecord>>

/** What the trace must answer; lists in the order of their ids. */
export function traceByHand(all: Record_, ask: Asked) {
  const place = (id: string) => all.places.get(id)!
  const rootOf = (m: Move): Move => (m.corrects === null ? m : rootOf(all.byKey.get(m.corrects)!))
  const reached = new Set<string>()
  const starts = [...new Set(startsOf(all, ask))].filter((lot) => lot !== NIL)
  const depth = new Map<string, number>()
  const go = (lot: string, steps: number) => {
    if ((depth.get(lot) ?? Number.POSITIVE_INFINITY) <= steps) return
    depth.set(lot, steps)
    reached.add(lot)
    for (const e of all.edges) {
      if (ask.direction === 'forward' && e['input_lot_id'] === lot) go(e['output_lot_id']!, steps + 1)
      if (ask.direction === 'back' && e['output_lot_id'] === lot) go(e['input_lot_id']!, steps + 1)
    }
    for (const l of all.lots) {
      if (l['id'] === lot && l['merged_into_id']) go(l['merged_into_id'], steps + 1)
      if (l['merged_into_id'] === lot) go(l['id']!, steps + 1)
    }
  }
  for (const lot of starts) go(lot, 0)
  if (reached.size === 0) return null

  // What every root came to in each lot after all its corrections, and by which movement it is told.
  const flows = (fromKind: (p: Place) => boolean, toKind: (p: Place) => boolean) => {
    const told: { id: string; move: Move; lot: string; quantity: bigint; root: Move }[] = []
    for (const root of all.moves) {
      if (root.corrects !== null || !fromKind(place(root.from)) || !toKind(place(root.to))) continue
      const family = all.moves.filter((m) => rootOf(m) === root)
      for (const lot of new Set(family.map((m) => m.lot))) {
        const mine = family.filter((m) => m.lot === lot)
        const quantity = mine.reduce((sum, m) => sum + (m.from === root.from ? m.quantity : -m.quantity), 0n)
        const move = mine.includes(root) ? root : mine.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))[0]!
        if (reached.has(lot) && quantity > 0n) told.push({ id: move.key, move, lot, quantity, root })
      }
    }
    return told
  }
  const own = (p: Place) => p.own
  const kind = (name: string) => (p: Place) => p.kind === name
  const sum = (list: { lot: string; quantity: bigint }[], lot: string) =>
    list.reduce((total, one) => total + (one.lot === lot ? one.quantity : 0n), 0n)
  const shipped = flows(own, kind('customer'))
  const returned = flows(kind('customer'), own)
  const received = flows(kind('supplier'), own)
  const orderOf = (line: string | null) => all.lines.find((l) => l['id'] === line)?.['order_id'] ?? null
  const customerOf = (m: Move) =>
    place(m.from).partner ?? place(m.to).partner ??
    all.orders.find((o) => o['id'] === orderOf(m.line))?.['customer_id'] ?? null
  const possible = all.candidates.filter((c) => reached.has(c['lot_id']!)).flatMap((c) => {
    const move = all.byKey.get(`${c['document_id']}.${c['line']}`)!
    if (move.lot !== NIL || all.moves.some((m) => m.corrects === move.key)) return []
    const oneOf = all.candidates.filter((k) => `${k['document_id']}.${k['line']}` === move.key).length
    return [{ id: move.key, move, lot: c['lot_id']!, quantity: move.quantity, oneOf }]
  })
  const goesTo = (from: (p: Place) => boolean, to: (p: Place) => boolean) =>
    possible.filter(({ move }) => from(place(move.from)) && to(place(move.to)))
  const maybeShipped = goesTo(own, kind('customer'))
  const maybeReturned = goesTo(kind('customer'), own)
  const codeOf = (table: Text[], id: string | null | undefined, column = 'code') => table.find((row) => row['id'] === id)?.[column] ?? null
  const partner = (id: string | null | undefined) => codeOf(all.partners, id)
  const site = (id: string | undefined) => all.places.get(id!)?.code ?? null
  const sku = (itemId: string | undefined) => codeOf(all.items, itemId, 'sku')
  const lotCode = (lotId: string) => codeOf(all.lots, lotId)
  const which = (lotId: string) => ({ lot_id: lotId, lot: lotCode(lotId), sku: codeOf(all.lots, lotId, 'sku') })
  const whose = (move: Move) => ({
    orderId: orderOf(move.line), order: codeOf(all.orders, orderOf(move.line), 'number'), customerId: customerOf(move),
    customer: partner(customerOf(move)), serialId: move.serial, serial: codeOf(all.serials, move.serial),
  })
  const customerAsked = all.partners.find((p) => p['id'] === ask.id || p['code'] === ask.code)?.['id'] ?? ask.id
  const ofStart = (move: Move) => {
    const order = all.orders.find((o) => o['id'] === orderOf(move.line))
    if (ask.from === 'order') return order !== undefined && (order['id'] === ask.id || order['number'] === ask.code)
    return ask.from === 'customer' && [order?.['customer_id'], customerOf(move)].includes(customerAsked)
  }
  const time = (m: Move) => new Date(m.at).toISOString()
  const sent = ({ id, move, lot, quantity }: { id: string; move: Move; lot: string; quantity: bigint }) => ({
    id, ...whose(move), ...which(lot), quantity: String(quantity), shippedAt: time(move), ofStart: ofStart(move),
  })
  const back = ({ id, move, lot, quantity }: { id: string; move: Move; lot: string; quantity: bigint }) => ({
    id, ...whose(move), ...which(lot), quantity: String(quantity), returnedAt: time(move), ofStart: ofStart(move),
  })
  const stock = all.balances.filter((b) => reached.has(b['lot_id']!))
  const customers = new Map<string, { shipped: bigint; returned: bigint; possible: bigint }>()
  const tell = (move: Move, what: 'shipped' | 'returned' | 'possible', quantity: bigint) => {
    const id = customerOf(move)
    if (id === null) return
    const key = `${id} ${move.item}`
    const it = customers.get(key) ?? { shipped: 0n, returned: 0n, possible: 0n }
    customers.set(key, { ...it, [what]: it[what] + quantity })
  }
  for (const one of shipped) tell(one.move, 'shipped', one.quantity)
  for (const one of returned) tell(one.move, 'returned', one.quantity)
  for (const move of new Set(maybeShipped.map((one) => one.move))) tell(move, 'possible', move.quantity)
  const holders = new Map<string, bigint>()
  const holds = ({ move, lot, quantity }: { move: Move; lot: string; quantity: bigint }, way: bigint) => {
    const key = `${lot} ${customerOf(move)}`
    if (starts.includes(lot) && customerOf(move) !== null) holders.set(key, (holders.get(key) ?? 0n) + way * quantity)
  }
  for (const one of shipped) holds(one, 1n)
  for (const one of returned) holds(one, -1n)
  return {
    start: { from: ask.from, id: ask.id ?? null, code: ask.code ?? null, lotIds: starts.sort() },
    direction: ask.direction,
    lots: sorted(all.lots.filter((l) => reached.has(l['id']!)).map((l) => {
      const lot = l['id']!
      const here = stock.filter((b) => b['lot_id'] === lot)
      const amount = (list: Text[], column = 'quantity') => list.reduce((total, b) => total + BigInt(b[column]!), 0n)
      const inTransit = here.filter((b) => place(b['location_id']!).kind === 'transit')
      const q = {
        opening: sum(flows(kind('opening'), own), lot), received: sum(received, lot),
        made: sum(flows(kind('production'), own), lot), found: sum(flows(kind('loss'), own), lot),
        onHand: amount(here) - amount(inTransit), inTransit: amount(inTransit), picked: amount(here, 'picked'),
        withCustomers: sum(shipped, lot) - sum(returned, lot), shipped: sum(shipped, lot), returned: sum(returned, lot),
        backAtSupplier: sum(flows(own, kind('supplier')), lot), consumed: sum(flows(own, kind('production')), lot),
        destroyed: sum(flows(own, kind('destruction')), lot), lost: sum(flows(own, kind('loss')), lot),
      }
      return {
        id: lot, itemId: l['item_id'], sku: l['sku'], code: l['code'], unit: 'piece', depth: depth.get(lot), origin: l['origin_id'],
        originCode: partner(l['origin_id']),
        bindingOn: l['binding_on'] ?? null, mergedIntoId: l['merged_into_id'] ?? null,
        quantities: Object.fromEntries(Object.entries(q).map(([name, value]) => [name, String(value)])),
        possiblyOut: String(sum(possible.filter(({ move }) => !place(move.to).own), lot)), addsUp: true,
      }
    })),
    edges: sorted(all.edges.filter((e) => reached.has(e['input_lot_id']!) && reached.has(e['output_lot_id']!)).map((e) => ({
      documentId: e['document_id'], inputLotId: e['input_lot_id'], inputLot: lotCode(e['input_lot_id']!), outputLotId: e['output_lot_id'],
      outputLot: lotCode(e['output_lot_id']!),
      inputQuantity: String(e['input_quantity']), outputQuantity: String(e['output_quantity']),
    }))),
    shipments: sorted(shipped.map(sent)),
    possible: sorted(maybeShipped.map((one) => ({ ...sent(one), oneOf: one.oneOf }))),
    returns: sorted(returned.map(back)),
    possibleReturns: sorted(maybeReturned.map((one) => ({ ...back(one), oneOf: one.oneOf }))),
    receipts: sorted(received.map(({ id, move, lot, quantity, root }) => {
      const line = all.receiptLines.find((n) => `${n['document_id']}.${n['line']}` === root.key)
      const receipt = all.receipts.find((r) => r['document_id'] === line?.['document_id'])
      const supplierId = receipt?.['supplier_id'] ?? place(root.from).partner
      return {
        id, number: receipt?.['number'] ?? null, ...which(lot), quantity: String(quantity),
        supplierId, supplier: partner(supplierId),
        supplierLotCode: line?.['supplier_lot_code'] ?? null, receivedAt: time(move),
        ofStart: ask.from === 'receipt' && receipt !== undefined && (receipt['document_id'] === ask.id || receipt['number'] === ask.code),
      }
    })),
    customers: sorted([...customers].map(([key, it]) => [...key.split(' '), it] as [string, string, typeof it]).map(([customerId, itemId, it]) => ({
      customerId, customer: partner(customerId), name: codeOf(all.partners, customerId, 'name'), itemId, sku: sku(itemId), unit: codeOf(all.items, itemId, 'base_unit'), certainty: it.shipped > 0n ? 'certain' : 'possible', shipped: String(it.shipped),
      returned: String(it.returned), possible: String(it.possible),
    }))),
    holders: sorted([...holders].filter(([, quantity]) => quantity > 0n).map(([key, quantity]) => {
      const [lot = '', customerId = ''] = key.split(' ')
      return { ...which(lot), customerId, customer: partner(customerId), name: codeOf(all.partners, customerId, 'name'), quantity: String(quantity) }
    })),
    stock: sorted(stock.map((b) => ({
      ...which(b['lot_id']!), ownerId: b['owner_id'], owner: partner(b['owner_id']), siteId: b['site_id'], site: site(b['site_id']),
      locationId: b['location_id'], location: place(b['location_id']!).code,
      quantity: String(b['quantity']), picked: String(b['picked']), held: String(Number(b['holds']) > 0 ? b['quantity'] : all.units.filter((u) => Number(u['holds']) > 0 && u['location_id'] === b['location_id'] &&
        u['lot_id'] === b['lot_id'] && u['owner_id'] === b['owner_id'] && u['item_id'] === b['item_id']).length),
    }))),
    reserved: sorted(reservedOf(all, reached).map((r) => ({ ...r, sku: sku(r.itemId), site: site(r.siteId) }))),
    open: sorted(openOf(all, reached).map(({ line, ...row }) => {
      const order = all.orders.find((o) => o['id'] === line['order_id'])!
      return {
        ...row, lineId: line['id'], orderId: order['id'], order: order['number'], customerId: order['customer_id'],
        customer: partner(order['customer_id']), itemId: line['item_id'], sku: sku(line['item_id']), siteId: order['site_id'],
        site: site(order['site_id']), lots: row.lotIds.map(lotCode),
      }
    })),
  }
}

/** A list in one order, whatever order it came in. */
export function sorted<T>(list: readonly T[]): T[] {
  const text = (row: T) => JSON.stringify(Object.entries(row ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
  return [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1))
}

function reservedOf(all: Record_, reached: ReadonlySet<string>) {
  const items = new Set(all.lots.filter((l) => reached.has(l['id']!)).map((l) => l['item_id']))
  const sums = new Map<string, bigint>()
  for (const r of all.reservations) {
    const key = `${r['item_id']} ${r['site_id']}`
    if (items.has(r['item_id'])) sums.set(key, (sums.get(key) ?? 0n) + BigInt(r['quantity']!))
  }
  return [...sums].map(([key, quantity]) => ({
    itemId: key.split(' ')[0], siteId: key.split(' ')[1], quantity: String(quantity),
  }))
}

// Picked of the lots, reserved and wanting one of them, reserved where some of them lie.
function openOf(all: Record_, reached: ReadonlySet<string>) {
  const line = (id: string) => all.lines.find((l) => l['id'] === id)!
  const picked = new Map<string, bigint>()
  for (const k of all.picks.filter((one) => reached.has(one['lot_id']!))) {
    const key = `${k['reservation_id']} ${k['lot_id']}`
    picked.set(key, (picked.get(key) ?? 0n) + BigInt(k['quantity']!))
  }
  const rows = [...picked].map(([key, quantity]) => ({
    line: line(key.split(' ')[0]!), state: 'picked', certainty: 'certain', lotIds: [key.split(' ')[1]!], quantity: String(quantity),
  }))
  for (const r of all.reservations) {
    const wanted = r['wanted_lot_id'] as string | null
    const same = (b: Text) => ['item_id', 'owner_id', 'site_id'].every((name) => b[name] === r[name])
    const here = all.balances.filter((b) => reached.has(b['lot_id']!) && same(b)).map((b) => b['lot_id']!)
    const lotIds = wanted === null ? [...new Set(here)].sort() : reached.has(wanted) ? [wanted] : []
    if (lotIds.length === 0) continue
    rows.push({
      line: line(r['id']!), state: wanted === null ? 'reserved' : 'wanted', certainty: wanted === null ? 'possible' : 'certain',
      lotIds, quantity: String(r['quantity']),
    })
  }
  return rows
}

function startsOf(all: Record_, { from, id, code, itemId, supplierId }: Asked): string[] {
  const named = (row: Text | undefined, column: string) => row !== undefined && (row['id'] === id || row[column] === code)
  const ofItem = (item: string | undefined) => itemId === undefined || item === itemId
  // What roots brought or took of each lot after their corrections.
  const left = (roots: Move[]) => {
    const sums = new Map<string, bigint>()
    for (const root of roots) {
      const add = (m: Move) => {
        sums.set(m.lot, (sums.get(m.lot) ?? 0n) + (m.from === root.from ? m.quantity : -m.quantity))
        for (const next of all.moves) if (next.corrects === m.key) add(next)
      }
      add(root)
    }
    return [...sums].filter(([, quantity]) => quantity > 0n).map(([lot]) => lot)
  }
  const ofLines = (lineIds: Set<string>) => {
    const moves = all.moves.filter((m) => m.line !== null && lineIds.has(m.line) && ofItem(m.item))
    const maybe = all.candidates.filter((c) => moves.some((m) => m.key === `${c['document_id']}.${c['line']}`))
    return [...left(moves.filter((m) => m.kind === 'ship')), ...maybe.map((c) => c['lot_id']!)]
  }
  const linesOf = (orders: Text[]) =>
    new Set(all.lines.filter((l) => orders.some((o) => o['id'] === l['order_id'])).map((l) => l['id']!))
  const lot = (lotId: string) => all.lots.find((l) => l['id'] === lotId)
  switch (from) {
    case 'lot':
      return all.lots.filter((l) => l['id'] === id || (l['code'] === code && ofItem(l['item_id']))).map((l) => l['id']!)
    case 'serial':
      return all.serials.filter((s) => s['id'] === id || (s['code'] === code && ofItem(s['item_id']))).map((s) => s['lot_id']!)
    case 'order': {
      const lines = linesOf(all.orders.filter((o) => named(o, 'number')))
      const picks = all.picks.filter((p) => lines.has(p['reservation_id']!) && ofItem(p['item_id']))
      return [...ofLines(lines), ...picks.map((p) => p['lot_id']!)]
    }
    case 'customer': {
      const partner = all.partners.find((p) => named(p, 'code'))?.['id'] ?? id
      return ofLines(linesOf(all.orders.filter((o) => o['customer_id'] === partner)))
    }
    case 'receipt': {
      const receipt = all.receipts.find((r) => r['document_id'] === id || r['number'] === code)
      return left(all.moves.filter((m) => m.document === receipt?.['document_id'] && ofItem(m.item)))
    }
    case 'supplier_lot': {
      const by = all.receiptLines.filter((n) => supplierId === undefined ||
        all.receipts.some((r) => r['document_id'] === n['document_id'] && r['supplier_id'] === supplierId))
      const theirs = all.lots.filter((l) => l['code'] === code && ofItem(l['item_id']) && (supplierId === undefined ||
        l['origin_id'] === supplierId || by.some((n) => n['lot_id'] === l['id'])))
      const coded = by.filter((n) => n['supplier_lot_code'] === code && ofItem(lot(n['lot_id']!)?.['item_id']))
      const roots = coded.map((n) => all.byKey.get(`${n['document_id']}.${n['line']}`)!)
      return [...theirs.map((l) => l['id']!), ...left(roots)]
    }
  }
}
