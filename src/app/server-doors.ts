// The doors on HTTP: a command door is a POST, a question a GET. Input is checked whole, and
// everything wrong with it is told at once.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Refusal } from '#kernel'
import {
  type Actor,
  type CommandDoor,
  type Complaint,
  type Database,
  type Envelope,
  foundText,
  type Outcome,
  type QueryDoor,
} from '#platform'
import { readEnvelope } from './envelope.ts'
import { allInNames } from './in-names.ts'
import { notThere } from './not-found.ts'
import { InvalidInput, problemOf, Turned } from './problem.ts'
import { askerOf } from './server-access.ts'

/** The most commands one request carries. */
export const MOST_COMMANDS = 1000

const API = '/api/v1'

type Read = { readonly envelope: Envelope; readonly body: object; readonly complaints: Complaint[] }

/** Opens a door for commands: one at a time, and in sets; where it may be asked, also what one would answer. */
export function openCommandDoor(app: FastifyInstance, database: Database, door: CommandDoor): void {
  const perform = door.lane(database)
  app.post(`${API}${door.path}`, { config: { needs: door.permission } }, async (request) => {
    const key = request.headers['idempotency-key']
    const read = readCommand(door, request.body, askerOf(request), String(key ?? ''))
    if (read.complaints.length > 0) throw new InvalidInput(read.complaints)
    const outcome = await perform(read.envelope, read.body)
    if (!outcome.ok) throw outcome.refusal
    return answerOf(read.envelope.id, outcome)
  })
  const { rehearse } = door
  if (rehearse !== undefined) {
    app.post(`${API}/try${door.path}`, { config: { needs: door.permission } }, async (request) => {
      const read = readCommand(door, request.body, askerOf(request), '')
      if (read.complaints.length > 0) throw new InvalidInput(read.complaints)
      const outcome = await rehearse(database, read.envelope, read.body)
      if (!outcome.ok) throw outcome.refusal
      return answerOf(read.envelope.id, outcome)
    })
  }
  app.post(`${API}/sets${door.path}`, { config: { needs: door.permission } }, async (request) => {
    const commands = readSet(request)
    const asker = askerOf(request)
    const read = commands.map((command) => readCommand(door, command, asker, ''))
    const sound = read.filter(({ complaints }) => complaints.length === 0)
    const outcomes = await door.many(
      database,
      sound.map(({ envelope, body }) => ({ ...envelope, body })),
    )
    const byCommand = new Map(sound.map((command, nth) => [command, outcomes[nth]]))
    const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]))
    const named = await allInNames(database, refused)
    const names = new Map(refused.map((refusal, nth) => [refusal, named[nth] ?? refusal]))
    return { outcomes: read.map((command) => toldOf(command, byCommand.get(command), names)) }
  })
}

/** Opens a door for a question. What is not there is answered 404. */
export function openQueryDoor(app: FastifyInstance, database: Database, door: QueryDoor): void {
  const config = { needs: door.permission }
  app.get(`${API}${door.path}`, { config }, (request) => ask(database, door, inputOf(request), askerOf(request)))
}

/** Asks a question; throws everything wrong with the input, or that there is nothing. */
export async function ask(database: Database, door: QueryDoor, input: object, actor?: Actor): Promise<unknown> {
  const complaints = door.complaints(input)
  if (complaints.length > 0) throw new InvalidInput(complaints)
  const answer = await door.ask(database, input, actor)
  if (answer === null) throw new Turned(404, 'not_found', notThere(door.path, input))
  return answer
}

function inputOf(request: FastifyRequest): object {
  return { ...members(request.query), ...members(request.params) }
}

// The envelope is read apart from the body, which is the door's.
function readCommand(door: CommandDoor, raw: unknown, actor: Actor, key: string): Read {
  const { id, occurredAt, body, complaints } = readEnvelope(raw, { name: 'Idempotency-Key', key })
  return { envelope: { id, actor, occurredAt }, body, complaints: [...complaints, ...door.complaints(body)] }
}

function readSet(request: FastifyRequest): unknown[] {
  const { commands } = members(request.body)
  if (Array.isArray(commands) && commands.length <= MOST_COMMANDS) return commands
  const found = Array.isArray(commands) ? `${commands.length} of them` : foundText(commands)
  const expected = `must be a list of at most ${MOST_COMMANDS} commands`
  throw new InvalidInput([{ path: 'commands', expected, found }])
}

function toldOf({ envelope, complaints }: Read, outcome: Outcome | undefined, names: ReadonlyMap<Refusal, Refusal>): object {
  const { id } = envelope
  if (outcome?.ok) return { ok: true, ...answerOf(id, outcome) }
  const failure = outcome === undefined ? new InvalidInput(complaints) : (names.get(outcome.refusal) ?? outcome.refusal)
  return { ok: false, id, problem: problemOf(failure) }
}

function answerOf(id: string, outcome: Outcome & { ok: true }): object {
  return { id, answer: outcome.answer, ...(outcome.repeated ? { repeated: true } : {}) }
}

function members(value: unknown): { [name: string]: unknown } {
  const is = value !== null && typeof value === 'object' && !Array.isArray(value)
  return is ? Object.fromEntries(Object.entries(value)) : {}
}
