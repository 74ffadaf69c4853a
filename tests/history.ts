// A random history of a shop: whatever people do, in whatever order, sometimes two at once, some of it nonsense.
import { NIL } from '#kernel'
import { moveStock } from '#ledger'
import { placeOrder, shipOrder } from '#orders'
import { SELF } from '#partners'
import { type Database, newId } from '#platform'
import { type Floor, openFloor } from '#test/floor'
import { day, dice } from '#test/shop'

/** What happened: what was sent, and in which step each accepted document came to be. */
export type History = {
  readonly floor: Floor
  readonly stepOf: ReadonlyMap<string, number>
  /** What was ordered, also what was refused. */
  readonly orders: readonly ReturnType<Floor['order']>[]
}

type Ways = {
  readonly floor: Floor
  readonly roll: (sides: number) => number
  readonly one: <T>(list: readonly T[]) => T
  readonly lots: string[]
  /** Lines that were said to be of one of several lots. */
  readonly severals: { readonly id: string; readonly line: number; readonly candidateIds: readonly string[] }[]
  readonly orders: ReturnType<Floor['order']>[]
  readonly holds: string[]
  readonly places: readonly string[]
  /** One of the orders placed of late: most of what is done to it makes sense. */
  readonly late: () => ReturnType<Floor['order']>
  readonly blendId: string
  readonly otherSupplierId: string
}
type Step = (ways: Ways) => Promise<unknown>

/** Plays a history of so many steps. The same seed rolls the same dice; `after` is done after each step. */
export async function play(
  database: Database,
  seed: number,
  steps: number,
  after: (step: number, floor: Floor) => Promise<void> = async () => {},
): Promise<History> {
  const floor = await openFloor(database)
  const roll = dice(seed)
  const one = <T>(list: readonly T[]): T => {
    const chosen = list[roll(list.length)]
    if (chosen === undefined) throw new Error('Nothing to choose from.')
    return chosen
  }
  const orders: Ways['orders'] = []
  const ways: Ways = {
    floor, roll, one, lots: [], severals: [], orders, late: () => one(orders.slice(-5)), holds: [],
    places: [floor.storage, await floor.place(), await floor.place({ oneLot: true }), floor.staging, floor.quarantine],
    blendId: await floor.item(), otherSupplierId: await floor.partner('supplier'),
  }
  const stepOf = new Map<string, number>()
  const run = async (step: number, doing: readonly Step[]) => {
    await Promise.all(doing.map((each) => each(ways)))
    for (const { id, outcome } of floor.sent) if (outcome.ok && !stepOf.has(id)) stepOf.set(id, step)
  }
  await run(0, [() => arrive(ways, 40, day(5)), () => arrive(ways, 40, day(60)), () => arrive(ways, 40, null)])
  for (let step = 1; step <= steps; step++) {
    await run(step, [choose(roll), ...(roll(3) === 0 ? [choose(roll)] : [])])
    await after(step, floor)
  }
  return { floor, stepOf, orders }
}

async function arrive({ floor, lots }: Ways, quantity: number, bestBefore: string | null): Promise<void> {
  const lotId = newId()
  lots.push(lotId)
  const dates = bestBefore === null ? {} : { bestBefore }
  await floor.receive(quantity, { lot: { lotId, code: lotId.slice(-12), dates } })
}

const receiving: Step[] = [
  (ways) => arrive(ways, 1 + ways.roll(30), ways.roll(2) ? day(ways.roll(90)) : null),
  // More of a lot that is there: the same, from another supplier's truck, or with another date on it.
  ({ floor, lots, roll, one, otherSupplierId }) =>
    floor.receive(1 + roll(9), {
      lot: {
        code: one(lots).slice(-12), originId: floor.supplierId, dates: roll(3) ? {} : { bestBefore: day(roll(50)) },
      },
    }, one([floor.supplierId, otherSupplierId])),
]

