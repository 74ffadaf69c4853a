// What a trace is asked and what it answers. Quantities are base units, as text.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'

const Quantity = Type.String()
const Count = Type.Integer()
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
    limit: Type.Optional(
      Type.String({
        pattern: '^(0|[1-9][0-9]{0,5})$',
        description: 'At most so many rows of each list; `totals` tells how many there are. Without it all.',
      }),
    ),
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
  unit: Type.String({ description: 'The base unit of the item, in which everything of the lot is counted.' }),
  code: Type.String(),
  depth: Type.Integer(),
  origin: WireId,
  originCode: MaybeText,
  bindingOn: MaybeText,
  mergedIntoId: MaybeId,
  quantities: LotQuantities,
  /** The most that may have gone out besides, in movements whose lot is not known. */
  possiblyOut: Quantity,
  addsUp: Type.Boolean(),
})

// Ids with the codes people know them by: the order's number, the customer's code, the SKU.
const whose = { orderId: MaybeId, order: MaybeText, customerId: MaybeId, customer: MaybeText }
const which = { lot_id: WireId, lot: Type.String(), sku: Type.String() }
const ofStart = Type.Boolean({
  description: 'Of the very order, customer or receipt the trace started at; these come first. False where it started at a lot or unit.',
})
const shipment = {
  id: Type.String({ description: 'The movement: <document id>.<line>.' }),
  ...whose,
  ...which,
  serialId: MaybeId,
  serial: MaybeText,
  quantity: Quantity,
  shippedAt: Type.String(),
  ofStart,
}

const back = {
  id: Type.String(),
  ...whose,
  ...which,
  serialId: MaybeId,
  serial: MaybeText,
  quantity: Quantity,
  returnedAt: Type.String(),
  ofStart,
}
const name = Type.Union([Type.String(), Type.Null()], { description: 'Who the customer is, while it is known.' })
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
      inputLot: Type.String(),
      outputLotId: WireId,
      outputLot: Type.String(),
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
      supplier: MaybeText,
      supplierLotCode: MaybeText,
      ...which,
      quantity: Quantity,
      receivedAt: Type.String(),
      ofStart,
    }),
  ),
  customers: Type.Array(
    Type.Object({
      customerId: WireId,
      customer: MaybeText,
      name,
      itemId: WireId,
      sku: Type.String(),
      unit: Type.String({ description: 'The base unit of the item, in which it is counted here.' }),
      certainty: Type.Union([Type.Literal('certain'), Type.Literal('possible')]),
      shipped: Quantity,
      returned: Quantity,
      possible: Quantity,
    }),
    { description: 'What each customer had, a row for each item, who has most first: quantities of different items are never added.' },
  ),
  holders: Type.Array(
    Type.Object({ ...which, customerId: WireId, customer: MaybeText, name, quantity: Quantity }),
    { description: 'What customers have for certain of each lot the trace started at, less what came back; who has most first.' },
  ),
  stock: Type.Array(
    Type.Object({
      ...which,
      ownerId: WireId,
      owner: MaybeText,
      siteId: WireId,
      site: MaybeText,
      locationId: WireId,
      location: Type.String(),
      quantity: Quantity,
      picked: Quantity,
      held: Type.String({ description: 'How much of it is on hold.' }),
    }),
  ),
  reserved: Type.Array(
    Type.Object({ itemId: WireId, sku: Type.String(), siteId: WireId, site: MaybeText, quantity: Quantity }),
  ),
  open: Type.Array(
    Type.Object({
      lineId: WireId,
      orderId: WireId,
      order: Type.String(),
      customerId: WireId,
      customer: MaybeText,
      itemId: WireId,
      sku: Type.String(),
      siteId: WireId,
      site: MaybeText,
      state: Type.Enum(['picked', 'wanted', 'reserved'], {
        description: 'Picked and waiting for its shipment; reserved and wanting just this lot; reserved of its item where it lies.',
      }),
      certainty: Type.Enum(['certain', 'possible'], { description: 'What is only reserved may get the lot or another.' }),
      lotIds: Type.Array(WireId),
      lots: Type.Array(Type.String()),
      quantity: Quantity,
    }),
    { description: 'Lines of open orders that have the lots or may get them.' },
  ),
  units: Type.Optional(Type.Array(
    Type.Object({
      serialId: WireId, serial: Type.String(), itemId: WireId, sku: Type.String(), lot_id: MaybeId, lot: MaybeText,
      locationId: MaybeId, location: MaybeText, partnerId: MaybeId, partner: MaybeText,
    }),
    { description: 'The units with their own number that the start names, and where each is: at a place of ours, or with a partner.' },
  )),
  unitMovements: Type.Optional(Type.Array(
    Type.Object({
      id: Type.String(), documentId: WireId, kind: Type.String(), serialId: WireId, serial: Type.String(),
      from: Type.String(), to: Type.String(), orderId: MaybeId, order: MaybeText, receipt: MaybeText, occurredAt: Type.String(),
    }),
    { description: 'How these units came to us and went from us.' },
  )),
  totals: Type.Object(
    {
      lots: Count, edges: Count, shipments: Count, possible: Count, returns: Count, possibleReturns: Count, receipts: Count,
      customers: Count, holders: Count, stock: Count, reserved: Count, open: Count,
      units: Type.Optional(Count), unitMovements: Type.Optional(Count),
    },
    { description: 'How many rows each list has, also where `limit` cut it.' },
  ),
})
