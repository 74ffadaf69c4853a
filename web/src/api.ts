// The only file that fetches. Questions and commands are those of the API's description; what the server says no to is a
// Failure with the server's own sentence.
import type { paths } from './api-types'

type Stripped<Path> = Path extends `/api/v1${infer Rest}` ? Rest : never
type Full<Path extends string> = `/api/v1${Path}` & keyof paths
type Get<Path extends string> = paths[Full<Path>] extends { get: infer Operation } ? Operation : never
type Post<Path extends string> = paths[Full<Path>] extends { post: infer Operation } ? Operation : never
type Content<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never
type AnswerOfPost<Path extends string> = Content<Post<Path>>
type Merged<Type> = { [Name in keyof Type]: Type[Name] }

/** A path of the API that can be asked, without `/api/v1`, such as `/lots/{id}`. */
export type QuestionPath = {
  [Path in keyof paths]: paths[Path] extends { get: { responses: { 200: { content: { 'application/json': unknown } } } } } ? Stripped<Path> : never
}[keyof paths]

/** A path that takes commands. */
export type CommandPath = { [Path in keyof paths]: paths[Path] extends { post: unknown } ? Stripped<Path> : never }[keyof paths]

/** What a question is asked with: its query and the parts of its path as one flat object. */
export type InputOf<Path extends QuestionPath> = Merged<
  (Get<Path> extends { parameters: { query?: infer Query } } ? NonNullable<Query> : object) &
    (Get<Path> extends { parameters: { path: infer Parts } } ? Parts : object)
>

/** What a question answers. */
export type AnswerOf<Path extends QuestionPath> = Content<Get<Path>>

/** What a command is told, without its envelope. */
export type BodyOf<Path extends CommandPath> = Post<Path> extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Merged<Omit<Body, 'id' | 'occurredAt'>>
  : never

/** What a command answers. */
export type OutcomeOf<Path extends CommandPath> = Content<Post<Path>> & { readonly repeated?: boolean }

/** The lists: questions that answer rows by the page. */
export type ListPath = {
  [Path in QuestionPath]: AnswerOf<Path> extends { rows: unknown[]; next: string | null; total: number } ? Path : never
}[QuestionPath]

/** A row of a list. */
export type RowOf<Path extends ListPath> = AnswerOf<Path> extends { rows: (infer Row extends object)[] } ? Row : never

/** A page of a list. */
export type RowsPage<Row> = {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly total: number
  readonly totalIsExact: boolean
}

/** One thing that is wrong with an input. */
export type Complaint = { readonly path: string; readonly expected: string; readonly found: string }

/** Who asks, as the server knows it. */
export type Session = {
  readonly version: string
  readonly isFirstRun: boolean
  readonly hasExample: boolean
  readonly account: { readonly id: string; readonly name: string; readonly login: string; readonly permissions: readonly string[] } | null
}

/** The server said no, or could not be reached (`status` 0). */
export class Failure extends Error {
  readonly status: number
  readonly code: string
  readonly complaints: readonly Complaint[]
  readonly facts: { readonly [name: string]: unknown }
  readonly mend: string | null
  readonly override: string | null

  constructor(status: number, problem: { readonly [name: string]: unknown }) {
    super(String(problem['detail'] ?? problem['title'] ?? status))
    this.name = 'Failure'
    this.status = status
    this.code = String(problem['code'] ?? '')
    this.complaints = Array.isArray(problem['errors']) ? problem['errors'] : []
    this.facts = isMembers(problem['facts']) ? problem['facts'] : {}
    this.mend = typeof problem['mend'] === 'string' ? problem['mend'] : null
    this.override = typeof problem['override'] === 'string' ? problem['override'] : null
  }
}

type Listener = () => void
const expired = new Set<Listener>()

/** Calls back whenever the server no longer knows who asks; gives how to stop. */
export function onExpired(listener: Listener): () => void {
  expired.add(listener)
  return () => expired.delete(listener)
}

/** Asks a question. Empty values are left out. */
export async function ask<Path extends QuestionPath>(path: Path, input: InputOf<Path>, signal?: AbortSignal): Promise<AnswerOf<Path>> {
  return request('GET', addressOf(path, input), undefined, signal)
}

/** Asks for a page of a list; the names in `input` are those of its filters. */
export async function askRows<Path extends ListPath>(
  path: Path,
  input: { readonly [name: string]: string | null },
  signal: AbortSignal,
): Promise<RowsPage<RowOf<Path>>> {
  return request('GET', addressOf(path, input), undefined, signal)
}

