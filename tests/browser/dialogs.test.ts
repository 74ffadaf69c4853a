// Every dialog and drawer of the app: opened by the keyboard, judged by axe in both schemes, used and left by the keyboard, with the
// focus back where it was. A new one has to be named here.
import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { askAs, faultsInBoth, hasNoBrowser, openForKim, openPage, PASSWORD, scanIn, seriousFaults, tellAs } from '#test/website'

const LONG = 60_000
const opened = openForKim()

/** How one comes to a dialog: the page, the row that is ticked first, the buttons and items one after the other; `of` is its file. */
type Way = {
  /** Where the focus is afterwards, when what opened it is gone; null where it stays with the page. */
  readonly back?: string | null
  readonly of: string
  readonly on: readonly [list: string, name: string]
  readonly tick?: string
  readonly by: readonly (string | RegExp)[]
}

const ways: readonly Way[] = [
  { of: 'pages/catalog/make-item', on: ['/items', ''], by: ['Make an item'] },
  { of: 'pages/catalog/change-item', on: ['/items', 'EX-GREEN-100'], by: ['Change'] },
  { of: 'pages/catalog/change-item', on: ['/items', 'EX-GREEN-100'], by: ['More', 'Set a unit'] },
  { of: 'pages/catalog/change-item', on: ['/items', 'EX-GREEN-100'], by: ['More', 'Track otherwise'] },
  { of: 'pages/catalog/change-item', on: ['/items', 'EX-GREEN-100'], by: ['More', 'Close'] },
  { of: 'pages/partners/make-partner', on: ['/partners', ''], by: ['Make a partner'] },
  { of: 'pages/partners/change-partner', on: ['/partners', 'EX-CAFE'], by: ['Change'] },
  { of: 'pages/partners/change-partner', on: ['/partners', 'EX-CAFE'], by: ['Close'] },
  { of: 'pages/locations/make-location', on: ['/locations', ''], by: [/^Make a /] },
  { of: 'pages/locations/change-location', on: ['/locations', 'EXAMPLE'], by: ['Change'] },
  { of: 'pages/locations/change-location', on: ['/locations', 'EXAMPLE'], by: ['Close'] },
  { of: 'pages/orders/channels', on: ['/channels', ''], by: [/^Make a /] },
  { of: 'pages/orders/channels', on: ['/channels', ''], by: [/^Change .*EX-WEB/] },
  { of: 'pages/orders/channels', on: ['/channels', ''], by: ['Close EX-WEB'] },
  { of: 'pages/lots/new-lot', on: ['/lots', ''], by: ['New lot'] },
  { of: 'pages/lots/change-lot', on: ['/lots', 'H-117'], by: ['Change'] },
  { of: 'pages/lots/merge-lot', on: ['/lots', 'H-117'], by: ['Merge'] },
  { of: 'pages/lots/hold-lot', on: ['/lots', 'H-117'], by: ['Hold'] },
  { of: 'pages/lots/hold-lots', on: ['/lots', ''], tick: 'H-117', by: ['Hold'] },
  { of: 'pages/ledger/move-stock', on: ['/stock?lot=H-117', ''], tick: 'H-117', by: ['Move'] },
  { of: 'pages/ledger/count-stock', on: ['/stock?lot=H-117', ''], tick: 'H-117', by: ['Count'] },
  { of: 'pages/ledger/dispose-stock', on: ['/stock?lot=H-117', ''], tick: 'H-117', by: ['Destroy'] },
  { of: 'pages/ledger/place-hold', on: ['/holds', ''], by: ['Place a hold'] },
  { of: 'pages/ledger/release-holds', on: ['/holds', ''], tick: 'P-1', by: ['Release'] },
  { of: 'pages/lots/hold-lots', on: ['/expiry?within=2020-01-01/2035-12-31', ''], tick: 'H-117', by: [/^Hold 1 lot/] },
  { of: 'pages/corrections/take-back', on: ['/documents', 'Correction'], by: ['Take this correction back'] },
  { of: 'pages/receiving/change-announcement', on: ['/announcements', 'D-PO'], by: ['Change'] },
  { of: 'pages/receiving/close-announcement', on: ['/announcements', 'D-PO'], by: ['Nothing more comes'] },
  { of: 'pages/orders/ship-order', on: ['/orders', 'D-PICKED'], by: ['More', 'Ship'] },
  { of: 'pages/orders/pick-own', on: ['/orders', 'D-RESERVED'], by: ['More', 'Pick another lot'] },
  { of: 'pages/orders/change-order', on: ['/orders', 'D-RESERVED'], by: ['More', 'Change the order'] },
  { of: 'pages/orders/cancel-order', on: ['/orders', 'D-RESERVED'], by: ['More', 'Cancel'] },
  { of: 'pages/orders/many-orders', on: ['/orders', ''], tick: 'D-WAITS', by: ['Reserve'], back: 'Orders' },
  { of: 'pages/administration/person-forms', on: ['/administration/people', ''], by: ['Add a person'] },
  { of: 'pages/administration/person-forms', on: ['/administration/people', ''], by: [/Vera Lind/, 'Give roles'] },
  { of: 'pages/administration/person-forms', on: ['/administration/people', ''], by: [/Vera Lind/, 'Change the mail address'] },
  { of: 'pages/administration/person-forms', on: ['/administration/people', ''], by: [/Vera Lind/, 'Give a new password'] },
  { of: 'pages/administration/person-forms', on: ['/administration/people', ''], by: [/Vera Lind/, 'Erase'] },
  { of: 'pages/administration/make-key', on: ['/administration/keys', ''], by: ['Make a key'] },
  { of: 'pages/administration/keys', on: ['/administration/keys', ''], by: ['Revoke Shop'] },
  { of: 'pages/administration/webhook-forms', on: ['/administration/webhooks', ''], by: ['Add a webhook'] },
  { of: 'pages/administration/webhook-forms', on: ['/administration/webhooks', ''], by: [/^Send again /] },
  { of: 'pages/administration/webhooks', on: ['/administration/webhooks', ''], by: [/^Remove /] },
  { of: 'pages/administration/attributes', on: ['/administration/attributes', ''], by: ['Define an attribute'] },
  { of: 'pages/administration/attributes', on: ['/administration/attributes', ''], by: ['Change Grade'] },
  { of: 'pages/reports/report-form', on: ['/reports', ''], by: ['Make a report'] },
  { of: 'pages/reports/report-form', on: ['/reports', ''], by: ['Change Every lot', 'Change'] },
  { of: 'pages/reports/report-actions', on: ['/reports', ''], by: ['Change Every lot', 'Remove'] },
  { of: 'pages/alerts/rule-form', on: ['/alerts/rules', ''], by: [/^Add a rule/] },
  { of: 'pages/alerts/reorder-points', on: ['/alerts/rules', ''], by: [/reorder point$/i] },
  { of: 'shell/key-sheet', on: ['/lots', ''], by: ['Signed in as Kim Larsen', 'Keys'] },
  { of: 'shell/virtual-scanner', on: ['/lots', ''], by: ['Signed in as Kim Larsen', 'Virtual scanner'], back: null },
]

