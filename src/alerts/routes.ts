import { Type } from 'typebox'
import { type CommandDoor, commandDoor, listDoor, type QueryDoor, queryDoor } from '#platform'
import { changeRule, createRule, seeAlerts, setReorderPoint } from './change-rules.ts'
import { setDigest, setReach, silenceAlert } from './change-reach.ts'
import * as wire from './contract.ts'
import { alertList } from './lists.ts'
import { ownReach, possibleReceivers } from './reach-question.ts'
import { listReorderPoints, listRules, unreadOf } from './questions.ts'

const nothing = Type.Object({}, { additionalProperties: false })

export const alertsDoors: CommandDoor[] = [
  commandDoor({
    path: '/alert-rules',
    summary: 'Make a rule of what people are to be told',
    body: wire.CreateRule,
    answer: wire.RuleAnswer,
    action: createRule,
    parse: ({ ruleId, days, siteId, ...told }, id) => ({ ruleId: ruleId ?? id, days: days ?? null, siteId: siteId ?? null, ...told }),
  }),
  commandDoor({
    path: '/alert-rules/change',
    summary: 'Change a rule, switch it off or on, or mute it until a moment',
    body: wire.ChangeRule,
    answer: wire.RuleAnswer,
    action: changeRule,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/reorder-points',
    summary: 'Say below how much an item is to be ordered again',
    body: wire.SetReorderPoint,
    answer: wire.ReorderPointSet,
    action: setReorderPoint,
    parse: ({ itemId, siteId, least }) => ({ itemId, siteId: siteId ?? null, least: BigInt(least) }),
  }),
  commandDoor({
    path: '/alerts/reach',
    summary: 'Say how a rule reaches oneself, or mute it for oneself until a day',
    body: wire.SetReach,
    answer: wire.ReachSet,
    action: setReach,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/alerts/digest',
    summary: 'Say when one’s digests come',
    body: wire.SetDigest,
    answer: wire.DigestSet,
    action: setDigest,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/alerts/silence',
    summary: 'Hear nothing of one thing until a day',
    body: wire.SilenceAlert,
    answer: wire.Silenced,
    action: silenceAlert,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/alerts/see',
    summary: 'Note that one has seen one’s alerts up to now',
    body: nothing,
    answer: wire.Seen,
    action: seeAlerts,
    parse: (body) => body,
  }),
]

export const alertsQuestions: QueryDoor[] = [
  listDoor(alertList),
  queryDoor({
    path: '/alerts/unread',
    summary: 'One’s own open alerts, and how many are new',
    permission: 'record.read',
    input: Type.Object({}),
    answer: wire.Unread,
    ask: (database, _, actor) => unreadOf(database, actor),
  }),
  queryDoor({
    path: '/alerts/reach',
    summary: 'How alerts reach oneself, and what is silent',
    permission: 'account.self',
    input: Type.Object({}),
    answer: wire.OwnReach,
    ask: (database, _, actor) => ownReach(database, actor),
  }),
  queryDoor({
    path: '/alert-receivers',
    summary: 'Who may be named by a rule',
    permission: 'alert.write',
    input: Type.Object({}),
    answer: wire.ReceiverList,
    ask: possibleReceivers,
  }),
  queryDoor({
    path: '/alert-rules',
    summary: 'Every rule, and how many of its alerts are open',
    permission: 'record.read',
    input: Type.Object({}),
    answer: wire.RuleList,
    ask: listRules,
  }),
  queryDoor({
    path: '/reorder-points',
    summary: 'Below how much items are to be ordered again, and what is on hand',
    permission: 'record.read',
    input: Type.Object({}),
    answer: wire.ReorderPointList,
    ask: listReorderPoints,
  }),
]
