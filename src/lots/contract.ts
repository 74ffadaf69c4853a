// What crosses the wire about lots.
import { type Static, Type } from 'typebox'
import { WireDate, WireId, WireLabelDate, WireNewId, WireQuantityOrZero, WireReason, WireText } from '#kernel/contract'
import { FieldChange } from '#platform/contract'

/** What a lot is called. */
export const LotCode = Type.String({ minLength: 1, maxLength: 100 })
const strict = { additionalProperties: false }

/** The dates of a label, as written there: a day, a month or a year. */
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
export type WireDates = Static<typeof WireDates>

/** The shop's own attributes by name; values are text and judged by the attribute's type. */
const attributeName = '[a-z][a-z0-9_]{0,39}'
const AttributeName = Type.String({ pattern: `^${attributeName}$`, description: 'A name of small letters, digits and _, a letter first.' })
const Attributes = Type.Record(
  AttributeName,
  Type.String({ minLength: 1, maxLength: 500 }),
)

/** An attribute and its value, as a filter. */
export const AttributeSaid = Type.String({
  pattern: `^${attributeName}=`,
  maxLength: 541,
  description: 'The name of an own attribute, `=` and its whole value, `grade=A`; with nothing after it (`grade=`) lots that have it at all.',
})

/** `originId` is who assigned the code; left out when nobody knows. `printable` asks for GS1. */
export const CreateLot = Type.Object(
  {
    lotId: Type.Optional(WireNewId),
    itemId: WireId,
    code: LotCode,
    originId: Type.Optional(WireId),
    dates: Type.Optional(WireDates),
    ownCode: Type.Optional(LotCode),
    regulatoryCode: Type.Optional(LotCode),
    regulatorySource: Type.Optional(WireText),
    facility: Type.Optional(WireText),
    receivedOn: Type.Optional(WireDate),
    attributes: Type.Optional(Attributes),
    printable: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type CreateLot = Static<typeof CreateLot>

export const ClearableField = Type.Enum([
  'produced',
  'packed',
  'bestBefore',
  'useBy',
  'sellBy',
  'retest',
  'ownCode',
  'regulatoryCode',
  'regulatorySource',
  'facility',
])

/** What is left out stays. To empty a field, name it in `clear`; to take an attribute away, in `clearAttributes`. */
export const ChangeLot = Type.Object(
  {
    lotId: WireId,
    reason: Type.Optional(WireReason),
    code: Type.Optional(LotCode),
    originId: Type.Optional(WireId),
    dates: Type.Optional(WireDates),
    ownCode: Type.Optional(LotCode),
    regulatoryCode: Type.Optional(LotCode),
    regulatorySource: Type.Optional(WireText),
    facility: Type.Optional(WireText),
    attributes: Type.Optional(Attributes),
    clear: Type.Optional(Type.Array(ClearableField, { maxItems: 10 })),
    clearAttributes: Type.Optional(Type.Array(AttributeName, { maxItems: 100 })),
    printable: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type ChangeLot = Static<typeof ChangeLot>

/** The first lot is read as the second from then on. */
export const MergeLots = Type.Object(
  { lotId: WireId, intoLotId: WireId, reason: WireReason },
  strict,
)
export type MergeLots = Static<typeof MergeLots>

export const AttributeType = Type.Enum(['text', 'number', 'date', 'yes_no', 'choice'])
export const DefineAttribute = Type.Object(
  {
    name: AttributeName,
    title: WireText,
    type: AttributeType,
    choices: Type.Optional(Type.Array(WireText, { minItems: 1, maxItems: 200 })),
  },
  strict,
)
export type DefineAttribute = Static<typeof DefineAttribute>

const TextOrNull = Type.Union([Type.String(), Type.Null()])
const DateOrNull = Type.Union([WireDate, Type.Null()])
const LabelDateOrNull = Type.Union([WireLabelDate, Type.Null()])

/** A lot in a list. `bindingOn` is the day that sale and first-expired order go by. */
export const LotLine = Type.Object({
  id: WireId,
  itemId: WireId,
  sku: Type.String(),
  itemName: Type.String(),
  code: Type.String(),
  originId: WireId,
  ownCode: TextOrNull,
  regulatoryCode: TextOrNull,
  regulatorySource: TextOrNull,
  facility: TextOrNull,
  dates: Type.Object({
    produced: LabelDateOrNull,
    packed: LabelDateOrNull,
    bestBefore: LabelDateOrNull,
    useBy: LabelDateOrNull,
    sellBy: LabelDateOrNull,
    retest: LabelDateOrNull,
  }),
  bestBeforeDerived: Type.Boolean(),
  bindingOn: DateOrNull,
  receivedOn: DateOrNull,
  mergedIntoId: Type.Union([WireId, Type.Null()]),
})
export type LotLine = Static<typeof LotLine>

export const AskLot = Type.Object({ id: WireId })
export const LotPage = Type.Object({
  lot: LotLine,
  attributes: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      type: AttributeType,
      value: Type.String(),
    }),
  ),
  mergedFromIds: Type.Array(WireId),
  history: Type.Array(FieldChange),
})

/** Codes of the same item that are easily taken for this one, and why. */
export const LookAlikes = Type.Object({
  lookAlikes: Type.Array(
    Type.Object({
      lotId: WireId,
      code: Type.String(),
      why: Type.Enum(['case', 'characters', 'one_edit']),
    }),
  ),
})

/** Codes of an item that are the one asked for, of another origin (`same`), or are easily taken for it. */
export const CodesAlike = Type.Object({
  lookAlikes: Type.Array(
    Type.Object({
      lotId: WireId,
      code: Type.String(),
      originId: WireId,
      origin: TextOrNull,
      why: Type.Enum(['same', 'case', 'characters', 'one_edit']),
    }),
  ),
})
export type CodesAlike = Static<typeof CodesAlike>
export const AskAlike = Type.Object({ id: WireId, code: LotCode })

export const AskAttributes = Type.Object({})
export const AttributeList = Type.Object({
  attributes: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      type: AttributeType,
      choices: Type.Union([Type.Array(Type.String()), Type.Null()]),
    }),
  ),
})

