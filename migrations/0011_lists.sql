-- Lists at scale: what each list of `lists.ts` is filtered and sorted by has an index. Codes are looked up by their
-- beginning in small letters and in the order of their bytes; names by the beginnings of their words.

create index item_code on catalog.item (lower(sku) collate "C", id);
create index item_name on catalog.item (lower(name) collate "C", id);
create index item_words on catalog.item using gin (to_tsvector('simple', name));

create index partner_code on partners.partner (lower(code) collate "C", id);
create index partner_words on partners.partner_detail using gin (to_tsvector('simple', coalesce(name, '')));

create index location_code on locations.location (lower(code) collate "C", id);
create index location_name on locations.location (lower(name) collate "C", id);
create index location_words on locations.location using gin (to_tsvector('simple', name));
create index location_kind on locations.location (kind, role);

create index lot_code_begins on lots.lot (lower(code) collate "C", id);
create index lot_own_code on lots.lot (lower(own_code) collate "C") where own_code is not null;
create index lot_regulatory_code on lots.lot (lower(regulatory_code) collate "C") where regulatory_code is not null;
create index lot_binding_order on lots.lot (coalesce(binding_on, 'infinity'), id);
create index lot_received_order on lots.lot (coalesce(received_on, '-infinity'), id);
create index lot_received on lots.lot (received_on) where received_on is not null;
create index lot_use_by on lots.lot (use_by_on) where use_by_on is not null;
create index lot_origin on lots.lot (origin_id, id);

create index document_recorded on platform.document (recorded_at);
create index document_occurred on platform.document (kind, occurred_at);
create index document_actor on platform.document (actor_id);

-- The history of an item, a lot, a place: in the order in which it happened.
create index movement_occurred on ledger.movement (occurred_at);
create index movement_kind on ledger.movement (kind, occurred_at);
create index movement_item on ledger.movement (item_id, occurred_at);
create index movement_from on ledger.movement (from_location_id, occurred_at);
create index movement_to on ledger.movement (to_location_id, occurred_at);

create index balance_held on ledger.balance (item_id, lot_id) where held > 0;
create index serial_code_begins on ledger.serial (lower(code) collate "C", id);
create index serial_location on ledger.serial (location_id, id);
create index serial_held on ledger.serial (id) where held > 0;
create index serial_alias_code on ledger.serial_alias (code);
create index pick_serial on ledger.pick (serial_id) where serial_id <> '00000000-0000-0000-0000-000000000000';
create index pick_lot on ledger.pick (lot_id);
create index reservation_wanted on ledger.reservation (wanted_lot_id) where wanted_lot_id is not null;
create index hold_placed on ledger.hold (placed_at);
create index hold_item on ledger.hold (item_id);

create index order_placed on orders.sales_order (placed_at, id);
create index order_number on orders.sales_order (lower(number) collate "C", id);
create index order_channel on orders.sales_order (channel_id, placed_at);
create index order_site on orders.sales_order (site_id, placed_at);
create index line_item on orders.line (item_id, order_id);
create index step_kind on orders.step (step, order_id);
create index return_number on orders.customer_return (lower(number) collate "C", document_id);

create index receipt_number on receiving.receipt (lower(number) collate "C", document_id);
create index receipt_announcement on receiving.receipt (announcement_id) where announcement_id is not null;
create index announcement_number on receiving.announcement (lower(number) collate "C", id);
create index announcement_expected on receiving.announcement (coalesce(expected_on, 'infinity'), id);
create index announcement_supplier on receiving.announcement (supplier_id);
create index announcement_line_item on receiving.announcement_line (item_id);
