-- Letters by mail: an outbox, written in the transaction that gives rise to a letter and sent by the worker, at least once.
create table platform.mail (
  id uuid primary key,
  -- Whose it is: erased with the account. Empty: of nobody who signs in.
  account_id uuid,
  -- Whom it goes to, and what it says, until it is sent.
  address text,
  subject text not null,
  body text,
  html text,
  made_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- After this nobody tries again.
  give_up_at timestamptz not null,
  last_error text,
  sent_at timestamptz,
  stopped_at timestamptz,
  check (sent_at is not null or (address is not null and body is not null))
);
create index mail_due on platform.mail (next_attempt_at) where sent_at is null and stopped_at is null;
create index mail_account on platform.mail (account_id);
create table platform.mail_attachment (
  mail_id uuid not null references platform.mail on delete cascade,
  nth integer not null,
  name text not null,
  type text not null,
  content bytea not null,
  primary key (mail_id, nth)
);

-- Where somebody is written to. The planner must not remember it.
alter table auth.account add column email text check (email <> '');
alter table auth.account alter column email set statistics 0;
alter table platform.mail alter column address set statistics 0, alter column subject set statistics 0, alter column body set statistics 0,
  alter column html set statistics 0, alter column last_error set statistics 0;
