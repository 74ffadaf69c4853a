-- How items are followed on a day is asked with every set of movements: by these it is one step into an index for each
-- item, where it was a sort.
create index tracking_mode_on on catalog.tracking_mode (item_id, from_on, nth, mode);
create index tracking_mode_serial on catalog.tracking_mode (item_id) where mode in ('serial', 'lot+serial', 'serial_at_shipment');
