// Questions and commands for components: kept in the query cache, asked again when the record changes.
import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { ask, type AnswerOf, type BodyOf, type CommandPath, Failure, type InputOf, newId, type OutcomeOf, type QuestionPath, tell, tellAll } from './api'

/**
 * Asks a question and asks again when the record has changed. `keep` shows the last answer until the next is here; `every` asks
 * again after so many milliseconds, as long as the last answer wants it.
 */
export function useQuestion<Path extends QuestionPath>(
  path: Path,
  input: InputOf<Path>,
  options: { readonly enabled?: boolean; readonly keep?: boolean; readonly every?: (last: AnswerOf<Path> | undefined) => number | false } = {},
) {
  return useQuery<AnswerOf<Path>, Failure>({
    queryKey: [path, input],
    queryFn: ({ signal }) => ask(path, input, signal),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => options.every?.(state.data) ?? false,
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  })
}

/**
 * Performs a command. The same attempt keeps its id until it is answered, so that sending again after a lost
 * connection does nothing twice; a refusal or another body begins a new one. One that `isKept` keeps it over a reload, as a
 * form does with what is typed.
 */
export function useCommand<Path extends CommandPath>(path: Path, { isKept = false }: { readonly isKept?: boolean } = {}) {
  const client = useQueryClient()
  const attempt = useRef<Attempt | null>(null)
  return useMutation<OutcomeOf<Path>, Failure, BodyOf<Path>>({
    mutationFn: async (body) => {
      const text = JSON.stringify(body)
      const before = attempt.current ?? (isKept ? keptAttempt(path) : null)
      const now = before?.body === text ? before : { id: newId(), body: text }
      const isAnswered = () => {
        attempt.current = null
        if (isKept) sessionStorage.removeItem(attemptKey(path))
      }
      attempt.current = now
      if (isKept) sessionStorage.setItem(attemptKey(path), JSON.stringify(now))
      try {
        const outcome = await tell(path, now.id, body)
        isAnswered()
        return outcome
      } catch (error) {
        if (!(error instanceof Failure && (error.status === 0 || error.status >= 500))) isAnswered()
        throw error
      }
    },
    onSuccess: () => refresh(client),
  })
}

/** What was sent under an id and is not answered yet. */
type Attempt = { readonly id: string; readonly body: string }
const attemptKey = (path: string) => `lotline-attempt-${path}`

function keptAttempt(path: string): Attempt | null {
  const kept: unknown = JSON.parse(sessionStorage.getItem(attemptKey(path)) ?? 'null')
  if (kept === null || typeof kept !== 'object' || !('id' in kept) || !('body' in kept)) return null
  return { id: String(kept.id), body: String(kept.body) }
}

/**
 * Performs many commands of a kind; each succeeds or is refused alone, and is answered in its place. A command keeps its id
 * until the set is answered, so that sending again after a lost connection does nothing twice.
 */
export function useCommands<Path extends CommandPath>(path: Path) {
  const client = useQueryClient()
  const ids = useRef(new Map<string, string>())
  return useMutation<(OutcomeOf<Path> | Failure)[], Failure, readonly BodyOf<Path>[]>({
    mutationFn: async (bodies) => {
      const commands = bodies.map((body, at) => {
        const key = `${at} ${JSON.stringify(body)}`
        const id = ids.current.get(key) ?? newId()
        ids.current.set(key, id)
        return { ...body, id }
      })
      const outcomes = await tellAll(path, commands)
      ids.current.clear()
      return outcomes
    },
    onSuccess: () => refresh(client),
  })
}

/**
 * What a command would answer, and why it would be refused: asked again when the record changes. Nothing is recorded. It `isPaused`
 * once the command itself was sent: what was just recorded would be refused a second time.
 */
export function useTrial<Path extends CommandPath & `/try/${string}`>(path: Path, body: BodyOf<Path> | null, { isPaused = false }: { readonly isPaused?: boolean } = {}) {
  return useQuery<OutcomeOf<Path>, Failure>({
    queryKey: [path, body],
    queryFn: () => {
      if (body === null) throw new Error('There is nothing to try.')
      return tell(path, newId(), body)
    },
    enabled: body !== null && !isPaused,
    gcTime: 0,
  })
}

/** Does something that is no command, and asks again whatever is on the screen. */
export function useAnswer<Input = undefined>(does: (input: Input) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation<unknown, Failure, Input>({ mutationFn: does, onSuccess: () => refresh(client) })
}

/** Asks again whatever is on the screen. */
export function refresh(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ refetchType: 'active' })
}
