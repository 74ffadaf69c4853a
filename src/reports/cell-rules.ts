// What stands in a cell of a table that is taken away. Pure: same arguments, same answer.
import { WireDifference, WireLabelDate, WireMoney, WirePosition, WireQuantity, WireQuantityOrZero } from '#kernel/contract'
import type { Column } from './contract.ts'

/** How a value is written: as text, or as what a spreadsheet reckons with where it is one. */
export type CellKind = 'text' | 'number' | 'day' | 'moment'

/** What things are called, by their ids. */
export type Names = ReadonlyMap<string, string>

/** A column that can be read. `idOf` is the id whose name is told. */
export type ReadableColumn = {
  readonly heading: string
  readonly kind: CellKind
  read(row: Row, names: Names): string
  idOf(row: Row): string | null
}

type Row = { readonly [name: string]: unknown }

/** A column as it is read; null when the rows have no such member. */
export function readable(column: Column, row: unknown): ReadableColumn | null {
  const { of, heading, as, words, none = '' } = column
  if (as === 'flags') {
    const flags = Object.entries(words ?? {})
    if (!flags.every(([name]) => schemaOf(row, name) !== null)) return null
    const read = (found: Row) => flags.filter(([name]) => isSo(found[name])).map(([, says]) => says).join(', ') || none
    return { heading, kind: 'text', read, idOf: () => null }
  }
  const schema = schemaOf(row, of)
  if (schema === null) return null
  const [first = '', second] = of.split('.')
  const memberOf = (found: Row): unknown => (second === undefined ? found[first] : ownOf(found[first], second))
  const isName = as === 'name'
  const kind = isName || words !== undefined ? 'text' : as === undefined || as === 'text' ? (as ?? kindOf(schema)) : as
  const read = (found: Row, names: Names): string => {
    const plain = plainOf(memberOf(found))
    if (plain === '') return none
    if (isName) return names.get(plain) ?? none
    const says = words?.[plain]
    return says === undefined ? plain : says.includes('{') ? filled(says, found) : says
  }
  return { heading, kind, read, idOf: (found) => (isName ? plainOf(memberOf(found)) || null : null) }
}

/** A value as one text; nothing is empty. */
export function plainOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plainOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A text that is a whole or decimal number a spreadsheet keeps exactly. */
export function isNumber(text: string): boolean {
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text) && text.length <= 16
}

/** A whole calendar day. A month or year off a label is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

const filled = (says: string, row: Row) => says.replace(/\{(\w+)\}/g, (_, name: string) => plainOf(row[name])).trim()
const isSo = (value: unknown) => value !== null && value !== undefined && value !== false && value !== ''

function schemaOf(row: unknown, of: string): unknown {
  let schema = row
  for (const name of of.split('.')) {
    const { properties, patternProperties } = notNull(Object(schema))
    // A member may have members of its own that nobody can name beforehand: the shop's attributes.
    const next = ownOf(properties, name) ?? Object.entries(Object(patternProperties)).find(([pattern]) => new RegExp(pattern).test(name))?.[1]
    if (next === undefined) return null
    schema = next
  }
  return schema
}

// An attribute may be called `constructor`: only what was put there is a member.
function ownOf(whole: unknown, name: string): unknown {
  return Object.hasOwn(Object(whole), name) ? Object(whole)[name] : undefined
}

function patternOf(schema: object): unknown {
  return Object(schema).pattern
}

const quantities: ReadonlySet<unknown> = new Set([WireQuantity, WireQuantityOrZero, WireDifference, WirePosition, WireMoney].map(patternOf))

// What the list's own description says of a member.
function kindOf(schema: unknown): CellKind {
  const { type, format, pattern } = notNull(Object(schema))
  if (type === 'integer' || type === 'number') return 'number'
  if (format === 'date' || pattern === patternOf(WireLabelDate)) return 'day'
  if (format === 'date-time') return 'moment'
  return quantities.has(pattern) ? 'number' : 'text'
}

function notNull(schema: { anyOf?: unknown; [name: string]: unknown }): { [name: string]: unknown } {
  if (!Array.isArray(schema.anyOf)) return schema
  return Object(schema.anyOf.find((one: unknown) => Object(one).type !== 'null'))
}
