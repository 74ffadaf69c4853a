-- Stock that comes is set aside for lines that wait, by a job that follows the documents in their order.

-- Where a line waits: what an item's stock at a site is to be looked at for.
alter table orders.waiting add column item_id uuid, add column site_id uuid;
update orders.waiting w set item_id = l.item_id, site_id = o.site_id
  from orders.line l join orders.sales_order o on o.id = l.order_id where l.id = w.line_id;
-- From now on the job notes lines that stock was taken from. Those of the past are noted here.
insert into orders.waiting (line_id, item_id, site_id)
  select l.id, l.item_id, o.site_id from orders.line l join orders.sales_order o on o.id = l.order_id
  where l.id in (select reservation_id from ledger.reservation_change where cause = 'short'
    union select reference_id from ledger.movement where kind = 'correct' and reference_id is not null)
  on conflict do nothing;
alter table orders.waiting alter column item_id set not null, alter column site_id set not null;
create index waiting_stock on orders.waiting (item_id, site_id);

-- Up to which position stock that came was set aside for lines that wait.
create table orders.serving_progress (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);
insert into orders.serving_progress (position) select last_position from platform.sequencer;

create index reservation_change_less on ledger.reservation_change (document_id) where change < 0;
create index hold_release_document on ledger.hold_release (document_id);
