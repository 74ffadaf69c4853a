// A small shop for tests: a site, an item followed by lot, a supplier, a customer, two channels; everything by actions.
import { createItem } from '#catalog'
import { createLocation } from '#locations'
import { createChannel, placeOrder } from '#orders'
import { createPartner, SELF } from '#partners'
import { type Action, type Answer, type Command, type Database, newId, type Outcome, perform, performOne, query } from '#platform'
import { receive } from '#receiving'

/** Modules that stand above their corrections are tested with them. */
export { correct } from '#corrections'
export { receive }

/** Somebody who may do everything. */
export const anybody = {
  id: newId(),
  permissions: new Set([
    'item.write', 'alert.write', 'partner.write', 'location.write', 'lot.write', 'stock.receive', 'stock.move', 'stock.adjust',
    'stock.dispose', 'stock.transform', 'hold.place', 'hold.release', 'order.write', 'order.pick', 'order.ship',
    'return.receive', 'document.correct', 'document.back-date',
  ]),
}

/** A command with a new id. */
export const command = <Payload>(payload: Payload, id: string = newId()) => ({
  id, actor: anybody, occurredAt: new Date(), payload,
})

/** Performs one command and throws its refusal. */
export const act = <Payload>(database: Database, action: Action<Payload>, payload: Payload): Promise<Answer> =>
  performOne(database, action, command(payload))

/** Performs one command, by anybody and now unless told otherwise, and gives what became of it. */
export async function outcome<Payload>(
  database: Database,
  action: Action<Payload>,
  payload: Payload,
  told: Partial<Omit<Command<Payload>, 'payload'>> = {},
): Promise<Outcome> {
  const [one] = await perform(database, action, [{ ...command(payload), ...told }])
  if (one === undefined) throw new Error('No outcome.')
  return one
}

/** The refusal's code, or `done`. A sentence that lacks one of its facts is a bug. */
export const said = (one: Outcome | undefined) => {
  if (one === undefined || one.ok) return one === undefined ? 'nothing' : 'done'
  const { code, message } = one.refusal
  if (/\{\w+\}|undefined/.test(message)) throw new Error(`${code} is not told whole: ${message}`)
  return code
}

/** Somebody who may do everything anybody may, and these as well. */
export const anybodyWho = (...may: readonly string[]) => ({
  id: newId(), permissions: new Set([...anybody.permissions, ...may]),
})

/** What there is of an item, by lot and location; what is empty is left out. */
export async function stockOf(database: Database, itemId: string) {
  type Row = { lotId: string; locationId: string; quantity: bigint; picked: bigint; holds: number }
  return query<Row>(database, {
    name: 'test.stock-of',
    text: `select lot_id as "lotId", location_id as "locationId", quantity, picked, holds
      from ledger.balance where item_id = $1 and quantity > 0 order by lot_id, location_id`,
  }, [itemId])
}

/** A day so many days from now. */
export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Makes the shop. */
export async function makeShop(database: Database) {
  const [siteId, itemId, supplierId, customerId, channelId, strictId] = Array.from({ length: 6 }, () => newId())
  if (!siteId || !itemId || !supplierId || !customerId || !channelId || !strictId) throw new Error('No ids.')
  const site = await act(database, createLocation, { locationId: siteId, code: `S-${siteId.slice(-6)}`, kind: 'site' })
  const parts = site['parts'] as { storage: string; staging: string; quarantine: string; receiving: string }
  await act(database, createItem, { itemId, sku: `I-${itemId.slice(-6)}`, name: 'Tea', baseUnit: 'piece', units: [] })
  await act(database, createPartner, { partnerId: supplierId, code: `P-${supplierId.slice(-6)}`, roles: ['supplier'] })
  await act(database, createPartner, { partnerId: customerId, code: `C-${customerId.slice(-6)}`, roles: ['customer'] })
  const channel = { name: 'Web', transitDays: 1, policy: 'fefo' }
  await act(database, createChannel, { channelId, code: channelId.slice(-6), leastLifeDays: null, ...channel })
  await act(database, createChannel, { channelId: strictId, code: strictId.slice(-6), leastLifeDays: 30, ...channel })
  return {
    siteId, itemId, supplierId, customerId, channelId, strictId, ...parts,
    /** Receives a lot into storage. */
    async lot(quantity: number, bestBefore: string | null, code: string = newId().slice(-12)): Promise<string> {
      const lotId = newId()
      await act(database, receive, {
        number: newId(), supplierId, siteId, announcementId: null,
        lines: [{
          itemId, ownerId: SELF, lot: { lotId, code, dates: bestBefore === null ? {} : { bestBefore } },
          supplierLotCode: null, quantity: String(quantity), unit: null, secondQuantity: null, serials: [],
          toLocationId: parts.storage, announcementLineId: null, overrideReason: null,
        }],
      })
      return lotId
    },
    /** An order as the action wants it. */
    order(quantity: number, through: 'placed' | 'reserved' | 'picked' | 'shipped' = 'reserved', by = channelId) {
      return {
        orderId: newId(), number: newId(), customerId, channelId: by, siteId, through, shipTo: null,
        lines: [{ lineId: newId(), itemId, ownerId: SELF, wantedLotId: null, quantity: BigInt(quantity) }],
      }
    },
    /** Places an order and gives its id. */
    async place(quantity: number, through: 'reserved' | 'picked' | 'shipped' = 'reserved'): Promise<string> {
      const order = this.order(quantity, through)
      await act(database, placeOrder, order)
      return order.orderId
    },
  }
}

/** The same numbers every time (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * sides)
  }
}
