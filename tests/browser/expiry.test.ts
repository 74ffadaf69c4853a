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
    await page.getByRole('dialog').getByRole('button', { name: 'Hold 1 lot' }).click()
    await page.getByText('1 lot is held.').waitFor()
    const holds = async () => (await (await page.request.get('/api/v1/holds?lot=H-088')).json()).rows.map(({ reason }: { reason: string }) => reason)
    expect(await holds()).toEqual(['Too old to sell'])

    await page.getByRole('button', { name: 'Undo' }).click()

    await page.getByText('Taken back.').waitFor()
    expect(await holds()).toEqual([])
    expect(opened.kim.complaints).toEqual([])
  })

  test('the map by value: the address remembers it, what is worth how much is said in words, and what has no value is told', async () => {
    const { page } = opened.kim
    const { days } = await (await page.request.get('/api/v1/stock/ending?from=2020-01-01&to=2099-12-31')).json()
    type Sum = { currency: string | null; value: string | null }
    const dayWith = (has: (sums: Sum[]) => boolean): { day: string; sums: Sum[] } => days.find(({ sums }: { sums: Sum[] }) => has(sums))
    const [valued, mixed] = [dayWith((sums) => sums.every(({ value }) => value !== null)), dayWith((sums) => sums.some(({ value }) => value === null))]
    const money = (amount: string) => `€${Number(amount).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
    const worth = money(valued.sums[0]?.value ?? '')
    await page.goto(`/expiry?month=${valued.day.slice(0, 7)}`)

    await page.getByRole('radiogroup', { name: 'Colour by' }).getByText('Value, EUR', { exact: true }).click()

    await page.waitForURL((url) => url.searchParams.get('by') === 'value EUR')
    await page.getByRole('link', { name: `${worth}` }).first().waitFor()
    await page.reload()
    const day = page.getByRole('table').getByRole('link', { name: worth })
    await day.first().waitFor()
    expect(await page.locator('[data-band=month]').innerText()).toContain(worth)
    expect(Number(await day.first().getAttribute('data-level'))).toBeGreaterThan(0)
    await page.goto(`/expiry?month=${mixed.day.slice(0, 7)}&by=value`)
    await page.getByRole('table').getByRole('link', { name: /€.* · 1 lot has no value/ }).waitFor()
    await page.getByText('1 lot that ends then has no value and is in no sum. On a dashed day nothing with a value in EUR ends.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    // A day of lots without a value is there all the same, and leads to them.
    await page.goto(`/expiry?month=${mixed.day.slice(0, 7)}&by=value&item=EX-BLACK-100`)
    await page.getByText('No lot that ends then has a value.').waitFor()
    expect(await page.getByRole('table').getByRole('link', { name: ', 1 lot has no value' }).getAttribute('data-level')).toBe('0')

    await page.goto(`/expiry?month=${valued.day.slice(0, 7)}&by=value&within=${valued.day}/${valued.day}`)
    await page.getByRole('columnheader', { name: 'Value' }).waitFor()
    await page.getByRole('row').filter({ hasText: worth }).first().waitFor()
    await page.goto(`/expiry?month=${mixed.day.slice(0, 7)}&view=table`)
    const table = page.getByRole('region', { name: 'Expiry' })
    await table.getByText('no value').waitFor()
    expect(await table.getByText(/^€/).count()).toBeGreaterThan(0)
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