const orderly: Step[] = [
  ({ floor, orders, roll, one }) => {
    const through = one(['placed', 'reserved', 'reserved', 'picked', 'picked', 'shipped'] as const)
    const order = floor.order(1 + roll(25), through, one([floor.channelId, floor.strictId]))
    orders.push(order)
    return floor.buy(order)
  },
  // A set of orders in one transaction.
  ({ floor, orders, roll, one }) => {
    const set = Array.from({ length: 3 }, () => floor.order(1 + roll(9), one(['reserved', 'picked', 'shipped'] as const)))
    orders.push(...set)
    return floor.sendAll(placeOrder, set)
  },
  ({ floor, orders }) => floor.sendAll(shipOrder, orders.slice(-3).map(({ orderId }) => ({ orderId, parcel: null }))),
  ({ floor, late }) => floor.pick(late().orderId),
  ({ floor, late }) => floor.pick(late().orderId),
  // A scan, right or wrong.
  ({ floor, late, lots, places, roll, one }) => {
    const { orderId, lines } = late()
    const lot = { lotId: one(lots), locationId: one(places), quantity: BigInt(1 + roll(5)) }
    return floor.pick(orderId, [{ lineId: lines[0]?.lineId ?? NIL, quantity: null, lots: [lot] }])
  },
  ({ floor, late }) => floor.ship(late().orderId),
  ({ floor, late }) => floor.unpick(late().orderId),
  ({ floor, late }) => floor.cancel(late().orderId),
  ({ floor, late, roll }) => {
    const { orderId, lines } = late()
    return floor.change(orderId, lines[0]?.lineId ?? NIL, roll(15))
  },
]

const returns: Step[] = [
  ({ floor, orders, roll, one }) => floor.takeBack(1 + roll(4), { orderLineId: one(orders).lines[0]?.lineId ?? null }),
  ({ floor, lots, roll, one }) => floor.takeBack(1 + roll(4), { lotId: roll(3) ? null : one(lots) }),
  ({ floor, roll }) => floor.takeBack(1 + roll(3), {}, NIL),
]

const holding: Step[] = [
  ({ floor, lots, places, holds, one }) => {
    const holdId = newId()
    holds.push(holdId)
    const scope = one(['lot', 'lot_in_location'] as const)
    return floor.hold({ holdId, scope, lotId: one(lots), locationId: one(places) })
  },
  ({ floor, holds, one, otherSupplierId }) => {
    const holdId = newId()
    holds.push(holdId)
    return floor.hold({ holdId, scope: 'item_supplier', supplierId: one([floor.supplierId, otherSupplierId]) })
  },
  ({ floor, holds, one }) => floor.release(one(holds)),
  ...Array.from({ length: 4 }, (): Step => ({ floor, holds }) => floor.release(holds.shift() ?? NIL)),
]

const stockwork: Step[] = [
  ({ floor, lots, places, roll, one }) =>
    floor.move(one(lots), 1 + roll(15), { fromLocationId: one(places), toLocationId: one(places) }),
  async ({ floor, lots, roll, one }) => floor.move(one(lots), 1 + roll(6), { toLocationId: await floor.otherSite() }),
  ({ floor, lots, roll, one }) => {
    const candidates = [...new Set([one(lots), one(lots), one(lots)])]
    return candidates.length < 2 ? Promise.resolve() : floor.leftAsOneOf(candidates, 1 + roll(5))
  },
  // Two lines in one document stand or fall together.
  ({ floor, lots, places, roll, one }) => {
    const line = () => ({
      itemId: floor.itemId, lotId: one(lots), candidateIds: [], serial: null, ownerId: SELF,
      fromLocationId: one(places), toLocationId: one(places), quantity: BigInt(1 + roll(6)),
    })
    return floor.send(moveStock, { lines: [line(), line()] })
  },
  ({ floor, lots, places, roll, one }) => floor.adjust(one(lots), roll(30), { locationId: one(places) }),
  ({ floor, lots, places, roll, one }) => floor.dispose(one(lots), 1 + roll(5), { locationId: one(places) }),
]

