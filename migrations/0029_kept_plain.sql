-- What is written once with every document is stored as it comes. Compressing it cost as much as all else of the row.
alter table ledger.decision alter column decided set storage external;
alter table platform.document alter column answer set storage external;
