// Judges what happened from the facts alone, knowing nothing of how the ledger decides: it replays movements, holds
// and orders in their order and tells every wrong it finds, in words.
import { addDays, NIL } from '#kernel'
import { type Database, query } from '#platform'
import { trace } from '#trace'

type Movement = {
  id: string; documentId: string; kind: string; lotId: string; itemId: string; ownerId: string; from: string; to: string
  fromOwn: boolean; toOwn: boolean; quantity: bigint; lineId: string | null; unsure: boolean; supplierId: string | null
}
type Hold = { id: string; documentId: string; scope: string; lotId: string | null; locationId: string | null
  supplierId: string | null; itemId: string; releasedBy: string | null }
type Line = { id: string; placedOn: string; transitDays: number; leastLifeDays: number | null; wantedLotId: string | null }
type Lot = { id: string; bindingOn: string | null; useByOn: string | null; datedBy: string | null }

const movementsOf = {
  name: 'judge.movements',
  text: `select m.document_id || '.' || m.line as id, m.document_id as "documentId", m.kind, m.lot_id as "lotId",
      m.item_id as "itemId", m.owner_id as "ownerId", m.from_location_id as "from", m.to_location_id as "to",
      f.own as "fromOwn", t.own as "toOwn", m.quantity, m.reference_id as "lineId", r.supplier_id as "supplierId",
      exists (select 1 from ledger.movement_candidate c
        where (c.document_id, c.line) = (m.document_id, m.line)) as unsure
    from ledger.movement m join locations.location f on f.id = m.from_location_id
      join locations.location t on t.id = m.to_location_id
      left join receiving.receipt r on r.document_id = m.document_id
    where m.document_id = any($1::uuid[]) order by m.document_id, m.line`,
}
const holdsOf = {
  name: 'judge.holds',
  text: `select h.id, h.document_id as "documentId", h.scope, h.lot_id as "lotId", h.location_id as "locationId",
      h.supplier_id as "supplierId", h.item_id as "itemId", r.document_id as "releasedBy"
    from ledger.hold h left join ledger.hold_release r on r.hold_id = h.id where h.document_id = any($1::uuid[])`,
}
const linesOf = {
  name: 'judge.lines',
  text: `select l.id, (o.placed_at at time zone 'utc')::date::text as "placedOn", l.wanted_lot_id as "wantedLotId",
      coalesce(c.transit_days, 0) as "transitDays", c.least_life_days as "leastLifeDays"
    from orders.line l join orders.sales_order o on o.id = l.order_id join orders.channel c on c.id = o.channel_id
    where o.document_id = any($1::uuid[])`,
}
const lotsOf = {
  name: 'judge.lots',
  text: `select l.id, l.binding_on as "bindingOn", l.use_by_on as "useByOn", (select f.document_id from lots.lot_fact f
      where f.lot_id = l.id and f.field = 'bestBefore' and f.old_value is null) as "datedBy"
    from lots.lot l where l.id = any($1::uuid[])`,
}

/** Every wrong in what these documents did; a document's step says what it could have known. */
export async function judge(database: Database, stepOf: ReadonlyMap<string, number>): Promise<string[]> {
  const ids = [[...stepOf.keys()]]
  const [all, holds, lines] = await Promise.all([
    query<Movement>(database, movementsOf, ids), query<Hold>(database, holdsOf, ids), query<Line>(database, linesOf, ids),
  ])
  const at = (documentId: string) => stepOf.get(documentId) ?? 0
  const movements = all.map((one) => ({ ...one, step: at(one.documentId) })).sort((a, b) => a.step - b.step)
  const lotIds = [...new Set(movements.map(({ lotId }) => lotId))].filter((id) => id !== NIL)
  const lots = await query<Lot>(database, lotsOf, [lotIds])
  const came = {
    movements, lines: new Map(lines.map((line) => [line.id, line])),
    lots: new Map(lots.map((lot) => [lot.id, { ...lot, from: lot.datedBy === null ? -1 : at(lot.datedBy) }])),
  }
  const standing = holds.map((hold) => ({
    ...hold, from: at(hold.documentId), until: hold.releasedBy === null ? Number.POSITIVE_INFINITY : at(hold.releasedBy),
  }))
  return [
    ...belowZero(movements), ...unfitOrders(came), ...standing.flatMap((hold) => usedUnder(hold, movements)),
    ...(await madeOrLost(database, movements)), ...(await tracesDisagree(database, lotIds, movements)),
  ]
}

