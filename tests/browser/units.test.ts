// Units with their own number are moved, counted, destroyed and worked over by it: ticked, or scanned wherever the focus is.
import { beforeAll, describe, expect, test } from 'vitest'
import { askAs, hasNoBrowser, openForKim, pickIn, scanIn, seriousFaults, tellAs } from '#test/website'

const LONG = 60_000
const WAIT = { timeout: 10_000 }
const opened = openForKim()
const numbers = ['SN-00001', 'SN-00002', 'SN-00003', 'SN-00004', 'SN-00005', 'SN-00006']
let itemId = ''

beforeAll(async () => {
  if (hasNoBrowser) return
  const { kim } = opened
  const one = async (path: string) => (await askAs(kim, path)).rows[0].id
  const made = await tellAs(kim, '/items', { sku: 'SCALE', name: 'A scale', baseUnit: 'piece', trackingMode: 'lot+serial' })
  itemId = String(made['itemId'])
  await tellAs(kim, '/receipts', {
    supplierId: await one('/partners?q=EX-HILL'), siteId: await one('/locations?kind=site'), number: 'R-SN',
    lines: [{ itemId, quantity: '6', lot: { code: 'SC-1' }, serials: numbers, toLocationId: await one('/locations?q=EXAMPLE-STOCK') }],
  })
}, LONG)

/** Where each unit is. */
const places = async (): Promise<{ [code: string]: string }> => {
  const { rows } = await askAs(opened.kim, `/serials?itemId=${itemId}&limit=50`)
  return Object.fromEntries(rows.map(({ code, location }: { code: string; location: string }) => [code, location]))
}
const tick = async (state: string) => {
  const { page } = opened.kim
  await page.goto(`/stock?item=SCALE&location=${state}`)
  await page.getByRole('row').filter({ has: page.getByRole('link', { name: 'SC-1', exact: true }) }).getByRole('checkbox').check()
}
const dialog = () => opened.kim.page.getByRole('dialog')

