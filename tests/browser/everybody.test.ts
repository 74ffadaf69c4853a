// What makes the pages usable for everybody: by keyboard, on a phone, with a screen reader, on a plain address of the LAN.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { everyPage, openPage, openWebsite, PASSWORD, seriousFaults, type Website } from '#test/website'

const chromium = inject('chromium')
const lan = '192.168.77.7'
let site: Website
beforeAll(async () => {
  if (chromium !== '') site = await openWebsite('full', [`--host-resolver-rules=MAP ${lan} 127.0.0.1`])
})
afterAll(() => site?.close())

describe.skipIf(chromium === '')('the pages for everybody', () => {
  test.each(['light', 'dark'] as const)('nothing serious stands in the way, %s', async (colorScheme) => {
    const { page } = await site.visitAs('kim', { colorScheme })
    const judge = async (name: string) => expect([name, await seriousFaults(page)]).toEqual([name, []])
    for (const one of everyPage) {
      await openPage(page, one)
      await judge(one.join(' '))
    }
    await page.goto('/nothing/here')
    await judge('not there')
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await judge('sign in')
  })

  test.each([320, 390])('no page is wider than a screen of %i', async (width) => {
    const { page, complaints } = await site.visitAs('kim', { viewport: { width, height: 800 } })
    for (const one of everyPage) {
      await openPage(page, one)
      const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect([one.join(' '), over]).toEqual([one.join(' '), 0])
    }
    expect(complaints).toEqual([])
  })

  test('by keyboard alone: sign in, skip the navigation, find a lot', async () => {
    const { page } = await site.visit()
    const focused = () => page.evaluate('document.activeElement.textContent.trim() || document.activeElement.name')
    const tabTo = async (name: string) => {
      for (let tries = 0; tries < 40; tries++) {
        await page.keyboard.press('Tab')
        if ((await focused()) === name) return
      }
      throw new Error(`The keyboard does not come to ${name}.`)
    }
    await page.goto('/')
    await tabTo('login')
    await page.keyboard.type('kim')
    await page.keyboard.press('Tab')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Home' }).waitFor()

    await page.keyboard.press('Tab')
    expect(await focused()).toBe('To the contents')
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().left >= 0')).toBe(true)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('q')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.keyboard.type('P-1')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lots' }).waitFor()
    await tabTo('P-1')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Lot P-1' }).waitFor()
  })

  test('a plain address of the LAN works: nothing is lifted to https, nothing breaks the policy', async () => {
    const { page, complaints } = await site.visit({ baseURL: `http://${lan}:${site.port}` })
    await page.goto('/')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    for (const one of everyPage) await openPage(page, one)
    expect(new URL(page.url()).origin).toBe(`http://${lan}:${site.port}`)
    const ground = await page.evaluate('getComputedStyle(document.querySelector("header")).borderBottomStyle')
    expect(ground).toBe('solid')
    expect(complaints).toEqual([])
  })
})
