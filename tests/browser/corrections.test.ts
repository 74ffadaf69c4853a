// A document is put right in the app: what follows is told before it is recorded, what stands in the way says so beside its
// line, and both documents lead to each other afterwards.
import { describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, pickIn, plainText, seriousFaults, tellAs } from '#test/website'

const LONG = 60_000
const opened = openForKim()

/** The id of a receipt by its number. */
const receiptOf = async (number: string): Promise<string> => (await askAs(opened.kim, `/receipts?number=${number}`)).rows[0].id
const linesOf = async (id: string) => (await askAs(opened.kim, `/documents/${id}/lines`)).lines
const correct = () => opened.kim.page.getByRole('button', { name: 'Correct', exact: true }).last()

describe.skipIf(hasNoBrowser)('corrections in the browser', () => {
  test('what was shipped stands in the way of a receipt; with the shipment in the same step it is recorded, and both lead to it', { timeout: LONG }, async () => {
    const { page } = opened.kim
    const id = await receiptOf('EX-R1')
    await page.goto(`/receipts/${id}`)
    await page.getByRole('link', { name: 'Correct', exact: true }).click()
    const line = page.locator('[data-line="1"]').first()
    await line.getByLabel('How much', { exact: true }).fill('55')
    await line.getByRole('alert').waitFor()
    expect(plainText(await line.getByRole('alert').innerText())).toContain('has 0 at location EXAMPLE-STOCK; 5 asked')
    expect(await correct().isDisabled()).toBe(true)
    expect((await linesOf(id))[0].parts[0].quantity).toBe('60')

    await page.getByRole('button', { name: /^Correct it too: shipped 50/ }).click()
    const shipped = page.locator('[data-line]').filter({ hasText: 'C:EX-CAFE' }).filter({ hasText: 'H-101' })
    await shipped.getByRole('button', { name: /^Correct line/ }).click()
    await shipped.getByLabel('How much', { exact: true }).fill('45')
    await page.getByText('Traces that change').waitFor()
    const traces = page.getByRole('region', { name: 'Traces that change' }).getByRole('row', { name: 'H-101' })
    expect(plainText(await traces.innerText())).toContain('50 → 45')
    expect(await seriousFaults(page)).toEqual([])

    // Nothing typed is lost by a reload, and nothing was recorded by looking.
    await page.reload()
    await page.getByText('What you typed before is still here.').waitFor()
    expect((await linesOf(id))[0].parts[0].quantity).toBe('60')
    await page.getByLabel('Reason').fill('Five were in the other box')
    await expect.poll(() => correct().isEnabled(), { timeout: 10_000 }).toBe(true)
    // What is recorded is not tried once more, which would be refused.
    const tried: string[] = []
    page.on('request', (request) => void (request.url().includes('/try/') && tried.push(request.url())))
    await correct().click()

    await page.getByRole('heading', { name: 'Correction', exact: true }).waitFor()
    await page.getByText('It corrects').waitFor()
    await page.waitForTimeout(500)
    expect(tried).toEqual([])
    await page.getByRole('link', { name: 'Order placed' }).waitFor()
    await page.getByRole('link', { name: 'Goods received EX-R1' }).click()
    await page.getByRole('heading', { name: 'Goods received' }).waitFor()
    const by = page.getByRole('region', { name: 'Corrected by' }).getByRole('row', { name: 'Five were in the other box' })
    expect(plainText(await by.innerText())).toContain('line 1')
    const stands = page.getByRole('region', { name: 'As it stands by now' }).getByRole('row', { name: 'H-101' })
    expect(plainText(await stands.innerText())).toContain('60 pieces H-101 55 pieces H-101')
    await page.getByRole('link', { name: 'Correction', exact: true }).click()
    await page.getByRole('heading', { name: 'Correction', exact: true }).waitFor()

    // What follows from taking it back is told first; what took it back cannot be so in turn, and says so.
    const taken = page.url()
    expect(await seriousFaults(page)).toEqual([])
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Take this correction back' }).click()
    const again = dialog.getByRole('region', { name: 'Traces that change' }).getByRole('row', { name: 'H-101' })
    expect(plainText(await again.innerText())).toContain('45 → 50')
    expect(await seriousFaults(page)).toEqual([])
    expect((await linesOf(id))[0].parts[0].quantity).toBe('55')
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await page.getByText('The correction is taken back').waitFor()
    expect((await linesOf(id))[0].parts[0].quantity).toBe('60')
    await page.waitForURL((url) => url.href !== taken)
    await page.getByRole('button', { name: 'Take this correction back' }).click()
    await dialog.getByText('A line of it was corrected more than once.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true)
    await page.keyboard.press('Escape')
  })

  test('a misread code is put right with its date, and the receipt shows it', { timeout: LONG }, async () => {
    const { page } = opened.kim
    const id = await receiptOf('EX-R2')
    await page.goto(`/documents/${id}/correct`)
    const line = page.locator('[data-line="1"]').first()
    await line.getByLabel('Lot on the label').fill('H-118')
    await line.getByRole('button', { name: 'More of this line' }).click()
    await line.getByLabel('Best before').fill('0629')
    await page.getByText(/^H-117: code: H-117 → H-118, best before: .* → Jun 2029$/).waitFor()
    await page.getByLabel('Reason').fill('Misread')
    await expect.poll(() => correct().isEnabled(), { timeout: 10_000 }).toBe(true)
    await correct().click()
    await page.getByRole('heading', { name: 'Correction', exact: true }).waitFor()
    const [lot] = (await askAs(opened.kim, '/lots?code=H-118')).rows
    expect([lot.dates.bestBefore, (await askAs(opened.kim, '/lots?code=H-117')).rows]).toEqual(['2029-06', []])
  })

  test('a move that went elsewhere, and one that never happened', { timeout: LONG }, async () => {
    const { page } = opened.kim
    const [row] = (await askAs(opened.kim, '/balances?lot=V-9')).rows
    const place = async (code: string) => (await askAs(opened.kim, `/locations?q=${code}`)).rows[0].id
    const way = { itemId: row.itemId, lotId: row.lotId, fromLocationId: row.locationId, toLocationId: await place('EXAMPLE-QUARANTINE'), quantity: '500' }
    const { documentId } = await tellAs(opened.kim, '/stock/move', { lines: [way] })
    await page.goto(`/documents/${documentId}`)
    await page.getByRole('link', { name: 'Correct', exact: true }).click()
    const line = page.locator('[data-line="1"]').first()
    await line.getByRole('button', { name: 'More of this line' }).click()
    await pickIn(page, 'Where it really went', 'EXAMPLE-RET', 'EXAMPLE-RETURNS')
    await page.getByText('No trace changes.').waitFor()
    await page.getByLabel('Reason').fill('It was the other shelf')
    await expect.poll(() => correct().isEnabled(), { timeout: 10_000 }).toBe(true)
    await correct().click()
    await page.getByRole('heading', { name: 'Correction', exact: true }).waitFor()
    expect((await linesOf(String(documentId)))[0].parts[0]).toMatchObject({ to: 'EXAMPLE-RETURNS', quantity: '500' })

    await page.getByRole('link', { name: 'Correct the same again' }).click()
    await page.getByLabel('All of it never happened').check()
    await page.getByText('No trace changes.').waitFor()
    await page.getByLabel('Reason').fill('Booked twice')
    await expect.poll(() => correct().isEnabled(), { timeout: 10_000 }).toBe(true)
    await correct().click()
    await page.getByRole('heading', { name: 'Correction', exact: true }).waitFor()
    expect((await linesOf(String(documentId)))[0].parts).toEqual([])
  })

  test('what stands in the way of taking a correction back is told before anything is recorded', { timeout: LONG }, async () => {
    const { page } = opened.kim
    const { rows: [row] } = await askAs(opened.kim, '/balances?lot=H-088')
    const id = await receiptOf('EX-R0')
    const line = (await linesOf(id)).find((one: { first: { lot: string } }) => one.first.lot === 'H-088')
    const more = String(Number(line.first.quantity) + 5)
    const { documentId } = await tellAs(opened.kim, '/corrections', { lines: [{ documentId: id, line: line.line, quantity: more }], reason: 'Counted again' })
    await tellAs(opened.kim, '/stock/adjust', { itemId: row.itemId, lotId: row.lotId, locationId: row.locationId, counted: '0', reason: 'All is gone' })
    await page.goto(`/documents/${documentId}`)
    await page.getByRole('button', { name: 'Take this correction back' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('It cannot be taken back as it is').waitFor()
    await dialog.getByText(/H-088.* has 0 at location/).waitFor()
    expect(await dialog.getByRole('button', { name: 'Take it back' }).isDisabled()).toBe(true)
    expect((await askAs(opened.kim, `/documents/${documentId}/corrections`)).by).toEqual([])
  })

  test('whoever may not correct sees no way to it', async () => {
    const { page } = await opened.site.visitAs('vera')
    const id = await receiptOf('EX-R3')
    await page.goto(`/receipts/${id}`)
    await page.getByRole('link', { name: 'The document' }).waitFor()
    expect(await page.getByRole('link', { name: 'Correct', exact: true }).count()).toBe(0)
    await page.goto(`/documents/${id}/correct`)
    await page.getByRole('heading', { name: 'No line of this document can be corrected.' }).waitFor()
  })
})
