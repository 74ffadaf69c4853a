// The description of the API (OpenAPI 3.1), written from the doors themselves, with examples that are real calls.
import type { CommandDoor, QueryDoor } from '#platform'
import { ExportBody, ExportReady, FileFormat } from '#reports/contract'
import examples from './api-examples.json' with { type: 'json' }
import { ImportId, importSteps, Sent, SentAnswer } from './import-contract.ts'
import { MOST_BYTES } from './import-store.ts'

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
    if (door.rehearse !== undefined) add(`/try${door.path}`, 'post', describeTrial(door))
  }
  for (const question of questions) add(question.path, 'get', describeQuestion(question))
  for (const { path, list, ...door } of questions) if (list !== undefined) add(`/exports${path}`, 'get', describeExport({ ...door, path }))
  add('/exports', 'post', describeReadyExport())
  add('/export-files/:id', 'get', describeExportFile())
  add('/imports', 'post', describeSending())
  for (const one of importSteps) add(`/imports/:id/${one.step}`, 'post', describeStep(one))
  add('/imports/:id', 'delete', describeForgetting())
  add('/imports/:id/failing.csv', 'get', describeFailing())
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
      schemas: { Problem: problem, ...Object.fromEntries(doors.flatMap(commandSchemas)) },
      responses: { Problem: content('application/problem+json', ref('Problem'), { description: 'What is wrong.' }) },
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
const told = new Map<string, Example>(Object.entries(examples.commands))
const asked = new Map<string, { readonly input: object; readonly answer: unknown }>(Object.entries(examples.questions))

/** A command as it was sent, and what it answered. */
type Example = { readonly body: object; readonly id: string; readonly answer: object }

// A command alone and in a set have the same payload and answer the same: both are described once.
function commandSchemas(door: CommandDoor): [string, object][] {
  return [[door.kind, commandBody(door)], [answerName(door), plain(door.answer)]]
}

function answerName({ kind }: CommandDoor): string {
  return `${kind}-answer`
}

function accepted(door: CommandDoor) {
  return {
    type: 'object',
    required: ['id', 'answer'],
    properties: { id: uuid, answer: ref(answerName(door)), repeated: { const: true } },
  }
}

function describeCommand(door: CommandDoor): object {
  const idempotency = { name: 'Idempotency-Key', in: 'header', required: false, schema: uuid }
  const example = told.get(door.kind)
  const [sent, answered] = example === undefined ? [] : [{ id: example.id, ...example.body }, { id: example.id, answer: example.answer }]
  return {
    ...common(door, door.kind),
    parameters: [idempotency],
    requestBody: { required: true, ...content('application/json', ref(door.kind), { example: sent }) },
    responses: responses(accepted(door), answered),
  }
}

function describeTrial(door: CommandDoor): object {
  return {
    ...common({ ...door, summary: `What this would answer, and refuse: ${door.summary.charAt(0).toLowerCase()}${door.summary.slice(1)}` }, `try-${door.kind}`),
    description: `Needs \`${door.permission}\`. Nothing is recorded; what is true now may be otherwise when it is told.`,
    requestBody: { required: true, ...content('application/json', ref(door.kind)) },
    responses: responses(accepted(door)),
  }
}

function describeSet(door: CommandDoor): object {
  const commands = { type: 'array', maxItems: 1000, items: ref(door.kind) }
  const body = { type: 'object', required: ['commands'], properties: { commands } }
  const done = { ...accepted(door), required: ['id', 'ok', 'answer'], properties: { ...accepted(door).properties, ok: { const: true } } }
  const refused = { type: 'object', required: ['id', 'ok', 'problem'], properties: { id: uuid, ok: { const: false }, problem: ref('Problem') } }
  const outcomes = { type: 'array', description: 'One for each command, in their order.', items: { oneOf: [done, refused] } }
  return {
    ...common(door, `${door.kind}-set`),
    requestBody: { required: true, ...content('application/json', body) },
    responses: responses({ type: 'object', required: ['outcomes'], properties: { outcomes } }),
  }
}

