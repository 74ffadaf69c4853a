// Counting a lot where something left as one of several: the count resolves what it can.
import type { Command, Context, Statement } from '#platform'
import { correctLines } from './correct-lines.ts'
import { countSays, type Open } from './count-rules.ts'
import { refuse } from './refusals.ts'
import type { Sheet } from './sheet.ts'
import { readLines, type StandingLine } from './standing-lines.ts'
import type { Pool } from './stock.ts'

// Which documents the unresolved movements of places first were of: corrections may have told some more exactly.
const rootsOf: Statement = {
  name: 'ledger.roots-of-unresolved',
  text: `with recursive up as (
      select u.document_id, u.line, m.corrects_document_id as above, m.corrects_line as above_line
      from ledger.unresolved u join ledger.movement m on (m.document_id, m.line) = (u.document_id, u.line)
      where u.item_id = any($1::uuid[]) and u.location_id = any($2::uuid[])
      union all
      select m.document_id, m.line, m.corrects_document_id, m.corrects_line
      from up join ledger.movement m on (m.document_id, m.line) = (up.above, up.above_line))
    select distinct document_id as id from up where above is null`,
}

/** The lines of which something left these places as one of several lots. */
export async function readOpenLines(
  ctx: Context,
  places: readonly { readonly itemId: string; readonly locationId: string }[],
): Promise<StandingLine[]> {
  const roots = await ctx.tx.read<{ id: string }>(rootsOf, [places.map((p) => p.itemId), places.map((p) => p.locationId)])
  if (roots.length === 0) return []
  return [...(await readLines(ctx.tx, roots.map(({ id }) => id))).values()]
}

/** What a count resolved. */
export type Resolved = { readonly documentId: string; readonly line: number; readonly lotId: string; readonly quantity: string }

/**
 * Resolves what left a place as one of several lots by a count of one of them.
 * @throws Refusal count_leaves_open, and what the posting refuses.
 */
export function resolveByCount(
  sheet: Sheet,
  command: Command<unknown>,
  pool: Pool,
  { lotId, locationId, counted, lines }: { lotId: string; locationId: string; counted: bigint; lines: readonly StandingLine[] },
): Resolved[] {
  const open = pool.unresolved.flatMap((row): Open[] => {
    if (row.locationId !== locationId || !row.candidateIds.includes(lotId)) return []
    return lines.flatMap((line) => {
      const unsure = line.parts.find(({ by }) => by.documentId === row.documentId && by.line === row.line)
      return unsure === undefined ? [] : [{ line, unsure }]
    })
  })
  if (open.length === 0) return []
  const has = pool.balances.get(lotId + locationId)?.quantity ?? 0n
  const says = countSays(lotId, { has, counted }, open)
  if (says.open) {
    const named = says.lines.map(({ line }) => `line ${line.line} of ${line.documentId}`).join(' and ')
    throw refuse('count_leaves_open', { lotId, gone: has - counted, lines: named })
  }
  // What came or left as one of several was of no lot that could have been held: nothing has to follow.
  correctLines(sheet, command, says.lines.map(({ line, parts }) => ({
    line, parts, locationId: null, homes: [line.toOwn && !line.fromOwn ? line.toLocationId : line.fromLocationId], supplierId: null,
  })), new Map())
  return says.lines.flatMap(({ line, parts }) => parts.flatMap((part) => {
    const { documentId } = line
    const before = line.parts.find((one) => one.lotId === part.lotId)?.quantity ?? 0n
    return part.candidateIds.length > 0 || part.quantity === before ? []
      : [{ documentId, line: line.line, lotId: part.lotId, quantity: String(part.quantity - before) }]
  }))
}
