// Doors: how an action or a question is reached from outside. HTTP, the CLI and imports all use the same
// doors, so that a payload has one schema, one permission and one way in.
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Action, Actor, Outcome } from './command.ts'
import { perform } from './command.ts'
import type { Database } from './database.ts'
import { openLane } from './lane.ts'
import type { List } from './list-declaration.ts'

/** One thing wrong with an input: where, what was expected, what came. */
export type Complaint = { readonly path: string; readonly expected: string; readonly found: string }

/** The envelope of a command: its id, who asks, when it happened. */
export type Envelope = { readonly id: string; readonly actor: Actor; readonly occurredAt: Date }

/** A way in for commands of one kind. `path` is below /api/v1; bodies are checked before they are performed. */
export type CommandDoor = {
  readonly path: string
  readonly summary: string
  readonly kind: string
  readonly permission: string
  readonly body: TSchema
  /** Everything wrong with a body against its schema; empty when it may be performed. */
  complaints(body: unknown): Complaint[]
  /** Opens a lane: many callers, one set at a time. */
  lane(database: Database): (envelope: Envelope, body: unknown) => Promise<Outcome>
  /** Performs many, in sets, in their order. */
  many(database: Database, commands: readonly (Envelope & { readonly body: unknown })[]): Promise<Outcome[]>
}

/** A way in for a question. `path` may hold `:id`; input is the query string and the path's parameters. */
export type QueryDoor = {
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly input: TSchema
  readonly answer: TSchema
  /** The declaration, when it is a list. */
  readonly list?: List
  complaints(input: unknown): Complaint[]
  ask(database: Database, input: unknown): Promise<unknown>
}

/**
 * Makes a command door. `parse` turns the checked body (text quantities) and the command's id into the
 * action's payload, always the same for the same input.
 */
export function commandDoor<Body extends TSchema, Payload>(door: {
  readonly path: string
  readonly summary: string
  readonly body: Body
  readonly action: Action<Payload>
  readonly parse: (body: Static<Body>, id: string) => Payload
}): CommandDoor {
  const { path, summary, body, action } = door
  const schema = Compile(body)
  const payload = (raw: unknown, id: string) => door.parse(schema.Parse(raw), id)
  return {
    path,
    summary,
    body,
    kind: action.kind,
    permission: action.permission,
    complaints: (raw) => complaintsOf(schema, raw),
    lane: (database) => {
      const perform = openLane(database, action)
      return (envelope, raw) => perform({ ...envelope, payload: payload(raw, envelope.id) })
    },
    many: (database, commands) =>
      perform(
        database,
        action,
        commands.map(({ body: raw, ...envelope }) => ({
          ...envelope,
          payload: payload(raw, envelope.id),
        })),
      ),
  }
}

/** Makes a query door. Path parameters and query values arrive as one flat object. */
export function queryDoor<Input extends TSchema, Answer extends TSchema>(door: {
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly input: Input
  readonly answer: Answer
  readonly ask: (database: Database, input: Static<Input>) => Promise<Static<Answer> | null>
}): QueryDoor {
  const schema = Compile(door.input)
  return {
    path: door.path,
    summary: door.summary,
    permission: door.permission,
    input: door.input,
    answer: door.answer,
    complaints: (raw) => complaintsOf(schema, raw),
    ask: (database, raw) => door.ask(database, schema.Parse(raw)),
  }
}

type Checked = {
  Check(value: unknown): boolean
  Errors(value: unknown): { instancePath: string; message: string }[]
}

function complaintsOf(schema: Checked, raw: unknown): Complaint[] {
  if (schema.Check(raw)) return []
  return schema.Errors(raw).map(({ instancePath, message }) => ({
    path: instancePath.slice(1).replaceAll('/', '.') || '(whole)',
    expected: message,
    found: short(at(raw, instancePath)),
  }))
}

function at(raw: unknown, pointer: string): unknown {
  let value: unknown = raw
  for (const step of pointer.split('/').slice(1)) {
    if (value === null || typeof value !== 'object') return undefined
    value = Object.entries(value).find(([name]) => name === step)?.[1]
  }
  return value
}

function short(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
