// Receiving goods, and opening stock: lots are found or made, the goods are put in the receiving location, and
// a known lot that comes with another date is received under a hold until somebody decides.
import { bindingDateOf, factorOn, type Item, modeOn, readItems } from '#catalog'
import { dayIn, NIL, Refusal } from '#kernel'
import {
  attempt, holdLotInPlace, openSheet, type PoolKey, placeOf, post, saveHolds, saveSheet, settle, type Sheet, unpickUnfit,
} from '#ledger'
import { ensurePartnerLocations, type Location, OPENING, readLocations } from '#locations'
import { type LotDates, readDates, type UpsertedLot, upsertLots } from '#lots'
import { type Partner, readPartners } from '#partners'
import { type Accepted, type Action, type Command, type Context, newId, type Statement } from '#platform'
import { refuse } from './refusals.ts'
import { judgeLine, refuseShort } from './rules.ts'
import {
  announcementHeads, insertReceiptLines, insertReceipts, lockAnnounced, openAnnounced, poolsOfLots, receiptNumbers,
  receivingPlaces,
} from './store.ts'

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
  readonly item: Item
  /** The site's calendar day of the arrival. */
  readonly day: string
  readonly mayBeShort: boolean
  lot: UpsertedLot | null
}
type Seen = {
  readonly items: ReadonlyMap<string, Item>
  readonly sites: ReadonlyMap<string, Location>
  readonly bins: ReadonlyMap<string, string>
  readonly suppliers: ReadonlyMap<string, string>
  readonly partners: ReadonlyMap<string, Partner>
  readonly numbers: Set<string>
  readonly heads: ReadonlyMap<string, Head>
  readonly announced: Map<string, Announced>
}
type Head = { readonly id: string; readonly supplierId: string; readonly siteId: string; readonly closed: boolean }
type Announced = {
  readonly id: string
  readonly announcementId: string
  readonly itemId: string
  readonly supplierId: string
  readonly siteId: string
  readonly closed: boolean
  left: bigint
}

