import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { NIL } from '#kernel'
import { placeOrder } from '#orders'
import { SELF } from '#partners'
import { newId } from '#platform'
import { act } from '#test/shop'
import { follow, openWebsite, plainText, type Visit, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
let kim: Visit
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
  kim = await site.visitAs('kim')
})
afterAll(() => site?.close())

async function rowOf(part: Page | Locator, name: string): Promise<string> {
  const rows = part.getByRole('row')
  for (const row of await rows.all()) {
    if ((await row.getByRole('link', { name, exact: true }).count()) > 0) return plainText(await row.innerText())
  }
  return `No row names ${name}.`
}

/** The sums of a lot's page: each side's rows, and what it says they are together. */
const sumsOf = (page: Page) =>
  page.locator('.sums > div').evaluateAll((sides) =>
    sides.map((side) => {
      const rows = [...side.querySelectorAll('dl > div')].map((row) => ({
        name: row.querySelector('dt')?.firstChild?.textContent?.trim() ?? '',
        quantity: Number((row.querySelector('dd')?.textContent ?? '').replace(/\s/g, '')),
      }))
      return { rows: rows.slice(0, -1), together: rows.at(-1)?.quantity }
    }),
  )

describe.skipIf(chromium === '')('the record in the browser', () => {
  test('stock says what is there, what is free and what is held', async () => {
    const { page } = kim
    await page.goto('/stock')

    expect(await rowOf(page, 'EX-BLACK-100')).toMatch(/ 79 pieces – – 79 1$/)
    expect(await rowOf(page, 'EX-BLACK-BULK')).toMatch(/ 10 000 g 10 000 – – 1$/)
  })

  test('a lot is found by a part of its code', async () => {
    const { page } = kim
    await page.goto('/')
    await page.getByLabel('Find a lot').fill('p-')
    await page.getByRole('button', { name: 'Search' }).click()
    expect(await page.getByRole('main').getByRole('row').count()).toBe(2)

    await page.getByRole('link', { name: 'P-1', exact: true }).click()

    await page.getByRole('heading', { name: 'Lot P-1' }).waitFor()
    await page.goto('/lots?q=nothing-like-it')
    expect(await page.getByRole('main').innerText()).toContain('No lot fits.')
  })

  test('the trace of a lot goes from the supplier to the customers', async () => {
    const { page } = kim
    await follow(page, '/lots', 'P-1')

    const stages = await page.locator('.traced > li').allInnerTexts()

    expect(stages.map(plainText)).toEqual([
      'Suppliers Example Valley Farm Receipt EX-R3 20 000 g',
      'Made from V-9 EX-BLACK-BULK 10 000 g used 10 000 g on hand',
      'This lot P-1 EX-BLACK-100 100 pieces came 79 pieces on hand',
      'Customers Example Corner Cafe 20 pieces shipped Example Anna 1 piece shipped',
    ])
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Held')
    expect(await page.getByRole('main').innerText()).toContain('tastes of soap')
  })

  test('the numbers of every lot add up', async () => {
    const { page } = kim
    await page.goto('/lots')
    const codes = await page.getByRole('main').locator('tbody tr td:first-child').allInnerTexts()
    expect(codes.length).toBe(5)
    for (const code of codes) {
      await follow(page, '/lots', code)
      const [came, now] = await sumsOf(page)
      for (const side of [came, now]) {
        expect([code, side?.rows.reduce((sum, { quantity }) => sum + quantity, 0)]).toEqual([code, side?.together])
      }
      expect([code, now?.together]).toEqual([code, came?.together])
      expect(await page.locator('.verdict').innerText()).toContain('It adds up')
    }
    await follow(page, '/lots', 'P-1')
    expect(await sumsOf(page)).toEqual([
      { rows: [{ name: 'Made', quantity: 100 }], together: 100 },
      { rows: [{ name: 'On hand', quantity: 79 }, { name: 'With customers', quantity: 21 }], together: 100 },
    ])
  })

  test('an order says which lots it got and why', async () => {
    const { page } = kim
    await follow(page, '/orders', 'EX-1002')

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Shipped')
    const why = page.locator('section', { has: page.getByRole('heading', { name: 'Why these lots' }) })
    expect(await rowOf(page, 'EX-GREEN-100')).toContain('50 pieces')
    expect(await rowOf(page, 'H-101')).toMatch(/ picked 50 pieces \d{4}-\d\d-\d\d \d\d:\d\d UTC$/)
    expect(await rowOf(why, 'H-101')).toMatch(/ 50 taken/)
    expect(await rowOf(why, 'H-088')).toMatch(/ – passed over: it ends too early/)
    await why.getByRole('link', { name: 'H-101' }).click()
    await page.getByRole('heading', { name: 'Lot H-101' }).waitFor()
    expect(await page.locator('section', { hasText: 'Shipments' }).last().innerText()).toContain('EX-1002')
  })

  test('goods sent to nobody by name are said to be with guests', async () => {
    const { page } = kim
    const first = async (path: string, list: string, code: string) => {
      type Row = { id: string; code?: string; sku?: string }
      const rows: Row[] = (await (await page.request.get(`/api/v1${path}`)).json())[list]
      return rows.find((row) => [row.code, row.sku].includes(code))?.id ?? ''
    }
    const itemId = await first('/items', 'rows', 'EX-GREEN-100')
    await act(site.database, placeOrder, {
      orderId: newId(), number: 'EX-GUEST', customerId: NIL, channelId: await first('/channels', 'rows', 'EX-WEB'),
      siteId: await first('/locations', 'rows', 'EXAMPLE'), through: 'shipped', shipTo: null,
      lines: [{ lineId: null, itemId, ownerId: SELF, wantedLotId: null, quantity: 5n }],
    })
    await follow(page, '/lots', 'H-117')

    expect(plainText(await page.locator('.traced > li').last().innerText())).toContain('Guests 5 pieces shipped')
    expect(await rowOf(page, 'EX-GUEST')).toMatch(/^EX-GUEST guest 5 pieces/)
  })

  test('a document says who, when and what it moved', async () => {
    const { page } = kim
    await page.goto('/documents')
    await page.getByLabel('What happened').selectOption('Lots made from lots')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByRole('link', { name: 'Lots made from lots' }).click()

    const moved = plainText(await page.getByRole('region', { name: 'In its order' }).innerText())

    expect(moved).toMatch(/consumed EX-BLACK-BULK V-9 10 000 g/)
    expect(moved).toMatch(/made EX-BLACK-100 P-1 100 pieces/)
  })

  test('a viewer sees the record and changes nothing', async () => {
    const { page } = await site.visitAs('vera')
    await follow(page, '/lots', 'P-1')
    const headers = { origin: site.address, 'sec-fetch-site': 'same-origin' }
    const tried = await page.request.post('/api/v1/holds/release', {
      headers, data: { holdId: '01900000-0000-7000-8000-000000000001', reason: 'No' },
    })
    expect([tried.status(), (await tried.json()).code]).toEqual([403, 'not_permitted'])
    expect((await page.request.get('/api/v1/accounts')).status()).toBe(403)
    expect((await page.request.get('/api/v1/lots')).status()).toBe(200)
  })

  test('what is not there is said in words, with the way back', async () => {
    const { page } = kim
    for (const address of ['/nothing/here', '/lots/01900000-0000-7000-8000-00000000dead', '/lots/no-id']) {
      const answer = await page.goto(address)
      expect([404, 422]).toContain(answer?.status())
      expect(await page.getByRole('alert').innerText()).not.toBe('')
      expect(await page.getByRole('banner').innerText()).toContain('Kim Larsen')
      await page.getByRole('link', { name: 'To the first page' }).click()
      await page.getByRole('heading', { name: 'Home' }).waitFor()
    }
  })
})
