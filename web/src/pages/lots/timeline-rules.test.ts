import { expect, test } from 'vitest'
import { byDay, type Change, type Hold, type Movement, timelineOf } from './timeline-rules'

const movement = (documentId: string, at: string, kind: string, quantity: number, line = 1) =>
  ({ id: `${documentId}.${line}`, documentId, line, kind, quantity: String(quantity), fromLocationId: 'a', toLocationId: 'b', occurredAt: at, actorId: 'kim', reason: null }) as Movement
const hold = (id: string, placedAt: string, releasedAt: string | null) =>
  ({ id, documentId: `d-${id}`, placedAt, placedBy: 'vera', reason: 'odd smell', releasedAt, releasedBy: releasedAt === null ? null : 'kim', releaseReason: releasedAt === null ? null : 'tasted' }) as Hold
const change = (documentId: string, at: string, field: string) => ({ documentId, kind: 'change_lot', actorId: 'kim', occurredAt: at, reason: 'label', field, old: '1', new: '2' }) as Change
const told = (entries: ReturnType<typeof timelineOf>) => entries.map((entry) => `${entry.at.slice(8, 16)} ${entry.what}${entry.what === 'moved' ? ` ${entry.quantity}` : ''}`)

test('movements, holds and changes stand in one order, the latest first', () => {
  const entries = timelineOf({
    movements: [movement('d3', '2026-03-09T10:00:00Z', 'ship', 4), movement('d1', '2026-03-01T08:00:00Z', 'receipt', 90)],
    isMore: false, holds: [hold('h', '2026-03-05T12:00:00Z', '2026-03-07T09:00:00Z')], changes: [change('d2', '2026-03-05T11:00:00Z', 'bestBefore'), change('d2', '2026-03-05T11:00:00Z', 'useBy')],
  })

  expect(told(entries)).toEqual(['09T10:00 moved 4', '07T09:00 released', '05T12:00 held', '05T11:00 changed', '01T08:00 moved 90'])
  expect(entries.map(({ actorId, reason }) => [actorId, reason])).toEqual([['kim', null], ['kim', 'tasted'], ['vera', 'odd smell'], ['kim', 'label'], ['kim', null]])
  expect(byDay(entries, (at) => at.slice(0, 10)).map(({ day, entries: of }) => [day, of.length])).toEqual([
    ['2026-03-09', 1], ['2026-03-07', 1], ['2026-03-05', 2], ['2026-03-01', 1],
  ])
})

test('lines of a document that say the same are one with their sum', () => {
  const entries = timelineOf({ movements: [movement('d', '2026-03-09T10:00:00Z', 'ship', 4), movement('d', '2026-03-09T10:00:00Z', 'ship', 5, 2)], isMore: false, holds: [], changes: [] })

  expect(entries).toMatchObject([{ what: 'moved', quantity: 9n, lines: 2 }])
})

test('nothing older than the movements read is told while there are more', () => {
  const read = { movements: [movement('d', '2026-03-09T10:00:00Z', 'ship', 4)], holds: [hold('h', '2026-03-05T12:00:00Z', null)], changes: [] }

  expect(told(timelineOf({ ...read, isMore: true }))).toEqual(['09T10:00 moved 4'])
  expect(told(timelineOf({ ...read, isMore: false }))).toEqual(['09T10:00 moved 4', '05T12:00 held'])
})
