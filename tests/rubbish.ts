// Inputs made from a door's own schema: nearly right, with rubbish put in at any place.
import fc from 'fast-check'

type Schema = { readonly [name: string]: unknown }

/** Ids that exist, by the name of the field that would hold them. */
export type Known = ReadonlyMap<string, readonly string[]>

const nasty = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udfffy', '__proto__', 'constructor', 'null', 'NULL', '{}', '"', '\\', "'; --",
  '%', '_', '\u202e', '\ufeff', '💥', 'é', 'e\u0301', '١٢٣', '1e9', '-1', '0', '1.5', '99999999999999999999', 'NaN', 'Infinity',
  'a'.repeat(300), 'a'.repeat(70_000), '-'.repeat(5000), ' '.repeat(5000), '2026-02-31', '9999-12-31', '0000-00-00',
  '00000000-0000-0000-0000-000000000000', '2026-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59+14:00', 'Europe/Nowhere',
]

const deep = (kind: '[' | '{', levels: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = kind === '[' ? [value] : { a: value }
  return value
}

/** Anything at all. */
export const rubbish: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1, 1e9, 1e308, -0.5, 2 ** 53, {}, [], [null], [[]], { a: 1 }, { $ref: '#' }),
  fc.constantFrom(...nasty),
  fc.constantFrom(deep('[', 50), deep('{', 50), deep('[', 3000), deep('{', 3000), Array(1500).fill('x'), Array(300).fill({})),
  fc.jsonValue({ maxDepth: 2 }),
)

const texts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('A', 'EX-1', 'kilo', 'some words', 'UTC', 'Europe/Berlin') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(...nasty) },
)

/** A value of a schema, or one that is nearly so: one node in `odds` is rubbish. */
export function madeFrom(schema: unknown, known: Known, odds = 25, name = ''): fc.Arbitrary<unknown> {
  const good = soundFrom(Object(schema), known, odds, name)
  return fc.oneof({ weight: odds, arbitrary: good }, { weight: 1, arbitrary: rubbish })
}

function soundFrom(schema: Schema, known: Known, odds: number, name: string): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const'])
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'])
  if (Array.isArray(schema['anyOf'])) return fc.oneof(...schema['anyOf'].map((one) => madeFrom(one, known, odds, name)))
  switch (schema['type']) {
    case 'object': return objectOf(schema, known, odds)
    case 'array': return listOf(madeFrom(schema['items'], known, odds, name.replace(/s$/, '')))
    case 'string': return textOf(schema, known, name)
    case 'integer':
    case 'number': return fc.oneof(
        fc.integer({ min: Number(schema['minimum'] ?? -5), max: Number(schema['maximum'] ?? 50) }),
        fc.constantFrom(-1, 0, 1, 1e9, 2 ** 31, 2 ** 53, 0.5, Number(schema['maximum'] ?? 1)),
      )
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    default: return rubbish
  }
}

// Now and then the first stands in the list twice.
function listOf(one: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  const twice = fc.nat({ max: 5 }).map((chance) => chance === 0)
  return fc.tuple(fc.array(one, { maxLength: 3 }), twice).map(([list, again]) => (again ? [...list, ...list.slice(0, 1)] : list))
}

function objectOf(schema: Schema, known: Known, odds: number): fc.Arbitrary<unknown> {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const members = Object.entries(Object(schema['properties'])).map(([name, member]): [string, fc.Arbitrary<unknown>] => {
    const value = madeFrom(member, known, odds, name)
    return [name, fc.oneof(
      { weight: required.includes(name) ? 40 : 2, arbitrary: value },
      { weight: 1, arbitrary: fc.constant(undefined) },
    )]
  })
  const odd = fc.constantFrom({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, { typo: 1 }, { constructor: 'x' }, JSON.parse('{"__proto__":{"a":1}}'))
  return fc.tuple(fc.record(Object.fromEntries(members)), odd).map(([found, more]) => Object.assign(Object.create(null), found, more))
}

function textOf(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  const pattern = String(schema['pattern'] ?? '')
  const ids = known.get(name) ?? []
  if (pattern.includes('[0-9a-f]{12}')) {
    return fc.oneof({ weight: 1, arbitrary: fc.uuid() }, { weight: 9, arbitrary: fc.constantFrom(...(ids.length > 0 ? ids : ['?'])) })
      .chain((id) => (id === '?' ? fc.uuid() : fc.constant(id)))
  }
  if (schema['format'] === 'date') return fc.constantFrom('2026-01-31', '2020-02-29', '1900-01-01', '9998-12-31', '2099-06-30', '2026-02-30')
  if (schema['format'] === 'date-time') return fc.constantFrom('2026-01-31T10:00:00Z', '2020-02-29T23:59:59.999+05:30', '2099-01-01T00:00:00Z')
  if (pattern === '') return ids.length > 0 ? fc.oneof(fc.constantFrom(...ids), texts) : texts
  if (pattern.includes('1000000000000')) return fc.constantFrom('1', '2', '10', '100', '999', '1000000000000', '0')
  return fc.oneof({ weight: 5, arbitrary: fc.stringMatching(new RegExp(pattern)) }, { weight: 1, arbitrary: texts })
}
