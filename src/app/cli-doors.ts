// The command line's way through the doors: as the machine's own administrator.
import { SYSTEM_ACTOR } from '#auth'
import { Fault } from '#kernel'
import { type Complaint, type Database, newId, type Outcome } from '#platform'
import { doors, questions } from './wiring.ts'

/** Asks the question of a path; everything wrong with the input is told at once. */
export async function askIn(database: Database, path: string, input: unknown): Promise<unknown> {
  const question = questions.find((one) => one.path === path)
  if (question === undefined) throw new Fault(`There is no question ${path}.`, `There are: ${paths(questions)}`)
  refuseComplaints(question.complaints(input))
  const answer = await question.ask(database, input)
  if (answer === null) throw new Fault('There is no such thing.', 'Look for it with a list.')
  return answer
}

/** Performs the command of a path. */
export async function callIn(database: Database, path: string, body: unknown): Promise<Outcome> {
  const door = doors.find((one) => one.path === path)
  if (door === undefined) throw new Fault(`There is no command ${path}.`, `There are: ${paths(doors)}`)
  const { id, occurredAt, ...rest } = envelopeOf(body)
  refuseComplaints(door.complaints(rest))
  const [outcome] = await door.many(database, [{ id, occurredAt, actor: SYSTEM_ACTOR, body: rest }])
  if (outcome === undefined) throw new Error(`${path} gave no outcome.`)
  return outcome
}

function envelopeOf(body: unknown): { id: string; occurredAt: Date } & Record<string, unknown> {
  if (body === null || typeof body !== 'object') throw new Fault('The body is no JSON object.', 'Send one.')
  const { id, occurredAt, ...rest } = { id: undefined, occurredAt: undefined, ...body }
  return {
    ...rest,
    id: typeof id === 'string' ? id : newId(),
    occurredAt: typeof occurredAt === 'string' ? new Date(occurredAt) : new Date(),
  }
}

function refuseComplaints(complaints: readonly Complaint[]): void {
  if (complaints.length === 0) return
  const all = complaints.map(({ path, expected, found }) => `${path}: ${expected}; found ${found}`)
  throw new Fault(all.join('\n'), 'Nothing was done.')
}

function paths(all: readonly { readonly path: string }[]): string {
  return all.map(({ path }) => path).sort().join(' ')
}

/** Writes quantities as text in JSON. */
export function refusedIn(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
