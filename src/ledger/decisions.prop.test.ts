// A decision made again: the same from what was kept, and another when anything of it was another.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, POLICY_VERSION, type Free, type Policy, type Standing } from './allocation-rules.ts'
import { decisionsText, namedDecisions } from './decision-text.ts'
import { besides, decide, type LineDecision, replay } from './decisions.ts'

const day = fc.constantFrom('2026-03-01', '2026-03-05', '2026-03-10', '2026-04-01')
const dated = fc.option(day)
const lots = fc.array(
  fc.record({ bindingOn: dated, useByOn: dated, receivedOn: dated, quantity: fc.bigInt(1n, 9n) }), { minLength: 1, maxLength: 6 },
).map((all) => all.map(({ quantity, ...lot }, at): Free => ({
  lot: { id: `lot-${at}`, itemId: 'item', ...lot }, locationId: `place-${at % 2}`, quantity,
})))
const need = fc.record({ leastOn: dated, saleOn: day, wantedLotId: fc.option(fc.constantFrom('lot-0', 'lot-1'), { freq: 5 }) })
const others = fc.array(fc.tuple(need, fc.bigInt(1n, 6n)).map(([one, quantity]): Standing => ({ ...one, quantity })), { maxLength: 3 })
const policies = fc.constantFrom<Policy>('fefo', 'fifo', 'fewest_lots')

const made = fc.tuple(lots, others, need, fc.bigInt(1n, 20n), policies).map(([stock, standing, wanted, asked, policy]): LineDecision => {
  const ordered = inOrder(stock, policy)
  const considered = decide(ordered, standing, wanted, asked)
  return {
    lineId: 'line', itemId: 'item', asked, need: wanted, policy, policyVersion: POLICY_VERSION, poolVersion: 1n, scanned: false,
    considered, ...besides(ordered, standing, considered.length),
  }
})

test('whatever was decided is decided again', () => {
  fc.assert(fc.property(made, (decision) => {
    expect(replay(decision)).toEqual({ agrees: true, considered: decision.considered })
  }), { numRuns: 2_000 })
})

test('stock that was of no choice, and numbers of units, change nothing', () => {
  fc.assert(fc.property(made, (decision) => {
    const [first] = decision.considered
    if (first === undefined) return
    const held = { ...first, lotId: 'held', taken: 0n, why: 'held' as const }
    const numbered = decision.considered.map((one) => (one.taken > 0n ? { ...one, serials: ['A'] } : one))
    expect(replay({ ...decision, considered: [...numbered, held] })?.agrees).toBe(true)
  }))
})

test('one that took another quantity, or another lot first, does not agree', () => {
  fc.assert(fc.property(made, (decision) => {
    const at = decision.considered.findIndex(({ taken }) => taken > 0n)
    if (at < 0) return
    const bent = (by: bigint) => decision.considered.map((one, nth) => (nth === at ? { ...one, taken: one.taken + by } : one))
    expect(replay({ ...decision, considered: bent(1n) })?.agrees).toBe(false)
    expect(replay({ ...decision, considered: bent(-1n) })?.agrees).toBe(false)
    if (decision.considered.length > 1) {
      expect(replay({ ...decision, considered: [...decision.considered].reverse() })?.agrees).toBe(false)
    }
  }))
})

test('a scan agrees when its lots fit the need; other rules are not judged by these', () => {
  fc.assert(fc.property(made, (decision) => {
    const fits = decision.considered.filter(({ why }) => why === 'taken')
    expect(replay({ ...decision, scanned: true, considered: fits })?.agrees).toBe(true)
    const short = decision.considered.filter(({ why }) => why === 'too_short')
    if (short.length > 0) expect(replay({ ...decision, scanned: true, considered: short })?.agrees).toBe(false)
    expect(replay({ ...decision, policyVersion: POLICY_VERSION - 1 })).toBeNull()
  }))
})

test('what is stored of decisions is all there was', () => {
  const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
  fc.assert(fc.property(fc.array(made, { minLength: 1, maxLength: 4 }), (decisions) => {
    const numbered = decisions.map((one, nth) => (nth % 2 === 0 ? one : {
      ...one, scanned: true, considered: one.considered.map((lot) => ({ ...lot, serials: ['A "1"', 'B\\2'] })),
    }))

    const named = namedDecisions(JSON.parse(decisionsText(numbered)))

    const behind = ({ lot, locationId, quantity }: LineDecision['behind'][number]) => ({
      lotId: lot.id, locationId, free: quantity, bindingOn: lot.bindingOn, useByOn: lot.useByOn, receivedOn: lot.receivedOn,
    })
    expect(named).toEqual(JSON.parse(JSON.stringify(numbered.map(({ scanned, others, behind: left, ...one }) => ({
      ...one, ...(scanned ? { scanned } : {}),
      ...(others.length === 0 ? {} : { others: others.map(({ leastOn, saleOn, wantedLotId, quantity }) =>
        ({ leastOn, saleOn, wantedLotId, quantity })), behind: left.map(behind) }),
    })), asText)))
  }))
})
