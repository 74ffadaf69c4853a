// What a command would do: performed in a transaction of its own, of which nothing is kept.
import { Refusal } from '#kernel'
import { type Action, type Answer, type Command, type Outcome, perform } from './command.ts'
import type { Database, Statement } from './database.ts'

/** The end of a rehearsal: it takes the transaction back, whatever was written. */
class Rehearsed extends Error {
  readonly answer: Answer

  constructor(answer: Answer) {
    super('It was a rehearsal.')
    this.name = 'Rehearsed'
    this.answer = answer
  }
}

// Changes are sent without waiting; whoever asks behind them hears when one could not be made.
const behindAll: Statement = { name: 'platform.behind-all', text: 'select 1 as behind' }

/**
 * Judges a command and answers as it would, and records nothing. It waits for the same locks as the command itself, and
 * gives them back at once.
 * @throws Fault when the database cannot be reached.
 */
export async function rehearse<Payload>(database: Database, action: Action<Payload>, command: Command<Payload>): Promise<Outcome> {
  const rehearsal: Action<Payload> = {
    ...action,
    async run(ctx, commands) {
      const [result] = await action.run(ctx, commands)
      await ctx.tx.read(behindAll)
      if (result === undefined) throw new Error(`${action.kind} gave no result.`)
      throw result instanceof Refusal ? result : new Rehearsed(result.answer)
    },
  }
  try {
    const [outcome] = await perform(database, rehearsal, [command])
    if (outcome === undefined) throw new Error(`${action.kind} gave no outcome.`)
    return outcome
  } catch (error) {
    if (error instanceof Rehearsed) return { ok: true, answer: error.answer }
    throw error
  }
}
