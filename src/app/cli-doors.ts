// The command line's way through the doors: as the machine's own administrator.
import { SYSTEM_ACTOR } from '#auth'
import { Fault } from '#kernel'
import type { Complaint, Database, Outcome } from '#platform'
import { readEnvelope } from './envelope.ts'
import { notThere } from './not-found.ts'
import { doors, questions } from './wiring.ts'

/** Asks the question of a path; everything wrong with the input is told at once, each place as `argument` calls it. */
export async function askIn(database: Database, path: string, input: object, argument = asItIs): Promise<unknown> {
  const question = questions.find((one) => one.path === path)
  if (question === undefined) throw new Fault(`There is no question ${path}.`, `There are: ${paths(questions)}`)
  refuseComplaints(question.complaints(input), argument)
  const answer = await question.ask(database, input)
  if (answer === null) throw new Fault(notThere(path, input), lookFor(path))
  return answer
}

/** Performs the command of a path, or, as a rehearsal, only says what it would answer: nothing is recorded then. */
export async function callIn(database: Database, path: string, raw: object, argument = asItIs, isRehearsal = false): Promise<Outcome> {
  const door = doors.find((one) => one.path === path)
  if (door === undefined) throw new Fault(`There is no command ${path}.`, `There are: ${paths(doors)}`)
  const { id, occurredAt, body, complaints } = readEnvelope(raw)
  refuseComplaints([...complaints, ...door.complaints(body)], argument)
  if (isRehearsal) {
    if (door.rehearse === undefined) throw new Fault(`${path} cannot be tried.`, 'Nothing was done.')
    return door.rehearse(database, { id, occurredAt, actor: SYSTEM_ACTOR }, body)
  }
  const [outcome] = await door.many(database, [{ id, occurredAt, actor: SYSTEM_ACTOR, body }])
  if (outcome === undefined) throw new Error(`${path} gave no outcome.`)
  return outcome
}

/** Everything that is wrong, at once, each place as `argument` calls it. */
export function refuseComplaints(complaints: readonly Complaint[], argument: (path: string) => string): void {
  if (complaints.length === 0) return
  const all = complaints.map(({ path, expected, found }) => `${argument(path)}: ${expected}; found ${found}`)
  throw new Fault(all.join('\n'), 'Nothing was done.')
}

function lookFor(path: string): string {
  const list = path.split('/')[1] ?? ''
  return `Look for it with: lotline ${questions.some((one) => one.path === `/${list}` && one.list !== undefined) ? `list ${list}` : 'list'}`
}

function asItIs(path: string): string {
  return path
}

/** Every command that can be called, each with what it does, a line each. */
export function callable(): string {
  const longest = Math.max(...doors.map(({ path }) => path.length))
  return doors.map(({ path, summary }) => `  ${path.padEnd(longest)}  ${summary}`).sort().join('\n')
}

/** Every question that can be asked, each with what it tells, a line each. */
export function askable(): string {
  const longest = Math.max(...questions.map(({ path }) => path.length))
  return questions.map(({ path, summary }) => `  ${path.padEnd(longest)}  ${summary}`).sort().join('\n')
}

function paths(all: readonly { readonly path: string }[]): string {
  return all.map(({ path }) => path).sort().join(' ')
}

/** Writes quantities as text in JSON. */
export function refusedIn(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
