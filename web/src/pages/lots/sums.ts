// How a lot adds up: all that came, beside all that became of it. The sums are the server's; here they are only put in words.
import type { AnswerOf } from '~/api'

export type TracedLot = AnswerOf<'/trace'>['lots'][number]
type Quantities = TracedLot['quantities']
type Name = keyof Quantities

/** What came, in the order it is told. */
export const came = ['opening', 'received', 'made', 'found'] as const satisfies readonly Name[]
/** What became of it. */
export const became = ['onHand', 'inTransit', 'withCustomers', 'backAtSupplier', 'consumed', 'destroyed', 'lost'] as const satisfies readonly Name[]

/** The sum of some of the quantities. */
export function sumOf(quantities: Quantities, names: readonly Name[]): bigint {
  return names.reduce((sum, name) => sum + BigInt(quantities[name]), 0n)
}

/** Those that are not zero. */
export function told(quantities: Quantities, names: readonly Name[]): { readonly name: Name; readonly quantity: bigint }[] {
  return names.map((name) => ({ name, quantity: BigInt(quantities[name]) })).filter(({ quantity }) => quantity !== 0n)
}

/** Whether both sides are the same, as the server found and as they are shown. */
export function addsUp(lot: TracedLot): boolean {
  return lot.addsUp && sumOf(lot.quantities, came) === sumOf(lot.quantities, became)
}
