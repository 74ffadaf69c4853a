import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { WireDate, WireId, WireQuantity } from '#kernel/contract'
import { MOST_COMPLAINTS } from './complaints.ts'
import type { Action } from './command.ts'
import { commandDoor, queryDoor } from './door.ts'

const action: Action<unknown> = { kind: 'try', permission: 'try', run: async () => [] }
const strict = { additionalProperties: false }
const body = Type.Object(
  {
    itemId: WireId,
    quantity: WireQuantity,
    on: Type.Optional(WireDate),
    mode: Type.Optional(Type.Enum(['fefo', 'fifo'])),
    through: Type.Optional(Type.Union([Type.Literal('picked'), Type.Literal('shipped')])),
    days: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
    lines: Type.Optional(Type.Array(Type.Object({ 'a/b': Type.Integer() }, strict), { maxItems: 5000 })),
    more: Type.Optional(Type.Unknown()),
  },
  strict,
)
const door = commandDoor({ path: '/try', summary: '', body, answer: Type.Object({}), action, parse: (it) => it })
const itemId = '01890a5d-ac96-774b-bcce-b302099a8057'
const sound = { itemId, quantity: '12' }

test('a sound input is let through', () => {
  const all = { ...sound, on: '2028-02-29', mode: 'fifo', through: 'picked', days: null, lines: [{ 'a/b': 1 }], more: ['é', '💥'] }
  expect(door.complaints(all)).toEqual([])
})

test('each place that is wrong is told once, with what was expected and what came', () => {
  const wrong = {
    quantity: 12, on: '2026-02-30', mode: 'lifo', through: 'lost', days: -1, typo: { deep: true },
    lines: [{ 'a/b': 1 }, {}, { 'a/b': 'x', c: [1, 2] }],
  }
  expect(door.complaints(wrong)).toEqual([
    { path: 'itemId', expected: 'must be given', found: 'nothing' },
    { path: 'typo', expected: 'must not be here: there is no such field', found: 'an object' },
    { path: 'quantity', expected: 'must be text', found: '12' },
    { path: 'on', expected: 'must be a calendar day that exists, YYYY-MM-DD', found: '"2026-02-30"' },
    { path: 'mode', expected: 'must be one of fefo, fifo', found: '"lifo"' },
    { path: 'through', expected: 'must be "picked" or "shipped"', found: '"lost"' },
    { path: 'days', expected: 'must be at least 0 or left empty', found: '-1' },
    { path: 'lines.1.a/b', expected: 'must be given', found: 'nothing' },
    { path: 'lines.2.c', expected: 'must not be here: there is no such field', found: 'a list of 2' },
    { path: 'lines.2.a/b', expected: 'must be a whole number', found: '"x"' },
  ])
})

test('limits and kinds are told in plain words, and nothing twice', () => {
  const limits = Type.Object({
    name: Type.Union([Type.String({ minLength: 1, maxLength: 5 }), Type.Null()]), codes: Type.Array(Type.String(), { minItems: 1, maxItems: 2, uniqueItems: true }),
    share: Type.Number({ exclusiveMinimum: 0 }), isDone: Type.Boolean(), where: Type.Object({}), short: Type.String({ minLength: 3 }), many: Type.Array(Type.String(), { minItems: 2 }),
  }, strict)
  const door = commandDoor({ path: '/try', summary: '', body: limits, answer: Type.Object({}), action, parse: (it) => it })
  const said = (input: object) => door.complaints(input).map(({ path, expected, found }) => `${path} ${expected}; found ${found}`)
  expect(said({ name: '', codes: [], share: 0, isDone: 'no', where: 'here', short: 'x', many: ['a'] })).toEqual([
    'name must not be empty; found an empty text', 'codes must name at least one; found an empty list', 'share must be more than 0; found 0',
    'isDone must be true or false; found "no"', 'where must be a group of fields; found "here"', 'short must have at least 3 characters; found "x"',
    'many must have at least 2 entries; found a list of 1',
  ])
  expect(said({ name: 'far too long', codes: ['a', 'a'], share: '1', isDone: true, where: {}, short: 'long', many: 'a' })).toEqual([
    'name must have at most 5 characters or be left empty; found "far too long"', 'codes must not name anything twice; found a list of 2', 'share must be a number; found "1"', 'many must be a list; found "a"',
  ])
})

test('a pattern is told by what it means', () => {
  expect(door.complaints({ itemId: itemId.toUpperCase(), quantity: '-1' })).toEqual([
    { path: 'itemId', expected: 'must be a UUID, lower case', found: `"${itemId.toUpperCase()}"` },
    { path: 'quantity', expected: 'must be a whole number of base units above zero', found: '"-1"' },
  ])
})

test('text that a database cannot keep as it came is refused wherever it stands, also in a name', () => {
  const odd = { ...sound, more: { text: 'a\0b', list: ['ok', '\ud800'], '\0': 1 } }
  const expected = 'must not hold the character U+0000 or half a surrogate pair'
  expect(door.complaints(odd)).toEqual([
    { path: 'more.text', expected, found: '"a\\u0000b"' },
    { path: 'more.list.1', expected, found: '"\\ud800"' },
    { path: 'more', expected, found: '"\\u0000"' },
  ])
})

test('what is nested without end is refused and not looked at', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(door.complaints({ more: deep })).toEqual([
    { path: `more${'.0'.repeat(19)}`, expected: 'must not be nested deeper than 20 levels', found: 'a list of 1' },
  ])
})

test('many faults are told, but not without end, and a long text is cut', () => {
  const lines = Array.from({ length: 5000 }, () => ({}))
  expect(door.complaints({ ...sound, lines }).length).toBe(MOST_COMPLAINTS)
  const [long] = door.complaints({ ...sound, itemId: 'x'.repeat(1_000_000) })
  expect(long?.found).toBe(`"${'x'.repeat(76)}...`)
})

test('a question refuses a name it does not know, and says which it knows', () => {
  const question = queryDoor({
    path: '/try', summary: '', permission: 'try', answer: Type.Object({}), ask: async () => ({}),
    input: Type.Object({ limit: Type.Optional(Type.String()), after: Type.Optional(WireId) }),
  })
  expect(question.complaints({ limit: '1' })).toEqual([])
  expect(question.complaints({ limt: '1', after: '2' })).toEqual([
    { path: 'after', expected: 'must be a UUID, lower case', found: '"2"' },
    { path: 'limt', expected: 'must be one of limit, after', found: '"limt"' },
  ])
})
