// `npm run bench`: what Lotline does in a second, beside what plain SQL does on the same database in the same run.
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { NIL } from '#kernel'
import { moveStock } from '#ledger'
import { pickOrder, placeOrder, shipOrder } from '#orders'
import { SELF } from '#partners'
import {
  type Action, type Command, type Database, LARGEST_SET, newId, openLane, type Outcome, perform,
} from '#platform'
import { benchDatabase } from './database.ts'
import { plainMove, plainMoves, plainOrders, plainSteps } from './plain.ts'
import { questionRows } from './questions.ts'
import { command, dice, seedShop, type Shop } from './seed.ts'
import { demoRows, webRows } from './web.ts'

/** One line of the table. Values and limits in the row's own unit; `ratio` is value to limit. */
export type Row = {
  readonly name: string
  readonly value: number
  readonly limit: number
  readonly ratio: number
  readonly budget: string
  readonly holds: boolean
}

const seconds = Number(process.env['LOTLINE_BENCH_SECONDS'] ?? 4)
const json = process.argv.includes('--json')
const bench = await benchDatabase()
const rows: Row[] = []

function add(name: string, value: number, limit: number, least: number): void {
  const ratio = value / limit
  const row = { name, value: Math.round(value), limit: Math.round(limit), ratio: Number(ratio.toFixed(2)) }
  rows.push({ ...row, budget: `≥ ${least * 100} % of plain SQL`, holds: ratio >= least })
  if (!json) console.log(`${name}: ${row.value} beside ${row.limit} (${(ratio * 100).toFixed(0)} %)`)
}

type Work = (client: number) => Promise<number>

/** So many turns each: what disturbs the machine for a while disturbs both. */
const TURNS = 4

/** Ours and plain SQL take turns, each for the set time in all; how often per second each was done. */
async function beside(clients: number, ours: Work, plain: Work): Promise<readonly [value: number, limit: number]> {
  const [value, limit] = [{ done: 0, took: 0 }, { done: 0, took: 0 }]
  for (let turn = 0; turn < TURNS; turn++) {
    await repeat(clients, ours, value)
    await repeat(clients, plain, limit)
  }
  return [value.done / value.took, limit.done / limit.took]
}

/** Repeats work by `clients` at once for a turn, and adds up what was done and the seconds it took. */
async function repeat(clients: number, work: Work, sum: { done: number; took: number }): Promise<void> {
  const end = Date.now() + (seconds * 1000) / TURNS
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (Date.now() < end) {
        // Read after the wait: the clients share the sum.
        const more = await work(client)
        sum.done += more
      }
    }),
  )
  sum.took += (performance.now() - start) / 1000
}

async function withClient(database: Database, work: Parameters<typeof plainMove>[0] extends infer C ? (client: C) => Promise<void> : never) {
  const client = await database.pool.connect()
  try {
    await work(client)
  } finally {
    client.release()
  }
}

function lineOf(shop: Shop, random: () => number, hot: boolean) {
  const among = hot && random() < 0.8 ? 20 : shop.items.length
  const item = shop.items[Math.floor(random() * among)] ?? ''
  const lots = shop.lots.get(item) ?? []
  return { item, lot: lots[Math.floor(random() * lots.length)] ?? '', from: shop.binId, to: shop.otherBinId }
}

async function posting(database: Database): Promise<void> {
  const shop = await seedShop(database, { items: 1_000, lots: 4, each: 1_000_000n })
  const random = dice(1)
  const move = (lines: readonly ReturnType<typeof lineOf>[]) =>
    command({
      lines: lines.map(({ item, lot, from, to }) => ({
        itemId: item, lotId: lot, candidateIds: [], serial: null, ownerId: SELF, fromLocationId: from,
        toLocationId: to, quantity: 1n,
      })),
    })
  for (const clients of [1, 16]) {
    const lane = openLane(database, moveStock)
    const [value, limit] = await beside(clients, async () => {
      const outcome = await lane(move([lineOf(shop, random, false)]))
      if (!outcome.ok) throw outcome.refusal
      return 1
    }, async () => {
      await withClient(database, (client) => plainMove(client, shop, lineOf(shop, random, false)))
      return 1
    })
    add(`post 1-line documents, ${clients} clients, documents/s`, value, limit, 0.5)
  }
  const many = () => Array.from({ length: 1_000 }, () => lineOf(shop, random, false))
  const [value, limit] = await beside(1, async () => {
    const [outcome] = await perform(database, moveStock, [move(many())])
    if (outcome?.ok !== true) throw outcome?.refusal
    return 1_000
  }, async () => {
    await withClient(database, (client) => plainMoves(client, shop, many()))
    return 1_000
  })
  add('post 1,000-line documents, lines/s', value, limit, 0.6)
}

const orderOf = (shop: Shop, items: readonly string[], through: 'reserved' | 'shipped' = 'reserved') =>
  command({
    orderId: newId(), number: newId(), customerId: NIL, channelId: shop.channelId, siteId: shop.siteId,
    through, shipTo: null,
    lines: items.map((itemId) => ({ lineId: null, itemId, ownerId: SELF, wantedLotId: null, quantity: 1n })),
  })
