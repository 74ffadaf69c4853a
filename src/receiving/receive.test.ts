import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeTrackingMode } from '#catalog'
import { NIL } from '#kernel'
import { checkLedger, ledgerQuestions } from '#ledger'
import { createLocation } from '#locations'
import { createPartner, SELF } from '#partners'
import { newId, perform, query } from '#platform'
import { arrival, item } from '#test/arrival'
import { askList } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { openFloor } from '#test/floor'
import { act, anybodyWho, command, day, makeShop, outcome, said, stockOf } from '#test/shop'
import { type Arrival, openStock, receive } from './index.ts'

let place: TestDatabase
let shop: Awaited<ReturnType<typeof makeShop>>
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  shop = await makeShop(place.database)
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Told = { lotId: string; created: boolean; quantity: string; holdId: string | null; conflicts: unknown[]; lookAlikes: string[] }
const arrive = async (wanted: Arrival) => (await act(place.database, receive, wanted))['lines'] as Told[]
const refused = async (wanted: Arrival, told?: Parameters<typeof outcome>[3]) =>
  said(await outcome(place.database, receive, wanted, told))
const rows = <Row extends object>(text: string, values: readonly unknown[]) =>
  query<Row>(place.database, { name: `test.${text}`.slice(0, 60), text }, values)

describe('lines', () => {
  test('one lot in two lines is one lot with one sum; two lots are two', async () => {
    const [one, again, other] = await arrive(arrival(shop,
      { lot: { code: 'A' }, quantity: '4' }, { lot: { code: 'A' }, quantity: '3', toLocationId: shop.storage }, { lot: { code: 'B' }, quantity: '5' },
    ))

    expect([one?.created, again?.created, other?.created, one?.lotId === again?.lotId]).toEqual([true, false, true, true])
    expect((await stockOf(place.database, shop.itemId)).map(({ lotId, locationId, quantity }) => [lotId, locationId, quantity]).sort()).toEqual([
      [one?.lotId, shop.receiving, 4n], [one?.lotId, shop.storage, 3n], [other?.lotId, shop.receiving, 5n],
    ].sort())
  })

  test('the same code of another maker is another lot; the supplier is the maker unless told otherwise', async () => {
    const makerId = newId()
    await act(place.database, createPartner, { partnerId: makerId, code: makerId, roles: [] })

    const lines = await arrive(arrival(shop,
      { lot: { code: 'A' } }, { lot: { code: 'A', originId: makerId } }, { lot: { code: 'A', originId: shop.supplierId } }, { lot: { code: 'A', originId: NIL } },
    ))

    expect(lines.map(({ created }) => created)).toEqual([true, true, false, true])
    expect(lines[2]?.lotId).toBe(lines[0]?.lotId)
  })

  test('a code that looks like another is told', async () => {
    await arrive(arrival(shop, { lot: { code: 'LOT10' } }))

    const [line] = await arrive(arrival(shop, { lot: { code: 'LOTIO' } }))

    expect(line?.lookAlikes).toEqual(['LOT10'])
  })

  test('a new code with a character nobody sees is refused, and nothing else of the set', async () => {
    const wanted = [arrival(shop, { lot: { code: 'A\u200d7' } }), arrival(shop, { lot: { code: 'A7' } })].map((one) => command(one))

    const outcomes = await perform(place.database, receive, wanted)

    expect(outcomes.map((one) => said(one))).toMatchObject(['code_unseen', 'done'])
    expect(await stockOf(place.database, shop.itemId)).toHaveLength(1)
  })

  test('a line is entered in any unit and kept as it was entered', async () => {
    const itemId = await item(place.database)

    const answer = await act(place.database, receive, arrival(shop, { itemId, quantity: '2.5', unit: 'box' }))

    expect((await stockOf(place.database, itemId)).map(({ quantity }) => quantity)).toEqual([30n])
    const [movement] = await rows<object>(
      'select quantity, entered_quantity, entered_unit from ledger.movement where document_id = $1', [answer['documentId']],
    )
    expect(movement).toEqual({ quantity: 30n, entered_quantity: '2.5', entered_unit: 'box' })
  })

  test('a unit holds what it held on that day', async () => {
    const box = (numerator: bigint, fromOn: string) => ({ unit: 'box', numerator, denominator: 1n, fromOn, gtin: null })
    const itemId = await item(place.database, { units: [box(12n, '2020-01-01'), box(10n, day(-3))] })
    const wanted = () => arrival(shop, { itemId, quantity: '1', unit: 'box' })

    await outcome(place.database, receive, wanted(), { occurredAt: new Date(Date.now() - 5 * 86_400_000) })
    await arrive(wanted())

    expect((await stockOf(place.database, itemId)).map(({ quantity }) => quantity).sort()).toEqual([10n, 12n])
  })

  test('a second quantity travels with the goods', async () => {
    const itemId = await item(place.database, { secondUnit: 'gram' })

    const answer = await act(place.database, receive, arrival(shop, { itemId, quantity: '2', secondQuantity: 1_950n }))

    const [movement] = await rows<object>('select quantity, second_quantity from ledger.movement where document_id = $1', [answer['documentId']])
    expect(movement).toEqual({ quantity: 2n, second_quantity: 1_950n })
  })

  test('a refused receipt leaves nothing behind: no lot, no stock, no receipt', async () => {
    const code = newId()
    const wanted = arrival(shop, { lot: { code } }, { toLocationId: newId() })

    expect(await refused(wanted)).toBe('location_unknown')
    expect(await refused({ ...wanted, lines: wanted.lines.map((line) => ({ ...line, toLocationId: null, unit: 'crate' })) })).toBe('unit_unknown')

    expect(await rows('select id from lots.lot where code = $1', [code])).toEqual([])
    expect(await rows('select document_id from receiving.receipt where number = $1', [wanted.number])).toEqual([])
    expect(await stockOf(place.database, shop.itemId)).toEqual([])
  })

  test('of a set, the refused one alone is refused', async () => {
    const good = arrival(shop, { quantity: '1' })
    const set = [good, arrival(shop, { toLocationId: newId() }), { ...good, number: newId(), lines: good.lines }, { ...arrival(shop, {}), number: good.number }]

    const outcomes = await perform(place.database, receive, set.map((one) => command(one)))

    expect(outcomes.map(said)).toEqual(['done', 'location_unknown', 'done', 'receipt_number_taken'])
  })

  test('two at once with one number: one is received', async () => {
    const [one, other] = [arrival(shop, {}), arrival(shop, {})]

    const both = await Promise.all([refused(one), refused({ ...other, number: one.number })])

    expect(both.sort()).toEqual(['done', 'receipt_number_taken'])
  })
})

