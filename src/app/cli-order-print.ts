// An order as people read it: where its lines stand, what moved, and why these lots, a row for each lot that was looked at.

/** Puts the answer of `/orders/:id` in order for people. */
export function orderForPeople(answer: unknown): unknown {
  const { documentId: _, lines, movements, decisions, steps, changes, ...order } = rowOf(answer)
  const numbers = new Map(rowsOf(lines).map(({ id, line }) => [id, line]))
  return {
    ...order,
    lines: rowsOf(lines).map(({ id: _, itemId: __, ...line }) => line),
    movements: rowsOf(movements).map(({ id: _, documentId: __, lineId, lotId: ___, candidates, occurredAt, ...moved }) => ({
      line: numbers.get(lineId), ...moved, 'may be of': rowsOf(candidates).map(({ lot }) => lot), occurredAt,
    })),
    'why these lots': rowsOf(decisions).flatMap(({ decided }) => rowsOf(decided)).flatMap((one) => whyOf(numbers, one)),
    steps: rowsOf(steps).map(({ documentId: _, ...step }) => step),
    changes: rowsOf(changes).map(({ documentId: _, lineId: __, ...change }) => change),
  }
}

const policies: Readonly<Record<string, string>> = {
  fefo: 'first to expire', fifo: 'first in', fewest_lots: 'fewest lots',
}

// One decision: of every lot that was looked at, how much was taken and why, or why not.
function whyOf(numbers: ReadonlyMap<unknown, unknown>, decision: Row): Row[] {
  const { lineId, asked, policy, scanned, considered } = decision
  if (!numbers.has(lineId)) return []
  const { leastOn, saleOn } = rowOf(decision['need'])
  const why: Readonly<Record<string, string>> = {
    taken: scanned === true ? 'chosen by a person' : `chosen: ${policies[String(policy)] ?? policy}`,
    held: 'skipped: on hold',
    too_short: `skipped: must last to ${leastOn}`,
    use_by_passed: `skipped: use by is before ${saleOn}`,
    not_wanted: 'skipped: another lot is asked for',
    not_pickable: 'skipped: lies where nothing is picked',
    lot_uncertain: 'skipped: some of it may have left already, as one of several lots',
    kept_for_others: 'skipped: kept for other orders',
    not_needed: 'next in line, not needed',
  }
  return rowsOf(considered).map((one) => ({
    line: numbers.get(lineId), asked, lot: one['lotId'], location: one['locationId'], free: one['free'], 'lasts to': one['bindingOn'],
    taken: one['taken'] === '0' ? '' : one['taken'], why: why[String(one['why'])] ?? one['why'], serials: one['serials'],
  }))
}

type Row = Readonly<Record<string, unknown>>

function rowOf(value: unknown): Row {
  return value !== null && typeof value === 'object' ? { ...value } : {}
}

function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.map(rowOf) : []
}
