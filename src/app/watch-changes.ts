// One watcher of changes per process: it asks the database for all streams together, and only while somebody listens.
// What came last is kept, so that streams at the tip are told from memory; those further behind read for themselves.
import { type Change, type Database, readChanges, readLastPosition } from '#platform'

const BATCH = 200
const KEPT = 1_000

/** Tells streams what is new. */
export type Watcher = {
  /** The next changes after a position, in order; none when there are none yet. */
  after(position: bigint): Promise<readonly Change[]>
  /** Waits until something is beyond a position, so long, or until halted. @throws what the database said when it failed. */
  wait(position: bigint, milliseconds: number, halt: AbortSignal): Promise<void>
  /** Somebody listens from now on, until the function it gives is called. */
  join(): () => void
}

type Waiting = { readonly go: () => void; readonly fail: (error: unknown) => void }

/** Makes a watcher; it looks every so many milliseconds while somebody listens. */
export function watchChanges(database: Database, lookEvery: number): Watcher {
  let listeners = 0
  let isLooking = false
  let newest: bigint | null = null
  let kept: Change[] = []
  let failure: unknown = null
  const waiting = new Set<Waiting>()

  async function look(): Promise<void> {
    isLooking = true
    failure = null
    try {
      // Nobody looked for a while: what came meanwhile is read by those who want it.
      newest = await readLastPosition(database)
      kept = []
      wake()
      while (listeners > 0) {
        const changes = await readChanges(database, newest, BATCH)
        const last = changes.at(-1)
        if (last !== undefined) {
          newest = BigInt(last.position)
          kept = [...kept, ...changes].slice(-KEPT)
          wake()
        } else if ((await readLastPosition(database)) < newest) {
          // The demo company was removed: positions began anew, and whoever waits for the old ones would wait in vain.
          throw new Error('The record began anew.')
        }
        if (changes.length < BATCH) await new Promise((go) => setTimeout(go, lookEvery))
      }
    } catch (error) {
      // The streams end and their listeners come back; whoever comes first begins to look again.
      failure = error
      for (const one of waiting) one.fail(error)
    } finally {
      isLooking = false
      newest = null
    }
  }

  function wake(): void {
    for (const one of waiting) one.go()
  }

  return {
    async after(position) {
      if (failure !== null) throw failure
      const [first] = kept
      if (newest === null || first === undefined || position + 1n < BigInt(first.position)) {
        return newest !== null && position >= newest ? [] : readChanges(database, position, BATCH)
      }
      const start = Number(position + 1n - BigInt(first.position))
      return kept.slice(start, start + BATCH)
    },
    wait: (position, milliseconds, halt) => new Promise((resolve, reject) => {
      const end = (then: () => void) => {
        clearTimeout(timer)
        halt.removeEventListener('abort', one.go)
        waiting.delete(one)
        then()
      }
      const one: Waiting = { go: () => end(resolve), fail: (error) => end(() => reject(error)) }
      const timer = setTimeout(one.go, milliseconds)
      waiting.add(one)
      halt.addEventListener('abort', one.go)
      if (failure !== null) one.fail(failure)
      // What came between the asking and this waiting was told to nobody.
      else if (halt.aborted || (newest !== null && newest > position)) one.go()
    }),
    join() {
      listeners++
      if (!isLooking) void look()
      return () => {
        listeners--
      }
    },
  }
}
