-- Lists that people send to be imported: the file as it came, how it is read, what was found wrong with it, and what was
-- made of it. The file stays until its import ended, so that a run that broke off is taken up again from here; what an
-- import made are facts, and stay. None of these tables holds facts: who imported what is told by the documents.
create schema app;

create table app.import (
  id uuid primary key,
  kind text not null,
  name text not null check (length(name) between 1 and 300),
  bytes bigint not null,
  is_packed boolean not null,
  actor_id uuid not null,
  -- What whoever started the run may do: the rights under which it is carried out.
  permissions text[] not null default '{}',
  state text not null check (state in ('open', 'judging', 'judged', 'running', 'done', 'stopped', 'undoing', 'undone')),
  reading jsonb not null,
  leaves_out boolean not null default false,
  report jsonb,
  undo_reason text,
  done integer not null default 0,
  documents integer not null default 0,
  failure text,
  has_file boolean not null default true,
  sent_at timestamptz not null default now(),
  began_at timestamptz,
  ended_at timestamptz
);
create index import_sent on app.import (sent_at, id);
create index import_at_work on app.import (sent_at) where state in ('judging', 'running', 'undoing');

create table app.import_piece (
  import_id uuid not null references app.import,
  nth integer not null,
  bytes bytea not null,
  primary key (import_id, nth)
);

-- A cell mended in one row, or (without a row) everywhere a column says `found`.
create table app.import_fix (
  import_id uuid not null references app.import,
  row integer,
  col text not null,
  found text,
  value text not null,
  check ((row is null) = (found is not null))
);
create unique index import_fix_once on app.import_fix (import_id, coalesce(row, 0), col, coalesce(found, ''));

-- `wrong`: the row cannot be read so; `left`: it stands in one document with such a row; `refused`: the record said no.
create table app.import_error (
  import_id uuid not null references app.import,
  row integer not null,
  col text not null,
  expected text not null,
  found text not null,
  sort text not null check (sort in ('wrong', 'left', 'refused'))
);
create index import_error_row on app.import_error (import_id, row);

-- Noted before it is done: a run that broke off knows afterwards what it did and what was there before it.
create table app.import_document (
  import_id uuid not null references app.import,
  nth integer not null,
  row integer not null,
  key text not null,
  document_ids uuid[] not null,
  -- What an item was before it was changed.
  before jsonb,
  was_there boolean not null,
  outcome text check (outcome in ('made', 'changed', 'already', 'refused', 'undone', 'kept')),
  says text,
  primary key (import_id, nth)
);
