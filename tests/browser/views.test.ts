// Views in the browser: kept under a name with filters and columns, shared, forgotten and back; those of an earlier version come along.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { askAs, openWebsite, seriousFaults, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
})
afterAll(() => site?.close())

describe.skipIf(chromium === '')('a view', () => {
  test('is kept with its filters and columns, and everybody who is shown it sees the same', { timeout: 120_000 }, async () => {
    const { page, complaints } = await site.visitAs('kim')
    await page.goto('/lots?item=EX-BLACK-100')
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByLabel('Origin', { exact: true }).uncheck()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name for this view').fill('Packed tea')
    await page.getByLabel('Everybody sees it').check()
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('The view Packed tea is kept.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(complaints).toEqual([])

    const vera = await site.visitAs('vera')
    await vera.page.goto('/lots')
    await vera.page.getByRole('columnheader', { name: 'Origin' }).waitFor()
    await vera.page.getByRole('button', { name: 'Views' }).click()
    await vera.page.getByRole('link', { name: 'Packed tea by Kim Larsen' }).click()
    await vera.page.getByRole('button', { name: 'View: Packed tea' }).waitFor()
    await vera.page.getByText('1 row', { exact: true }).waitFor()
    expect(await vera.page.getByRole('columnheader', { name: 'Origin' }).count()).toBe(0)
    // The address says it to anybody, also after a reload.
    await vera.page.reload()
    await vera.page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    expect(await vera.page.getByRole('columnheader', { name: 'Origin' }).count()).toBe(0)
    await vera.page.getByRole('button', { name: 'View: Packed tea' }).click()
    await vera.page.getByRole('link', { name: 'Everything' }).click()
    await vera.page.getByRole('columnheader', { name: 'Origin' }).waitFor()
  })

  test('is changed where it is looked at, and forgotten with a way back', { timeout: 90_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/orders')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name for this view').fill('All of them')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByRole('link', { name: 'All of them', exact: true }).click()
    await page.getByRole('button', { name: 'View: All of them' }).waitFor()
    await page.getByRole('textbox', { name: 'Number begins with' }).fill('EX-1002')
    await page.waitForURL('**q=EX-1002**')
    await page.getByRole('button', { name: 'View: All of them' }).click()
    await page.getByRole('button', { name: 'Keep the changes to All of them' }).click()
    await page.getByText('The view All of them is kept.').last().waitFor()
    await page.goto('/orders')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('link', { name: 'All of them', exact: true }).click()
    await page.waitForURL('**q=EX-1002**')
    await page.getByRole('button', { name: 'View: All of them' }).click()
    await page.getByRole('button', { name: 'Forget All of them' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    await page.goto('/orders')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('link', { name: 'All of them', exact: true }).waitFor()
  })

  test('of numbers with units keeps the unit for its reports, and shows no more columns', { timeout: 60_000 }, async () => {
    const kim = await site.visitAs('kim')
    const { page } = kim
    await page.goto('/stock?item=EX-GREEN-100')
    await page.getByRole('link', { name: 'H-117', exact: true }).first().waitFor()
    const headings = () => page.getByRole('columnheader').allInnerTexts()
    const before = await headings()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name for this view').fill('Green on hand')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('The view Green on hand is kept.').waitFor()
    expect(await headings()).toEqual(before)
    const { views } = await askAs(kim, '/views?page=/stock')
    const columns: { of: string; heading: string }[] = views.find(({ name }: { name: string }) => name === 'Green on hand').columns
    expect(columns.filter(({ of }) => ['quantity', 'unit', 'free'].includes(of)).map(({ heading }) => heading)).toEqual(['On hand', 'Unit', 'Free'])
  })

  test('that an earlier version kept in the browser comes along once, whatever it is called', { timeout: 90_000 }, async () => {
    const { page } = await site.visitAs('vera')
    await page.goto('/items')
    await page.evaluate(`localStorage.setItem('lotline-views/items', JSON.stringify([
      { name: 'Green', asked: { q: 'EX-GREEN', colour: 'green' } }, { name: 'Open', asked: { state: 'open' } }, { name: 'open', asked: { state: 'closed' } },
    ]))`)
    await page.reload()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('link', { name: 'open (old)' }).waitFor()
    await page.getByRole('link', { name: 'Green', exact: true }).click()
    await page.getByText('1 row', { exact: true }).waitFor()
    expect(await page.evaluate(`localStorage.getItem('lotline-views/items')`)).toBe(null)
    await page.reload()
    await page.getByRole('button', { name: 'View: Green' }).click()
    await expect.poll(() => page.getByRole('link', { name: /^(Green|Open|open \(old\))$/ }).count(), { timeout: 10_000 }).toBe(3)
  })

  test('an address that asks for what the list does not know says so, and lets go of it', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/lots?colour=red&sort=-weight&state=lost&item=EX-BLACK-100')
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    const said = (text: string) => page.getByRole('status').filter({ hasText: text })
    await said('The address asks for “colour”, which this list does not know.').waitFor()
    await said('The list cannot be sorted by “-weight”.').waitFor()
    await said('State cannot be “lost”: the list is shown without it.').waitFor()
    await page.getByText('1 row', { exact: true }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    for (const text of ['colour', '-weight', 'lost']) await said(`“${text}”`).getByRole('link', { name: 'Leave it out' }).click()
    await page.waitForURL((url) => url.search === '?item=EX-BLACK-100')
    expect(await page.getByRole('link', { name: 'Leave it out' }).count()).toBe(0)
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
  })
})
