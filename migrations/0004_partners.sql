-- Partners: suppliers, customers, owners of stock, carriers. What identifies a person is in partner_detail alone,
-- which can be erased; everything else names a partner by id.
create schema partners;

create table partners.partner (
  id uuid constraint partner_pkey primary key,
  code text not null constraint partner_code_key unique check (code <> ''),
  is_self boolean not null default false,
  is_supplier boolean not null default false,
  is_customer boolean not null default false,
  is_owner boolean not null default false,
  -- Sales rules of this customer, before the channel's.
  least_life_days integer check (least_life_days >= 0),
  transit_days integer check (transit_days >= 0),
  closed_at timestamptz,
  recorded_at timestamptz not null
);
create unique index partner_self on partners.partner (is_self) where is_self;

-- Our own company: the partner that owns stock when nobody else is named.
insert into partners.partner (id, code, is_self, is_owner, recorded_at)
values ('00000000-0000-7000-8000-000000000001', 'SELF', true, true, now());

create table partners.partner_detail (
  partner_id uuid primary key references partners.partner,
  name text,
  email text,
  phone text,
  address text,
  country text
);

create table partners.partner_fact (
  document_id uuid not null,
  partner_id uuid not null references partners.partner,
  field text not null,
  old_value text,
  new_value text,
  primary key (document_id, partner_id, field)
);
create trigger facts_only before update or delete or truncate on partners.partner_fact
  for each statement execute function platform.refuse_change();
