// What is typed when lots become other lots, and what is sent of it.
import type { BodyOf } from '~/api'
import { type ItemLine, noItemLine } from '~/pages/fields/item-cells'
import { datesOf, noDates, type TypedDates, unreadableDates } from '~/pages/fields/lot-dates'
import type { LotChoice, PlaceChoice } from '~/pages/fields/pickers'
import { numbersOf } from '~/pages/fields/units'
import { type Keyed, newKey } from '~/ui/fields/lines'

export const kinds = ['make', 'repack', 'kit', 'unkit', 'split', 'merge', 'rework'] as const
export type Kind = (typeof kinds)[number]

/** What goes in: of a lot, from a place; `serials` are the numbers of its units, null where they have none. */
export type InputLine = Keyed & ItemLine & { readonly lot: LotChoice | null; readonly placeId: string; readonly serials: readonly string[] | null }
/** What comes out: a new lot, into a place; the first input's when none is named. `serials` as they are typed. */
export type OutputLine = Keyed & ItemLine & { readonly code: string; readonly dates: TypedDates; readonly place: PlaceChoice | null; readonly serials: string }

export type MakeForm = {
  readonly kind: Kind
  readonly site: PlaceChoice | null
  readonly inputs: readonly InputLine[]
  readonly outputs: readonly OutputLine[]
  /** Which unit each unit went into, by their numbers. */
  readonly goesInto: { readonly [part: string]: string }
  /** Which line that goes in went into which that comes out, by `pairOf`; how much of it, blank where that follows. */
  readonly pairs: { readonly [pair: string]: string }
}
/** A unit with a number that goes in. */
export type Part = { readonly code: string; readonly sku: string; readonly lot: string }

export const blankInput = (): InputLine => ({ key: newKey(), ...noItemLine, lot: null, placeId: '', serials: null })
export const blankOutput = (some: Partial<OutputLine> = {}): OutputLine => ({ key: newKey(), ...noItemLine, code: '', dates: noDates, place: null, serials: '', ...some })
export const blankMake = (): MakeForm => ({ kind: 'make', site: null, inputs: [blankInput()], outputs: [blankOutput()], goesInto: {}, pairs: {} })

// Whether the kind keeps the item, so that what comes out is of what goes in.
const keepsItem = (kind: Kind) => kind === 'split' || kind === 'merge'

/** The item of what goes in, where nobody says twice which. */
export const keptItem = ({ kind, inputs }: MakeForm): ItemLine['item'] =>
  keepsItem(kind) ? (inputs.find(({ item }) => item !== null)?.item ?? null) : null

/** What comes out, with its item where that follows from what goes in. */
export function outputsOf(form: MakeForm): readonly OutputLine[] {
  const item = keptItem(form)
  return item === null ? form.outputs : form.outputs.map((line) => (line.item === null ? { ...line, item } : line))
}

/** How much goes in and comes out, where both are of one item and must be the same; null where they need not be. */
export function balanceOf({ kind, inputs, outputs }: MakeForm): { readonly into: bigint; readonly out: bigint; readonly unit: string } | null {
  const items = new Map([...inputs, ...outputs].flatMap(({ item }) => (item === null ? [] : [[item.id, item] as const])))
  const [only, more] = items.values()
  if (only === undefined || more !== undefined || !(keepsItem(kind) || kind === 'repack')) return null
  const total = (lines: readonly ItemLine[]) => lines.reduce((sum, { whole }) => sum + BigInt(whole === '' ? '0' : whole), 0n)
  return { into: total(inputs), out: total(outputs), unit: only.baseUnit }
}

/** The numbers of all units that go in. */
export const numbersIn = ({ inputs }: MakeForm): readonly string[] => inputs.flatMap(({ serials }) => serials ?? [])

/**
 * The units that go in and do not come out again, and the new ones that do; null where nothing is to be asked: what goes in
 * went into the only one that comes out, or has no numbers.
 */
export function partsAsked({ inputs, outputs }: Pick<MakeForm, 'inputs' | 'outputs'>): { readonly parts: readonly Part[]; readonly wholes: readonly string[] } | null {
  const into = inputs.flatMap(({ item, lot, serials }) => (serials ?? []).map((code) => ({ code, sku: item?.code ?? '', lot: lot?.code ?? '' })))
  const out = outputs.flatMap(({ serials }) => numbersOf(serials))
  const [parts, wholes] = [into.filter(({ code }) => !out.includes(code)), out.filter((code) => !into.some((part) => part.code === code))]
  return parts.length === 0 || wholes.length < 2 ? null : { parts, wholes }
}

/** The parts of each item shared out over what comes out, in their order: as many to each, what is left to the first ones. */
export function sharedOut({ parts, wholes }: NonNullable<ReturnType<typeof partsAsked>>): MakeForm['goesInto'] {
  return Object.fromEntries([...new Set(parts.map(({ sku }) => sku))].flatMap((sku) => {
    const mine = parts.filter((part) => part.sku === sku)
    return mine.map(({ code }, at) => [code, wholes[Math.floor((at * wholes.length) / Math.max(mine.length, wholes.length))] ?? ''] as const)
  }))
}

