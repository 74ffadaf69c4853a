// What a line may ask for. Pure. The first refusal that applies wins.
import { NIL } from '#kernel'
import { refuse } from './refusals.ts'

/** A line as somebody states it. */
export type Stated = { readonly itemId: string; readonly ownerId: string; readonly wantedLotId: string | null }
/** What the record knows of what lines name. */
export type KnownToLines = {
  readonly items: ReadonlyMap<string, { readonly sku: string; readonly stocked: boolean; readonly closed: boolean }>
  readonly partners: ReadonlyMap<string, { readonly owner: boolean; readonly closed: boolean }>
  readonly lots: ReadonlyMap<string, { readonly itemId: string }>
}

/**
 * Says no to a line that could never be served: an item nobody knows or keeps in stock, an owner nobody knows or
 * who owns no stock, a wish for a lot that is none of the item's.
 * @throws Refusal order_item_unknown, order_item_closed, item_not_stocked, order_owner_unknown, order_owner_role_missing,
 *   order_owner_closed, wanted_lot_unknown, wanted_lot_of_other_item.
 */
export function refuseLine(line: number, { itemId, ownerId, wantedLotId }: Stated, known: KnownToLines): void {
  const item = known.items.get(itemId)
  if (item === undefined) throw refuse('order_item_unknown', { line, itemId })
  const { sku } = item
  if (item.closed) throw refuse('order_item_closed', { line, sku })
  if (!item.stocked) throw refuse('item_not_stocked', { line, sku })
  const owner = known.partners.get(ownerId)
  if (owner === undefined) throw refuse('order_owner_unknown', { line, ownerId })
  if (!owner.owner) throw refuse('order_owner_role_missing', { line, ownerId })
  if (owner.closed) throw refuse('order_owner_closed', { line, ownerId })
  if (wantedLotId === null) return
  const lot = known.lots.get(wantedLotId)
  if (lot === undefined) throw refuse('wanted_lot_unknown', { line, lotId: wantedLotId })
  if (lot.itemId !== itemId) throw refuse('wanted_lot_of_other_item', { line, lotId: wantedLotId, sku })
}

/**
 * Says no to somebody who is no customer; nobody named is a guest.
 * @throws Refusal customer_unknown, customer_role_missing.
 */
export function refuseCustomer(customerId: string, partners: ReadonlyMap<string, { readonly customer: boolean }>): void {
  if (customerId === NIL) return
  const partner = partners.get(customerId)
  if (partner === undefined) throw refuse('customer_unknown', { customerId })
  if (!partner.customer) throw refuse('customer_role_missing', { customerId })
}

/**
 * Says no to somebody who may not buy: who is no customer, or is closed.
 * @throws Refusal customer_unknown, customer_role_missing, customer_closed.
 */
export function refuseBuyer(
  customerId: string,
  partners: ReadonlyMap<string, { readonly customer: boolean; readonly closed: boolean }>,
): void {
  refuseCustomer(customerId, partners)
  if (partners.get(customerId)?.closed === true && customerId !== NIL) throw refuse('customer_closed', { customerId })
}
