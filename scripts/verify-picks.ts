// Every pick, judged by replaying the record in the order of its positions: what of the item lay where and was free, what
// was held, what others had reserved, and which lots the policy would have taken. Shares nothing with Lotline.
import { choose, fits, type Free, type Need } from './verify-choice.ts'
import { get, type Row } from './verify-csv.ts'
import { datesAt, type DatesOf } from './verify-dates.ts'

/** What an export tells of picks. */
export type Exported = {
  readonly movements: readonly Row[]
  readonly lots: ReadonlyMap<string, Row>
  readonly items: readonly Row[]
  readonly holds: readonly Row[]
  readonly reservations: readonly Row[]
  readonly changes: readonly Row[]
}

type Place = { readonly site: string; readonly pickable: boolean }
type Unsure = { readonly place: string; readonly lots: readonly string[]; readonly quantity: number }
/** Everything of one item, owner and site. */
type Pool = {
  /** By place and lot. */
  readonly stock: Map<string, { readonly place: string; readonly lot: string; quantity: number }>
  /** By order line. */
  readonly reserved: Map<string, number>
  readonly unsure: Map<string, Unsure>
}
type Hold = {
  readonly scope: string; readonly lot: string; readonly serial: string; readonly supplier: string
  readonly from: number; readonly to: number
  /** The lots in places it covers so far: it grows with the goods. */
  readonly covered: Set<string>
}
type Unit = { readonly pool: string; readonly place: string; readonly lot: string }

type World = Exported & {
  readonly places: ReadonlyMap<string, Place>
  readonly pools: Map<string, Pool>
  readonly holdsOf: ReadonlyMap<string, Hold[]>
  /** Where units are, by item and number. */
  readonly units: Map<string, Unit>
  readonly datesAt: (position: number) => DatesOf
  /** A lot and all that had turned out to be the same by a position. */
  readonly sameAs: (lot: string, position: number) => readonly string[]
}

const number = (row: Row, name: string) => Number(get(row, name) || 'Infinity')

type Told = { readonly id: string; readonly position: number; readonly rows: Row[]; readonly reserved: Row[]; recorded: number }
type Verdict = { readonly as: string; readonly differs: readonly string[] }
type Judged = Verdict & { readonly document: Told; readonly picks: readonly Row[] }

// Trying other orders is slow, and where many picks are wrong the order is not why.
const MOST_TURNED = 100

/** Judges all picks; gives what is to be said of them, and tells every difference. */
export function checkPicks(exported: Exported, differ: (says: string) => void): string {
  const documents = documentsOf(exported)
  const counts = new Map<string, number>()
  const wrong: Judged[] = []
  replay(worldOf(exported), documents, (one) => {
    if (one.differs.length > 0) wrong.push(one)
    else counts.set(one.as, (counts.get(one.as) ?? 0) + one.picks.length)
  })
  for (const [nth, one] of wrong.entries()) {
    const turned = nth < MOST_TURNED && inAnotherOrder(exported, documents, one)
    if (!turned) for (const says of one.differs) differ(`pick ${get(one.picks[0], 'id')}: ${says}`)
    const as = turned ? 'turned' : 'wrong'
    counts.set(as, (counts.get(as) ?? 0) + one.picks.length)
  }
  const of = (what: string) => counts.get(what) ?? 0
  const left = [...counts].filter(([what]) => !['policy', 'person', 'turned', 'wrong'].includes(what))
  return [
    `picks: ${of('policy') + of('person') + of('turned')} verified, ${of('wrong')} wrong, ` +
      `${left.reduce((sum, [, n]) => sum + n, 0)} not verifiable`,
    `  ${of('policy')} chosen by the policy, ${of('person')} named by somebody, ` +
      `${of('turned')} right when documents recorded in the same second come the other way round`,
    ...left.map(([why, n]) => `  ${n} not verifiable: ${why}`),
  ].join('\n')
}

function replay(world: World, documents: readonly Told[], tell: (judged: Judged) => void): void {
  for (const document of documents) {
    const { position, rows, reserved } = document
    for (const row of reserved) reserve(world, get(row, 'line_id'), poolKey(row, 'site'), Number(get(row, 'change')))
    for (const [at, row] of rows.entries()) {
      if (isChosen(row) && !samePick(rows[at - 1], row)) {
        const picks = rows.slice(at, at + run(rows, at))
        tell({ ...judge(world, picks, position), document, picks })
      }
      apply(world, row, position)
    }
  }
}

