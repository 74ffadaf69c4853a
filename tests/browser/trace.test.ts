import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { follow, hasNoBrowser, openForKim, plainText, seriousFaults } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('the trace in the browser', () => {
  test('from any code to the picture: suppliers, receipts, lots and customers, and their sums', async () => {
    const { page } = opened.kim
    await page.goto('/trace')
    await page.getByLabel('Its code or number').fill('V-9')
    await page.getByRole('button', { name: 'Trace' }).click()
    await page.waitForURL('**/trace?from=lot&code=V-9')

    for (const name of ['Supplier EX-VALLEY, 20,000 g', 'Receipt EX-R3, 20,000 g', 'Lot V-9, 20,000 g', 'Lot P-1, 100 piece', 'Customer EX-CAFE, 20 piece']) {
      await page.getByRole('link', { name }).waitFor()
    }
    await page.getByText('All 2 lots add up.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })

  test('by keyboard: arrows follow the lines, Enter opens', async () => {
    const { page } = opened.kim
    await page.goto('/trace?from=lot&code=V-9')
    await page.getByRole('link', { name: /^Lot V-9/ }).focus()
    const here = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label")')

    await page.keyboard.press('ArrowRight')
    expect(await here()).toMatch(/^Lot P-1/)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await here()).toMatch(/^Receipt EX-R3/)
    for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    const upper = await here()
    await page.keyboard.press('ArrowDown')
    expect([upper, await here()].map((label) => label.split(',')[0])).toEqual(['Customer EX-CAFE', 'Customer EX-ANNA'])
    await page.getByRole('link', { name: /^Lot P-1/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lot P-1' }).waitFor()
  })

  test('pointing at a node lights its path and fades the rest', async () => {
    const { page } = opened.kim
    await page.goto('/trace?from=customer&code=EX-CAFE')
    await page.getByRole('link', { name: /^Lot H-101/ }).focus()
    const faded = page.locator('[data-faded] [data-node]')
    await faded.first().waitFor()
    expect((await faded.allInnerTexts()).sort()).toEqual(['EX-R3', 'EX-VALLEY', 'P-1', 'V-9'])
  })

  test('the table says the same, and is kept as a file', async () => {
    const { page } = opened.kim
    await page.goto('/trace?from=lot&code=V-9')
    await page.getByText('Table', { exact: true }).click()
    const sent = page.getByRole('row').filter({ hasText: 'sent to' })
    await sent.first().waitFor()
    expect((await sent.allInnerTexts()).map(plainText).sort()).toEqual([
      expect.stringMatching(/^Lot P-1 EX-BLACK-100 sent to 1 piece Customer EX-ANNA certain/),
      expect.stringMatching(/^Lot P-1 EX-BLACK-100 sent to 20 piece Customer EX-CAFE certain/),
    ])

    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).first().click()])

    const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n')
    expect(lines).toHaveLength(1 + 5)
    expect(lines.filter((line) => line.includes('made into'))).toEqual([expect.stringContaining('Lot,V-9,EX-BLACK-BULK,made into,10000,g,Lot,P-1,EX-BLACK-100,100,piece,certain')])
  })

  test('as known earlier: the lot was there, its customers were not', async () => {
    const { page } = opened.kim
    const answer = await page.request.get('/api/v1/receipts?lot=V-9')
    const [receipt] = (await answer.json()).rows
    const { position } = await (await page.request.get(`/api/v1/documents/${receipt.id}`)).json()

    await page.goto(`/trace?from=lot&code=V-9&position=${position}&view=table`)

    await page.getByText(/As known on .*20\d\d/).waitFor()
    await page.getByText('The lot adds up.').waitFor()
    expect(await page.getByText('sent to').count()).toBe(0)
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.getByText('sent to').first().waitFor()
    const slider = page.getByRole('slider')
    await slider.focus()
    await page.keyboard.press('Home')
    await page.getByRole('heading', { name: 'It was not known then' }).waitFor()
  })

  test('an order, a unit, a receipt, a customer and a lot lead to their trace', async () => {
    const { page } = opened.kim
    for (const [list, name, title] of [['/orders', 'EX-1002', 'order EX-1002'], ['/partners', 'EX-CAFE', 'customer EX-CAFE'], ['/receipts', 'EX-R3', 'receipt EX-R3']] as const) {
      await follow(page, list, name)
      await page.getByRole('main').getByRole('link', { name: 'Trace', exact: true }).click()
      await page.getByRole('heading', { name: `Trace of ${title}` }).waitFor()
      await page.getByText(/add up\./).waitFor()
    }
    await follow(page, '/lots', 'P-1')
    await page.getByRole('tab', { name: 'Trace' }).click()
    await page.getByRole('main').getByRole('link', { name: /^Supplier EX-VALLEY/ }).waitFor()
    expect(opened.kim.complaints).toEqual([])
  })
})
