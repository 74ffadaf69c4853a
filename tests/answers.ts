// Every answer a test's commands were given is of the shape its door declares: judged when the test's database goes, from
// what was recorded, so that no test can forget it. A member that is not declared is a fault as well.
import { Compile } from 'typebox/compile'
import { type Database, query } from '#platform'
import { doors } from '#app/wiring'

/** Actions without a door answer as the action they are a form of. */
const likeDoors: { readonly [kind: string]: string } = {
  serve_waiting: 'reserve_waiting', 'create-first-administrator': 'create-account',
}

const shapes = new Map(doors.map(({ kind, answer }) => [kind, Compile(closed(answer) as object)]))

// The contract leaves answers open, so that members may join them; a test wants every one declared.
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (schema === null || typeof schema !== 'object') return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner
}

/** What is wrong with an answer to a command of this kind; empty when it is as declared, or no door's. */
export function faultsOfAnswer(kind: string, answer: unknown): string[] {
  const shape = shapes.get(likeDoors[kind] ?? kind)
  if (shape === undefined || shape.Check(answer)) return []
  return shape.Errors(answer).map(({ instancePath, message }) => `${kind} ${instancePath}: ${message} in ${JSON.stringify(answer).slice(0, 500)}`)
}

/** @throws Error when some answer recorded in the database is not as its door declares. */
export async function judgeAnswers(database: Database): Promise<void> {
  const rows = await query<{ kind: string; answer: unknown }>(database, {
    name: 'test.answers', text: 'select kind, answer from platform.document where kind = any($1)',
  }, [[...shapes.keys(), ...Object.keys(likeDoors)]])
  const faults = rows.flatMap(({ kind, answer }) => faultsOfAnswer(kind, answer))
  if (faults.length > 0) throw new Error(`Answers are not as declared:\n${[...new Set(faults)].slice(0, 10).join('\n')}`)
}
