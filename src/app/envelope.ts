// The envelope of a command as it is sent: its id, when it happened, and the rest, which is the door's. HTTP and the
// command line read it alike.
import { isId, NIL, parseMoment } from '#kernel'
import { type Complaint, foundText, newId } from '#platform'

/** What was sent, taken apart, and what is wrong with the envelope. */
export type Sent = {
  readonly id: string
  readonly occurredAt: Date
  readonly body: object
  readonly complaints: readonly Complaint[]
}

/** Where a key for idempotency came from, when it did not stand in the body. */
export type SentKey = { readonly name: string; readonly key: string }

/** Takes the envelope out of a body. Without an id or a key it gets a new one. */
export function readEnvelope(raw: unknown, sentKey?: SentKey): Sent {
  const isBody = raw !== null && typeof raw === 'object' && !Array.isArray(raw)
  const { id, occurredAt, ...body }: { [name: string]: unknown } = isBody ? { ...raw } : {}
  const complaints: Complaint[] = []
  if (!isBody) complaints.push({ path: '(whole)', expected: 'must be an object', found: foundText(raw) })
  const { name = 'id', key = '' } = sentKey ?? {}
  const own = lower(id)
  const header = key === '' ? undefined : lower(key)
  if (own !== undefined && !isSentId(own)) complaints.push({ path: 'id', expected: 'must be a UUID, and not the nil UUID', found: foundText(id) })
  if (header !== undefined && !isSentId(header)) complaints.push({ path: name, expected: 'must be a UUID, and not the nil UUID', found: foundText(key) })
  else if (header !== undefined && own !== undefined && header !== own) {
    complaints.push({ path: 'id', expected: `must be the same as the ${name}`, found: foundText(id) })
  }
  const moment = typeof occurredAt === 'string' ? parseMoment(occurredAt) : null
  if (occurredAt !== undefined && moment === null) {
    const expected = 'must be a moment in ISO 8601 with its offset, like 2026-11-26T09:30Z'
    complaints.push({ path: 'occurredAt', expected, found: foundText(occurredAt) })
  }
  const chosen = own ?? header
  return { id: typeof chosen === 'string' ? chosen : newId(), occurredAt: moment ?? new Date(), body, complaints }
}

function lower(id: unknown): unknown {
  return typeof id === 'string' ? id.toLowerCase() : id
}

// The nil UUID is what a program sends that forgot to choose one, and the next command it sends would be that one again.
function isSentId(id: unknown): boolean {
  return typeof id === 'string' && isId(id) && id !== NIL
}
