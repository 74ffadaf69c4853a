import { type Static, Type } from 'typebox'
import {
  orNull, WireDifference, WireId, WireMovementId, WireNewId, WireQuantity, WireQuantityOrZero, WireReason, WireText,
} from '#kernel/contract'

const strict = { additionalProperties: false }
const WireSerial = Type.String({ minLength: 1, maxLength: 100 })
const WireSerials = Type.Array(WireSerial, { minItems: 1, maxItems: 5_000 })

/** Where the next page of waiting lines begins, as the page before told it. */
export const WaitingCursor = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3])(:[0-5]\\d){2}\\.\\d{3}Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'Go on behind: `next` of the answer before.',
})

/** A channel: where orders come from, and the life its customers must still have. */
export const CreateChannel = Type.Object(
  {
    channelId: Type.Optional(WireNewId),
    code: WireText,
    name: WireText,
    leastLifeDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 36_500 })),
    transitDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
    policy: Type.Optional(
      Type.Union([Type.Literal('fefo'), Type.Literal('fifo'), Type.Literal('fewest_lots')]),
    ),
  },
  strict,
)

/** A channel as it becomes; what is left out stays, and null clears the least life. */
export const ChangeChannel = Type.Object(
  {
    channelId: WireId,
    reason: WireReason,
    name: Type.Optional(WireText),
    leastLifeDays: Type.Optional(Type.Union([Type.Integer({ minimum: 0, maximum: 36_500 }), Type.Null()])),
    transitDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
    policy: Type.Optional(Type.Enum(['fefo', 'fifo', 'fewest_lots'])),
    closed: Type.Optional(Type.Boolean({ description: 'A closed channel takes no new orders.' })),
  },
  strict,
)

const ShipTo = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    address: Type.Optional(Type.String({ maxLength: 1000 })),
    country: Type.Optional(Type.String({ maxLength: 100 })),
  },
  strict,
)

/**
 * An order. Without a customer it is a guest's. Its lines are reserved at once, and what is short waits for
 * stock; `through` says how far it goes. `placed`: it is only noted, and nothing is set aside for it until somebody reserves it.
 */
