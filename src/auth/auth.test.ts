// Who may come in, with what, and for how long; every refusal of accounts and keys, provoked.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { type Action, newId, type Outcome, perform } from '#platform'
import { ask } from '#test/ask'
import { type TestDatabase, testDatabase } from '#test/database'
import {
  authDoors, authQuestions, changeEmail, changePassword, countAttempts, createAccount, createFirstAdministrator, createKey, disableAccount, eraseAccount, forgetExpiredSessions,
  hasAccounts, newKey, permissions, permissionsOf, recogniseKey, recogniseSession, resetPassword, revokeKey, roleNames, roles, Secret,
  SESSION_SECONDS, setEmail, setRoles, signIn, signOut, SYSTEM_ACTOR,
} from './index.ts'
import { sendAgain, tryMail } from './try-mail.ts'

const PASSWORD = 'correct horse battery'
let place: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  place = await testDatabase()
  owner = new pg.Client(place.config)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await place.drop()
})

const told = (one: Outcome | undefined) => (one === undefined ? 'nothing' : one.ok ? 'done' : one.refusal.code)
const as = (id: string, ...held: string[]) => ({ id, permissions: new Set(held) })
async function tell<Payload>(action: Action<Payload>, payload: Payload, actor = SYSTEM_ACTOR, id = newId()): Promise<string> {
  const [one] = await perform(place.database, action, [{ id, actor, occurredAt: new Date(), payload }])
  if (one?.ok === false && /\{\w+\}|undefined/.test(one.refusal.message)) throw new Error(one.refusal.message)
  return told(one)
}

let made = 0
type Made = { readonly accountId: string; readonly login: string }
async function account(held: readonly string[] = ['viewer'], password = PASSWORD): Promise<Made> {
  const [accountId, login] = [newId<'account'>(), `somebody-${++made}`]
  expect(await tell(createAccount, { accountId, login, name: 'Some Body', password: new Secret(password), roles: held })).toBe('done')
  return { accountId, login }
}
async function key(accountId: string, scopes: readonly string[] = ['record.read'], expiresAt: string | null = null) {
  const { id, key: text, keyHash } = newKey()
  expect(await tell(createKey, { keyId: id, name: 'till', keyHash, scopes, accountId, expiresAt })).toBe('done')
  return { keyId: id, text }
}
/** The code with which signing in is refused, or `in`. */
const trySignIn = (login: string, password = PASSWORD) =>
  signIn(place.database, login, new Secret(password)).then(() => 'in', (error: unknown) => (error instanceof Refusal ? error.code : String(error)))
const isIn = async (token: string) => (await recogniseSession(place.database, token)) !== null
const opens = async (text: string) => (await recogniseKey(place.database, text)) !== null

test('two first administrators at once: one is made, and none after', async () => {
  expect(await hasAccounts(place.database)).toBe(false)
  const wanted = () => ({ accountId: newId(), login: `first-${++made}`, name: 'A', password: new Secret(PASSWORD), roles: [] })

  const both = await Promise.all([tell(createFirstAdministrator, wanted()), tell(createFirstAdministrator, wanted())])

  expect(both.sort()).toEqual(['administrator_exists', 'done'])
  expect(await tell(createFirstAdministrator, wanted())).toBe('administrator_exists')
  const { rows } = await owner.query('select role from auth.account a join auth.account_role r on r.account_id = a.id')
  expect(rows).toEqual([{ role: 'administrator' }])
})

test('the last administrator stays one: not other roles, not disabled, not erased, until there is another', async () => {
  const { rows: [only] } = await owner.query<{ id: string }>('select id from auth.account')
  const accountId = only?.id ?? ''
  const attempts = () => Promise.all([
    tell(setRoles, { accountId, roles: ['manager'] }), tell(disableAccount, { accountId, disabled: true }),
    tell(eraseAccount, { accountId, reason: 'left' }),
  ])
  expect(await attempts()).toEqual(['last_administrator', 'last_administrator', 'last_administrator'])
  const other = await account(['administrator'])
  expect(await tell(disableAccount, { accountId, disabled: true })).toBe('done')
  expect(await tell(disableAccount, { accountId: other.accountId, disabled: true })).toBe('last_administrator')
  expect(await tell(disableAccount, { accountId, disabled: false })).toBe('done')
  // Two who leave at once: one of them has to stay.
  const left = await Promise.all([accountId, other.accountId].map((id) => tell(disableAccount, { accountId: id, disabled: true })))
  expect(left.sort()).toEqual(['done', 'last_administrator'])
})

