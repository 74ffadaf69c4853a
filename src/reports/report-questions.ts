// Reports and their runs, as people see them.
import { NIL } from '#kernel'
import { type Actor, between, byId, type Database, listOf, oneOf, query, type Statement } from '#platform'
import { type Report, RunRow } from './contract.ts'

const moment = (sql: string) => `to_json(${sql}) #>> '{}'`

const find: Statement = {
  name: 'reports.list-reports',
  text: `select r.id, r.name, r.format, r.every, r.on_day as "onDay", to_char(make_interval(mins => r.at_minute), 'HH24:MI') as at, r.zone, r.mail_to as "mailTo",
      r.view_id as "viewId", v.name as view, v.page, v.list, a.name as owner, r.owner_id = $1 as "isOwn", r.is_paused as "isPaused", r.stopped,
      case when not r.is_paused and r.stopped is null then ${moment('r.next_at')} end as "nextAt",
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'hasMail', p.email is not null) order by p.name) from auth.account p where p.id = any(r.mail_to)), '[]') as people,
      (select json_build_object('id', n.id, 'state', n.state, 'dueAt', ${moment('n.due_at')}, 'rows', n.rows, 'bytes', n.bytes::text, 'failure', n.failure, 'hasFile', n.has_file)
        from reports.run n where n.report_id = r.id order by n.due_at desc limit 1) as last
    from reports.report r join reports.view v on v.id = r.view_id left join auth.account a on a.id = r.owner_id
    order by lower(r.name), r.id`,
}

/** Every report. */
export async function listReports(database: Database, actor: Actor | null): Promise<Report[]> {
  return await query<Report>(database, find, [actor?.id ?? NIL])
}

export const runList = listOf(RunRow, {
  path: '/report-runs',
  summary: 'Runs of reports, the last due first',
  from: 'reports.run t',
  joins: 'join reports.report r on r.id = t.report_id',
  columns: {
    id: 't.id', reportId: 't.report_id', report: 'r.name', format: 'r.format', dueAt: 't.due_at', state: 't.state', attempts: 't.attempts', endedAt: 't.ended_at',
    rows: 't.rows', bytes: 't.bytes::text', letters: 't.letters', failure: 't.failure', hasFile: 't.has_file',
  },
  filters: {
    reportId: byId('t.report_id = ?', 'Only of this report.'),
    state: oneOf(['waiting', 'done', 'failed'], 't.state = ?', 'Only those that wait, ended well or failed.'),
    ...between('due', 't.due_at', '-dueAt'),
  },
  sorts: { dueAt: { by: [['t.due_at', 'timestamptz']] } },
  sort: '-dueAt',
  key: [['t.id', 'uuid']],
})