function partsOf(form: MakeForm): { serial: string; parts: string[] }[] {
  const asked = partsAsked(form)
  return (asked?.wholes ?? []).flatMap((serial) => {
    const parts = (asked?.parts ?? []).flatMap(({ code }) => (form.goesInto[code] === serial ? [code] : []))
    return parts.length === 0 ? [] : [{ serial, parts }]
  })
}

/** How a pair of lines is called. */
export const pairOf = (input: Keyed, output: Keyed): string => `${input.key} ${output.key}`

/** Whether it must be asked which lot went into which: several go in and several come out. Else it can be no other way. */
export const isWhichAsked = ({ inputs, outputs }: Pick<MakeForm, 'inputs' | 'outputs'>): boolean =>
  inputs.length > 1 && outputs.length > 1 && [...inputs, ...outputs].every(({ item, whole }) => item !== null && whole !== '')

export type Which = { readonly input: number; readonly output: number; readonly inputQuantity: string; readonly outputQuantity: string }

/**
 * How much of each line went into which, from 1 on; what was not said is shared out by how much comes out. Empty where nobody
 * said anything: all went into all. Null while a line has no other, or more is said than goes in.
 */
export function whichOf({ inputs, outputs, pairs }: Pick<MakeForm, 'inputs' | 'outputs' | 'pairs'>): readonly Which[] | null {
  const isTold = inputs.some((input) => outputs.some((output) => pairs[pairOf(input, output)] !== undefined))
  if (!isTold || !isWhichAsked({ inputs, outputs })) return []
  const all = inputs.map((input, at) => {
    const into = outputs.flatMap((output, to) => {
      const said = pairs[pairOf(input, output)]
      return said === undefined ? [] : [{ to, said: said.trim(), weight: BigInt(output.whole) }]
    })
    if (into.some(({ said }) => !/^\d*$/.test(said))) return null
    const left = into.reduce((rest, { said }) => rest - BigInt(said === '' ? '0' : said), BigInt(input.whole))
    const open = into.filter(({ said }) => said === '')
    if (into.length === 0 || left < BigInt(open.length) || into.some(({ said }) => said !== '' && BigInt(said) === 0n)) return null
    const shares = sharesOf(left, open.map(({ weight }) => weight))
    return into.map(({ to, said }) => ({
      input: at + 1, output: to + 1, outputQuantity: outputs[to]?.whole ?? '',
      inputQuantity: said === '' ? String(shares[open.findIndex((one) => one.to === to)] ?? 1n) : said,
    }))
  })
  const edges = all.flatMap((one) => one ?? [])
  return all.includes(null) || outputs.some((_, to) => !edges.some(({ output }) => output === to + 1)) ? null : edges
}

// So much in whole units by weight, none of them nothing; the last gets what is left.
function sharesOf(whole: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  const shares: bigint[] = []
  for (const [at, weight] of weights.entries()) {
    const [given, after] = [shares.reduce((all, one) => all + one, 0n), BigInt(weights.length - 1 - at)]
    const fair = (whole * weight) / sum
    const most = whole - given - after
    shares.push(after === 0n || fair > most ? most : fair === 0n ? 1n : fair)
  }
  return shares
}

/** What is sent, or null while something is missing. */
export function bodyOf(form: MakeForm): BodyOf<'/transformations'> | null {
  const { kind, site, inputs, outputs } = form
  const home = inputs[0]?.placeId ?? ''
  if (site === null || inputs.length === 0 || outputs.length === 0) return null
  if (inputs.some((line) => line.item === null || line.whole === '' || line.placeId === '')) return null
  if (outputs.some((line) => line.item === null || line.whole === '' || line.code.trim() === '' || unreadableDates(line.dates).length > 0)) return null
  const parts = partsOf(form)
  const edges = whichOf(form)
  if (edges === null) return null
  return {
    kind,
    siteId: site.id,
    ...(parts.length > 0 && { parts }),
    ...(edges.length > 0 && { edges: [...edges] }),
    inputs: inputs.map(({ item, lot, placeId, whole, serials }) => ({
      itemId: item?.id ?? '', ...(lot !== null && { lotId: lot.id }), locationId: placeId, quantity: whole, ...(serials !== null && { serials: [...serials] }),
    })),
    outputs: outputs.map(({ item, code, dates, place, whole, serials }) => {
      const [read, numbers] = [datesOf(dates), numbersOf(serials)]
      return { itemId: item?.id ?? '', code: code.trim(), ...(read !== undefined && { dates: read }), locationId: place?.id ?? home, quantity: whole, ...(numbers.length > 0 && { serials: numbers }) }
    }),
  }
}
