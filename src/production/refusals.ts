import { type Refusals, refuser } from '#kernel'

/** Every reason a transformation may be refused. */
export const refusals = {
  production_site_unknown: { kind: 'missing', says: 'There is no site {siteId}.' },
  transformed_item_unknown: { kind: 'missing', says: '{end} {line}: there is no item {itemId}.' },
  output_owner_unknown: { kind: 'missing', says: 'Output {line}: there is no partner {ownerId} to own it.' },
  output_owner_role_missing: {
    kind: 'conflict',
    says: 'Output {line}: partner {ownerId} owns no stock: give it the role of an owner first, or name whose it is.',
  },
  output_lot_id_taken: { kind: 'conflict', says: 'One of the lot ids given here is another lot already.' },
  transformed_elsewhere: {
    kind: 'invalid',
    says: '{end} {line}: location {locationId} is no location of ours at the site.',
  },
  output_item_closed: { kind: 'conflict', says: 'Output {line}: item {sku} is closed: nothing more is made of it.' },
  output_owner_closed: { kind: 'conflict', says: 'Output {line}: partner {ownerId} is closed and gets no other goods.' },
  output_needs_lot: { kind: 'invalid', says: 'Output {line}: a transformation makes lots; item {sku} is not followed by lot.' },
  output_date_unreadable: { kind: 'invalid', says: 'Output {line}: {field} {date} is no date of the calendar.' },
  transformed_serials_differ: {
    kind: 'invalid',
    says: '{end} {line}: {quantity} units need as many serials; {serials} are named.',
  },
  output_serial_taken: { kind: 'conflict', says: 'One of the serials was given to another unit of its item at the same moment.' },
  unit_not_of_input: {
    kind: 'conflict',
    says: 'Unit {serial} went into something else than what goes in here: it cannot come out of it.',
  },
  part_unknown: { kind: 'invalid', says: 'No one unit {serial} goes in or comes out here with that number.' },
  part_twice: { kind: 'invalid', says: 'Unit {serial} cannot have gone into more than one unit.' },
  output_lot_exists: {
    kind: 'conflict',
    says: 'Output {line}: there is already a lot {code} of that item. A transformation makes new lots.',
  },
  one_output_item: { kind: 'invalid', says: 'Only one item may come out of it ({kind}), and {items} are named.' },
  same_item_only: { kind: 'invalid', says: 'A {kind} keeps the item; {items} are named.' },
  quantity_not_kept: { kind: 'invalid', says: 'A {kind} keeps the quantity: {inputs} go in, {outputs} come out.' },
  edge_unknown: { kind: 'invalid', says: 'Entry {edge} of what went into what names input {input} and output {output}, which are not both there.' },
  edge_twice: { kind: 'invalid', says: 'It is said twice how much of input {input} went into output {output}.' },
  edge_above_end: {
    kind: 'invalid',
    says: '{end} {line} is {quantity}, and {asked} of it are said to have gone from one to another.',
  },
  input_without_edge: { kind: 'invalid', says: 'Nothing says what became of input {line}: name an output it went into.' },
  edges_incomplete: { kind: 'invalid', says: 'Nothing says what output {line} was made of: name an input that went into it.' },
  made_of_nothing: {
    kind: 'conflict',
    says: 'Nothing would be left of what went in, and {outputs} lots came out: take the outputs back as well.',
  },
  made_of_itself: { kind: 'conflict', says: 'Lot {lotId} was made of what came out here: it cannot have gone in.' },
  made_into_nothing: {
    kind: 'conflict',
    says: 'Nothing would be left of what came out, and {inputs} lots went in: take the inputs back as well.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
