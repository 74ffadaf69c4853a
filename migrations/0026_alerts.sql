-- Alerts: rules say what is looked for, an alert opens when something fits and closes when it fits no longer.
create schema alerts;

create table alerts.rule (
  id uuid constraint alert_rule_pkey primary key,
  kind text not null check (kind in ('expiring', 'below_reorder', 'held_long', 'delivery_overdue', 'order_waiting', 'drift', 'job_failed')),
  name text not null check (name <> ''),
  -- How many days before or after, where the kind needs it.
  days integer not null default 0 check (days between 0 and 3650),
  -- Only at this site; empty: everywhere.
  site_id uuid,
  -- The roles of those who are told.
  roles text[] not null,
  is_on boolean not null default true,
  muted_until timestamptz,
  created_at timestamptz not null
);

-- At most one alert is open for what a rule found: nobody is told twice.
create table alerts.alert (
  id uuid primary key,
  rule_id uuid not null references alerts.rule,
  -- What it is about: an id as text, or the name of what has none.
  subject text not null,
  subject_id uuid,
  number bigint,
  day date,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index alert_open on alerts.alert (rule_id, subject) where closed_at is null;
create index alert_opened on alerts.alert (opened_at, id);
create index alert_rule on alerts.alert (rule_id, opened_at);

-- Up to when somebody has seen what was opened.
create table alerts.reader (account_id uuid primary key, seen_to timestamptz not null);

-- Below how much an item is to be ordered again; the nil site is everywhere together.
create table alerts.reorder_point (
  item_id uuid not null references catalog.item,
  site_id uuid not null,
  least bigint not null check (least > 0),
  primary key (item_id, site_id)
);

-- What is looked for from the first day.
insert into alerts.rule (id, kind, name, days, roles, created_at) values
  ('00000000-0000-7000-8000-00000000a001', 'expiring', 'Ends within 30 days', 30, '{manager,administrator}', now()),
  ('00000000-0000-7000-8000-00000000a002', 'below_reorder', 'To be ordered again', 0, '{manager,administrator}', now()),
  ('00000000-0000-7000-8000-00000000a003', 'held_long', 'Held for a week', 7, '{quality,administrator}', now()),
  ('00000000-0000-7000-8000-00000000a004', 'delivery_overdue', 'Delivery overdue', 1, '{manager,administrator}', now()),
  ('00000000-0000-7000-8000-00000000a005', 'order_waiting', 'Order waits for stock', 2, '{manager,administrator}', now()),
  ('00000000-0000-7000-8000-00000000a006', 'drift', 'What is derived differs from the facts', 0, '{administrator}', now()),
  ('00000000-0000-7000-8000-00000000a007', 'job_failed', 'A job fails', 0, '{administrator}', now());
