// What people do with goods: receive, hold, move. What the pages say is then asked of the record.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, plainText, scanIn, seriousFaults, tellAs } from '#test/website'

const WAIT = { timeout: 10_000 }
const opened = openForKim()

const year = new Date().getUTCFullYear() + 2

/** Picks what begins as typed. */
async function pick(page: Page, field: string, typed: string, code: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).fill(typed)
  await page.getByRole('option', { name: code }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('combobox', { name: field, exact: true }).inputValue(), WAIT).toBe(code)
}

async function fill(page: Page, fields: { readonly [name: string]: string }): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.getByRole('textbox', { name, exact: true }).fill(value)
}

async function cells(page: Page, lot: string): Promise<string[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: lot, exact: true }) }).first()
  await row.waitFor()
  return (await row.getByRole('cell').allInnerTexts()).map(plainText)
}

describe.skipIf(hasNoBrowser)('goods in the browser', () => {
  test('receive two lots: one is refused beside its line, and nothing typed is lost', async () => {
    const { page } = opened.kim
    await page.goto('/receipts')
    await page.getByRole('link', { name: 'Receive goods' }).click()
    await pick(page, 'Supplier', 'ex-h', 'EX-HILL')
    await pick(page, 'Item, line 1', 'green', 'EX-GREEN-100')
    await fill(page, { 'Lot, line 1': 'T-1', 'Best before, line 1': `05${year % 100}`, 'Quantity, line 1': '24' })
    await page.getByText(`May ${year}, to its end`).waitFor()
    await page.getByRole('button', { name: 'Another lot of it' }).click()
    await fill(page, { 'Lot, line 2': 'T-2', 'Best before, line 2': '1.1.2026', 'Quantity, line 2': '10', Number: 'NOTE-7' })
    await page.getByRole('button', { name: 'Receive', exact: true }).click()

    const refusal = page.locator('[data-line="2"]').getByRole('alert')
    await refusal.waitFor()
    expect(await refusal.innerText()).toContain('must last to')
    expect(await page.locator('[data-line="1"]').getByRole('alert').count()).toBe(0)

    await page.reload()
    await page.getByText('What you typed before is still here.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Lot, line 2', exact: true }).inputValue()).toBe('T-2')
    await page.getByLabel('Reason to receive it all the same').fill('Free of charge, for the staff')
    await page.getByRole('button', { name: 'Receive', exact: true }).click()

    await page.getByRole('heading', { name: 'Receipt NOTE-7' }).waitFor()
    expect(await cells(page, 'T-1')).toEqual(expect.arrayContaining(['EX-GREEN-100', '24', 'EXAMPLE-RECEIVING']))
    expect(await cells(page, 'T-2')).toEqual(expect.arrayContaining(['10', 'Free of charge, for the staff']))
    await page.goto('/receive')
    await page.getByRole('combobox', { name: 'Supplier' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Supplier' }).inputValue()).toBe('')
  })

  test('on a phone what was expected is said within the page, however much comes', async () => {
    const { page } = opened.kim
    const [supplier, site, item] = await Promise.all([
      askAs(opened.kim, '/partners?q=EX-HILL'), askAs(opened.kim, '/locations?kind=site'), askAs(opened.kim, '/items?q=EX-GREEN-100'),
    ])
    const announced = { number: 'PO-WIDE', kind: 'purchase_order', supplierId: supplier.rows[0].id, siteId: site.rows[0].id, lines: [{ itemId: item.rows[0].id, quantity: '72' }] }
    const { announcementId } = await tellAs(opened.kim, '/announcements', announced)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/receive?announcement=${announcementId}`)
    await fill(page, { 'Quantity, line 1': '1000000000' })
    await page.getByText('999,999,928 pieces more than the 72 pieces expected').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)

    // The change is told before the answer comes.
    await fill(page, { 'Lot, line 1': 'T-72', 'Best before, line 1': `05${year % 100}`, 'Quantity, line 1': '72' })
    await page.getByText('as expected').waitFor()
    let answers: () => void = () => undefined
    const isAnswered = new Promise<void>((resolve) => { answers = resolve })
    await page.route('**/api/v1/receipts', async (route) => {
      const response = await route.fetch()
      await opened.site.sequence()
      await isAnswered
      await route.fulfill({ response })
    })
    const told = page.waitForResponse(async (response) => response.url().endsWith(String(announcementId)) && (await response.json()).lines[0].received === '72')
    await page.getByRole('button', { name: 'Receive', exact: true }).click()
    await told
    await page.getByText('A lot that is known').waitFor()
    expect(await page.getByText('more than the').count()).toBe(0)
    answers()
    await page.waitForURL(/\/receipts\//)
    await page.unroute('**/api/v1/receipts')
    await page.setViewportSize({ width: 1280, height: 720 })
  })

  test('receive by scanner alone: items and lots find their lines wherever the focus is', async () => {
    const { page } = opened.kim
    await page.goto('/receive')
    await page.getByRole('combobox', { name: 'Supplier', exact: true }).focus()
    await scanIn(page, 'EX-HILL')
    await expect.poll(() => page.getByRole('combobox', { name: 'Supplier', exact: true }).inputValue(), WAIT).toBe('EX-HILL')
    await page.getByRole('heading', { level: 1 }).focus()
    await scanIn(page, 'EX-GREEN-100')
    await expect.poll(() => page.getByRole('combobox', { name: 'Item, line 1', exact: true }).inputValue(), WAIT).toBe('EX-GREEN-100')
    await page.getByRole('heading', { level: 1 }).focus()
    await scanIn(page, 'T-SCANNED')
    await expect.poll(() => page.getByRole('textbox', { name: 'Lot, line 1', exact: true }).inputValue(), WAIT).toBe('T-SCANNED')
  })

  test('a lot is made by hand: one that looks alike is told, and what is refused stands beside its field', async () => {
    const { page } = opened.kim
    await page.goto('/lots')
    await page.getByRole('button', { name: 'New lot' }).click()
    const dialog = page.getByRole('dialog', { name: 'New lot' })
    const makes = dialog.getByRole('button', { name: 'Make the lot' })
    expect(await makes.isDisabled()).toBe(true)
    await pick(page, 'Item', 'green', 'EX-GREEN-100')
    await pick(page, 'Who assigned the code', 'ex-h', 'EX-HILL')
    await fill(page, { Lot: 'H-101', 'Best before': `05${year % 100}` })
    await dialog.getByText('There is a lot H-101 of this item').waitFor()
    await makes.click()
    await dialog.getByText(/already has the code H-101/).waitFor()
    expect(await dialog.getByRole('textbox', { name: 'Lot', exact: true }).getAttribute('aria-invalid')).toBe('true')

    // Nothing of what is too long is cut off, and what nobody sees is told.
    await fill(page, { Lot: 'L'.repeat(101), 'Our code': 'O'.repeat(102) })
    await dialog.getByText('101 characters are too many: at most 100.').waitFor()
    await dialog.getByText('102 characters are too many: at most 100.').waitFor()
    await fill(page, { Lot: 'H\u200b-9', 'Our code': '' })
    await makes.click()
    await dialog.getByText('The lot code H-9 holds what nobody sees: its character 2 is a zero-width space (U+200B). Leave it out.').waitFor()

    await fill(page, { Lot: 'H-1O1', 'Our code': 'T-55' })
    await dialog.getByText(/^Take care: .* looks like a lot that is there$/).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await makes.click()
    await page.getByRole('heading', { name: 'Lot H-1O1' }).waitFor()
    const { rows: [lot] } = await askAs(opened.kim, '/lots?code=H-1O1')
    expect(lot).toMatchObject({ code: 'H-1O1', origin: 'EX-HILL', ownCode: 'T-55', dates: { bestBefore: `${year}-05` } })
    expect((await askAs(opened.kim, `/balances?lotId=${lot.id}`)).total).toBe(0)
  })

  test('hold two lots from the list for one reason, and take it back', async () => {
    const { page } = opened.kim
    const standing = async (lot: string) => {
      const answer = await page.request.get(`/api/v1/holds?lot=${lot}`)
      return (await answer.json()).total
    }
    await page.goto('/lots?sort=code')
    for (const lot of ['H-088', 'H-117']) {
      await page.getByRole('row').filter({ has: page.getByRole('link', { name: lot, exact: true }) }).getByRole('checkbox').check()
    }
    await page.getByText('2 rows ticked').waitFor()
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByLabel('Reason').fill('The farm called')
    await page.getByRole('button', { name: 'Hold 2 lots' }).click()
    await page.getByText('2 lots are held.').waitFor()
    expect([await standing('H-088'), await standing('H-117')]).toEqual([1, 1])

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    expect([await standing('H-088'), await standing('H-117')]).toEqual([0, 0])
  })

  test('move by scan: tick the stock, scan the place, and it lies there; then take it back', async () => {
    const { page } = opened.kim
    const lies = async () => {
      const answer = await page.request.get('/api/v1/balances?lot=H-117')
      const { rows }: { rows: { location: string; quantity: string }[] } = await answer.json()
      return rows.map(({ location, quantity }) => `${location} ${quantity}`).sort()
    }
    const before = await lies()
    expect(before.length).toBe(1)
    await page.goto('/stock?lot=H-117')
    await page.getByRole('row').filter({ has: page.getByRole('link', { name: 'H-117', exact: true }) }).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'To' }).focus()
    await scanIn(page, 'EXAMPLE-QUARANTINE')
    await expect.poll(() => dialog.getByRole('combobox', { name: 'To' }).inputValue(), WAIT).toBe('EXAMPLE-QUARANTINE')
    await fill(page, { 'Quantity, line 1': '5000' })
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await dialog.locator('[data-line="1"]').getByRole('alert').waitFor()
    expect(await lies()).toEqual(before)

    await fill(page, { 'Quantity, line 1': '3' })
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('Moved to EXAMPLE-QUARANTINE.').waitFor()
    expect(await lies()).toContain('EXAMPLE-QUARANTINE 3')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    expect(await lies()).toEqual(before)
  })

  test('change the date and the attributes of a lot with a reason; the history tells what was', async () => {
    const { page } = opened.kim
    await tellAs(opened.kim, '/lot-attributes', { name: 'grade', title: 'Grade', type: 'choice', choices: ['A', 'B'] })
    await tellAs(opened.kim, '/lot-attributes', { name: 'moisture', title: 'Moisture, %', type: 'number' })
    const { rows: [{ id: lotId }] } = await askAs(opened.kim, '/lots?code=H-088')
    await tellAs(opened.kim, '/lots/change', { lotId, attributes: { grade: 'B' }, facility: 'East mill' })
    await page.goto('/lots?q=H-088')
    await page.getByRole('link', { name: 'H-088', exact: true }).click()
    await page.getByRole('heading', { name: 'Lot H-088' }).waitFor()
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Best before' }).fill('0527')
    await dialog.getByRole('textbox', { name: 'Where it was made' }).fill('')
    await dialog.getByRole('textbox', { name: 'Regulatory code' }).fill('EU-77')
    await dialog.getByRole('combobox', { name: 'Grade' }).selectOption('')
    await dialog.getByRole('textbox', { name: 'Moisture, %' }).fill('wet')
    await dialog.getByText('This is no number.').waitFor()
    await dialog.getByLabel('Reason').fill('Misread at the dock')
    expect(await dialog.getByRole('button', { name: 'Change', exact: true }).isDisabled()).toBe(true)
    await dialog.getByRole('textbox', { name: 'Moisture, %' }).fill('11,2')
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByText('Lot H-088 is changed.').waitFor()
    const { lot, attributes } = await askAs(opened.kim, `/lots/${lotId}`)
    expect(lot).toMatchObject({ dates: { bestBefore: '2027-05' }, facility: null, regulatoryCode: 'EU-77' })
    expect(attributes).toMatchObject([{ name: 'moisture', value: '11.2' }])
    await page.getByRole('tab', { name: 'Timeline' }).click()
    const told = page.getByRole('listitem').filter({ hasText: 'Misread at the dock' })
    await told.getByText('Grade: B → none').waitFor()
    await told.getByText('Moisture, %: none → 11.2').waitFor()
    // The document itself tells it as well.
    await told.getByRole('link', { name: 'Lot changed' }).click()
    const changed = page.getByRole('region', { name: 'What was changed' }).getByRole('row', { name: 'Facility' })
    expect(plainText(await changed.innerText())).toBe('Facility East mill')
    await page.goBack()

    // Many of one kind are one line, which opens to them.
    const { rows: [{ itemId, locationId, quantity }] } = await askAs(opened.kim, `/balances?lotId=${lotId}`)
    for (const less of [1, 2, 3, 4]) await tellAs(opened.kim, '/stock/adjust', { itemId, lotId, locationId, counted: String(Number(quantity) - less), reason: `Count ${less}` })
    await page.reload()
    const run = page.getByRole('button', { name: /^4\s.*adjusted.*4 times/ })
    await run.waitFor()
    expect(await page.getByText('Count 3').isVisible()).toBe(false)
    await run.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('listitem').filter({ hasText: 'Count 3' }).last().waitFor()
    expect(await run.getAttribute('aria-expanded')).toBe('true')
    expect(await seriousFaults(page)).toEqual([])
  })

  test('count a lot, and release a hold from the list', async () => {
    const { page } = opened.kim
    await page.goto('/stock?lot=H-117')
    await page.getByRole('row').filter({ has: page.getByRole('link', { name: 'H-117', exact: true }) }).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Count', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Counted' }).fill('40')
    await dialog.getByLabel('Reason').fill('Counted on the shelf')
    await dialog.getByRole('button', { name: 'Count', exact: true }).click()
    await page.getByText('40 pieces are there.').waitFor()
    const answer = await page.request.get('/api/v1/balances?lot=H-117')
    expect((await answer.json()).rows[0].quantity).toBe('40')

    await page.goto('/holds')
    await page.getByRole('row').filter({ has: page.getByRole('link', { name: 'P-1', exact: true }) }).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Release' }).click()
    await dialog.getByLabel('Reason').fill('The tea is fine')
    await dialog.getByRole('button', { name: 'Release' }).click()
    await page.getByText('The hold is released.').waitFor()
    const holds = await page.request.get('/api/v1/holds?lot=P-1')
    expect((await holds.json()).total).toBe(0)
  })
})
