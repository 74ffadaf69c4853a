import { expect, test } from 'vitest'
import { blankInput, blankMake, blankOutput, bodyOf, type MakeForm, partsAsked, sharedOut } from './make-form'

const item = (code: string) => ({ id: `id ${code}`, code, detail: '', baseUnit: 'piece' })
const input = (sku: string, serials: readonly string[]) => ({ ...blankInput(), item: item(sku), whole: String(serials.length), placeId: 'shelf', serials })
const output = (serials: string) => blankOutput({ item: item('SET'), code: 'S-1', whole: '2', serials })
const form = (some: Partial<MakeForm>): MakeForm => ({ ...blankMake(), kind: 'kit', site: { id: 'site', code: 'SITE', detail: '', siteId: null }, ...some })

test('which part is in which unit is asked where new units come out of units, and several of them', () => {
  const inputs = [input('CUP', ['C1', 'C2']), input('POT', ['P1', 'P2'])]
  expect(partsAsked(form({ inputs, outputs: [output('S1')] }))).toBeNull()
  expect(partsAsked(form({ inputs: [blankInput()], outputs: [output('S1 S2')] }))).toBeNull()
  // What keeps its number is no part of anything.
  expect(partsAsked(form({ inputs: [input('CUP', ['C1', 'C2'])], outputs: [output('C1 C2')] }))).toBeNull()
  expect(partsAsked(form({ inputs, outputs: [output('S1, S2')] }))).toMatchObject({ parts: [{ code: 'C1', sku: 'CUP' }, { code: 'C2' }, { code: 'P1', sku: 'POT' }, { code: 'P2' }], wholes: ['S1', 'S2'] })
})

test('the parts of each item are shared out in their order, and what is said is sent', () => {
  const asked = partsAsked(form({ inputs: [input('CUP', ['C1', 'C2', 'C3', 'C4']), input('POT', ['P1'])], outputs: [output('S1 S2')] }))
  expect(asked === null ? null : sharedOut(asked)).toEqual({ C1: 'S1', C2: 'S1', C3: 'S2', C4: 'S2', P1: 'S1' })

  const inputs = [input('CUP', ['C1', 'C2'])]
  expect(bodyOf(form({ inputs, outputs: [output('S1 S2')], goesInto: { C1: 'S2', C2: 'S2', gone: 'S1' } }))?.parts).toEqual([{ serial: 'S2', parts: ['C1', 'C2'] }])
  expect(bodyOf(form({ inputs, outputs: [output('S1 S2')], goesInto: { C1: 'no longer there' } }))).not.toHaveProperty('parts')
  expect(bodyOf(form({ inputs, outputs: [output('S1')], goesInto: { C1: 'S1' } }))).not.toHaveProperty('parts')
})
