// What people do with reports: make one of a view, change or pause it, run it now, remove it.
import type { Refusal } from '#kernel'
import { type Accepted, type Action, newId, type Statement, type Tx } from '#platform'
import { oneByOne } from './change-views.ts'
import type { ChangeReport, FileFormat, OneReport, ReportAnswer, RunAnswer } from './contract.ts'
import { refuse } from './refusals.ts'
import { nextAfter } from './schedule-rules.ts'
import { isZone, offsetsOf } from './zone-rules.ts'

export type CreateReport = {
  readonly reportId: string
  readonly viewId: string
  readonly name: string
  readonly format: FileFormat
  readonly every: 'day' | 'week' | 'month'
  readonly onDay: number
  readonly at: string
  readonly zone: string
  readonly mailTo: readonly string[]
}

type Known = Omit<CreateReport, 'reportId' | 'at'> & {
  readonly id: string; readonly ownerId: string; readonly atMinute: number; readonly isPaused: boolean; readonly stopped: string | null; readonly isWaiting: boolean
}

const lock: Statement = {
  name: 'reports.lock-reports',
  text: `select r.id, r.owner_id as "ownerId", r.view_id as "viewId", r.name, r.format, r.every, r.on_day as "onDay", r.at_minute as "atMinute", r.zone,
      r.mail_to as "mailTo", r.is_paused as "isPaused", r.stopped,
      exists (select from reports.run n where n.report_id = r.id and n.state = 'waiting') as "isWaiting"
    from reports.report r where r.id = any($1::uuid[]) order by r.id for update of r`,
}
const findView: Statement = { name: 'reports.find-view-of-report', text: 'select id from reports.view where id = $1 and (owner_id = $2 or is_shared)' }
const findPeople: Statement = { name: 'reports.find-people', text: 'select id from auth.account where id = any($1::uuid[]) and disabled_at is null' }
const insert: Statement = {
  name: 'reports.insert-report',
  text: `insert into reports.report (id, owner_id, view_id, name, format, every, on_day, at_minute, zone, mail_to, next_at, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::uuid[], $11, $12)`,
}
const update: Statement = {
  name: 'reports.update-report',
  text: `update reports.report set name = $2, format = $3, every = $4, on_day = $5, at_minute = $6, zone = $7, mail_to = $8::uuid[], is_paused = $9,
      stopped = $10, next_at = $11 where id = $1`,
}
const insertRun: Statement = {
  name: 'reports.insert-asked-run',
  text: `insert into reports.run (id, report_id, due_at, state, try_at) values ($1, $2, $3, 'waiting', $3)`,
}
const removals: readonly Statement[] = [
  { name: 'reports.delete-pieces', text: 'delete from reports.run_piece where run_id in (select id from reports.run where report_id = $1)' },
  { name: 'reports.delete-runs', text: 'delete from reports.run where report_id = $1' },
  { name: 'reports.delete-report', text: 'delete from reports.report where id = $1' },
]

/** Makes a report of a view. */
export const createReport: Action<CreateReport, ReportAnswer> = {
  kind: 'create-report',
  permission: 'report.write',
  constraints: { report_pkey: ({ payload }) => refuse('report_exists', { reportId: payload.reportId }) },
  async run({ tx, now }, commands) {
    const known = await lockReports(tx, commands.map(({ payload }) => payload.reportId))
    const taken = new Set(known.keys())
    return oneByOne(commands, async ({ actor, payload }): Promise<Accepted<ReportAnswer> | Refusal> => {
      const { reportId, viewId, name, format, every, onDay, at, zone, mailTo } = payload
      if (taken.has(reportId)) return refuse('report_exists', { reportId })
      if ((await tx.read(findView, [viewId, actor.id])).length === 0) return refuse('view_missing', { viewId })
      const unfit = await refuseUnfit(tx, zone, mailTo)
      if (unfit !== null) return unfit
      taken.add(reportId)
      const schedule = { every, onDay, atMinute: minuteOf(at) }
      tx.write(insert, [reportId, actor.id, viewId, name, format, every, onDay, schedule.atMinute, zone, mailTo, nextAfter(schedule, offsetsOf(zone), now), now])
      return { answer: { reportId } }
    })
  },
}

