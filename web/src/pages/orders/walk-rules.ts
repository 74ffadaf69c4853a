// Where somebody walks for an order: what is to be fetched and what is picked, each from its place, in walking order. Pure.
import type { AnswerOf } from '~/api'

type Page = AnswerOf<'/orders/{id}'>
type Order = { readonly lines: readonly Pick<Page['lines'][number], 'id' | 'sku' | 'name' | 'unit'>[]; readonly movements: readonly Moved[] }
type Moved = Pick<Page['movements'][number], 'kind' | 'lineId' | 'lotId' | 'lot' | 'serial' | 'fromLocationId' | 'from' | 'toLocationId' | 'to' | 'quantity'>
type Suggested = AnswerOf<'/orders/{id}/suggestion'>['lines'][number]
type Choice = { readonly lineId: string; readonly considered: readonly (Pick<Suggested['considered'][number], 'lotId' | 'lot' | 'locationId' | 'location' | 'taken' | 'serials'>)[] }

/** So much of a lot, to be fetched at a place; `isPicked` when it is recorded as picked from there. */
export type Stop = {
  readonly key: string
  readonly locationId: string
  readonly place: string
  readonly lot: string | null
  readonly serials: readonly string[]
  readonly quantity: bigint
  readonly unit: string
  readonly sku: string
  readonly name: string
  readonly isPicked: boolean
}

/** The stops of an order: what a pick would take now, and what is picked and has not left. */
export function stopsOf({ lines, movements }: Order, choices: readonly Choice[]): readonly Stop[] {
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  const told = (lineId: string) => {
    const { sku = '', name = '', unit = '' } = lineOf.get(lineId) ?? {}
    return { sku, name, unit }
  }
  const wanted = choices.flatMap(({ lineId, considered }) => considered.filter(({ taken }) => taken !== '0').map((one): Stop => ({
    key: `wanted ${lineId} ${one.lotId ?? ''} ${one.locationId}`, locationId: one.locationId, place: one.location ?? '', lot: one.lot, serials: one.serials ?? [],
    quantity: BigInt(one.taken), ...told(lineId), isPicked: false,
  })))
  return [...wanted, ...pickedOf(movements, told)]
}

/** In the order of the places: site, zone, bin, and 2 before 10. Without its path a place goes by its own code. */
export function inWalkingOrder(stops: readonly Stop[], pathOf: (locationId: string) => readonly string[] | undefined): readonly Stop[] {
  const way = (stop: Stop) => pathOf(stop.locationId) ?? [stop.place]
  return stops.toSorted((a, b) => compareWays(way(a), way(b)) || codes.compare(a.sku, b.sku) || codes.compare(a.lot ?? '', b.lot ?? ''))
}

const codes = new Intl.Collator('en', { numeric: true })

function compareWays(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((code, nth) => code !== b[nth])
  if (at < 0) return a.length - b.length
  const other = b[at]
  return other === undefined ? 1 : codes.compare(a[at] ?? '', other)
}

// What went back or left is taken off what was picked: of the same lot or unit, the last picked first.
function pickedOf(movements: readonly Moved[], told: (lineId: string) => Pick<Stop, 'sku' | 'name' | 'unit'>): readonly Stop[] {
  const stops: Stop[] = []
  for (const one of movements) {
    const key = `picked ${one.lineId} ${one.lotId ?? ''} ${one.fromLocationId}`
    if (one.kind === 'pick') add(stops, { key, locationId: one.fromLocationId, place: one.from, lot: one.lot, serials: one.serial === null ? [] : [one.serial], quantity: BigInt(one.quantity), ...told(one.lineId), isPicked: true })
    if (one.kind === 'unpick' || one.kind === 'ship') takeOff(stops, one)
  }
  return stops.filter(({ quantity }) => quantity > 0n)
}

function add(stops: Stop[], stop: Stop): void {
  const at = stops.findIndex(({ key }) => key === stop.key)
  const known = stops[at]
  if (known === undefined) stops.push(stop)
  else stops[at] = { ...known, quantity: known.quantity + stop.quantity, serials: [...known.serials, ...stop.serials] }
}

function takeOff(stops: Stop[], { kind, lineId, lotId, serial, toLocationId, quantity }: Moved): void {
  let left = BigInt(quantity)
  const mine = (stop: Stop) => stop.key.startsWith(`picked ${lineId} ${lotId ?? ''} `) && (kind === 'ship' || stop.locationId === toLocationId)
  for (let at = stops.length - 1; at >= 0 && left > 0n; at--) {
    const stop = stops[at]
    if (stop === undefined || !mine(stop) || (serial !== null && !stop.serials.includes(serial))) continue
    const off = stop.quantity < left ? stop.quantity : left
    stops[at] = { ...stop, quantity: stop.quantity - off, serials: stop.serials.filter((one) => one !== serial) }
    left -= off
  }
}