describe.skipIf(hasNoBrowser)('units with numbers in the browser', () => {
  test('move by scans alone: the numbers, whatever has the focus, then the place', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await tick('EXAMPLE-STOCK')
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await dialog().getByText('0 of 6 ticked').waitFor()
    expect(await dialog().getByRole('button', { name: 'Move', exact: true }).isDisabled()).toBe(true)
    await dialog().getByRole('combobox', { name: 'To' }).focus()
    await scanIn(page, 'SN-00002')
    await dialog().getByText('1 of 6 ticked').waitFor()
    await scanIn(page, 'SN-00005')
    await dialog().getByText('2 of 6 ticked').waitFor()
    await scanIn(page, 'EXAMPLE-QUARANTINE')
    await expect.poll(() => dialog().getByRole('combobox', { name: 'To' }).inputValue(), WAIT).toBe('EXAMPLE-QUARANTINE')
    await dialog().getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('Moved to EXAMPLE-QUARANTINE.').waitFor()
    expect(await places()).toMatchObject({ 'SN-00001': 'EXAMPLE-STOCK', 'SN-00002': 'EXAMPLE-QUARANTINE', 'SN-00005': 'EXAMPLE-QUARANTINE' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Taken back.').waitFor()
    expect(new Set(Object.values(await places()))).toEqual(new Set(['EXAMPLE-STOCK']))
  })

  test('a count says which units are missing and which are extra, and records both', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await tick('EXAMPLE-STOCK')
    await page.getByRole('button', { name: 'Count', exact: true }).click()
    await dialog().getByText(/^Missing: SN-00001, SN-00002/).waitFor()
    await dialog().getByLabel('Reason').focus()
    for (const code of ['SN-00001', 'SN-00002', 'SN-00003', 'SN-00004', 'SN-00005', 'SN-90009']) await scanIn(page, code)
    await dialog().getByText('Missing: SN-00006').waitFor()
    await dialog().getByText('Extra: SN-90009').waitFor()
    await dialog().getByLabel('Reason').fill('Counted on the shelf')
    await dialog().getByRole('button', { name: 'Count', exact: true }).click()
    await page.getByText('6 pieces are there.').waitFor()
    const now = await places()
    expect([now['SN-00006'] === 'EXAMPLE-STOCK', now['SN-90009']]).toEqual([false, 'EXAMPLE-STOCK'])
  })

  test('a unit is destroyed by its number', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await tick('EXAMPLE-STOCK')
    await page.getByRole('button', { name: 'Destroy', exact: true }).click()
    const field = dialog().getByLabel('Scan or type a number')
    await field.fill('SN-404')
    await page.keyboard.press('Enter')
    await dialog().getByText('No unit here has the number SN-404.').waitFor()
    await field.fill('SN-90009')
    await page.keyboard.press('Enter')
    await dialog().getByLabel('Reason').fill('Fell down')
    await dialog().getByRole('button', { name: 'Destroy', exact: true }).click()
    await page.getByText('It is recorded as destroyed.').waitFor()
    expect((await places())['SN-90009']).not.toBe('EXAMPLE-STOCK')
  })

  test('units that are scanned go into what is worked over, and come out with the same numbers', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await page.goto('/transformations/make')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await page.getByLabel('Kind').selectOption('rework')
    await page.getByRole('heading', { level: 1 }).focus()
    await scanIn(page, 'SN-00003')
    await page.getByText('1 of 5 ticked').waitFor()
    await scanIn(page, 'SN-00004')
    await page.getByText('2 of 5 ticked').waitFor()
    await pickIn(page, 'Item that comes out, line 1', 'SCALE', 'SCALE')
    await page.getByRole('textbox', { name: 'New lot, line 1' }).fill('SC-2')
    await page.getByRole('textbox', { name: 'Quantity that comes out, line 1' }).fill('2')
    await page.getByRole('button', { name: 'The same numbers as go in' }).click()
    await page.getByRole('button', { name: 'Rework', exact: true }).click()
    await page.getByRole('heading', { name: 'Lots made from lots' }).waitFor()
    const { rows } = await askAs(opened.kim, '/serials?lot=SC-2')
    expect(rows.map(({ code }: { code: string }) => code).sort()).toEqual(['SN-00003', 'SN-00004'])
  })

  test('the parts of sets are named, each in its set', { timeout: LONG }, async () => {
    const { page } = opened.kim
    await tellAs(opened.kim, '/items', { sku: 'SET', name: 'A set', baseUnit: 'piece', trackingMode: 'lot+serial' })
    await page.goto('/transformations/make')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await page.getByLabel('Kind').selectOption('kit')
    await page.getByRole('heading', { level: 1 }).focus()
    await scanIn(page, 'SN-00003')
    await page.getByText('1 of 2 ticked').waitFor()
    await scanIn(page, 'SN-00004')
    await page.getByText('2 of 2 ticked').waitFor()
    await pickIn(page, 'Item that comes out, line 1', 'SET', 'SET')
    await page.getByRole('textbox', { name: 'New lot, line 1' }).fill('SET-1')
    await page.getByRole('textbox', { name: 'Quantity that comes out, line 1' }).fill('2')
    await page.getByRole('textbox', { name: 'Numbers of the units that come out, line 1' }).fill('SET-A SET-B')
    await page.getByRole('button', { name: 'Share out in their order' }).click()
    expect(await page.getByLabel('SN-00004 goes into').inputValue()).toBe('SET-B')
    await page.getByLabel('SN-00003 goes into').selectOption('SET-B')
    await page.getByLabel('SN-00004 goes into').selectOption('SET-A')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Put together', exact: true }).click()
    await page.getByRole('heading', { name: 'Lots made from lots' }).waitFor()
    const { rows: [set] } = await askAs(opened.kim, '/serials?code=SET-B')
    expect((await askAs(opened.kim, `/serials/${set.id}/parts`)).parts).toMatchObject([{ serial: 'SN-00003' }])
  })

  test('a unit of an item without lots is traced: where it is, how it came', { timeout: LONG }, async () => {
    const { kim } = opened
    const { page } = kim
    const one = async (path: string) => (await askAs(kim, path)).rows[0].id
    const made = await tellAs(kim, '/items', { sku: 'DRILL', name: 'A drill', baseUnit: 'piece', trackingMode: 'serial' })
    await tellAs(kim, '/receipts', {
      supplierId: await one('/partners?q=EX-HILL'), siteId: await one('/locations?kind=site'), number: 'R-DR',
      lines: [{ itemId: made['itemId'], quantity: '2', serials: ['DR-1', 'DR-2'], toLocationId: await one('/locations?q=EXAMPLE-STOCK') }],
    })
    await page.goto('/trace?from=serial&code=DR-2')
    await page.getByRole('region', { name: 'Units by their own number' }).getByRole('link', { name: 'DR-2', exact: true }).waitFor()
    await page.getByRole('link', { name: 'EXAMPLE-STOCK', exact: true }).waitFor()
    await page.getByText('R-DR', { exact: true }).waitFor()
    expect(await page.getByText('Nothing of that kind').count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
  })

  test('numbers are scanned where they are asked for: received, sent with a parcel, and taken back', { timeout: LONG }, async () => {
    const { kim } = opened
    const { page } = kim
    const scanInto = async (field: ReturnType<typeof page.getByLabel>, ...codes: string[]) => {
      await field.focus()
      for (const code of codes) {
        await scanIn(page, code)
        await expect.poll(() => field.inputValue(), WAIT).toContain(code)
      }
    }
    await page.goto('/receive')
    await page.getByRole('combobox', { name: 'Site' }).and(page.locator('[value="EXAMPLE"]')).waitFor()
    await pickIn(page, 'Supplier', 'EX-HILL', 'EX-HILL')
    await pickIn(page, 'Item, line 1', 'SCALE', 'SCALE')
    await page.getByRole('textbox', { name: 'Lot, line 1', exact: true }).fill('SC-9')
    await page.getByRole('textbox', { name: 'Quantity, line 1' }).fill('2')
    // One that is read twice is one.
    await scanInto(page.getByLabel('Serial numbers'), 'SN-90001', 'SN-90002', 'SN-90001')
    expect(await page.getByLabel('Serial numbers').inputValue()).toBe('SN-90001\nSN-90002')
    expect(await page.getByRole('textbox', { name: 'Lot, line 1', exact: true }).inputValue()).toBe('SC-9')
    await page.getByRole('button', { name: 'Receive', exact: true }).click()
    await expect.poll(async () => Object.keys(await places()), WAIT).toContain('SN-90002')

    const one = async (path: string) => (await askAs(kim, path)).rows[0].id
    const { orderId } = await tellAs(kim, '/orders', {
      number: 'W-SN', siteId: await one('/locations?kind=site'), channelId: await one('/channels'), customerId: await one('/partners?role=customer'), lines: [{ itemId, quantity: '1' }],
    })
    await tellAs(kim, '/orders/pick', { orderId })
    await tellAs(kim, '/orders/pack', { orderId, parcel: 'BOX-1' })
    await page.goto(`/orders/${orderId}`)
    await page.getByRole('main').getByRole('button', { name: 'Ship', exact: true }).click()
    await scanInto(dialog().getByLabel('Parcel'), 'JD0199')
    await dialog().getByRole('button', { name: 'Ship', exact: true }).click()
    await page.getByText('in parcel JD0199').waitFor()
    const gone = (await askAs(kim, `/orders/${orderId}`)).movements.find(({ kind }: { kind: string }) => kind === 'ship').serial

    await page.goto(`/returns/new?order=${orderId}`)
    await page.getByLabel('How much of SCALE comes back').fill('1')
    await scanInto(page.getByLabel('Serial number SCALE'), gone)
    await page.getByRole('main').getByRole('button', { name: 'Take back a return', exact: true }).click()
    await page.getByRole('heading', { name: /^Return / }).waitFor()
    expect(await places()).toMatchObject({ [gone]: 'EXAMPLE-RETURNS' })
  })
})
