// What a count of one lot says about movements whose lot is one of several: what is missing left with them first, and
// is lost only beyond that; what is all there left with none of them. Pure.
import { least, NIL } from '#kernel'
import type { Part, StandingLine } from './standing-lines.ts'

/** A line whose lot is not known, and the part of it that is not. */
export type Open = { readonly line: StandingLine; readonly unsure: Part }

/** What each line was by a count; `lost` is what no line explains. `open`: the count does not tell which line it was. */
export type CountSays =
  | { readonly open: true; readonly lines: readonly Open[] }
  | { readonly open: false; readonly lost: bigint; readonly lines: readonly { readonly line: StandingLine; readonly parts: readonly Part[] }[] }

/** What it means that of a lot `counted` are where the record has `has`, as an upper bound. */
export function countSays(lotId: string, { has, counted }: { has: bigint; counted: bigint }, lines: readonly Open[]): CountSays {
  const gone = has - counted
  const sum = lines.reduce((all, { unsure }) => all + unsure.quantity, 0n)
  if (gone > 0n && gone < sum && lines.length > 1) return { open: true, lines }
  let left = gone < 0n ? 0n : gone
  const told = lines.map(({ line, unsure }) => {
    const mine = least(left, unsure.quantity)
    left -= mine
    return { line, parts: [...line.parts.filter((part) => part !== unsure), ...partsOf(unsure, lotId, mine)] }
  })
  return { open: false, lost: gone < 0n ? gone : left, lines: told }
}

// So much of an unknown part is of the lot, and the rest is of the others; the last that is left is certain.
function partsOf(unsure: Part, lotId: string, mine: bigint): Part[] {
  const others = unsure.candidateIds.filter((id) => id !== lotId)
  const rest = unsure.quantity - mine
  const only = others[0]
  const known = mine > 0n ? [{ ...unsure, lotId, candidateIds: [], quantity: mine }] : []
  if (rest === 0n || only === undefined) return known
  if (others.length === 1) return [...known, { ...unsure, lotId: only, candidateIds: [], quantity: rest }]
  return [...known, { ...unsure, lotId: NIL, candidateIds: others, quantity: rest }]
}
