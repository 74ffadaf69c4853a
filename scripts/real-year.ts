// `npm run real-year -- FILE [--data DIR] [--seed N] [--steps]`: a real shop's year through Lotline's own actions. Every
// line of the file is accounted for at the end.
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'
import Papa from 'papaparse'
import { createItem } from '#catalog'
import { NIL } from '#kernel'
import { adjustStock, checkLedger, disposeStock, placeHold, releaseHold } from '#ledger'
import { createLocation } from '#locations'
import { createChannel, pickOrder, placeOrder, receiveReturn, shipOrder } from '#orders'
import { createPartner, SELF } from '#partners'
import {
  type Action, type Command, migrate, newId, openDatabase, type Outcome, perform, query, sequenceDocuments,
  startPostgres, transaction,
} from '#platform'
import { transform } from '#production'
import { receive } from '#receiving'
import { type Day, type FileLine, type Plan, planYear } from './year-plan.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, seed: { type: 'string' }, steps: { type: 'boolean' }, days: { type: 'string' } },
})
const file = positionals[0]
if (file === undefined) {
  console.error('Usage: npm run real-year -- FILE [--data DIR] [--seed N] [--steps]')
  process.exit(2)
}

const actor = {
  id: newId(),
  permissions: new Set([
    'item.write', 'partner.write', 'location.write', 'order.write', 'order.pick', 'order.ship', 'return.receive',
    'stock.receive', 'stock.transform', 'stock.dispose', 'stock.adjust', 'hold.place', 'hold.release', 'document.back-date',
  ]),
}

if (options.seed !== undefined && !/^\d{1,9}$/.test(options.seed)) {
  console.error(`${options.seed} is no seed.\nChoose a whole number.`)
  process.exit(2)
}
if (options.data !== undefined && existsSync(join(options.data, 'postgres'))) {
  console.error(`The folder ${options.data} has a Lotline already, and the year begins with an empty one.\nName a new folder with --data, or remove that one.`)
  process.exit(2)
}

const folder = options.data ?? mkdtempSync(join(tmpdir(), 'lotline-year-'))
const postgres = await startPostgres({ dataDir: folder, log: (text) => console.error(text) })
const { appRole } = await migrate(postgres.connection)
const database = openDatabase(postgres.connection, 6, appRole.role)

const tally = new Map<string, number>()
const refusals = new Map<string, number>()
const count = (what: string, lines: number) => tally.set(what, (tally.get(what) ?? 0) + lines)

/** Performs a set; counts what was refused and why. */
async function act<Payload>(
  action: Action<Payload>,
  at: string,
  payloads: readonly Payload[],
): Promise<Outcome[]> {
  const occurredAt = new Date(at)
  const commands = payloads.map((payload): Command<Payload> => ({ id: newId(), actor, occurredAt, payload }))
  const outcomes = await perform(database, action, commands)
  for (const outcome of outcomes) {
    if (outcome.ok) continue
    const key = `${action.kind}: ${outcome.refusal.code}`
    refusals.set(key, (refusals.get(key) ?? 0) + 1)
  }
  return outcomes
}

/** The same by two at once, as at two docks: each does every other one. Gives what became of each, in their order. */
async function actAtOnce<Payload>(action: Action<Payload>, at: string, payloads: readonly Payload[]): Promise<Outcome[]> {
  const halves = await Promise.all([0, 1].map((half) => act(action, at, payloads.filter((_, nth) => nth % 2 === half))))
  return payloads.flatMap((_, nth) => halves[nth % 2]?.[Math.floor(nth / 2)] ?? [])
}

async function readFile(path: string): Promise<FileLine[]> {
  const raw = createReadStream(path)
  const text = path.endsWith('.gz') ? raw.pipe(createGunzip()) : raw
  const lines: FileLine[] = []
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { header: true, skipEmptyLines: true })
  text.pipe(parser)
  for await (const row of parser as AsyncIterable<Record<string, string>>) {
    lines.push({
      invoice: row['InvoiceNo'] ?? '', code: (row['StockCode'] ?? '').toUpperCase(), name: row['Description'] ?? '',
      quantity: Number(row['Quantity']), price: Number(row['UnitPrice']), at: row['InvoiceDate'] ?? '',
      customer: row['CustomerID'] ?? '',
      country: row['Country'] ?? '',
    })
  }
  return lines
}

