-- How late anything happened that was known at some positions: who asks what was known need not look at what happened
-- after that. Snapshots are written anew from the first document on, with these marks beside them.
create table ledger.snapshot_mark (
  position bigint constraint snapshot_mark_pkey primary key,
  -- The latest moment of any movement whose document has this position or a lower one.
  latest timestamptz not null
);
alter table ledger.snapshot_progress add column latest timestamptz not null default '-infinity';
update ledger.snapshot_progress set position = 0;
delete from ledger.snapshot_row;
delete from ledger.snapshot;
delete from ledger.snapshot_due;
