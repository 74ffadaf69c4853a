// Picking orders, and taking picked goods back.
import { idOrNull, Refusal } from '#kernel'
import { type Lasting, type LineDecision, type NamedLot, pick, picksOf, type Policy, poolOf, remember, unpick } from '#ledger'
import type { Action, Command } from '#platform'
import type { OrderPicked, OrderUnpicked } from './contract.ts'
import { refuse } from './refusals.ts'
import type { Order } from './store.ts'
import { each, keyOf, lineOf, needNow, type OfOrder, openWork, serialTaken, type Work } from './work.ts'

/** How an order is to be picked; lines null: all that is reserved. */
export type WantedPicking = OfOrder & {
  readonly lines: readonly {
    readonly lineId: string
    readonly quantity: bigint | null
    readonly lots: readonly NamedLot[] | null
    readonly oneOf?: readonly string[]
    readonly serials?: readonly string[]
  }[] | null
  readonly lotIds: readonly string[]
  readonly placeIds: readonly string[]
  /** Why these lots. */
  readonly reason?: string
}

/** Picks orders: binds lots by the channel's policy or as named, and moves them to staging. */
export const pickOrder: Action<WantedPicking, OrderPicked> = {
  kind: 'pick',
  permission: 'order.pick',
  constraints: { serial_code_key: serialTaken },
  async run(ctx, commands) {
    const scanned = commands.flatMap(({ payload }) => payload.lines ?? []).flatMap(({ lineId, lots, serials }) =>
      [...(serials ?? []), ...(lots ?? []).flatMap((lot) => lot.serials ?? [])].map((code) => ({ lineId, code })),
    )
    const work = await openWork(ctx, commands, { serials: scanned, chooses: true })
    return each(ctx, commands, work, (command, order) => {
      const { sheet } = work
      const stagingId = work.places.get(`${order.siteId} staging`)
      if (stagingId === undefined) throw refuse('staging_missing', { siteId: order.siteId })
      const policy = work.channels.get(order.channelId)?.policy ?? 'fefo'
      const now = needNow(work, order, command)
      const { decisions, notPicked } = pickLines(work, order, command, { policy, stagingId, now })
      remember(sheet, command.id, decisions)
      const picked = decisions.flatMap(({ lineId, considered }) =>
        considered.filter(({ taken }) => taken > 0n)
          .map(({ lotId, taken, serials }) => ({
            lineId, lotId: idOrNull(lotId), quantity: String(taken), ...(serials === undefined ? {} : { serials }),
          })),
      )
      const { reason } = command.payload
      return { answer: { orderId: order.id, picked, ...(notPicked.length === 0 ? {} : { notPicked }) }, ...(reason === undefined ? {} : { reason }) }
    })
  },
}

// Named lines stand or fall together. Of a whole order what can be picked is; the others are told with the reason.
function pickLines(
  { sheet }: Work,
  order: Order,
  command: Command<WantedPicking>,
  how: { readonly policy: Policy; readonly stagingId: string; readonly now: Lasting },
): { decisions: LineDecision[]; notPicked: { lineId: string; why: string }[] } {
  const one = (lineId: string) => ({ ...how, id: lineId, key: keyOf(order, lineOf(order, lineId)) })
  const { lines } = command.payload
  if (lines !== null) {
    const decisions = lines.map(({ lineId, quantity, lots, oneOf, serials = [] }) =>
      pick(sheet, command, {
        ...one(lineId), ...(quantity === null ? {} : { quantity }), ...(lots === null ? {} : { lots }), ...(oneOf === undefined ? {} : { oneOf }), serials,
      }),
    )
    return { decisions, notPicked: [] }
  }
  const decisions: LineDecision[] = []
  const refused: { lineId: string; refusal: Refusal }[] = []
  for (const line of order.lines) {
    if ((poolOf(sheet, keyOf(order, line)).reservations.get(line.id)?.quantity ?? 0n) === 0n) continue
    try {
      decisions.push(pick(sheet, command, one(line.id)))
    } catch (error) {
      // It is refused before anything is posted.
      if (!(error instanceof Refusal) || error.code !== 'nothing_to_pick') throw error
      refused.push({ lineId: line.id, refusal: error })
    }
  }
  const [first] = refused
  if (decisions.length === 0) throw first === undefined ? refuse('nothing_open', { number: order.number }) : first.refusal
  return { decisions, notPicked: refused.map(({ lineId, refusal }) => ({ lineId, why: String(refusal.facts['why']) })) }
}

/** Which picked goods go back. */
export type WantedUnpick = OfOrder & { readonly lineId: string | null; readonly reason: string | null }

/** Takes picked goods back to where they came from; they stay reserved for their lines. */
export const unpickOrder: Action<WantedUnpick, OrderUnpicked> = {
  kind: 'unpick',
  permission: 'order.pick',
  async run(ctx, commands) {
    const work = await openWork(ctx, commands)
    return each(ctx, commands, work, (command, order) => {
      const lines = command.payload.lineId === null ? order.lines : [lineOf(order, command.payload.lineId)]
      let back = 0n
      for (const line of lines) {
        const key = keyOf(order, line)
        const picked = picksOf(work.sheet, key, line.id).reduce((sum, { quantity }) => sum + quantity, 0n)
        if (picked === 0n) continue
        back += unpick(work.sheet, command, { id: line.id, key, quantity: picked })
      }
      if (back === 0n) throw refuse('nothing_to_unpick', { number: order.number })
      const { reason } = command.payload
      return { answer: { orderId: order.id, unpicked: String(back) }, ...(reason === null ? {} : { reason }) }
    })
  },
}
