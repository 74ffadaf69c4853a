import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { newId, query, sequenceDocuments } from '#platform'
import { productionQuestions } from '#production'
import { type ChangedTrace, trace } from '#trace'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(() => place.drop())

const answerOf = (done: Done) => {
  if (!done.outcome.ok) throw done.outcome.refusal
  return done.outcome.answer
}
const saidOf = ({ outcome }: Done) => (outcome.ok ? 'done' : outcome.refusal.code)
const tracesOf = (done: Done) => answerOf(done)['traces'] as ChangedTrace[]
const ahead = async (id: string) => {
  const found = await trace(place.database, { direction: 'forward', from: 'lot', id })
  if (found === null) throw new Error('No trace.')
  return found
}
const reachedFrom = async (id: string) => (await ahead(id)).lots.map((lot) => lot.id).filter((lot) => lot !== id).sort()
const sentOf = async (id: string) => (await ahead(id)).shipments.map(({ lot_id, quantity }) => [lot_id, quantity])
const edgesOf = (documentId: string) => query<{ input: string; output: string; went: string; superseded: boolean }>(place.database, {
  name: 'test.edges',
  text: `select e.input_lot_id as input, e.output_lot_id as output, e.input_quantity || ' in ' || e.output_quantity as went,
      s.correction_document_id is not null as superseded
    from production.edge e left join production.superseded_edge s using (document_id, input_lot_id, output_lot_id)
    where e.document_id = $1 order by 3`,
}, [documentId])
// Sells so much over the counter, in one document; its first line that shipped.
const sell = async (quantity: number) => {
  const order = floor.order(quantity, 'shipped')
  const { id: documentId } = await floor.buy(order)
  const line = (await floor.lines(documentId)).find(({ kind }) => kind === 'ship')?.line ?? 0
  return { orderId: order.orderId, lineId: order.lines[0]?.lineId ?? NIL, documentId, line }
}
const clean = async () => expect(await checkLedger(place.database)).toEqual([])

test('another lot went into what was made: the line leads from it, also where the goods left long ago', async () => {
  const [wrong, right, made] = [await floor.lot(5, null), await floor.lot(5, null), newId()]
  const { id } = await floor.make('split', [[wrong, 5]], [[made, 5]])
  await floor.hold({ lotId: right })
  const { orderId } = await sell(5)

  const done = await floor.correct(id, 1, { lotId: right })

  expect(await floor.stock({ wrong, right, made })).toEqual({ 'wrong in storage': '5' })
  expect([await reachedFrom(wrong), await reachedFrom(right), await sentOf(right)]).toEqual([[], [made], [[made, '5']]])
  expect([await edgesOf(id), await edgesOf(done.id)]).toEqual([
    [{ input: wrong, output: made, went: '5 in 5', superseded: true }],
    [{ input: right, output: made, went: '5 in 5', superseded: false }],
  ])
  const { id: shipment } = (await ahead(right)).shipments[0]!
  const sent = { id: shipment, orderId, customerId: floor.customerId }
  expect(Object.fromEntries(tracesOf(done).map(({ lotId, shipments, customers, becomes }) => [lotId, { shipments, customers, becomes }])))
    .toMatchObject({
      [wrong]: {
        shipments: [{ ...sent, before: '5', now: '0' }], customers: { removed: [floor.customerId] }, becomes: { removed: [made] },
      },
      [right]: {
        shipments: [{ ...sent, before: '0', now: '5' }], customers: { added: [floor.customerId] }, becomes: { added: [made] },
      },
    })
  await clean()
})

test('what was made lasts longer than what really went in: the answer says so', async () => {
  const [long, short, made] = [await floor.lot(5, day(50)), await floor.lot(5, day(20)), newId()]
  const { id } = await floor.make('split', [[long, 5]], [[made, 5]])

  const done = await floor.correct(id, 1, { lotId: short })

  expect(answerOf(done)['outlasts']).toEqual([{ lotId: made, lastsTo: day(50), inputLotId: short, inputLastsTo: day(20) }])
  expect(answerOf(await floor.correct(id, 1, { lotId: long }))['outlasts']).toEqual([])
})

test('less went in: what is left over lies on the shelf again, and shares are in proportion to what remains', async () => {
  const [one, other, made] = [await floor.lot(6, null), await floor.lot(6, null), newId()]
  const blend = await floor.item()
  const { id } = await floor.make('make', [[one, 6], [other, 6]], [[made, 24, blend]])

  const done = await floor.correct(id, 1, { quantity: 2 })

  expect(saidOf(done)).toBe('done')
  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '4' })
  expect((await edgesOf(done.id)).map(({ input, went }) => [input, went])).toEqual([[one, '2 in 24']])
  await clean()
})

