// What is kept of the demo company: that this record is one, how far it is loaded, and what people recorded besides.
import type pg from 'pg'
import { type Static, Type } from 'typebox'
import { WireMoment } from '#kernel/contract'
import { DEMO_ACTOR } from '#auth'
import { type Database, type QueryDoor, query, queryDoor, type Statement } from '#platform'
import type { PlanSize } from './plan-types.ts'

/** What is typed to remove it. */
export const CONFIRMATION = 'remove the demo'

/** Documents that are no part of the record of goods: accounts, keys, webhooks, views, reports, and removals themselves. They stay. */
export const KEPT_KINDS = [
  'create-account', 'create-first-administrator', 'set-roles', 'disable-account', 'erase-account', 'reset-password', 'change-password', 'set-account_email', 'change-own_email', 'send-test_mail', 'send_again-letters', 'create-key', 'revoke-key',
  'create-webhook', 'remove-webhook', 'replay-webhook', 'remove-demo', 'create-alert_rule', 'change-alert_rule',
  'set-alert_reach', 'set-alert_digest', 'silence-alert',
  'create-view', 'change-view', 'remove-view', 'create-report', 'change-report', 'run-report', 'remove-report',
]

/** What the machine records by itself, setting aside what came and opening alerts, or somebody by having looked: nobody's own work. */
const BY_ITSELF = ['serve_waiting', 'alert', 'see_alerts']

/** As it is kept. `step` is the first that may not be done yet. */
export type Kept = {
  readonly state: 'loading' | 'loaded' | 'failed'
  readonly seed: number
  readonly until: string
  readonly size: PlanSize
  readonly step: number
  readonly done: number
  readonly of: number
}

const readKept: Statement = { name: 'demo.read', text: `select value from platform.setting where name = 'demo'` }
const writeKept: Statement = {
  name: 'demo.write',
  text: `insert into platform.setting (name, value) values ('demo', $1::json) on conflict (name) do update set value = excluded.value`,
}
const countOthers: Statement = {
  name: 'demo.count-others',
  text: 'select count(*)::int as documents from platform.document where actor_id <> $1 and kind <> all($2::text[])',
}
const anyDocument: Statement = {
  name: 'demo.any-document',
  text: 'select exists (select from platform.document where kind <> all($1::text[])) as is',
}

export async function readDemo(database: Database): Promise<Kept | null> {
  const [row] = await query<{ value: Kept }>(database, readKept)
  return row?.value ?? null
}

export async function writeDemo(database: Database, kept: Kept): Promise<void> {
  await query(database, writeKept, [JSON.stringify(kept)])
}

/** How many documents of goods people recorded than the demo company. */
export async function othersDocuments(database: Database): Promise<number> {
  const [row] = await query<{ documents: number }>(database, countOthers, [DEMO_ACTOR.id, [...KEPT_KINDS, ...BY_ITSELF]])
  return row?.documents ?? 0
}

/** Whether anything of goods is recorded. */
async function isInUse(database: Database): Promise<boolean> {
  const [row] = await query<{ is: boolean }>(database, anyDocument, [[...KEPT_KINDS, ...BY_ITSELF]])
  return row?.is === true
}

/** How many, asked on the owner's own connection. */
export async function othersDocumentsBy(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ documents: number }>(countOthers.text, [DEMO_ACTOR.id, [...KEPT_KINDS, ...BY_ITSELF]])
  return rows[0]?.documents ?? 0
}

const countStays: Statement = {
  name: 'demo.count-what-stays',
  text: `select (select count(*)::int from auth.account where disabled_at is null) as accounts, (select count(*)::int from auth.api_key where revoked_at is null) as keys,
    (select count(*)::int from platform.webhook) as webhooks, (select count(*)::int from reports.view) as views,
    (select count(*)::int from reports.report) as reports, (select count(*)::int from alerts.rule where site_id is null and attribute is null) as "alertRules"`,
}

const Stays = Type.Object({
  accounts: Type.Integer(), keys: Type.Integer(), webhooks: Type.Integer(), views: Type.Integer(), reports: Type.Integer(), alertRules: Type.Integer(),
}, { description: 'How much of how this Lotline is set up stays when the demo company is removed.' })

const Demo = Type.Object({
  state: Type.Enum(['none', 'loading', 'loaded', 'failed']),
  done: Type.Integer({ description: 'How many of its documents are recorded.' }),
  of: Type.Integer(),
  until: Type.Union([WireMoment, Type.Null()], { description: 'The moment it was made for.' }),
  others: Type.Integer({ description: 'Documents people recorded besides: removing the demo company loses them.' }),
  stays: Type.Union([Stays, Type.Null()]),
  mayLoad: Type.Boolean({ description: 'The record is empty, so that it could be loaded.' }),
  confirmation: Type.String({ description: 'The words that are typed to remove it.' }),
})

/** Whether this record is the demo company, and how far it is loaded. */
export const demoQuestions: readonly QueryDoor[] = [
  queryDoor({
    path: '/demo',
    summary: 'Whether this record is the demo company, and how far it is loaded',
    permission: 'record.read',
    input: Type.Object({}, { additionalProperties: false }),
    answer: Demo,
    ask: async (database) => {
      const kept = await readDemo(database)
      const others = kept === null ? 0 : await othersDocuments(database)
      const [stays = null] = kept === null ? [] : await query<Static<typeof Stays>>(database, countStays)
      const isEmpty = kept === null && !(await isInUse(database))
      const { done = 0, of = 0, until = null } = kept ?? {}
      const state: 'none' | Kept['state'] = kept?.state ?? 'none'
      return { state, done, of, until, others, stays, mayLoad: isEmpty, confirmation: CONFIRMATION }
    },
  }),
]
