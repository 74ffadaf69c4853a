// Changing what was ordered, and cancelling what has not shipped.
import { poolOf, type Sheet, unpick, unreserve } from '#ledger'
import type { Action, Command, Statement } from '#platform'
import { refuse } from './refusals.ts'
import type { Order, OrderLine } from './store.ts'
import { each, keyOf, lineOf, type OfOrder, openWork, setAside } from './work.ts'

const insertLineChanges: Statement = {
  name: 'orders.insert-line-changes',
  text: `insert into orders.line_change (document_id, line_id, change)
    select * from unnest($1::uuid[], $2::uuid[], $3::bigint[])`,
}

/** New ordered quantities; lines null: all that has not shipped is cancelled. */
export type WantedChange = OfOrder & {
  readonly reason: string
  readonly lines: readonly { readonly lineId: string; readonly quantity: bigint }[] | null
}

function changeAction(kind: string): Action<WantedChange> {
  return {
    kind,
    permission: 'order.write',
    async run(ctx, commands) {
      const work = await openWork(ctx, commands, { shipped: 'shipped' })
      const changes: { documentId: string; lineId: string; change: bigint }[] = []
      const quantities = new Map<string, bigint>()
      const results = await each(ctx, commands, work, (command, order) => {
        const { payload } = command
        const lines = payload.lines ?? order.lines.map((line) => ({ lineId: line.id, quantity: line.shipped }))
        if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length) throw refuse('order_line_twice', { orderId: payload.orderId })
        const made: typeof changes = []
        for (const { lineId, quantity } of lines) {
          const line = lineOf(order, lineId)
          if (quantity < line.shipped) {
            throw refuse('below_handled', { lineId, asked: quantity, handled: line.shipped })
          }
          const change = quantity - (quantities.get(lineId) ?? line.quantity)
          if (change === 0n) continue
          made.push({ documentId: command.id, lineId, change })
          trim(work.sheet, command, order, { ...line, quantity })
        }
        if (made.length === 0) throw refuse('nothing_to_cancel', { orderId: order.id })
        for (const one of made) {
          const line = lineOf(order, one.lineId)
          quantities.set(one.lineId, (quantities.get(one.lineId) ?? line.quantity) + one.change)
        }
        changes.push(...made)
        return { answer: { orderId: order.id, lines: made.length }, reason: payload.reason }
      })
      if (changes.length > 0) {
        ctx.tx.write(insertLineChanges, [
          changes.map((c) => c.documentId), changes.map((c) => c.lineId), changes.map((c) => c.change),
        ])
      }
      return results
    },
  }
}

// What is set aside above the new quantity is let go: first what is only reserved, then what is picked.
function trim(sheet: Sheet, command: Command<WantedChange>, order: Order, line: OrderLine): void {
  const key = keyOf(order, line)
  const over = setAside(sheet, order, line) + line.shipped - line.quantity
  if (over <= 0n) return
  const reserved = poolOf(sheet, key).reservations.get(line.id)?.quantity ?? 0n
  if (over > reserved) unpick(sheet, command, { id: line.id, key, quantity: over - reserved })
  unreserve(sheet, command, { id: line.id, key, quantity: over, cause: 'changed' })
}

/** Changes ordered quantities, at any stage before shipping. */
export const changeOrder: Action<WantedChange> = changeAction('change_order')
/** Cancels what has not shipped. */
export const cancelOrder: Action<WantedChange> = changeAction('cancel_order')
