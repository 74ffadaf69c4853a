import { expect, test } from 'vitest'
import { nextAfter } from './schedule-rules.ts'
import { minuteIn, momentIn, offsetsOf } from './zone-rules.ts'

test.each([
  ['the same day, later', 'day', 1, '06:30', 'Europe/Dublin', '2026-11-26T06:29:59Z', '2026-11-26T06:30:00Z'],
  ['exactly then is the next day', 'day', 1, '06:30', 'Europe/Dublin', '2026-11-26T06:30:00Z', '2026-11-27T06:30:00Z'],
  ['by summer time', 'day', 1, '06:30', 'Europe/Dublin', '2026-07-01T00:00:00Z', '2026-07-01T05:30:00Z'],
  ['a time that clocks skip', 'day', 1, '02:30', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00Z'],
  ['a time that clocks show twice, the first', 'day', 1, '02:30', 'Europe/Berlin', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
  ['and not the second', 'day', 1, '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
  ['on Monday', 'week', 1, '08:00', 'UTC', '2026-11-26T00:00:00Z', '2026-11-30T08:00:00Z'],
  ['on Sunday', 'week', 7, '08:00', 'UTC', '2026-11-26T00:00:00Z', '2026-11-29T08:00:00Z'],
  ['on the 31st of a shorter month', 'month', 31, '00:00', 'UTC', '2027-01-31T00:00:00Z', '2027-02-28T00:00:00Z'],
  ['far in the east, when it is already tomorrow', 'month', 1, '00:15', 'Pacific/Auckland', '2026-11-30T11:00:00Z', '2026-11-30T11:15:00Z'],
] as const)('%s', (_, every, onDay, at, zone, after, due) => {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  expect(nextAfter({ every, onDay, atMinute: hours * 60 + minutes }, offsetsOf(zone), new Date(after)).toISOString()).toBe(new Date(due).toISOString())
})

test('moments as clocks show them', () => {
  const at = Date.parse('2026-11-26T16:09:31.120Z')
  expect(momentIn(offsetsOf('America/St_Johns'), at)).toBe('2026-11-26T12:39:31.120-03:30')
  expect(momentIn(offsetsOf('UTC'), Date.parse('2026-11-26T16:09:31Z'))).toBe('2026-11-26T16:09:31Z')
  expect(minuteIn(offsetsOf('Asia/Kathmandu'), at)).toBe('2026-11-26 21:54')
})
