// Which reason wins when a command deserves two, in the order the README tells; then the nearest that passes.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { LOSS } from '#locations'
import { SELF } from '#partners'
import { newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'
import { checkLedger, moveStock } from './index.ts'
import type { refusals } from './refusals.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Code = keyof typeof refusals

/** A command that deserves both refusals; the first is given. */
type Pair = readonly [first: Code, second: Code, provoke: (floor: Floor) => Promise<Done>]

function firstWins(pairs: readonly Pair[]): void {
  test.each(pairs)('%s before %s', async (first, _, provoke) => {
    const { outcome } = await provoke(await openFloor(place.database))

    expect(outcome.ok ? outcome.answer : outcome.refusal.code).toBe(first)
  })
}

describe('of two reasons against a movement', () => {
  const stranger = newId()
  /** A lot of four in storage, two of them reserved or picked for an order. */
  const four = (floor: Floor) => floor.lot(4, null)
  firstWins([
    ['location_unknown', 'outside_to_outside', async (floor) =>
      floor.move(await four(floor), 1, { fromLocationId: LOSS, toLocationId: stranger })],
    ['outside_to_outside', 'item_unknown', async (floor) =>
      floor.move(await four(floor), 1, { itemId: stranger, toLocationId: LOSS })],
    ['item_unknown', 'same_location', async (floor) =>
      floor.move(await four(floor), 1, { itemId: stranger, toLocationId: floor.storage })],
    ['same_location', 'location_closed', async (floor) => {
      const shelf = await floor.place()
      const lotId = await four(floor)
      await floor.move(lotId, 1, { toLocationId: shelf })
      await floor.close(shelf)
      return floor.move(lotId, 1, { fromLocationId: shelf, toLocationId: shelf })
    }],
    ['location_closed', 'lot_unknown', async (floor) => {
      const shelf = await floor.place()
      await floor.close(shelf)
      return floor.move(stranger, 1, { toLocationId: shelf })
    }],
    ['lot_of_other_item', 'insufficient_stock', async (floor) =>
      floor.move(await four(floor), 5, { itemId: await floor.item() })],
    ['lot_needed', 'bin_of_other_class', async (floor) =>
      floor.move(NIL, 1, { toLocationId: await floor.place({ segregationClass: 'frozen' }) })],
    ['insufficient_stock', 'stock_held', async (floor) => {
      const lotId = await four(floor)
      await floor.hold({ lotId })
      return floor.move(lotId, 5, { toLocationId: await floor.otherSite() })
    }],
    ['insufficient_stock', 'picked_stock', async (floor) => {
      const lotId = await four(floor)
      await floor.picked(2)
      return floor.move(lotId, 3, { fromLocationId: floor.staging })
    }],
    ['stock_held', 'candidates_cannot_be', async (floor) => {
      const { lotId } = await floor.threeOfTwo()
      await floor.hold({ lotId })
      return floor.move(lotId, 2, { toLocationId: await floor.otherSite() })
    }],
    ['stock_held', 'insufficient_stock', async (floor) => {
      const lots = [await floor.lot(1, null), await floor.lot(1, null)]
      await floor.hold({ lotId: lots[1]! })
      return floor.leftAsOneOf(lots, 3)
    }],
    ['picked_stock', 'bin_of_other_class', async (floor) => {
      const lotId = await four(floor)
      await floor.picked(2)
      const toLocationId = await floor.place({ segregationClass: 'frozen' })
      return floor.move(lotId, 1, { fromLocationId: floor.staging, toLocationId })
    }],
    ['candidates_cannot_be', 'bin_of_other_class', async (floor) => {
      const { lotId } = await floor.threeOfTwo()
      return floor.move(lotId, 2, { toLocationId: await floor.place({ segregationClass: 'frozen' }) })
    }],
    ['bin_of_other_class', 'bin_takes_one_lot', async (floor) => {
      const itemId = await floor.item({ segregationClass: 'frozen' })
      const toLocationId = await floor.place({ segregationClass: 'frozen', oneLot: true })
      await floor.receive(1, { itemId, toLocationId })
      return floor.move(await four(floor), 1, { toLocationId })
    }],
    ['bin_takes_one_lot', 'bin_takes_one_owner', async (floor) => {
      const toLocationId = await floor.place({ oneLot: true, oneOwner: true })
      await floor.receive(1, { ownerId: await floor.partner('owner'), toLocationId })
      return floor.move(await four(floor), 1, { toLocationId })
    }],
    ['bin_takes_one_owner', 'stock_reserved', async (floor) => {
      const lotId = await four(floor)
      const toLocationId = await floor.place({ oneOwner: true, role: 'quarantine' })
      await floor.receive(1, { ownerId: await floor.partner('owner'), toLocationId })
      await floor.reserve(1)
      return floor.move(lotId, 4, { toLocationId })
    }],
    ['insufficient_stock', 'stock_reserved', async (floor) => {
      const lotId = await four(floor)
      await floor.reserve(1)
      return floor.move(lotId, 5)
    }],
  ])

  test('the first line that is refused speaks for all, and none of them is posted', async () => {
    const floor = await openFloor(place.database)
    const lotId = await four(floor)
    const line = {
      itemId: floor.itemId, lotId, candidateIds: [], serial: null, ownerId: SELF, fromLocationId: floor.storage,
      toLocationId: floor.quarantine, quantity: 2n,
    }

    const { outcome } = await floor.send(moveStock, {
      lines: [line, line, line, { ...line, lotId: stranger }],
    })

    expect(outcome.ok ? null : outcome.refusal.code).toBe('insufficient_stock')
    expect(await floor.stock()).toEqual({ 'lot in storage': '4' })
  })
})

describe('of two reasons against a pick or a hold', () => {
  const stranger = newId()
  const scan = (floor: Floor, order: ReturnType<Floor['order']>, lotId: string, quantity: number, locationId = floor.storage) =>
    floor.pick(order.orderId, [
      { lineId: order.lines[0]!.lineId, quantity: null, lots: [{ lotId, locationId, quantity: BigInt(quantity) }] },
    ])
  const ordered = async (floor: Floor, by: string = floor.channelId, wantedLotId: string | null = null) => {
    const order = floor.order(2, 'reserved', by)
    await floor.buy({ ...order, lines: order.lines.map((line) => ({ ...line, wantedLotId })) })
    return order
  }
  firstWins([
    ['reservation_missing', 'lot_unknown', async (floor) => scan(floor, await ordered(floor), stranger, 1)],
    ['lot_not_wanted', 'lot_too_short', async (floor) => {
      const [wanted, other] = [await floor.lot(2, day(90)), await floor.lot(2, day(1))]
      return scan(floor, await ordered(floor, floor.strictId, wanted), other, 1)
    }],
    ['lot_too_short', 'not_pickable', async (floor) => {
      const [, other] = [await floor.lot(2, day(90)), await floor.lot(2, day(1))]
      await floor.move(other, 2)
      return scan(floor, await ordered(floor, floor.strictId), other, 2, floor.quarantine)
    }],
    ['not_pickable', 'insufficient_stock', async (floor) => {
      const lotId = await floor.lot(2, null)
      return scan(floor, await ordered(floor), lotId, 3, floor.quarantine)
    }],
    ['insufficient_stock', 'stock_held', async (floor) => {
      const [lotId] = [await floor.lot(3, null), await floor.lot(2, null)]
      await floor.hold({ lotId })
      return scan(floor, await ordered(floor), lotId, 3)
    }],
    ['hold_scope_incomplete', 'item_unknown', (floor) => floor.hold({ itemId: stranger })],
    ['item_unknown', 'lot_unknown', (floor) => floor.hold({ itemId: stranger, lotId: stranger })],
    ['lot_unknown', 'location_unknown', (floor) =>
      floor.hold({ scope: 'lot_in_location', lotId: stranger, locationId: stranger })],
    ['lot_of_other_item', 'location_unknown', async (floor) => floor.hold({
      scope: 'lot_in_location', itemId: await floor.item(), lotId: await floor.lot(1, null), locationId: stranger,
    })],
    ['location_unknown', 'hold_supplier_unknown', async (floor) => floor.hold({
      scope: 'item_supplier', supplierId: stranger, locationId: stranger,
    })],
    ['hold_supplier_unknown', 'hold_id_taken', async (floor) => {
      const holdId = newId()
      await floor.hold({ holdId, lotId: await floor.lot(1, null) })
      return floor.hold({ holdId, scope: 'item_supplier', supplierId: stranger })
    }],
  ])
})

describe('the nearest that passes', () => {
  test.each<[story: string, passes: (floor: Floor) => Promise<Done>]>([
    ['ten of ten', async (floor) => floor.move(await floor.lot(10, null), 10)],
    ['two of two lots that have one each', async (floor) =>
      floor.leftAsOneOf([await floor.lot(1, null), await floor.lot(1, null)], 2)],
    ['what is on hold is laid to quarantine', async (floor) => {
      const lotId = await floor.lot(1, null)
      await floor.hold({ lotId })
      return floor.move(lotId, 1)
    }],
    ['what is not picked leaves staging', async (floor) => {
      const lotId = await floor.lot(3, null)
      await floor.picked(2)
      await floor.move(lotId, 1, { toLocationId: floor.staging })
      return floor.move(lotId, 1, { fromLocationId: floor.staging })
    }],
    ['three left as one of two and two: one of each lot is still sure', async (floor) => {
      const { lotId } = await floor.threeOfTwo()
      return floor.dispose(lotId, 1)
    }],
    ['more of the lot that lies in a place for one', async (floor) => {
      const toLocationId = await floor.place({ oneLot: true, oneOwner: true })
      const lotId = await floor.lot(2, null)
      await floor.move(lotId, 1, { toLocationId })
      return floor.move(lotId, 1, { toLocationId })
    }],
    ['another lot into a place for one that was emptied', async (floor) => {
      const toLocationId = await floor.place({ oneLot: true })
      const first = await floor.lot(1, null)
      await floor.move(first, 1, { toLocationId })
      await floor.move(first, 1, { fromLocationId: toLocationId })
      return floor.move(await floor.lot(1, null), 1, { toLocationId })
    }],
    ['frozen goods into the freezer', async (floor) => floor.receive(1, {
      itemId: await floor.item({ segregationClass: 'frozen' }),
      toLocationId: await floor.place({ segregationClass: 'frozen' }),
    })],
    ['out of a closed place', async (floor) => {
      const fromLocationId = await floor.place()
      const lotId = await floor.lot(1, null)
      await floor.move(lotId, 1, { toLocationId: fromLocationId })
      await floor.close(fromLocationId)
      return floor.move(lotId, 1, { fromLocationId })
    }],
    ['reserved goods within storage', async (floor) => {
      const lotId = await floor.lot(2, null)
      await floor.reserve(2)
      return floor.move(lotId, 2, { toLocationId: await floor.place() })
    }],
  ])('%s', async (_, passes) => {
    const { outcome } = await passes(await openFloor(place.database))

    expect(outcome.ok ? 'done' : outcome.refusal.message).toBe('done')
  })
})
