// Codes that eyes and fingers take for each other: O and 0, I, l and 1, S and 5, B and 8, case, one
// edit.

/** Why two codes look alike; the first that applies. */
export type Likeness = 'case' | 'characters' | 'one_edit'

const shapes: Record<string, string> = { O: '0', I: '1', L: '1', S: '5', B: '8' }

/** Why one code is easily taken for another; null when it is not, or when they are the same. */
export function likeness(one: string, other: string): Likeness | null {
  if (one === other) return null
  if (one.toUpperCase() === other.toUpperCase()) return 'case'
  if (shape(one) === shape(other)) return 'characters'
  return isOneEdit(one, other) ? 'one_edit' : null
}

/** The codes among `codes` that are easily taken for `code`, the likest first. */
export function lookAlikes(
  code: string,
  codes: readonly string[],
): { readonly code: string; readonly why: Likeness }[] {
  const rank: Record<Likeness, number> = { case: 0, characters: 1, one_edit: 2 }
  return [...new Set(codes)]
    .flatMap((other) => {
      const why = likeness(code, other)
      return why === null ? [] : [{ code: other, why }]
    })
    .sort((a, b) => rank[a.why] - rank[b.why] || (a.code < b.code ? -1 : 1))
}

function shape(code: string): string {
  return [...code.toUpperCase()].map((character) => shapes[character] ?? character).join('')
}

// One character more, less or other, or two neighbours exchanged.
function isOneEdit(one: string, other: string): boolean {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one]
  if (b.length - a.length > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  if (a.length < b.length) return a.slice(start) === b.slice(start + 1)
  if (a.slice(start + 1) === b.slice(start + 1)) return true
  const exchanged = a[start] === b[start + 1] && a[start + 1] === b[start]
  return exchanged && a.slice(start + 2) === b.slice(start + 2)
}
