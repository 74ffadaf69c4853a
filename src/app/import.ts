// `lotline import`: a file is staged and judged as a whole; only when nothing is wrong its documents are applied, some
// hundreds at a time. Their ids come from what names them: an import that broke off is sent again, and nothing is doubled.
import { SYSTEM_ACTOR } from '#auth'
import { Fault } from '#kernel'
import { type CommandDoor, type Complaint, type Database, idOf, newId, type Outcome } from '#platform'
import { changeOf, type ImportChange, type Judged, judgeItems } from './import-changes.ts'
import { lookupsIn } from './import-columns.ts'
import { writeErrors } from './import-errors.ts'
import { importKinds, type Made } from './import-kinds.ts'
import { resolveCodes } from './import-lookups.ts'
import { type ImportError, readRows } from './import-read.ts'
import {
  countDocuments, errorsOf, judgeRows, openStage, type Stage, type Staged, stagedDocuments, stageRows, tellErrors,
} from './import-stage.ts'
import { inNames } from './in-names.ts'
import { doors } from './wiring.ts'

/** A document that was refused: the row it begins at, what names it, and why. */
export type RefusedDocument = { readonly row: number; readonly key: string; readonly code: string; readonly says: string }

/** What became of an import. Of errors and refused documents the first thousand are told, and how many in all. */
export type ImportReport = {
  readonly rows: number
  /** Headers of the file that no column reads. */
  readonly unread: readonly string[]
  readonly documents: number
  readonly applied: number
  readonly repeated: number
  /** Of those that were applied, or would be, the ones that change something that is there already. */
  readonly changing: number
  /** What they change; the first thousand fields. */
  readonly changes: readonly ImportChange[]
  readonly notApplied: number
  readonly refused: readonly RefusedDocument[]
  readonly wrong: number
  readonly errors: readonly ImportError[]
}

/** How an import is run. `errorsTo` is a file for every error and refusal, as CSV. */
export type ImportOptions = {
  readonly kind: string
  readonly path: string
  readonly dryRun: boolean
  readonly encoding?: string
  /** `theirs=ours`: which header of the file is which column. */
  readonly mapping: readonly string[]
  readonly errorsTo?: string
  readonly progress?: (done: number, of: number) => void
}

const SHOWN = 1_000

/** Imports a file. With errors, or as a dry run, nothing is applied. */
export async function importFile(database: Database, options: ImportOptions): Promise<ImportReport> {
  const kind = importKinds[options.kind]
  if (kind === undefined) {
    throw new Fault(`There is no import of ${options.kind}.`, `There are: ${Object.keys(importKinds).join(', ')}.`)
  }
  const stage = await openStage(database, kind)
  try {
    const { path, encoding = 'utf-8', mapping } = options
    let unread: readonly string[] = []
    const noteUnread = (headers: readonly string[]) => {
      unread = headers
    }
    const rows = await stageRows(stage, readRows({ path, encoding, mapping, unread: noteUnread }, kind))
    await judgeRows(stage)
    const changing = await judgeBodies(stage)
    const documents = await countDocuments(stage)
    const { wrong, errors } = await errorsOf(stage, SHOWN)
    const report = { rows, unread, documents, applied: 0, repeated: 0, ...changing, notApplied: 0, refused: [], wrong, errors }
    if (wrong > 0 || options.dryRun) {
      if (options.errorsTo !== undefined) await writeErrors(stage.client, options.errorsTo)
      return report
    }
    const done = await apply(database, stage, options, documents)
    if (options.errorsTo !== undefined) await writeErrors(stage.client, options.errorsTo)
    return { ...report, ...done }
  } finally {
    await stage.close()
  }
}

const SOME_ID = '00000000-0000-7000-8000-000000000000'

// Every body against its schema, with some id for every code: what the doors would not take is an error of its row.
async function judgeBodies(stage: Stage): Promise<Changing> {
  const changes: ImportChange[] = []
  let changing = 0
  const coded = lookupsIn(stage.kind.columns).map(({ name }) => name)
  for await (const documents of stagedDocuments(stage, 'judge')) {
    const errors: ImportError[] = []
    const known = await knownOf(stage, documents.flatMap(({ rows }) => rows))
    for (const one of known.values()) {
      errors.push(...one.errors)
      if (one.changes.length > 0) changing++
      changes.push(...one.changes.slice(0, SHOWN - changes.length))
    }
    for (const { rows } of documents) {
      const placed = rows.map(({ row, cells }) => ({
        row, cells: { ...cells, ...Object.fromEntries(coded.flatMap((name) => (name in cells ? [[name, SOME_ID]] : []))) },
      }))
      for (const made of stage.kind.make(placed)) {
        const late = made.at !== undefined && Date.parse(made.at) > Date.now() + 86_400_000
        if (late) errors.push({ row: rows[0]?.row ?? 0, column: momentOf(stage), expected: 'a moment that has passed', found: made.at ?? '' })
        const at = (complaint: Complaint) => errors.push(errorOf(stage, rows, complaint))
        doorOf(made).complaints(made.body).forEach(at)
      }
    }
    await tellErrors(stage.client, errors)
  }
  return { changing, changes }
}

