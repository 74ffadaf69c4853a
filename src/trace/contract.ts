// What a trace is asked and what it answers. Quantities are base units, as text.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'

const Quantity = Type.String()
const MaybeId = Type.Union([WireId, Type.Null()])
const MaybeText = Type.Union([Type.String(), Type.Null()])

/** Ask for a trace: from what, and which way. */
export const AskTrace = Type.Object(
  {
    direction: Type.Union([Type.Literal('forward'), Type.Literal('back')]),
    from: Type.Union([
      Type.Literal('lot'),
      Type.Literal('serial'),
      Type.Literal('order'),
      Type.Literal('receipt'),
      Type.Literal('supplier_lot'),
      Type.Literal('customer'),
    ]),
    /** The id of the lot, serial, order, receipt document or customer. */
    id: Type.Optional(WireId),
    /** A lot, serial or supplier's lot code; an order's or receipt's number; a customer's code. */
    code: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    itemId: Type.Optional(WireId),
    supplierId: Type.Optional(WireId),
    position: Type.Optional(
      Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description: 'A position of the record: what was known by then.' }),
    ),
  },
  { additionalProperties: false },
)

/** What became of a lot. Reserved stock is not told by lot; picked is a part of on hand. */
export const LotQuantities = Type.Object({
  opening: Quantity,
  received: Quantity,
  made: Quantity,
  found: Quantity,
  onHand: Quantity,
  inTransit: Quantity,
  picked: Quantity,
  withCustomers: Quantity,
  shipped: Quantity,
  returned: Quantity,
  backAtSupplier: Quantity,
  consumed: Quantity,
  destroyed: Quantity,
  lost: Quantity,
})

/** A lot the trace reached; depth 0 is where it started. */
export const TracedLot = Type.Object({
  id: WireId,
  itemId: WireId,
  sku: Type.String(),
  code: Type.String(),
  depth: Type.Integer(),
  origin: WireId,
  bindingOn: MaybeText,
  mergedIntoId: MaybeId,
  quantities: LotQuantities,
  /** The most that may have gone out besides, in movements whose lot is not known. */
  possiblyOut: Quantity,
  addsUp: Type.Boolean(),
})

const shipment = {
  id: Type.String({ description: 'The movement: <document id>.<line>.' }),
  orderId: MaybeId,
  customerId: MaybeId,
  lot_id: WireId,
  serialId: MaybeId,
  quantity: Quantity,
  shippedAt: Type.String(),
}

const back = {
  id: Type.String(),
  customerId: MaybeId,
  orderId: MaybeId,
  lot_id: WireId,
  quantity: Quantity,
  returnedAt: Type.String(),
}
const oneOf = Type.Integer({ description: 'Of how many lots the movement may have been.' })

/** What a trace answers. */
export const Trace = Type.Object({
  start: Type.Object({
    from: Type.String(),
    id: MaybeId,
    code: MaybeText,
    lotIds: Type.Array(WireId),
  }),
  direction: Type.String(),
  lots: Type.Array(TracedLot),
  edges: Type.Array(
    Type.Object({
      documentId: WireId,
      inputLotId: WireId,
      outputLotId: WireId,
      inputQuantity: Quantity,
      outputQuantity: Quantity,
    }),
  ),
  shipments: Type.Array(Type.Object(shipment)),
  possible: Type.Array(
    Type.Object({
      ...shipment,
      oneOf,
    }),
  ),
  returns: Type.Array(Type.Object(back)),
  possibleReturns: Type.Array(Type.Object({ ...back, oneOf })),
  receipts: Type.Array(
    Type.Object({
      id: Type.String(),
      number: MaybeText,
      supplierId: MaybeId,
      supplierLotCode: MaybeText,
      lot_id: WireId,
      quantity: Quantity,
      receivedAt: Type.String(),
    }),
  ),
  customers: Type.Array(
    Type.Object({
      customerId: WireId,
      certainty: Type.Union([Type.Literal('certain'), Type.Literal('possible')]),
      shipped: Quantity,
      returned: Quantity,
      possible: Quantity,
    }),
  ),
  stock: Type.Array(
    Type.Object({
      lot_id: WireId,
      ownerId: WireId,
      siteId: WireId,
      locationId: WireId,
      quantity: Quantity,
      picked: Quantity,
      held: Type.Union([Type.Integer(), Type.Null()], { description: 'How many holds cover it; null in a trace as known.' }),
    }),
  ),
  reserved: Type.Array(Type.Object({ itemId: WireId, siteId: WireId, quantity: Quantity })),
})
