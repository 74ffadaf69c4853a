import { type Static, Type } from 'typebox'
import { WireDifference, WireId, WireQuantity, WireQuantityOrZero, WireReason } from '#kernel/contract'

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
    holdId: Type.Optional(WireId),
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