type Changing = Pick<ImportReport, 'changing' | 'changes'>

// What of these rows is there already, where a list may change it.
async function knownOf({ client, kind }: Stage, rows: Staged['rows']): Promise<Map<number, Judged>> {
  return kind.changes === true ? judgeItems(client, rows) : new Map()
}

function momentOf({ kind }: Stage): string {
  return kind.columns.find(({ type }) => type === 'moment')?.name ?? ''
}

// The row and column a place in a body came from: `lines.2.lot.code` is the third row's lot.
function errorOf({ kind }: Stage, rows: Staged['rows'], { path, expected, found }: Complaint): ImportError {
  const [list, nth, ...rest] = path.split('.')
  const inLine = list === 'lines' && nth !== undefined
  const names = (inLine ? rest : path.split('.')).map((name) => name.replace(/Id$/, '').replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`))
  const column = kind.columns.find(({ name }) => names.at(-1) === name || (names.includes('lot') && name === 'lot'))
  return { row: rows[inLine ? Number(nth) : 0]?.row ?? 0, column: column?.name ?? names.join(' '), expected, found }
}

function doorOf({ path }: Made): CommandDoor {
  const door = doors.find((one) => one.path === path)
  if (door === undefined) throw new Error(`No door ${path}.`)
  return door
}

type Applied = Pick<ImportReport, 'applied' | 'repeated' | 'notApplied' | 'refused'>

async function apply(database: Database, stage: Stage, { kind, progress }: ImportOptions, of: number): Promise<Applied> {
  const refused: RefusedDocument[] = []
  let [applied, repeated, notApplied, done] = [0, 0, 0, 0]
  for await (const documents of stagedDocuments(stage, 'apply')) {
    const rows = await resolveCodes(stage.client, stage.kind, documents.flatMap((one) => one.rows))
    const known = await knownOf(stage, rows)
    let start = 0
    const made = documents.map((one) => {
      const mine = rows.slice(start, start + one.rows.length)
      start += one.rows.length
      const commands = stage.kind.make(mine)
      const there = known.get(mine[0]?.row ?? 0)
      return { one, commands: there === undefined ? commands : changeOf(there, commands, newId()) }
    })
    const outcomes = new Map<Made, Outcome>()
    for (const turn of turnsOf(stage, made)) {
      for (const [command, outcome] of await perform(database, kind, turn)) outcomes.set(command, outcome)
    }
    const now: RefusedDocument[] = []
    for (const { one, commands } of made) {
      const results = commands.flatMap((command) => outcomes.get(command) ?? [])
      const last = results.at(-1)
      const no = last?.ok === false ? results.find((result) => !result.ok) : undefined
      if (no?.ok === false) {
        const { code, message } = await inNames(database, no.refusal)
        const says = code === 'id_reused' ? stage.kind.otherwise : message
        now.push({ row: one.rows[0]?.row ?? 0, key: wordsOf(one.key), code, says })
      }
      else if (last?.ok === true && last.repeated !== true) applied++
      else repeated++
    }
    notApplied += now.length
    refused.push(...now.slice(0, SHOWN - refused.length))
    await tellErrors(stage.client, now.map(({ row, key, code, says }) => ({ row, column: key, expected: code, found: says })))
    done += documents.length
    progress?.(done, of)
  }
  return { applied, repeated, notApplied, refused }
}

type Document = { readonly one: Staged; readonly commands: readonly Made[] }

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
async function perform(
  database: Database,
  kind: string,
  documents: readonly Document[],
): Promise<Map<Made, Outcome>> {
  const all = documents.flatMap(({ one, commands }) => commands.map((made) => ({ made, key: one.key, commands })))
  const outcomes = new Map<Made, Outcome>()
  const latest = Date.now()
  for (const path of new Set(all.map(({ made }) => made.path))) {
    const mine = all.filter(({ made, commands }) => made.path === path &&
      !(made.afterwards === true && commands.some((command) => outcomes.get(command)?.ok === false)))
    const told = await doorOf({ path, body: {}, at: undefined }).many(
      database,
      // The noon of today may still come.
      mine.map(({ made: { at, body, id, bodyFrom }, key, commands }) => ({
        id: id ?? idOf(`${kind} ${path} ${key}`), actor: SYSTEM_ACTOR,
        body: bodyFrom?.(answerBefore(commands, outcomes, path)) ?? body,
        occurredAt: new Date(at === undefined ? latest : Math.min(Date.parse(at), latest)),
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
