import { afterEach, describe, expect, inject, test } from 'vitest'
import { follow, openWebsite, PASSWORD, seriousFaults, signIn, type Website } from '#test/website'

let site: Website
afterEach(() => site.close())

describe.skipIf(inject('chromium') === '')('the first visit', () => {
  test('makes the administrator and shows the worked example', async () => {
    site = await openWebsite('empty')
    const { page, complaints } = await site.visit()

    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/welcome')
    await page.getByLabel('Your name').fill('Kim Larsen')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByLabel('worked example').check()
    await page.getByRole('button', { name: 'Begin' }).click()

    await page.getByRole('heading', { name: 'Home' }).waitFor()
    expect(await page.getByRole('banner').innerText()).toContain('Kim Larsen')
    expect(await page.locator('section', { hasText: 'Holds that stand' }).innerText()).toContain('tastes of soap')
    await follow(page, '/lots', 'V-9')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('V-9')
    expect(complaints).toEqual([])
  })

  test('starts empty, and says how to begin', async () => {
    site = await openWebsite('empty')
    const { page, complaints } = await site.visit()

    await page.goto('/sign-in')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByLabel('Your name').fill('Kim')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByLabel('Start empty').check()
    await page.getByRole('button', { name: 'Begin' }).click()

    await page.getByRole('heading', { name: 'Begin here' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    for (const list of ['/stock', '/items', '/lots', '/orders']) {
      await page.goto(list)
      expect(await page.getByRole('main').innerText()).toContain('yet')
    }
    await page.goto('/welcome')
    expect(new URL(page.url()).pathname).toBe('/')
    expect(complaints).toEqual([])
  })

  test('a refused form keeps what was typed, and never the password', async () => {
    site = await openWebsite('empty')
    const { page } = await site.visit()

    await page.goto('/welcome')
    await page.getByLabel('Your name').fill('Kim "Tea" <Larsen>')
    await page.getByLabel('Login').fill('two words')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByLabel('Start empty').check()
    await page.getByRole('button', { name: 'Begin' }).click()

    expect(await page.getByRole('alert').innerText()).toContain('login without blanks')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Kim "Tea" <Larsen>')
    expect(await page.getByLabel('Login').inputValue()).toBe('two words')
    expect(await page.getByLabel('Start empty').isChecked()).toBe(true)
    expect(await page.getByLabel('Password').inputValue()).toBe('')
    expect(await page.content()).not.toContain(PASSWORD)
  })
})

describe.skipIf(inject('chromium') === '')('signing in', () => {
  test('a wrong password is told and the login kept; then to the page that was wanted; then out', async () => {
    site = await openWebsite('full')
    const { page } = await site.visit()

    await page.goto('/lots?q=P-1')
    await signIn(page, 'kim', 'not the password')
    expect(await page.getByRole('alert').innerText()).not.toBe('')
    expect(await page.getByLabel('Login').inputValue()).toBe('kim')
    await signIn(page, 'kim', PASSWORD)
    await page.getByRole('heading', { name: 'Lots' }).waitFor()
    expect(page.url()).toBe(`${site.address}/lots?q=P-1`)

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto('/stock')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  test('leads nowhere else', async () => {
    site = await openWebsite('full')
    for (const next of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example']) {
      const { page } = await site.visit()
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      await signIn(page, 'kim', PASSWORD)
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      expect(page.url()).toBe(`${site.address}/`)
    }
  })
})
