// When something goes wrong between people and the server: they always know what happened, and lose nothing they typed.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { newId } from '#platform'
import { follow, openWebsite, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium !== '') site = await openWebsite('full')
})
afterAll(() => site?.close())

describe.skipIf(chromium === '')('troubles', () => {
  test('a lost connection is said, what was typed stays, and all goes on by itself when it is back', async () => {
    const { page } = await site.visitAs('kim')
    await follow(page, '/lots', 'H-117')
    await page.locator('[data-connection="live"]').waitFor()
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('The bag is torn')

    await page.context().setOffline(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Hold' }).click()
    await page.getByRole('dialog').getByText('The server cannot be reached').waitFor()
    expect(await page.getByRole('dialog').getByLabel('Reason').inputValue()).toBe('The bag is torn')

    await page.context().setOffline(false)
    await page.getByRole('dialog').getByRole('button', { name: 'Hold' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('Lot H-117 is held.').waitFor()
    await page.getByText('The bag is torn').waitFor()
  })

  test('a page whose code cannot be fetched without a connection says so, and comes when there is one again', async () => {
    // As over plain HTTP on a LAN, where a browser keeps no app.
    const { page } = await site.visitAs('kim')
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Reports' }).click()
    await page.getByText('The server cannot be reached').waitFor()

    await page.context().setOffline(false)
    await page.getByRole('heading', { name: 'Reports', exact: true }).waitFor()
  })

  test('what is fetched soon after a page takes no page away when there is no connection, and comes when there is one again', async () => {
    const { page } = await site.visitAs('kim')
    const number = page.getByRole('textbox', { name: 'Number', exact: true })
    await page.goto('/receive')
    await number.fill('NOTE-9')
    const isLost = page.waitForEvent('requestfailed', (request) => request.url().includes('notices-drawn'))
    await page.context().setOffline(true)
    await isLost
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Receive goods' }).click()
    await page.keyboard.press('?')
    expect(await number.inputValue()).toBe('NOTE-9')

    await page.context().setOffline(false)
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.locator('.mantine-Notifications-root').first().waitFor({ state: 'attached' })
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.mantine-Notifications-root')).position`)).toBe('fixed')
    expect(await number.inputValue()).toBe('NOTE-9')
  })

  test('an address opens without a connection: the app says that there is none, and goes on when there is', async () => {
    const { page } = await site.visit({ serviceWorkers: 'allow' })
    await page.goto('/')
    await page.evaluate('navigator.serviceWorker.ready')
    await page.context().setOffline(true)
    await page.goto('/reports')
    await page.getByText('Lotline does not answer').waitFor()

    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  test('what was sent but not answered is not done twice when it is sent again', async () => {
    const { page } = await site.visitAs('kim')
    await follow(page, '/lots', 'V-9')
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('Waiting for the analysis')
    // The command arrives and is recorded; the answer is lost on the way back.
    let isLost = false
    await page.route('**/api/v1/holds', async (route) => {
      if (isLost) return route.continue()
      isLost = true
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByRole('dialog').getByRole('button', { name: 'Hold' }).click()
    await page.getByRole('dialog').getByText('The server cannot be reached').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Hold' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    const holds = await (await page.request.get('/api/v1/holds?lot=V-9')).json()
    expect(holds.rows.filter(({ reason }: { reason: string }) => reason === 'Waiting for the analysis').length).toBe(1)
  })

  test('a form that was sent but not answered is not done twice after a reload', async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/receive')
    for (const [field, code] of [['Supplier', 'EX-HILL'], ['Item, line 1', 'EX-GREEN-100']] as const) {
      await page.getByRole('combobox', { name: field, exact: true }).fill(code)
      await page.getByRole('option', { name: code }).waitFor()
      await page.keyboard.press('Enter')
    }
    await page.getByRole('textbox', { name: 'Lot, line 1', exact: true }).fill('ONCE-1')
    await page.getByRole('textbox', { name: 'Quantity, line 1', exact: true }).fill('33')
    let isLost = false
    await page.route('**/api/v1/receipts', async (route) => {
      if (isLost) return route.continue()
      isLost = true
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByRole('button', { name: 'Receive', exact: true }).click()
    await page.getByText('The server cannot be reached').waitFor()

    await page.reload()
    await page.getByText('What you typed before is still here.').waitFor()
    await page.getByRole('button', { name: 'Receive', exact: true }).click()
    await page.getByRole('heading', { name: /^Receipt/ }).waitFor()

    const { rows } = await (await page.request.get('/api/v1/balances?lot=ONCE-1')).json()
    expect(rows.map(({ quantity }: { quantity: string }) => quantity)).toEqual(['33'])
  })

  test('of two who change one lot the later is told what the other changed, and takes none of it back', async () => {
    const { page } = await site.visitAs('kim')
    await follow(page, '/lots', 'H-101')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Best before' }).fill('2029-05-31')
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const theirs = { id: newId(), lotId: id, reason: 'Read again', dates: { bestBefore: '2029-04', packed: '2026-01-05' } }
    const status = await page.evaluate(`fetch('/api/v1/lots/change', { method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify(theirs))} }).then(({ status }) => status)`)
    expect(status).toBe(200)
    await site.sequence()

    // Dates as everywhere else, and as precise as they are.
    await dialog.getByText(/^Somebody changed it meanwhile: \w+ \d+, \d{4} → Apr 2029$/).waitFor()
    expect(await dialog.getByRole('textbox', { name: 'Best before' }).inputValue()).toBe('2029-05-31')
    await dialog.getByLabel('Reason').fill('The label says May')
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })

    const { lot } = await (await page.request.get(`/api/v1/lots/${id}`)).json()
    expect([lot.dates.bestBefore, lot.dates.packed]).toEqual(['2029-05-31', '2026-01-05'])
  })

  test('an action is taken back by its undo', async () => {
    const { page } = await site.visitAs('kim')
    await follow(page, '/lots', 'H-088')
    await page.getByRole('button', { name: 'Hold', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('By mistake')
    await page.getByRole('dialog').getByRole('button', { name: 'Hold' }).click()
    await page.getByText('This lot is held').waitFor()

    await page.getByRole('button', { name: 'Undo' }).click()

    await page.getByText('Taken back.').waitFor()
    await page.getByText('This lot is held').waitFor({ state: 'detached' })
  })

  test('a slow server is waited for: the page says so and shows the answer when it comes', async () => {
    const { page } = await site.visitAs('kim')
    await page.route('**/api/v1/lots?**', async (route) => {
      await new Promise((done) => setTimeout(done, 1500))
      await route.continue()
    })
    await page.goto('/lots')
    await page.getByLabel('Please wait').first().waitFor()
    await page.getByRole('link', { name: 'P-1', exact: true }).waitFor()
    expect(await page.getByLabel('Please wait').count()).toBe(0)
  })

  test('a page of rows that fails is said where it failed, with a way to ask again', async () => {
    const { page } = await site.visitAs('kim')
    let fails = true
    await page.route('**/api/v1/items?**', (route) =>
      fails
        ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'This should not have happened.', code: 'bug', status: 500 }) })
        : route.continue(),
    )
    await page.goto('/items')
    await page.getByText('This should not have happened.').waitFor()
    fails = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'EX-GREEN-100', exact: true }).waitFor()
  })
})
