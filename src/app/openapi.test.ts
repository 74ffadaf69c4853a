// The description of the API is OpenAPI 3.1: its structure by the rules of the specification, its schemas by an
// independent judge of JSON Schema 2020-12, and what the server really answers by those schemas.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { patterns } from '#platform'
import { describeApi } from './openapi.ts'
import { doors, questions } from './wiring.ts'

type Parameter = { name: string; in: string; required: boolean; schema: object; example?: unknown }
type Operation = {
  operationId: string
  summary: string
  parameters?: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: object; example?: unknown }> }
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema: object; example?: unknown }> }>
  security?: Record<string, unknown>[]
}
type Described = {
  openapi: string
  info: { title: string; version: string }
  security: Record<string, unknown>[]
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, { type: string }>; schemas: Record<string, object>; responses: Record<string, { description?: string; content: object }> }
}
const described = JSON.parse(JSON.stringify(describeApi(doors, questions, '1.0.0'))) as Described
const operations = Object.entries(described.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })))

const ajv = new Ajv2020({
  strict: true, strictTypes: false, strictRequired: false, allErrors: true,
  formats: { uuid: true, date: true, 'date-time': true },
})
ajv.addSchema({ $id: 'api', ...described, paths: {} } as object, 'api')
ajv.addKeyword('openapi').addKeyword('info').addKeyword('security').addKeyword('paths').addKeyword('components')

/** The faults of one operation by OpenAPI 3.1.1, §4.8. */
function faultsOf({ path, method, operation }: (typeof operations)[number]): string[] {
  const faults: string[] = []
  const must = (holds: boolean, what: string) => { if (!holds) faults.push(`${method} ${path}: ${what}`) }
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
  const parameters = operation.parameters ?? []
  must(path.startsWith('/'), 'a path begins with a slash')
  must(/^(get|put|post|delete|options|head|patch|trace)$/.test(method), 'a known method')
  must(JSON.stringify(parameters.filter((one) => one.in === 'path').map(({ name }) => name).sort()) === JSON.stringify(named), 'path parameters are those of the path')
  must(parameters.every((one) => one.in !== 'path' || one.required), 'path parameters are required')
  must(parameters.every((one) => /^(path|query|header|cookie)$/.test(one.in) && typeof one.schema === 'object'), 'parameters have a place and a schema')
  must(new Set(parameters.map((one) => `${one.in} ${one.name}`)).size === parameters.length, 'no parameter twice')
  must(operation.requestBody === undefined || Object.keys(operation.requestBody.content).length > 0, 'a body has content')
  must(method !== 'get' || operation.requestBody === undefined, 'a question has no body')
  const responses = Object.entries(operation.responses)
  must(responses.length > 0 && responses.every(([status]) => /^([1-5]\d\d|[1-5]XX|default)$/.test(status)), 'responses by status')
  must(responses.every(([, one]) => one.$ref !== undefined || typeof one.description === 'string'), 'every response is described')
  must((operation.security ?? described.security).every((one) => Object.keys(one).every((name) => name in described.components.securitySchemes)), 'known schemes')
  must(typeof operation.summary === 'string' && operation.summary !== '', 'a summary')
  return faults
}

function refsIn(value: unknown): string[] {
  return Object.entries(Object(value)).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : typeof inner === 'object' ? refsIn(inner) : [])
}
const at = (ref: string) => ref.slice(2).split('/').reduce<unknown>((value, name) => Object(value)[name], described)

test('the document has the structure OpenAPI 3.1 asks for', () => {
  expect([/^3\.1\.\d+$/.test(described.openapi), typeof described.info.title, typeof described.info.version]).toEqual([true, 'string', 'string'])
  expect(operations.flatMap(faultsOf)).toEqual([])
  expect(Object.values(described.components.responses).filter(({ description }) => description === undefined)).toEqual([])
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(ids.filter((id, nth) => ids.indexOf(id) !== nth)).toEqual([])
  expect(refsIn(described).filter((ref) => !ref.startsWith('#/') || at(ref) === undefined)).toEqual([])
  const templates = Object.keys(described.paths).map((path) => path.replace(/\{\w+\}/g, '{}'))
  expect(templates.filter((path, nth) => templates.indexOf(path) !== nth)).toEqual([])
})

