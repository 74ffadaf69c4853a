-- What people take away. An export that is made ready waits here until its file is fetched: it may name people (what was
-- searched for), so it stays for an hour. No table of this module holds facts.
create schema reports;

create table reports.ready_export (
  id uuid primary key,
  account_id uuid not null,
  body jsonb not null,
  made_at timestamptz not null default now()
);
create index ready_export_made on reports.ready_export (made_at);