type Shop = {
  readonly siteId: string
  readonly storageId: string
  readonly channelId: string
  readonly suppliers: readonly string[]
  readonly customers: ReadonlyMap<string, string>
  readonly items: ReadonlyMap<string, string>
}

/** The site, its channel, partners and items; an item more for what is packed from bulk. */
async function layGround(plan: Plan, start: string): Promise<Shop> {
  const siteId = newId()
  const [site] = await act(createLocation, start, [
    { locationId: siteId, code: 'LONDON', name: 'London', kind: 'site' as const, timeZone: 'Europe/London' },
  ])
  if (site?.ok !== true) throw new Error('The site could not be made; use an empty data folder.')
  const parts = site.answer['parts'] as { storage: string }
  const channelId = newId()
  await act(createChannel, start, [
    { channelId, code: 'WEB', name: 'Web shop', leastLifeDays: 7, transitDays: 2, policy: 'fefo' },
  ])
  const suppliers = Array.from({ length: 40 }, () => newId())
  await act(createPartner, start, suppliers.map((partnerId, at) => ({
    partnerId, code: `SUP-${at + 1}`, roles: ['supplier' as const], name: `Supplier ${at + 1}`,
  })))
  const customers = new Map([...plan.customers].map((code) => [code, newId()]))
  await act(createPartner, start, [...customers].map(([code, partnerId]) => ({
    partnerId, code: `CUS-${code}`, roles: ['customer' as const],
  })))
  const items = new Map<string, string>()
  for (const code of plan.products.keys()) items.set(code, newId())
  for (const code of plan.packedProducts) items.set(`BULK-${code}`, newId())
  await act(createItem, start, [...items].map(([sku, itemId]) => ({
    itemId, sku, name: plan.products.get(sku.replace('BULK-', '')) || sku, baseUnit: 'piece', units: [],
    trackingMode: 'lot' as const,
  })))
  return { siteId, storageId: parts.storage, channelId, suppliers, customers, items }
}

const releases: { on: string; holdId: string }[] = []

/** Receives a day's lots straight into storage; packs those that come in bulk; holds some for a while. */
async function arrive(day: Day, shop: Shop): Promise<void> {
  if (day.arrivals.length === 0) return
  const at = `${day.on}T05:00:00Z`
  const bySupplier = new Map<number, typeof day.arrivals>()
  for (const arrival of day.arrivals) {
    const list = bySupplier.get(arrival.supplier) ?? []
    list.push(arrival)
    bySupplier.set(arrival.supplier, list)
  }
  const groups = [...bySupplier]
  const lots = new Map<string, string>()
  const outcomes = await actAtOnce(receive, at, groups.map(([supplier, arrivals]) => ({
    number: `R-${day.on}-${supplier + 1}`, supplierId: shop.suppliers[supplier] ?? '', siteId: shop.siteId,
    announcementId: null,
    lines: arrivals.map((arrival) => {
      const itemId = shop.items.get(arrival.packed ? `BULK-${arrival.code}` : arrival.code) ?? ''
      const lotId = newId()
      lots.set(arrival.lot, lotId)
      return {
        itemId, ownerId: SELF,
        lot: {
          lotId, code: arrival.packed ? `B-${arrival.lot}` : arrival.lot,
          dates: { produced: arrival.produced, bestBefore: arrival.bestBefore },
        },
        supplierLotCode: null, quantity: String(arrival.quantity), unit: null, secondQuantity: null, serials: [],
        toLocationId: shop.storageId, announcementLineId: null, overrideReason: null,
      }
    }),
  })))
  count('lots received', outcomes.filter(({ ok }) => ok).length === groups.length ? day.arrivals.length : 0)
  const packed = day.arrivals.filter((arrival) => arrival.packed)
  await actAtOnce(transform, at, packed.map((arrival) => {
    const made = newId()
    const bulk = lots.get(arrival.lot) ?? ''
    lots.set(arrival.lot, made)
    return {
      kind: 'repack', siteId: shop.siteId,
      inputs: [{
        itemId: shop.items.get(`BULK-${arrival.code}`) ?? '', lotId: bulk, ownerId: SELF, locationId: shop.storageId,
        quantity: BigInt(arrival.quantity),
      }],
      outputs: [{
        itemId: shop.items.get(arrival.code) ?? '', ownerId: SELF, lotId: made, code: arrival.lot, dates: {},
        locationId: shop.storageId, quantity: BigInt(arrival.quantity),
      }],
      edges: null,
    }
  }))
  count('lots packed from bulk', packed.length)
  const held = day.arrivals.filter(({ heldDays }) => heldDays > 0)
  const holdIds = held.map(() => newId())
  await act(placeHold, at, held.map((arrival, nth) => ({
    holdId: holdIds[nth] ?? '', scope: 'lot' as const, itemId: shop.items.get(arrival.code) ?? '',
    lotId: lots.get(arrival.lot) ?? '', locationId: null, serial: null, supplierId: null, reason: 'Waiting for papers',
  })))
  held.forEach((arrival, nth) => {
    releases.push({ on: later(day.on, arrival.heldDays), holdId: holdIds[nth] ?? '' })
  })
  count('holds placed', held.length)
}

