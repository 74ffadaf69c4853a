// What people ask about items.
import type { Static } from 'typebox'
import { type Database, query, readHistory, type Statement } from '#platform'
import type { ItemPage } from './contract.ts'
import { readItems } from './store.ts'

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
    readHistory(database, { table: 'catalog.item_fact', of: 'item_id' }, id),
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
    history,
  }
}
