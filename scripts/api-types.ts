// `npm run api-types`: writes web/src/api-types.ts, what the web app may ask and tell, from the description the server
// itself gives. Needed after a change of a contract; a test says when it was forgotten.
import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { describeApi } from '#app/openapi'
import { doors, questions } from '#app/wiring'

const heading = '// Written by `npm run api-types` from the description of the API. Not changed by hand.\n\n'

type Members = { [name: string]: unknown }

/** The types as they should be: what is asked and answered, without the sets, the files, the failures and the prose. */
export async function apiTypes(): Promise<string> {
  const { paths, ...rest } = membersOf(describeApi(doors, questions, '0'))
  const kept = Object.entries(membersOf(paths)).filter(([path]) => !/\/(sets|exports)\//.test(path) && path.startsWith('/api/v1/'))
  const short = Object.fromEntries(kept.map(([path, methods]) => [path, each(methods, shortened)]))
  const types = astToString(await openapiTS(JSON.stringify({ ...rest, paths: short }), { alphabetize: true }))
  return heading + types.replaceAll(/^ +(header|path|cookie|query|put|post|get|delete|options|head|patch|trace)\?: never;\n/gm, '')
    .replaceAll(/^ +headers: \{\n +\[name: string\]: unknown;\n +\};\n/gm, '')
    .replaceAll(/^( +)/gm, (blanks) => ' '.repeat(blanks.length / 2))
}

function shortened(operation: unknown): unknown {
  const { summary, description, responses, parameters, ...rest } = membersOf(operation)
  const told = Array.isArray(parameters) ? parameters.filter((one) => membersOf(one)['in'] !== 'header') : []
  return { ...rest, parameters: silent(told), responses: { 200: silent(membersOf(responses)['200']) }, requestBody: silent(rest['requestBody']) }
}

// Without descriptions, which the guide and the description itself give.
function silent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(silent)
  if (value === null || typeof value !== 'object') return value
  const isProse = (name: string, said: unknown) => /^examples?$/.test(name) || (name === 'description' && typeof said !== 'object')
  return Object.fromEntries(Object.entries(value).filter(([name, said]) => !isProse(name, said)).map(([name, said]) => [name, silent(said)]))
}

function each(value: unknown, change: (one: unknown) => unknown): Members {
  return Object.fromEntries(Object.entries(membersOf(value)).map(([name, one]) => [name, change(one)]))
}

function membersOf(value: unknown): Members {
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value)) : {}
}

if (process.argv[1]?.endsWith('api-types.ts')) writeFileSync('web/src/api-types.ts', await apiTypes())
