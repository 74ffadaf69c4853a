import { expect, test } from 'vitest'
import { addsUp, addUp, depths, type Flow, nameOf, standingFlows } from './rules.ts'

let nth = 0
function flow(change: Partial<Flow>): Flow {
  const document_id = `d${nth++}`
  return {
    document_id, line: 1, root_id: null, root_line: null, ahead: true, lot_id: 'lot',
    serial_id: null, serial_code: null, out: false, other: 'supplier', quantity: '10', occurred: 0, order_id: null, for_id: null, number: null,
    partner_id: null, partner_code: null, ...change,
  }
}
const stock = (quantity: bigint, in_transit = false) => ({
  lot_id: 'lot', quantity, picked: 0n, in_transit,
})

test('all that came is somewhere, and one unit too few is noticed', () => {
  const flows = [
    flow({}), flow({ other: 'opening', quantity: '5' }), flow({ other: 'loss', quantity: '2' }),
    flow({ other: 'production', quantity: '3' }),
    flow({ out: true, other: 'customer', quantity: '6' }),
    flow({ other: 'customer', quantity: '2' }),
    flow({ out: true, other: 'supplier', quantity: '1' }),
    flow({ out: true, other: 'production', quantity: '4' }),
    flow({ out: true, other: 'destruction', quantity: '1' }),
    flow({ out: true, other: 'loss', quantity: '3' }),
  ]

  const whole = addUp(['lot'], flows, [stock(6n), stock(1n, true)]).get('lot')
  const short = addUp(['lot'], flows, [stock(6n)]).get('lot')

  expect(whole).toEqual({
    opening: 5n, received: 10n, made: 3n, found: 2n, onHand: 6n, inTransit: 1n, picked: 0n,
    withCustomers: 4n, shipped: 6n, returned: 2n, backAtSupplier: 1n, consumed: 4n,
    destroyed: 1n, lost: 3n,
  })
  expect(whole && addsUp(whole)).toBe(true)
  expect(short && addsUp(short)).toBe(false)
})

test('a shipment corrected to less stands at what is left, to nothing not at all', () => {
  const out = { out: true, other: 'customer' } as const
  const kept = flow({ ...out, quantity: '6' })
  const gone = flow({ ...out, quantity: '4' })
  const flows = [
    kept, gone,
    flow({ ...out, ahead: false, quantity: '1', root_id: kept.document_id, root_line: 1 }),
    flow({ ...out, ahead: false, quantity: '4', root_id: gone.document_id, root_line: 1 }),
  ]

  const standing = standingFlows(flows, 'shipped')

  expect(standing.map(({ id, quantity }) => [id, quantity])).toEqual([
    [`${kept.document_id}.1`, 5n],
  ])
})

test('a shipment put on another lot is told by its correction', () => {
  const root = flow({ out: true, other: 'customer', lot_id: 'first' })
  const flows = [
    root,
    flow({ ...root, document_id: 'c', root_id: root.document_id, root_line: 1, ahead: false }),
    flow({
      ...root, document_id: 'c', line: 2, root_id: root.document_id, root_line: 1, lot_id: 'second',
    }),
  ]

  const standing = standingFlows(flows, 'shipped')

  expect(standing.map(({ id, flow: { lot_id } }) => [id, lot_id])).toEqual([['c.2', 'second']])
})

test('a circle of rework ends, and the shortest way counts', () => {
  const links = [
    { from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'c', to: 'a' }, { from: 'a', to: 'c' },
  ]

  expect([...depths(['a'], links)]).toEqual([['a', 0], ['b', 1], ['c', 1]])
})

test('nothing goes out to the opening', () => {
  expect(nameOf({ out: true, other: 'opening' })).toBe(null)
})
