// A scanner types, and so do people: what each of them means is told apart, and neither costs the other anything.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { follow, openPage, openWebsite, scanIn, type Visit, type Website } from '#test/website'

const WAIT = { timeout: 20_000 }

describe.skipIf(inject('chromium') === '')('scans', () => {
  let website: Website
  let visit: Visit
  beforeAll(async () => {
    website = await openWebsite('full')
    visit = await website.visitAs('kim')
  })
  afterAll(() => website.close())

  test('the letters of a scanned code are no keys: nothing is ticked, opened or left by them', async () => {
    const { page } = visit
    await openPage(page, ['/lots', ''])
    await page.getByRole('main').getByRole('link', { name: 'V-9', exact: true }).first().waitFor()
    await page.keyboard.press('j')
    await expect.poll(() => page.locator('tr[data-active]').count(), WAIT).toBe(1)
    await page.waitForTimeout(300)

    await scanIn(page, 'AXf/gl-no-such')

    await page.getByRole('dialog', { name: 'AXf/gl-no-such is not known' }).waitFor()
    expect(await page.locator('tr[data-selected]').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/lots')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('a key that is held down is no scan', async () => {
    const { page } = visit
    await openPage(page, ['/lots', ''])
    await page.getByRole('main').getByRole('link', { name: 'V-9', exact: true }).first().waitFor()
    // Pressed again without being let go, a key repeats.
    for (let nth = 0; nth < 7; nth++) await page.keyboard.down('j')
    await page.keyboard.press('Enter')
    await page.keyboard.up('j')
    await page.getByRole('heading', { level: 1, name: /^Lot [A-Z]/ }).waitFor()
  })

  test('a scan while something is typed in a dialog keeps the page and what was typed', async () => {
    const { page } = visit
    await follow(page, '/lots', 'V-9')
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    const reason = page.getByRole('dialog').getByLabel('Reason')
    await reason.pressSequentially('The sack is wet', { delay: 60 })
    await page.waitForTimeout(300)

    await scanIn(page, 'EX-1002')

    await page.getByText('Order EX-1002 was scanned. What you are typing stays.').waitFor()
    expect(await reason.inputValue()).toBe('The sack is wet')
    await page.getByRole('heading', { level: 1, name: 'Lot V-9' }).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('a lot that is scanned goes into what is made; a code that is nothing here is said, and never swallowed', async () => {
    const { page } = visit
    await page.goto('/transformations/make')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    const [lot, item] = ['Lot', 'Item'].map((what) => page.getByRole('combobox', { name: `${what} that goes in, line 1` }))
    await page.getByRole('heading', { level: 1 }).click()
    await scanIn(page, 'H-117')
    await expect.poll(() => Promise.all([lot?.inputValue(), item?.inputValue()]), WAIT).toEqual(['H-117', 'EX-GREEN-100'])
    await page.getByRole('combobox', { name: 'Taken from, line 1' }).getByRole('option', { name: /EXAMPLE-STOCK/ }).waitFor({ state: 'attached' })
    await scanIn(page, 'H-088')
    await expect.poll(() => page.getByRole('combobox', { name: 'Lot that goes in, line 2' }).inputValue(), WAIT).toBe('H-088')
    await scanIn(page, 'NO-SUCH-9')
    await page.getByText('NO-SUCH-9 is no lot, and no unit that lies here').waitFor()
    expect(await page.getByRole('combobox', { name: 'Lot that goes in, line 3' }).count()).toBe(0)

    await page.goto('/stock')
    await page.getByRole('row', { name: /H-117/ }).getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    // Not into the field of the place: it says so by itself.
    await page.evaluate('document.activeElement.blur()')
    await scanIn(page, 'NO-SUCH-8')
    await page.getByText('NO-SUCH-8 is the code of no place').waitFor()
    await page.keyboard.press('Escape')
  })

  test('a code that nothing has is received as a lot, or traced as what a supplier calls one', async () => {
    const { page } = visit
    await openPage(page, ['/stock', ''])
    await scanIn(page, 'NEW-LOT-77')
    await page.getByRole('dialog', { name: 'NEW-LOT-77 is not known' }).getByRole('button', { name: 'Receive a lot with it' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Receive goods' }).waitFor()
    await page.getByRole('combobox', { name: 'Item, line 1' }).fill('EX-GREEN-100')
    await page.getByRole('option', { name: /EX-GREEN-100/ }).click()
    await expect.poll(() => page.getByRole('textbox', { name: 'Lot, line 1', exact: true }).inputValue(), WAIT).toBe('NEW-LOT-77')

    await openPage(page, ['/stock', ''])
    await scanIn(page, 'NEW-LOT-78')
    await page.getByRole('dialog').getByRole('button', { name: 'Trace it as a supplier’s lot code' }).click()
    await page.getByRole('heading', { name: 'Trace of supplier’s lot NEW-LOT-78' }).waitFor()
    expect(visit.complaints.filter((one) => !/404|422/.test(one))).toEqual([])
  })
})
