// How mail fares: whose server, what waits, what nobody takes. Never what letters say, nor an address.
import { type Database, query, readMailSetup, type Statement } from '#platform'
import type { MailState } from './contract.ts'

const LATEST = 30

const counts: Statement = {
  name: 'auth.count-letters',
  text: `select count(*) filter (where sent_at is null and stopped_at is null)::int as waiting,
      count(*) filter (where sent_at is null and stopped_at is null and attempts > 0)::int as failing,
      count(*) filter (where stopped_at is not null)::int as stopped, to_json(max(sent_at)) #>> '{}' as "lastSentAt" from platform.mail`,
}
const latest: Statement = {
  name: 'auth.latest-letters',
  text: `select m.id, m.subject, a.name as "to", to_json(m.made_at) #>> '{}' as "madeAt", m.attempts, m.last_error as "lastError",
      case when m.sent_at is null and m.stopped_at is null then to_json(m.next_attempt_at) #>> '{}' end as "nextAttemptAt",
      to_json(m.sent_at) #>> '{}' as "sentAt", to_json(m.stopped_at) #>> '{}' as "stoppedAt"
    from platform.mail m left join auth.account a on a.id = m.account_id order by m.made_at desc, m.id limit ${LATEST}`,
}

type Counts = Pick<MailState, 'waiting' | 'failing' | 'stopped' | 'lastSentAt'>

export async function mailState(database: Database): Promise<MailState | null> {
  const [setup, [sums], letters] = await Promise.all([readMailSetup(database), query<Counts>(database, counts), query<MailState['letters'][number]>(database, latest)])
  return sums === undefined ? null : { setup, ...sums, letters }
}