describe('places', () => {
  test('goods go to a location of ours at the site, and no other', async () => {
    const other = await makeShop(place.database)
    const [supplier] = await rows<{ id: string }>(`select id from locations.location where kind = 'supplier' limit 1`, [])
    const to = (toLocationId: string) => refused(arrival(shop, { toLocationId }))

    expect(await to(other.storage)).toBe('receiving_location_elsewhere')
    expect(await to(supplier?.id ?? '')).toBe('receiving_location_elsewhere')
    expect(await to(shop.quarantine)).toBe('done')
  })

  test('a bin for one lot takes no second', async () => {
    const bin = { locationId: newId(), code: newId(), kind: 'bin', parentId: shop.siteId, oneLot: true } as const
    await act(place.database, createLocation, bin)
    const to = (code: string) => refused(arrival(shop, { lot: { code }, toLocationId: bin.locationId }))

    expect([await to('A'), await to('A'), await to('B')]).toEqual(['done', 'done', 'bin_takes_one_lot'])
  })
})

describe('how an item is followed', () => {
  const modes = [
    ['none', false, 0, 'done'], ['none', true, 0, 'receipt_lot_not_kept'],
    ['lot', true, 0, 'done'], ['lot', false, 0, 'receipt_lot_needed'], ['lot', true, 2, 'serials_do_not_match'],
    ['serial', false, 2, 'done'], ['serial', false, 1, 'serials_do_not_match'], ['serial', true, 2, 'done'],
    ['lot+serial', true, 2, 'done'], ['lot+serial', false, 2, 'receipt_lot_needed'], ['lot+serial', true, 0, 'serials_do_not_match'],
    ['serial_at_shipment', false, 0, 'done'], ['serial_at_shipment', false, 2, 'serials_do_not_match'],
  ] as const
  test.each(modes)('by %s; lot named: %s; serials of two units: %i', async (trackingMode, byLot, serials, expected) => {
    const itemId = await item(place.database, { trackingMode })
    const codes = ['S1', 'S2'].slice(0, serials)

    const one = await refused(arrival(shop, { itemId, quantity: '2', serials: codes, ...(byLot ? {} : { lot: null }) }))

    expect(one).toBe(expected)
    const kept = await rows<{ code: string }>('select code from ledger.serial where item_id = $1 order by code', [itemId])
    expect(kept.map(({ code }) => code)).toEqual(expected === 'done' ? codes : [])
    expect((await stockOf(place.database, itemId)).reduce((sum, { quantity }) => sum + quantity, 0n)).toBe(expected === 'done' ? 2n : 0n)
  })

  test('a serial comes once, also within one receipt', async () => {
    const itemId = await item(place.database, { trackingMode: 'serial' })
    const of = (...serials: string[]) => refused(arrival(shop, { itemId, lot: null, quantity: String(serials.length), serials }))

    expect([await of('S1', 'S1'), await of('S1'), await of('S2', 'S1'), await of('S2')]).toEqual(['serial_exists', 'done', 'serial_exists', 'done'])
  })

  test('a line with serials is one line of the receipt, however many movements it makes', async () => {
    const itemId = await item(place.database, { trackingMode: 'lot+serial' })

    const answer = await act(place.database, receive, arrival(shop,
      { itemId, lot: { code: 'A' }, quantity: '2', serials: ['S1', 'S2'] }, { itemId, lot: { code: 'B' }, quantity: '1', serials: ['S3'] },
    ))

    expect(await rows('select line, supplier_lot_code as code from receiving.receipt_line where document_id = $1 order by line', [answer['documentId']]))
      .toEqual([{ line: 1, code: 'A' }, { line: 3, code: 'B' }])
  })

  test('the mode of the day of arrival counts', async () => {
    const itemId = await item(place.database, { trackingMode: 'none' })
    await act(place.database, changeTrackingMode, { itemId, trackingMode: 'lot', fromOn: day(0), reason: 'Allergens' })

    const one = await refused(arrival(shop, { itemId, lot: null }))

    expect(one).toBe('receipt_lot_needed')
  })
})

