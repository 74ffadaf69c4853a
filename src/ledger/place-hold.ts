// Placing a hold: in one transaction it covers the stock, takes back the picks bound to it, and voids the
// reservations that can no longer be served. Gates are closed first, so no new pool slips by.
import { readItems } from '#catalog'
import { readSameLots } from '#lots'
import { readPartners } from '#partners'
import type { Accepted, Action, Command, Statement, Tx } from '#platform'
import type { HoldPlaced } from './contract.ts'
import { type PostingDocument, placeOf, settle, stand } from './post.ts'
import { refuse } from './refusals.ts'
import { unpick } from './reserve.ts'
import { saveSheet } from './save-sheet.ts'
import { openSheet } from './open-sheet.ts'
import { append, attempt, changeBalance, type Sheet } from './sheet.ts'
import type { PoolKey, SheetSerial, StandingHold } from './stock.ts'
import { addGates, closeGates, poolsOfItems } from './store.ts'
import { holdUnit } from './units.ts'

/** What a hold is to cover, and why. */
export type WantedHold = {
  readonly holdId: string
  readonly scope: 'lot' | 'lot_in_location' | 'serial' | 'item_supplier'
  readonly itemId: string
  readonly lotId: string | null
  readonly locationId: string | null
  readonly serial: string | null
  readonly supplierId: string | null
  readonly reason: string
}

const insertHolds: Statement = {
  name: 'ledger.insert-holds',
  text: `insert into ledger.hold (id, document_id, scope, item_id, lot_id, location_id, serial_id,
      supplier_id, reason, placed_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
      $7::uuid[], $8::uuid[], $9::text[], $10::timestamptz[])`,
}
const holdSerials: Statement = {
  name: 'ledger.hold-serials',
  text: `update ledger.serial s set holds = s.holds + h.holds
    from (select id, count(*)::int as holds from unnest($1::uuid[]) as i(id) group by id) h where s.id = h.id`,
}

/** Writes the facts of holds; before the sheet that has what they cover is saved. */
export function saveHolds(tx: Tx, rows: readonly (readonly unknown[])[]): void {
  if (rows.length === 0) return
  tx.write(insertHolds, Array.from({ length: 10 }, (_, at) => rows.map((row) => row[at])))
}

/** Places holds. What was picked of the stock goes back; its shortfall of reservations is voided. */
export const placeHold: Action<WantedHold, HoldPlaced> = {
  kind: 'hold',
  permission: 'hold.place',
  constraints: {
    hold_pkey: ({ payload }) => refuse('hold_id_taken', { holdId: payload.holdId }),
  },
  async run(ctx, commands) {
    const itemIds = [...new Set(commands.map(({ payload }) => payload.itemId))]
    ctx.tx.write(addGates, [itemIds])
    await ctx.tx.read(closeGates, [itemIds])
    type Key = { item_id: string; owner_id: string; site_id: string }
    const keys = await ctx.tx.read<Key>(poolsOfItems, [itemIds])
    const pools = keys.map((k): PoolKey => ({ itemId: k.item_id, ownerId: k.owner_id, siteId: k.site_id }))
    const sheet = await openSheet(ctx, pools, {
      placeIds: commands.flatMap(({ payload }) => payload.locationId ?? []),
      lotIds: commands.flatMap(({ payload }) => payload.lotId ?? []),
      serials: commands.flatMap(({ payload: { itemId, serial } }) =>
        serial === null ? [] : [{ itemId, code: serial }],
      ),
    })
    const [items, same, suppliers] = await Promise.all([
      readItems(ctx.tx, itemIds),
      readSameLots(ctx.tx, commands.flatMap(({ payload }) => payload.lotId ?? [])),
      readPartners(ctx.tx, commands.flatMap(({ payload }) => payload.supplierId ?? [])),
    ])
    const holds: { command: Command<WantedHold>; serialId: string | null }[] = []
    const results = commands.map((command) =>
      attempt(sheet, () => {
        const unit = judge(sheet, command.payload, { items, suppliers })
        const accepted = cover(sheet, command, unit, same.get(command.payload.lotId ?? '') ?? [])
        append(sheet, holds, { command, serialId: unit?.id ?? null })
        return accepted
      }),
    )
    saveHolds(
      ctx.tx,
      holds.map(({ command: { id, payload: p, occurredAt }, serialId }) => [
        p.holdId, id, p.scope, p.itemId, p.lotId, p.locationId, serialId, p.supplierId, p.reason, occurredAt,
      ]),
    )
    const serials = holds.flatMap(({ serialId }) => serialId ?? [])
    if (serials.length > 0) ctx.tx.write(holdSerials, [serials])
    saveSheet(ctx.tx, sheet)
    return results
  },
}

