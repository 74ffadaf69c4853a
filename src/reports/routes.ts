import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { type CommandDoor, commandDoor, type QueryDoor, queryDoor } from '#platform'
import { changeView, createView, removeView } from './change-views.ts'
import * as wire from './contract.ts'
import type { Lists } from './export-list.ts'
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
]

export const reportsQuestions: QueryDoor[] = [
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
