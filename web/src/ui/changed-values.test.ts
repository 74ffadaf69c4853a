import { expect, test } from 'vitest'
import { idsAmong, valueSaid } from './changed-values'

const id = '019cad00-0000-7000-8000-000000000050'
const said = (field: string, value: string | null) => valueSaid(field, value, (one) => (one === id ? 'FARM' : undefined))

test('days are told as days wherever they stand, and nothing else is', () => {
  expect([said('bestBefore', '2031-01-15'), said('expectedOn', '2031-01-15'), said('attribute.harvest', '2031-01-15')]).toEqual(Array(3).fill('Jan 15, 2031'))
  expect([said('useBy', '2031-01'), said('bestBefore', '2031-01-15 (derived)')]).toEqual(['Jan 2031', 'Jan 15, 2031 (from the shelf life)'])
  expect([said('code', '2031-01-15'), said('attribute.grade', '1'), said('line 2', '48')]).toEqual(['2031-01-15', '1', '48'])
})

test('things of the record are told by their names, and nobody as nobody', () => {
  expect([said('originId', id), said('originId', null), idsAmong([{ field: 'originId', old: id, new: '00000000-0000-0000-0000-000000000000' }])]).toEqual(['FARM', expect.any(String), [id]])
})
