// Whoever picks sees where to walk: site, zone and bin of every line, one after the other.
import { describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, plainText, seriousFaults, tellAs } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('picking in the browser', () => {
  test('an order tells the places to walk to in their order, before it is picked and after', async () => {
    const { kim, site } = opened
    const { page } = kim
    const one = async (path: string) => (await askAs(kim, path)).rows[0].id
    const [siteId, itemId, customerId, channelId] = [await one('/locations?kind=site'), await one('/items?q=EX-GREEN-100'), await one('/partners?q=EX-CAFE'), await one('/channels')]
    const { locationId: zone } = await tellAs(kim, '/locations', { code: 'Z-TEA', kind: 'zone', parentId: siteId })
    const { rows: [row] } = await askAs(kim, '/balances?lot=H-117')
    for (const code of ['TEA-10', 'TEA-2']) {
      const { locationId: toLocationId } = await tellAs(kim, '/locations', { code, kind: 'bin', parentId: zone })
      await tellAs(kim, '/stock/move', { lines: [{ itemId, lotId: row.lotId, fromLocationId: row.locationId, toLocationId, quantity: '50' }] })
    }
    const { orderId } = await tellAs(kim, '/orders', { number: 'WALK-1', through: 'reserved', customerId, channelId, siteId, lines: [{ itemId, quantity: '118' }] })
    await site.sequence()

    await page.goto(`/orders/${String(orderId)}`)
    const walk = page.getByRole('list', { name: 'Where to walk' })
    await walk.getByText('Z-TEA').first().waitFor()
    const told = async () => (await walk.getByRole('listitem').allInnerTexts()).map(plainText)
    const before = await told()
    const inTea = before.filter((text) => text.includes('Z-TEA'))
    expect(inTea).toEqual([
      expect.stringMatching(/^EXAMPLE › Z-TEA › TEA-2 50 pieces H-117 EX-GREEN-100/), expect.stringMatching(/^EXAMPLE › Z-TEA › TEA-10 50 pieces H-117 EX-GREEN-100/),
    ])
    expect(before[0]).toMatch(/^EXAMPLE › EXAMPLE-STOCK/)
    const size = await page.evaluate<number>(`Number.parseFloat(getComputedStyle(document.querySelector('ol[aria-label="Where to walk"] b')).fontSize)`)
    expect(size).toBeGreaterThanOrEqual(24)
    expect(await seriousFaults(page)).toEqual([])

    await page.getByRole('button', { name: 'Pick', exact: true }).click()
    await walk.getByText('Picked', { exact: true }).first().waitFor()
    expect((await told()).map((text) => text.replace(' Picked', ''))).toEqual(before)
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth'), { timeout: 5_000 }).toBe(390)
    await walk.scrollIntoViewIfNeeded()
  })
})
