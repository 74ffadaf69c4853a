// Webhooks: every change sent to an address, at least once and in order, signed. A cursor per webhook
// makes the sequence its outbox, so nothing is lost while the other side sleeps.
import { createHmac } from 'node:crypto'
import { type Change, readChanges } from './changes.ts'
import { type Database, query, type Statement } from './database.ts'
import { type Send, sendWithin } from './send-outside.ts'

/** After so many failures in a row, about three days of them, a webhook stops until somebody replays it. */
export const MOST_ATTEMPTS = 82

const BATCH = 100
/** How long the other side has to answer. */
export const SECONDS_TO_ANSWER = 10

type Due = { id: string; url: string; secret: string; kinds: string[]; cursor: bigint; attempts: number }

// Taking a webhook postpones it, so that two workers never send the same at once.
const takeDue: Statement = {
  name: 'platform.take-due-webhooks',
  text: `update platform.webhook w set next_attempt_at = $1::timestamptz + interval '1 minute'
    where w.id in (select it.id from platform.webhook it, platform.sequencer s
      where it.stopped_at is null and it.next_attempt_at <= $1
        and it.cursor_position < s.last_position
      order by it.next_attempt_at limit 20 for update of it skip locked)
    returning w.id, w.url, w.secret, w.kinds, w.cursor_position as cursor, w.attempts`,
}
// A replay that came in between has moved the cursor; then what was just sent decides nothing.
const noteSent: Statement = {
  name: 'platform.note-webhook-sent',
  text: `update platform.webhook set cursor_position = $3, attempts = 0, last_error = null,
      next_attempt_at = $4 where id = $1 and cursor_position = $2`,
}
const noteFailed: Statement = {
  name: 'platform.note-webhook-failed',
  text: `update platform.webhook set attempts = $3, last_error = $4, next_attempt_at = $5,
      stopped_at = $6 where id = $1 and cursor_position = $2`,
}

/** The signature of a body: HMAC-SHA256 over `<seconds>.<body>`, as `t=<seconds>,v1=<hex>`. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const sum = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${sum}`
}

/** How many seconds to wait after so many failures: 2, 4, 8 and so on, at most an hour. */
export function secondsToWait(attempts: number): number {
  return Math.min(2 ** attempts, 3600)
}

/** Sends to every webhook that is due one batch of what it has not seen. Gives how many were due. */
export async function deliverWebhooks(
  database: Database,
  send: Send = sendWithin(SECONDS_TO_ANSWER, false),
  now: () => Date = () => new Date(),
): Promise<number> {
  const due = await query<Due>(database, takeDue, [now()])
  await Promise.all(due.map((webhook) => deliver(database, webhook, send, now)))
  return due.length
}

async function deliver(database: Database, due: Due, send: Send, now: () => Date): Promise<void> {
  const changes = await readChanges(database, due.cursor, BATCH)
  const last = changes.at(-1)
  if (last === undefined) return
  const wanted = changes.filter(({ kind }) => due.kinds.length === 0 || due.kinds.includes(kind))
  const problem = wanted.length === 0 ? null : await attempt(due, wanted, send, now())
  if (problem === null) {
    await query(database, noteSent, [due.id, due.cursor, last.position, now()])
    return
  }
  const attempts = due.attempts + 1
  const next = new Date(now().getTime() + secondsToWait(attempts) * 1000)
  const stopped = attempts >= MOST_ATTEMPTS ? now() : null
  await query(database, noteFailed, [due.id, due.cursor, attempts, problem, next, stopped])
}

async function attempt(
  due: Due,
  changes: readonly Change[],
  send: Send,
  at: Date,
): Promise<string | null> {
  const body = JSON.stringify({ webhookId: due.id, changes })
  try {
    const status = await send(due.url, body, {
      'content-type': 'application/json',
      'lotline-signature': signatureOf(due.secret, body, at),
    })
    return status >= 200 && status < 300 ? null : `It answered ${status}.`
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 300)
  }
}