type Known = { has(id: string): boolean }

// What a hold needs is there; gives the unit when it is about one.
function judge(sheet: Sheet, wanted: WantedHold, known: { items: Known; suppliers: Known }): SheetSerial | null {
  const { scope, itemId, lotId, locationId, supplierId } = wanted
  const needs = { lot: 'a lot', lot_in_location: 'a lot and a location', serial: 'a serial',
    item_supplier: 'a supplier' }[scope]
  const complete =
    scope === 'lot' ? lotId !== null
      : scope === 'lot_in_location' ? lotId !== null && locationId !== null
        : scope === 'serial' ? wanted.serial !== null
          : supplierId !== null
  if (!complete) throw refuse('hold_scope_incomplete', { scope, needs })
  if (!known.items.has(itemId)) throw refuse('item_unknown', { itemId })
  if (lotId !== null) {
    const lot = sheet.lots.get(lotId)
    if (lot === undefined) throw refuse('lot_unknown', { lotId })
    if (lot.itemId !== itemId) throw refuse('lot_of_other_item', { lotId, itemId })
  }
  if (locationId !== null) placeOf(sheet, locationId)
  if (supplierId !== null && !known.suppliers.has(supplierId)) throw refuse('hold_supplier_unknown', { supplierId })
  if (scope !== 'serial') return null
  const serial = sheet.serials.get(itemId + wanted.serial)
  if (serial === undefined) throw refuse('serial_unknown', { itemId, serial: wanted.serial ?? '' })
  return serial
}

function cover(sheet: Sheet, command: Command<WantedHold>, unit: SheetSerial | null, same: readonly string[]): Accepted<HoldPlaced> {
  const { payload } = command
  const byLot = payload.scope === 'lot' || payload.scope === 'lot_in_location'
  const standing: StandingHold = {
    holdId: payload.holdId,
    itemId: payload.itemId,
    lotId: byLot ? payload.lotId : null,
    locationId: payload.scope === 'lot_in_location' ? payload.locationId : null,
    serialId: unit?.id ?? null,
    supplierId: payload.scope === 'item_supplier' ? payload.supplierId : null,
  }
  let [unpicked, voided] = [0n, 0n]
  // Lots read as one are one: whoever holds it means all of it.
  for (const one of byLot ? same.map((lotId) => ({ ...standing, lotId })) : [standing]) {
    const back = byLot ? coverStock(sheet, command, one) : unit !== null ? coverUnit(sheet, command, unit) : null
    unpicked += back?.unpicked ?? 0n
    voided += back?.voided ?? 0n
    // The scope is added after the stock is covered, so that goods going back are not counted twice.
    stand(sheet, command, one)
  }
  const answer = { holdId: payload.holdId, unpicked: String(unpicked), voided: String(voided) }
  return { answer, reason: payload.reason }
}

