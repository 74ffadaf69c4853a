-- When goods came, on receipts and returns themselves as on orders and movements: their lists go by one index each and
-- not along documents.
alter table receiving.receipt add column occurred_at timestamptz;
alter table receiving.receipt disable trigger facts_only;
update receiving.receipt r set occurred_at = d.occurred_at from platform.document d where d.id = r.document_id;
alter table receiving.receipt enable trigger facts_only;
alter table receiving.receipt alter column occurred_at set not null;
drop index receiving.receipt_supplier;
create index receipt_occurred on receiving.receipt (occurred_at, document_id);
create index receipt_supplier on receiving.receipt (supplier_id, occurred_at, document_id);
create index receipt_site on receiving.receipt (site_id, occurred_at, document_id);
-- The receipts of an item, each once and in the order of their ids.
create index movement_received on ledger.movement (item_id, document_id) where kind = 'receipt';

alter table orders.customer_return add column occurred_at timestamptz;
alter table orders.customer_return disable trigger facts_only;
update orders.customer_return r set occurred_at = d.occurred_at from platform.document d where d.id = r.document_id;
alter table orders.customer_return enable trigger facts_only;
alter table orders.customer_return alter column occurred_at set not null;
drop index orders.customer_return_customer;
create index return_occurred on orders.customer_return (occurred_at, document_id);
create index return_customer on orders.customer_return (customer_id, occurred_at, document_id);
