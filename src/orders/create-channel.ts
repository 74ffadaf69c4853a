import type { Refusal } from '#kernel'
import type { Accepted, Action, Statement } from '#platform'
import type { ChannelCreated } from './contract.ts'
import { refuse } from './refusals.ts'

/** A channel as wanted. */
export type NewChannel = {
  readonly channelId: string
  readonly code: string
  readonly name: string
  readonly leastLifeDays: number | null
  readonly transitDays: number
  readonly policy: string
}

const known: Statement = {
  name: 'orders.known-channels',
  text: 'select id, code from orders.channel where code = any($1::text[]) or id = any($2::uuid[])',
}
const insert: Statement = {
  name: 'orders.insert-channels',
  text: `insert into orders.channel (id, code, name, least_life_days, transit_days, policy, recorded_at)
    select *, $7 from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[])`,
}

/** Creates channels. */
export const createChannel: Action<NewChannel, ChannelCreated> = {
  kind: 'create_channel',
  permission: 'order.write',
  constraints: {
    channel_code_key: ({ payload }) => refuse('channel_code_taken', { code: payload.code }),
    channel_pkey: ({ payload }) => refuse('channel_id_taken', { channelId: payload.channelId }),
  },
  async run(ctx, commands) {
    const wanted = commands.map(({ payload }) => payload)
    const rows = await ctx.tx.read<{ id: string; code: string }>(known, [
      wanted.map(({ code }) => code),
      wanted.map(({ channelId }) => channelId),
    ])
    const codes = new Set(rows.map(({ code }) => code))
    const ids = new Set(rows.map(({ id }) => id))
    const made: NewChannel[] = []
    const results = wanted.map((one): Accepted<ChannelCreated> | Refusal => {
      if (codes.has(one.code)) return refuse('channel_code_taken', { code: one.code })
      if (ids.has(one.channelId)) return refuse('channel_id_taken', { channelId: one.channelId })
      codes.add(one.code)
      ids.add(one.channelId)
      made.push(one)
      return { answer: { channelId: one.channelId } }
    })
    if (made.length > 0) {
      ctx.tx.write(insert, [
        made.map((one) => one.channelId), made.map((one) => one.code), made.map((one) => one.name),
        made.map((one) => one.leastLifeDays), made.map((one) => one.transitDays),
        made.map((one) => one.policy), ctx.now,
      ])
    }
    return results
  },
}
