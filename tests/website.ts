// Lotline as people meet it: a server on loopback with a database of its own, and a browser that notes what goes wrong.
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { loadExample } from '#app/example'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { createAccount, Secret, SYSTEM_ACTOR } from '#auth'
import { newId, openLog, performOne, sequenceDocuments } from '#platform'
import { startChromium } from '#test/chromium'
import { testDatabase } from '#test/database'

export const PASSWORD = 'correct horse battery'

/** A page that is looked at, and everything its browser complained about. */
export type Visit = { readonly page: Page; readonly complaints: string[] }

let kept: Promise<Browser> | undefined

/** The browser of this worker, from file to file; a profile is a visit's own. It ends with the worker. */
function keptBrowser(): Promise<Browser> {
  kept ??= startChromium(inject('chromium'))
  return kept
}

/** Opens a website. `full` has the worked example, an administrator `kim` and a viewer `vera`. */
export async function openWebsite(state: 'empty' | 'full', moreArgs: readonly string[] = []) {
  const place = await testDatabase()
  const { database } = place
  const app = await openServer({ database, doors, questions, log: openLog('silent'), loadExample, web: inject('web'), demoSize: { days: 60, orders: 150 } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const address = `http://127.0.0.1:${port}`
  const browser = await (moreArgs.length > 0 ? startChromium(inject('chromium'), moreArgs) : keptBrowser())
  const contexts: BrowserContext[] = []
  if (state === 'full') {
    await loadExample(database)
    await sequenceDocuments(database)
    for (const [login, name, role] of [['kim', 'Kim Larsen', 'administrator'], ['vera', 'Vera Lind', 'viewer']] as const) {
      const payload = { accountId: newId(), login, name, password: new Secret(PASSWORD), roles: [role] }
      await performOne(database, createAccount, { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), payload })
    }
  }
  const visit = async (options: BrowserContextOptions = {}): Promise<Visit> => {
    // What the app keeps for lost connections is fetched in the background, by every new profile: only where it matters.
    const context = await browser.newContext({ baseURL: address, serviceWorkers: 'block', ...options })
    contexts.push(context)
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      const says = message.text()
      if (['error', 'warning'].includes(message.type()) && says !== 'Service Worker registration blocked by Playwright') complaints.push(says)
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('requestfailed', (request) => {
      // Whoever leaves a page before its icon came breaks nothing.
      const why = request.failure()?.errorText ?? ''
      if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`)
    })
    return { page, complaints }
  }
  return {
    address, port, database, visit,
    /** Gives what was recorded its place in the stream, as the worker does. */
    sequence: () => sequenceDocuments(database),
    /** A visit of somebody who is signed in. */
    async visitAs(login: 'kim' | 'vera', options: BrowserContextOptions = {}): Promise<Visit> {
      const found = await visit(options)
      await found.page.goto('/')
      await signIn(found.page, login, PASSWORD)
      await found.page.getByRole('heading', { name: 'Home' }).waitFor()
      return found
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()))
      if (moreArgs.length > 0) await browser.close()
      await app.close()
      await place.drop()
    },
  }
}

export type Website = Awaited<ReturnType<typeof openWebsite>>

/** Whether a test has no browser to look with; those who take pictures come by their own. */
export const hasNoBrowser = process.env['VITEST'] !== undefined && inject('chromium') === ''

/** What most browser tests begin with: the website of the example, and kim, who is signed in there. */
export function openForKim(): { readonly site: Website; readonly kim: Visit } {
  let opened: { site: Website; kim: Visit } | undefined
  beforeAll(async () => {
    if (hasNoBrowser) return
    const site = await openWebsite('full')
    opened = { site, kim: await site.visitAs('kim') }
  })
  afterAll(() => opened?.site.close())
  const here = () => {
    if (opened === undefined) throw new Error('The website is opened before the first test, not before.')
    return opened
  }
  return { get site() { return here().site }, get kim() { return here().kim } }
}

/** Tells the API a command as the app does, and gives what it answered. */
export async function tellAs({ page }: Visit, path: string, data: object): Promise<{ readonly [name: string]: unknown }> {
  const { origin } = new URL(page.url())
  const answer = await page.request.post(`/api/v1${path}`, { headers: { origin, 'sec-fetch-site': 'same-origin' }, data })
  const told = await answer.json()
  if (!answer.ok()) throw new Error(`${path}: ${JSON.stringify(told)}`)
  return told.answer
}

/** Asks the API as the app does. */
export async function askAs({ page }: Visit, path: string) {
  const answer = await page.request.get(`/api/v1${path}`)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

/** Picks in a field what begins as typed. */
export async function pickIn(page: Page, field: string, typed: string, code: string): Promise<void> {
  const box = page.getByRole('combobox', { name: field, exact: true })
  // What was typed before is still there.
  if ((await box.inputValue()) === code) return
  await box.fill(typed)
  await page.getByRole('option', { name: code }).first().waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => box.inputValue(), { timeout: 10_000 }).toBe(code)
}

/** Fills the form of the page and sends it. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('Login', { exact: true }).fill(login)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Goes to an address as a link of the app does; the app is loaded where it is not there yet. */
async function goTo(page: Page, address: string): Promise<void> {
  const isThere = await page.getByRole('banner').isVisible()
  if (isThere) await page.evaluate(`history.pushState({}, '', ${JSON.stringify(address)})`)
  else await page.goto(address)
}

/** Goes to what a list names. */
export async function follow(page: Page, list: string, name: string): Promise<void> {
  await goTo(page, list)
  await page.getByRole('main').getByRole('link', { name, exact: true }).first().click()
  await page.waitForURL((url) => url.pathname !== list)
}

/** Types as a scanner does: quicker than anybody, and an Enter at the end. */
export async function scanIn(page: Page, code: string): Promise<void> {
  // A real key also writes; what a scan wrote into a field is taken out again. The keys are pressed before the page sees them.
  await page.evaluate(`{
    const keys = [...${JSON.stringify(code)}, 'Enter'].map((key) => new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    for (const press of keys) {
      const isTaken = !(document.activeElement ?? document.body).dispatchEvent(press)
      if (!isTaken && press.key !== 'Enter' && document.activeElement instanceof HTMLInputElement) document.execCommand('insertText', false, press.key)
    }
  }`)
}

/** What stands seriously in the way of somebody, by the rules of axe. */
export async function seriousFaults(page: Page): Promise<string[]> {
  type Fault = { id: string; impact: string; where: string[] }
  // While something fades in, nothing of it has its colours. What turns for ever is not waited for.
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime)).map(({ finished }) => finished.catch(() => undefined)))`)
  // Run by the debugger's way in: the pages themselves allow no script.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(axe.source)
  // What passed is not written down.
  const found = await page.evaluate<Fault[]>(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map(({ html }) => html) })))`)
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, where }) => where.map((html) => `${id}: ${html}`))
}

/** The same in either scheme; the page is light afterwards. */
export async function faultsInBoth(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    found.push(...(await seriousFaults(page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  return found
}

/** Text with its blanks made alike. */
export const plainText = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Every page there is, by the list and the name that lead to it; a name of '' is the list itself. */
export const everyPage = [
  ['/', ''], ['/stock', ''], ['/items', ''], ['/items', 'EX-GREEN-100'], ['/lots', ''], ['/lots', 'P-1'], ['/lots', 'V-9'],
  ['/lots', 'H-101'], ['/orders', ''], ['/orders', 'EX-1002'], ['/documents', ''], ['/documents', 'Goods received'],
  ['/documents', 'Goods returned'], ['/documents', 'Hold placed'], ['/serials', ''], ['/holds', ''], ['/locations', ''],
  ['/locations', 'EXAMPLE'], ['/partners', ''], ['/partners', 'EX-CAFE'], ['/partners', 'EX-HILL'], ['/announcements', ''], ['/receipts', ''],
  ['/transformations', ''], ['/channels', ''], ['/shipments', ''], ['/returns', ''], ['/movements', ''], ['/import', ''],
  ['/receipts', 'EX-R1'], ['/receive', ''], ['/put-away', ''], ['/announcements/make', ''], ['/transformations/make', ''],
  ['/orders/new', ''], ['/orders/waiting', ''], ['/returns/new', ''], ['/returns', 'EX-RET-1'],
  ['/reports', ''], ['/alerts', ''], ['/alerts/rules', ''], ['/alerts/mine', ''],
  ['/administration', ''], ['/administration/people', ''], ['/administration/keys', ''], ['/administration/webhooks', ''],
  ['/administration/attributes', ''], ['/administration/audit', ''], ['/administration/health', ''], ['/administration/password', ''],
  ['/administration/about', ''],
  ['/expiry', ''], ['/expiry?view=table&within=2026-01-01/2030-12-31', ''],
  ['/trace', ''], ['/trace?from=lot&code=V-9', ''], ['/trace?from=customer&code=EX-CAFE&view=table', ''],
] as const

/** Opens one of them and waits until what it asked for is there. */
export async function openPage(page: Page, [list, name]: readonly [string, string]): Promise<void> {
  if (name === '') await goTo(page, list)
  else await follow(page, list, name)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.getByLabel('Please wait').first().waitFor({ state: 'detached' })
}
