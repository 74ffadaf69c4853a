// Judging and writing merges of lots; it is run under the locks of their stock.
import type { Refusal } from '#kernel'
import type { Accepted, Command, Context, Statement } from '#platform'
import type { MergeLots } from './contract.ts'
import { refuseMerge } from './rules.ts'
import { type LotFact, lockLots, resolveLots, writeFacts, writeLots } from './store.ts'
import type { Lot } from './value-rules.ts'

const insertMerges: Statement = {
  name: 'lots.insert-merges',
  text: `insert into lots.merge (document_id, lot_id, into_lot_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
}

/** Says of lots that they turned out to be others. The first is read as the second from then on. */
export async function mergeLotsIn(
  { tx }: Context,
  commands: readonly Command<MergeLots>[],
): Promise<(Accepted | Refusal)[]> {
  const ids = commands.flatMap(({ payload }) => [payload.lotId, payload.intoLotId])
  const lots = await lockLots(tx, ids)
  const ends = await resolveLots(tx, ids)
  const merges: { documentId: string; lotId: string; intoLotId: string }[] = []
  const merged: Lot[] = []
  const facts: LotFact[] = []
  const results = commands.map(({ id, payload }): Accepted | Refusal => {
    const { lotId, intoLotId, reason } = payload
    const [lot, into] = [lots.get(lotId), lots.get(intoLotId)]
    const endOfTarget = endOf(ends, intoLotId)
    const refusal = refuseMerge(payload, { lot, into, endOfTarget })
    if (refusal !== null) return refusal
    if (lot === undefined) throw new Error(`Lot ${lotId} was judged unseen.`)
    const after = { ...lot, mergedIntoId: intoLotId }
    lots.set(lotId, after)
    ends.set(lotId, intoLotId)
    merged.push(after)
    merges.push({ documentId: id, lotId, intoLotId })
    facts.push({ documentId: id, lotId, field: 'mergedInto', old: null, new: intoLotId })
    return { answer: { lotId, intoLotId }, reason }
  })
  if (merges.length > 0) {
    tx.write(insertMerges, [
      merges.map(({ documentId }) => documentId),
      merges.map(({ lotId }) => lotId),
      merges.map(({ intoLotId }) => intoLotId),
    ])
  }
  writeLots(tx, merged)
  writeFacts(tx, facts)
  return results
}

// What a lot is read as, merges of this set included.
function endOf(ends: ReadonlyMap<string, string>, lotId: string): string {
  let end = lotId
  for (let next = ends.get(end); next !== undefined && next !== end; next = ends.get(end))
    end = next
  return end
}