/** Changes a report of one's own; anybody's is paused by whoever may make reports. One that goes on is due the next time. */
export const changeReport: Action<ChangeReport, ReportAnswer> = {
  kind: 'change-report',
  permission: 'report.write',
  async run({ tx, now }, commands) {
    const reports = await lockReports(tx, commands.map(({ payload }) => payload.reportId))
    return oneByOne(commands, async ({ actor, payload: { reportId, isPaused, at, ...told } }): Promise<Accepted<ReportAnswer> | Refusal> => {
      const report = reports.get(reportId)
      if (report === undefined) return refuse('report_missing', { reportId })
      const isPause = isPaused === true && at === undefined && Object.keys(told).length === 0
      if (report.ownerId !== actor.id && !isPause) return refuse('report_not_yours', { name: report.name })
      const next = { ...report, ...told, ...(at !== undefined && { atMinute: minuteOf(at) }) }
      const unfit = isPause ? null : await refuseUnfit(tx, next.zone, told.mailTo ?? [])
      if (unfit !== null) return unfit
      const stopped = isPaused === false ? null : report.stopped
      const { name, format, every, onDay, atMinute, zone, mailTo } = next
      tx.write(update, [reportId, name, format, every, onDay, atMinute, zone, mailTo, isPaused ?? report.isPaused, stopped, nextAfter(next, offsetsOf(zone), now)])
      reports.set(reportId, { ...next, isPaused: isPaused ?? report.isPaused, stopped })
      return { answer: { reportId } }
    })
  },
}

/** Runs a report of one's own now, besides its schedule. */
export const runReport: Action<OneReport, RunAnswer> = {
  kind: 'run-report',
  permission: 'report.write',
  async run({ tx, now }, commands) {
    const reports = await lockReports(tx, commands.map(({ payload }) => payload.reportId))
    return oneByOne(commands, async ({ actor, payload: { reportId } }): Promise<Accepted<RunAnswer> | Refusal> => {
      const report = reports.get(reportId)
      if (report === undefined) return refuse('report_missing', { reportId })
      if (report.ownerId !== actor.id) return refuse('report_not_yours', { name: report.name })
      if (report.isWaiting) return refuse('report_is_running', { name: report.name })
      reports.set(reportId, { ...report, isWaiting: true })
      const runId = newId()
      tx.write(insertRun, [runId, reportId, now])
      return { answer: { reportId, runId } }
    })
  },
}

/** Removes a report with the files it made. */
export const removeReport: Action<OneReport, ReportAnswer> = {
  kind: 'remove-report',
  permission: 'report.write',
  async run({ tx }, commands) {
    const reports = await lockReports(tx, commands.map(({ payload }) => payload.reportId))
    return oneByOne(commands, async ({ payload: { reportId } }): Promise<Accepted<ReportAnswer> | Refusal> => {
      if (!reports.delete(reportId)) return refuse('report_missing', { reportId })
      for (const statement of removals) tx.write(statement, [reportId])
      return { answer: { reportId } }
    })
  },
}

async function lockReports(tx: Tx, ids: readonly string[]): Promise<Map<string, Known>> {
  const reports = await tx.read<Known>(lock, [[...new Set(ids)]])
  return new Map(reports.map((report) => [report.id, report]))
}

async function refuseUnfit(tx: Tx, zone: string, mailTo: readonly string[]): Promise<Refusal | null> {
  if (!isZone(zone)) return refuse('export_zone_unknown', { zone })
  if (mailTo.length === 0) return null
  const there = new Set((await tx.read<{ id: string }>(findPeople, [mailTo])).map(({ id }) => id))
  const missing = mailTo.find((id) => !there.has(id))
  return missing === undefined ? null : refuse('report_person_missing', { accountId: missing })
}

function minuteOf(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  return hours * 60 + minutes
}
