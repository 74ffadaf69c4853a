// Alerts in the browser: the bell tells what is new until one has looked, the list leads to the thing, rules are muted and back.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { tellPeople, watchForAlerts } from '#alerts'
import { deliverMail, lookAtMail, mailSettings, openMailServer } from '#platform'
import { headerOf, MailBox, partsOf } from '#test/mail-server'
import { openWebsite, type Website } from '#test/website'

const chromium = inject('chromium')
let site: Website
beforeAll(async () => {
  if (chromium === '') return
  site = await openWebsite('full')
  // The example has a lot that ends in ten days.
  await watchForAlerts(site.database)
})
afterAll(() => site?.close())

describe.skipIf(chromium === '')('alerts', () => {
  test('the bell counts what is new until it was opened; the alert leads to the lot', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.getByRole('button', { name: /^Alerts, [1-9]/ }).click()
    const alert = page.getByRole('dialog').getByRole('link', { name: /Lot H-088 of EX-GREEN-100 ends on/ })
    await alert.waitFor()
    await page.getByRole('button', { name: 'Alerts', exact: true }).waitFor()
    await alert.click()
    await page.getByRole('heading', { name: 'Lot H-088' }).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Alerts', exact: true }).waitFor()
  })

  test('whoever does not have the role is not told by the bell, and sees the list', { timeout: 60_000 }, async () => {
    const { page } = await site.visitAs('vera')
    await page.getByRole('button', { name: 'Alerts', exact: true }).waitFor()
    await page.goto('/alerts')
    await page.getByRole('link', { name: /Lot H-088 of EX-GREEN-100 ends on/ }).waitFor()
    await page.goto('/alerts/rules')
    await page.getByRole('cell', { name: 'Held for a week' }).waitFor()
    expect(await page.getByRole('button', { name: 'Add a rule' }).count()).toBe(0)
  })

  test('a rule is muted with a way back, switched off, and a new one is made', { timeout: 90_000 }, async () => {
    const { page } = await site.visitAs('kim')
    await page.goto('/alerts/rules')
    const row = page.getByRole('row', { name: /Held for a week/ })
    await page.getByRole('button', { name: 'Mute Held for a week' }).click()
    await page.getByRole('menuitem', { name: 'for 7 days' }).click()
    await row.getByText(/muted until/).waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await row.getByText('on', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Ends within two weeks')
    await page.getByLabel('Days before').fill('99999')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('must be at most 3650; found 99999').waitFor()
    await page.getByLabel('Days before').fill('14')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /Ends within two weeks.*lots on hand that end within 14 days/ }).waitFor()
  })
})

