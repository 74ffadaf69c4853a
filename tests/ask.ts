// Asking questions as the doors are asked: by path, with the input checked first.
import type { Actor, Database, QueryDoor } from '#platform'
import { judgeTold } from '#test/answers'

/** A page of a list. */
export type ListPage = {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly next: string | null
  readonly previous: string | null
  readonly total: number
  readonly totalIsExact: boolean
}

/** Asks the question at a path; an input that breaks its schema is an error, and so is an answer that breaks its own. */
export async function ask(questions: readonly QueryDoor[], database: Database, path: string, input: object = {}, actor?: Actor): Promise<unknown> {
  const door = questions.find((one) => one.path === path)
  if (door === undefined) throw new Error(`Nobody answers ${path}.`)
  const complaints = door.complaints(input)
  if (complaints.length > 0) throw new Error(JSON.stringify(complaints))
  const answer = await door.ask(database, input, actor)
  judgeTold(door, answer)
  return answer
}

/** Asks for a page of a list. */
export async function askList(
  questions: readonly QueryDoor[],
  database: Database,
  path: string,
  input: object = {},
): Promise<ListPage> {
  return (await ask(questions, database, path, input)) as ListPage
}
