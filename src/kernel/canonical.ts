// One text for one value, so that two payloads can be compared by a hash (RFC 8785 in spirit).

/**
 * Writes a parsed JSON value with sorted keys and no blanks; bigint is written as its decimal text,
 * Date as ISO 8601. Absent and undefined members are left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`
  if (value instanceof Date) return `"${value.toISOString()}"`
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value ?? null)
}
