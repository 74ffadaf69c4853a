// What of the server's state needs somebody. A job is late when it has not been heard of for so long.
import type { AnswerOf } from '~/api'
import { moment } from '~/format'
import { adminWords } from '~/words/administration'

const said = adminWords.health
const LATE = 5 * 60_000
const HOURLY = 70 * 60_000
const BACKUP_DAYS = 7
const CHECK_DAYS = 8
const DAY = 86_400_000

// A backup is made when somebody makes one; its age is judged by itself. A check takes what it takes.
function latestOf(job: string): number {
  if (job === 'backup') return Number.POSITIVE_INFINITY
  return job.startsWith('forget-') || job === 'check-at-night' ? HOURLY : LATE
}

type Worry = { readonly says: string; readonly mend: string }

/** Everything that needs somebody, the gravest first. */
export function worries(system: AnswerOf<'/system'>): readonly Worry[] {
  const now = Date.parse(system.now)
  const { backup, check, findings, jobs, mail, webhooks, record } = system
  return [
    ...(check !== null && check.differences > 0 ? [{ says: said.drift(check.differences), mend: said.driftMend }] : []),
    ...findings.filter(({ ok }) => !ok).map(({ what, says, mend }) => ({ says: `${what}: ${says}`, mend })),
    ...jobs.filter(({ failures }) => failures > 0).map(({ name, lastError, failingSince }) => ({ says: said.jobFails(said.jobNames[name] ?? name, moment(failingSince ?? system.now)), mend: lastError ?? '' })),
    ...jobs.filter((job) => job.failures === 0 && now - Date.parse(job.ranAt) > latestOf(job.name))
      .map(({ name, ranAt }) => ({ says: said.jobLate(said.jobNames[name] ?? name, moment(ranAt)), mend: said.jobLateMend })),
    ...(record.oldestWaiting !== null && now - Date.parse(record.oldestWaiting) > LATE ? [{ says: said.unsequenced(record.waiting), mend: said.jobLateMend }] : []),
    ...(webhooks.stopped > 0 ? [{ says: said.webhooksStopped(webhooks.stopped), mend: said.webhooksMend }] : []),
    ...(check !== null && now - Date.parse(check.at) > CHECK_DAYS * DAY ? [{ says: said.oldCheck(moment(check.at)), mend: said.checkMend }] : []),
    ...(mail.stopped > 0 ? [{ says: said.lettersStopped(mail.stopped), mend: said.lettersMend }] : []),
    ...(!mail.isSetUp && mail.waiting > 0 ? [{ says: said.lettersWait(mail.waiting), mend: said.mailHow }] : []),
    ...(backup === null || now - Date.parse(backup.at) > BACKUP_DAYS * DAY ? [{ says: backup === null ? said.noBackup : said.oldBackup(moment(backup.at)), mend: said.backupMend }] : []),
  ]
}
