// What commands say of a person: no part of a document's fingerprint, but a salted sum in a row that can be erased.
// So an id answers for ever, and nobody can confirm a guessed name once the person is erased.
import { createHash, randomBytes } from 'node:crypto'
import { canonicalText } from '#kernel'
import type { Statement, Tx } from './database.ts'

/** Which members of a payload name a person, and whom they are about. */
export type Personal<Command, Payload> = {
  readonly members: readonly (keyof Payload & string)[]
  readonly subject: (command: Command) => string
}

/** A payload parted: `open` says only that something personal was given, `personal` what; null: nothing was. */
export type Parted = { readonly open: unknown; readonly personal: string | null; readonly forgets: boolean }

const insertSums: Statement = {
  name: 'platform.insert-personal-sums',
  text: `insert into platform.personal_sum (document_id, subject_id, salt, sum)
    select document_id, subject_id, decode(salt, 'hex'), decode(sum, 'hex')
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as it(document_id, subject_id, salt, sum)`,
}
const deleteSums: Statement = {
  name: 'platform.delete-personal-sums',
  text: 'delete from platform.personal_sum where subject_id = any($1::uuid[])',
}

/** Parts what names a person from the rest. Null says that something is forgotten, and names nobody. */
export function partPersonal(payload: unknown, members: readonly string[]): Parted {
  const named = Object.entries(Object(payload)).filter(([name]) => members.includes(name))
  const forgets = named.some(([, value]) => value === null)
  const given = named.filter(([, value]) => value !== undefined && value !== null)
  if (given.length === 0) return { open: payload, personal: null, forgets }
  const marks = Object.fromEntries(given.map(([name]) => [name, true]))
  return { open: { ...Object(payload), ...marks }, personal: canonicalText(Object.fromEntries(given)), forgets }
}

/** The sum of what was given, under a salt. */
export function sumOf(salt: Buffer, given: string | Buffer): Buffer {
  return createHash('sha256').update(salt).update(given).digest()
}

/** What an accepted command said of a person; `forgets`: it also took something back. */
export type Said = {
  readonly documentId: string
  readonly subjectId: string
  readonly personal: string | null
  readonly forgets: boolean
}

/** Keeps the sums of what the documents of a set said of people, in their order. */
export function writeSums(tx: Pick<Tx, 'write'>, said: readonly Said[]): void {
  const forgotten = new Map(said.flatMap(({ subjectId, forgets }, nth) => (forgets ? [[subjectId, nth] as const] : [])))
  const rows = said.flatMap(({ documentId, subjectId, personal }, nth) =>
    personal === null || nth < (forgotten.get(subjectId) ?? -1) ? [] : [{ documentId, subjectId, personal }],
  )
  if (rows.length === 0) return
  const salts = rows.map(() => randomBytes(16))
  tx.write(insertSums, [
    rows.map(({ documentId }) => documentId),
    rows.map(({ subjectId }) => subjectId),
    salts.map((salt) => salt.toString('hex')),
    rows.map(({ personal }, nth) => sumOf(salts[nth] ?? randomBytes(16), personal).toString('hex')),
  ])
}

/** Forgets every sum about these partners, orders or accounts. */
export function forgetSums(tx: Pick<Tx, 'write'>, subjectIds: readonly string[]): void {
  if (subjectIds.length > 0) tx.write(deleteSums, [subjectIds])
}
