// Receiving goods, and opening stock: lots are found or made, the goods are put in the receiving location, and
// a known lot that comes with another date is received under a hold until somebody decides.
import { bindingDateOf, factorOn, type Item, modeOn, readItems } from '#catalog'
import { dayIn, NIL, Refusal } from '#kernel'
import { attempt, holdLotInPlace, openSheet, poolOf, type PoolKey, post, saveHolds, saveSheet, settle, type Sheet } from '#ledger'
import { ensurePartnerLocations, type Location, OPENING, readLocations } from '#locations'
import { type LotDates, readDates, type UpsertedLot, upsertLots } from '#lots'
import { type Accepted, type Action, type Command, type Context, newId } from '#platform'
import { refuse } from './refusals.ts'
import { judgeLine } from './rules.ts'
import { insertReceiptLines, insertReceipts, openAnnounced, receiptNumbers, receivingPlaces } from './store.ts'

/** A line as it arrived. */
export type ArrivedLine = {
  readonly itemId: string
  readonly ownerId: string
  readonly lot: {
    readonly lotId?: string
    readonly code: string
    readonly originId?: string
    readonly dates?: Parameters<typeof readDates>[0]
    readonly ownCode?: string
    readonly regulatoryCode?: string
    readonly regulatorySource?: string
    readonly facility?: string
  } | null
  readonly supplierLotCode: string | null
  readonly quantity: string
  readonly unit: string | null
  readonly secondQuantity: bigint | null
  readonly serials: readonly string[]
  readonly toLocationId: string | null
  readonly announcementLineId: string | null
  readonly overrideReason: string | null
}
/** Goods that arrived; supplierId NIL: opening stock. */
export type Arrival = {
  readonly number: string
  readonly supplierId: string
  readonly siteId: string
  readonly announcementId: string | null
  readonly lines: readonly ArrivedLine[]
}

type Ready = {
  readonly source: ArrivedLine
  readonly line: number
  readonly quantity: bigint
  readonly toLocationId: string
  readonly dates: LotDates | null
  lot: UpsertedLot | null
}
type Seen = {
  readonly items: ReadonlyMap<string, Item>
  readonly sites: ReadonlyMap<string, Location>
  readonly bins: ReadonlyMap<string, string>
  readonly suppliers: ReadonlyMap<string, string>
  readonly numbers: Set<string>
  readonly announced: Map<string, { announcementId: string; closed: boolean; left: bigint }>
}

