// Records the planned company through the product's own actions, half a week at a time. Its ids follow from the seed and
// the moment it was begun, so that a load that was cut off goes on where it was: what was done already answers as before.
import { createHash } from 'node:crypto'
import { DEMO_ACTOR } from '#auth'
import { createItem } from '#catalog'
import { NIL } from '#kernel'
import { disposeStock, placeHold, releaseHold } from '#ledger'
import { createLocation } from '#locations'
import { cancelOrder, createChannel, placeOrder, receiveReturn } from '#orders'
import { createPartner, SELF } from '#partners'
import { type Action, type Database, perform, query, sequenceDocuments, type Statement } from '#platform'
import { transform } from '#production'
import { announce, closeAnnouncement, receive } from '#receiving'
import { channels, goods, places, suppliers, worthOf } from './goods.ts'
import { inTurn } from './owner.ts'
import { commandsOf, planDemo, runsOf, WHOLE } from './plan.ts'
import type { DemoPlan, PlannedStep, PlanSize } from './plan-types.ts'
import { refuse } from './refusals.ts'
import { type Kept, othersDocuments, readDemo, writeDemo } from './state.ts'

/** The seed of the company everybody gets. */
const SEED = 7
const ANALYZED_AFTER = [12, 60]

/** How it is loaded. */
export type Loading = {
  readonly progress?: (done: number, of: number) => void
  readonly now?: () => Date
  /** Ends early, between two steps, as when the process is told to stop; the next load goes on. */
  readonly halt?: AbortSignal
  /** Less than all of it. */
  readonly size?: PlanSize
}

/**
 * Loads the demo company into an empty record, or goes on with a load that was cut off.
 * @throws Refusal when the record is in use, or the company is there already.
 */
export function loadDemo(database: Database, { progress, now = () => new Date(), halt, size = WHOLE }: Loading = {}): Promise<Kept> {
  return inTurn(database, async (owner) => {
    const kept = (await readDemo(database)) ?? (await begin(database, now(), size))
    if (kept.state === 'loaded') throw refuse('demo_there', {})
    // Said before the planning, which takes a moment.
    await mark(database, { ...kept, state: 'loading' }, progress)
    const plan = planDemo({ seed: kept.seed, until: new Date(kept.until), size: kept.size })
    const of = groundCommands() + commandsOf(plan.steps)
    let state: Kept = { ...kept, state: 'loading', of }
    try {
      const company = companyOf(database, kept)
      if (state.step === 0) state = await mark(database, { ...state, step: 1, done: await company.layGround(plan) }, progress)
      for (const [nth, step] of plan.steps.entries()) {
        if (nth + 1 < state.step) continue
        if (halt?.aborted === true) return state
        await company.live(step, nth + 1)
        state = await mark(database, { ...state, step: nth + 2, done: state.done + commandsOf([step]) }, progress)
        if (ANALYZED_AFTER.includes(nth)) await owner.query('analyze')
      }
      await owner.query('analyze')
      await sequenceDocuments(database)
      return await mark(database, { ...state, state: 'loaded' }, progress)
    } catch (error) {
      // When the database is gone nothing can be noted, and the load goes on with the next start.
      await writeDemo(database, { ...state, state: 'failed' }).catch(() => undefined)
      throw error
    }
  })
}

async function begin(database: Database, now: Date, size: PlanSize): Promise<Kept> {
  const documents = await othersDocuments(database)
  if (documents > 0) throw refuse('record_in_use', { documents })
  return { state: 'loading', seed: SEED, until: now.toISOString(), size, step: 0, done: 0, of: 0 }
}

async function mark(database: Database, kept: Kept, progress: Loading['progress']): Promise<Kept> {
  await writeDemo(database, kept)
  progress?.(kept.done, kept.of)
  return kept
}

function groundCommands(): number {
  return 1 + places.length + channels.length + suppliers.length + goods.length
}

