// What a plan is made of: steps of half a week, each a list of what happened, by codes and never by ids.
import type { ChannelCode } from './goods.ts'
import type { Person } from './people.ts'

/** How much is planned. */
export type PlanSize = { readonly days: number; readonly orders: number }

/** So much of an item. */
export type Amount = { readonly sku: string; readonly quantity: number }
/** So much of a lot. */
export type LotAmount = Amount & { readonly lot: string }

export type PlannedAnnouncement = { readonly number: string; readonly at: string; readonly supplier: string; readonly expectedOn: string; readonly lines: readonly Amount[] }
export type PlannedReceipt = {
  readonly number: string
  readonly at: string
  readonly supplier: string
  readonly announcement: string
  readonly lines: readonly (LotAmount & { readonly produced: string; readonly lastsTo: string | null; readonly isUseBy: boolean; readonly why: string | null })[]
}
export type PlannedRun = {
  readonly kind: 'make' | 'repack' | 'kit'
  readonly name: string
  readonly at: string
  readonly inputs: readonly LotAmount[]
  readonly output: LotAmount & { readonly produced: string; readonly bestBefore: string }
}
export type PlannedOrder = {
  readonly number: string
  readonly at: string
  readonly customer: string | null
  readonly guest: string | null
  readonly channel: ChannelCode
  readonly through: 'reserved' | 'picked' | 'shipped'
  readonly lines: readonly Amount[]
}
export type PlannedReturn = { readonly number: string; readonly at: string; readonly customer: string; readonly line: Amount; readonly lot: string | null }
export type PlannedHold = { readonly name: string; readonly at: string; readonly sku: string; readonly lot: string; readonly reason: string }
export type PlannedRelease = { readonly hold: string; readonly at: string; readonly reason: string }

/** Half a week. What stands in it is done in the order of its members. */
export type PlannedStep = {
  readonly on: string
  readonly newCustomers: readonly Person[]
  readonly announcements: readonly PlannedAnnouncement[]
  /** Announcements of which nothing more will come. */
  readonly givenUp: readonly { readonly number: string; readonly at: string }[]
  readonly releases: readonly PlannedRelease[]
  readonly receipts: readonly PlannedReceipt[]
  readonly holds: readonly PlannedHold[]
  readonly roasts: readonly PlannedRun[]
  readonly blends: readonly PlannedRun[]
  readonly packs: readonly PlannedRun[]
  readonly kits: readonly PlannedRun[]
  /** What lasts no longer than the day before is destroyed. */
  readonly clearsOut: boolean
  /** What these orders still wait for is cancelled. */
  readonly noLongerWaiting: readonly string[]
  readonly orders: readonly PlannedOrder[]
  readonly returns: readonly PlannedReturn[]
}

/** Eighteen months of a company. */
export type DemoPlan = {
  readonly begins: string
  readonly steps: readonly PlannedStep[]
  /** What it comes to, as the plan itself reckons. */
  readonly counts: { readonly orders: number; readonly lots: number; readonly short: number; readonly commands: number }
  readonly suspect: { readonly sku: string; readonly lot: string; readonly returns: number }
}
