// Arrivals for tests: goods as they stand on the dock, changed where a test cares.
import { createItem } from '#catalog'
import { SELF } from '#partners'
import { type Action, type Database, newId } from '#platform'
import type { Arrival } from '#receiving'
import { act, type makeShop } from '#test/shop'

type Shop = Awaited<ReturnType<typeof makeShop>>
type Line = Arrival['lines'][number]
type NewItem = typeof createItem extends Action<infer Payload> ? Payload : never

/** A line of ten of the shop's tea, of a lot nobody knows yet. */
export const arrivedLine = (shop: Shop, change: Partial<Line> = {}): Line => ({
  itemId: shop.itemId, ownerId: SELF, lot: { code: newId().slice(-12) }, supplierLotCode: null, quantity: '10',
  unit: null, secondQuantity: null, serials: [], toLocationId: null, announcementLineId: null, overrideReason: null,
  ...change,
})

/** An arrival of one such line per change. */
export const arrival = (shop: Shop, ...lines: readonly Partial<Line>[]): Arrival => ({
  number: newId(), supplierId: shop.supplierId, siteId: shop.siteId, announcementId: null,
  lines: lines.map((line) => arrivedLine(shop, line)),
})

/** Makes another item: packed in boxes of twelve, unless told otherwise. */
export async function item(database: Database, change: Partial<NewItem> = {}): Promise<string> {
  const itemId = newId()
  const box = { unit: 'box', numerator: 12n, denominator: 1n, fromOn: null, gtin: null }
  await act(database, createItem, { itemId, sku: itemId, name: 'Thing', baseUnit: 'piece', units: [box], ...change })
  return itemId
}
