-- Orders may get lines and another customer; lines that wait for stock are found without reading all orders.

-- The command that added a line; empty: it was placed with its order.
alter table orders.line add column document_id uuid;

-- Who an order is for may change until something of it ships. What it was is a fact; sales_order has what it is.
drop trigger facts_only on orders.sales_order;
create trigger facts_only
  before delete or truncate or update of id, number, document_id, channel_id, site_id, placed_at on orders.sales_order
  for each statement execute function platform.refuse_change();
create table orders.customer_change (
  document_id uuid not null,
  order_id uuid not null,
  old_customer_id uuid not null,
  new_customer_id uuid not null,
  primary key (document_id, order_id),
  check (old_customer_id <> new_customer_id)
);
create index customer_change_order on orders.customer_change (order_id);
create trigger facts_only before update or delete or truncate on orders.customer_change
  for each statement execute function platform.refuse_change();

-- Lines that were short when they were placed or changed: a list to look through, not a judgement. What a line still
-- lacks is summed from its facts; lines whose reservation was voided or whose shipment was corrected are found there.
create table orders.waiting (line_id uuid primary key);
insert into orders.waiting (line_id)
  select l.id from orders.line l
  where l.quantity + coalesce((select sum(c.change) from orders.line_change c where c.line_id = l.id), 0)
    > coalesce((select r.quantity from ledger.reservation r where r.id = l.id), 0)
    + coalesce((select sum(k.quantity) from ledger.pick k where k.reservation_id = l.id), 0)
    + coalesce((select sum(m.quantity) from ledger.movement m where m.reference_id = l.id and m.kind = 'ship'), 0);
create index reservation_change_short on ledger.reservation_change (reservation_id) where cause = 'short';
create index movement_corrected_reference on ledger.movement (reference_id)
  where kind = 'correct' and reference_id is not null;
