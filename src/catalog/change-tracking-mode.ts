import type { Refusal } from '#kernel'
import type { Accepted, Action } from '#platform'
import type { ChangeTrackingMode, TrackingModeChanged } from './contract.ts'
import { refuse } from './refusals.ts'
import { type ModeEntry, modeOn, refuseMode } from './rules.ts'
import { type ItemFact, lockItems, writeFacts, writeModes } from './store.ts'

/** Follows items otherwise from a day on. What was recorded before keeps its mode. */
export const changeTrackingMode: Action<ChangeTrackingMode, TrackingModeChanged> = {
  kind: 'change-tracking-mode',
  permission: 'item.write',
  async run({ tx }, commands) {
    const items = await lockItems(
      tx,
      commands.map(({ payload }) => payload.itemId),
    )
    const added: { itemId: string; documentId: string; nth: number; entry: ModeEntry }[] = []
    const facts: ItemFact[] = []
    const results = commands.map(({ id, payload }): Accepted<TrackingModeChanged> | Refusal => {
      const { itemId, trackingMode, fromOn, reason } = payload
      const item = items.get(itemId)
      if (item === undefined) return refuse('item_missing', { itemId })
      const refusal = refuseMode(item, fromOn)
      if (refusal !== null) return refusal
      const entry = { mode: trackingMode, fromOn }
      const modes = [...item.modes, entry]
      added.push({ itemId, documentId: id, nth: modes.length, entry })
      facts.push({
        documentId: id,
        itemId,
        field: `trackingMode from ${fromOn}`,
        old: modeOn(item.modes, fromOn),
        new: trackingMode,
      })
      items.set(itemId, { ...item, modes })
      return { answer: { itemId, trackingMode, fromOn }, reason }
    })
    writeModes(tx, added)
    writeFacts(tx, facts)
    return results
  },
}
