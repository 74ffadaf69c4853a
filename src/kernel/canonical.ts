// One text for one value, so that two payloads can be compared by a hash (RFC 8785 in spirit).

/**
 * Writes a parsed JSON value with sorted keys and no blanks; bigint is written as its decimal text,
 * Date as ISO 8601. Absent and undefined members are left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (value instanceof Date) return `"${value.toISOString()}"`
  let text = ''
  if (Array.isArray(value)) {
    for (const one of value) text += text === '' ? canonicalText(one) : `,${canonicalText(one)}`
    return `[${text}]`
  }
  for (const [name, written] of membersOf(value)) {
    const member = (value as Record<string, unknown>)[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${written}:${canonicalText(member)}`
  }
  return `{${text}}`
}

const plain = /^[\w:.+-]*$/

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}

let lastNames: readonly string[] = []
let lastMembers: readonly (readonly [string, string])[] = []

// The names of a value in their order, and as they are written. The lines of a document have the same names.
function membersOf(value: object): readonly (readonly [string, string])[] {
  const names = Object.keys(value)
  const same = names.length === lastNames.length && names.every((name, at) => name === lastNames[at])
  if (!same) {
    lastNames = names
    lastMembers = [...names].sort().map((name) => [name, JSON.stringify(name)] as const)
  }
  return lastMembers
}
