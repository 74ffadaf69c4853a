// Exact quantities: whole numbers of an item's base unit, bigint in code and text on the wire.

/** An exact ratio of base units to one pack: 12 pieces per carton is 12/1. Both are above zero. */
export type Factor = { readonly numerator: bigint; readonly denominator: bigint }

const decimal = /^(\d{1,18})(?:\.(\d{1,12}))?$/

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
