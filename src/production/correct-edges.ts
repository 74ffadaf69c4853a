// Corrections of transformations: the edges that no longer hold are superseded, those that hold instead are the
// correction's. The old ones stay for "as known".
import type { Refusal } from '#kernel'
import type { Part, StandingLine } from '#ledger'
import type { Statement, Tx } from '#platform'
import { edgesAfter, edgeText, type Ends, type Link, type LotEdge, refuseEnds, ringOf } from './edge-rules.ts'
import { refuse } from './refusals.ts'

const kindsOf: Statement = {
  name: 'production.kinds-of',
  text: 'select document_id as id, kind from production.transformation where document_id = any($1::uuid[])',
}
const standingEdges: Statement = {
  name: 'production.standing-edges',
  text: `select e.document_id as "documentId", e.input_lot_id as "inputLotId", e.output_lot_id as "outputLotId",
      e.input_quantity as "inputQuantity", e.output_quantity as "outputQuantity"
    from production.edge e where e.output_lot_id = any($1::uuid[]) and not exists (
      select 1 from production.superseded_edge s where (s.document_id, s.input_lot_id, s.output_lot_id)
        = (e.document_id, e.input_lot_id, e.output_lot_id))`,
}
const edgesBelow: Statement = {
  name: 'production.edges-below',
  text: `with recursive below as (
      select unnest($1::uuid[]) as lot_id
      union
      select e.output_lot_id from below b join production.edge e on e.input_lot_id = b.lot_id and not exists (
        select 1 from production.superseded_edge s where (s.document_id, s.input_lot_id, s.output_lot_id)
          = (e.document_id, e.input_lot_id, e.output_lot_id)))
    select e.document_id as "documentId", e.input_lot_id as "inputLotId", e.output_lot_id as "outputLotId"
    from below b join production.edge e on e.input_lot_id = b.lot_id and not exists (
      select 1 from production.superseded_edge s where (s.document_id, s.input_lot_id, s.output_lot_id)
        = (e.document_id, e.input_lot_id, e.output_lot_id))`,
}
const insertSuperseded: Statement = {
  name: 'production.insert-superseded',
  text: `insert into production.superseded_edge (document_id, input_lot_id, output_lot_id, correction_document_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])`,
}
const insertEdges: Statement = {
  name: 'production.insert-corrected-edges',
  text: `insert into production.edge (document_id, input_lot_id, output_lot_id, input_quantity, output_quantity)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[])`,
}

/** A line of a transformation: as it stands, and the parts it really was. */
export type CorrectedEnd = { readonly line: StandingLine; readonly parts: readonly Part[] }
type Kept = LotEdge & { readonly documentId: string }

/** What a correction makes of edges. */
export type EdgeChange = { readonly superseded: readonly Kept[]; readonly added: readonly LotEdge[] }

/**
 * Says what becomes of the edges of transformations whose lines are corrected, or why they cannot have been so; all
 * lines of each must be given.
 */
export async function judgeEdges(
  tx: Pick<Tx, 'read'>,
  lines: readonly CorrectedEnd[],
): Promise<EdgeChange | Refusal> {
  const documentIds = [...new Set(lines.map(({ line }) => line.documentId))]
  if (documentIds.length === 0) return { superseded: [], added: [] }
  const outputs = lines.filter(({ line }) => line.kind === 'produce').flatMap(({ line }) => line.parts.map(({ lotId }) => lotId))
  const [kinds, edges] = await Promise.all([
    tx.read<{ id: string; kind: string }>(kindsOf, [documentIds]),
    tx.read<Kept>(standingEdges, [[...new Set(outputs)]]),
  ])
  const superseded: Kept[] = []
  const added: LotEdge[] = []
  for (const { id, kind } of kinds) {
    const mine = lines.filter(({ line }) => line.documentId === id)
    const [before, after] = [endsOf(mine, ({ line }) => line.parts), endsOf(mine, ({ parts }) => parts)]
    const refusal = refuseEnds(kind, after)
    if (refusal !== null) return refusal
    const made = new Set(before.outputs.map(({ lotId }) => lotId))
    const were = edges.filter(({ outputLotId }) => made.has(outputLotId))
    const now = edgesAfter({ ...before, edges: were }, after, becameOf(mine))
    const [old, fresh] = [new Set(were.map(edgeText)), new Set(now.map(edgeText))]
    superseded.push(...were.filter((edge) => !fresh.has(edgeText(edge))))
    added.push(...now.filter((edge) => !old.has(edgeText(edge))))
  }
  const ring = added.length === 0 ? undefined : ringOf(added, superseded, await tx.read<Link>(edgesBelow, [added.map((edge) => edge.outputLotId)]))
  return ring === undefined ? { superseded, added } : refuse('made_of_itself', { lotId: ring })
}

function endsOf(lines: readonly CorrectedEnd[], partsOf: (line: CorrectedEnd) => readonly Part[]): Ends {
  const of = (kind: string) => lines.filter(({ line }) => line.kind === kind).flatMap((line) =>
    partsOf(line).map(({ itemId, lotId, quantity }) => ({ itemId, lotId, quantity })))
  return { inputs: of('consume'), outputs: of('produce') }
}

// A line that was of one lot and is of another: the other takes its place.
function becameOf(lines: readonly CorrectedEnd[]): Map<string, string> {
  return new Map(lines.flatMap(({ line, parts }) => {
    const [was, is] = [line.parts[0], parts[0]]
    return was === undefined || is === undefined || was.lotId === is.lotId ? [] : [[was.lotId, is.lotId] as const]
  }))
}

/** Writes what a correction made of edges. */
export function saveEdges(tx: Tx, documentId: string, { superseded, added }: EdgeChange): void {
  if (superseded.length > 0) {
    tx.write(insertSuperseded, [
      superseded.map((e) => e.documentId), superseded.map((e) => e.inputLotId), superseded.map((e) => e.outputLotId),
      superseded.map(() => documentId),
    ])
  }
  if (added.length === 0) return
  tx.write(insertEdges, [
    added.map(() => documentId), added.map((e) => e.inputLotId), added.map((e) => e.outputLotId),
    added.map((e) => e.inputQuantity), added.map((e) => e.outputQuantity),
  ])
}
