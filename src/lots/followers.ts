// Lots that are read as another last as long as that one: its dates decide, and they follow when it gets others.
import type { Statement } from '#platform'
import { type LotFact, lotColumns, lotOf, type LotRow, type Reader } from './store.ts'
import { differences, type Lot } from './value-rules.ts'

const lockFollowers: Statement = {
  name: 'lots.lock-followers',
  text: `with recursive follower as (
      select id, merged_into_id as first_id from lots.lot where merged_into_id = any($1::uuid[])
      union all
      select l.id, f.first_id from follower f join lots.lot l on l.merged_into_id = f.id)
    select follower.first_id as "endId", ${lotColumns} from follower join lots.lot on lot.id = follower.id
    order by lot.id for update of lot`,
}

/** The lots that are read as these, locked, in the order of their ids. */
export async function readFollowers(tx: Reader, lotIds: readonly string[]): Promise<{ readonly endId: string; readonly lot: Lot }[]> {
  if (lotIds.length === 0) return []
  const rows = await tx.read<LotRow & { endId: string }>(lockFollowers, [[...new Set(lotIds)]])
  return rows.map(({ endId, ...row }) => ({ endId, lot: lotOf(row) }))
}

const sameLots: Statement = {
  name: 'lots.same-lots',
  text: `with recursive above as (
      select id as asked, id, merged_into_id from lots.lot where id = any($1::uuid[])
      union all
      select a.asked, l.id, l.merged_into_id from above a join lots.lot l on l.id = a.merged_into_id),
    same as (
      select asked, id from above where merged_into_id is null
      union all
      select s.asked, l.id from same s join lots.lot l on l.merged_into_id = s.id)
    select asked, array_agg(id::text order by id) as "lotIds" from same group by asked`,
}

/** Each of these lots with all that are read as the same, itself among them. */
export async function readSameLots(tx: Reader, lotIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (lotIds.length === 0) return new Map()
  const rows = await tx.read<{ asked: string; lotIds: string[] }>(sameLots, [[...new Set(lotIds)]])
  return new Map(rows.map(({ asked, lotIds: same }) => [asked, same]))
}

/** A lot with the dates of the one it is read as. */
export function follow(lot: Lot, { dates, bestBeforeDerived, bindingOn }: Lot): Lot {
  return { ...lot, dates, bestBeforeDerived, bindingOn }
}

/** The followers that differ from the lots they are read as, with these dates, and the facts of a document that say so. */
export function followed(
  followers: readonly { readonly endId: string; readonly lot: Lot }[],
  ends: ReadonlyMap<string, Lot>,
  documentOf: (endId: string) => string,
): { readonly lots: Lot[]; readonly facts: LotFact[] } {
  const pairs = followers.flatMap(({ endId, lot }) => {
    const end = ends.get(endId)
    return end === undefined ? [] : [{ endId, before: lot, after: follow(lot, end) }]
  }).filter(({ before, after }) => differences(before, after).length > 0)
  return {
    lots: pairs.map(({ after }) => after),
    facts: pairs.flatMap(({ endId, before, after }) =>
      differences(before, after).map((fact) => ({ ...fact, documentId: documentOf(endId), lotId: after.id }))),
  }
}
