// What a correction says over the wire.
import { type Static, Type } from 'typebox'
import { orNull, WireDate, WireId, WireMoment, WireMovementId, WireQuantity, WireQuantityOrZero, WireReason, WireText } from '#kernel/contract'
import { FieldValues, LotCode, WireDates } from '#lots/contract'

const strict = { additionalProperties: false }

/** A lot by what is written on it. The origin is who assigned the code: the supplier, unless told otherwise. */
const NamedLot = Type.Object(
  { code: Type.Optional(LotCode), originId: Type.Optional(WireId), dates: Type.Optional(WireDates) },
  strict,
)

const Line = Type.Object(
  {
    documentId: WireId,
    line: Type.Integer({ minimum: 1, description: 'The line as the document numbered it, whatever corrected it since.' }),
    quantity: Type.Optional(Type.String({
      pattern: '^[0-9]{1,13}(\\.[0-9]{1,12})?$', description: 'What it really was, in `unit`, or base units; 0: it never happened.',
    })),
    unit: Type.Optional(WireText),
    itemId: Type.Optional(WireId),
    lotId: Type.Optional(WireId),
    lot: Type.Optional(NamedLot),
    candidateIds: Type.Optional(Type.Array(WireId, { minItems: 2, maxItems: 200, uniqueItems: true })),
    supplierId: Type.Optional(WireId),
    locationId: Type.Optional(WireId),
    secondQuantity: Type.Optional(WireQuantity),
  },
  strict,
)

/**
 * Says what lines of documents really were. What is left out was right; a quantity of zero: it never happened. A line
 * named more than once was of several lots. Documents named whole never happened at all.
 */
export const Correct = Type.Object(
  {
    reason: WireReason,
    documents: Type.Optional(Type.Array(WireId, { minItems: 1, maxItems: 1_000 })),
    lines: Type.Optional(Type.Array(Line, { minItems: 1, maxItems: 10_000 })),
  },
  strict,
)

/** Says of a line whose lot is not known which lots it was of, or was not of; the rest stays one of those left. */
export const Resolve = Type.Object(
  {
    documentId: WireId,
    line: Type.Integer({ minimum: 1 }),
    lots: Type.Optional(Type.Array(Type.Object({ lotId: WireId, quantity: WireQuantity }, strict), { minItems: 1, maxItems: 200 })),
    notLotIds: Type.Optional(Type.Array(WireId, { minItems: 1, maxItems: 200 })),
    reason: WireReason,
  },
  strict,
)

const Differing = Type.Object({ added: Type.Array(WireId), removed: Type.Array(WireId) })

/** How the trace of a lot differs from before: its shipments, its customers, the lots it was made of and became. */
const ChangedTrace = Type.Object({
  lotId: WireId,
  sku: Type.String(),
  code: Type.String(),
  shipments: Type.Array(Type.Object({
    id: WireMovementId, orderId: orNull(WireId), customerId: orNull(WireId), before: WireQuantityOrZero, now: WireQuantityOrZero,
  })),
  customers: Differing,
  becomes: Differing,
  madeOf: Differing,
})

/**
 * What a correction did: picks and reservations taken back, lots that got another code, with what each field was, or turned out to be others,
 * holds it placed, lots whose label says they last longer than what went into them, and the traces that differ.
 * `entered` keeps quantities as they were counted.
 */
export const Corrected = Type.Object({
  documentId: WireId,
  lines: Type.Integer(),
  unpicked: WireQuantityOrZero,
  voided: WireQuantityOrZero,
  renamed: Type.Array(Type.Object({ lotId: WireId, changed: Type.Array(Type.String()), values: Type.Optional(Type.Array(FieldValues)) })),
  merged: Type.Array(Type.Object({ lotId: WireId, intoLotId: WireId })),
  holds: Type.Array(WireId),
  outlasts: Type.Array(Type.Object({ lotId: WireId, lastsTo: orNull(WireDate), inputLotId: WireId, inputLastsTo: WireDate })),
  traces: Type.Array(ChangedTrace),
  entered: Type.Optional(Type.Array(Type.Object({
    documentId: WireId, line: Type.Integer(), quantity: orNull(Type.String()), unit: orNull(Type.String()),
  }))),
})
export type Corrected = Static<typeof Corrected>

const Text = Type.String()
const LotCalled = Type.Object({ lotId: WireId, lot: Text })

/** So much of one lot, or of one of several (`candidates`), between two places. */
const LinePart = Type.Object({
  itemId: WireId,
  sku: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  candidates: Type.Array(LotCalled),
  serial: orNull(Text),
  quantity: WireQuantity,
  unit: Type.String({ description: 'The base unit of the item, in which it is counted here.' }),
  secondQuantity: orNull(WireQuantityOrZero),
  secondUnit: orNull(Text),
  fromLocationId: WireId,
  from: Text,
  toLocationId: WireId,
  to: Text,
})

/**
 * The lines of a document: as they were told `first`, and what stands of them by now (no `parts`: it never happened). Lines
 * that are corrections themselves name what they `correct`; these and picks are not corrected here.
 */
export const DocumentLines = Type.Object({
  id: WireId,
  kind: Text,
  occurredAt: WireMoment,
  lines: Type.Array(Type.Object({
    line: Type.Integer(),
    kind: Text,
    name: Type.String({ description: 'The name of the item.' }),
    correctable: Type.Boolean(),
    corrects: orNull(Type.Object({ documentId: WireId, line: Type.Integer() })),
    first: LinePart,
    parts: Type.Array(LinePart),
    correctedBy: Type.Array(WireId),
  })),
})
export type DocumentLines = Static<typeof DocumentLines>

const Related = { documentId: WireId, kind: Text, occurredAt: WireMoment, recordedAt: WireMoment, actorId: WireId, reason: orNull(Text) }

/**
 * The documents that this one corrects (`of`) and what it did thereby (`did`), and the corrections of it (`by`) with the
 * lines they are of, the first first.
 */
export const DocumentCorrections = Type.Object({
  of: Type.Array(Type.Object(Related)),
  did: orNull(Corrected),
  by: Type.Array(Type.Object({ ...Related, lines: Type.Array(Type.Integer()) })),
})
export type DocumentCorrections = Static<typeof DocumentCorrections>
