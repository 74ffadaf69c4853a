import { type Static, Type } from 'typebox'
import {
  orNull, WireDate, WireDifference, WireId, WireMoment, WireMoney, WireMovementId, WireNewId, WirePosition, WireQuantity,
  WireQuantityOrZero, WireReason,
} from '#kernel/contract'
import { LocationKind, LocationRole } from '#locations/contract'

const stockOf = {
  itemId: WireId,
  lotId: Type.Optional(WireId),
  ownerId: Type.Optional(WireId),
}

const Serials = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 10_000 })

/** Move stock between two locations of ours: put away, to quarantine, to another site's transit. */
export const MoveStock = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          ...stockOf,
          candidateIds: Type.Optional(Type.Array(WireId, { minItems: 2, maxItems: 200, uniqueItems: true })),
          fromLocationId: WireId,
          toLocationId: WireId,
          quantity: WireQuantity,
          serial: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10_000 },
    ),
  },
  { additionalProperties: false },
)

/** Say how much of a lot is really in a location: the difference is found or lost. */
export const AdjustStock = Type.Object(
  {
    ...stockOf,
    locationId: WireId,
    counted: WireQuantityOrZero,
    /** The units with a number among those counted. */
    serials: Type.Optional(Serials),
    reason: WireReason,
  },
  { additionalProperties: false },
)

/** Destroy stock. */
export const DisposeStock = Type.Object(
  { ...stockOf, locationId: WireId, quantity: WireQuantity, serials: Type.Optional(Serials), reason: WireReason },
  { additionalProperties: false },
)

/** Place a hold: a lot, a lot in one location, a serial, or what a supplier delivers of an item from now on. */
export const PlaceHold = Type.Object(
  {
    holdId: Type.Optional(WireNewId),
    scope: Type.Union([
      Type.Literal('lot'),
      Type.Literal('lot_in_location'),
      Type.Literal('serial'),
      Type.Literal('item_supplier'),
    ]),
    itemId: WireId,
    lotId: Type.Optional(WireId),
    locationId: Type.Optional(WireId),
    serial: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    supplierId: Type.Optional(WireId),
    reason: WireReason,
  },
  { additionalProperties: false },
)

/** Say that another code means a unit: its number was misread, or it bears two. */
export const AliasSerial = Type.Object(
  {
    itemId: WireId,
    serial: Type.String({ minLength: 1, maxLength: 100 }),
    alias: Type.String({ minLength: 1, maxLength: 100 }),
    reason: WireReason,
  },
  { additionalProperties: false },
)

/** Release a hold. */
export const ReleaseHold = Type.Object(
  { holdId: WireId, reason: WireReason },
  { additionalProperties: false },
)

export const StockMoved = Type.Object({ documentId: WireId, lines: Type.Integer() })
export type StockMoved = Static<typeof StockMoved>

/**
 * What was found (or, below zero, lost), the units among it by their numbers, the reservations that had to go, and
 * which lines of unknown lot the count told (`resolved`).
 */
export const StockAdjusted = Type.Object({
  documentId: WireId,
  difference: WireDifference,
  voided: Type.Optional(WireQuantityOrZero),
  lost: Type.Optional(Type.Array(Type.String())),
  found: Type.Optional(Type.Array(Type.String())),
  resolved: Type.Optional(Type.Array(
    Type.Object({ documentId: WireId, line: Type.Integer(), lotId: WireId, quantity: WireDifference }),
  )),
})
export type StockAdjusted = Static<typeof StockAdjusted>

export const StockDisposed = Type.Object({ documentId: WireId, voided: WireQuantityOrZero })
export type StockDisposed = Static<typeof StockDisposed>

/** What the hold took back: goods that were picked, and reservations the rest cannot serve. */
export const HoldPlaced = Type.Object({ holdId: WireId, unpicked: WireQuantityOrZero, voided: WireQuantityOrZero })
export type HoldPlaced = Static<typeof HoldPlaced>

export const HoldReleased = Type.Object({ holdId: WireId })
export type HoldReleased = Static<typeof HoldReleased>

