// Deciding again: a stored decision, made once more from what was kept of it, beside what was posted for it.
import { idOrNull } from '#kernel'
import { type Database, query, type Statement, type Unwritten } from '#platform'
import type { Free } from './allocation-rules.ts'
import type { DecidedAgain, Decision } from './contract.ts'
import { decisionsText, type KeptDecision, namedDecisions, type Stored, type Text } from './decision-text.ts'
import { type Considered, type LineDecision, replay } from './decisions.ts'
import { isBinding } from './stock-legs.ts'

const readDecisions: Statement = {
  name: 'ledger.read-decisions',
  text: 'select document_id as "documentId", decided from ledger.decision where document_id = any($1::uuid[]) order by 1',
}
const readPicked: Statement = {
  name: 'ledger.read-picked',
  text: `select document_id as "documentId", reference_id as "lineId", lot_id as "lotId", from_location_id as "locationId",
      sum(quantity)::text as quantity
    from ledger.movement m where document_id = any($1::uuid[]) and ${isBinding} group by 1, 2, 3, 4`,
}
const readCodes: Statement = {
  name: 'ledger.read-codes',
  text: `select id, code, null as unit from lots.lot where id = any($1::uuid[])
    union all select id, code, null from locations.location where id = any($1::uuid[])
    union all select id, sku, base_unit from catalog.item where id = any($1::uuid[])`,
}

/** The decisions of documents as they were made, in the order of the documents. */
export async function decisionsOf(
  database: Database,
  documentIds: readonly string[],
): Promise<{ documentId: string; decided: readonly KeptDecision[] }[]> {
  const rows = await query<{ documentId: string; decided: Stored }>(database, readDecisions, [documentIds])
  return rows.map(({ documentId, decided }) => ({ documentId, decided: namedDecisions(decided) }))
}

/** The same, with the codes of what they speak of. */
export async function namedDecisionsOf(
  database: Database,
  documentIds: readonly string[],
): Promise<{ documentId: string; decided: readonly Unwritten<Decision>[] }[]> {
  const rows = await decisionsOf(database, documentIds)
  const names = await namesIn(database, rows.flatMap(({ decided }) => decided))
  return rows.map(({ documentId, decided }) => ({
    documentId,
    decided: decided.map(names.decision),
  }))
}

/** Choices that nobody made yet, as they are told. */
export async function namedChoices(database: Database, decided: readonly LineDecision[]): Promise<readonly Unwritten<Decision>[]> {
  if (decided.length === 0) return []
  const stored: Stored = JSON.parse(decisionsText(decided))
  const kept = namedDecisions(stored)
  const names = await namesIn(database, kept)
  return kept.map(names.decision)
}

// What people call the items, lots and places of decisions.
async function namesIn(database: Database, decisions: readonly KeptDecision[]) {
  type Row = { id: string; code: string; unit: string | null }
  const ids = new Set(decisions.flatMap(({ itemId, considered }) => [itemId, ...considered.flatMap((one) => [one.lotId, one.locationId])]))
  const found = new Map((await query<Row>(database, readCodes, [[...ids]])).map((row) => [row.id, row]))
  const code = (id: string) => found.get(id)?.code ?? null
  const item = (id: string) => ({ sku: code(id), unit: found.get(id)?.unit ?? null })
  // Goods of no lot are kept under the id that stands for none, and told without.
  const stock = ({ serials, lotId, ...row }: Text<Considered>) => ({
    lotId: idOrNull(lotId), ...row, lot: code(lotId), location: code(row.locationId), ...(serials === undefined ? {} : { serials: [...serials] }),
  })
  const decision = ({ behind, ...one }: KeptDecision) => ({
    ...one, ...item(one.itemId), considered: one.considered.map(stock),
    ...(behind === undefined ? {} : { behind: behind.map((row) => ({ ...row, lotId: idOrNull(row.lotId) })) }),
  })
  return { item, stock, decision }
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
  const names = await namesIn(database, kept.map(({ one }) => one))
  return kept.map(({ documentId, one }) => {
    const result = replay(thawed(one))
    const moved = posted.get(documentId + one.lineId) ?? new Set()
    return {
      documentId, lineId: one.lineId, itemId: one.itemId, ...names.item(one.itemId), asked: one.asked, need: one.need,
      policy: one.policy, scanned: one.scanned === true,
      verdict: result === null ? 'other_rules' : !result.agrees ? 'another_choice'
        : sameMoved(one.considered, moved) ? 'agrees' : 'other_movements',
      decided: one.considered.map(names.stock),
      again: (result?.considered ?? []).map((row) => names.stock({ ...row, free: String(row.free), taken: String(row.taken) })),
    }
  })
}

// What was taken is what went to staging or was handed over, lot by lot and place by place. Units may be named one by one.
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
