-- Locations: a tree of sites, zones, bins and vehicles that are ours, and the places outside that stock comes
-- from and goes to. Only our own have balances.
create schema locations;

create table locations.location (
  id uuid constraint location_pkey primary key,
  code text not null constraint location_code_key unique check (code <> ''),
  name text not null,
  kind text not null check (kind in ('site', 'zone', 'bin', 'vehicle', 'transit',
    'supplier', 'customer', 'production', 'loss', 'destruction', 'opening')),
  own boolean generated always as (kind in ('site', 'zone', 'bin', 'vehicle', 'transit')) stored,
  role text not null default 'storage'
    check (role in ('storage', 'receiving', 'staging', 'quarantine', 'returns', 'outside')),
  -- The site a location belongs to (a site belongs to itself); empty outside.
  site_id uuid references locations.location,
  parent_id uuid references locations.location,
  partner_id uuid references partners.partner,
  time_zone text not null default 'UTC',
  one_lot boolean not null default false,
  one_owner boolean not null default false,
  segregation_class text,
  closed_at timestamptz,
  recorded_at timestamptz not null,
  check (site_id is not null or kind not in ('site', 'zone', 'bin', 'vehicle', 'transit')),
  check (parent_id is distinct from id)
);
create index location_site on locations.location (site_id);
create index location_parent on locations.location (parent_id);
create unique index location_partner on locations.location (partner_id, kind) where partner_id is not null;

create table locations.location_fact (
  document_id uuid not null,
  location_id uuid not null references locations.location,
  field text not null,
  old_value text,
  new_value text,
  primary key (document_id, location_id, field)
);
create trigger facts_only before update or delete or truncate on locations.location_fact
  for each statement execute function platform.refuse_change();

-- The places outside that every installation has: what is made or used up, what is lost or destroyed, what was
-- there at the beginning, customers without a name, and suppliers nobody knows.
insert into locations.location (id, code, name, kind, role, recorded_at) values
  ('00000000-0000-7000-8000-000000000010', 'PRODUCTION', 'Production', 'production', 'outside', now()),
  ('00000000-0000-7000-8000-000000000011', 'LOSS', 'Loss and gain', 'loss', 'outside', now()),
  ('00000000-0000-7000-8000-000000000012', 'DESTRUCTION', 'Destruction', 'destruction', 'outside', now()),
  ('00000000-0000-7000-8000-000000000013', 'OPENING', 'Opening stock', 'opening', 'outside', now()),
  ('00000000-0000-7000-8000-000000000014', 'GUESTS', 'Customers without an account', 'customer', 'outside', now()),
  ('00000000-0000-7000-8000-000000000015', 'UNKNOWN-SUPPLIER', 'Unknown suppliers', 'supplier', 'outside', now());
