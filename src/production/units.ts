// Units with a number in a transformation: which come out must have gone in, now or when what goes in was made, or get
// their number now. Which unit went into which is kept where it is told, or where it can be no other.
import type { Refusal } from '#kernel'
import type { Sheet } from '#ledger'
import { PRODUCTION } from '#locations'
import type { Statement, Tx } from '#platform'
import { refuse } from './refusals.ts'

/** Units of one end. */
export type UnitEnd = { readonly itemId: string; readonly lotId: string | null; readonly quantity: bigint; readonly serials?: readonly string[] }
/** Which units went into a unit, by their numbers. */
export type Parts = { readonly serial: string; readonly parts: readonly string[] }
/** A unit of a transformation as it was posted. */
export type Posted = { readonly end: 'Input' | 'Output'; readonly code: string; readonly id: string }

const putInBefore: Statement = {
  name: 'production.put-in-before',
  text: `select distinct c.serial_id as id from production.edge e
    join ledger.movement c on c.document_id = e.document_id and c.kind = 'consume' and c.serial_id is not null
    where e.output_lot_id = any($1::uuid[])`,
}
const insertUnitEdges: Statement = {
  name: 'production.insert-unit-edges',
  text: `insert into production.unit_edge (document_id, input_serial_id, output_serial_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[])`,
}

/** SQL: an edge `e` of units that no correction took back at either end. */
export const unitStands = `not exists (select 1 from ledger.movement c
        join ledger.movement k on (k.corrects_document_id, k.corrects_line) = (c.document_id, c.line)
        where c.document_id = e.document_id and c.serial_id in (e.input_serial_id, e.output_serial_id)
          and k.serial_id = c.serial_id and k.to_location_id = c.from_location_id)`

/** The codes at all ends, as a sheet wants them. */
export function codesOf(ends: readonly UnitEnd[]): { itemId: string; code: string }[] {
  return ends.flatMap(({ itemId, serials }) => (serials ?? []).map((code) => ({ itemId, code })))
}

/** Why the numbers at an end cannot be, or null: as many as units, and all of an item that is followed by them. */
export function refuseNumbers(end: 'Input' | 'Output', line: number, { quantity, serials }: UnitEnd, mode: string): Refusal | null {
  const named = serials?.length ?? 0
  const needed = end === 'Output' && (mode === 'serial' || mode === 'lot+serial')
  if (named === 0 && !needed) return null
  return BigInt(named) === quantity ? null : refuse('transformed_serials_differ', { end, line, quantity, serials: named })
}

/** The units that went into these lots when they were made: they may come out again. */
export async function readPutIn(tx: Pick<Tx, 'read'>, lotIds: readonly string[]): Promise<Set<string>> {
  const rows = lotIds.length === 0 ? [] : await tx.read<{ id: string }>(putInBefore, [[...new Set(lotIds)]])
  return new Set(rows.map(({ id }) => id))
}

/** Refuses a unit that comes out and went into something else. */
export function refuseStranger(sheet: Sheet, itemId: string, code: string, seen: { posted: readonly Posted[]; putIn: ReadonlySet<string> }): void {
  const unit = sheet.serials.get(itemId + code)
  if (unit === undefined || unit.locationId !== PRODUCTION) return
  const wentIn = seen.posted.some(({ end, id }) => end === 'Input' && id === unit.id)
  if (!wentIn && !seen.putIn.has(unit.id)) throw refuse('unit_not_of_input', { serial: code })
}

/**
 * Which units went into which: as told; else, where a single unit comes out, all of them into it. A unit that keeps its
 * number went into nothing.
 */
export function unitEdges(parts: readonly Parts[] | null, posted: readonly Posted[]): { input: string; output: string }[] {
  const outputs = posted.filter(({ end }) => end === 'Output')
  const kept = new Set(outputs.map(({ id }) => id))
  const inputs = posted.filter(({ end, id }) => end === 'Input' && !kept.has(id))
  const one = (all: readonly Posted[], code: string) => {
    const [first, second] = all.filter((unit) => unit.code === code)
    if (first === undefined || second !== undefined) throw refuse('part_unknown', { serial: code })
    return first.id
  }
  if (parts !== null) {
    const edges = parts.flatMap(({ serial, parts: of }) => of.map((code) => ({ input: one(inputs, code), output: one(outputs, serial) })))
    const twice = edges.find(({ input }, at) => edges.findIndex((other) => other.input === input) !== at)
    if (twice !== undefined) throw refuse('part_twice', { serial: inputs.find(({ id }) => id === twice.input)?.code ?? '' })
    return edges
  }
  const [only, more] = outputs
  return only === undefined || more !== undefined ? [] : inputs.map(({ id }) => ({ input: id, output: only.id }))
}

/** Writes which units went into which. */
export function saveUnitEdges(tx: Pick<Tx, 'write'>, edges: readonly { documentId: string; input: string; output: string }[]): void {
  if (edges.length === 0) return
  tx.write(insertUnitEdges, [edges.map((e) => e.documentId), edges.map((e) => e.input), edges.map((e) => e.output)])
}
