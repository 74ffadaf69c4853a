// Every refusal of the ledger, provoked by people's own actions, and what is said. The rows stand in the order of
// precedence the README tells; precedence.test.ts proves it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { LOSS } from '#locations'
import { newId } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { type Done, type Floor, openFloor } from '#test/floor'
import { day } from '#test/shop'
import { checkLedger } from './index.ts'
import { refusals } from './refusals.ts'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
})
afterAll(async () => {
  expect(await checkLedger(place.database)).toEqual([])
  await place.drop()
})

type Code = keyof typeof refusals
type Refused = { readonly done: Done; readonly says: string }
type Row = readonly [code: Code, because: string, provoke: (floor: Floor) => Promise<Refused>]
const provoked = new Set<string>()

function provokes(rows: readonly Row[]): void {
  test.each(rows)('%s: %s', async (code, _, provoke) => {
    const { done, says } = await provoke(await openFloor(place.database))

    const { outcome } = done
    expect(outcome.ok ? outcome.answer : [outcome.refusal.code, outcome.refusal.message]).toEqual([code, says])
    if (!outcome.ok) expect(outcome.refusal.kind).toBe(refusals[code].kind)
    provoked.add(code)
  })
}

describe('a movement: what it names', () => {
  const stranger = newId()
  provokes([
    ['location_unknown', 'nobody made the place', async (floor) => ({
      done: await floor.move(await floor.lot(1, null), 1, { toLocationId: stranger }),
      says: `There is no location ${stranger}.`,
    })],
    ['location_unknown', 'nor is there any to count in', async (floor) => ({
      done: await floor.adjust(await floor.lot(1, null), 1, { locationId: stranger }),
      says: `There is no location ${stranger}.`,
    })],
    ['stock_owner_unknown', 'nobody made the owner of what is found', async (floor) => ({
      done: await floor.adjust(await floor.lot(1, null), 2, { ownerId: stranger }),
      says: `There is no partner ${stranger} to own the goods.`,
    })],
    ['stock_owner_role_missing', 'a customer owns nothing that is found', async (floor) => {
      const ownerId = await floor.partner('customer')
      return {
        done: await floor.adjust(await floor.lot(1, null), 2, { ownerId }),
        says: `Partner ${ownerId} owns no stock, so nothing more of it can be found: give it the role of an owner first, or name whose goods these are.`,
      }
    }],
    ['outside_to_outside', 'a move stays with us', async (floor) => ({
      done: await floor.move(await floor.lot(1, null), 1, { toLocationId: LOSS }),
      says: 'One end of a movement must be a location of ours.',
    })],
    ['item_unknown', 'nobody made the item', async (floor) => ({
      done: await floor.move(await floor.lot(1, null), 1, { itemId: stranger }),
      says: `There is no item ${stranger}.`,
    })],
    ['same_location', 'it goes nowhere', async (floor) => ({
      done: await floor.move(await floor.lot(1, null), 1, { toLocationId: floor.storage }),
      says: 'A movement needs two different locations.',
    })],
    ['location_closed', 'nothing more goes into a closed place', async (floor) => {
      const toLocationId = await floor.place()
      await floor.close(toLocationId)
      return {
        done: await floor.move(await floor.lot(1, null), 1, { toLocationId }),
        says: `Location ${toLocationId} is closed.`,
      }
    }],
    ['lot_unknown', 'nobody made the lot', async (floor) => ({
      done: await floor.move(stranger, 1), says: `There is no lot ${stranger}.`,
    })],
    ['lot_unknown', 'nor one of those it may have been', async (floor) => ({
      done: await floor.move(NIL, 1, { candidateIds: [await floor.lot(1, null), stranger] }),
      says: `There is no lot ${stranger}.`,
    })],
    ['lot_of_other_item', 'the lot is coffee', async (floor) => {
      const itemId = await floor.item()
      const lotId = await floor.lot(1, null)
      return { done: await floor.move(lotId, 1, { itemId }), says: `Lot ${lotId} is of another item than ${itemId}.` }
    }],
    ['lot_needed', 'all that is there has its lot', async (floor) => {
      await floor.lot(1, null)
      return {
        done: await floor.move(NIL, 1),
        says: `Item ${floor.itemId} is followed by lot: name the lot or the lots it may be.`,
      }
    }],
  ])
})

