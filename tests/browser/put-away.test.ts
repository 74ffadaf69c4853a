// What waits in receiving is put away: by scans, in one form, and what a bin refuses stands beside its line.
import type { Request } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, pickIn, scanIn, tellAs } from '#test/website'

const LONG = 60_000
const opened = openForKim()

beforeAll(async () => {
  if (hasNoBrowser) return
  const { kim } = opened
  const one = async (path: string) => (await askAs(kim, path)).rows[0].id
  const siteId = await one('/locations?kind=site')
  const itemId = await one('/items?q=EX-GREEN-100')
  await tellAs(kim, '/locations', { code: 'BIN-1', name: 'A bin of one lot', kind: 'bin', parentId: siteId, role: 'storage', oneLot: true })
  await tellAs(kim, '/receipts', {
    supplierId: await one('/partners?q=EX-HILL'), siteId, number: 'R-PUT',
    lines: ['PUT-A', 'PUT-B'].map((code) => ({ itemId, quantity: '10', lot: { code, dates: { bestBefore: '2031-01' } } })),
  })
}, LONG)

const lies = async (lot: string): Promise<string[]> =>
  (await askAs(opened.kim, `/balances?lot=${lot}`)).rows.map(({ location, quantity }: { location: string; quantity: string }) => `${location} ${quantity}`).sort()

describe.skipIf(hasNoBrowser)('putting away in the browser', () => {
  test('from the receipt: a place is scanned, then the goods; a bin of one lot says so before and after, and the rest is put away', { timeout: LONG }, async () => {
    const { page } = opened.kim
    const [receipt] = (await askAs(opened.kim, '/receipts?number=R-PUT')).rows
    await page.goto(`/receipts/${receipt.id}`)
    await page.getByRole('main').getByRole('link', { name: 'Put away' }).click()
    await page.getByRole('heading', { name: 'Put away receipt R-PUT' }).waitFor()
    await page.getByText('2 lines wait').waitFor()

    await page.getByRole('heading', { level: 1 }).focus()
    await scanIn(page, 'BIN-1')
    await page.getByText('Into BIN-1: scan the goods, or another place.').waitFor()
    await scanIn(page, 'PUT-A')
    await scanIn(page, 'PUT-B')
    await page.getByRole('button', { name: 'Put 2 lines away' }).click()
    await page.getByText('It is put away.').waitFor()
    const line = page.locator('[data-line="1"]')
    await line.getByRole('alert').getByText('Location BIN-1 takes one lot and has lot PUT-A.').waitFor()
    expect([await lies('PUT-A'), await lies('PUT-B')]).toEqual([['BIN-1 10'], ['EXAMPLE-RECEIVING 10']])

    // What is chosen survives a reload, and the bin says no before anything is sent.
    await page.reload()
    await line.getByRole('alert').getByText('Location BIN-1 takes one lot and has lot PUT-A.').waitFor()
    await page.getByRole('textbox', { name: 'Quantity, line 1' }).fill('4')
    await pickIn(page, 'Put into, line 1', 'EXAMPLE-STOCK', 'EXAMPLE-STOCK')
    await page.getByRole('button', { name: 'Put 1 line away' }).click()
    await expect.poll(() => lies('PUT-B'), { timeout: 10_000 }).toEqual(['EXAMPLE-RECEIVING 6', 'EXAMPLE-STOCK 4'])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('Taken back.').waitFor()
    expect(await lies('PUT-B')).toEqual(['EXAMPLE-RECEIVING 10'])
  })

  test('goods may be scanned before their place, and what is unknown is said', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.goto('/put-away')
    await page.getByText('1 line waits').waitFor()
    await page.getByRole('heading', { level: 1 }).focus()
    await scanIn(page, 'NOBODYS-CODE')
    await page.getByText('NOBODYS-CODE is no place, and nothing that waits here.').waitFor()
    await scanIn(page, 'PUT-B')
    await page.getByText('PUT-B: scan the place it goes to.').waitFor()
    const isTrial = (request: Request) => new URL(request.url()).pathname.endsWith('/try/stock/move')
    const tried = page.waitForRequest(isTrial)
    await scanIn(page, 'EXAMPLE-STOCK')
    await tried
    // What is recorded would be refused a second time: nothing is tried again, neither by the form nor by the stream of changes.
    const again: string[] = []
    page.on('request', (request) => { if (isTrial(request)) again.push(request.postData() ?? '') })
    await page.getByRole('button', { name: 'Put 1 line away' }).click()
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor()
    await page.waitForTimeout(1000)
    expect(again).toEqual([])
    expect(await lies('PUT-B')).toEqual(['EXAMPLE-STOCK 10'])

    // Nothing of the receipt waits any more, so it offers nothing.
    const [receipt] = (await askAs(opened.kim, '/receipts?number=R-PUT')).rows
    const asked = page.waitForResponse(/balances\?.*receiptId/)
    await page.goto(`/receipts/${receipt.id}`)
    await asked
    await page.getByRole('heading', { name: 'What to do now' }).waitFor()
    await page.getByLabel('Please wait').first().waitFor({ state: 'detached' })
    expect(await page.getByRole('main').getByRole('link', { name: 'Put away' }).count()).toBe(0)
  })
})