test('an account is made once, with a login of its own and a password that is none of it', async () => {
  const { accountId, login } = await account()
  const wanted = { accountId: newId(), login: `another-${++made}`, name: 'B', password: new Secret(PASSWORD), roles: [] }
  expect([
    await tell(createAccount, { ...wanted, password: new Secret('123456789') }),
    await tell(createAccount, { ...wanted, login: 'Long.Enough.Login', password: new Secret('long.enough.login') }),
    await tell(createAccount, { ...wanted, accountId }),
    await tell(createAccount, { ...wanted, login: login.toUpperCase() }),
    await tell(createAccount, wanted, as(newId(), 'record.read')),
  ]).toEqual(['password_short', 'password_is_login', 'account_exists', 'login_taken', 'not_permitted'])
  const twins = await Promise.all([1, 2].map(() => tell(createAccount, { ...wanted, accountId: newId(), login: 'twin' })))
  expect(twins.sort()).toEqual(['done', 'login_taken'])
})

test('what is told to an account nobody has is refused', async () => {
  const accountId = newId()
  expect([
    await tell(setRoles, { accountId, roles: [] }), await tell(disableAccount, { accountId, disabled: true }),
    await tell(resetPassword, { accountId, password: new Secret(PASSWORD) }),
    await tell(changePassword, { presentPassword: new Secret(PASSWORD), password: new Secret(PASSWORD) }, as(accountId, 'account.self')),
    await tell(createKey, { keyId: newId(), name: 'k', keyHash: newKey().keyHash, scopes: ['record.read'], accountId, expiresAt: null }),
  ]).toEqual(Array.from({ length: 5 }, () => 'account_missing'))
})

test('one signs in by the login in any case and the whole password; a session ends by signing out and by its time', async () => {
  const { login, accountId } = await account(['operator'])
  expect([await trySignIn(login, 'wrong password'), await trySignIn('nobody-at-all'), await trySignIn(login, `${PASSWORD} `)])
    .toEqual(['sign_in_refused', 'sign_in_refused', 'sign_in_refused'])
  const token = await signIn(place.database, login.toUpperCase(), new Secret(PASSWORD))
  const other = await signIn(place.database, login, new Secret(PASSWORD))
  expect(await recogniseSession(place.database, token)).toEqual({ id: accountId, login, name: 'Some Body', by: 'session', permissions: permissionsOf(['operator']) })
  expect([await isIn(`${token.slice(0, -1)}x`), await isIn('')]).toEqual([false, false])

  await signOut(place.database, token)
  expect([await isIn(token), await isIn(other)]).toEqual([false, true])

  const { rows: [lasts] } = await owner.query<{ seconds: number }>(
    'select extract(epoch from max(expires_at) - now())::float8 as seconds from auth.session where account_id = $1', [accountId])
  expect(Math.abs((lasts?.seconds ?? 0) - SESSION_SECONDS)).toBeLessThan(60)
  await owner.query("update auth.session set expires_at = now() - interval '1 second' where account_id = $1", [accountId])
  expect(await isIn(other)).toBe(false)
  await forgetExpiredSessions(place.database)
  expect((await owner.query('select from auth.session where account_id = $1', [accountId])).rows).toEqual([])
})

test('no text of a password, session or key is kept', async () => {
  const { login, accountId } = await account(['viewer'], 'peppermint umbrella')
  const token = await signIn(place.database, login, new Secret('peppermint umbrella'))
  const { text } = await key(accountId)
  for (const table of ['auth.account', 'auth.session', 'auth.api_key', 'platform.document', 'platform.personal_sum']) {
    const { rows } = await owner.query<{ row: string }>(`select t::text as row from ${table} t`)
    for (const secret of ['peppermint', token, text.slice(-20)]) expect(rows.filter(({ row }) => row.includes(secret))).toEqual([])
  }
})

test('a disabled account is out at once, sessions and keys, and comes back by its password alone', async () => {
  const { accountId, login } = await account(['operator'])
  const token = await signIn(place.database, login, new Secret(PASSWORD))
  const { text } = await key(accountId)
  expect([await isIn(token), await opens(text)]).toEqual([true, true])

  expect(await tell(disableAccount, { accountId, disabled: true })).toBe('done')

  expect([await isIn(token), await opens(text), await trySignIn(login)]).toEqual([false, false, 'sign_in_refused'])
  const keyHash = newKey().keyHash
  expect(await tell(createKey, { keyId: newId(), name: 'k', keyHash, scopes: ['record.read'], accountId, expiresAt: null })).toBe('account_disabled')
  expect(await tell(disableAccount, { accountId, disabled: false })).toBe('done')
  expect([await isIn(token), await trySignIn(login)]).toEqual([false, 'in'])
})

