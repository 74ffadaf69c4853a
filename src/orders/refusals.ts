import { type Refusals, refuser } from '#kernel'

/** Every reason orders and returns may be refused. */
export const refusals = {
  channel_code_taken: { kind: 'conflict', says: 'There is already a channel {code}.' },
  channel_id_taken: { kind: 'conflict', says: 'There is already a channel with the id {channelId}.' },
  channel_unknown: { kind: 'missing', says: 'There is no channel {channelId}.' },
  site_unknown: { kind: 'missing', says: 'There is no site {siteId}.' },
  customer_unknown: { kind: 'missing', says: 'There is no customer {customerId}.' },
  order_item_unknown: { kind: 'missing', says: 'Line {line}: there is no item {itemId}.' },
  item_not_stocked: { kind: 'invalid', says: 'Line {line}: item {sku} is not kept in stock.' },
  serials_too_early: {
    kind: 'invalid',
    says: 'Line {line}: serials are named when units are picked or shipped, and this order only reserves.',
  },
  order_number_taken: { kind: 'conflict', says: 'There is already an order {number}.' },
  order_id_taken: { kind: 'conflict', says: 'There is already an order with the id {orderId}.' },
  order_unknown: { kind: 'missing', says: 'There is no order {orderId}.' },
  order_line_taken: { kind: 'conflict', says: 'A line of order {number} has the id of another line.' },
  order_line_unknown: { kind: 'missing', says: 'Order {orderId} has no line {lineId}.' },
  order_line_twice: { kind: 'invalid', says: 'A line of order {orderId} is named twice.' },
  nothing_open: { kind: 'conflict', says: 'Nothing of order {orderId} is reserved, so nothing can be picked.' },
  nothing_to_ship: { kind: 'conflict', says: 'Nothing of order {orderId} is picked, so nothing can be shipped.' },
  not_shipped_yet: { kind: 'conflict', says: 'Nothing of order {orderId} was shipped.' },
  step_taken: { kind: 'conflict', says: 'Order {orderId} was {step} already.' },
  below_handled: {
    kind: 'conflict',
    says: 'Line {lineId} cannot fall to {asked}: {handled} are shipped.',
  },
  nothing_to_cancel: { kind: 'conflict', says: 'Nothing of order {orderId} is left to cancel.' },
  staging_missing: { kind: 'conflict', says: 'Site {siteId} has no staging location.' },
  returns_missing: { kind: 'conflict', says: 'Site {siteId} has no location for returns or quarantine.' },
  returned_item_unknown: { kind: 'missing', says: 'Line {line}: there is no item {itemId}.' },
  more_than_shipped: {
    kind: 'conflict',
    says: 'Line {line}: {asked} come back, and {left} of that order line are with the customer.',
  },
  serial_taken: { kind: 'conflict', says: 'One of the serials is another unit of its item already.' },
  serial_not_shipped: { kind: 'conflict', says: 'Line {line}: serial {serial} did not go to that customer.' },
  serials_of_return: { kind: 'invalid', says: 'Line {line}: {quantity} units come back, and {serials} serials are named.' },
  return_serial_needed: {
    kind: 'conflict',
    says: 'Line {line}: {asked} come back, and all but {left} of that order line left with their numbers: name them.',
  },
  lot_not_shipped: { kind: 'conflict', says: 'Line {line}: lot {lotId} did not go to that customer.' },
  return_number_taken: { kind: 'conflict', says: 'There is already a return {number}.' },
  more_came_back: {
    kind: 'conflict',
    says: 'Of order line {lineId} {back} more of lot {lotId} would have come back than went out: correct the return with it.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
