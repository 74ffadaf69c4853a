// The statements of receiving.
import type { Statement } from '#platform'

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
/** Announced lines, locked with their announcement, and what is left of each. */
export const openAnnounced: Statement = {
  name: 'receiving.open-announced',
  text: `with locked as materialized (
      select a.id, a.closed_at is not null as closed from receiving.announcement a
      where a.id in (select announcement_id from receiving.announcement_line where id = any($1::uuid[]))
      order by a.id for update)
    select l.id, l.announcement_id as "announcementId", l.item_id as "itemId", k.closed,
      (l.quantity - coalesce((select sum(case when t.own then m.quantity else -m.quantity end)
        from ledger.movement m join locations.location t on t.id = m.to_location_id
        where m.reference_id = l.id and m.kind in ('receipt', 'correct')), 0))::bigint as left
    from receiving.announcement_line l join locked k on k.id = l.announcement_id
    where l.id = any($1::uuid[])`,
}
export const insertReceipts: Statement = {
  name: 'receiving.insert-receipts',
  text: `insert into receiving.receipt (document_id, number, supplier_id, site_id, announcement_id)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[])`,
}
export const insertReceiptLines: Statement = {
  name: 'receiving.insert-receipt-lines',
  text: `insert into receiving.receipt_line (document_id, line, lot_id, announcement_line_id,
      supplier_lot_code, below_least_life_reason)
    select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])`,
}
