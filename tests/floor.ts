// What people do in a test's shop, one command a call, with blanks filled in; each gives what became of it.
import { createItem } from '#catalog'
import { correct, type Correction, resolve } from '#corrections'
import { NIL } from '#kernel'
import { adjustStock, disposeStock, moveStock, placeHold, releaseHold } from '#ledger'
import { closeLocation, createLocation } from '#locations'
import { cancelOrder, changeOrder, pickOrder, placeOrder, receiveReturn, shipOrder, unpickOrder } from '#orders'
import { createPartner, SELF } from '#partners'
import { type Action, type Command, type Database, newId, type Outcome, perform, query } from '#platform'
import { transform } from '#production'
import { receive } from '#receiving'
import { act, command, makeShop } from '#test/shop'

type Payload<Of> = Of extends Action<infer Wanted> ? Wanted : never
type MoveLine = Payload<typeof moveStock>['lines'][number]
type Hold = Payload<typeof placeHold>
type ArrivedLine = Payload<typeof receive>['lines'][number]
type Transformation = Payload<typeof transform>
type Right = Partial<Omit<Correction['lines'][number], 'documentId' | 'line' | 'quantity' | 'lotId'>> & { quantity?: number; lotId?: string }
type ReturnLine = Payload<typeof receiveReturn>['lines'][number]

/** What was asked for and what became of it; `again` sends the very same command once more. */
export type Done = {
  readonly id: string
  readonly outcome: Outcome
  /** Its lot may not be known. */
  readonly unsure: boolean
  again(): Promise<Outcome>
}

export type Floor = Awaited<ReturnType<typeof openFloor>>

function heard(outcome: Outcome | undefined): Outcome {
  if (outcome === undefined) throw new Error('No outcome.')
  return outcome
}

