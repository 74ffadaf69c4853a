// The shapes a sheet holds in memory: what a pool has, what is set aside, what stands in the way.
import type { CalendarDate } from '#kernel'

/** The key of a pool: everything of one item, owner and site. */
export type PoolKey = { readonly itemId: string; readonly ownerId: string; readonly siteId: string }

/** A lot as stock is judged by it. */
export type StockLot = {
  readonly id: string
  readonly itemId: string
  readonly bindingOn: CalendarDate | null
  readonly useByOn: CalendarDate | null
  readonly receivedOn: CalendarDate | null
}

/** A place as stock is judged by it. */
export type Place = {
  readonly id: string
  readonly own: boolean
  readonly kind: string
  readonly role: string
  readonly siteId: string | null
  readonly oneLot: boolean
  readonly oneOwner: boolean
  readonly segregationClass: string | null
  readonly closed: boolean
}

/** What one lot has in one location. `before` is what the database has; null when no row. */
export type Balance = {
  readonly lotId: string
  readonly locationId: string
  quantity: bigint
  picked: bigint
  holds: number
  readonly before: { readonly quantity: bigint; readonly picked: bigint; readonly holds: number } | null
}

/** What stands open for an order line: reserved and not yet picked. */
export type Reservation = {
  readonly id: string
  leastOn: CalendarDate | null
  saleOn: CalendarDate
  readonly wantedLotId: string | null
  readonly reservedAt: Date
  quantity: bigint
  readonly before: bigint | null
}

/** What is picked for an order line and waits in staging. */
export type Pick = {
  readonly reservationId: string
  readonly lotId: string
  readonly locationId: string
  readonly fromLocationId: string
  readonly serialId: string
  /** What the line needs, for the day the pick is taken back. */
  readonly leastOn: CalendarDate | null
  readonly saleOn: CalendarDate
  readonly wantedLotId: string | null
  readonly reservedAt: Date
  quantity: bigint
  readonly before: bigint | null
}

/** A hold that stands: a lot everywhere (locationId null), a lot in one location, a serial, a supplier's goods. */
export type StandingHold = {
  readonly holdId: string
  readonly itemId: string
  readonly lotId: string | null
  readonly locationId: string | null
  readonly serialId: string | null
  readonly supplierId: string | null
}

/** What left without its lot being known. */
export type Unresolved = {
  readonly documentId: string
  readonly line: number
  readonly locationId: string
  readonly candidateIds: readonly string[]
  readonly quantity: bigint
}

/** One unit with its own number. `firstLocationId` is where it was when the record learned of it, for a new one. */
export type SheetSerial = {
  readonly id: string
  readonly itemId: string
  readonly code: string
  lotId: string
  ownerId: string
  locationId: string
  holds: number
  readonly firstLocationId: string | null
}

/** How many units with their own number a lot has in a place, and how many of them are held. */
export type PlaceUnits = { readonly count: bigint; readonly held: bigint }

/** Everything of one pool, as locked. */
export type Pool = {
  readonly key: PoolKey
  /** As its lock counted it up. */
  version: bigint
  readonly balances: Map<string, Balance>
  readonly reservations: Map<string, Reservation>
  readonly picks: Map<string, Pick>
  readonly unresolved: Unresolved[]
  /** Whether all there is of the pool was read, and not some lots only. */
  whole: boolean
  /** Units with their own number, by lot and location; empty for an item never followed by serial. */
  readonly units: Map<string, PlaceUnits>
}

/** The key of a pool as text. */
export function poolText({ itemId, ownerId, siteId }: PoolKey): string {
  return `${itemId}${ownerId}${siteId}`
}

/** Whether two keys are of one pool. */
export function samePool(one: PoolKey, other: PoolKey): boolean {
  return one.itemId === other.itemId && one.ownerId === other.ownerId && one.siteId === other.siteId
}
