import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { follow, hasNoBrowser, openForKim, plainText, seriousFaults } from '#test/website'

const LONG = 60_000
const opened = openForKim()

async function pickFrom(page: Page, label: string, code: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true })
  // What was typed before is still there.
  if ((await field.inputValue()) === code) return
  await field.fill(code)
  await page.getByRole('option', { name: code }).first().waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => field.inputValue(), { timeout: 10_000 }).toBe(code)
}

/** Places an order for the cafe by the form, and waits for its page. */
async function place(page: Page, number: string, sku: string, quantity: string): Promise<void> {
  await page.goto('/orders/new')
  await page.getByRole('combobox', { name: 'From site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
  await page.getByLabel('Number').fill(number)
  await pickFrom(page, 'Customer', 'EX-CAFE')
  await pickFrom(page, 'Item 1', sku)
  await page.getByLabel('Quantity 1', { exact: true }).fill(quantity)
  await page.getByRole('button', { name: 'Place an order' }).click()
  await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
}

const act = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
const state = (page: Page, says: string) => page.getByRole('main').getByText(says, { exact: true }).first().waitFor()
async function cellsOf(page: Page, table: string, row: string): Promise<string[]> {
  const found = page.getByRole('region', { name: table }).getByRole('row', { name: row }).first()
  await found.waitFor()
  return (await found.getByRole('cell').allInnerTexts()).map(plainText)
}

async function more(page: Page, name: string): Promise<void> {
  await act(page, 'More')
  await page.getByRole('menuitem', { name }).click()
}

describe.skipIf(hasNoBrowser)('orders in the browser', () => {
  test('an order goes from its placing to its return, a step at a time, and says why its lots', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.goto('/orders/new')
    await pickFrom(page, 'Item 1', 'EX-GREEN-100')
    await page.getByLabel('Quantity 1', { exact: true }).fill('300')
    await page.getByText('would wait for stock').waitFor()
    // What was typed survives that somebody looks elsewhere.
    await page.goto('/lots')
    await place(page, 'W-1', 'EX-GREEN-100', '20')
    await state(page, 'reserved')

    await act(page, 'Pick')
    await state(page, 'picked')
    await page.getByRole('button', { name: 'Undo' }).click()
    await state(page, 'reserved')
    await act(page, 'Pick')
    await state(page, 'picked')
    await page.getByRole('tab', { name: 'Why these lots' }).click()
    await page.getByText('ends too early for this order').first().waitFor()
    await act(page, 'Decide again')
    await page.getByText('every choice comes out the same').waitFor()

    await act(page, 'Pack')
    await state(page, 'packed')
    await act(page, 'Ship')
    await page.getByRole('dialog').getByLabel('Parcel').fill('JD0123')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Ship' }).click()
    await state(page, 'shipped')
    await page.getByRole('tab', { name: 'What happened' }).click()
    await page.getByText('EX-GREEN-100 20 pieces of H-117, in parcel JD0123').waitFor()

    await more(page, 'Take back a return')
    await page.getByLabel('How much of EX-GREEN-100 comes back').fill('21')
    await act(page, 'Take back a return')
    await page.getByRole('alert').getByText('21 come back, and 20 of that order line').waitFor()
    await page.getByLabel('How much of EX-GREEN-100 comes back').fill('3')
    await act(page, 'Take back a return')
    await page.getByRole('heading', { name: 'Return' }).waitFor()
    expect(await cellsOf(page, 'Lines', 'EX-GREEN-100')).toEqual(expect.arrayContaining(['3', 'Order W-1, line 1', 'H-117']))
    await page.getByRole('link', { name: 'W-1' }).click()
    await state(page, 'partly returned')
  })

  test('a return of nobody known is kept apart, and says what it may be', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.goto('/returns/new')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await pickFrom(page, 'Item 1', 'EX-GREEN-100')
    await page.getByLabel('Quantity 1', { exact: true }).fill('1')
    await act(page, 'Take back a return')
    await page.getByText('1 line was matched to nothing').waitFor()
    expect(await cellsOf(page, 'Lines', 'EX-GREEN-100')).toContain('EXAMPLE-QUARANTINE')
  })

  test('an order short of stock waits, and is listed until it is cancelled', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await place(page, 'W-2', 'EX-GREEN-100', '5000')
    await page.getByText('1 line is short').waitFor()
    await page.goto('/orders/waiting')
    expect(await cellsOf(page, 'Waiting for stock', 'W-2')).toContain('5,000')
    await page.getByRole('link', { name: 'W-2' }).click()
    await more(page, 'Cancel')
    await page.getByRole('dialog').getByLabel('Reason').fill('They will not wait')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel all of it' }).click()
    await state(page, 'cancelled')
    await page.goto('/orders/waiting')
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor()
  })

  test('a number that is taken is told beside its field, and nothing typed is lost', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.goto('/orders/new')
    await page.getByRole('combobox', { name: 'From site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await page.getByLabel('Number').fill('EX-1001')
    await pickFrom(page, 'Item 1', 'EX-GREEN-100')
    await page.getByLabel('Quantity 1', { exact: true }).fill('2')
    await act(page, 'Place an order')
    await page.getByText('There is already an order EX-1001').waitFor()
    await page.reload()
    await page.getByText('What you typed before is still here.').waitFor()
    expect(await page.getByLabel('Quantity 1', { exact: true }).inputValue()).toBe('2')
    await page.getByLabel('Number').fill('W-3')
    await act(page, 'Place an order')
    await page.getByRole('heading', { name: 'Order W-3' }).waitFor()
  })

  test('a lot of one’s own is picked beside what was suggested, with the reason in the record', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await place(page, 'W-4', 'EX-BLACK-BULK', '100')
    await act(page, 'More')
    await page.getByRole('menuitem', { name: 'Pick another lot' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('radio', { name: 'suggested: 100 g' }).check()
    await form.getByLabel('Quantity').fill('40')
    await form.getByLabel('Reason, if there is one').fill('The first sack is open')
    await form.getByRole('button', { name: 'Pick' }).click()
    await state(page, 'partly picked')
    await page.getByRole('link', { name: 'Picked' }).click()
    await page.getByText('The first sack is open').waitFor()
  })

  test('several orders go on at once, and each refusal is told by its order', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await place(page, 'W-5', 'EX-GREEN-100', '1')
    await page.goto('/orders?q=W-')
    for (const number of ['W-1', 'W-5']) {
      await page.getByRole('row').filter({ has: page.getByRole('link', { name: number, exact: true }) }).getByRole('checkbox').check()
    }
    await page.getByText('2 rows ticked').waitFor()
    await act(page, 'Pick')
    const told = page.getByRole('dialog', { name: '1 order done, 1 refused' })
    expect(plainText(await told.getByRole('listitem').filter({ hasText: 'W-1' }).innerText())).toContain('refused Nothing of order W-1 is reserved')
    expect(plainText(await told.getByRole('listitem').filter({ hasText: 'W-5' }).innerText())).toContain('picked')
  })

  test('two people change one order: the second sees what happened and loses nothing typed', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await place(page, 'W-6', 'EX-GREEN-100', '4')
    const other = await opened.site.visitAs('kim')
    await follow(other.page, '/orders', 'W-6')
    await more(page, 'Change the order')
    const mine = page.getByRole('dialog', { name: 'Change order W-6' })
    await mine.getByLabel('EX-GREEN-100').fill('6')
    await mine.getByLabel('Reason').fill('They called')

    await more(other.page, 'Change the order')
    const theirs = other.page.getByRole('dialog', { name: 'Change order W-6' })
    await theirs.getByLabel('EX-GREEN-100').fill('3')
    await theirs.getByLabel('Reason').fill('They wrote')
    await theirs.getByRole('button', { name: 'Change' }).click()
    await other.page.getByText('Order W-6 is changed.').waitFor()
    // Nobody told this page yet: it looks itself before it changes anything.
    await mine.getByRole('button', { name: 'Change' }).click()
    await mine.getByText('Somebody changed this order meanwhile').waitFor()
    await mine.getByText(/^Somebody changed it meanwhile: \d+ → 3$/).waitFor()
    expect(await mine.getByLabel('EX-GREEN-100').inputValue()).toBe('6')
    expect(await mine.getByLabel('Reason').inputValue()).toBe('They called')
    await mine.getByRole('button', { name: 'Change' }).click()
    await page.getByText('Order W-6 is changed.').waitFor()
    expect(await cellsOf(page, 'Lines', 'EX-GREEN-100')).toContain('6')
  })
})
