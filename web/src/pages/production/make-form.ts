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
}

export const blankInput = (): InputLine => ({ key: newKey(), ...noItemLine, lot: null, placeId: '', serials: null })
export const blankOutput = (some: Partial<OutputLine> = {}): OutputLine => ({ key: newKey(), ...noItemLine, code: '', dates: noDates, place: null, serials: '', ...some })
export const blankMake = (): MakeForm => ({ kind: 'make', site: null, inputs: [blankInput()], outputs: [blankOutput()] })

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

/** What is sent, or null while something is missing. */
export function bodyOf(form: MakeForm): BodyOf<'/transformations'> | null {
  const { kind, site, inputs, outputs } = form
  const home = inputs[0]?.placeId ?? ''
  if (site === null || inputs.length === 0 || outputs.length === 0) return null
  if (inputs.some((line) => line.item === null || line.whole === '' || line.placeId === '')) return null
  if (outputs.some((line) => line.item === null || line.whole === '' || line.code.trim() === '' || unreadableDates(line.dates).length > 0)) return null
  return {
    kind,
    siteId: site.id,
    inputs: inputs.map(({ item, lot, placeId, whole, serials }) => ({
      itemId: item?.id ?? '', ...(lot !== null && { lotId: lot.id }), locationId: placeId, quantity: whole, ...(serials !== null && { serials: [...serials] }),
    })),
    outputs: outputs.map(({ item, code, dates, place, whole, serials }) => {
      const [read, numbers] = [datesOf(dates), numbersOf(serials)]
      return { itemId: item?.id ?? '', code: code.trim(), ...(read !== undefined && { dates: read }), locationId: place?.id ?? home, quantity: whole, ...(numbers.length > 0 && { serials: numbers }) }
    }),
  }
}
