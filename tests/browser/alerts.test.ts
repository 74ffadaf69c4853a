// Alerts in the browser: the bell tells what is new until one has looked, the list leads to the thing, rules are muted and back.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { watchForAlerts } from '#alerts'
import { openWebsite, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
  // The example has a lot that ends in ten days.
  await watchForAlerts(site.database)
})
afterAll(() => site?.close())

describe.skipIf(chromium === '')('alerts', () => {
  test('the bell counts what is new until it was opened; the alert leads to the lot', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.getByRole('button', { name: /^Alerts, [1-9]/ }).click()
    const alert = page.getByRole('dialog').getByRole('link', { name: /Lot H-088 of EX-GREEN-100 ends on/ })
    await alert.waitFor()
    await page.getByRole('button', { name: 'Alerts', exact: true }).waitFor()
    await alert.click()
    await page.getByRole('heading', { name: 'Lot H-088' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Alerts', exact: true }).waitFor()
  })

  test('whoever does not have the role is not told by the bell, and sees the list', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('vera')
    await page.getByRole('button', { name: 'Alerts', exact: true }).waitFor()
    await page.goto('/alerts')
    await page.getByRole('link', { name: /Lot H-088 of EX-GREEN-100 ends on/ }).waitFor()
    await page.goto('/alerts/rules')
    await page.getByRole('cell', { name: 'Held for a week' }).waitFor()
    expect(await page.getByRole('button', { name: 'Add a rule' }).count()).toBe(0)
  })

  test('a rule is muted with a way back, switched off, and a new one is made', { timeout: 90_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/alerts/rules')
    const row = page.getByRole('row', { name: /Held for a week/ })
    await page.getByRole('button', { name: 'Mute Held for a week' }).click()
    await page.getByRole('menuitem', { name: 'for 7 days' }).click()
    await row.getByText(/muted until/).waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await row.getByText('on', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Ends within two weeks')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /Ends within two weeks.*lots on hand that end within 14 days/ }).waitFor()
  })
})
