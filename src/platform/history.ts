// What became of a thing field by field: the facts its module keeps of it, each with the document that says who, when and why.
import { type Database, query, type Statement } from './database.ts'
import type { FieldChange } from './contract.ts'

/** A module's facts of one kind: its own table with document_id, field, old_value and new_value, and the column of the thing's id. */
export type FactTable = { readonly table: `${string}.${string}_fact`; readonly of: string }

type Row = Omit<FieldChange, 'occurredAt' | 'recordedAt'> & { readonly occurredAt: Date; readonly recordedAt: Date }

/** Every change of a thing, in the order they were recorded. */
export async function readHistory(database: Database, { table, of }: FactTable, id: string): Promise<FieldChange[]> {
  const statement: Statement = {
    name: `platform.history-of-${table}`,
    text: `select document.id as "documentId", document.kind, document.actor_id as "actorId",
        document.occurred_at as "occurredAt", document.recorded_at as "recordedAt", document.reason,
        fact.field, fact.old_value as old, fact.new_value as new
      from ${table} fact join platform.document on document.id = fact.document_id
      where fact.${of} = $1 order by document.recorded_at, document.id, fact.field`,
  }
  const rows = await query<Row>(database, statement, [id])
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString(), recordedAt: row.recordedAt.toISOString() }))
}
