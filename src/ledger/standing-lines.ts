// What stands of a document's lines after all corrections of them: a line is told by its first movement for ever,
// and what corrected it is summed up with it.
import { NIL } from '#kernel'
import type { Statement } from '#platform'
import type { Reader } from './open-sheet.ts'

/** A part of what a line moved: so much of one lot (or of one of several), between two places. */
export type Part = {
  readonly itemId: string
  readonly lotId: string
  readonly candidateIds: readonly string[]
  readonly serial: { readonly id: string; readonly code: string } | null
  readonly fromLocationId: string
  readonly toLocationId: string
  readonly quantity: bigint
  readonly secondQuantity: bigint | null
}

/** A standing part, and the movement that put it there last. */
export type StandingPart = Part & { readonly by: { readonly documentId: string; readonly line: number } }

/** A line of a document as it stands. */
export type StandingLine = {
  readonly documentId: string
  readonly line: number
  readonly kind: string
  readonly itemId: string
  readonly ownerId: string
  /** As it was first told. */
  readonly first: Part
  readonly fromLocationId: string
  readonly toLocationId: string
  readonly fromOwn: boolean
  readonly toOwn: boolean
  readonly referenceId: string | null
  /** The line it corrects, when it is a correction itself. */
  readonly corrects: { readonly documentId: string; readonly line: number } | null
  readonly parts: readonly StandingPart[]
}

type Row = {
  root_id: string; root_line: number; document_id: string; line: number; kind: string; item_id: string
  lot_id: string; owner_id: string; from_location_id: string; to_location_id: string; quantity: bigint
  second_quantity: bigint | null; reference_id: string | null; corrects_document_id: string | null
  corrects_line: number | null; serial_id: string | null; serial: string | null; candidate_ids: string[]
  from_own: boolean; to_own: boolean
}

const columns = (m: string) => `${m}.document_id, ${m}.line, ${m}.kind, ${m}.item_id, ${m}.lot_id, ${m}.owner_id,
      ${m}.from_location_id, ${m}.to_location_id, ${m}.quantity, ${m}.second_quantity, ${m}.reference_id,
      ${m}.corrects_document_id, ${m}.corrects_line, ${m}.serial_id`
const linesOf: Statement = {
  name: 'ledger.lines-of',
  text: `with recursive chain as (
      select m.document_id as root_id, m.line as root_line, ${columns('m')}
      from ledger.movement m where m.document_id = any($1::uuid[])
      union all
      select c.root_id, c.root_line, ${columns('k')}
      from chain c join ledger.movement k
        on (k.corrects_document_id, k.corrects_line) = (c.document_id, c.line))
    select c.*, s.code as serial, f.own as from_own, t.own as to_own, array(
        select d.lot_id::text from ledger.movement_candidate d
        where (d.document_id, d.line) = (c.document_id, c.line) order by 1) as candidate_ids
    from chain c join locations.location f on f.id = c.from_location_id
      join locations.location t on t.id = c.to_location_id
      left join ledger.serial s on s.id = c.serial_id
      left join platform.document p on p.id = c.document_id
    order by c.root_id, c.root_line, p.recorded_at, c.document_id, c.line`,
}

/** The lines of documents as they stand, by `<document id>.<line>`. */
export async function readLines(reader: Reader, documentIds: readonly string[]): Promise<Map<string, StandingLine>> {
  const rows = await reader.read<Row>(linesOf, [[...new Set(documentIds)]])
  const families = new Map<string, Row[]>()
  for (const row of rows) {
    const key = `${row.root_id}.${row.root_line}`
    const family = families.get(key)
    if (family === undefined) families.set(key, [row])
    else family.push(row)
  }
  return new Map([...families].flatMap(([key, family]) => {
    const root = family.find((row) => row.document_id === row.root_id && row.line === row.root_line)
    return root === undefined ? [] : [[key, lineOf(root, family)] as const]
  }))
}

