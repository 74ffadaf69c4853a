// Random histories: whatever people do, in whatever order and two at once, nothing is made or lost, and what is
// held or too short does not leave. A seed that fails is in the test's name: play it again with LOTLINE_SEED.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger } from '#ledger'
import { query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type History, play } from '#test/history'
import { judge } from '#test/judgement'
import { said } from '#test/shop'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

const named = process.env['LOTLINE_SEED']
const seeds = named === undefined ? Array.from({ length: 12 }, (_, at) => at + 1) : named.split(',').map(Number)
const text = (value: unknown) => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one))

// Everything is sent once more: what was accepted answers the same. What was refused may be accepted by now.
async function sentAgain({ floor }: History): Promise<string[]> {
  const odd: string[] = []
  for (const { id, outcome, again } of floor.sent.filter((one) => one.outcome.ok)) {
    const second = await again()
    const same = second.ok && outcome.ok && second.repeated === true && text(second.answer) === text(outcome.answer)
    if (!same) odd.push(`${id} sent again: ${said(second)}`)
  }
  return odd
}

const factsOf = async () => {
  const [row] = await query<{ movements: bigint; changes: bigint }>(place.database, {
    name: 'test.count-facts',
    text: `select (select count(*) from ledger.movement) as movements,
      (select count(*) from ledger.reservation_change) as changes`,
  })
  return row
}

test.each(seeds)('history %i: nothing made or lost, nothing below zero, nothing left that may not', async (seed) => {
  const history = await play(place.database, seed, 60)

  expect(await judge(place.database, history.stepOf)).toEqual([])
  expect(await checkLedger(place.database)).toEqual([])
  const before = await factsOf()
  expect(await sentAgain(history)).toEqual([])
  expect(await factsOf()).toEqual(before)
})

test('histories are of some use: every kind of document was accepted in one of them', async () => {
  const kinds = await query<{ kind: string }>(place.database, {
    name: 'test.kinds', text: 'select distinct kind from platform.document',
  })

  const hoped = ['receipt', 'place_order', 'pick', 'unpick', 'ship', 'change_order', 'cancel_order', 'return', 'hold',
    'release', 'move', 'adjust', 'dispose', 'transform', 'correct']
  expect(named !== undefined ? [] : hoped.filter((kind) => !kinds.some((one) => one.kind === kind))).toEqual([])
})
