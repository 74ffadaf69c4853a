// Who is asking: people by a session, machines by a key.
import { type Actor, type Database, query, type Statement } from '#platform'
import { permissionsOf } from './permissions.ts'
import { refuse } from './refusals.ts'
import { hashToken, keyIdOf, newToken, passwordIs, sameHash, type Secret } from './secrets.ts'
import { type Account, accountColumns } from './store.ts'

/** Somebody who was recognised. Name and login are shown on pages and go nowhere else; a key has no login. */
export type Recognised = Actor & { readonly name: string; readonly login: string; readonly by: 'session' | 'key' }

/** How long a session lasts. */
export const SESSION_SECONDS = 7 * 24 * 3600

const accountByLogin: Statement = {
  name: 'auth.account-by-login',
  text: `select ${accountColumns} from auth.account a where lower(a.login) = lower($1)`,
}
const insertSession: Statement = {
  name: 'auth.insert-session',
  text: `insert into auth.session (token_hash, account_id, expires_at)
    select $1, a.id, now() + make_interval(secs => $3) from auth.account a
    where a.id = $2 and a.password_hash = $4 and a.disabled_at is null returning account_id`,
}
const accountBySession: Statement = {
  name: 'auth.account-by-session',
  text: `select ${accountColumns} from auth.session s join auth.account a on a.id = s.account_id
    where s.token_hash = $1 and s.expires_at > now() and a.disabled_at is null`,
}
const accountByKey: Statement = {
  name: 'auth.account-by-key',
  text: `select ${accountColumns}, k.key_hash as "keyHash", k.scopes,
      coalesce(k.last_used_at < now() - interval '1 minute', true) as "isLongAgo" from auth.api_key k
    join auth.account a on a.id = k.account_id
    where k.id = $1 and k.revoked_at is null and a.disabled_at is null
      and (k.expires_at is null or k.expires_at > now())`,
}
const noteUsed: Statement = {
  name: 'auth.note-key-used',
  text: `update auth.api_key set last_used_at = now()
    where id = $1 and coalesce(last_used_at < now() - interval '1 minute', true)`,
}
const deleteSession: Statement = {
  name: 'auth.delete-session',
  text: 'delete from auth.session where token_hash = $1',
}
const deleteExpired: Statement = {
  name: 'auth.delete-expired-sessions',
  text: 'delete from auth.session where expires_at <= now()',
}
const anyAccount: Statement = {
  name: 'auth.has-account',
  text: 'select exists (select from auth.account) as found',
}

/**
 * Opens a session and gives its token, which is kept nowhere but with the caller.
 * @throws Refusal `sign_in_refused`, the same and as slow for a wrong login as for a wrong password.
 */
export async function signIn(database: Database, login: string, password: Secret): Promise<string> {
  const [account] = await query<Account>(database, accountByLogin, [login])
  const right = await passwordIs(password, account?.passwordHash ?? null)
  if (account === undefined || !right || account.disabled) throw refuse('sign_in_refused')
  const token = newToken()
  const opened = await query(database, insertSession, [
    hashToken(token),
    account.id,
    SESSION_SECONDS,
    account.passwordHash,
  ])
  if (opened.length === 0) throw refuse('sign_in_refused')
  return token
}

/** Ends a session. */
export async function signOut(database: Database, token: string): Promise<void> {
  await query(database, deleteSession, [hashToken(token)])
}

/** Whose session it is, or null when it is over or never was. */
export async function recogniseSession(
  database: Database,
  token: string,
): Promise<Recognised | null> {
  const [account] = await query<Account>(database, accountBySession, [hashToken(token)])
  if (account === undefined) return null
  const { id, name, login, roles } = account
  return { id, name, login, by: 'session', permissions: permissionsOf(roles) }
}

/** Whose key it is: what its account may do, as far as the key's scopes go. */
export async function recogniseKey(database: Database, key: string): Promise<Recognised | null> {
  const keyId = keyIdOf(key)
  if (keyId === null) return null
  type Row = Account & { keyHash: Buffer; scopes: string[]; isLongAgo: boolean }
  const [row] = await query<Row>(database, accountByKey, [keyId])
  if (row === undefined || !sameHash(row.keyHash, hashToken(key))) return null
  // Noted by the minute: a shop that asks a hundred times a second writes no row for each.
  if (row.isLongAgo) await query(database, noteUsed, [keyId])
  const held = permissionsOf(row.roles)
  const permissions = new Set(row.scopes.filter((scope) => held.has(scope)))
  return { id: row.id, name: row.name, login: '', by: 'key', permissions }
}

/** Forgets sessions that are over. */
export async function forgetExpiredSessions(database: Database): Promise<void> {
  await query(database, deleteExpired)
}

/** Says whether there is any account yet. */
export async function hasAccounts(database: Database): Promise<boolean> {
  const [row] = await query<{ found: boolean }>(database, anyAccount)
  return row?.found ?? false
}
