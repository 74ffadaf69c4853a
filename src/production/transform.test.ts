import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openFloor, type Done, type Floor } from '#test/floor'
import { checkLedger } from '#ledger'
import { SELF } from '#partners'
import { newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { day } from '#test/shop'
import { transform } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(() => place.drop())

const saidOf = ({ outcome }: Done) => (outcome.ok ? 'done' : outcome.refusal.code)
const clean = async () => expect(await checkLedger(place.database)).toEqual([])
type Wanted = Parameters<typeof transform.run>[1][number]['payload']
const wanted = (change: Partial<Wanted> & Pick<Wanted, 'inputs' | 'outputs'>): Wanted => ({ kind: 'make', siteId: floor.siteId, edges: null, ...change })
const input = (lotId: string, quantity: bigint, is: Partial<Wanted['inputs'][number]> = {}) =>
  ({ itemId: floor.itemId, lotId, ownerId: SELF, locationId: floor.storage, quantity, ...is })
const output = (quantity: bigint, is: Partial<Wanted['outputs'][number]> = {}) =>
  ({ itemId: floor.itemId, ownerId: SELF, lotId: newId(), code: newId().slice(-12), dates: {}, locationId: floor.storage, quantity, ...is })

// In order of precedence: each is refused although the reasons below it are there as well.
test('of several reasons against a transformation the first in the order is given', async () => {
  const lotId = await floor.lot(5, null)
  const stranger = newId()
  const noLots = await floor.item({ trackingMode: 'none' })
  const bad = { inputs: [input(lotId, 9n, { locationId: floor.quarantine })], outputs: [output(1n, { dates: { bestBefore: '2026-02-31' } })] }
  const ask = async (change: Partial<Wanted>) => saidOf(await floor.send(transform, wanted({ ...bad, ...change })))

  expect([
    await ask({ siteId: stranger }),
    await ask({ inputs: [input(lotId, 9n, { itemId: stranger })] }),
    await ask({ outputs: [output(1n, { itemId: stranger })] }),
    await ask({ outputs: [output(1n, { ownerId: stranger, itemId: noLots })] }),
    await ask({ outputs: [output(1n, { ownerId: await floor.partner('customer'), itemId: noLots })] }),
    await ask({ outputs: [output(1n, { itemId: noLots, dates: { bestBefore: '2026-02-31' } })] }),
    await ask({ kind: 'split' }),
    await ask({ kind: 'split', outputs: [output(1n, { itemId: await floor.item() })] }),
    await ask({ kind: 'split', outputs: [output(1n)] }),
    await ask({ outputs: [output(1n)], edges: [{ input: 3, output: 0, inputQuantity: 1n, outputQuantity: 1n }] }),
    await ask({ outputs: [output(1n, { lotId })] }),
    await ask({ inputs: [input(lotId, 9n, { locationId: await floor.otherSite() })], outputs: [output(1n)] }),
    await ask({ outputs: [output(1n)] }),
    await ask({ inputs: [input(lotId, 5n)], outputs: [output(1n)] }),
  ]).toEqual([
    'production_site_unknown', 'transformed_item_unknown', 'transformed_item_unknown', 'output_owner_unknown',
    'output_owner_role_missing', 'output_needs_lot',
    'output_date_unreadable', 'same_item_only', 'quantity_not_kept', 'edge_unknown', 'output_lot_id_taken', 'transformed_elsewhere',
    'insufficient_stock', 'done',
  ])
  await clean()
})

test('a lot that is there is not made again, and nothing of a refused transformation stays', async () => {
  const lotId = await floor.lot(5, null, 'TAKEN')

  const refused = [
    await floor.send(transform, wanted({ inputs: [input(lotId, 1n)], outputs: [output(1n, { code: 'TWICE' }), output(1n, { code: 'TWICE' })] })),
    await floor.send(transform, wanted({ inputs: [input(lotId, 6n)], outputs: [output(1n, { code: 'LOST' })] })),
  ]

  expect(refused.map(saidOf)).toEqual(['output_lot_exists', 'insufficient_stock'])
  const lots = await query<{ code: string }>(place.database, { name: 'test.codes', text: 'select code from lots.lot where item_id = $1' }, [floor.itemId])
  expect([lots.map(({ code }) => code), await floor.stock()]).toEqual([['TAKEN'], { 'lot in storage': '5' }])
})

test('held stock is not consumed, and reserved stock is not taken from orders; a unit more than reserved is', async () => {
  const [held, reserved] = [await floor.lot(5, day(60)), await floor.lot(5, day(50))]
  await floor.hold({ lotId: held })
  await floor.reserve(4)

  expect(saidOf(await floor.make('split', [[held, 1]], [[newId(), 1]]))).toBe('stock_held')
  expect(saidOf(await floor.send(transform, wanted({ inputs: [input(reserved, 2n)], outputs: [output(2n, { itemId: await floor.item() })] }))))
    .toBe('stock_reserved')
  expect(saidOf(await floor.send(transform, wanted({ inputs: [input(reserved, 1n)], outputs: [output(1n, { itemId: await floor.item() })] }))))
    .toBe('done')
  await clean()
})

test('a split keeps what is reserved: its output serves the order in place of its input', async () => {
  const lotId = await floor.lot(5, day(50))
  await floor.reserve(5)

  expect(saidOf(await floor.make('split', [[lotId, 5]], [[newId(), 5]]))).toBe('done')
  expect(Object.values(await floor.reserved())).toEqual([5n])
})

test('several owners, items and outputs go through one transformation, with what was weighed', async () => {
  const owner = await floor.partner('owner')
  const [mine, theirs, bag, kit] = [await floor.lot(5, day(20)), newId(), await floor.item(), await floor.item({ secondUnit: 'gram' })]
  await floor.receive(7, { itemId: bag, ownerId: owner, lot: { lotId: theirs, code: 'BAG', dates: { bestBefore: day(10) } } })
  const made = [output(2n, { itemId: kit, secondQuantity: 410n }), output(1n, { itemId: kit, ownerId: owner, secondQuantity: 199n })]

  const done = await floor.send(transform, wanted({
    kind: 'kit', inputs: [input(mine, 5n), input(theirs, 7n, { itemId: bag, ownerId: owner })], outputs: made,
  }))

  expect(saidOf(done)).toBe('done')
  const rows = await query<object>(place.database, {
    name: 'test.made', text: `select m.kind, m.owner_id = $2 as theirs, m.quantity::int, m.second_quantity::int as weighed, l.binding_on as on
      from ledger.movement m join lots.lot l on l.id = m.lot_id where m.document_id = $1 order by m.line`,
  }, [done.id, owner])
  expect(rows).toEqual([
    { kind: 'consume', theirs: false, quantity: 5, weighed: null, on: day(20) },
    { kind: 'consume', theirs: true, quantity: 7, weighed: null, on: day(10) },
    { kind: 'produce', theirs: false, quantity: 2, weighed: 410, on: day(10) },
    { kind: 'produce', theirs: true, quantity: 1, weighed: 199, on: day(10) },
  ])
  await clean()
})

test('what came back goes into rework, and the line leads from the first lot to what was made of it', async () => {
  const [lotId, reworked] = [await floor.lot(5, day(50)), newId()]
  const order = floor.order(5, 'shipped')
  await floor.buy(order)
  await floor.takeBack(2, { orderLineId: order.lines[0]!.lineId })
  const at = (await query<{ id: string }>(place.database, { name: 'test.at', text: 'select location_id as id from ledger.balance where lot_id = $1' }, [lotId]))[0]!.id

  const done = await floor.send(transform, wanted({
    kind: 'rework', inputs: [input(lotId, 2n, { locationId: at })], outputs: [output(2n, { lotId: reworked })],
  }))

  expect(saidOf(done)).toBe('done')
  expect(await floor.stock({ lotId, reworked })).toEqual({ 'reworked in storage': '2' })
  await clean()
})

test('two at once cannot consume the same last units, and two that leave each other enough both go through', async () => {
  const [one, other] = [await floor.lot(5, null), await floor.lot(5, null)]

  const last = await Promise.all([1, 2].map(() => floor.make('make', [[one, 5]], [[newId(), 1, floor.itemId]])))
  const both = await Promise.all([
    floor.make('split', [[other, 2]], [[newId(), 2]]),
    floor.make('split', [[other, 3]], [[newId(), 3]]),
  ])

  expect(last.map(saidOf).sort()).toEqual(['done', 'insufficient_stock'])
  expect(both.map(saidOf)).toEqual(['done', 'done'])
  await clean()
})

test('the same command again makes nothing more', async () => {
  const done = await floor.make('split', [[await floor.lot(5, null), 2]], [[newId(), 2]])

  expect(await done.again()).toEqual({ ...done.outcome, repeated: true })
  expect(Object.values(await floor.stock())).toHaveLength(1)
})
