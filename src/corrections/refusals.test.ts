// Why a correction may be refused: each table is one correction that is wrong in everything its row can be, mended one
// reason after the other, so that the order of the reasons is proved as well.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { said } from '#test/shop'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

const saidOf = ({ outcome }: Done) => said(outcome)
async function inTurn(...steps: readonly (() => Promise<Done>)[]): Promise<string[]> {
  const told: string[] = []
  for (const step of steps) told.push(saidOf(await step()))
  return told
}
const lineOf = (documentId: string, line = 1) => ({ documentId, line })

test('documents that cannot be taken back whole, and a correction of nothing', async () => {
  await floor.lot(4, null)
  const picked = await floor.pick(await floor.reserve(2))
  const moved = await floor.receive(3)

  expect(await inTurn(
    () => floor.takeBackWhole(newId(), picked.id), () => floor.takeBackWhole(picked.id, newId()),
    () => floor.takeBackWhole(), () => floor.takeBackWhole(moved.id),
  )).toEqual(['document_unknown', 'picks_correct_by_unpick', 'nothing_to_correct', 'done'])
})

test('a line: what is refused first of all that is wrong with it', async () => {
  await floor.lot(4, null)
  const picked = await floor.pick(await floor.reserve(2))
  const received = await floor.receive(5)
  const moved = await floor.receive(6)
  const corrected = await floor.correct(moved.id, 1, { quantity: 5 })
  const wrong = { supplierId: newId(), lotId: newId(), lot: { code: 'X' }, itemId: newId(), quantity: 4 }
  const { supplierId: _, ...ours } = wrong
  const { lot: __, ...once } = ours

  expect(await inTurn(
    () => floor.correct(newId(), 1, wrong),
    () => floor.correct(received.id, 9, wrong),
    () => floor.correct(corrected.id, 1, wrong),
    () => floor.correct(picked.id, 1, wrong),
    () => floor.correct(received.id, 1, wrong),
    () => floor.correct(received.id, 1, ours),
    () => floor.correct(received.id, 1, once),
    () => floor.correct(received.id, 1, { lotId: newId(), quantity: 4 }),
    () => floor.correct(received.id, 1, { quantity: 5 }),
    () => floor.correct(received.id, 1, { quantity: 4 }),
  )).toEqual([
    'document_unknown', 'line_unknown', 'corrects_another', 'picks_correct_by_unpick', 'corrected_supplier_unknown', 'lot_named_twice',
    'corrected_item_unknown', 'lot_unknown', 'nothing_changes', 'done',
  ])
})

test('only a receipt has a supplier, told before whether there is one', async () => {
  const lotId = await floor.lot(4, null)
  const moved = await floor.move(lotId, 2)

  expect(saidOf(await floor.correct(moved.id, 1, { supplierId: newId(), quantity: 1 }))).toBe('supplier_of_receipt')
  expect(saidOf(await floor.correct(moved.id, 1, { supplierId: floor.supplierId, quantity: 1 }))).toBe('supplier_of_receipt')
  expect(saidOf(await floor.correct(moved.id, 1, { quantity: 1 }))).toBe('done')
})

test('another item that is followed by lot needs its lot', async () => {
  const received = await floor.receive(4)
  const [plain, byLot] = [await floor.item({ trackingMode: 'none' }), await floor.item({ trackingMode: 'lot' })]

  expect(saidOf(await floor.correct(received.id, 1, { itemId: byLot, quantity: 3 }))).toBe('corrected_lot_needed')
  expect(saidOf(await floor.correct(received.id, 1, { itemId: plain, quantity: 3 }))).toBe('done')
})

test('a label is of one lot: not of goods that may be of several, nor of a lot that is there when it was made', async () => {
  const { gone } = await floor.threeOfTwo()
  const [input, made, known] = [await floor.lot(4, null), newId(), 'KNOWN-1']
  await floor.lot(1, null, known)
  const transformed = await floor.make('split', [[input, 4]], [[made, 4]])
  const other = await floor.make('split', [[made, 4]], [[newId(), 4]])
  const outputOf = async (done: Done) => lineOf(done.id, (await floor.lines(done.id)).find(({ kind }) => kind === 'produce')?.line)
  const first = await outputOf(transformed)
  const second = await outputOf(other)

  expect(saidOf(await floor.correct(gone.id, 1, { lot: { code: 'X' } }))).toBe('lot_unsure')
  expect(saidOf(await floor.correct(second.documentId, second.line, { lot: { code: made } }))).toBe('made_lot_exists')
  expect(saidOf(await floor.correct(first.documentId, first.line, { lot: { code: 'NEW-1' } }))).toBe('done')
})

