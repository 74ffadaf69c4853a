import { type Static, Type } from 'typebox'
import { orNull, WireDate, WireId, WireLabelDate, WireQuantity, WireReason, WireText } from '#kernel/contract'

const strict = { additionalProperties: false }

/** A purchase order or advance notice: what is expected. */
export const Announce = Type.Object(
  {
    announcementId: Type.Optional(WireId),
    number: WireText,
    kind: Type.Union([Type.Literal('purchase_order'), Type.Literal('advance_notice')]),
    supplierId: WireId,
    siteId: WireId,
    expectedOn: Type.Optional(WireDate),
    lines: Type.Array(
      Type.Object(
        { lineId: Type.Optional(WireId), itemId: WireId, quantity: WireQuantity, lotCode: Type.Optional(WireText) },
        strict,
      ),
      { minItems: 1, maxItems: 5_000 },
    ),
  },
  strict,
)

/** The dates of a label. */
export const WireDates = Type.Object(
  {
    produced: Type.Optional(WireLabelDate),
    packed: Type.Optional(WireLabelDate),
    bestBefore: Type.Optional(WireLabelDate),
    useBy: Type.Optional(WireLabelDate),
    sellBy: Type.Optional(WireLabelDate),
    retest: Type.Optional(WireLabelDate),
  },
  strict,
)

/** A lot as it arrives: its code, who assigned it (the supplier unless told otherwise), its label. */
export const ArrivingLot = Type.Object(
  {
    lotId: Type.Optional(WireId),
    code: Type.String({ minLength: 1, maxLength: 100 }),
    originId: Type.Optional(WireId),
    dates: Type.Optional(WireDates),
    ownCode: Type.Optional(WireText),
    regulatoryCode: Type.Optional(WireText),
    regulatorySource: Type.Optional(WireText),
    facility: Type.Optional(WireText),
  },
  strict,
)

const line = {
  itemId: WireId,
  ownerId: Type.Optional(WireId),
  lot: Type.Optional(ArrivingLot),
  supplierLotCode: Type.Optional(WireText),
  quantity: Type.String({ pattern: '^[0-9]{1,13}(\\.[0-9]{1,12})?$', description: 'A number above zero in `unit`, or in base units, as text.' }),
  unit: Type.Optional(WireText),
  secondQuantity: Type.Optional(WireQuantity),
  serials: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 10_000 })),
  toLocationId: Type.Optional(WireId),
  announcementLineId: Type.Optional(WireId),
  overrideReason: Type.Optional(WireReason),
}

/** Goods that arrived. */
export const Receive = Type.Object(
  {
    number: Type.Optional(WireText),
    supplierId: WireId,
    siteId: WireId,
    announcementId: Type.Optional(WireId),
    lines: Type.Array(Type.Object(line, strict), { minItems: 1, maxItems: 5_000 }),
  },
  strict,
)

/** Stock that is there when Lotline begins. */
export const Open = Type.Object(
  {
    siteId: WireId,
    lines: Type.Array(Type.Object(line, strict), { minItems: 1, maxItems: 5_000 }),
  },
  strict,
)

/** Nothing more is expected of an announcement. */
export const CloseAnnouncement = Type.Object({ announcementId: WireId, reason: WireReason }, strict)

/** The lines in the order they were given. */
export const Announced = Type.Object({ announcementId: WireId, lineIds: Type.Array(WireId) })
export type Announced = Static<typeof Announced>

export const AnnouncementClosed = Type.Object({ announcementId: WireId })
export type AnnouncementClosed = Static<typeof AnnouncementClosed>

/**
 * Line by line the lot that was found or made. `line` is the first movement of it; `conflicts` what its label says
 * otherwise than the record, for which it is held (`holdId`); `lookAlikes` codes of the item that are easily taken for it.
 */
export const Received = Type.Object({
  documentId: WireId,
  number: Type.String(),
  lines: Type.Array(Type.Object({
    line: Type.Integer(),
    lotId: orNull(WireId),
    created: Type.Boolean(),
    quantity: WireQuantity,
    conflicts: Type.Array(Type.Object({ field: Type.String(), known: Type.String(), came: Type.String() })),
    lookAlikes: Type.Array(Type.String()),
    holdId: orNull(WireId),
  })),
})
export type Received = Static<typeof Received>