test('roles that are taken away are gone at once, also for sessions and keys that are open', async () => {
  const { accountId, login } = await account(['operator'])
  const token = await signIn(place.database, login, new Secret(PASSWORD))
  const { text } = await key(accountId, ['record.read', 'stock.move'])

  expect(await tell(setRoles, { accountId, roles: ['viewer'] })).toBe('done')

  expect((await recogniseSession(place.database, token))?.permissions).toEqual(permissionsOf(['viewer']))
  expect((await recogniseKey(place.database, text))?.permissions).toEqual(new Set(['record.read']))
})

test('people change their password by knowing it, a new one ends the other sessions, and guessing is limited', async () => {
  const { accountId, login } = await account()
  const token = await signIn(place.database, login, new Secret(PASSWORD))
  const me = as(accountId, 'account.self')
  const change = (present: string, next: string, id?: string) =>
    tell(changePassword, { presentPassword: new Secret(present), password: new Secret(next) }, me, id)
  const id = newId()
  expect([
    await change('wrong', 'another long one'), await change(PASSWORD, 'short'), await change(PASSWORD, login), await change(PASSWORD, 'another long one', id),
  ]).toEqual(['password_wrong', 'password_short', login.length < 10 ? 'password_short' : 'password_is_login', 'done'])
  expect([await isIn(token), await trySignIn(login), await trySignIn(login, 'another long one')]).toEqual([false, 'sign_in_refused', 'in'])

  const guesses: string[] = []
  for (let nth = 0; nth < 11; nth++) guesses.push(await change(`guess ${nth}`, 'yet another one'))
  expect([...new Set(guesses.slice(0, 10)), guesses[10], await change('another long one', 'yet another one')])
    .toEqual(['password_wrong', 'too_many_attempts', 'too_many_attempts'])
  // Another account is not slowed down by it.
  const other = await account()
  expect(await tell(changePassword, { presentPassword: new Secret(PASSWORD), password: new Secret('a new long one') }, as(other.accountId, 'account.self')))
    .toBe('done')
})

test('of two who change one password at once by the same old one, one is right', async () => {
  const { accountId, login } = await account()
  const me = as(accountId, 'account.self')
  const both = await Promise.all(['first new one', 'second new one'].map((next) =>
    tell(changePassword, { presentPassword: new Secret(PASSWORD), password: new Secret(next) }, me)))
  expect(both.sort()).toEqual(['done', 'password_wrong'])
  expect([await trySignIn(login, 'first new one'), await trySignIn(login, 'second new one')].sort()).toEqual(['in', 'sign_in_refused'])
})

test('hashing holds no lock and no connection: hardly anybody is ever waiting for it', async () => {
  let isDone = false
  const many = Promise.all(Array.from({ length: 12 }, () => account())).finally(() => { isDone = true })
  const samples: boolean[] = []
  while (!isDone) {
    const { rows } = await owner.query(`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and (wait_event = 'advisory' or state = 'idle in transaction')`)
    samples.push(rows.length > 0)
    await new Promise((go) => setTimeout(go, 5))
  }
  await many
  expect(samples.length).toBeGreaterThan(10)
  expect(samples.filter((isWaiting) => isWaiting).length / samples.length).toBeLessThan(0.5)
})

test('a reset password is another one, and ends the sessions', async () => {
  const { accountId, login } = await account()
  const token = await signIn(place.database, login, new Secret(PASSWORD))
  expect([
    await tell(resetPassword, { accountId, password: new Secret('short') }),
    await tell(resetPassword, { accountId, password: new Secret('a reset long one') }),
  ]).toEqual(['password_short', 'done'])
  expect([await isIn(token), await trySignIn(login), await trySignIn(login, 'a reset long one')]).toEqual([false, 'sign_in_refused', 'in'])
})

test('a key never carries more than its maker and its account, and what it carries narrows with them', async () => {
  const operator = await account(['operator'])
  const viewer = await account(['viewer'])
  const make = (scopes: readonly string[], actor = SYSTEM_ACTOR, accountId: string | null = operator.accountId, keyId = newId()) =>
    tell(createKey, { keyId, name: 'k', keyHash: newKey().keyHash, scopes, accountId, expiresAt: null }, actor)
  const maker = as(viewer.accountId, 'key.write', 'record.read')
  expect([
    await make(['order.write']), await make(['stock.move'], maker), await make(['nonsense.read']), await make(['account.self']),
    await make(['record.read'], maker), await make(['record.read'], maker, null), await make(['key.write'], maker, null),
    await make(['record.read'], as(newId(), 'record.read')),
  ]).toEqual(['scope_not_held', 'scope_not_held', 'scope_not_held', 'scope_not_held', 'done', 'done', 'scope_not_held', 'not_permitted'])
  const keyId = newId()
  expect([await make(['record.read'], SYSTEM_ACTOR, operator.accountId, keyId), await make(['record.read'], SYSTEM_ACTOR, operator.accountId, keyId)])
    .toEqual(['done', 'key_exists'])
})

