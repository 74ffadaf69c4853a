// A scanner that types: a burst of keys quicker than anybody's fingers, ended by Enter or Tab.

/** Keys of a scan follow each other within so many milliseconds on average. */
const QUICK = 45
const SHORTEST = 5
/** After so long a pause a new burst begins: what a finger did before is no part of it. */
const PAUSE = 100
/** The Enter of a scanner may come so much later. */
const END = 250

/** What is known of the burst so far. */
export type Burst = { readonly text: string; readonly began: number; readonly last: number }

export const noBurst: Burst = { text: '', began: 0, last: 0 }

/** The burst with one more key. `Ctrl+]` is the group separator of GS1 codes. */
export function withKey(burst: Burst, key: string, at: number): Burst {
  const isNew = burst.text === '' || at - burst.last > PAUSE
  return { text: isNew ? key : burst.text + key, began: isNew ? at : burst.began, last: at }
}

/** Whether a key that is pressed now follows the last so quickly that no finger did it. */
export function isQuick(burst: Burst, at: number): boolean {
  return burst.text !== '' && at - burst.last <= QUICK
}

/** The code that was scanned when the burst ends now, or null when it was typed by hand. */
export function scanned(burst: Burst, at: number): string | null {
  const { text, began, last } = burst
  if (text.length < SHORTEST || at - last > END) return null
  return (last - began) / (text.length - 1) <= QUICK ? text : null
}
