// The first run, signing in, signing out.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type Attempts,
  createFirstAdministrator,
  hasAccounts,
  Secret,
  SYSTEM_ACTOR,
  signIn,
  signOut,
} from '#auth'
import { Refusal } from '#kernel'
import { type Database, newId, performOne } from '#platform'
import { problemOf } from '../problem.ts'
import { clearSession, sessionTokenOf, setSession } from '../server-access.ts'
import { type Html, html, textAt } from './html.ts'
import { field, layout, warning } from './layout.ts'

/** What these pages need. */
export type SignInParts = {
  readonly database: Database
  readonly attempts: Attempts
  readonly loadExample?: (database: Database) => Promise<void>
}

const open = { config: { needs: 'nothing' } }

/** Opens the pages for people who are not signed in yet. */
export function openSignInPages(app: FastifyInstance, parts: SignInParts): void {
  const { database, loadExample } = parts
  app.get('/welcome', open, async (_, reply) => {
    if (await hasAccounts(database)) return reply.redirect('/', 303)
    return page(reply, welcome(null, loadExample !== undefined))
  })
  app.post('/welcome', open, (request, reply) => firstRun(parts, request, reply))
  app.get('/sign-in', open, async (_, reply) => {
    if (!(await hasAccounts(database))) return reply.redirect('/welcome', 303)
    return page(reply, signInPage(null))
  })
  app.post('/sign-in', open, (request, reply) => enter(parts, request, reply))
  app.post('/sign-out', open, async (request, reply) => {
    const token = sessionTokenOf(request)
    if (token !== null) await signOut(database, token)
    clearSession(reply)
    return reply.redirect('/sign-in', 303)
  })
}

async function firstRun(
  { database, loadExample }: SignInParts,
  { body }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const login = textAt(body, 'login').trim()
  const name = textAt(body, 'name').trim()
  const password = new Secret(textAt(body, 'password'))
  const offered = loadExample !== undefined
  try {
    if (!/^\S{1,100}$/.test(login) || name === '' || name.length > 200) {
      return page(reply.code(422), welcome('Give a name, and a login without blanks.', offered))
    }
    const id = newId()
    const payload = { accountId: id, login, name, password, roles: ['administrator'] }
    const command = { id, actor: SYSTEM_ACTOR, occurredAt: new Date(), payload }
    await performOne(database, createFirstAdministrator, command)
  } catch (error) {
    return page(...refused(error, reply, (text) => welcome(text, offered)))
  }
  if (textAt(body, 'start') === 'example') await loadExample?.(database)
  setSession(reply, await signIn(database, login, password))
  return reply.redirect('/', 303)
}

async function enter(
  { database, attempts }: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const login = textAt(request.body, 'login').trim()
  const password = new Secret(textAt(request.body, 'password').slice(0, 500))
  try {
    attempts.begin(login, request.ip)
    setSession(reply, await signIn(database, login, password))
    attempts.succeeded(login, request.ip)
    return reply.redirect('/', 303)
  } catch (error) {
    return page(...refused(error, reply, signInPage))
  }
}

// A refusal is told above the form it came from; anything else is no matter of this page.
function refused(
  error: unknown,
  reply: FastifyReply,
  write: (text: string) => string,
): [FastifyReply, string] {
  if (!(error instanceof Refusal)) throw error
  return [reply.code(problemOf(error).status), write(error.message)]
}

function page(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(text)
}

const loginField = field(
  'Login',
  'login',
  html`required maxlength="100" autocomplete="username" autocapitalize="none"`,
)

function welcome(problem: string | null, example: boolean): string {
  const newPassword = html`type="password" required minlength="10" maxlength="500"
  autocomplete="new-password"`
  const body = html`<p>Lotline runs. Make the first account; it is an administrator.</p>
${warning(problem)}
<form method="post" action="/welcome">
${field('Your name', 'name', html`required maxlength="200" autocomplete="name"`)}
${loginField}
${field('Password', 'password', newPassword, 'At least 10 characters.')}
${start(example)}
<p><button>Begin</button></p>
</form>`
  return layout('Welcome', null, body)
}

function start(example: boolean): Html {
  const choice = html`<label><input type="radio" name="start" value="example"> Start with a small
  worked example</label>`
  return html`<fieldset><legend>What to start with</legend>
<label><input type="radio" name="start" value="empty" checked> Start empty</label>
${example ? choice : ''}</fieldset>`
}

function signInPage(problem: string | null): string {
  const password = html`type="password" required maxlength="500" autocomplete="current-password"`
  const body = html`${warning(problem)}
<form method="post" action="/sign-in">
${loginField}
${field('Password', 'password', password)}
<p><button>Sign in</button></p>
</form>`
  return layout('Sign in', null, body)
}
