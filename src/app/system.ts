// What the server knows of itself, for whoever keeps it: versions, the database, its jobs and what waits for them, the last
// backup and check; and of what kinds documents are. Only here all of it is seen.
import { Type } from 'typebox'
import { orNull, WireMoment, WirePosition } from '#kernel/contract'
import { type Database, type QueryDoor, query, queryDoor, readUpkeep, type Statement } from '#platform'
import { examineRunning } from './doctor.ts'
import { VERSION } from './version.ts'

const Job = Type.Object({
  name: Type.String(),
  ranAt: WireMoment,
  failures: Type.Integer({ description: 'How often it failed in a row; 0 when it works.' }),
  failingSince: orNull(WireMoment),
  lastError: orNull(Type.String()),
})
const Finding = Type.Object({ what: Type.String(), ok: Type.Boolean(), says: Type.String(), mend: Type.String() })
const Migration = Type.Object({ number: Type.Integer(), name: Type.String(), appliedAt: WireMoment })

/** What is known of the server that answers. */
const SystemState = Type.Object({
  version: Type.String(),
  node: Type.String(),
  now: WireMoment,
  startedAt: WireMoment,
  database: Type.Object({ server: Type.String(), bytes: Type.String({ description: 'What the database takes on disk.' }) }),
  findings: Type.Array(Finding, { description: 'What `lotline doctor` looks at, seen from within.' }),
  migrations: Type.Array(Migration, { description: 'The steps of the schema, the newest first.' }),
  record: Type.Object({
    last: WirePosition,
    waiting: Type.Integer({ description: 'Documents that have no position yet.' }),
    oldestWaiting: orNull(WireMoment),
  }),
  jobs: Type.Array(Job),
  webhooks: Type.Object({ all: Type.Integer(), failing: Type.Integer(), stopped: Type.Integer(), behind: Type.Integer() }),
  mail: Type.Object({ isSetUp: Type.Boolean(), waiting: Type.Integer(), stopped: Type.Integer({ description: 'Letters nobody takes.' }) }),
  backup: orNull(Type.Object({ at: WireMoment, rows: Type.Integer() })),
  check: orNull(
    Type.Object({
      at: WireMoment,
      differences: Type.Integer(),
      seconds: orNull(Type.Integer({ description: 'How long it took.' })),
      first: Type.Array(Type.Object({ what: Type.String(), key: Type.String(), kept: orNull(Type.String()), rebuilt: orNull(Type.String()) }), { description: 'The first differences.' }),
    }),
  ),
})

const ofDatabase: Statement = {
  name: 'app.system-database',
  text: `select current_setting('server_version') as server, pg_database_size(current_database())::text as bytes,
      (select last_position::text from platform.sequencer) as last,
      count(u.document_id)::int as waiting, to_json(min(d.recorded_at)) #>> '{}' as "oldestWaiting"
    from platform.unsequenced u join platform.document d on d.id = u.document_id`,
}
const ofMigrations: Statement = {
  name: 'app.system-migrations',
  text: `select number, name, to_json(applied_at) #>> '{}' as "appliedAt" from platform.migration order by number desc`,
}
const ofJobs: Statement = {
  name: 'app.system-jobs',
  text: `select name, to_json(ran_at) #>> '{}' as "ranAt", failures, to_json(failing_since) #>> '{}' as "failingSince",
      last_error as "lastError" from platform.job order by name`,
}
const ofWebhooks: Statement = {
  name: 'app.system-webhooks',
  text: `select count(*)::int as all, count(*) filter (where w.attempts > 0)::int as failing,
      count(*) filter (where w.stopped_at is not null)::int as stopped,
      count(*) filter (where w.cursor_position < s.last_position)::int as behind
    from platform.webhook w, platform.sequencer s`,
}

const ofMail: Statement = {
  name: 'app.system-mail',
  text: `select exists (select from platform.setting where name = 'mail') as "isSetUp", count(*) filter (where sent_at is null and stopped_at is null)::int as waiting,
      count(*) filter (where stopped_at is not null)::int as stopped from platform.mail`,
}

type OfMail = { isSetUp: boolean; waiting: number; stopped: number }
type OfDatabase = { server: string; bytes: string; last: string; waiting: number; oldestWaiting: string | null }
type OfMigration = { number: number; name: string; appliedAt: string }
type OfJob = { name: string; ranAt: string; failures: number; failingSince: string | null; lastError: string | null }
type OfWebhooks = { all: number; failing: number; stopped: number; behind: number }

const startedAt = new Date(Date.now() - process.uptime() * 1000)

/** The questions about the server itself, and of what kinds documents are. */
export function systemQuestions(kinds: readonly string[]): QueryDoor[] {
  return [
    queryDoor({
      path: '/system',
      summary: 'How the server, its database, its jobs and its upkeep are',
      permission: 'system.read',
      input: Type.Object({}),
      answer: SystemState,
      ask: stateOf,
    }),
    queryDoor({
      path: '/document-kinds',
      summary: 'The kinds of documents there are, for streams and webhooks',
      permission: 'record.read',
      input: Type.Object({}),
      answer: Type.Object({ kinds: Type.Array(Type.String()) }),
      ask: async () => ({ kinds: [...kinds] }),
    }),
  ]
}

async function stateOf(database: Database) {
  const [[own], migrations, jobs, [webhooks], [mail], backup, check, findings] = await Promise.all([
    query<OfDatabase>(database, ofDatabase),
    query<OfMigration>(database, ofMigrations),
    query<OfJob>(database, ofJobs),
    query<OfWebhooks>(database, ofWebhooks),
    query<OfMail>(database, ofMail),
    readUpkeep(database, 'backup'),
    readUpkeep(database, 'check'),
    examineRunning(database),
  ])
  if (own === undefined || webhooks === undefined || mail === undefined) return null
  const { server, bytes, last, waiting, oldestWaiting } = own
  return {
    version: VERSION,
    node: process.version,
    now: new Date(),
    startedAt,
    database: { server, bytes },
    findings,
    migrations,
    record: { last, waiting, oldestWaiting },
    jobs,
    webhooks,
    mail,
    backup: backup === null ? null : { at: backup.at, rows: backup.found },
    check: check === null ? null : { at: check.at, differences: check.found, seconds: check.seconds ?? null, first: [...(check.first ?? [])] },
  }
}