test('a transformation is shown with what really went in, beside what was told first', async () => {
  const [wrong, right, made] = [await floor.lot(5, null), await floor.lot(5, null), newId()]
  const { id } = await floor.make('split', [[wrong, 5]], [[made, 5]])
  type End = { lotId: string; quantity: string; posted: string; unit: string }
  const shown = async () => {
    const { inputs, outputs } = (await ask(productionQuestions, place.database, '/transformations/:id', { id })) as { inputs: End[]; outputs: End[] }
    const ends = (all: End[]) => Object.fromEntries(all.map(({ lotId, quantity, posted }) => [lotId, `${quantity} of ${posted}`]))
    return [ends(inputs), ends(outputs)]
  }
  expect(await shown()).toEqual([{ [wrong]: '5 of 5' }, { [made]: '5 of 5' }])

  const first = await floor.correct(id, 1, { lotId: right })
  expect([saidOf(first), await shown()]).toEqual(['done', [{ [wrong]: '0 of 5', [right]: '5 of 0' }, { [made]: '5 of 5' }]])
})

test('a transformation that never happened gives back what went in; once its goods left it is refused', async () => {
  const [input, made] = [await floor.lot(5, null), newId()]
  const { id } = await floor.make('split', [[input, 5]], [[made, 5]])
  const sold = await sell(2)

  const refused = await floor.takeBackWhole(id)
  const never = await floor.correct(sold.documentId, sold.line, { quantity: 0 })
  const done = await floor.takeBackWhole(id)

  expect([saidOf(refused), saidOf(never), saidOf(done)]).toEqual(['insufficient_stock', 'done', 'done'])
  expect(await floor.stock({ input, made })).toEqual({ 'input in storage': '5' })
  expect(await reachedFrom(input)).toEqual([])
  await clean()
})

test('nothing comes of nothing: an output needs an input, and an input an output', async () => {
  const [input, made] = [await floor.lot(5, null), newId()]
  const { id } = await floor.make('make', [[input, 5]], [[made, 5, await floor.item()]])

  expect(saidOf(await floor.correct(id, 1, { quantity: 0 }))).toBe('made_of_nothing')
  expect(saidOf(await floor.correct(id, 2, { quantity: 0 }))).toBe('made_into_nothing')
})

test('a split keeps its quantity when it is corrected', async () => {
  const [input, made] = [await floor.lot(5, null), newId()]
  const { id } = await floor.make('split', [[input, 5]], [[made, 5]])

  expect(saidOf(await floor.correct(id, 2, { quantity: 4 }))).toBe('quantity_not_kept')
  expect(saidOf(await floor.correctAll({ documentId: id, line: 1, quantity: 4 }, { documentId: id, line: 2, quantity: 4 }))).toBe('done')
})

test('another lot left: the first is on its shelf again, and the other is gone from its own, held or not', async () => {
  const [wrong, right] = [await floor.lot(5, day(10)), await floor.lot(5, day(20))]
  const bin = await floor.place()
  await floor.move(right, 5, { toLocationId: bin })
  const { documentId, line } = await sell(3)
  await floor.hold({ lotId: right })

  const done = await floor.correct(documentId, line, { lotId: right })

  expect(saidOf(done)).toBe('done')
  expect(await floor.stock({ wrong, right })).toEqual({ 'right in another place': '2, held 1', 'wrong in storage': '5' })
  expect([await sentOf(wrong), await sentOf(right)]).toEqual([[], [[right, '3']]])
  await clean()
})

test('a lot of a receipt that was misread gets its code and keeps all that happened to it', async () => {
  const { id, outcome } = await floor.receive(10, { lot: { code: 'L0T-1' } })
  const lotId = (outcome.ok ? (outcome.answer['lines'] as { lotId: string }[]) : [])[0]!.lotId
  await floor.hold({ scope: 'lot_in_location', lotId, locationId: floor.quarantine })
  await floor.move(lotId, 2)
  await sell(3)

  const done = await floor.correct(id, 1, { lot: { code: 'LOT-1', dates: { bestBefore: day(40) } } })

  expect(answerOf(done)['renamed']).toEqual([{
    lotId, changed: ['code', 'bestBefore'], values: [{ field: 'code', old: 'L0T-1', new: 'LOT-1' }, { field: 'bestBefore', old: null, new: day(40) }],
  }])
  expect((await ahead(lotId)).lots.map(({ code, bindingOn }) => [code, bindingOn])).toEqual([['LOT-1', day(40)]])
  expect(await sentOf(lotId)).toEqual([[lotId, '3']])
  await clean()
})

