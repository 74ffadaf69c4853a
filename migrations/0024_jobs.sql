-- How the jobs of the worker fare, wherever it runs: one row for each, written when one fails or works again, and once a minute.
create table platform.job (
  name text primary key,
  ran_at timestamptz not null,
  failures integer not null default 0,
  failing_since timestamptz,
  last_error text
);
