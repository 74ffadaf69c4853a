// The app with more rows than a list sorts by any column: every page opens, and says what it cannot sort.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { seedShop } from '../../bench/seed.ts'
import { openWebsite, seriousFaults, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
  await seedShop(site.database, { items: 2_600, lots: 4, each: 7n })
  await site.database.pool.query('update lots.lot set best_before_on = current_date, binding_on = current_date where id in (select lot_id from ledger.balance)')
}, 120_000)
afterAll(() => site?.close())

describe.skipIf(chromium === '')('more than ten thousand lots on hand', () => {
  test('are listed by item, on and on; by another column only when filtered, which is said', { timeout: 120_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/stock')
    await page.getByText('more than 10,000 rows').waitFor()
    const skus = () => page.locator('tr[data-row] td:nth-child(2)').allTextContents()
    const first = await skus()
    expect(first.length).toBeGreaterThan(10)
    expect(first).toEqual(first.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
    await page.getByRole('button', { name: 'On hand' }).click()
    await page.getByText('There are too many rows to sort them by “On hand”: filter the list first.').waitFor()
    await page.locator('tr[data-row]').first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'Leave it out' }).click()
    await page.getByText('There are too many rows').waitFor({ state: 'detached' })
    await page.goto('/stock?item=EX-GREEN-100&sort=-quantity')
    await page.getByRole('columnheader', { name: 'On hand' }).and(page.locator('[aria-sort=descending]')).waitFor()
    expect(await page.getByText('There are too many rows').count()).toBe(0)
  })

  test('that end all at once are told on the first page as too many, not waited for', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/')
    await page.getByText('There are more than 10,000.').waitFor()
  })
})
