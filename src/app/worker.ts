// What runs beside the requests: positions for new documents, what follows them (stock that came for orders that wait,
// webhooks, snapshots), and forgetting old sessions.
import { setMaxListeners } from 'node:events'
import { tellPeople, watchForAlerts } from '#alerts'
import { forgetExpiredSessions } from '#auth'
import { writeSnapshots } from '#ledger'
import { serveWhatCame } from '#orders'
import {
  type Database, deliverMail, deliverWebhooks, forgetOldLetters, type Log, lookAtMail, type MailServer, noteJob, SECONDS_TO_ANSWER, sendWithin, sequenceDocuments, sqlState,
} from '#platform'
import { forgetOldExports, forgetOldRuns, runReports } from '#reports'
import { nameTexts } from './find.ts'
import { forgetOldImports, judgeImports, runImports } from './import-work.ts'
import { moduleLists } from './module-questions.ts'
import { checkAtNight } from './night-check.ts'

/** A job that is done again and again, so long after it last ended. */
type Job = {
  readonly name: string
  readonly every: number
  readonly run: (database: Database, halt: AbortSignal) => Promise<unknown>
}

/** What jobs send with. `privateWebhooks`: also to this machine and its own network; `mail` null: nobody is written to. */
export type Outside = { readonly privateWebhooks?: boolean; readonly mail?: MailServer | null }

/** Every job there is. */
export const jobsOf = ({ privateWebhooks = false, mail = null }: Outside): readonly Job[] => [
  { name: 'sequence-documents', every: 200, run: (database) => sequenceDocuments(database) },
  { name: 'serve-waiting-orders', every: 500, run: (database) => serveWhatCame(database) },
  { name: 'deliver-webhooks', every: 500, run: (database) => deliverWebhooks(database, sendWithin(SECONDS_TO_ANSWER, privateWebhooks)) },
  { name: 'write-snapshots', every: 2_000, run: (database) => writeSnapshots(database) },
  { name: 'judge-imports', every: 300, run: judgeImports },
  { name: 'run-imports', every: 300, run: runImports },
  ...(mail === null ? [] : [{ name: 'deliver-mail', every: 1_000, run: (database: Database, halt: AbortSignal) => deliverMail(database, mail, halt) }]),
  { name: 'look-at-mail', every: 120_000, run: (database) => lookAtMail(database, mail) },
  { name: 'run-reports', every: 5_000, run: (database, halt) => runReports(database, { lists: () => moduleLists, namesOf: nameTexts }, halt) },
  { name: 'watch-for-alerts', every: 60_000, run: (database) => watchForAlerts(database) },
  { name: 'write-alerts', every: 30_000, run: (database) => tellPeople(database) },
  { name: 'check-at-night', every: 60_000, run: (database, halt) => checkAtNight(database, halt) },
  { name: 'forget-expired-sessions', every: 3_600_000, run: forgetExpiredSessions },
  { name: 'forget-old-exports', every: 600_000, run: forgetOldExports },
  { name: 'forget-old-reports', every: 60_000, run: forgetOldRuns },
  { name: 'forget-old-imports', every: 3_600_000, run: forgetOldImports },
  { name: 'forget-old-letters', every: 3_600_000, run: (database) => forgetOldLetters(database) },
]

const LONGEST_PAUSE = 30_000
const NOTED_EVERY = 60_000

/** The running jobs. */
export type Worker = {
  /** Lets what is under way end, and starts nothing more. */
  stop(): Promise<void>
}

/** Starts the jobs. A job that fails is tried again, less and less often, and the log says so once. */
export function openWorker(parts: {
  readonly database: Database
  readonly log: Log
  readonly jobs?: readonly Job[]
  readonly outside?: Outside
}): Worker {
  const halt = new AbortController()
  // Every job listens for the end: there are more of them than Node takes for a leak.
  setMaxListeners(0, halt.signal)
  const running = (parts.jobs ?? jobsOf(parts.outside ?? {})).map((job) => repeat(job, parts.database, parts.log, halt.signal))
  return {
    async stop() {
      halt.abort()
      await Promise.all(running)
    },
  }
}

async function repeat(
  job: Job,
  database: Database,
  log: Log,
  halt: AbortSignal,
): Promise<void> {
  let failures = 0
  let noted = 0
  let wasCutOff = false
  while (!halt.aborted) {
    const before = failures
    let error: string | null = null
    try {
      await job.run(database, halt)
      if (failures > 0) log.info({ job: job.name, failures }, 'A job works again.')
      failures = 0
      wasCutOff = false
    } catch (err) {
      // It begins anew on another connection, and has failed only when it then fails.
      if (isCutOff(err) && !wasCutOff) {
        wasCutOff = true
        await pause(job.every, halt)
        continue
      }
      failures++
      error = err instanceof Error ? err.message : String(err)
      if (failures === 1) log.error({ err, job: job.name }, 'A job failed and is tried again.')
    }
    if (failures !== before || Date.now() - noted >= NOTED_EVERY) {
      noted = Date.now()
      // A database that is away is told by the job itself; the note is written when it is back.
      await noteJob(database, job.name, { at: new Date(), failures, error }).catch(() => { noted = 0 })
    }
    const wait = failures === 0 ? job.every : Math.min(job.every * 2 ** failures, LONGEST_PAUSE)
    await pause(wait, halt)
  }
}

// Somebody ended the connection under it, as whoever removes the demo company does, or each waited for the other.
function isCutOff(error: unknown): boolean {
  const state = sqlState(error)
  if (state === '57P01' || state === '40P01') return true
  return error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
}

function pause(milliseconds: number, halt: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (halt.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      halt.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    halt.addEventListener('abort', end)
  })
}
