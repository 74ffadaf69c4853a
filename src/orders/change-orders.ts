// Changing what was ordered, by whom and whereto, and cancelling what has not shipped.
import { readItems } from '#catalog'
import { poolOf, renew, type Sheet, unpick, unpickShort, unreserve } from '#ledger'
import { readPartners } from '#partners'
import { type Action, type Command, type Context, newId, type Statement } from '#platform'
import type { OrderCancelled, OrderChanged } from './contract.ts'
import { refuseBuyer, refuseLine } from './line-rules.ts'
import { refuse } from './refusals.ts'
import { reserveLine } from './reserve-orders.ts'
import { insertWaiting, type Order, type OrderLine, type ShipTo, writeShipTo } from './store.ts'
import { each, keyOf, lineOf, needNow, type OfOrder, openWork, setAside, type Work } from './work.ts'

const insertLineChanges: Statement = {
  name: 'orders.insert-line-changes',
  text: `insert into orders.line_change (document_id, line_id, change)
    select * from unnest($1::uuid[], $2::uuid[], $3::bigint[])`,
}
const addLines: Statement = {
  name: 'orders.add-lines',
  text: `insert into orders.line (id, order_id, line, item_id, owner_id, wanted_lot_id, quantity, document_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::uuid[])`,
}
const insertCustomerChanges: Statement = {
  name: 'orders.insert-customer-changes',
  text: `insert into orders.customer_change (document_id, order_id, old_customer_id, new_customer_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])`,
}
const insertCancelled: Statement = {
  name: 'orders.insert-cancelled',
  text: `insert into orders.step (document_id, order_id, step)
    select document_id, order_id, 'cancelled' from unnest($1::uuid[], $2::uuid[]) as s(document_id, order_id)`,
}
const changeCustomers: Statement = {
  name: 'orders.change-customers',
  text: `update orders.sales_order o set customer_id = d.customer_id
    from unnest($1::uuid[], $2::uuid[]) as d(id, customer_id) where o.id = d.id`,
}

/** A line that is added. */
export type AddedLine = {
  readonly lineId: string | null
  readonly itemId: string
  readonly ownerId: string
  readonly wantedLotId: string | null
  readonly quantity: bigint
}
/** What is to be otherwise. What is left out stays as it is. */
export type WantedChange = OfOrder & {
  readonly reason: string
  readonly lines: readonly { readonly lineId: string; readonly quantity: bigint }[]
  readonly add?: readonly AddedLine[]
  /** NIL: a guest. */
  readonly customerId?: string
  /** null: it is forgotten. */
  readonly shipTo?: ShipTo | null
  /** Whether more than before is set aside at once, as far as there is stock. */
  readonly reserves?: boolean
  readonly lotIds?: readonly string[]
}
/** What is no longer wanted; lineIds null: all that has not shipped. */
export type WantedCancel = OfOrder & { readonly reason: string; readonly lineIds: readonly string[] | null }

// What the accepted commands of a set write, besides the sheet.
type Made = {
  readonly changes: { documentId: string; lineId: string; change: bigint }[]
  readonly added: { documentId: string; line: OrderLine }[]
  readonly customers: { documentId: string; orderId: string; before: string; after: string }[]
  readonly shipTo: Map<string, ShipTo | null>
  readonly waiting: Set<string>
  /** Orders of which nothing is left, by the document that says so. */
  readonly cancelled: Map<string, string>
}

function nothingMade(): Made {
  return { changes: [], added: [], customers: [], shipTo: new Map(), waiting: new Set(), cancelled: new Map() }
}

