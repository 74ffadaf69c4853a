// The statements of corrections.
import { isBinding } from '#ledger'
import type { Statement } from '#platform'

/** Where what shipped was taken from, the newest first. */
export const shelvesOf: Statement = {
  name: 'corrections.shelves-of',
  text: `select m.reference_id as "lineId", m.lot_id as "lotId", m.from_location_id as "locationId",
      max(m.document_id::text) as newest
    from ledger.movement m where m.reference_id = any($1::uuid[]) and ${isBinding}
    group by 1, 2, 3 order by newest desc, "locationId"`,
}
/**
 * What happened to lots besides certain lines (and what corrects these): whether more of them came, and whether
 * any of them moved.
 */
export const besides: Statement = {
  name: 'corrections.besides',
  text: `select m.lot_id as "lotId",
      bool_or(not a.own and b.own and (m.kind in ('receipt', 'opening', 'produce', 'adjust')
        or (m.kind = 'correct' and a.kind in ('supplier', 'opening', 'loss')))) as came
    from ledger.movement m join locations.location a on a.id = m.from_location_id
      join locations.location b on b.id = m.to_location_id
    where m.lot_id = any($1::uuid[])
      and not exists (select 1 from unnest($2::uuid[], $3::int[]) as k(document_id, line)
        where (k.document_id, k.line) in ((m.document_id, m.line), (m.corrects_document_id, m.corrects_line)))
    group by 1`,
}
