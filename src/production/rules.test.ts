import { describe, expect, test } from 'vitest'
import { NIL } from '#kernel'
import { inheritedDates } from './date-rules.ts'
import { edgesAfter, refuseEnds } from './edge-rules.ts'
import { refuseEdges, refuseKind, sharedEdges } from './rules.ts'

const end = (itemId: string, quantity: bigint) => ({ itemId, quantity })
const lot = (lotId: string, quantity: bigint, itemId = 'tea') => ({ itemId, lotId, quantity })

// One row per refusal of a kind, then the nearest that passes.
test.each([
  ['a split into another item', 'split', [end('tea', 5n)], [end('mate', 5n)], 'same_item_only'],
  ['a merge of two items', 'merge', [end('tea', 5n), end('mate', 5n)], [end('tea', 10n)], 'same_item_only'],
  ['a make of two items', 'make', [end('tea', 5n)], [end('mate', 5n), end('bag', 1n)], 'one_output_item'],
  ['a kit of two items', 'kit', [end('tea', 5n)], [end('mate', 5n), end('bag', 1n)], 'one_output_item'],
  ['a split that loses one', 'split', [end('tea', 5n)], [end('tea', 4n)], 'quantity_not_kept'],
  ['a repack of one item that gains one', 'repack', [end('tea', 5n)], [end('tea', 6n)], 'quantity_not_kept'],
  ['a repack into another pack', 'repack', [end('bulk', 500n)], [end('bag', 6n)], null],
  ['an unkit into two items', 'unkit', [end('kit', 1n)], [end('tea', 2n), end('mate', 1n)], null],
  ['a rework that loses some', 'rework', [end('tea', 5n)], [end('tea', 4n)], null],
  ['a split that keeps all', 'split', [end('tea', 5n)], [end('tea', 2n), end('tea', 3n)], null],
] as const)('%s', (_, kind, inputs, outputs, expected) => {
  expect(refuseKind(kind, inputs, outputs)?.code ?? null).toBe(expected)
})

// Edges of two inputs (6, 4) and two outputs (5, 5): one row per refusal in order of precedence.
const edge = (input: number, output: number, inputQuantity = 1n, outputQuantity = 1n) => ({ input, output, inputQuantity, outputQuantity })
test.each([
  ['an input that is not there', [edge(2, 0)], 'edge_unknown'],
  ['the same twice', [edge(0, 0), edge(0, 0, 9n)], 'edge_twice'],
  ['more than an input has', [edge(0, 0, 4n), edge(0, 1, 3n)], 'edge_above_end'],
  ['more than an output has', [edge(0, 0, 6n, 6n)], 'edge_above_end'],
  ['an input nobody says anything of', [edge(0, 0), edge(0, 1)], 'input_without_edge'],
  ['an output of nothing', [edge(0, 0), edge(1, 0)], 'edges_incomplete'],
  ['all that went in, in all that came out', [edge(0, 0, 6n, 5n), edge(1, 1, 4n, 5n)], null],
] as const)('edges: %s', (_, edges, expected) => {
  const [inputs, outputs] = [[{ quantity: 6n }, { quantity: 4n }], [{ quantity: 5n }, { quantity: 5n }]]
  expect(refuseEdges(edges, inputs, outputs)?.code ?? null).toBe(expected)
})

test('shares are in proportion, whole, and none is nothing; together they are what went in', () => {
  const shares = sharedEdges([end('tea', 10n), end('mate', 1n)], [end('a', 2n), end('b', 1n)])

  expect(shares.map(({ input, output, inputQuantity }) => [input, output, inputQuantity])).toEqual([
    [0, 0, 7n], [0, 1, 3n], [1, 0, 1n], [1, 1, 1n],
  ])
})