describe.skipIf(chromium === '')('alerts by mail', () => {
  let mail: Website
  let box: MailBox
  beforeAll(async () => {
    if (chromium === '') return
    mail = await openWebsite('full')
    box = new MailBox()
    await box.open()
  })
  afterAll(async () => {
    await mail?.close()
    await box?.close()
  })

  const settings = () => mailSettings({ LOTLINE_SMTP_URL: `smtp://127.0.0.1:${box.port}`, LOTLINE_MAIL_FROM: 'stock@shop.example', LOTLINE_PUBLIC_URL: mail.address })
  const server = () => {
    const set = settings()
    if (set === null) throw new Error('No settings.')
    return openMailServer(set)
  }

  test('without a mail server the page says so; with one somebody gives an address, chooses mail, gets the letter and follows its link', { timeout: 120_000 }, async () => {
    const { page, complaints } = await mail.visitAs('kim')
    await page.goto('/alerts')
    await page.getByRole('link', { name: 'How they reach me' }).click()
    await page.getByText('Mail is not set up').waitFor()
    await lookAtMail(mail.database, server())
    await watchForAlerts(mail.database)
    await page.reload()
    const rule = page.getByLabel('How Ends within 30 days reaches you')
    await rule.selectOption('By mail at once')
    await page.getByText('You have no mail address').waitFor()
    await page.getByRole('textbox', { name: 'Mail address' }).fill('kim at shop')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('textbox', { name: 'Mail address' }).and(page.locator('[aria-invalid=true]')).waitFor()
    await page.getByRole('textbox', { name: 'Mail address' }).fill('kim@shop.example')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('Letters go to kim@shop.example.').waitFor()
    await page.getByText('You have no mail address').waitFor({ state: 'detached' })

    expect([await tellPeople(mail.database), await deliverMail(mail.database, server())]).toEqual([1, 1])
    const [letter] = box.letters
    expect(letter?.to).toEqual(['kim@shop.example'])
    const text = letter === undefined ? '' : partsOf(letter)[0]?.text ?? ''
    const link = /Lot H-088 of EX-GREEN-100 ends on .*\r\n\s+(\S+)/.exec(text)?.[1] ?? ''
    await page.goto(link)
    await page.getByRole('heading', { name: 'Lot H-088' }).waitFor()
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
  })

  test('a lot is muted for oneself and heard of again; when digests come is chosen', { timeout: 120_000 }, async () => {
    const { page } = await mail.visitAs('kim')
    await page.goto('/alerts')
    await page.getByRole('button', { name: 'Mute Lot H-088 of EX-GREEN-100 for me' }).click()
    await page.getByRole('menuitem', { name: 'for 7 days' }).click()
    await page.getByText(/You hear nothing of Lot H-088 of EX-GREEN-100 until/).waitFor()
    // The row says so, and ends it.
    const muted = page.getByRole('button', { name: /^Muted until .*: Lot H-088 of EX-GREEN-100$/ })
    await muted.click()
    await page.getByRole('menuitem', { name: 'Tell me again' }).click()
    await page.getByText('You hear of Lot H-088 of EX-GREEN-100 again.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await muted.waitFor()
    await page.goto('/alerts/mine')
    await page.getByRole('button', { name: 'Tell me again of Lot H-088 of EX-GREEN-100' }).click()
    await page.getByText('You hear of Lot H-088 of EX-GREEN-100 again.').waitFor()
    await page.getByText('Nothing is muted.').waitFor()
    await page.getByLabel('At', { exact: true }).fill('06:15')
    await page.getByLabel('Weekly on').selectOption('Friday')
    await page.getByRole('button', { name: 'Save' }).last().click()
    await page.getByText('The next digest comes at the new time.').waitFor()
    await page.reload()
    expect(await page.getByLabel('At', { exact: true }).inputValue()).toBe('06:15')
    expect(await page.getByLabel('Weekly on').inputValue()).toBe('5')
  })

  test('a rule names a person and reaches them as it says; one misses a certificate of lots that came', { timeout: 120_000 }, async () => {
    const { page } = await mail.visitAs('kim')
    await page.goto('/alerts/rules')
    await page.getByRole('button', { name: 'Change Held for a week' }).click()
    await page.getByRole('combobox', { name: 'People besides' }).click()
    await page.getByRole('option', { name: 'Vera Lind (no mail address)' }).click()
    await page.getByLabel('Reaches them').selectOption('In a weekly digest')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /Held for a week.*Vera Lind.*In a weekly digest/ }).waitFor()
    await page.goto('/administration/attributes')
    await page.getByRole('button', { name: 'Define an attribute' }).click()
    await page.getByLabel('Title').fill('Certificate')
    await page.getByLabel('Name', { exact: true }).fill('certificate')
    await page.getByRole('dialog').getByRole('button', { name: 'Define' }).or(page.getByRole('dialog').getByRole('button', { name: 'Save' })).click()
    await page.getByText('Lots can have Certificate now.').waitFor()
    await page.goto('/alerts/rules')
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByRole('combobox', { name: 'Looks for' }).click()
    await page.getByRole('option', { name: 'Document missing' }).click()
    await page.getByRole('combobox', { name: 'What is missed' }).click()
    await page.getByRole('option', { name: 'Certificate' }).click()
    await page.getByLabel('Name', { exact: true }).fill('No certificate')
    await page.getByLabel('Days after').fill('0')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('row', { name: /No certificate.*lots on hand that lack Certificate/ }).waitFor()
    await watchForAlerts(mail.database)
    await page.goto('/alerts')
    await page.getByRole('link', { name: /Lot H-088 of EX-GREEN-100 came on .* without Certificate/ }).waitFor()
    // A view keeps what the rows say; muting stays at hand, and nothing is asked of it.
    await page.goto('/alerts?kind=document_missing')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Name for this view').fill('Certificates')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByText('The view Certificates is kept.').waitFor()
    await page.getByRole('button', { name: 'Mute Lot H-088 of EX-GREEN-100 for me' }).first().waitFor()
  })

  test('whoever keeps the server sends themselves a letter, is told that it went, and why one did not', { timeout: 120_000 }, async () => {
    const { page } = await mail.visitAs('kim')
    await page.goto('/administration/health')
    await page.getByRole('button', { name: 'Send me a test message' }).click()
    await page.getByText('The message is on its way.').waitFor()
    await deliverMail(mail.database, server())
    await page.getByText(/The mail server took it/).waitFor()
    expect(headerOf(box.letters.at(-1) ?? { from: '', to: [], raw: '' }, 'Subject')).toBe('Lotline: mail arrives')
    box.answers = (verb) => (verb === 'RCPT' ? '550 5.1.1 nobody here' : undefined)
    await page.getByRole('button', { name: 'Send me a test message' }).click()
    await page.getByText('The message is on its way.').waitFor()
    await deliverMail(mail.database, server())
    await page.getByText(/It did not go: .*nobody here/).waitFor()
    box.answers = () => undefined
    await page.getByRole('button', { name: 'Send given-up letters again' }).click()
    await page.getByText('1 letter is tried again.').waitFor()
  })
})
