// What the floor does with an order: reserve again, pick, take back, ship; and changing or cancelling it.
import { dayIn, NIL, type Refusal } from '#kernel'
import {
  judgeEach, type NamedLot, type NamedUnit, openSheet, pick, picksOf, poolOf, remember, reserve, type Sheet, ship,
  unpick, unreserve,
} from '#ledger'
import { ensurePartnerLocations, GUESTS, readLocations } from '#locations'
import { readPartners } from '#partners'
import type { Accepted, Action, Command, Context, Statement } from '#platform'
import { refuse } from './refusals.ts'
import { needOf } from './rules.ts'
import { type Channel, openOrders, type Order, type OrderLine, readChannels, readSitePlaces } from './store.ts'

/** What a set of orders is worked on with: the orders, locked, and the sheet of their pools. */
type Work = {
  readonly orders: ReadonlyMap<string, Order>
  readonly places: ReadonlyMap<string, string>
  readonly channels: ReadonlyMap<string, Channel>
  readonly customerPlaces: ReadonlyMap<string, string>
  readonly sheet: Sheet
}
// Another command gave a unit this number at the same moment.
const serialTaken = () => refuse('serial_taken')

type OfOrder = { readonly orderId: string }

const insertSteps: Statement = {
  name: 'orders.insert-steps',
  text: `insert into orders.step (document_id, order_id, step, parcel)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])`,
}
const insertLineChanges: Statement = {
  name: 'orders.insert-line-changes',
  text: `insert into orders.line_change (document_id, line_id, change)
    select * from unnest($1::uuid[], $2::uuid[], $3::bigint[])`,
}
const stepsOf: Statement = {
  name: 'orders.steps-of',
  text: 'select order_id as "orderId", step from orders.step where order_id = any($1::uuid[])',
}

async function open(
  ctx: Context,
  commands: readonly Command<OfOrder & { readonly lotIds?: readonly string[]; readonly placeIds?: readonly string[] }>[],
  needs: {
    readonly shipped?: 'shipped'
    readonly customers?: true
    /** Units that were scanned, by order line. */
    readonly serials?: readonly { readonly lineId: string; readonly code: string }[]
    /** Units may be chosen. */
    readonly chooses?: true
  } = {},
): Promise<Work> {
  const orders = await openOrders(ctx, commands.map(({ payload }) => payload.orderId), needs.shipped)
  const all = [...orders.values()]
  const siteIds = all.map(({ siteId }) => siteId)
  const customers = all.flatMap(({ customerId }) => (customerId === NIL ? [] : [customerId]))
  const keys = all.flatMap(({ siteId, lines }) => lines.map(({ itemId, ownerId }) => ({ itemId, ownerId, siteId })))
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

function orderOf(work: Work, orderId: string): Order {
  const order = work.orders.get(orderId)
  if (order === undefined) throw refuse('order_unknown', { orderId })
  return order
}

function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find(({ id }) => id === lineId)
  if (line === undefined) throw refuse('order_line_unknown', { orderId: order.id, lineId })
  return line
}

function keyOf(order: Order, line: OrderLine) {
  return { itemId: line.itemId, ownerId: line.ownerId, siteId: order.siteId }
}

// Runs one decision per command and saves the sheet. Later commands on the same order see the earlier.
async function each<Payload extends OfOrder>(
  ctx: Context,
  commands: readonly Command<Payload>[],
  work: Work,
  decide: (command: Command<Payload>, order: Order) => Accepted,
): Promise<(Accepted | Refusal)[]> {
  return judgeEach(ctx, work.sheet, commands, (command) => decide(command, orderOf(work, command.payload.orderId)))
}