describe('edges after a correction', () => {
  const before = {
    inputs: [lot('a', 6n), lot('b', 4n)], outputs: [lot('x', 5n), lot('y', 5n)],
    edges: [{ inputLotId: 'a', outputLotId: 'x', inputQuantity: 6n, outputQuantity: 5n },
      { inputLotId: 'b', outputLotId: 'y', inputQuantity: 4n, outputQuantity: 5n }],
  }
  const went = (edges: ReturnType<typeof edgesAfter>) => edges.map((e) => `${e.inputLotId} ${e.inputQuantity} in ${e.outputLotId} ${e.outputQuantity}`)

  test('what somebody gave keeps its shape: another lot takes the place, and quantities follow their ends', () => {
    const after = { inputs: [lot('c', 6n), lot('b', 2n)], outputs: [lot('x', 10n), lot('y', 5n)] }

    expect(went(edgesAfter(before, after, new Map([['a', 'c']])))).toEqual(['c 6 in x 10', 'b 2 in y 5'])
  })

  test('what was in proportion is in proportion again', () => {
    const [inputs, outputs] = [[lot('a', 6n)], [lot('x', 2n), lot('y', 4n)]]
    const edges = [{ inputLotId: 'a', outputLotId: 'x', inputQuantity: 2n, outputQuantity: 2n },
      { inputLotId: 'a', outputLotId: 'y', inputQuantity: 4n, outputQuantity: 4n }]

    expect(went(edgesAfter({ inputs, outputs, edges }, { inputs, outputs: [lot('x', 1n), lot('y', 5n)] }, new Map())))
      .toEqual(['a 1 in x 1', 'a 5 in y 5'])
  })

  test('a lot that came in besides has a share of everything', () => {
    const after = { inputs: [...before.inputs, lot('d', 3n)], outputs: before.outputs }

    expect(went(edgesAfter(before, after, new Map()))).toEqual(['a 6 in x 5', 'b 4 in y 5', 'd 2 in x 5', 'd 1 in y 5'])
  })

  test('what has no lot has no edge', () => {
    const nothing = { inputs: [lot(NIL, 6n)], outputs: [lot('x', 5n)], edges: [] }

    expect(edgesAfter(nothing, { inputs: [lot(NIL, 3n)], outputs: [lot('x', 5n)] }, new Map())).toEqual([])
  })

  test.each([
    ['nothing left of what went in', { inputs: [], outputs: [lot('x', 5n)] }, 'made_of_nothing'],
    ['nothing left of what came out', { inputs: [lot('a', 5n)], outputs: [] }, 'made_into_nothing'],
    ['less out than in', { inputs: [lot('a', 5n)], outputs: [lot('x', 4n)] }, 'quantity_not_kept'],
    ['nothing at all', { inputs: [], outputs: [] }, null],
  ] as const)('%s', (_, ends, expected) => {
    expect(refuseEnds('split', ends)?.code ?? null).toBe(expected)
  })
})

describe('what is made lasts no longer than its shortest input', () => {
  const on = (date: string) => ({ on: date, precision: 'day' as const })
  const none = { bestBefore: null, useBy: null, sellBy: null, retest: null }
  const best = (date: string) => ({ dates: { ...none, bestBefore: on(date) }, bindingOn: date })
  const use = (date: string) => ({ dates: { ...none, useBy: on(date) }, bindingOn: date })
  const either = 'use_by_or_best_before'
  test.each([
    ['the earliest of two', either, none, [best('2026-03-01'), best('2026-02-01')], { bestBefore: on('2026-02-01') }],
    ['best before is earlier than use by', either, none, [use('2026-03-01'), best('2026-02-01')],
      { useBy: on('2026-02-01'), bestBefore: on('2026-02-01') }],
    ['the item goes by another date', 'sell_by', none, [best('2026-02-01')], { bestBefore: on('2026-02-01'), sellBy: on('2026-02-01') }],
    ['somebody says otherwise', either, { ...none, bestBefore: on('2030-01-01') }, [use('2026-03-01')], { bestBefore: on('2030-01-01') }],
    ['nothing says how long', either, none, [{ dates: none, bindingOn: null }], {}],
  ] as const)('%s', (_, policy, given, inputs, expected) => {
    expect(inheritedDates(given, policy, inputs)).toEqual({ ...none, ...expected })
  })
})
