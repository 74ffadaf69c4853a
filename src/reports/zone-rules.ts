// Moments as the clocks of a time zone show them. Pure: same arguments, same answer.

const QUARTER = 15 * 60_000

/** How many minutes a zone's clocks are ahead of UTC at a moment. Zones change on quarters of an hour, so each is looked up once. */
export type Offsets = (at: number) => number

/** Whether a text names a time zone. */
export function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined
  } catch {
    return false
  }
}

/** The offsets of a zone. */
export function offsetsOf(zone: string): Offsets {
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', era: 'short',
  })
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER)
    const before = known.get(quarter)
    if (before !== undefined) return before
    const start = quarter * QUARTER
    const parts = new Map(clock.formatToParts(start).map(({ type, value }) => [type, value]))
    const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name))
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'))
    const minutes = Math.round((shown - start) / 60_000)
    if (known.size > 100_000) known.clear()
    known.set(quarter, minutes)
    return minutes
  }
}

const two = (number: number) => String(number).padStart(2, '0')

/** A moment in ISO 8601 by the zone's clocks, with its offset: `2026-11-26T16:09:31+01:00`. */
export function momentIn(offsets: Offsets, at: number): string {
  const minutes = offsets(at)
  const shown = new Date(at + minutes * 60_000).toISOString().replace(/(\.000)?Z$/, '')
  const size = Math.abs(minutes)
  return `${shown}${minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`}`
}

/** A moment for people, to the minute: `2026-11-26 16:09`. */
export function minuteIn(offsets: Offsets, at: number): string {
  return new Date(at + offsets(at) * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
