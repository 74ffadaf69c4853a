// Releasing a hold: what it covered is free again, unless another hold stands.
import type { Refusal } from '#kernel'
import type { Accepted, Action, Command, Statement } from '#platform'
import type { HoldReleased } from './contract.ts'
import { refuse } from './refusals.ts'
import { addGates, closeGates, poolsOfItems } from './store.ts'

/** Which hold, and why it may go. */
export type Release = { readonly holdId: string; readonly reason: string }

const findHolds: Statement = {
  name: 'ledger.find-holds',
  text: `select h.id, h.item_id, h.serial_id, r.hold_id is not null as released
    from ledger.hold h left join ledger.hold_release r on r.hold_id = h.id where h.id = any($1::uuid[])`,
}
/** Locks all pools of items and counts them up: what is kept of them elsewhere no longer holds. */
const countUpPools: Statement = {
  name: 'ledger.count-up-pools',
  text: `with locked as materialized (
      select item_id, owner_id, site_id from ledger.pool where item_id = any($1::uuid[])
      order by item_id, owner_id, site_id for update)
    update ledger.pool p set version = p.version + 1 from locked l
    where (p.item_id, p.owner_id, p.site_id) = (l.item_id, l.owner_id, l.site_id)`,
}
const insertReleases: Statement = {
  name: 'ledger.insert-releases',
  text: `insert into ledger.hold_release (hold_id, document_id, reason, released_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])`,
}
const freeBalances: Statement = {
  name: 'ledger.free-balances',
  text: `with gone as (
      select s.hold_id, s.item_id, s.lot_id, s.location_id from ledger.standing_hold s
      where s.hold_id = any($1::uuid[]) and s.lot_id is not null),
    less as (
      select b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id, count(*)::int as holds
      from ledger.balance b join gone g on g.item_id = b.item_id and g.lot_id = b.lot_id
        and (g.location_id is null or g.location_id = b.location_id)
      group by 1, 2, 3, 4, 5)
    update ledger.balance b set holds = b.holds - l.holds from less l
    where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id)
      = (l.item_id, l.owner_id, l.site_id, l.lot_id, l.location_id)`,
}
const freeSerials: Statement = {
  name: 'ledger.free-serials',
  text: `update ledger.serial s set holds = s.holds - h.holds
    from (select id, count(*)::int as holds from unnest($1::uuid[]) as i(id) group by id) h where s.id = h.id`,
}
const removeStanding: Statement = {
  name: 'ledger.remove-standing',
  text: 'delete from ledger.standing_hold where hold_id = any($1::uuid[])',
}

/** Releases holds, each once, with a reason. */
export const releaseHold: Action<Release, HoldReleased> = {
  kind: 'release',
  permission: 'hold.release',
  async run(ctx, commands) {
    type Row = { id: string; item_id: string; serial_id: string | null; released: boolean }
    const ids = [commands.map(({ payload }) => payload.holdId)]
    const first = await ctx.tx.read<Row>(findHolds, ids)
    const itemIds = [...new Set(first.map((row) => row.item_id))]
    ctx.tx.write(addGates, [itemIds])
    ctx.tx.write(closeGates, [itemIds])
    ctx.tx.write(poolsOfItems, [itemIds])
    const locked = ctx.tx.read(countUpPools, [itemIds])
    // Read again under the locks: a release that came first is seen.
    const [rows] = await Promise.all([ctx.tx.read<Row>(findHolds, ids), locked])
    const holds = new Map(rows.map((row) => [row.id, row]))
    const released: Command<Release>[] = []
    const results = commands.map((command): Accepted<HoldReleased> | Refusal => {
      const { holdId, reason } = command.payload
      const hold = holds.get(holdId)
      if (hold === undefined) return refuse('hold_unknown', { holdId })
      if (hold.released) return refuse('hold_released', { holdId })
      holds.set(holdId, { ...hold, released: true })
      released.push(command)
      return { answer: { holdId }, reason }
    })
    if (released.length > 0) {
      const gone = released.map(({ payload }) => payload.holdId)
      ctx.tx.write(freeBalances, [gone])
      const serials = gone.flatMap((id) => holds.get(id)?.serial_id ?? [])
      ctx.tx.write(freeSerials, [serials])
      ctx.tx.write(removeStanding, [gone])
      ctx.tx.write(insertReleases, [
        gone, released.map(({ id }) => id), released.map(({ payload }) => payload.reason),
        released.map(({ occurredAt }) => occurredAt),
      ])
    }
    return results
  },
}
