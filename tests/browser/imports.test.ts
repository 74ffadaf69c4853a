// Lists in, as people bring them: a file that is not quite right is mended on the page, run, and looked at.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judgeImports, runImports } from '#app/import-work'
import { openWorker } from '#app/worker'
import { openLog } from '#platform'
import { faultsInBoth, openWebsite, plainText, seriousFaults, type Website } from '#test/website'

let site: Website
let worker: ReturnType<typeof openWorker>

beforeAll(async () => {
  site = await openWebsite('full')
  const jobs = [{ name: 'judge', every: 100, run: judgeImports }, { name: 'run', every: 100, run: runImports }]
  worker = openWorker({ database: site.database, log: openLog('silent'), jobs })
})
afterAll(async () => {
  await worker.stop()
  await site.close()
})

const LIST = `Artikel;Name;EAN;Tracking
IMP-1;One;4006381333931;lot
IMP-2;;;lot
IMP-3;Three;1,23E+13;lot
IMP-4;Four;;lott
IMP-5;Five;;lott
`

test('a list with errors of three causes is mended on the page and imported, and what it made is a click away', async () => {
  const { page, complaints } = await site.visitAs('kim')
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await page.getByLabel('Choose a file').setInputFiles({ name: 'articles.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) })

  // The code has no name we know: the list cannot be checked before somebody says which column it is.
  await page.getByRole('heading', { name: 'Items from articles.csv' }).waitFor()
  const check = page.getByRole('button', { name: 'Check the list' })
  expect([await check.isDisabled(), await page.getByLabel('Between cells').inputValue()]).toEqual([true, ';'])
  expect(plainText(await page.getByRole('main').innerText())).toContain('The list needs sku.')
  await page.getByLabel('Artikel: Is read as').selectOption('sku')
  expect(await seriousFaults(page)).toEqual([])
  await check.click()

  await page.getByRole('heading', { name: 'What is wrong' }).waitFor()
  const wrong = page.getByRole('region', { name: /must be/ })
  expect((await wrong.count())).toBe(3)
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel(/^tracking: Instead of lott/).fill('lot')
  await page.getByLabel(/^name: Instead of nothing/).fill('Two')
  await page.getByLabel(/^gtin: Instead of 1,23E\+13/).fill('00012345678905')
  await page.getByRole('button', { name: 'Mend 3 values and check again' }).click()
  await page.getByRole('button', { name: 'Import 5' }).click()

  await page.getByRole('heading', { name: 'What came of it' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('link', { name: 'IMP-3', exact: true }).click()
  await page.getByRole('heading', { name: 'IMP-3 Three' }).waitFor()
  expect(plainText(await page.getByRole('main').innerText())).toContain('00012345678905')

  await page.goBack()
  await page.getByRole('button', { name: 'Take the import back' }).click()
  expect(await faultsInBoth(page)).toEqual([])
  await page.getByRole('dialog').getByLabel('Reason').fill('The wrong list')
  await page.getByRole('dialog').getByRole('button', { name: 'Take the import back' }).click()
  await page.getByText('taken back', { exact: true }).first().waitFor()
  await page.goto('/import')
  await page.getByRole('link', { name: 'articles.csv' }).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  expect(complaints).toEqual([])
}, 180_000)
