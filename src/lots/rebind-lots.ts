// Binding lots anew when their item's settings changed: what follows from a label follows from it again. It is run
// under the locks of the lots' stock.
import { readItems } from '#catalog'
import type { Context, Statement } from '#platform'
import { policyOf } from './item-policy.ts'
import { type LotFact, lotColumns, lotOf, type LotRow, writeFacts, writeLots } from './store.ts'
import { differences, type Lot, settle } from './value-rules.ts'

/** So many lots are read at a time. */
const AT_ONCE = 5_000

const lockNext: Statement = {
  name: 'lots.lock-next-of-item',
  text: `select ${lotColumns} from lots.lot where lot.item_id = $1 and lot.id > $2
    order by lot.id limit ${AT_ONCE} for update of lot`,
}

/** A lot that lasts to another day than before. */
export type Rebound = { readonly lotId: string; readonly code: string; readonly before: string | null; readonly now: string | null }

/** Binds all lots of items anew, as facts of the documents that changed the items; gives those that last otherwise. */
export async function rebindLots(
  { tx }: Context,
  changed: readonly { readonly itemId: string; readonly documentId: string }[],
): Promise<Map<string, Rebound[]>> {
  const items = await readItems(tx, changed.map(({ itemId }) => itemId))
  const rebound = new Map<string, Rebound[]>()
  for (const { itemId, documentId } of changed) {
    const item = items.get(itemId)
    if (item === undefined) continue
    const found: Rebound[] = []
    let last = '00000000-0000-0000-0000-000000000000'
    for (let more = true; more; ) {
      const lots = (await tx.read<LotRow>(lockNext, [itemId, last])).map(lotOf)
      last = lots.at(-1)?.id ?? last
      more = lots.length === AT_ONCE
      const pairs = lots.map((before) => ({ before, after: settle(before, policyOf(item)) })).filter(differs)
      writeLots(tx, pairs.map(({ after }) => after))
      writeFacts(tx, pairs.flatMap(({ before, after }) => factsOf(documentId, before, after)))
      found.push(...pairs.map(({ before, after }) => ({
        lotId: after.id, code: after.code, before: before.bindingOn, now: after.bindingOn,
      })))
    }
    rebound.set(itemId, found.filter(({ before, now }) => before !== now))
  }
  return rebound
}

function differs({ before, after }: { before: Lot; after: Lot }): boolean {
  return differences(before, after).length > 0
}

function factsOf(documentId: string, before: Lot, after: Lot): LotFact[] {
  return differences(before, after).map((fact) => ({ ...fact, documentId, lotId: after.id }))
}
