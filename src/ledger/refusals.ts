import { type Refusals, refuser } from '#kernel'

/** Every reason the ledger may say no: of what kind, and the sentence people read. */
export const refusals = {
  item_unknown: { kind: 'missing', says: 'There is no item {itemId}.' },
  lot_unknown: { kind: 'missing', says: 'There is no lot {lotId}.' },
  location_unknown: { kind: 'missing', says: 'There is no location {locationId}.' },
  lot_of_other_item: { kind: 'invalid', says: 'Lot {lotId} is of another item than {itemId}.' },
  lot_needed: { kind: 'invalid', says: 'Item {itemId} is followed by lot: name the lot or the lots it may be.' },
  same_location: { kind: 'invalid', says: 'A movement needs two different locations.' },
  location_closed: { kind: 'conflict', says: 'Location {locationId} is closed.' },
  outside_to_outside: { kind: 'invalid', says: 'One end of a movement must be a location of ours.' },
  insufficient_stock: {
    kind: 'conflict',
    says: 'Lot {lotId} has {available} at location {locationId}; {asked} asked.',
  },
  picked_stock: {
    kind: 'conflict',
    says: '{picked} of lot {lotId} at location {locationId} are picked for orders; {available} are free, {asked} asked.',
  },
  stock_held: { kind: 'conflict', says: 'Lot {lotId} at location {locationId} is on hold.' },
  bin_takes_one_lot: { kind: 'conflict', says: 'Location {locationId} takes one lot and has lot {lotId}.' },
  bin_takes_one_owner: { kind: 'conflict', says: 'Location {locationId} takes the goods of one owner and has those of another.' },
  bin_of_other_class: {
    kind: 'conflict',
    says: 'Location {locationId} is for {locationClass}; the item is {itemClass}.',
  },
  candidates_cannot_be: {
    kind: 'conflict',
    says: 'With {asked} less of lot {lotId}, what left without a known lot could not have been any of its lots.',
  },
  stock_reserved: {
    kind: 'conflict',
    says: 'What would be left of item {itemId} at site {siteId} does not serve the orders it is reserved for: cancel or change some of them first.',
  },
  stock_owner_unknown: { kind: 'missing', says: 'There is no partner {ownerId} to own the goods.' },
  stock_owner_role_missing: {
    kind: 'conflict',
    says: 'Partner {ownerId} owns no stock, so nothing more of it can be found: give it the role of an owner first, or name whose goods these are.',
  },
  serial_not_kept: { kind: 'invalid', says: 'Item {itemId} is not followed by serial: leave the serial out.' },
  serial_is_one_unit: { kind: 'invalid', says: 'Serial {serial} is one unit; {asked} asked.' },
  serials_do_not_add_up: { kind: 'invalid', says: '{quantity} units need as many serials; {serials} are named.' },
  serial_unknown: { kind: 'missing', says: 'Item {itemId} has no unit with the serial {serial}.' },
  serial_needed: {
    kind: 'invalid',
    says: 'Units of item {itemId} at location {locationId} have their own numbers: name them.',
  },
  serial_of_other_lot: { kind: 'conflict', says: 'Serial {serial} is of lot {unitLotId}, not of lot {lotId}.' },
  serial_held: { kind: 'conflict', says: 'Serial {serial} is on hold.' },
  serial_picked: { kind: 'conflict', says: 'Serial {serial} is picked for an order.' },
  serial_not_picked: { kind: 'conflict', says: 'Serial {serial} is not picked for order line {lineId}.' },
  serial_lot_needed: { kind: 'invalid', says: 'Order line {lineId} ships several lots: say of which lot serial {serial} is.' },
  serial_alias_known: { kind: 'conflict', says: 'Code {alias} already means the unit of serial {serial}.' },
  serial_alias_taken: { kind: 'conflict', says: 'Code {alias} means another unit than serial {serial}.' },
  serial_elsewhere: { kind: 'conflict', says: 'Serial {serial} is not at location {locationId}.' },
  serial_exists: { kind: 'conflict', says: 'Serial {serial} of this item is already in stock.' },
  reservation_missing: { kind: 'missing', says: 'Nothing is reserved for order line {lineId}: reserve it first, when there is stock.' },
  nothing_to_pick: { kind: 'conflict', says: 'Nothing reserved for order line {lineId} can be picked now: {why}.' },
  one_of_lots_short: {
    kind: 'conflict',
    says: 'Of the {lots} lots it may have been, {available} lie free and fit the order line; {asked} asked.',
  },
  lot_not_wanted: { kind: 'conflict', says: 'The line wants lot {wantedLotId}, not lot {lotId}.' },
  lot_too_short: { kind: 'conflict', says: 'Lot {lotId} lasts to {lastsTo}; the line needs {needs}.' },
  ships_past_use_by: {
    kind: 'conflict',
    says: 'Lot {lotId} is to be used by {useBy}, and would arrive on {arrives}: unpick it, reserve again and pick another.',
  },
  ships_too_short: {
    kind: 'conflict',
    says: 'Lot {lotId} lasts to {lastsTo}; what ships now must last to {needs}: unpick it, reserve again and pick another.',
    override: 'order.ship-short',
  },
  not_pickable: { kind: 'conflict', says: 'Location {locationId} is not one that orders are picked from: move the goods to storage first.' },
  hold_unknown: { kind: 'missing', says: 'There is no hold {holdId}.' },
  hold_released: { kind: 'conflict', says: 'Hold {holdId} was released already.' },
  hold_scope_incomplete: { kind: 'invalid', says: 'A hold of scope {scope} needs {needs}.' },
  hold_supplier_unknown: { kind: 'missing', says: 'There is no partner {supplierId} to hold the goods of.' },
  hold_id_taken: { kind: 'conflict', says: 'There is already a hold {holdId}.' },
  count_leaves_open: {
    kind: 'conflict',
    says: '{gone} of lot {lotId} are gone, and the count does not tell with which: {lines} may have been of it. Say which first.',
  },
  goods_lie_apart: {
    kind: 'conflict',
    says: '{asked} of lot {lotId} have to go, and it lies in several places: {places}. Say with locationId where they are missing.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
