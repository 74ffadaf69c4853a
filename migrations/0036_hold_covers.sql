-- What each hold came to cover, and by which document: a hold in one place follows the goods out of it, one on a supplier's
-- goods takes what comes, one on a lot stands on all lots read as the same. With releases these facts give what stands,
-- now and at any moment of the past.
create table ledger.hold_cover (
  document_id uuid not null,
  hold_id uuid not null references ledger.hold,
  item_id uuid not null,
  lot_id uuid,
  location_id uuid,
  serial_id uuid,
  supplier_id uuid
);
create index hold_cover_item on ledger.hold_cover (item_id);
create index hold_cover_hold on ledger.hold_cover (hold_id);
create index hold_cover_serial on ledger.hold_cover (serial_id) where serial_id is not null;
create trigger facts_only before update or delete or truncate on ledger.hold_cover
  for each statement execute function platform.refuse_change();

-- Of what stands, the document that brought the goods there, where one is to be found; else the hold's own.
insert into ledger.hold_cover (document_id, hold_id, item_id, lot_id, location_id, serial_id, supplier_id)
  select case when s.location_id is distinct from h.location_id or s.lot_id is distinct from h.lot_id then coalesce((
        select m.document_id from ledger.movement m where m.lot_id = s.lot_id and m.to_location_id = s.location_id
          and m.occurred_at >= h.placed_at order by m.occurred_at limit 1), h.document_id)
      else h.document_id end, s.hold_id, s.item_id, s.lot_id, s.location_id, s.serial_id, s.supplier_id
  from ledger.standing_hold s join ledger.hold h on h.id = s.hold_id;
-- Of what was released only what the hold was placed on is known.
insert into ledger.hold_cover (document_id, hold_id, item_id, lot_id, location_id, serial_id, supplier_id)
  select h.document_id, h.id, h.item_id, case when h.scope in ('lot', 'lot_in_location') then h.lot_id end,
    case when h.scope = 'lot_in_location' then h.location_id end, h.serial_id,
    case when h.scope = 'item_supplier' then h.supplier_id end
  from ledger.hold h join ledger.hold_release r on r.hold_id = h.id;
