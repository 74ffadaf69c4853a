// Deciding again: a stored decision, made once more from what was kept of it, beside what was posted for it.
import { type Database, query, type Statement } from '#platform'
import type { Free } from './allocation-rules.ts'
import { type KeptDecision, namedDecisions, type Stored, type Text } from './decision-text.ts'
import { type Considered, type LineDecision, replay } from './decisions.ts'

/** Why a decision does not agree, or that it does. `other_rules`: it was made under another version of the rules. */
export type Verdict = 'agrees' | 'another_choice' | 'other_movements' | 'other_rules'

type Named = { readonly lotId: string; readonly lot: string | null; readonly locationId: string; readonly location: string | null }

/** A decision made again. */
export type DecidedAgain = {
  readonly documentId: string
  readonly lineId: string
  readonly itemId: string
  readonly sku: string | null
  readonly asked: string
  readonly need: LineDecision['need']
  readonly policy: string
  readonly scanned: boolean
  readonly verdict: Verdict
  readonly decided: readonly (Text<Considered> & Named)[]
  readonly again: readonly (Text<Considered> & Named)[]
}

const readDecisions: Statement = {
  name: 'ledger.read-decisions',
  text: 'select document_id as "documentId", decided from ledger.decision where document_id = any($1::uuid[]) order by 1',
}
const readPicked: Statement = {
  name: 'ledger.read-picked',
  text: `select document_id as "documentId", reference_id as "lineId", lot_id as "lotId", from_location_id as "locationId",
      sum(quantity)::text as quantity
    from ledger.movement where document_id = any($1::uuid[]) and kind = 'pick' group by 1, 2, 3, 4`,
}
const readCodes: Statement = {
  name: 'ledger.read-codes',
  text: `select id, code from lots.lot where id = any($1::uuid[])
    union all select id, code from locations.location where id = any($1::uuid[])
    union all select id, sku from catalog.item where id = any($1::uuid[])`,
}

/** The decisions of documents as they were made, in the order of the documents. */
export async function decisionsOf(
  database: Database,
  documentIds: readonly string[],
): Promise<{ documentId: string; decided: readonly KeptDecision[] }[]> {
  const rows = await query<{ documentId: string; decided: Stored }>(database, readDecisions, [documentIds])
  return rows.map(({ documentId, decided }) => ({ documentId, decided: namedDecisions(decided) }))
}

/** Makes the decisions of these documents again, and says of each whether it comes out the same. */
export async function decideAgain(database: Database, documentIds: readonly string[]): Promise<DecidedAgain[]> {
  type Picked = { documentId: string; lineId: string; lotId: string; locationId: string; quantity: string }
  const [rows, picked] = await Promise.all([
    decisionsOf(database, documentIds),
    query<Picked>(database, readPicked, [documentIds]),
  ])
  const posted = new Map<string, Set<string>>()
  for (const { documentId, lineId, lotId, locationId, quantity } of picked) {
    const of = posted.get(documentId + lineId) ?? new Set()
    posted.set(documentId + lineId, of.add(`${lotId} ${locationId} ${quantity}`))
  }
  const kept = rows.flatMap(({ documentId, decided }) => decided.map((one) => ({ documentId, one })))
  const ids = kept.flatMap(({ one }) => [one.itemId, ...one.considered.flatMap(({ lotId, locationId }) => [lotId, locationId])])
  const codes = new Map((await query<{ id: string; code: string }>(database, readCodes, [[...new Set(ids)]])).map((row) => [row.id, row.code]))
  return kept.map(({ documentId, one }) => {
    const result = replay(thawed(one))
    const named = (row: Text<Considered>) => ({
      ...row, lot: codes.get(row.lotId) ?? null, location: codes.get(row.locationId) ?? null,
    })
    const moved = posted.get(documentId + one.lineId) ?? new Set()
    return {
      documentId, lineId: one.lineId, itemId: one.itemId, sku: codes.get(one.itemId) ?? null, asked: one.asked, need: one.need,
      policy: one.policy, scanned: one.scanned === true,
      verdict: result === null ? 'other_rules' : !result.agrees ? 'another_choice'
        : sameMoved(one.considered, moved) ? 'agrees' : 'other_movements',
      decided: one.considered.map(named),
      again: (result?.considered ?? []).map((row) => named({ ...row, free: String(row.free), taken: String(row.taken) })),
    }
  })
}

// What was taken is what was moved to staging, lot by lot and place by place. Units may be named one by one.
function sameMoved(considered: readonly Text<Considered>[], moved: ReadonlySet<string>): boolean {
  const sums = new Map<string, bigint>()
  for (const { lotId, locationId, taken } of considered) {
    if (taken === '0') continue
    sums.set(`${lotId} ${locationId}`, (sums.get(`${lotId} ${locationId}`) ?? 0n) + BigInt(taken))
  }
  return sums.size === moved.size && [...sums].every(([where, quantity]) => moved.has(`${where} ${quantity}`))
}

function thawed({ scanned, ...one }: KeptDecision): LineDecision {
  return {
    ...one, asked: BigInt(one.asked), poolVersion: BigInt(one.poolVersion), scanned: scanned === true,
    considered: one.considered.map((row) => ({ ...row, free: BigInt(row.free), taken: BigInt(row.taken) })),
    others: (one.others ?? []).map((other) => ({ ...other, quantity: BigInt(other.quantity) })),
    behind: (one.behind ?? []).map((row): Free => {
      const { lotId: id, bindingOn, useByOn, receivedOn } = row
      return { lot: { id, itemId: one.itemId, bindingOn, useByOn, receivedOn }, locationId: row.locationId, quantity: BigInt(row.free) }
    }),
  }
}
