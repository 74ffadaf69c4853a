-- Reports by the clock: a view written as a file every day, week or month, kept for download and sent to people. Missed runs run
-- once. No facts: reports change and go, files are forgotten.
create table reports.report (
  id uuid constraint report_pkey primary key,
  -- Whose permissions it runs with.
  owner_id uuid not null,
  view_id uuid not null references reports.view,
  name text not null check (name <> ''),
  format text not null check (format in ('csv', 'xlsx', 'pdf')),
  every text not null check (every in ('day', 'week', 'month')),
  -- Of a week from Monday (1) on, of a month the day, or its last when it has not so many.
  on_day integer not null check (on_day between 1 and 31),
  at_minute integer not null check (at_minute between 0 and 1439),
  zone text not null,
  -- The accounts it is sent to.
  mail_to uuid[] not null,
  is_paused boolean not null default false,
  -- Why it stopped by itself.
  stopped text check (stopped in ('owner_closed', 'not_permitted')),
  next_at timestamptz not null,
  created_at timestamptz not null
);
create index report_due on reports.report (next_at) where not is_paused and stopped is null;
create index report_view on reports.report (view_id);

create table reports.run (
  id uuid primary key,
  report_id uuid not null references reports.report,
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  try_at timestamptz not null,
  began_at timestamptz,
  ended_at timestamptz,
  rows integer,
  bytes bigint,
  failure text,
  -- How many people it was sent to.
  letters integer not null default 0,
  file_name text,
  has_file boolean not null default false
);
create unique index run_once on reports.run (report_id, due_at);
create index run_due on reports.run (due_at, id);
create index run_waiting on reports.run (try_at) where state = 'waiting';

create table reports.run_piece (
  run_id uuid not null references reports.run,
  nth integer not null,
  bytes bytea not null,
  primary key (run_id, nth)
);
