// What arrived, judged before anything is written: everything that can be said without the stock and before its lots
// have names.
import { bindingDateOf, factorOn, type Item, modeOn, readItems } from '#catalog'
import { dayIn, NIL, Refusal } from '#kernel'
import { ensurePartnerLocations, type Location, readLocations } from '#locations'
import { type LotDates, readDates, type UpsertedLot } from '#lots'
import { type Partner, readPartners } from '#partners'
import type { Command, Context, Statement } from '#platform'
import { refuse } from './refusals.ts'
import { judgeLine } from './rules.ts'
import { announcementHeads, lockAnnounced, openAnnounced, receiptNumbers, receivingPlaces } from './store.ts'

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

/** A line that may be received: its base units, and the lot once it is found or made. */
export type ReadyLine = {
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
/** What a set of arrivals is judged by. */
export type Seen = {
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

/** Reads what a set of arrivals is judged by; the announced lines it names are locked. */
export async function lookAtArrivals(ctx: Context, commands: readonly Command<Arrival>[]): Promise<Seen> {
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

/** The first refusal, or the lines with their base units. Later arrivals of the set see what earlier ones took. */
export function judgeArrival(command: Command<Arrival>, seen: Seen, kind: string): ReadyLine[] | Refusal {
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
  if (payload.lines.some((line) => isNew(payload, line, kind)) && seen.partners.get(payload.supplierId)?.closed === true) {
    return refuse('supplier_closed', { supplierId: payload.supplierId })
  }
  const site = seen.sites.get(payload.siteId)
  const bin = seen.bins.get(payload.siteId)
  if (site?.kind === 'site' && site.closed) return refuse('receiving_site_closed', { siteId: payload.siteId })
  if (site?.kind !== 'site' || bin === undefined) return refuse('receiving_site_unknown', { siteId: payload.siteId })
  const wrong = refuseAnnouncement(payload, seen)
  if (wrong !== null) return wrong
  const day = dayIn(site.timeZone, command.occurredAt)
  // What earlier lines of this receipt take of an announced line is no longer open for the later ones.
  const taken = new Map<string, bigint>()
  const ready: ReadyLine[] = []
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

// New business, which closed partners and items do not begin. What was announced before still arrives, and what is there
// when the record begins is there.
function isNew({ announcementId }: Arrival, { announcementLineId }: ArrivedLine, kind: string): boolean {
  return kind === 'receipt' && announcementId === null && announcementLineId === null
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
): ReadyLine | Refusal {
  const { itemId, ownerId, lot } = source
  const item = seen.items.get(itemId)
  if (item === undefined) return refuse('received_item_unknown', { line, itemId })
  const isFresh = isNew(payload, source, kind)
  if (isFresh && item.closed) return refuse('received_item_closed', { line, sku: item.sku })
  const owner = seen.partners.get(ownerId)
  if (owner === undefined) return refuse('owner_unknown', { line, ownerId })
  if (!owner.owner) return refuse('owner_role_missing', { line, ownerId })
  if (isFresh && owner.closed) return refuse('owner_closed', { line, ownerId })
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
