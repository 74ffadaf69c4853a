// A run that is written: noted as done, and sent to people in the same transaction.
import { permissionsOf } from '#auth'
import { type Database, mailBody, newId, query, readMailSetup, type Statement, transaction, writeLetters } from '#platform'
import { formats } from './export-list.ts'
import type { Waiting } from './run-reports.ts'
import { piecesOf } from './run-store.ts'
import { minuteIn, offsetsOf } from './zone-rules.ts'

/** A larger file is fetched in the app: many mail servers take no more. */
const MOST_ATTACHED = 10_000_000

type Made = { readonly rows: number; readonly bytes: number; readonly at: Date; readonly fileName: string }
type Person = { readonly id: string; readonly email: string; readonly roles: readonly string[] }

const findPeople: Statement = {
  name: 'reports.people-of-run',
  text: `select a.id, a.email, coalesce((select array_agg(x.role) from auth.account_role x where x.account_id = a.id), '{}') as roles
    from auth.account a where a.id = any($1::uuid[]) and a.disabled_at is null and a.email is not null order by a.id`,
}
const noteDone: Statement = {
  name: 'reports.note-done',
  text: `update reports.run set state = 'done', failure = null, rows = $2, bytes = $3, ended_at = $4, letters = $5, file_name = $6, has_file = true where id = $1 and state = 'waiting'`,
}

/** Ends a run. It goes to those it is for who have a mail address and may see the list themselves. */
export async function sendRun(database: Database, run: Waiting, made: Made, permission: string): Promise<void> {
  const setup = await readMailSetup(database)
  const people = setup === null ? [] : (await query<Person>(database, findPeople, [run.mailTo])).filter(({ roles }) => permissionsOf(roles).has(permission))
  const isAttached = made.bytes <= MOST_ATTACHED
  const attachments = people.length > 0 && isAttached ? [{ name: made.fileName, type: formats[run.format].type, content: await wholeFile(database, run.id) }] : []
  const when = minuteIn(offsetsOf(run.zone), made.at.getTime())
  const parts = [
    { heading: run.name, text: `${made.rows === 1 ? '1 row' : `${made.rows} rows`}, as of ${when} (${run.zone}).` },
    ...(run.filters.length > 0 ? [{ lines: run.filters.map((says) => ({ says })) }] : []),
    { text: isAttached ? 'The file is attached.' : 'The file is too large for mail: fetch it in Lotline.', onward: { says: 'All reports', path: '/reports' } },
  ]
  const body = mailBody(parts, setup?.publicUrl ?? null)
  await transaction(database, async (tx) => {
    tx.write(noteDone, [run.id, made.rows, made.bytes, made.at, people.length, made.fileName])
    writeLetters(tx, people.map(({ id, email }) => ({ id: newId(), accountId: id, address: email, subject: run.name, ...body, attachments })), made.at)
  })
}

async function wholeFile(database: Database, runId: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of piecesOf(database, runId)) pieces.push(piece)
  return Buffer.concat(pieces)
}
