import { expect, test } from 'vitest'
import { inWalkingOrder, stopsOf } from './walk-rules'

const lines = [{ id: 'l1', sku: 'TEA', name: 'Tea', unit: 'piece' }, { id: 'l2', sku: 'CUP', name: 'Cup', unit: 'piece' }]
const moved = (kind: string, lineId: string, lot: string, from: string, to: string, quantity: string, serial: string | null = null) =>
  ({ kind, lineId, lotId: lot, lot, serial, fromLocationId: from, from, toLocationId: to, to, quantity })
const told = (of: ReturnType<typeof stopsOf>) => of.map(({ place, lot, quantity, serials, isPicked }) => [place, lot, Number(quantity), ...serials, ...(isPicked ? ['picked'] : [])])

test('what would be taken, each from its place; what is passed over is no way to go', () => {
  const considered = [
    { lotId: 'A', lot: 'A', locationId: 'b2', location: 'B-2', taken: '3' }, { lotId: 'B', lot: 'B', locationId: 'b1', location: 'B-1', taken: '0' },
  ]
  expect(told(stopsOf({ lines, movements: [] }, [{ lineId: 'l1', considered }]))).toEqual([['B-2', 'A', 3]])
})

test('what is picked and has not left: put back and shipped goods are taken off', () => {
  const movements = [
    moved('pick', 'l1', 'A', 'B-1', 'STAGING', '2'), moved('pick', 'l1', 'A', 'B-2', 'STAGING', '4'), moved('pick', 'l2', 'C', 'B-3', 'STAGING', '1', 'S-1'),
    moved('pick', 'l2', 'C', 'B-3', 'STAGING', '1', 'S-2'), moved('unpick', 'l1', 'A', 'STAGING', 'B-1', '1'), moved('ship', 'l2', 'C', 'STAGING', 'C:ANNA', '1', 'S-1'),
  ]
  expect(told(stopsOf({ lines, movements }, []))).toEqual([['B-1', 'A', 1, 'picked'], ['B-2', 'A', 4, 'picked'], ['B-3', 'C', 1, 'S-2', 'picked']])
})

test('one walks from zone to zone and bin to bin, 2 before 10', () => {
  const stops = stopsOf({ lines, movements: ['Z2-1', 'Z1-10', 'Z1-2', 'FLOOR'].map((place) => moved('pick', 'l1', 'A', place, 'STAGING', '1')) }, [])
  const paths = new Map([['Z2-1', ['SITE', 'Z2', 'Z2-1']], ['Z1-10', ['SITE', 'Z1', 'Z1-10']], ['Z1-2', ['SITE', 'Z1', 'Z1-2']], ['FLOOR', ['SITE', 'FLOOR']]])
  expect(inWalkingOrder(stops, (id) => paths.get(id)).map(({ place }) => place)).toEqual(['FLOOR', 'Z1-2', 'Z1-10', 'Z2-1'])
})