describe('least life', () => {
  const short = (itemId: string, reason: string | null) => arrival(shop, { itemId, lot: { code: newId(), dates: { bestBefore: day(29) } }, overrideReason: reason })
  const may = { actor: anybodyWho('receipt.below-least-life') }

  test('goods that are too short need the permission and a reason', async () => {
    const itemId = await item(place.database, { leastReceiptDays: 30 })

    expect(await refused(short(itemId, null))).toBe('below_least_life')
    expect(await refused(short(itemId, 'We need it'))).toBe('below_least_life')
    expect(await refused(short(itemId, null), may)).toBe('below_least_life')
    expect(await refused(short(itemId, 'We need it'), { actor: anybodyWho('receipt.over') })).toBe('below_least_life')
    expect(await refused(short(itemId, 'We need it'), may)).toBe('done')

    expect(await rows(`select d.reason, l.below_least_life_reason as line from platform.document d
      join receiving.receipt_line l on l.document_id = d.id where d.actor_id = $1`, [may.actor.id]))
      .toEqual([{ reason: 'We need it', line: 'We need it' }])
  })

  test('the permission to say yes after all is told with the no', async () => {
    const itemId = await item(place.database, { leastReceiptDays: 30 })

    const one = await outcome(place.database, receive, short(itemId, null))

    expect(one).toMatchObject({ ok: false, refusal: { override: 'receipt.below-least-life', facts: { needs: day(30), lastsTo: day(29) } } })
  })

  test('a known date counts when the label shows none', async () => {
    const itemId = await item(place.database, { leastReceiptDays: 30 })
    await outcome(place.database, receive, { ...short(itemId, 'Late'), lines: short(itemId, 'Late').lines.map((line) => ({ ...line, lot: { code: 'A', dates: { bestBefore: day(29) } } })) }, may)

    const one = await refused(arrival(shop, { itemId, lot: { code: 'A' } }))

    expect(one).toBe('below_least_life')
  })

  test('a date that follows from the day it was made counts as well', async () => {
    const itemId = await item(place.database, { leastReceiptDays: 30, shelfLifeDays: 60 })
    const made = (days: number) => refused(arrival(shop, { itemId, lot: { code: newId(), dates: { produced: day(-days) } } }))

    expect([await made(31), await made(30)]).toEqual(['below_least_life', 'done'])
  })

  test('the date that binds is the item’s: a sell-by of today is enough where best before does not bind', async () => {
    const itemId = await item(place.database, { leastReceiptDays: 30, bindingDate: 'best_before' })
    const dates = (sellBy: string, bestBefore: string) => refused(arrival(shop, { itemId, lot: { code: newId(), dates: { sellBy, bestBefore } } }))

    expect([await dates(day(0), day(30)), await dates(day(60), day(29))]).toEqual(['done', 'below_least_life'])
  })

  test('a month means its last day', async () => {
    const itemId = await item(place.database)
    const year = new Date().getUTCFullYear()

    expect(await refused(arrival(shop, { itemId, lot: { code: 'A', dates: { bestBefore: String(year) } } }))).toBe('done')
    expect(await refused(arrival(shop, { itemId, lot: { code: 'B', dates: { bestBefore: String(year - 1) } } }))).toBe('below_least_life')
  })
})

