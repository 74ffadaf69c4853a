// Keys of machines on the command line. The text of a key is made here and shown once; Lotline is told its hash.
import type { Command } from 'commander'
import { isPermission, newKey, permissionsOf, roleNames } from '#auth'
import { Fault, isCalendarDate, isId, parseMoment } from '#kernel'
import type { Database } from '#platform'
import { examples } from './cli-act.ts'
import { askIn, callIn } from './cli-doors.ts'
import { print } from './cli-print.ts'
import { withDatabase } from './connect.ts'

type Globals = { readonly data?: string; readonly json?: boolean }
type Account = { readonly id: string; readonly login: string; readonly roles: readonly string[]; readonly disabledAt: string | null }
type Key = { readonly id: string; readonly name: string; readonly revokedAt: string | null }
type Making = {
  readonly account?: string
  readonly scope?: readonly string[]
  readonly role?: string
  readonly expires?: string
}

/** Adds `lotline key create|list|revoke`. */
export function addKeyCommands(program: Command, globals: () => Globals): void {
  const key = program.command('key').description('keys with which machines use the API')
  examples(key
    .command('create <name>')
    .description('make a key and print it once')
    .option('--account <login>', 'whose key it is (needed when there are several accounts)')
    .option('--scope <permission...>', 'what it may do, for example: record.read order.write')
    .option('--role <role>', `what it may do, as a role: ${roleNames.join(', ')}`)
    .option('--expires <day or moment>', 'when it stops working, for example: 2027-12-31'),
  'key create till --scope record.read order.write')
    .action((name: string, options: Making) => withDatabase(globals().data, (open) => create(open, globals(), name, options)))
  examples(key
    .command('list')
    .description('every key, never its text'), 'key list')
    .action(() => withDatabase(globals().data, async (open) => print(await keysOf(open), globals().json === true)))
  examples(key
    .command('revoke <key>')
    .description('end a key, named by its id or name; it opens nothing from then on'), 'key revoke till')
    .action((wanted: string) =>
      withDatabase(globals().data, async (open) => {
        const outcome = await callIn(open, '/keys/revoke', { keyId: found(await keysOf(open), wanted) })
        if (!outcome.ok) throw outcome.refusal
        print(outcome.answer, globals().json === true)
      }),
    )
}

async function create(open: Database, { json }: Globals, name: string, options: Making): Promise<void> {
  const account = chosen(listIn<Account>(await askIn(open, '/accounts', {}), 'accounts'), options.account)
  const { id, key, keyHash } = newKey()
  const scopes = scopesOf(options, account)
  const outcome = await callIn(open, '/keys', { keyId: id, name, keyHash, scopes, accountId: account.id, ...expiry(options) })
  if (!outcome.ok) throw outcome.refusal
  if (json === true) print({ keyId: id, name, login: account.login, scopes, key }, true)
  else console.log(`${key}\n\nKeep it now: it is not shown again. Send it as: Authorization: Bearer KEY`)
}

async function keysOf(open: Database): Promise<Key[]> {
  return listIn<Key>(await askIn(open, '/keys', {}), 'keys')
}

// The answer of a question has the type its contract says; the command line reads one list of it.
function listIn<One>(answer: unknown, name: string): One[] {
  const list = answer !== null && typeof answer === 'object' ? Object.entries(answer).find(([key]) => key === name)?.[1] : null
  if (!Array.isArray(list)) throw new Error(`The answer has no ${name}.`)
  return list
}

function chosen(accounts: readonly Account[], login: string | undefined): Account {
  const open = accounts.filter(({ disabledAt }) => disabledAt === null)
  const [first, second] = login === undefined ? open : accounts.filter((one) => one.login.toLowerCase() === login.toLowerCase())
  const logins = open.map((one) => one.login).join(', ')
  if (first === undefined && accounts.length === 0) {
    throw new Fault('There is no account yet, and a key belongs to one.', 'Open the first page and make the administrator.')
  }
  if (first === undefined) throw new Fault(`There is no account ${login ?? ''}.`, `There are: ${logins}`)
  if (second !== undefined) throw new Fault('A key belongs to an account, and there are several.', `Choose with --account: ${logins}`)
  return first
}

// Without a choice a key reads and does nothing else.
function scopesOf({ scope, role }: Making, account: Account): string[] {
  if (role !== undefined && !roleNames.some((one) => one === role)) {
    throw new Fault(`There is no role ${role}.`, `There are: ${roleNames.join(', ')}`)
  }
  const unknown = (scope ?? []).find((one) => !isPermission(one))
  if (unknown !== undefined) {
    throw new Fault(`There is no permission ${unknown}.`, `This account has: ${[...permissionsOf(account.roles)].join(' ')}`)
  }
  const byRole = role === undefined ? [] : [...permissionsOf([role])].filter((one) => one !== 'account.self')
  const wanted = [...new Set([...(scope ?? []), ...byRole])]
  return wanted.length === 0 ? ['record.read'] : wanted
}

function expiry({ expires }: Making): { expiresAt?: string } {
  if (expires === undefined) return {}
  const moment = isCalendarDate(expires) ? new Date(expires) : parseMoment(expires)
  if (moment === null) {
    throw new Fault(`${expires} is no day and no moment.`, 'Write it like 2027-12-31 or 2027-12-31T12:00:00Z.')
  }
  return { expiresAt: moment.toISOString() }
}

function found(keys: readonly Key[], wanted: string): string {
  const named = keys.filter((one) => one.name === wanted)
  const open = named.filter(({ revokedAt }) => revokedAt === null)
  const [first, second] = open.length > 0 ? open : named
  if (first === undefined && isId(wanted)) return wanted
  if (first === undefined) throw new Fault(`There is no key named ${wanted}.`, 'Look for it with: lotline key list')
  if (second === undefined) return first.id
  throw new Fault(`Several keys are named ${wanted}.`, `Revoke by id: ${open.map(({ id }) => id).join(' ')}`)
}
