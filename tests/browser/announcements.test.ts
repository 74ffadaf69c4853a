// What is expected changes: the day, a line, a line more; it is told what was changed, and two people see each other's changes.
import { beforeAll, describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, pickIn, tellAs } from '#test/website'

const LONG = 60_000
const opened = openForKim()
let announcementId = ''

beforeAll(async () => {
  if (hasNoBrowser) return
  const { kim } = opened
  const one = async (path: string) => (await askAs(kim, path)).rows[0].id
  const wanted = {
    number: 'PO-CHANGES', kind: 'purchase_order', supplierId: await one('/partners?q=EX-HILL'), siteId: await one('/locations?kind=site'), expectedOn: '2031-01-15',
    lines: [{ itemId: await one('/items?q=EX-GREEN-100'), quantity: '48' }],
  }
  announcementId = String((await tellAs(kim, '/announcements', wanted))['announcementId'])
}, LONG)

const expected = async () => {
  const { expectedOn, lines } = await askAs(opened.kim, `/announcements/${announcementId}`)
  return [expectedOn, ...lines.map(({ sku, announced }: { sku: string; announced: string }) => `${sku} ${announced}`)]
}

describe.skipIf(hasNoBrowser)('changing what is expected, in the browser', () => {
  test('another day, less of a line and a line more; the page tells what was changed, and undo takes it back', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.goto(`/announcements/${announcementId}`)
    await page.getByRole('button', { name: 'Change' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change PO-CHANGES' })
    const does = dialog.getByRole('button', { name: 'Change' })
    expect(await does.isDisabled()).toBe(true)
    await dialog.getByLabel('Expected').fill('nonsense')
    await dialog.getByLabel('EX-GREEN-100').fill('36')
    await dialog.getByLabel('Reason').fill('The farm wrote')
    expect(await does.isDisabled()).toBe(true)
    await dialog.getByLabel('Expected').fill('2031-02')
    await dialog.getByText('Give the whole day.').waitFor()
    expect(await does.isDisabled()).toBe(true)
    await dialog.getByLabel('Expected').fill('2031-02-03')
    await dialog.getByRole('button', { name: 'Add a line' }).click()
    // A line that is begun and not finished is not left out in silence.
    await dialog.getByLabel('Quantity').fill('5000')
    expect(await does.isDisabled()).toBe(true)
    await pickIn(page, 'Item', 'EX-BLACK-BULK', 'EX-BLACK-BULK')
    await does.click()
    await page.getByText('PO-CHANGES is changed.').waitFor()
    expect(await expected()).toEqual(['2031-02-03', 'EX-GREEN-100 36', 'EX-BLACK-BULK 5000'])
    const history = page.locator('section[aria-label="History"]')
    await history.getByText('Line 2').waitFor()
    for (const told of ['Expected on', 'Jan 15, 2031', 'Feb 3, 2031', 'Line 1', 'The farm wrote']) await history.getByText(told).first().waitFor()

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    expect(await expected()).toEqual(['2031-01-15', 'EX-GREEN-100 48', 'EX-BLACK-BULK 0'])
  })

  test('what cannot be is said in the form, and what somebody else changed meanwhile beside its field', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto(`/announcements/${announcementId}`)
    await page.getByRole('button', { name: 'Change' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change PO-CHANGES' })
    await dialog.getByLabel('EX-GREEN-100').fill('0')
    await dialog.getByLabel('Reason').fill('Nothing comes')
    await dialog.getByRole('button', { name: 'Change' }).click()
    await dialog.getByText('Nothing would be left of announcement PO-CHANGES: close it instead.').waitFor()

    await dialog.getByLabel('EX-GREEN-100').fill('24')
    const [line] = (await askAs(opened.kim, `/announcements/${announcementId}`)).lines
    await tellAs(opened.kim, '/announcements/change', { announcementId, lines: [{ lineId: line.id, quantity: '60' }], expectedOn: '2031-03-01', reason: 'By phone' })
    await opened.site.sequence()
    await dialog.getByText('Somebody changed it meanwhile: 48 → 60').waitFor()
    expect(await dialog.getByLabel('EX-GREEN-100').inputValue()).toBe('24')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await dialog.getByRole('button', { name: 'Change' }).click()
    await page.getByText('PO-CHANGES is changed.').waitFor()
    expect(await expected()).toEqual(['2031-03-01', 'EX-GREEN-100 24', 'EX-BLACK-BULK 0'])
  })
})
