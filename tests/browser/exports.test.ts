// Exports in the browser: the file that is saved is what stands on the screen.
import { readFileSync } from 'node:fs'
import papaparse from 'papaparse'
import type { Page } from 'playwright-core'
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openWebsite, plainText, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
})
afterAll(() => site?.close())

/** Saves what the page exports, and reads it. */
async function saved(page: Page, item: string | RegExp, nth = 0): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export' }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item }).nth(nth).click()
  const file = await coming
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

const cellsOf = (bytes: Buffer) => papaparse.parse<string[]>(bytes.toString().replace(/^\u{feff}/u, ''), { skipEmptyLines: true }).data

/** The grid as it is shown: its headings and the texts of its cells. */
async function shown(page: Page): Promise<string[][]> {
  const read = async (role: 'columnheader' | 'cell', within: ReturnType<Page['locator']>) =>
    (await within.getByRole(role).allInnerTexts()).map(plainText)
  const rows = await page.locator('tbody tr[data-row]').all()
  return [await read('columnheader', page.locator('thead')), ...(await Promise.all(rows.map((row) => read('cell', row))))]
}

describe.skipIf(chromium === '')('an export', () => {
  test('of a filtered, sorted list without a column is what was shown', { timeout: 90_000 }, async () => {
    const { page, complaints } = await site.visitAs('vera')
    await page.goto('/stock?site=EXAMPLE&sort=lot')
    await page.getByRole('link', { name: 'P-1', exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByLabel('Name', { exact: true }).uncheck()
    await page.getByRole('button', { name: 'Lasts to further right' }).click()
    await page.keyboard.press('Escape')

    const { name, bytes } = await saved(page, 'CSV')

    expect(name).toMatch(/^on-hand-\d{4}-\d{2}-\d{2}\.csv$/)
    const [[, ...headings] = [], ...rows] = await shown(page)
    const [said, ...cells] = cellsOf(bytes)
    const onHand = headings.indexOf('On hand')
    // The unit stands beside the number on the screen, and has a column in the file.
    expect(said).toEqual(headings.toSpliced(onHand + 1, 0, 'Unit'))
    expect(said).not.toContain('Name')
    expect(rows.length).toBeGreaterThan(1)
    // The days of the grid are written for people.
    const day = headings.indexOf('Lasts to')
    // So are quantities: with thousands, and with their unit.
    const units = cells.map((row) => row.splice(onHand + 1, 1)[0])
    expect(units.every((unit, at) => rows[at]?.[onHand + 1] === '0' || rows[at]?.[onHand + 1]?.includes(unit ?? 'none'))).toBe(true)
    expect(units.filter((unit) => unit === undefined || unit === '')).toEqual([])
    const plain = (row: readonly string[]) => row.map((text, at) => (at === day ? '' : at === onHand ? text.replaceAll(',', '').replace(/[^\d].*$/u, '') : text.replaceAll(',', '')))
    expect(cells.map(plain)).toEqual(rows.map(([, ...row]) => plain(row)))
    const days = cells.map((row) => row[day] ?? '').filter((text) => text !== '')
    expect([days.length > 0, days.filter((text) => !/^\d{4}-\d{2}-\d{2}$/.test(text))]).toEqual([true, []])
    await page.getByText(/rows: your browser is saving the file/).waitFor()
    expect(complaints).toEqual([])
  })

  test('of ticked rows has these alone, as a workbook too', { timeout: 90_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/lots?sort=code')
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    const row = (lot: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: lot, exact: true }) })
    await row('V-9').getByRole('checkbox').check()
    await row('H-101').getByRole('checkbox').check()

    const { name, bytes } = await saved(page, 'Excel workbook')

    expect(name).toMatch(/^lots-\d{4}-\d{2}-\d{2}\.xlsx$/)
    const sheets = await readWorkbook(bytes)
    expect(sheets[0]?.data.map(([lot]) => lot)).toEqual(['Lot', 'H-101', 'V-9'])
    expect(sheets[0]?.data[1]?.some((cell) => cell instanceof Date)).toBe(true)
    const all = await saved(page, 'CSV', 1)
    expect(cellsOf(all.bytes).length).toBe(6)
  })

  test('that the server refuses says why, and nothing is saved', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/lots')
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    await page.route('**/api/v1/exports', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ status: 503, code: 'exports_busy', detail: '4 exports are being written. Try again in a moment.' }) }))
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    await page.getByText('4 exports are being written. Try again in a moment.').waitFor()
  })
})