async function release(day: Day): Promise<void> {
  const due = releases.filter(({ on }) => on <= day.on)
  if (due.length === 0) return
  for (const one of due) releases.splice(releases.indexOf(one), 1)
  await act(releaseHold, `${day.on}T05:30:00Z`, due.map(({ holdId }) => ({ holdId, reason: 'Papers came' })))
  count('holds released', due.length)
}

/** Places, picks and ships a day's orders. */
async function sell(day: Day, shop: Shop): Promise<void> {
  if (day.orders.length === 0) return
  const at = `${day.on}T18:00:00Z`
  const orders = day.orders.map(({ number, lines }) => ({
    orderId: newId(), number, customerId: shop.customers.get(lines[0]?.customer ?? '') ?? NIL,
    channelId: shop.channelId, siteId: shop.siteId,
    through: options.steps === true ? ('reserved' as const) : ('shipped' as const), shipTo: null,
    lines: lines.map(({ code, quantity }) => ({
      lineId: null, itemId: shop.items.get(code) ?? '', ownerId: SELF, wantedLotId: null, quantity: BigInt(quantity),
    })),
  }))
  const placed = await act(placeOrder, at, orders)
  if (options.steps === true) {
    const open = orders.filter((_, nth) => {
      const outcome = placed[nth]
      return outcome?.ok === true && (outcome.answer['lines'] as { reserved: string }[]).some((l) => l.reserved !== '0')
    })
    const ids = open.map(({ orderId }) => orderId)
    await act(pickOrder, at, ids.map((orderId) => ({ orderId, lines: null, lotIds: [], placeIds: [] })))
    await act(shipOrder, at, ids.map((orderId) => ({ orderId, parcel: null })))
  }
  placed.forEach((outcome, nth) => {
    const lines = orders[nth]?.lines ?? []
    if (!outcome.ok) {
      count('order lines refused', lines.length)
      return
    }
    const reserved = outcome.answer['lines'] as { reserved: string }[]
    lines.forEach(({ quantity }, line) => {
      const got = BigInt(reserved[line]?.reserved ?? '0')
      count(got === quantity ? 'order lines shipped whole' : got > 0n ? 'order lines shipped in part (stock was short)'
        : 'order lines not shipped (no stock that lasts long enough)', 1)
    })
  })
}

