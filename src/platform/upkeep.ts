// What is noted about upkeep: how the jobs fare, and when the record was last backed up and checked.
import { type Database, query, type Statement } from './database.ts'

const upsertJob: Statement = {
  name: 'platform.note-job',
  text: `insert into platform.job (name, ran_at, failures, failing_since, last_error)
    values ($1, $2::timestamptz, $3, case when $3 > 0 then $2::timestamptz end, $4)
    on conflict (name) do update set ran_at = excluded.ran_at, failures = excluded.failures,
      failing_since = case when excluded.failures > 0 then coalesce(job.failing_since, excluded.ran_at) end,
      last_error = coalesce(excluded.last_error, job.last_error)`,
}
const upsertOnce: Statement = {
  name: 'platform.note-once',
  text: `insert into platform.job (name, ran_at, failures, failing_since, last_error)
    values ($1, $2::timestamptz, case when $3::text is null then 0 else 1 end, case when $3::text is not null then $2::timestamptz end, $3::text)
    on conflict (name) do update set ran_at = excluded.ran_at, failures = case when $3::text is null then 0 else job.failures + 1 end,
      failing_since = case when $3::text is not null then coalesce(job.failing_since, excluded.ran_at) end, last_error = coalesce(excluded.last_error, job.last_error)`,
}
const upsertNote: Statement = {
  name: 'platform.note-upkeep',
  text: `insert into platform.setting (name, value) values ($1, $2::json)
    on conflict (name) do update set value = excluded.value`,
}
const readNote: Statement = {
  name: 'platform.read-upkeep',
  text: 'select value from platform.setting where name = $1',
}

/** Notes that a job ran: how often it failed in a row, and why it did. */
export async function noteJob(database: Database, name: string, ran: { readonly at: Date; readonly failures: number; readonly error: string | null }): Promise<void> {
  await query(database, upsertJob, [name, ran.at, ran.failures, ran.error])
}

/** What was done to keep the record well. `first`: the first of what was found; `error`: why it failed. */
export type Upkeep = {
  readonly at: string
  readonly found: number
  readonly seconds?: number
  readonly first?: readonly { readonly what: string; readonly key: string; readonly kept: string | null; readonly rebuilt: string | null }[]
  readonly error?: string
}
type Kept = 'backup' | 'check' | 'failed_check'

/** Notes how something fared that is done once in a while, as a backup: it fails until it is done. */
export async function noteOnce(database: Database, name: string, error: string | null): Promise<void> {
  await query(database, upsertOnce, [name, new Date(), error])
}

/** Notes that a backup was written, of so many rows, or that a check ran and found so many differences. */
export async function noteUpkeep(database: Database, what: Kept, done: Upkeep): Promise<void> {
  await query(database, upsertNote, [`last_${what}`, JSON.stringify(done)])
}

/** What was noted last, or null. */
export async function readUpkeep(database: Database, what: Kept): Promise<Upkeep | null> {
  const [row] = await query<{ value: Upkeep }>(database, readNote, [`last_${what}`])
  return row?.value ?? null
}
