// What is answered about orders, returns and channels.
import { type Static, Type } from 'typebox'
import { orNull, WireDifference, WireId, WireMoment, WireMovementId, WireQuantity, WireQuantityOrZero } from '#kernel/contract'
import { DecidedAgain, Decision, ShipmentRow } from '#ledger/contract'
import { WaitingCursor } from './contract.ts'

const Text = Type.String()
const OrderState = Type.Enum([
  'placed', 'waiting', 'partly_reserved', 'reserved', 'partly_picked', 'picked', 'packed', 'partly_shipped', 'shipped',
  'delivered', 'partly_returned', 'returned', 'cancelled',
])
const BaseUnit = Type.String({ description: 'The base unit of the item, in which it is counted here.' })
const customer = {
  customerId: Type.String({ ...WireId, description: 'The customer; the nil id for a guest.' }), customer: orNull(Text), customerCode: orNull(Text),
}
const Candidates = Type.Array(Type.Object({ lotId: WireId, lot: Text }), {
  description: 'The lots it may have been of, where that is not known.',
})

/** An order in the list, and where it stands by its least line. */
export const OrderRow = Type.Object({
  id: WireId, number: Text, ...customer, channelId: WireId, channel: Text,
  siteId: WireId, site: orNull(Text), placedAt: WireMoment, lines: Type.Integer(), state: OrderState,
})
export type OrderRow = Static<typeof OrderRow>

/** What went to a customer, for which order, and who the customer is while that is known. */
export const ShippedRow = Type.Object({
  ...ShipmentRow.properties, orderId: orNull(WireId), order: orNull(Text), customerName: orNull(Text),
})

/** A line, and where each unit of it stands. `short`: what it still waits for. */
const OrderLine = Type.Object({
  id: WireId, line: Type.Integer(), itemId: WireId, sku: Text, name: Text, unit: BaseUnit,
  ownerId: WireId, owner: orNull(Text), wantedLotId: orNull(WireId), wantedLot: orNull(Text),
  ordered: WireQuantityOrZero, reserved: WireQuantityOrZero, picked: WireQuantityOrZero, shipped: WireQuantityOrZero,
  returned: WireQuantityOrZero, short: WireQuantityOrZero,
})

/** One order: its lines, what was done and changed, its movements, and why its lines got their lots. */
export const OrderPage = Type.Object({
  id: WireId, documentId: WireId, number: Text, ...customer, channelId: WireId, channel: Text, siteId: WireId, site: Text,
  placedAt: WireMoment, state: OrderState,
  shipTo: orNull(Type.Object({ name: orNull(Text), address: orNull(Text), country: orNull(Text) })),
  lines: Type.Array(OrderLine),
  steps: Type.Array(Type.Object({
    step: Type.Enum(['packed', 'shipped', 'delivered', 'cancelled']), parcel: orNull(Text), occurredAt: WireMoment, documentId: WireId,
    actorId: WireId,
  })),
  movements: Type.Array(Type.Object({
    id: WireMovementId, documentId: WireId, kind: Text, lineId: WireId, itemId: WireId, sku: Text,
    lotId: orNull(WireId), lot: orNull(Text), candidates: Candidates, serialId: orNull(WireId), serial: orNull(Text),
    fromLocationId: WireId, from: Text, toLocationId: WireId, to: Text, quantity: WireQuantity, unit: BaseUnit,
    corrects: orNull(WireMovementId), occurredAt: WireMoment,
  })),
  decisions: Type.Array(Type.Object({ documentId: WireId, decided: Type.Array(Decision) })),
  changes: Type.Array(Type.Object({
    documentId: WireId, occurredAt: WireMoment, actorId: WireId, reason: orNull(Text),
    what: Type.Enum(['quantity', 'added', 'customer']), lineId: orNull(WireId), line: orNull(Type.Integer()),
    change: orNull(WireDifference), before: orNull(Text), after: orNull(Text),
  })),
})
export type OrderPage = Static<typeof OrderPage>

/** An order's choices of lots, each decided once more; `agrees`: all came out the same. */
export const OrderReplayed = Type.Object({ orderId: WireId, agrees: Type.Boolean(), rows: Type.Array(DecidedAgain) })
export type OrderReplayed = Static<typeof OrderReplayed>

/** Order lines that wait for stock. */
export const WaitingPage = Type.Object({
  rows: Type.Array(Type.Object({
    orderId: WireId, number: Text, ...customer, channelId: WireId, channel: Text, siteId: WireId, site: Text,
    placedAt: WireMoment, lineId: WireId, line: Type.Integer(), itemId: WireId, sku: Text, unit: BaseUnit, ordered: WireQuantity, shipped: WireQuantityOrZero,
    setAside: WireQuantityOrZero, short: WireQuantity,
  })),
  next: orNull(WaitingCursor),
})
export type WaitingPage = Static<typeof WaitingPage>

export const ChannelList = Type.Object({
  rows: Type.Array(Type.Object({
    id: WireId, code: Text, name: Text, leastLifeDays: orNull(Type.Integer()), transitDays: Type.Integer(), policy: Type.Enum(['fefo', 'fifo', 'fewest_lots']),
    closedAt: orNull(WireMoment),
  })),
  next: Type.Null(),
})
export type ChannelList = Static<typeof ChannelList>

/** A return in the list. `unmatched`: lines that were matched by nothing. */
export const ReturnRow = Type.Object({
  id: WireId, number: Text, ...customer, siteId: WireId, site: orNull(Text),
  occurredAt: WireMoment, recordedAt: WireMoment, lines: Type.Integer(), unmatched: Type.Integer(),
})
export type ReturnRow = Static<typeof ReturnRow>

/**
 * One return. Of each line what it was matched to, the lot it is or the lots it may be of (`certainty` null: nothing is
 * known, or no lot is kept), where it came from and where it was put.
 */
export const ReturnPage = Type.Object({
  id: WireId, number: Text, ...customer, siteId: WireId, site: Text, occurredAt: WireMoment, recordedAt: WireMoment,
  actorId: WireId, reason: orNull(Text),
  lines: Type.Array(Type.Object({
    id: WireMovementId, line: Type.Integer(), itemId: WireId, sku: Text, name: Text, quantity: WireQuantity, unit: BaseUnit,
    matched: Type.Enum(['order', 'customer', 'nothing'], { description: 'To an order line, to what the customer had, or to nothing.' }),
    orderLineId: orNull(WireId), orderLine: orNull(Type.Integer()), orderId: orNull(WireId), order: orNull(Text),
    certainty: orNull(Type.Enum(['certain', 'possible'])), lotId: orNull(WireId), lot: orNull(Text), candidates: Candidates,
    serialId: orNull(WireId), serial: orNull(Text), ownerId: WireId, owner: orNull(Text),
    fromLocationId: WireId, from: Text, locationId: WireId, location: Text,
    role: Type.String({ description: 'What the place is for: `returns`, or `quarantine` when it is kept apart.' }),
    correctedBy: Type.Array(WireId, { description: 'The corrections of this line.' }),
  })),
})
export type ReturnPage = Static<typeof ReturnPage>