test('every schema is JSON Schema 2020-12', () => {
  const schemas = operations.flatMap(({ path, method, operation }) => [
    ...(operation.parameters ?? []).map(({ name, schema }) => ({ of: `${method} ${path} ${name}`, schema })),
    ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => ({ of: `${method} ${path}`, schema })),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.values(content ?? {}).map(({ schema }) => ({ of: `${method} ${path} ${status}`, schema }))),
  ])
  expect(schemas.length).toBeGreaterThan(400)
  const wrong = schemas.flatMap(({ of, schema }) => {
    try {
      ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')))
      return []
    } catch (error) {
      return [`${of}: ${String(error)}`]
    }
  })
  expect(wrong).toEqual([])
})

test('every command and question shows an example, and it fits: what is sent, and what is answered to the last member', () => {
  const fits = (schema: object, example: unknown) => {
    const written = JSON.stringify(schema).replaceAll('"#/components', '"api#/components')
    const check = ajv.compile(JSON.parse(written))
    return check(example) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
  const ways = [...doors.map((door) => ({ ...door, method: 'post' })), ...questions.map((door) => ({ ...door, method: 'get' }))]
    .map(({ method, path }) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`)
  const wrong = operations.filter(({ method, path }) => ways.includes(`${method} ${path}`)).flatMap(({ path, method, operation }) => {
    const answered = operation.responses['200']?.content?.['application/json']
    const sent = operation.requestBody?.content['application/json']
    const parameters = (operation.parameters ?? []).filter(({ example }) => example !== undefined)
    return [
      ...(answered?.example === undefined ? ['no answer'] : [...fits(answered.schema, answered.example), ...undeclared(answered.schema, answered.example)]),
      ...(method === 'get' ? [] : sent?.example === undefined ? ['no body'] : fits(sent.schema, sent.example)),
      ...parameters.flatMap(({ schema, example }) => fits(schema, example)),
    ].map((fault) => `${method} ${path}: ${fault}`)
  })
  expect(wrong).toEqual([])
})

// Members of an example that its schema does not name: a client could not know of them.
function undeclared(schema: unknown, example: unknown, place = ''): string[] {
  const is: { $ref?: string; properties?: Record<string, unknown>; items?: unknown; anyOf?: unknown[]; patternProperties?: object } = Object(schema)
  if (is.$ref !== undefined) return undeclared(at(is.$ref), example, place)
  if (is.anyOf !== undefined) return is.anyOf.map((one) => undeclared(one, example, place)).sort((a, b) => a.length - b.length)[0] ?? []
  if (Array.isArray(example)) return example.flatMap((one, nth) => undeclared(is.items, one, `${place}/${nth}`))
  if (example === null || typeof example !== 'object') return []
  // What a document answered is of the shape its own command declares; the places of a list are by its kind's columns, what is asked by its filters, own
  // attributes by what the shop defined.
  if (/\/(answer|places|asked|words|attributes)$/.test(place) && is.patternProperties !== undefined) return []
  if (is.properties === undefined) return [`${place} has no shape`]
  return Object.entries(example).flatMap(([name, value]) =>
    is.properties?.[name] === undefined ? [`${place}/${name} is not declared`] : undeclared(is.properties[name], value, `${place}/${name}`))
}

test('every door is in it once, alone and in sets, with its permission and every status', () => {
  const statuses = ['200', '400', '401', '403', '404', '405', '409', '413', '415', '422', '429', '500', '503']
  for (const { path, kind, permission } of doors) {
    for (const address of [`/api/v1${path}`, `/api/v1/sets${path}`]) {
      const operation = described.paths[address]?.['post']
      expect([address, Object(operation)['x-permission'], Object.keys(Object(operation?.responses))]).toEqual([address, permission, statuses])
    }
    expect(operations.filter(({ operation }) => operation.operationId === kind).length).toBe(1)
  }
  for (const { path } of questions) expect(described.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.['get']).toBeDefined()
  expect([described.paths['/health']?.['get']?.security, described.paths['/api/openapi.json']?.['get']?.security]).toEqual([[], []])
})

test('whatever has to be written in some form says in words which', () => {
  const unsaid: string[] = []
  const look = (where: string, node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    if ('pattern' in node && typeof node.pattern === 'string' && !('description' in node) && patterns[node.pattern] === undefined) unsaid.push(`${where}: ${node.pattern}`)
    for (const [name, member] of Object.entries(node)) look(name === 'properties' || name === 'items' ? where : `${where} ${name}`, member)
  }
  for (const { path, method, operation } of operations) {
    look(`${method} ${path}`, operation.requestBody)
    for (const { name, schema } of operation.parameters ?? []) look(`${method} ${path} ${name}`, schema)
  }
  for (const [name, schema] of Object.entries(described.components.schemas)) look(name, schema)
  expect(unsaid).toEqual([])
})
