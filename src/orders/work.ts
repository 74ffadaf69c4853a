// What a set of orders is worked on with: the orders, locked, their sheet, and what they need today.
import { dayIn, NIL, type Refusal } from '#kernel'
import { judgeEach, openSheet, picksOf, poolOf, type Sheet } from '#ledger'
import { ensurePartnerLocations, GUESTS } from '#locations'
import type { Accepted, Command, Context } from '#platform'
import { refuse } from './refusals.ts'
import { needOf } from './rules.ts'
import { type Channel, openOrders, type Order, type OrderLine, readChannels, readSitePlaces } from './store.ts'

/** What a set of orders is worked on with: the orders, locked, and the sheet of their pools. */
export type Work = {
  readonly orders: ReadonlyMap<string, Order>
  readonly places: ReadonlyMap<string, string>
  readonly channels: ReadonlyMap<string, Channel>
  readonly customerPlaces: ReadonlyMap<string, string>
  readonly sheet: Sheet
}

/** A command about one order. */
export type OfOrder = { readonly orderId: string }
type Stocked = { readonly itemId: string; readonly ownerId: string }

/** Locks orders, opens their pools, and reads what both are judged by. */
export async function openWork(
  ctx: Context,
  commands: readonly Command<OfOrder & { readonly lotIds?: readonly string[]; readonly placeIds?: readonly string[] }>[],
  needs: {
    readonly shipped?: 'shipped'
    readonly customers?: true
    /** Units that were scanned, by order line. */
    readonly serials?: readonly { readonly lineId: string; readonly code: string }[]
    /** Units may be chosen. */
    readonly chooses?: true
    /** Stock of other items as well, of lines that are being added. */
    readonly more?: (order: Order) => readonly Stocked[]
  } = {},
): Promise<Work> {
  const orders = await openOrders(ctx, commands.map(({ payload }) => payload.orderId), needs.shipped)
  const all = [...orders.values()]
  const siteIds = all.map(({ siteId }) => siteId)
  const customers = all.flatMap(({ customerId }) => (customerId === NIL ? [] : [customerId]))
  const keys = all.flatMap((order) => [...order.lines, ...(needs.more?.(order) ?? [])]
    .map(({ itemId, ownerId }) => ({ itemId, ownerId, siteId: order.siteId })))
  const [places, channels, customerPlaces] = await Promise.all([
    readSitePlaces(ctx, siteIds),
    readChannels(ctx, all.map(({ channelId }) => channelId)),
    needs.customers === undefined ? new Map<string, string>() : ensurePartnerLocations(ctx.tx, 'customer', customers),
  ])
  const sheet = await openSheet(ctx, keys, {
    placeIds: [
      ...places.values(), ...customerPlaces.values(), GUESTS,
      ...commands.flatMap(({ payload }) => payload.placeIds ?? []),
    ],
    lotIds: commands.flatMap(({ payload }) => payload.lotIds ?? []),
    ...unitsOf(all, needs),
  })
  return { orders, places, channels, customerPlaces, sheet }
}

// The units a sheet needs: those scanned, and no more to choose from than the orders ask for.
function unitsOf(orders: readonly Order[], needs: { serials?: readonly { lineId: string; code: string }[]; chooses?: true }) {
  const lines = new Map(orders.flatMap((order) => order.lines.map((line) => [line.id, line])))
  const serials = (needs.serials ?? []).flatMap(({ lineId, code }) => {
    const line = lines.get(lineId)
    return line === undefined ? [] : [{ itemId: line.itemId, code }]
  })
  if (needs.chooses === undefined) return { serials }
  return { serials, units: { most: [...lines.values()].reduce((sum, { quantity }) => sum + quantity, 0n) } }
}

/** The order of a command. */
export function orderOf(work: Work, orderId: string): Order {
  const order = work.orders.get(orderId)
  if (order === undefined) throw refuse('order_unknown', { orderId })
  return order
}

/** A line of an order. */
export function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find(({ id }) => id === lineId)
  if (line === undefined) throw refuse('order_line_unknown', { number: order.number, lineId })
  return line
}

/** The pool of a line. */
export function keyOf(order: Order, line: OrderLine) {
  return { itemId: line.itemId, ownerId: line.ownerId, siteId: order.siteId }
}

/** Runs one decision per command and saves the sheet. Later commands on the same order see the earlier. */
export async function each<Payload extends OfOrder, Gives>(
  ctx: Context,
  commands: readonly Command<Payload>[],
  work: Work,
  decide: (command: Command<Payload>, order: Order) => Accepted<Gives>,
): Promise<(Accepted<Gives> | Refusal)[]> {
  return judgeEach(ctx, work.sheet, commands, (command) => decide(command, orderOf(work, command.payload.orderId)))
}

/** What is reserved or picked for a line now. */
export function setAside(sheet: Sheet, order: Order, line: OrderLine): bigint {
  const key = keyOf(order, line)
  const reserved = poolOf(sheet, key).reservations.get(line.id)?.quantity ?? 0n
  return picksOf(sheet, key, line.id).reduce((sum, { quantity }) => sum + quantity, reserved)
}

/** What goods that are set aside, picked or shipped for an order now must last to. */
export function needNow(work: Work, order: Order, { occurredAt }: Command<unknown>) {
  const channel = work.channels.get(order.channelId)
  if (channel === undefined) throw refuse('channel_unknown', { channelId: order.channelId })
  return needOf(dayIn(order.timeZone, occurredAt), channel, order.customerLife)
}

/** Another command gave a unit this number at the same moment. */
export const serialTaken = () => refuse('serial_taken')
