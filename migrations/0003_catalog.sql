-- Items: what is sold or used. Quantities are whole numbers of the base unit, chosen once.
create schema catalog;

create table catalog.item (
  id uuid constraint item_pkey primary key,
  owner_id uuid not null,
  sku text not null check (sku <> ''),
  name text not null,
  base_unit text not null,
  second_unit text,
  gtin text,
  description text,
  segregation_class text,
  -- Which label date binds: the one sale and first-expired order go by.
  binding_date text not null default 'use_by_or_best_before'
    check (binding_date in ('use_by_or_best_before', 'use_by', 'best_before', 'sell_by', 'retest', 'none')),
  shelf_life_days integer check (shelf_life_days > 0),
  least_receipt_days integer check (least_receipt_days >= 0),
  stocked boolean not null default true,
  closed_at timestamptz,
  recorded_at timestamptz not null,
  constraint item_sku_key unique (owner_id, sku)
);
create index item_gtin on catalog.item (gtin) where gtin is not null;

-- Packs and other units: an exact factor to the base unit, from a day on.
create table catalog.item_unit (
  item_id uuid not null references catalog.item,
  unit text not null,
  from_on date not null,
  numerator bigint not null check (numerator > 0),
  denominator bigint not null check (denominator > 0),
  gtin text,
  document_id uuid not null,
  constraint item_unit_pkey primary key (item_id, unit, from_on)
);

-- How an item is followed, from a day on. History keeps the mode it was recorded under; of two entries from the
-- same day on, the later one (nth) counts.
create table catalog.tracking_mode (
  item_id uuid not null references catalog.item,
  nth integer not null check (nth > 0),
  from_on date not null,
  mode text not null check (mode in ('none', 'lot', 'serial', 'lot+serial', 'serial_at_shipment')),
  document_id uuid not null,
  constraint tracking_mode_pkey primary key (item_id, nth)
);
create trigger facts_only before update or delete or truncate on catalog.tracking_mode
  for each statement execute function platform.refuse_change();

-- Every change of an item's fields: who and when are the document's.
create table catalog.item_fact (
  document_id uuid not null,
  item_id uuid not null references catalog.item,
  field text not null,
  old_value text,
  new_value text,
  primary key (document_id, item_id, field)
);
create index item_fact_item on catalog.item_fact (item_id);
create trigger facts_only before update or delete or truncate on catalog.item_fact
  for each statement execute function platform.refuse_change();
