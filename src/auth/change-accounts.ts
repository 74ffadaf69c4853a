// What is done with accounts: made, given roles, disabled, given another password.
import { Refusal } from '#kernel'
import { type Accepted, type Action, type Actor, type Command, type Context, type Database, type Statement, transaction } from '#platform'
import type { AccountAnswer, AccountDisabled, ChangeEmail, DisableAccount, EraseAccount, RolesSet, SetEmail, SetRoles } from './contract.ts'
import { countAttempts } from './attempts.ts'
import { refuse } from './refusals.ts'
import { hashPassword, LEAST_PASSWORD, newToken, passwordIs, Secret } from './secrets.ts'
import {
  type Account,
  administrators,
  readAccounts,
  takeAccountsTurn,
  writeAccount,
  writeDisabled,
  writeEmail,
  writeErased,
  writePassword,
  writeRoles,
} from './store.ts'

/** An account to be made. The password is no part of the command's fingerprint. */
export type CreateAccount = {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly email?: string
  readonly password: Secret
  readonly roles: readonly string[]
}
export type ResetPassword = { readonly accountId: string; readonly password: Secret }
export type ChangePassword = { readonly presentPassword: Secret; readonly password: Secret }

type Asked<Payload> = { readonly actor: Actor; readonly payload: Payload }

const findByLogin: Statement = {
  name: 'auth.find-by-login',
  text: 'select id from auth.account where lower(login) = lower($1)',
}
const anyAccount: Statement = { name: 'auth.any-account', text: 'select id from auth.account limit 1' }
const insertFirst: Statement = {
  name: 'auth.insert-first-administrator',
  text: 'insert into auth.first_administrator (account_id) values ($1)',
}

const whoItIs = {
  members: ['login', 'name', 'email'],
  subject: ({ payload }: { payload: CreateAccount }) => payload.accountId,
} as const

const sameLogin = {
  account_login_key: ({ payload }: { payload: CreateAccount }) =>
    refuse('login_taken', { login: payload.login }),
  account_pkey: ({ payload }: { payload: CreateAccount }) =>
    refuse('account_exists', { accountId: payload.accountId }),
}

/** Makes an account with its roles. */
export const createAccount: Action<CreateAccount, AccountAnswer> = {
  kind: 'create-account',
  permission: 'account.write',
  personal: whoItIs,
  prepare: hashPasswords,
  constraints: sameLogin,
  run: (ctx, commands) => oneByOne(ctx, commands, ({ payload }) => makeAccount(ctx, payload)),
}

/** Makes the first administrator, while there is no account at all. */
export const createFirstAdministrator: Action<CreateAccount, AccountAnswer> = {
  kind: 'create-first-administrator',
  permission: 'account.write',
  personal: whoItIs,
  prepare: hashPasswords,
  constraints: {
    ...sameLogin,
    first_administrator_pkey: () => refuse('administrator_exists'),
  },
  run: (ctx, commands) =>
    oneByOne(ctx, commands, async ({ payload }) => {
      const accounts = await ctx.tx.read(anyAccount)
      if (accounts.length > 0) return refuse('administrator_exists')
      const made = await makeAccount(ctx, { ...payload, roles: ['administrator'] })
      if (!(made instanceof Refusal)) ctx.tx.write(insertFirst, [payload.accountId])
      return made
    }),
}

/** Gives an account other roles. The last administrator stays one. */
export const setRoles: Action<SetRoles, RolesSet> = {
  kind: 'set-roles',
  permission: 'account.write',
  run: (ctx, commands) =>
    oneByOne(ctx, commands, async ({ payload: { accountId, roles } }) => {
      const account = (await readAccounts(ctx.tx, [accountId])).get(accountId)
      if (account === undefined) return refuse('account_missing', { accountId })
      if (account.erased) return refuse('account_erased', { accountId })
      const stays = roles.includes('administrator')
      if (!stays && (await isLastAdministrator(ctx, account))) {
        return refuse('last_administrator', { login: account.login })
      }
      writeRoles(ctx.tx, accountId, roles)
      return { answer: { accountId, roles } }
    }),
}

