import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { type CommandDoor, commandDoor, listDoor, type QueryDoor, queryDoor } from '#platform'
import { changeReport, createReport, removeReport, runReport } from './change-reports.ts'
import { changeView, createView, removeView } from './change-views.ts'
import * as wire from './contract.ts'
import type { Lists } from './export-list.ts'
import { listReports, runList } from './report-questions.ts'
import { viewsOf } from './view-questions.ts'

/** What can be told; `lists` are those that can be kept and written. */
export const reportsDoors = (lists: Lists): CommandDoor[] => [
  commandDoor({
    path: '/views',
    summary: 'Keep a list as one sees it under a name, for oneself or for everybody',
    body: wire.CreateView,
    answer: wire.ViewAnswer,
    action: createView(lists),
    parse: ({ viewId, ...body }, id) => ({ viewId: viewId ?? id, ...body }),
  }),
  commandDoor({
    path: '/views/change',
    summary: 'Change a view of one’s own, or share it',
    body: wire.ChangeView,
    answer: wire.ViewAnswer,
    action: changeView(lists),
    parse: (body) => body,
  }),
  commandDoor({
    path: '/views/remove',
    summary: 'Forget a view of one’s own',
    body: wire.RemoveView,
    answer: wire.ViewAnswer,
    action: removeView,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/reports',
    summary: 'Make a report of a view: written by the clock, kept and sent to people',
    body: wire.CreateReport,
    answer: wire.ReportAnswer,
    action: createReport,
    parse: ({ reportId, ...body }, id) => ({ reportId: reportId ?? id, ...body }),
  }),
  commandDoor({
    path: '/reports/change',
    summary: 'Change a report, pause it or go on with it',
    body: wire.ChangeReport,
    answer: wire.ReportAnswer,
    action: changeReport,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/reports/run',
    summary: 'Run a report now',
    body: wire.OneReport,
    answer: wire.RunAnswer,
    action: runReport,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/reports/remove',
    summary: 'Remove a report with the files it made',
    body: wire.OneReport,
    answer: wire.ReportAnswer,
    action: removeReport,
    parse: (body) => body,
  }),
]

export const reportsQuestions: QueryDoor[] = [
  listDoor(runList),
  queryDoor({
    path: '/reports',
    summary: 'Every report, and how it last went',
    permission: 'record.read',
    input: Type.Object({}, { additionalProperties: false }),
    answer: wire.ReportList,
    ask: async (database, _, actor) => ({ reports: await listReports(database, actor) }),
  }),
  queryDoor({
    path: '/views',
    summary: 'One’s own views and those that everybody sees',
    permission: 'record.read',
    input: wire.AskViews,
    answer: wire.ViewList,
    ask: async (database, asked, actor) => ({ views: await viewsOf(database, actor, asked) }),
  }),
  queryDoor({
    path: '/views/:id',
    summary: 'One view',
    permission: 'record.read',
    input: Type.Object({ id: WireId }, { additionalProperties: false }),
    answer: wire.View,
    ask: async (database, { id }, actor) => (await viewsOf(database, actor, { id }))[0] ?? null,
  }),
]
