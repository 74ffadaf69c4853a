// Slows down guessing: wrong sign-ins are counted by login, by address, and by both together.
import type { Refusal } from '#kernel'
import { refuse } from './refusals.ts'

const WINDOW = 15 * 60_000
const MOST = { both: 10, login: 100, address: 100 } as const
const LARGEST = 50_000

type Count = { tries: number; readonly until: number }

/** Counts attempts of one process. */
export type Attempts = {
  /** @throws Refusal `too_many_attempts` when there were too many in the last quarter of an hour. */
  begin(login: string, address: string): void
  /** The same, given instead of thrown; null: it was counted, go on. */
  refuseNext(login: string, address: string): Refusal | null
  /** A right password clears what was counted against this login from this address. */
  succeeded(login: string, address: string): void
}

/** Starts counting. */
export function countAttempts(now: () => number = Date.now): Attempts {
  const counts = new Map<string, Count>()
  const places = (login: string, address: string) => {
    const name = login.toLowerCase().slice(0, 100)
    return [
      { key: JSON.stringify([name, address]), most: MOST.both },
      { key: JSON.stringify([name]), most: MOST.login },
      { key: JSON.stringify([null, address]), most: MOST.address },
    ]
  }
  const forgetOld = () => {
    for (const [key, { until }] of counts) {
      if (until <= now() || counts.size > LARGEST) counts.delete(key)
    }
  }
  const refuseNext = (login: string, address: string): Refusal | null => {
    if (counts.size > LARGEST / 2) forgetOld()
    for (const { key, most } of places(login, address)) {
      const before = counts.get(key)
      const count =
        before === undefined || before.until <= now()
          ? { tries: 0, until: now() + WINDOW }
          : before
      if (count.tries >= most) {
        const minutes = Math.ceil((count.until - now()) / 60_000)
        return refuse('too_many_attempts', { minutes })
      }
      count.tries++
      counts.set(key, count)
    }
    return null
  }
  return {
    begin(login, address) {
      const refusal = refuseNext(login, address)
      if (refusal !== null) throw refusal
    },
    refuseNext,
    succeeded(login, address) {
      for (const { key } of places(login, address)) {
        const count = counts.get(key)
        if (count === undefined) continue
        if (count.tries <= 1) counts.delete(key)
        else count.tries--
      }
      const [both] = places(login, address)
      if (both !== undefined) counts.delete(both.key)
    },
  }
}
