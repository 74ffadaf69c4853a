-- What is expected changes: it comes another day, less or more of it, something else besides. What was announced at first stays.
create table receiving.announcement_change (
  document_id uuid not null,
  announcement_id uuid not null references receiving.announcement,
  old_expected_on date,
  new_expected_on date,
  primary key (document_id, announcement_id),
  check (old_expected_on is distinct from new_expected_on)
);
create index announcement_change_announcement on receiving.announcement_change (announcement_id);
create trigger facts_only before update or delete or truncate on receiving.announcement_change
  for each statement execute function platform.refuse_change();

create table receiving.announcement_line_change (
  document_id uuid not null,
  line_id uuid not null references receiving.announcement_line,
  old_quantity bigint not null,
  -- nothing: the line is called off
  new_quantity bigint not null check (new_quantity >= 0),
  primary key (document_id, line_id),
  check (old_quantity <> new_quantity)
);
create index announcement_line_change_line on receiving.announcement_line_change (line_id);
create trigger facts_only before update or delete or truncate on receiving.announcement_line_change
  for each statement execute function platform.refuse_change();

-- The command that added a line; empty: it was announced with the others.
alter table receiving.announcement_line add column document_id uuid;
