// Lines as they are written on the command line: `--line TEA-1=20 lot=A-17 best-before=2030-12`. The first word says what
// and how much, those behind it say more of it.
import type { Command } from 'commander'
import { Fault, NIL } from '#kernel'
import { type Database, query, type Statement } from '#platform'
import { SELF } from '#partners'
import type { Input } from './cli-act.ts'
import { idOf } from './cli-find.ts'

/** A line as it is written. `called` is what a complaint calls it. */
export type WrittenLine = {
  readonly called: string
  readonly what: string
  readonly quantity: string
  readonly words: ReadonlyMap<string, readonly string[]>
}

/** Adds an option of lines, which may be given several times. */
export function takesLines(command: Command, flag: string, says: string, words: readonly string[]): Command {
  const known = words.length === 0 ? '' : `; then, in any order: ${words.map((word) => `${word}=`).join(' ')}`
  return command.option(`${flag} <what=quantity...>`, `${says}${known}`,
    (one: string, before: readonly string[] | undefined) => [...(before ?? []), one])
}

/**
 * Reads lines. A word whose name is one of `words` belongs to the line before it.
 * @throws Fault when a word is neither a line nor said of one.
 */
export function linesOf(flag: string, said: readonly string[] | undefined, words: readonly string[]): WrittenLine[] {
  const lines: { called: string; what: string; quantity: string; words: Map<string, string[]> }[] = []
  for (const one of said ?? []) {
    const cut = one.lastIndexOf('=')
    const name = one.slice(0, one.indexOf('='))
    const last = lines.at(-1)
    if (words.includes(name) && last !== undefined) {
      last.words.set(name, [...(last.words.get(name) ?? []), one.slice(name.length + 1)])
    } else if (cut > 0 && /^\d{1,13}(\.\d{1,12})?$/.test(one.slice(cut + 1))) {
      lines.push({ called: `${flag} ${one}`, what: one.slice(0, cut), quantity: one.slice(cut + 1), words: new Map() })
    } else {
      const more = words.length === 0 ? '' : `, with ${words.map((word) => `${word}=`).join(' ')} behind it`
      throw new Fault(`${flag} ${one} is no line and no word of one.`, `Write it as TEA-1=3, what and how much${more}.`)
    }
  }
  return lines
}

/** Lines there must be at least one of. */
export function someLinesOf(flag: string, said: readonly string[] | undefined, words: readonly string[]): WrittenLine[] {
  const lines = linesOf(flag, said, words)
  if (lines.length === 0) throw new Fault('Not one line was named.', `Name it, for example: ${flag} TEA-1=3.`)
  return lines
}

/** The one value of a word; undefined when it was not said. */
export function wordOf({ called, words }: WrittenLine, name: string): string | undefined {
  const [first, second] = words.get(name) ?? []
  if (second !== undefined) throw new Fault(`${called} says ${name}= more than once.`, 'Say it once.')
  return first
}

/** The words that are taken as they are, under the names a body has for them. */
export function wordsAs(line: WrittenLine, names: Readonly<Record<string, string>>): Input {
  return Object.fromEntries(Object.entries(names).flatMap(([word, name]) => {
    const said = wordOf(line, word)
    return said === undefined ? [] : [[name, said]]
  }))
}

/** Dates of a label and how they are written as words. */
export const dateWords = {
  produced: 'produced', packed: 'packed', 'best-before': 'bestBefore', 'use-by': 'useBy', 'sell-by': 'sellBy', retest: 'retest',
} as const

/** What of a line's words are ids, and the item itself. */
export type Known = { readonly itemId: string; readonly ownerId: string | undefined }

/** The item of a line and whose goods it is of. */
export async function goodsOf(open: Database, line: WrittenLine): Promise<Known> {
  const owner = wordOf(line, 'owner')
  return {
    itemId: await idOf(open, 'item', line.what, undefined, line.called),
    ownerId: owner === undefined ? undefined : await idOf(open, 'owner', owner, undefined, `owner= of ${line.called}`),
  }
}

/** The lots a line names, by the codes of its item. */
export function lotsOf(open: Database, line: WrittenLine, itemId: string): Promise<string[]> {
  return Promise.all((line.words.get('lot') ?? []).map((code) => idOf(open, 'lot', code, itemId, `lot= of ${line.called}`)))
}

/** The one lot a line names. */
export async function lotOf(open: Database, line: WrittenLine, itemId: string): Promise<string | undefined> {
  wordOf(line, 'lot')
  return (await lotsOf(open, line, itemId))[0]
}

/** The units a line names. */
export function serialsOf({ words }: WrittenLine): { serials?: readonly string[] } {
  const serials = words.get('serial')
  return serials === undefined ? {} : { serials }
}

/** A location a line names, or one its command names for all lines. */
export async function placeOf(open: Database, line: WrittenLine, word: string, all: string | undefined, flag: string): Promise<string | undefined> {
  const said = wordOf(line, word)
  if (said !== undefined) return idOf(open, 'location', said, undefined, `${word}= of ${line.called}`)
  return all === undefined ? undefined : idOf(open, 'location', all, undefined, flag)
}

const whereItLies: Statement = {
  name: 'app.where-it-lies',
  text: `select b.location_id as id, p.code, b.quantity::text as quantity from ledger.balance b
      join locations.location p on p.id = b.location_id
    where b.item_id = $1 and b.lot_id = $2 and b.owner_id = $3 and b.quantity > 0 and ($4::uuid is null or b.site_id = $4)
    order by p.code limit 6`,
}
const whereTheUnitIs: Statement = {
  name: 'app.where-the-unit-is',
  text: 'select location_id as "locationId", lot_id as "lotId" from ledger.serial where item_id = $1 and code = $2',
}

/** Goods of which somebody may not have said where they lie. */
export type Lying = {
  readonly itemId: string
  readonly lotId?: string | undefined
  readonly ownerId?: string | undefined
  readonly siteId?: string | undefined
}

/**
 * The one place where goods lie, when nobody said which.
 * @throws Fault when they lie nowhere, or in several places: which it was is not guessed.
 */
export async function onlyPlaceOf(
  open: Database,
  { itemId, lotId, ownerId, siteId }: Lying,
  { called, argument }: { readonly called: string; readonly argument: string },
): Promise<string> {
  const found = await query<{ id: string; code: string; quantity: string }>(
    open, whereItLies, [itemId, lotId ?? NIL, ownerId ?? SELF, siteId ?? null],
  )
  const [first, second] = found
  if (first === undefined) {
    const which = lotId === undefined ? 'No lot is named, and nothing without a lot is there' : 'Nothing of that lot is there'
    throw new Fault(`${which}: ${called}.`, `Name ${lotId === undefined ? 'the lot, or the place' : 'the place'} with ${argument}.`)
  }
  if (second === undefined) return first.id
  const places = found.map(({ code, quantity }) => `${code} (${quantity})`).join(', ')
  throw new Fault(`It lies in several places: ${called}: ${places}.`, `Say which with ${argument}.`)
}

/** Where a unit is, and of which lot; undefined when nobody knows the unit. */
export async function unitOf(open: Database, itemId: string, serial: string): Promise<{ locationId: string; lotId: string } | undefined> {
  const [unit] = await query<{ locationId: string; lotId: string }>(open, whereTheUnitIs, [itemId, serial])
  return unit
}