describe('a movement: what is there', () => {
  provokes([
    ['insufficient_stock', 'eleven of ten', async (floor) => {
      const lotId = await floor.lot(10, null)
      return {
        done: await floor.move(lotId, 11), says: `Lot ${lotId} has 10 at location ${floor.storage}; 11 asked.`,
      }
    }],
    ['insufficient_stock', 'three of two lots that have one each', async (floor) => {
      const lots = [await floor.lot(1, null), await floor.lot(1, null)]
      return {
        done: await floor.move(NIL, 3, { candidateIds: lots }),
        says: `Lot ${lots.join(' or ')} has 2 at location ${floor.storage}; 3 asked.`,
      }
    }],
    ['stock_held', 'it is not sent to another site', async (floor) => {
      const lotId = await floor.lot(1, null)
      await floor.hold({ lotId })
      return {
        done: await floor.move(lotId, 1, { toLocationId: await floor.otherSite() }),
        says: `Lot ${lotId} at location ${floor.storage} is on hold.`,
      }
    }],
    ['stock_held', 'one of the lots it may have been is on hold', async (floor) => {
      const [lotId, other] = [await floor.lot(1, null), await floor.lot(1, null)]
      await floor.hold({ lotId })
      return {
        done: await floor.leftAsOneOf([other, lotId], 1), says: `Lot ${lotId} at location ${floor.storage} is on hold.`,
      }
    }],
    ['stock_held', 'it is not made into anything', async (floor) => {
      const lotId = await floor.lot(1, null)
      await floor.hold({ lotId })
      return {
        done: await floor.make('split', [[lotId, 1]], [[newId(), 1]]),
        says: `Lot ${lotId} at location ${floor.storage} is on hold.`,
      }
    }],
    ['picked_stock', 'what is picked waits for its order', async (floor) => {
      const lotId = await floor.lot(3, null)
      await floor.picked(2)
      return {
        done: await floor.move(lotId, 1, { fromLocationId: floor.staging }),
        says: `2 of lot ${lotId} at location ${floor.staging} are picked for orders; 0 are free, 1 asked.`,
      }
    }],
    ['candidates_cannot_be', 'three left as one of both, so one of each is gone', async (floor) => {
      const { lotId } = await floor.threeOfTwo()
      return {
        done: await floor.dispose(lotId, 2),
        says: `With 2 less of lot ${lotId}, what left without a known lot could not have been any of its lots.`,
      }
    }],
  ])
})

describe('a movement: where it goes', () => {
  provokes([
    ['bin_of_other_class', 'tea of no class into the freezer', async (floor) => {
      const toLocationId = await floor.place({ segregationClass: 'frozen' })
      return {
        done: await floor.move(await floor.lot(1, null), 1, { toLocationId }),
        says: `Location ${toLocationId} is for frozen; the item is of no class.`,
      }
    }],
    ['bin_takes_one_lot', 'another lot lies there', async (floor) => {
      const toLocationId = await floor.place({ oneLot: true })
      const first = await floor.lot(1, null)
      await floor.move(first, 1, { toLocationId })
      return {
        done: await floor.move(await floor.lot(1, null), 1, { toLocationId }),
        says: `Location ${toLocationId} takes one lot and has lot ${first}.`,
      }
    }],
    ['bin_takes_one_owner', 'somebody else’s goods lie there', async (floor) => {
      const toLocationId = await floor.place({ oneOwner: true })
      await floor.receive(1, { ownerId: await floor.partner('owner'), toLocationId })
      return {
        done: await floor.move(await floor.lot(1, null), 1, { toLocationId }),
        says: `Location ${toLocationId} takes the goods of one owner and has those of another.`,
      }
    }],
    ['stock_held', 'what follows its hold is not laid to picked goods', async (floor) => {
      const lotId = await floor.lot(4, null)
      await floor.picked(1)
      await floor.move(lotId, 1)
      await floor.hold({ scope: 'lot_in_location', lotId, locationId: floor.quarantine })
      return {
        done: await floor.move(lotId, 1, { fromLocationId: floor.quarantine, toLocationId: floor.staging }),
        says: `Lot ${lotId} at location ${floor.staging} is on hold.`,
      }
    }],
    ['stock_reserved', 'an order needs it in storage', async (floor) => {
      const lotId = await floor.lot(2, null)
      await floor.reserve(1)
      return {
        done: await floor.move(lotId, 2),
        says: `What would be left of item ${floor.itemId} at site ${floor.siteId} does not serve the orders it is reserved for: cancel or change some of them first.`,
      }
    }],
  ])
})

