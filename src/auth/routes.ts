import { Type } from 'typebox'
import { type CommandDoor, commandDoor, type QueryDoor, query, queryDoor, type Statement } from '#platform'
import {
  changeEmail,
  changePassword,
  createAccount,
  disableAccount,
  eraseAccount,
  resetPassword,
  setEmail,
  setRoles,
} from './change-accounts.ts'
import { createKey, revokeKey } from './change-keys.ts'
import * as wire from './contract.ts'
import { mailState } from './mail-question.ts'
import { DEMO_ACTOR, roleNames, roles, SYSTEM_ACTOR } from './permissions.ts'
import { Secret } from './secrets.ts'
import { sendAgain, tryMail } from './try-mail.ts'

const listAccounts: Statement = {
  name: 'auth.list-accounts',
  text: `select a.id, a.login, a.name, a.email, to_json(a.created_at) #>> '{}' as "createdAt",
      to_json(a.disabled_at) #>> '{}' as "disabledAt", to_json(a.erased_at) #>> '{}' as "erasedAt",
      coalesce((select array_agg(r.role order by r.role) from auth.account_role r
        where r.account_id = a.id), '{}') as roles
    from auth.account a order by lower(a.login)`,
}
const ownAccount: Statement = {
  name: 'auth.own-account',
  text: `select a.id, a.name, a.login, a.email, coalesce((select array_agg(r.role order by r.role) from auth.account_role r
    where r.account_id = a.id), '{}') as roles from auth.account a where a.id = $1`,
}
const listKeys: Statement = {
  name: 'auth.list-keys',
  text: `select id, name, scopes, account_id as "accountId", to_json(created_at) #>> '{}' as "createdAt",
      to_json(expires_at) #>> '{}' as "expiresAt", to_json(revoked_at) #>> '{}' as "revokedAt",
      to_json(last_used_at) #>> '{}' as "lastUsedAt"
    from auth.api_key order by created_at, id`,
}

const listActors: Statement = {
  name: 'auth.list-actors',
  text: `select id, 'person' as kind, name from auth.account union all select id, 'key', name from auth.api_key
    union all select $1::uuid, 'machine', 'The demo company' where exists (select from platform.document where actor_id = $1) order by 2 desc, 3, 1`,
}

type AccountRow = wire.AccountList['accounts'][number]
type KeyRow = wire.KeyList['keys'][number]

export const authDoors: CommandDoor[] = [
  commandDoor({
    path: '/accounts',
    summary: 'Make an account',
    body: wire.CreateAccount,
    answer: wire.AccountAnswer,
    action: createAccount,
    parse: ({ accountId, login, name, email, password, roles }, id) => ({
      accountId: accountId ?? id,
      login,
      name,
      ...(email !== undefined && { email }),
      password: new Secret(password),
      roles,
    }),
  }),
  commandDoor({
    path: '/accounts/roles',
    summary: 'Give an account other roles',
    body: wire.SetRoles,
    answer: wire.RolesSet,
    action: setRoles,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/accounts/email',
    summary: 'Say where somebody is written to',
    body: wire.SetEmail,
    answer: wire.AccountAnswer,
    action: setEmail,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/accounts/change-email',
    summary: 'Say where one is written to oneself',
    body: wire.ChangeEmail,
    answer: wire.AccountAnswer,
    action: changeEmail,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/accounts/disable',
    summary: 'Disable an account, or let it in again',
    body: wire.DisableAccount,
    answer: wire.AccountDisabled,
    action: disableAccount,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/accounts/erase',
    summary: 'Erase who an account is; its id stays in the history',
    body: wire.EraseAccount,
    answer: wire.AccountAnswer,
    action: eraseAccount,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/accounts/reset-password',
    summary: 'Give an account another password',
    body: wire.ResetPassword,
    answer: wire.AccountAnswer,
    action: resetPassword,
    parse: ({ accountId, password }) => ({ accountId, password: new Secret(password) }),
  }),
  commandDoor({
    path: '/accounts/change-password',
    summary: 'Change one’s own password',
    body: wire.ChangePassword,
    answer: wire.AccountAnswer,
    action: changePassword,
    parse: ({ presentPassword, password }) => ({
      presentPassword: new Secret(presentPassword),
      password: new Secret(password),
    }),
  }),
  commandDoor({
    path: '/keys',
    summary: 'Make a key from the hash of its text',
    body: wire.CreateKey,
    answer: wire.KeyCreated,
    action: createKey,
    parse: ({ keyId, name, keyHash, scopes, accountId, expiresAt }, id) => ({
      keyId: keyId ?? id,
      name,
      keyHash,
      scopes: [...new Set(scopes)],
      accountId: accountId ?? null,
      expiresAt: expiresAt ?? null,
    }),
  }),
  commandDoor({
    path: '/keys/revoke',
    summary: 'Revoke a key',
    body: wire.RevokeKey,
    answer: wire.KeyRevoked,
    action: revokeKey,
    parse: (body) => body,
  }),
]

const nothing = Type.Object({}, { additionalProperties: false })

export const mailDoors: CommandDoor[] = [
  commandDoor({
    path: '/mail/test',
    summary: 'Send oneself a letter, to see whether mail arrives',
    body: nothing,
    answer: wire.TestMail,
    action: tryMail,
    parse: (_, mailId) => ({ mailId }),
  }),
  commandDoor({
    path: '/mail/send-again',
    summary: 'Send again every letter that was given up',
    body: nothing,
    answer: wire.LettersSentAgain,
    action: sendAgain,
    parse: (body) => body,
  }),
]

export const authQuestions: QueryDoor[] = [
  queryDoor({
    path: '/mail',
    summary: 'How mail is set up, what waits and what nobody takes',
    permission: 'system.read',
    input: Type.Object({}),
    answer: wire.MailState,
    ask: mailState,
  }),
  queryDoor({
    path: '/accounts',
    summary: 'Every account and its roles',
    permission: 'account.write',
    input: Type.Object({}),
    answer: wire.AccountList,
    ask: async (database) => ({ accounts: await query<AccountRow>(database, listAccounts) }),
  }),
  queryDoor({
    path: '/accounts/own',
    summary: 'One’s own account',
    permission: 'account.self',
    input: Type.Object({}),
    answer: wire.OwnAccount,
    ask: async (database, _, actor) => (await query<wire.OwnAccount>(database, ownAccount, [actor?.id ?? null]))[0] ?? null,
  }),
  queryDoor({
    path: '/keys',
    summary: 'Every key and when it was last used; never its text',
    permission: 'key.write',
    input: Type.Object({}),
    answer: wire.KeyList,
    ask: async (database) => ({ keys: await query<KeyRow>(database, listKeys) }),
  }),
  queryDoor({
    path: '/actors',
    summary: 'Everyone who may stand behind a document: people, keys, the machine itself',
    permission: 'record.read',
    input: Type.Object({}),
    answer: wire.ActorList,
    ask: async (database) => {
      const known = await query<wire.ActorList['actors'][number]>(database, listActors, [DEMO_ACTOR.id])
      return { actors: [...known, { id: SYSTEM_ACTOR.id, kind: 'machine' as const, name: 'Lotline on this machine' }] }
    },
  }),
  queryDoor({
    path: '/roles',
    summary: 'Every role, and what it may do',
    permission: 'record.read',
    input: Type.Object({}),
    answer: wire.RoleList,
    ask: async () => ({ roles: roleNames.map((name) => ({ name, permissions: [...roles[name]] })) }),
  }),
]
