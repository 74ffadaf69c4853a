// What crosses the wire about the record itself: documents, the stream of changes, webhooks.
import { type Static, Type } from 'typebox'
import { orNull, WireId, WireMoment, WirePosition } from '#kernel/contract'

/** What the command answered: of the shape its own door declares. */
const AnyAnswer = Type.Record(Type.String(), Type.Unknown(), { description: 'What the command answered, as its own address describes it.' })

/** A document in the one order of the record. */
export const Change = Type.Object({
  position: WirePosition,
  documentId: WireId,
  kind: Type.String(),
  actorId: WireId,
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  corrects: orNull(WireId),
  answer: AnyAnswer,
})
export type Change = Static<typeof Change>
export const Changes = Type.Object({
  changes: Type.Array(Change),
  next: Type.String({ description: 'Ask for changes after this position next.' }),
})

/** The webhook a command was about. */
export const WebhookAnswer = Type.Object({ webhookId: WireId })
export type WebhookAnswer = Static<typeof WebhookAnswer>

const Webhook = Type.Object({
  id: WireId,
  url: Type.String(),
  kinds: Type.Array(Type.String()),
  position: WirePosition,
  attempts: Type.Integer(),
  lastError: orNull(Type.String()),
  nextAttemptAt: WireMoment,
  stoppedAt: orNull(WireMoment),
  createdAt: WireMoment,
})
export type Webhook = Static<typeof Webhook>

/** Every webhook; `last` is the newest position, which one that is up to date stands at. */
export const WebhookList = Type.Object({ webhooks: Type.Array(Webhook), last: WirePosition })

/** One field of a thing that became another, and the document that says who, when and why. */
export const FieldChange = Type.Object({
  documentId: WireId,
  kind: Type.String(),
  actorId: WireId,
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  reason: orNull(Type.String()),
  field: Type.String(),
  old: orNull(Type.String()),
  new: orNull(Type.String()),
})
export type FieldChange = Static<typeof FieldChange>
