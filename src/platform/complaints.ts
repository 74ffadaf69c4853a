// What is wrong with an input, in words a person can act on: every place, what was expected there, what came.
import { Format } from 'typebox/format'
import { Settings } from 'typebox/system'
import { parseMoment } from '#kernel'

/** One thing wrong with an input: where, what was expected, what came. */
export type Complaint = { readonly path: string; readonly expected: string; readonly found: string }

/** An error as a compiled schema tells it. */
export type SchemaError = {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly params: object
  readonly message: string
}

/** How many things that are wrong are told at most. The library itself would stop at eight. */
export const MOST_COMPLAINTS = 1000
// One fault is several errors: of each alternative, of the field and of the object around it.
Settings.Set({ maxErrors: 4 * MOST_COMPLAINTS })
// The library's own takes moments that neither the database nor `Date` reads, and refuses those without seconds.
Format.Set('date-time', (text) => parseMoment(text) !== null)

/** How deep an input may be nested; nothing Lotline is told needs more. */
const DEEPEST = 20

const tooDeep = `must not be nested deeper than ${DEEPEST} levels`
const unkeepable = 'must not hold the character U+0000 or half a surrogate pair'

/** Text the database cannot keep as it was sent, at any place, and what is nested without end. */
export function unfitIn(raw: unknown): { readonly complaints: Complaint[]; readonly deep: boolean } {
  const complaints: Complaint[] = []
  let deep = false
  const look = (value: unknown, path: string, depth: number): void => {
    if (complaints.length >= MOST_COMPLAINTS) return
    const complain = (expected: string, found: unknown) =>
      void complaints.push({ path: path || '(whole)', expected, found: foundText(found) })
    if (typeof value === 'string' && !isKeepable(value)) complain(unkeepable, value)
    if (value === null || typeof value !== 'object') return
    if (depth === DEEPEST) {
      deep = true
      complain(tooDeep, value)
      return
    }
    for (const [name, member] of Object.entries(value)) {
      if (!isKeepable(name)) complain(unkeepable, name)
      look(member, path === '' ? name : `${path}.${name}`, depth + 1)
    }
  }
  look(raw, '', 0)
  return { complaints, deep }
}

function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** Says a schema's errors in words, one complaint per place; `raw` is what was judged. */
export function inWords(schema: unknown, errors: readonly SchemaError[], raw: unknown): Complaint[] {
  const expectedAt = new Map<string, string[]>()
  const expect = (pointer: string, expected: string) => {
    const before = expectedAt.get(pointer)
    if (before === undefined) expectedAt.set(pointer, [expected])
    else if (!before.includes(expected)) before.push(expected)
  }
  for (const error of errors) {
    const { keyword, instancePath } = error
    // Told by the field itself, and by each alternative.
    if (keyword === 'additionalProperties' || keyword === 'anyOf') continue
    if (keyword === 'required') for (const name of listOf(error, 'requiredProperties')) expect(`${instancePath}/${escaped(name)}`, 'must be given')
    else expect(instancePath, expectedBy(schema, error))
  }
  return [...expectedAt].map(([pointer, expected]) => {
    const found = at(raw, pointer)
    return {
      path: pointer.slice(1).split('/').map(unescaped).join('.') || '(whole)',
      // Where an empty text came it is no help that nothing would do.
      expected: joined(found === '' && expected.length > 1 ? expected.filter((one) => one !== `must be ${types['null']}`) : expected),
      found: foundText(found),
    }
  })
}

function expectedBy(schema: unknown, error: SchemaError): string {
  const limit = at(error.params, '/limit')
  switch (error.keyword) {
    case 'boolean': return 'must not be here: there is no such field'
    case 'const': return `must be ${JSON.stringify(at(error.params, '/allowedValue'))}`
    case 'enum': return `must be one of ${listOf(error, 'allowedValues').join(', ')}`
    case 'format': return formats[String(at(error.params, '/format'))] ?? error.message
    case 'pattern': {
      const told = at(schema, `${error.schemaPath.slice(1)}/description`)
      return typeof told === 'string' ? `must be ${asPart(told)}` : (patterns[String(at(error.params, '/pattern'))] ?? error.message)
    }
    case 'type': return `must be ${types[String(at(error.params, '/type'))] ?? at(error.params, '/type')}`
    case 'minimum': return `must be at least ${limit}`
    case 'maximum': return `must be at most ${limit}`
    case 'exclusiveMinimum': return `must be more than ${limit}`
    case 'exclusiveMaximum': return `must be less than ${limit}`
    case 'minLength': return limit === 1 ? 'must not be empty' : `must have at least ${counted(limit, 'character')}`
    case 'maxLength': return `must have at most ${counted(limit, 'character')}`
    case 'minItems': return limit === 1 ? 'must name at least one' : `must have at least ${counted(limit, 'entry')}`
    case 'maxItems': return `must have at most ${counted(limit, 'entry')}`
    case 'minProperties': return limit === 1 ? 'must name at least one' : `must have at least ${counted(limit, 'field')}`
    case 'maxProperties': return `must have at most ${counted(limit, 'field')}`
    case 'uniqueItems': return 'must not name anything twice'
    default: return error.message
  }
}

const types: Readonly<Record<string, string>> = {
  string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false', array: 'a list', object: 'a group of fields', null: 'left empty',
}

function counted(number: unknown, what: string): string {
  return `${number} ${number === 1 ? what : `${what.replace(/y$/, 'ie')}s`}`
}

/** What the patterns mean that many fields have; the others are told by their description. */
export const patterns: Readonly<Record<string, string>> = {
  '^\\S(.*\\S)?$': 'must not begin or end with a blank',
  '^\\S+$': 'must have no blanks',
  '\\S': 'must not be blank',
}

const formats: Readonly<Record<string, string>> = {
  date: 'must be a calendar day that exists, YYYY-MM-DD',
  'date-time': 'must be a moment in ISO 8601 with its offset',
}

// `must be "a"` and `must be "b"` are said as one sentence, and so are `must have …` and `must be …`.
function joined(expected: readonly string[]): string {
  const all = 'must be '
  if (expected.length > 1 && expected.every((one) => one.startsWith(all))) {
    return all + expected.map((one) => one.slice(all.length)).join(' or ')
  }
  return expected.map((one, nth) => (nth === 0 ? one : one.replace(/^must /, ''))).join(' or ')
}

// A description as a part of a sentence: `A UUID, lower case.` is a UUID, lower case. That it travels as text is said to programs.
function asPart(description: string): string {
  return description.replace(/, as text(?=[,.]|$)/, '').replace(/\.$/, '').replace(/^(A|An|The) /, (word) => word.toLowerCase())
}

function listOf(error: SchemaError, name: string): string[] {
  const list = at(error.params, `/${name}`)
  return Array.isArray(list) ? list.map(String) : []
}

function at(raw: unknown, pointer: string): unknown {
  let value: unknown = raw
  for (const step of pointer.split('/').slice(1)) {
    if (value === null || typeof value !== 'object') return undefined
    value = Object.getOwnPropertyDescriptor(value, unescaped(step))?.value
  }
  return value
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}

/** What was found where something else was expected, in a few words: never a whole list or object. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  if (value === '') return 'an empty text'
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 80) : value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