/** The address of a question with its input, as a link may hold it. */
export function addressOf(path: string, input: object): string {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== ''))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name) ?? '')
    rest.delete(name)
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)])).toString()
  return `/api/v1${filled}${query === '' ? '' : `?${query}`}`
}

/** Performs a command under the id; the same id again does nothing twice. */
export async function tell<Path extends CommandPath>(path: Path, id: string, body: BodyOf<Path>): Promise<OutcomeOf<Path>> {
  return request('POST', `/api/v1${path}`, { ...body, id })
}

/** The most commands one request carries. */
const MOST_COMMANDS = 1000

/** Performs many commands of a kind, each under its id; each succeeds or fails alone, and is answered in its place. */
export async function tellAll<Path extends CommandPath>(
  path: Path,
  commands: readonly (BodyOf<Path> & { readonly id: string })[],
): Promise<(OutcomeOf<Path> | Failure)[]> {
  type Told = OutcomeOf<Path> & { readonly ok: boolean; readonly problem: { readonly [name: string]: unknown } }
  const all: (OutcomeOf<Path> | Failure)[] = []
  for (let from = 0; from < commands.length; from += MOST_COMMANDS) {
    const some = commands.slice(from, from + MOST_COMMANDS)
    const { outcomes } = await request<{ outcomes: Told[] }>('POST', `/api/v1/sets${path}`, { commands: some })
    all.push(...outcomes.map((told) => (told.ok ? told : new Failure(Number(told.problem['status']), told.problem))))
  }
  return all
}

/** Sends a list to be imported, as it is. */
export async function sendList(about: { readonly id: string; readonly kind: string; readonly name: string }, list: Blob): Promise<void> {
  await request('POST', addressOf('/imports', about), list)
}

/** What can be told an import: `reading`, `check`, `fixes`, `run`, `stop`, `undo`. */
export const stepImport = (id: string, step: 'reading' | 'check' | 'fixes' | 'run' | 'stop' | 'undo', body: object): Promise<void> =>
  request('POST', addressOf(`/imports/{id}/${step}`, { id }), body)

/** Throws away a list that was not run. */
export const forgetImport = (id: string): Promise<void> => request('DELETE', addressOf('/imports/{id}', { id }))

/** Makes an export ready: refused here, or fetched at the address it answers. */
export const readyExport = (body: BodyOf<'/exports'> & { readonly id: string }): Promise<AnswerOfPost<'/exports'>> => request('POST', '/api/v1/exports', body)

/** Who is signed in here. */
export const readSession = (): Promise<Session> => request('GET', '/api/v1/session')

/** Signs in; the cookie is the browser's matter. */
export const signIn = (login: string, password: string): Promise<Session> =>
  request('POST', '/api/v1/session', { login, password })

export const signOut = (): Promise<void> => request('DELETE', '/api/v1/session')

/** Loads the demo company; it goes on while other things are asked. */
export const loadDemo = (): Promise<AnswerOf<'/demo'>> => request('POST', '/api/v1/demo', {})

/** Removes it, and everything recorded besides. */
export const removeDemo = (body: { typed: string; others: number }): Promise<{ documents: number; others: number }> =>
  request('POST', '/api/v1/demo/remove', body)

/** Makes the first account, and fills an empty Lotline when asked to. */
export const firstRun = (body: { name: string; login: string; password: string; start: 'demo' | 'example' | 'empty'; timeZone: string }): Promise<Session> =>
  request('POST', '/api/v1/first-run', body)

/** A fresh id for a command. Plain http on a LAN has no `crypto.randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const now = BigInt(Date.now())
  for (let at = 0; at < 6; at++) bytes[at] = Number((now >> BigInt(8 * (5 - at))) & 0xffn)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

async function request<Answer>(method: string, address: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  const sent = body === undefined ? {}
    : body instanceof Blob ? { body, headers: { 'content-type': 'application/octet-stream' } }
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  let response: Response
  try {
    response = await fetch(address, { method, ...sent, ...(signal && { signal }) })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Failure(0, { code: 'unreachable' })
  }
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => ({}))
  if (response.ok) return answer as Answer
  if (response.status === 401 && !address.endsWith('/session')) for (const listener of expired) listener()
  throw new Failure(response.status, isMembers(answer) ? answer : {})
}

function isMembers(value: unknown): value is { readonly [name: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
