import { expect, test } from 'vitest'
import { byDay, type Change, type Hold, type Movement, runsOf, timelineOf } from './timeline-rules'

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

test('many of one kind with nothing else between them are one, and few are not', () => {
  // The last first: shipments of five orders, each after its pick, then a hold, then three more shipments.
  const at = (day: number, hour: number) => `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`
  const to = (place: string, row: Movement): Movement => ({ ...row, toLocationId: place })
  const order = (day: number) => [to(`customer ${day % 3}`, movement(`ship-${day}`, at(day, 12), 'ship', 10)), to('staging', movement(`pick-${day}`, at(day, 11), 'pick', 10))]
  const movements = [...[9, 8, 7, 6, 5].flatMap(order), ...[3, 2, 1].map((day) => movement(`old-${day}`, at(day, 9), 'ship', 1)), movement('came', at(1, 8), 'receipt', 90)]
  const entries = timelineOf({ movements, isMore: false, holds: [hold('h', at(4, 10), null)], changes: [] })

  const told = runsOf(entries, false)
  expect(told.map((one) => (one.what === 'run' ? `${one.kind} x${one.entries.length} = ${one.quantity} to ${one.ends}` : one.key.split(' ')[0]))).toEqual([
    'ship x5 = 50 to 3', 'pick x5 = 50 to 1', 'held', 'old-3', 'old-2', 'old-1', 'came',
  ])
  expect(told[0]).toMatchObject({ at: at(9, 12), since: at(5, 12), isOpen: false, toGuests: false })
  const guests = movements.map((row) => (row.toLocationId === 'customer 0' ? to('00000000-0000-7000-8000-000000000014', row) : row))
  expect(runsOf(timelineOf({ movements: guests, isMore: false, holds: [], changes: [] }), false)[0]).toMatchObject({ ends: 3, toGuests: true })
  // Nothing is lost, and nothing told twice.
  expect(told.flatMap((one) => (one.what === 'run' ? one.entries.map(({ key }) => key) : [one.key])).sort()).toEqual(entries.map(({ key }) => key).sort())
})

test('only the run that older movements may belong to is open, and keeps its name while they are read', () => {
  const shipped = Array.from({ length: 12 }, (_, nth) => movement(`s${nth}`, new Date(Date.UTC(2026, 2, 20 - nth)).toISOString(), 'ship', 1))
  const told = (read: number) => runsOf(timelineOf({ movements: shipped.slice(0, read), isMore: read < 12, holds: [hold('h', '2026-03-16T12:00:00Z', null)], changes: [] }), read < 12)

  expect(told(10)).toMatchObject([{ what: 'run', isOpen: false }, { what: 'held' }, { what: 'run', isOpen: true, quantity: 6n }])
  expect(told(12)).toMatchObject([{ what: 'run', isOpen: false }, { what: 'held' }, { what: 'run', isOpen: false, quantity: 8n }])
  expect(told(10)[2]?.key).toBe(told(12)[2]?.key)
})
