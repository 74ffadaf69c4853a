// Decisions: which lots serve a line, why, and the same again from what was kept of it.
import { type CalendarDate, least } from '#kernel'
import {
  allServed, type Free, grouped, inOrder, type Need, POLICY_VERSION, type Policy, type Skip, type Standing, unfit,
} from './allocation-rules.ts'

/** A lot that was looked at for a line, in the policy's order, and what became of it. */
export type Considered = {
  readonly lotId: string
  readonly locationId: string
  readonly free: bigint
  readonly bindingOn: CalendarDate | null
  readonly useByOn: CalendarDate | null
  readonly receivedOn: CalendarDate | null
  readonly taken: bigint
  readonly why: Skip | 'taken'
  /** The units that were taken, where they have their own numbers. */
  readonly serials?: readonly string[]
}

/** Why a line got its lots: enough to decide again and come to the same. */
export type LineDecision = {
  readonly lineId: string
  readonly itemId: string
  readonly asked: bigint
  readonly need: Need
  readonly policy: Policy
  readonly policyVersion: number
  readonly poolVersion: bigint
  /** Somebody scanned these lots; nobody chose. */
  readonly scanned: boolean
  readonly considered: readonly Considered[]
  /** What else stood reserved, and the free stock behind the last that was looked at: needed where others wait. */
  readonly others: readonly Standing[]
  readonly behind: readonly Free[]
}

/**
 * Takes lots in the order given until the asked quantity is reached. Pure: the same stock, reservations
 * and need give the same choice, which is how a stored decision is replayed.
 */
export function decide(
  ordered: readonly Free[],
  others: readonly Standing[],
  need: Need,
  asked: bigint,
): Considered[] {
  const left = others.length === 0 ? null : [...ordered]
  let open = asked
  const considered: Considered[] = []
  for (const [at, one] of ordered.entries()) {
    const { lot, locationId, quantity } = one
    const { bindingOn, useByOn, receivedOn } = lot
    const see = (taken: bigint, why: Considered['why']) =>
      considered.push({ lotId: lot.id, locationId, free: quantity, bindingOn, useByOn, receivedOn, taken, why })
    if (open === 0n) {
      // The next in line is named; those behind it could not have been chosen before it.
      see(0n, 'not_needed')
      break
    }
    const why = unfit(lot, need)
    if (why !== null) {
      see(0n, why)
      continue
    }
    const wanted = least(quantity, open)
    const taken = left === null ? wanted : sparable(left, at, others, wanted)
    if (taken === 0n) {
      see(0n, 'kept_for_others')
      continue
    }
    if (left !== null) left[at] = { ...one, quantity: quantity - taken }
    open -= taken
    see(taken, 'taken')
  }
  return considered
}

// The most that can be taken of one lot while all others are still served.
function sparable(
  left: readonly Free[],
  at: number,
  others: readonly Standing[],
  wanted: bigint,
): bigint {
  const without = (taken: bigint) =>
    left.map((one, nth) => (nth === at ? { ...one, quantity: one.quantity - taken } : one))
  if (allServed(without(wanted), others)) return wanted
  let low = 0n
  let high = wanted - 1n
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (allServed(without(middle), others)) low = middle
    else high = middle - 1n
  }
  return low
}

/** What was decided, and the part of it that others have to do with. */
export type Choice = Pick<LineDecision, 'considered' | 'others' | 'behind'>

/** What became of a decision that was made again. */
export type Replayed = { readonly agrees: boolean; readonly considered: readonly Considered[] }

/**
 * Decides again from what was kept. A choice must come out the same, lot by lot; what somebody scanned must
 * fit the need. Null: other rules decided it, and these cannot speak for them.
 */
export function replay(decision: LineDecision): Replayed | null {
  if (decision.policyVersion !== POLICY_VERSION) return null
  const { considered, need, itemId } = decision
  const lotOf = ({ lotId: id, bindingOn, useByOn, receivedOn }: Considered) => ({ id, itemId, bindingOn, useByOn, receivedOn })
  if (decision.scanned) {
    return { agrees: considered.every((one) => unfit(lotOf(one), need) === null), considered }
  }
  const offered = considered.filter(({ why }) => why !== 'held' && why !== 'not_pickable')
  const free = offered.map((one): Free => ({ lot: lotOf(one), locationId: one.locationId, quantity: one.free }))
  const again = decide(inOrder([...free, ...decision.behind], decision.policy), decision.others, need, decision.asked)
  const text = (all: readonly Considered[]) => all.map((one) => [
    one.lotId, one.locationId, one.free, one.bindingOn, one.useByOn, one.receivedOn, one.taken, one.why,
  ].join(' ')).join()
  return { agrees: text(again) === text(offered), considered: again }
}

/** The part of a decision that others have to do with: their needs, and the stock behind what was looked at. */
export function besides(
  ordered: readonly Free[],
  others: readonly Standing[],
  looked: number,
): Omit<Choice, 'considered'> {
  if (others.length === 0) return { others: [], behind: [] }
  return { others: grouped(others), behind: ordered.slice(looked) }
}
