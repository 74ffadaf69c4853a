// Quantities as people type them, in any unit, made whole base units exactly.
import { type Factor, toBaseUnits } from '#kernel'

/** A unit a quantity may be given in: so many base units. */
export type Unit = Factor & { readonly name: string }

// Where the whole ends in the numbers of whoever types.
const point = new Intl.NumberFormat(typeof navigator === 'undefined' ? 'en' : navigator.language).format(1.5).includes(',') ? ',' : '.'

/** The number as the API takes it; null when it is none. The other sign before three digits could mean thousands, and means nothing. */
export function numberOf(typed: string, ends: ',' | '.' = point): string | null {
  const text = typed.replace(/[\s\u00a0\u202f]/g, '')
  if ((ends === '.' ? /^\d+,\d{3}$/ : /^\d+\.\d{3}$/).test(text)) return null
  const plain = text.replace(',', '.')
  return /^\d{1,13}(\.\d{1,12})?$/.test(plain) ? plain : null
}

/** The base units it means, or null when they are not whole. */
export function baseUnitsOf(typed: string, unit: Factor): bigint | null {
  const number = numberOf(typed)
  return number === null ? null : toBaseUnits(number, unit)
}
