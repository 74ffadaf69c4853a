// Mail: letters wait in an outbox that is written with what gives rise to them, and are sent at least once. One that is sent
// keeps neither whom it went to nor what it said; one nobody takes is kept until somebody sends it again, or for a month.
import { type Database, query, type Statement, type Tx } from './database.ts'
import { isAddress } from './mail-settings.ts'
import { type MailServer, oneLine, type Outgoing, SECONDS_TO_SEND } from './mail-server.ts'
import { refuse } from './refusals.ts'
import { secondsToWait } from './webhooks.ts'

/** Something that goes along with a letter. */
export type Attachment = Outgoing['attachments'][number]

/** A letter to one person. The same id is written once, whoever writes it again. */
export type Letter = {
  readonly id: string
  /** The account it goes to: when that is erased, so is the letter. */
  readonly accountId: string | null
  readonly address: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly attachments?: readonly Attachment[]
}

/** How mail is set up, as whoever sends it noted. `problem`: why the server could not be reached, `at` then. */
export type MailSetup = { readonly server: string; readonly from: string; readonly publicUrl: string | null; readonly at: string; readonly problem: string | null }

const DAYS_TRIED = 3
const DAYS_KEPT = 30
const MOST_AT_ONCE = 20
/** The most that is sent along with one letter; more is refused by most servers. */
export const MOST_BYTES = 15_000_000

const insertLetter: Statement = {
  name: 'platform.insert-letter',
  text: `insert into platform.mail (id, account_id, address, subject, body, html, made_at, next_attempt_at, give_up_at)
    values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz, $7::timestamptz + interval '${DAYS_TRIED} days') on conflict (id) do nothing`,
}
const insertAttachment: Statement = {
  name: 'platform.insert-attachment',
  text: `insert into platform.mail_attachment (mail_id, nth, name, type, content)
    select $1, $2, $3, $4, $5::bytea from platform.mail m where m.id = $1 and m.sent_at is null on conflict do nothing`,
}
// Taking a letter postpones it for longer than sending takes, so that two workers never send the same at once.
const takeDue: Statement = {
  name: 'platform.take-due-letter',
  text: `update platform.mail m set next_attempt_at = $1::timestamptz + interval '${3 * SECONDS_TO_SEND} seconds'
    where m.id in (select it.id from platform.mail it where it.sent_at is null and it.stopped_at is null and it.next_attempt_at <= $1::timestamptz
      order by it.next_attempt_at limit 1 for update of it skip locked)
    returning m.id, m.address, m.subject, m.body, m.html, m.attempts, m.give_up_at as "giveUpAt"`,
}
const attachmentsOf: Statement = {
  name: 'platform.attachments-of-letter',
  text: 'select name, type, content from platform.mail_attachment where mail_id = $1 order by nth',
}
const noteSent: Statement = {
  name: 'platform.note-letter-sent',
  text: 'update platform.mail set sent_at = $2, address = null, body = null, html = null, last_error = null where id = $1',
}
const dropAttachments: Statement = { name: 'platform.drop-attachments', text: 'delete from platform.mail_attachment where mail_id = $1' }
const noteFailed: Statement = {
  name: 'platform.note-letter-failed',
  text: 'update platform.mail set attempts = $2, last_error = $3, next_attempt_at = $4, stopped_at = $5 where id = $1 and sent_at is null',
}
const forgetOfAccounts: Statement = { name: 'platform.forget-letters-of-accounts', text: 'delete from platform.mail where account_id = any($1::uuid[])' }
const readdress: Statement = { name: 'platform.readdress-letters', text: 'update platform.mail set address = $2 where account_id = $1 and sent_at is null' }
const forgetOld: Statement = { name: 'platform.forget-old-letters', text: `delete from platform.mail where made_at < $1::timestamptz - interval '${DAYS_KEPT} days'` }
const sendAgain: Statement = {
  name: 'platform.send-letters-again',
  text: `update platform.mail set attempts = 0, next_attempt_at = $1::timestamptz, stopped_at = null, give_up_at = $1::timestamptz + interval '${DAYS_TRIED} days'
    where stopped_at is not null and sent_at is null returning id`,
}
const writeSetup: Statement = {
  name: 'platform.write-mail-setup',
  text: `insert into platform.setting (name, value) values ('mail', $1::json) on conflict (name) do update set value = excluded.value`,
}
const removeSetup: Statement = { name: 'platform.remove-mail-setup', text: `delete from platform.setting where name = 'mail'` }
const readSetup: Statement = { name: 'platform.read-mail-setup', text: `select value from platform.setting where name = 'mail'` }

