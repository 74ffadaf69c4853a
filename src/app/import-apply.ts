// Applying an import: its documents in their order, some hundreds at a time, through the doors everything goes through.
import { type Actor, type Database, newId, type Outcome } from '#platform'
import { backOf, changeOf } from './import-changes.ts'
import { doorOf, idOfMade, knownOf, SHOWN } from './import-judge.ts'
import type { Made } from './import-kinds.ts'
import { resolveCodes } from './import-lookups.ts'
import { type Stage, type Staged, stagedDocuments, tellErrors } from './import-stage.ts'
import { inNames } from './in-names.ts'

/** A document that was refused: the row it begins at, what names it, and why. */
export type RefusedDocument = { readonly row: number; readonly key: string; readonly code: string; readonly says: string }

/** What became of the documents of an import. */
export type Applied = {
  readonly applied: number
  readonly repeated: number
  readonly notApplied: number
  readonly refused: readonly RefusedDocument[]
  /** Somebody had it stop; what was done until then is done. */
  readonly isStopped?: true
}

/** A document before it is done: what names it, the ids of its commands, and what an item it changes was. */
export type Intended = {
  readonly nth: number
  readonly row: number
  readonly key: string
  readonly ids: readonly string[]
  readonly before: object | null
}

/** What became of it. */
export type Ended = { readonly nth: number; readonly rows: readonly number[]; readonly outcome: 'made' | 'changed' | 'already' | 'refused'; readonly says: string | null }

/** Keeps account of a run: before some documents are done, and after. */
export type Account = {
  begin(documents: readonly Intended[]): Promise<void>
  end(documents: readonly Ended[], done: number, of: number): Promise<void>
  /** Whether it should go on. */
  goesOn(): Promise<boolean>
}

type Document = { readonly one: Staged; readonly commands: readonly Made[]; readonly before: object | null }

/** Applies all staged documents that are not wrong. */
export async function applyStage(
  database: Database,
  stage: Stage,
  { actor, of, account, progress }: {
    readonly actor: Actor; readonly of: number; readonly account?: Account; readonly progress?: (done: number, of: number) => void
  },
): Promise<Applied> {
  const refused: RefusedDocument[] = []
  let [applied, repeated, notApplied, done] = [0, 0, 0, 0]
  for await (const staged of stagedDocuments(stage)) {
    if (account !== undefined && !(await account.goesOn())) return { applied, repeated, notApplied, refused, isStopped: true }
    const documents = await commandsOf(stage, staged)
    await account?.begin(documents.map(({ one, commands, before }) => ({
      nth: one.nth, row: one.rows[0]?.row ?? 0, key: wordsOf(one.key), ids: commands.map((made) => idOfMade(stage, made, one.key)), before,
    })))
    const outcomes = new Map<Made, Outcome>()
    for (const turn of turnsOf(stage, documents)) {
      for (const [command, outcome] of await perform(database, stage, actor, turn)) outcomes.set(command, outcome)
    }
    const ended: Ended[] = []
    const now: RefusedDocument[] = []
    for (const document of documents) {
      const no = await refusalOf(database, stage, document, outcomes)
      if (no !== null) now.push(no)
      ended.push(endOf(document, outcomes, no))
    }
    applied += ended.filter(({ outcome }) => outcome === 'made' || outcome === 'changed').length
    repeated += ended.filter(({ outcome }) => outcome === 'already').length
    notApplied += now.length
    refused.push(...now.slice(0, SHOWN - refused.length))
    await tellErrors(stage.client, now.map(({ row, key, code, says }) => ({ row, column: key, expected: code, found: says })))
    done += staged.length
    await account?.end(ended, done, of)
    progress?.(done, of)
  }
  return { applied, repeated, notApplied, refused }
}

