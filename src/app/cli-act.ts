// What every command of the command line does in the end: open the database, ask or tell, print.
import type { Command } from 'commander'
import type { Database } from '#platform'
import { askIn, callIn } from './cli-doors.ts'
import { printAnswer } from './cli-print.ts'
import { withDatabase } from './connect.ts'
import { inNames } from './in-names.ts'

/** The options that stand before or behind every command. */
export type Globals = { readonly data?: string; readonly json?: boolean }

/** What the groups of commands are given. */
export type Cli = { readonly program: Command; readonly globals: () => Globals }

/** Input by name; what is undefined was not given. */
export type Input = Readonly<Record<string, unknown>>

/** How it is told: `argument` calls a place in what is sent what the caller wrote; `forPeople` puts the answer in order. */
type Telling = { readonly isRehearsal?: boolean; readonly argument?: (path: string) => string; readonly forPeople?: (answer: unknown) => unknown }

/** Asks the question of a path, with ids found from codes in the same database, and prints its answer. */
export function show(
  { globals }: Cli,
  path: string,
  inputOf: (open: Database) => Input | Promise<Input>,
  { argument = argumentOf, forPeople = (answer) => answer }: Telling = {},
): Promise<void> {
  return withDatabase(globals().data, async (open) => {
    const answer = await askIn(open, path, given(await inputOf(open)), argument)
    const json = globals().json === true
    await printAnswer(open, json ? answer : forPeople(answer), json)
  })
}

/** Sends one command and prints its answer, or throws its refusal; a rehearsal records nothing, and says so. */
export function tell(
  { globals }: Cli,
  path: string,
  bodyOf: (open: Database) => Input | Promise<Input>,
  { isRehearsal = false, argument = argumentOf, forPeople = (answer) => answer }: Telling = {},
): Promise<void> {
  return withDatabase(globals().data, async (open) => {
    const outcome = await callIn(open, path, given(await bodyOf(open)), argument, isRehearsal)
    if (!outcome.ok) throw await inNames(open, outcome.refusal)
    const json = globals().json === true
    await printAnswer(open, json ? outcome.answer : forPeople(outcome.answer), json)
    if (isRehearsal && !json) console.log('\nThis is what would follow. Nothing was done.')
  })
}

/** The options of every command that records something: its id, and when it happened. */
export type Envelope = { readonly id?: string; readonly at?: string }

/** Adds them. */
export function records(command: Command): Command {
  return command
    .option('--at <moment>', 'when it happened, when that was not now, for example: 2026-11-26T09:30Z')
    .option('--id <uuid>', 'the id of this command: sent again with the same id, it is done once')
}

/** What they say, as a body has it. */
export function envelopeOf({ id, at }: Envelope): Input {
  return { id, occurredAt: at }
}

const lists: Readonly<Record<string, string>> = { lines: '--line', inputs: '--from', outputs: '--into', add: '--add', edges: '--edge' }
const others: Readonly<Record<string, string>> = { occurredAt: '--at', at: '--as-of', code: '--serial', expectedOn: '--expected' }

// What the caller wrote, for a place in a body: `lines.0.quantity` is the quantity of the first --line.
function argumentOf(path: string): string {
  const [first = '', nth, ...rest] = path.split('.')
  const list = lists[first]
  const dashed = (name: string) => name.replace(/Id$/, '').replace(/[A-Z]/g, (big) => `-${big.toLowerCase()}`)
  if (list === undefined) return others[first] ?? `--${dashed(first)}`
  const word = rest[0] === 'lot' && rest[1] === 'code' ? 'lot' : rest.filter((part) => !/^\d+$/.test(part)).at(-1)
  return nth === undefined ? list : `${list} ${Number(nth) + 1}${word === undefined ? '' : `, ${dashed(word)}`}`
}

/** Leaves out what was not given. */
export function given(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

/** Adds examples below a command's help. */
export function examples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  lotline ${line}`).join('\n')}`)
}
