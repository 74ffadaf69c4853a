// Which line of a form a failure is about, so that it stands beside it.
import type { Complaint, Failure } from '~/api'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'

/** What is wrong, line by line from 0, and whether something else is. */
export type Faults = { readonly at: ReadonlyMap<number, readonly string[]>; readonly isElsewhere: boolean }

export const noFaults: Faults = { at: new Map(), isElsewhere: false }

/**
 * The faults of the lines called `list` in what was sent. `isOf` tells for a refusal that names no line which it is about;
 * `end` is what a refusal calls lines of this list, where there are two.
 */
export function faultsOf(failure: Failure | null, list: string, more: { readonly isOf?: (facts: Failure['facts']) => number; readonly end?: string } = {}): Faults {
  if (failure === null) return noFaults
  const told = failure.complaints.flatMap((complaint) => lineOf(complaint, list) ?? [])
  if (told.length > 0) return { at: grouped(told), isElsewhere: told.length < failure.complaints.length }
  const { line, end } = failure.facts
  const isHere = more.end === undefined || end === undefined || end === more.end
  const at = typeof line === 'number' || typeof line === 'string' ? Number(line) - 1 : (more.isOf?.(failure.facts) ?? -1)
  return at >= 0 && isHere && failure.complaints.length === 0
    ? { at: new Map([[at, [besideIt(sentenceOf(failure))]]]), isElsewhere: false }
    : { at: new Map(), isElsewhere: true }
}

// What stands beside its line need not number it; and it would be the number among the lines that were sent.
function besideIt(sentence: string): string {
  const rest = sentence.replace(/^(?:Line|Input|Output) \d+: /, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

type Told = { readonly at: number; readonly says: string }

function grouped(told: readonly Told[]): ReadonlyMap<number, readonly string[]> {
  const lines = new Map<number, string[]>()
  for (const { at, says } of told) lines.set(at, [...(lines.get(at) ?? []), says])
  return lines
}

function lineOf({ path, expected, found }: Complaint, list: string): Told | null {
  const [first, at, ...field] = path.split('.')
  if (first !== list || !/^\d+$/.test(at ?? '')) return null
  return { at: Number(at), says: words.problem.complaint(field.join(' '), expected, found) }
}
