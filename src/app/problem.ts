// What a failure looks like from outside: application/problem+json (RFC 9457), every error at once.
import { Fault, type Facts, Refusal, type RefusalKind } from '#kernel'
import { type Complaint, MOST_COMPLAINTS, newId, sqlState } from '#platform'

/** A problem as it is sent. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly facts?: Facts
  readonly override?: string
  readonly mend?: string
  readonly bug?: string
  readonly errors?: readonly Complaint[]
}

const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  conflict: 409,
  forbidden: 403,
  missing: 404,
}

const titles: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not done this way',
  409: 'In conflict with what is there',
  413: 'Too large',
  415: 'Not a form Lotline reads',
  422: 'Not valid',
  429: 'Too many attempts',
  500: 'A mistake in Lotline',
  503: 'Not possible just now',
}

/** An input that breaks its schema, with everything that is wrong with it. */
export class InvalidInput extends Error {
  readonly complaints: readonly Complaint[]

  constructor(complaints: readonly Complaint[]) {
    super('The input is not valid.')
    this.name = 'InvalidInput'
    this.complaints = complaints.map(hideSecrets)
  }
}

/** A request that is refused before its contents matter: not signed in, unknown address, too large. */
export class Turned extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, says: string) {
    super(says)
    this.name = 'Turned'
    this.status = status
    this.code = code
  }
}

/** Says how a failure is told to the caller. Of a bug it tells an id alone. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return problemOfRefusal(error)
  if (error instanceof InvalidInput) {
    const count = error.complaints.length
    const many = count < MOST_COMPLAINTS ? `${count} things are wrong.` : `More is wrong than is told: at least ${count} things.`
    const detail = count === 1 ? 'One thing is wrong.' : many
    return { ...problem(422, 'invalid_input', detail), errors: error.complaints }
  }
  if (error instanceof Turned) return problem(error.status, error.code, error.message)
  if (error instanceof Fault) return { ...problem(503, 'fault', error.message), mend: error.mend }
  const outage = outageOf(error)
  if (outage !== null) return { ...problem(503, 'fault', outage.says), mend: outage.mend }
  const status = clientStatusOf(error)
  if (status !== null) return problem(status, codeOfClients[status] ?? 'not_understood', messageOf(error))
  const bug = newId()
  return { ...problem(500, 'bug', `This should not have happened. Its id is ${bug}.`), bug }
}

function problemOfRefusal(refusal: Refusal): Problem {
  const status = refusal.code === 'too_many_attempts' ? 429 : statusOf[refusal.kind]
  const override = refusal.override === undefined ? {} : { override: refusal.override }
  return { ...problem(status, refusal.code, refusal.message), facts: refusal.facts, ...override }
}

function problem(status: number, code: string, detail: string): Problem {
  const title = titles[status] ?? 'Not possible'
  return { type: `urn:lotline:problem:${code}`, title, status, detail, code }
}

const again = 'The work can be sent again as it is.'
const unreachable = { says: 'The database cannot be reached.', mend: `Check that it is running. ${again}` }

/** What a state of PostgreSQL says about the world rather than about the work; the longest beginning counts. */
const outages: Readonly<Record<string, { readonly says: string; readonly mend: string }>> = {
  '08': unreachable,
  '25006': { says: 'The database can only be read just now.', mend: `Check that it is the primary. ${again}` },
  '40001': { says: 'Too many are changing the same thing at once.', mend: again },
  '40P01': { says: 'Too many are changing the same thing at once.', mend: again },
  '53': { says: 'The database has no more room just now.', mend: again },
  '53100': { says: 'The disk of the database is full.', mend: `Make room on it. ${again}` },
  '57P': unreachable,
  '58': { says: 'The database cannot read or write its files.', mend: 'Look at its disk, and at its log.' },
}

function outageOf(error: unknown): { readonly says: string; readonly mend: string } | null {
  const state = sqlState(error)
  if (state !== null) return outages[state] ?? outages[state.slice(0, 3)] ?? outages[state.slice(0, 2)] ?? null
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  const isGone = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ENOENT|ETIMEDOUT|EAI_AGAIN)$/.test(code)
    || /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(error.message)
  return isGone ? unreachable : null
}

const codeOfClients: Readonly<Record<number, string>> = { 413: 'too_large', 415: 'wrong_content_type' }

// What the web server itself says about a request it could not read.
function clientStatusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  const { statusCode } = error
  const isClients = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
  return isClients ? statusCode : null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

// Complaints quote what they found; of secrets and of whole bodies that may hold some they do not.
function hideSecrets(complaint: Complaint): Complaint {
  const hidden = /password|secret|keyhash/i
  const secret = hidden.test(complaint.path) || hidden.test(complaint.found)
  return secret ? { ...complaint, found: 'hidden' } : complaint
}

/** Writes an answer as JSON: quantities as text, so that no digit is lost. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? String(member) : member,
  )
}
