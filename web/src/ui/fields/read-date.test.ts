import { describe, expect, test } from 'vitest'
import { readDate } from './read-date.ts'

const european = { today: '2026-11-26', monthFirst: false }
const american = { today: '2026-11-26', monthFirst: true }

describe('a date off a label', () => {
  test.each([
    ['140527', '2027-05-14'], ['14.5.27', '2027-05-14'], ['14/5/2027', '2027-05-14'], ['14 5 27', '2027-05-14'], ['14-05-2027', '2027-05-14'],
    ['14 May 2027', '2027-05-14'], ['14may27', '2027-05-14'], ['2027-05-14', '2027-05-14'], ['2027-5-4', '2027-05-04'], ['14052027', '2027-05-14'],
    ['20270514', '2027-05-14'], ['270514', '2027-05-14'], ['310228', '2031-02-28'],
    ['0527', '2027-05'], ['5.27', '2027-05'], ['05/2027', '2027-05'], ['052027', '2027-05'], ['2027-05', '2027-05'], ['may 2027', '2027-05'],
    ['2027', '2027'], [' 140527 ', '2027-05-14'],
  ])('%s is %s', (typed, read) => expect(readDate(typed, european)).toBe(read))

  test.each(['', 'soon', '31.2.27', '3', '99/99/99', '14.5', '1405271', '0000', '14 mai 2027'])('%s is none', (typed) => expect(readDate(typed, european)).toBeNull())

  test('with slashes the month comes first where people write it so', () => {
    expect(readDate('5/4/27', american)).toBe('2027-05-04')
    expect(readDate('5/4/27', european)).toBe('2027-04-05')
    expect(readDate('14/5/27', american)).toBe('2027-05-14')
    expect(readDate('5.4.27', american)).toBe('2027-04-05')
  })
})