/** Sets aside again what an order still lacks. */
export const reserveOrder: Action<OfOrder> = {
  kind: 'reserve',
  permission: 'order.write',
  async run(ctx, commands) {
    const work = await open(ctx, commands, { shipped: 'shipped' })
    const all = [...work.orders.values()]
    const [sites, partners] = await Promise.all([
      readLocations(ctx.tx, all.map(({ siteId }) => siteId)),
      readPartners(ctx.tx, all.map(({ customerId }) => customerId)),
    ])
    return each(ctx, commands, work, (command, order) => {
      const channel = work.channels.get(order.channelId)
      if (channel === undefined) throw refuse('channel_unknown', { channelId: order.channelId })
      const day = dayIn(sites.get(order.siteId)?.timeZone ?? 'UTC', command.occurredAt)
      const need = needOf(day, channel, partners.get(order.customerId))
      const lines = order.lines.map((line) => {
        const key = keyOf(order, line)
        const quantity = line.quantity - line.shipped - setAside(work.sheet, order, line)
        const reserved = quantity <= 0n ? 0n : reserve(work.sheet, command, {
          ...need, wantedLotId: line.wantedLotId, id: line.id, key, quantity,
        })
        return { lineId: line.id, reserved: String(reserved), short: String(quantity - reserved) }
      })
      return { answer: { orderId: order.id, lines } }
    })
  },
}

// What is reserved or picked for a line now.
function setAside(sheet: Sheet, order: Order, line: OrderLine): bigint {
  const key = keyOf(order, line)
  const reserved = poolOf(sheet, key).reservations.get(line.id)?.quantity ?? 0n
  return picksOf(sheet, key, line.id).reduce((sum, { quantity }) => sum + quantity, reserved)
}

/** How an order is to be picked; lines null: all that is reserved. */
export type WantedPicking = OfOrder & {
  readonly lines: readonly {
    readonly lineId: string
    readonly quantity: bigint | null
    readonly lots: readonly NamedLot[] | null
    readonly serials?: readonly string[]
  }[] | null
  readonly lotIds: readonly string[]
  readonly placeIds: readonly string[]
}

/** Picks orders: binds lots by the channel's policy or as named, and moves them to staging. */
export const pickOrder: Action<WantedPicking> = {
  kind: 'pick',
  permission: 'order.pick',
  constraints: { serial_code_key: serialTaken },
  async run(ctx, commands) {
    const scanned = commands.flatMap(({ payload }) => payload.lines ?? []).flatMap(({ lineId, lots, serials }) =>
      [...(serials ?? []), ...(lots ?? []).flatMap((lot) => lot.serials ?? [])].map((code) => ({ lineId, code })),
    )
    const work = await open(ctx, commands, { serials: scanned, chooses: true })
    return each(ctx, commands, work, (command, order) => {
      const { sheet } = work
      const stagingId = work.places.get(`${order.siteId} staging`)
      if (stagingId === undefined) throw refuse('staging_missing', { siteId: order.siteId })
      const policy = work.channels.get(order.channelId)?.policy ?? 'fefo'
      const wanted = command.payload.lines ?? order.lines
        .filter((line) => (poolOf(sheet, keyOf(order, line)).reservations.get(line.id)?.quantity ?? 0n) > 0n)
        .map(({ id }) => ({ lineId: id, quantity: null, lots: null, serials: [] }))
      if (wanted.length === 0) throw refuse('nothing_open', { orderId: order.id })
      const decisions = wanted.map(({ lineId, quantity, lots, serials = [] }) =>
        pick(sheet, command, {
          id: lineId, key: keyOf(order, lineOf(order, lineId)), policy, stagingId,
          ...(quantity === null ? {} : { quantity }), ...(lots === null ? {} : { lots }), serials,
        }),
      )
      remember(sheet, command.id, decisions)
      const picked = decisions.flatMap(({ lineId, considered }) =>
        considered.filter(({ taken }) => taken > 0n)
          .map(({ lotId, taken, serials }) => ({
            lineId, lotId, quantity: String(taken), ...(serials === undefined ? {} : { serials }),
          })),
      )
      return { answer: { orderId: order.id, picked } }
    })
  },
}