/** The ids of a company. They begin with the moment of its beginning and the step, so that they lie in the order of time. */
function idsOf({ seed, until }: Kept): (step: number, name: string) => string {
  const base = BigInt(Date.parse(until)) - 10_000n
  return (step, name) => {
    const rest = createHash('sha256').update(`${seed} ${until} ${name}`).digest('hex')
    const time = (base + BigInt(step)).toString(16).padStart(12, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`
  }
}

const stillOpen: Statement = {
  name: 'demo.still-open',
  text: `select distinct l.order_id as "orderId" from orders.line l where l.order_id = any($1::uuid[])
    and (exists (select from orders.waiting w where w.line_id = l.id) or exists (select from ledger.reservation r where r.id = l.id))`,
}
const pastDate: Statement = {
  name: 'demo.past-date',
  text: `select b.item_id as "itemId", b.lot_id as "lotId", b.location_id as "locationId", b.owner_id as "ownerId", b.quantity - b.picked as quantity
    from ledger.balance b join lots.lot l on l.id = b.lot_id where l.binding_on < $1::date and b.quantity > b.picked order by 2, 3`,
}

function companyOf(database: Database, kept: Kept) {
  const idAt = idsOf(kept)
  const itemId = (sku: string) => idAt(0, `item ${sku}`)
  const partnerId = (code: string) => idAt(0, `partner ${code}`)
  const placeId = (code: string) => idAt(0, `place ${code}`)
  const orderId = (number: string) => idAt(0, `order ${number}`)
  const lotId = (sku: string, code: string) => idAt(0, `lot ${sku} ${code}`)
  const holdId = (name: string) => idAt(0, `hold ${name}`)
  const homes = new Map(goods.map(({ sku, place }) => [sku, placeId(place)]))
  const siteId = placeId('RW')

  /** Performs what must not be refused. */
  async function act<Payload>(action: Action<Payload>, step: number, all: readonly { readonly name: string; readonly at: string; readonly payload: Payload }[]): Promise<void> {
    const commands = all.map(({ name, at, payload }) => ({ id: idAt(step, `${action.kind} ${name}`), actor: DEMO_ACTOR, occurredAt: new Date(at), payload }))
    const outcomes = await perform<Payload>(database, action, commands)
    for (const outcome of outcomes) if (!outcome.ok) throw outcome.refusal
  }

  async function layGround(plan: DemoPlan): Promise<number> {
    const at = plan.begins
    const each = <One, Payload>(all: readonly One[], name: (one: One) => string, payload: (one: One) => Payload) => all.map((one) => ({ name: name(one), at, payload: payload(one) }))
    await act(createLocation, 0, [{ name: 'RW', at, payload: { locationId: siteId, code: 'RW', name: 'Riverside roastery', kind: 'site', timeZone: 'Europe/Dublin' } }])
    await act(createLocation, 0, each(places, ([code]) => code, ([code, name]) => ({ locationId: placeId(code), code, name, kind: 'bin', role: 'storage', parentId: siteId })))
    await act(createChannel, 0, each(channels, ({ code }) => code, (one) => ({ ...one, channelId: idAt(0, `channel ${one.code}`), policy: 'fefo' })))
    await act(createPartner, 0, each(suppliers, ({ code }) => code, ({ code, name, country }) => ({ partnerId: partnerId(code), code, name, country, roles: ['supplier'] })))
    await act(createItem, 0, each(goods, ({ sku }) => sku, ({ sku, name, unit, gtin, useBy, leastReceiptDays, source }) => ({
      itemId: itemId(sku), sku, name, baseUnit: unit, units: [], trackingMode: 'lot', bindingDate: useBy ? 'use_by' : 'best_before',
      ...(gtin === null ? {} : { gtin }), ...(leastReceiptDays === null ? {} : { leastReceiptDays }), ...worthOf({ sku, source }),
    })))
    return groundCommands()
  }

  /** Half a week, in the order things happen. */
  async function live(step: PlannedStep, nth: number): Promise<void> {
    await deliver(step, nth)
    for (const runs of runsOf(step)) await act(transform, nth, runs.map(({ kind, name, at, inputs, output }) => ({ name, at, payload: {
      kind, siteId, edges: null,
      inputs: inputs.map(({ sku, lot, quantity }) => ({ itemId: itemId(sku), lotId: lotId(sku, lot), ownerId: SELF, locationId: homes.get(sku) ?? '', quantity: BigInt(quantity) })),
      outputs: [{
        itemId: itemId(output.sku), ownerId: SELF, lotId: lotId(output.sku, output.lot), code: output.lot, locationId: homes.get(output.sku) ?? '',
        dates: { produced: output.produced, bestBefore: output.bestBefore }, quantity: BigInt(output.quantity),
      }],
    } })))
    if (step.clearsOut) await clearOut(step, nth)
    await cancelRest(step, nth)
    await sell(step, nth)
  }

  async function deliver({ announcements, givenUp, releases, receipts, holds }: PlannedStep, nth: number): Promise<void> {
    const lineId = (number: string, sku: string) => idAt(0, `line ${number} ${sku}`)
    await act(announce, nth, announcements.map(({ number, at, supplier, expectedOn, lines }) => ({ name: number, at, payload: {
      announcementId: idAt(0, number), number, kind: 'purchase_order', supplierId: partnerId(supplier), siteId, expectedOn,
      lines: lines.map(({ sku, quantity }) => ({ lineId: lineId(number, sku), itemId: itemId(sku), quantity: BigInt(quantity), lotCode: null })),
    } })))
    await act(closeAnnouncement, nth, givenUp.map(({ number, at }) => ({ name: number, at, payload: { announcementId: idAt(0, number), reason: 'The supplier says the rest will not come' } })))
    await act(releaseHold, nth, releases.map(({ hold, at, reason }) => ({ name: hold, at, payload: { holdId: holdId(hold), reason } })))
    await act(receive, nth, receipts.map(({ number, at, supplier, announcement, lines }) => ({ name: number, at, payload: {
      number, supplierId: partnerId(supplier), siteId, announcementId: idAt(0, announcement),
      lines: lines.map(({ sku, lot, quantity, produced, lastsTo, isUseBy, why }) => ({
        itemId: itemId(sku), ownerId: SELF, supplierLotCode: null, quantity: String(quantity), unit: null, secondQuantity: null, serials: [],
        lot: { lotId: lotId(sku, lot), code: lot, dates: { produced, ...(lastsTo === null ? {} : isUseBy ? { useBy: lastsTo } : { bestBefore: lastsTo }) } },
        toLocationId: homes.get(sku) ?? '', announcementLineId: lineId(announcement, sku), overrideReason: why,
      })),
    } })))
    await act(placeHold, nth, holds.map(({ name, at, sku, lot, reason }) => ({ name, at, payload: {
      holdId: holdId(name), scope: 'lot' as const, itemId: itemId(sku), lotId: lotId(sku, lot), locationId: null, serial: null, supplierId: null, reason,
    } })))
  }

  async function sell({ newCustomers, orders, returns }: PlannedStep, nth: number): Promise<void> {
    const [first] = orders
    await act(createPartner, nth, newCustomers.map(({ code, name, country }) => ({
      name: code, at: first?.at ?? kept.until, payload: { partnerId: partnerId(code), code, name, country, roles: ['customer'] as const },
    })).map((one) => ({ ...one, payload: { ...one.payload, roles: [...one.payload.roles] } })))
    await act(placeOrder, nth, orders.map(({ number, at, customer, guest, channel, through, lines }) => ({ name: number, at, payload: {
      orderId: orderId(number), number, customerId: customer === null ? NIL : partnerId(customer), channelId: idAt(0, `channel ${channel}`), siteId, through,
      shipTo: guest === null ? null : { name: guest },
      lines: lines.map(({ sku, quantity }) => ({ lineId: null, itemId: itemId(sku), ownerId: SELF, wantedLotId: null, quantity: BigInt(quantity) })),
    } })))
    await act(receiveReturn, nth, returns.map(({ number, at, customer, line, lot }) => ({ name: number, at, payload: {
      number, customerId: partnerId(customer), siteId,
      lines: [{ orderLineId: null, itemId: itemId(line.sku), ownerId: SELF, lotId: lot === null ? null : lotId(line.sku, lot), quantity: BigInt(line.quantity) }],
    } })))
  }

  // What an order still waits for, or was set aside for it since, is cancelled: the customer did not want to wait longer.
  async function cancelRest({ on, noLongerWaiting }: PlannedStep, nth: number): Promise<void> {
    const open = await query<{ orderId: string }>(database, stillOpen, [noLongerWaiting.map(orderId)])
    await act(cancelOrder, nth, open.map(({ orderId }) => ({ name: orderId, at: morning(on), payload: { orderId, reason: 'The customer did not want to wait longer', lineIds: null } })))
  }

  async function clearOut({ on }: PlannedStep, nth: number): Promise<void> {
    type Row = { itemId: string; lotId: string; locationId: string; ownerId: string; quantity: bigint }
    const rows = await query<Row>(database, pastDate, [on])
    await act(disposeStock, nth, rows.map((row) => ({ name: `${row.lotId} ${row.locationId}`, at: morning(on), payload: { ...row, reason: 'Past its date' } })))
  }

  return { layGround, live }
}

function morning(day: string): string {
  return `${day}T05:30:00.000Z`
}
