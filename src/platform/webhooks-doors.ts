// How webhooks are made, removed and replayed.
import { Type } from 'typebox'
import { type Refusal, type Refusals, refuser } from '#kernel'
import { WireId, WireNewId, WirePosition } from '#kernel/contract'
import { readLastPosition, refuseAhead } from './changes.ts'
import type { Accepted, Action } from './command.ts'
import { type Webhook, WebhookAnswer, WebhookList } from './contract.ts'
import { query, type Statement } from './database.ts'
import { type CommandDoor, commandDoor, type QueryDoor, queryDoor } from './door.ts'

/** Every reason webhooks may say no. */
export const webhookRefusals = {
  webhook_exists: { kind: 'conflict', says: 'There is already a webhook {webhookId}.' },
  webhook_missing: { kind: 'missing', says: 'There is no webhook {webhookId}.' },
  webhook_address: {
    kind: 'invalid',
    says: 'A webhook needs an http or https address without a login and outside this machine’s own range.',
  },
} as const satisfies Refusals
const refuse = refuser(webhookRefusals)

type CreateWebhook = {
  readonly webhookId: string
  readonly url: string
  readonly secret: string
  readonly kinds: readonly string[]
}
type RemoveWebhook = { readonly webhookId: string }
type ReplayWebhook = { readonly webhookId: string; readonly after: bigint | null }

const insertWebhook: Statement = {
  name: 'platform.insert-webhook',
  text: `insert into platform.webhook (id, url, secret, kinds, cursor_position, next_attempt_at)
    select $1, $2, $3, $4::text[], s.last_position, $5 from platform.sequencer s`,
}
const lockWebhooks: Statement = {
  name: 'platform.lock-webhooks',
  text: `select w.id, s.last_position as last from platform.webhook w, platform.sequencer s
    where w.id = any($1::uuid[]) order by w.id for update of w`,
}
const deleteWebhooks: Statement = {
  name: 'platform.delete-webhooks',
  text: 'delete from platform.webhook where id = any($1::uuid[])',
}
const replay: Statement = {
  name: 'platform.replay-webhook',
  text: `update platform.webhook set cursor_position = coalesce($2::bigint, cursor_position),
      attempts = 0, last_error = null, stopped_at = null, next_attempt_at = $3 where id = $1`,
}
const listWebhooks: Statement = {
  name: 'platform.list-webhooks',
  text: `select id, url, kinds, cursor_position::text as position, attempts,
      last_error as "lastError", to_json(next_attempt_at) #>> '{}' as "nextAttemptAt",
      to_json(stopped_at) #>> '{}' as "stoppedAt", to_json(created_at) #>> '{}' as "createdAt"
    from platform.webhook order by created_at, id`,
}

type Known = { id: string; last: bigint }

/** Makes a webhook. It is sent what happens from now on. */
export const createWebhook: Action<CreateWebhook, WebhookAnswer> = {
  kind: 'create-webhook',
  permission: 'webhook.write',
  constraints: {
    webhook_pkey: ({ payload }) => refuse('webhook_exists', { webhookId: payload.webhookId }),
  },
  async run({ tx, now }, commands) {
    const known = await tx.read<Known>(lockWebhooks, [commands.map((it) => it.payload.webhookId)])
    const taken = new Set(known.map(({ id }) => id))
    return commands.map(({ payload: { webhookId, url, secret, kinds } }): Accepted<WebhookAnswer> | Refusal => {
      if (!isAllowedAddress(url)) return refuse('webhook_address')
      if (taken.has(webhookId)) return refuse('webhook_exists', { webhookId })
      taken.add(webhookId)
      tx.write(insertWebhook, [webhookId, url, secret, kinds, now])
      return { answer: { webhookId } }
    })
  },
}

/** Removes a webhook. */
export const removeWebhook: Action<RemoveWebhook, WebhookAnswer> = {
  kind: 'remove-webhook',
  permission: 'webhook.write',
  async run({ tx }, commands) {
    const ids = commands.map(({ payload }) => payload.webhookId)
    const left = new Set((await tx.read<Known>(lockWebhooks, [ids])).map(({ id }) => id))
    tx.write(deleteWebhooks, [ids])
    return ids.map((webhookId): Accepted<WebhookAnswer> | Refusal =>
      left.delete(webhookId) ? { answer: { webhookId } } : refuse('webhook_missing', { webhookId }),
    )
  },
}

/** Starts a webhook again, from where it stopped or from an earlier position. */
export const replayWebhook: Action<ReplayWebhook, WebhookAnswer> = {
  kind: 'replay-webhook',
  permission: 'webhook.write',
  async run({ tx, now }, commands) {
    const rows = await tx.read<Known>(lockWebhooks, [commands.map((it) => it.payload.webhookId)])
    const lastOf = new Map(rows.map(({ id, last }) => [id, last]))
    return commands.map(({ payload: { webhookId, after } }): Accepted<WebhookAnswer> | Refusal => {
      const last = lastOf.get(webhookId)
      if (last === undefined) return refuse('webhook_missing', { webhookId })
      if (after !== null && after > last) return refuseAhead(after, last)
      tx.write(replay, [webhookId, after, now])
      return { answer: { webhookId } }
    })
  },
}

function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' && protocol !== 'http:') return false
  // Link-local addresses answer with the secrets of a cloud machine.
  return username === '' && password === '' && !/^(169\.254\.|\[fe80:|\[::ffff:a9fe)/i.test(hostname)
}

const strict = { additionalProperties: false }

export const webhookDoors: CommandDoor[] = [
  commandDoor({
    path: '/webhooks',
    summary: 'Send every change from now on to an address',
    body: Type.Object(
      {
        webhookId: Type.Optional(WireNewId),
        url: Type.String({ minLength: 8, maxLength: 2000 }),
        secret: Type.String({ minLength: 24, maxLength: 200 }),
        kinds: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })),
      },
      strict,
    ),
    answer: WebhookAnswer,
    action: createWebhook,
    parse: ({ webhookId, url, secret, kinds }, id) => ({
      webhookId: webhookId ?? id,
      url,
      secret,
      kinds: kinds ?? [],
    }),
  }),
  commandDoor({
    path: '/webhooks/remove',
    summary: 'Remove a webhook',
    body: Type.Object({ webhookId: WireId }, strict),
    answer: WebhookAnswer,
    action: removeWebhook,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/webhooks/replay',
    summary: 'Start a webhook again, also from an earlier position',
    body: Type.Object({ webhookId: WireId, after: Type.Optional(WirePosition) }, strict),
    answer: WebhookAnswer,
    action: replayWebhook,
    parse: ({ webhookId, after }) => ({
      webhookId,
      after: after === undefined ? null : BigInt(after),
    }),
  }),
]

export const webhookQuestions: QueryDoor[] = [
  queryDoor({
    path: '/webhooks',
    summary: 'Every webhook and how far it is; never its secret',
    permission: 'webhook.write',
    input: Type.Object({}),
    answer: WebhookList,
    ask: async (database) => ({
      webhooks: await query<Webhook>(database, listWebhooks),
      last: String(await readLastPosition(database)),
    }),
  }),
]
