// Erasing a person: what names a partner, and where the orders went that are or ever were theirs.
import { Refusal } from '#kernel'
import { eraseDetails } from '#partners'
import type { ErasePartner, PartnerErased } from '#partners/contract'
import { type Action, forgetSums, type Statement } from '#platform'

const ordersOf: Statement = {
  name: 'orders.ever-of-partners',
  text: `select o.id, o.customer_id as "partnerId" from orders.sales_order o where o.customer_id = any($1::uuid[])
    union select c.order_id, c.old_customer_id from orders.customer_change c where c.old_customer_id = any($1::uuid[])`,
}
const deleteShipTo: Statement = {
  name: 'orders.erase-ship-to',
  text: 'delete from orders.ship_to where order_id = any($1::uuid[])',
}

/** Erases what names a person, everywhere. The partner, its code, its orders and their history stay. */
export const erasePartner: Action<ErasePartner, PartnerErased> = {
  kind: 'erase-partner',
  permission: 'partner.write',
  async run({ tx }, commands) {
    const results = await eraseDetails(tx, commands)
    const erased = commands.filter((_, nth) => !(results[nth] instanceof Refusal)).map(({ payload }) => payload.partnerId)
    if (erased.length === 0) return results
    const orders = await tx.read<{ id: string; partnerId: string }>(ordersOf, [erased])
    const ids = [...new Set(orders.map(({ id }) => id))]
    tx.write(deleteShipTo, [ids])
    forgetSums(tx, ids)
    return results
  },
}
