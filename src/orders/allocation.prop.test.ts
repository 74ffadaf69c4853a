// Random days on the floor, judged from the database after every step: reservations never promise more than lasts
// for them, nothing held or too short is picked or leaves, and every choice comes out the same when it is made again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLedger, decideAgain, decisionsOf } from '#ledger'
import { newId, query } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { act, day, dice } from '#test/shop'
import { createChannel } from './index.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(() => place.drop())

type Stock = { lotId: string; locationId: string; bindingOn: string | null; useByOn: string | null; free: bigint; holds: number; shelf: boolean }
type Waiting = { id: string; leastOn: string | null; saleOn: string; wantedLotId: string | null; quantity: bigint }

const stockOf = {
  name: 'test.allocation-stock',
  text: `select b.lot_id as "lotId", b.location_id as "locationId", l.binding_on as "bindingOn", l.use_by_on as "useByOn",
      b.quantity - b.picked as free, b.holds, p.role = 'storage' as shelf
    from ledger.balance b join lots.lot l on l.id = b.lot_id join locations.location p on p.id = b.location_id
    where b.item_id = $1`,
}
const waitingOf = {
  name: 'test.allocation-waiting',
  text: `select id, least_on as "leastOn", sale_on as "saleOn", wanted_lot_id as "wantedLotId", quantity
    from ledger.reservation where item_id = $1`,
}

// Hall's condition for the needs that want no lot by name: what needs at least a date never exceeds what lasts to it.
function promisedTooMuch(stock: readonly Stock[], waiting: readonly Waiting[]): string[] {
  const free = stock.filter(({ holds, shelf }) => holds === 0 && shelf)
  const dates = [...new Set(waiting.map(({ leastOn, saleOn }) => leastOn ?? saleOn))]
  return dates.flatMap((date) => {
    const needing = waiting.filter(({ leastOn, wantedLotId }) => wantedLotId === null && leastOn !== null && leastOn >= date)
      .reduce((sum, { quantity }) => sum + quantity, 0n)
    const lasting = free.filter(({ bindingOn }) => bindingOn === null || bindingOn >= date)
      .reduce((sum, one) => sum + one.free, 0n)
    return needing > lasting ? [`${needing} must last to ${date}, and ${lasting} do`] : []
  })
}

type World = {
  readonly floor: Floor
  readonly roll: (sides: number) => number
  readonly one: <T>(list: readonly T[]) => T
  readonly channels: readonly string[]
  readonly lots: string[]
  readonly orders: string[]
  readonly holds: string[]
}

async function step({ floor, roll, one, channels, lots, orders, holds }: World): Promise<Done | null> {
  const at = roll(12)
  if (at < 3 || lots.length === 0) {
    const lotId = newId()
    lots.push(lotId)
    const dates = [{}, { bestBefore: day(roll(60)) }, { bestBefore: day(roll(60)) }, { useBy: day(roll(9)) }][roll(4)] ?? {}
    return floor.receive(1 + roll(9), { lot: { lotId, code: lotId.slice(-12), dates } })
  }
  if (at < 7 || orders.length === 0) {
    const through = one(['reserved', 'reserved', 'picked', 'shipped'] as const)
    const order = floor.order(1 + roll(9), through, one(channels))
    const wantedLotId = roll(5) === 0 ? one(lots) : null
    orders.push(order.orderId)
    return floor.buy({ ...order, lines: order.lines.map((line) => ({ ...line, wantedLotId })) })
  }
  if (at < 9) return floor.pick(one(orders.slice(-6)))
  if (at === 9) return floor.ship(one(orders.slice(-6)))
  if (at === 10) {
    const holdId = newId()
    holds.push(holdId)
    return floor.hold({ holdId, scope: 'lot', lotId: one(lots) })
  }
  return holds.length === 0 ? null : floor.release(holds.shift() ?? '')
}

test.each([1, 2, 3, 4, 5, 6])('days on the floor %i', async (seed) => {
  const floor = await openFloor(place.database)
  const roll = dice(seed * 7_919)
  const own = await Promise.all((['fifo', 'fewest_lots'] as const).map(async (policy) => {
    const channelId = newId()
    await act(place.database, createChannel, {
      channelId, code: channelId.slice(-8), name: 'Other', leastLifeDays: policy === 'fifo' ? 20 : 0, transitDays: 2, policy,
    })
    return channelId
  }))
  const world: World = {
    floor, roll, channels: [floor.channelId, floor.strictId, ...own], lots: [], orders: [], holds: [],
    one: <T>(list: readonly T[]) => list[roll(list.length)] as T,
  }
  const seen = new Map<string, Stock[]>()
  for (let nth = 0; nth < 70; nth++) {
    const before = await query<Stock>(place.database, stockOf, [floor.itemId])
    const done = await step(world)
    if (done !== null) seen.set(done.id, before)
    const [stock, waiting] = await Promise.all([
      query<Stock>(place.database, stockOf, [floor.itemId]), query<Waiting>(place.database, waitingOf, [floor.itemId]),
    ])
    expect([nth, ...promisedTooMuch(stock, waiting)]).toEqual([nth])
  }

  const again = await decideAgain(place.database, [...seen.keys()])
  expect(again.length).toBeGreaterThan(4)
  expect(again.filter(({ verdict }) => verdict !== 'agrees')).toEqual([])
  for (const { documentId, need, decided } of again) {
    const stock = seen.get(documentId) ?? []
    for (const { lotId, locationId, free, why, taken, bindingOn } of decided) {
      // What a decision says it saw is what was there.
      const there = stock.find((one) => one.lotId === lotId && one.locationId === locationId)
      expect([free, bindingOn, why === 'held']).toEqual([String(there?.free), there?.bindingOn ?? null, (there?.holds ?? 0) > 0])
      if (taken === '0') continue
      expect(there?.useByOn === null || (there?.useByOn ?? '') >= need.saleOn).toBe(true)
      expect(need.leastOn === null || bindingOn === null || bindingOn >= need.leastOn).toBe(true)
      expect(need.wantedLotId === null || need.wantedLotId === lotId).toBe(true)
    }
  }
  expect(await checkLedger(place.database)).toEqual([])
})

test('these days had every policy, lots kept for others, too short, past their use-by date and held', async () => {
  const documents = await query<{ id: string }>(place.database, {
    name: 'test.decisions', text: 'select document_id as id from ledger.decision',
  })
  const all = (await decisionsOf(place.database, documents.map(({ id }) => id))).flatMap(({ decided }) => decided)
  const whys = all.flatMap(({ considered }) => considered.map(({ why }) => why))
  expect([...new Set(all.map(({ policy }) => policy))].sort()).toEqual(['fefo', 'fewest_lots', 'fifo'])
  expect(all.some(({ others = [] }) => others.length > 1)).toBe(true)
  for (const why of ['taken', 'too_short', 'use_by_passed', 'not_wanted', 'kept_for_others', 'not_needed', 'held']) {
    expect(whys).toContain(why)
  }
})
