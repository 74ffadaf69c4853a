-- What of an item's stock was picked at a moment of the past. Snapshots are written anew from the first document on.
update ledger.snapshot_progress set position = 0, latest = '-infinity';
delete from ledger.snapshot_mark;
delete from ledger.snapshot_row;
delete from ledger.snapshot;
delete from ledger.snapshot_due;
alter table ledger.snapshot_row add column picked bigint not null;
