// Receiving goods, and opening stock: lots are found or made, the goods are put in the receiving location, and
// a known lot that comes with another date is received under a hold until somebody decides.
import { NIL, Refusal } from '#kernel'
import {
  attempt, holdLotInPlace, openSheet, type PoolKey, placeOf, post, saveHolds, saveSheet, settle, type Sheet, unpickUnfit,
} from '#ledger'
import { OPENING } from '#locations'
import { readSameLots, type UpsertedLot, upsertLots } from '#lots'
import { type Accepted, type Action, type Command, type Context, newId } from '#platform'
import type { Received } from './contract.ts'
import { type Arrival, judgeArrival, lookAtArrivals, type ReadyLine, type Seen } from './judge-arrivals.ts'
import { refuse } from './refusals.ts'
import { refuseShort } from './rules.ts'
import { insertReceiptLines, insertReceipts, poolsOfLots } from './store.ts'

function arrivalAction(kind: 'receipt' | 'opening'): Action<Arrival, Received> {
  return {
    kind,
    permission: 'stock.receive',
    constraints: {
      receipt_number_key: ({ payload }) => refuse('receipt_number_taken', { number: payload.number }),
      lot_pkey: () => refuse('received_lot_id_taken'),
      serial_code_key: () => refuse('received_serial_taken'),
    },
    async run(ctx, commands) {
      const seen = await lookAtArrivals(ctx, commands)
      const judged = commands.map((command) => judgeArrival(command, seen, kind))
      const ready = commands.flatMap((command, at) => {
        const lines = judged[at]
        return lines === undefined || lines instanceof Refusal ? [] : [{ command, lines }]
      })
      await nameLots(ctx, ready)
      const posted = await postAll(ctx, ready, seen, kind)
      if (kind === 'receipt') saveReceipts(ctx, ready)
      return commands.map((command, at) => {
        const lines = judged[at]
        return lines instanceof Refusal ? lines : (posted.get(command.id) ?? missing())
      })
    },
  }
}

/** Receives goods from a supplier. */
export const receive: Action<Arrival, Received> = arrivalAction('receipt')
/** Records stock that is there when Lotline begins. */
export const openStock: Action<Arrival, Received> = arrivalAction('opening')

function missing(): never {
  throw new Error('A receipt was judged and not posted.')
}

type Batch = readonly { readonly command: Command<Arrival>; readonly lines: ReadyLine[] }[]

async function nameLots(ctx: Context, ready: Batch): Promise<void> {
  const named = ready.flatMap(({ command, lines }) =>
    lines.flatMap((line) => (line.source.lot === null ? [] : [{ command, line, lot: line.source.lot }])),
  )
  const lots = await upsertLots(
    ctx.tx,
    named.map(({ command, line, lot }) => ({
      ...lot,
      documentId: command.id,
      itemId: line.source.itemId,
      originId: lot.originId ?? command.payload.supplierId,
      dates: line.dates ?? {},
      receivedOn: line.day,
    })),
  )
  named.forEach(({ line }, at) => {
    line.lot = lots[at] ?? null
  })
}

async function postAll(
  ctx: Context,
  ready: Batch,
  seen: Seen,
  kind: string,
): Promise<Map<string, Accepted<Received>>> {
  const all = ready.flatMap(({ command, lines }) => lines.map((line) => ({ command, line })))
  // A known lot that now lasts otherwise is judged again wherever it lies.
  const dated = all.flatMap(({ line: { lot } }) => (lot !== null && lastsOtherwise(lot) ? [lot.lotId, ...lot.followers] : []))
  const elsewhere = dated.length === 0 ? [] : await ctx.tx.read<PoolKey>(poolsOfLots, [dated])
  const keys = all.map(({ command, line }): PoolKey => ({
    itemId: line.source.itemId, ownerId: line.source.ownerId, siteId: command.payload.siteId,
  }))
  const conflicting = all.filter(({ line: { lot } }) => lot !== null && lot.conflicts.length > 0)
  const sheet = await openSheet(ctx, [...keys, ...elsewhere], {
    growing: conflicting.map(({ line }) => line.source.itemId),
    placeIds: [...all.map(({ line }) => line.toLocationId), ...seen.suppliers.values(), OPENING],
    lotIds: all.map(({ line }) => line.lot?.lotId ?? NIL),
    serials: all.flatMap(({ line }) => line.source.serials.map((code) => ({ itemId: line.source.itemId, code }))),
  })
  // Under the locks nobody merges them.
  const same = await readSameLots(ctx.tx, conflicting.flatMap(({ line }) => line.lot?.lotId ?? []))
  const holds: (readonly unknown[])[] = []
  const posted = new Map<string, Accepted<Received>>()
  for (const { command, lines } of ready) {
    const result = attempt(sheet, () => postArrival(sheet, command, lines, { seen, kind, holds, same }))
    // Its lots are written already: nothing of the set may stay.
    if (result instanceof Refusal) throw result
    posted.set(command.id, result)
  }
  saveHolds(ctx.tx, holds)
  saveSheet(ctx.tx, sheet)
  return posted
}

