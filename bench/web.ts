// What the web app weighs and how quickly it answers a hand, in the system's Chromium: first load, going from page to page
// in the demo company, ticking a row among twenty thousand, the page of a lot among a million movements.
import type { Page } from 'playwright-core'
import { loadDemo } from '#app/demo/load'
import { openServer } from '#app/server'
import { doors, questions } from '#app/wiring'
import { createAccount, Secret, SYSTEM_ACTOR } from '#auth'
import { type Database, newId, openLog, performOne } from '#platform'
import { findChromium, startChromium } from '#test/chromium'
import { buildWeb } from '../scripts/build-web.ts'
import type { Row } from './run.ts'
import { seedShop } from './seed.ts'

const PASSWORD = 'correct horse battery'
const LOTS = { items: 5_000, lots: 4, each: 1n }

/** Measures on a database with twenty thousand lots. Without a browser nothing is measured. */
export async function webRows(database: Database, add: (row: Row) => void): Promise<void> {
  await seedShop(database, LOTS)
  await inBrowser(database, async (page) => {
    add(told('first load of the web app, home with everything it asks, kB gzip', (await weightOf(page)) / 1000, 300, 'kB'))
    add(told('a row ticked among 20,000, p50 in ms until it is drawn', await ticking(page), 50, 'ms'))
  })
}

/** Loads the demo company into an empty database, as a first visit does, and measures the app with it. */
export async function demoRows(database: Database, add: (row: Row) => void): Promise<void> {
  const start = performance.now()
  await loadDemo(database)
  add(told('the demo company loaded, in s', (performance.now() - start) / 1000, 60, 's'))
  await inBrowser(database, async (page) => {
    add(told('from page to page in the demo company, p50 in ms until the rows are drawn', await betweenPages(page), 200, 'ms'))
  })
}

/** Measures the page of a lot of many shipments, opened anew, until it says who has it. */
export async function lotPageRow(database: Database, lotId: string, among: string, add: (row: Row) => void): Promise<void> {
  await inBrowser(database, async (page) => {
    const times: number[] = []
    for (let nth = 0; nth < 9; nth++) {
      const start = performance.now()
      await page.goto(`/lots/${lotId}`)
      await page.getByText('Who has it').waitFor()
      times.push(performance.now() - start)
    }
    add(told(`the page of a lot of 1,000 shipments ${among}, p50 in ms until it says who has it`, median(times), 1000, 'ms'))
  })
}

function told(name: string, value: number, limit: number, unit: string): Row {
  return { name, value: Number(value.toFixed(1)), limit, ratio: Number((value / limit).toFixed(2)), budget: `≤ ${limit} ${unit}`, holds: value <= limit }
}

// Somebody who is signed in and at home. Without a browser nothing is measured.
async function inBrowser(database: Database, measure: (page: Page) => Promise<void>): Promise<void> {
  const chromium = findChromium()
  if (chromium === null) {
    console.error('No Chromium is here: the web app was not measured.')
    return
  }
  const login = `bench-${newId().slice(-8)}`
  const payload = { accountId: newId(), login, name: 'Bench', password: new Secret(PASSWORD), roles: ['manager'] }
  await performOne(database, createAccount, { id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), payload })
  const app = await openServer({ database, doors, questions, log: openLog('silent'), web: await buildWeb() })
  const baseURL = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await startChromium(chromium)
  try {
    const page = await browser.newPage({ baseURL, viewport: { width: 1440, height: 900 } })
    await page.goto('/')
    await page.getByLabel('Login').fill(login)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await measure(page)
  } finally {
    await browser.close()
    await app.close()
  }
}

// All that came over the wire for the first page: the page itself, scripts and styles as they were sent.
function weightOf(page: Page): Promise<number> {
  return page.evaluate<number>(`[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(({ name }) => !name.includes('/api/')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`)
}

async function betweenPages(page: Page): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 6; round++) {
    for (const [name, path] of [['Lots', '/lots'], ['Items', '/items'], ['On hand', '/stock']] as const) {
      times.push(await page.evaluate<number>(`new Promise((done) => {
        const start = performance.now()
        document.querySelector('nav a[href="${path}"]').click()
        const look = () => {
          const isThere = document.querySelector('main h1')?.textContent === '${name}' && document.querySelector('tr[data-row]') !== null
          if (isThere) requestAnimationFrame(() => done(performance.now() - start))
          else requestAnimationFrame(look)
        }
        look()
      })`))
    }
  }
  // The first round loads the pages themselves.
  return median(times.slice(3))
}

async function ticking(page: Page): Promise<number> {
  await page.evaluate(`history.pushState({}, '', '/lots')`)
  await page.getByRole('heading', { name: 'Lots' }).waitFor()
  // To the end, page after page, as somebody does who scrolls.
  await page.evaluate(`new Promise((done) => {
    const frame = document.querySelector('section[aria-label="Lots"]')
    const down = () => {
      frame.scrollTop = frame.scrollHeight
      const rows = Number(frame.querySelector('table')?.getAttribute('aria-rowcount') ?? 0)
      if (rows > 20000) done(rows)
      else setTimeout(down, 30)
    }
    down()
  })`)
  const times = await page.evaluate<number[]>(`(async () => {
    const times = []
    for (let nth = 0; nth < 15; nth++) {
      const box = document.querySelectorAll('tr[data-row] input[type=checkbox]')[nth]
      const start = performance.now()
      box.click()
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      times.push(performance.now() - start)
    }
    return times
  })()`)
  return median(times)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
