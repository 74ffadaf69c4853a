// What crosses the wire about accounts and keys.
import { type Static, Type } from 'typebox'
import { orNull, WireId, WireMailAddress, WireMoment, WireNewId, WireReason, WireText } from '#kernel/contract'

const strict = { additionalProperties: false }
const Login = Type.String({ minLength: 1, maxLength: 100, pattern: '^\\S+$' })
const Password = Type.String({ minLength: 1, maxLength: 500, description: 'Never kept or shown.' })

export const RoleName = Type.Enum([
  'administrator',
  'manager',
  'quality',
  'operator',
  'viewer',
  'auditor',
])
const Roles = Type.Array(RoleName, { maxItems: 6, uniqueItems: true })

export const CreateAccount = Type.Object(
  {
    accountId: Type.Optional(WireNewId),
    login: Login,
    name: WireText,
    email: Type.Optional(WireMailAddress),
    password: Password,
    roles: Roles,
  },
  strict,
)
export const SetRoles = Type.Object({ accountId: WireId, roles: Roles }, strict)
export type SetRoles = Static<typeof SetRoles>

/** `email` null: they are written to no more. */
export const SetEmail = Type.Object({ accountId: WireId, email: orNull(WireMailAddress) }, strict)
export type SetEmail = Static<typeof SetEmail>
export const ChangeEmail = Type.Object({ email: orNull(WireMailAddress) }, strict)
export type ChangeEmail = Static<typeof ChangeEmail>

export const DisableAccount = Type.Object({ accountId: WireId, disabled: Type.Boolean() }, strict)
export type DisableAccount = Static<typeof DisableAccount>

export const EraseAccount = Type.Object({ accountId: WireId, reason: WireReason }, strict)
export type EraseAccount = Static<typeof EraseAccount>

export const ResetPassword = Type.Object({ accountId: WireId, password: Password }, strict)
export const ChangePassword = Type.Object(
  { presentPassword: Password, password: Password },
  strict,
)

export const CreateKey = Type.Object(
  {
    keyId: Type.Optional(WireNewId),
    name: WireText,
    keyHash: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256 of the key `lot_<keyId>_<secret>`, whose secret only its maker knows.',
    }),
    scopes: Type.Array(Type.String({ maxLength: 50 }), { minItems: 1, maxItems: 50 }),
    accountId: Type.Optional(WireId),
    expiresAt: Type.Optional(WireMoment),
  },
  strict,
)
export const RevokeKey = Type.Object({ keyId: WireId }, strict)
export type RevokeKey = Static<typeof RevokeKey>

const MomentOrNull = Type.Union([WireMoment, Type.Null()])
export const AccountList = Type.Object({
  accounts: Type.Array(
    Type.Object({
      id: WireId,
      login: Type.String(),
      name: Type.String(),
      email: orNull(Type.String()),
      roles: Type.Array(RoleName),
      createdAt: WireMoment,
      disabledAt: MomentOrNull,
      erasedAt: MomentOrNull,
    }),
  ),
})
export type AccountList = Static<typeof AccountList>
export const KeyList = Type.Object({
  keys: Type.Array(
    Type.Object({
      id: WireId,
      name: Type.String(),
      scopes: Type.Array(Type.String()),
      accountId: WireId,
      createdAt: WireMoment,
      expiresAt: MomentOrNull,
      revokedAt: MomentOrNull,
      lastUsedAt: MomentOrNull,
    }),
  ),
})
export type KeyList = Static<typeof KeyList>

/** Whoever asks. */
export const OwnAccount = Type.Object({ id: WireId, name: Type.String(), login: Type.String(), email: orNull(Type.String()), roles: Type.Array(RoleName) })
export type OwnAccount = Static<typeof OwnAccount>

/** The letter to oneself. */
export const TestMail = Type.Object({ mailId: WireId })
export type TestMail = Static<typeof TestMail>

export const LettersSentAgain = Type.Object({ letters: Type.Integer({ description: 'How many are sent again.' }) })
export type LettersSentAgain = Static<typeof LettersSentAgain>

/** How mail fares. `setup` null: it is not set up, and nobody is written to. */
export const MailState = Type.Object({
  setup: orNull(
    Type.Object({
      server: Type.String(),
      from: Type.String(),
      publicUrl: orNull(Type.String({ description: 'Where links lead; null: letters have none.' })),
      at: WireMoment,
      problem: orNull(Type.String({ description: 'Why the server could not be used at that moment.' })),
    }),
  ),
  waiting: Type.Integer(),
  failing: Type.Integer({ description: 'Of those that wait: how many were tried in vain.' }),
  stopped: Type.Integer({ description: 'Letters nobody takes.' }),
  lastSentAt: orNull(WireMoment),
  letters: Type.Array(
    Type.Object({
      id: WireId, subject: Type.String(), to: orNull(Type.String()), madeAt: WireMoment, attempts: Type.Integer(), lastError: orNull(Type.String()),
      nextAttemptAt: orNull(WireMoment), sentAt: orNull(WireMoment), stoppedAt: orNull(WireMoment),
    }),
    { description: 'The latest, sent or not.' },
  ),
})
export type MailState = Static<typeof MailState>

/** What every role may do, in the order people read them. */
export const RoleList = Type.Object({
  roles: Type.Array(Type.Object({ name: RoleName, permissions: Type.Array(Type.String()) })),
})

/** Everyone who may stand behind a document. */
export const ActorList = Type.Object({
  actors: Type.Array(
    Type.Object({ id: WireId, kind: Type.Enum(['person', 'key', 'machine']), name: Type.String() }),
  ),
})
export type ActorList = Static<typeof ActorList>

/** The account a command was about. */
export const AccountAnswer = Type.Object({ accountId: WireId })
export type AccountAnswer = Static<typeof AccountAnswer>

export const RolesSet = Type.Object({ accountId: WireId, roles: Roles })
export type RolesSet = Static<typeof RolesSet>

export const AccountDisabled = Type.Object({ accountId: WireId, disabled: Type.Boolean() })
export type AccountDisabled = Static<typeof AccountDisabled>

/** A key, and the account it acts for. */
export const KeyCreated = Type.Object({ keyId: WireId, accountId: WireId })
export type KeyCreated = Static<typeof KeyCreated>

export const KeyRevoked = Type.Object({ keyId: WireId })
export type KeyRevoked = Static<typeof KeyRevoked>
