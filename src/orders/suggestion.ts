// Which lots an order would get if it were picked now: asked before somebody takes lots of their own choice.
import { type Static, Type } from 'typebox'
import { dayIn } from '#kernel'
import { WireId } from '#kernel/contract'
import { namedChoices, suggestPicks } from '#ledger'
import { Decision } from '#ledger/contract'
import { type Database, queryDoor, snapshot, type Statement, type Unwritten } from '#platform'
import { needOf } from './rules.ts'
import { readChannels } from './store.ts'

const OrderSuggestion = Type.Object({ orderId: WireId, lines: Type.Array(Decision) })

const readOrder: Statement = {
  name: 'orders.read-order-to-suggest',
  text: `select o.channel_id as "channelId", o.site_id as "siteId", s.time_zone as "timeZone",
      p.least_life_days as "leastLifeDays", p.transit_days as "transitDays", l.id as "lineId", l.item_id as "itemId", l.owner_id as "ownerId"
    from orders.sales_order o join locations.location s on s.id = o.site_id
    left join partners.partner p on p.id = o.customer_id join orders.line l on l.order_id = o.id
    where o.id = $1 order by l.line`,
}

type Row = {
  channelId: string; siteId: string; timeZone: string; leastLifeDays: number | null; transitDays: number | null
  lineId: string; itemId: string; ownerId: string
}

async function suggestion(database: Database, orderId: string): Promise<Unwritten<Static<typeof OrderSuggestion>> | null> {
  const now = new Date()
  const decided = await snapshot(database, async (client) => {
    const tx = {
      read: async <One extends object>(statement: Statement, values: readonly unknown[] = []) =>
        (await client.query<One>({ ...statement, values: [...values] })).rows,
    }
    const rows = await tx.read<Row>(readOrder, [orderId])
    const [first] = rows
    const channel = first === undefined ? undefined : (await readChannels({ tx }, [first.channelId])).get(first.channelId)
    if (first === undefined || channel === undefined) return null
    const need = needOf(dayIn(first.timeZone, now), channel, first)
    return suggestPicks(tx, rows.map(({ lineId, itemId, ownerId, siteId }) => ({
      lineId, key: { itemId, ownerId, siteId }, policy: channel.policy, now: need,
    })), now)
  })
  return decided === null ? null : { orderId, lines: await namedChoices(database, decided) }
}

export const suggestionQuestion = queryDoor({
  path: '/orders/:id/suggestion',
  summary: 'The lots an order would get if it were picked now, line by line, and why; nothing is taken',
  permission: 'record.read',
  input: Type.Object({ id: WireId }),
  answer: OrderSuggestion,
  ask: (database, { id }) => suggestion(database, id),
})
