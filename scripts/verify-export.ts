// Verifies an exported folder by brute force, sharing no code with the program that wrote it:
//   npx tsx scripts/verify-export.ts <folder> [--lots 100] [--seed 1] [--list]
// Reads what `lotline export --all` writes as CSV, and trace-<lot id>.json. With --list it only prints the ids of the
// lots it would trace. Exits with 1 when anything differs. `npm run verify` writes such a folder and has it verified.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { get, readCsv, type Row } from './verify-csv.ts'
import { checkPicks } from './verify-picks.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lots: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
  },
})
const folder = positionals[0] ?? '.'
let differences = 0

function differ(says: string): void {
  differences++
  if (differences <= 100) console.log(`DIFFERS  ${says}`)
}

async function all(name: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of readCsv(folder, name)) rows.push(row)
  return rows
}

function checkBalances(movements: Row[], balances: Row[]): void {
  const sums = new Map<string, bigint>()
  const add = (key: string, quantity: bigint) => sums.set(key, (sums.get(key) ?? 0n) + quantity)
  const unsureFrom = new Map(
    movements.flatMap((row) => get(row, 'candidates') !== '' && get(row, 'lot_id') === '' ? [[get(row, 'id'), get(row, 'from_location')]] : []),
  )
  for (const row of movements) {
    const stock = `${get(row, 'item')}|${get(row, 'lot_id')}|${get(row, 'owner')}|`
    const quantity = BigInt(get(row, 'quantity'))
    // What takes such a movement back raises none either.
    const lifts = get(row, 'lot_id') === '' && unsureFrom.get(get(row, 'corrects')) === get(row, 'to_location')
    if (get(row, 'to_own') === 'true' && !lifts) add(stock + get(row, 'to_location'), quantity)
    // What left as one of several lots lowers no lot's balance.
    const unsure = get(row, 'lot_id') === '' && get(row, 'candidates') !== ''
    const leaves = get(row, 'from_own') === 'true' && !unsure
    if (leaves) add(stock + get(row, 'from_location'), -quantity)
  }
  for (const row of balances) {
    const key = ['item', 'lot_id', 'owner', 'location'].map((name) => get(row, name)).join('|')
    const sum = sums.get(key) ?? 0n
    if (sum !== BigInt(get(row, 'quantity'))) {
      differ(`balance ${key}: exported ${get(row, 'quantity')}, movements give ${sum}`)
    }
    sums.delete(key)
  }
  for (const [key, sum] of sums) {
    if (sum !== 0n) differ(`balance ${key}: not exported, movements give ${sum}`)
  }
  console.log(`balances: ${balances.length} compared with ${movements.length} movements`)
}

// The lots reached from one lot over standing transformations, and what was shipped of them.
function naiveTrace(start: string, next: Map<string, string[]>, movements: Map<string, Row[]>) {
  const reached = new Set([start])
  for (const lot of reached) for (const to of next.get(lot) ?? []) reached.add(to)
  const shipped = new Map<string, bigint>()
  for (const lot of reached) {
    for (const row of movements.get(lot) ?? []) {
      const out = get(row, 'from_own') === 'true' && get(row, 'to_kind') === 'customer'
      const back = get(row, 'to_own') === 'true' && get(row, 'from_kind') === 'customer'
      const correction = get(row, 'corrects') !== ''
      if (!out && !(back && correction)) continue
      const quantity = BigInt(get(row, 'quantity'))
      shipped.set(lot, (shipped.get(lot) ?? 0n) + (out ? quantity : -quantity))
    }
  }
  return { reached, shipped }
}

type TraceFile = {
  lots: { id: string }[]
  shipments: { id: string; lot_id: string; quantity: string }[]
}

function checkTraces(movements: Row[], lots: Map<string, Row>, transformations: Row[]): void {
  const next = new Map<string, string[]>()
  const link = (from: string, to: string) => next.set(from, [...(next.get(from) ?? []), to])
  for (const row of transformations) {
    if (get(row, 'superseded_by') === '') link(get(row, 'input_lot_id'), get(row, 'output_lot_id'))
  }
  for (const [id, row] of lots) {
    const into = get(row, 'merged_into_id')
    if (into === '') continue
    link(id, into)
    link(into, id)
  }
  const byLot = new Map<string, Row[]>()
  for (const row of movements) {
    const rows = byLot.get(get(row, 'lot_id'))
    if (rows === undefined) byLot.set(get(row, 'lot_id'), [row])
    else rows.push(row)
  }
  const named = readdirSync(folder).flatMap((file) => /^trace-(.+)\.json$/.exec(file)?.[1] ?? [])
  for (const id of named) {
    const told: TraceFile = JSON.parse(readFileSync(join(folder, `trace-${id}.json`), 'utf8'))
    const { reached, shipped } = naiveTrace(id, next, byLot)
    const toldLots = new Set(told.lots.map((lot) => lot.id))
    for (const lot of reached) if (!toldLots.has(lot)) differ(`trace ${id}: ${lot} is missing`)
    for (const lot of toldLots) if (!reached.has(lot)) differ(`trace ${id}: ${lot} is too many`)
    const sums = new Map<string, bigint>()
    for (const { lot_id, quantity } of told.shipments) {
      sums.set(lot_id, (sums.get(lot_id) ?? 0n) + BigInt(quantity))
    }
    for (const lot of reached) {
      const [mine, theirs] = [shipped.get(lot) ?? 0n, sums.get(lot) ?? 0n]
      if (mine !== theirs) differ(`trace ${id}: ${theirs} of ${lot}, movements give ${mine}`)
    }
    checkShipments(id, told, byLot, reached)
  }
  console.log(`traces: ${named.length} compared by a naive walk`)
}

function checkShipments(
  id: string,
  told: TraceFile,
  byLot: Map<string, Row[]>,
  reached: Set<string>,
): void {
  const shown = new Set(told.shipments.map((shipment) => shipment.id))
  for (const lot of reached) {
    const rows = byLot.get(lot) ?? []
    const corrected = new Set(rows.map((row) => get(row, 'corrects')))
    for (const row of rows) {
      const out = get(row, 'from_own') === 'true' && get(row, 'to_kind') === 'customer'
      const plain = get(row, 'corrects') === '' && !corrected.has(get(row, 'id'))
      if (out && plain && !shown.has(get(row, 'id'))) {
        differ(`trace ${id}: shipment ${get(row, 'id')} is missing`)
      }
    }
  }
}

// A small generator (mulberry32), so that the same seed draws the same lots everywhere.
function draw(ids: string[], count: number, seed: number): string[] {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const left = [...ids].sort()
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1).join(''),
  )
}

const lots = new Map((await all('lots')).map((row) => [get(row, 'id'), row]))
const drawn = draw([...lots.keys()], Number(values.lots), Number(values.seed))
if (values.list) {
  console.log(drawn.join('\n'))
} else {
  const movements = await all('movements')
  checkBalances(movements, await all('balances'))
  const besides = { items: await all('items'), holds: await all('holds'), reservations: await all('reservations'), changes: await all('lot-changes') }
  console.log(checkPicks({ movements, lots, ...besides }, differ))
  checkTraces(movements, lots, await all('transformations'))
  const missing = drawn.filter((id) => !existsSync(join(folder, `trace-${id}.json`)))
  if (missing.length > 0) differ(`not traced: ${missing.length} of the drawn lots`)
  if (differences > 100) console.log(`… and ${differences - 100} more`)
  console.log(differences === 0 ? 'Everything agrees.' : `${differences} differences.`)
  process.exitCode = differences === 0 ? 0 : 1
}
