-- One word, one meaning: `held` is a quantity wherever it is told; how many holds cover a row or a unit is `holds`.
alter table ledger.balance rename column held to holds;
alter table ledger.balance rename constraint balance_held_check to balance_holds_check;
alter table ledger.serial rename column held to holds;
alter table ledger.serial rename constraint serial_held_check to serial_holds_check;
