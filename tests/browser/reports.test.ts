// A view becomes a report in the browser: made, run, fetched, paused and removed.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { nameTexts } from '#app/find'
import { moduleLists } from '#app/module-questions'
import { runReports } from '#reports'
import { openWebsite, seriousFaults, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
})
afterAll(() => site?.close())
const work = () => runReports(site.database, { lists: () => moduleLists, namesOf: nameTexts })

describe.skipIf(chromium === '')('a report', () => {
  test('is made of a view, run now, fetched by others, paused with a way back, and removed', { timeout: 150_000 }, async () => {
    const { page, complaints } = await site.visitAs('kim')
    await page.goto('/lots?item=EX-BLACK-100')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name for this view').fill('Packed tea')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByRole('link', { name: 'Make a report of Packed tea' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make a report' })
    await expect.poll(() => dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Packed tea')
    await dialog.getByRole('combobox', { name: 'Written as' }).click()
    await page.getByRole('option', { name: 'CSV' }).click()
    await dialog.getByRole('combobox', { name: 'How often' }).click()
    await page.getByRole('option', { name: 'Every day' }).click()
    await dialog.getByLabel('At', { exact: true }).fill('07:15')
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    const row = page.getByRole('row', { name: /Packed tea.*every day at 07:15 \(UTC\)/ })
    await row.getByText('not yet').waitFor()

    await row.getByRole('button', { name: 'Run Packed tea now' }).click()
    await row.getByText('being written').waitFor()
    expect(await work()).toBe(1)
    await row.getByRole('link', { name: /^Download Packed tea of/ }).waitFor()
    expect(complaints).toEqual([])

    const vera = await site.visitAs('vera')
    await vera.page.goto('/reports')
    expect(await vera.page.getByRole('button', { name: 'Make a report' }).count()).toBe(0)
    const coming = vera.page.waitForEvent('download')
    await vera.page.getByRole('row', { name: /Packed tea.*every day/ }).getByRole('link', { name: /^Download/ }).click()
    const file = await coming
    expect(file.suggestedFilename()).toMatch(/^Packed-tea-\d{4}-\d\d-\d\d\.csv$/)
    expect(readFileSync(await file.path()).toString()).toMatch(/^\u{feff}Lot,Item,Name.*\r\nP-1,EX-BLACK-100,/u)

    await row.getByRole('button', { name: 'Change Packed tea' }).click()
    await page.getByRole('menuitem', { name: 'Pause' }).click()
    await row.getByText('paused', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await row.getByText('paused', { exact: true }).waitFor({ state: 'detached' })
    await row.getByRole('button', { name: 'Change Packed tea' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('dialog', { name: 'Remove Packed tea' }).getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No report yet.').waitFor()
  })
})
