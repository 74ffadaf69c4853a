// The shop's own attributes in the list of lots: shown when somebody asks for them, filtered by, kept in views, exported.
import { readFileSync } from 'node:fs'
import papaparse from 'papaparse'
import { beforeAll, describe, expect, test } from 'vitest'
import { createLot, defineAttribute } from '#lots'
import { query } from '#platform'
import { act } from '#test/shop'
import { hasNoBrowser, openForKim, plainText, seriousFaults } from '#test/website'

const here = openForKim()

beforeAll(async () => {
  if (hasNoBrowser) return
  const { database } = here.site
  await act(database, defineAttribute, { name: 'grade', title: 'Grade', type: 'choice', choices: ['A', 'B'] })
  await act(database, defineAttribute, { name: 'tested_on', title: 'Tested on', type: 'date' })
  await act(database, defineAttribute, { name: 'organic', title: 'Organic', type: 'yes_no' })
  await act(database, defineAttribute, { name: 'moisture', title: 'Moisture', type: 'number' })
  await act(database, defineAttribute, { name: 'note', title: 'Note', type: 'text' })
  const [item] = await query<{ id: string }>(database, { name: '', text: `select id from catalog.item where sku = 'EX-GREEN-100'` }, [])
  const itemId = item?.id ?? ''
  await act(database, createLot, { itemId, code: 'FINE', attributes: { grade: 'A', tested_on: '2026-10-05', organic: 'yes', moisture: '-5.50', note: 'dry=good' } })
  await act(database, createLot, { itemId, code: 'FAIR', attributes: { grade: 'B', organic: 'no' } })
})

describe.skipIf(hasNoBrowser)('the list of lots', () => {
  test('shows own attributes, is filtered by them, keeps both in a view and exports them', { timeout: 120_000 }, async () => {
    const { page, complaints } = here.kim
    await page.goto('/lots')
    await page.getByRole('link', { name: 'FINE', exact: true }).waitFor()
    expect(await page.getByRole('columnheader', { name: 'Grade' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Columns' }).click()
    for (const title of ['Grade', 'Tested on', 'Organic', 'Moisture']) await page.getByLabel(title, { exact: true }).check()
    await page.keyboard.press('Escape')
    const row = page.locator('tbody tr[data-row]').filter({ hasText: 'FINE' })
    const cells = (await row.getByRole('cell').allInnerTexts()).map(plainText)
    expect(cells.slice(-4)).toEqual(['A', '-5.50', 'yes', 'Oct 5, 2026'])

    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitem', { name: 'Own attribute' }).click()
    await page.getByLabel('Attribute', { exact: true }).selectOption('Organic')
    await page.getByLabel('Value', { exact: true }).selectOption('no')
    // A menu that is leaving has no items any more.
    await page.getByRole('menu').waitFor({ state: 'detached' })
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.waitForURL('**attribute=organic**')
    await page.getByText('1 row', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'FAIR', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Own attribute: Organic = no', exact: true }).click()
    // Another attribute begins with no value: any.
    await page.getByLabel('Attribute', { exact: true }).selectOption('Note')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: 'Own attribute: Note = any', exact: true }).click()
    await page.getByLabel('Value', { exact: true }).fill('dry=good')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Own attribute: Note = dry=good', exact: true }).waitFor()
    await page.getByRole('link', { name: 'FINE', exact: true }).waitFor()

    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name for this view').fill('Dry')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('The view Dry is kept.').waitFor()
    await page.evaluate('localStorage.clear()')
    await page.goto('/lots')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('link', { name: 'Dry', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Moisture' }).waitFor()
    await page.getByRole('button', { name: 'Own attribute: Note = dry=good', exact: true }).waitFor()
    await page.getByText('1 row', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Export' }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const text = readFileSync(await (await coming).path(), 'utf8').replace(/^\u{feff}/u, '')
    const [heading, ...lines] = papaparse.parse<string[]>(text, { skipEmptyLines: true }).data
    expect(heading?.slice(-4)).toEqual(['Grade', 'Moisture', 'Organic', 'Tested on'])
    expect(lines.map((line) => line.slice(-4))).toEqual([['A', '-5.50', 'yes', '2026-10-05']])
    expect(complaints).toEqual([])
  })

  test('asks for a value as the type is, on a phone too, and says what the address asks wrongly', { timeout: 90_000 }, async () => {
    const { page } = await here.site.visitAs('vera', { viewport: { width: 390, height: 844 } })
    await page.goto('/lots?attribute=tested_on%3D2026-10-05')
    await page.getByRole('link', { name: 'FINE', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Own attribute: Tested on = Oct 5, 2026', exact: true }).click()
    await page.getByLabel('Value', { exact: true }).fill('nothing like a date')
    await page.getByText('No date can be read from this.').waitFor()
    expect(await page.getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await page.goto('/lots?attribute=grade')
    await page.getByText('Own attribute cannot be “grade”: the list is shown without it.').waitFor()
    await page.getByRole('link', { name: 'FINE', exact: true }).waitFor()
  })
})
