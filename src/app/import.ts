// Imports, whoever sends them: a list is staged and judged as a whole; only then its documents are applied, some hundreds at a
// time. Their ids come from what names them: an import that broke off is sent again, and nothing is doubled.
import type pg from 'pg'
import { SYSTEM_ACTOR } from '#auth'
import { Fault } from '#kernel'
import type { Actor, Database } from '#platform'
import { type Account, type Applied, applyStage } from './import-apply.ts'
import { writeErrors } from './import-errors.ts'
import { textOf } from './import-file.ts'
import { judgeBodies, type Judgement, SHOWN } from './import-judge.ts'
import { type ImportKind, importKinds } from './import-kinds.ts'
import { type ImportError, type Reading, readRows } from './import-read.ts'
import { countDocuments, errorsOf, holdKind, judgeRows, MOST_ERRORS, openStage, type Stage, stageRows } from './import-stage.ts'

/** What became of an import. Of errors and refused documents the first thousand are told, and how many in all. */
export type ImportReport = Judgement & Applied & {
  readonly rows: number
  /** Headers of the file that no column reads. */
  readonly unread: readonly string[]
  readonly documents: number
  /** Of those, the ones that are wrong. */
  readonly failing: number
  readonly wrong: number
  readonly errors: readonly ImportError[]
}

/** A list to import. */
export type ImportWork = {
  readonly kind: string
  readonly text: AsyncIterable<string>
  readonly reading: Reading
  readonly dryRun: boolean
  /** What is wrong is left out, and the rest is done. */
  readonly leavesOut?: boolean
  readonly actor?: Actor
  readonly account?: Account
  /** Is told once everything was judged, while the stage still stands. */
  readonly judged?: (client: pg.Client, kind: ImportKind) => Promise<void>
  readonly errorsTo?: string
  readonly progress?: (done: number, of: number) => void
}

/** How a file is imported. `errorsTo` is a file for every error and refusal, as CSV. */
export type ImportOptions = Pick<ImportWork, 'kind' | 'dryRun' | 'leavesOut' | 'errorsTo' | 'progress'> & {
  readonly path: string
  readonly encoding?: string
  /** `theirs=ours`: which header of the file is which column. */
  readonly mapping: readonly string[]
  readonly formats?: Reading['formats']
}

/** Imports a file. */
export async function importFile(database: Database, { path, encoding = 'utf-8', mapping, formats, ...work }: ImportOptions): Promise<ImportReport> {
  kindOf(work.kind)
  return importList(database, { ...work, text: textOf(path, encoding), reading: { mapping, ...(formats && { formats }) } })
}

/** The kind of that name. */
export function kindOf(name: string): ImportKind {
  const kind = importKinds[name]
  if (kind !== undefined) return kind
  throw new Fault(`There is no import of ${name}.`, `There are: ${Object.keys(importKinds).join(', ')}.`)
}

const nothingYet: Applied = { applied: 0, repeated: 0, notApplied: 0, refused: [] }

/**
 * Imports a list. As a dry run, or with errors that are not left out, nothing is applied. Of each kind one runs at a time.
 * @throws Fault when the list cannot be read, or another of its kind runs.
 */
export async function importList(database: Database, work: ImportWork): Promise<ImportReport> {
  const stage = await openStage(database, kindOf(work.kind))
  try {
    if (!work.dryRun) await holdKind(stage)
    const judged = await judge(stage, work)
    const { errorsTo, progress, account, actor = SYSTEM_ACTOR } = work
    const stands = judged.wrong === 0 || (work.leavesOut === true && !judged.errors.some(({ row }) => row === 1))
    if (!work.dryRun && stands && judged.wrong > MOST_ERRORS) throw new Fault('The list has more than a million errors.', 'Mend it first; nothing was done.')
    const isRun = !work.dryRun && stands
    const of = judged.documents - judged.failing
    const done = isRun ? await applyStage(database, stage, { actor, of, ...(account && { account }), ...(progress && { progress }) }) : nothingYet
    if (errorsTo !== undefined) await writeErrors(stage.client, errorsTo)
    return { ...judged, ...done }
  } finally {
    await stage.close()
  }
}

async function judge(stage: Stage, { text, reading, judged }: ImportWork): Promise<ImportReport> {
  let unread: readonly string[] = []
  const noteUnread = (headers: readonly string[]) => {
    unread = headers
  }
  const rows = await stageRows(stage, readRows(text, { ...reading, unread: noteUnread }, stage.kind))
  await judgeRows(stage)
  const judgement = await judgeBodies(stage)
  const { documents, failing } = await countDocuments(stage)
  const { wrong, errors } = await errorsOf(stage, SHOWN)
  await judged?.(stage.client, stage.kind)
  return { rows, unread, documents, failing, ...judgement, ...nothingYet, wrong, errors }
}