function describeQuestion(door: QueryDoor): object {
  const schema = plain(door.input)
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const inPath = new Set([...door.path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const parameters = Object.entries(plain(schema.properties)).map(([name, is]) => ({
    name,
    in: inPath.has(name) ? 'path' : 'query',
    required: inPath.has(name) || required.has(name),
    schema: is,
  }))
  const id = `get${door.path.replace(/[/:]+/g, '-')}`
  const example = asked.get(door.path)
  const input = new Map(Object.entries(example?.input ?? {}))
  return {
    ...common(door, id),
    parameters: parameters.map((one) => ({ ...one, ...(input.has(one.name) ? { example: input.get(one.name) } : {}) })),
    responses: responses(plain(door.answer), example?.answer),
  }
}

function describeStream(): object {
  return {
    ...common({ summary: 'Changes as they happen', permission: 'record.read' }, 'stream-changes'),
    parameters: [
      { name: 'after', in: 'query', required: false, schema: text },
      { name: 'kinds', in: 'query', required: false, schema: { ...text, description: 'Kinds of documents, joined by commas; without it all.' } },
      { name: 'Last-Event-ID', in: 'header', required: false, schema: text },
    ],
    responses: { 200: content('text/event-stream', text, { description: 'Events by position.' }), ...failures },
  }
}

// A list as a file: what the list is asked with but its pages, and how it is written.
function describeExport({ path, summary, permission, input }: Pick<QueryDoor, 'path' | 'summary' | 'permission' | 'input'>): object {
  const asked = Object.entries(plain(plain(input)['properties'])).filter(([name]) => !['after', 'before', 'limit'].includes(name))
  const more: [string, unknown][] = [
    ['format', plain(FileFormat)], ['columns', { ...text, description: 'Members of the rows, `code,sku:Item` with a heading where it is to be another; without it all.' }],
    ['zone', { ...text, description: 'The time zone moments are told in; without it UTC.' }],
  ]
  return {
    ...common({ summary: `${summary}: all rows, as a file`, permission }, `export${path.replace(/[/:]+/g, '-')}`),
    parameters: [...asked, ...more].map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
    responses: { 200: file, ...failures },
  }
}

const file = {
  description: 'The file, as it is written.',
  content: { 'text/csv': { schema: text }, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: {} }, 'application/pdf': { schema: {} } },
}

function describeReadyExport(): object {
  return {
    ...common({ summary: 'Make an export ready, with the columns and words one sees', permission: 'record.read' }, 'ready-export'),
    description: 'Needs the permission of its list.',
    requestBody: { required: true, ...content('application/json', plain(ExportBody)) },
    responses: responses(plain(ExportReady)),
  }
}

function describeExportFile(): object {
  return {
    ...common({ summary: 'The file of an export that is ready', permission: 'record.read' }, 'get-export-file'),
    description: 'Needs the permission of its list, and the account that made it ready.',
    parameters: [{ name: 'id', in: 'path', required: true, schema: uuid }],
    responses: { 200: file, ...failures },
  }
}

const imports = { permission: 'import.run' }
const MEGABYTES = MOST_BYTES / 2 ** 20

// Not a form of several parts: the body is the file, and is read as it comes.
function describeSending(): object {
  const bytes = { description: `The file as it is, ${MEGABYTES} MB at most; a larger one is refused with 413 and nothing of it is kept.` }
  const types = ['text/csv', 'application/gzip', 'application/octet-stream']
  return {
    ...common({ ...imports, summary: 'Send a list to be imported; it is looked at and not run' }, 'send-import'),
    parameters: parametersOf(plain(Sent), 'query'),
    requestBody: {
      required: true,
      description: 'CSV in any of the usual encodings, plain or packed as .gz (then the name ends so). A workbook is refused: the page Import reads those.',
      content: Object.fromEntries(types.map((type) => [type, { schema: bytes }])),
    },
    responses: responses(plain(SentAnswer)),
  }
}

function describeStep({ step, summary, body }: (typeof importSteps)[number]): object {
  return {
    ...common({ ...imports, summary }, `import-${step}`),
    parameters: parametersOf(plain(ImportId), 'path'),
    requestBody: { required: true, ...content('application/json', plain(body)) },
    responses: { 204: { description: 'It is noted. Ask for the import to see how it goes.' }, ...failures },
  }
}

function describeForgetting(): object {
  return {
    ...common({ ...imports, summary: 'Throw away a list that was not run' }, 'forget-import'),
    parameters: parametersOf(plain(ImportId), 'path'), responses: { 204: { description: 'It is gone.' }, ...failures },
  }
}

function describeFailing(): object {
  return {
    ...common({ ...imports, summary: 'The rows of a list that are not imported, with the reason in a last column' }, 'get-import-failing'),
    parameters: parametersOf(plain(ImportId), 'path'), responses: { 200: content('text/csv', text, { description: 'CSV in UTF-8.' }), ...failures },
  }
}

function parametersOf({ properties }: { [name: string]: unknown }, place: 'query' | 'path'): object[] {
  return Object.entries(plain(properties)).map(([name, schema]) => ({ name, in: place, required: true, schema }))
}

const open = { security: [], tags: ['server'] }

function describeHealth(): object {
  const answer = {
    type: 'object', required: ['status', 'version'], properties: { status: { const: 'ok' }, version: text }, additionalProperties: false,
  }
  return {
    ...open, operationId: 'get-health', summary: 'Whether Lotline and its database answer', description: 'Open to everybody.',
    responses: { 200: content('application/json', answer, { description: 'They do.' }), 503: ref('Problem', 'responses') },
  }
}

function describeDescription(): object {
  const answer = { type: 'object', required: ['openapi', 'info', 'paths'], properties: { openapi: text } }
  return {
    ...open, operationId: 'get-openapi', summary: 'This description', description: 'Open to everybody.',
    responses: { 200: content('application/json', answer, { description: 'An OpenAPI 3.1 document.' }) },
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

function responses(schema: object, example?: unknown): object {
  return { 200: content('application/json', schema, { description: 'Done.', example }), ...failures }
}

function content(type: string, schema: object, { description, example }: { description?: string; example?: unknown } = {}): object {
  const said = description === undefined ? {} : { description }
  return { ...said, content: { [type]: { schema, ...(example === undefined ? {} : { example }) } } }
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
