// What a transformation must keep, and how its outputs are shared among its inputs. Pure.
import type { Refusal } from '#kernel'
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
  if (kind === 'split' || kind === 'merge' || kind === 'rework') {
    if (items.size > 1 && kind !== 'rework') return refuse('same_item_only', { kind, items: items.size })
  }
  if ((kind === 'make' || kind === 'kit') && made.size > 1) return refuse('one_output_item', { kind, items: made.size })
  if (kind === 'split' || kind === 'merge') {
    const sum = (ends: readonly End[]) => ends.reduce((total, { quantity }) => total + quantity, 0n)
    if (sum(inputs) !== sum(outputs)) {
      return refuse('quantity_not_kept', { kind, inputs: sum(inputs), outputs: sum(outputs) })
    }
  }
  return null
}

/**
 * Shares every output among the inputs in proportion, in whole units, none of them nothing: an output is
 * held to be of every input until somebody says otherwise. Largest remainders go first.
 */
export function sharedEdges(inputs: readonly End[], outputs: readonly End[]): Edge[] {
  const all = outputs.reduce((sum, { quantity }) => sum + quantity, 0n)
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

function share(total: bigint, weights: readonly bigint[], sum: bigint): bigint[] {
  const parts = weights.map((weight, at) => ({ at, whole: (total * weight) / sum, rest: (total * weight) % sum }))
  let left = total - parts.reduce((given, { whole }) => given + whole, 0n)
  const byRest = [...parts].sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.at - b.at))
  for (const part of byRest) {
    if (left === 0n) break
    part.whole += 1n
    left -= 1n
  }
  return parts.map(({ whole }) => (whole === 0n ? 1n : whole))
}

/** Refuses edges that name ends which are not there, or leave an output without any. */
export function refuseEdges(edges: readonly Edge[], inputs: number, outputs: number): Refusal | null {
  for (const [at, { input, output }] of edges.entries()) {
    if (input >= 0 && input < inputs && output >= 0 && output < outputs) continue
    return refuse('edge_unknown', { edge: at + 1, input: input + 1, output: output + 1 })
  }
  for (let output = 0; output < outputs; output++) {
    if (!edges.some((edge) => edge.output === output)) return refuse('edges_incomplete', { line: output + 1 })
  }
  return null
}
