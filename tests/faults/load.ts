// Clients that work over HTTP as hard as they can and remember what they were told.
import { randomUUID } from 'node:crypto'

/** The records one command makes, all of them or none. */
export type Makes = {
  readonly movements?: number
  readonly lots?: number
  readonly receiptLines?: number
  readonly orderLines?: number
  readonly steps?: number
}

/** A command as it was sent, and what came back: an answer, a refusal, or nothing. */
export type Sent = {
  readonly id: string
  readonly path: string
  readonly body: object
  readonly makes: Makes
  told: 'accepted' | 'refused' | 'nothing'
  answer?: unknown
  repeated?: boolean
}

/** Where the work is done. */
export type Ground = {
  readonly siteId: string
  readonly itemIds: readonly string[]
  readonly supplierId: string
  readonly customerId: string
  readonly channelId: string
  readonly storage: string
  readonly quarantine: string
}

/** Sends one command, again or for the first time, and notes what came back. */
export async function send(address: string, key: string, one: Sent): Promise<Sent> {
  const reply = await post(address, key, one.path, { id: one.id, ...one.body })
  if (reply === null || reply.status >= 500) return { ...one, told: 'nothing' }
  if (reply.status !== 200) return { ...one, told: 'refused', answer: reply.body['code'] }
  return note(one, reply.body)
}

/** Sends several commands of one kind as a set; each is answered alone. */
async function sendSet(address: string, key: string, all: readonly Sent[]): Promise<Sent[]> {
  const commands = all.map(({ id, body }) => ({ id, ...body }))
  const reply = await post(address, key, `/sets${all[0]?.path}`, { commands })
  const outcomes: Record<string, unknown>[] | undefined = reply?.status === 200 ? reply.body['outcomes'] as [] : undefined
  return all.map((one, nth) => {
    const outcome = outcomes?.[nth]
    if (outcome === undefined) return { ...one, told: 'nothing' }
    return outcome['ok'] === true ? note(one, outcome) : { ...one, told: 'refused', answer: outcome['problem'] }
  })
}

function note(one: Sent, { answer, repeated }: Record<string, unknown>): Sent {
  return { ...one, told: 'accepted', answer, repeated: repeated === true }
}

async function post(address: string, key: string, path: string, body: object) {
  try {
    const reply = await fetch(`${address}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
  } catch {
    return null
  }
}

/**
 * One client works until the server no longer answers. What it sends is written down before it is sent; `told`
 * of what was under way stays `nothing`.
 */
export async function work(
  server: { readonly address: string; readonly key: string },
  ground: Ground,
  roll: (sides: number) => number,
  sent: Sent[],
): Promise<void> {
  const lots: { lotId: string; itemId: string }[] = []
  const orders: string[] = []
  for (;;) {
    const wanted = next(ground, roll, lots, orders)
    const at = sent.length
    sent.push(...wanted)
    const [one] = wanted
    const told = wanted.length === 1 && one !== undefined
      ? [await send(server.address, server.key, one)]
      : await sendSet(server.address, server.key, wanted)
    // Other clients have added theirs since: each keeps its own place.
    told.forEach((it, nth) => { Object.assign(sent[at + nth] ?? {}, it) })
    if (told.some((it) => it.told === 'nothing')) return
    for (const { told: how, path, id, body } of told) {
      if (how !== 'accepted') continue
      if (path === '/orders') orders.push(id)
      if (path !== '/receipts') continue
      const { lines } = body as { lines: { itemId: string; lot: { lotId: string } }[] }
      lots.push(...lines.map(({ itemId, lot }) => ({ itemId, lotId: lot.lotId })))
    }
  }
}

function next(
  ground: Ground,
  roll: (sides: number) => number,
  lots: { lotId: string; itemId: string }[],
  orders: string[],
): Sent[] {
  const { siteId, supplierId, customerId, channelId, itemIds } = ground
  const command = (path: string, body: object, makes: Makes): Sent =>
    ({ id: randomUUID(), path, body, makes, told: 'nothing' })
  const receipt = () => command('/receipts', {
    supplierId, siteId,
    lines: itemIds.map((itemId) => ({
      itemId, quantity: String(50 + roll(50)), toLocationId: ground.storage,
      lot: { lotId: randomUUID(), code: randomUUID().slice(0, 18) },
    })),
  }, { movements: itemIds.length, lots: itemIds.length, receiptLines: itemIds.length })
  const order = () => command('/orders', {
    number: randomUUID(), customerId, channelId, siteId, through: ['placed', 'reserved', 'picked', 'shipped'][roll(4)],
    lines: itemIds.map((itemId) => ({ itemId, quantity: String(1 + roll(5)) })),
  }, { orderLines: itemIds.length })
  const lot = lots[roll(lots.length)]
  const orderId = orders.splice(roll(orders.length), 1)[0]
  const kind = roll(10)
  if (lot === undefined || kind < 2) return [receipt()]
  if (kind < 3) return [receipt(), receipt(), receipt()]
  if (kind < 5 || orderId === undefined) return [order()]
  if (kind < 6) return [order(), order(), order(), order(), order()]
  if (kind < 8) {
    const move = { ...lot, fromLocationId: ground.storage, toLocationId: ground.quarantine, quantity: '1' }
    return [command('/stock/move', { lines: [move, { ...move, quantity: '2' }] }, { movements: 2 })]
  }
  orders.push(orderId)
  if (kind < 9) return [command('/orders/pick', { orderId }, {})]
  return [command('/orders/ship', { orderId }, { steps: 1 })]
}
