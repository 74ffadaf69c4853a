// What a channel could promise now: the need its orders would have today, judged beside what is reserved already.
import { type Static, Type } from 'typebox'
import { dayIn, NIL } from '#kernel'
import { wireCursor, WireDate, WireId, WireLimit, WireQuantityOrZero } from '#kernel/contract'
import { offersOf } from '#ledger'
import { readLocations } from '#locations'
import { readPartners, SELF } from '#partners'
import { type Database, queryDoor, snapshot, type Statement } from '#platform'
import { refuse } from './refusals.ts'
import { needOf } from './rules.ts'
import { readChannels } from './store.ts'

const AskAvailability = Type.Object(
  {
    channelId: Type.Optional(Type.String({ ...WireId, description: 'Whose least life and transit days count.' })),
    customerId: Type.Optional(Type.String({ ...WireId, description: 'Whose own rules come before the channel’s.' })),
    itemId: Type.Optional(WireId),
    siteId: Type.Optional(WireId),
    ownerId: Type.Optional(WireId),
    lotId: Type.Optional(Type.String({ ...WireId, description: 'The one lot that is wanted.' })),
    on: Type.Optional(Type.String({ ...WireDate, description: 'The day of the order; the site’s today when left out.' })),
    leastOn: Type.Optional(Type.String({ ...WireDate, description: 'The date the goods must last to, instead of the channel’s.' })),
    after: Type.Optional(wireCursor('id', 'id')),
    limit: Type.Optional(WireLimit),
  },
  { additionalProperties: false },
)
const DateOrNull = Type.Union([Type.String(), Type.Null()])
const Availability = Type.Object({
  rows: Type.Array(
    Type.Object({
      itemId: WireId,
      sku: Type.String(),
      unit: Type.String({ description: 'The base unit of the item, in which it is counted here.' }),
      ownerId: WireId,
      siteId: WireId,
      site: Type.String(),
      saleOn: Type.String({ description: 'The day the goods arrive: no use-by date may be passed by then.' }),
      leastOn: DateOrNull,
      onHand: WireQuantityOrZero,
      fitting: Type.String({ ...WireQuantityOrZero, description: 'Free and lasting long enough, were nothing reserved.' }),
      reserved: WireQuantityOrZero,
      available: Type.String({ ...WireQuantityOrZero, description: 'What an order line could reserve now.' }),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
})

const listPools: Statement = {
  name: 'orders.list-pools',
  text: `select p.item_id as "itemId", i.sku, i.base_unit as unit, p.owner_id as "ownerId", p.site_id as "siteId", s.code as site
    from ledger.pool p join catalog.item i on i.id = p.item_id join locations.location s on s.id = p.site_id
    where p.owner_id = $1 and ($2::uuid is null or p.item_id = $2) and ($3::uuid is null or p.site_id = $3)
      and ($4::uuid is null or (p.item_id, p.owner_id, p.site_id) > ($4, $1, $5))
    order by p.item_id, p.owner_id, p.site_id limit $6`,
}

function availability(database: Database, ask: Static<typeof AskAvailability>): Promise<Static<typeof Availability>> {
  type PoolRow = { itemId: string; sku: string; unit: string; ownerId: string; siteId: string; site: string }
  const most = Math.min(Number(ask.limit ?? 100), 500)
  const [afterItem = null, afterSite = null] = ask.after?.split('.') ?? []
  const now = new Date()
  return snapshot(database, async (client) => {
    const tx = {
      read: async <Row extends object>(statement: Statement, values: readonly unknown[] = []) =>
        (await client.query<Row>({ ...statement, values: [...values] })).rows,
    }
    const found = await tx.read<PoolRow>(listPools, [
      ask.ownerId ?? SELF, ask.itemId ?? null, ask.siteId ?? null, afterItem, afterSite, most + 1,
    ])
    const pools = found.slice(0, most)
    const [channels, customers, sites] = await Promise.all([
      readChannels({ tx }, ask.channelId === undefined ? [] : [ask.channelId]),
      readPartners(tx, ask.customerId === undefined ? [] : [ask.customerId]),
      readLocations(tx, [...new Set(pools.map(({ siteId }) => siteId))]),
    ])
    const rules = rulesOf(ask, channels, customers)
    const wanted = pools.map(({ itemId, ownerId, siteId }) => {
      const day = ask.on ?? dayIn(sites.get(siteId)?.timeZone ?? 'UTC', now)
      const need = needOf(day, rules.channel, rules.customer)
      return { key: { itemId, ownerId, siteId }, need: { ...need, leastOn: ask.leastOn ?? need.leastOn, wantedLotId: ask.lotId ?? null } }
    })
    const offers = await offersOf(tx, wanted, now)
    const rows = pools.map((pool, at) => ({
      ...pool, saleOn: wanted[at]?.need.saleOn ?? '', leastOn: wanted[at]?.need.leastOn ?? null,
      onHand: String(offers[at]?.onHand ?? 0n), fitting: String(offers[at]?.fitting ?? 0n),
      reserved: String(offers[at]?.reserved ?? 0n), available: String(offers[at]?.available ?? 0n),
    }))
    const last = found.length > most ? rows.at(-1) : undefined
    return { rows, next: last === undefined ? null : `${last.itemId}.${last.siteId}` }
  })
}

function rulesOf(
  { channelId, customerId }: Static<typeof AskAvailability>,
  channels: Awaited<ReturnType<typeof readChannels>>,
  customers: Awaited<ReturnType<typeof readPartners>>,
) {
  const channel = channelId === undefined ? { leastLifeDays: null, transitDays: null } : channels.get(channelId)
  if (channel === undefined) throw refuse('channel_unknown', { channelId: channelId ?? NIL })
  const customer = customers.get(customerId ?? '')
  if (customerId !== undefined && customer === undefined) throw refuse('customer_unknown', { customerId })
  return { channel, customer }
}

export const availabilityQuestion = queryDoor({
  path: '/availability',
  summary: 'What a channel could promise now, by item and site',
  permission: 'record.read',
  input: AskAvailability,
  answer: Availability,
  ask: availability,
})
