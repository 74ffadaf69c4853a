// Everything that happened to a lot as one line of time, the latest first: movements, holds, changes. Pure.
import type { AnswerOf, RowOf } from '~/api'

export type Movement = RowOf<'/movements'>
export type Hold = RowOf<'/holds'>
export type Change = AnswerOf<'/lots/{id}'>['history'][number]

type Told = { readonly key: string; readonly at: string; readonly documentId: string; readonly actorId: string | null; readonly reason: string | null }
/** One thing that happened. Lines of a document that say the same are one, with their sum. */
export type Entry = Told & (
  | { readonly what: 'moved'; readonly first: Movement; readonly quantity: bigint; readonly lines: number }
  | { readonly what: 'held' | 'released'; readonly hold: Hold }
  | { readonly what: 'changed'; readonly kind: string; readonly fields: readonly Change[] }
)

/**
 * Puts them in one order. Where older movements are still to be read, nothing older than the last one read is told: what
 * lies between would be missing.
 */
export function timelineOf({ movements, isMore, holds, changes }: {
  readonly movements: readonly Movement[]
  readonly isMore: boolean
  readonly holds: readonly Hold[]
  readonly changes: readonly Change[]
}): Entry[] {
  const end = isMore ? (movements.at(-1)?.occurredAt ?? '') : ''
  return [...moved(movements), ...holds.flatMap(held), ...changed(changes)]
    .filter(({ at }) => moment(at) >= moment(end))
    .sort((a, b) => moment(b.at) - moment(a.at) || (a.key < b.key ? 1 : -1))
}

/** The entries by the day they happened on, as `dayOf` tells it. */
export function byDay(entries: readonly Entry[], dayOf: (at: string) => string): { readonly day: string; readonly entries: readonly Entry[] }[] {
  const days = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = dayOf(entry.at)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return [...days].map(([day, of]) => ({ day, entries: of }))
}

function moved(movements: readonly Movement[]): Entry[] {
  const entries = new Map<string, Extract<Entry, { what: 'moved' }>>()
  for (const row of movements) {
    const key = [row.documentId, row.kind, row.fromLocationId, row.toLocationId].join(' ')
    const so = entries.get(key)
    entries.set(key, {
      what: 'moved', key, at: row.occurredAt, documentId: row.documentId, actorId: row.actorId, reason: row.reason,
      first: so?.first ?? row, quantity: (so?.quantity ?? 0n) + BigInt(row.quantity), lines: (so?.lines ?? 0) + 1,
    })
  }
  return [...entries.values()]
}

function held(hold: Hold): Entry[] {
  const placed: Entry = { what: 'held', key: `held ${hold.id}`, at: hold.placedAt, documentId: hold.documentId, actorId: hold.placedBy, reason: hold.reason, hold }
  if (hold.releasedAt === null) return [placed]
  return [placed, { what: 'released', key: `released ${hold.id}`, at: hold.releasedAt, documentId: hold.documentId, actorId: hold.releasedBy, reason: hold.releaseReason, hold }]
}

function changed(changes: readonly Change[]): Entry[] {
  const entries = new Map<string, Extract<Entry, { what: 'changed' }>>()
  for (const change of changes) {
    const { documentId, kind, actorId, occurredAt, reason } = change
    const fields = [...(entries.get(documentId)?.fields ?? []), change]
    entries.set(documentId, { what: 'changed', key: `changed ${documentId}`, at: occurredAt, documentId, actorId, reason, kind, fields })
  }
  return [...entries.values()]
}

function moment(text: string): number {
  return text === '' ? Number.NEGATIVE_INFINITY : Date.parse(text)
}