/** Which picked goods go back. */
export type WantedUnpick = OfOrder & { readonly lineId: string | null; readonly reason: string | null }

/** Takes picked goods back to where they came from; they stay reserved for their lines. */
export const unpickOrder: Action<WantedUnpick> = {
  kind: 'unpick',
  permission: 'order.pick',
  async run(ctx, commands) {
    const work = await open(ctx, commands)
    return each(ctx, commands, work, (command, order) => {
      const lines = command.payload.lineId === null ? order.lines : [lineOf(order, command.payload.lineId)]
      let back = 0n
      for (const line of lines) {
        const key = keyOf(order, line)
        const picked = picksOf(work.sheet, key, line.id).reduce((sum, { quantity }) => sum + quantity, 0n)
        if (picked === 0n) continue
        back += unpick(work.sheet, command, { id: line.id, key, quantity: picked })
      }
      if (back === 0n) throw refuse('nothing_to_ship', { orderId: order.id })
      const { reason } = command.payload
      return { answer: { orderId: order.id, unpicked: String(back) }, ...(reason === null ? {} : { reason }) }
    })
  },
}

/** Which order ships, in which parcel. */
export type WantedStep = OfOrder & { readonly parcel: string | null }

/** What ships, and the numbers of its units where somebody scanned them. */
export type WantedShipment = WantedStep & {
  readonly serials?: readonly (NamedUnit & { readonly lineId: string })[]
}

/** Ships what is picked of an order. */
export const shipOrder: Action<WantedShipment> = {
  kind: 'ship',
  permission: 'order.ship',
  constraints: { serial_code_key: serialTaken },
  async run(ctx, commands) {
    const scanned = commands.flatMap(({ payload }) => payload.serials ?? [])
    const work = await open(ctx, commands, { customers: true, serials: scanned })
    const steps: { command: Command<WantedStep>; orderId: string }[] = []
    const results = await each(ctx, commands, work, (command, order) => {
      const customerLocationId =
        order.customerId === NIL ? GUESTS : work.customerPlaces.get(order.customerId)
      if (customerLocationId === undefined) throw refuse('customer_unknown', { customerId: order.customerId })
      const named = command.payload.serials ?? []
      for (const { lineId } of named) lineOf(order, lineId)
      const shipped = order.lines.flatMap((line) => {
        const key = keyOf(order, line)
        const units = named.filter(({ lineId }) => lineId === line.id)
        if (units.length === 0 && picksOf(work.sheet, key, line.id).length === 0) return []
        return ship(work.sheet, command, { id: line.id, key, customerLocationId, units }).map((one) => ({
          id: `${command.id}.${one.line}`, lineId: line.id, lotId: one.lotId, quantity: String(one.quantity),
          ...(one.serial === null ? {} : { serial: one.serial }),
        }))
      })
      if (shipped.length === 0) throw refuse('nothing_to_ship', { orderId: order.id })
      steps.push({ command, orderId: order.id })
      return { answer: { orderId: order.id, shipped } }
    })
    saveSteps(ctx, steps, 'shipped')
    return results
  },
}

function saveSteps(
  ctx: Context,
  steps: readonly { command: Command<WantedStep>; orderId: string }[],
  step: string,
): void {
  if (steps.length === 0) return
  ctx.tx.write(insertSteps, [
    steps.map(({ command }) => command.id), steps.map(({ orderId }) => orderId), steps.map(() => step),
    steps.map(({ command }) => command.payload.parcel),
  ])
}

