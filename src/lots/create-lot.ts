import { holdItems } from '#catalog'
import { NIL, Refusal } from '#kernel'
import { readPartners } from '#partners'
import type { Accepted, Action } from '#platform'
import type { CreateLot, LotCreated } from './contract.ts'
import { policyOf } from './item-policy.ts'
import { lookAlikes } from './look-alike-rules.ts'
import { refuse } from './refusals.ts'
import { judgeNewLot, keyOf } from './rules.ts'
import {
  type AttributeValue,
  findLotsByKey,
  readAttributes,
  readLots,
  readRecentCodes,
  writeAttributes,
  writeNewLots,
} from './store.ts'
import { type Lot, type LotDates, settle } from './value-rules.ts'

/** Makes lots. The answer names codes of the same item that are easily taken for the new one. */
export const createLot: Action<CreateLot, LotCreated> = {
  kind: 'create-lot',
  permission: 'lot.write',
  constraints: {
    lot_code_key: ({ payload }) => refuse('lot_code_taken', { code: payload.code, lotId: null }),
    lot_pkey: ({ id, payload }) => refuse('lot_exists', { lotId: payload.lotId ?? id }),
  },
  async run({ tx }, commands) {
    const wanted = commands.map(({ id, payload }) => {
      return { ...payload, lotId: payload.lotId ?? id, originId: payload.originId ?? NIL }
    })
    const itemIds = wanted.map(({ itemId }) => itemId)
    const [items, partners, known, taken, attributes, codes] = await Promise.all([
      holdItems(tx, itemIds),
      readPartners(
        tx,
        wanted.map(({ originId }) => originId),
      ),
      readLots(
        tx,
        wanted.map(({ lotId }) => lotId),
      ),
      findLotsByKey(tx, wanted),
      readAttributes(
        tx,
        wanted.flatMap((lot) => Object.keys(lot.attributes ?? {})),
      ),
      readRecentCodes(tx, itemIds),
    ])
    const ids = new Set(known.keys())
    const takenBy = new Map([...taken].map(([key, { id }]) => [key, id]))
    const originIds = new Set(partners.keys())
    const made: Lot[] = []
    const values: AttributeValue[] = []
    const results = wanted.map((lot): Accepted<LotCreated> | Refusal => {
      const judged = judgeNewLot(lot, {
        exists: ids.has(lot.lotId),
        item: items.get(lot.itemId),
        takenBy: takenBy.get(keyOf(lot)),
        originIds,
        attributes,
      })
      if (judged instanceof Refusal) return judged
      const whole = settle(newLot(lot, judged.dates), policyOf(judged.item))
      const { id: lotId, code, bindingOn, bestBeforeDerived } = whole
      const alike = lookAlikes(code, codes.get(lot.itemId) ?? []).map((each) => each.code)
      ids.add(lotId)
      takenBy.set(keyOf(lot), lotId)
      codes.get(lot.itemId)?.push(code)
      made.push(whole)
      for (const [name, value] of Object.entries(lot.attributes ?? {})) {
        values.push({ lotId, name, value })
      }
      return { answer: { lotId, code, bindingOn, bestBeforeDerived, lookAlikes: alike } }
    })
    writeNewLots(tx, made)
    writeAttributes(tx, values)
    return results
  },
}

function newLot(wanted: CreateLot & { lotId: string; originId: string }, dates: LotDates): Lot {
  return {
    id: wanted.lotId,
    itemId: wanted.itemId,
    code: wanted.code,
    originId: wanted.originId,
    ownCode: wanted.ownCode ?? null,
    regulatoryCode: wanted.regulatoryCode ?? null,
    regulatorySource: wanted.regulatorySource ?? null,
    facility: wanted.facility ?? null,
    dates,
    bestBeforeDerived: false,
    bindingOn: null,
    receivedOn: wanted.receivedOn ?? null,
    mergedIntoId: null,
  }
}
