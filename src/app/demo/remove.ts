// Removes the demo company, and with it everything but accounts, keys and webhooks. The server's own role may not delete a
// fact, so the owner of the tables does it, in one transaction: the record is as a new one is, and says that it was emptied.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Actor, type Database, newId, sqlState } from '#platform'
import { inTurn } from './owner.ts'
import { refuse } from './refusals.ts'
import { CONFIRMATION, KEPT_KINDS, othersDocumentsBy, readDemo } from './state.ts'

/** Who removes it, what was typed, and how many documents of other people were told would be lost. */
export type Removal = { readonly actor: Actor; readonly typed: string; readonly others: number }
/** What is gone. */
export type Removed = { readonly documents: number; readonly others: number }

/**
 * Removes it.
 * @throws Refusal when this record is no demo company, the words are wrong, or people recorded more meanwhile than was told.
 */
export async function removeDemo(database: Database, { actor, typed, others }: Removal): Promise<Removed> {
  if (typed.trim().toLowerCase() !== CONFIRMATION) throw refuse('demo_not_confirmed', { words: CONFIRMATION })
  return inTurn(database, async (owner) => {
    if ((await readDemo(database)) === null) throw refuse('demo_missing', {})
    try {
      await owner.query('begin')
      const tables = await tablesOf(owner)
      // Nobody reads or writes any of it until this is over. Work that is under way ends first.
      await owner.query(`set local lock_timeout = '20s'`)
      await owner.query(`lock table ${tables.map(({ name }) => name).join(', ')} in access exclusive mode`)
      const now = await othersDocumentsBy(owner)
      if (now !== others) throw refuse('demo_changed', { documents: now, told: others })
      const documents = await empty(owner, tables)
      await beginAnew(owner, actor, { documents, others })
      // What other processes remember of stock goes with their connections; whoever waits there is told to send again.
      await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and usename = current_user and backend_type = 'client backend'`)
      await owner.query('commit')
      // Ours are ended as well, and that is found out by the next who asks: not by somebody's question.
      await Promise.allSettled(Array.from({ length: database.pool.totalCount }, () => database.pool.query('select 1')))
      return { documents, others }
    } catch (error) {
      await owner.query('rollback').catch(() => undefined)
      // Somebody reads all of it, as a backup does, or works so that each would wait for the other.
      throw sqlState(error) === '55P03' || sqlState(error) === '40P01' ? refuse('demo_busy', {}) : error
    } finally {
      database.forget()
    }
  })
}

type Table = { readonly name: string; readonly isGuarded: boolean }

const listTables = `select format('%I.%I', n.nspname, c.relname) as name,
    exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as "isGuarded"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and n.nspname <> 'auth' and c.relname <> 'migration' order by 1`

async function tablesOf(owner: pg.Client): Promise<Table[]> {
  return (await owner.query<Table>(listTables)).rows
}

// What a new record has of itself: our own company, the places outside, and where counting begins. Settings and webhooks are
// how this Lotline is set up, documents and sums of accounts are kept: of these rows go, and not the tables.
const MIXED: { readonly [table: string]: string } = {
  'locations.location': `delete from locations.location where id::text not like '00000000-0000-7000-8000-%'`,
  'partners.partner': 'delete from partners.partner where not is_self',
  'platform.personal_sum': 'delete from platform.personal_sum where document_id in (select id from platform.document where kind <> all($1::text[]))',
  'platform.document': 'delete from platform.document where kind <> all($1::text[])',
  'platform.setting': `delete from platform.setting where name = 'demo'`,
  'platform.webhook': '',
  'platform.job': '',
  'platform.mail': '',
  'platform.mail_attachment': '',
  // How alerts reach people stays, but of rules of a site that goes; and so do these.
  'alerts.digest': '',
  'alerts.reach': 'delete from alerts.reach where rule_id in (select id from alerts.rule where site_id is not null or attribute is not null)',
  // Rules stay, but those of a site or an attribute that goes.
  'alerts.rule': 'delete from alerts.rule where site_id is not null or attribute is not null',
  // How people look at lists is theirs.
  'reports.view': '',
  'reports.report': '',
  'platform.sequencer': '',
  'orders.serving_progress': '',
  'ledger.snapshot_progress': '',
}

async function empty(owner: pg.Client, tables: readonly Table[]): Promise<number> {
  const guarded = tables.filter(({ isGuarded }) => isGuarded)
  for (const { name } of guarded) await owner.query(`alter table ${name} disable trigger user`)
  const { rows } = await owner.query<{ documents: number }>('select count(*)::int as documents from platform.document where kind <> all($1::text[])', [KEPT_KINDS])
  const whole = tables.filter(({ name }) => MIXED[name] === undefined)
  // Tables that only point to one another are emptied together; what points to none of them has its rows taken out.
  await owner.query(`truncate ${whole.map(({ name }) => name).join(', ')}`)
  for (const statement of Object.values(MIXED)) {
    if (statement !== '') await owner.query(statement, statement.includes('$1') ? [KEPT_KINDS] : [])
  }
  for (const { name } of guarded) await owner.query(`alter table ${name} enable trigger user`)
  return rows[0]?.documents ?? 0
}

// Positions begin again with what was kept; webhooks go on behind it, and the next they hear of is the removal.
async function beginAnew(owner: pg.Client, actor: Actor, answer: Removed): Promise<void> {
  await owner.query(`insert into platform.sequence (position, document_id)
    select row_number() over (order by recorded_at, id), id from platform.document`)
  await owner.query('update platform.sequencer set last_position = (select count(*) from platform.sequence)')
  await owner.query('update platform.webhook set cursor_position = (select last_position from platform.sequencer), attempts = 0')
  await owner.query('update orders.serving_progress set position = (select last_position from platform.sequencer)')
  await owner.query(`update ledger.snapshot_progress set position = (select last_position from platform.sequencer), latest = '-infinity'`)
  const id = newId()
  const fingerprint = createHash('sha256').update(`remove-demo ${JSON.stringify(answer)}`).digest().subarray(0, 16)
  await owner.query(
    `insert into platform.document (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer, reason)
      values ($1, 'remove-demo', $2, now(), now(), $3, $4::json, 'The demo company was removed')`,
    [id, actor.id, fingerprint, JSON.stringify(answer)],
  )
  await owner.query('insert into platform.unsequenced (document_id) values ($1)', [id])
}
