// What crosses the wire about locations.
import { type Static, Type } from 'typebox'
import { WireId, WireNewId, WireReason, WireText } from '#kernel/contract'
import { FieldChange } from '#platform/contract'

/** Our own locations: a tree under each site. */
export const OwnKind = Type.Enum(['site', 'zone', 'bin', 'vehicle', 'transit'])
export type OwnKind = Static<typeof OwnKind>

export const LocationKind = Type.Enum([
  'site',
  'zone',
  'bin',
  'vehicle',
  'transit',
  'supplier',
  'customer',
  'production',
  'loss',
  'destruction',
  'opening',
])
export type LocationKind = Static<typeof LocationKind>

/** What an own location serves. */
export const OwnRole = Type.Enum(['storage', 'receiving', 'staging', 'quarantine', 'returns'])
export type OwnRole = Static<typeof OwnRole>

export const LocationRole = Type.Enum([
  'storage',
  'receiving',
  'staging',
  'quarantine',
  'returns',
  'outside',
])
export type LocationRole = Static<typeof LocationRole>

const Code = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S(.*\\S)?$' })
const TimeZone = Type.String({
  minLength: 1,
  maxLength: 60,
  description: 'An IANA time zone, for example Europe/London.',
})
const strict = { additionalProperties: false }

/** A site is made with its receiving, staging, quarantine, returns and stock locations. */
export const CreateLocation = Type.Object(
  {
    locationId: Type.Optional(WireNewId),
    code: Code,
    name: Type.Optional(WireText),
    kind: OwnKind,
    role: Type.Optional(OwnRole),
    parentId: Type.Optional(WireId),
    timeZone: Type.Optional(TimeZone),
    oneLot: Type.Optional(Type.Boolean()),
    oneOwner: Type.Optional(Type.Boolean()),
    segregationClass: Type.Optional(WireText),
  },
  strict,
)
export type CreateLocation = Static<typeof CreateLocation>

/** A field that is left out stays; null clears it. `closed: false` opens it again. */
export const ChangeLocation = Type.Object(
  {
    locationId: WireId,
    reason: WireReason,
    name: Type.Optional(WireText),
    timeZone: Type.Optional(TimeZone),
    oneLot: Type.Optional(Type.Boolean()),
    oneOwner: Type.Optional(Type.Boolean()),
    segregationClass: Type.Optional(Type.Union([WireText, Type.Null()])),
    closed: Type.Optional(Type.Literal(false)),
  },
  strict,
)
export type ChangeLocation = Static<typeof ChangeLocation>

export const CloseLocation = Type.Object({ locationId: WireId, reason: WireReason }, strict)
export type CloseLocation = Static<typeof CloseLocation>

const TextOrNull = Type.Union([Type.String(), Type.Null()])
const IdOrNull = Type.Union([WireId, Type.Null()])

/** A location as it stands. `timeZone` is its site's. */
export const LocationLine = Type.Object({
  id: WireId,
  code: Type.String(),
  name: Type.String(),
  kind: LocationKind,
  own: Type.Boolean(),
  role: LocationRole,
  siteId: IdOrNull,
  parentId: IdOrNull,
  partnerId: IdOrNull,
  timeZone: Type.String(),
  oneLot: Type.Boolean(),
  oneOwner: Type.Boolean(),
  segregationClass: TextOrNull,
  closed: Type.Boolean(),
})
export type LocationLine = Static<typeof LocationLine>

export const AskTree = Type.Object({ siteId: Type.Optional(WireId) })
/** Locations in the order of the tree, each with its depth below its site. */
export const LocationTree = Type.Object({
  locations: Type.Array(Type.Object({ depth: Type.Integer(), location: LocationLine })),
})

export const AskLocation = Type.Object({ id: WireId })
export const LocationPage = Type.Object({
  location: LocationLine,
  children: Type.Array(LocationLine),
  history: Type.Array(FieldChange),
})

/** A site tells the locations that were made with it. */
export const LocationCreated = Type.Object({
  locationId: WireId,
  code: Type.String(),
  siteId: IdOrNull,
  parts: Type.Optional(Type.Object({
    storage: WireId, receiving: WireId, staging: WireId, quarantine: WireId, returns: WireId,
  })),
})
export type LocationCreated = Static<typeof LocationCreated>

export const LocationChanged = Type.Object({ locationId: WireId, changed: Type.Array(Type.String()) })
export type LocationChanged = Static<typeof LocationChanged>

export const LocationClosed = Type.Object({ locationId: WireId })
export type LocationClosed = Static<typeof LocationClosed>

/** A location in the list, with the codes of what it belongs to. */
export const LocationRow = Type.Object({
  ...LocationLine.properties, site: TextOrNull, parent: TextOrNull, partner: TextOrNull,
  path: Type.Array(Type.String(), { description: 'The codes on the way to it, from its site down to its own.' }),
})
export type LocationRow = Static<typeof LocationRow>
export type LocationPage = Static<typeof LocationPage>
export type LocationTree = Static<typeof LocationTree>