/** The day the new lot lasts to, and codes of the same item that are easily taken for its own. */
export const LotCreated = Type.Object({
  lotId: WireId,
  code: Type.String(),
  bindingOn: DateOrNull,
  bestBeforeDerived: Type.Boolean(),
  lookAlikes: Type.Array(Type.String()),
})
export type LotCreated = Static<typeof LotCreated>

/** A field that is otherwise now: what it was and what it is. */
export const FieldValues = Type.Object({ field: Type.String(), old: TextOrNull, new: TextOrNull })

/**
 * The fields that are otherwise now, with what they were, and the day the lot lasts to, before and after. The last accepted change of a set
 * tells what the set took back of picks and reservations, in base units.
 */
export const LotChanged = Type.Object({
  lotId: WireId,
  changed: Type.Array(Type.String()),
  values: Type.Optional(Type.Array(FieldValues)),
  bindingOnBefore: DateOrNull,
  bindingOn: DateOrNull,
  unpicked: Type.Optional(WireQuantityOrZero),
  voided: Type.Optional(WireQuantityOrZero),
})
export type LotChanged = Static<typeof LotChanged>

/** The day the lot lasted to, and the day both last to from now on; what was taken back as a change of a lot tells it. */
export const LotsMerged = Type.Object({
  lotId: WireId,
  intoLotId: WireId,
  lastedTo: DateOrNull,
  lastsTo: DateOrNull,
  unpicked: Type.Optional(WireQuantityOrZero),
  voided: Type.Optional(WireQuantityOrZero),
})
export type LotsMerged = Static<typeof LotsMerged>

export const AttributeDefined = Type.Object({ name: Type.String() })
export type AttributeDefined = Static<typeof AttributeDefined>

/** A lot in the list, with the code of who assigned its own, and what the shop's own attributes say of it. */
export const LotRow = Type.Object({ ...LotLine.properties, origin: TextOrNull, attributes: Type.Record(AttributeName, Type.String()) })
export type LotRow = Static<typeof LotRow>
export type LotPage = Static<typeof LotPage>
export type LookAlikes = Static<typeof LookAlikes>
export type AttributeList = Static<typeof AttributeList>