/** An administrator says where somebody is written to. */
export const setEmail: Action<SetEmail, AccountAnswer> = {
  kind: 'set-account_email',
  permission: 'account.write',
  personal: { members: ['email'], subject: ({ payload }) => payload.accountId },
  run: (ctx, commands) => oneByOne(ctx, commands, ({ payload: { accountId, email } }) => giveEmail(ctx, accountId, email)),
}

/** People say where they are written to. */
export const changeEmail: Action<ChangeEmail, AccountAnswer> = {
  kind: 'change-own_email',
  permission: 'account.self',
  personal: { members: ['email'], subject: ({ actor }) => actor.id },
  run: (ctx, commands) => oneByOne(ctx, commands, ({ actor, payload: { email } }) => giveEmail(ctx, actor.id, email)),
}

/** Disables an account and signs it out everywhere, or lets it in again. */
export const disableAccount: Action<DisableAccount, AccountDisabled> = {
  kind: 'disable-account',
  permission: 'account.write',
  run: (ctx, commands) =>
    oneByOne(ctx, commands, async ({ payload: { accountId, disabled } }) => {
      const account = (await readAccounts(ctx.tx, [accountId])).get(accountId)
      if (account === undefined) return refuse('account_missing', { accountId })
      if (account.erased) return refuse('account_erased', { accountId })
      if (disabled && (await isLastAdministrator(ctx, account))) {
        return refuse('last_administrator', { login: account.login })
      }
      writeDisabled(ctx.tx, accountId, disabled ? ctx.now : null)
      return { answer: { accountId, disabled } }
    }),
}

/** Erases who an account is: login, name, password, the names of its keys. Nobody comes in with it any more. */
export const eraseAccount: Action<EraseAccount, AccountAnswer> = {
  kind: 'erase-account',
  permission: 'account.write',
  run: (ctx, commands) => {
    const passwordHash = hashPassword(new Secret(newToken()))
    return oneByOne(ctx, commands, async ({ payload: { accountId, reason } }) => {
      const account = (await readAccounts(ctx.tx, [accountId])).get(accountId)
      if (account === undefined) return refuse('account_missing', { accountId })
      if (await isLastAdministrator(ctx, account)) return refuse('last_administrator', { login: account.login })
      writeErased(ctx.tx, accountId, { passwordHash: await passwordHash, now: ctx.now })
      return { answer: { accountId }, reason }
    })
  },
}

/** An administrator gives an account another password. */
export const resetPassword: Action<ResetPassword, AccountAnswer> = {
  kind: 'reset-password',
  permission: 'account.write',
  prepare: hashPasswords,
  run: (ctx, commands) =>
    oneByOne(ctx, commands, async ({ payload: { accountId, password } }) => {
      const account = (await readAccounts(ctx.tx, [accountId])).get(accountId)
      if (account === undefined) return refuse('account_missing', { accountId })
      if (account.erased) return refuse('account_erased', { accountId })
      const refusal = refusePassword(password, account.login)
      if (refusal !== null) return refusal
      writePassword(ctx.tx, accountId, await hashOf(password))
      return { answer: { accountId } }
    }),
}

/** People change their own password, showing that they know the present one. */
export const changePassword: Action<ChangePassword, AccountAnswer> = {
  kind: 'change-password',
  permission: 'account.self',
  prepare: provePasswords,
  run: (ctx, commands) =>
    oneByOne(ctx, commands, async ({ actor, payload: { presentPassword, password } }) => {
      const account = (await readAccounts(ctx.tx, [actor.id])).get(actor.id)
      if (account === undefined) return refuse('account_missing', { accountId: actor.id })
      const proof = proofs.get(presentPassword)
      if (proof?.says instanceof Refusal) return proof.says
      // What was proved of another password, changed meanwhile, proves nothing.
      if (proof?.stored !== account.passwordHash || !proof.says) return refuse('password_wrong')
      const refusal = refusePassword(password, account.login)
      if (refusal !== null) return refusal
      writePassword(ctx.tx, actor.id, await hashOf(password))
      return { answer: { accountId: actor.id } }
    }),
}

