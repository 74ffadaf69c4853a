// Identifiers: UUIDs as lower-case text. New ones are made in platform, because making one needs chance.

/** An id of one kind of thing; ids of different kinds do not mix. */
export type Id<Kind extends string> = string & { readonly __kind?: Kind }

/** The id that stands for "nothing" where a key column cannot be empty: no lot, unknown origin. */
export const NIL = '00000000-0000-0000-0000-000000000000'

/** An id as it is told: what stands for nothing is null. */
export const idOrNull = (id: string): string | null => (id === NIL ? null : id)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Says whether a text is a UUID written in lower case. */
export function isId(text: string): boolean {
  return uuid.test(text)
}
