// Forward trace of a lot with 1,000 shipments among a million movements.
import { NIL } from '#kernel'
import { GUESTS } from '#locations'
import { SELF } from '#partners'
import type { Database } from '#platform'
import { trace } from '#trace'
import type { Row } from './run.ts'
import { seedShop } from './seed.ts'

/** Seeds the history by plain SQL and measures the trace; milliseconds. */
export async function traceRow(database: Database): Promise<Row> {
  const shop = await seedShop(database, { items: 500, lots: 4, each: 1_000_000n })
  const { pool } = database
  // Every lot has 500 shipments, the traced one 1,000; each of an order line of its own.
  const lots = [...shop.lots].flatMap(([item, ids]) => ids.map((lot) => ({ item, lot })))
  await pool.query('create table public.sent (n bigserial, item uuid, lot uuid, doc uuid default gen_random_uuid(), ord uuid default gen_random_uuid(), line uuid default gen_random_uuid())')
  await pool.query(
    `insert into public.sent (item, lot) select item, lot from unnest($1::uuid[], $2::uuid[]) with ordinality as t(item, lot, at),
       generate_series(1, case when t.at = 1 then 1000 else 500 end) order by random()`,
    [lots.map((l) => l.item), lots.map((l) => l.lot)],
  )
  for (const statement of [
    `insert into platform.document (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
       select doc, 'ship', doc, now(), now(), '', '{}' from public.sent`,
    `insert into orders.sales_order (id, number, document_id, customer_id, channel_id, site_id, placed_at)
       select ord, ord::text, doc, '${NIL}', '${shop.channelId}', '${shop.siteId}', now() from public.sent`,
    `insert into orders.line (id, order_id, line, item_id, owner_id, quantity)
       select line, ord, 1, item, '${SELF}', 1 from public.sent`,
    `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id, from_location_id, to_location_id,
       quantity, occurred_at, reference_id)
       select doc, 1, 'ship', item, lot, '${SELF}', '${shop.stagingId}', '${GUESTS}', 1, now(), line from public.sent order by n`,
    `update ledger.balance b set quantity = quantity - s.n from (select lot, count(*) as n from public.sent group by 1) s where s.lot = b.lot_id`,
    'vacuum analyze',
  ]) {
    await pool.query(statement)
  }
  const times: number[] = []
  for (let round = 0; round < 120; round++) {
    const start = performance.now()
    const answer = await trace(database, { direction: 'forward', from: 'lot', id: lots[0]?.lot ?? '' })
    if (answer?.shipments.length !== 1_000) throw new Error(`The trace found ${answer?.shipments.length} shipments.`)
    if (round >= 20) times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const value = Number((times[50] ?? 0).toFixed(1))
  const name = 'forward trace to 1,000 shipments among 1 M movements, p50 in ms'
  return { name, value, limit: 15, ratio: Number((value / 15).toFixed(2)), budget: '≤ 15 ms', holds: value <= 15 }
}