function arrivalAction(kind: 'receipt' | 'opening'): Action<Arrival> {
  return {
    kind,
    permission: 'stock.receive',
    constraints: {
      receipt_number_key: ({ payload }) => refuse('receipt_number_taken', { number: payload.number }),
      lot_pkey: () => refuse('received_lot_id_taken'),
      serial_code_key: () => refuse('received_serial_taken'),
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
  const partnerIds = lines.flatMap(({ ownerId, lot }) => [ownerId, ...(lot?.originId === undefined ? [] : [lot.originId])])
  const announcedIds = lines.flatMap(({ announcementLineId }) => announcementLineId ?? [])
  const locked = readSome(ctx, lockAnnounced, announcedIds)
  const [items, sites, places, suppliers, partners, numbers, heads, announced] = await Promise.all([
    readItems(ctx.tx, [...new Set(lines.map(({ itemId }) => itemId))]),
    readLocations(ctx.tx, siteIds),
    ctx.tx.read<Place>(receivingPlaces, [siteIds]),
    ensurePartnerLocations(ctx.tx, 'supplier', supplierIds),
    readPartners(ctx.tx, [...partnerIds, ...supplierIds]),
    ctx.tx.read<{ number: string }>(receiptNumbers, [arrivals.map(({ number }) => number)]),
    readSome<Head>(ctx, announcementHeads, arrivals.flatMap(({ announcementId }) => announcementId ?? [])),
    readSome<Announced>(ctx, openAnnounced, announcedIds),
  ])
  await locked
  return {
    items, sites, suppliers, partners,
    bins: new Map(places.map(({ siteId, id }) => [siteId, id])),
    numbers: new Set(numbers.map(({ number }) => number)),
    heads: new Map(heads.map((row) => [row.id, row])),
    announced: new Map(announced.map((row) => [row.id, row])),
  }
}

function readSome<Row extends object>(ctx: Context, statement: Statement, ids: readonly string[]): Promise<Row[]> {
  return ids.length === 0 ? Promise.resolve([]) : ctx.tx.read<Row>(statement, [ids])
}

// Everything that can be said without the stock: the first refusal, or the lines with their base units.
function judge(command: Command<Arrival>, seen: Seen, kind: string): Ready[] | Refusal {
  const { payload } = command
  if (kind === 'receipt' && seen.numbers.has(payload.number)) {
    return refuse('receipt_number_taken', { number: payload.number })
  }
  if (kind === 'receipt' && !seen.suppliers.has(payload.supplierId)) {
    return refuse('supplier_unknown', { supplierId: payload.supplierId })
  }
  if (kind === 'receipt' && seen.partners.get(payload.supplierId)?.supplier !== true) {
    return refuse('supplier_role_missing', { supplierId: payload.supplierId })
  }
  const site = seen.sites.get(payload.siteId)
  const bin = seen.bins.get(payload.siteId)
  if (site?.kind !== 'site' || bin === undefined) return refuse('receiving_site_unknown', { siteId: payload.siteId })
  const wrong = refuseAnnouncement(payload, seen)
  if (wrong !== null) return wrong
  const day = dayIn(site.timeZone, command.occurredAt)
  // What earlier lines of this receipt take of an announced line is no longer open for the later ones.
  const taken = new Map<string, bigint>()
  const ready: Ready[] = []
  for (const [at, source] of payload.lines.entries()) {
    const one = judgeArrived(command, { source, line: at + 1, day, bin, kind }, seen, taken)
    if (one instanceof Refusal) return one
    ready.push(one)
  }
  seen.numbers.add(payload.number)
  for (const [id, quantity] of taken) {
    const open = seen.announced.get(id)
    if (open !== undefined) open.left -= quantity
  }
  return ready
}

type Arrived = {
  readonly source: ArrivedLine
  readonly line: number
  readonly day: string
  readonly bin: string
  readonly kind: string
}

function judgeArrived(
  { payload, actor }: Command<Arrival>,
  { source, line, day, bin, kind }: Arrived,
  seen: Seen,
  taken: Map<string, bigint>,
): Ready | Refusal {
  const { itemId, ownerId, lot } = source
  const item = seen.items.get(itemId)
  if (item === undefined) return refuse('received_item_unknown', { line, itemId })
  const owner = seen.partners.get(ownerId)
  if (owner === undefined) return refuse('owner_unknown', { line, ownerId })
  if (!owner.owner) return refuse('owner_role_missing', { line, ownerId })
  const originId = lot?.originId ?? NIL
  if (originId !== NIL && !seen.partners.has(originId)) return refuse('origin_unknown', { line, originId })
  const announced = announcedFor(source, payload, { line, sku: item.sku }, seen)
  if (announced instanceof Refusal) return announced
  const dates = lot === null ? null : readDates(lot.dates ?? {})
  if (dates instanceof Refusal) {
    return refuse('date_unreadable', { line, field: dates.facts['field'] ?? '', date: dates.facts['date'] ?? '' })
  }
  const unit = source.unit ?? item.baseUnit
  const says = source.overrideReason !== null
  // What was there when the record began is what it is, whatever its date.
  const mayBeShort = kind === 'opening' || (says && actor.permissions.has('receipt.below-least-life'))
  const before = taken.get(announced?.id ?? '') ?? 0n
  const quantity = judgeLine(
    { ...item, mode: modeOn(item.modes, day) },
    {
      line, day, quantity: source.quantity, unit, factor: factorOn(item.units, unit, day),
      hasLot: lot !== null, serials: source.serials.length,
      lastsTo: dates === null ? null : bindingDateOf(dates, item.bindingDate),
      left: announced === null ? null : announced.left - before,
      mayBeShort, mayBeOver: says && actor.permissions.has('receipt.over'),
    },
  )
  if (quantity instanceof Refusal) return quantity
  if (announced !== null) taken.set(announced.id, before + quantity)
  return { source, line, quantity, toLocationId: source.toLocationId ?? bin, dates, item, day, mayBeShort, lot: null }
}

function refuseAnnouncement({ announcementId, supplierId, siteId }: Arrival, seen: Seen): Refusal | null {
  if (announcementId === null) return null
  const head = seen.heads.get(announcementId)
  if (head === undefined) return refuse('announcement_unknown', { announcementId })
  if (head.closed) return refuse('announcement_closed', { announcementId })
  if (head.supplierId === supplierId && head.siteId === siteId) return null
  return refuse('announcement_of_other', { announcementId })
}

function announcedFor(
  { announcementLineId, itemId }: ArrivedLine,
  arrival: Arrival,
  { line, sku }: { line: number; sku: string },
  seen: Seen,
): Announced | null | Refusal {
  if (announcementLineId === null) return null
  const found = seen.announced.get(announcementLineId)
  if (found === undefined || (arrival.announcementId !== null && found.announcementId !== arrival.announcementId)) {
    return refuse('announcement_line_unknown', { line, announcementLineId })
  }
  const { announcementId } = found
  if (found.closed) return refuse('announcement_closed', { announcementId })
  if (found.supplierId !== arrival.supplierId || found.siteId !== arrival.siteId) {
    return refuse('announcement_of_other', { announcementId })
  }
  return found.itemId === itemId ? found : refuse('announced_item_differs', { line, sku, announcementLineId })
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
): Promise<Map<string, Accepted>> {
  const all = ready.flatMap(({ command, lines }) => lines.map((line) => ({ command, line })))
  // A known lot that now lasts otherwise is judged again wherever it lies.
  const dated = all.flatMap(({ line: { lot } }) => (lot !== null && lastsOtherwise(lot) ? [lot.lotId, ...lot.followers] : []))
  const elsewhere = dated.length === 0 ? [] : await ctx.tx.read<PoolKey>(poolsOfLots, [dated])
  const keys = all.map(({ command, line }): PoolKey => ({
    itemId: line.source.itemId, ownerId: line.source.ownerId, siteId: command.payload.siteId,
  }))
  const sheet = await openSheet(ctx, [...keys, ...elsewhere], {
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
        ...(source.secondQuantity === null || code !== undefined ? {} : { secondQuantity: source.secondQuantity }),
        ...(code === undefined ? {} : { serial: { id: newId(), code } }),
        ...(source.unit === null || code !== undefined ? {} : { entered: { quantity: source.quantity, unit: source.unit } }),
        referenceId: source.announcementLineId ?? command.id,
        ...(kind === 'receipt' ? { supplierId: payload.supplierId } : {}),
        fromSiteId: null,
        toSiteId: payload.siteId,
      })
    }
    const holdId = lot === null || lot.conflicts.length === 0 ? null : hold(sheet, command, line, holds)
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
function refuseAfterNaming(sheet: Sheet, line: Ready, siteId: string): void {
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
