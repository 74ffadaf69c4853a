import { expect, test } from 'vitest'
import type { Told, ToldLine } from './correct-form'
import { bars, takenBack } from './take-back-rules'

type Part = ToldLine['first']
const part = (some: Partial<Part> = {}) => ({ itemId: 'tea', lotId: 'A', quantity: '60', secondQuantity: null, fromLocationId: 'hill', toLocationId: 'stock', candidates: [], ...some }) as unknown as Part
const line = (parts: readonly Part[], some: Partial<ToldLine> = {}) => ({ line: 1, kind: 'receipt', first: part(), parts, correctedBy: ['c'], ...some }) as unknown as ToldLine
const told = (...lines: readonly ToldLine[]) => ({ id: 'r', kind: 'receipt', occurredAt: '', lines }) as unknown as Told

test('lines that a correction is of are told as they were first, and no others', () => {
  expect(takenBack('c', [told(line([part({ quantity: '55' })]), line([part()], { line: 2, correctedBy: [] }))])).toEqual([{ documentId: 'r', line: 1, quantity: '60', lotId: 'A' }])
  // It never happened; of another lot and item; of several; moved elsewhere.
  expect(takenBack('c', [told(line([]))])).toEqual([{ documentId: 'r', line: 1, quantity: '60', lotId: 'A' }])
  expect(takenBack('c', [told(line([part({ lotId: 'B', itemId: 'coffee' })]))])).toEqual([{ documentId: 'r', line: 1, quantity: '60', itemId: 'tea', lotId: 'A' }])
  expect(takenBack('c', [told(line([part({ quantity: '20' }), part({ lotId: 'B', quantity: '40' })]))])).toEqual([{ documentId: 'r', line: 1, quantity: '60', lotId: 'A' }])
  expect(takenBack('c', [told(line([part({ toLocationId: 'shop' })], { kind: 'move' }))])).toEqual([{ documentId: 'r', line: 1, quantity: '60', lotId: 'A', locationId: 'stock' }])
  const unsure = part({ lotId: null, candidates: [{ lotId: 'A', lot: 'A' }, { lotId: 'B', lot: 'B' }] })
  expect(takenBack('c', [told(line([part()], { kind: 'ship', first: unsure }))])).toEqual([{ documentId: 'r', line: 1, quantity: '60', candidateIds: ['A', 'B'] }])
})

test('what cannot be taken back says why', () => {
  expect(takenBack('c', [told(line([part({ quantity: '55' })], { correctedBy: ['c', 'd'] }))])).toBe('again')
  // The supplier, say, stands in no line.
  expect(takenBack('c', [told(line([part()]))])).toBe('unseen')
  expect(takenBack('c', [told(line([part()], { first: part({ lotId: null }) }))])).toBe('unseen')
  expect(takenBack('x', [told(line([part({ quantity: '55' })]))])).toBe('unseen')
  expect(bars({ renamed: [{ lotId: 'A', changed: ['code'] }], merged: [] })).toBe('renamed')
  expect(bars({ renamed: [], merged: [{ lotId: 'A', intoLotId: 'B' }] })).toBe('merged')
  expect(bars({ renamed: [], merged: [] })).toBeNull()
})
