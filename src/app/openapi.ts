// The description of the API (OpenAPI 3.1), written from the doors themselves.
import type { CommandDoor, QueryDoor } from '#platform'

type Doors = readonly CommandDoor[]
type Questions = readonly QueryDoor[]

/** Describes every door. */
export function describeApi(doors: Doors, questions: Questions, version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const add = (path: string, method: string, operation: object) => {
    const address = `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`
    paths[address] = { ...paths[address], [method]: operation }
  }
  for (const door of doors) {
    add(door.path, 'post', describeCommand(door))
    add(`/sets${door.path}`, 'post', describeSet(door))
  }
  for (const question of questions) add(question.path, 'get', describeQuestion(question))
  add('/changes/stream', 'get', describeStream())
  paths['/health'] = { get: describeHealth() }
  paths['/api/openapi.json'] = { get: describeDescription() }
  return {
    openapi: '3.1.0',
    info: { title: 'Lotline', version, description: about },
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key, `lot_<id>_<secret>`.' },
        session: { type: 'apiKey', in: 'cookie', name: 'lotline_session' },
      },
      schemas: { Problem: problem },
      responses: { Problem: content('application/problem+json', ref('Problem'), 'What is wrong.') },
    },
  }
}

const about = `Every command has an id of the caller's choosing (\`id\`, or the header Idempotency-Key).
Sent again, it answers as it did the first time, with \`repeated\`. Quantities are whole base units, as text.`

const text = { type: 'string' }
const uuid = { type: 'string', format: 'uuid' }
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: text,
    facts: { type: 'object', additionalProperties: true },
    override: { ...text, description: 'The permission that may say yes after all.' },
    mend: { ...text, description: 'What a person can do about it.' },
    bug: { ...uuid, description: 'The id under which the log tells more.' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: text, expected: text, found: text } },
    },
  },
}
const envelope = { id: uuid, occurredAt: { type: 'string', format: 'date-time' } }
const accepted = {
  type: 'object',
  required: ['id', 'answer'],
  properties: { id: uuid, answer: { type: 'object' }, repeated: { const: true } },
}
const outcome = {
  type: 'object',
  required: ['id', 'ok'],
  properties: { ...accepted.properties, ok: { type: 'boolean' }, problem: ref('Problem') },
}

function describeCommand(door: CommandDoor): object {
  const idempotency = { name: 'Idempotency-Key', in: 'header', required: false, schema: uuid }
  return {
    ...common(door, door.kind),
    parameters: [idempotency],
    requestBody: { required: true, ...content('application/json', commandBody(door)) },
    responses: responses(accepted),
  }
}

function describeSet(door: CommandDoor): object {
  const commands = { type: 'array', maxItems: 1000, items: commandBody(door) }
  const body = { type: 'object', required: ['commands'], properties: { commands } }
  const outcomes = { type: 'array', items: outcome }
  return {
    ...common(door, `${door.kind}-set`),
    requestBody: { required: true, ...content('application/json', body) },
    responses: responses({ type: 'object', required: ['outcomes'], properties: { outcomes } }),
  }
}

function describeQuestion(door: QueryDoor): object {
  const input = plain(door.input)
  const required = new Set(Array.isArray(input.required) ? input.required : [])
  const inPath = new Set([...door.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const parameters = Object.entries(plain(input.properties)).map(([name, schema]) => ({
    name,
    in: inPath.has(name) ? 'path' : 'query',
    required: inPath.has(name) || required.has(name),
    schema,
  }))
  const id = `get${door.path.replace(/[/:]+/g, '-')}`
  return { ...common(door, id), parameters, responses: responses(plain(door.answer)) }
}

function describeStream(): object {
  return {
    ...common({ summary: 'Changes as they happen', permission: 'record.read' }, 'stream-changes'),
    parameters: [
      { name: 'after', in: 'query', required: false, schema: text },
      { name: 'kinds', in: 'query', required: false, schema: { ...text, description: 'Kinds of documents, joined by commas; without it all.' } },
      { name: 'Last-Event-ID', in: 'header', required: false, schema: text },
    ],
    responses: { 200: content('text/event-stream', text, 'Events by position.'), ...failures },
  }
}

const open = { security: [], tags: ['server'] }

function describeHealth(): object {
  const answer = {
    type: 'object', required: ['status', 'version'], properties: { status: { const: 'ok' }, version: text }, additionalProperties: false,
  }
  return {
    ...open, operationId: 'get-health', summary: 'Whether Lotline and its database answer', description: 'Open to everybody.',
    responses: { 200: content('application/json', answer, 'They do.'), 503: ref('Problem', 'responses') },
  }
}

function describeDescription(): object {
  const answer = { type: 'object', required: ['openapi', 'info', 'paths'], properties: { openapi: text } }
  return {
    ...open, operationId: 'get-openapi', summary: 'This description', description: 'Open to everybody.',
    responses: { 200: content('application/json', answer, 'An OpenAPI 3.1 document.') },
  }
}

function common(door: { summary: string; permission: string }, operationId: string): object {
  return { operationId, summary: door.summary, description: `Needs \`${door.permission}\`.`, 'x-permission': door.permission }
}

// The envelope's fields stand beside the payload's, so a closed payload is opened for just them.
function commandBody(door: CommandDoor): object {
  const body = plain(door.body)
  return { ...body, properties: { ...envelope, ...plain(body.properties) } }
}

const failures = Object.fromEntries(
  [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503].map((status) => [status, ref('Problem', 'responses')]),
)

function responses(schema: object): object {
  return { 200: content('application/json', schema, 'Done.'), ...failures }
}

function content(type: string, schema: object, description?: string): object {
  const said = description === undefined ? {} : { description }
  return { ...said, content: { [type]: { schema } } }
}

function ref(name: string, among = 'schemas'): object {
  return { $ref: `#/components/${among}/${name}` }
}

// A schema as JSON Schema alone, without what the library keeps on it for itself.
function plain(schema: unknown): { [name: string]: unknown } {
  const copied: unknown = JSON.parse(JSON.stringify(schema ?? {}))
  const is = copied !== null && typeof copied === 'object'
  return is ? Object.fromEntries(Object.entries(copied).filter(([name]) => name[0] !== '~')) : {}
}
