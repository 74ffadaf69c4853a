// Exact quantities: whole numbers of an item's base unit, bigint in code and text on the wire.

/** An exact ratio of base units to one pack: 12 pieces per carton is 12/1. Both are above zero. */
export type Factor = { readonly numerator: bigint; readonly denominator: bigint }

/** The largest quantity one line may carry: what a PostgreSQL bigint can add up a million times. */
export const LARGEST_QUANTITY = 1_000_000_000_000n

const whole = /^(0|-?[1-9]\d{0,18})$/
const decimal = /^(\d{1,18})(?:\.(\d{1,12}))?$/

/** Reads a whole number written plainly (`12`, `-3`); null for `1,5`, `1e9`, ` 1`, `01` and the rest. */
export function parseQuantity(text: string): bigint | null {
  return whole.test(text) ? BigInt(text) : null
}

/**
 * Turns an entered quantity of some unit into base units, exactly.
 * Null when the text is no plain decimal or the result is not a whole number of base units.
 */
export function toBaseUnits(entered: string, factor: Factor): bigint | null {
  const parts = decimal.exec(entered)
  if (parts === null) return null
  const [, before = '0', after = ''] = parts
  const digits = BigInt(before + after)
  const over = digits * factor.numerator
  const under = factor.denominator * 10n ** BigInt(after.length)
  return over % under === 0n ? over / under : null
}

/** The smaller of two quantities. */
export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
