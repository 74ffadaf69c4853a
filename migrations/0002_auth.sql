-- Who may do what: accounts with roles, sessions of people, keys of machines.
-- Passwords, session tokens and keys are kept as hashes alone.

create schema auth;

create table auth.account (
  id uuid constraint account_pkey primary key,
  login text not null check (login = btrim(login) and login <> ''),
  name text not null,
  password_hash text not null,
  created_at timestamptz not null,
  disabled_at timestamptz
);
create unique index account_login_key on auth.account (lower(login));

create table auth.account_role (
  account_id uuid not null references auth.account (id),
  role text not null,
  primary key (account_id, role)
);

create table auth.session (
  token_hash bytea primary key,
  account_id uuid not null references auth.account (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on auth.session (account_id);
create index session_expires on auth.session (expires_at);

create table auth.api_key (
  id uuid constraint api_key_pkey primary key,
  name text not null,
  key_hash bytea not null check (length(key_hash) = 32),
  scopes text[] not null,
  account_id uuid not null references auth.account (id),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_account on auth.api_key (account_id);

-- The one first administrator: a second, made at the same moment, finds the row taken.
create table auth.first_administrator (
  only_row boolean constraint first_administrator_pkey primary key default true check (only_row),
  account_id uuid not null references auth.account (id)
);
