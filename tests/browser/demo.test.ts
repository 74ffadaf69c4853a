import { afterEach, describe, expect, inject, test } from 'vitest'
import { faultsInBoth, follow, openWebsite, PASSWORD, seriousFaults, type Website } from '#test/website'

let site: Website
afterEach(() => site.close())

describe.skipIf(inject('chromium') === '')('the demo company', () => {
  test('is loaded by the first run while one looks on, says what it is, and is removed in one action', { timeout: 150_000 }, async () => {
    site = await openWebsite('empty')
    const { page, complaints } = await site.visit()

    await page.goto('/')
    await page.getByLabel('Your name').fill('Kim Larsen')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('The demo company').check()
    await page.getByRole('button', { name: 'Begin' }).click()

    // Whoever begins so is shown around once, and leaves when they like.
    const tour = page.getByRole('dialog', { name: 'Lots' })
    await tour.waitFor()
    await page.keyboard.press('Escape')
    await tour.waitFor({ state: 'detached' })
    // Nobody waits for the account: the app is there while the company fills it.
    await page.getByRole('heading', { level: 1 }).waitFor()
    const bar = page.getByRole('region', { name: 'Demo company' })
    await bar.getByRole('progressbar').waitFor()
    await bar.getByText('Everything in it is made up').waitFor({ timeout: 90_000 })
    expect(await seriousFaults(page)).toEqual([])
    await follow(page, '/items', 'CF-ESPRESSO-250')
    await page.getByRole('heading', { name: /CF-ESPRESSO-250/ }).waitFor()

    await bar.getByRole('button', { name: 'Remove it' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove the demo company' })
    const removes = dialog.getByRole('button', { name: 'Remove it' })
    expect(await removes.isDisabled()).toBe(true)
    // What is lost is said above, and here what stays.
    await dialog.getByRole('listitem').filter({ hasText: /^1 account$/ }).waitFor()
    await dialog.getByRole('listitem').filter({ hasText: /^\d+ alert rules$/ }).waitFor()
    await dialog.getByLabel('remove the demo').fill('Remove the demo')
    expect(await faultsInBoth(page)).toEqual([])
    await removes.click()
    await page.waitForURL((url) => url.pathname === '/')
    await page.getByRole('button', { name: 'Load the demo company' }).waitFor()
    expect(await bar.isVisible()).toBe(false)
    await page.goto('/items')
    await page.getByRole('heading', { name: 'No item yet' }).waitFor()
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
  })

  test('of what people recorded besides it says how much would be lost', { timeout: 150_000 }, async () => {
    site = await openWebsite('empty')
    const { page } = await site.visit()
    await page.goto('/')
    await page.getByLabel('Your name').fill('Kim Larsen')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('Start empty').check()
    await page.getByRole('button', { name: 'Begin' }).click()
    // Each answer takes longer than until the next would be asked for.
    await page.route('**/api/v1/demo', async (route) => {
      await new Promise((done) => setTimeout(done, 1300))
      await route.continue()
    })
    await page.getByRole('button', { name: 'Load the demo company' }).click()
    const bar = page.getByRole('region', { name: 'Demo company' })
    await bar.getByText('Everything in it is made up').waitFor({ timeout: 90_000 })

    const told = await page.evaluate(`fetch('/api/v1/items', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sku: 'MINE', name: 'Mine', baseUnit: 'piece' }) }).then(({ status }) => status)`)
    expect(told).toBe(200)
    await page.reload()
    await bar.getByRole('button', { name: 'Remove it' }).click()

    await page.getByRole('dialog').getByText('People recorded 1 document besides').waitFor()
  })

  test.each([1440, 390])('a tour of six steps goes by keys through pages of things that are there, %d px wide', { timeout: 150_000 }, async (width) => {
    site = await openWebsite('full')
    const { page, complaints } = await site.visitAs('kim', { viewport: { width, height: 844 } })

    await page.getByRole('button', { name: /Signed in as/ }).click()
    await page.getByRole('menuitem', { name: 'Tour in six steps' }).click()
    const seen: string[] = []
    for (const title of ['Lots', 'The story of a lot', 'Who got it', 'Hold it', 'Why this lot', 'Your own goods']) {
      const step = page.getByRole('dialog', { name: title })
      await step.waitFor()
      expect(await seriousFaults(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
      seen.push(new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/, 'ID'))
      await page.keyboard.press('ArrowRight')
    }
    expect(seen).toEqual(['/lots', '/lots/ID', '/lots/ID', '/lots/ID', '/orders/ID', '/'])
    await page.getByRole('dialog', { name: 'Your own goods' }).getByRole('button', { name: 'Done', exact: true }).last().click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test.each([1440, 390])('the virtual scanner reads what is clicked, %d px wide', { timeout: 150_000 }, async (width) => {
    site = await openWebsite('full')
    const { page, complaints } = await site.visitAs('kim', { viewport: { width, height: 844 } })

    await page.getByRole('button', { name: /Signed in as/ }).click()
    await page.getByRole('menuitem', { name: 'Virtual scanner' }).click()
    const panel = page.getByRole('dialog', { name: 'Virtual scanner' })
    await panel.getByRole('button', { name: 'P-1' }).click()
    await page.getByRole('heading', { name: 'Lot P-1' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await panel.getByRole('button', { name: 'EX-1003' }).click()
    await page.getByRole('heading', { name: /EX-1003/ }).waitFor()
    await panel.getByLabel('Another code').fill('H-101')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lot H-101' }).waitFor()
    await panel.getByRole('button', { name: 'NO-SUCH-CODE-42' }).click()
    await page.getByRole('dialog', { name: 'NO-SUCH-CODE-42 is not known' }).waitFor()
    expect(complaints).toEqual([])
  })
})
