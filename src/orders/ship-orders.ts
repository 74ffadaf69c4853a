// Shipping orders, and the steps beside it that move no stock: packed, delivered.
import { idOrNull, NIL } from '#kernel'
import { append, type NamedUnit, picksOf, ship } from '#ledger'
import { GUESTS } from '#locations'
import type { Action, Command, Context, Statement } from '#platform'
import type { OrderShipped, StepTaken } from './contract.ts'
import { refuse } from './refusals.ts'
import { refuseDelivery, type Step } from './rules.ts'
import { each, keyOf, lineOf, needNow, type OfOrder, openWork, serialTaken } from './work.ts'

const insertSteps: Statement = {
  name: 'orders.insert-steps',
  text: `insert into orders.step (document_id, order_id, step, parcel)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])`,
}

const stepsOf: Statement = {
  name: 'orders.steps-of',
  text: `select s.order_id as "orderId", s.step, s.parcel from orders.step s join platform.document d on d.id = s.document_id
    where s.order_id = any($1::uuid[]) order by d.recorded_at, d.id`,
}

/** Which order ships, in which parcel. */
export type WantedStep = OfOrder & { readonly parcel: string | null }

/** What ships, and the numbers of its units where somebody scanned them. */
export type WantedShipment = WantedStep & {
  readonly serials?: readonly (NamedUnit & { readonly lineId: string })[]
  /** Why goods of less life than asked for leave all the same. */
  readonly overrideReason?: string
}

/** Ships what is picked of an order. */
export const shipOrder: Action<WantedShipment, OrderShipped> = {
  kind: 'ship',
  permission: 'order.ship',
  constraints: { serial_code_key: serialTaken },
  async run(ctx, commands) {
    const scanned = commands.flatMap(({ payload }) => payload.serials ?? [])
    const work = await openWork(ctx, commands, { customers: true, serials: scanned })
    const steps: { command: Command<WantedStep>; orderId: string }[] = []
    const results = await each(ctx, commands, work, (command, order) => {
      const customerLocationId =
        order.customerId === NIL ? GUESTS : work.customerPlaces.get(order.customerId)
      if (customerLocationId === undefined) throw refuse('customer_unknown', { customerId: order.customerId })
      const { serials: named = [], overrideReason = null } = command.payload
      const leaves = {
        customerLocationId, now: needNow(work, order, command),
        mayBeShort: overrideReason !== null && command.actor.permissions.has('order.ship-short'),
      }
      for (const { lineId } of named) lineOf(order, lineId)
      const shipped = order.lines.flatMap((line) => {
        const key = keyOf(order, line)
        const units = named.filter(({ lineId }) => lineId === line.id)
        if (units.length === 0 && picksOf(work.sheet, key, line.id).length === 0) return []
        return ship(work.sheet, command, { id: line.id, key, units, ...leaves }).map((one) => ({
          id: `${command.id}.${one.line}`, lineId: line.id, lotId: idOrNull(one.lotId), quantity: String(one.quantity),
          ...(one.serial === null ? {} : { serial: one.serial }),
        }))
      })
      if (shipped.length === 0) throw refuse('nothing_to_ship', { number: order.number })
      steps.push({ command, orderId: order.id })
      return { answer: { orderId: order.id, shipped }, ...(overrideReason === null ? {} : { reason: overrideReason }) }
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

/** Notes that what is picked is packed, as often as there are parcels. */
export const packOrder: Action<WantedStep, StepTaken> = {
  kind: 'pack',
  permission: 'order.ship',
  async run(ctx, commands) {
    const work = await openWork(ctx, commands)
    const steps: { command: Command<WantedStep>; orderId: string }[] = []
    const results = await each(ctx, commands, work, (command, order) => {
      const picked = order.lines.some((line) => picksOf(work.sheet, keyOf(order, line), line.id).length > 0)
      if (!picked) throw refuse('nothing_to_pack', { number: order.number })
      steps.push({ command, orderId: order.id })
      return { answer: { orderId: order.id, step: 'packed' as const } }
    })
    saveSteps(ctx, steps, 'packed')
    return results
  },
}

/** Notes that a parcel arrived, or all that shipped so far. */
export const deliverOrder: Action<WantedStep, StepTaken> = {
  kind: 'deliver',
  permission: 'order.ship',
  async run(ctx, commands) {
    const work = await openWork(ctx, commands, { shipped: 'shipped' })
    const rows = await ctx.tx.read<Step & { orderId: string }>(stepsOf, [[...work.orders.keys()]])
    const steps: { command: Command<WantedStep>; orderId: string }[] = []
    const results = await each(ctx, commands, work, (command, order) => {
      const { parcel } = command.payload
      const { number } = order
      if (!order.lines.some((line) => line.shipped > 0n)) throw refuse('not_shipped_yet', { number })
      const wrong = refuseDelivery(rows.filter(({ orderId }) => orderId === order.id), parcel)
      if (wrong === 'parcel_unknown') throw refuse(wrong, { number, parcel })
      if (wrong !== null) throw refuse(wrong, { number, step: 'delivered' })
      append(work.sheet, rows, { orderId: order.id, step: 'delivered', parcel })
      steps.push({ command, orderId: order.id })
      return { answer: { orderId: order.id, step: 'delivered' as const } }
    })
    saveSteps(ctx, steps, 'delivered')
    return results
  },
}
