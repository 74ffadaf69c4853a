import { expect, test } from 'vitest'
import { noBurst, scanned, withKey } from './wedge'

const typed = (text: string, every: number, start = 1000) =>
  [...text].reduce((burst, key, nth) => withKey(burst, key, start + nth * every), noBurst)

test('a quick burst is a scan, a slow one is typing', () => {
  expect(scanned(typed('L2611-04', 8), 1000 + 8 * 8)).toBe('L2611-04')
  expect(scanned(typed('L2611-04', 120), 1000 + 8 * 120)).toBeNull()
})

test('what was typed long before is no part of a scan', () => {
  const before = typed('abc', 10)
  const burst = [...'4006381333931'].reduce((so, key, nth) => withKey(so, key, 5000 + nth * 10), before)
  expect(scanned(burst, 5140)).toBe('4006381333931')
})

test('a key pressed by hand just before is no part of a scan', () => {
  const burst = [...'X99-1'].reduce((so, key, nth) => withKey(so, key, 1160 + nth * 8), withKey(noBurst, 'j', 1000))
  expect(scanned(burst, 1210)).toBe('X99-1')
})

test('too short a burst is no scan, and none is one long after', () => {
  expect(scanned(typed('ok', 5), 1015)).toBeNull()
  expect(scanned(typed('L2611-04', 8), 3000)).toBeNull()
})