const pickOf = (orderId: string) => command({ orderId, lines: null, lotIds: [], placeIds: [] })
const shipOf = (orderId: string) => command({ orderId, parcel: null })

async function singleOrders(database: Database, hot: boolean): Promise<void> {
  const shop = await seedShop(database, { items: 1_000, lots: 4, each: 1_000_000n })
  const random = dice(2)
  const three = () => [0, 1, 2].map(() => lineOf(shop, random, hot).item)
  const lanes = {
    place: openLane(database, placeOrder), pick: openLane(database, pickOrder), ship: openLane(database, shipOrder),
  }
  const where = `4 clients${hot ? ', 80 % of lines on 20 items' : ''}`
  const done = (outcome: Outcome) => {
    if (!outcome.ok) throw outcome.refusal
  }
  const [whole, wholeLimit] = await beside(4, async () => {
    done(await lanes.place(orderOf(shop, three(), 'shipped')))
    return 1
  }, async () => {
    await withClient(database, (client) => plainOrders(client, shop, [three()]))
    return 1
  })
  add(`allocate + pick + ship a 3-line order in one command, ${where}, orders/s`, whole, wholeLimit, 0.5)
  const [stepped, limit] = await beside(4, async () => {
    const placed = orderOf(shop, three())
    const { orderId } = placed.payload
    done(await lanes.place(placed))
    done(await lanes.pick(pickOf(orderId)))
    done(await lanes.ship(shipOf(orderId)))
    return 1
  }, async () => {
    await withClient(database, (client) => plainSteps(client, shop, [three()]))
    return 1
  })
  add(`place, pick, ship a 3-line order as three commands, ${where}, orders/s`, stepped, limit, 0.5)
}

async function sets(database: Database): Promise<void> {
  const shop = await seedShop(database, { items: 3_000, lots: 4, each: 1_000_000n })
  const random = dice(3)
  const thousand = () => Array.from({ length: 1_000 }, () => [0, 1, 2].map(() => lineOf(shop, random, false).item))
  const all = async <Payload>(action: Action<Payload>, commands: readonly Command<Payload>[]) => {
    for (const outcome of await perform(database, action, commands)) {
      if (!outcome.ok) throw outcome.refusal
    }
  }
  const [whole, wholeLimit] = await beside(1, async () => {
    await all(placeOrder, thousand().map((items) => orderOf(shop, items, 'shipped')))
    return 3_000
  }, async () => {
    await withClient(database, (client) => plainOrders(client, shop, thousand()))
    return 3_000
  })
  add(`sets of 1,000 orders in one command each (${LARGEST_SET} a transaction), lines/s`, whole, wholeLimit, 0.4)
  const [stepped, limit] = await beside(1, async () => {
    const placed = thousand().map((items) => orderOf(shop, items))
    const ids = placed.map(({ payload }) => payload.orderId)
    await all(placeOrder, placed)
    await all(pickOrder, ids.map(pickOf))
    await all(shipOrder, ids.map(shipOf))
    return 3_000
  }, async () => {
    await withClient(database, (client) => plainSteps(client, shop, thousand()))
    return 3_000
  })
  add(`sets of 1,000 orders as three commands each (${LARGEST_SET} a transaction), lines/s`, stepped, limit, 0.4)
}

const only = process.argv.find((arg) => arg.startsWith('--only='))?.slice(7)
const wanted = (name: string) => only === undefined || only === name
const tell = (row: Row) => {
  rows.push(row)
  if (!json) console.log(`${row.name}: ${row.value} (${row.budget})`)
}
try {
  if (wanted('post')) await posting(bench.database)
  if (wanted('orders')) await singleOrders(bench.database, false)
  if (wanted('orders')) await singleOrders(bench.database, true)
  if (wanted('sets')) await sets(bench.database)
  // On its own twenty thousand lots, before the million.
  if (wanted('web')) await webRows(bench.database, tell)
  if (wanted('questions')) await questionRows(bench.database, tell)
} finally {
  await bench.close()
}
if (wanted('demo')) {
  const empty = await benchDatabase()
  try {
    await demoRows(empty.database, tell)
  } finally {
    await empty.close()
  }
}

if (json) console.log(JSON.stringify(rows, null, 2))
// The table is of one whole run.
else if (only === undefined) writeFileSync(new URL('RESULTS.md', import.meta.url), table(rows))

function table(all: readonly Row[]): string {
  const machine = `${cpus().length} cores ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  const lines = all.map(
    (r) => `| ${r.name} | ${r.value} | ${r.limit} | ${r.ratio} | ${r.budget} | ${r.holds ? 'yes' : 'no'} |`,
  )
  return [
    '# Bench', '', `${new Date().toISOString().slice(0, 10)}, ${machine}, ${bench.server}.`, '',
    'Value and limit were measured on the same database, taking turns. The limit makes the same writes in plain',
    'SQL and judges nothing. Evidence leaves are not written yet, by either.', '',
    '| what | Lotline | limit | ratio | budget | holds |', '|---|---|---|---|---|---|', ...lines, '',
  ].join('\n')
}
