// What makes the pages usable for everybody: by keyboard, on a phone, with a screen reader, on a plain address of the LAN.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { everyPage, openPage, openWebsite, PASSWORD, seriousFaults, type Website } from '#test/website'

const chromium = inject('chromium')
// Every page there is, one after the other.
const LONG = 240_000
const lan = '192.168.77.7'
let site: Website
beforeAll(async () => {
  if (chromium !== '') site = await openWebsite('full', [`--host-resolver-rules=MAP ${lan} 127.0.0.1`])
})
afterAll(() => site?.close())

describe.skipIf(chromium === '')('the pages for everybody', () => {
  test('nothing serious stands in the way, light or dark, and no heading is cut off', { timeout: 2 * LONG }, async () => {
    const { page } = await site.visitAs('kim')
    // A page that was opened is there in the other scheme as well.
    const judge = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
        expect([name, colorScheme, await seriousFaults(page)]).toEqual([name, colorScheme, []])
      }
    }
    for (const one of everyPage) {
      await openPage(page, one)
      await judge(one.join(' '))
      const cut = await page.evaluate("[...document.querySelectorAll('thead th > *')].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)")
      expect([one.join(' '), 'headings that are cut off', cut]).toEqual([one.join(' '), 'headings that are cut off', []])
    }
    await page.goto('/nothing/here')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await judge('not there')
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('A lot, item, order').fill('EX')
    await page.getByText('Item EX-GREEN-100').waitFor()
    await judge('palette')
    await page.context().clearCookies()
    await page.goto('/')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await judge('sign in')
  })

  const expectNoneTooWide = async (page: Page) => {
    for (const one of everyPage) {
      await openPage(page, one)
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect([one.join(' '), over]).toEqual([one.join(' '), 0])
    }
  }

  test('no page is wider than a screen of 320', { timeout: LONG }, async () => {
    const { page, complaints } = await site.visitAs('kim', { viewport: { width: 320, height: 800 } })
    await expectNoneTooWide(page)
    expect(complaints).toEqual([])
  })

  test('by keyboard alone: sign in, skip the navigation, find a lot', async () => {
    const { page } = await site.visit()
    const focused = () => page.evaluate('document.activeElement.textContent.trim() || document.activeElement.name || document.activeElement.ariaLabel')
    const tabTo = async (name: string) => {
      for (let tries = 0; tries < 60; tries++) {
        if ((await focused()) === name) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`The keyboard does not come to ${name}.`)
    }
    await page.goto('/')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await tabTo('login')
    await page.keyboard.type('kim')
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Home' }).waitFor()

    await page.keyboard.press('Tab')
    await tabTo('To the contents')
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().left >= 0')).toBe(true)
    // No finger is as quick as a scanner.
    await page.keyboard.type('gl', { delay: 120 })
    await page.getByRole('heading', { name: 'Lots' }).waitFor()
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    await page.keyboard.type('fP-1', { delay: 120 })
    await page.getByText('1 row', { exact: true }).waitFor()
    await tabTo('P-1')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lot P-1' }).waitFor()
  })

  test('a plain address of the LAN works on a phone: nothing is lifted to https, breaks the policy or is too wide', { timeout: LONG }, async () => {
    const { page, complaints } = await site.visit({ baseURL: `http://${lan}:${site.port}`, viewport: { width: 390, height: 800 } })
    await page.goto('/')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await expectNoneTooWide(page)
    expect(new URL(page.url()).origin).toBe(`http://${lan}:${site.port}`)
    expect(complaints).toEqual([])
  })
})
