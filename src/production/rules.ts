// What a transformation must keep, and how its outputs are shared among its inputs. Pure.
import { least, NIL, type Refusal } from '#kernel'
import { refuse } from './refusals.ts'

/** A quantity of a lot at one end of a transformation. */
export type End = { readonly itemId: string; readonly quantity: bigint }

/** How much of one input is in one output; both by their place in the lists. */
export type Edge = {
  readonly input: number
  readonly output: number
  readonly inputQuantity: bigint
  readonly outputQuantity: bigint
}

/** Refuses what a kind of transformation may not do. */
export function refuseKind(kind: string, inputs: readonly End[], outputs: readonly End[]): Refusal | null {
  const items = new Set([...inputs, ...outputs].map(({ itemId }) => itemId))
  const made = new Set(outputs.map(({ itemId }) => itemId))
  if ((kind === 'split' || kind === 'merge') && items.size > 1) {
    return refuse('same_item_only', { kind, items: items.size })
  }
  if ((kind === 'make' || kind === 'kit') && made.size > 1) return refuse('one_output_item', { kind, items: made.size })
  // Another pack may be another item, counted in other units; the same item is neither more nor less.
  const keeps = kind === 'split' || kind === 'merge' || (kind === 'repack' && items.size === 1)
  const [went, came] = [total(inputs), total(outputs)]
  return keeps && went !== came ? refuse('quantity_not_kept', { kind, inputs: went, outputs: came }) : null
}

function total(ends: readonly End[]): bigint {
  return ends.reduce((sum, { quantity }) => sum + quantity, 0n)
}

/**
 * Shares every output among the inputs in proportion, in whole units, none of them nothing: an output is
 * held to be of every input until somebody says otherwise. Largest remainders go first.
 */
export function sharedEdges(inputs: readonly End[], outputs: readonly End[]): Edge[] {
  const all = total(outputs)
  return inputs.flatMap((input, i) => {
    const shares = share(input.quantity, outputs.map(({ quantity }) => quantity), all)
    return outputs.map((output, o) => ({
      input: i,
      output: o,
      inputQuantity: shares[o] ?? 1n,
      outputQuantity: output.quantity,
    }))
  })
}

function share(whole: bigint, weights: readonly bigint[], sum: bigint): bigint[] {
  const parts = weights.map((weight, at) => ({ at, got: (whole * weight) / sum, rest: (whole * weight) % sum }))
  let left = whole - parts.reduce((given, { got }) => given + got, 0n)
  const byRest = [...parts].sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.at - b.at))
  for (const part of byRest) {
    if (left === 0n) break
    part.got += 1n
    left -= 1n
  }
  return parts.map(({ got }) => (got === 0n ? 1n : got))
}

/**
 * Refuses edges that name ends which are not there, say more than an end has, or leave an end without any:
 * a lot that goes in and comes out nowhere would be lost to a trace.
 */
export function refuseEdges(
  edges: readonly Edge[],
  inputs: readonly { readonly quantity: bigint }[],
  outputs: readonly { readonly quantity: bigint }[],
): Refusal | null {
  const given = inputs.map(() => 0n)
  const reached = new Set<number>()
  const pairs = new Set<string>()
  for (const [at, { input, output, inputQuantity, outputQuantity }] of edges.entries()) {
    const [from, to, so] = [inputs[input], outputs[output], given[input]]
    if (from === undefined || to === undefined || so === undefined) {
      return refuse('edge_unknown', { edge: at + 1, input: input + 1, output: output + 1 })
    }
    if (pairs.has(`${input} ${output}`)) return refuse('edge_twice', { input: input + 1, output: output + 1 })
    if (so + inputQuantity > from.quantity) {
      const asked = so + inputQuantity
      return refuse('edge_above_end', { end: 'Input', line: input + 1, quantity: from.quantity, asked })
    }
    if (outputQuantity > to.quantity) {
      const asked = outputQuantity
      return refuse('edge_above_end', { end: 'Output', line: output + 1, quantity: to.quantity, asked })
    }
    given[input] = so + inputQuantity
    reached.add(output)
    pairs.add(`${input} ${output}`)
  }
  const lost = given.indexOf(0n)
  if (lost >= 0) return refuse('input_without_edge', { line: lost + 1 })
  const unmade = outputs.findIndex((_, output) => !reached.has(output))
  return unmade < 0 ? null : refuse('edges_incomplete', { line: unmade + 1 })
}

/** An edge between lots: two inputs of one lot are one, and no more of an output than there is. */
export function ofLots(
  edges: readonly Edge[],
  ends: {
    readonly inputs: readonly { readonly lotId: string }[]
    readonly outputs: readonly { readonly lotId: string; readonly quantity: bigint }[]
  },
): { inputLotId: string; outputLotId: string; inputQuantity: bigint; outputQuantity: bigint }[] {
  const found = new Map<string, { inputLotId: string; outputLotId: string; inputQuantity: bigint; outputQuantity: bigint }>()
  for (const { input, output, inputQuantity, outputQuantity } of edges) {
    const [from, to] = [ends.inputs[input], ends.outputs[output]]
    if (from === undefined || to === undefined || from.lotId === NIL) continue
    const key = from.lotId + to.lotId
    const so = found.get(key)
    found.set(key, {
      inputLotId: from.lotId,
      outputLotId: to.lotId,
      inputQuantity: inputQuantity + (so?.inputQuantity ?? 0n),
      outputQuantity: least(to.quantity, outputQuantity + (so?.outputQuantity ?? 0n)),
    })
  }
  return [...found.values()]
}
