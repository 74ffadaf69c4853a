import { type Refusals, refuser } from '#kernel'

/** Every reason orders and returns may be refused. */
export const refusals = {
  channel_code_taken: { kind: 'conflict', says: 'There is already a channel {code}.' },
  channel_id_taken: { kind: 'conflict', says: 'There is already a channel with the id {channelId}.' },
  channel_unknown: { kind: 'missing', says: 'There is no channel {channelId}.' },
  channel_closed: { kind: 'conflict', says: 'Channel {channelId} is closed: it takes no new orders.' },
  channel_unchanged: { kind: 'invalid', says: 'That is how channel {channelId} is already.' },
  site_unknown: { kind: 'missing', says: 'There is no site {siteId}.' },
  site_closed: { kind: 'conflict', says: 'Site {siteId} is closed: it takes no new orders.' },
  customer_unknown: { kind: 'missing', says: 'There is no customer {customerId}.' },
  customer_closed: {
    kind: 'conflict',
    says: 'Partner {customerId} is closed: it places no new orders. What it ordered before goes on, and it may return goods.',
  },
  customer_role_missing: {
    kind: 'conflict',
    says: 'Partner {customerId} is no customer: give it that role first, or name the partner who buys.',
  },
  order_item_unknown: { kind: 'missing', says: 'Line {line}: there is no item {itemId}.' },
  order_item_closed: { kind: 'conflict', says: 'Line {line}: item {sku} is closed: it is not sold in new orders.' },
  item_not_stocked: { kind: 'invalid', says: 'Line {line}: item {sku} is not kept in stock.' },
  order_owner_unknown: { kind: 'missing', says: 'Line {line}: there is no partner {ownerId} to own the goods.' },
  order_owner_closed: { kind: 'conflict', says: 'Line {line}: partner {ownerId} is closed: its goods are not sold in new orders.' },
  order_owner_role_missing: {
    kind: 'conflict',
    says: 'Line {line}: partner {ownerId} owns no stock: give it the role of an owner first, or name whose goods are sold.',
  },
  wanted_lot_unknown: { kind: 'missing', says: 'Line {line}: there is no lot {lotId} to wish for.' },
  wanted_lot_of_other_item: { kind: 'invalid', says: 'Line {line}: lot {lotId} is none of item {sku}.' },
  serials_too_early: {
    kind: 'invalid',
    says: 'Line {line}: serials are named when units are picked or shipped, and this order only reserves.',
  },
  order_number_taken: { kind: 'conflict', says: 'There is already an order {number}: change that one, or give this one another number.' },
  order_id_taken: { kind: 'conflict', says: 'There is already an order with the id {orderId}.' },
  order_line_taken: { kind: 'conflict', says: 'A line of order {number} has the id of another line.' },
  order_unknown: { kind: 'missing', says: 'There is no order {orderId}.' },
  order_line_unknown: { kind: 'missing', says: 'Order {number} has no line {lineId}.' },
  nothing_to_serve: { kind: 'conflict', says: 'Nothing is there for any of {waiting} lines that wait.' },
  nothing_open: {
    kind: 'conflict',
    says: 'Nothing of order {number} is reserved, so nothing can be picked: reserve it first, when there is stock.',
  },
  nothing_to_unpick: { kind: 'conflict', says: 'Nothing of that in order {number} is picked, so nothing can go back.' },
  nothing_to_pack: { kind: 'conflict', says: 'Nothing of order {number} is picked, so nothing can be packed.' },
  nothing_to_ship: { kind: 'conflict', says: 'Nothing of order {number} is picked, so nothing can be shipped.' },
  not_shipped_yet: { kind: 'conflict', says: 'Nothing of order {number} was shipped, so nothing can have arrived.' },
  parcel_unknown: { kind: 'missing', says: 'Order {number} shipped no parcel {parcel}.' },
  step_taken: { kind: 'conflict', says: 'All of that in order {number} was {step} already.' },
  below_handled: {
    kind: 'conflict',
    says: 'Line {line} of order {number} cannot fall to {asked}: {handled} are shipped. Cancel the rest, and take back what shipped as a return.',
  },
  order_line_twice: { kind: 'invalid', says: 'Order line {lineId} is named twice: say once how much it is to be.' },
  order_unchanged: { kind: 'invalid', says: 'Order {number} is so already: the change changes nothing.' },
  customer_fixed: {
    kind: 'conflict',
    says: 'Something of order {number} shipped, so its customer stays: take it back as a return, and place another order.',
  },
  nothing_to_cancel: {
    kind: 'conflict',
    says: 'Nothing of that in order {number} is left to cancel: it shipped or was cancelled. What shipped comes back as a return.',
  },
  staging_missing: { kind: 'conflict', says: 'Site {siteId} has no staging location, where picked goods wait: make one with the role staging.' },
  returns_missing: { kind: 'conflict', says: 'Site {siteId} has no location for what comes back: make one with the role returns or quarantine.' },
  returned_item_unknown: { kind: 'missing', says: 'Line {line}: there is no item {itemId}.' },
  returned_owner_unknown: { kind: 'missing', says: 'Line {line}: there is no partner {ownerId} to own the goods.' },
  returned_owner_role_missing: {
    kind: 'conflict',
    says: 'Line {line}: partner {ownerId} owns no stock: give it the role of an owner first, or name whose goods came back.',
  },
  returned_line_unknown: { kind: 'missing', says: 'Line {line}: no order has the line {orderLineId}; leave it out to find what was sent by the customer.' },
  returned_item_differs: { kind: 'conflict', says: 'Line {line}: item {sku} came back, and that line of order {number} is of another item.' },
  returned_by_other: {
    kind: 'conflict',
    says: 'Line {line}: order {number} is of another customer. Leave the customer out to take it back for that order.',
  },
  returned_owner_differs: { kind: 'conflict', says: 'Line {line}: what order {number} shipped there was of another owner.' },
  returned_owner_needed: { kind: 'invalid', says: 'Line {line}: this customer has such goods of several owners: name the owner.' },
  more_than_shipped: {
    kind: 'conflict',
    says: 'Line {line}: {asked} come back, and {left} of that order line are with the customer.',
  },
  serial_taken: { kind: 'conflict', says: 'One of the serials is another unit of its item already.' },
  serial_not_shipped: { kind: 'conflict', says: 'Line {line}: serial {serial} did not go to that customer.' },
  serials_of_return: { kind: 'invalid', says: 'Line {line}: the quantity is {quantity}, and the serials named are {serials}: each unit has one.' },
  return_serial_needed: {
    kind: 'conflict',
    says: 'Line {line}: {asked} come back, and all but {left} of that order line left with their numbers: name them.',
  },
  lot_not_shipped: { kind: 'conflict', says: 'Line {line}: lot {lotId} did not go to that customer.' },
  return_number_taken: { kind: 'conflict', says: 'There is already a return {number}: correct that one, or give this one another number.' },
  more_came_back: {
    kind: 'conflict',
    says: 'Of order line {lineId} {back} more of lot {lotId} would have come back than went out: correct the return with it.',
  },
  customer_returned_more: {
    kind: 'conflict',
    says: 'Customer {customerId} would have returned {back} more of item {itemId} than they were sent: correct the return with it.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
