// The small worked example of a first visit: a tea shop with lots from two farms, some packed from bulk, orders, a
// return and a hold. Everything goes through the same actions as real work.
import { SYSTEM_ACTOR } from '#auth'
import { createItem } from '#catalog'
import { placeHold } from '#ledger'
import { createLocation } from '#locations'
import { createChannel, placeOrder, receiveReturn } from '#orders'
import { createPartner, SELF } from '#partners'
import { type Action, type Answer, type Database, newId, performOne } from '#platform'
import { transform } from '#production'
import { receive } from '#receiving'

const DAY = 86_400_000

/** Fills an empty Lotline with the example. Its names begin with "Example". */
export async function loadExample(database: Database): Promise<void> {
  const now = Date.now()
  const act = <Payload>(action: Action<Payload>, daysAgo: number, payload: Payload): Promise<Answer> =>
    performOne(database, action, { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(now - daysAgo * DAY), payload })
  const on = (days: number) => new Date(now + days * DAY).toISOString().slice(0, 10)

  const siteId = newId()
  const site = await act(createLocation, 60, {
    locationId: siteId, code: 'EXAMPLE', name: 'Example warehouse', kind: 'site',
  })
  const storageId = String(Object(site['parts'])['storage'])
  const [green, black, bulk] = [newId(), newId(), newId()]
  const [hill, valley, anna, cafe, channelId] = [newId(), newId(), newId(), newId(), newId()]
  await act(createPartner, 60, { partnerId: hill, code: 'EX-HILL', name: 'Example Hill Farm', roles: ['supplier'] })
  await act(createPartner, 60, { partnerId: valley, code: 'EX-VALLEY', name: 'Example Valley Farm', roles: ['supplier'] })
  await act(createPartner, 60, { partnerId: anna, code: 'EX-ANNA', name: 'Example Anna', roles: ['customer'] })
  await act(createPartner, 60, { partnerId: cafe, code: 'EX-CAFE', name: 'Example Corner Cafe', roles: ['customer'] })
  await act(createChannel, 60, {
    channelId, code: 'EX-WEB', name: 'Example web shop', leastLifeDays: 30, transitDays: 2, policy: 'fefo',
  })
  const item = (itemId: string, sku: string, name: string, baseUnit: string, worth: { value?: string; currency?: string } = {}) =>
    act(createItem, 60, { itemId, sku, name, baseUnit, ...worth, units: [], trackingMode: 'lot' })
  await item(green, 'EX-GREEN-100', 'Example green tea 100 g', 'piece', { value: '3.2', currency: 'EUR' })
  await item(black, 'EX-BLACK-100', 'Example black tea 100 g', 'piece')
  await item(bulk, 'EX-BLACK-BULK', 'Example black tea, bulk', 'g', { value: '0.0125', currency: 'EUR' })

  const arrive = (daysAgo: number, supplierId: string, number: string, lines: [string, string, string, string, string][]) =>
    act(receive, daysAgo, {
      number, supplierId, siteId, announcementId: null,
      lines: lines.map(([itemId, lotId, code, quantity, bestBefore]) => ({
        itemId, ownerId: SELF, lot: { lotId, code, dates: { bestBefore } }, supplierLotCode: null, quantity, unit: null,
        secondQuantity: null, serials: [], toLocationId: storageId, announcementLineId: null, overrideReason: null,
      })),
    })
  const [last, soon, late, sack, packed] = [newId(), newId(), newId(), newId(), newId()]
  await arrive(55, hill, 'EX-R0', [[green, last, 'H-088', '12', on(10)]])
  await arrive(40, hill, 'EX-R1', [[green, soon, 'H-101', '60', on(80)]])
  await arrive(20, hill, 'EX-R2', [[green, late, 'H-117', '120', on(300)]])
  await arrive(30, valley, 'EX-R3', [[bulk, sack, 'V-9', '20000', on(400)]])
  await act(transform, 29, {
    kind: 'repack', siteId,
    inputs: [{ itemId: bulk, lotId: sack, ownerId: SELF, locationId: storageId, quantity: 10_000n }],
    outputs: [{
      itemId: black, ownerId: SELF, lotId: packed, code: 'P-1', dates: {}, locationId: storageId, quantity: 100n,
    }],
    edges: null,
  })
  const order = (daysAgo: number, number: string, customerId: string, lines: [string, bigint][]) =>
    act(placeOrder, daysAgo, {
      orderId: newId(), number, customerId, channelId, siteId, through: 'shipped', shipTo: null,
      lines: lines.map(([itemId, quantity]) => ({ lineId: null, itemId, ownerId: SELF, wantedLotId: null, quantity })),
    })
  await order(25, 'EX-1001', anna, [[green, 2n], [black, 1n]])
  await order(18, 'EX-1002', cafe, [[green, 50n], [black, 20n]])
  await order(10, 'EX-1003', anna, [[green, 12n]])
  await act(receiveReturn, 5, {
    number: 'EX-RET-1', customerId: anna, siteId,
    lines: [{ orderLineId: null, itemId: green, ownerId: SELF, lotId: null, quantity: 1n }],
  })
  await act(placeHold, 2, {
    holdId: newId(), scope: 'lot', itemId: black, lotId: packed, locationId: null, serial: null, supplierId: null,
    reason: 'Example: a customer says the tea tastes of soap',
  })
}
