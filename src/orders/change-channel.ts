import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { ChannelChanged } from './contract.ts'
import { refuse } from './refusals.ts'

/** What of a channel becomes otherwise; what is left out stays. */
export type ChannelChange = {
  readonly channelId: string
  readonly reason: string
  readonly name?: string
  readonly leastLifeDays?: number | null
  readonly transitDays?: number
  readonly policy?: string
  readonly closed?: boolean
}

type Row = { id: string; name: string; leastLifeDays: number | null; transitDays: number; policy: string; closed: boolean }
const fields = ['name', 'leastLifeDays', 'transitDays', 'policy', 'closed'] as const

const lock: Statement = {
  name: 'orders.lock-channels',
  text: `select id, name, least_life_days as "leastLifeDays", transit_days as "transitDays", policy, closed_at is not null as closed
    from orders.channel where id = any($1::uuid[]) order by id for update`,
}
const update: Statement = {
  name: 'orders.update-channels',
  text: `update orders.channel c set name = n.name, least_life_days = n.least_life_days, transit_days = n.transit_days,
      policy = n.policy, closed_at = case when n.closed then coalesce(c.closed_at, $7) end
    from unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::text[], $6::boolean[])
      as n(id, name, least_life_days, transit_days, policy, closed) where c.id = n.id`,
}

/**
 * Changes channels, closes and opens them again. Orders that were placed go on: what is reserved, picked or shipped from
 * now on is judged by the new rules, and lines that wait are looked at again. A closed channel takes no new order.
 */
export const changeChannel: Action<ChannelChange, ChannelChanged> = {
  kind: 'change_channel',
  permission: 'order.write',
  async run({ tx, now }, commands) {
    const rows = await tx.read<Row>(lock, [[...new Set(commands.map(({ payload }) => payload.channelId))]])
    const known = new Map(rows.map((row) => [row.id, row]))
    const touched = new Set<string>()
    const results = commands.map(({ payload: { channelId, reason, ...wanted } }): Accepted<ChannelChanged> | Refusal => {
      const before = known.get(channelId)
      if (before === undefined) return refuse('channel_unknown', { channelId })
      const after: Row = { ...before, ...wanted }
      const changed = fields.filter((field) => before[field] !== after[field])
      if (changed.length === 0) return refuse('channel_unchanged', { channelId })
      known.set(channelId, after)
      touched.add(channelId)
      const of = (row: Row) => Object.fromEntries(changed.map((field) => [field, row[field]]))
      return { answer: { channelId, before: of(before), after: of(after) }, reason }
    })
    const all = [...touched].flatMap((id) => known.get(id) ?? [])
    if (all.length > 0) {
      tx.write(update, [
        all.map(({ id }) => id), all.map(({ name }) => name), all.map((one) => one.leastLifeDays), all.map((one) => one.transitDays),
        all.map(({ policy }) => policy), all.map(({ closed }) => closed), now,
      ])
    }
    return results
  },
}
