// Judging an import before anything of it is done: every body against its schema, and what of it is there already.
import { refuseUnseen } from '#lots'
import { type CommandDoor, type Complaint, idOf } from '#platform'
import { type ImportChange, type Judged, judgeItems } from './import-changes.ts'
import { lookupsIn } from './import-columns.ts'
import type { Made } from './import-kinds.ts'
import type { ImportError } from './import-read.ts'
import { MOST_JUDGED, type Stage, type Staged, settleStage, stagedDocuments, tellErrors } from './import-stage.ts'
import { doors } from './doors.ts'

/** Of errors, changes and refused documents so many are told, and how many in all. */
export const SHOWN = 1_000

/** What the documents that are not wrong would do: make something, change something, or nothing as it is there already. */
export type Judgement = {
  readonly creating: number
  readonly changing: number
  readonly already: number
  /** What is changed, field by field; the first thousand. */
  readonly changes: readonly ImportChange[]
}

const SOME_ID = '00000000-0000-7000-8000-000000000000'

/** The id of a document an import makes: the same list names the same documents, whoever sends it. */
export function idOfMade({ kind }: Stage, { path, id }: Made, key: string): string {
  return id ?? idOf(`${kind.name} ${path} ${key}`)
}

/** Every body against its schema, with some id for every code: what the doors would not take is an error of its row. */
export async function judgeBodies(stage: Stage): Promise<Judgement> {
  const changes: ImportChange[] = []
  const firstIds = new Map<string, string>()
  let [changing, already] = [0, 0]
  for await (const documents of stagedDocuments(stage, MOST_JUDGED)) {
    const errors: ImportError[] = []
    const known = await knownOf(stage, documents.flatMap(({ rows }) => rows))
    for (const one of known.values()) {
      errors.push(...one.errors)
      if (one.errors.length > 0) continue
      if (one.changes.length > 0) changing++
      else already++
      changes.push(...one.changes.slice(0, SHOWN - changes.length))
    }
    for (const { key, rows } of documents) {
      const made = madeToJudge(stage, rows)
      const wrong = made.flatMap((one) => wrongIn(stage, rows, one))
      errors.push(...wrong)
      if (wrong.length > 0 || known.has(rows[0]?.row ?? 0)) continue
      const [first] = made
      if (first === undefined) already++
      else firstIds.set(idOfMade(stage, first, key), key)
    }
    errors.push(...(await unseenIn(stage, documents.flatMap(({ rows }) => rows))))
    already += await countThere(stage, [...firstIds.keys()])
    firstIds.clear()
    await tellErrors(stage.client, errors)
  }
  const sound = await settleStage(stage)
  return { creating: Math.max(sound - changing - already, 0), changing, already, changes }
}

function madeToJudge({ kind }: Stage, rows: Staged['rows']): Made[] {
  const coded = lookupsIn(kind.columns).map(({ name }) => name)
  return kind.make(rows.map(({ row, cells }) => ({
    row, cells: { ...cells, ...Object.fromEntries(coded.flatMap((name) => (name in cells ? [[name, SOME_ID]] : []))) },
  })))
}

function wrongIn(stage: Stage, rows: Staged['rows'], made: Made): ImportError[] {
  const late = made.at !== undefined && Date.parse(made.at) > Date.now() + 86_400_000
  const future = { row: rows[0]?.row ?? 0, column: momentOf(stage), expected: 'a moment that has passed', found: made.at ?? '' }
  return [...(late ? [future] : []), ...doorOf(made).complaints(made.body).map((complaint) => errorOf(stage, rows, complaint))]
}

async function countThere({ client }: Stage, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { rows: [row] } = await client.query<{ n: number }>('select count(*)::integer as n from platform.document where id = any($1::uuid[])', [ids])
  return row?.n ?? 0
}

/** What of these rows is there already, where a list may change it. */
export async function knownOf({ client, kind }: Stage, rows: Staged['rows']): Promise<Map<number, Judged>> {
  return kind.changes === true ? judgeItems(client, rows) : new Map()
}

// Codes with a character nobody sees, under which a lot would be made. A lot that has such a code since earlier keeps it.
async function unseenIn({ client, kind: { namesLots } }: Stage, rows: Staged['rows']): Promise<ImportError[]> {
  if (namesLots === undefined) return []
  const found = rows.flatMap(({ row, cells }) => {
    const code = cells[namesLots] ?? ''
    const refusal = refuseUnseen(code)
    return refusal === null ? [] : [{ row, code, facts: refusal.facts }]
  })
  if (found.length === 0) return []
  const kept = await client.query<{ code: string }>('select code from lots.lot where code = any($1::text[])', [found.map(({ code }) => code)])
  const known = new Set(kept.rows.map(({ code }) => code))
  return found.filter(({ code }) => !known.has(code)).map(({ row, code, facts }) => (
    { row, column: namesLots, expected: `a code that people see whole: its character ${facts['at']} is ${facts['character']}`, found: code }))
}

function momentOf({ kind }: Stage): string {
  return kind.columns.find(({ type }) => type === 'moment')?.name ?? ''
}

// The row and column a place in a body came from: `lines.2.lot.code` is the third row's lot. What is expected is named as a reader names it.
function errorOf({ kind }: Stage, rows: Staged['rows'], { path, expected, found }: Complaint): ImportError {
  const [list, nth, ...rest] = path.split('.')
  const inLine = list === 'lines' && nth !== undefined
  const names = (inLine ? rest : path.split('.')).map((name) => name.replace(/Id$/, '').replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`))
  const column = kind.columns.find(({ name }) => names.at(-1) === name || (names.includes('lot') && name === 'lot'))
  return { row: rows[inLine ? Number(nth) : 0]?.row ?? 0, column: column?.name ?? names.join(' '), expected: expected.replace(/^must be /, ''), found }
}

/** The door a command of an import goes through. */
export function doorOf({ path }: Pick<Made, 'path'>): CommandDoor {
  const door = doors.find((one) => one.path === path)
  if (door === undefined) throw new Error(`No door ${path}.`)
  return door
}
