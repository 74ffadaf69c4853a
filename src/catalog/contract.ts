// What crosses the wire about items.
import { type Static, Type } from 'typebox'
import { orNull, WireDate, WireId, WireMoney, WireNewId, WireQuantity, WireQuantityOrZero, WireReason, WireText } from '#kernel/contract'
import { FieldChange } from '#platform/contract'

/** How an item is followed. */
export const TrackingMode = Type.Enum(['none', 'lot', 'serial', 'lot+serial', 'serial_at_shipment'])
export type TrackingMode = Static<typeof TrackingMode>

/** Which label date binds: the one that sale and first-expired order go by. */
export const BindingDate = Type.Enum([
  'use_by_or_best_before',
  'use_by',
  'best_before',
  'sell_by',
  'retest',
  'none',
])
export type BindingDate = Static<typeof BindingDate>

const Sku = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S(.*\\S)?$' })
const UnitName = Type.String({ minLength: 1, maxLength: 40, pattern: '^\\S(.*\\S)?$' })
const Gtin = Type.String({ pattern: '^[0-9]{8,14}$', description: 'GTIN-8, -12, -13 or -14.' })
const Days = Type.Integer({ minimum: 1, maximum: 36500 })
const DaysOrZero = Type.Integer({ minimum: 0, maximum: 36500 })
/** An amount of money that is given: exact, never below zero. */
const ItemValue = Type.String({
  pattern: '^(0|[1-9][0-9]{0,9})(\\.[0-9]{1,8})?$',
  description: 'What one base unit is worth: an amount of zero or more with at most 8 decimals, as text, like 12.50.',
})
const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'A currency in three letters of ISO 4217, like EUR.' })
const Description = Type.String({ minLength: 1, maxLength: 4000 })
const strict = { additionalProperties: false }

/** A pack: how many base units it holds, as an exact ratio. */
export const WireUnit = Type.Object(
  {
    unit: UnitName,
    numerator: WireQuantity,
    denominator: Type.Optional(WireQuantity),
    fromOn: Type.Optional(WireDate),
    gtin: Type.Optional(Gtin),
  },
  strict,
)

export const CreateItem = Type.Object(
  {
    itemId: Type.Optional(WireNewId),
    ownerId: Type.Optional(WireId),
    sku: Sku,
    name: WireText,
    baseUnit: UnitName,
    secondUnit: Type.Optional(UnitName),
    gtin: Type.Optional(Gtin),
    description: Type.Optional(Description),
    units: Type.Optional(Type.Array(WireUnit, { maxItems: 50 })),
    trackingMode: Type.Optional(TrackingMode),
    bindingDate: Type.Optional(BindingDate),
    shelfLifeDays: Type.Optional(Days),
    leastReceiptDays: Type.Optional(DaysOrZero),
    segregationClass: Type.Optional(WireText),
    value: Type.Optional(ItemValue),
    currency: Type.Optional(Currency),
    stocked: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type CreateItem = Static<typeof CreateItem>

const Or = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]))

/** A field that is left out stays; null clears it. The currency goes with the value. */
export const ChangeItem = Type.Object(
  {
    itemId: WireId,
    reason: WireReason,
    name: Type.Optional(WireText),
    baseUnit: Type.Optional(UnitName),
    secondUnit: Or(UnitName),
    gtin: Or(Gtin),
    description: Or(Description),
    bindingDate: Type.Optional(BindingDate),
    shelfLifeDays: Or(Days),
    leastReceiptDays: Or(DaysOrZero),
    segregationClass: Or(WireText),
    value: Or(ItemValue),
    currency: Or(Currency),
    stocked: Type.Optional(Type.Boolean()),
    closed: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type ChangeItem = Static<typeof ChangeItem>

export const ChangeTrackingMode = Type.Object(
  { itemId: WireId, trackingMode: TrackingMode, fromOn: WireDate, reason: WireReason },
  strict,
)
export type ChangeTrackingMode = Static<typeof ChangeTrackingMode>

export const SetUnit = Type.Object(
  {
    itemId: WireId,
    unit: UnitName,
    numerator: WireQuantity,
    denominator: Type.Optional(WireQuantity),
    fromOn: WireDate,
    gtin: Type.Optional(Gtin),
    reason: Type.Optional(WireReason),
  },
  strict,
)

/** An item in a list. */
export const ItemLine = Type.Object({
  id: WireId,
  ownerId: WireId,
  sku: Type.String(),
  name: Type.String(),
  baseUnit: Type.String(),
  secondUnit: Type.Union([Type.String(), Type.Null()]),
  gtin: Type.Union([Type.String(), Type.Null()]),
  description: Type.Union([Type.String(), Type.Null()]),
  segregationClass: Type.Union([Type.String(), Type.Null()]),
  bindingDate: BindingDate,
  shelfLifeDays: Type.Union([Type.Integer(), Type.Null()]),
  leastReceiptDays: Type.Union([Type.Integer(), Type.Null()]),
  value: orNull(WireMoney),
  currency: orNull(Type.String()),
  stocked: Type.Boolean(),
  closed: Type.Boolean(),
})
export type ItemLine = Static<typeof ItemLine>

export const AskItem = Type.Object({ id: WireId })
export const ItemPage = Type.Object({
  item: ItemLine,
  units: Type.Array(
    Type.Object({
      unit: Type.String(),
      numerator: WireQuantity,
      denominator: WireQuantity,
      fromOn: WireDate,
      gtin: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  modes: Type.Array(Type.Object({ mode: TrackingMode, fromOn: WireDate })),
  history: Type.Array(FieldChange),
})

export const ItemCreated = Type.Object({ itemId: WireId, sku: Type.String() })
export type ItemCreated = Static<typeof ItemCreated>

/**
 * The fields that are otherwise now. Where these say what lots last to: how many lots last to another day (`rebound`),
 * the first thousand of them, and what was taken back for it of picks and reservations, in base units.
 */
export const ItemChanged = Type.Object({
  itemId: WireId,
  changed: Type.Array(Type.String()),
  rebound: Type.Optional(Type.Integer()),
  lots: Type.Optional(Type.Array(Type.Object({ lotId: WireId, code: Type.String(), before: orNull(WireDate), now: orNull(WireDate) }))),
  unpicked: Type.Optional(WireQuantityOrZero),
  voided: Type.Optional(WireQuantityOrZero),
})
export type ItemChanged = Static<typeof ItemChanged>

export const TrackingModeChanged = Type.Object({ itemId: WireId, trackingMode: TrackingMode, fromOn: WireDate })
export type TrackingModeChanged = Static<typeof TrackingModeChanged>

export const UnitSet = Type.Object({ itemId: WireId, unit: Type.String(), fromOn: WireDate })
export type UnitSet = Static<typeof UnitSet>

/** An item in the list. */
export const ItemRow = Type.Object({ ...ItemLine.properties, owner: orNull(Type.String()) })
export type ItemRow = Static<typeof ItemRow>
export type ItemPage = Static<typeof ItemPage>
