import { type Refusals, refuser } from '#kernel'

/** Every reason a receipt or announcement may be refused, in the order in which they win. */
export const refusals = {
  announcement_id_taken: { kind: 'conflict', says: 'There is already an announcement with the id {announcementId}.' },
  announcement_number_taken: { kind: 'conflict', says: 'There is already an announcement {number}: give this one another number.' },
  receipt_number_taken: { kind: 'conflict', says: 'There is already a receipt {number}: correct that one, or give this one another number.' },
  supplier_unknown: { kind: 'missing', says: 'There is no partner {supplierId} to receive from.' },
  supplier_role_missing: {
    kind: 'conflict',
    says: 'Partner {supplierId} is no supplier: give it that role first, or name the partner the goods are from.',
  },
  supplier_closed: {
    kind: 'conflict',
    says: 'Partner {supplierId} is closed: only what was announced before still arrives. Open it again, or name the announcement.',
  },
  receiving_site_unknown: { kind: 'missing', says: 'There is no site {siteId} with a receiving location.' },
  receiving_site_closed: { kind: 'conflict', says: 'Site {siteId} is closed: nothing more is received there.' },
  announcement_unknown: { kind: 'missing', says: 'There is no announcement {announcementId}.' },
  announcement_closed: {
    kind: 'conflict',
    says: 'Announcement {announcementId} is closed: open it again, or receive what comes all the same without it.',
  },
  announcement_open: { kind: 'conflict', says: 'Announcement {announcementId} is open already.' },
  announced_below_received: {
    kind: 'conflict',
    says: 'Line {line}, {sku}: {came} came of it already, so {asked} cannot be all that was announced. Correct the receipt if less came.',
  },
  announcement_empty: { kind: 'conflict', says: 'Nothing would be left of announcement {number}: close it instead.' },
  announcement_unchanged: { kind: 'conflict', says: 'Announcement {number} says so already: name what is to be otherwise.' },
  announcement_of_other: {
    kind: 'conflict',
    says: 'Announcement {announcementId} is of another supplier or for another site.',
  },
  expected_day_unreadable: { kind: 'invalid', says: '{expectedOn} is no day of the calendar.' },
  received_item_unknown: { kind: 'missing', says: 'Line {line}: there is no item {itemId}.' },
  received_item_closed: {
    kind: 'conflict',
    says: 'Line {line}: item {sku} is closed: only what was announced before still arrives. Open it again, or name the announcement.',
  },
  announcement_line_id_taken: { kind: 'conflict', says: 'One of the line ids given here is another line already.' },
  owner_unknown: { kind: 'missing', says: 'Line {line}: there is no partner {ownerId} to own the goods.' },
  owner_role_missing: {
    kind: 'conflict',
    says: 'Line {line}: partner {ownerId} owns no stock: give it the role of an owner first, or name whose goods these are.',
  },
  owner_closed: {
    kind: 'conflict',
    says: 'Line {line}: partner {ownerId} is closed and gets no more stock, but for what was announced before.',
  },
  origin_unknown: { kind: 'missing', says: 'Line {line}: no partner {originId} can have assigned the lot code.' },
  announcement_line_unknown: { kind: 'missing', says: 'Line {line}: there is no announced line {announcementLineId}.' },
  announced_item_differs: {
    kind: 'conflict',
    says: 'Line {line}: item {sku} came, and announced line {announcementLineId} is of another item.',
  },
  date_unreadable: { kind: 'invalid', says: 'Line {line}: {field} {date} is no date of the calendar.' },
  received_item_not_stocked: { kind: 'invalid', says: 'Line {line}: item {sku} is not kept in stock.' },
  unit_unknown: { kind: 'invalid', says: 'Line {line}: item {sku} has no unit {unit} on {day}.' },
  quantity_not_whole: {
    kind: 'invalid',
    says: 'Line {line}: {quantity} {unit} is no whole number of {baseUnit} above zero.',
  },
  receipt_lot_needed: { kind: 'invalid', says: 'Line {line}: item {sku} is followed by lot; name it.' },
  receipt_lot_not_kept: { kind: 'invalid', says: 'Line {line}: item {sku} is not followed by lot; leave it out.' },
  serials_do_not_match: { kind: 'invalid', says: 'Line {line}: {quantity} units need as many serials; {serials} came.' },
  below_least_life: {
    kind: 'conflict',
    says: 'Line {line}: the goods last to {lastsTo}; item {sku} must last to {needs} when it arrives.',
    override: 'receipt.below-least-life',
  },
  over_announced: {
    kind: 'conflict',
    says: 'Line {line}: {asked} come, and {left} of the announced quantity are left.',
    override: 'receipt.over',
  },
  received_serial_taken: { kind: 'conflict', says: 'One of the serials is another unit of its item already.' },
  received_lot_id_taken: { kind: 'conflict', says: 'One of the lot ids given here is another lot already.' },
  receiving_location_elsewhere: {
    kind: 'invalid',
    says: 'Line {line}: location {locationId} is no location of ours at the site.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
