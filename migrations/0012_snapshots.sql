-- Stock of an item as it was at some moments, so that a question about the past begins at the last one before it and
-- not at the beginning. Derived, written by a job after the fact: posting knows nothing of it. `lotline check`
-- rebuilds and compares it.

-- Everything that had happened to the item by `at` (the world's time), of the documents the job has come to.
create table ledger.snapshot (
  item_id uuid not null,
  at timestamptz not null,
  -- The greatest position among those documents: whoever asks what was known before it needs an older one.
  position bigint not null,
  -- How many movements it adds to the one before.
  movements bigint not null,
  rows bigint not null,
  constraint snapshot_pkey primary key (item_id, at)
);
create table ledger.snapshot_row (
  item_id uuid not null,
  at timestamptz not null,
  owner_id uuid not null,
  lot_id uuid not null,
  location_id uuid not null,
  quantity bigint not null,
  possibly_gone bigint not null,
  constraint snapshot_row_pkey primary key (item_id, at, owner_id, lot_id, location_id)
);

-- Movements of an item since its last snapshot.
create table ledger.snapshot_due (
  item_id uuid primary key,
  movements bigint not null
);

-- Up to which position documents are in the snapshots they belong to.
create table ledger.snapshot_progress (
  only_row boolean primary key default true check (only_row),
  position bigint not null
);
insert into ledger.snapshot_progress (position) values (0);
