// `npm run screenshots -- FOLDER`: a picture of every page, from the worked example, wide and narrow, light and dark, and those
// of docs/images; `npm run screenshots -- FOLDER docs` makes those of docs/images alone.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { loadExample } from '#app/example'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { openWorker } from '#app/worker'
import { migrate, openDatabase, openLog, sequenceDocuments, startPostgres } from '#platform'
import { findOrInstallChromium, startChromium } from '#test/chromium'
import { everyPage, follow, openPage } from '#test/website'
import { buildWeb } from './build-web.ts'

const account = { name: 'Kim Larsen', login: 'kim', password: 'correct horse battery' }
type Step = (page: Page) => Promise<unknown>
const sizes = [[1440, 900], [390, 844]] as const

// The stream of changes is always open, so the network is never idle.
const settled = (page: Page) => page.waitForTimeout(800)

const at = (list: string, name = ''): Step => async (page) => {
  await openPage(page, [list, ''])
  const before = await page.getByRole('heading', { level: 1 }).first().textContent()
  if (name !== '') {
    await follow(page, list, name)
    // The page of the thing is there when its heading is another.
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: new RegExp(`^${before}$`) }).first().waitFor()
    await page.getByLabel('Please wait').first().waitFor({ state: 'detached' })
  }
  await settled(page)
}
const tab = (open: Step, name: string): Step => async (page) => {
  await open(page)
  await page.getByRole('tab', { name }).click()
  await settled(page)
}

// A form that is begun: fields are filled by their names, and what is picked from a list by its code.
const filled = (path: string, fields: readonly (readonly [field: string, says: string, picks?: 'picks'])[]): Step => async (page) => {
  await page.goto(path)
  for (const [field, says, picks] of fields) {
    const box = page.getByRole(picks === undefined ? 'textbox' : 'combobox', { name: field, exact: true })
    await box.fill(says)
    if (picks === undefined) continue
    await page.getByRole('option', { name: says }).first().waitFor()
    await box.press('Enter')
  }
  await settled(page)
}

const nameOf = (list: string, name: string) => (list === '/' ? 'home' : `${list} ${name}`).replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').toLowerCase()
const pages: readonly (readonly [string, Step])[] = [
  ...everyPage.map(([list, name]) => [nameOf(list, name), at(list, name)] as const),
  ['lots-none', (page) => page.goto('/lots?q=nothing-like-it')],
  ['not-there', (page) => page.goto('/nothing/here')],
]

// Small enough for a page of docs: the name, how to get there, width, height, scheme.
const forDocs: readonly (readonly [string, Step, number, number, 'light' | 'dark'])[] = [
  ['recall-1', at('/'), 1180, 560, 'light'],
  ['recall-2', tab(at('/lots', 'P-1'), 'Where from'), 1180, 560, 'light'],
  ['recall-3', tab(at('/lots', 'V-9'), 'Who got it'), 1180, 700, 'light'],
  ['order', tab(at('/orders', 'EX-1002'), 'Why these lots'), 1180, 900, 'dark'],
  ['receive', filled('/receive', [
    ['Supplier', 'EX-HILL', 'picks'], ['Item, line 1', 'EX-GREEN-100', 'picks'], ['Lot, line 1', 'H-123'], ['Best before, line 1', '1227'], ['Quantity, line 1', '48'],
  ]), 1180, 620, 'light'],
  ['make', filled('/transformations/make', [
    ['Item that goes in, line 1', 'EX-BLACK-BULK', 'picks'], ['Lot that goes in, line 1', 'V-9', 'picks'], ['Quantity that goes in, line 1', '1000'],
    ['Item that comes out, line 1', 'EX-BLACK-100', 'picks'], ['New lot, line 1', 'P-2'], ['Quantity that comes out, line 1', '10'],
  ]), 1180, 800, 'light'],
  ['stock', at('/stock'), 1180, 560, 'light'],
  ['lots', at('/lots'), 1180, 560, 'light'],
  ['holds', at('/holds'), 1180, 420, 'light'],
  ['orders', at('/orders'), 1180, 480, 'light'],
  ['documents', at('/administration/audit'), 1180, 620, 'light'],
  ['people', at('/administration/people'), 1180, 420, 'light'],
  ['keys', at('/administration/keys'), 1180, 420, 'light'],
  ['health', at('/administration/health'), 1180, 760, 'light'],
]

const folder = process.argv[2]
const isAll = process.argv[3] !== 'docs'
const path = findOrInstallChromium()
if (folder === undefined || path === null) {
  console.error(folder === undefined ? 'Say where: npm run screenshots -- FOLDER' : 'No chromium is here.')
  process.exit(2)
}
const into = resolve(folder)
mkdirSync(into, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'lotline-pictures-'))
const postgres = await startPostgres({ dataDir, settings: ['fsync=off'] })
await migrate(postgres.connection)
const database = openDatabase(postgres.connection)
const app = await openServer({ database, doors, questions, log: openLog('silent'), loadExample, web: await buildWeb() })
const worker = openWorker({ database, log: openLog('silent') })
const baseURL = await app.listen({ host: '127.0.0.1', port: 0 })
const browser = await startChromium(path)
try {
  const storageState = await firstVisit(browser)
  await sequenceDocuments(database)
  for (const [name, open, width, height, colorScheme] of forDocs) {
    const page = await browser.newPage({ baseURL, storageState, colorScheme, viewport: { width, height } })
    await open(page)
    await page.screenshot({ path: join('docs', 'images', `${name}.png`) })
    await page.close()
  }
  for (const [width, height] of isAll ? sizes : []) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        baseURL, storageState, colorScheme, viewport: { width, height }, deviceScaleFactor: 1,
      })
      const page = await context.newPage()
      for (const [name, open] of pages) {
        await open(page)
        await settled(page)
        await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      }
      await context.clearCookies()
      await page.goto('/')
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await page.screenshot({ path: join(into, `sign-in-${width}-${colorScheme}.png`) })
      await context.close()
    }
  }
} finally {
  await browser.close()
  await worker.stop()
  await app.close()
  await database.close()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
console.log(`The pictures are in ${isAll ? `${into} and ` : ''}docs/images.`)

/** The first visit, with its pictures; gives the session. */
async function firstVisit(browser: Browser) {
  for (const [width, height] of isAll ? sizes : []) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ baseURL, colorScheme, viewport: { width, height } })
      await page.goto('/')
      await page.getByLabel('Your name').waitFor()
      await page.screenshot({ path: join(into, `welcome-${width}-${colorScheme}.png`), fullPage: true })
      await page.close()
    }
  }
  const page = await browser.newPage({ baseURL })
  await page.goto('/')
  await page.getByLabel('Your name').fill(account.name)
  await page.getByLabel('Login').fill(account.login)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByLabel('A small worked example').check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'Home' }).waitFor()
  const state = await page.context().storageState()
  await page.close()
  return state
}
