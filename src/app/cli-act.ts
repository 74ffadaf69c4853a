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

/**
 * Asks the question of a path, with ids found from codes in the same database, and prints its answer; `forPeople` puts in
 * order what is not printed as JSON.
 */
export function show(
  { globals }: Cli,
  path: string,
  inputOf: (open: Database) => Input | Promise<Input>,
  forPeople = (answer: unknown): unknown => answer,
): Promise<void> {
  return withDatabase(globals().data, async (open) => {
    const answer = await askIn(open, path, given(await inputOf(open)))
    const json = globals().json === true
    await printAnswer(open, json ? answer : forPeople(answer), json)
  })
}

/** Sends one command and prints its answer, or throws its refusal. */
export function tell({ globals }: Cli, path: string, bodyOf: (open: Database) => Input | Promise<Input>): Promise<void> {
  return withDatabase(globals().data, async (open) => {
    const outcome = await callIn(open, path, given(await bodyOf(open)))
    if (!outcome.ok) throw await inNames(open, outcome.refusal)
    await printAnswer(open, outcome.answer, globals().json === true)
  })
}

/** Leaves out what was not given. */
function given(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

/** Adds examples below a command's help. */
export function examples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  lotline ${line}`).join('\n')}`)
}
