// Changing and merging lots under the locks of their stock: reservations depend on dates and identity, so
// what a new date leaves unserved is voided in the same transaction, newest first. An item's settings that say what
// its lots last to are changed here for the same reason.
import type { LotChanged, LotsMerged } from '#lots/contract'
import type { ItemChanged } from '#catalog/contract'
import { changeItemsIn, changesDates, lockItems } from '#catalog'
import { Refusal } from '#kernel'
import { changeLotsIn, mergeLotsIn, readSameLots, rebindLots } from '#lots'
import type { Accepted, Action, Command, Context, Statement } from '#platform'
import { holdSame } from './place-hold.ts'
import { settle } from './post.ts'
import { unpickUnfit } from './reserve.ts'
import { saveSheet } from './save-sheet.ts'
import { openSheet } from './open-sheet.ts'
import type { Sheet } from './sheet.ts'
import type { PoolKey } from './stock.ts'
import { poolsOfItems } from './store.ts'

type Changes = Parameters<typeof changeLotsIn>[1]
type Change = Changes extends readonly Command<infer Payload>[] ? Payload : never
type Merges = Parameters<typeof mergeLotsIn>[1]
type Merge = Merges extends readonly Command<infer Payload>[] ? Payload : never

type ItemChange = Parameters<typeof changeItemsIn>[1][number]['payload']

const itemsOfLots: Statement = {
  name: 'ledger.items-of-lots',
  text: 'select distinct item_id as "itemId" from lots.lot where id = any($1::uuid[])',
}

/** The most lots of an item that a change of it tells one by one. */
const MOST_TOLD = 1_000

/**
 * Changes fields of items. Lots that last otherwise under the new settings are bound anew, picks and reservations they
 * no longer serve are taken back, and the answer tells of both.
 */
export const changeItem: Action<ItemChange, ItemChanged> = {
  kind: 'change-item',
  permission: 'item.write',
  async run(ctx, commands) {
    const itemIds = commands.map(({ payload }) => payload.itemId)
    // The items first, as whoever makes lots holds them before pools.
    await lockItems(ctx.tx, itemIds)
    return underLocks(ctx, commands, itemIds, async () => {
      const results = await changeItemsIn(ctx, commands)
      const changed = new Map(commands.flatMap(({ id, payload }, at) => {
        const result = results[at]
        if (result === undefined || result instanceof Refusal || !changesDates(result)) return []
        return [[payload.itemId, id] as const]
      }))
      if (changed.size === 0) return results
      const rebound = await rebindLots(ctx, [...changed].map(([itemId, documentId]) => ({ itemId, documentId })))
      return results.map((result, at) => {
        const command = commands[at]
        if (result instanceof Refusal || command === undefined || changed.get(command.payload.itemId) !== command.id) return result
        const lots = rebound.get(command.payload.itemId) ?? []
        return { ...result, answer: { ...result.answer, rebound: lots.length, lots: lots.slice(0, MOST_TOLD) } }
      })
    })
  },
}

/** Changes lots: dates, codes, attributes. Needs a reason where an existing value changes. */
export const changeLot: Action<Change, LotChanged> = {
  kind: 'change_lot',
  permission: 'lot.write',
  run: async (ctx, commands) =>
    underLocks(ctx, commands, await itemsOf(ctx, commands.map(({ payload }) => payload.lotId)), () => changeLotsIn(ctx, commands)),
}

/** Says that two lots are one. */
export const mergeLots: Action<Merge, LotsMerged> = {
  kind: 'merge_lots',
  permission: 'lot.write',
  run: async (ctx, commands) => {
    const itemIds = await itemsOf(ctx, commands.flatMap(({ payload }) => [payload.lotId, payload.intoLotId]))
    const same = new Map<string, readonly string[]>()
    const merge = async () => {
      const lotIds = commands.flatMap(({ payload }) => [payload.lotId, payload.intoLotId])
      for (const [lotId, lots] of await readSameLots(ctx.tx, lotIds)) same.set(lotId, lots)
      return mergeLotsIn(ctx, commands)
    }
    return underLocks(ctx, commands, itemIds, merge, async (results, sheet, last) => {
      const merged = commands.filter((_, at) => !(results[at] instanceof Refusal))
      // One after the other: a hold came to cover a lot by the merge that told so, whatever else the set tells.
      const steps = merged.map((command) => {
        const { lotId, intoLotId } = command.payload
        const lots = [...(same.get(lotId) ?? []), ...(same.get(intoLotId) ?? [])]
        for (const one of lots) same.set(one, lots)
        return holdSame(sheet, command, [lots])
      })
      // Lots without stock have no pool to lock: somebody else may have merged one of them meanwhile.
      const all = await readSameLots(ctx.tx, merged.map(({ payload }) => payload.intoLotId))
      steps.push(holdSame(sheet, last, all.values()))
      return {
        unpicked: steps.reduce((sum, { unpicked }) => sum + unpicked, 0n),
        voided: steps.reduce((sum, { voided }) => sum + voided, 0n),
      }
    })
  },
}

async function itemsOf(ctx: Context, lotIds: readonly string[]): Promise<string[]> {
  const items = await ctx.tx.read<{ itemId: string }>(itemsOfLots, [[...new Set(lotIds)]])
  return items.map(({ itemId }) => itemId)
}

/** All pools of items: a lot's dates count wherever it lies. */
export async function readPoolsOf(ctx: Context, itemIds: readonly string[]): Promise<PoolKey[]> {
  type Key = { item_id: string; owner_id: string; site_id: string }
  const keys = await ctx.tx.read<Key>(poolsOfItems, [[...new Set(itemIds)]])
  return keys.map((k) => ({ itemId: k.item_id, ownerId: k.owner_id, siteId: k.site_id }))
}

/** What else follows of a change, with the stock as it is judged now; what it took back. */
type Then<Gives> = (
  results: readonly (Accepted<Gives> | Refusal)[], sheet: Sheet, last: Command<unknown>,
) => Promise<{ unpicked: bigint; voided: bigint }>

async function underLocks<Gives>(
  ctx: Context,
  commands: readonly Command<unknown>[],
  itemIds: readonly string[],
  change: () => Promise<(Accepted<Gives> | Refusal)[]>,
  then: Then<Gives> = async () => ({ unpicked: 0n, voided: 0n }),
): Promise<(Accepted<Gives> | Refusal)[]> {
  const pools = await readPoolsOf(ctx, itemIds)
  await openSheet(ctx, pools)
  const results = await change()
  // Read again, now with the new dates. The last accepted command answers for what it leaves unserved.
  const lastAt = results.findLastIndex((result) => !(result instanceof Refusal))
  const last = commands[lastAt]
  if (last === undefined) return results
  const sheet = await openSheet(ctx, pools)
  let { unpicked, voided } = await then(results, sheet, last)
  for (const pool of sheet.pools) {
    unpicked += unpickUnfit(sheet, pool, last)
    voided += settle(sheet, pool, last, 'void')
  }
  saveSheet(ctx.tx, sheet)
  return results.map((result, at) =>
    at !== lastAt || result instanceof Refusal ? result
      : { ...result, answer: { ...result.answer, unpicked: String(unpicked), voided: String(voided) } })
}