export const PlaceOrder = Type.Object(
  {
    orderId: Type.Optional(WireNewId),
    number: WireText,
    customerId: Type.Optional(WireId),
    channelId: WireId,
    siteId: WireId,
    through: Type.Optional(
      Type.Enum(['placed', 'reserved', 'picked', 'shipped'], {
        description: 'How far it goes at once; reserved when left out. placed: only noted; nothing is set aside, nor served as stock comes, until it is reserved. picked needs `order.pick` as well, shipped `order.ship`.',
      }),
    ),
    shipTo: Type.Optional(ShipTo),
    lines: Type.Array(
      Type.Object(
        {
          lineId: Type.Optional(WireNewId),
          itemId: WireId,
          ownerId: Type.Optional(WireId),
          wantedLotId: Type.Optional(WireId),
          quantity: WireQuantity,
          serials: Type.Optional(WireSerials),
        },
        strict,
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
  },
  strict,
)

/** Something done to a whole order. */
export const OfOrder = Type.Object({ orderId: WireId }, strict)

/**
 * Pick an order: all that is reserved, or named lines, with lots or units named by a scan or chosen by the policy. A lot
 * without a location is taken from where most of it lies free. `reason`: why these lots, where the policy would have taken others.
 */
export const PickOrder = Type.Object(
  {
    orderId: WireId,
    reason: Type.Optional(WireReason),
    lines: Type.Optional(
      Type.Array(
        Type.Object(
          {
            lineId: WireId,
            quantity: Type.Optional(WireQuantity),
            oneOfLotIds: Type.Optional(Type.Array(WireId, {
              minItems: 2, maxItems: 200, uniqueItems: true, description: 'It is taken of these lots, in the policy’s order.',
            })),
            lots: Type.Optional(
              Type.Array(
                Type.Object(
                  { lotId: WireId, locationId: Type.Optional(WireId), quantity: WireQuantity, serials: Type.Optional(WireSerials) },
                  strict,
                ),
                { minItems: 1, maxItems: 500 },
              ),
            ),
            serials: Type.Optional(WireSerials),
          },
          strict,
        ),
        { minItems: 1, maxItems: 5_000 },
      ),
    ),
  },
  strict,
)

/** Take picked goods back to where they came from. */
export const UnpickOrder = Type.Object(
  { orderId: WireId, lineId: Type.Optional(WireId), reason: Type.Optional(WireReason) },
  strict,
)

/** A step that names a parcel. */
export const StepOfOrder = Type.Object({ orderId: WireId, parcel: Type.Optional(WireText) }, strict)

/** Ship what is picked. Units of an item followed by serial at shipment are named here, each with its line. */
export const ShipOrder = Type.Object(
  {
    orderId: WireId,
    parcel: Type.Optional(WireText),
    overrideReason: Type.Optional(WireReason),
    serials: Type.Optional(
      Type.Array(
        Type.Object({ lineId: WireId, serial: WireSerial, lotId: Type.Optional(WireId) }, strict),
        { minItems: 1, maxItems: 10_000 },
      ),
    ),
  },
  strict,
)

/**
 * Change an order. `lines`: new quantities; zero cancels a line, and picked goods above the new quantity go back.
 * `add`: more lines. `customerId`: for whom, while nothing shipped; null is a guest. `shipTo`: whereto; null forgets it.
 */
export const ChangeOrder = Type.Object(
  {
    orderId: WireId,
    reason: WireReason,
    lines: Type.Optional(
      Type.Array(Type.Object({ lineId: WireId, quantity: WireQuantityOrZero }, strict), { maxItems: 5_000 }),
    ),
    add: Type.Optional(
      Type.Array(
        Type.Object(
          {
            lineId: Type.Optional(WireNewId),
            itemId: WireId,
            ownerId: Type.Optional(WireId),
            wantedLotId: Type.Optional(WireId),
            quantity: WireQuantity,
          },
          strict,
        ),
        { maxItems: 5_000 },
      ),
    ),
    customerId: Type.Optional(Type.Union([WireId, Type.Null()])),
    shipTo: Type.Optional(Type.Union([ShipTo, Type.Null()])),
    reserve: Type.Optional(
      Type.Boolean({ description: 'Whether what is more than before is set aside at once, or waits for stock; yes when left out.' }),
    ),
  },
  strict,
)

/** Cancel what has not shipped: of the whole order, or of the lines named. */
export const CancelOrder = Type.Object(
  { orderId: WireId, reason: WireReason, lineIds: Type.Optional(Type.Array(WireId, { minItems: 1, maxItems: 5_000 })) },
  strict,
)

/** Set aside for orders that wait, oldest first: all of them, or those of an item or a site. */
export const ReserveWaiting = Type.Object(
  {
    itemId: Type.Optional(WireId),
    siteId: Type.Optional(WireId),
    after: Type.Optional(WaitingCursor),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  strict,
)

/** Goods that came back: matched by order line, else by customer, else kept apart as unknown. */
export const ReceiveReturn = Type.Object(
  {
    number: Type.Optional(WireText),
    customerId: Type.Optional(WireId),
    siteId: WireId,
    lines: Type.Array(
      Type.Object(
        {
          orderLineId: Type.Optional(WireId),
          itemId: WireId,
          ownerId: Type.Optional(WireId),
          lotId: Type.Optional(WireId),
          quantity: WireQuantity,
          serials: Type.Optional(WireSerials),
        },
        strict,
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
  },
  strict,
)

/** The channel a command made. */
export const ChannelCreated = Type.Object({ channelId: WireId })
export type ChannelCreated = Static<typeof ChannelCreated>

const ChannelFields = Type.Object({
  name: Type.Optional(Type.String()),
  leastLifeDays: Type.Optional(orNull(Type.Integer())),
  transitDays: Type.Optional(Type.Integer()),
  policy: Type.Optional(Type.String()),
  closed: Type.Optional(Type.Boolean()),
})

/** The fields that differ, as they were and as they are. */
export const ChannelChanged = Type.Object({ channelId: WireId, before: ChannelFields, after: ChannelFields })
export type ChannelChanged = Static<typeof ChannelChanged>

/** A movement to the customer; `id` names it everywhere, and `lotId` is null where no lot is kept. */
const Shipment = Type.Object({
  id: WireMovementId,
  lineId: WireId,
  lotId: orNull(WireId),
  quantity: WireQuantity,
  serial: Type.Optional(Type.String()),
})

/** What was set aside for each line, and how much of the order is short; what shipped, when it went through at once. */
export const OrderPlaced = Type.Object({
  orderId: WireId,
  lines: Type.Array(Type.Object({ lineId: WireId, reserved: WireQuantityOrZero })),
  short: WireQuantityOrZero,
  shipped: Type.Optional(Type.Array(Shipment)),
})
export type OrderPlaced = Static<typeof OrderPlaced>

/** What was set aside for a line now (below zero: let go), and what it still lacks. */
const ReservedLine = Type.Object({ lineId: WireId, reserved: WireDifference, short: WireQuantityOrZero })

export const OrderReserved = Type.Object({ orderId: WireId, lines: Type.Array(ReservedLine) })
export type OrderReserved = Static<typeof OrderReserved>

/** Lines something was set aside for, how many of those looked at still lack something, and where to go on. */
export const WaitingReserved = Type.Object({
  reserved: Type.Array(Type.Object({
    orderId: WireId, number: Type.String(), sku: Type.String(), ...ReservedLine.properties,
  })),
  waiting: Type.Integer(),
  next: orNull(WaitingCursor),
})
export type WaitingReserved = Static<typeof WaitingReserved>

/** The lots the lines got, null where none is kept; `notPicked`: lines of a whole order for which nothing could be picked, and why. */
export const OrderPicked = Type.Object({
  orderId: WireId,
  picked: Type.Array(Type.Object({
    lineId: WireId, lotId: orNull(WireId), quantity: WireQuantity, serials: Type.Optional(Type.Array(Type.String())),
  })),
  notPicked: Type.Optional(Type.Array(Type.Object({ lineId: WireId, why: Type.String() }))),
})
export type OrderPicked = Static<typeof OrderPicked>

export const OrderUnpicked = Type.Object({ orderId: WireId, unpicked: WireQuantity })
export type OrderUnpicked = Static<typeof OrderUnpicked>

export const OrderShipped = Type.Object({ orderId: WireId, shipped: Type.Array(Shipment) })
export type OrderShipped = Static<typeof OrderShipped>

export const StepTaken = Type.Object({ orderId: WireId, step: Type.Enum(['packed', 'delivered']) })
export type StepTaken = Static<typeof StepTaken>

/** How many lines got another quantity, which were added, and what was set aside for both. */
export const OrderChanged = Type.Object({
  orderId: WireId,
  lines: Type.Integer(),
  added: Type.Array(WireId),
  reserved: Type.Array(ReservedLine),
})
export type OrderChanged = Static<typeof OrderChanged>

export const OrderCancelled = Type.Object({ orderId: WireId, lines: Type.Integer() })
export type OrderCancelled = Static<typeof OrderCancelled>

/**
 * What came back, movement by movement: by what it was matched, the lots it is or may be of, and whether that is sure
 * (null: nothing is known, or no lot is kept).
 */
export const ReturnReceived = Type.Object({
  documentId: WireId,
  lines: Type.Array(Type.Object({
    source: Type.Integer({ description: 'Which line of the command, from 1.' }),
    line: Type.Integer({ description: 'Which movement of the document.' }),
    matched: Type.Enum(['order', 'customer', 'nothing']),
    orderLineId: orNull(WireId),
    lotIds: Type.Array(WireId),
    quantity: WireQuantity,
    certainty: orNull(Type.Enum(['certain', 'possible'])),
    serial: Type.Optional(Type.String()),
  })),
})
export type ReturnReceived = Static<typeof ReturnReceived>