// A position follows the clock, and what was recorded at once took its turn at the stock in one order or the other.
function inAnotherOrder(exported: Exported, documents: readonly Told[], { document, picks }: Judged): boolean {
  const item = get(picks[0], 'item')
  const mine = documents.filter(({ rows, reserved }) => [...rows, ...reserved].some((row) => get(row, 'item') === item))
  const at = mine.indexOf(document)
  for (const way of [-1, 1]) {
    for (let by = 1; by <= 8; by++) {
      const other = mine[at + way * by]
      if (other === undefined || Math.abs(other.recorded - document.recorded) > 1_000) break
      const order = mine.filter((one) => one !== document)
      order.splice(at + way * by, 0, document)
      let right = false
      replay(worldOf(exported), order.slice(0, at + way * by + 1), (one) => {
        if (one.document === document && one.picks[0] === picks[0]) right = one.differs.length === 0
      })
      if (right) return true
    }
  }
  return false
}

// A pick, or goods handed over at once: they leave for an order from where they lie, not from staging.
function isChosen(row: Row): boolean {
  return get(row, 'kind') === 'pick' || isHandedOver(row)
}

function isHandedOver(row: Row): boolean {
  return get(row, 'kind') === 'ship' && get(row, 'reference_id') !== '' && get(row, 'from_own') === 'true' && get(row, 'from_role') !== 'staging'
}

// The picks of one choice follow one another.
function samePick(before: Row | undefined, row: Row): boolean {
  const both = before !== undefined && [before, row].every(isChosen)
  return both && get(before, 'reference_id') === get(row, 'reference_id')
}

function run(rows: readonly Row[], start: number): number {
  let end = start + 1
  for (let next = rows[end]; next !== undefined && samePick(rows[end - 1], next); next = rows[end]) end++
  return end - start
}