function arrivalAction(kind: 'receipt' | 'opening'): Action<Arrival> {
  return {
    kind,
    permission: 'stock.receive',
    constraints: {
      receipt_number_key: ({ payload }) => refuse('receipt_number_taken', { number: payload.number }),
    },
    async run(ctx, commands) {
      const seen = await look(ctx, commands)
      const judged = commands.map((command) => judge(command, seen, kind))
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
export const receive: Action<Arrival> = arrivalAction('receipt')
/** Records stock that is there when Lotline begins. */
export const openStock: Action<Arrival> = arrivalAction('opening')

function missing(): never {
  throw new Error('A receipt was judged and not posted.')
}

async function look(ctx: Context, commands: readonly Command<Arrival>[]): Promise<Seen> {
  const arrivals = commands.map(({ payload }) => payload)
  const siteIds = [...new Set(arrivals.map(({ siteId }) => siteId))]
  const lines = arrivals.flatMap((arrival) => arrival.lines)
  const supplierIds = [...new Set(arrivals.map(({ supplierId }) => supplierId))].filter((id) => id !== NIL)
  type Place = { siteId: string; id: string }
  type Announced = { id: string; announcementId: string; closed: boolean; left: bigint }
  const [items, sites, places, suppliers, numbers, announced] = await Promise.all([
    readItems(ctx.tx, [...new Set(lines.map(({ itemId }) => itemId))]),
    readLocations(ctx.tx, siteIds),
    ctx.tx.read<Place>(receivingPlaces, [siteIds]),
    ensurePartnerLocations(ctx.tx, 'supplier', supplierIds),
    ctx.tx.read<{ number: string }>(receiptNumbers, [arrivals.map(({ number }) => number)]),
    ctx.tx.read<Announced>(openAnnounced, [lines.flatMap(({ announcementLineId }) => announcementLineId ?? [])]),
  ])
  return {
    items, sites, suppliers,
    bins: new Map(places.map(({ siteId, id }) => [siteId, id])),
    numbers: new Set(numbers.map(({ number }) => number)),
    announced: new Map(announced.map((row) => [row.id, row])),
  }
}

// Everything that can be said without the stock: the first refusal, or the lines with their base units.
function judge(command: Command<Arrival>, seen: Seen, kind: string): Ready[] | Refusal {
  const { payload, actor, occurredAt } = command
  if (kind === 'receipt' && seen.numbers.has(payload.number)) {
    return refuse('receipt_number_taken', { number: payload.number })
  }
  if (kind === 'receipt' && !seen.suppliers.has(payload.supplierId)) {
    return refuse('supplier_unknown', { supplierId: payload.supplierId })
  }
  const site = seen.sites.get(payload.siteId)
  const bin = seen.bins.get(payload.siteId)
  if (site?.kind !== 'site' || bin === undefined) return refuse('receiving_site_unknown', { siteId: payload.siteId })
  const day = dayIn(site.timeZone, occurredAt)
  const ready: Ready[] = []
  for (const [at, source] of payload.lines.entries()) {
    const line = at + 1
    const item = seen.items.get(source.itemId)
    if (item === undefined) return refuse('received_item_unknown', { line, itemId: source.itemId })
    const announced = announcedFor(source, payload, line, seen)
    if (announced instanceof Refusal) return announced
    const dates = source.lot === null ? null : readDates(source.lot.dates ?? {})
    if (dates instanceof Refusal) return refuse('date_unreadable', { line, field: dates.facts['field'] ?? '', date: dates.facts['date'] ?? '' })
    const unit = source.unit ?? item.baseUnit
    const says = source.overrideReason !== null
    const quantity = judgeLine(
      { ...item, mode: modeOn(item.modes, day) },
      {
        line, day, quantity: source.quantity, unit, factor: factorOn(item.units, unit, day),
        hasLot: source.lot !== null, serials: source.serials.length,
        lastsTo: dates === null ? null : bindingDateOf(dates, item.bindingDate), left: announced,
        mayBeShort: says && actor.permissions.has('receipt.below-least-life'),
        mayBeOver: says && actor.permissions.has('receipt.over'),
      },
    )
    if (quantity instanceof Refusal) return quantity
    ready.push({ source, line, quantity, toLocationId: source.toLocationId ?? bin, dates, lot: null })
  }
  seen.numbers.add(payload.number)
  for (const { source, quantity } of ready) {
    const open = seen.announced.get(source.announcementLineId ?? '')
    if (open !== undefined) open.left -= quantity
  }
  return ready
}

function announcedFor(source: ArrivedLine, arrival: Arrival, line: number, seen: Seen): bigint | null | Refusal {
  const { announcementLineId } = source
  if (announcementLineId === null) return null
  const found = seen.announced.get(announcementLineId)
  if (found === undefined || (arrival.announcementId !== null && found.announcementId !== arrival.announcementId)) {
    return refuse('announcement_line_unknown', { line, announcementLineId })
  }
  if (found.closed) return refuse('announcement_closed', { announcementId: found.announcementId })
  return found.left
}

type Batch = readonly { readonly command: Command<Arrival>; readonly lines: Ready[] }[]

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
      receivedOn: dayIn('UTC', command.occurredAt),
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
): Promise<Map<string, Accepted>> {
  const all = ready.flatMap(({ command, lines }) => lines.map((line) => ({ command, line })))
  const keys = all.map(({ command, line }): PoolKey => ({
    itemId: line.source.itemId, ownerId: line.source.ownerId, siteId: command.payload.siteId,
  }))
  const sheet = await openSheet(ctx, keys, {
    placeIds: [...all.map(({ line }) => line.toLocationId), ...seen.suppliers.values(), OPENING],
    lotIds: all.map(({ line }) => line.lot?.lotId ?? NIL),
    serials: all.flatMap(({ line }) => line.source.serials.map((code) => ({ itemId: line.source.itemId, code }))),
  })
  const holds: (readonly unknown[])[] = []
  const posted = new Map<string, Accepted>()
  for (const { command, lines } of ready) {
    const result = attempt(sheet, () => postArrival(sheet, command, lines, { seen, kind, holds }))
    // Its lots are written already: nothing of the set may stay.
    if (result instanceof Refusal) throw result
    posted.set(command.id, result)
  }
  saveHolds(ctx.tx, holds)
  saveSheet(ctx.tx, sheet)
  return posted
}

function postArrival(
  sheet: Sheet,
  command: Command<Arrival>,
  lines: readonly Ready[],
  { seen, kind, holds }: { seen: Seen; kind: string; holds: (readonly unknown[])[] },
): Accepted {
  const { payload } = command
  const from = kind === 'opening' ? OPENING : (seen.suppliers.get(payload.supplierId) ?? OPENING)
  const answered = lines.map((line) => {
    const { source, quantity, lot } = line
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
        ...(source.secondQuantity === null || code !== undefined ? {} : { secondQuantity: source.secondQuantity }),
        ...(code === undefined ? {} : { serial: { id: newId(), code } }),
        ...(source.unit === null ? {} : { entered: { quantity: source.quantity, unit: source.unit } }),
        referenceId: source.announcementLineId ?? command.id,
        ...(kind === 'receipt' ? { supplierId: payload.supplierId } : {}),
        fromSiteId: null,
        toSiteId: payload.siteId,
      })
    }
    const holdId = lot === null || lot.conflicts.length === 0 ? null : hold(sheet, command, line, holds)
    if (lot !== null && lot.bindingOnBefore !== lot.bindingOn && !lot.created) {
      settle(sheet, poolOf(sheet, { itemId: source.itemId, ownerId: source.ownerId, siteId: payload.siteId }), command, 'void')
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

// The goods are on the dock already: they are received, and wait for somebody to decide.
function hold(sheet: Sheet, command: Command<Arrival>, line: Ready, holds: (readonly unknown[])[]): string {
  const differs = (line.lot?.conflicts ?? [])
    .map(({ field, known, came }) => `${field} is ${known}, and ${came} came`)
    .join('; ')
  const holdId = newId()
  const { row } = holdLotInPlace(sheet, command, {
    holdId, itemId: line.source.itemId, lotId: line.lot?.lotId ?? NIL, locationId: line.toLocationId,
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
    ready.map(({ command }) => command.payload.announcementId),
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
