// One text for one value, so that two payloads can be compared by a hash (RFC 8785 in spirit).

/**
 * Writes a parsed JSON value with sorted keys and no blanks; bigint is written as its decimal text,
 * Date as ISO 8601. Absent and undefined members are left out.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (value instanceof Date) return `"${value.toISOString()}"`
  let text = ''
  if (Array.isArray(value)) {
    for (const one of value) text += text === '' ? canonicalText(one) : `,${canonicalText(one)}`
    return `[${text}]`
  }
  for (const name of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalText(member)}`
  }
  return `{${text}}`
}
