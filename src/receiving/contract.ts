import { type Static, Type } from 'typebox'
import { orNull, WireDate, WireDifference, WireId, WireMoment, WireNewId, WireQuantity, WireQuantityOrZero, WireReason, WireText } from '#kernel/contract'
import { LotCode, WireDates } from '#lots/contract'
import { FieldChange } from '#platform/contract'

const strict = { additionalProperties: false }

const AnnouncedLine = Type.Object(
  { lineId: Type.Optional(WireNewId), itemId: WireId, quantity: WireQuantity, lotCode: Type.Optional(WireText) },
  strict,
)

/** A purchase order or advance notice: what is expected. */
export const Announce = Type.Object(
  {
    announcementId: Type.Optional(WireNewId),
    number: WireText,
    kind: Type.Union([Type.Literal('purchase_order'), Type.Literal('advance_notice')]),
    supplierId: WireId,
    siteId: WireId,
    expectedOn: Type.Optional(WireDate),
    lines: Type.Array(AnnouncedLine, { minItems: 1, maxItems: 5_000 }),
  },
  strict,
)

/** A lot as it arrives: its code, who assigned it (the supplier unless told otherwise), its label. */
export const ArrivingLot = Type.Object(
  {
    lotId: Type.Optional(WireNewId),
    code: LotCode,
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

/** What is to be otherwise about what is expected; what is left out stays. */
export const ChangeAnnouncement = Type.Object(
  {
    announcementId: WireId,
    expectedOn: Type.Optional(orNull(WireDate)),
    lines: Type.Optional(Type.Array(Type.Object({ lineId: WireId, quantity: WireQuantityOrZero }, strict), { maxItems: 5_000 })),
    add: Type.Optional(Type.Array(AnnouncedLine, { maxItems: 5_000 })),
    reason: WireReason,
  },
  strict,
)

/** Nothing more is expected of an announcement. */
export const CloseAnnouncement = Type.Object({ announcementId: WireId, reason: WireReason }, strict)

/** The lines in the order they were given. */
export const Announced = Type.Object({ announcementId: WireId, lineIds: Type.Array(WireId) })
export type Announced = Static<typeof Announced>

/** How many lines were changed, and the ids of those added, in the order they were given. */
export const AnnouncementChanged = Type.Object({ announcementId: WireId, lines: Type.Integer(), added: Type.Array(WireId) })
export type AnnouncementChanged = Static<typeof AnnouncementChanged>

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

const Text = Type.String()
const BaseUnit = Type.String({ description: 'The base unit of the item, in which it is counted here.' })

/** A receipt in the list. */
export const ReceiptRow = Type.Object({
  id: WireId,
  number: Text,
  supplierId: WireId,
  supplier: Text,
  siteId: WireId,
  site: orNull(Text),
  announcementId: orNull(WireId),
  announcement: orNull(Text),
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  lines: Type.Integer(),
})
export type ReceiptRow = Static<typeof ReceiptRow>

/** One receipt. A line has no lot where none is kept; what was entered stands beside its base units. */
export const ReceiptPage = Type.Object({
  id: WireId,
  number: Text,
  supplierId: WireId,
  supplier: Text,
  siteId: WireId,
  site: Text,
  announcementId: orNull(WireId),
  announcement: orNull(Text),
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  actorId: WireId,
  reason: orNull(Text),
  lines: Type.Array(Type.Object({
    line: Type.Integer(),
    itemId: WireId,
    sku: Text,
    name: Text,
    lotId: orNull(WireId),
    lot: orNull(Text),
    supplierLotCode: orNull(Text),
    quantity: orNull(WireQuantity),
    unit: BaseUnit,
    enteredQuantity: orNull(Text),
    enteredUnit: orNull(Text),
    ownerId: WireId,
    owner: orNull(Text),
    locationId: WireId,
    location: Text,
    announcementLineId: orNull(WireId),
    belowLeastLifeReason: orNull(Text),
  })),
})
export type ReceiptPage = Static<typeof ReceiptPage>

const AnnouncementKind = Type.Enum(['purchase_order', 'advance_notice'])
const AnnouncementStatus = Type.Enum(['open', 'partly_received', 'received', 'closed'])

/** An announcement in the list, and how much of it came. */
export const AnnouncementRow = Type.Object({
  id: WireId,
  number: Text,
  kind: AnnouncementKind,
  supplierId: WireId,
  supplier: Text,
  siteId: WireId,
  site: orNull(Text),
  expectedOn: orNull(WireDate),
  closed: Type.Boolean(),
  status: AnnouncementStatus,
})
export type AnnouncementRow = Static<typeof AnnouncementRow>

/** One announcement, line by line with what came of it. */
export const AnnouncementPage = Type.Object({
  ...AnnouncementRow.properties,
  lines: Type.Array(Type.Object({
    id: WireId,
    line: Type.Integer(),
    itemId: WireId,
    sku: Text,
    name: Text,
    lotCode: orNull(Text),
    announced: Type.String({ ...WireQuantityOrZero, description: 'How much is expected by now; 0: it was called off.' }),
    received: WireDifference,
    unit: BaseUnit,
  })),
  history: Type.Array(FieldChange),
})
export type AnnouncementPage = Static<typeof AnnouncementPage>
