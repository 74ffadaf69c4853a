// What of a balance is held and what is free, as SQL: the same rule as `freeStock` of allocation-rules.ts, which
// decides what an order may have. free-stock.test.ts proves that both say the same.
import { NIL } from '#kernel'

const sameStock = (row: string, of: string) =>
  `(${of}.item_id, ${of}.owner_id, ${of}.lot_id, ${of}.location_id) = (${row}.item_id, ${row}.owner_id, ${row}.lot_id, ${row}.location_id)`
// Few items have units on hold, or lines of unknown lots: the others are told by one look for their item.
const heldUnits = (row: string) => `case when exists (select 1 from ledger.serial h where h.holds > 0 and h.item_id = ${row}.item_id)
      then (select count(*) from ledger.serial h where h.holds > 0 and ${sameStock(row, 'h')}) else 0 end`

/** SQL: how much of a balance `row` may have left as one of several lots. */
export const possiblyGone = (row: string) => `case when exists (select 1 from ledger.unresolved k where k.item_id = ${row}.item_id)
      then coalesce((select sum(k.quantity) from ledger.unresolved k where (k.item_id, k.owner_id, k.site_id) = (${row}.item_id, ${row}.owner_id, ${row}.site_id)
        and k.location_id = ${row}.location_id and ${row}.lot_id = any(k.candidate_ids)), 0) else 0 end`

/** SQL: how much of a balance `row` is on hold: all of it, or so many of its units. */
export const heldOf = (row: string) => `case when ${row}.holds > 0 then ${row}.quantity
    else ${heldUnits(row)} end`

/**
 * SQL: how much of a balance `row` an order placed now could be given, were nothing reserved: on a shelf, neither held nor
 * picked nor possibly gone, and not past its use-by date at its site.
 */
export const freeOf = (row: string) => `case when ${row}.holds > 0
      or not exists (select 1 from locations.location f where f.id = ${row}.location_id and f.own and f.role = 'storage' and f.kind <> 'transit')
      or exists (select 1 from lots.lot f where f.id = ${row}.lot_id and ${row}.lot_id <> '${NIL}' and f.use_by_on <
        (now() at time zone coalesce((select f.time_zone from locations.location f where f.id = ${row}.site_id), 'UTC'))::date)
    then 0 else greatest(0, ${row}.quantity - ${row}.picked - ${heldUnits(row)} - ${possiblyGone(row)}) end`