export const SerialAliased = Type.Object({ serialId: WireId, itemId: WireId, serial: Type.String() })
export type SerialAliased = Static<typeof SerialAliased>

const Text = Type.String()
const BaseUnit = Type.String({ description: 'The base unit of the item, in which it is counted here.' })

const Free = Type.String({
  pattern: '^(0|[1-9][0-9]{0,12})$',
  description: 'What an order placed now could be given, were nothing reserved: on a shelf, not held, picked, possibly gone or past its use-by date.',
})

/** What a lot has in a location. `held`: how much is on hold. `possiblyGone`: what may have left as one of several lots. */
export const BalanceRow = Type.Object({
  itemId: WireId,
  sku: Text,
  name: Text,
  lotId: WireId,
  lot: orNull(Text),
  ownerId: WireId,
  owner: orNull(Text),
  siteId: WireId,
  site: Text,
  locationId: WireId,
  location: Text,
  role: LocationRole,
  quantity: WireQuantityOrZero,
  unit: BaseUnit,
  picked: WireQuantityOrZero,
  free: Free,
  held: WireQuantityOrZero,
  holds: Type.Integer({ description: 'How many holds cover it.' }),
  bindingOn: orNull(WireDate),
  possiblyGone: WireQuantityOrZero,
  value: orNull(WireMoney),
  currency: orNull(Text),
})
export type BalanceRow = Static<typeof BalanceRow>

/** A unit with its own number, and where it is. `pickedFor`: the order line it waits to ship for. */
export const UnitRow = Type.Object({
  id: WireId,
  itemId: WireId,
  sku: Text,
  code: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  ownerId: WireId,
  owner: orNull(Text),
  siteId: orNull(WireId),
  locationId: WireId,
  location: Text,
  kind: LocationKind,
  role: LocationRole,
  partnerId: orNull(WireId),
  partner: orNull(Text),
  held: Type.String({ pattern: '^[01]$', description: 'One when it is on hold, else none.' }),
  pickedFor: orNull(WireId),
  aliases: Type.Array(Text),
})
export type UnitRow = Static<typeof UnitRow>

/** A unit, its movements and the holds that named it. */
export const UnitPage = Type.Object({
  ...UnitRow.properties,
  movements: Type.Array(Type.Object({
    id: WireMovementId,
    documentId: WireId,
    kind: Text,
    lotId: orNull(WireId),
    lot: orNull(Text),
    fromLocationId: WireId,
    from: Text,
    toLocationId: WireId,
    to: Text,
    occurredAt: WireMoment,
    recordedAt: WireMoment,
    actorId: WireId,
    reason: orNull(Text),
    referenceId: orNull(WireId),
    corrects: orNull(WireMovementId),
  })),
  holds: Type.Array(Type.Object({
    id: WireId, documentId: WireId, reason: Text, placedAt: WireMoment, releasedAt: orNull(WireMoment), releaseReason: orNull(Text),
  })),
})
export type UnitPage = Static<typeof UnitPage>

/** A hold. `quantity`: base units it covers now. */
export const HoldRow = Type.Object({
  id: WireId,
  documentId: WireId,
  scope: Type.Enum(['lot', 'lot_in_location', 'serial', 'item_supplier']),
  itemId: WireId,
  sku: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  locationId: orNull(WireId),
  location: orNull(Text),
  serialId: orNull(WireId),
  serial: orNull(Text),
  supplierId: orNull(WireId),
  supplier: orNull(Text),
  reason: Text,
  placedAt: WireMoment,
  placedBy: orNull(WireId),
  releasedAt: orNull(WireMoment),
  releaseReason: orNull(Text),
  releasedBy: orNull(WireId),
  quantity: WireQuantityOrZero,
  unit: BaseUnit,
})
export type HoldRow = Static<typeof HoldRow>

