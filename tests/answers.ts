// Every answer a test's commands were given is of the shape its door declares: judged when the test's database goes, from
// what was recorded, so that no test can forget it. A member that is not declared is a fault as well.
import { Compile } from 'typebox/compile'
import { type Database, query, type QueryDoor } from '#platform'
import { doors } from '#app/wiring'

type Shape = { Check(value: unknown): boolean; Errors(value: unknown): { instancePath: string; message: string }[] }

/** Actions without a door answer as the action they are a form of. */
const likeDoors: { readonly [kind: string]: string } = {
  serve_waiting: 'reserve_waiting', 'create-first-administrator': 'create-account',
}

const shapes: ReadonlyMap<string, Shape> = new Map(doors.map(({ kind, answer }) => [kind, Compile(closed(answer) as object)]))

const told = new Map<string, Shape>()

// The contract leaves answers open, so that members may join them; a test wants every one declared.
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (schema === null || typeof schema !== 'object') return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner
}

function faultsIn(shape: Shape | undefined, what: string, answer: unknown): string[] {
  if (shape === undefined || shape.Check(answer)) return []
  return shape.Errors(answer).map(({ instancePath, message }) => `${what} ${instancePath}: ${message} in ${JSON.stringify(answer).slice(0, 500)}`)
}

/** @throws Error when what a question answers is, once written, not as its door declares. */
export function judgeTold({ path, answer: shape }: QueryDoor, answer: unknown): void {
  const known = told.get(path) ?? Compile(closed(shape) as object)
  told.set(path, known)
  const faults = answer === null ? [] : faultsIn(known, path, JSON.parse(JSON.stringify(answer)))
  if (faults.length > 0) throw new Error(`The answer is not as declared:\n${faults.slice(0, 10).join('\n')}`)
}

/** @throws Error when some answer recorded in the database is not as its door declares. */
export async function judgeAnswers(database: Database): Promise<void> {
  const rows = await query<{ kind: string; answer: unknown }>(database, {
    name: 'test.answers', text: 'select kind, answer from platform.document where kind = any($1)',
  }, [[...shapes.keys(), ...Object.keys(likeDoors)]])
  const faults = rows.flatMap(({ kind, answer }) => faultsIn(shapes.get(likeDoors[kind] ?? kind), kind, answer))
  if (faults.length > 0) throw new Error(`Answers are not as declared:\n${[...new Set(faults)].slice(0, 10).join('\n')}`)
}