const making: Step[] = [
  async ({ floor, lots, roll, one }) => {
    const [made, more, quantity] = [newId(), newId(), 2 + roll(6)]
    const { outcome } = await floor.make('split', [[one(lots), quantity]], [[made, 1], [more, quantity - 1]])
    if (outcome.ok) lots.push(made, more)
  },
  async ({ floor, lots, roll, one }) => {
    const [made, quantity] = [newId(), 1 + roll(5)]
    const { outcome } = await floor.make('merge', [[one(lots), quantity], [one(lots), 2]], [[made, quantity + 2]])
    if (outcome.ok) lots.push(made)
  },
  ({ floor, lots, blendId, one }) => floor.make('make', [[one(lots), 2], [one(lots), 1]], [[newId(), 7, blendId]]),
]

const correcting: Step[] = Array.from({ length: 2 }, (): Step => ({ floor, lots, roll, one }) => {
  const known = floor.sent.filter(({ outcome }) => outcome.ok).map(({ id }) => id)
  const to = roll(3) === 0 ? { quantity: 0 } : { quantity: roll(9), ...(roll(3) ? {} : { lotId: one(lots) }) }
  return floor.correct(one(known), 1 + roll(2), to)
})

// Somebody says which lot it was that nobody knew, right or wrong; or which it was not.
const telling: Step[] = Array.from({ length: 2 }, (): Step => ({ floor, lots, roll, one }) => {
  const unsure = floor.sent.filter(({ outcome, unsure: told }) => outcome.ok && told).slice(-6)
  if (unsure.length === 0) return Promise.resolve()
  const { id } = one(unsure)
  return roll(2) ? floor.tellLot(id, 1, { lots: [[one(lots), 1 + roll(3)]] }) : floor.tellLot(id, 1, { notLotIds: [one(lots)] })
})
const leaving: ReadonlySet<string> = new Set(['ship', 'return', 'move', 'dispose'])
// Of what left or came it turns out that nobody noted the lot; later somebody says it, or how much it was.
const unnoted: Step[] = [
  async ({ floor, lots, severals, roll, one }) => {
    const sent = await Promise.all(floor.sent.filter(({ outcome }) => outcome.ok).slice(-20).map(({ id }) => floor.lines(id).then((lines) => ({ id, lines }))))
    const left = sent.flatMap(({ id, lines }) => lines.flatMap((one) => (one.lotId === NIL || !leaving.has(one.kind) ? [] : [{ id, ...one }])))
    if (left.length === 0) return
    const { id, line, lotId } = one(left)
    const candidateIds = [...new Set([lotId, one(lots), one(lots)])].slice(0, 2 + roll(2)).sort()
    const { outcome } = await floor.correct(id, line, { candidateIds })
    if (outcome.ok) severals.push({ id, line, candidateIds })
  },
  async ({ floor, severals, roll, one }) => {
    if (severals.length === 0) return
    const { id, line, candidateIds } = one(severals.slice(-4))
    const way = roll(4)
    if (way === 0) await floor.correct(id, line, { quantity: roll(4) })
    else await (way > 1 ? floor.tellLot(id, line, { lots: [[one(candidateIds), 1 + roll(3)]] }) : floor.tellLot(id, line, { notLotIds: [one(candidateIds)] }))
  },
]
correcting.push(...telling)

const all = [receiving, orderly, orderly, returns, holding, stockwork, making, correcting, unnoted]

// A kind of work, then something of that kind. What needs an order or a hold waits for the first.
function choose(roll: Ways['roll']): Step {
  const kind = all[roll(all.length)] ?? orderly
  const at = roll(kind.length)
  return async (ways) => {
    if (ways.orders.length === 0 && (kind === orderly || kind === returns)) return orderly[0]?.(ways)
    if (ways.holds.length === 0 && kind === holding) return holding[0]?.(ways)
    return kind[at]?.(ways)
  }
}
