import { type Refusals, refuser } from '#kernel'

/** Every reason a correction may be refused, besides what the posting refuses. */
export const refusals = {
  nothing_to_correct: { kind: 'invalid', says: 'Name documents or lines to correct.' },
  document_unknown: { kind: 'missing', says: 'There is no document {documentId} with movements.' },
  line_unknown: { kind: 'missing', says: 'Document {documentId} has no line {line}.' },
  corrects_another: {
    kind: 'invalid',
    says: 'Line {line} of document {documentId} is itself a correction: correct line {ofLine} of document {ofDocumentId} again.',
  },
  picks_correct_by_unpick: {
    kind: 'conflict',
    says: 'A pick is taken back by an unpick, not by a correction; what has left is corrected at its shipment.',
  },
  corrected_supplier_unknown: { kind: 'missing', says: 'There is no partner {supplierId} who could have delivered.' },
  corrected_supplier_role_missing: {
    kind: 'conflict',
    says: 'Partner {supplierId} is no supplier: give it that role first, or name the partner who delivered.',
  },
  supplier_of_receipt: { kind: 'invalid', says: 'Line {line} of document {documentId} is no receipt: it has no supplier.' },
  lot_named_twice: { kind: 'invalid', says: 'Line {line} of document {documentId} names its lot in more than one way: by its id, by what is on the label, or as one of several.' },
  line_of_several: {
    kind: 'invalid',
    says: 'Line {line} of document {documentId} is of several lots: name it once for each, with the lot and its quantity.',
  },
  unit_without_quantity: { kind: 'invalid', says: 'Line {line} of document {documentId} names the unit {unit} and no quantity.' },
  corrected_unit_unknown: { kind: 'invalid', says: 'Line {line} of document {documentId}: item {sku} had no unit {unit} on {day}.' },
  corrected_not_whole: {
    kind: 'invalid',
    says: 'Line {line} of document {documentId}: {quantity} {unit} is no whole number of {baseUnit}.',
  },
  corrected_item_unknown: { kind: 'missing', says: 'There is no item {itemId}.' },
  corrected_lot_needed: { kind: 'invalid', says: 'Item {sku} is followed by lot: say which lot line {line} of document {documentId} was of.' },
  made_lot_exists: { kind: 'conflict', says: 'There is already a lot {code} of that item. A transformation makes new lots.' },
  lot_unsure: { kind: 'conflict', says: 'Line {line} of document {documentId} is of one of several lots: say which with their ids.' },
  nothing_changes: { kind: 'invalid', says: 'The correction changes nothing: what it names is recorded so already.' },
  lot_is_known: { kind: 'conflict', says: 'The lot of line {line} of document {documentId} is known: if it is the wrong one, correct the line.' },
  lot_no_candidate: { kind: 'conflict', says: 'Line {line} of document {documentId} cannot have been of lot {lotId}.' },
  more_than_unknown: { kind: 'conflict', says: '{asked} are told, and {quantity} of line {line} of document {documentId} are of an unknown lot.' },
  no_candidate_left: { kind: 'conflict', says: 'Of line {line} of document {documentId} no lot would be left it can have been of.' },
} as const satisfies Refusals

export const refuse = refuser(refusals)