// Come to otherwise and judged below: after a scan, by a key, when the sign-in ended. Those of the demo company and of an import
// that ran are judged in demo and imports; a key's secret is shown once it is made (administration).
const elsewhere = ['shell/scanner', 'shell/palette', 'shell/sign-in-again', 'shell/demo-bar', 'pages/imports/outcome']

beforeAll(async () => {
  if (hasNoBrowser) return
  const { kim, site } = opened
  const one = async (path: string) => (await askAs(kim, path)).rows[0].id
  const [siteId, itemId, customerId, supplierId] = [await one('/locations?kind=site'), await one('/items?q=EX-GREEN-100'), await one('/partners?q=EX-CAFE'), await one('/partners?q=EX-HILL')]
  const channelId = await one('/channels')
  for (const [number, through, quantity] of [['D-RESERVED', 'reserved', '2'], ['D-PICKED', 'picked', '1'], ['D-WAITS', 'placed', '1']] as const) {
    await tellAs(kim, '/orders', { number, through, customerId, channelId, siteId, lines: [{ itemId, quantity }] })
  }
  await tellAs(kim, '/announcements', { number: 'D-PO', kind: 'purchase_order', supplierId, siteId, lines: [{ itemId, quantity: '5' }] })
  await tellAs(kim, '/lot-attributes', { name: 'grade', title: 'Grade', type: 'choice', choices: ['A', 'B'] })
  await tellAs(kim, '/webhooks', { url: 'https://example.com/hook', secret: 'a secret that is long enough' })
  const { account } = await askAs(kim, '/session')
  await tellAs(kim, '/keys', { name: 'Shop', accountId: account.id, scopes: ['record.read'], keyHash: 'ab'.repeat(32) })
  const documentId = await one('/receipts?number=EX-R3')
  await tellAs(kim, '/corrections', { lines: [{ documentId, line: 1, quantity: '20500' }], reason: 'Weighed again' })
  const view = await tellAs(kim, '/views', { list: '/lots', page: '/lots', name: 'Every lot', isShared: false, asked: {}, columns: [{ id: 'code', of: 'code', heading: 'Lot' }], filters: [] })
  await tellAs(kim, '/reports', { viewId: view['viewId'], name: 'Every lot', format: 'csv', every: 'day', onDay: 1, at: '07:00', zone: 'UTC', mailTo: [] })
  await site.sequence()
}, LONG)

