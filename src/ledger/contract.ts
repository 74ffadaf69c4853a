import { Type } from 'typebox'
import { WireId, WireQuantity, WireQuantityOrZero, WireReason } from '#kernel/contract'

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
          candidateIds: Type.Optional(Type.Array(WireId, { minItems: 2, maxItems: 200 })),
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