function lineOf(root: Row, family: readonly Row[]): StandingLine {
  const { corrects_document_id: documentId, corrects_line: line } = root
  return {
    documentId: root.document_id, line: root.line, kind: root.kind, itemId: root.item_id, ownerId: root.owner_id,
    fromLocationId: root.from_location_id, toLocationId: root.to_location_id, fromOwn: root.from_own,
    first: partOf(root, root, false), toOwn: root.to_own, referenceId: root.reference_id,
    corrects: documentId === null || line === null ? null : { documentId, line },
    parts: partsOf(root, family),
  }
}

// Movements of one lot along one way add up; one that runs against it takes away.
function partsOf(root: Row, all: readonly Row[]): StandingPart[] {
  const family = named(all)
  const parts = new Map<string, { part: StandingPart; quantity: bigint; second: bigint | null }>()
  for (const row of family) {
    const inside = root.from_own && root.to_own
    const back = inside
      ? !isRoot(row) && against(row, parts)
      : row.from_own !== root.from_own
    const part = partOf(root, row, back)
    const key = partKey(part)
    const sign = back ? -1n : 1n
    const so = parts.get(key)
    const second = row.second_quantity === null ? (so?.second ?? null) : (so?.second ?? 0n) + sign * row.second_quantity
    const quantity = (so?.quantity ?? 0n) + sign * row.quantity
    parts.set(key, { part: back ? (so?.part ?? part) : part, quantity, second })
  }
  return [...parts.values()].filter(({ quantity }) => quantity > 0n)
    .map(({ part, quantity, second }) => ({ ...part, quantity, secondQuantity: second === 0n ? null : second }))
}

function isRoot(row: Row): boolean {
  return row.document_id === row.root_id && row.line === row.root_line
}

// What takes back a movement of one of several lots names no lots: it is of those the movement may have been of.
function named(family: readonly Row[]): Row[] {
  const candidates = new Map(family.map((row) => [`${row.document_id}.${row.line}`, row.candidate_ids]))
  return family.map((row) => {
    const unnamed = row.lot_id === NIL && row.candidate_ids.length === 0 && row.corrects_document_id !== null
    const of = candidates.get(`${row.corrects_document_id}.${row.corrects_line}`)
    return unnamed && of !== undefined ? { ...row, candidate_ids: of } : row
  })
}

// Between two places of ours a movement takes back when the other way is what stands of its lot.
function against(row: Row, parts: ReadonlyMap<string, { quantity: bigint }>): boolean {
  const turned = partKey({
    itemId: row.item_id, lotId: row.lot_id, candidateIds: row.candidate_ids,
    serial: row.serial_id === null ? null : { id: row.serial_id, code: '' },
    fromLocationId: row.to_location_id, toLocationId: row.from_location_id,
  })
  return (parts.get(turned)?.quantity ?? 0n) > 0n
}

function partOf(root: Row, row: Row, back: boolean): StandingPart {
  const [from, to] = back ? [row.to_location_id, row.from_location_id] : [row.from_location_id, row.to_location_id]
  return {
    itemId: row.item_id, lotId: row.lot_id, candidateIds: row.candidate_ids,
    serial: row.serial_id === null ? null : { id: row.serial_id, code: row.serial ?? '' },
    // Across our border only the place outside matters: where the goods lay inside is no part of the line.
    fromLocationId: root.from_own && !root.to_own ? root.from_location_id : from,
    toLocationId: root.to_own && !root.from_own ? root.to_location_id : to,
    quantity: row.quantity, secondQuantity: row.second_quantity, by: { documentId: row.document_id, line: row.line },
  }
}

/** What makes two parts the same but for their quantity. */
export function partKey(part: Pick<Part, 'itemId' | 'lotId' | 'candidateIds' | 'serial' | 'fromLocationId' | 'toLocationId'>): string {
  // What may be of one lot, as a label says, is not known to be of it.
  const lot = part.lotId === NIL ? `of ${[...part.candidateIds].sort().join('+')}` : part.lotId
  return [part.itemId, lot, part.serial?.id ?? '', part.fromLocationId, part.toLocationId].join(' ')
}
