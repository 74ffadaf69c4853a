import { expect, test } from 'vitest'
import { addressOf, newId } from './api'

test('an address has the parts of its path, and leaves empty values out', () => {
  expect(addressOf('/lots/{id}', { id: 'a/b', limit: '5', after: undefined, q: '' })).toBe('/api/v1/lots/a%2Fb?limit=5')
  expect(addressOf('/lots', {})).toBe('/api/v1/lots')
})

test('a fresh id is a UUID of version 7, in the order of time', () => {
  const ids = Array.from({ length: 50 }, () => newId())
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(50)
  expect(ids.map((id) => id.slice(0, 11))).toEqual(ids.map((id) => id.slice(0, 11)).sort())
})
