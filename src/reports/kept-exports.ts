// Exports that are made ready: what was asked for waits until its file is fetched, for an hour and for whoever asked. So a
// refusal is told on the page, and the file is a plain download however much was asked.
import { Compile } from 'typebox/compile'
import { type Complaint, type Database, inWords, query, type Statement } from '#platform'
import { ExportBody } from './contract.ts'

const insert: Statement = {
  name: 'reports.insert-ready',
  text: 'insert into reports.ready_export (id, account_id, body) values ($1, $2, $3::jsonb) on conflict (id) do nothing',
}
const find: Statement = {
  name: 'reports.find-ready',
  text: `select body from reports.ready_export where id = $1 and account_id = $2 and made_at > now() - interval '1 hour'`,
}
const forget: Statement = { name: 'reports.forget-ready', text: `delete from reports.ready_export where made_at <= now() - interval '1 hour'` }

const schema = Compile(ExportBody)

/** An export as it was asked for, or everything that is wrong with it. */
export function exportBody(raw: unknown): { readonly body: ExportBody } | { readonly complaints: Complaint[] } {
  return schema.Check(raw) ? { body: raw } : { complaints: inWords(ExportBody, schema.Errors(raw), raw) }
}

/** Keeps what was asked; sent again under its id it is there already. */
export async function keepExport(database: Database, accountId: string, body: ExportBody): Promise<void> {
  await query(database, insert, [body.id, accountId, JSON.stringify(body)])
}

/** What this account asked for under the id, or null when it is no longer ready. */
export async function readExport(database: Database, id: string, accountId: string): Promise<ExportBody | null> {
  const [row] = await query<{ body: unknown }>(database, find, [id, accountId])
  const read = row === undefined ? null : exportBody(row.body)
  return read !== null && 'body' in read ? read.body : null
}

/** Forgets what nobody fetches any more. */
export async function forgetOldExports(database: Database): Promise<void> {
  await query(database, forget)
}
