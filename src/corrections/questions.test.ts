import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newId, query } from '#platform'
import { ask } from '#test/ask'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'
import { correctionsDoors, correctionsQuestions } from './index.ts'

let place: TestDatabase
let floor: Floor
beforeAll(async () => {
  place = await testDatabase()
})
beforeEach(async () => {
  floor = await openFloor(place.database)
})
afterAll(() => place.drop())

const actor = { id: newId(), permissions: new Set(['document.correct']) }
const door = correctionsDoors.find(({ path }) => path === '/corrections')
const rehearse = async (body: object) => {
  const outcome = await door?.rehearse?.(place.database, { id: newId(), actor, occurredAt: new Date() }, body)
  if (outcome === undefined) throw new Error('It cannot be tried.')
  return outcome
}
const recorded = async () => {
  const rows = await query<{ n: string }>(place.database, {
    name: '', text: `select concat_ws(' ', (select count(*) from platform.document), (select count(*) from ledger.movement), (select count(*) from lots.lot),
      (select count(*) from ledger.hold), (select sum(quantity) from ledger.balance)) as n`,
  })
  return rows[0]?.n
}
const linesOf = async (id: string) => Object(await ask(correctionsQuestions, place.database, '/documents/:id/lines', { id }))
const correctionsOf = async (id: string) => Object(await ask(correctionsQuestions, place.database, '/documents/:id/corrections', { id }))

test('a rehearsed correction answers as the correction does, also of a new lot, and nothing of it is kept', async () => {
  const code = newId().slice(-12)
  const { id } = await floor.receive(10, { lot: { lotId: newId(), code, dates: { bestBefore: day(50) } } })
  await floor.buy(floor.order(6, 'shipped'))
  const lines = [{ documentId: id, line: 1, quantity: '8', lot: { code: `${code}X` } }]
  const before = await recorded()

  const tried = await rehearse({ reason: 'Misread', lines })
  const again = await rehearse({ reason: 'Misread', lines })

  expect(await recorded()).toBe(before)
  const done = await floor.correctAll({ documentId: id, line: 1, quantity: 8, lot: { code: `${code}X` } })
  const told = (outcome: typeof tried) => (outcome.ok ? { ...outcome.answer, documentId: '' } : outcome.refusal)
  expect(told(tried)).toEqual(told(done.outcome))
  expect(told(again)).toEqual(told(tried))
})

test('a rehearsal says no as the correction would, and who may not correct may not try', async () => {
  const { id } = await floor.receive(10, { lot: { lotId: newId(), code: newId().slice(-12), dates: { bestBefore: day(50) } } })
  await floor.buy(floor.order(10, 'shipped'))
  const before = await recorded()

  const tried = await rehearse({ reason: 'Less', lines: [{ documentId: id, line: 1, quantity: '4' }] })
  const stranger = await door?.rehearse?.(place.database, { id: newId(), actor: { ...actor, permissions: new Set() }, occurredAt: new Date() }, { reason: 'x', documents: [id] })

  expect([tried.ok ? '' : tried.refusal.code, stranger?.ok === false ? stranger.refusal.code : '']).toEqual(['insufficient_stock', 'not_permitted'])
  expect(await recorded()).toBe(before)
})

test('the lines of a document stand as they were corrected, and every document of one correction leads to it', async () => {
  const code = newId().slice(-12)
  const [lotId, other] = [newId(), await floor.lot(10, day(90))]
  const { id } = await floor.receive(10, { lot: { lotId, code, dates: { bestBefore: day(50) } } })
  const { id: shipped } = await floor.buy(floor.order(10, 'shipped'))
  const line = (await floor.lines(shipped)).find(({ kind }) => kind === 'ship')?.line ?? 0

  const first = await floor.correctAll({ documentId: id, line: 1, quantity: 7 }, { documentId: shipped, line, lotId, quantity: 7 }, { documentId: shipped, line, lotId: other, quantity: 3 })
  const second = await floor.correct(id, 1, { quantity: 8 })

  const [received, sold] = [await linesOf(id), await linesOf(shipped)]
  expect(received.lines).toMatchObject([{
    line: 1, kind: 'receipt', correctable: true, first: { lot: code, quantity: '10' }, parts: [{ lot: code, quantity: '8' }], correctedBy: [first.id, second.id].sort(),
  }])
  const shown = ({ lines }: { lines: { kind: string; correctable: boolean; parts: { quantity: string; lotId: string }[] }[] }) =>
    lines.map((one) => [one.kind, one.correctable, one.parts.map((part) => `${part.quantity} ${part.lotId}`).sort()])
  expect(shown(sold)).toEqual([['ship', true, [`3 ${other}`, `7 ${lotId}`].sort()]])
  const { id: picked } = await floor.buy(floor.order(2, 'picked'))
  expect(new Set(shown(await linesOf(picked)).map(([kind, able]) => `${kind} ${able}`))).toEqual(new Set(['pick false']))
  const ids = (rows: { documentId: string }[]) => rows.map(({ documentId }) => documentId)
  const [byReceipt, bySale, of, last] = [await correctionsOf(id), await correctionsOf(shipped), await correctionsOf(first.id), await correctionsOf(second.id)]
  expect([ids(byReceipt.by), ids(bySale.by), ids(of.of).sort(), of.did.lines, ids(last.of)]).toEqual([[first.id, second.id], [first.id], [id, shipped].sort(), 2, [id]])
  expect([byReceipt.by.map((one: { lines: number[] }) => one.lines), byReceipt.did]).toEqual([[[1], [1]], null])
})

test('a correction that gave a lot another code moved nothing, and is told all the same', async () => {
  const { id } = await floor.receive(10, { lot: { lotId: newId(), code: newId().slice(-12) } })
  const done = await floor.correct(id, 1, { lot: { code: newId().slice(-12) } })
  expect((await correctionsOf(id)).by).toMatchObject([{ documentId: done.id, lines: [] }])
  expect((await correctionsOf(done.id)).of).toMatchObject([{ documentId: id, kind: 'receipt' }])
})
