-- Each index on movements costs every posting about as much as a third of the row. Movements in the order in which they
-- happened are found by their documents, which have that index; pick and ship, the bulk of them all, need none by kind.
drop index ledger.movement_occurred;
drop index ledger.movement_kind;
create index movement_rare_kind on ledger.movement (kind, occurred_at) where kind not in ('pick', 'ship');