describe('a known lot with other details', () => {
  test('is received under a hold; the record keeps its date until somebody decides', async () => {
    const [known] = await arrive(arrival(shop, { lot: { code: 'A', dates: { bestBefore: day(60) } }, toLocationId: shop.storage }))

    const [came] = await arrive(arrival(shop, { lot: { code: 'A', dates: { bestBefore: day(90) } } }))

    expect(came).toMatchObject({ lotId: known?.lotId, created: false, conflicts: [{ field: 'bestBefore', known: day(60), came: day(90) }] })
    expect(await rows('select reason from ledger.hold where id = $1', [came?.holdId])).toEqual([{ reason: `Received with other details: bestBefore is ${day(60)}, and ${day(90)} came` }])
    expect((await stockOf(place.database, shop.itemId)).map(({ locationId, holds }) => [locationId, holds > 0]).sort())
      .toEqual([[shop.receiving, true], [shop.storage, false]].sort())
    expect(await rows('select binding_on::text from lots.lot where id = $1', [known?.lotId])).toEqual([{ binding_on: day(60) }])
  })

  test('a blank or a coarser date is no other date; a finer one fills the record', async () => {
    const date = day(400)
    await arrive(arrival(shop, { lot: { code: 'A', dates: { useBy: date.slice(0, 7) } } }))

    const lines = await arrive(arrival(shop,
      { lot: { code: 'A' } }, { lot: { code: 'A', dates: { useBy: date.slice(0, 4) } } }, { lot: { code: 'A', dates: { useBy: date } } },
    ))

    expect(lines.map(({ holdId, conflicts }) => [holdId, conflicts])).toEqual([[null, []], [null, []], [null, []]])
    expect(await rows('select binding_on::text from lots.lot where id = $1', [lines[0]?.lotId])).toEqual([{ binding_on: date }])
  })
})

describe('opening stock', () => {
  const open = (wanted: Arrival, told?: Parameters<typeof outcome>[3]) => outcome(place.database, openStock, wanted, told)

  test('is what it is: no supplier, no number, no least life', async () => {
    const itemId = await item(place.database, { leastReceiptDays: 30 })
    const wanted = { ...arrival(shop, { itemId, lot: { code: 'OLD', dates: { bestBefore: '2020' } } }), supplierId: NIL }

    expect([said(await open(wanted)), said(await open(wanted))]).toEqual(['done', 'done'])

    expect((await stockOf(place.database, itemId)).map(({ quantity }) => quantity)).toEqual([20n])
    expect(await rows('select document_id from receiving.receipt where number = $1', [wanted.number])).toEqual([])
    expect(await rows(`select distinct m.kind, f.own from ledger.movement m join locations.location f on f.id = m.from_location_id where m.item_id = $1`, [itemId]))
      .toEqual([{ kind: 'opening', own: false }])
  })

  test('must still be told whole', async () => {
    const wanted = (change: Parameters<typeof arrival>[1]) => ({ ...arrival(shop, change ?? {}), supplierId: NIL })

    expect(said(await open({ ...wanted({}), siteId: shop.storage }))).toBe('receiving_site_unknown')
    expect(said(await open(wanted({ ownerId: newId() })))).toBe('owner_unknown')
    expect(said(await open(wanted({ lot: null })))).toBe('receipt_lot_needed')
    expect(said(await open(wanted({ quantity: '0' })))).toBe('quantity_not_whole')
    expect(said(await open(wanted({ ownerId: SELF }), { actor: { id: newId(), permissions: new Set(['record.read']) } }))).toBe('not_permitted')
  })
})

test('what waits of a receipt is what it brought and nobody put away, as it was corrected; the goods of other receipts are not', async () => {
  const floor = await openFloor(place.database)
  const [right, wrong] = [await floor.lot(1, null), newId()]
  const receipt = await floor.receive(10, { lot: { lotId: wrong, code: 'WRONG' }, toLocationId: floor.receiving })
  await floor.receive(3, { toLocationId: floor.receiving })
  const waits = async () => (await askList(ledgerQuestions, place.database, '/balances', { state: 'receiving', receiptId: receipt.id })).rows
    .map(({ lotId, locationId, quantity }) => [lotId, locationId, quantity])
  expect(await waits()).toEqual([[wrong, floor.receiving, '10']])

  await floor.correct(receipt.id, 1, { lotId: right })
  expect(await waits()).toEqual([[right, floor.receiving, '10']])

  await floor.move(right, 4, { fromLocationId: floor.receiving, toLocationId: floor.storage })
  expect(await waits()).toEqual([[right, floor.receiving, '6']])

  await floor.move(right, 6, { fromLocationId: floor.receiving, toLocationId: floor.storage })
  expect(await waits()).toEqual([])
})
