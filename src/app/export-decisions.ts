// Why a pick took its lot: columns of movements, made of the decisions of their documents.
import { type KeptDecision, namedDecisions, type Stored } from '#ledger'

/** Columns that are made of the last column of a query. */
export type Derived = {
  readonly columns: readonly string[]
  /** For one pass through the rows: what is remembered of a row serves those that follow. A place of -1 is the last. */
  readonly start: () => (value: (at: number) => string | null) => readonly unknown[]
}

// Where the movements' query has what these columns are made of.
const [DOCUMENT, KIND, REFERENCE, FROM_ROLE] = [1, 2, 13, 24]

/**
 * Need, policy and what stood in the way, beside every pick. `chosen_by`: the policy, or a person who named the lot.
 * `others`: what else stood reserved when it was chosen, as JSON, a need and its quantity each.
 */
export const decisionColumns: Derived = {
  columns: ['policy', 'chosen_by', 'least_on', 'sale_on', 'wanted_lot_id', 'skipped', 'others'],
  start: () => {
    let document: string | null = null
    let lines = noLines
    return (value) => {
      const of = value(DOCUMENT)
      if (of !== document) {
        document = of
        const decided = value(-1)
        lines = decided === null ? noLines : columnsOf(decided)
      }
      const isChosen = value(KIND) === 'pick' || (value(KIND) === 'ship' && value(FROM_ROLE) !== 'staging')
      if (lines.size === 0 || !isChosen) return none
      return lines.get(value(REFERENCE) ?? '') ?? none
    }
  },
}

const noLines: ReadonlyMap<string, readonly unknown[]> = new Map()
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