/** Makes the action of a step that moves no stock: packed or delivered. */
function stepAction(step: 'packed' | 'delivered', kind: string): Action<WantedStep> {
  return {
    kind,
    permission: 'order.ship',
    async run(ctx, commands) {
      const ids = commands.map(({ payload }) => payload.orderId)
      const work = await open(ctx, commands, { shipped: 'shipped' })
      const before = await ctx.tx.read<{ orderId: string; step: string }>(stepsOf, [ids])
      const done = new Set(before.filter((row) => row.step === step).map(({ orderId }) => orderId))
      const steps: { command: Command<WantedStep>; orderId: string }[] = []
      const results = await each(ctx, commands, work, (command, order) => {
        const shipped = order.lines.some((line) => line.shipped > 0n)
        const picked = order.lines.some((line) => picksOf(work.sheet, keyOf(order, line), line.id).length > 0)
        if (step === 'packed' && !picked) throw refuse('nothing_to_ship', { orderId: order.id })
        if (step === 'delivered' && !shipped) throw refuse('not_shipped_yet', { orderId: order.id })
        if (step === 'delivered' && done.has(order.id)) throw refuse('step_taken', { orderId: order.id, step })
        done.add(order.id)
        steps.push({ command, orderId: order.id })
        return { answer: { orderId: order.id, step } }
      })
      saveSteps(ctx, steps, step)
      return results
    },
  }
}

/** Notes that what is picked is packed. */
export const packOrder: Action<WantedStep> = stepAction('packed', 'pack')
/** Notes that a shipped order arrived. */
export const deliverOrder: Action<WantedStep> = stepAction('delivered', 'deliver')

/** New ordered quantities; lines null: all that has not shipped is cancelled. */
export type WantedChange = OfOrder & {
  readonly reason: string
  readonly lines: readonly { readonly lineId: string; readonly quantity: bigint }[] | null
}

function changeAction(kind: string): Action<WantedChange> {
  return {
    kind,
    permission: 'order.write',
    async run(ctx, commands) {
      const work = await open(ctx, commands, { shipped: 'shipped' })
      const changes: { documentId: string; lineId: string; change: bigint }[] = []
      const quantities = new Map<string, bigint>()
      const results = await each(ctx, commands, work, (command, order) => {
        const { payload } = command
        const lines = payload.lines ?? order.lines.map((line) => ({ lineId: line.id, quantity: line.shipped }))
        const made: typeof changes = []
        for (const { lineId, quantity } of lines) {
          const line = lineOf(order, lineId)
          if (quantity < line.shipped) {
            throw refuse('below_handled', { lineId, asked: quantity, handled: line.shipped })
          }
          const change = quantity - (quantities.get(lineId) ?? line.quantity)
          if (change === 0n) continue
          made.push({ documentId: command.id, lineId, change })
          trim(work.sheet, command, order, { ...line, quantity })
        }
        if (made.length === 0) throw refuse('nothing_to_cancel', { orderId: order.id })
        for (const one of made) {
          const line = lineOf(order, one.lineId)
          quantities.set(one.lineId, (quantities.get(one.lineId) ?? line.quantity) + one.change)
        }
        changes.push(...made)
        return { answer: { orderId: order.id, lines: made.length }, reason: payload.reason }
      })
      if (changes.length > 0) {
        ctx.tx.write(insertLineChanges, [
          changes.map((c) => c.documentId), changes.map((c) => c.lineId), changes.map((c) => c.change),
        ])
      }
      return results
    },
  }
}

// What is set aside above the new quantity is let go: first what is only reserved, then what is picked.
function trim(sheet: Sheet, command: Command<WantedChange>, order: Order, line: OrderLine): void {
  const key = keyOf(order, line)
  const over = setAside(sheet, order, line) + line.shipped - line.quantity
  if (over <= 0n) return
  const reserved = poolOf(sheet, key).reservations.get(line.id)?.quantity ?? 0n
  if (over > reserved) unpick(sheet, command, { id: line.id, key, quantity: over - reserved })
  unreserve(sheet, command, { id: line.id, key, quantity: over, cause: 'changed' })
}

/** Changes ordered quantities, at any stage before shipping. */
export const changeOrder: Action<WantedChange> = changeAction('change_order')
/** Cancels what has not shipped. */
export const cancelOrder: Action<WantedChange> = changeAction('cancel_order')
