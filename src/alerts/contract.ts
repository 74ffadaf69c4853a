// What crosses the wire about alerts and their rules.
import { type Static, Type } from 'typebox'
import { orNull, WireDate, WireId, WireMoment, WireQuantityOrZero, WireText } from '#kernel/contract'

const strict = { additionalProperties: false }

export const RuleKind = Type.Enum(['expiring', 'below_reorder', 'held_long', 'delivery_overdue', 'order_waiting', 'drift', 'job_failed'])
export type RuleKind = Static<typeof RuleKind>

const RoleName = Type.Enum(['administrator', 'manager', 'quality', 'operator', 'viewer', 'auditor'])
const Roles = Type.Array(RoleName, { minItems: 1, maxItems: 6, uniqueItems: true, description: 'Whose alerts they are.' })
const Days = Type.Integer({ minimum: 0, maximum: 3650, description: 'How many days before or after; 0 where the kind has none.' })

/** `siteId` is left out for everywhere. */
export const CreateRule = Type.Object(
  { ruleId: Type.Optional(WireId), kind: RuleKind, name: WireText, days: Type.Optional(Days), siteId: Type.Optional(WireId), roles: Roles },
  strict,
)

/** What is left out stays. `mutedUntil` null ends the silence. */
export const ChangeRule = Type.Object(
  {
    ruleId: WireId,
    name: Type.Optional(WireText),
    days: Type.Optional(Days),
    roles: Type.Optional(Roles),
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
      siteId: orNull(WireId),
      site: orNull(Type.String()),
      roles: Type.Array(RoleName),
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
      least: Type.String(), onHand: Type.String({ description: 'What is on hand and not held, in base units.' }),
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
