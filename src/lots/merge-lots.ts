// Judging and writing merges of lots; it is run under the locks of their stock. The lot merged into decides how long the
// goods last; what its label does not say and the other's does is filled in, so that no date is lost.
import { readItems } from '#catalog'
import { Refusal } from '#kernel'
import type { Accepted, Command, Context, Statement } from '#platform'
import type { LotsMerged, MergeLots } from './contract.ts'
import { follow, readFollowers } from './followers.ts'
import { policyOf } from './item-policy.ts'
import { refuseMerge } from './rules.ts'
import { type LotFact, lockLots, resolveLots, writeFacts, writeLots } from './store.ts'
import { type DatePolicy, differences, type Lot, meet, refuseOrder, taken } from './value-rules.ts'

const insertMerges: Statement = {
  name: 'lots.insert-merges',
  text: `insert into lots.merge (document_id, lot_id, into_lot_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
}

/**
 * Says of lots that they turned out to be others. The first is read as the second from then on and lasts as long; the
 * answer gives the day it lasted to before, and the day both last to now.
 */
export async function mergeLotsIn(
  { tx }: Context,
  commands: readonly Command<MergeLots>[],
): Promise<(Accepted<LotsMerged> | Refusal)[]> {
  const ids = commands.flatMap(({ payload }) => [payload.lotId, payload.intoLotId])
  const lots = await lockLots(tx, ids)
  const ends = await resolveLots(tx, ids)
  for (const { lot } of await readFollowers(tx, ids)) lots.set(lot.id, lot)
  const items = await readItems(tx, [...lots.values()].map(({ itemId }) => itemId))
  const merges: { documentId: string; lotId: string; intoLotId: string }[] = []
  const touched = new Set<string>()
  const facts: LotFact[] = []
  const results = commands.map(({ id, payload }): Accepted<LotsMerged> | Refusal => {
    const { lotId, intoLotId, reason } = payload
    const [lot, into] = [lots.get(lotId), lots.get(intoLotId)]
    const endOfTarget = endOf(ends, intoLotId)
    const refusal = refuseMerge(payload, { lot, into, endOfTarget })
    if (refusal !== null) return refusal
    const item = items.get(lot?.itemId ?? '')
    if (lot === undefined || into === undefined || item === undefined) throw new Error(`Lot ${lotId} was judged unseen.`)
    const end = withBlanksOf(lot, into, policyOf(item))
    if (end instanceof Refusal) return end
    ends.set(lotId, intoLotId)
    merges.push({ documentId: id, lotId, intoLotId })
    const before = new Map(lots)
    lots.set(intoLotId, end)
    lots.set(lotId, { ...lot, mergedIntoId: intoLotId })
    const read = [...lots.values()].filter((one) => one.id === intoLotId || readAs(lots, one) === intoLotId)
    for (const one of read) {
      const after = one.id === intoLotId ? end : follow(one, end)
      lots.set(one.id, after)
      touched.add(one.id)
      facts.push(...differences(before.get(one.id) ?? one, after).map((fact) => ({ ...fact, documentId: id, lotId: one.id })))
    }
    return { answer: { lotId, intoLotId, lastedTo: lot.bindingOn, lastsTo: end.bindingOn }, reason }
  })
  if (merges.length > 0) {
    tx.write(insertMerges, [
      merges.map(({ documentId }) => documentId),
      merges.map(({ lotId }) => lotId),
      merges.map(({ intoLotId }) => intoLotId),
    ])
  }
  writeLots(tx, [...touched].flatMap((id) => lots.get(id) ?? []))
  writeFacts(tx, facts)
  return results
}

// The lot merged into, with the dates of the other's label where its own says nothing or less exactly.
function withBlanksOf(lot: Lot, into: Lot, policy: DatePolicy): Lot | Refusal {
  const dates = lot.bestBeforeDerived ? { ...lot.dates, bestBefore: null } : lot.dates
  const came = { dates, texts: {} }
  const filled = meet(into, came).filter(({ how }) => how !== 'conflicts').map(({ field }) => field)
  const end = taken(into, came, new Set<string>(filled), policy)
  return refuseOrder(end.dates) ?? end
}

// What a lot is read as, as far as it is known here.
function readAs(lots: ReadonlyMap<string, Lot>, lot: Lot): string {
  const next = lots.get(lot.mergedIntoId ?? '')
  return next === undefined ? lot.id : readAs(lots, next)
}

// What a lot is read as, merges of this set included.
function endOf(ends: ReadonlyMap<string, string>, lotId: string): string {
  let end = lotId
  for (let next = ends.get(end); next !== undefined && next !== end; next = ends.get(end))
    end = next
  return end
}
