-- Lots are found by what their own attributes say, also among a million of them.
create index lot_attribute_value on lots.lot_attribute (name, value, lot_id);