test('a key opens until it is revoked or its time is over, and only as it was given', async () => {
  const { accountId } = await account(['operator'])
  const { keyId, text } = await key(accountId)
  const [over, still] = [await key(accountId, ['record.read'], '2020-01-01T00:00:00Z'), await key(accountId, ['record.read'], '2999-01-01T00:00:00Z')]
  expect([await opens(text), await opens(over.text), await opens(still.text)]).toEqual([true, false, true])
  const swapped = `lot_${keyId}_${still.text.split('_').slice(2).join('_')}`
  expect([await opens(swapped), await opens(`${text}x`), await opens(text.toUpperCase()), await opens('lot_'), await opens('')])
    .toEqual([false, false, false, false, false])

  expect([await tell(revokeKey, { keyId }), await tell(revokeKey, { keyId }), await tell(revokeKey, { keyId: newId() })])
    .toEqual(['done', 'key_revoked', 'key_missing'])
  expect(await opens(text)).toBe(false)
})

test('a key says when it was last used, to the minute', async () => {
  const { accountId } = await account(['operator'])
  const { keyId, text } = await key(accountId)
  const used = async () => {
    const answer = await ask(authQuestions, place.database, '/keys')
    return (answer as { keys: { id: string; lastUsedAt: string | null }[] }).keys.find(({ id }) => id === keyId)?.lastUsedAt ?? null
  }
  expect(await used()).toBeNull()
  await opens(`${text}x`)
  expect(await used()).toBeNull()
  await opens(text)
  const first = await used()
  expect(Math.abs(new Date(first ?? 0).getTime() - Date.now())).toBeLessThan(60_000)
  await opens(text)
  expect(await used()).toBe(first)
  await owner.query("update auth.api_key set last_used_at = now() - interval '2 minutes' where id = $1", [keyId])
  await opens(text)
  expect(new Date((await used()) ?? 0) >= new Date(first ?? 0)).toBe(true)
})

test('tries are counted by login and address, by login alone and by address alone, for a quarter of an hour', () => {
  let now = 0
  const attempts = countAttempts(() => now)
  const fails = (login: string, address: string) => attempts.refuseNext(login, address)?.code ?? 'counted'
  const many = (times: number, one: (nth: number) => string) => Array.from({ length: times }, (_, nth) => one(nth))
  expect(new Set(many(10, () => fails('ada', '1')))).toEqual(new Set(['counted']))
  expect([fails('ADA', '1'), fails('ada', '2'), fails('bea', '1')]).toEqual(['too_many_attempts', 'counted', 'counted'])
  attempts.succeeded('ada', '1')
  expect(fails('ada', '1')).toBe('counted')
  many(100, (nth) => fails('carl', `a${nth}`))
  expect([fails('carl', 'elsewhere'), fails('dora', 'elsewhere')]).toEqual(['too_many_attempts', 'counted'])
  many(100, (nth) => fails(`x${nth}`, 'one house'))
  expect(fails('eve', 'one house')).toBe('too_many_attempts')
  now = 15 * 60_000 + 1
  expect([fails('carl', 'elsewhere'), fails('eve', 'one house')]).toEqual(['counted', 'counted'])
})

// Written out: a change of what a role may do is a change of this table.
const table = `
                          administrator manager quality operator viewer auditor
record.read                     x          x       x       x        x      x
item.write                      x          x       .       .        .      .
partner.write                   x          x       .       .        .      .
location.write                  x          x       .       .        .      .
lot.write                       x          x       x       x        .      .
stock.receive                   x          x       .       x        .      .
receipt.below-least-life        x          x       x       .        .      .
receipt.over                    x          x       .       .        .      .
stock.move                      x          x       x       x        .      .
stock.adjust                    x          x       .       .        .      .
stock.dispose                   x          x       x       .        .      .
stock.transform                 x          x       .       x        .      .
hold.place                      x          x       x       x        .      .
hold.release                    x          x       x       .        .      .
order.write                     x          x       .       .        .      .
order.pick                      x          x       .       x        .      .
order.ship                      x          x       .       x        .      .
order.ship-short                x          x       x       .        .      .
return.receive                  x          x       x       x        .      .
document.correct                x          x       x       .        .      .
document.back-date              x          x       .       .        .      .
import.run                      x          x       .       .        .      .
export.run                      x          x       x       .        .      x
account.self                    x          x       x       x        x      x
account.write                   x          .       .       .        .      .
key.write                       x          .       .       .        .      .
webhook.write                   x          .       .       .        .      .
demo.write                      x          .       .       .        .      .
alert.write                     x          x       x       .        .      .
view.share                      x          x       x       .        .      .
report.write                    x          x       x       .        .      x
system.read                     x          x       .       .        .      x`

