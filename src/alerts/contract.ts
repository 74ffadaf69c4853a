// What crosses the wire about alerts and their rules.
import { type Static, Type } from 'typebox'
import { orNull, WireDate, WireId, WireMoment, WireQuantityOrZero, WireText } from '#kernel/contract'

const strict = { additionalProperties: false }

export const RuleKind = Type.Enum(['expiring', 'below_reorder', 'held_long', 'delivery_overdue', 'order_waiting', 'document_missing', 'drift', 'job_failed'])
export type RuleKind = Static<typeof RuleKind>

const RoleName = Type.Enum(['administrator', 'manager', 'quality', 'operator', 'viewer', 'auditor'])
const Roles = Type.Array(RoleName, { maxItems: 6, uniqueItems: true, description: 'Whose alerts they are.' })
const People = Type.Array(WireId, { maxItems: 100, uniqueItems: true, description: 'Accounts that are told besides.' })

/** How alerts reach somebody: in the app alone, there and by mail at once, or there and in a digest. */
export const Reach = Type.Enum(['app', 'mail', 'daily', 'weekly'])
export type Reach = Static<typeof Reach>
const Days = Type.Integer({ minimum: 0, maximum: 3650, description: 'How many days before or after; 0 where the kind has none.' })

const AttributeName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$', description: 'The lot attribute that is missed; only for document_missing.' })

/** `siteId` is left out for everywhere. `reach` is how it reaches whoever does not choose otherwise; in the app when nothing is said. */
export const CreateRule = Type.Object(
  { ruleId: Type.Optional(WireId), kind: RuleKind, name: WireText, days: Type.Optional(Days), siteId: Type.Optional(WireId), roles: Roles, people: Type.Optional(People), reach: Type.Optional(Reach), attribute: Type.Optional(AttributeName) },
  strict,
)

/** What is left out stays. `mutedUntil` null ends the silence. */
export const ChangeRule = Type.Object(
  {
    ruleId: WireId,
    name: Type.Optional(WireText),
    days: Type.Optional(Days),
    roles: Type.Optional(Roles),
    people: Type.Optional(People),
    reach: Type.Optional(Reach),
    isOn: Type.Optional(Type.Boolean()),
    mutedUntil: Type.Optional(orNull(WireMoment)),
  },
  strict,
)
export type ChangeRule = Static<typeof ChangeRule>

export const RuleAnswer = Type.Object({ ruleId: WireId })
export type RuleAnswer = Static<typeof RuleAnswer>

/** `least` 0 takes the point away. */
export const SetReorderPoint = Type.Object({ itemId: WireId, siteId: Type.Optional(WireId), least: WireQuantityOrZero }, strict)
export const ReorderPointSet = Type.Object({ itemId: WireId, siteId: orNull(WireId), least: WireQuantityOrZero })
export type ReorderPointSet = Static<typeof ReorderPointSet>

/** Up to when everything is seen. */
export const Seen = Type.Object({ seenTo: WireMoment })
export type Seen = Static<typeof Seen>

/** An alert. `code` is what people call the thing: a lot, an item, an order, a delivery, a job. */
export const AlertRow = Type.Object({
  id: WireId,
  ruleId: WireId,
  rule: Type.String(),
  kind: RuleKind,
  subjectId: orNull(WireId),
  code: Type.String(),
  sku: orNull(Type.String()),
  lotId: orNull(WireId),
  itemId: orNull(WireId),
  number: orNull(Type.String({ description: 'A quantity in base units, or how many; null where there is none.' })),
  unit: orNull(Type.String()),
  attribute: orNull(Type.String({ description: 'What is missing, by its title.' })),
  day: orNull(WireDate),
  openedAt: WireMoment,
  closedAt: orNull(WireMoment),
})
export type AlertRow = Static<typeof AlertRow>

/** Open alerts of whoever asks, the newest first, and how many of them were opened since they last looked. */
export const Unread = Type.Object({
  unread: Type.Integer(),
  open: Type.Integer(),
  latest: Type.Array(Type.Object({ ...AlertRow.properties, isUnread: Type.Boolean() })),
})
export type Unread = Static<typeof Unread>

