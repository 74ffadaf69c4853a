-- The ground: one row per accepted command, and the order in which accepted commands became known.
-- Facts are only added; the trigger says so even to the owner of the tables.

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'Rows of %.% are facts: they are never changed or removed.',
    tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;

-- Fails the statement when a change touched another number of rows than the rules decided on.
create function platform.must_equal(actual bigint, wanted bigint, what text) returns boolean
language plpgsql as $$
begin
  if actual is distinct from wanted then
    raise exception '% of % rows of % could be changed.', actual, wanted, what
      using errcode = 'serialization_failure';
  end if;
  return true;
end $$;

create table platform.document (
  id uuid constraint document_pkey primary key,
  kind text not null,
  actor_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  fingerprint bytea not null,
  answer json not null,
  corrects uuid,
  reason text
);
create index document_corrects on platform.document (corrects) where corrects is not null;
create trigger facts_only before update or delete or truncate on platform.document
  for each statement execute function platform.refuse_change();

-- Documents that have no position yet. Short: the sequencer empties it.
create table platform.unsequenced (document_id uuid primary key);

create table platform.sequence (
  position bigint primary key,
  document_id uuid not null unique
);
create trigger facts_only before update or delete or truncate on platform.sequence
  for each statement execute function platform.refuse_change();

create table platform.sequencer (
  only_row boolean primary key default true check (only_row),
  last_position bigint not null
);
insert into platform.sequencer (last_position) values (0);

create table platform.setting (name text primary key, value json not null);

-- Where changes are sent. A cursor per webhook makes the sequence its outbox.
create table platform.webhook (
  id uuid primary key,
  url text not null,
  secret text not null,
  kinds text[] not null default '{}',
  cursor_position bigint not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error text,
  stopped_at timestamptz,
  created_at timestamptz not null default now()
);
