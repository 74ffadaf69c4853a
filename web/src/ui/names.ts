// What things are called whose ids stand in an answer.
import { useMemo } from 'react'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'

type Name = AnswerOf<'/names'>['rows'][number]
const MOST = 500

/** Asks for the names of the ids, all at once; what has none is not in the answer. */
export function useNames(ids: readonly (string | null)[]): ReadonlyMap<string, Name> {
  const wanted = [...new Set(ids.filter((id) => id !== null))].sort().slice(0, MOST).join(',')
  const { data } = useQuestion('/names', { ids: wanted }, { enabled: wanted !== '', keep: true })
  return useMemo(() => new Map((data?.rows ?? []).map((name) => [name.id, name])), [data])
}
