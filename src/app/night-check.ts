// The check that runs by itself, once a night, by one process at a time: it reads one moment on a connection of its own and holds
// no lock that anybody waits for. What it found is noted as by `lotline check`; one that failed stays a failed job until one succeeds.
import pg from 'pg'
import { companyZone } from '#locations'
import { type Database, noteUpkeep, query, readUpkeep, type Statement } from '#platform'
import { runCheck } from './check.ts'
import { isCheckDue } from './night-rules.ts'

const readNight: Statement = {
  name: 'app.read-night',
  text: `select extract(hour from $1::timestamptz at time zone ${companyZone})::int as hour, (select max(applied_at) from platform.migration) as since`,
}

/**
 * Checks when it is time. Says whether it did.
 * @throws Error when the check failed now or failed last: then it is a job that fails.
 */
export async function checkAtNight(database: Database, halt: AbortSignal, now: Date = new Date()): Promise<boolean> {
  const [[night], last, failed] = await Promise.all([
    query<{ hour: number; since: Date }>(database, readNight, [now]), readUpkeep(database, 'check'), readUpkeep(database, 'failed_check'),
  ])
  if (night === undefined) return false
  const lastAt = last === null ? null : new Date(last.at)
  const isOver = failed === null || (lastAt !== null && lastAt >= new Date(failed.at))
  if (!isCheckDue({ now, ...night, lastAt, failedAt: isOver ? null : new Date(failed.at) })) {
    if (!isOver) throw new Error(failed.error ?? 'The last check failed.')
    return false
  }
  return alone(database, async () => {
    try {
      return (await runCheck(database, { isGentle: true, halt, now })) !== null
    } catch (error) {
      await noteUpkeep(database, 'failed_check', { at: now.toISOString(), found: 0, error: error instanceof Error ? error.message : String(error) })
      throw error
    }
  })
}

// When the process dies, its connection and its turn go with it.
async function alone(database: Database, work: () => Promise<boolean>): Promise<boolean> {
  const client = new pg.Client(database.config)
  client.on('error', () => {
    // Whoever looks next finds the turn free.
  })
  await client.connect()
  try {
    const { rows: [row] } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(4709234) as mine')
    return row?.mine === true ? await work() : false
  } finally {
    await client.end()
  }
}