async function commandsOf(stage: Stage, documents: readonly Staged[]): Promise<Document[]> {
  const rows = await resolveCodes(stage.client, stage.kind, documents.flatMap((one) => one.rows))
  const known = await knownOf(stage, rows)
  let start = 0
  return documents.map((one) => {
    const mine = rows.slice(start, start + one.rows.length)
    start += one.rows.length
    const commands = stage.kind.make(mine)
    const there = known.get(mine[0]?.row ?? 0)
    if (there === undefined) return { one, commands, before: null }
    return { one, commands: changeOf(there, commands, newId()), before: there.changes.length > 0 ? backOf(there) : null }
  })
}

async function refusalOf(database: Database, { kind }: Stage, { one, commands }: Document, outcomes: ReadonlyMap<Made, Outcome>): Promise<RefusedDocument | null> {
  const results = commands.flatMap((command) => outcomes.get(command) ?? [])
  if (results.at(-1)?.ok !== false) return null
  const no = results.find((result) => !result.ok)
  if (no?.ok !== false) return null
  const { code, message } = await inNames(database, no.refusal)
  return { row: one.rows[0]?.row ?? 0, key: wordsOf(one.key), code, says: code === 'id_reused' ? kind.otherwise : message }
}

function endOf({ one, commands, before }: Document, outcomes: ReadonlyMap<Made, Outcome>, no: RefusedDocument | null): Ended {
  const last = commands.flatMap((command) => outcomes.get(command) ?? []).at(-1)
  const isFresh = last?.ok === true && last.repeated !== true
  const outcome = no !== null ? 'refused' : !isFresh ? 'already' : before !== null ? 'changed' : 'made'
  return { nth: one.nth, rows: one.rows.map(({ row }) => row), outcome, says: no?.says ?? null }
}

// What is picked of an order leaves with its next shipment, so of those that come in turn each is done before the next.
function turnsOf({ kind }: Stage, documents: readonly Document[]): Document[][] {
  if (kind.inTurn !== true) return [[...documents]]
  const turns: Document[][] = []
  const seen = new Map<string, number>()
  for (const document of documents) {
    const first = document.one.rows[0]?.cells[kind.key[0] ?? ''] ?? ''
    const nth = seen.get(first) ?? 0
    seen.set(first, nth + 1)
    turns[nth] = [...(turns[nth] ?? []), document]
  }
  return turns
}

// The commands of a page, those of one path together: they share transactions.
async function perform(database: Database, stage: Stage, actor: Actor, documents: readonly Document[]): Promise<Map<Made, Outcome>> {
  const all = documents.flatMap(({ one, commands }) => commands.map((made) => ({ made, key: one.key, commands })))
  const outcomes = new Map<Made, Outcome>()
  const latest = Date.now()
  for (const path of new Set(all.map(({ made }) => made.path))) {
    const mine = all.filter(({ made, commands }) => made.path === path &&
      !(made.afterwards === true && commands.some((command) => outcomes.get(command)?.ok === false)))
    const told = await doorOf({ path }).many(
      database,
      // The noon of today may still come.
      mine.map(({ made, key, commands }) => ({
        id: idOfMade(stage, made, key), actor,
        body: made.bodyFrom?.(answerBefore(commands, outcomes, path)) ?? made.body,
        occurredAt: new Date(made.at === undefined ? latest : Math.min(Date.parse(made.at), latest)),
      })),
    )
    told.forEach((outcome, nth) => {
      const made = mine[nth]?.made
      if (made !== undefined) outcomes.set(made, outcome)
    })
  }
  return outcomes
}

// What the command before that of some path answered.
function answerBefore(commands: readonly Made[], outcomes: ReadonlyMap<Made, Outcome>, path: string): Readonly<Record<string, unknown>> {
  const before = commands[commands.findIndex((one) => one.path === path) - 1]
  const outcome = before === undefined ? undefined : outcomes.get(before)
  if (outcome?.ok !== true) throw new Error(`Nothing was done before ${path}.`)
  return outcome.answer
}

function wordsOf(key: string): string {
  const words: unknown = JSON.parse(key)
  return Array.isArray(words) ? words.filter((word) => word !== '').join(' ') : key
}