/** Changes orders: quantities, lines, who they are for and where they go. */
export const changeOrder: Action<WantedChange, OrderChanged> = {
  kind: 'change_order',
  permission: 'order.write',
  constraints: { line_pkey: ({ payload }) => refuse('order_line_taken', { number: payload.orderId }) },
  personal: { members: ['shipTo'], subject: ({ payload }) => payload.orderId },
  async run(ctx, commands) {
    const added = commands.flatMap(({ payload }) => payload.add ?? [])
    const work = await openWork(ctx, commands, {
      shipped: 'shipped',
      more: ({ id }) => commands.flatMap(({ payload }) => (payload.orderId === id ? (payload.add ?? []) : [])),
    })
    const [items, partners] = await Promise.all([
      readItems(ctx.tx, [...new Set(added.map(({ itemId }) => itemId))]),
      readPartners(ctx.tx, [
        ...added.map(({ ownerId }) => ownerId), ...commands.flatMap(({ payload }) => payload.customerId ?? []),
      ]),
    ])
    const made = nothingMade()
    const results = await each(ctx, commands, work, (command, order) => {
      const mine = nothingMade()
      const asked = command.payload
      const touched = new Set<string>()
      changeCustomer(work, command, order, { partners, mine, touched })
      for (const { lineId, quantity } of onceEach(asked.lines)) {
        const line = lineOf(order, lineId)
        if (setQuantity(work.sheet, command, order, { line, quantity, mine }) > 0n) touched.add(lineId)
      }
      for (const [at, wanted] of (asked.add ?? []).entries()) {
        refuseLine(at + 1, wanted, { items, partners, lots: work.sheet.lots })
        touched.add(addLine(work.sheet, command, order, { wanted, mine }).id)
      }
      if (asked.shipTo !== undefined) mine.shipTo.set(order.id, asked.shipTo)
      if (mine.changes.length + mine.added.length + mine.customers.length + mine.shipTo.size === 0) {
        throw refuse('order_unchanged', { number: order.number })
      }
      const set = [...touched].map((lineId) => setAsideAgain(work, command, order, { lineId, mine }))
      keep(made, mine, { command, order })
      return {
        answer: {
          orderId: order.id, lines: mine.changes.length, added: mine.added.map(({ line }) => line.id), reserved: set,
        },
        reason: asked.reason,
      }
    })
    save(ctx, made)
    return results
  },
}

/** Cancels what has not shipped, of whole orders or of some lines. */
export const cancelOrder: Action<WantedCancel, OrderCancelled> = {
  kind: 'cancel_order',
  permission: 'order.write',
  async run(ctx, commands) {
    const work = await openWork(ctx, commands, { shipped: 'shipped' })
    const made = nothingMade()
    const results = await each(ctx, commands, work, (command, order) => {
      const { lineIds, reason } = command.payload
      const mine = nothingMade()
      const lines = lineIds === null ? order.lines : [...new Set(lineIds)].map((lineId) => lineOf(order, lineId))
      for (const line of lines) setQuantity(work.sheet, command, order, { line, quantity: line.shipped, mine })
      if (mine.changes.length === 0) throw refuse('nothing_to_cancel', { number: order.number })
      keep(made, mine, { command, order })
      return { answer: { orderId: order.id, lines: mine.changes.length }, reason }
    })
    save(ctx, made)
    return results
  },
}

function onceEach<Row extends { readonly lineId: string }>(lines: readonly Row[]): readonly Row[] {
  const seen = new Set<string>()
  for (const { lineId } of lines) {
    if (seen.has(lineId)) throw refuse('order_line_twice', { lineId })
    seen.add(lineId)
  }
  return lines
}

// Gives by how much the line grew. What is set aside above the new quantity is let go: first what is only reserved,
// then what is picked.
function setQuantity(
  sheet: Sheet,
  command: Command<unknown>,
  order: Order,
  { line, quantity, mine }: { line: OrderLine; quantity: bigint; mine: Made },
): bigint {
  if (quantity < line.shipped) {
    throw refuse('below_handled', { line: line.line, number: order.number, asked: quantity, handled: line.shipped })
  }
  const before = line.quantity
  const change = quantity - before
  if (change === 0n) return 0n
  mine.changes.push({ documentId: command.id, lineId: line.id, change })
  line.quantity = quantity
  sheet.undo.push(() => {
    line.quantity = before
  })
  const key = keyOf(order, line)
  const over = setAside(sheet, order, line) + line.shipped - quantity
  if (over > 0n) {
    const reserved = poolOf(sheet, key).reservations.get(line.id)?.quantity ?? 0n
    if (over > reserved) unpick(sheet, command, { id: line.id, key, quantity: over - reserved })
    unreserve(sheet, command, { id: line.id, key, quantity: over, cause: 'changed' })
  }
  return change
}

