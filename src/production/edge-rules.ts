// What becomes of a transformation's edges when what went in or came out turns out to be otherwise. Pure.
import { NIL, type Refusal } from '#kernel'
import { refuse } from './refusals.ts'
import { ofLots, refuseKind, sharedEdges } from './rules.ts'

/** An edge between lots. */
export type LotEdge = {
  readonly inputLotId: string
  readonly outputLotId: string
  readonly inputQuantity: bigint
  readonly outputQuantity: bigint
}

/** An edge of a document; without one it is the correction's own. */
export type Link = Pick<LotEdge, 'inputLotId' | 'outputLotId'> & { readonly documentId?: string }

/** A lot that would have gone into what it was made of, by edges that are added to those below them; or undefined. */
export function ringOf(added: readonly Link[], superseded: readonly Link[], below: readonly Link[]): string | undefined {
  const textOf = ({ documentId, inputLotId, outputLotId }: Link) => `${documentId} ${inputLotId} ${outputLotId}`
  const gone = new Set(superseded.map(textOf))
  const into = new Map<string, string[]>()
  for (const { inputLotId, outputLotId } of [...below.filter((edge) => !gone.has(textOf(edge))), ...added]) {
    into.set(inputLotId, [...(into.get(inputLotId) ?? []), outputLotId])
  }
  return added.find(({ inputLotId, outputLotId }) => {
    const seen = new Set<string>()
    for (const open = [outputLotId]; open.length > 0; ) {
      const lotId = open.pop()
      if (lotId === inputLotId) return true
      if (lotId === undefined || seen.has(lotId)) continue
      seen.add(lotId)
      open.push(...(into.get(lotId) ?? []))
    }
    return false
  })?.inputLotId
}

/** A lot at one end; several lines of one lot are one. */
export type LotEnd = { readonly itemId: string; readonly lotId: string; readonly quantity: bigint }

/** A transformation's ends, and which lot stands where another stood. */
export type Ends = { readonly inputs: readonly LotEnd[]; readonly outputs: readonly LotEnd[] }

/** Refuses what a transformation cannot have been, or null. One that never happened has no ends. */
export function refuseEnds(kind: string, { inputs, outputs }: Ends): Refusal | null {
  if (inputs.length === 0 && outputs.length === 0) return null
  if (inputs.length === 0) return refuse('made_of_nothing', { outputs: outputs.length })
  if (outputs.length === 0) return refuse('made_into_nothing', { inputs: inputs.length })
  return refuseKind(kind, inputs, outputs)
}

/**
 * The edges as they are now known. Shares that were in proportion are in proportion again. Those that somebody gave
 * keep their shape: a lot takes the place of the one it stands for, and quantities follow those of their ends.
 */
export function edgesAfter(
  before: Ends & { readonly edges: readonly LotEdge[] },
  after: Ends,
  became: ReadonlyMap<string, string>,
): LotEdge[] {
  const ends = { inputs: lotsOf(after.inputs), outputs: lotsOf(after.outputs) }
  const inProportion = proportional(ends)
  if (sameEdges(before.edges, proportional({ inputs: lotsOf(before.inputs), outputs: lotsOf(before.outputs) }))) {
    return inProportion
  }
  const scaled = rescaled(before, ends, became)
  const [fed, made] = [new Set(scaled.map((e) => e.inputLotId)), new Set(scaled.map((e) => e.outputLotId))]
  // A lot that nobody gave a share has one in proportion.
  const lacking = inProportion.filter((e) => !fed.has(e.inputLotId) || !made.has(e.outputLotId))
  return [...scaled, ...lacking]
}

function rescaled(before: Ends & { readonly edges: readonly LotEdge[] }, after: Ends, became: ReadonlyMap<string, string>): LotEdge[] {
  const was = new Map([...lotsOf(before.inputs), ...lotsOf(before.outputs)].map((end) => [end.lotId, end.quantity]))
  const is = new Map([...after.inputs, ...after.outputs].map((end) => [end.lotId, end.quantity]))
  const found = new Map<string, LotEdge>()
  for (const edge of before.edges) {
    const [inputLotId, outputLotId] = [became.get(edge.inputLotId) ?? edge.inputLotId, became.get(edge.outputLotId) ?? edge.outputLotId]
    const [input, output] = [is.get(inputLotId), is.get(outputLotId)]
    if (input === undefined || output === undefined) continue
    const part = (quantity: bigint, now: bigint, then: bigint) => {
      const share = (quantity * now) / then
      return share === 0n ? 1n : share
    }
    const so = found.get(inputLotId + outputLotId)
    found.set(inputLotId + outputLotId, {
      inputLotId, outputLotId,
      inputQuantity: part(edge.inputQuantity, input, was.get(edge.inputLotId) ?? input) + (so?.inputQuantity ?? 0n),
      outputQuantity: so?.outputQuantity ?? part(edge.outputQuantity, output, was.get(edge.outputLotId) ?? output),
    })
  }
  return [...found.values()]
}

function lotsOf(ends: readonly LotEnd[]): LotEnd[] {
  const lots = new Map<string, LotEnd>()
  for (const end of ends) {
    if (end.lotId === NIL) continue
    lots.set(end.lotId, { ...end, quantity: end.quantity + (lots.get(end.lotId)?.quantity ?? 0n) })
  }
  return [...lots.values()]
}

function proportional({ inputs, outputs }: Ends): LotEdge[] {
  return outputs.length === 0 ? [] : ofLots(sharedEdges(inputs, outputs), { inputs, outputs })
}

function sameEdges(one: readonly LotEdge[], other: readonly LotEdge[]): boolean {
  const texts = (edges: readonly LotEdge[]) => edges.map(edgeText).sort().join('\n')
  return texts(one) === texts(other)
}

/** An edge as text: the same text, the same edge. */
export function edgeText({ inputLotId, outputLotId, inputQuantity, outputQuantity }: LotEdge): string {
  return `${inputLotId} ${outputLotId} ${inputQuantity} ${outputQuantity}`
}
