// The job that gives what comes to orders that wait. It follows the documents in their order; whatever frees stock is
// found there: receipts, returns, what is made, found or put back, holds released, orders cancelled,
// new dates of lots, other rules of a channel.
import { SYSTEM_ACTOR } from '#auth'
import { type Database, idOf, perform, query, type Statement, transaction } from '#platform'
import { serveWaiting } from './reserve-waiting.ts'

/** How the job is paced: documents looked through at a time, lines served in one document. */
export type ServingPace = { readonly batch: number; readonly page: number }

const usual: ServingPace = { batch: 5_000, page: 200 }

const readProgress: Statement = {
  name: 'orders.read-serving-progress',
  text: `select p.position as done, least(s.last_position, p.position + $1) as upto
    from orders.serving_progress p, platform.sequencer s`,
}
// A worker that was slower moves nothing back.
const moveProgress: Statement = {
  name: 'orders.move-serving-progress',
  text: 'update orders.serving_progress set position = $1 where position < $1',
}
const batch = `batch as materialized (
      select document_id from platform.sequence where position > $1 and position <= $2)`
// Lines whose reservation was taken away or whose shipment was corrected wait as well.
const noteShort: Statement = {
  name: 'orders.note-short',
  text: `with ${batch}
    insert into orders.waiting (line_id, item_id, site_id)
    select l.id, l.item_id, o.site_id from orders.line l join orders.sales_order o on o.id = l.order_id
    where l.id in (
      select c.reservation_id from batch b join ledger.reservation_change c on c.document_id = b.document_id
        where c.change < 0 and c.cause = 'short'
      union select m.reference_id from batch b join ledger.movement m on m.document_id = b.document_id
        where m.kind = 'correct' and m.reference_id is not null)
    on conflict do nothing`,
}
const free = `coalesce((select sum(b.quantity - b.picked) from ledger.balance b
        join locations.location p on p.id = b.location_id and p.role = 'storage'
        where b.item_id = w.item_id and b.site_id = w.site_id and b.holds = 0), 0)
      > coalesce((select sum(r.quantity) from ledger.reservation r
        where r.item_id = w.item_id and r.site_id = w.site_id), 0)`
// Items that something happened to besides leaving for orders, where lines wait and more is there than is promised.
const findServable: Statement = {
  name: 'orders.find-servable',
  text: `with ${batch},
    touched as materialized (
      select m.item_id from batch b join ledger.movement m on m.document_id = b.document_id
        where m.kind not in ('pick', 'ship')
      union select h.item_id from batch b join ledger.hold_release x on x.document_id = b.document_id
        join ledger.hold h on h.id = x.hold_id
      union select l.item_id from batch b join ledger.reservation_change c on c.document_id = b.document_id
        join orders.line l on l.id = c.reservation_id where c.change < 0
      union select t.item_id from batch b join lots.lot_fact f on f.document_id = b.document_id
        join lots.lot t on t.id = f.lot_id
      union select k.item_id from orders.waiting k where exists (select 1 from batch b
        join platform.document d on d.id = b.document_id and d.kind = 'change_channel'))
    select w.item_id as "itemId", w.site_id as "siteId" from touched t join orders.waiting w on w.item_id = t.item_id
    group by w.item_id, w.site_id having ${free} order by 1, 2`,
}
const stillFree: Statement = {
  name: 'orders.still-free',
  text: `select 1 from (values ($1::uuid, $2::uuid)) w (item_id, site_id) where ${free}`,
}

/** An item at a site, where lines wait for it. */
type Waited = { readonly itemId: string; readonly siteId: string }

/**
 * Sets aside for waiting lines what has come since the last time, the oldest order first, as documents of the system's
 * own. Safe in several processes at once and when it is stopped anywhere: what was served lacks nothing any more,
 * and the same stretch of documents gives the same command.
 */
export async function serveWhatCame(database: Database, pace: ServingPace = usual): Promise<void> {
  for (;;) {
    const [progress] = await query<{ done: bigint; upto: bigint }>(database, readProgress, [pace.batch])
    if (progress === undefined) throw new Error('orders.serving_progress has no row.')
    const { done, upto } = progress
    if (upto === done) return
    const found = await transaction(database, (tx) => {
      tx.write(noteShort, [done, upto])
      return tx.read<Waited>(findServable, [done, upto])
    })
    for (const waited of found) await serveOne(database, waited, { upto, page: pace.page })
    await query(database, moveProgress, [upto])
  }
}

async function serveOne(database: Database, waited: Waited, { upto, page }: { upto: bigint; page: number }): Promise<void> {
  const { itemId, siteId } = waited
  let after: string | null = null
  for (;;) {
    const [outcome] = await perform(database, serveWaiting, [{
      id: idOf(`serve ${upto} ${itemId} ${siteId} ${page} ${after}`), actor: SYSTEM_ACTOR, occurredAt: new Date(),
      payload: { itemId, siteId, after, limit: page },
    }])
    if (outcome === undefined) throw new Error('Serving gave no outcome.')
    if (!outcome.ok && outcome.refusal.code !== 'nothing_to_serve') throw outcome.refusal
    const next: unknown = outcome.ok ? outcome.answer['next'] : outcome.refusal.facts['next']
    // Those behind may need less long a life; where nothing is left nobody has to be asked.
    if (typeof next !== 'string' || (await query(database, stillFree, [itemId, siteId])).length === 0) return
    after = next
  }
}