test('a lot of a receipt that is known under the right code is that lot, wherever its goods went', async () => {
  const right = await floor.lot(4, null, 'KNOWN')
  const { id, outcome } = await floor.receive(10, { lot: { code: 'KN0WN' } })
  const wrong = (outcome.ok ? (outcome.answer['lines'] as { lotId: string }[]) : [])[0]!.lotId
  await floor.dispose(wrong, 9)

  const done = await floor.correct(id, 1, { lot: { code: 'KNOWN' } })

  expect(answerOf(done)['merged']).toEqual([{ lotId: wrong, intoLotId: right }])
  expect(await reachedFrom(right)).toEqual([wrong])
  await clean()
})

test('a code that was misread leads a recall to nothing any more, unless it is asked as it was known', async () => {
  const { supplierId } = floor
  const named = async (code: string, more: { supplierId?: string; position?: string } = {}) =>
    (await trace(place.database, { direction: 'forward', from: 'supplier_lot', code, itemId: floor.itemId, ...more }))?.lots.map((lot) => lot.id) ?? []
  const lotOf = async ({ id }: Done) => (await floor.lines(id))[0]!.lotId
  const renamed = await floor.receive(3, { lot: { code: 'M1SREAD' } })
  const right = await floor.lot(4, null, 'RIGHT')
  const [first, merged] = [await lotOf(renamed), await floor.receive(5, { lot: { code: 'R1GHT' } })]
  const [second, both] = [await lotOf(merged), [await floor.receive(2, { lot: { code: 'TWO' } }), await floor.receive(2, { lot: { code: 'TWO' } })]]
  const two = await lotOf(both[0]!)
  await floor.move(second, 1)
  const ours = await floor.receive(1, { lot: { code: 'OUR-1' }, supplierLotCode: 'THEIRS' })
  const before = String(await sequenceDocuments(place.database))

  for (const [{ id }, code] of [[renamed, 'MISREAD'], [merged, 'RIGHT'], [both[1]!, 'RIGHT'], [ours, 'OUR-2']] as const) {
    answerOf(await floor.correct(id, 1, { lot: { code } }))
  }
  expect([await named('M1SREAD'), await named('R1GHT')]).toEqual([[], []])
  expect([await named('MISREAD'), (await named('RIGHT')).sort()]).toEqual([[first], [right, second].sort()])
  expect([await named('TWO'), await named('TWO', { supplierId })]).toEqual([[two], [two]])
  expect(await named('THEIRS')).toEqual([await lotOf(ours)])
  for (const [code, lotId] of [['M1SREAD', first], ['R1GHT', second], ['TWO', two], ['THEIRS', await lotOf(ours)]] as const) {
    expect([code, await named(code, { position: before })]).toEqual([code, [lotId]])
  }
  expect(await named('MISREAD', { position: before })).toEqual([])

  const other = await floor.partner('supplier')
  const brought = await floor.receive(3, { lot: { code: 'FROM' } })
  const known = String(await sequenceDocuments(place.database))
  answerOf(await floor.correct(brought.id, 1, { supplierId: other }))
  expect([await named('FROM', { supplierId }), await named('FROM', { supplierId: other })]).toEqual([[], [await lotOf(brought)]])
  expect(await named('FROM', { supplierId, position: known })).toEqual([await lotOf(brought)])
  await clean()
})

test('goods of another lot than their receipt said stay on hold', async () => {
  const right = await floor.lot(4, null, 'GOOD')
  const [first, second] = [await floor.receive(10, { lot: { code: 'MIXED' } }), await floor.receive(10, { lot: { code: 'MIXED' } })]
  const wrong = (await floor.lines(first.id))[0]!.lotId
  await floor.hold({ lotId: wrong })

  const done = await floor.correct(second.id, 1, { lot: { code: 'GOOD' } })

  expect((answerOf(done)['holds'] as string[]).length).toBe(1)
  expect(await floor.stock({ right, wrong })).toEqual({ 'right in storage': '14, held 1', 'wrong in storage': '10, held 1' })
  await clean()
})

