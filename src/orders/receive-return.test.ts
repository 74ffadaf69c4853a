// What comes back: matched by its order, else by the customer, else kept apart. Nobody guesses a lot.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { checkLedger } from '#ledger'
import { newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { ask } from '#test/ask'
import { dice, said } from '#test/shop'
import { ordersQuestions } from './index.ts'

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

type Answered = { matched: string; lotIds: string[]; quantity: string; orderLineId: string | null; certainty?: string | null }
// Each part as lots, how sure, how matched, how many.
const saidOf = ({ outcome }: Done) => {
  if (!outcome.ok) throw outcome.refusal
  return (outcome.answer['lines'] as Answered[]).map(({ lotIds, certainty, matched, quantity }) => [lotIds, certainty, matched, quantity])
}
const linesOf = ({ outcome }: Done): Answered[] => {
  if (!outcome.ok) throw outcome.refusal
  return (outcome.answer['lines'] as Answered[]).map(({ matched, lotIds, quantity, orderLineId }) => ({ matched, lotIds, quantity, orderLineId }))
}
async function shipped(quantity: number, from = floor) {
  const order = from.order(quantity, 'shipped')
  await from.buy(order)
  return order.lines[0]?.lineId ?? NIL
}
// What each customer, and all guests, have by the movements, by lot.
async function outside(partnerId: string | null): Promise<{ [lot: string]: bigint }> {
  const rows = await query<{ lotId: string; quantity: bigint }>(place.database, {
    name: 'test.outside',
    text: `select m.lot_id as "lotId", sum(case when t.own then -m.quantity else m.quantity end)::bigint as quantity
      from ledger.movement m join locations.location t on t.id = m.to_location_id
        join locations.location f on f.id = m.from_location_id
      where m.item_id = $1 and (case when t.own then f.partner_id else t.partner_id end) is not distinct from $2
        and (case when t.own then f.kind else t.kind end) = 'customer' group by 1`,
  }, [floor.itemId, partnerId])
  return Object.fromEntries(rows.map(({ lotId, quantity }) => [lotId, quantity]))
}

test('a return is shown line by line: what it was matched to, its lot or what it may be of, and where it was put', async () => {
  const [one, other] = [await floor.lot(2, null), await floor.lot(1, null)]
  const lineId = await shipped(3)
  const { id } = await floor.takeBack(1, { orderLineId: lineId })
  const { id: readId } = await floor.takeBack(1, { orderLineId: lineId, lotId: other })

  type Page = { lines: { matched: string; orderLineId: string; certainty: string; lotId: string | null; candidates: { lotId: string }[]; role: string; unit: string }[] }
  const shown = async (of: string) => ((await ask(ordersQuestions, place.database, '/returns/:id', { id: of })) as Page).lines
    .map(({ matched, orderLineId, certainty, lotId, candidates, role, unit }) =>
      [matched, orderLineId, certainty, lotId, candidates.map((lot) => lot.lotId).sort(), role, unit])

  expect(await shown(id)).toEqual([['order', lineId, 'possible', null, [one, other].sort(), 'quarantine', 'piece']])
  expect(await shown(readId)).toEqual([['order', lineId, 'certain', other, [], 'returns', 'piece']])
  expect(await ask(ordersQuestions, place.database, '/returns/:id', { id: newId() })).toBe(null)
})

describe('by its order', () => {
  test('one lot left it can only be that one; it waits in returns', async () => {
    const lotId = await floor.lot(3, null)
    const lineId = await shipped(3)
    expect(linesOf(await floor.takeBack(2, { orderLineId: lineId }))).toEqual([
      { matched: 'order', lotIds: [lotId], quantity: '2', orderLineId: lineId },
    ])
    expect(await floor.stock()).toEqual({ 'lot in another place': '2' })
  })

  test('of several lots it is one of them, in quarantine; when all come back each is certain', async () => {
    const lots = [await floor.lot(2, null), await floor.lot(2, null)].sort()
    const [first, second] = [await shipped(4), NIL]
    expect(linesOf(await floor.takeBack(1, { orderLineId: first }))).toEqual([
      { matched: 'order', lotIds: lots, quantity: '1', orderLineId: first },
    ])
    expect(await floor.stock()).toEqual({ 'unknown in quarantine': '1' })
    expect(second).toBe(NIL)
    const fresh = await openFloor(place.database)
    floor = fresh
    const both = [await fresh.lot(2, null), await fresh.lot(1, null)]
    const lineId = await shipped(3, fresh)
    const back = linesOf(await fresh.takeBack(3, { orderLineId: lineId }))
    expect(back.map(({ lotIds, quantity }) => [lotIds, quantity])).toEqual([[[both[0]], '2'], [[both[1]], '1']])
  })

  test('a lot somebody read off the goods is believed when the line had so much of it', async () => {
    const [lotId] = [await floor.lot(2, null), await floor.lot(2, null)]
    const lineId = await shipped(4)
    expect(linesOf(await floor.takeBack(2, { orderLineId: lineId, lotId }))).toMatchObject([{ lotIds: [lotId], quantity: '2' }])
    expect(said((await floor.takeBack(1, { orderLineId: lineId, lotId })).outcome)).toBe('lot_not_shipped')
  })

  test('what left as one of several lots comes back as one of these, up to what left', async () => {
    const [one, other, third] = [await floor.lot(2, null), await floor.lot(4, null), await floor.lot(4, null)]
    const order = floor.order(4, 'shipped')
    const sent = await floor.buy(order)
    const orderLineId = order.lines[0]?.lineId ?? NIL
    const lots = [one, other].sort()
    const lines = await floor.lines(sent.id)
    for (const { line } of lines) said((await floor.correct(sent.id, line, { candidateIds: lots })).outcome)

    expect(saidOf(await floor.takeBack(1, { orderLineId }))).toEqual([[lots, 'possible', 'order', '1']])
    expect(saidOf(await floor.takeBack(1, { orderLineId, lotId: other }))).toEqual([[[other], 'possible', 'order', '1']])
    expect(said((await floor.takeBack(1, { orderLineId, lotId: third })).outcome)).toBe('lot_not_shipped')
    expect(saidOf(await floor.takeBack(1))).toEqual([[lots, 'possible', 'customer', '1']])
    expect(said((await floor.takeBack(2, { orderLineId })).outcome)).toBe('more_than_shipped')
    expect(await floor.stock()).toMatchObject({ 'unknown in quarantine': '3' })
  })

  test('beside a lot that surely left, what left as one of several may be what comes back', async () => {
    const [one, other] = [await floor.lot(2, null), await floor.lot(3, null)]
    const order = floor.order(5, 'shipped')
    const sent = await floor.buy(order)
    const orderLineId = order.lines[0]?.lineId ?? NIL
    const line = (await floor.lines(sent.id)).find(({ lotId, quantity }) => lotId === other && quantity === 3n)?.line ?? 0
    said((await floor.correct(sent.id, line, { candidateIds: [one, other].sort() })).outcome)

    expect(saidOf(await floor.takeBack(3, { orderLineId, lotId: one }))).toEqual([
      [[one], 'certain', 'order', '2'], [[one], 'possible', 'order', '1'],
    ])
    expect(saidOf(await floor.takeBack(2, { orderLineId }))).toEqual([[[one, other].sort(), 'possible', 'order', '2']])
    expect(said((await floor.takeBack(1, { orderLineId })).outcome)).toBe('more_than_shipped')
  })

  test('goods come back from who had them, also when nobody says who brings them', async () => {
    const lotId = await floor.lot(3, null)
    const lineId = await shipped(3)
    await floor.takeBack(1, { orderLineId: lineId }, NIL)
    expect(await outside(floor.customerId)).toEqual({ [lotId]: 2n })
    expect(await outside(null)).toEqual({})
  })

  test('another owner’s goods stay theirs', async () => {
    const ownerId = await floor.partner('owner')
    await floor.receive(2, { ownerId })
    const order = floor.order(2, 'shipped')
    await floor.buy({ ...order, lines: order.lines.map((line) => ({ ...line, ownerId })) })
    await floor.takeBack(1, { orderLineId: order.lines[0]?.lineId ?? NIL, ownerId: null })
    await floor.takeBack(1, { ownerId: null })
    const rows = await query<{ owner_id: string; quantity: bigint }>(place.database, {
      name: 'test.owned', text: 'select owner_id, quantity from ledger.balance where item_id = $1',
    }, [floor.itemId])
    expect(rows).toEqual([{ owner_id: ownerId, quantity: 2n }])
  })
})

test('goods that no lot is kept of are matched as well, and wait in returns', async () => {
  const itemId = await floor.item({ trackingMode: 'none' })
  await floor.receive(3, { itemId, lot: null })
  const order = floor.order(3, 'shipped')
  const lineId = order.lines[0]?.lineId ?? NIL
  await floor.buy({ ...order, lines: order.lines.map((line) => ({ ...line, itemId })) })
  expect(linesOf(await floor.takeBack(2, { itemId, orderLineId: lineId }))).toMatchObject([{ matched: 'order', lotIds: [], quantity: '2' }])
  expect(linesOf(await floor.takeBack(2, { itemId }))).toMatchObject([
    { matched: 'customer', quantity: '1' }, { matched: 'nothing', quantity: '1' },
  ])
  const rows = await query<{ role: string; quantity: bigint }>(place.database, {
    name: 'test.by-role',
    text: `select l.role, b.quantity from ledger.balance b join locations.location l on l.id = b.location_id
      where b.item_id = $1 order by 1`,
  }, [itemId])
  expect(rows).toEqual([{ role: 'quarantine', quantity: 1n }, { role: 'returns', quantity: 3n }])
})

describe('more than was sent', () => {
  test('some are not theirs and nobody knows which: no lot is certain, not even the only one they had', async () => {
    const lotId = await floor.lot(48, null)
    await shipped(48)
    expect(saidOf(await floor.takeBack(49))).toEqual([[[lotId], 'possible', 'customer', '48'], [[], null, 'nothing', '1']])
    expect(await floor.stock()).toEqual({ 'unknown in quarantine': '49' })
    // All they had is accounted for: what comes now was not theirs.
    expect(saidOf(await floor.takeBack(1))).toEqual([[[], null, 'nothing', '1']])
  })

  test('of several lots each part may be of any of them; as many as were sent are certain', async () => {
    const lots = [await floor.lot(2, null), await floor.lot(1, null)].sort()
    await shipped(3)
    expect(saidOf(await floor.takeBack(4))).toEqual([[lots, 'possible', 'customer', '3'], [[], null, 'nothing', '1']])
    floor = await openFloor(place.database)
    const again = [await floor.lot(2, null), await floor.lot(1, null)]
    await shipped(3)
    expect(saidOf(await floor.takeBack(3))).toEqual([[[again[0]], 'certain', 'customer', '2'], [[again[1]], 'certain', 'customer', '1']])
  })

  test('read from every label, it is certain for as many as they had, and possible for the rest', async () => {
    const lotId = await floor.lot(2, null)
    await shipped(2)
    expect(saidOf(await floor.takeBack(3, { lotId }))).toEqual([[[lotId], 'certain', 'customer', '2'], [[lotId], 'possible', 'nothing', '1']])
    expect(await floor.stock()).toEqual({ 'lot in another place': '2', 'unknown in quarantine': '1' })
  })
})

describe('a lot the label tells and nobody was sent', () => {
  test('is kept as what the goods may be of, of a customer who never had any and of a guest', async () => {
    const lotId = await floor.lot(2, null)
    expect(saidOf(await floor.takeBack(1, { lotId }))).toEqual([[[lotId], 'possible', 'nothing', '1']])
    expect(saidOf(await floor.takeBack(1, { lotId }, NIL))).toEqual([[[lotId], 'possible', 'nothing', '1']])
    expect(await floor.stock()).toMatchObject({ 'unknown in quarantine': '2' })
  })

  test('must be one, and of these goods', async () => {
    const other = await openFloor(place.database)
    expect(said((await floor.takeBack(1, { lotId: newId() })).outcome)).toBe('lot_unknown')
    expect(said((await floor.takeBack(1, { lotId: await other.lot(1, null) })).outcome)).toBe('lot_of_other_item')
  })
})

describe('by the customer', () => {
  test('what they have of it by all their orders counts, less what came back', async () => {
    const lotId = await floor.lot(5, null)
    await shipped(2)
    await shipped(3)
    expect(linesOf(await floor.takeBack(4))).toEqual([{ matched: 'customer', lotIds: [lotId], quantity: '4', orderLineId: null }])
    // One is left with them: the rest was never theirs, and is kept apart as unknown.
    expect(linesOf(await floor.takeBack(3))).toEqual([
      { matched: 'customer', lotIds: [lotId], quantity: '1', orderLineId: null },
      { matched: 'nothing', lotIds: [], quantity: '2', orderLineId: null },
    ])
  })

  test('a guest without an order is matched to nothing', async () => {
    await floor.lot(2, null)
    await shipped(2)
    expect(linesOf(await floor.takeBack(1, {}, NIL))).toEqual([{ matched: 'nothing', lotIds: [], quantity: '1', orderLineId: null }])
    expect(await floor.stock()).toEqual({ 'unknown in quarantine': '1' })
  })
})

test('the same goods come back once: twice at once, and twice in one set', async () => {
  for (let round = 0; round < 6; round++) {
    floor = await openFloor(place.database)
    await floor.lot(2, null)
    const lineId = await shipped(2)
    const all = await Promise.all([1, 2, 3].map(() => floor.takeBack(2, { orderLineId: lineId })))
    expect(all.map(({ outcome }) => said(outcome)).sort()).toEqual(['done', 'more_than_shipped', 'more_than_shipped'])
  }
})

test.each([1, 2, 3, 4, 5, 6])('random returns %i: no lot comes back more often than it went, nothing certain is wrong', async (seed) => {
  const roll = dice(seed * 31_337)
  const lots: string[] = []
  const lines: string[] = []
  let known = 0n
  for (let nth = 0; nth < 25; nth++) {
    const at = roll(5)
    if (at === 0 || lots.length === 0) lots.push(await floor.lot(1 + roll(6), null))
    else if (at < 3 || lines.length === 0) lines.push(await shipped(1 + roll(5)))
    else {
      const lotId = roll(3) === 0 ? (lots[roll(lots.length)] ?? null) : null
      const orderLineId = roll(2) === 0 ? (lines[roll(lines.length)] ?? null) : null
      const done = await floor.takeBack(1 + roll(4), { lotId, orderLineId })
      if (done.outcome.ok) {
        for (const { matched, quantity } of linesOf(done)) if (matched !== 'nothing') known += BigInt(quantity)
      }
    }
    const has = await outside(floor.customerId)
    // By lot nobody has less than nothing; with what came back as one of several they have no less than nothing in all.
    expect(Object.entries(has).filter(([lotId, quantity]) => lotId !== NIL && quantity < 0n)).toEqual([])
  }
  const [sums] = await query<{ out: bigint; unsure: bigint }>(place.database, {
    name: 'test.return-sums',
    text: `select coalesce(sum(m.quantity) filter (where m.kind = 'ship'), 0)::bigint as out,
      coalesce(sum(m.quantity) filter (where m.kind = 'return' and m.lot_id = $2), 0)::bigint as unsure
      from ledger.movement m where m.item_id = $1`,
  }, [floor.itemId, NIL])
  expect(known).toBeLessThanOrEqual(sums?.out ?? 0n)
})
