import { describe, expect, test } from 'vitest'
import { hasNoBrowser, openForKim, plainText, seriousFaults } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('what ends when, in the browser', () => {
  test('from a day of the map to its lots, which are held for a reason and let go again', async () => {
    const { page } = opened.kim
    const { days } = await (await page.request.get('/api/v1/stock/ending?from=2020-01-01&to=2099-12-31')).json()
    const [first] = days
    await page.goto(`/expiry?month=${first.day.slice(0, 7)}`)
    const day = page.getByRole('table').getByRole('link', { name: new RegExp(`: ${first.sums[0].lots} lot`) }).first()
    await day.waitFor()
    expect(await seriousFaults(page)).toEqual([])

    await day.click()

    await page.waitForURL((url) => url.searchParams.get('within') === `${first.day}/${first.day}`)
    const rows = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'H-088', exact: true }) })
    await rows.first().waitFor()
    await rows.first().getByRole('checkbox').click()
    await page.getByRole('button', { name: 'Hold 1 lot' }).click()
    await page.getByLabel('Reason').fill('Too old to sell')
    await page.getByRole('dialog').getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByText('1 lot is held.').waitFor()
    const holds = async () => (await (await page.request.get('/api/v1/holds?lot=H-088')).json()).rows.map(({ reason }: { reason: string }) => reason)
    expect(await holds()).toEqual(['Too old to sell'])

    await page.getByRole('button', { name: 'Undo' }).click()

    await page.getByText('Taken back.').waitFor()
    expect(await holds()).toEqual([])
    expect(opened.kim.complaints).toEqual([])
  })

  test('the table says the same as the map', async () => {
    const { page } = opened.kim
    const { days } = await (await page.request.get('/api/v1/stock/ending?from=2020-01-01&to=2099-12-31')).json()
    await page.goto(`/expiry?month=${days[0].day.slice(0, 7)}&view=table`)
    const cells = page.getByRole('region', { name: 'Expiry' }).getByRole('row').nth(1)
    await cells.waitFor()
    expect(plainText(await cells.innerText())).toContain(`${days[0].sums[0].lots} ${days[0].sums[0].quantity}`)
  })
})
