// Somebody else shipped it and noted only which lots it may have been. It is picked of these and shipped, and then said what
// is known of it: the lines that left are of one of these lots.
import { least } from '#kernel'
import type { Cells, Made } from './import-kinds.ts'

const [SOME_ID, ANOTHER_ID] = ['00000000-0000-7000-8000-000000000000', '00000000-0000-7000-8000-000000000001']
const reason = 'The list names several lots: it was one of these.'

/** The command that says so, after the shipment; none when every lot is known. */
export function oneOfSeveral(rows: readonly Cells[], at: string | undefined): Made[] {
  if (!rows.some((c) => c['lot']?.includes('|'))) return []
  return [{
    path: '/corrections', at, afterwards: true,
    body: { reason, lines: [{ documentId: SOME_ID, line: 1, candidateIds: [SOME_ID, ANOTHER_ID] }] },
    bodyFrom: ({ shipped }) => ({ reason, lines: partsOf(rows, Array.isArray(shipped) ? shipped.map(sentOf) : []) }),
  }]
}

type Sent = { readonly documentId: string; readonly line: number; readonly lineId: string; readonly lotId: string; readonly quantity: bigint }

function sentOf(row: { id: string; lineId: string; lotId: string; quantity: string }): Sent {
  const [documentId = '', line = ''] = row.id.split('.')
  return { documentId, line: Number(line), lineId: row.lineId, lotId: row.lotId, quantity: BigInt(row.quantity) }
}

// Of an order line some rows may name their lot: so much of what left is known to be of it, the rest is one of several.
function partsOf(rows: readonly Cells[], shipped: readonly Sent[]): object[] {
  const told = sums(rows.filter((c) => c['lot_id'] !== undefined), (c) => `${c['order_line']} ${c['lot_id']}`)
  const unsure = sums(rows.filter((c) => c['lot_ids'] !== undefined), (c) => c['order_line'] ?? '')
  const take = (of: Map<string, bigint>, key: string, wanted: bigint): bigint => {
    const taken = least(of.get(key) ?? 0n, wanted)
    of.set(key, (of.get(key) ?? 0n) - taken)
    return taken
  }
  return shipped.flatMap(({ documentId, line, lineId, lotId, quantity }) => {
    const candidateIds = rows.find((c) => c['order_line'] === lineId && c['lot_ids'] !== undefined)?.['lot_ids']?.split(' ')
    if (candidateIds === undefined || !candidateIds.includes(lotId)) return []
    const known = take(told, `${lineId} ${lotId}`, quantity)
    const open = take(unsure, lineId, quantity - known)
    if (open === 0n) return []
    const parts = [{ documentId, line, quantity: String(open), candidateIds }]
    return open === quantity ? parts : [{ documentId, line, quantity: String(quantity - open), lotId }, ...parts]
  })
}

function sums(rows: readonly Cells[], keyOf: (row: Cells) => string): Map<string, bigint> {
  const found = new Map<string, bigint>()
  for (const row of rows) found.set(keyOf(row), (found.get(keyOf(row)) ?? 0n) + BigInt(row['quantity'] ?? '1'))
  return found
}