function textOf(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** Opens a shop of its own in the database. */
export async function openFloor(database: Database) {
  const shop = await makeShop(database)
  const { itemId, siteId, storage } = shop
  const ours = { itemId, ownerId: SELF }
  const sent: Done[] = []

  type Told<Wanted> = Partial<Omit<Command<Wanted>, 'payload'>>
  async function send<Wanted>(action: Action<Wanted>, payload: Wanted, told: Told<Wanted> = {}): Promise<Done> {
    const [done] = await sendSet(action, [{ ...command(payload), ...told }])
    if (done === undefined) throw new Error('Nothing was sent.')
    return done
  }
  async function sendSet<Wanted>(action: Action<Wanted>, set: readonly Command<Wanted>[]): Promise<Done[]> {
    const outcomes = await perform(database, action, set)
    const done = set.map((one, at): Done => ({
      id: one.id, outcome: heard(outcomes[at]), unsure: JSON.stringify(one.payload, textOf).includes('"candidateIds":["'),
      again: async () => heard((await perform(database, action, [one]))[0]),
    }))
    sent.push(...done)
    return done
  }

  return {
    ...shop,
    send,
    /** Sends several commands of one action in one set: one transaction, each refused alone. */
    sendAll: <Wanted>(action: Action<Wanted>, payloads: readonly Wanted[]) =>
      sendSet(action, payloads.map((payload) => command(payload))),
    /** All that was sent from here, in the order in which answers came. */
    sent,

    /** Orders so much, reserved; the order's id. */
    reserve: (quantity: number) => shop.place(quantity),
    /** Makes a place below the site; its id. */
    async place(is: Partial<Payload<typeof createLocation>> = {}): Promise<string> {
      const locationId = newId()
      await act(database, createLocation, { locationId, code: locationId, kind: 'bin', parentId: siteId, ...is })
      return locationId
    },
    close: (locationId: string) => act(database, closeLocation, { locationId, reason: 'Broken shelf' }),
    /** Makes another item; its id. */
    async item(is: Partial<Payload<typeof createItem>> = {}): Promise<string> {
      const made = newId()
      await act(database, createItem, { itemId: made, sku: made, name: 'Coffee', baseUnit: 'piece', units: [], ...is })
      return made
    },
    /** Makes another partner; its id. */
    async partner(role: 'customer' | 'owner' | 'supplier'): Promise<string> {
      const partnerId = newId()
      await act(database, createPartner, { partnerId, code: partnerId, roles: [role] })
      return partnerId
    },

    /** Receives one line; the lot is new unless its id or code is given. */
    receive: (quantity: number, line: Partial<Omit<ArrivedLine, 'quantity'>> = {}, supplierId = shop.supplierId, told: Told<Payload<typeof receive>> = {}) =>
      send(receive, {
        number: newId(), supplierId, siteId, announcementId: null,
        lines: [{
          ...ours, lot: { code: newId().slice(-12) }, supplierLotCode: null, quantity: String(quantity), unit: null,
          secondQuantity: null, serials: [], toLocationId: storage, announcementLineId: null, overrideReason: null,
          ...line,
        }],
      }, told),
    move: (lotId: string, quantity: number, line: Partial<Omit<MoveLine, 'lotId' | 'quantity'>> = {}) =>
      send(moveStock, {
        lines: [{
          ...ours, lotId, candidateIds: [], serial: null, fromLocationId: storage,
          toLocationId: shop.quarantine, quantity: BigInt(quantity), ...line,
        }],
      }),
    adjust: (lotId: string, counted: number, where: Partial<Payload<typeof adjustStock>> = {}) =>
      send(adjustStock, {
        ...ours, lotId, locationId: storage, counted: BigInt(counted), reason: 'Counted', ...where,
      }),
    dispose: (lotId: string, quantity: number, where: Partial<Payload<typeof disposeStock>> = {}) =>
      send(disposeStock, {
        ...ours, lotId, locationId: storage, quantity: BigInt(quantity), reason: 'Broken', ...where,
      }),
    hold: (about: Partial<Hold>) =>
      send(placeHold, {
        holdId: newId(), scope: 'lot', itemId, lotId: null, locationId: null, serial: null, supplierId: null,
        reason: 'Odd smell', ...about,
      }),
    release: (holdId: string) => send(releaseHold, { holdId, reason: 'Fine' }),
    correct: (documentId: string, line: number, { quantity, lotId, ...to }: Right) =>
      send(correct, {
        reason: 'Slip',
        lines: [{ ...to, documentId, line, quantity: quantity === undefined ? null : BigInt(quantity), lotId: lotId ?? null }],
      }),
    /** Corrects several lines at once. */
    correctAll: (...lines: readonly (Right & { documentId: string; line: number })[]) =>
      send(correct, {
        reason: 'Slip',
        lines: lines.map(({ quantity, lotId, ...to }) => ({
          ...to, quantity: quantity === undefined ? null : BigInt(quantity), lotId: lotId ?? null,
        })),
      }),
    /** Says that documents never happened. */
    takeBackWhole: (...documents: readonly string[]) => send(correct, { reason: 'Never happened', documents, lines: [] }),
    /** Says which lots a line was of whose lot was not known, or was not of. */
    tellLot: (documentId: string, line: number, told: { lots?: readonly (readonly [lotId: string, quantity: number])[]; notLotIds?: readonly string[] }) =>
      send(resolve, {
        documentId, line, reason: 'Scanned',
        lots: (told.lots ?? []).map(([lotId, quantity]) => ({ lotId, quantity: BigInt(quantity) })), notLotIds: told.notLotIds ?? [],
      }),
    /** The movements of a document, in the order of their lines. */
    lines: (documentId: string) =>
      query<{ line: number; kind: string; lotId: string; quantity: bigint }>(database, {
        name: 'test.lines',
        text: 'select line, kind, lot_id as "lotId", quantity from ledger.movement where document_id = $1 order by line',
      }, [documentId]),
    /** Turns lots of the shop's item, from storage, into new lots of it. */
    make: (
      kind: Transformation['kind'],
      inputs: readonly (readonly [lotId: string, quantity: number, itemId?: string])[],
      outputs: readonly (readonly [lotId: string, quantity: number, itemId?: string])[],
    ) =>
      send(transform, {
        kind, siteId, edges: null,
        inputs: inputs.map(([lotId, quantity, used = itemId]) => ({
          ...ours, itemId: used, lotId, locationId: storage, quantity: BigInt(quantity),
        })),
        outputs: outputs.map(([lotId, quantity, made = itemId]) => ({
          ...ours, itemId: made, lotId, code: lotId, dates: {}, locationId: storage, quantity: BigInt(quantity),
        })),
      }),

    buy: (order: Payload<typeof placeOrder>) => send(placeOrder, order),
    /** An order of twenty days ago for one unit, reserved then, or picked then and left in staging. */
    async orderedLongAgo(channelId = shop.channelId, through: 'reserved' | 'picked' = 'picked') {
      const order = shop.order(1, through, channelId)
      await send(placeOrder, order, { occurredAt: new Date(Date.now() - 20 * 86_400_000) })
      return order
    },
    pick: (orderId: string, lines: Payload<typeof pickOrder>['lines'] = null) =>
      send(pickOrder, {
        orderId, lines,
        lotIds: (lines ?? []).flatMap(({ lots }) => lots ?? []).map(({ lotId }) => lotId),
        placeIds: (lines ?? []).flatMap(({ lots }) => lots ?? []).flatMap(({ locationId }) => locationId ?? []),
      }),
    unpick: (orderId: string) => send(unpickOrder, { orderId, lineId: null, reason: null }),
    ship: (orderId: string) => send(shipOrder, { orderId, parcel: null }),
    change: (orderId: string, lineId: string, quantity: number) =>
      send(changeOrder, { orderId, reason: 'Other number', lines: [{ lineId, quantity: BigInt(quantity) }] }),
    cancel: (orderId: string) => send(cancelOrder, { orderId, reason: 'No more', lineIds: null }),
    /** Goods come back; matched by the order line when one is given, else by the customer (NIL: a guest). */
    takeBack: (quantity: number, line: Partial<ReturnLine> = {}, customerId = shop.customerId) =>
      send(receiveReturn, {
        number: newId(), customerId, siteId,
        lines: [{ ...ours, orderLineId: null, lotId: null, quantity: BigInt(quantity), ...line }],
      }),
    /** Another site's storage: what is on hold does not go there. */
    async otherSite(): Promise<string> {
      const locationId = newId()
      const site = await act(database, createLocation, { locationId, code: locationId, kind: 'site' })
      return (site['parts'] as { storage: string }).storage
    },
    /** So much left storage for another site as one of these lots; nobody noted which. */
    async leftAsOneOf(candidateIds: readonly string[], quantity: number): Promise<Done> {
      return this.move(NIL, quantity, { candidateIds, toLocationId: await this.otherSite() })
    },
    /** Two lots of two, of which three units left as one of both. */
    async threeOfTwo(): Promise<{ lotId: string; other: string; gone: Done }> {
      const [lotId, other] = [await shop.lot(2, null), await shop.lot(2, null)]
      return { lotId, other, gone: await this.leftAsOneOf([lotId, other], 3) }
    },
    /** An order picked whole: its goods wait in staging. Its id. */
    picked: (quantity: number) => shop.place(quantity, 'picked'),

    /** What there is of the shop's item: quantity, picked part and holds by lot and place, by their names. */
    async stock(names: { readonly [name: string]: string } = {}): Promise<{ [where: string]: string }> {
      type Row = { lot_id: string; location_id: string; quantity: bigint; picked: bigint; holds: number }
      const rows = await query<Row>(database, {
        name: 'test.floor-stock',
        text: 'select lot_id, location_id, quantity, picked, holds from ledger.balance where item_id = $1',
      }, [itemId])
      const parts = { storage, staging: shop.staging, quarantine: shop.quarantine, receiving: shop.receiving }
      const called = new Map(Object.entries({ ...parts, unknown: NIL, ...names }).map(([name, id]) => [id, name]))
      const shown = rows.map((row): [string, string] => [
        `${called.get(row.lot_id) ?? 'lot'} in ${called.get(row.location_id) ?? 'another place'}`,
        `${row.quantity}${row.picked > 0n ? `, ${row.picked} picked` : ''}${row.holds > 0 ? `, held ${row.holds}` : ''}`,
      ])
      return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    /** What stands reserved and not yet picked, by order line. */
    async reserved(): Promise<{ [lineId: string]: bigint }> {
      const rows = await query<{ id: string; quantity: bigint }>(database, {
        name: 'test.floor-reserved', text: 'select id, quantity from ledger.reservation where item_id = $1',
      }, [itemId])
      return Object.fromEntries(rows.map(({ id, quantity }) => [id, quantity]))
    },
  }
}
