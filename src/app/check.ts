// The check a person, a timer or the night runs: derived tables against facts. Tells, and repairs nothing.
import { checkLedger, countDifferences, type Difference } from '#ledger'
import { type Database, noteUpkeep } from '#platform'

/** What a check found, and the exit code that says so: 0 all agrees, 1 something differs. */
export type CheckReport = {
  readonly exitCode: 0 | 1
  readonly differences: readonly Difference[]
  readonly text: string
}

/** How many differences are kept with the note of a check, for whoever looks at the server's health. */
export const MOST_KEPT = 20

/** Checks and notes what was found and how long it took; null when it was halted, of which nothing is noted. */
export async function runCheck(
  database: Database,
  { isGentle = false, halt, now = new Date() }: { readonly isGentle?: boolean; readonly halt?: AbortSignal; readonly now?: Date } = {},
): Promise<readonly Difference[] | null> {
  const began = performance.now()
  const differences = await checkLedger(database, { isGentle, ...(halt && { halt }) })
  if (differences === null) return null
  const seconds = Math.round((performance.now() - began) / 1000)
  await noteUpkeep(database, 'check', { at: now.toISOString(), found: countDifferences(differences), seconds, first: differences.slice(0, MOST_KEPT) })
  return differences
}

/** Checks a database and writes what was found in words. */
export async function checkDatabase(database: Database): Promise<CheckReport> {
  const differences = (await runCheck(database)) ?? []
  const lines = differences.map(
    ({ what, key, kept, rebuilt }) =>
      `${what} ${key}: kept ${kept ?? 'nothing'}, the facts give ${rebuilt ?? 'nothing'}`,
  )
  if (lines.length === 0) {
    return { exitCode: 0, differences, text: 'Everything derived agrees with the facts.' }
  }
  const head = 'What is derived differs from the facts. Nothing was changed.'
  return { exitCode: 1, differences, text: [head, ...lines].join('\n') }
}