async function giveEmail({ tx }: Context, accountId: string, email: string | null): Promise<Accepted<AccountAnswer> | Refusal> {
  const account = (await readAccounts(tx, [accountId])).get(accountId)
  if (account === undefined) return refuse('account_missing', { accountId })
  if (account.erased) return refuse('account_erased', { accountId })
  if (account.email !== email) writeEmail(tx, accountId, email)
  return { answer: { accountId } }
}

async function makeAccount(ctx: Context, payload: CreateAccount): Promise<Accepted<AccountAnswer> | Refusal> {
  const { accountId, login, name, email = null, password, roles } = payload
  const refusal = refusePassword(password, login)
  if (refusal !== null) return refusal
  const [same, known] = await Promise.all([
    ctx.tx.read(findByLogin, [login]),
    readAccounts(ctx.tx, [accountId]),
  ])
  if (known.size > 0) return refuse('account_exists', { accountId })
  if (same.length > 0) return refuse('login_taken', { login })
  const passwordHash = await hashOf(password)
  const account = { id: accountId, login, name, email, passwordHash, roles, disabled: false, erased: false }
  writeAccount(ctx.tx, account, ctx.now)
  return { answer: { accountId } }
}

function refusePassword(password: Secret, login: string): Refusal | null {
  const text = password.reveal()
  if (text.length < LEAST_PASSWORD) return refuse('password_short', { least: LEAST_PASSWORD })
  return text.toLowerCase() === login.toLowerCase() ? refuse('password_is_login') : null
}

async function isLastAdministrator({ tx }: Context, account: Account): Promise<boolean> {
  if (account.disabled || !account.roles.includes('administrator')) return false
  return (await administrators(tx)) <= 1
}

// Hashing takes a tenth of a second on purpose: it is done before the transaction, so that nobody waits for it.
const hashes = new WeakMap<Secret, string>()
const proofs = new WeakMap<Secret, { readonly stored: string; readonly says: boolean | Refusal }>()
const tries = countAttempts()

async function hashPasswords(_: Database, commands: readonly Asked<{ readonly password: Secret }>[]): Promise<void> {
  for (const { payload: { password } } of commands) {
    if (password.reveal().length >= LEAST_PASSWORD) hashes.set(password, await hashPassword(password))
  }
}

async function hashOf(password: Secret): Promise<string> {
  return hashes.get(password) ?? hashPassword(password)
}

// Whoever sits at somebody's open session may not guess the password there without end.
async function provePasswords(database: Database, commands: readonly Command<ChangePassword>[]): Promise<void> {
  const ids = commands.map(({ actor }) => actor.id)
  const accounts = await transaction(database, (tx) => readAccounts(tx, ids))
  for (const { actor, payload: { presentPassword, password } } of commands) {
    const stored = accounts.get(actor.id)?.passwordHash
    if (stored === undefined) continue
    const says = tries.refuseNext(actor.id, 'change-password') ?? (await passwordIs(presentPassword, stored))
    proofs.set(presentPassword, { stored, says })
    if (says !== true) continue
    tries.succeeded(actor.id, 'change-password')
    await hashPasswords(database, [{ actor, payload: { password } }])
  }
}

// Accounts change rarely: one after another, each seeing what the one before it wrote.
async function oneByOne<Payload, Gives>(
  { tx }: Context,
  commands: readonly Asked<Payload>[],
  judge: (command: Asked<Payload>) => Promise<Accepted<Gives> | Refusal>,
): Promise<(Accepted<Gives> | Refusal)[]> {
  await takeAccountsTurn(tx)
  const results: (Accepted<Gives> | Refusal)[] = []
  for (const command of commands) results.push(await judge(command))
  return results
}
