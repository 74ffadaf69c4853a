// The check a person or a timer runs: derived tables against facts. Tells, and repairs nothing.
import { checkLedger } from '#ledger'
import { type Database, noteUpkeep } from '#platform'

type Difference = Awaited<ReturnType<typeof checkLedger>>[number]

/** What a check found, and the exit code that says so: 0 all agrees, 1 something differs. */
export type CheckReport = {
  readonly exitCode: 0 | 1
  readonly differences: readonly Difference[]
  readonly text: string
}

/** Checks a database and writes what was found in words. */
export async function checkDatabase(database: Database): Promise<CheckReport> {
  const differences = await checkLedger(database)
  await noteUpkeep(database, 'check', { at: new Date().toISOString(), found: differences.length })
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
