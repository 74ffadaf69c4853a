// What the nodes and things of a trace are called.
import { words } from '~/words'
import type { Node } from './graph-rules'
import type { Thing } from './whole'

export function nameOf({ kind, label, isRest }: Thing): string {
  if (isRest) return words.trace.others[kind]
  return label ?? words.trace.unnamed[kind]
}

/** `P-1`, or `214 customers`; what a cut list did not name is said beside. */
export function nameOfNode({ kind, members }: Node): string {
  const [first] = members
  if (first === undefined) return ''
  if (members.length === 1) return nameOf(first)
  const named = members.filter(({ isRest }) => !isRest).length
  const many = words.trace.many[kind](named)
  return named < members.length ? words.trace.andOthers(many) : many
}
