import { afterEach, describe, expect, inject, test } from 'vitest'
import { askAs, follow, openWebsite, PASSWORD, seriousFaults, signIn, tellAs, type Website } from '#test/website'

let site: Website
afterEach(() => site.close())

describe.skipIf(inject('chromium') === '')('the first visit', () => {
  test('makes the administrator and shows the worked example', async () => {
    site = await openWebsite('empty')
    const { page, complaints } = await site.visit()

    await page.goto('/')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    await page.getByLabel('Your name').fill('Kim Larsen')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('worked example').check()
    await page.getByRole('button', { name: 'Begin' }).click()

    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.getByRole('button', { name: 'Signed in as Kim Larsen' }).waitFor()
    await page.locator('section', { hasText: 'Holds that stand' }).getByText('tastes of soap').waitFor()
    await follow(page, '/lots', 'V-9')
    await page.getByRole('heading', { name: 'Lot V-9' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('comes when there is a connection, without being asked again', async () => {
    site = await openWebsite('empty')
    const { page } = await site.visit()
    let lost = 0
    await page.route(/\/first-run-[^/]*\.js/, async (route) => {
      if (lost > 0) return route.continue()
      lost++
      await route.abort('connectionreset')
    })

    await page.goto('/')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    expect(lost).toBe(1)
  })

  test('starts empty, and says how to begin', async () => {
    site = await openWebsite('empty')
    const { page, complaints } = await site.visit()

    await page.goto('/')
    await page.getByRole('heading', { name: 'Welcome' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByLabel('Your name').fill('Kim')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('Start empty').check()
    await page.getByRole('button', { name: 'Begin' }).click()

    await page.getByRole('heading', { name: 'Begin here' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    for (const [list, says] of [
      ['/stock', 'Nothing is on hand'], ['/items', 'No item yet'], ['/lots', 'No lot yet'], ['/orders', 'No order yet'],
    ] as const) {
      await page.goto(list)
      await page.getByRole('heading', { name: says }).waitFor()
    }
    expect(complaints).toEqual([])
  })

  test('sites are where the browser is that began, unless somebody says otherwise', async () => {
    site = await openWebsite('empty')
    const visit = await site.visit({ timezoneId: 'Pacific/Auckland' })
    const { page } = visit
    await page.goto('/')
    await page.getByLabel('Your name').fill('Kim')
    await page.getByLabel('Login').fill('kim larsen')
    await page.getByText('A login has no blanks.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('worked example').check()
    await page.getByRole('button', { name: 'Begin' }).click()
    expect(await page.getByRole('heading', { name: 'Welcome' }).isVisible()).toBe(true)
    await page.getByLabel('Login').fill('kim.larsen')
    await page.getByText('A login has no blanks.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByRole('heading', { name: 'Home' }).waitFor()

    await tellAs(visit, '/locations', { code: 'NORTH', kind: 'site' })
    await tellAs(visit, '/locations', { code: 'SOUTH', kind: 'site', timeZone: 'Europe/Berlin' })
    const { rows } = await askAs(visit, '/locations?kind=site')
    expect(rows.map(({ code, timeZone }: { code: string; timeZone: string }) => `${code} ${timeZone}`)).toEqual(['EXAMPLE Pacific/Auckland', 'NORTH Pacific/Auckland', 'SOUTH Europe/Berlin'])
    await page.goto('/locations')
    await page.getByRole('button', { name: 'Make a place' }).click()
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Pacific/Auckland')
  })

  test('a refused form keeps what was typed', async () => {
    site = await openWebsite('empty')
    const { page } = await site.visit()

    await page.goto('/')
    await page.getByLabel('Your name').fill('Kim "Tea" <Larsen>')
    await page.getByLabel('Login').fill('kim')
    await page.getByLabel('Password', { exact: true }).fill('kimkimkimkim')
    await page.getByLabel('Start empty').check()
    // The browser would say it first; the server says it all the same.
    await page.evaluate('document.querySelector("form").noValidate = true')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Begin' }).click()

    expect(await page.getByRole('alert').innerText()).toContain('10')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Kim "Tea" <Larsen>')
    expect(await page.getByLabel('Login', { exact: true }).inputValue()).toBe('kim')
    expect(await page.getByLabel('Start empty').isChecked()).toBe(true)
  })
})

describe.skipIf(inject('chromium') === '')('signing in', () => {
  test('a wrong password is told and the login kept; then to the page that was wanted; then out', async () => {
    site = await openWebsite('full')
    const { page } = await site.visit()

    await page.goto('/lots?q=P-1')
    await signIn(page, 'kim', 'not the password')
    expect(await page.getByRole('alert').innerText()).not.toBe('')
    expect(await page.getByLabel('Login', { exact: true }).inputValue()).toBe('kim')
    await signIn(page, 'kim', PASSWORD)
    await page.getByRole('heading', { name: 'Lots' }).waitFor()
    expect(page.url()).toBe(`${site.address}/lots?q=P-1`)

    await page.getByRole('button', { name: 'Signed in as' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto('/stock')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect((await page.request.get('/api/v1/lots')).status()).toBe(401)
  })

  test('when it ends, the page stays with what was typed, and goes on after the password', async () => {
    site = await openWebsite('full')
    const { page } = await site.visitAs('kim')
    await page.goto('/lots')
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    await page.context().clearCookies()

    await page.getByRole('textbox', { name: 'Lot begins with' }).fill('H-1')

    await page.getByRole('heading', { name: 'Your sign-in has ended' }).waitFor()
    expect(await page.getByRole('dialog').getByLabel('Login').inputValue()).toBe('kim')
    await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'H-117', exact: true }).waitFor()
    expect(await page.getByRole('textbox', { name: 'Lot begins with' }).inputValue()).toBe('H-1')
    expect(await page.getByRole('link', { name: 'P-1', exact: true }).count()).toBe(0)
  })
})
