// Lots become other lots in the browser: which went into which is asked where it matters, and what was said is recorded.
import { describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, pickIn, seriousFaults } from '#test/website'

const opened = openForKim()

describe.skipIf(hasNoBrowser)('making lots in the browser', () => {
  test('of two lots that go in and two that come out it is asked which went into which', { timeout: 60_000 }, async () => {
    const { page } = opened.kim
    await page.goto('/transformations/make')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await page.getByLabel('Kind').selectOption('rework')
    await pickIn(page, 'Lot that goes in, line 1', 'H-117', 'H-117')
    await page.getByRole('textbox', { name: 'Quantity that goes in, line 1' }).fill('10')
    await page.getByRole('button', { name: 'Another lot goes in' }).click()
    await pickIn(page, 'Lot that goes in, line 2', 'H-088', 'H-088')
    await page.getByRole('textbox', { name: 'Quantity that goes in, line 2' }).fill('4')
    await pickIn(page, 'Item that comes out, line 1', 'EX-GREEN-100', 'EX-GREEN-100')
    await page.getByRole('textbox', { name: 'New lot, line 1' }).fill('RE-1')
    await page.getByRole('textbox', { name: 'Quantity that comes out, line 1' }).fill('8')
    expect(await page.getByText('Which lot went into which').count()).toBe(0)
    await page.getByRole('button', { name: 'Another lot comes out' }).click()
    await pickIn(page, 'Item that comes out, line 2', 'EX-GREEN-100', 'EX-GREEN-100')
    await page.getByRole('textbox', { name: 'New lot, line 2' }).fill('RE-2')
    await page.getByRole('textbox', { name: 'Quantity that comes out, line 2' }).fill('6')

    await page.getByRole('checkbox', { name: 'H-117 went into RE-1' }).check()
    await page.getByText('Each lot that goes in and each that comes out needs a tick').waitFor()
    const does = page.getByRole('button', { name: 'Rework', exact: true })
    expect(await does.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: 'H-117 went into RE-2' }).check()
    await page.getByRole('textbox', { name: 'How much: H-117 went into RE-2' }).fill('2')
    await page.getByRole('checkbox', { name: 'H-088 went into RE-2' }).check()
    expect(await seriousFaults(page)).toEqual([])
    await does.click()
    await page.getByRole('heading', { name: 'Lots made from lots' }).waitFor()

    const id = new URL(page.url()).pathname.split('/').at(-1)
    const { edges } = await askAs(opened.kim, `/transformations/${id}`)
    expect(edges.map(({ input, output, inputQuantity }: { input: string; output: string; inputQuantity: string }) => `${input} ${output} ${inputQuantity}`).sort())
      .toEqual(['H-088 RE-2 4', 'H-117 RE-1 8', 'H-117 RE-2 2'])
    // What is suggested is not what somebody typed.
    await page.goto('/transformations/make')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await page.reload()
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    expect(await page.getByText('What you typed before').count()).toBe(0)
  })

  test('the only site is suggested to a form that is begun; whoever cleared it finds it cleared', { timeout: 60_000 }, async () => {
    const { page } = opened.kim
    for (const [form, field] of [['/orders/new', 'From site'], ['/receive', 'Site'], ['/announcements/make', 'Site'], ['/transformations/make', 'Site']] as const) {
      await page.goto(form)
      const site = page.getByRole('combobox', { name: field })
      const suggested = site.and(page.locator('[value="EXAMPLE"]'))
      await suggested.waitFor()
      await site.fill('')
      await page.keyboard.press('Tab')
      await page.waitForTimeout(300)
      expect([form, await site.inputValue()]).toEqual([form, ''])
      await page.reload()
      const again = page.getByRole('button', { name: 'Begin anew' })
      await again.waitFor()
      await page.waitForTimeout(300)
      expect([form, await site.inputValue()]).toEqual([form, ''])
      await again.click()
      await suggested.waitFor()
    }
  })

  test('how much is typed while the item is still looked for stays', { timeout: 60_000 }, async () => {
    const { page } = opened.kim
    await page.goto('/transformations/make')
    let isHeld = true
    await page.route('**/api/v1/items?**', async (route) => {
      while (isHeld) await new Promise((done) => setTimeout(done, 50))
      await route.continue()
    })
    const item = page.getByRole('combobox', { name: 'Item that comes out, line 1' })
    const much = page.getByRole('textbox', { name: 'Quantity that comes out, line 1' })
    await item.fill('EX-GREEN-100')
    await item.press('Enter')
    await much.fill('8')
    isHeld = false
    await page.getByText('Example green tea 100 g').first().waitFor()
    await page.waitForTimeout(300)
    expect(await much.inputValue()).toBe('8')
    await page.unroute('**/api/v1/items?**')
  })
})