test('every cell of roles and permissions is as written', () => {
  const [head = '', ...rows] = table.trim().split('\n').map((row) => row.trim())
  expect(head.split(/\s+/)).toEqual([...roleNames])
  expect(rows.map((row) => row.split(/\s+/)[0])).toEqual([...permissions])
  const found = permissions.map((permission) =>
    [permission, ...roleNames.map((role) => (permissionsOf([role]).has(permission) ? 'x' : '.'))].join(' '))
  expect(found).toEqual(rows.map((row) => row.replace(/\s+/g, ' ')))
  expect(Object.keys(roles)).toEqual([...roleNames])
  expect([permissionsOf([]).size, permissionsOf(['king']).size]).toEqual([0, 0])
})

test('people say where they are written to, and administrators for them; what is no address never comes so far', async () => {
  const [one, other] = [await account(), await account()]
  const emailOf = async (id: string) => Object(await ask(authQuestions, place.database, '/accounts/own', {}, as(id))).email
  expect(await emailOf(one.accountId)).toBeNull()
  expect(await tell(changeEmail, { email: 'one@shop.example' }, as(one.accountId, 'account.self'))).toBe('done')
  expect([await emailOf(one.accountId), await emailOf(other.accountId)]).toEqual(['one@shop.example', null])
  expect(await tell(setEmail, { accountId: one.accountId, email: 'two@shop.example' })).toBe('done')
  expect(await emailOf(one.accountId)).toBe('two@shop.example')
  expect(await tell(setEmail, { accountId: other.accountId, email: 'x@shop.example' }, as(one.accountId, 'account.self'))).toBe('not_permitted')
  expect(await tell(setEmail, { accountId: newId(), email: null })).toBe('account_missing')
  const door = authDoors.find(({ path }) => path === '/accounts/change-email')
  const wrong = ['', 'kim', 'kim@', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'Kim <a@b.example>', `${'a'.repeat(250)}@b.example`]
  expect(wrong.filter((email) => door?.complaints({ email }).length === 0)).toEqual([])
})

test('a letter to oneself needs a mail server and an address; a waiting one follows a new address and ends with the account', async () => {
  const one = await account(['administrator'])
  const self = as(one.accountId, 'account.self', 'system.read', 'webhook.write')
  const waiting = async () => (await owner.query<{ address: string }>('select address from platform.mail where account_id = $1 and sent_at is null', [one.accountId])).rows
  expect(await tell(tryMail, { mailId: newId() }, self)).toBe('mail_not_set_up')
  await owner.query(`insert into platform.setting (name, value) values ('mail', '{"server":"mail.example:587","from":"a@b.example","publicUrl":null,"at":"2026-01-01T00:00:00Z","problem":null}')`)
  expect(await tell(tryMail, { mailId: newId() }, self)).toBe('email_missing')
  await tell(changeEmail, { email: 'one@shop.example' }, self)
  const mailId = newId()
  expect(await tell(tryMail, { mailId }, self)).toBe('done')
  await tell(changeEmail, { email: 'new@shop.example' }, self)
  expect(await waiting()).toEqual([{ address: 'new@shop.example' }])
  await owner.query('update platform.mail set stopped_at = now(), attempts = 3')
  const state = Object(await ask(authQuestions, place.database, '/mail'))
  expect(state).toMatchObject({ setup: { server: 'mail.example:587' }, waiting: 0, stopped: 1, letters: [{ id: mailId, to: 'Some Body', attempts: 3 }] })
  expect(JSON.stringify(state)).not.toContain('new@shop.example')
  expect(await tell(sendAgain, {}, self)).toBe('done')
  expect(Object(await ask(authQuestions, place.database, '/mail'))).toMatchObject({ waiting: 1, stopped: 0 })
  await tell(disableAccount, { accountId: one.accountId, disabled: true })
  expect(await waiting()).toEqual([])
})