function documentsOf({ movements, reservations }: Exported): Told[] {
  const documents = new Map<string, Told>()
  const of = (row: Row) => {
    const id = get(row, 'document_id')
    const found = documents.get(id)
    if (found !== undefined) return found
    const made = { id, position: number(row, 'position'), rows: [], reserved: [], recorded: Date.parse(get(row, 'recorded_at')) }
    documents.set(id, made)
    return made
  }
  for (const row of movements) of(row).rows.push(row)
  for (const row of reservations) of(row).reserved.push(row)
  for (const { rows } of documents.values()) rows.sort((a, b) => number(a, 'line') - number(b, 'line'))
  return [...documents.values()].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

function worldOf(exported: Exported): World {
  const places = new Map<string, Place>()
  for (const row of exported.movements) {
    for (const end of ['from', 'to']) {
      if (get(row, `${end}_own`) !== 'true' || places.has(get(row, `${end}_location`))) continue
      const pickable = get(row, `${end}_role`) === 'storage' && get(row, `${end}_kind`) !== 'transit'
      places.set(get(row, `${end}_location`), { site: get(row, `${end}_site`), pickable })
    }
  }
  const holdsOf = new Map<string, Hold[]>()
  for (const row of exported.holds) {
    const lot = get(row, 'lot_id')
    const covered = new Set(get(row, 'scope') === 'lot_in_location' ? [`${get(row, 'location')}|${lot}`] : [])
    const hold = {
      scope: get(row, 'scope'), lot, serial: get(row, 'serial'), supplier: get(row, 'supplier'),
      from: number(row, 'placed_position'), to: number(row, 'released_position'), covered,
    }
    holdsOf.set(get(row, 'item'), [...(holdsOf.get(get(row, 'item')) ?? []), hold])
  }
  return {
    ...exported, places, pools: new Map(), holdsOf, units: new Map(), datesAt: datesAt(exported.lots, exported.items, exported.changes),
    sameAs: sameAs(exported.changes),
  }
}

function sameAs(changes: readonly Row[]): World['sameAs'] {
  const links = new Map<string, { readonly lot: string; readonly from: number }[]>()
  const link = (one: string, lot: string, from: number) => links.set(one, [...(links.get(one) ?? []), { lot, from }])
  for (const row of changes) {
    if (get(row, 'field') !== 'mergedInto') continue
    link(get(row, 'lot_id'), get(row, 'new_value'), number(row, 'position'))
    link(get(row, 'new_value'), get(row, 'lot_id'), number(row, 'position'))
  }
  return (lot, position) => {
    const same = [lot]
    // What is added meanwhile is looked at as well.
    for (const one of same) for (const { lot: other, from } of links.get(one) ?? []) if (from <= position && !same.includes(other)) same.push(other)
    return same
  }
}

function poolKey(row: Row, site: string): string {
  return `${get(row, 'item')}|${get(row, 'owner')}|${get(row, site)}`
}

function poolAt(world: World, key: string): Pool {
  const found = world.pools.get(key)
  if (found !== undefined) return found
  const made: Pool = { stock: new Map(), reserved: new Map(), unsure: new Map() }
  world.pools.set(key, made)
  return made
}

function reserve(world: World, line: string, key: string, change: number): void {
  const { reserved } = poolAt(world, key)
  const sum = (reserved.get(line) ?? 0) + change
  if (sum === 0) reserved.delete(line)
  else reserved.set(line, sum)
}

function apply(world: World, row: Row, position: number): void {
  const quantity = Number(get(row, 'quantity'))
  const lot = get(row, 'lot_id')
  const candidates = lot === '' && get(row, 'candidates') !== '' ? get(row, 'candidates').split(' ') : []
  let lifted: Unsure | undefined
  if (get(row, 'corrects') !== '') {
    for (const site of ['from_site', 'to_site']) {
      const { unsure } = poolAt(world, poolKey(row, site))
      lifted ??= unsure.get(get(row, 'corrects'))
      unsure.delete(get(row, 'corrects'))
    }
  }
  if (get(row, 'from_own') === 'true') {
    const pool = poolAt(world, poolKey(row, 'from_site'))
    const place = get(row, 'from_location')
    // One of several lots: none of them is known to be less.
    if (candidates.length > 0) pool.unsure.set(get(row, 'id'), { place, lots: candidates, quantity })
    else add(pool, place, lot, -quantity)
  }
  if (get(row, 'to_own') === 'true' && !(lot === '' && lifted?.place === get(row, 'to_location'))) {
    add(poolAt(world, poolKey(row, 'to_site')), get(row, 'to_location'), lot, quantity)
    cover(world, row, position)
  }
  const line = get(row, 'reference_id')
  if (line !== '' && get(row, 'kind') === 'pick') reserve(world, line, poolKey(row, 'from_site'), -quantity)
  if (line !== '' && get(row, 'kind') === 'unpick') reserve(world, line, poolKey(row, 'to_site'), quantity)
  if (get(row, 'serial') !== '') {
    world.units.set(`${get(row, 'item')}|${get(row, 'serial')}`, {
      pool: poolKey(row, 'to_site'), place: get(row, 'to_location'), lot,
    })
  }
}

function add(pool: Pool, place: string, lot: string, change: number): void {
  const key = `${place}|${lot}`
  const found = pool.stock.get(key)
  const quantity = (found?.quantity ?? 0) + change
  if (quantity === 0) pool.stock.delete(key)
  else if (found === undefined) pool.stock.set(key, { place, lot, quantity })
  else found.quantity = quantity
}

// A hold on a lot in a place goes with the goods; one on what a supplier brings takes what it brings from then on.
function cover(world: World, row: Row, position: number): void {
  const lot = get(row, 'lot_id')
  for (const hold of world.holdsOf.get(get(row, 'item')) ?? []) {
    if (position < hold.from || position >= hold.to || lot === '') continue
    const follows = coversAt(hold, get(row, 'from_location'), world.sameAs(lot, position), lot)
    const brings = hold.supplier !== '' && position > hold.from && get(row, 'from_kind') === 'supplier' &&
      get(row, 'from_partner') === hold.supplier
    if (follows || brings) hold.covered.add(`${get(row, 'to_location')}|${lot}`)
  }
}

// That goods are of the same lot says nothing of who brought them.
function coversAt(hold: Hold, place: string, same: readonly string[], lot: string): boolean {
  return (hold.supplier === '' ? same : [lot]).some((one) => hold.covered.has(`${place}|${one}`))
}

function freeStock(world: World, key: string, item: string, position: number): Free[] {
  const pool = poolAt(world, key)
  const holds = (world.holdsOf.get(item) ?? []).filter(({ from, to }) => from <= position && position < to)
  const heldUnits = [...new Set(holds.flatMap(({ serial }) => (serial === '' ? [] : [serial])))].flatMap((serial) => {
    const unit = world.units.get(`${item}|${serial}`)
    return unit?.pool === key ? [unit] : []
  })
  const free: Free[] = []
  for (const { place, lot, quantity } of pool.stock.values()) {
    if (world.places.get(place)?.pickable !== true) continue
    const same = holds.length === 0 ? [] : world.sameAs(lot, position)
    if (holds.some((hold) => (hold.scope === 'lot' && same.includes(hold.lot)) || coversAt(hold, place, same, lot))) continue
    const held = heldUnits.filter((unit) => unit.place === place && unit.lot === lot).length
    let sure = quantity - held
    for (const one of pool.unsure.values()) if (one.place === place && one.lots.includes(lot)) sure -= one.quantity
    if (sure > 0) free.push({ lot, place, quantity: sure })
  }
  return free
}

const unknown = (as: string): Verdict => ({ as, differs: [] })

function judge(world: World, picks: readonly Row[], position: number): Verdict {
  const row = picks[0] ?? {}
  const key = poolKey(row, 'from_site')
  if (position === Infinity) return unknown('it has no position yet')
  const policy = get(row, 'policy')
  if (policy === '') return unknown('no decision is kept')
  const free = freeStock(world, key, get(row, 'item'), position)
  const taken = new Map<string, number>()
  for (const pick of picks) taken.set(get(pick, 'lot_id'), (taken.get(get(pick, 'lot_id')) ?? 0) + Number(get(pick, 'quantity')))
  const asked = [...taken.values()].reduce((sum, one) => sum + one, 0)
  const datesOf = world.datesAt(position)
  const looked = new Set([...taken.keys(), ...free.map(({ lot }) => lot)])
  if ([...looked].some((lot) => datesOf(lot) === null)) return unknown('which date of a lot bound is not told')
  const need = { leastOn: get(row, 'least_on'), saleOn: get(row, 'sale_on'), wanted: get(row, 'wanted_lot_id') }
  const { reserved } = poolAt(world, key)
  const mine = reserved.get(get(row, 'reference_id')) ?? 0
  const differs = !isHandedOver(row) && mine < asked ? [`${asked} taken, and ${mine} reserved`] : []
  if (get(row, 'chosen_by') === 'person') {
    return { as: 'person', differs: [...differs, ...unfitOf(datesOf, free, need, taken)] }
  }
  const others = othersOf(row)
  const told = others.reduce((sum, { quantity }) => sum + quantity, 0)
  const stood = [...reserved].reduce((sum, [line, quantity]) => (line === get(row, 'reference_id') ? sum : sum + quantity), 0)
  if (told !== stood) differs.push(`others had reserved ${stood}, and the choice left ${told} to them`)
  const chosen = choose(datesOf, free, { need, asked, policy, others })
  const lots = new Set([...taken.keys(), ...chosen.keys()])
  for (const lot of lots) {
    const [right, did] = [chosen.get(lot) ?? 0, taken.get(lot) ?? 0]
    if (right !== did) differs.push(`${did} of lot ${lot} taken, ${policy} takes ${right}`)
  }
  return { as: 'policy', differs }
}

// What somebody names must last, lie free and be enough.
function unfitOf(datesOf: DatesOf, free: readonly Free[], need: Need, taken: ReadonlyMap<string, number>): string[] {
  return [...taken].flatMap(([lot, quantity]) => {
    const there = free.filter((one) => one.lot === lot).reduce((sum, one) => sum + one.quantity, 0)
    if (!fits(datesOf, lot, need)) return [`lot ${lot} was named, and does not last`]
    return there < quantity ? [`${quantity} of lot ${lot} named, ${there} free`] : []
  })
}

function othersOf(row: Row): (Need & { quantity: number })[] {
  const told: [string | null, string, string | null, string][] = JSON.parse(get(row, 'others') || '[]')
  return told.map(([leastOn, saleOn, wanted, quantity]) => ({
    leastOn: leastOn ?? '', saleOn, wanted: wanted ?? '', quantity: Number(quantity),
  }))
}