describe('a pick', () => {
  /** An order of two of any lot, reserved; its line and a way to pick it by scans. */
  async function reserved(floor: Floor, wantedLotId: string | null = null, by: string = floor.channelId) {
    const order = floor.order(2, 'reserved', by)
    const lines = order.lines.map((line) => ({ ...line, wantedLotId }))
    await floor.buy({ ...order, lines })
    const lineId = lines[0]!.lineId
    const scan = (lotId: string, quantity: number, locationId = floor.storage) =>
      floor.pick(order.orderId, [{ lineId, quantity: null, lots: [{ lotId, locationId, quantity: BigInt(quantity) }] }])
    return { orderId: order.orderId, lineId, scan }
  }
  const stranger = newId()

  provokes([
    ['reservation_missing', 'the line has nothing set aside', async (floor) => {
      const { orderId, lineId } = await reserved(floor)
      return {
        done: await floor.pick(orderId, [{ lineId, quantity: null, lots: null }]),
        says: `Nothing is reserved for order line ${lineId}: reserve it first, when there is stock.`,
      }
    }],
    ['lot_unknown', 'the scan is of no lot', async (floor) => {
      await floor.lot(2, null)
      return { done: await (await reserved(floor)).scan(stranger, 1), says: `There is no lot ${stranger}.` }
    }],
    ['lot_not_wanted', 'the customer asked for another', async (floor) => {
      const [wanted, lotId] = [await floor.lot(2, null), await floor.lot(2, null)]
      const { scan } = await reserved(floor, wanted)
      return { done: await scan(lotId, 1), says: `The line wants lot ${wanted}, not lot ${lotId}.` }
    }],
    ['lot_too_short', 'the channel asks for thirty days', async (floor) => {
      const [lotId] = [await floor.lot(2, day(30)), await floor.lot(2, day(31))]
      const { scan } = await reserved(floor, null, floor.strictId)
      return { done: await scan(lotId, 1), says: `Lot ${lotId} lasts to ${day(30)}; the line needs ${day(31)}.` }
    }],
    ['lot_too_short', 'it is past its use-by date when it arrives', async (floor) => {
      const lotId = newId()
      await floor.receive(2, { lot: { lotId, code: lotId, dates: { useBy: day(0), bestBefore: day(90) } } })
      await floor.lot(2, null)
      const { scan } = await reserved(floor)
      return { done: await scan(lotId, 1), says: `Lot ${lotId} lasts to ${day(0)}; the line needs ${day(1)}.` }
    }],
    ['not_pickable', 'what lies in quarantine is for nobody', async (floor) => {
      const lotId = await floor.lot(3, null)
      await floor.move(lotId, 1)
      const { scan } = await reserved(floor)
      return {
        done: await scan(lotId, 1, floor.quarantine),
        says: `Location ${floor.quarantine} is not one that orders are picked from: move the goods to storage first.`,
      }
    }],
    ['insufficient_stock', 'the line wants two', async (floor) => {
      const lotId = await floor.lot(3, null)
      return {
        done: await (await reserved(floor)).scan(lotId, 3),
        says: `Lot ${lotId} has 2 at location ${floor.storage}; 3 asked.`,
      }
    }],
    ['one_of_lots_short', 'what was noted is more than lies free of both', async (floor) => {
      const oneOf = [await floor.lot(1, null), await floor.lot(1, null)]
      await floor.lot(2, null)
      const { orderId, lineId } = await reserved(floor)
      return {
        done: await floor.pick(orderId, [{ lineId, quantity: 3n, lots: null, oneOf }]),
        says: 'Of the 2 lots it may have been, 2 lie free and fit the order line; 3 asked.',
      }
    }],
    ['nothing_to_pick', 'no lot was scanned', async (floor) => {
      await floor.lot(2, null)
      const { orderId, lineId } = await reserved(floor)
      return {
        done: await floor.pick(orderId, [{ lineId, quantity: null, lots: [] }]),
        says: `Nothing reserved for order line ${lineId} can be picked now: no lot is named.`,
      }
    }],
    ['nothing_to_pick', 'what was reserved long ago is past its use-by date now', async (floor) => {
      const lotId = newId()
      await floor.receive(3, { lot: { lotId, code: 'U', dates: { useBy: day(0) } } })
      const { orderId, lines } = await floor.orderedLongAgo(floor.channelId, 'reserved')
      return {
        done: await floor.pick(orderId),
        says: `Nothing reserved for order line ${lines[0]?.lineId} can be picked now: 3 are past their use-by date on ${day(1)}.`,
      }
    }],
    ['ships_past_use_by', 'it waited in staging for too long', async (floor) => {
      const lotId = newId()
      await floor.receive(1, { lot: { lotId, code: 'U', dates: { useBy: day(0) } } })
      const { orderId } = await floor.orderedLongAgo(floor.channelId)
      return {
        done: await floor.ship(orderId),
        says: `Lot ${lotId} is to be used by ${day(0)}, and would arrive on ${day(1)}: unpick it, reserve again and pick another.`,
      }
    }],
    ['ships_too_short', 'it waited for so long that the customer would have too little of it', async (floor) => {
      const lotId = await floor.lot(1, day(30))
      const { orderId } = await floor.orderedLongAgo(floor.strictId)
      return {
        done: await floor.ship(orderId),
        says: `Lot ${lotId} lasts to ${day(30)}; what ships now must last to ${day(31)}: unpick it, reserve again and pick another.`,
      }
    }],
    ['stock_held', 'the lot is on hold', async (floor) => {
      const [lotId] = [await floor.lot(2, null), await floor.lot(2, null)]
      await floor.hold({ lotId })
      return {
        done: await (await reserved(floor)).scan(lotId, 1), says: `Lot ${lotId} at location ${floor.storage} is on hold.`,
      }
    }],
    ['stock_reserved', 'another line needs just this lot', async (floor) => {
      const [lotId] = [await floor.lot(2, day(60)), await floor.lot(2, day(5))]
      await reserved(floor, null, floor.strictId)
      return {
        done: await (await reserved(floor)).scan(lotId, 1),
        says: `What would be left of item ${floor.itemId} at site ${floor.siteId} does not serve the orders it is reserved for: cancel or change some of them first.`,
      }
    }],
  ])
})

