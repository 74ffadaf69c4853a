// Taking an import back: each of its documents by the command that takes such a thing back, the last one first. Nothing is
// removed. What something else depends on by now is refused, and stays; it is told why.
import { type Actor, type Database, idOf, query, type Statement } from '#platform'
import { doorOf } from './import-judge.ts'
import type { KeptImport } from './import-store.ts'
import { inNames } from './in-names.ts'

type Row = { readonly nth: number; readonly ids: readonly string[]; readonly before: object | null; readonly outcome: string }
/** `of`: what else than the document's own thing it is about. */
type Taken = { readonly path: string; readonly body: object; readonly of?: string }

const MOST_AT_ONCE = 200

const nextToUndo: Statement = {
  name: 'app.next-to-undo',
  text: `select nth, document_ids as ids, before, outcome from app.import_document
    where import_id = $1::uuid and outcome in ('made', 'changed') and nth < $2::integer order by nth desc limit ${MOST_AT_ONCE}`,
}
const noteUndone: Statement = {
  name: 'app.note-undone',
  text: `update app.import_document i set outcome = coalesce(it ->> 'outcome', i.outcome), says = it ->> 'says'
    from jsonb_array_elements($2::jsonb) it where i.import_id = $1::uuid and i.nth = (it ->> 'nth')::integer`,
}
const advance: Statement = { name: 'app.advance-undo', text: 'update app.import set done = done + $2::integer where id = $1::uuid' }

// The parts a site came with: they were made with it, and are closed with it.
const partsOfSites: Statement = {
  name: 'app.parts-of-sites',
  text: `select d.id, array(select p.value from json_each_text(d.answer -> 'parts') p order by 1) as parts
    from platform.document d where d.id = any($1::uuid[]) and d.kind = 'create-location' and d.answer ->> 'parts' is not null`,
}

/** Why things of a kind cannot be taken back at all; null where they can. */
export function whyKept(kind: string): string | null {
  return kind === 'lots' ? 'A lot stays in the record once it is named there. Without goods it stands in no stock; merge it into another if it was a mistake.' : null
}

/** Takes back what an import made and changed. Gives false when the program ended before it was through. */
export async function undoImport(database: Database, kept: KeptImport, halt: AbortSignal): Promise<boolean> {
  const actor = { id: kept.actorId, permissions: new Set(kept.permissions) }
  for (let below = 2_147_483_647; ; ) {
    if (halt.aborted) return false
    const rows = await query<Row>(database, nextToUndo, [kept.id, below])
    const last = rows.at(-1)
    if (last === undefined) return true
    below = last.nth
    await takeBack(database, kept, actor, rows)
    await query(database, advance, [kept.id, rows.length])
  }
}

async function takeBack(database: Database, kept: KeptImport, actor: Actor, rows: readonly Row[]): Promise<void> {
  const reason = kept.undoReason ?? ''
  const parts = kept.kind === 'locations' ? await query<{ id: string; parts: string[] }>(database, partsOfSites, [rows.flatMap(({ ids }) => ids)]) : []
  const wanted = rows.flatMap((row) => {
    const taken = takenBack(kept.kind, row, reason)
    const first = parts.filter(({ id }) => row.ids.includes(id)).flatMap((site) => site.parts.map((part) => closing(part, reason)))
    return taken === null ? [] : [...first, taken].map((one) => ({ row, ...one }))
  })
  const told = new Map<number, string | null>(rows.map(({ nth }) => [nth, whyKept(kept.kind)]))
  for (const path of new Set(wanted.map((one) => one.path))) {
    const mine = wanted.filter((one) => one.path === path)
    const now = new Date()
    const outcomes = await doorOf({ path }).many(database, mine.map(({ row, body, of }) => ({
      id: idOf(`undo ${kept.id} ${row.nth} ${of ?? row.ids.join(' ')} ${reason}`), actor, occurredAt: now, body,
    })))
    for (const [at, outcome] of outcomes.entries()) {
      // What stays of a site says so itself.
      if (mine[at]?.of !== undefined) continue
      const says = outcome.ok ? null : (await inNames(database, outcome.refusal)).message
      told.set(mine[at]?.row.nth ?? 0, says)
    }
  }
  await query(database, noteUndone, [kept.id, JSON.stringify([...told].map(([nth, says]) => ({ nth, says, outcome: says === null ? 'undone' : null })))])
}

const closing = (locationId: string, reason: string): Taken => ({ path: '/locations/close', body: { locationId, reason }, of: locationId })

// The command that takes back what one document of a kind did.
function takenBack(kind: string, { ids, before, outcome }: Row, reason: string): Taken | null {
  const [id] = ids
  if (id === undefined) return null
  if (kind === 'items') {
    return outcome === 'changed' ? { path: '/items/change', body: { ...before, reason } } : { path: '/items/change', body: { itemId: id, closed: true, reason } }
  }
  if (kind === 'partners') return { path: '/partners/change', body: { partnerId: id, closed: true, reason } }
  if (kind === 'locations') return { path: '/locations/close', body: { locationId: id, reason } }
  if (kind === 'orders') return { path: '/orders/cancel', body: { orderId: id, reason } }
  if (kind === 'receipts' || kind === 'returns') return { path: '/corrections', body: { documents: [id], reason } }
  // Picked and shipped: the goods that left never did.
  if (kind === 'shipments') return { path: '/corrections', body: { documents: [ids[1] ?? id], reason } }
  return null
}
