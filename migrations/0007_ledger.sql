-- The ledger: movements are the facts; balances, reservations, picks and standing holds are derived from facts and
-- written in the same transaction. The hot tables have no foreign keys: `lotline check` proves the references.
-- Locks: item gates, then pools, each in order of their key. Everything of a pool is read after its lock.
create schema ledger;

create table ledger.movement (
  document_id uuid not null,
  line integer not null,
  kind text not null,
  item_id uuid not null,
  -- The nil id: no lot is kept, or it is not known (then see movement_candidate).
  lot_id uuid not null,
  serial_id uuid,
  owner_id uuid not null,
  from_location_id uuid not null,
  to_location_id uuid not null,
  quantity bigint not null check (quantity > 0),
  second_quantity bigint check (second_quantity > 0),
  occurred_at timestamptz not null,
  -- The order line, receipt line or transformation the movement serves.
  reference_id uuid,
  corrects_document_id uuid,
  corrects_line integer,
  entered_quantity text,
  entered_unit text,
  constraint movement_pkey primary key (document_id, line),
  check (from_location_id <> to_location_id),
  check ((corrects_document_id is null) = (corrects_line is null))
);
create index movement_lot on ledger.movement (lot_id);
create index movement_reference on ledger.movement (reference_id) where reference_id is not null;
create index movement_serial on ledger.movement (serial_id) where serial_id is not null;
create index movement_corrects on ledger.movement (corrects_document_id) where corrects_document_id is not null;
create trigger facts_only before update or delete or truncate on ledger.movement
  for each statement execute function platform.refuse_change();

-- The lots a movement may have been of, when it was one of several.
create table ledger.movement_candidate (
  document_id uuid not null,
  line integer not null,
  lot_id uuid not null,
  primary key (document_id, line, lot_id)
);
create index movement_candidate_lot on ledger.movement_candidate (lot_id);
create trigger facts_only before update or delete or truncate on ledger.movement_candidate
  for each statement execute function platform.refuse_change();

-- The one lock of postings: everything of an item, owner and site is read and written under its pool's lock.
create table ledger.pool (
  item_id uuid not null,
  owner_id uuid not null,
  site_id uuid not null,
  version bigint not null default 0,
  primary key (item_id, owner_id, site_id)
) with (fillfactor = 70);

-- A hold "from now on" and a pool's first appearance share this row, so that neither misses the other.
create table ledger.item_gate (item_id uuid primary key);

-- No row is zero. `picked` is the part that waits for its shipment in staging.
create table ledger.balance (
  item_id uuid not null,
  owner_id uuid not null,
  site_id uuid not null,
  lot_id uuid not null,
  location_id uuid not null,
  quantity bigint not null check (quantity > 0),
  picked bigint not null default 0,
  -- How many standing holds cover the row. Stock under a hold leaves only to be kept apart.
  held integer not null default 0 check (held >= 0),
  constraint balance_picked check (picked >= 0 and picked <= quantity),
  constraint balance_held_not_picked check (held = 0 or picked = 0),
  constraint balance_pkey primary key (item_id, owner_id, site_id, lot_id, location_id)
) with (fillfactor = 70);
create index balance_lot on ledger.balance (lot_id);
create index balance_location on ledger.balance (location_id);

-- What left without its lot being known: the lots' balances are upper bounds while it stands.
create table ledger.unresolved (
  document_id uuid not null,
  line integer not null,
  item_id uuid not null,
  owner_id uuid not null,
  site_id uuid not null,
  location_id uuid not null,
  candidate_ids uuid[] not null,
  quantity bigint not null check (quantity > 0),
  primary key (document_id, line)
);
create index unresolved_pool on ledger.unresolved (item_id, owner_id, site_id);

create table ledger.serial (
  id uuid constraint serial_pkey primary key,
  item_id uuid not null,
  code text not null check (code <> ''),
  lot_id uuid not null,
  owner_id uuid not null,
  location_id uuid not null,
  -- Where it was when the record learned of it; with its movements it gives where it is.
  first_location_id uuid not null,
  held integer not null default 0 check (held >= 0),
  constraint serial_code_key unique (item_id, code)
);
create index serial_lot on ledger.serial (lot_id);
create index serial_stock on ledger.serial (item_id, lot_id, location_id, code);

