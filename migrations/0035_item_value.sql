-- What one base unit of an item is worth, in a currency of its own: nobody adds up two currencies. Items nobody gave a value have
-- none, which is not 0.
alter table catalog.item
  add column value numeric(18, 8) check (value >= 0),
  add column currency text check (currency ~ '^[A-Z]{3}$'),
  add constraint item_value_has_currency check ((value is null) = (currency is null));