test('what came out is a new lot also when it is named by its id, and nothing went into what it was made of', async () => {
  const [input, other, first, second, third] = [await floor.lot(9, null), await floor.lot(9, null), newId(), newId(), newId()]
  const made = await floor.make('split', [[input, 6]], [[first, 4], [second, 2]])
  const remade = await floor.make('rework', [[first, 2]], [[third, 2]])
  const linesOf = async (done: Done, kind: string) => (await floor.lines(done.id)).filter((one) => one.kind === kind).map(({ line }) => line)
  const [[goesIn = 0], [comesOut = 0, besides = 0]] = [await linesOf(made, 'consume'), await linesOf(made, 'produce')]
  const [last = 0] = await linesOf(remade, 'produce')

  expect(await inTurn(
    () => floor.correct(made.id, comesOut, { lotId: other }),
    () => floor.correct(remade.id, last, { lotId: input }),
    () => floor.correct(remade.id, last, { lotId: first }),
    () => floor.correct(made.id, comesOut, { candidateIds: [first, other] }),
    () => floor.correctAll({ documentId: made.id, line: goesIn, lotId: input, quantity: 4 }, { documentId: made.id, line: goesIn, lotId: third, quantity: 2 }),
    () => floor.correctAll({ documentId: made.id, line: goesIn, lotId: input, quantity: 4 }, { documentId: made.id, line: goesIn, lotId: first, quantity: 2 }),
    () => floor.correctAll({ documentId: made.id, line: goesIn, lotId: input, quantity: 4 }, { documentId: made.id, line: goesIn, lotId: other, quantity: 2 }),
    // Two that were made together were taken for each other.
    () => floor.correctAll({ documentId: made.id, line: comesOut, lotId: first, quantity: 3 }, { documentId: made.id, line: comesOut, lotId: second, quantity: 1 }),
    () => floor.correct(made.id, besides, { lotId: first }),
  )).toEqual([
    'made_lot_exists', 'made_lot_exists', 'made_lot_exists', 'made_lot_exists', 'made_of_itself', 'made_of_itself', 'done', 'done', 'done',
  ])
})

test('goods of a lot do not become goods of none', async () => {
  const [received, made] = [await floor.receive(4), newId()]
  const { gone } = await floor.threeOfTwo()
  const { id } = await floor.make('split', [[await floor.lot(2, null), 2]], [[made, 2]])

  expect(await inTurn(
    () => floor.correct(received.id, 1, { lotId: NIL }), () => floor.correct(gone.id, 1, { lotId: NIL }), () => floor.correct(id, 1, { lotId: NIL }),
  )).toEqual(['corrected_lot_needed', 'corrected_lot_needed', 'corrected_lot_needed'])
})

test('what somebody knows of an unknown lot: the first reason of all that are there', async () => {
  const { lotId, other, gone } = await floor.threeOfTwo()
  const stranger = await floor.lot(5, null)
  const known = await floor.move(stranger, 1)
  const picked = await floor.pick(await floor.reserve(1))

  expect(await inTurn(
    () => floor.tellLot(newId(), 1, { lots: [[stranger, 9]] }),
    () => floor.tellLot(gone.id, 7, { lots: [[stranger, 9]] }),
    () => floor.tellLot(picked.id, 1, { lots: [[stranger, 9]] }),
    () => floor.tellLot(known.id, 1, { lots: [[other, 9]] }),
    () => floor.tellLot(gone.id, 1, { lots: [[stranger, 9]] }),
    () => floor.tellLot(gone.id, 1, { lots: [[lotId, 2], [other, 2]], notLotIds: [stranger] }),
    () => floor.tellLot(gone.id, 1, { lots: [[lotId, 2], [other, 2]] }),
    () => floor.tellLot(gone.id, 1, { lots: [[lotId, 2]], notLotIds: [lotId, other] }),
    () => floor.tellLot(gone.id, 1, { lots: [[lotId, 2], [other, 1]] }),
  )).toEqual([
    'document_unknown', 'line_unknown', 'picks_correct_by_unpick', 'lot_is_known', 'lot_no_candidate', 'lot_no_candidate',
    'more_than_unknown', 'no_candidate_left', 'done',
  ])
})
