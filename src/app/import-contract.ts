// What of imports crosses the wire.
import { type Static, Type } from 'typebox'
import { orNull, WireId, WireReason } from '#kernel/contract'

const strict = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })
const Separator = Type.Enum([',', ';', '\t', '|'])
const Decimal = orNull(Type.Enum(['.', ',']))
const Dates = orNull(Type.Enum(['ymd', 'dmy', 'mdy']))
const Encoding = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9_:.-]+$', description: 'The name of an encoding, as utf-8.' })
const Places = Type.Record(Type.String({ pattern: '^[a-z_]{1,40}$' }), Type.Integer({ minimum: 0, maximum: 1_000 }))

const Kind = Type.Enum(['items', 'partners', 'locations', 'lots', 'receipts', 'orders', 'shipments', 'returns'])
/** What can be imported, by name. */
export type ImportName = Static<typeof Kind>

export const ImportId = Type.Object({ id: WireId }, strict)

/** What is said of a list that is sent: the id it gets, of what it is, and its file's name; `.gz` at the end says that it is packed. */
export const Sent = Type.Object(
  { id: WireId, kind: Kind, name: Type.String({ minLength: 1, maxLength: 300 }) },
  strict,
)
export const SentAnswer = Type.Object({ id: WireId })

/** How a list is read. `places`: where the column of a kind stands in the list, from 0 on. */
export const ReadingBody = Type.Object(
  { encoding: Encoding, separator: Separator, decimal: Decimal, dates: Dates, places: Places },
  strict,
)

const Cell = Type.String({ maxLength: 1_000 })
/** Mends cells: one of a row, or all of a column that say `found`. */
export const FixesBody = Type.Object(
  {
    fixes: Type.Array(
      Type.Object({ column: Type.String({ pattern: '^[a-z_]{1,40}$', description: 'The name of a column.' }), row: Type.Optional(Type.Integer({ minimum: 2 })), found: Type.Optional(Cell), value: Cell }, strict),
      { minItems: 1, maxItems: 500 },
    ),
  },
  strict,
)

/** Runs an import. `leavesOut`: what is wrong is left out, and the rest is done. */
export const RunBody = Type.Object({ leavesOut: Type.Boolean() }, strict)
export const UndoBody = Type.Object({ reason: WireReason }, strict)

export const Nothing = Type.Object({}, strict)

/**
 * What can be told an import besides its list, below `/imports/{id}`. They are no commands: each sets the import going and is
 * answered at once, and `GET /imports/{id}` tells how it goes.
 */
export const importSteps = [
  { step: 'reading', summary: 'Say how a list is written and which of its columns is which', body: ReadingBody },
  { step: 'check', summary: 'Check every row of a list; nothing is done', body: Nothing },
  { step: 'fixes', summary: 'Mend cells of a checked list, and check it again', body: FixesBody },
  { step: 'run', summary: 'Import a checked list', body: RunBody },
  { step: 'stop', summary: 'Stop checking or importing; what is in stays', body: Nothing },
  { step: 'undo', summary: 'Take back what an import made and changed', body: UndoBody },
] as const

const State = Type.Enum(['open', 'judging', 'judged', 'running', 'done', 'stopped', 'undoing', 'undone'])

export const KindList = Type.Object({
  kinds: Type.Array(Type.Object({
    name: Kind,
    columns: Type.Array(Type.Object({ name: Type.String(), isNeeded: Type.Boolean(), type: Type.String(), choices: Type.Array(Type.String()) })),
    /** Why its things cannot be taken back, where they cannot. */
    whyKept: orNull(Type.String()),
  })),
})

const Change = Type.Object({ row: Count, key: Type.String(), column: Type.String(), before: Type.String(), after: Type.String() })
const Report = Type.Object({
  rows: Count, documents: Count, creating: Count, changing: Count, already: Count, failing: Count, wrong: Count,
  applied: Count, repeated: Count, notApplied: Count, unread: Type.Array(Type.String()), changes: Type.Array(Change),
})

/** An import as it stands. */
export const ImportAnswer = Type.Object({
  id: WireId,
  kind: Kind,
  name: Type.String(),
  bytes: Count,
  state: State,
  by: orNull(Type.String({ description: 'Who sent it.' })),
  sentAt: Type.String(),
  beganAt: orNull(Type.String()),
  endedAt: orNull(Type.String()),
  reading: ReadingBody,
  leavesOut: Type.Boolean(),
  hasFile: Type.Boolean({ description: 'The list is still kept; without it nothing can be run again or downloaded.' }),
  done: Count,
  documents: Count,
  failure: orNull(Type.String()),
  report: orNull(Report),
  fixes: Count,
  made: Count,
  changed: Count,
  already: Count,
  refused: Count,
  undone: Count,
  kept: Type.Integer({ minimum: 0, description: 'Of those that were to be taken back, the ones that stay.' }),
})

/** The beginning of a list as it is read, and which column is probably where. */
export const LookAnswer = Type.Object({
  header: Type.Array(Type.String()),
  rows: Type.Array(Type.Array(Type.String())),
  guesses: Type.Array(Type.Object({ column: Type.String(), at: Count, confidence: Type.Number() })),
  decimal: Decimal,
  dates: Dates,
})

/** What is wrong, grouped by cause, the most frequent first. */
export const CausesAnswer = Type.Object({
  causes: Type.Array(Type.Object({
    column: Type.String(),
    cause: Type.String(),
    count: Count,
    values: Type.Array(Type.Object({ found: Type.String(), count: Count, rows: Type.Array(Count) })),
  })),
  left: Type.Integer({ minimum: 0, description: 'Rows that are left out because another of their document is wrong.' }),
})

export type ImportAnswer = Static<typeof ImportAnswer>
export type Cause = Static<typeof CausesAnswer>['causes'][number]

/** A line of the list of imports. */
export const ImportRow = Type.Object({
  id: WireId, kind: Kind, name: Type.String(), state: State, by: orNull(Type.String()), sentAt: Type.String(), endedAt: orNull(Type.String()),
  done: Count, documents: Count, failure: orNull(Type.String()),
})

/** A document an import made, changed or was refused. */
export const ImportDocumentRow = Type.Object({
  importId: WireId, nth: Count, row: Count, key: Type.String(), documentId: orNull(WireId),
  outcome: orNull(Type.Enum(['made', 'changed', 'already', 'refused', 'undone', 'kept'])), says: orNull(Type.String()),
})
