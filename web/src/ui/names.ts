// What things are called whose ids stand in an answer.
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { type AnswerOf, ask } from '~/api'

type Name = AnswerOf<'/names'>['rows'][number]
/** So many ids fit into an address that every server and proxy takes. */
const MOST = 150

/** Asks for the names of the ids; what has none is not in the answer. */
export function useNames(ids: readonly (string | null)[]): ReadonlyMap<string, Name> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== ''))].sort()
  const parts = Array.from({ length: Math.ceil(wanted.length / MOST) }, (_, nth) => wanted.slice(nth * MOST, (nth + 1) * MOST).join(','))
  return useQueries({
    queries: parts.map((part) => ({
      queryKey: ['/names', { ids: part }], placeholderData: keepPreviousData,
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask('/names', { ids: part }, signal),
    })),
    combine: together,
  })
}

// One function for all, so that it is done again only when an answer is another.
function together(answers: readonly { readonly data: AnswerOf<'/names'> | undefined }[]): ReadonlyMap<string, Name> {
  return new Map(answers.flatMap(({ data }) => data?.rows ?? []).map((name) => [name.id, name]))
}