/** Takes back what came back that day. */
async function takeBack(day: Day, shop: Shop): Promise<void> {
  if (day.returns.length === 0) return
  const returns = day.returns.map(({ number, lines }) => ({
    number, customerId: shop.customers.get(lines[0]?.customer ?? '') ?? NIL, siteId: shop.siteId,
    lines: lines.map(({ code, quantity }) => ({
      orderLineId: null, itemId: shop.items.get(code) ?? '', ownerId: SELF, lotId: null, quantity: BigInt(-quantity),
    })),
  }))
  const outcomes = await act(receiveReturn, `${day.on}T19:00:00Z`, returns)
  outcomes.forEach((outcome, nth) => {
    const asked = returns[nth]?.lines ?? []
    if (!outcome.ok) {
      count('return lines refused', asked.length)
      return
    }
    const parts = outcome.answer['lines'] as { source: number; matched: string; certainty: string | null }[]
    asked.forEach((_, line) => {
      const mine = parts.filter(({ source }) => source === line + 1)
      const unknown = mine.filter(({ matched }) => matched === 'nothing').length
      const several = mine.some(({ matched, certainty }) => matched !== 'nothing' && certainty !== 'certain')
      const guest = returns[nth]?.customerId === NIL
      count(
        unknown === mine.length
          ? guest ? 'return lines of guests, kept apart as unknown' : 'return lines of things never seen sold, kept apart as unknown'
          : unknown > 0 ? 'return lines partly more than was ever sent, the rest kept apart'
            : several ? 'return lines of one of several lots' : 'return lines of a certain lot',
        1,
      )
    })
  })
}

async function takeStock(day: Day, shop: Shop): Promise<void> {
  await writeOff(day, shop)
  await bookFound(day, shop)
}

/** Negative lines without a cancellation are the shop's own write-offs: the soonest expired goes first. */
async function writeOff(day: Day, shop: Shop): Promise<void> {
  if (day.writeOffs.length === 0) return
  type Row = { item_id: string; lot_id: string; quantity: bigint }
  const rows = await query<Row>(
    database,
    {
      name: 'year.stock',
      text: `select b.item_id, b.lot_id, b.quantity - b.picked as quantity from ledger.balance b
        join lots.lot l on l.id = b.lot_id where b.item_id = any($1::uuid[]) and b.location_id = $2
        order by l.binding_on, l.id`,
    },
    [`{${day.writeOffs.map(({ code }) => shop.items.get(code)).join(',')}}`, shop.storageId],
  )
  const payloads: Parameters<typeof disposeStock.run>[1][number]['payload'][] = []
  for (const line of day.writeOffs) {
    const itemId = shop.items.get(line.code)
    let open = BigInt(-line.quantity)
    for (const row of rows) {
      if (row.item_id !== itemId || row.quantity === 0n || open === 0n) continue
      const quantity = row.quantity < open ? row.quantity : open
      row.quantity -= quantity
      open -= quantity
      payloads.push({
        itemId, lotId: row.lot_id, ownerId: SELF, locationId: shop.storageId, quantity, reason: line.name || 'Written off',
      })
    }
    count(open === 0n ? 'write-off lines booked whole' : open < BigInt(-line.quantity)
      ? 'write-off lines booked in part (no more stock)' : 'write-off lines with nothing to write off', 1)
  }
  await act(disposeStock, `${day.on}T20:00:00Z`, payloads)
}

/** Positive lines without price and customer are what the shop counted more: it goes to the item's latest lot. */
async function bookFound(day: Day, shop: Shop): Promise<void> {
  if (day.found.length === 0) return
  const rows = await query<{ item_id: string; lot_id: string; quantity: bigint }>(
    database,
    {
      name: 'year.latest-lot',
      text: `select distinct on (l.item_id) l.item_id, l.id as lot_id, coalesce((select b.quantity from ledger.balance b
          where b.item_id = l.item_id and b.lot_id = l.id and b.location_id = $2 and b.owner_id = $3), 0) as quantity
        from lots.lot l where l.item_id = any($1::uuid[]) order by l.item_id, l.received_on desc nulls last, l.id desc`,
    },
    [`{${day.found.map(({ code }) => shop.items.get(code)).join(',')}}`, shop.storageId, SELF],
  )
  const latest = new Map(rows.map((row) => [row.item_id, row]))
  const payloads = day.found.flatMap((line) => {
    const itemId = shop.items.get(line.code) ?? ''
    const lot = latest.get(itemId)
    count(lot === undefined ? 'found lines of things that have no lot yet' : 'found lines booked as counted', 1)
    if (lot === undefined) return []
    lot.quantity += BigInt(line.quantity)
    return [{
      itemId, lotId: lot.lot_id, ownerId: SELF, locationId: shop.storageId, counted: lot.quantity,
      reason: line.name || 'Counted more',
    }]
  })
  await act(adjustStock, `${day.on}T20:30:00Z`, payloads)
}