type Moved = Movement & { readonly step: number }

// After every step each lot has zero or more in each place of ours.
function belowZero(movements: readonly Moved[]): string[] {
  const has = new Map<string, bigint>()
  const wrong: string[] = []
  const add = (key: string, quantity: bigint) => has.set(key, (has.get(key) ?? 0n) + quantity)
  for (const [nth, { step, lotId, itemId, ownerId, from, to, fromOwn, toOwn, quantity, unsure }] of movements.entries()) {
    // What left as one of several lots is taken from none of them.
    if (fromOwn && !(unsure && lotId === NIL)) add(`${itemId} ${lotId} ${ownerId} ${from}`, -quantity)
    if (toOwn) add(`${itemId} ${lotId} ${ownerId} ${to}`, quantity)
    if (movements[nth + 1]?.step === step) continue
    for (const [key, sum] of has) if (sum < 0n) wrong.push(`below zero after step ${step}: ${key} has ${sum}`)
  }
  return wrong
}

// What went to an order was wanted and lasted long enough, by the date it was known to have.
function unfitOrders({ movements, lots, lines }: {
  movements: readonly Moved[]; lots: ReadonlyMap<string, Lot & { from: number }>; lines: ReadonlyMap<string, Line>
}): string[] {
  return movements.flatMap(({ id, kind, lineId, lotId, step }) => {
    const [line, lot] = [lines.get(lineId ?? ''), lots.get(lotId)]
    if ((kind !== 'pick' && kind !== 'ship') || line === undefined) return []
    const arrives = addDays(line.placedOn, line.transitDays)
    const lasts = line.leastLifeDays === null ? null : addDays(arrives, line.leastLifeDays)
    const wrong = lot === undefined ? 'is of no known lot'
      : line.wantedLotId !== null && line.wantedLotId !== lot.id ? 'is of another lot than wanted'
        : lot.useByOn !== null && lot.useByOn < arrives ? 'is past its use-by date'
          : lasts !== null && lot.bindingOn !== null && step > lot.from && lot.bindingOn < lasts ? 'is too short' : null
    return wrong === null ? [] : [`${kind} ${id} ${wrong}`]
  })
}

// No stock is picked, shipped or consumed while a hold on it stands. The scope follows the goods. What shares a
// step with the hold or its release may have come before or after.
function usedUnder(hold: Hold & { from: number; until: number }, movements: readonly Moved[]): string[] {
  const everywhere = hold.scope === 'lot' ? hold.lotId : null
  const covered = new Set(hold.locationId === null || hold.lotId === null ? [] : [hold.lotId + hold.locationId])
  const wrong: string[] = []
  for (const { id, step, kind, itemId, lotId, from, to, documentId, supplierId } of movements) {
    if (itemId !== hold.itemId || lotId === NIL || step < hold.from || step >= hold.until) continue
    const under = lotId === everywhere || covered.has(lotId + from)
    const uses = kind === 'pick' || kind === 'ship' || kind === 'consume'
    if (under && uses && step > hold.from) wrong.push(`${kind} ${id} in step ${step} under the ${hold.scope} hold of step ${hold.from}`)
    if (step === hold.from && documentId !== hold.documentId) continue
    const brought = hold.scope === 'item_supplier' && supplierId === hold.supplierId
    if (hold.scope !== 'lot' && (brought || covered.has(lotId + from))) covered.add(lotId + to)
  }
  return wrong
}

