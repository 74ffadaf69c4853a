// Two people hold one thing: the later one is told what stands already, before a second hold is placed.
import { describe, expect, test } from 'vitest'
import { askAs, follow, hasNoBrowser, openForKim, openPage, pickIn, seriousFaults, tellAs } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('holds in the browser', () => {
  test('who holds a lot that somebody held meanwhile is told so, and may do it knowingly', async () => {
    const { page } = opened.kim
    const { rows: [{ id: lotId, itemId }] } = await askAs(opened.kim, '/lots?code=H-117')
    await follow(page, '/lots', 'H-117')
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('The bag is torn')
    await dialog.getByRole('button', { name: 'Hold', exact: true }).waitFor()

    await tellAs(opened.kim, '/holds', { scope: 'lot', itemId, lotId, reason: 'The farm called' })
    await opened.site.sequence()

    const told = dialog.getByRole('alert').filter({ hasText: 'A hold stands on it already' })
    await told.waitFor()
    await told.getByText(/The whole lot H-117: The farm called/).waitFor()
    await told.getByText(/^since .*, by Kim Larsen/).waitFor()
    expect(await told.getByRole('link', { name: 'The whole lot H-117' }).getAttribute('href')).toMatch(/^\/documents\//)
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('The bag is torn')
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Place another hold' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await askAs(opened.kim, `/holds?lotId=${lotId}`)).total).toBe(2)
  })

  test('it is told of many lots as well, and wherever a hold is placed', async () => {
    const { page } = opened.kim
    await openPage(page, ['/lots?sort=code', ''])
    for (const lot of ['H-088', 'P-1']) await page.getByRole('row').filter({ has: page.getByRole('link', { name: lot, exact: true }) }).getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'The whole lot P-1' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    const { rows: [{ id: itemId }] } = await askAs(opened.kim, '/items?q=EX-GREEN-100')
    const { rows: [{ id: supplierId }] } = await askAs(opened.kim, '/partners?q=EX-HILL')
    await tellAs(opened.kim, '/holds', { scope: 'item_supplier', itemId, supplierId, reason: 'Under audit' })
    await openPage(page, ['/holds', ''])
    await page.getByRole('button', { name: 'Place a hold' }).click()
    const dialog = page.getByRole('dialog')
    await pickIn(page, 'Lot', 'P-1', 'P-1')
    await dialog.getByRole('link', { name: 'The whole lot P-1' }).waitFor()
    await dialog.getByLabel('What is held').selectOption('item_supplier')
    await dialog.getByRole('alert').waitFor({ state: 'detached' })
    await pickIn(page, 'Item', 'EX-GREEN', 'EX-GREEN-100')
    await pickIn(page, 'Supplier', 'EX-HILL', 'EX-HILL')
    await dialog.getByText('Under audit').waitFor()
    await dialog.getByRole('button', { name: 'Place another hold' }).waitFor()
  })
})
