// Changing and merging lots under the locks of their stock: reservations depend on dates and identity, so
// what a new date leaves unserved is voided in the same transaction, newest first.
import type { Refusal } from '#kernel'
import { changeLotsIn, mergeLotsIn } from '#lots'
import type { Accepted, Action, Command, Context, Statement } from '#platform'
import { settle } from './post.ts'
import { unpickUnfit } from './reserve.ts'
import { saveSheet } from './save-sheet.ts'
import { openSheet } from './sheet.ts'
import type { PoolKey } from './stock.ts'
import { poolsOfItems } from './store.ts'

type Changes = Parameters<typeof changeLotsIn>[1]
type Change = Changes extends readonly Command<infer Payload>[] ? Payload : never
type Merges = Parameters<typeof mergeLotsIn>[1]
type Merge = Merges extends readonly Command<infer Payload>[] ? Payload : never

const itemsOfLots: Statement = {
  name: 'ledger.items-of-lots',
  text: 'select distinct item_id as "itemId" from lots.lot where id = any($1::uuid[])',
}

/** Changes lots: dates, codes, attributes. Needs a reason where an existing value changes. */
export const changeLot: Action<Change> = {
  kind: 'change_lot',
  permission: 'lot.write',
  run: (ctx, commands) =>
    underLocks(ctx, commands, commands.map(({ payload }) => payload.lotId), () => changeLotsIn(ctx, commands)),
}

/** Says that two lots are one. */
export const mergeLots: Action<Merge> = {
  kind: 'merge_lots',
  permission: 'lot.write',
  run: (ctx, commands) =>
    underLocks(ctx, commands, commands.flatMap(({ payload }) => [payload.lotId, payload.intoLotId]), () =>
      mergeLotsIn(ctx, commands),
    ),
}

async function underLocks(
  ctx: Context,
  commands: readonly Command<unknown>[],
  lotIds: readonly string[],
  change: () => Promise<(Accepted | Refusal)[]>,
): Promise<(Accepted | Refusal)[]> {
  type Key = { item_id: string; owner_id: string; site_id: string }
  const items = await ctx.tx.read<{ itemId: string }>(itemsOfLots, [[...new Set(lotIds)]])
  const keys = await ctx.tx.read<Key>(poolsOfItems, [items.map(({ itemId }) => itemId)])
  const pools = keys.map((k): PoolKey => ({ itemId: k.item_id, ownerId: k.owner_id, siteId: k.site_id }))
  await openSheet(ctx, pools)
  const results = await change()
  // Read again, now with the new dates. The last accepted command answers for what it leaves unserved.
  const last = commands.filter((_, at) => results[at] !== undefined && 'answer' in (results[at] ?? {})).at(-1)
  if (last === undefined) return results
  const sheet = await openSheet(ctx, pools)
  for (const pool of sheet.pools) {
    unpickUnfit(sheet, pool, last)
    settle(sheet, pool, last, 'void')
  }
  saveSheet(ctx.tx, sheet)
  return results
}
