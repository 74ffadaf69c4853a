import { describe, expect, test } from 'vitest'
import { follow, hasNoBrowser, openForKim, scanIn, seriousFaults } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('items, partners, places and channels are made and changed', () => {
  test('an unknown code becomes an item: refused beside its field, nothing typed lost, then made', async () => {
    const { page } = opened.kim
    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await scanIn(page, '4006381333932')
    await page.getByRole('button', { name: 'Make an item with it' }).click()
    const form = page.getByRole('dialog', { name: 'Make an item' })
    await form.getByLabel('SKU', { exact: true }).fill('OOL-250')
    await form.getByLabel('Name', { exact: true }).fill('Oolong 250 g')
    await form.getByLabel('Base unit', { exact: true }).fill('piece')
    await form.getByRole('button', { name: 'Add a unit' }).click()
    await form.getByLabel('How many of the unit').fill('2')
    await form.getByLabel('Unit', { exact: true }).fill('carton')
    await form.getByLabel('are so many of the base unit').fill('25')
    expect(await seriousFaults(page)).toEqual([])
    await form.getByRole('button', { name: 'Make an item' }).click()

    await form.getByText('4006381333932 is no GTIN').waitFor()
    expect(await form.getByLabel('GTIN', { exact: true }).inputValue()).toBe('4006381333932')
    expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Oolong 250 g')
    await form.getByLabel('GTIN', { exact: true }).fill('4006381333931')
    await form.getByRole('button', { name: 'Make an item' }).click()

    await page.getByRole('heading', { name: 'OOL-250 Oolong 250 g' }).waitFor()
    await page.getByText('2 carton = 25 piece').waitFor()
    await scanIn(page, '4006381333931')
    await page.getByText('Item OOL-250', { exact: true }).waitFor()
  })

  test('a changed item says what changed and why, and is closed and opened again by Undo', async () => {
    const { page } = opened.kim
    await follow(page, '/items', 'EX-BLACK-100')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'Change item EX-BLACK-100' })
    expect(await form.getByRole('button', { name: 'Change' }).isDisabled()).toBe(true)
    await form.getByLabel('Kept apart as').fill('aromatic')
    await form.getByLabel('Value of one base unit').fill('4.125')
    await form.getByLabel('Reason').fill('It smells')
    await form.getByRole('button', { name: 'Change' }).click()
    await form.getByText('The value 4.125 needs its currency').waitFor()
    await form.getByLabel('Currency').fill('eur')
    await form.getByRole('button', { name: 'Change' }).click()
    await page.getByText('Item EX-BLACK-100 is changed.').waitFor()
    await page.getByRole('tab', { name: 'History' }).click()
    const rows = page.getByRole('row', { name: 'It smells' })
    expect((await rows.allInnerTexts()).map((text) => /aromatic|4\.125|EUR/.exec(text)?.[0]).sort()).toEqual(['4.125', 'EUR', 'aromatic'])
    expect(await page.getByText('€4.125 for 1 piece').count()).toBe(1)

    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Close' }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('No longer sold')
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByText('closed', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('closed', { exact: true }).waitFor({ state: 'detached' })
  })

  test('two people change one partner: the second sees it, and keeps what they typed', async () => {
    const { page } = opened.kim
    const other = await opened.site.visitAs('kim')
    await follow(page, '/partners', 'EX-CAFE')
    await page.locator('[data-connection="live"]').waitFor()
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Name', { exact: true }).fill('Corner Cafe by the Harbour')
    await form.getByLabel('Reason').fill('It moved')

    await follow(other.page, '/partners', 'EX-CAFE')
    await other.page.getByRole('button', { name: 'Change', exact: true }).click()
    await other.page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('The Corner')
    await other.page.getByRole('dialog').getByLabel('Phone').fill('555 0100')
    await other.page.getByRole('dialog').getByLabel('Reason').fill('They said so')
    await other.page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
    await other.page.getByText('Partner EX-CAFE is changed.').waitFor()
    await opened.site.sequence()

    await form.getByText(/^Somebody changed it meanwhile: .+ → The Corner$/).waitFor()
    expect(await form.getByLabel('Phone').inputValue()).toBe('555 0100')
    expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Corner Cafe by the Harbour')
    await form.getByRole('button', { name: 'Change' }).click()
    await page.getByRole('heading', { name: 'Corner Cafe by the Harbour' }).waitFor()
    await page.getByText('555 0100').waitFor()
  })

  test('a site comes with its places, and a bin is made within', async () => {
    const { page } = opened.kim
    await page.goto('/locations')
    await page.getByRole('link', { name: 'EXAMPLE-STOCK' }).waitFor()
    expect(await page.getByRole('row', { name: 'EXAMPLE-STOCK' }).innerText()).toContain('4 lots')
    await page.getByRole('button', { name: 'Make a place' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Code').fill('EXAMPLE')
    await form.getByRole('button', { name: 'Make a place' }).click()
    await form.getByText('The code EXAMPLE already names a location.').waitFor()
    await form.getByLabel('Code').fill('NORTH')
    await form.getByRole('button', { name: 'Make a place' }).click()
    await page.getByRole('heading', { name: 'NORTH' }).waitFor()
    await page.getByRole('button', { name: 'Make a place within' }).click()
    await page.getByRole('dialog').getByLabel('Code').fill('N-01')
    await page.getByRole('dialog').getByRole('button', { name: 'Make a place' }).click()
    await page.getByText('N-01 is made.').waitFor()

    await page.goto('/locations')
    await page.getByRole('link', { name: 'NORTH-RETURNS' }).waitFor()
    await page.getByRole('button', { name: 'Fold NORTH' }).click()
    expect(await page.getByRole('link', { name: 'N-01' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: 'EXAMPLE-STOCK' }).count()).toBe(1)
  })

  test('a channel is made and changed', async () => {
    const { page } = opened.kim
    await page.goto('/channels')
    await page.getByText('EX-WEB').waitFor()
    await page.getByRole('button', { name: 'Make a channel' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Code').fill('PHONE')
    await form.getByLabel('Name').fill('By telephone')
    await form.getByLabel('Least life, days').fill('60')
    await form.getByRole('button', { name: 'Make a channel' }).click()
    await page.getByRole('row', { name: 'PHONE' }).getByText('60').waitFor()
    await page.getByRole('button', { name: 'Change channel PHONE' }).click()
    await page.getByRole('dialog').getByLabel('Transit, days').fill('5')
    await page.getByRole('dialog').getByLabel('Reason').fill('The post is slow')
    await page.getByRole('dialog').getByRole('button', { name: 'Change' }).click()
    await page.getByRole('row', { name: 'PHONE' }).getByText('5', { exact: true }).waitFor()
  })

  test('a viewer is offered nothing that would be refused', async () => {
    const { page } = await opened.site.visitAs('vera')
    for (const address of ['/items', '/partners', '/locations', '/channels']) {
      await page.goto(address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect([address, await page.getByRole('button', { name: 'Make a' }).count()]).toEqual([address, 0])
    }
  })
})
