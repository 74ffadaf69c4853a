// Verifies an exported folder by brute force, sharing no code with the program that wrote it:
//   npx tsx scripts/verify-export.ts <folder> [--lots 100] [--seed 1] [--list]
// Reads movements, balances, lots, holds, transformations as CSV and trace-<lot id>.json. With
// --list it only prints the ids of the lots it would trace. Exits with 1 when anything differs.
// `npm run verify` writes such a folder and has it verified.
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

type Row = Record<string, string>

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

// Equal cells are kept once: of a million movements only the ids differ.
const kept = new Map<string, string>()
function keep(cell: string): string {
  if (cell.length > 30) return cell
  const known = kept.get(cell)
  if (known !== undefined) return known
  kept.set(cell, cell)
  return cell
}

// A small CSV reader: quotes, doubled quotes, line breaks inside quotes. A text is cut at quotes, commas and line ends.
async function* readCsv(name: string): AsyncGenerator<Row> {
  const path = join(folder, `${name}.csv`)
  if (!existsSync(path)) throw new Error(`${path} is missing: write it with \`lotline export ${name} > ${path}\`.`)
  let names: string[] | null = null
  let cells: string[] = []
  let cell: string[] = []
  let quoted = false
  let closing = false
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    for (const part of String(chunk).split(/(["\n,\r])/)) {
      if (part === '') continue
      if (quoted && !closing) {
        if (part === '"') closing = true
        else cell.push(part)
        continue
      }
      if (closing) {
        closing = false
        if (part === '"') {
          cell.push('"')
          continue
        }
        quoted = false
      }
      if (part === '"') quoted = true
      else if (part === ',' || part === '\n') {
        cells.push(keep(cell.join('')))
        cell = []
        if (part === ',') continue
        if (names === null) names = cells
        else yield Object.fromEntries(names.flatMap((column, at) => (unread.has(column) ? [] : [[column, cells[at] ?? '']])))
        cells = []
      } else if (part !== '\r') cell.push(part)
    }
  }
}

// Columns of movements that nothing here looks at.
const unread = new Set(['occurred_at', 'recorded_at', 'reference_id', 'second_quantity', 'entered_quantity', 'entered_unit', 'serial'])

async function all(name: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of readCsv(name)) rows.push(row)
  return rows
}

const get = (row: Row | undefined, name: string) => row?.[name] ?? ''

function checkBalances(movements: Row[], balances: Row[]): void {
  const sums = new Map<string, bigint>()
  const add = (key: string, quantity: bigint) => sums.set(key, (sums.get(key) ?? 0n) + quantity)
  for (const row of movements) {
    const stock = `${get(row, 'item')}|${get(row, 'lot_id')}|${get(row, 'owner')}|`
    const quantity = BigInt(get(row, 'quantity'))
    if (get(row, 'to_own') === 'true') add(stock + get(row, 'to_location'), quantity)
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

type Hold = { readonly whole: boolean; readonly from: number; readonly to: number }

function readHolds(rows: Row[]): { byLot: Map<string, Hold[]>; items: Set<string> } {
  const byLot = new Map<string, Hold[]>()
  const items = new Set<string>()
  for (const row of rows) {
    const lot = get(row, 'lot_id')
    const from = Number(get(row, 'placed_position') || 'Infinity')
    const to = Number(get(row, 'released_position') || 'Infinity')
    if (lot === '') items.add(get(row, 'item'))
    else {
      const hold = { whole: get(row, 'scope') === 'lot', from, to }
      byLot.set(lot, [...(byLot.get(lot) ?? []), hold])
    }
  }
  return { byLot, items }
}

// Replays the ledger in the order of positions and asks at every pick: was there free stock of a
// lot that should have gone first? A pick that other wishes may explain is not verifiable.
function checkPicks(
  movements: Row[],
  lots: Map<string, Row>,
  holds: ReturnType<typeof readHolds>,
): void {
  const order = [...movements].sort(
    (a, b) =>
      Number(get(a, 'position') || 'Infinity') - Number(get(b, 'position') || 'Infinity') ||
      (get(a, 'document_id') < get(b, 'document_id') ? -1
        : get(a, 'document_id') > get(b, 'document_id') ? 1
          : Number(get(a, 'line')) - Number(get(b, 'line'))),
  )
  const stock = new Map<string, Map<string, bigint>>()
  const several = movements.filter((row) => get(row, 'candidates') !== '')
  const unsure = new Set(several.map((row) => get(row, 'item')))
  const places = storagePlaces(movements)
  let verified = 0
  let left = 0
  for (const row of order) {
    const pool = `${get(row, 'item')}|${get(row, 'owner')}`
    const here = stock.get(pool) ?? new Map<string, bigint>()
    stock.set(pool, here)
    move(here, row)
    if (get(row, 'kind') !== 'pick') continue
    const verdict = judgePick(row, { here, lots, holds, unsure, places })
    if (verdict === 'right') verified++
    else if (verdict === 'unknown') left++
    else differ(`pick ${get(row, 'id')} took ${get(row, 'lot_id')}, but ${verdict} goes first`)
  }
  console.log(`picks: ${verified} verified, ${left} not verifiable`)
}

function storagePlaces(movements: Row[]): Map<string, string> {
  const places = new Map<string, string>()
  for (const row of movements) {
    const pickable = get(row, 'from_role') === 'storage' && get(row, 'from_kind') !== 'transit'
    if (get(row, 'from_own') === 'true' && pickable) {
      places.set(get(row, 'from_location'), get(row, 'from_site'))
    }
  }
  return places
}

function move(here: Map<string, bigint>, row: Row): void {
  const quantity = BigInt(get(row, 'quantity'))
  const lot = get(row, 'lot_id')
  for (const [own, place, change] of [['from_own', 'from_location', -quantity],
    ['to_own', 'to_location', quantity]] as const) {
    if (get(row, own) !== 'true') continue
    const key = `${get(row, place)}|${lot}`
    const sum = (here.get(key) ?? 0n) + change
    if (sum === 0n) here.delete(key)
    else here.set(key, sum)
  }
}

function judgePick(
  row: Row,
  seen: {
    here: Map<string, bigint>
    lots: Map<string, Row>
    holds: ReturnType<typeof readHolds>
    unsure: Set<string>
    places: Map<string, string>
  },
): string {
  const policy = get(row, 'policy')
  const position = Number(get(row, 'position'))
  if ((policy !== 'fefo' && policy !== '') || get(row, 'wanted_lot_id') !== '') return 'unknown'
  if (seen.unsure.has(get(row, 'item')) || position === 0) return 'unknown'
  const saleOn = get(row, 'sale_on')
  const leastOn = get(row, 'least_on')
  const rank = (lot: string) => {
    const it = seen.lots.get(lot)
    return [get(it, 'binding_on') || '9999', get(it, 'received_on') || '9999', lot].join(' ')
  }
  const taken = rank(get(row, 'lot_id'))
  for (const [key, quantity] of seen.here) {
    const cut = key.lastIndexOf('|')
    const [place, lot] = [key.slice(0, cut), key.slice(cut + 1)]
    if (quantity <= 0n || seen.places.get(place) !== get(row, 'from_site')) continue
    if (rank(lot) >= taken) continue
    const it = seen.lots.get(lot)
    const useBy = get(it, 'use_by_on')
    const binding = get(it, 'binding_on')
    if (saleOn !== '' && useBy !== '' && useBy < saleOn) continue
    if (leastOn !== '' && binding !== '' && binding < leastOn) continue
    const holds = (seen.holds.byLot.get(lot) ?? []).filter(
      (hold) => hold.from <= position && position < hold.to,
    )
    if (holds.some(({ whole }) => whole)) continue
    // Other wishes: a hold in part, stock kept for others, a lot that a person named, no decision.
    const partly = holds.length > 0 || seen.holds.items.has(get(row, 'item'))
    const skipped = get(row, 'skipped')
    const chosen = policy !== '' && skipped !== '' && !skipped.includes('kept_for_others')
    if (partly || !chosen) return 'unknown'
    return lot
  }
  return 'right'
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
  checkPicks(movements, lots, readHolds(await all('holds')))
  checkTraces(movements, lots, await all('transformations'))
  const missing = drawn.filter((id) => !existsSync(join(folder, `trace-${id}.json`)))
  if (missing.length > 0) differ(`not traced: ${missing.length} of the drawn lots`)
  if (differences > 100) console.log(`… and ${differences - 100} more`)
  console.log(differences === 0 ? 'Everything agrees.' : `${differences} differences.`)
  process.exitCode = differences === 0 ? 0 : 1
}
