import { afterEach, describe, expect, inject, test } from 'vitest'
import { follow, openWebsite, PASSWORD, seriousFaults, type Website } from '#test/website'

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
    await dialog.getByLabel('remove the demo').fill('Remove the demo')
    expect(await seriousFaults(page)).toEqual([])
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
})
