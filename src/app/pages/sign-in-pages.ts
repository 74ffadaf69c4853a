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

/** What somebody typed, to be shown again when it is refused; never a password. */
type Typed = { readonly name: string; readonly login: string; readonly start: string; readonly next: string }

const nothing: Typed = { name: '', login: '', start: 'example', next: '' }

/** Opens the pages for people who are not signed in yet. */
export function openSignInPages(app: FastifyInstance, parts: SignInParts): void {
  const { database, loadExample } = parts
  app.get('/welcome', open, async (_, reply) => {
    if (await hasAccounts(database)) return reply.redirect('/', 303)
    return page(reply, welcome(null, nothing, loadExample !== undefined))
  })
  app.post('/welcome', open, (request, reply) => firstRun(parts, request, reply))
  app.get('/sign-in', open, async (request, reply) => {
    if (!(await hasAccounts(database))) return reply.redirect('/welcome', 303)
    return page(reply, signInPage(null, { ...nothing, next: ownAddress(textAt(request.query, 'next')) }))
  })
  app.post('/sign-in', open, (request, reply) => enter(parts, request, reply))
  app.post('/sign-out', open, async (request, reply) => {
    const token = sessionTokenOf(request)
    if (token !== null) await signOut(database, token)
    clearSession(reply)
    return reply.redirect('/sign-in', 303)
  })
}

/** Where somebody is sent to sign in, with the page they wanted. */
export function signInAddress(wanted: string): string {
  const next = ownAddress(wanted)
  return next === '' || next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

// A path of ours; anything that could lead elsewhere is dropped.
function ownAddress(text: string): string {
  return /^\/(?![/\\])[^\s\\]{0,500}$/.test(text) ? text : ''
}

async function firstRun(
  { database, loadExample }: SignInParts,
  { body }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const typed = { ...typedIn(body), start: textAt(body, 'start') }
  const { login, name } = typed
  const password = new Secret(textAt(body, 'password'))
  const again = (text: string) => welcome(text, typed, loadExample !== undefined)
  try {
    if (!/^\S{1,100}$/.test(login) || name === '' || name.length > 200) {
      return page(reply.code(422), again('Give a name, and a login without blanks.'))
    }
    const id = newId()
    const payload = { accountId: id, login, name, password, roles: ['administrator'] }
    const command = { id, actor: SYSTEM_ACTOR, occurredAt: new Date(), payload }
    await performOne(database, createFirstAdministrator, command)
  } catch (error) {
    return page(...refused(error, reply, again))
  }
  if (typed.start === 'example') await loadExample?.(database)
  setSession(reply, await signIn(database, login, password))
  return reply.redirect('/', 303)
}

async function enter(
  { database, attempts }: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const typed = typedIn(request.body)
  const password = new Secret(textAt(request.body, 'password').slice(0, 500))
  try {
    attempts.begin(typed.login, request.ip)
    setSession(reply, await signIn(database, typed.login, password))
    attempts.succeeded(typed.login, request.ip)
    return reply.redirect(typed.next === '' ? '/' : typed.next, 303)
  } catch (error) {
    return page(...refused(error, reply, (text) => signInPage(text, typed)))
  }
}

function typedIn(body: unknown): Typed {
  const [name = '', login = ''] = ['name', 'login'].map((field) => textAt(body, field).trim())
  return { ...nothing, name, login, next: ownAddress(textAt(body, 'next')) }
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

const loginField = (value: string, hint?: string) =>
  field(
    'Login', 'login',
    html`required maxlength="100" autocomplete="username" autocapitalize="none" spellcheck="false" value="${value}"`,
    hint,
  )

function welcome(problem: string | null, typed: Typed, example: boolean): string {
  const newPassword = html`type="password" required minlength="10" maxlength="500"
  autocomplete="new-password"`
  const body = html`<section class="panel narrow"><h1>Welcome</h1>
<p>Lotline runs on this machine. Make the first account; it is an administrator and can make others.</p>
${warning(problem)}
<form method="post" action="/welcome">
${field('Your name', 'name', html`required maxlength="200" autocomplete="name" value="${typed.name}"`)}
${loginField(typed.login, 'A short word without blanks, to sign in with.')}
${field('Password', 'password', newPassword, 'At least 10 characters.')}
${example ? start(typed.start) : ''}
<p><button>Begin</button></p>
</form></section>`
  return layout({ title: 'Welcome', heading: html``, body }, null)
}

function start(chosen: string): Html {
  const choice = (value: string, says: string, means: string) => html`<label>
<input type="radio" name="start" value="${value}"${value === chosen ? html` checked` : ''}>
<span>${says}<small>${means}</small></span></label>`
  return html`<fieldset><legend>What to start with</legend>
${choice('example', 'A small worked example', 'A tea shop: two farms, three items, orders, a return and a hold. To look around; it stays in the record.')}
${choice('empty', 'Start empty', 'For your own goods. The first page says how to bring them in.')}</fieldset>`
}

function signInPage(problem: string | null, typed: Typed): string {
  const password = html`type="password" required maxlength="500" autocomplete="current-password"`
  const next = typed.next === '' ? '' : html`<input type="hidden" name="next" value="${typed.next}">`
  const body = html`<section class="panel narrow"><h1>Sign in</h1>
${warning(problem)}
<form method="post" action="/sign-in">${next}
${loginField(typed.login)}
${field('Password', 'password', password)}
<p><button>Sign in</button></p>
</form></section>`
  return layout({ title: 'Sign in', heading: html``, body }, null)
}
