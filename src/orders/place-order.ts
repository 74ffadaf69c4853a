// Placing an order: its lines, and what can be set aside for them now.
import { dayIn, idOrNull, NIL } from '#kernel'
import { readWhatIsSold } from '#catalog'
import {
  handOver, judgeEach, type NamedUnit, type Need, numberedAtShipment, openSheet, pick, type Policy, type PoolKey, remember, reserve, type Sheet,
} from '#ledger'
import { ensurePartnerLocations, GUESTS, readLocations } from '#locations'
import { readPartners } from '#partners'
import { type Action, type Command, newId, type Statement, type Tx } from '#platform'
import type { OrderPlaced } from './contract.ts'
import { refuseBuyer, refuseLine } from './line-rules.ts'
import { refuse } from './refusals.ts'
import { needOf } from './rules.ts'
import { insertWaiting, readChannels, readSitePlaces, type ShipTo, writeShipTo } from './store.ts'

/** An order as wanted. */
export type NewOrder = {
  readonly orderId: string
  readonly number: string
  /** NIL: a guest. */
  readonly customerId: string
  readonly channelId: string
  readonly siteId: string
  /** How far it goes at once: only noted, reserved, or (over the counter) picked and shipped as well. */
  readonly through: 'placed' | 'reserved' | 'picked' | 'shipped'
  readonly shipTo: ShipTo | null
  readonly lines: readonly {
    readonly lineId: string | null
    readonly itemId: string
    readonly ownerId: string
    readonly wantedLotId: string | null
    readonly quantity: bigint
    /** Units scanned at the counter, for an order that goes through at once. */
    readonly serials?: readonly string[]
  }[]
}

const taken: Statement = {
  name: 'orders.taken',
  text: 'select id, number from orders.sales_order where number = any($1::text[]) or id = any($2::uuid[])',
}
const insertOrders: Statement = {
  name: 'orders.insert-orders',
  text: `insert into orders.sales_order (id, number, document_id, customer_id, channel_id, site_id, placed_at)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::timestamptz[])`,
}
const insertShipped: Statement = {
  name: 'orders.insert-shipped',
  text: `insert into orders.step (document_id, order_id, step)
    select document_id, order_id, 'shipped' from unnest($1::uuid[], $2::uuid[]) as s(document_id, order_id)`,
}
const insertLines: Statement = {
  name: 'orders.insert-lines',
  text: `insert into orders.line (id, order_id, line, item_id, owner_id, wanted_lot_id, quantity)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[])`,
}

type Line = {
  readonly id: string; readonly orderId: string; readonly line: number; readonly itemId: string
  readonly ownerId: string; readonly wantedLotId: string | null; readonly quantity: bigint
  readonly serials: readonly string[]
}
type Seen = {
  readonly items: Awaited<ReturnType<typeof readWhatIsSold>>
  readonly places: Awaited<ReturnType<typeof readLocations>>
  readonly partners: Awaited<ReturnType<typeof readPartners>>
  readonly channels: Awaited<ReturnType<typeof readChannels>>
  readonly special: ReadonlyMap<string, string>
  readonly customerPlaces: ReadonlyMap<string, string>
  readonly numbers: Set<string>
  readonly ids: Set<string>
}