function later(on: string, days: number): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

try {
  const started = performance.now()
  const lines = await readFile(file)
  const plan = planYear(lines, Number(options.seed ?? 1))
  const among = whatIsAmong(lines)
  const total = lines.length
  // The days have what they need; the rest would only be carried along.
  lines.length = 0
  const read = performance.now()
  console.log(`${total} lines, ${plan.products.size} products, ${plan.customers.size} customers, ${plan.days.length} days`)
  const shop = await layGround(plan, `${plan.days[0]?.on ?? '2010-12-01'}T00:00:00Z`)
  let seen = 0
  const days = plan.days.slice(0, Number(options.days ?? plan.days.length))
  for (const [nth, day] of days.entries()) {
    // As several people of a shop would: what does not wait for each other is done side by side.
    await Promise.all([release(day), arrive(day, shop)])
    await sell(day, shop)
    await Promise.all([takeBack(day, shop), takeStock(day, shop)])
    for (const one of [...day.orders, ...day.returns]) seen += one.lines.length
    seen += day.writeOffs.length + day.found.length
    if (nth === 20) await transaction(database, async ({ read: ask }) => void (await ask({ name: 'year.analyze', text: 'analyze' })))
    if ((nth + 1) % 30 === 0 || nth + 1 === days.length) {
      const seconds = (performance.now() - read) / 1000
      console.log(`${day.on}  ${seen} lines  ${seconds.toFixed(1)} s  ${Math.round(seen / seconds)} lines/s`)
    }
  }
  const seconds = (performance.now() - read) / 1000
  console.log(`\nThe year took ${seconds.toFixed(1)} s (reading the file ${((read - started) / 1000).toFixed(1)} s).`)
  await sequenceDocuments(database)
  report(plan, total, among)
  const differences = await checkLedger(database)
  console.log(`\nCheck: ${differences.length === 0 ? 'clean' : `${differences.length} differences`}`)
  for (const one of differences.slice(0, 10)) console.log(one)
  if (differences.length > 0) process.exitCode = 1
} finally {
  await database.close()
  await postgres.stop()
  if (options.data === undefined) rmSync(folder, { recursive: true, force: true })
}

function whatIsAmong(lines: readonly FileLine[]): readonly (readonly [what: string, lines: number])[] {
  const among = (is: (line: FileLine) => boolean) => lines.filter(is).length
  return [
    ['cancellations', among(({ invoice }) => invoice.startsWith('C'))],
    ['without a customer', among(({ customer }) => customer === '')],
    ['without a price', among(({ price }) => price === 0)],
    ['given away: without a price, to a customer', among(({ price, quantity, customer }) => price === 0 && quantity > 0 && customer !== '')],
  ]
}

function report(plan: Plan, total: number, among: ReturnType<typeof whatIsAmong>): void {
  count('lines that are no goods (postage, fees, manual)', plan.notGoods)
  count('lines of nothing', plan.nothing)
  console.log('\nWhat became of the lines:')
  let sum = 0
  for (const [what, number] of [...tally].sort()) {
    const ofFile = /lines/.test(what)
    if (ofFile) sum += number
    console.log(`  ${String(number).padStart(8)}  ${what}`)
  }
  console.log(`  ${String(sum).padStart(8)}  lines accounted for, of ${total}`)
  if (sum !== total) process.exitCode = 1
  console.log('\nAmong them:')
  for (const [what, lines] of among) console.log(`  ${String(lines).padStart(8)}  ${what}`)
  if (refusals.size > 0) console.log('\nRefused:')
  for (const [why, number] of refusals) console.log(`  ${String(number).padStart(8)}  ${why}`)
}