describe('a hold', () => {
  const stranger = newId()
  provokes([
    ['hold_scope_incomplete', 'of a lot that is not named', async (floor) => ({
      done: await floor.hold({}), says: 'A hold of scope lot needs a lot.',
    })],
    ['hold_scope_incomplete', 'in a place that is not named', async (floor) => ({
      done: await floor.hold({ scope: 'lot_in_location', lotId: await floor.lot(1, null) }),
      says: 'A hold of scope lot_in_location needs a lot and a location.',
    })],
    ['hold_scope_incomplete', 'of a unit that is not named', async (floor) => ({
      done: await floor.hold({ scope: 'serial' }), says: 'A hold of scope serial needs a serial.',
    })],
    ['hold_scope_incomplete', 'of a supplier who is not named', async (floor) => ({
      done: await floor.hold({ scope: 'item_supplier' }), says: 'A hold of scope item_supplier needs a supplier.',
    })],
    ['item_unknown', 'nobody made the item: it would hold nothing', async (floor) => ({
      done: await floor.hold({ scope: 'item_supplier', itemId: stranger, supplierId: floor.supplierId }),
      says: `There is no item ${stranger}.`,
    })],
    ['lot_unknown', 'nobody made the lot', async (floor) => ({
      done: await floor.hold({ lotId: stranger }), says: `There is no lot ${stranger}.`,
    })],
    ['lot_of_other_item', 'the lot is tea', async (floor) => {
      const [itemId, lotId] = [await floor.item(), await floor.lot(1, null)]
      return { done: await floor.hold({ itemId, lotId }), says: `Lot ${lotId} is of another item than ${itemId}.` }
    }],
    ['location_unknown', 'nobody made the place', async (floor) => ({
      done: await floor.hold({ scope: 'lot_in_location', lotId: await floor.lot(1, null), locationId: stranger }),
      says: `There is no location ${stranger}.`,
    })],
    ['hold_supplier_unknown', 'nobody made the supplier', async (floor) => ({
      done: await floor.hold({ scope: 'item_supplier', supplierId: stranger }),
      says: `There is no partner ${stranger} to hold the goods of.`,
    })],
    ['hold_id_taken', 'the id is another hold’s', async (floor) => {
      const holdId = newId()
      const lotId = await floor.lot(1, null)
      await floor.hold({ holdId, lotId })
      return { done: await floor.hold({ holdId, lotId }), says: `There is already a hold ${holdId}.` }
    }],
    ['hold_unknown', 'nothing to release', async (floor) => ({
      done: await floor.release(stranger), says: `There is no hold ${stranger}.`,
    })],
    ['hold_released', 'released twice', async (floor) => {
      const holdId = newId()
      await floor.hold({ holdId, lotId: await floor.lot(1, null) })
      await floor.release(holdId)
      return { done: await floor.release(holdId), says: `Hold ${holdId} was released already.` }
    }],
  ])
})

