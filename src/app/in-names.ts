// The one place where ids become what people call things: for what the command line prints, and for the sentences of
// refusals. The rules speak of ids, and a refusal's facts stay ids for programs.
import { isId, NIL, Refusal } from '#kernel'
import { type Database, query, type Statement } from '#platform'

// What has no code of its own is called by what it belongs to.
const namesOf: Statement = {
  name: 'app.read-names',
  text: `select id, number as code from orders.sales_order where id = any($1::uuid[])
    union all select id, code from lots.lot where id = any($1::uuid[])
    union all select id, sku from catalog.item where id = any($1::uuid[])
    union all select id, code from partners.partner where id = any($1::uuid[])
    union all select id, code from locations.location where id = any($1::uuid[])
    union all select id, code from orders.channel where id = any($1::uuid[])
    union all select id, code from ledger.serial where id = any($1::uuid[])
    union all select id, login from auth.account where id = any($1::uuid[])
    union all select l.id, o.number || ' line ' || l.line from orders.line l join orders.sales_order o on o.id = l.order_id
      where l.id = any($1::uuid[])
    union all select document_id, number from receiving.receipt where document_id = any($1::uuid[])
    union all select document_id, number from orders.customer_return where document_id = any($1::uuid[])
    union all select id, number from receiving.announcement where id = any($1::uuid[])
    union all select l.id, a.number || ' line ' || l.line from receiving.announcement_line l
      join receiving.announcement a on a.id = l.announcement_id where l.id = any($1::uuid[])`,
}

type Named = { id: string; code: string }

/** What people call things, by their ids; what has no name is left out. */
export async function readCodes(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? new Map() : mapOf(await query<Named>(database, namesOf, [ids]))
}

/** A refusal whose sentence calls things what people call them; anything else as it is. */
export async function inNames(database: Database, failure: Refusal): Promise<Refusal>
export async function inNames(database: Database, failure: unknown): Promise<unknown>
export async function inNames(database: Database, failure: unknown): Promise<unknown> {
  if (!(failure instanceof Refusal)) return failure
  const [named = failure] = await allInNames(database, [failure])
  return named
}

/** Refusals whose sentences call things what people call them, asked for once for all. */
export async function allInNames(database: Database, refusals: readonly Refusal[]): Promise<Refusal[]> {
  const ids = [...new Set(refusals.flatMap(idsOf))]
  if (ids.length === 0) return [...refusals]
  try {
    const names = mapOf(await query<Named>(database, namesOf, [ids]))
    names.set(NIL, names.get(NIL) ?? 'none')
    return refusals.map((refusal) => (idsOf(refusal).length === 0 ? refusal : refusal.named(names)))
  } catch {
    // Why it was refused is worth more than the names.
    return [...refusals]
  }
}

function idsOf({ facts }: Refusal): string[] {
  return Object.values(facts).filter((fact) => typeof fact === 'string').filter(isId)
}

function mapOf(rows: readonly Named[]): Map<string, string> {
  return new Map(rows.map(({ id, code }) => [id, code]))
}
