import { type Static, Type } from 'typebox'
import { orNull, WireId, WireMoment, WireNewId, WireQuantity, WireQuantityOrZero, WireText } from '#kernel/contract'
import { LotCode, WireDates } from '#lots/contract'

const strict = { additionalProperties: false }
const Serial = Type.String({ minLength: 1, maxLength: 100 })
const TransformationKind = Type.Enum(['make', 'repack', 'kit', 'unkit', 'split', 'merge', 'rework'])
const Serials = Type.Array(Serial, { minItems: 1, maxItems: 5_000 })

/**
 * Lots become other lots. Edges are shared out in proportion unless given. Units with a number are named where they go
 * in; those that come out keep it, or get one.
 */
export const Transform = Type.Object(
  {
    kind: TransformationKind,
    siteId: WireId,
    inputs: Type.Array(
      Type.Object(
        {
          itemId: WireId,
          lotId: Type.Optional(WireId),
          ownerId: Type.Optional(WireId),
          locationId: WireId,
          quantity: WireQuantity,
          secondQuantity: Type.Optional(WireQuantity),
          serials: Type.Optional(Serials),
        },
        strict,
      ),
      { minItems: 1, maxItems: 1_000 },
    ),
    outputs: Type.Array(
      Type.Object(
        {
          itemId: WireId,
          ownerId: Type.Optional(WireId),
          lotId: Type.Optional(WireNewId),
          code: LotCode,
          dates: Type.Optional(WireDates),
          ownCode: Type.Optional(WireText),
          regulatoryCode: Type.Optional(WireText),
          regulatorySource: Type.Optional(WireText),
          facility: Type.Optional(WireText),
          locationId: WireId,
          quantity: WireQuantity,
          secondQuantity: Type.Optional(WireQuantity),
          serials: Type.Optional(Serials),
        },
        strict,
      ),
      { minItems: 1, maxItems: 1_000 },
    ),
    parts: Type.Optional(
      Type.Array(Type.Object({ serial: Serial, parts: Serials }, strict), {
        minItems: 1, maxItems: 5_000,
        description: 'Which units went into which, by their numbers. Left out, all go into the one unit that comes out.',
      }),
    ),
    edges: Type.Optional(
      Type.Array(
        Type.Object(
          {
            input: Type.Integer({ minimum: 1 }),
            output: Type.Integer({ minimum: 1 }),
            inputQuantity: WireQuantity,
            outputQuantity: WireQuantity,
          },
          strict,
        ),
        { minItems: 1, maxItems: 10_000 },
      ),
    ),
  },
  strict,
)

/** The lots that came out; `output` is the place among the outputs, from 1. */
export const Transformed = Type.Object({
  documentId: WireId,
  outputs: Type.Array(Type.Object({ output: Type.Integer(), lotId: WireId })),
})
export type Transformed = Static<typeof Transformed>

const Text = Type.String()

/** A transformation in the list; `inputs` and `outputs` count lots. */
export const TransformationRow = Type.Object({
  id: WireId,
  kind: TransformationKind,
  siteId: WireId,
  site: orNull(Text),
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  reason: orNull(Text),
  inputs: Type.Integer(),
  outputs: Type.Integer(),
})
export type TransformationRow = Static<typeof TransformationRow>

const BaseUnit = Type.String({ description: 'The base unit of the item, in which it is counted here.' })
/** What went in or came out of a lot at a place. `quantity` counts corrections; `posted` is what was told first. */
const End = Type.Object({
  itemId: WireId,
  sku: Text,
  name: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  ownerId: WireId,
  owner: orNull(Text),
  locationId: WireId,
  location: Text,
  quantity: WireQuantityOrZero,
  posted: WireQuantityOrZero,
  unit: BaseUnit,
  serials: Type.Array(Text),
})

/**
 * One transformation: what went in and came out, which lots went into which, and which units. `superseded` edges no
 * longer hold; `correctedBy` is null for those of the transformation itself.
 */
export const TransformationPage = Type.Object({
  id: WireId,
  kind: TransformationKind,
  siteId: WireId,
  site: Text,
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  actorId: WireId,
  reason: orNull(Text),
  inputs: Type.Array(End),
  outputs: Type.Array(End),
  edges: Type.Array(Type.Object({
    documentId: WireId,
    inputLotId: WireId,
    input: Text,
    inputItemId: WireId,
    inputSku: Text,
    inputQuantity: WireQuantityOrZero,
    inputUnit: BaseUnit,
    outputLotId: WireId,
    output: Text,
    outputItemId: WireId,
    outputSku: Text,
    outputQuantity: WireQuantityOrZero,
    outputUnit: BaseUnit,
    superseded: Type.Boolean(),
    correctedBy: orNull(WireId),
  })),
  units: Type.Array(Type.Object({ inputSerialId: WireId, input: Text, outputSerialId: WireId, output: Text })),
})
export type TransformationPage = Static<typeof TransformationPage>

const Part = Type.Object({
  id: WireId,
  serial: Text,
  itemId: WireId,
  sku: Text,
  lotId: orNull(WireId),
  lot: orNull(Text),
  depth: Type.Integer(),
  documentId: WireId,
  locationId: WireId,
  at: Text,
  putIn: Type.Boolean({ description: 'Whether it is in there still.' }),
})

/** A unit with the units it was put together of and those it went into, through all steps. */
export const UnitParts = Type.Object({
  id: WireId, serial: Text, itemId: WireId, sku: Text, parts: Type.Array(Part), wholes: Type.Array(Part),
})
export type UnitParts = Static<typeof UnitParts>
