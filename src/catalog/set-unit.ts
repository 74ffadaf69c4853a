import type { Refusal } from '#kernel'
import type { Accepted, Action } from '#platform'
import type { UnitSet } from './contract.ts'
import { refuse } from './refusals.ts'
import { factorOn, refuseUnit, sameUnit, type Unit } from './rules.ts'
import { type ItemFact, lockItems, writeFacts, writeUnits } from './store.ts'

/** A unit's factor from a day on. */
export type SetUnitPayload = Unit & { readonly itemId: string; readonly reason?: string }

/** Gives items a pack, or a known pack another size from a day on. */
export const setUnit: Action<SetUnitPayload, UnitSet> = {
  kind: 'set-unit',
  permission: 'item.write',
  constraints: {
    item_unit_pkey: ({ payload }) =>
      refuse('unit_taken', { unit: payload.unit, fromOn: payload.fromOn }),
  },
  async run({ tx }, commands) {
    const items = await lockItems(
      tx,
      commands.map(({ payload }) => payload.itemId),
    )
    const added: { itemId: string; documentId: string; unit: Unit }[] = []
    const facts: ItemFact[] = []
    const results = commands.map(({ id, payload }): Accepted<UnitSet> | Refusal => {
      const { itemId, reason, ...unit } = payload
      const item = items.get(itemId)
      if (item === undefined) return refuse('item_missing', { itemId })
      if (item.closed) return refuse('item_closed', { sku: item.sku })
      const refusal = refuseUnit(unit, item)
      if (refusal !== null) return refusal
      if (!item.units.some((known) => sameUnit(known, unit))) {
        added.push({ itemId, documentId: id, unit })
        const before = factorOn(item.units, unit.unit, unit.fromOn)
        facts.push({
          documentId: id,
          itemId,
          field: `unit ${unit.unit} from ${unit.fromOn}`,
          old: before === null ? null : `${before.numerator}/${before.denominator}`,
          new: `${unit.numerator}/${unit.denominator}`,
        })
        items.set(itemId, { ...item, units: [...item.units, unit] })
      }
      const answer = { itemId, unit: unit.unit, fromOn: unit.fromOn }
      return reason === undefined ? { answer } : { answer, reason }
    })
    writeUnits(tx, added)
    writeFacts(tx, facts)
    return results
  },
}
