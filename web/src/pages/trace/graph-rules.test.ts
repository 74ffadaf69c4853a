import { expect, test } from 'vitest'
import { type Drawn, draw, MOST_DRAWN, pathOf } from './graph-rules'
import { type Trace, type Whole, wholeOf } from './whole'

const nothing = {
  opening: '0', received: '0', made: '0', found: '0', onHand: '0', inTransit: '0', picked: '0', withCustomers: '0', shipped: '0', returned: '0',
  backAtSupplier: '0', consumed: '0', destroyed: '0', lost: '0',
}
type Lot = Trace['lots'][number]
const lot = (id: string, depth: number, quantities: Partial<Lot['quantities']>, more: Partial<Lot> = {}): Lot => ({
  id, itemId: 'tea', sku: 'TEA', unit: 'piece', code: id.toUpperCase(), depth, origin: 'us', originCode: null, bindingOn: null, mergedIntoId: null,
  quantities: { ...nothing, ...quantities }, possiblyOut: '0', addsUp: true, ...more,
})
const shipment = (lotId: string, customer: string | null, quantity: number, nth = 0): Trace['shipments'][number] => ({
  id: `s-${lotId}-${customer}-${nth}.1`, orderId: null, order: null, customerId: customer, customer, lot_id: lotId, lot: lotId, sku: 'TEA', serialId: null, serial: null,
  quantity: String(quantity), shippedAt: '2026-01-01T00:00:00Z', ofStart: false,
})
const receipt = (id: string, lotId: string, supplier: string | null, quantity: number): Trace['receipts'][number] => ({
  id: `${id}.1`, number: id, supplierId: supplier, supplier, supplierLotCode: null, lot_id: lotId, lot: lotId, sku: 'TEA', quantity: String(quantity),
  receivedAt: '2026-01-01T00:00:00Z', ofStart: false,
})
const edge = (input: string, output: string, used: number, gave: number, documentId = 'd'): Trace['edges'][number] => ({
  documentId, inputLotId: input, inputLot: input, outputLotId: output, outputLot: output, inputQuantity: String(used), outputQuantity: String(gave),
})

type Lists = Partial<Pick<Trace, 'lots' | 'edges' | 'shipments' | 'returns' | 'possible' | 'receipts'>>
const trace = (direction: string, lists: Lists, totals: Partial<Trace['totals']> = {}): Trace => {
  const full = {
    lots: [], edges: [], shipments: [], possible: [], returns: [], possibleReturns: [], receipts: [], customers: [], holders: [], stock: [], reserved: [], open: [], ...lists,
  }
  const count = Object.fromEntries(Object.entries(full).map(([name, rows]) => [name, rows.length])) as Trace['totals']
  return { start: { from: 'lot', id: 'a', code: null, lotIds: ['a'] }, direction, ...full, totals: { ...count, ...totals } }
}
const range = (length: number) => Array.from({ length }, (_, at) => at)
const names = ({ nodes }: Drawn) => nodes.map(({ id, members }) => (members.length === 1 ? id : `${members[0]?.kind} x${members.length}`))
const shipped = ({ edges }: Drawn) => edges.filter(({ how }) => how === 'shipped').flatMap(({ amounts }) => amounts).reduce((sum, { quantity }) => sum + quantity, 0n)

// One lot of 1,000 that 214 customers got, one of them a part back.
const many = wholeOf(
  trace('back', { lots: [lot('a', 0, {})], receipts: [receipt('r1', 'a', 'hill', 600), receipt('r2', 'a', 'hill', 400)] }),
  trace('forward', {
    lots: [lot('a', 0, { received: '1000', withCustomers: '640', shipped: '642', returned: '2', onHand: '360' })],
    shipments: range(214).map((nth) => shipment('a', `c${String(nth).padStart(3, '0')}`, 3)),
    returns: [{ ...shipment('a', 'c007', 2, 9), returnedAt: '2026-01-02T00:00:00Z' }],
  }),
)

test('suppliers, receipts, the lot and its customers hang together, and the many are one node', () => {
  const drawn = draw(many, new Set())

  expect(names(drawn)).toEqual(['supplier:hill', 'receipt:r1', 'receipt:r2', 'lot:a', 'customer x214'])
  expect(shipped(drawn)).toBe(640n)
  expect(drawn.edges.filter(({ how }) => how === 'received').map(({ from, amounts }) => [from, amounts])).toEqual([
    ['receipt:r1', [{ unit: 'piece', quantity: 600n }]], ['receipt:r2', [{ unit: 'piece', quantity: 400n }]],
  ])
})

test('an open group shows its heaviest, keeps the rest as a group, and adds up as before', () => {
  const group = draw(many, new Set()).nodes.at(-1)?.id ?? ''

  const drawn = draw(many, new Set([group]))
  const further = draw(many, new Set([group, `${group}+`]))

  expect(drawn.nodes).toHaveLength(4 + 40 + 1)
  expect(further.nodes).toHaveLength(4 + 80 + 1)
  expect([shipped(drawn), shipped(further)]).toEqual([640n, 640n])
  expect(drawn.nodes.find(({ id }) => id === 'customer:c000')?.group).toBe(group)
  expect(drawn.nodes.some(({ id }) => id === 'customer:c007')).toBe(false)
})

