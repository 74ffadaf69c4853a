// A lane gathers commands of one action that arrive together into one set, so that many clients share
// a transaction instead of waiting for each other's locks.
import type { Action, Command, Outcome } from './command.ts'
import { LARGEST_SET, perform } from './command.ts'
import type { Database } from './database.ts'

type Waiting<Payload> = {
  readonly command: Command<Payload>
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

/** Opens a lane: a function that performs one command and gives its outcome. */
export function openLane<Payload>(
  database: Database,
  action: Action<Payload>,
): (command: Command<Payload>) => Promise<Outcome> {
  let waiting: Waiting<Payload>[] = []
  let running = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const set = waiting.slice(0, LARGEST_SET)
      waiting = waiting.slice(LARGEST_SET)
      try {
        const outcomes = await perform(database, action, set.map(({ command }) => command))
        set.forEach(({ resolve, reject }, at) => {
          const outcome = outcomes[at]
          if (outcome === undefined) reject(new Error(`${action.kind} gave no outcome.`))
          else resolve(outcome)
        })
      } catch (error) {
        for (const { reject } of set) reject(error)
      }
    }
    running = false
  }

  return (command) =>
    new Promise((resolve, reject) => {
      waiting.push({ command, resolve, reject })
      if (running) return
      running = true
      setImmediate(() => void drain())
    })
}
