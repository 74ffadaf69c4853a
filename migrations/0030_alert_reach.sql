-- How alerts reach people: by rule and person, as a digest, muted; and whom a rule names besides roles.
alter table alerts.rule
  add column people uuid[] not null default '{}',
  -- How it reaches whoever did not choose otherwise.
  add column reach text not null default 'app' check (reach in ('app', 'mail', 'daily', 'weekly'));

-- How a rule reaches somebody who chose otherwise, and until which day it tells them nothing.
create table alerts.reach (
  account_id uuid not null,
  rule_id uuid not null references alerts.rule,
  reach text check (reach in ('app', 'mail', 'daily', 'weekly')),
  muted_until date,
  primary key (account_id, rule_id)
);

-- Things somebody wants to hear nothing of until a day.
create table alerts.silence (
  account_id uuid not null,
  rule_id uuid not null references alerts.rule,
  subject text not null,
  until date not null,
  primary key (account_id, rule_id, subject)
);

-- When somebody reads their digests, and which went last. No row: never written to yet.
create table alerts.digest (
  account_id uuid primary key,
  at time not null default '07:00',
  weekday integer not null default 1 check (weekday between 1 and 7),
  daily_for date,
  weekly_for date,
  daily_at timestamptz,
  weekly_at timestamptz,
  mailed_at timestamptz
);

-- Of what somebody was written at once, so that what comes and goes is not written of again and again.
create table alerts.told (
  account_id uuid not null,
  rule_id uuid not null references alerts.rule,
  subject text not null,
  told_at timestamptz not null,
  primary key (account_id, rule_id, subject)
);
