// `npm run screenshots -- FOLDER`: a picture of every page, from the worked example, wide and narrow, light and dark.
// Those of docs/images are in FOLDER/docs.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { loadExample } from '#app/example'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { migrate, openDatabase, openLog, sequenceDocuments, startPostgres } from '#platform'
import { findOrInstallChromium, startChromium } from '#test/chromium'
import { buildWeb } from './build-web.ts'

const account = { name: 'Kim Larsen', login: 'kim', password: 'correct horse battery' }
type Step = (page: Page) => Promise<unknown>

const follow = (address: string, text: string): Step => async (page) => {
  await page.goto(address)
  await page.getByRole('main').getByRole('link', { name: text, exact: true }).first().click()
  await page.waitForURL((url) => url.pathname !== address)
}
const at = (address: string): Step => (page) => page.goto(address)

const pages: readonly (readonly [string, Step])[] = [
  ['home', at('/')],
  ['stock', at('/stock')],
  ['items', at('/items')],
  ['item', follow('/items', 'EX-GREEN-100')],
  ['lots', at('/lots')],
  ['lots-none', at('/lots?q=nothing-like-it')],
  ['lot-sold', follow('/lots', 'H-101')],
  ['lot-held', follow('/lots', 'P-1')],
  ['lot-bulk', follow('/lots', 'V-9')],
  ['orders', at('/orders')],
  ['order', follow('/orders', 'EX-1002')],
  ['documents', at('/documents')],
  ['document-receipt', follow('/documents', 'Goods received')],
  ['document-order', follow('/documents', 'Order placed')],
  ['document-hold', follow('/documents', 'Hold placed')],
  ['expiry', at('/expiry')],
  ['trace', at('/trace?from=customer&code=EX-CAFE&view=graph')],
  ['trace-table', at('/trace?from=customer&code=EX-CAFE&view=table')],
  ['not-there', at('/nothing/here')],
]

// Small enough for a README: the name, how to get there, width, height, scheme.
const forDocs: readonly (readonly [string, Step, number, number, 'light' | 'dark'])[] = [
  ['lot', follow('/lots', 'P-1'), 1120, 1000, 'light'],
  ['order', follow('/orders', 'EX-1002'), 1120, 1180, 'dark'],
  ['phone', follow('/lots', 'P-1'), 390, 800, 'light'],
]

const folder = process.argv[2]
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
const baseURL = await app.listen({ host: '127.0.0.1', port: 0 })
const browser = await startChromium(path)
try {
  const storageState = await firstVisit(browser)
  await sequenceDocuments(database)
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        baseURL, storageState, colorScheme, viewport: { width, height }, deviceScaleFactor: 1,
      })
      const page = await context.newPage()
      for (const [name, open] of pages) {
        await open(page)
        await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      }
      await context.clearCookies()
      await page.goto('/sign-in')
      await page.screenshot({ path: join(into, `sign-in-${width}-${colorScheme}.png`) })
      await context.close()
    }
  }
  for (const [name, open, width, height, colorScheme] of forDocs) {
    const page = await browser.newPage({ baseURL, storageState, colorScheme, viewport: { width, height } })
    await open(page)
    await page.screenshot({ path: join(into, 'docs', `${name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
  await app.close()
  await database.close()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
console.log(`The pictures are in ${into}.`)

/** The first visit, with its pictures; gives the session. */
async function firstVisit(browser: Browser) {
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ baseURL, colorScheme, viewport: { width, height } })
      await page.goto('/')
      await page.screenshot({ path: join(into, `welcome-${width}-${colorScheme}.png`), fullPage: true })
      await page.close()
    }
  }
  const page = await browser.newPage({ baseURL })
  await page.goto('/')
  await page.getByLabel('Your name').fill(account.name)
  await page.getByLabel('Login').fill(account.login)
  await page.getByLabel('Password').fill(account.password)
  await page.getByLabel('worked example').check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForURL('/')
  const state = await page.context().storageState()
  await page.close()
  return state
}