/** Lots turned out to be one: what stands on one of them stands on all. Gives what was taken back thereby. */
export function holdSame(sheet: Sheet, document: PostingDocument, same: Iterable<readonly string[]>): { unpicked: bigint; voided: bigint } {
  let [unpicked, voided] = [0n, 0n]
  // What a supplier brings is held as it comes; that others are of the same lot says nothing of who brought them.
  const ofSupplier = new Set(sheet.holds.flatMap((one) => (one.supplierId === null ? [] : [one.holdId])))
  for (const lotIds of same) {
    for (const hold of sheet.holds.filter((one) => one.lotId !== null && lotIds.includes(one.lotId) && !ofSupplier.has(one.holdId))) {
      for (const lotId of lotIds) {
        const stands = sheet.holds.some((one) => one.holdId === hold.holdId && one.lotId === lotId && one.locationId === hold.locationId)
        if (stands) continue
        const back = coverStock(sheet, document, { ...hold, lotId })
        unpicked += back.unpicked
        voided += back.voided
        stand(sheet, document, { ...hold, lotId })
      }
    }
  }
  return { unpicked, voided }
}

// Picks of the stock go back where they came from and are wanted again by their lines; the newest lose
// what the remaining stock cannot serve. A hold in one place takes the place they go back to as well.
function coverStock(
  sheet: Sheet,
  document: PostingDocument,
  standing: StandingHold,
): { unpicked: bigint; voided: bigint } {
  const { lotId, locationId } = standing
  let unpicked = 0n
  let voided = 0n
  const places = new Set(locationId === null ? [] : [locationId])
  for (const pool of sheet.pools) {
    if (pool.key.itemId !== standing.itemId) continue
    for (const one of [...pool.picks.values()]) {
      if (one.lotId !== lotId || one.quantity === 0n) continue
      if (locationId !== null && one.locationId !== locationId) continue
      places.add(one.fromLocationId)
      unpicked += unpick(sheet, document, {
        id: one.reservationId, key: pool.key, quantity: one.quantity, lotId: one.lotId,
      })
    }
    for (const balance of pool.balances.values()) {
      if (balance.lotId !== lotId || balance.quantity === 0n) continue
      if (locationId !== null && !places.has(balance.locationId)) continue
      changeBalance(sheet, balance, { holds: 1 })
    }
    voided += settle(sheet, pool, document, 'void')
  }
  if (locationId !== null) {
    for (const place of places) {
      if (place === locationId) continue
      stand(sheet, document, { ...standing, locationId: place })
    }
  }
  return { unpicked, voided }
}

// A picked unit goes back where it came from. One that is outside is held for the day it comes back.
function coverUnit(sheet: Sheet, document: PostingDocument, unit: SheetSerial): { unpicked: bigint; voided: bigint } {
  let unpicked = 0n
  let voided = 0n
  for (const pool of sheet.pools) {
    if (pool.key.itemId !== unit.itemId) continue
    for (const one of [...pool.picks.values()]) {
      if (one.serialId !== unit.id || one.quantity === 0n) continue
      unpicked += unpick(sheet, document, { id: one.reservationId, key: pool.key, quantity: 1n, serialId: unit.id })
    }
  }
  holdUnit(sheet, unit)
  for (const pool of sheet.pools) {
    if (pool.key.itemId === unit.itemId) voided += settle(sheet, pool, document, 'void')
  }
  return { unpicked, voided }
}

/**
 * Holds a lot in one place as part of another document (goods received with another date), and the lots read as the same.
 * The pools of all owners must be in the sheet already. The caller gives the row to `saveHolds`.
 */
export function holdLotInPlace(
  sheet: Sheet,
  command: Command<unknown>,
  wanted: { holdId: string; itemId: string; lotId: string; same: readonly string[]; locationId: string; reason: string },
): { row: readonly unknown[] } {
  const { holdId, itemId, lotId, same, locationId, reason } = wanted
  for (const one of new Set([lotId, ...same])) {
    const hold = { holdId, itemId, lotId: one, locationId, serialId: null, supplierId: null }
    coverStock(sheet, command, hold)
    stand(sheet, command, hold)
  }
  const row = [
    holdId, command.id, 'lot_in_location', itemId, lotId, locationId, null, null, reason, command.occurredAt,
  ]
  return { row }
}
