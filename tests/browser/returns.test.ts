// Goods come back by their order while others work on it: the form asks for what is with the customer now.
import { describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, seriousFaults, tellAs } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('a return of an order in the browser', () => {
  test('has the lines that are out now, keeps what was typed, and tells a fault beside its own line', { timeout: 60_000 }, async () => {
    const { kim, site: website } = opened
    const { page } = kim
    const one = async (list: string) => (await askAs(kim, list)).rows[0]
    const [site, green, channel] = [await one('/locations?kind=site'), await one('/items?sku=EX-GREEN-100'), await one('/channels')]
    const { itemId: tin } = await tellAs(kim, '/items', { sku: 'TIN', name: 'Tin', baseUnit: 'piece', trackingMode: 'none' })
    await tellAs(kim, '/receipts', { siteId: site.id, supplierId: (await one('/partners?role=supplier')).id, lines: [{ itemId: tin, quantity: '10', toLocationId: (await one('/locations?q=EXAMPLE-STOCK')).id }] })
    const { orderId } = await tellAs(kim, '/orders', {
      number: 'W-R', siteId: site.id, channelId: channel.id, customerId: (await one('/partners?role=customer')).id, lines: [{ itemId: green.id, quantity: '5' }, { itemId: tin, quantity: '3' }],
    })
    const [first, second] = (await askAs(kim, `/orders/${orderId}`)).lines
    const send = async (lineId: string, quantity: string) => {
      await tellAs(kim, '/orders/pick', { orderId, lines: [{ lineId, quantity }] })
      await tellAs(kim, '/orders/ship', { orderId })
      await website.sequence()
    }
    await send(first.id, '5')

    await page.goto(`/returns/new?order=${orderId}`)
    const green5 = page.getByLabel('How much of EX-GREEN-100 comes back')
    await green5.fill('2')
    expect(await page.getByRole('button', { name: 'Remove line 1' }).count()).toBe(0)
    await send(second.id, '3')
    const tins = page.getByLabel('How much of TIN comes back')
    await tins.waitFor()
    expect(await green5.inputValue()).toBe('2')
    // Goods without lots and numbers are asked for none.
    expect([await page.getByLabel('Lot of EX-GREEN-100').count(), await page.getByLabel('Lot of TIN').count(), await page.getByLabel('Serial number').count()]).toEqual([1, 0, 0])
    const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('main button, main button *')].filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.textContent)`)
    expect(cut).toEqual([])

    await page.reload()
    await page.getByText('What you typed before').waitFor()
    await green5.fill('')
    await tins.fill('4')
    await page.getByRole('main').getByRole('button', { name: 'Take back a return', exact: true }).click()
    await page.locator('tbody[data-line="2"]').getByRole('alert').getByText('4 come back, and 3 of that order line are with the customer.', { exact: true }).waitFor()
    expect(await seriousFaults(page)).toEqual([])

    await tellAs(kim, '/returns', { siteId: site.id, lines: [{ orderLineId: first.id, itemId: green.id, quantity: '5' }] })
    await website.sequence()
    await green5.waitFor({ state: 'detached' })
    await tins.fill('3')
    await page.getByRole('main').getByRole('button', { name: 'Take back a return', exact: true }).click()
    await page.getByRole('heading', { name: 'Return' }).waitFor()
    expect((await askAs(kim, `/orders/${orderId}`)).lines.map(({ returned }: { returned: string }) => returned)).toEqual(['5', '3'])
  })
})
