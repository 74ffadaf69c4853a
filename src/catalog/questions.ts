// What people ask about items.
import type { Static } from 'typebox'
import { type Database, query, type Statement } from '#platform'
import type { ItemPage } from './contract.ts'
import { readItems } from './store.ts'

const historyOf: Statement = {
  name: 'catalog.item-history',
  text: `select document.id as "documentId", document.kind, document.actor_id as "actorId",
      document.occurred_at as "occurredAt", document.recorded_at as "recordedAt", document.reason,
      fact.field, fact.old_value as old, fact.new_value as new
    from catalog.item_fact fact join platform.document on document.id = fact.document_id
    where fact.item_id = $1 order by document.recorded_at, document.id, fact.field`,
}

type Row = {
  documentId: string
  kind: string
  actorId: string
  occurredAt: Date
  recordedAt: Date
  reason: string | null
  field: string
  old: string | null
  new: string | null
}

/** One item with its units, its tracking modes and every change; null when there is none. */
export async function itemPage(
  database: Database,
  { id }: { id: string },
): Promise<Static<typeof ItemPage> | null> {
  const reader = {
    read: <R extends object>(statement: Statement, values?: readonly unknown[]) =>
      query<R>(database, statement, values),
  }
  const [found, history] = await Promise.all([
    readItems(reader, [id]),
    query<Row>(database, historyOf, [id]),
  ])
  const whole = found.get(id)
  if (whole === undefined) return null
  const { units, modes, ...item } = whole
  return {
    item,
    units: units.map((unit) => ({
      ...unit,
      numerator: `${unit.numerator}`,
      denominator: `${unit.denominator}`,
    })),
    modes: [...modes],
    history: history.map((row) => ({
      ...row,
      occurredAt: row.occurredAt.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
    })),
  }
}
