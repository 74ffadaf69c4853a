// A shop to measure on: items with lots in bins, one channel, one site. Made by plain SQL, checked afterwards.
import { newId, type Database } from '#platform'
import { createLocation, OPENING } from '#locations'
import { createChannel } from '#orders'
import { SELF } from '#partners'
import { performOne } from '#platform'

/** Who the bench acts as. */
export const actor = {
  id: newId(),
  permissions: new Set([
    'item.write', 'location.write', 'order.write', 'order.pick', 'order.ship', 'stock.move', 'document.back-date',
  ]),
}

/** One command of the bench. */
export function command<Payload>(payload: Payload) {
  return { id: newId(), actor, occurredAt: new Date(), payload }
}

/** A seeded shop. */
export type Shop = {
  readonly siteId: string
  readonly binId: string
  readonly otherBinId: string
  readonly stagingId: string
  readonly channelId: string
  readonly items: readonly string[]
  readonly lots: ReadonlyMap<string, readonly string[]>
}

/** Seeds `items` items with `lots` lots each of `each` units in one bin. */
export async function seedShop(
  database: Database,
  size: { items: number; lots: number; each: bigint },
): Promise<Shop> {
  const siteId = newId()
  const { parts } = (await performOne(
    database,
    createLocation,
    command({ locationId: siteId, code: `BENCH-${siteId.slice(-8)}`, name: 'Bench', kind: 'site' as const, timeZone: 'UTC' }),
  )) as { parts: { storage: string; staging: string; quarantine: string } }
  const otherBinId = newId()
  await performOne(
    database,
    createLocation,
    command({
      locationId: otherBinId, code: `B-${otherBinId.slice(-8)}`, name: 'Other', kind: 'bin' as const, parentId: siteId,
    }),
  )
  const channelId = newId()
  await performOne(
    database,
    createChannel,
    command({
      channelId, code: `CH-${channelId.slice(-8)}`, name: 'Bench', leastLifeDays: null, transitDays: 1, policy: 'fefo',
    }),
  )
  const items = Array.from({ length: size.items }, () => newId())
  const lots = new Map(items.map((item) => [item, Array.from({ length: size.lots }, () => newId())]))
  const { pool } = database
  await pool.query(
    `insert into catalog.item (id, owner_id, sku, name, base_unit, recorded_at)
     select id, $2, 'B-' || id, 'Bench item', 'piece', now() from unnest($1::uuid[]) as id`,
    [items, SELF],
  )
  await pool.query(
    `insert into catalog.tracking_mode (item_id, nth, from_on, mode, document_id)
     select id, 1, '2020-01-01', 'lot', id from unnest($1::uuid[]) as id`,
    [items],
  )
  const rows = items.flatMap((item) => (lots.get(item) ?? []).map((lot, nth) => ({ item, lot, nth })))
  const document = newId()
  await pool.query(
    `insert into lots.lot (id, item_id, code, origin_id, best_before_on, best_before_precision, binding_on,
       received_on, recorded_at)
     select lot, item, 'L' || nth, $4, current_date + 30 + nth * 7, 'day', current_date + 30 + nth * 7,
       current_date - 30 + nth, now()
     from unnest($1::uuid[], $2::uuid[], $3::int[]) as t(lot, item, nth)`,
    [rows.map((r) => r.lot), rows.map((r) => r.item), rows.map((r) => r.nth), SELF],
  )
  await pool.query(
    `insert into platform.document (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
     values ($1::uuid, 'opening', $2, now(), now(), '', json_build_object('documentId', $1::uuid, 'number', $1::uuid, 'lines', '[]'::json))`,
    [document, actor.id],
  )
  await pool.query('insert into platform.unsequenced values ($1)', [document])
  await pool.query(
    `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id, from_location_id,
       to_location_id, quantity, occurred_at)
     select $1, row_number() over (), 'opening', item, lot, $4, $5, $6, $7, (select d.occurred_at from platform.document d where d.id = $1)
     from unnest($2::uuid[], $3::uuid[]) as t(item, lot)`,
    [document, rows.map((r) => r.item), rows.map((r) => r.lot), SELF, OPENING, parts.storage, size.each],
  )
  await pool.query(
    'insert into ledger.pool (item_id, owner_id, site_id) select id, $2, $3 from unnest($1::uuid[]) as id',
    [items, SELF, siteId],
  )
  await pool.query('insert into ledger.item_gate select unnest($1::uuid[]) on conflict do nothing', [items])
  await pool.query(
    `insert into ledger.balance (item_id, owner_id, site_id, lot_id, location_id, quantity)
     select item, $3, $4, lot, $5, $6 from unnest($1::uuid[], $2::uuid[]) as t(item, lot)`,
    [rows.map((r) => r.item), rows.map((r) => r.lot), SELF, siteId, parts.storage, size.each],
  )
  await pool.query('vacuum analyze')
  return { siteId, binId: parts.storage, otherBinId, stagingId: parts.staging, channelId, items, lots }
}

/** The same numbers every time (mulberry32). Gives fractions in [0, 1). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