/**
 * Writes letters into the outbox. What could begin a header of its own is taken out of a subject.
 * @throws Error when an address is not one, or what goes along is too much: whoever writes has looked before.
 */
export function writeLetters(tx: Pick<Tx, 'write'>, letters: readonly Letter[], now: Date): void {
  for (const { id, accountId, address, subject, text, html, attachments = [] } of letters) {
    if (!isAddress(address)) throw new Error('A letter goes to one address.')
    if (attachments.reduce((sum, { content }) => sum + content.length, 0) > MOST_BYTES) throw new Error('More is sent along than a letter carries.')
    tx.write(insertLetter, [id, accountId, address, oneLine(subject).slice(0, 200), text, html, now])
    for (const [nth, { name, type, content }] of attachments.entries()) tx.write(insertAttachment, [id, nth, oneLine(name), type, content])
  }
}

type Due = Omit<Outgoing, 'attachments'> & { readonly attempts: number; readonly giveUpAt: Date }

/** Sends what is due, one letter after the other. Gives how many went. */
export async function deliverMail(database: Database, server: MailServer, halt?: AbortSignal, now: () => Date = () => new Date()): Promise<number> {
  let sent = 0
  for (let nth = 0; nth < MOST_AT_ONCE && halt?.aborted !== true; nth++) {
    const [due] = await query<Due>(database, takeDue, [now()])
    if (due === undefined) return sent
    const attachments = await query<Attachment>(database, attachmentsOf, [due.id])
    const result = await server.send({ ...due, attachments })
    if (result.ok) {
      await query(database, noteSent, [due.id, now()])
      await query(database, dropAttachments, [due.id])
      sent++
      continue
    }
    const attempts = due.attempts + 1
    const next = new Date(now().getTime() + secondsToWait(attempts + 3) * 1000)
    const isOver = result.why === 'refused' || next > due.giveUpAt
    await query(database, noteFailed, [due.id, attempts, result.says, next, isOver ? now() : null])
    // What holds for one letter holds for the others: they are tried the next time.
    if (result.why === 'away') return sent
  }
  return sent
}

/**
 * Looks whether the server can be reached and notes how mail is set up; null: it is not.
 * @throws Error when it cannot be reached, so that whoever runs this is told.
 */
export async function lookAtMail(database: Database, server: MailServer | null, now: () => Date = () => new Date()): Promise<void> {
  if (server === null) {
    await query(database, removeSetup)
    return
  }
  const { host, port, from, publicUrl } = server.settings
  const problem = await server.reach()
  const setup: MailSetup = { server: `${host}:${port}`, from: from.address, publicUrl, at: now().toISOString(), problem }
  await query(database, writeSetup, [JSON.stringify(setup)])
  if (problem !== null) throw new Error(`The mail server ${setup.server} cannot be used: ${problem}`)
}

/** How mail is set up, or null when it is not: then nobody is written to. */
export async function readMailSetup(database: Database): Promise<MailSetup | null> {
  const [row] = await query<{ value: MailSetup }>(database, readSetup)
  return row?.value ?? null
}

/** The same, as an action sees it. */
export async function mailSetupIn(tx: Pick<Tx, 'read'>): Promise<MailSetup | null> {
  const [row] = await tx.read<{ value: MailSetup }>(readSetup)
  return row?.value ?? null
}

/** The refusal of whoever wants to write while nobody can. */
export const refuseUnsetMail = () => refuse('mail_not_set_up')

/** Sends again what was given up. Gives how many letters. */
export async function sendLettersAgain(tx: Pick<Tx, 'read'>, now: Date): Promise<number> {
  return (await tx.read(sendAgain, [now])).length
}

/** Forgets every letter to these accounts. */
export function forgetLetters(tx: Pick<Tx, 'write'>, accountIds: readonly string[]): void {
  if (accountIds.length > 0) tx.write(forgetOfAccounts, [accountIds])
}

/** What waits for somebody goes to their new address. */
export function readdressLetters(tx: Pick<Tx, 'write'>, accountId: string, address: string): void {
  tx.write(readdress, [accountId, address])
}

/** Forgets letters of a month ago, sent or not. */
export async function forgetOldLetters(database: Database, now: Date = new Date()): Promise<void> {
  await query(database, forgetOld, [now])
}
