// Why a pick took its lot: columns of movements, made of the decisions of their documents.
import { type KeptDecision, namedDecisions, type Stored } from '#ledger'

/** Columns that are made of the last column of a query. */
export type Derived = {
  readonly columns: readonly string[]
  /** For one pass through the rows: what is remembered of a row serves those that follow. */
  readonly start: () => (row: readonly unknown[]) => readonly unknown[]
}

// Where the movements' query has what these columns are made of.
const [DOCUMENT, KIND, REFERENCE] = [1, 2, 13]

/**
 * Need, policy and what stood in the way, beside every pick. `chosen_by`: the policy, or a person who named the lot.
 * `others`: what else stood reserved when it was chosen, as JSON, a need and its quantity each.
 */
export const decisionColumns: Derived = {
  columns: ['policy', 'chosen_by', 'least_on', 'sale_on', 'wanted_lot_id', 'skipped', 'others'],
  start: () => {
    let document: unknown
    let lines = new Map<string, readonly unknown[]>()
    return (row) => {
      const decided = row.at(-1)
      if (row[DOCUMENT] !== document) {
        document = row[DOCUMENT]
        lines = typeof decided === 'string' ? columnsOf(decided) : new Map()
      }
      const mine = row[KIND] === 'pick' ? lines.get(String(row[REFERENCE])) : undefined
      return mine ?? none
    }
  },
}

const none = decisionColumns.columns.map(() => null)

function columnsOf(text: string): Map<string, readonly unknown[]> {
  const stored: Stored = JSON.parse(text)
  return new Map(namedDecisions(stored).map((one) => [one.lineId, valuesOf(one)]))
}

function valuesOf({ policy, scanned, need, considered, others = [] }: KeptDecision): readonly unknown[] {
  const skipped = [...new Set(considered.map(({ why }) => why).filter((why) => why !== 'taken'))].sort().join(' ')
  return [
    policy, scanned === true ? 'person' : 'policy', need.leastOn, need.saleOn, need.wantedLotId, skipped,
    others.length === 0 ? null
      : JSON.stringify(others.map((one) => [one.leastOn, one.saleOn, one.wantedLotId, one.quantity])),
  ]
}
