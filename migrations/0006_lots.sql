-- Lots: (item, code, origin). Label dates are calendar dates with a precision; every change of a field is a fact.
create schema lots;

create table lots.lot (
  id uuid constraint lot_pkey primary key,
  item_id uuid not null references catalog.item,
  code text not null check (code <> '' and length(code) <= 100),
  -- Who assigned the code; the nil id when nobody knows.
  origin_id uuid not null,
  own_code text,
  regulatory_code text,
  regulatory_source text,
  facility text,
  produced_on date, produced_precision text check (produced_precision in ('day', 'month', 'year')),
  packed_on date, packed_precision text check (packed_precision in ('day', 'month', 'year')),
  best_before_on date, best_before_precision text check (best_before_precision in ('day', 'month', 'year')),
  -- True when the best before date is no label's but the day of production and the item's shelf life.
  best_before_derived boolean not null default false,
  use_by_on date, use_by_precision text check (use_by_precision in ('day', 'month', 'year')),
  sell_by_on date, sell_by_precision text check (sell_by_precision in ('day', 'month', 'year')),
  retest_on date, retest_precision text check (retest_precision in ('day', 'month', 'year')),
  -- The date sale goes by under the item's policy, and whether passing it forbids sale by itself (use by).
  binding_on date,
  received_on date,
  merged_into_id uuid references lots.lot,
  recorded_at timestamptz not null,
  constraint lot_code_key unique (item_id, code, origin_id),
  check ((produced_on is null) = (produced_precision is null)),
  check ((packed_on is null) = (packed_precision is null)),
  check ((best_before_on is null) = (best_before_precision is null)),
  check ((use_by_on is null) = (use_by_precision is null)),
  check ((sell_by_on is null) = (sell_by_precision is null)),
  check ((retest_on is null) = (retest_precision is null))
);
create index lot_code on lots.lot (code);
create index lot_item on lots.lot (item_id, id);
create index lot_merged_into on lots.lot (merged_into_id) where merged_into_id is not null;
create index lot_binding on lots.lot (binding_on) where binding_on is not null;

-- The shop's own attributes, with a type.
create table lots.attribute (
  name text primary key check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
  title text not null,
  type text not null check (type in ('text', 'number', 'date', 'yes_no', 'choice')),
  choices text[]
);
create table lots.lot_attribute (
  lot_id uuid not null references lots.lot,
  name text not null references lots.attribute,
  value text not null,
  primary key (lot_id, name)
);

create table lots.lot_fact (
  document_id uuid not null,
  lot_id uuid not null references lots.lot,
  field text not null,
  old_value text,
  new_value text,
  primary key (document_id, lot_id, field)
);
create index lot_fact_lot on lots.lot_fact (lot_id);
create trigger facts_only before update or delete or truncate on lots.lot_fact
  for each statement execute function platform.refuse_change();

-- Two lots that turned out to be one. The first is read as the second from then on.
create table lots.merge (
  document_id uuid primary key,
  lot_id uuid not null unique references lots.lot,
  into_lot_id uuid not null references lots.lot,
  check (lot_id <> into_lot_id)
);
create trigger facts_only before update or delete or truncate on lots.merge
  for each statement execute function platform.refuse_change();