/** Places orders and reserves their lines, as far as stock that lasts long enough is free. */
export const placeOrder: Action<NewOrder, OrderPlaced> = {
  kind: 'place_order',
  permission: 'order.write',
  // Who may only order takes no goods from their shelf and hands none over.
  needsBesides: ({ through }) => (through === 'picked' ? ['order.pick'] : through === 'shipped' ? ['order.ship'] : []),
  constraints: {
    sales_order_number_key: ({ payload }) => refuse('order_number_taken', { number: payload.number }),
    line_pkey: ({ payload }) => refuse('order_line_taken', { number: payload.number }),
    sales_order_pkey: ({ payload }) => refuse('order_id_taken', { orderId: payload.orderId }),
    serial_code_key: () => refuse('serial_taken'),
  },
  personal: { members: ['shipTo'], subject: ({ payload }) => payload.orderId },
  async run(ctx, commands) {
    const orders = commands.map(({ payload }) => payload)
    const lines = orders.flatMap((order) => order.lines)
    const customers = [...new Set(orders.flatMap(({ customerId, through }) => through === 'shipped' && customerId !== NIL ? [customerId] : []))]
    const [items, places, partners, channels, special, customerPlaces, rows] = await Promise.all([
      readWhatIsSold(ctx.tx, lines.map(({ itemId }) => itemId)),
      readLocations(ctx.tx, [...new Set(orders.map(({ siteId }) => siteId))]),
      readPartners(ctx.tx, [...new Set([...orders.map(({ customerId }) => customerId), ...lines.map(({ ownerId }) => ownerId)])]),
      readChannels(ctx, orders.map(({ channelId }) => channelId)),
      readSitePlaces(ctx, orders.map(({ siteId }) => siteId)),
      ensurePartnerLocations(ctx.tx, 'customer', customers),
      ctx.tx.read<{ id: string; number: string }>(taken, [
        orders.map(({ number }) => number), orders.map(({ orderId }) => orderId),
      ]),
    ])
    const keys = orders.flatMap(({ siteId, lines, through }) =>
      through !== 'placed' && places.get(siteId)?.kind === 'site'
        ? lines.flatMap(({ itemId, ownerId }): PoolKey[] => items.get(itemId)?.stocked === true ? [{ itemId, ownerId, siteId }] : [])
        : [],
    )
    const seen: Seen = {
      items, places, partners, channels, special, customerPlaces,
      numbers: new Set(rows.map(({ number }) => number)), ids: new Set(rows.map(({ id }) => id)),
    }
    const sheet = await openSheet(ctx, keys, {
      placeIds: [...special.values(), ...customerPlaces.values(), GUESTS],
      lotIds: lines.flatMap(({ wantedLotId }) => wantedLotId ?? []),
      serials: lines.flatMap(({ itemId, serials }) => (serials ?? []).map((code) => ({ itemId, code }))),
      units: { most: lines.reduce((sum, { quantity }) => sum + quantity, 0n) },
    })
    const made: Made[] = []
    const decide = (command: Command<NewOrder>) => {
      refuseOrder(command.payload, seen, sheet)
      const lines = linesOf(command.payload)
      const { reserved, shipped } = carryThrough(sheet, command, lines, seen)
      seen.numbers.add(command.payload.number)
      seen.ids.add(command.payload.orderId)
      made.push({ command, lines, reserved })
      return { answer: answerOf(command.payload, lines, reserved, shipped) }
    }
    return judgeEach(ctx, sheet, commands, decide, () => save(ctx.tx, made.splice(0)))
  },
}

type Made = { readonly command: Command<NewOrder>; readonly lines: readonly Line[]; readonly reserved: readonly bigint[] }

function refuseOrder(order: NewOrder, seen: Seen, { lots }: Sheet): void {
  if (seen.ids.has(order.orderId)) throw refuse('order_id_taken', { orderId: order.orderId })
  if (seen.numbers.has(order.number)) throw refuse('order_number_taken', { number: order.number })
  const channel = seen.channels.get(order.channelId)
  if (channel === undefined) throw refuse('channel_unknown', { channelId: order.channelId })
  if (channel.closed) throw refuse('channel_closed', { channelId: order.channelId })
  const site = seen.places.get(order.siteId)
  if (site?.kind !== 'site') throw refuse('site_unknown', { siteId: order.siteId })
  if (site.closed) throw refuse('site_closed', { siteId: order.siteId })
  refuseBuyer(order.customerId, seen.partners)
  const leaves = order.through === 'picked' || order.through === 'shipped'
  order.lines.forEach((line, at) => {
    refuseLine(at + 1, line, { items: seen.items, partners: seen.partners, lots })
    if (line.serials !== undefined && !leaves) throw refuse('serials_too_early', { line: at + 1 })
  })
}

function linesOf(order: NewOrder): Line[] {
  return order.lines.map(({ lineId, itemId, ownerId, wantedLotId, quantity, serials = [] }, at) => ({
    id: lineId ?? newId(), orderId: order.orderId, line: at + 1, itemId, ownerId, wantedLotId, quantity, serials,
  }))
}

type HandedOver = { readonly id: string; readonly lineId: string; readonly lotId: string | null; readonly quantity: string; readonly serial?: string }
type Through = { readonly reserved: readonly bigint[]; readonly shipped: readonly HandedOver[] }

// As far as the order is to go at once, in one document.
function carryThrough(sheet: Sheet, command: Command<NewOrder>, lines: readonly Line[], seen: Seen): Through {
  const { payload: order, occurredAt } = command
  const channel = seen.channels.get(order.channelId)
  if (order.through === 'placed' || channel === undefined) return { reserved: lines.map(() => 0n), shipped: [] }
  const day = dayIn(seen.places.get(order.siteId)?.timeZone ?? 'UTC', occurredAt)
  const anyLot: Need = { ...needOf(day, channel, seen.partners.get(order.customerId)), wantedLotId: null }
  const { policy } = channel
  const wanted = lines.map(({ id, quantity, serials, itemId, ownerId, wantedLotId }): Wanted => ({
    id, quantity, serials, key: { itemId, ownerId, siteId: order.siteId },
    need: wantedLotId === null ? anyLot : { ...anyLot, wantedLotId }, policy,
  }))
  if (order.through === 'shipped') return handOverLines(sheet, command, wanted, seen)
  const reserved = wanted.map(({ id, key, quantity, need: { leastOn, saleOn, wantedLotId } }) =>
    reserve(sheet, command, { leastOn, saleOn, wantedLotId, id, quantity, key }))
  if (order.through === 'picked') pickLines(sheet, command, wanted.filter((_, at) => (reserved[at] ?? 0n) > 0n), seen)
  return { reserved, shipped: [] }
}

