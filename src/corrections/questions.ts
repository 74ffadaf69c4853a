// What people ask before and after a correction: what the lines of a document come to, and what corrected what.
import { Type } from 'typebox'
import { readItems } from '#catalog'
import { idOrNull, NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { type Part, readLines, type StandingLine } from '#ledger'
import { type Database, query, type QueryDoor, queryDoor, type Statement, type Unwritten } from '#platform'
import { type Corrected, DocumentCorrections, DocumentLines } from './contract.ts'

const headOf: Statement = {
  name: 'corrections.head-of',
  text: 'select id, kind, occurred_at as "occurredAt" from platform.document where id = $1',
}
const doneBy: Statement = {
  name: 'corrections.done-by',
  text: `select answer as did from platform.document where id = $1 and kind in ('correct', 'resolve')`,
}
const lotsCalled: Statement = { name: 'corrections.lots-called', text: 'select id, code from lots.lot where id = any($1::uuid[])' }
const placesCalled: Statement = { name: 'corrections.places-called', text: 'select id, code from locations.location where id = any($1::uuid[])' }
// Each line with whatever corrected it, through corrections of corrections.
const chainOf = `chain as (
      select m.line as root_line, m.document_id, m.line from ledger.movement m where m.document_id = $1
      union all
      select c.root_line, k.document_id, k.line from chain c
        join ledger.movement k on (k.corrects_document_id, k.corrects_line) = (c.document_id, c.line))`
const correctingLines: Statement = {
  name: 'corrections.correcting-lines',
  text: `with recursive ${chainOf}
    select root_line as line, array_agg(distinct document_id::text order by document_id::text) as "correctedBy"
    from chain where document_id <> $1 group by root_line`,
}
const related = `d.id as "documentId", d.kind, d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.actor_id as "actorId", d.reason`
// A correction that gave a lot another code moved nothing: the document itself says what it corrects.
const correctionsBy: Statement = {
  name: 'corrections.by',
  text: `with recursive ${chainOf},
      by_lines as (select document_id, array_agg(distinct root_line order by root_line) as lines from chain where document_id <> $1 group by document_id)
    select ${related}, coalesce(b.lines, '{}') as lines
    from platform.document d left join by_lines b on b.document_id = d.id
    where d.id in (select document_id from by_lines) or d.corrects = $1 order by d.recorded_at, d.id`,
}
const correctionsOf: Statement = {
  name: 'corrections.of',
  text: `with recursive up as (
      select m.document_id, m.corrects_document_id as above, m.corrects_line as above_line
      from ledger.movement m where m.document_id = $1 and m.corrects_document_id is not null
      union
      select m.document_id, m.corrects_document_id, m.corrects_line
      from up join ledger.movement m on (m.document_id, m.line) = (up.above, up.above_line))
    select ${related} from platform.document d
    where d.id in (select document_id from up where above is null union select corrects from platform.document where id = $1)
    order by d.recorded_at, d.id`,
}

type Told = Unwritten<DocumentLines>
type Head = Omit<Told, 'lines'>
type Called = { readonly id: string; readonly code: string }

async function linesOf(database: Database, id: string): Promise<Told | null> {
  const reader = { read: <Row extends object>(statement: Statement, values: readonly unknown[] = []) => query<Row>(database, statement, values) }
  const [[head], lines, correcting] = await Promise.all([
    query<Head>(database, headOf, [id]), readLines(reader, [id]),
    query<{ line: number; correctedBy: string[] }>(database, correctingLines, [id]),
  ])
  if (head === undefined) return null
  const all = [...lines.values()]
  const parts: Part[] = all.flatMap((line) => [line.first, ...line.parts])
  const [items, lots, places] = await Promise.all([
    readItems(reader, [...new Set(parts.map(({ itemId }) => itemId))]),
    query<Called>(database, lotsCalled, [[...new Set(parts.flatMap(({ lotId, candidateIds }) => [lotId, ...candidateIds]))]]),
    query<Called>(database, placesCalled, [[...new Set(parts.flatMap(({ fromLocationId, toLocationId }) => [fromLocationId, toLocationId]))]]),
  ])
  const codes = new Map([...lots, ...places].map((one) => [one.id, one.code]))
  const called = (of: string) => codes.get(of) ?? of
  const partOf = (part: Part): Told['lines'][number]['first'] => ({
    itemId: part.itemId, sku: items.get(part.itemId)?.sku ?? part.itemId,
    lotId: idOrNull(part.lotId), lot: part.lotId === NIL ? null : called(part.lotId),
    candidates: part.candidateIds.map((lotId) => ({ lotId, lot: called(lotId) })),
    serial: part.serial?.code ?? null, quantity: String(part.quantity), unit: items.get(part.itemId)?.baseUnit ?? '',
    secondQuantity: part.secondQuantity === null ? null : String(part.secondQuantity), secondUnit: items.get(part.itemId)?.secondUnit ?? null,
    fromLocationId: part.fromLocationId, from: called(part.fromLocationId), toLocationId: part.toLocationId, to: called(part.toLocationId),
  })
  const byLine = new Map(correcting.map(({ line, correctedBy }) => [line, correctedBy]))
  return {
    ...head,
    lines: all.toSorted((a, b) => a.line - b.line).map((line) => ({
      line: line.line, kind: line.kind, name: items.get(line.itemId)?.name ?? '', correctable: isCorrectable(line), corrects: line.corrects,
      first: partOf(line.first), parts: line.parts.map(partOf), correctedBy: byLine.get(line.line) ?? [],
    })),
  }
}

function isCorrectable({ kind, corrects }: StandingLine): boolean {
  return corrects === null && kind !== 'pick' && kind !== 'unpick'
}

type Corrections = Unwritten<DocumentCorrections>
const OfDocument = Type.Object({ id: WireId })

export const correctionsQuestions: QueryDoor[] = [
  queryDoor({
    path: '/documents/:id/lines',
    summary: 'The lines of a document, as they were told and as they stand after all corrections',
    permission: 'record.read',
    input: OfDocument,
    answer: DocumentLines,
    ask: (database, { id }) => linesOf(database, id),
  }),
  queryDoor({
    path: '/documents/:id/corrections',
    summary: 'What a document corrects, and what corrected it',
    permission: 'record.read',
    input: OfDocument,
    answer: DocumentCorrections,
    ask: async (database, { id }) => {
      const [[head], of, by, [done]] = await Promise.all([
        query<Head>(database, headOf, [id]), query<Corrections['of'][number]>(database, correctionsOf, [id]),
        query<Corrections['by'][number]>(database, correctionsBy, [id]), query<{ did: Corrected }>(database, doneBy, [id]),
      ])
      return head === undefined ? null : { of, by, did: done?.did ?? null }
    },
  }),
]
