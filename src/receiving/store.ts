// The statements of receiving.
import type { Statement } from '#platform'

/** SQL: how much of an announced line `row` is expected, as it was changed since. */
export const announcedNow = (row: string) => `(${row}.quantity + coalesce((select sum(changed.new_quantity - changed.old_quantity)
      from receiving.announcement_line_change changed where changed.line_id = ${row}.id), 0))`

/** SQL: how much of an announced line `row` has come, corrections counted. */
export const cameOf = (row: string) => `(select coalesce(sum(case when o.own then m.quantity else -m.quantity end), 0) from ledger.movement m
      join locations.location o on o.id = m.to_location_id
      where m.reference_id = ${row}.id and m.kind in ('receipt', 'correct'))`

export const receivingPlaces: Statement = {
  name: 'receiving.places',
  text: `select distinct on (site_id) site_id as "siteId", id from locations.location
    where site_id = any($1::uuid[]) and role = 'receiving' and closed_at is null order by site_id, id`,
}
export const receiptNumbers: Statement = {
  name: 'receiving.numbers',
  text: 'select number from receiving.receipt where number = any($1::text[])',
}
export const announcementHeads: Statement = {
  name: 'receiving.announcement-heads',
  text: `select id, supplier_id as "supplierId", site_id as "siteId", closed_at is not null as closed
    from receiving.announcement where id = any($1::uuid[])`,
}
/** Everywhere these lots lie: a date that changes concerns what is reserved there. */
export const poolsOfLots: Statement = {
  name: 'receiving.pools-of-lots',
  text: `select distinct item_id as "itemId", owner_id as "ownerId", site_id as "siteId"
    from ledger.balance where lot_id = any($1::uuid[])`,
}
/** Announcements, locked. */
export const lockAnnouncements: Statement = {
  name: 'receiving.lock-announcements',
  text: `select id, closed_at is not null as closed from receiving.announcement
    where id = any($1::uuid[]) order by id for update`,
}
/** Announcements of these lines, locked: two receipts of one announcement take turns. */
export const lockAnnounced: Statement = {
  name: 'receiving.lock-announced',
  text: `select id from receiving.announcement
    where id in (select announcement_id from receiving.announcement_line where id = any($1::uuid[]))
    order by id for update`,
}
/**
 * Announced lines and what is left of each. A statement of its own: one that waits for the lock would still
 * see the movements as they were before the other receipt.
 */
export const openAnnounced: Statement = {
  name: 'receiving.open-announced',
  text: `select l.id, l.announcement_id as "announcementId", l.item_id as "itemId",
      a.supplier_id as "supplierId", a.site_id as "siteId", a.closed_at is not null as closed,
      (${announcedNow('l')} - ${cameOf('l')})::bigint as left
    from receiving.announcement_line l join receiving.announcement a on a.id = l.announcement_id
    where l.id = any($1::uuid[])`,
}
export const insertReceipts: Statement = {
  name: 'receiving.insert-receipts',
  text: `insert into receiving.receipt (document_id, number, supplier_id, site_id, announcement_id, occurred_at)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[])`,
}
export const insertReceiptLines: Statement = {
  name: 'receiving.insert-receipt-lines',
  text: `insert into receiving.receipt_line (document_id, line, lot_id, announcement_line_id,
      supplier_lot_code, below_least_life_reason)
    select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])`,
}