/** The button or item of a menu, wherever it is. */
const named = (page: Page, name: string | RegExp, isItem: boolean) =>
  page.getByRole(isItem ? 'menuitem' : 'button', { name, exact: typeof name === 'string' }).first()

const focused = (page: Page) => page.evaluate<string>(`(() => {
  const { activeElement: at } = document
  return at === null || at === document.body ? 'nothing' : (at.getAttribute('aria-label') ?? at.textContent.trim())
})()`)

async function goBy(page: Page, { on, tick, by }: Way): Promise<string> {
  // What one test left open is not in the way of the next.
  if (await page.getByRole('dialog').isVisible()) await page.goto('/')
  await openPage(page, on)
  if (tick !== undefined) {
    const box = page.getByRole('row').filter({ has: page.getByRole('link', { name: tick, exact: true }) }).first().getByRole('checkbox')
    await box.focus()
    // On the same list it may be ticked still.
    if (!(await box.isChecked())) await page.keyboard.press('Space')
  }
  let from = ''
  for (const [at, name] of by.entries()) {
    const button = named(page, name, at > 0)
    await button.waitFor()
    await button.focus()
    if (at === 0) from = await focused(page)
    await page.keyboard.press('Enter')
  }
  await page.getByRole('dialog').waitFor()
  // The menu it was opened from is on its way out.
  await page.getByRole('menu').waitFor({ state: 'detached' })
  return from
}

describe.skipIf(hasNoBrowser)('dialogs for everybody', () => {
  test('each of them is named here', () => {
    const files = readdirSync('web/src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx') && !path.startsWith('ui/'))
    const withDialog = files.filter((path) => /<(Dialog|FormDialog|ReasonForm|Modal|Drawer|Spotlight\.Root)\s+[a-z]/.test(readFileSync(`web/src/${path}`, 'utf8')))
    const known = [...ways.map(({ of }) => of), ...elsewhere, 'pages/administration/form']
    expect(withDialog.map((path) => path.replace('.tsx', '')).sort()).toEqual([...new Set(known)].sort())
  })

  test.each(ways.map((way) => [[way.of, ...way.by].join(' '), way] as const))('%s', { timeout: LONG }, async (_, way) => {
    const { page } = opened.kim
    const from = await goBy(page, way)
    const dialog = page.getByRole('dialog')
    expect(await faultsInBoth(page)).toEqual([])
    // Tab comes to something in it and never out of it, but for the one that stands beside the page.
    for (let tab = 0; tab < 3; tab++) await page.keyboard.press('Tab')
    const isIn = await dialog.evaluate((one: { contains(other: unknown): boolean; ownerDocument: { activeElement: unknown } }) => one.contains(one.ownerDocument.activeElement))
    expect(isIn || way.back === null).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    if (way.back !== null) await expect.poll(() => focused(page), { timeout: 5_000 }).toBe(way.back ?? from)
  })

  test('the palette is judged with nothing typed and with what it finds, and gives the focus back', async () => {
    const { page } = opened.kim
    await openPage(page, ['/lots', ''])
    await page.getByRole('button', { name: 'New lot' }).focus()
    await page.keyboard.press('Control+k')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await faultsInBoth(page)).toEqual([])
    await page.keyboard.type('H-117')
    await dialog.getByRole('option', { name: /H-117/ }).or(dialog.getByRole('button', { name: /H-117/ })).first().waitFor()
    expect(await faultsInBoth(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => focused(page), { timeout: 5_000 }).toBe('New lot')
  })

  test('an ended sign-in is judged, keeps the focus, and goes on by the keyboard', async () => {
    const { page } = await opened.site.visitAs('vera')
    await openPage(page, ['/lots', ''])
    await page.getByPlaceholder('Lot begins with').focus()
    await page.context().clearCookies()
    // It asks the server, which knows nobody any more.
    await page.keyboard.type('H-1')
    const dialog = page.getByRole('dialog', { name: 'Your sign-in has ended' })
    await dialog.waitFor()
    expect(await faultsInBoth(page)).toEqual([])
    await page.keyboard.press('Escape')
    for (let tab = 0; tab < 4; tab++) await page.keyboard.press('Tab')
    expect(await dialog.evaluate((one: { contains(other: unknown): boolean; ownerDocument: { activeElement: unknown } }) => one.contains(one.ownerDocument.activeElement))).toBe(true)
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'H-117', exact: true }).waitFor()
  })

  test('what a scan asks is judged and left by the keyboard', async () => {
    const { page } = opened.kim
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await openPage(page, ['/lots', ''])
      await page.getByRole('button', { name: 'New lot' }).focus()
      await scanIn(page, 'NO-SUCH-CODE')
      await page.getByRole('heading', { name: 'NO-SUCH-CODE is not known' }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await expect.poll(() => focused(page), { timeout: 3_000 }).toBe('New lot')
    }
  })
})
