import { type Refusals, refuser } from '#kernel'

/** Every reason the lots may say no. */
export const refusals = {
  lot_exists: { kind: 'conflict', says: 'There is already a lot {lotId}.' },
  lot_item_missing: { kind: 'missing', says: 'There is no item {itemId}.' },
  lot_item_closed: { kind: 'conflict', says: 'Item {sku} is closed; it gets no new lots.' },
  lot_item_not_stocked: { kind: 'conflict', says: 'Item {sku} is no product; it has no lots.' },
  origin_missing: { kind: 'missing', says: 'No partner {originId} can have assigned the code.' },
  code_not_printable: {
    kind: 'invalid',
    says: 'GS1 prints up to 20 characters of its set 82; {code} is something else.',
  },
  code_unseen: {
    kind: 'invalid',
    says: 'The lot code {code} holds what nobody sees: its character {at} is {character}. Leave it out.',
  },
  lot_code_taken: {
    kind: 'conflict',
    says: 'Lot {lotId} already has the code {code} of that origin.',
  },
  date_impossible: { kind: 'invalid', says: '{date} is no date: {field}.' },
  dates_disordered: { kind: 'invalid', says: 'It is made on {produced} and {field} is {date}.' },
  attribute_unknown: { kind: 'missing', says: 'No attribute is called {name}.' },
  attribute_wrong: {
    kind: 'invalid',
    says: '{value} does not fit {name}, which is of type {type}.',
  },
  lot_missing: { kind: 'missing', says: 'There is no lot {lotId}.' },
  lot_merged: { kind: 'conflict', says: 'Lot {lotId} was merged into lot {intoLotId}.' },
  reason_needed: {
    kind: 'invalid',
    says: 'This changes what is recorded ({fields}): say why.',
  },
  same_lot: { kind: 'invalid', says: 'A lot is not merged into itself.' },
  items_differ: { kind: 'conflict', says: 'The lots {lotId} and {intoLotId} are of two items.' },
  merge_cycle: {
    kind: 'conflict',
    says: 'Lot {intoLotId} was merged into lot {lotId} already; it cannot go back.',
  },
  choices_needed: { kind: 'invalid', says: 'Only a choice has choices, and it needs some.' },
  attribute_fixed: {
    kind: 'conflict',
    says: 'Attribute {name} keeps its type {type} and the choices it has.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
