// How a scan is told within the page.

/** The event a page may take for itself: it calls `preventDefault` and the scan is its own. */
export const SCAN = 'lotline-scan'

const quick = new WeakSet<Event>()

/** Notes that a key is a scanner's. */
export function noteQuick(event: Event): void {
  quick.add(event)
}

/** Whether the key belongs to a scan: it is none that somebody means something by. */
export function isOfScan(event: Event): boolean {
  return quick.has(event)
}

/** Does what a key means, unless it turns out to be the first of a scan. */
export function unlessScan(act: () => void): void {
  const stop = (event: KeyboardEvent) => {
    if (quick.has(event)) end()
  }
  const timer = setTimeout(() => { end(); act() }, WAIT)
  const end = () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', stop)
  }
  window.addEventListener('keydown', stop)
}
/** A scanner's next key comes sooner. */
const WAIT = 60
