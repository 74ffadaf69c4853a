import { expect, test } from 'vitest'
import { nextStep, possibleSteps } from './order-next'

const line = (is: Partial<{ reserved: string; picked: string; shipped: string; returned: string; short: string }>) =>
  ({ reserved: '0', picked: '0', shipped: '0', returned: '0', short: '0', ...is })
const order = (state: 'waiting' | 'reserved' | 'picked' | 'packed' | 'shipped' | 'delivered' | 'cancelled' | 'partly_shipped', lines: ReturnType<typeof line>[], packed = false) => ({
  state, lines, steps: packed ? [{ step: 'packed' as const, parcel: null, occurredAt: '', documentId: '', actorId: '' }] : [],
})

test.each([
  ['nothing there yet: it waits for stock', order('waiting', [line({ short: '3' })]), 'reserve'],
  ['some is there: that is picked first', order('reserved', [line({ reserved: '2', short: '1' })]), 'pick'],
  ['picked goods are packed', order('picked', [line({ picked: '2' })]), 'pack'],
  ['packed goods ship', order('packed', [line({ picked: '2' })], true), 'ship'],
  ['what shipped arrives', order('shipped', [line({ shipped: '2' })]), 'deliver'],
  ['what all came back does not', order('shipped', [line({ shipped: '2', returned: '2' })]), null],
  ['what arrived is done', order('delivered', [line({ shipped: '2' })]), null],
  ['nothing comes after the cancelling', order('cancelled', [line({})]), null],
])('%s', (_, is, next) => {
  expect(nextStep(is)).toBe(next)
})

test('picked goods may ship without being packed', () => {
  expect(possibleSteps(order('picked', [line({ picked: '2' })]))).toEqual(['pack', 'ship'])
})
