import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { sequenceDocuments } from '#platform'
import { follow, hasNoBrowser, openForKim, plainText, scanIn } from '#test/website'

const opened = openForKim()

/** The row of the grid that names something, its cells as text. */
async function rowOf(page: Page, name: string): Promise<string[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) }).first()
  await row.waitFor()
  return (await row.getByRole('cell').allInnerTexts()).map(plainText)
}

describe.skipIf(hasNoBrowser)('the record in the browser', () => {
  test('stock says what is there', async () => {
    const { page } = opened.kim
    await page.goto('/stock')

    expect(await rowOf(page, 'EX-BLACK-100')).toEqual(expect.arrayContaining(['P-1', '79']))
    expect(await rowOf(page, 'EX-BLACK-BULK')).toEqual(expect.arrayContaining(['V-9', '10,000']))
  })

  test('a lot is found by the beginning of its code, and the address says so', async () => {
    const { page } = opened.kim
    await page.goto('/lots')
    await page.getByRole('textbox', { name: 'Lot begins with' }).fill('p-')
    await page.waitForURL('**/lots?q=p-')
    await page.getByText('1 row', { exact: true }).waitFor()

    await page.getByRole('link', { name: 'P-1', exact: true }).click()

    await page.getByRole('heading', { name: 'Lot P-1' }).waitFor()
    await page.goto('/lots?q=nothing-like-it')
    await page.getByRole('heading', { name: 'Nothing fits' }).waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
  })

  test('a lot tells its story, and every lot adds up', async () => {
    const { page } = opened.kim
    await page.goto('/lots')
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    const codes = await page.locator('tbody tr[data-row] a[href^="/lots/"]').allInnerTexts()
    expect(codes.length).toBe(5)
    for (const code of codes) {
      await follow(page, '/lots', code)
      await page.getByText('All that came is accounted for.').waitFor()
      const sides = page.locator('section', { hasText: 'It adds up' }).getByRole('row', { name: 'Together' })
      const [came, now] = await sides.allInnerTexts()
      expect([code, plainText(now ?? '')]).toEqual([code, plainText(came ?? 'nothing')])
    }
    await follow(page, '/lots', 'P-1')
    const story = page.getByText(/^100.pieces made here/)
    await story.waitFor()
    expect(plainText(await story.innerText())).toContain('79 pieces on hand in 1 place and 21 pieces with 2 customers')
    await page.getByText('This lot is held').waitFor()
  })

  test('who got it, and where it came from', async () => {
    const { page } = opened.kim
    await follow(page, '/lots', 'P-1')
    await page.getByRole('tab', { name: 'Who got it' }).click()
    expect(await rowOf(page, 'EX-CAFE')).toEqual(expect.arrayContaining(['20']))
    await page.getByRole('tab', { name: 'Where from' }).click()
    expect(await rowOf(page, 'EX-R3')).toEqual(expect.arrayContaining(['EX-VALLEY', 'V-9']))
  })

  test('by keyboard: rows, ticks and opening', async () => {
    const { page } = opened.kim
    await page.goto('/lots?sort=code')
    await page.getByRole('link', { name: 'H-088', exact: true }).waitFor()
    // As fingers do: keys that follow each other at once are a scanner's, and move nothing.
    for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key, { delay: 80 })
    await page.getByRole('heading', { name: 'Lot H-088' }).waitFor()
  })

  test('a scan opens what it names wherever the focus is, and leaves the field as it was', async () => {
    const { page } = opened.kim
    await page.goto('/lots')
    const field = page.getByRole('textbox', { name: 'Lot begins with' })
    await field.fill('V')
    await page.getByText('1 row', { exact: true }).waitFor()
    await scanIn(page, 'EX-GREEN-100')
    await page.getByRole('heading', { name: 'EX-GREEN-100' }).waitFor()

    await scanIn(page, 'NO-SUCH-CODE')
    await page.getByRole('heading', { name: 'NO-SUCH-CODE is not known' }).waitFor()
    await page.keyboard.press('Escape')

    await page.goto('/lots')
    await field.fill('V')
    await scanIn(page, 'NO-SUCH-CODE')
    await page.getByRole('heading', { name: 'NO-SUCH-CODE is not known' }).waitFor()
    expect(await field.inputValue()).toBe('V')
    await page.keyboard.press('Escape')
  })

  test('typing slowly is no scan', async () => {
    const { page } = opened.kim
    await page.goto('/lots')
    await page.getByRole('textbox', { name: 'Lot begins with' }).pressSequentially('H-1', { delay: 130 })
    await page.keyboard.press('Enter')
    await page.getByText('2 rows', { exact: true }).waitFor()
  })

  test('the palette finds anything', async () => {
    const { page } = opened.kim
    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('A lot, item, order').fill('EX-1002')
    await page.getByText('Order EX-1002').click()
    await page.waitForURL('**/orders/*')
  })

  test('what somebody else does is seen at once', async () => {
    const vera = await opened.site.visitAs('vera')
    await follow(vera.page, '/lots', 'H-117')
    await vera.page.locator('[data-connection="live"]').waitFor()
    const id = vera.page.url().split('/').at(-1) ?? ''
    const headers = { origin: opened.site.address, 'sec-fetch-site': 'same-origin' }
    const held = await opened.kim.page.request.post('/api/v1/holds', { headers, data: { scope: 'lot', itemId: (await (await opened.kim.page.request.get(`/api/v1/lots/${id}`)).json()).lot.itemId, lotId: id, reason: 'The seal is broken' } })
    expect(held.status()).toBe(200)
    await sequenceDocuments(opened.site.database)

    await vera.page.getByText('The seal is broken').waitFor()
  })

  test('a viewer sees the record and changes nothing', async () => {
    const { page } = await opened.site.visitAs('vera')
    const headers = { origin: opened.site.address, 'sec-fetch-site': 'same-origin' }
    const tried = await page.request.post('/api/v1/holds/release', {
      headers, data: { holdId: '01900000-0000-7000-8000-000000000001', reason: 'No' },
    })
    expect([tried.status(), (await tried.json()).code]).toEqual([403, 'not_permitted'])
    expect((await page.request.get('/api/v1/accounts')).status()).toBe(403)
    expect((await page.request.get('/api/v1/lots')).status()).toBe(200)
  })

  test('what is not there is said in words, with the way back', async () => {
    const { page } = opened.kim
    for (const address of ['/nothing/here', '/lots/01900000-0000-7000-8000-00000000dead', '/lots/no-id']) {
      await page.goto(address)
      await page.getByRole('heading', { name: 'There is no such page' }).first().waitFor()
      await page.getByRole('link', { name: 'To the first page' }).click()
      await page.getByRole('heading', { name: 'Home' }).waitFor()
    }
  })
})
