// Doors: how an action or a question is reached from outside. HTTP, the CLI and imports all use the same
// doors, so that a payload has one schema, one permission and one way in.
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Action, Actor, Outcome } from './command.ts'
import { perform } from './command.ts'
import { type Complaint, foundText, inWords, MOST_COMPLAINTS, type SchemaError, unfitIn } from './complaints.ts'
import type { Database } from './database.ts'
import { openLane } from './lane.ts'
import { rehearse } from './rehearse.ts'
import type { List } from './list-declaration.ts'

/** The envelope of a command: its id, who asks, when it happened. */
export type Envelope = { readonly id: string; readonly actor: Actor; readonly occurredAt: Date }

/** A way in for commands of one kind. `path` is below /api/v1; bodies are checked before they are performed. */
export type CommandDoor = {
  readonly path: string
  readonly summary: string
  readonly kind: string
  readonly permission: string
  readonly body: TSchema
  /** What an accepted command answers. */
  readonly answer: TSchema
  /** Everything wrong with a body against its schema; empty when it may be performed. */
  complaints(body: unknown): Complaint[]
  /** Opens a lane: many callers, one set at a time. */
  lane(database: Database): (envelope: Envelope, body: unknown) => Promise<Outcome>
  /** Performs many, in sets, in their order. */
  many(database: Database, commands: readonly (Envelope & { readonly body: unknown })[]): Promise<Outcome[]>
  /** Says what a command would answer, where that may be asked; nothing is recorded. */
  readonly rehearse?: (database: Database, envelope: Envelope, body: unknown) => Promise<Outcome>
}

/** An answer before it is written: a moment may still be a Date, which is written in ISO 8601. */
export type Unwritten<Shape> = Shape extends string ? Shape | Date : Shape extends readonly (infer One)[] ? readonly Unwritten<One>[]
  : Shape extends object ? { readonly [Name in keyof Shape]: Unwritten<Shape[Name]> } : Shape

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
  /** `actor` is who asks, for questions about their own. */
  ask(database: Database, input: unknown, actor?: Actor): Promise<unknown>
}

/**
 * Makes a command door. `parse` turns the checked body (text quantities) and the command's id into the
 * action's payload, always the same for the same input.
 */
export function commandDoor<Body extends TSchema, Gives extends TSchema, Payload>(door: {
  readonly path: string
  readonly summary: string
  readonly body: Body
  readonly answer: Gives
  readonly action: Action<Payload, Static<Gives>>
  readonly parse: (body: Static<Body>, id: string) => Payload
  /** It may be asked what such a command would answer. */
  readonly rehearsable?: true
}): CommandDoor {
  const { path, summary, body, answer, action } = door
  const schema = Compile(body)
  const payload = (raw: unknown, id: string) => door.parse(schema.Parse(raw), id)
  return {
    path,
    summary,
    body,
    answer,
    kind: action.kind,
    permission: action.permission,
    complaints: (raw) => complaintsOf(schema, body, raw),
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
    ...(door.rehearsable === true && {
      rehearse: (database, envelope, raw) => rehearse(database, action, { ...envelope, payload: payload(raw, envelope.id) }),
    }),
  }
}

/** Makes a query door. Path parameters and query values arrive as one flat object. */
export function queryDoor<Input extends TSchema, Answer extends TSchema>(door: {
  readonly path: string
  readonly summary: string
  readonly permission: string
  readonly input: Input
  readonly answer: Answer
  readonly ask: (database: Database, input: Static<Input>, actor: Actor | null) => Promise<Unwritten<Static<Answer>> | null>
}): QueryDoor {
  const schema = Compile(door.input)
  const names: ReadonlySet<string> = new Set(Object.keys(Object(door.input).properties ?? {}))
  return {
    path: door.path,
    summary: door.summary,
    permission: door.permission,
    input: door.input,
    answer: door.answer,
    complaints: (raw) => complaintsOf(schema, door.input, raw).filter(({ path }) => names.has(path) || path === '(whole)')
      .concat(unknownOf(names, raw)),
    ask: (database, raw, actor) => door.ask(database, schema.Parse(raw), actor ?? null),
  }
}

// A mistyped name would otherwise be a question about something else, and answered.
function unknownOf(names: ReadonlySet<string>, raw: unknown): Complaint[] {
  const asked = Object.entries(Object(raw)).filter(([name]) => !names.has(name))
  const known = names.size === 0 ? 'nothing can be asked for here' : `must be one of ${[...names].join(', ')}`
  return asked.map(([name]) => ({ path: name, expected: known, found: foundText(name) }))
}

type Checked = {
  Check(value: unknown): boolean
  Errors(value: unknown): SchemaError[]
}

function complaintsOf(compiled: Checked, schema: TSchema, raw: unknown): Complaint[] {
  const { complaints, deep } = unfitIn(raw)
  if (deep || compiled.Check(raw)) return complaints
  return [...complaints, ...inWords(schema, compiled.Errors(raw), raw)].slice(0, MOST_COMPLAINTS)
}
