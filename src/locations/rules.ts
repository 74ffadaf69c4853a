// What stands where, and what may be said about a location. The first refusal that applies wins.
import type { Refusal } from '#kernel'
import type { ChangeLocation, LocationLine, OwnKind, OwnRole } from './contract.ts'
import { refuse } from './refusals.ts'

/** A location as it stands. `timeZone` is its site's. */
export type Location = Readonly<LocationLine>

const outside = (end: string) => `00000000-0000-7000-8000-0000000000${end}`

/** What is made comes from here, and what is used to make it goes here. */
export const PRODUCTION = outside('10')
/** What a count finds missing goes here; what it finds more comes from here. */
export const LOSS = outside('11')
export const DESTRUCTION = outside('12')
/** Stock that was there when the record began comes from here. */
export const OPENING = outside('13')
/** Customers who are no partner. */
export const GUESTS = outside('14')

/** What every site has from the beginning: the end of its code, its role, its name. */
export const siteParts: readonly { code: string; role: OwnRole; name: string }[] = [
  { code: 'RECEIVING', role: 'receiving', name: 'Receiving' },
  { code: 'STAGING', role: 'staging', name: 'Staging' },
  { code: 'QUARANTINE', role: 'quarantine', name: 'Quarantine' },
  { code: 'RETURNS', role: 'returns', name: 'Returns' },
  { code: 'STOCK', role: 'storage', name: 'Stock' },
]

// What each kind may stand under. Nothing stands under a bin, a vehicle or a transit.
const under: Record<OwnKind, readonly string[]> = {
  site: [],
  zone: ['site', 'zone'],
  bin: ['site', 'zone'],
  vehicle: ['site'],
  transit: ['site'],
}

/** What a new location says of itself. */
export type NewLocation = {
  readonly locationId: string
  readonly code: string
  readonly kind: OwnKind
  readonly parentId?: string
  readonly timeZone?: string
}

/** Why a location may not be made, or null. */
export function refuseNewLocation(
  wanted: NewLocation,
  seen: {
    readonly exists: boolean
    readonly taken: ReadonlySet<string>
    readonly parent: Location | undefined
  },
): Refusal | null {
  const { locationId, code, kind } = wanted
  if (seen.exists) return refuse('location_exists', { locationId })
  if (/^[SC]:/.test(code)) return refuse('location_code_reserved', { code })
  const clash = codesOf(wanted).find((each) => seen.taken.has(each))
  if (clash !== undefined) return refuse('location_code_taken', { code: clash })
  const misplaced = refusePlace(wanted, seen.parent)
  if (misplaced !== null) return misplaced
  return refuseTimeZone(kind, wanted.timeZone)
}

/** The codes a new location takes: its own, and for a site those of its parts. */
export function codesOf({ kind, code }: { kind: OwnKind; code: string }): string[] {
  return kind === 'site' ? [code, ...siteParts.map((part) => `${code}-${part.code}`)] : [code]
}

/** Why a location may not be changed so, or null. */
export function refuseChange(
  location: Location,
  wanted: ChangeLocation,
  parent: Location | undefined,
): Refusal | null {
  const { code } = location
  if (!location.own) return refuse('location_outside', { code })
  if (location.closed && wanted.closed !== false) return refuse('location_closed', { code })
  if (wanted.closed === false && parent?.closed === true) {
    return refuse('parent_closed', { parent: parent.code })
  }
  return refuseTimeZone(location.kind, wanted.timeZone)
}

/** Why a location may not be closed, or null. */
export function refuseClosing(location: Location, openChildren: number): Refusal | null {
  const { code } = location
  if (!location.own) return refuse('location_outside', { code })
  if (location.closed) return refuse('location_closed', { code })
  if (openChildren > 0) return refuse('location_has_open', { code, children: openChildren })
  return null
}

/** A location after a change; a field that is left out stays, null clears it. */
export function changed(location: Location, wanted: ChangeLocation): Location {
  const { segregationClass } = wanted
  return {
    ...location,
    name: wanted.name ?? location.name,
    timeZone: wanted.timeZone ?? location.timeZone,
    oneLot: wanted.oneLot ?? location.oneLot,
    oneOwner: wanted.oneOwner ?? location.oneOwner,
    segregationClass: segregationClass === undefined ? location.segregationClass : segregationClass,
    closed: wanted.closed ?? location.closed,
  }
}

const fields = ['name', 'timeZone', 'oneLot', 'oneOwner', 'segregationClass', 'closed'] as const

/** What differs between two states of a location, field by field, as text. */
export function differences(
  before: Location,
  after: Location,
): { field: string; old: string | null; new: string | null }[] {
  return fields.flatMap((field) => {
    const [old, next] = [shown(before[field]), shown(after[field])]
    return old === next ? [] : [{ field, old, new: next }]
  })
}

/** Puts locations in the order of the tree; those whose parent is not among them are roots. */
export function inTreeOrder(
  locations: readonly Location[],
): { depth: number; location: Location }[] {
  const ids = new Set(locations.map(({ id }) => id))
  const below = new Map<string, Location[]>()
  for (const location of locations) {
    const parent = location.parentId !== null && ids.has(location.parentId) ? location.parentId : ''
    below.set(parent, [...(below.get(parent) ?? []), location])
  }
  const walk = (parent: string, depth: number): { depth: number; location: Location }[] =>
    (below.get(parent) ?? []).flatMap((location) => [
      { depth, location },
      ...walk(location.id, depth + 1),
    ])
  return walk('', 0)
}

/** Says whether a text names a time zone. The runtime's table is asked; it answers by throwing. */
export function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined
  } catch {
    return false
  }
}

function refusePlace(wanted: NewLocation, parent: Location | undefined): Refusal | null {
  const { kind, parentId } = wanted
  if (kind === 'site') return parentId === undefined ? null : refuse('site_has_parent')
  if (parentId === undefined) return refuse('parent_needed', { kind })
  if (parent === undefined) return refuse('parent_missing', { parentId })
  if (!under[kind].includes(parent.kind)) {
    return refuse('parent_wrong', { kind, parent: parent.code, parentKind: parent.kind })
  }
  return parent.closed ? refuse('parent_closed', { parent: parent.code }) : null
}

function refuseTimeZone(kind: string, timeZone: string | undefined): Refusal | null {
  if (timeZone === undefined) return null
  if (kind !== 'site') return refuse('time_zone_not_site')
  return isTimeZone(timeZone) ? null : refuse('time_zone_unknown', { timeZone })
}

function shown(value: string | boolean | null): string | null {
  return value === null ? null : String(value)
}