function addLine(
  sheet: Sheet,
  command: Command<unknown>,
  order: Order,
  { wanted, mine }: { wanted: AddedLine; mine: Made },
): OrderLine {
  const { lineId, ...rest } = wanted
  const id = lineId ?? newId()
  if (order.lines.some((one) => one.id === id)) throw refuse('order_line_taken', { number: order.number })
  const line: OrderLine = {
    ...rest, id, orderId: order.id, shipped: 0n, line: order.lines.reduce((most, one) => Math.max(most, one.line), 0) + 1,
  }
  order.lines.push(line)
  sheet.undo.push(() => order.lines.pop())
  mine.added.push({ documentId: command.id, line })
  return line
}

// Another customer may need other life: what is set aside is judged by that, and what is picked too short goes back.
function changeCustomer(
  work: Work,
  command: Command<WantedChange>,
  order: Order,
  { partners, mine, touched }: { partners: Awaited<ReturnType<typeof readPartners>>; mine: Made; touched: Set<string> },
): void {
  const { customerId: after } = command.payload
  const { customerId: before, customerLife } = order
  if (after === undefined || after === before) return
  const partner = partners.get(after)
  refuseBuyer(after, partners)
  if (order.lines.some(({ shipped }) => shipped > 0n)) throw refuse('customer_fixed', { number: order.number })
  Object.assign(order, {
    customerId: after,
    customerLife: { leastLifeDays: partner?.leastLifeDays ?? null, transitDays: partner?.transitDays ?? null },
  })
  work.sheet.undo.push(() => Object.assign(order, { customerId: before, customerLife }))
  mine.customers.push({ documentId: command.id, orderId: order.id, before, after })
  const need = needNow(work, order, command)
  for (const line of order.lines) {
    if (setAside(work.sheet, order, line) === 0n) continue
    const of = { id: line.id, key: keyOf(order, line), need }
    unpickShort(work.sheet, command, of)
    renew(work.sheet, command, of)
    touched.add(line.id)
  }
}

function setAsideAgain(
  work: Work,
  command: Command<WantedChange>,
  order: Order,
  { lineId, mine }: { lineId: string; mine: Made },
): { lineId: string; reserved: string; short: string } {
  const line = lineOf(order, lineId)
  const lacks = line.quantity - line.shipped - setAside(work.sheet, order, line)
  // What nobody wants set aside now waits for nothing either, unless its line waited before.
  if (command.payload.reserves === false) return { lineId, reserved: '0', short: String(lacks > 0n ? lacks : 0n) }
  const set = reserveLine(work, command, order, line, needNow(work, order, command))
  if (set.short !== '0') mine.waiting.add(lineId)
  return set
}

function keep(made: Made, mine: Made, { command, order }: { command: Command<unknown>; order: Order }): void {
  made.changes.push(...mine.changes)
  made.added.push(...mine.added)
  made.customers.push(...mine.customers)
  for (const [orderId, shipTo] of mine.shipTo) made.shipTo.set(orderId, shipTo)
  for (const lineId of mine.waiting) made.waiting.add(lineId)
  if (mine.changes.length > 0 && order.lines.every(({ quantity }) => quantity === 0n)) made.cancelled.set(command.id, order.id)
}

function save(ctx: Context, { changes, added, customers, shipTo, waiting, cancelled }: Made): void {
  const { tx } = ctx
  if (added.length > 0) {
    tx.write(addLines, [
      added.map(({ line }) => line.id), added.map(({ line }) => line.orderId), added.map(({ line }) => line.line),
      added.map(({ line }) => line.itemId), added.map(({ line }) => line.ownerId), added.map(({ line }) => line.wantedLotId),
      added.map(({ line }) => line.quantity), added.map(({ documentId }) => documentId),
    ])
  }
  if (changes.length > 0) {
    tx.write(insertLineChanges, [
      changes.map((c) => c.documentId), changes.map((c) => c.lineId), changes.map((c) => c.change),
    ])
  }
  if (customers.length > 0) {
    const last = new Map(customers.map(({ orderId, after }) => [orderId, after]))
    tx.write(insertCustomerChanges, [
      customers.map((c) => c.documentId), customers.map((c) => c.orderId), customers.map((c) => c.before),
      customers.map((c) => c.after),
    ])
    tx.write(changeCustomers, [[...last.keys()], [...last.values()]])
  }
  if (cancelled.size > 0) tx.write(insertCancelled, [[...cancelled.keys()], [...cancelled.values()]])
  writeShipTo(tx, shipTo)
  insertWaiting(tx, [...waiting])
}
