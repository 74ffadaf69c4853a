// New stock for orders that wait: every line that lacks something, the oldest order first.
import { NIL, type Refusal } from '#kernel'
import { judgeEach } from '#ledger'
import type { Accepted, Action, Command, Context, Statement } from '#platform'
import type { WaitingReserved } from './contract.ts'
import type { WaitingPage } from './questions-contract.ts'
import { refuse } from './refusals.ts'
import { reserveLine } from './reserve-orders.ts'
import { movedAs } from './store.ts'
import { needNow, openWork } from './work.ts'

/** Whose waiting lines are served; null: all. */
export type WantedServing = {
  readonly itemId: string | null
  readonly siteId: string | null
  /** Behind this line of an answer before; null: from the oldest. */
  readonly after: string | null
  readonly limit: number
}

/** A line that lacks stock. */
export type WaitingLine = Omit<WaitingPage['rows'][number], 'placedAt'> & { readonly placedAt: Date }

/** SQL: how much an order line `l` lacks: ordered, and neither reserved, picked nor shipped. */
export const shortOf = `(l.quantity + coalesce((select sum(x.change) from orders.line_change x where x.line_id = l.id), 0)
    - coalesce((select sum(case when e.own then -m.quantity else m.quantity end) from ledger.movement m
        join locations.location e on e.id = m.to_location_id where m.reference_id = l.id and ${movedAs('ship')}), 0)
    - coalesce((select sum(r.quantity) from ledger.reservation r where r.id = l.id), 0)
    - coalesce((select sum(k.quantity) from ledger.pick k where k.reservation_id = l.id), 0))`

/** Lines that lack stock, oldest order first, behind a moment and line. */
export const readWaiting: Statement = {
  name: 'orders.read-waiting',
  text: `with candidates as (
      select line_id as id from orders.waiting
      union select reservation_id from ledger.reservation_change where cause = 'short'
      union select reference_id from ledger.movement where kind = 'correct' and reference_id is not null)
    select o.id as "orderId", o.number, o.customer_id as "customerId", coalesce(n.name, p.code) as customer,
      p.code as "customerCode", o.channel_id as "channelId", c.code as channel, o.site_id as "siteId", t.code as site,
      o.placed_at as "placedAt", l.id as "lineId", l.line, l.item_id as "itemId", i.sku, i.base_unit as unit, w.ordered::text as ordered, g.shipped::text as shipped,
      (a.reserved + b.picked)::text as "setAside", (w.ordered - g.shipped - a.reserved - b.picked)::text as short
    from candidates d join orders.line l on l.id = d.id join orders.sales_order o on o.id = l.order_id
    join catalog.item i on i.id = l.item_id join orders.channel c on c.id = o.channel_id
    join locations.location t on t.id = o.site_id left join partners.partner p on p.id = o.customer_id
    left join partners.partner_detail n on n.partner_id = p.id
    cross join lateral (select l.quantity + coalesce(sum(x.change), 0) as ordered
      from orders.line_change x where x.line_id = l.id) w
    cross join lateral (select coalesce(sum(case when e.own then -m.quantity else m.quantity end), 0) as shipped
      from ledger.movement m join locations.location e on e.id = m.to_location_id
      where m.reference_id = l.id and ${movedAs('ship')}) g
    cross join lateral (select coalesce(sum(r.quantity), 0) as reserved from ledger.reservation r where r.id = l.id) a
    cross join lateral (select coalesce(sum(k.quantity), 0) as picked
      from ledger.pick k where k.reservation_id = l.id) b
    where ($1::uuid is null or l.item_id = $1) and ($2::uuid is null or o.site_id = $2)
      and (o.placed_at, l.id) > ($3::timestamptz, $4::uuid)
      and w.ordered > g.shipped + a.reserved + b.picked
    order by o.placed_at, l.id limit $5`,
}
const removeWaiting: Statement = {
  name: 'orders.remove-waiting',
  text: 'delete from orders.waiting where line_id = any($1::uuid[])',
}

/** The values of `readWaiting`. */
export function waitingBehind({ itemId, siteId, after, limit }: WantedServing): unknown[] {
  const [moment, lineId = NIL] = after === null ? [] : after.split('_')
  return [itemId, siteId, moment === undefined ? '-infinity' : new Date(moment).toISOString(), lineId, limit]
}

/** Where the next page of waiting lines begins; null when this was the last. */
export function nextWaiting(rows: readonly WaitingLine[], limit: number): string | null {
  const last = rows.length < limit ? undefined : rows.at(-1)
  return last === undefined ? null : `${last.placedAt.toISOString()}_${last.lineId}`
}

/** Reserves for lines that wait, oldest order first, as far as there is stock that lasts for each. */
export const reserveWaiting: Action<WantedServing, WaitingReserved> = {
  kind: 'reserve_waiting',
  permission: 'order.write',
  run: (ctx, commands) => reserveInTurn(ctx, commands, (answer) => answer),
}

/** The same for stock that came: where there is nothing for anybody nothing is recorded. */
export const serveWaiting: Action<WantedServing, WaitingReserved> = {
  kind: 'serve_waiting',
  permission: 'order.write',
  run: (ctx, commands) =>
    reserveInTurn(ctx, commands, (answer) => {
      if (answer.reserved.length > 0) return answer
      throw refuse('nothing_to_serve', { waiting: answer.waiting, next: answer.next })
    }),
}

type Reserved = ReturnType<typeof reserveLine> & { orderId: string; number: string; sku: string }
type Served = { readonly reserved: readonly Reserved[]; readonly waiting: number; readonly next: string | null }

async function reserveInTurn(
  ctx: Context,
  commands: readonly Command<WantedServing>[],
  judged: (answer: Served) => Served,
): Promise<(Accepted<WaitingReserved> | Refusal)[]> {
  const found = await Promise.all(commands.map(({ payload }) => ctx.tx.read<WaitingLine>(readWaiting, waitingBehind(payload))))
  const orderIds = [...new Set(found.flat().map(({ orderId }) => orderId))]
  const [first] = commands
  const work = await openWork(ctx, first === undefined ? [] : orderIds.map((orderId) => ({ ...first, payload: { orderId } })), {
    shipped: 'shipped',
  })
  const served = new Set<string>()
  const results = await judgeEach(ctx, work.sheet, commands, (command: Command<WantedServing>) => {
    const waiting = found[commands.indexOf(command)] ?? []
    const reserved: Reserved[] = []
    let left = 0
    for (const { orderId, number, lineId, sku } of waiting) {
      // Under the locks the line is judged as it is now.
      const order = work.orders.get(orderId)
      const line = order?.lines.find(({ id }) => id === lineId)
      if (order === undefined || line === undefined) continue
      const set = reserveLine(work, command, order, line, needNow(work, order, command))
      if (set.reserved !== '0') reserved.push({ orderId, number, sku, ...set })
      if (set.short === '0') served.add(lineId)
      else left++
    }
    return { answer: judged({ reserved, waiting: left, next: nextWaiting(waiting, command.payload.limit) }) }
  })
  if (served.size > 0) ctx.tx.write(removeWaiting, [[...served]])
  return results
}
