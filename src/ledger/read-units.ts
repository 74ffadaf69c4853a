// Reading the units with their own number of locked pools: those picked, those somebody may choose, and how
// many there are. Only pools of items that were ever followed by serial are asked.
import type { Statement, Tx } from '#platform'
import type { Pool, SheetSerial } from './stock.ts'
import { poolText } from './stock.ts'

const keys = `unnest($1::uuid[], $2::uuid[], $3::uuid[]) as k(item_id, owner_id, site_id)`
const ofPool = `(t.item_id, t.owner_id, t.site_id) = (k.item_id, k.owner_id, k.site_id)`
const ofBalance = `(s.item_id, s.lot_id, s.location_id) = (t.item_id, t.lot_id, t.location_id)
        and s.owner_id = t.owner_id`
const columns = 's.id, s.item_id, s.code, s.lot_id, s.owner_id, s.location_id, s.holds'

/** How many units a lot has in each place of the pools, and how many are held. */
const countUnits: Statement = {
  name: 'ledger.count-units',
  text: `select t.item_id, t.owner_id, t.site_id, t.lot_id, t.location_id, count(*)::bigint as units,
      count(*) filter (where s.holds > 0)::bigint as held
    from ${keys} join ledger.balance t on ${ofPool} join ledger.serial s on ${ofBalance}
    group by 1, 2, 3, 4, 5`,
}
const pickedUnits: Statement = {
  name: 'ledger.picked-units',
  text: `select ${columns} from ${keys} join ledger.pick t on ${ofPool}
    join ledger.serial s on s.id = t.serial_id`,
}
// $4: so many of each lot in each place; $5: in these places only, held ones as well.
const freeUnits: Statement = {
  name: 'ledger.free-units',
  text: `select u.* from ${keys} join ledger.balance t on ${ofPool} cross join lateral (
      select ${columns} from ledger.serial s
      where ${ofBalance} and ($5::uuid[] is not null or s.holds = 0) order by s.code limit $4::bigint) u
    where $5::uuid[] is null or t.location_id = any($5::uuid[])`,
}

/** Which units an action may choose: the first so many of each lot and place, or all of some places. */
export type WantedUnits = { readonly most: bigint } | { readonly placeIds: readonly string[] }

/** A unit as the database has it. */
export type SerialRow = {
  id: string; item_id: string; code: string; lot_id: string; owner_id: string; location_id: string; holds: number
}
type CountRow = {
  item_id: string; owner_id: string; site_id: string; lot_id: string; location_id: string
  units: bigint; held: bigint
}

/** Reads the units of pools into them, and gives those an action may name or choose. */
export async function readUnits(
  reader: { readonly read: Tx['read'] },
  pools: readonly Pool[],
  wanted: WantedUnits | undefined,
): Promise<SheetSerial[]> {
  const arrays = [pools.map(({ key }) => key.itemId), pools.map(({ key }) => key.ownerId), pools.map(({ key }) => key.siteId)]
  const most = wanted !== undefined && 'most' in wanted ? wanted.most : null
  const places = wanted !== undefined && 'placeIds' in wanted ? wanted.placeIds : null
  const [counts, picked, free] = await Promise.all([
    reader.read<CountRow>(countUnits, arrays),
    reader.read<SerialRow>(pickedUnits, arrays),
    wanted === undefined ? [] : reader.read<SerialRow>(freeUnits, [...arrays, most, places]),
  ])
  const byKey = new Map(pools.map((pool) => [poolText(pool.key), pool]))
  for (const row of counts) {
    const pool = byKey.get(poolText({ itemId: row.item_id, ownerId: row.owner_id, siteId: row.site_id }))
    pool?.units.set(row.lot_id + row.location_id, { count: row.units, held: row.held })
  }
  return [...picked, ...free].map(serialOf)
}

/** A unit of a row. */
export function serialOf(row: SerialRow): SheetSerial {
  return {
    id: row.id, itemId: row.item_id, code: row.code, lotId: row.lot_id, ownerId: row.owner_id,
    locationId: row.location_id, holds: row.holds, firstLocationId: null,
  }
}
