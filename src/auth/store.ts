// Reading and writing accounts.
import { forgetLetters, forgetSums, readdressLetters, type Statement, type Tx } from '#platform'

/** An account as the rules see it. */
export type Account = {
  readonly id: string
  readonly login: string
  readonly name: string
  /** Where they are written to. */
  readonly email: string | null
  readonly passwordHash: string
  readonly disabled: boolean
  readonly erased: boolean
  readonly roles: readonly string[]
}

/** The columns of an account, named as the code names them; `a` is auth.account. */
export const accountColumns = `a.id, a.login, a.name, a.email, a.password_hash as "passwordHash",
  a.disabled_at is not null as disabled, a.erased_at is not null as erased,
  coalesce((select array_agg(r.role order by r.role) from auth.account_role r
    where r.account_id = a.id), '{}') as roles`

const takeTurn: Statement = {
  name: 'auth.take-turn',
  text: 'select pg_advisory_xact_lock(4709232)',
}
const findAccounts: Statement = {
  name: 'auth.find-accounts',
  text: `select ${accountColumns} from auth.account a where a.id = any($1::uuid[])`,
}
const countAdministrators: Statement = {
  name: 'auth.count-administrators',
  text: `select count(*)::int as count from auth.account a
    join auth.account_role r on r.account_id = a.id and r.role = 'administrator'
    where a.disabled_at is null`,
}
const insertAccount: Statement = {
  name: 'auth.insert-account',
  text: `insert into auth.account (id, login, name, password_hash, created_at, email)
    values ($1, $2, $3, $4, $5, $6)`,
}
const deleteRoles: Statement = {
  name: 'auth.delete-roles',
  text: 'delete from auth.account_role where account_id = $1',
}
const insertRoles: Statement = {
  name: 'auth.insert-roles',
  text: 'insert into auth.account_role (account_id, role) select $1, unnest($2::text[])',
}
const deleteSessions: Statement = {
  name: 'auth.delete-sessions-of-account',
  text: 'delete from auth.session where account_id = $1',
}
const updatePassword: Statement = {
  name: 'auth.update-password',
  text: 'update auth.account set password_hash = $2 where id = $1',
}
const eraseAccount: Statement = {
  name: 'auth.erase-account',
  text: `update auth.account set login = 'erased-' || id, name = 'erased', email = null, password_hash = $2,
      disabled_at = coalesce(disabled_at, $3::timestamptz), erased_at = coalesce(erased_at, $3::timestamptz) where id = $1`,
}
// The name of a key often says whose it is.
const eraseKeys: Statement = {
  name: 'auth.erase-keys-of-account',
  text: `update auth.api_key set name = 'erased', revoked_at = coalesce(revoked_at, $2::timestamptz) where account_id = $1`,
}
const updateEmail: Statement = {
  name: 'auth.update-email',
  text: 'update auth.account set email = $2 where id = $1',
}
const updateDisabled: Statement = {
  name: 'auth.update-disabled',
  text: 'update auth.account set disabled_at = $2::timestamptz where id = $1',
}

/** Waits until no other change of accounts runs; they are rare, and the last administrator counts. */
export async function takeAccountsTurn(tx: Tx): Promise<void> {
  await tx.read(takeTurn)
}

export async function readAccounts(tx: Tx, ids: readonly string[]): Promise<Map<string, Account>> {
  const accounts = await tx.read<Account>(findAccounts, [[...new Set(ids)]])
  return new Map(accounts.map((account) => [account.id, account]))
}

/** How many accounts that are not disabled are administrators. */
export async function administrators(tx: Tx): Promise<number> {
  const [row] = await tx.read<{ count: number }>(countAdministrators)
  return row?.count ?? 0
}

export function writeAccount(tx: Tx, account: Account, now: Date): void {
  const { id, login, name, email, passwordHash, roles } = account
  tx.write(insertAccount, [id, login, name, passwordHash, now, email])
  tx.write(insertRoles, [id, roles])
}

export function writeRoles(tx: Tx, id: string, roles: readonly string[]): void {
  tx.write(deleteRoles, [id])
  tx.write(insertRoles, [id, roles])
}

/** Changes a password; everyone signed in with the old one is signed out. */
export function writePassword(tx: Tx, id: string, passwordHash: string): void {
  tx.write(updatePassword, [id, passwordHash])
  tx.write(deleteSessions, [id])
}

/** Where somebody is written to from now on; what waits goes there, or nowhere. */
export function writeEmail(tx: Tx, id: string, email: string | null): void {
  tx.write(updateEmail, [id, email])
  if (email === null) forgetLetters(tx, [id])
  else readdressLetters(tx, id, email)
}

/** Replaces what names the person, and ends all ways in. The id stays in the history. */
export function writeErased(tx: Tx, id: string, { passwordHash, now }: { passwordHash: string; now: Date }): void {
  tx.write(eraseAccount, [id, passwordHash, now])
  tx.write(eraseKeys, [id, now])
  tx.write(deleteRoles, [id])
  tx.write(deleteSessions, [id])
  forgetSums(tx, [id])
  forgetLetters(tx, [id])
}

export function writeDisabled(tx: Tx, id: string, disabledAt: Date | null): void {
  tx.write(updateDisabled, [id, disabledAt])
  if (disabledAt === null) return
  tx.write(deleteSessions, [id])
  forgetLetters(tx, [id])
}