describe('a count', () => {
  provokes([
    ['count_leaves_open', 'two things left that may have been of the lot', async (floor) => {
      const lots = [await floor.lot(9, null), await floor.lot(9, null)]
      const gone = [await floor.leftAsOneOf(lots, 2), await floor.leftAsOneOf(lots, 3)]
      return {
        done: await floor.adjust(lots[0] ?? '', 6),
        says: `3 of lot ${lots[0]} are gone, and the count does not tell with which: line 1 of ${gone[0]?.id} and line 1 of ${
          gone[1]?.id} may have been of it. Say which first.`,
      }
    }],
  ])
})

describe('a correction', () => {
  provokes([
    ['goods_lie_apart', 'two of ten were never there, and the ten lie in two bins', async (floor) => {
      const { id } = await floor.receive(10, { lot: { code: 'APART' } })
      const { lotId } = (await floor.lines(id))[0] ?? { lotId: NIL }
      const bin = await floor.place()
      await floor.move(lotId, 9, { toLocationId: bin })
      return {
        done: await floor.correct(id, 1, { quantity: 5 }),
        says: `5 of lot ${lotId} have to go, and it lies in several places: ${
          [`1 at ${floor.storage}`, `9 at ${bin}`].sort().join(', ')}. Say with locationId where they are missing.`,
      }
    }],
  ])
})

test('there is no refusal that nobody can run into', () => {
  const ofUnits = /^serial/
  const never = Object.keys(refusals).filter((code) => !provoked.has(code) && !ofUnits.test(code))

  expect(never).toEqual([])
})
