-- Views: a list as somebody wants to see it again, under a name. How people look at things, and no facts: they change and go.
create table reports.view (
  id uuid constraint view_pkey primary key,
  owner_id uuid not null,
  -- The list, and the page of the app it is shown on.
  list text not null,
  page text not null,
  name text not null check (name <> ''),
  is_shared boolean not null,
  -- Its filters and its sort.
  asked jsonb not null,
  -- The columns that are shown, as an export is told them.
  columns jsonb not null,
  -- What is asked, in the words of whoever kept it.
  filters text[] not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
-- One name once for each of whom has it on a page.
create unique index view_name on reports.view (owner_id, page, lower(name));
create index view_shared on reports.view (list) where is_shared;