/** A movement. Without a lot, `candidateIds` names the lots it may be of. */
export const MovementRow = Type.Object({
  id: WireMovementId,
  documentId: WireId,
  line: Type.Integer(),
  kind: Text,
  itemId: WireId,
  sku: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  serialId: orNull(WireId),
  serial: orNull(Text),
  ownerId: WireId,
  owner: orNull(Text),
  fromLocationId: WireId,
  from: Text,
  toLocationId: WireId,
  to: Text,
  quantity: WireQuantity,
  unit: BaseUnit,
  secondQuantity: orNull(WireQuantityOrZero),
  occurredAt: WireMoment,
  recordedAt: orNull(WireMoment),
  actorId: orNull(WireId),
  reason: orNull(Text),
  referenceId: orNull(WireId),
  enteredQuantity: orNull(Text),
  enteredUnit: orNull(Text),
  corrects: orNull(WireMovementId),
  position: orNull(WirePosition),
  candidateIds: Type.Array(WireId),
})
export type MovementRow = Static<typeof MovementRow>

/** What went to a customer, without its order. `standing` is less than `quantity` when a correction took some back. */
export const ShipmentRow = Type.Object({
  id: WireMovementId,
  documentId: WireId,
  orderLineId: orNull(WireId),
  customerId: orNull(WireId),
  customer: orNull(Text),
  itemId: WireId,
  sku: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  serialId: orNull(WireId),
  serial: orNull(Text),
  siteId: orNull(WireId),
  quantity: WireQuantity,
  unit: BaseUnit,
  standing: WireDifference,
  candidateIds: Type.Array(WireId),
  shippedAt: WireMoment,
})
export type ShipmentRow = Static<typeof ShipmentRow>

/** Goods that were looked at for a line, in their order: how much was free, how much was taken, why or why not. */
const Considered = Type.Object({
  lotId: orNull(WireId),
  locationId: WireId,
  free: WireQuantityOrZero,
  bindingOn: orNull(WireDate),
  useByOn: orNull(WireDate),
  receivedOn: orNull(WireDate),
  taken: WireQuantityOrZero,
  why: Type.Enum([
    'taken', 'held', 'too_short', 'use_by_passed', 'not_wanted', 'not_pickable', 'lot_uncertain', 'kept_for_others', 'not_needed',
  ]),
  serials: Type.Optional(Type.Array(Text)),
})
const PolicyName = Type.Enum(['fefo', 'fifo', 'fewest_lots'])
const Need = Type.Object({ leastOn: orNull(WireDate), saleOn: WireDate, wantedLotId: orNull(WireId) })
const Named = Type.Object({ ...Considered.properties, lot: orNull(Text), location: orNull(Text) })

/** A choice of lots for a line, decided once more from what was kept of it. */
export const DecidedAgain = Type.Object({
  documentId: WireId,
  lineId: WireId,
  itemId: WireId,
  sku: orNull(Text),
  asked: WireQuantityOrZero,
  unit: orNull(Text),
  need: Need,
  policy: PolicyName,
  scanned: Type.Boolean(),
  verdict: Type.Enum(['agrees', 'another_choice', 'other_movements', 'other_rules']),
  decided: Type.Array(Named),
  again: Type.Array(Named),
})
export type DecidedAgain = Static<typeof DecidedAgain>

/** Why a line got its lots, as it was kept, with the codes of what it speaks of. */
export const Decision = Type.Object({
  lineId: WireId,
  itemId: WireId,
  sku: orNull(Text),
  asked: WireQuantityOrZero,
  unit: orNull(Text),
  need: Need,
  policy: PolicyName,
  policyVersion: Type.Integer(),
  poolVersion: WireQuantityOrZero,
  scanned: Type.Optional(Type.Literal(true)),
  considered: Type.Array(Named),
  others: Type.Optional(Type.Array(Type.Object({ ...Need.properties, quantity: WireQuantityOrZero }))),
  behind: Type.Optional(Type.Array(Type.Omit(Considered, ['taken', 'why', 'serials']))),
})
export type Decision = Static<typeof Decision>

/** A document's choices of lots, each decided once more; `agrees`: all came out the same. */
export const DocumentDecisions = Type.Object({ documentId: WireId, agrees: Type.Boolean(), rows: Type.Array(DecidedAgain) })
export type DocumentDecisions = Static<typeof DocumentDecisions>
