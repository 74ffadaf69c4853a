// What somebody looked at lately in this browser: the palette offers it first.

/** A page of a thing. */
export type Recent = { readonly address: string; readonly title: string }

const KEY = 'lotline-recent'
const MOST = 8

/** The latest first. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter((one) => typeof one?.address === 'string' && typeof one?.title === 'string')
  } catch {
    return []
  }
}

/** Notes that a page was looked at. */
export function noteRecent(recent: Recent): void {
  try {
    const others = readRecent().filter(({ address }) => address !== recent.address)
    localStorage.setItem(KEY, JSON.stringify([recent, ...others].slice(0, MOST)))
  } catch {
    // Nothing is kept, nothing is offered.
  }
}
