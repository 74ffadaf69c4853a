// Which lists can be exported: all of them.
import type { List, QueryDoor } from '#platform'

/** The door of a list. */
export type ListDoor = QueryDoor & { readonly list: List }

/** The doors of lists, by their paths. */
export function exportDoors(questions: readonly QueryDoor[]): ReadonlyMap<string, ListDoor> {
  return new Map(questions.flatMap((door) => (isList(door) ? [[door.path, door] as const] : [])))
}

function isList(door: QueryDoor): door is ListDoor {
  return door.list !== undefined
}
