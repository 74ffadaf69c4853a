// Setting aside for orders what they still lack.
import { type Lasting, renew, reserve } from '#ledger'
import type { Action, Command } from '#platform'
import type { OrderReserved } from './contract.ts'
import { insertWaiting, type Order, type OrderLine } from './store.ts'
import { each, keyOf, needNow, type OfOrder, openWork, setAside, type Work } from './work.ts'

/** Sets aside again what an order still lacks. */
export const reserveOrder: Action<OfOrder, OrderReserved> = {
  kind: 'reserve',
  permission: 'order.write',
  async run(ctx, commands) {
    const work = await openWork(ctx, commands, { shipped: 'shipped' })
    const short = new Set<string>()
    const results = await each(ctx, commands, work, (command, order) => {
      const need = needNow(work, order, command)
      const lines = order.lines.map((line) => reserveLine(work, command, order, line, need))
      for (const line of lines) if (line.short !== '0') short.add(line.lineId)
      return { answer: { orderId: order.id, lines } }
    })
    insertWaiting(ctx.tx, [...short])
    return results
  },
}

/**
 * Sets aside for a line what it lacks. What stands reserved is judged by what the line needs now: stock that has
 * become too old for it is let go, and other stock is looked for.
 */
export function reserveLine(
  { sheet }: Work,
  command: Command<unknown>,
  order: Order,
  line: OrderLine,
  need: Lasting,
): { lineId: string; reserved: string; short: string } {
  const key = keyOf(order, line)
  const released = renew(sheet, command, { id: line.id, key, need })
  const lacks = line.quantity - line.shipped - setAside(sheet, order, line)
  const reserved = lacks <= 0n ? 0n : reserve(sheet, command, {
    ...need, wantedLotId: line.wantedLotId, id: line.id, key, quantity: lacks,
  })
  const short = lacks - reserved
  return {
    lineId: line.id, reserved: String(reserved - released), short: String(short > 0n ? short : 0n),
  }
}
