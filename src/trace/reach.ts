// What the traces of lots look like around a correction, and how they differ before and after it. Reads by the
// correction's own transaction.
import type { Statement } from '#platform'
import { type Flow, nameOf, rootOf, standingFlows } from './rules.ts'
import { type Reach, reachOf } from './reach-rules.ts'
import { readEdges, readFlows, readLots, readPossible, standing } from './store.ts'

type Reader = { read<Row extends object>(statement: Statement, values?: readonly unknown[]): Promise<Row[]> }
type LotRow = { id: string; sku: string; code: string; merged_into_id: string | null }
type EdgeRow = { input_lot_id: string; output_lot_id: string }
type PossibleRow = {
  document_id: string; line: number; lot_id: string; quantity: string; order_id: string | null
  partner_id: string | null; out: boolean; other: string
}

const merged = `union all select g.merged_into_id from lots.lot g
          where g.id = r.lot_id and g.merged_into_id is not null
        union all select g.id from lots.lot g where g.merged_into_id = r.lot_id`
/** All lots up and down the line from some; a lot is told by both ways it is reached. */
const around: Statement = {
  name: 'trace.around',
  text: `with recursive down(lot_id) as (
      select unnest($1::uuid[])
      union
      select n.lot_id from down r cross join lateral (
        select e.output_lot_id as lot_id from production.edge e where e.input_lot_id = r.lot_id and ${standing}
        ${merged}) n),
    up(lot_id) as (
      select unnest($1::uuid[])
      union
      select n.lot_id from up r cross join lateral (
        select e.input_lot_id as lot_id from production.edge e where e.output_lot_id = r.lot_id and ${standing}
        ${merged}) n)
    select lot_id, true as down from down union all select lot_id, false from up`,
}

/** Reads what surrounds lots: the line they stand in, and what went to customers from it. */
export async function readReach(reader: Reader, lotIds: readonly string[]): Promise<Reach> {
  const rows = await reader.read<{ lot_id: string; down: boolean }>(around, [[...new Set(lotIds)]])
  const all = [...new Set(rows.map((row) => row.lot_id))]
  const down = [...new Set(rows.flatMap((row) => (row.down ? [row.lot_id] : [])))]
  const [lots, edges, flows, possible] = await Promise.all([
    reader.read<LotRow>(readLots, [all]), reader.read<EdgeRow>(readEdges, [all]),
    reader.read<Flow>(readFlows, [down]), reader.read<PossibleRow>(readPossible, [down]),
  ])
  return reachOf({
    lots: lots.map(({ id, sku, code, merged_into_id }) => ({ id, sku, code, mergedIntoId: merged_into_id })),
    edges: edges.map((edge) => ({ from: edge.input_lot_id, to: edge.output_lot_id })),
    shipments: [
      ...standingFlows(flows, 'shipped').map(({ flow, quantity }) => ({
        id: rootOf(flow), lotId: flow.lot_id, orderId: flow.order_id, customerId: flow.partner_id, quantity, certain: true,
      })),
      ...possible.filter((row) => nameOf(row) === 'shipped').map((row) => ({
        id: `${row.document_id}.${row.line}`, lotId: row.lot_id, orderId: row.order_id, customerId: row.partner_id,
        quantity: BigInt(row.quantity), certain: false,
      })),
    ],
  })
}
