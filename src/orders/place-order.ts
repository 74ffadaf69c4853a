// Placing an order: its lines, and what can be set aside for them now.
import { dayIn, NIL, type Refusal } from '#kernel'
import { readItems } from '#catalog'
import { attempt, openSheet, type PoolKey, reserve, saveSheet, type Sheet } from '#ledger'
import { readLocations } from '#locations'
import { readPartners } from '#partners'
import { type Accepted, type Action, type Command, newId, type Statement, type Tx } from '#platform'
import { refuse } from './refusals.ts'
import { needOf } from './rules.ts'
import { readChannels } from './store.ts'

/** An order as wanted. */
export type NewOrder = {
  readonly orderId: string
  readonly number: string
  /** NIL: a guest. */
  readonly customerId: string
  readonly channelId: string
  readonly siteId: string
  readonly reserve: boolean
  readonly shipTo: { readonly name?: string; readonly address?: string; readonly country?: string } | null
  readonly lines: readonly {
    readonly lineId: string | null
    readonly itemId: string
    readonly ownerId: string
    readonly wantedLotId: string | null
    readonly quantity: bigint
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
const insertShipTo: Statement = {
  name: 'orders.insert-ship-to',
  text: `insert into orders.ship_to (order_id, name, address, country)
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])`,
}
const insertLines: Statement = {
  name: 'orders.insert-lines',
  text: `insert into orders.line (id, order_id, line, item_id, owner_id, wanted_lot_id, quantity)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[])`,
}

type Line = {
  readonly id: string; readonly orderId: string; readonly line: number; readonly itemId: string
  readonly ownerId: string; readonly wantedLotId: string | null; readonly quantity: bigint
}
type Seen = {
  readonly items: Awaited<ReturnType<typeof readItems>>
  readonly places: Awaited<ReturnType<typeof readLocations>>
  readonly partners: Awaited<ReturnType<typeof readPartners>>
  readonly channels: Awaited<ReturnType<typeof readChannels>>
  readonly numbers: Set<string>
  readonly ids: Set<string>
}

/** Places orders and reserves their lines, as far as stock that lasts long enough is free. */
export const placeOrder: Action<NewOrder> = {
  kind: 'place_order',
  permission: 'order.write',
  constraints: {
    sales_order_number_key: ({ payload }) => refuse('order_number_taken', { number: payload.number }),
    sales_order_pkey: ({ payload }) => refuse('order_id_taken', { orderId: payload.orderId }),
  },
  async run(ctx, commands) {
    const orders = commands.map(({ payload }) => payload)
    const lines = orders.flatMap((order) => order.lines)
    const [items, places, partners, channels, rows] = await Promise.all([
      readItems(ctx.tx, [...new Set(lines.map(({ itemId }) => itemId))]),
      readLocations(ctx.tx, [...new Set(orders.map(({ siteId }) => siteId))]),
      readPartners(ctx.tx, [...new Set(orders.map(({ customerId }) => customerId))]),
      readChannels(ctx, orders.map(({ channelId }) => channelId)),
      ctx.tx.read<{ id: string; number: string }>(taken, [
        orders.map(({ number }) => number), orders.map(({ orderId }) => orderId),
      ]),
    ])
    const keys = orders.flatMap(({ siteId, lines, reserve }) =>
      reserve && places.get(siteId)?.kind === 'site'
        ? lines.flatMap(({ itemId, ownerId }): PoolKey[] => items.get(itemId)?.stocked === true ? [{ itemId, ownerId, siteId }] : [])
        : [],
    )
    const seen: Seen = {
      items, places, partners, channels,
      numbers: new Set(rows.map(({ number }) => number)), ids: new Set(rows.map(({ id }) => id)),
    }
    const sheet = await openSheet(ctx, keys)
    const made: { command: Command<NewOrder>; lines: Line[] }[] = []
    const results = commands.map((command): Accepted | Refusal =>
      attempt(sheet, () => {
        refuseOrder(command.payload, seen)
        const lines = linesOf(command.payload)
        const reserved = reserveLines(sheet, command, lines, seen)
        seen.numbers.add(command.payload.number)
        seen.ids.add(command.payload.orderId)
        made.push({ command, lines })
        return { answer: answerOf(command.payload, lines, reserved) }
      }),
    )
    saveSheet(ctx.tx, sheet)
    save(ctx.tx, made)
    return results
  },
}

function refuseOrder(order: NewOrder, seen: Seen): void {
  if (seen.ids.has(order.orderId)) throw refuse('order_id_taken', { orderId: order.orderId })
  if (seen.numbers.has(order.number)) throw refuse('order_number_taken', { number: order.number })
  if (!seen.channels.has(order.channelId)) throw refuse('channel_unknown', { channelId: order.channelId })
  if (seen.places.get(order.siteId)?.kind !== 'site') throw refuse('site_unknown', { siteId: order.siteId })
  if (order.customerId !== NIL && !seen.partners.has(order.customerId)) {
    throw refuse('customer_unknown', { customerId: order.customerId })
  }
  order.lines.forEach(({ itemId }, at) => {
    const item = seen.items.get(itemId)
    if (item === undefined) throw refuse('order_item_unknown', { line: at + 1, itemId })
    if (!item.stocked) throw refuse('item_not_stocked', { line: at + 1, sku: item.sku })
  })
}

function linesOf(order: NewOrder): Line[] {
  return order.lines.map(({ lineId, itemId, ownerId, wantedLotId, quantity }, at) => ({
    id: lineId ?? newId(), orderId: order.orderId, line: at + 1, itemId, ownerId, wantedLotId, quantity,
  }))
}

function reserveLines(
  sheet: Sheet,
  command: Command<NewOrder>,
  lines: readonly Line[],
  seen: Seen,
): bigint[] {
  const { payload: order, occurredAt } = command
  const channel = seen.channels.get(order.channelId)
  if (!order.reserve || channel === undefined) return lines.map(() => 0n)
  const day = dayIn(seen.places.get(order.siteId)?.timeZone ?? 'UTC', occurredAt)
  const need = needOf(day, channel, seen.partners.get(order.customerId))
  return lines.map(({ id, itemId, ownerId, wantedLotId, quantity }) =>
    reserve(sheet, command, {
      ...need, wantedLotId, id, quantity, key: { itemId, ownerId, siteId: order.siteId },
    }),
  )
}

function answerOf(order: NewOrder, lines: readonly Line[], reserved: readonly bigint[]) {
  return {
    orderId: order.orderId,
    lines: lines.map(({ id }, at) => ({ lineId: id, reserved: String(reserved[at] ?? 0n) })),
    short: String(lines.reduce((sum, { quantity }, at) => sum + quantity - (reserved[at] ?? 0n), 0n)),
  }
}

function save(tx: Tx, made: readonly { command: Command<NewOrder>; lines: Line[] }[]): void {
  if (made.length === 0) return
  const orders = made.map(({ command }) => command.payload)
  tx.write(insertOrders, [
    orders.map((o) => o.orderId), orders.map((o) => o.number), made.map(({ command }) => command.id),
    orders.map((o) => o.customerId), orders.map((o) => o.channelId), orders.map((o) => o.siteId),
    made.map(({ command }) => command.occurredAt),
  ])
  const shipTo = orders.filter((o) => o.shipTo !== null)
  if (shipTo.length > 0) {
    tx.write(insertShipTo, [
      shipTo.map((o) => o.orderId), shipTo.map((o) => o.shipTo?.name ?? null),
      shipTo.map((o) => o.shipTo?.address ?? null), shipTo.map((o) => o.shipTo?.country ?? null),
    ])
  }
  const lines = made.flatMap((one) => one.lines)
  tx.write(insertLines, [
    lines.map((l) => l.id), lines.map((l) => l.orderId), lines.map((l) => l.line), lines.map((l) => l.itemId),
    lines.map((l) => l.ownerId), lines.map((l) => l.wantedLotId), lines.map((l) => l.quantity),
  ])
}
