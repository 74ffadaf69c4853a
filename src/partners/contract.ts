// What crosses the wire about partners.
import { type Static, Type } from 'typebox'
import { WireId, WireNewId, WireReason, WireText } from '#kernel/contract'
import { FieldChange } from '#platform/contract'

/** What a partner is to us; one may be several. */
export const Role = Type.Enum(['supplier', 'customer', 'owner'])
export type Role = Static<typeof Role>

const Code = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S(.*\\S)?$' })
const Roles = Type.Array(Role, { maxItems: 3 })
const Days = Type.Integer({ minimum: 0, maximum: 36500 })
const Email = Type.String({ minLength: 3, maxLength: 320, pattern: '^[^@\\s]+@[^@\\s]+$', description: 'A mail address, as kim@shop.example.' })
const Address = Type.String({ minLength: 1, maxLength: 1000 })
const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' })
const strict = { additionalProperties: false }

export const CreatePartner = Type.Object(
  {
    partnerId: Type.Optional(WireNewId),
    code: Code,
    roles: Type.Optional(Roles),
    leastLifeDays: Type.Optional(Days),
    transitDays: Type.Optional(Days),
    name: Type.Optional(WireText),
    email: Type.Optional(Email),
    phone: Type.Optional(WireText),
    address: Type.Optional(Address),
    country: Type.Optional(Country),
  },
  strict,
)
export type CreatePartner = Static<typeof CreatePartner>

/** A field that is left out stays; null clears it. */
export const ChangePartner = Type.Object(
  {
    partnerId: WireId,
    reason: WireReason,
    roles: Type.Optional(Roles),
    leastLifeDays: Type.Optional(Type.Union([Days, Type.Null()])),
    transitDays: Type.Optional(Type.Union([Days, Type.Null()])),
    closed: Type.Optional(Type.Boolean()),
    name: Type.Optional(Type.Union([WireText, Type.Null()])),
    email: Type.Optional(Type.Union([Email, Type.Null()])),
    phone: Type.Optional(Type.Union([WireText, Type.Null()])),
    address: Type.Optional(Type.Union([Address, Type.Null()])),
    country: Type.Optional(Type.Union([Country, Type.Null()])),
  },
  strict,
)
export type ChangePartner = Static<typeof ChangePartner>

export const ErasePartner = Type.Object({ partnerId: WireId, reason: WireReason }, strict)
export type ErasePartner = Static<typeof ErasePartner>

const TextOrNull = Type.Union([Type.String(), Type.Null()])
const DaysOrNull = Type.Union([Type.Integer(), Type.Null()])

/** A partner in a list. */
export const PartnerRow = Type.Object({
  id: WireId,
  code: Type.String(),
  name: TextOrNull,
  self: Type.Boolean(),
  supplier: Type.Boolean(),
  customer: Type.Boolean(),
  owner: Type.Boolean(),
  leastLifeDays: DaysOrNull,
  transitDays: DaysOrNull,
  closed: Type.Boolean(),
})
export type PartnerRow = Static<typeof PartnerRow>

export const AskPartner = Type.Object({ id: WireId })
export const PartnerPage = Type.Object({
  partner: PartnerRow,
  detail: Type.Object({
    email: TextOrNull,
    phone: TextOrNull,
    address: TextOrNull,
    country: TextOrNull,
  }),
  history: Type.Array(FieldChange),
})

export const PartnerCreated = Type.Object({ partnerId: WireId, code: Type.String() })
export type PartnerCreated = Static<typeof PartnerCreated>

/** The fields that are otherwise now; never what they hold. */
export const PartnerChanged = Type.Object({ partnerId: WireId, changed: Type.Array(Type.String()) })
export type PartnerChanged = Static<typeof PartnerChanged>

export const PartnerErased = Type.Object({ partnerId: WireId })
export type PartnerErased = Static<typeof PartnerErased>
export type PartnerPage = Static<typeof PartnerPage>
