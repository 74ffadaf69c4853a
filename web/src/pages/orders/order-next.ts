// What can be done with an order as it stands, and which of it comes next. Only offers: the server decides.
import type { OrderPage } from './order'

export type Step = 'reserve' | 'pick' | 'pack' | 'ship' | 'deliver'
type Stands = Pick<OrderPage, 'state' | 'steps'> & { readonly lines: readonly Pick<OrderPage['lines'][number], 'reserved' | 'picked' | 'shipped' | 'returned' | 'short'>[] }

/** Every step that has something to work on. */
export function possibleSteps({ lines, state }: Stands): readonly Step[] {
  if (state === 'cancelled') return []
  const some = (name: 'reserved' | 'picked' | 'shipped' | 'short') => lines.some((line) => line[name] !== '0')
  const isOut = lines.some((line) => BigInt(line.shipped) > BigInt(line.returned))
  return [
    ...(some('short') ? ['reserve' as const] : []),
    ...(some('reserved') ? ['pick' as const] : []),
    ...(some('picked') ? ['pack' as const, 'ship' as const] : []),
    ...(isOut && state !== 'delivered' ? ['deliver' as const] : []),
  ]
}

/** The one that brings the order on: goods that wait go before goods that are still missing. */
export function nextStep(order: Stands): Step | null {
  const possible = possibleSteps(order)
  const isPacked = order.steps.some(({ step }) => step === 'packed')
  const wished: readonly Step[] = ['pick', ...(isPacked ? ['ship' as const] : ['pack' as const]), 'reserve', 'deliver']
  return wished.find((step) => possible.includes(step)) ?? null
}