// For every lot: what the places of ours have by the record, and what went in and out of those outside, is nothing.
async function madeOrLost(database: Database, movements: readonly Moved[]): Promise<string[]> {
  const itemIds = [...new Set(movements.map(({ itemId }) => itemId))]
  type Kept = { lotId: string; itemId: string; quantity: bigint }
  const kept = await query<Kept>(database, {
    name: 'judge.kept',
    text: `select item_id as "itemId", lot_id as "lotId", quantity from ledger.balance where item_id = any($1::uuid[])
      union all select item_id, $2, -quantity from ledger.unresolved where item_id = any($1::uuid[])`,
  }, [itemIds, NIL])
  const sums = new Map<string, bigint>()
  const add = (key: string, quantity: bigint) => sums.set(key, (sums.get(key) ?? 0n) + quantity)
  for (const { itemId, lotId, quantity } of kept) add(itemId + lotId, quantity)
  for (const { itemId, lotId, fromOwn, toOwn, quantity } of movements) {
    if (!fromOwn) add(itemId + lotId, -quantity)
    if (!toOwn) add(itemId + lotId, quantity)
  }
  return [...sums].filter(([, sum]) => sum !== 0n).map(([lot, sum]) => `${sum} of ${lot} are too many or too few`)
}

// A shipment is on the way forward from a lot exactly when the lot is on the way back from what was shipped.
async function tracesDisagree(database: Database, lotIds: readonly string[], movements: readonly Moved[]): Promise<string[]> {
  const edges = await query<{ input: string; output: string }>(database, {
    name: 'judge.edges',
    text: `select input_lot_id as input, output_lot_id as output from production.edge e
      where input_lot_id = any($1::uuid[]) and not exists (select 1 from production.superseded_edge s
        where (s.document_id, s.input_lot_id, s.output_lot_id) = (e.document_id, e.input_lot_id, e.output_lot_id))`,
  }, [lotIds])
  const wrong: string[] = []
  const forward = new Map<string, Set<string>>()
  const back = new Map<string, Set<string>>()
  for (const id of lotIds) {
    const [ahead, behind] = await Promise.all(
      (['forward', 'back'] as const).map((direction) => trace(database, { direction, from: 'lot', id })),
    )
    if (ahead === null || ahead === undefined || behind === null || behind === undefined) return [`lot ${id} has no trace`]
    forward.set(id, new Set(ahead.lots.map((lot) => lot.id)))
    back.set(id, new Set(behind.lots.map((lot) => lot.id)))
    wrong.push(...ahead.lots.filter(({ addsUp }) => !addsUp).map((lot) => `the trace of ${lot.id} does not add up`))
    const shipped = new Set(ahead.shipments.map((one) => one.id))
    // What was corrected is told by its correction, so only shipments nobody corrected are looked for.
    for (const one of movements) {
      if (one.kind !== 'ship' || !forward.get(id)?.has(one.lotId) || shipped.has(one.id)) continue
      if (!(await isCorrected(database, one.id))) wrong.push(`shipment ${one.id} is missing forward of ${id}`)
    }
  }
  for (const id of lotIds) {
    const reached = closure(id, edges)
    const seen = [...(forward.get(id) ?? [])].sort().join()
    if (seen !== [...reached].sort().join()) wrong.push(`forward of ${id} is not what was made of it`)
    for (const other of lotIds) {
      if (forward.get(id)?.has(other) !== back.get(other)?.has(id)) wrong.push(`${id} and ${other}: forward and back differ`)
    }
  }
  return wrong
}

async function isCorrected(database: Database, id: string): Promise<boolean> {
  const [documentId, line] = id.split('.')
  const found = await query<object>(database, {
    name: 'judge.corrected',
    text: 'select 1 from ledger.movement where (corrects_document_id, corrects_line) = ($1::uuid, $2::int)',
  }, [documentId, line])
  return found.length > 0
}

function closure(start: string, edges: readonly { input: string; output: string }[]): Set<string> {
  const reached = new Set([start])
  for (let grew = true; grew; ) {
    const next = edges.filter(({ input, output }) => reached.has(input) && !reached.has(output))
    for (const { output } of next) reached.add(output)
    grew = next.length > 0
  }
  return reached
}