export const RuleList = Type.Object({
  rules: Type.Array(
    Type.Object({
      id: WireId,
      kind: RuleKind,
      name: Type.String(),
      days: Type.Integer(),
      attribute: orNull(Type.String()),
      attributeTitle: orNull(Type.String()),
      siteId: orNull(WireId),
      site: orNull(Type.String()),
      roles: Type.Array(RoleName),
      people: Type.Array(Type.Object({ id: WireId, name: Type.String() })),
      reach: Reach,
      isOn: Type.Boolean(),
      mutedUntil: orNull(WireMoment),
      open: Type.Integer({ description: 'How many of its alerts are open.' }),
    }),
  ),
})
export type RuleList = Static<typeof RuleList>

export const ReorderPointList = Type.Object({
  points: Type.Array(
    Type.Object({
      itemId: WireId, sku: Type.String(), name: Type.String(), unit: Type.String(), siteId: orNull(WireId), site: orNull(Type.String()),
      least: Type.String(), onHand: Type.String({ description: 'What is on hand, neither held nor past its use-by date, in base units.' }), expected: Type.String({ description: 'What is announced and did not come yet.' }),
    }),
  ),
})
export type ReorderPointList = Static<typeof ReorderPointList>

/** What one look of a rule changed. */
export const AlertsNoted = Type.Object({
  ruleId: WireId,
  kind: RuleKind,
  opened: Type.Array(Type.Object({ alertId: WireId, subjectId: orNull(WireId) })),
  closed: Type.Array(WireId),
})
export type AlertsNoted = Static<typeof AlertsNoted>

/** For oneself. What is left out stays; `reach` null: as the rule says. */
export const SetReach = Type.Object({ ruleId: WireId, reach: Type.Optional(orNull(Reach)), mutedUntil: Type.Optional(orNull(WireDate)) }, strict)
export type SetReach = Static<typeof SetReach>
export const ReachSet = Type.Object({ ruleId: WireId })
export type ReachSet = Static<typeof ReachSet>

const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'A time of the company’s day, HH:MM.' })
const Weekday = Type.Integer({ minimum: 1, maximum: 7, description: 'Monday is 1.' })
/** When one’s digests come; the weekly one on `weekday`. */
export const SetDigest = Type.Object({ at: TimeOfDay, weekday: Weekday }, strict)
export type SetDigest = Static<typeof SetDigest>
export const DigestSet = Type.Object({ at: TimeOfDay, weekday: Weekday })
export type DigestSet = Static<typeof DigestSet>

/** Of what an alert is about one hears nothing before `until`; null ends that. */
export const SilenceAlert = Type.Object({ alertId: WireId, until: orNull(WireDate) }, strict)
export type SilenceAlert = Static<typeof SilenceAlert>
export const Silenced = Type.Object({ alertId: WireId, until: orNull(WireDate) })
export type Silenced = Static<typeof Silenced>

/** How alerts reach whoever asks. `mutedUntil` is their own silence, `ruleMutedUntil` everybody’s. */
export const OwnReach = Type.Object({
  email: orNull(Type.String()),
  isMailSetUp: Type.Boolean(),
  timeZone: Type.String({ description: 'The company’s: that of its first site.' }),
  at: TimeOfDay,
  weekday: Weekday,
  rules: Type.Array(
    Type.Object({
      ruleId: WireId, kind: RuleKind, name: Type.String(), days: Type.Integer(), site: orNull(Type.String()), attribute: orNull(Type.String({ description: 'Its title.' })), isOn: Type.Boolean(), open: Type.Integer(),
      usual: Reach, chosen: orNull(Reach), mutedUntil: orNull(WireDate), ruleMutedUntil: orNull(WireMoment),
    }),
  ),
  silences: Type.Array(
    Type.Object({
      alertId: WireId, until: WireDate, rule: Type.String(), kind: RuleKind, code: Type.String(), sku: orNull(Type.String()), lotId: orNull(WireId),
      itemId: orNull(WireId), subjectId: orNull(WireId),
    }),
  ),
})
export type OwnReach = Static<typeof OwnReach>

/** Who may be named by a rule. */
export const ReceiverList = Type.Object({
  receivers: Type.Array(Type.Object({ id: WireId, name: Type.String(), hasEmail: Type.Boolean(), roles: Type.Array(Type.String()) })),
})
export type ReceiverList = Static<typeof ReceiverList>