test('what a cut list does not tell is kept as a rest', () => {
  const cut = wholeOf(undefined, trace('forward', {
    lots: [lot('a', 0, { received: '1000', withCustomers: '640', shipped: '640', onHand: '360' })], shipments: [shipment('a', 'c1', 40)],
  }, { shipments: 200 }))

  const drawn = draw(cut, new Set())

  expect(names(drawn)).toEqual(['lot:a', 'customer:c1', 'customer:rest:lot:a'])
  expect(drawn.nodes.at(-1)?.amounts).toEqual([{ unit: 'piece', quantity: 600n }])
  expect(shipped(drawn)).toBe(640n)
})

test('what may have gone is beside the sums, never in them', () => {
  const whole = wholeOf(undefined, trace('forward', {
    lots: [lot('a', 0, { received: '10', withCustomers: '4', shipped: '4', onHand: '6' })], shipments: [shipment('a', 'c1', 4)],
    possible: [{ ...shipment('a', 'c2', 5), oneOf: 2 }],
  }))

  const drawn = draw(whole, new Set())

  expect(shipped(drawn)).toBe(4n)
  expect(drawn.edges.find(({ how }) => how === 'possible')?.amounts).toEqual([{ unit: 'piece', quantity: 5n }])
})

test('different units are never added, in a group either', () => {
  const outputs = range(10).map((nth) => lot(`b${nth}`, 1, { made: '5', onHand: '5' }, nth % 2 === 0 ? {} : { unit: 'g' }))
  const whole = wholeOf(undefined, trace('forward', { lots: [lot('a', 0, { received: '50', consumed: '50' }, { unit: 'kg' }), ...outputs], edges: outputs.map(({ id }) => edge('a', id, 5, 5)) }))

  const [made] = draw(whole, new Set()).edges

  expect(made?.amounts).toEqual([{ unit: 'kg', quantity: 50n }])
  expect(made?.gave).toEqual([{ unit: 'g', quantity: 25n }, { unit: 'piece', quantity: 25n }])
})

// Any shape: three layers of lots, each fed by some before it, customers of the last.
function wild(seed: number, size: number): Whole {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return state % below
  }
  const lots: Lot[] = [lot('a', 0, { received: '9', withCustomers: '0' })]
  const edges: Trace['edges'] = []
  const shipments: Trace['shipments'] = []
  for (let nth = 0; nth < size; nth++) {
    const depth = 1 + next(6)
    const parents = lots.filter((one) => one.depth === depth - 1)
    const parent = parents[next(parents.length)] ?? lots[0]
    lots.push(lot(`l${nth}`, parent === lots[0] ? 1 : depth, { made: '7', withCustomers: '7', shipped: '7' }, { itemId: `i${next(4)}` }))
    edges.push(edge(parent?.id ?? 'a', `l${nth}`, 1 + next(9), 7, `d${nth}`))
    shipments.push(shipment(`l${nth}`, `c${next(size)}`, 3), shipment(`l${nth}`, null, 4))
  }
  return wholeOf(trace('back', { lots: [lots[0] ?? lot('a', 0, {})], receipts: range(size).map((nth) => receipt(`r${nth}`, 'a', `s${next(20)}`, 1)) }), trace('forward', { lots, edges, shipments }))
}

test('never more nodes than can be looked at, whatever the shape and whatever is open; sums and order stay', () => {
  for (const [seed, size] of [[1, 3], [2, 40], [3, 160], [4, 400]] as const) {
    const whole = wild(seed, size)
    let open = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const drawn = draw(whole, open)
      const again = draw({ ...whole, links: whole.links.toReversed(), things: new Map([...whole.things].reverse()) }, open)
      const sum = (how: string) => drawn.edges.filter((one) => one.how === how).flatMap(({ amounts }) => amounts).reduce((all, { quantity }) => all + quantity, 0n)

      expect(drawn.nodes.length).toBeLessThanOrEqual(MOST_DRAWN)
      expect(drawn.nodes.flatMap(({ members }) => members).length).toBe(whole.things.size)
      expect([sum('shipped'), sum('received')]).toEqual([BigInt(7 * size), BigInt(size)])
      expect(names(again)).toEqual(names(drawn))
      expect(again.edges).toEqual(drawn.edges)
      open = new Set([...open, ...drawn.nodes.filter(({ members }) => members.length > 1).map(({ id }) => id)])
    }
  }
})

test('the path of a node is all that leads to it and all it leads to, and nothing beside', () => {
  const whole = wholeOf(
    trace('back', { lots: [lot('a', 0, {})], receipts: [receipt('r1', 'a', 'hill', 9)] }),
    trace('forward', {
      lots: [lot('a', 0, { received: '9', consumed: '9' }), lot('b', 1, { made: '4', withCustomers: '4' }), lot('c', 1, { made: '5', onHand: '5' })],
      edges: [edge('a', 'b', 4, 4), edge('a', 'c', 5, 5)], shipments: [shipment('b', 'c1', 4)],
    }),
  )
  const { edges } = draw(whole, new Set())

  expect([...pathOf(edges, 'lot:b').nodes].sort()).toEqual(['customer:c1', 'lot:a', 'lot:b', 'receipt:r1', 'supplier:hill'])
})