type Wanted = Pick<Line, 'id' | 'quantity' | 'serials'> & { readonly key: PoolKey; readonly need: Need; readonly policy: Policy }

function pickLines(sheet: Sheet, command: Command<NewOrder>, lines: readonly Wanted[], seen: Seen): void {
  const { siteId } = command.payload
  const stagingId = seen.special.get(`${siteId} staging`)
  if (stagingId === undefined) throw refuse('staging_missing', { siteId })
  const open = lines.map((line) => ({ ...line, ...scanned(sheet, line) }))
  remember(sheet, command.id, open.map(({ id, key, policy, serials }) => pick(sheet, command, { id, key, policy, serials, stagingId })))
  const early = open.findIndex(({ units }) => units.length > 0)
  if (early >= 0) throw refuse('serials_too_early', { line: early + 1 })
}

function handOverLines(sheet: Sheet, command: Command<NewOrder>, lines: readonly Wanted[], seen: Seen): Through {
  const { customerId } = command.payload
  const customerLocationId = customerId === NIL ? GUESTS : (seen.customerPlaces.get(customerId) ?? GUESTS)
  const gone = lines.map((line) => {
    const { id, key, quantity, need, policy } = line
    const { serials, units } = scanned(sheet, line)
    return handOver(sheet, command, { id, key, quantity, need, policy, serials, units, customerLocationId })
  })
  const decisions = gone.flatMap((one) => one?.decision ?? [])
  if (decisions.length > 0) remember(sheet, command.id, decisions)
  return {
    reserved: gone.map((one) => one?.shipped.reduce((sum, { quantity }) => sum + quantity, 0n) ?? 0n),
    shipped: gone.flatMap((one, at) => one?.shipped.map(({ lotId, quantity, line, serial }) => ({
      id: `${command.id}.${line}`, lineId: lines[at]?.id ?? '', lotId: idOrNull(lotId), quantity: String(quantity),
      ...(serial === null ? {} : { serial }),
    })) ?? []),
  }
}

const nothing: { readonly serials: readonly string[]; readonly units: readonly NamedUnit[] } = { serials: [], units: [] }

// Units with a number are picked by it; the others get theirs as they ship.
function scanned(sheet: Sheet, { key, serials: codes }: Wanted): typeof nothing {
  if (codes.length === 0) return nothing
  const atShipment = numberedAtShipment(sheet, key.itemId)
  return {
    serials: atShipment ? [] : codes,
    units: atShipment ? codes.map((code): NamedUnit => ({ code, lotId: null })) : [],
  }
}

function answerOf(
  order: NewOrder,
  lines: readonly Line[],
  reserved: readonly bigint[],
  shipped: readonly HandedOver[],
) {
  return {
    ...(shipped.length === 0 ? {} : { shipped }),
    orderId: order.orderId,
    lines: lines.map(({ id }, at) => ({ lineId: id, reserved: String(reserved[at] ?? 0n) })),
    short: String(lines.reduce((sum, { quantity }, at) => sum + quantity - (reserved[at] ?? 0n), 0n)),
  }
}

function save(tx: Tx, made: readonly Made[]): void {
  if (made.length === 0) return
  const orders = made.map(({ command }) => command.payload)
  tx.write(insertOrders, [
    orders.map((o) => o.orderId), orders.map((o) => o.number), made.map(({ command }) => command.id),
    orders.map((o) => o.customerId), orders.map((o) => o.channelId), orders.map((o) => o.siteId),
    made.map(({ command }) => command.occurredAt),
  ])
  writeShipTo(tx, new Map(orders.filter((o) => o.shipTo !== null).map((o) => [o.orderId, o.shipTo])))
  const gone = made.filter(({ command }) => command.payload.through === 'shipped')
  if (gone.length > 0) {
    tx.write(insertShipped, [
      gone.map(({ command }) => command.id), gone.map(({ command }) => command.payload.orderId),
    ])
  }
  const lines = made.flatMap((one) => one.lines)
  tx.write(insertLines, [
    lines.map((l) => l.id), lines.map((l) => l.orderId), lines.map((l) => l.line), lines.map((l) => l.itemId),
    lines.map((l) => l.ownerId), lines.map((l) => l.wantedLotId), lines.map((l) => l.quantity),
  ])
  // What is only noted waits for nothing: somebody has to ask for stock first.
  const asked = made.filter(({ command }) => command.payload.through !== 'placed')
  insertWaiting(tx, asked.flatMap((one) => one.lines.flatMap(({ id, quantity }, at) => ((one.reserved[at] ?? 0n) < quantity ? [id] : []))))
}
