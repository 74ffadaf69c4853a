// Keys of machines: made with fewer permissions than their maker has, and revoked.
import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { KeyCreated, KeyRevoked, RevokeKey } from './contract.ts'
import { isPermission, permissionsOf } from './permissions.ts'
import { refuse } from './refusals.ts'
import { readAccounts } from './store.ts'

/** A key to be kept. Its text is made and kept outside; only the hash comes here. */
export type CreateKey = {
  readonly keyId: string
  readonly name: string
  readonly keyHash: string
  readonly scopes: readonly string[]
  readonly accountId: string | null
  readonly expiresAt: string | null
}

const insertKey: Statement = {
  name: 'auth.insert-key',
  text: `insert into auth.api_key (id, name, key_hash, scopes, account_id, created_at, expires_at)
    values ($1, $2, decode($3, 'hex'), $4::text[], $5, $6, $7::timestamptz)`,
}
const lockKeys: Statement = {
  name: 'auth.lock-keys',
  text: `select id, name, revoked_at is not null as revoked from auth.api_key
    where id = any($1::uuid[]) order by id for update`,
}
const updateRevoked: Statement = {
  name: 'auth.revoke-keys',
  text: 'update auth.api_key set revoked_at = $2 where id = any($1::uuid[])',
}
const findKeys: Statement = {
  name: 'auth.find-keys',
  text: 'select id from auth.api_key where id = any($1::uuid[])',
}

/** Makes a key. It never carries what its maker or its account may not do. */
export const createKey: Action<CreateKey, KeyCreated> = {
  kind: 'create-key',
  permission: 'key.write',
  personal: { members: ['name'], subject: ({ actor, payload }) => payload.accountId ?? actor.id },
  constraints: {
    api_key_pkey: ({ payload }) => refuse('key_exists', { keyId: payload.keyId }),
  },
  async run({ tx, now }, commands) {
    const asked = commands.map(({ actor, payload }) => ({
      actor,
      payload,
      accountId: payload.accountId ?? actor.id,
    }))
    const [accounts, keys] = await Promise.all([
      readAccounts(tx, asked.map(({ accountId }) => accountId)),
      tx.read<{ id: string }>(findKeys, [asked.map(({ payload }) => payload.keyId)]),
    ])
    const taken = new Set(keys.map(({ id }) => id))
    return asked.map(({ actor, payload, accountId }): Accepted<KeyCreated> | Refusal => {
      const { keyId, name, keyHash, scopes, expiresAt } = payload
      const account = accounts.get(accountId)
      if (taken.has(keyId)) return refuse('key_exists', { keyId })
      if (account === undefined) return refuse('account_missing', { accountId })
      if (account.disabled) return refuse('account_disabled', { login: account.login })
      const held = permissionsOf(account.roles)
      const beyond = scopes.find(
        (scope) =>
          !isPermission(scope) ||
          scope === 'account.self' ||
          !held.has(scope) ||
          !actor.permissions.has(scope),
      )
      if (beyond !== undefined) return refuse('scope_not_held', { scope: beyond })
      taken.add(keyId)
      tx.write(insertKey, [keyId, name, keyHash, scopes, accountId, now, expiresAt])
      return { answer: { keyId, accountId } }
    })
  },
}

/** Revokes a key; it opens nothing from then on. */
export const revokeKey: Action<RevokeKey, KeyRevoked> = {
  kind: 'revoke-key',
  permission: 'key.write',
  async run({ tx, now }, commands) {
    type Key = { id: string; name: string; revoked: boolean }
    const ids = commands.map(({ payload }) => payload.keyId)
    const keys = new Map((await tx.read<Key>(lockKeys, [ids])).map((key) => [key.id, key]))
    const revoked = new Set<string>()
    const results = ids.map((keyId): Accepted<KeyRevoked> | Refusal => {
      const key = keys.get(keyId)
      if (key === undefined) return refuse('key_missing', { keyId })
      if (key.revoked || revoked.has(keyId)) return refuse('key_revoked', { name: key.name })
      revoked.add(keyId)
      return { answer: { keyId } }
    })
    if (revoked.size > 0) tx.write(updateRevoked, [[...revoked], now])
    return results
  },
}