test('another supplier brought the goods: the receipt, its lot and the way back say so', async () => {
  const { id } = await floor.receive(10, { lot: { code: 'S-1' } })
  const lotId = (await floor.lines(id))[0]!.lotId
  await sell(10)
  const other = await floor.partner('supplier')

  expect(saidOf(await floor.correct(id, 1, { supplierId: other }))).toBe('done')

  const back = await trace(place.database, { direction: 'back', from: 'lot', id: lotId })
  expect(back?.receipts.map(({ supplierId, quantity }) => [supplierId, quantity])).toEqual([[other, '10']])
  expect(back?.lots.map(({ origin }) => origin)).toEqual([other])
  await clean()
})

test('less came than was received: it is missing where the goods lie now, and what was picked of it goes back first', async () => {
  const { id } = await floor.receive(10)
  const lotId = (await floor.lines(id))[0]!.lotId
  const bin = await floor.place()
  await floor.move(lotId, 10, { toLocationId: bin })
  await floor.picked(9)

  const done = await floor.correct(id, 1, { quantity: 8 })

  expect(answerOf(done)).toMatchObject({ unpicked: '1', voided: '1' })
  expect(await floor.stock({ lotId })).toEqual({ 'lotId in staging': '8, 8 picked' })
  await clean()
})

test('a line is corrected again by its own number, and comes to what was said last', async () => {
  const [one, other] = [await floor.lot(9, null), await floor.lot(9, null)]
  const { id } = await floor.dispose(one, 3)

  const steps = [
    await floor.correct(id, 1, { quantity: 5 }), await floor.correct(id, 1, { lotId: other }),
    await floor.correctAll({ documentId: id, line: 1, lotId: one, quantity: 1 }, { documentId: id, line: 1, lotId: other, quantity: 2 }),
    await floor.correct(id, 1, { quantity: 4 }),
  ]

  expect(steps.map(saidOf)).toEqual(['done', 'done', 'done', 'line_of_several'])
  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '8', 'other in storage': '7' })
  expect(saidOf(await floor.takeBackWhole(id))).toBe('done')
  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '9', 'other in storage': '9' })
  await clean()
})

test('what came back cannot be more of a lot than what went', async () => {
  const [wrong, right] = [await floor.lot(5, day(10)), await floor.lot(5, day(20))]
  const order = floor.order(3, 'shipped')
  const ship = await floor.buy(order)
  const line = (await floor.lines(ship.id)).find(({ kind }) => kind === 'ship')!.line
  const back = await floor.takeBack(2, { orderLineId: order.lines[0]!.lineId })

  expect(saidOf(await floor.correct(ship.id, line, { lotId: right }))).toBe('more_came_back')
  const done = await floor.correctAll({ documentId: ship.id, line, lotId: right }, { documentId: back.id, line: 1, lotId: right })

  expect(saidOf(done)).toBe('done')
  expect((await ahead(right)).returns.map(({ quantity }) => quantity)).toEqual(['2'])
  expect((await ahead(wrong)).returns).toEqual([])
  await clean()
})

test('a scan says which lot left; what is still unknown shrinks, and the last that is left is certain', async () => {
  const [one, other, third] = [await floor.lot(5, null), await floor.lot(5, null), await floor.lot(5, null)]
  const gone = await floor.leftAsOneOf([one, other, third], 4)
  const unknown = () => query<{ quantity: string; of: number }>(place.database, {
    name: 'test.unknown', text: 'select quantity::text, cardinality(candidate_ids) as of from ledger.unresolved where item_id = $1',
  }, [floor.itemId])

  const scan = await floor.tellLot(gone.id, 1, { lots: [[one, 1]] })
  const [afterScan] = await unknown()
  const count = await floor.tellLot(gone.id, 1, { notLotIds: [one] })
  const [afterCount] = await unknown()
  const last = await floor.tellLot(gone.id, 1, { notLotIds: [third] })

  expect([scan, count, last].map(saidOf)).toEqual(['done', 'done', 'done'])
  expect([afterScan, afterCount, await unknown()]).toEqual([{ quantity: '3', of: 3 }, { quantity: '3', of: 2 }, []])
  expect(await floor.stock({ one, other, third })).toEqual({
    'one in storage': '4', 'other in storage': '2', 'third in storage': '5', 'one in another place': '1', 'other in another place': '3',
  })
  expect(saidOf(await floor.tellLot(gone.id, 1, { lots: [[one, 1]] }))).toBe('lot_is_known')
  await clean()
})