-- A misread serial: this code means that unit.
create table ledger.serial_alias (
  item_id uuid not null,
  code text not null,
  serial_id uuid not null references ledger.serial,
  document_id uuid not null,
  constraint serial_alias_pkey primary key (item_id, code)
);
create index serial_alias_serial on ledger.serial_alias (serial_id);
create trigger facts_only before update or delete or truncate on ledger.serial_alias
  for each statement execute function platform.refuse_change();

-- Reservations: facts of more and less, and what stands (open: reserved and not yet picked).
create table ledger.reservation_change (
  reservation_id uuid not null,
  document_id uuid not null,
  change bigint not null check (change <> 0),
  -- why less: cancelled, voided by a hold, short, changed
  cause text not null,
  primary key (reservation_id, document_id)
);
create trigger facts_only before update or delete or truncate on ledger.reservation_change
  for each statement execute function platform.refuse_change();

create table ledger.reservation (
  item_id uuid not null,
  owner_id uuid not null,
  site_id uuid not null,
  -- the order line's id
  id uuid not null,
  -- The date the goods must at least last to; empty when any will do that may be sold.
  least_on date,
  -- The day a use-by date must not have passed.
  sale_on date not null,
  wanted_lot_id uuid,
  quantity bigint not null check (quantity > 0),
  reserved_at timestamptz not null,
  primary key (id)
);
create index reservation_pool on ledger.reservation (item_id, owner_id, site_id);

-- What is picked and waits in staging, by order line and lot.
create table ledger.pick (
  item_id uuid not null,
  owner_id uuid not null,
  site_id uuid not null,
  reservation_id uuid not null,
  lot_id uuid not null,
  location_id uuid not null,
  -- where it was taken from: an unpick puts it back
  from_location_id uuid not null,
  -- the nil id where no serial is kept
  serial_id uuid not null,
  quantity bigint not null check (quantity > 0),
  -- what the line needs, for the day the pick is taken back
  least_on date,
  sale_on date not null,
  wanted_lot_id uuid,
  reserved_at timestamptz not null,
  primary key (reservation_id, lot_id, location_id, from_location_id, serial_id)
);
create index pick_pool on ledger.pick (item_id, owner_id, site_id);

-- Why these lots: the policy's version, the pool's version it saw, what was considered, skipped and chosen.
create table ledger.decision (
  document_id uuid primary key,
  decided json not null
);
create trigger facts_only before update or delete or truncate on ledger.decision
  for each statement execute function platform.refuse_change();

-- Holds. The scope is fixed; what it covers follows the goods.
create table ledger.hold (
  id uuid constraint hold_pkey primary key,
  document_id uuid not null,
  scope text not null check (scope in ('lot', 'lot_in_location', 'serial', 'item_supplier')),
  item_id uuid not null,
  lot_id uuid,
  location_id uuid,
  serial_id uuid,
  supplier_id uuid,
  reason text not null check (reason <> ''),
  placed_at timestamptz not null,
  check (case scope
    when 'lot' then lot_id is not null
    when 'lot_in_location' then lot_id is not null and location_id is not null
    when 'serial' then serial_id is not null
    else supplier_id is not null end)
);
create index hold_lot on ledger.hold (lot_id);
create trigger facts_only before update or delete or truncate on ledger.hold
  for each statement execute function platform.refuse_change();
create table ledger.hold_release (
  hold_id uuid primary key references ledger.hold,
  document_id uuid not null,
  reason text not null check (reason <> ''),
  released_at timestamptz not null
);
create trigger facts_only before update or delete or truncate on ledger.hold_release
  for each statement execute function platform.refuse_change();

-- What stands now, one row per covered thing: a lot everywhere (location empty), a lot in one location, a
-- serial, or an item's supplier.
create table ledger.standing_hold (
  hold_id uuid not null references ledger.hold,
  item_id uuid not null,
  lot_id uuid,
  location_id uuid,
  serial_id uuid,
  supplier_id uuid
);
create index standing_hold_item on ledger.standing_hold (item_id);
create index standing_hold_hold on ledger.standing_hold (hold_id);