// The rows of holds that were placed, and each lot that may be held with all that are read as the same.
type Holding = { readonly holds: (readonly unknown[])[]; readonly same: ReadonlyMap<string, readonly string[]> }

function postArrival(
  sheet: Sheet,
  command: Command<Arrival>,
  lines: readonly ReadyLine[],
  { seen, kind, holds, same }: { seen: Seen; kind: string } & Holding,
): Accepted<Received> {
  const { payload } = command
  const from = kind === 'opening' ? OPENING : (seen.suppliers.get(payload.supplierId) ?? OPENING)
  const answered = lines.map((line) => {
    const { source, quantity, lot } = line
    refuseAfterNaming(sheet, line, payload.siteId)
    const serials = source.serials.length === 0 ? [undefined] : source.serials
    for (const code of serials) {
      post(sheet, command, {
        kind,
        itemId: source.itemId,
        lotId: lot?.lotId ?? NIL,
        ownerId: source.ownerId,
        fromLocationId: from,
        toLocationId: line.toLocationId,
        quantity: code === undefined ? quantity : 1n,
        secondQuantity: code === undefined ? (source.secondQuantity ?? undefined) : undefined,
        serial: code === undefined ? undefined : { id: newId(), code },
        entered: source.unit === null || code !== undefined ? undefined : { quantity: source.quantity, unit: source.unit },
        referenceId: source.announcementLineId ?? command.id,
        supplierId: kind === 'receipt' ? payload.supplierId : undefined,
        fromSiteId: null,
        toSiteId: payload.siteId,
      })
    }
    const holdId = lot === null || lot.conflicts.length === 0 ? null : hold(sheet, command, line, { holds, same })
    // Goods that are held as they come take what lies there of their lot with them.
    if (lot !== null && (lastsOtherwise(lot) || sheet.holds.some(({ itemId }) => itemId === source.itemId))) {
      for (const pool of sheet.pools) {
        if (pool.key.itemId !== source.itemId) continue
        unpickUnfit(sheet, pool, command)
        settle(sheet, pool, command, 'void')
      }
    }
    return {
      line: line.line, lotId: lot?.lotId ?? null, created: lot?.created ?? false, quantity: String(quantity),
      conflicts: lot?.conflicts ?? [], lookAlikes: lot?.lookAlikes ?? [], holdId,
    }
  })
  const reasons = lines.flatMap(({ source }) => source.overrideReason ?? [])
  return {
    answer: { documentId: command.id, number: payload.number, lines: answered },
    ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
  }
}

function lastsOtherwise(lot: UpsertedLot): boolean {
  return !lot.created && (lot.filled.length > 0 || lot.bindingOnBefore !== lot.bindingOn)
}

// What only the lot and the place themselves can say: a date the record has or that follows from production.
function refuseAfterNaming(sheet: Sheet, line: ReadyLine, siteId: string): void {
  const { lot, item, day, toLocationId } = line
  const place = placeOf(sheet, toLocationId)
  if (!place.own || place.siteId !== siteId) {
    throw refuse('receiving_location_elsewhere', { line: line.line, locationId: toLocationId })
  }
  if (lot === null || line.mayBeShort) return
  const short = refuseShort(item, { line: line.line, day, lastsTo: lot.bindingOn })
  if (short !== null) throw short
}

// The goods are on the dock already: they are received, and wait for somebody to decide.
function hold(sheet: Sheet, command: Command<Arrival>, line: ReadyLine, { holds, same }: Holding): string {
  const differs = (line.lot?.conflicts ?? [])
    .map(({ field, known, came }) => `${field} is ${known}, and ${came} came`)
    .join('; ')
  const holdId = newId()
  const lotId = line.lot?.lotId ?? NIL
  const { row } = holdLotInPlace(sheet, command, {
    holdId, itemId: line.source.itemId, lotId, same: same.get(lotId) ?? [], locationId: line.toLocationId,
    reason: `Received with other details: ${differs}`,
  })
  holds.push(row)
  return holdId
}

function saveReceipts(ctx: Context, ready: Batch): void {
  if (ready.length === 0) return
  ctx.tx.write(insertReceipts, [
    ready.map(({ command }) => command.id), ready.map(({ command }) => command.payload.number),
    ready.map(({ command }) => command.payload.supplierId), ready.map(({ command }) => command.payload.siteId),
    ready.map(({ command }) => command.payload.announcementId), ready.map(({ command }) => command.occurredAt),
  ])
  // The receipt's line is the first movement of the arrived line.
  const rows = ready.flatMap(({ command, lines }) => {
    let next = 1
    return lines.map((line) => {
      const at = next
      next += Math.max(1, line.source.serials.length)
      return { id: command.id, at, line }
    })
  })
  ctx.tx.write(insertReceiptLines, [
    rows.map(({ id }) => id), rows.map(({ at }) => at), rows.map(({ line }) => line.lot?.lotId ?? NIL),
    rows.map(({ line }) => line.source.announcementLineId),
    rows.map(({ line }) => line.source.supplierLotCode ?? line.source.lot?.code ?? null),
    rows.map(({ line }) => line.source.overrideReason),
  ])
}