test('what was picked and shipped, and then known as one of several lots alone, is told its lot at last', async () => {
  const [one, other] = [await floor.lot(3, null), await floor.lot(4, null)]
  const orderId = await floor.picked(2)
  const { id } = await floor.ship(orderId)

  const several = await floor.correct(id, 1, { candidateIds: [one, other].sort() })
  await clean()
  const part = await floor.tellLot(id, 1, { lots: [[other, 1]] })
  await clean()
  const last = await floor.tellLot(id, 1, { notLotIds: [other] })

  expect([several, part, last].map(saidOf)).toEqual(['done', 'done', 'done'])
  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '2', 'other in storage': '3' })
  expect(await sentOf(one)).toEqual([[one, '1']])
  await clean()
})

test('what was picked and shipped as one of several lots never left', async () => {
  const [one, other] = [await floor.lot(3, null), await floor.lot(4, null)]
  const { id } = await floor.ship(await floor.picked(2))

  const done = [await floor.correct(id, 1, { candidateIds: [one, other].sort() }), await floor.correct(id, 1, { quantity: 0 })]

  expect(done.map(saidOf)).toEqual(['done', 'done'])
  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '3', 'other in storage': '4' })
  await clean()
})

test('a count tells of what was picked and shipped as one of several lots', async () => {
  const [one, other] = [await floor.lot(3, null), await floor.lot(4, null)]
  const { id } = await floor.ship(await floor.picked(2))
  await floor.correct(id, 1, { candidateIds: [one, other].sort() })

  expect(saidOf(await floor.adjust(one, 3))).toBe('done')

  expect(await floor.stock({ one, other })).toEqual({ 'one in storage': '3', 'other in storage': '2' })
  expect(await sentOf(other)).toEqual([[other, '2']])
  await clean()
})

test('what left as one of several never left: nothing is taken from any', async () => {
  const { lotId, other, gone } = await floor.threeOfTwo()

  expect(saidOf(await floor.correct(gone.id, 1, { quantity: 0 }))).toBe('done')

  expect(await floor.stock({ lotId, other })).toEqual({ 'lotId in storage': '2', 'other in storage': '2' })
  await clean()
})

test('a return of one of two lots is told its lot, wherever it lies', async () => {
  const [one, other] = [await floor.lot(2, day(10)), await floor.lot(3, day(20))]
  const order = floor.order(5, 'shipped')
  await floor.buy(order)
  const back = await floor.takeBack(3, { orderLineId: order.lines[0]!.lineId })
  const bin = await floor.place()
  await floor.move(NIL, 3, { fromLocationId: floor.quarantine, toLocationId: bin })

  const done = await floor.tellLot(back.id, 1, { lots: [[other, 2]] })

  expect(saidOf(done)).toBe('done')
  expect((await ahead(other)).returns.map(({ quantity }) => quantity)).toEqual(['2'])
  expect((await ahead(one)).possibleReturns.map(({ quantity, oneOf }) => [quantity, oneOf])).toEqual([['1', 2]])
  expect(saidOf(await floor.tellLot(back.id, 1, { lots: [[one, 1]] }))).toBe('done')
  expect((await ahead(one)).returns.map(({ quantity }) => quantity)).toEqual(['1'])
  await clean()
})

test('goods that may be of the lot their label told are said to be of it', async () => {
  const lotId = await floor.lot(3, null)
  const back = await floor.takeBack(2, { lotId }, NIL)
  expect((await ahead(lotId)).possibleReturns.map(({ quantity, oneOf }) => [quantity, oneOf])).toEqual([['2', 1]])

  expect(saidOf(await floor.tellLot(back.id, 1, { lots: [[lotId, 1]] }))).toBe('done')
  expect((await ahead(lotId)).returns.map(({ quantity }) => quantity)).toEqual(['1'])
  expect(saidOf(await floor.correct(back.id, 1, { lotId, quantity: 2 }))).toBe('done')

  expect((await ahead(lotId)).returns.map(({ quantity }) => quantity)).toEqual(['2'])
  expect((await ahead(lotId)).possibleReturns).toEqual([])
  await clean()
})

test('another supplier brought it: only who is one', async () => {
  const { id } = await floor.receive(3)
  const customerId = await floor.partner('customer')
  expect(saidOf(await floor.correct(id, 1, { supplierId: customerId }))).toBe('corrected_supplier_role_missing')
  expect(saidOf(await floor.correct(id, 1, { supplierId: await floor.partner('supplier') }))).toBe('done')
})
