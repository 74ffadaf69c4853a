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

type Moved = Extract<Entry, { what: 'moved' }>
/** Movements of one kind that happened with nothing else between them, as one; `isOpen` when older ones are still to be read. */
export type Run = {
  readonly what: 'run'
  readonly key: string
  readonly kind: string
  /** The last of them, and the first. */
  readonly at: string
  readonly since: string
  readonly entries: readonly Moved[]
  readonly quantity: bigint
  /** How many places they went to; guests have one together. */
  readonly ends: number
  readonly toGuests: boolean
  readonly isOpen: boolean
}

// Fewer than these are told one by one.
const RUN_LEAST = 4
// The place of everybody who bought without being a customer.
const GUESTS = '00000000-0000-7000-8000-000000000014'
// What an order does to stock goes together: a pick and its shipment alternate with those of the next order.
const going = new Set(['pick', 'unpick', 'ship'])

/** The entries, with long runs of one kind made one each, at the place of their last. */
export function runsOf(entries: readonly Entry[], isMore: boolean): (Entry | Run)[] {
  const told: (Entry | Run)[] = []
  let run: Moved[] = []
  const family = (kind: string) => (going.has(kind) ? 'going' : kind)
  const end = (isOpen: boolean) => {
    const kinds = new Map<string, Moved[]>()
    for (const entry of run) kinds.set(entry.first.kind, [...(kinds.get(entry.first.kind) ?? []), entry])
    const done = new Set<string>()
    for (const entry of run) {
      const { kind } = entry.first
      const of = kinds.get(kind) ?? []
      if (of.length < RUN_LEAST) told.push(entry)
      else if (!done.has(kind)) told.push(runOf(kind, of, isOpen))
      done.add(kind)
    }
    run = []
  }
  for (const entry of entries) {
    const goesOn = entry.what === 'moved' && (run[0] === undefined || family(run[0].first.kind) === family(entry.first.kind))
    if (!goesOn) end(false)
    if (entry.what === 'moved') run.push(entry)
    else told.push(entry)
  }
  end(isMore)
  return told
}

function runOf(kind: string, entries: readonly Moved[], isOpen: boolean): Run {
  const [last, first] = [entries[0], entries.at(-1)]
  const ends = new Set(entries.map((one) => one.first.toLocationId))
  const toGuests = ends.delete(GUESTS)
  return {
    // While more of it is read it stays the same, and stays open where somebody opened it.
    what: 'run', key: `run ${last?.key ?? ''}`, kind, at: last?.at ?? '', since: first?.at ?? '', entries, isOpen,
    quantity: entries.reduce((sum, { quantity }) => sum + quantity, 0n), ends: ends.size, toGuests,
  }
}

/** The entries by the day they happened on, as `dayOf` tells it. */
export function byDay<One extends { readonly at: string }>(entries: readonly One[], dayOf: (at: string) => string): { readonly day: string; readonly entries: readonly One[] }[] {
  const days = new Map<string, One[]>()
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
