-- Receiving: what was announced (purchase order, advance notice) and what came.
create schema receiving;

create table receiving.announcement (
  id uuid constraint announcement_pkey primary key,
  number text not null constraint announcement_number_key unique check (number <> ''),
  kind text not null check (kind in ('purchase_order', 'advance_notice')),
  supplier_id uuid not null references partners.partner,
  site_id uuid not null references locations.location,
  expected_on date,
  closed_at timestamptz,
  recorded_at timestamptz not null
);
create table receiving.announcement_line (
  id uuid primary key,
  announcement_id uuid not null references receiving.announcement,
  line integer not null,
  item_id uuid not null references catalog.item,
  quantity bigint not null check (quantity > 0),
  lot_code text,
  unique (announcement_id, line)
);
create trigger facts_only before update or delete or truncate on receiving.announcement_line
  for each statement execute function platform.refuse_change();

create table receiving.receipt (
  document_id uuid primary key,
  number text not null constraint receipt_number_key unique check (number <> ''),
  supplier_id uuid not null references partners.partner,
  site_id uuid not null references locations.location,
  announcement_id uuid references receiving.announcement
);
create index receipt_supplier on receiving.receipt (supplier_id);
create trigger facts_only before update or delete or truncate on receiving.receipt
  for each statement execute function platform.refuse_change();

-- A line is a movement (document_id, line); this adds whose code it was and the line it answers.
create table receiving.receipt_line (
  document_id uuid not null,
  line integer not null,
  lot_id uuid not null,
  announcement_line_id uuid references receiving.announcement_line,
  supplier_lot_code text,
  below_least_life_reason text,
  primary key (document_id, line)
);
create index receipt_line_lot on receiving.receipt_line (lot_id);
-- A recall begins with the supplier's own code.
create index receipt_line_supplier_code on receiving.receipt_line (supplier_lot_code)
  where supplier_lot_code is not null;
create index receipt_line_announcement on receiving.receipt_line (announcement_line_id)
  where announcement_line_id is not null;
create trigger facts_only before update or delete or truncate on receiving.receipt_line
  for each statement execute function platform.refuse_change();
